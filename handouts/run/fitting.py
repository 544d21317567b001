"""What a layout can print of what was asked for. Nothing that was typed is left out silently."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from handouts.errors import UsageError
from handouts.model.layout import Layout, section_of
from handouts.model.selection import Event, Selection

_OPTIONS = {"what": "--event", "when": "--when", "where": "--where", "contact": "--contact", "url": "--link"}
_NEEDED = ("what", "when", "where", "contact")

_LEAST_TO_TYPE = 18.0
"""Points from line to line: a field must hold letters that can be read on a screen."""


def check_fit(selection: Selection, layout: Layout) -> None:
    """Refuse what does not fit a layout. Raises UsageError.

    The selection is resolved: it has ids and a paper.
    """
    refusals = (
        *_cancers(selection, layout),
        *_paper(selection, layout),
        *_fields(selection, layout),
        *_parts(selection, layout),
        *_typing(selection, layout),
        *_event(selection.event or Event(), layout),
    )
    for refusal in refusals[:1]:
        raise UsageError(refusal)


def _cancers(selection: Selection, layout: Layout) -> Iterator[str]:
    if layout.cancer == "needed" and not selection.cancers:
        yield f"Which cancer? The layout {layout.id} is about one; `handouts list cancers` shows all."
    if layout.cancer == "none" and selection.cancers:
        yield f"The layout {layout.id} is about no cancer: leave the cancer out, or choose another layout."


def _paper(selection: Selection, layout: Layout) -> Iterator[str]:
    if selection.paper is not None and selection.paper not in layout.papers:
        papers = _any(layout.papers)
        yield f"The layout {layout.id} is not made for the paper {selection.paper}: choose {papers}."


def _fields(selection: Selection, layout: Layout) -> Iterator[str]:
    names = [field.name for field in selection.fields if field.name not in layout.slots]
    if names:
        why = f"it has one for the {_all(layout.slots)}" if layout.slots else "it is not made for one person"
        yield (
            f"The layout {layout.id} has no place for the {_all(names)}: {why}. "
            "Leave that out, or choose another layout."
        )


def _parts(selection: Selection, layout: Layout) -> Iterator[str]:
    """Parts that were asked for by name. Short sheets say themselves that they leave out the numbers."""
    numbers = selection.numbers and layout.event != "none"
    asked = (("--tip", "tips", bool(selection.tips)), ("--numbers", "numbers", numbers))
    has = {section_of(name) for name in layout.sections}
    unfit = [(option, part) for option, part, is_asked in asked if is_asked and part not in has]
    if unfit:
        options, parts = zip(*unfit, strict=True)
        yield (
            f"The layout {layout.id} does not print what {_all(options)} asks for, or in a list the column "
            f"{_all(parts)}: leave that out."
        )


def _typing(selection: Selection, layout: Layout) -> Iterator[str]:
    if selection.fillable and layout.write_in < _LEAST_TO_TYPE:
        yield (
            f"The lines of the layout {layout.id} are for a pen: they are too small to type in. "
            "Leave --fillable out."
        )


def _event(event: Event, layout: Layout) -> Iterator[str]:
    given = {option: value for name, option in _OPTIONS.items() if (value := getattr(event, name))}
    if layout.event == "none" and given:
        yield (
            f"The layout {layout.id} does not print {_all(given)}: leave that out, or choose a layout "
            "for a meeting; `handouts list layouts` shows all."
        )
    missing = [_OPTIONS[name] for name in _NEEDED if not getattr(event, name)]
    if layout.event == "needed" and missing:
        yield f"The layout {layout.id} needs {_all(missing)} as well."
    if given:
        yield from _letters(given)


def _letters(given: dict[str, str]) -> Iterator[str]:
    """What was typed and cannot be printed."""
    from handouts.reading.characters import read_coverage, unprintable  # few sheets are about a meeting

    coverage = read_coverage()
    for option, value in given.items():
        if complaint := unprintable(value, coverage):
            yield f"{option} cannot be printed: {complaint}."


def _all(names: Iterable[str]) -> str:
    return _joined(names, "and")


def _any(names: Iterable[str]) -> str:
    return _joined(names, "or")


def _joined(names: Iterable[str], word: str) -> str:
    *first, last = names
    return f"{', '.join(first)} {word} {last}" if first else last
