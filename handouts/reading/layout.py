"""Layouts: one complete base, small files of differences over it, and a clinic's own."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from handouts.errors import ContentError, Diagnostic
from handouts.model.labels import Labels
from handouts.model.layout import Layout
from handouts.reading.hints import did_you_mean
from handouts.reading.layout_checks import check_layout
from handouts.reading.names import no_such
from handouts.reading.parsed import Parsed, Steps
from handouts.reading.reader import Located, Reader, convert
from handouts.reading.section_names import with_names
from handouts.reading.shelf import Shelf, all_names, layout_shelves, shelf
from handouts.reading.strict_yaml import read_yaml

Chain = tuple[Parsed, ...]
"""A layout's files, from its own down to the complete one."""


def layout_names(clinic_folder: Path | None = None) -> tuple[str, ...]:
    """Ids of all layouts, shipped and the clinic's own, sorted; reads no file."""
    return all_names(layout_shelves(clinic_folder))


def read_layout(name: str, clinic_folder: Path | None = None) -> Layout:
    """The layout called `name`, joined and checked. Raises UsageError and ContentError."""
    return read_layout_file(name, clinic_folder).record


def read_layout_file(name: str, clinic_folder: Path | None = None) -> Located[Layout]:
    """The layout called `name` with its places. Raises UsageError and ContentError."""
    known = layout_names(clinic_folder)
    if name not in known:
        raise no_such("layout", name, known)
    chain = _chain(name, layout_shelves(clinic_folder))
    _layout(chain[-1])  # else a key that the complete file lacks would be reported for each difference
    joined = chain[-1]
    for over in reversed(chain[:-1]):
        joined = _joined(joined, over)
    layout = _layout(joined)
    faults = list(check_layout(joined, layout))
    if layout.id != name or ("id",) not in chain[0].marks:
        faults.insert(0, chain[0].fault(f"write 'id: {name}' here, for that is the file's name", ("id",)))
    if faults:
        raise ContentError(tuple(faults))
    return Located(layout, joined)


def check_sections(file: Located[Layout], known: Collection[str]) -> None:
    """Raise ContentError for each section of a layout that is not among the `known` names."""
    layout, sheet = file.record, file.record.sheet
    named: list[tuple[Steps, tuple[str, ...]]] = [
        (("sections",), layout.sections),
        (("elsewhere",), layout.elsewhere),
        (("by_cancer",), layout.by_cancer),
        (("room_left",), layout.room_left),
        (("sheet", "notes"), sheet.notes if sheet else ()),
        (("sheet", "back"), sheet.back if sheet else ()),
    ]
    faults = tuple(
        file.parsed.fault(f"there is no section '{section}'{_hint(section, known)}", (*steps, at))
        for steps, sections in named
        for at, section in enumerate(sections)
        if section not in known
    )
    if faults:
        raise ContentError(faults)


def check_title(file: Located[Layout]) -> None:
    """Raise ContentError where a layout bears a title that the labels do not have."""
    title = file.record.title
    if title is None:
        return
    reader = Reader()
    labels = reader.read_named(Shelf(shelf("data"), "data"), "labels", "en", Labels, "language")
    known = reader.finished(labels).titles
    if title not in known:
        message = f"there is no title '{title}'{_hint(title, known)}"
        raise ContentError((file.parsed.fault(message, ("title",)),))


def _chain(name: str, shelves: tuple[Shelf, ...]) -> Chain:
    """The files of a layout. A clinic's file may differ from the shipped one of the same name."""
    relative = f"{name}.yaml"
    chain: list[Parsed] = []
    met: set[str] = set()
    while True:
        left = (each for each in shelves if each.has(relative) and each.shown(relative) not in met)
        shelf = next(left, None)
        if shelf is None:  # it was there a moment ago
            raise ContentError((Diagnostic("this file is missing", relative),))
        met.add(shelf.shown(relative))
        parsed = read_yaml(shelf.file(relative), shelf.shown(relative))
        chain.append(parsed)
        base = _base(parsed)
        if base is None:
            return tuple(chain)
        relative = f"{base}.yaml"
        _refuse_bad_base(parsed, base, shelves, met)


def _base(parsed: Parsed) -> str | None:
    """The name of the layout that a file differs from; None where it is complete."""
    if not isinstance(parsed.data, dict) or "base" not in parsed.data:
        return None
    base = parsed.data["base"]
    if isinstance(base, str):
        return base
    raise ContentError((parsed.fault("write the name of a layout here, such as everything", ("base",)),))


def _refuse_bad_base(parsed: Parsed, base: str, shelves: tuple[Shelf, ...], met: set[str]) -> None:
    """Raise ContentError where a base does not exist or leads back to a file that was met before."""
    known = all_names(shelves)
    if base not in known:
        raise ContentError((parsed.fault(f"there is no layout '{base}'{_hint(base, known)}", ("base",)),))
    relative = f"{base}.yaml"
    if not any(shelf.has(relative) and shelf.shown(relative) not in met for shelf in shelves):
        message = f"the layouts go round in a circle: {', '.join(sorted(met))}; one of them must be complete"
        raise ContentError((parsed.fault(message, ("base",)),))


def _joined(below: Parsed, over: Parsed) -> Parsed:
    """Differences over what they differ from: groups of keys are joined, all else is replaced."""
    data = over.data
    if isinstance(below.data, dict) and isinstance(over.data, dict):
        data = _merged(below.data, {key: value for key, value in over.data.items() if key != "base"})
    marks = {**below.marks, **over.marks}
    keys = {**below.keys, **over.keys}
    quoted = below.quoted and over.quoted
    return Parsed(data, marks, keys, over.file, (*below.empty, *over.empty), quoted)


def _merged(below: dict[str, object], over: dict[str, object]) -> dict[str, object]:
    result = dict(below)
    for key, value in over.items():
        old = result.get(key)
        result[key] = _merged(old, value) if isinstance(old, dict) and isinstance(value, dict) else value
    return result


def _layout(parsed: Parsed) -> Layout:
    layout, faults = convert(with_names(parsed), Layout)
    if layout is None:
        raise ContentError(faults)
    return layout


def _hint(word: str, known: Collection[str]) -> str:
    return did_you_mean(word, known) or f"; there is {', '.join(sorted(known))}"
