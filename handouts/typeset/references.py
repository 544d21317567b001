"""On which page something stands: known once all pages are filled, and before any of them is drawn."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from msgspec.structs import replace

from handouts.typeset.boxes import Box, TextBox
from handouts.typeset.lines import Fragment, Line
from handouts.typeset.pages import FilledPage
from handouts.typeset.stacks import PointingStack


def with_page_numbers(pages: Sequence[FilledPage]) -> tuple[FilledPage, ...]:
    """The pages with the number of a page wherever a text names one; what lines hold stays as it is.

    What names the page that it stands on is left out.

    Raises KeyError where a text names what stands on none of them.
    """
    if not any(isinstance(box, PointingStack) for page in pages for box in page.boxes):
        return tuple(pages)
    every = [(at, box) for at, page in enumerate(pages, 1) for box in page.boxes]
    numbers = {box.name: str(at) for at, box in reversed(every) if isinstance(box, TextBox) and box.name}
    return tuple(
        page.map(partial(_numbered, numbers=numbers, here=str(at))) for at, page in enumerate(pages, 1)
    )


def _numbered(box: Box, numbers: dict[str, str], here: str) -> Box:
    """A box with the numbers of pages, without what names the page that it stands on: that can be seen."""
    if not isinstance(box, PointingStack):
        return box

    def names_it(kid: Box) -> bool:
        return any(each.look.page and numbers[each.look.page] == here for each in kid.fragments())

    return _told(replace(box, boxes=tuple(kid for kid in box.boxes if not names_it(kid))), numbers)


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
