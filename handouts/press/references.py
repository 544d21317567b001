"""On which page something stands: known once all pages are filled, and before any of them is drawn."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from handouts.press.boxes import Box, TextBox
from handouts.press.lines import Fragment, Line
from handouts.press.pages import FilledPage
from handouts.press.stacks import PointingStack


def with_page_numbers(pages: Sequence[FilledPage]) -> tuple[FilledPage, ...]:
    """The pages with the number of a page wherever a text names one; what lines hold stays as it is.

    What names the page that it stands on is left out.

    Raises KeyError where a text names what stands on none of them.
    """
    pointing = [page for page in pages if any(_points(filled.boxes) for filled in page.frames)]
    if not pointing:
        return tuple(pages)
    numbers = {name: str(at) for at, page in reversed(list(enumerate(pages, 1))) for name in _names(page)}
    return tuple(
        _numbered(page, numbers, str(at)) if page in pointing else page for at, page in enumerate(pages, 1)
    )


def _points(boxes: Sequence[Box]) -> bool:
    return any(isinstance(box, PointingStack) for box in boxes)


def _names(page: FilledPage) -> list[str]:
    """What can be pointed at on a page."""
    boxes = (box for filled in page.frames for box in filled.boxes)
    return [box.name for box in boxes if isinstance(box, TextBox) and box.name]


def _numbered(page: FilledPage, numbers: dict[str, str], here: str) -> FilledPage:
    frames = (
        filled._replace(
            boxes=tuple(
                _told(_without(box, numbers, here), numbers) if isinstance(box, PointingStack) else box
                for box in filled.boxes
            )
        )
        for filled in page.frames
    )
    return page._replace(frames=tuple(frames))


def _without(box: PointingStack, numbers: dict[str, str], here: str) -> PointingStack:
    """A box without what names the page that it stands on itself: that can be seen."""

    def names_it(kid: Box) -> bool:
        return any(each.look.page and numbers[each.look.page] == here for each in kid.fragments())

    return replace(box, boxes=tuple(kid for kid in box.boxes if not names_it(kid)))


def _told(box: Box, numbers: dict[str, str]) -> Box:
    """A box with the numbers in its texts."""
    if isinstance(box, TextBox):
        return replace(box, lines=tuple(_line(line, numbers) for line in box.lines))
    return box.map(lambda kid: _told(kid, numbers))


def _line(line: Line, numbers: dict[str, str]) -> Line:
    return line._replace(fragments=tuple(_fragment(each, numbers) for each in line.fragments))


def _fragment(fragment: Fragment, numbers: dict[str, str]) -> Fragment:
    page = fragment.look.page
    return fragment._replace(text=numbers[page]) if page else fragment
