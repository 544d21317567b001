"""What changed between two libraries or two clinic folders, and which sheets are to be printed again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Final, Literal, NamedTuple

import msgspec

from handouts.errors import ContentError, Diagnostic, UsageError
from handouts.model.base import Record
from handouts.model.clinic import Clinic
from handouts.reading.clinic_files import clinic_files
from handouts.reading.kinds import KINDS
from handouts.reading.parsed import Parsed
from handouts.reading.reader import convert
from handouts.reading.shelf import Shelf
from handouts.reading.strict_yaml import read_yaml
from handouts.run.changes import Change, changes

What = Literal["added", "removed", "changed"]
FolderKind = Literal["clinic", "library"]

_ALL: Final = "*"


class RecordChange(Record, frozen=True, kw_only=True):
    """A record that is not as it was."""

    record: str  # cancers/breast
    what: What
    changes: tuple[Change, ...] = ()  # of a changed one


class Difference(Record, frozen=True, kw_only=True):
    """All that changed."""

    records: tuple[RecordChange, ...]
    print_again: tuple[str, ...]  # ids of cancers
    print_all: bool  # every sheet, whatever its cancer


class _Read(NamedTuple):
    """A file: as a record where it has the form of one, and as it is written."""

    record: dict[str, Any] | None
    written: Any


def diff(old: Path, new: Path) -> Difference:
    """Compare two `data` folders or two clinic folders by content; comments and order of keys do not count.

    Raises UsageError for other folders, ContentError where a file is not valid.
    """
    kind = _kind(old)
    if _kind(new) != kind:
        raise UsageError(
            f"One of {old} and {new} is a clinic's folder, the other a library, so they cannot be compared."
        )
    before, after = _read(old), _read(new)
    found = tuple(
        change
        for name in sorted({*before, *after})
        if (change := _compared(name, before.get(name), after.get(name)))
    )
    touched = {each for change in found for each in _touched(change, before, after, kind)}
    return Difference(records=found, print_again=tuple(sorted(touched - {_ALL})), print_all=_ALL in touched)


def _kind(folder: Path) -> FolderKind:
    if (folder / "clinic.yaml").is_file():
        clinic_files(folder)  # refuses what is no clinic's
        return "clinic"
    if (folder / "stage4.yaml").is_file():
        return "library"
    raise UsageError(
        f"{folder} is neither a clinic's folder (with clinic.yaml) nor a library (with stage4.yaml)."
    )


def _read(folder: Path) -> dict[str, _Read]:
    """Every record of a folder by its name. Raises ContentError with every fault."""
    shelf = Shelf(folder, str(folder))
    found: dict[str, _Read] = {}
    faults: list[Diagnostic] = []
    types: dict[str, type[msgspec.Struct]] = {"clinic": Clinic} | {kind.name: kind.record for kind in KINDS}
    for kind, record_type in types.items():
        names = [kind] if shelf.has(f"{kind}.yaml") else []
        for name in (*names, *(f"{kind}/{each}" for each in shelf.names(kind))):
            try:
                parsed = read_yaml(shelf.file(f"{name}.yaml"), shelf.shown(f"{name}.yaml"))
            except ContentError as error:
                faults += error.faults
                continue
            found[name] = _Read(_as_record(parsed, record_type), parsed.data)
    if faults:
        raise ContentError(tuple(faults))
    return found


def _as_record(parsed: Parsed, record_type: type[msgspec.Struct]) -> dict[str, Any] | None:
    record, _faults = convert(parsed, record_type)
    return msgspec.json.decode(msgspec.json.encode(record)) if record is not None else None


def _compared(name: str, old: _Read | None, new: _Read | None) -> RecordChange | None:
    """How a record differs. One of an older version, which is none today, is compared as it is written."""
    if old is None or new is None:
        return RecordChange(record=name, what="added" if old is None else "removed")
    are_records = old.record is not None and new.record is not None
    found = changes(old.record, new.record) if are_records else changes(old.written, new.written)
    return RecordChange(record=name, what="changed", changes=found) if found else None


def _touched(
    change: RecordChange, before: dict[str, _Read], after: dict[str, _Read], kind: FolderKind
) -> Iterable[str]:
    """Cancers with sheets that have changed; "*" for all."""
    folder, _, name = change.record.partition("/")
    if folder == "cancers":
        # A clinic's record that comes or goes gives way to the shipped one; a library's had or has no sheet.
        return (name,) if kind == "clinic" or change.what == "changed" else ()
    if folder == "sources":
        return _citing(change, before, after, kind)
    if any(each.for_leaders or not each.for_readers for each in KINDS if each.name == folder):
        return ()  # says nothing on the sheets about a cancer
    paths = [each.path for each in change.changes]
    is_signing = folder == "clinic" and paths and all(path.startswith("signed") for path in paths)
    return _signed(before, after) if is_signing else (_ALL,)


def _citing(
    change: RecordChange, before: dict[str, _Read], after: dict[str, _Read], kind: FolderKind
) -> Iterator[str]:
    """Cancers that cite a source that changed; all where something on every sheet cites it."""
    olds, news = _sources(before), _sources(after)
    altered = {name for name in {*olds, *news} if olds.get(name) != news.get(name)}
    if kind == "clinic" and altered:
        yield _ALL  # shipped records, which are not here, may cite them
        return
    for name, read in after.items():
        if name != change.record and altered & set(_cited(read.written)):
            folder, _, which = name.partition("/")
            yield which if folder == "cancers" else _ALL


def _sources(state: dict[str, _Read]) -> dict[str, Any]:
    """The sources of a folder by id; none where it has no such file."""
    written = state["sources"].written if "sources" in state else None
    listed = written.get("sources") if isinstance(written, dict) else None
    return listed if isinstance(listed, dict) else {}


def _cited(value: Any) -> Iterator[str]:
    """Ids of sources inside plain data."""
    if isinstance(value, dict):
        for key, each in value.items():
            if key == "sources" and isinstance(each, list):
                yield from (item for item in each if isinstance(item, str))
            else:
                yield from _cited(each)
    elif isinstance(value, list):
        for each in value:
            yield from _cited(each)


def _signed(before: dict[str, _Read], after: dict[str, _Read]) -> Iterator[str]:
    """Cancers with another sign-off: their sheets name the reviewer."""
    states = [{str(each) for each in _signoffs(state)} for state in (before, after)]
    for each in (*_signoffs(before), *_signoffs(after)):
        folder, _, name = str(each.get("record")).partition("/")
        if folder == "cancers" and not all(str(each) in state for state in states):
            yield name


def _signoffs(state: dict[str, _Read]) -> list[dict[str, Any]]:
    written = state["clinic"].written
    signed = written.get("signed") if isinstance(written, dict) else None
    return [each for each in signed or [] if isinstance(each, dict)]
