"""Printing some rows of a run again, from its record."""

from __future__ import annotations

import os
from itertools import count
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from handouts.batch.copy_ids import PrintedList, rows_in
from handouts.batch.estimate import counted
from handouts.batch.options import KEPT, SELECTION, BatchOptions
from handouts.batch.records import MANIFEST, MANIFEST_TABLE
from handouts.errors import RosterError, UsageError
from handouts.model.selection import Selection
from handouts.roster.answers import Answers
from handouts.roster.piped import is_piped
from handouts.roster.reading import read_roster
from handouts.run.kept_editions import KeptEditions

_SHOWN = 5  # rows that a message names
_NAME_IT = "Name the folder that `handouts batch` made, or the manifest.json in it."


class Again(NamedTuple):
    """What is to be printed again."""

    manifest: Path
    rows: str  # as a person names them
    out: Path
    roster: Path | None = None  # where the list is now; None: where it was
    cache: Path | None = None
    passphrase: str | None = None
    changed: bool = False  # whether it is printed although list or content have changed


class _Line(msgspec.Struct):
    row: int
    status: str
    reason: str


class _List(msgspec.Struct):
    path: str | None
    digest: str


class _Record(msgspec.Struct):
    """What is needed of manifest.json; `records.Manifest` writes it."""

    rows: list[_Line]
    roster: _List = msgspec.field(name="list")
    content: str
    clinic: str | None
    options: dict[str, Any]


def order_again(again: Again) -> BatchOptions:
    """The order for these rows, with the options of the run.

    Raises UsageError for a record or rows that cannot be used, RosterError where list or content have
    changed.
    """
    path = _manifest(again.manifest)
    record = _read(path)
    if again.roster is None and record.roster.path is None:
        raise RosterError("The list came through a pipe. Say where it is now with --roster FILE.")
    try:
        order = _order(again, record, path.absolute().parent)
        before = PrintedList(
            bytes.fromhex(record.roster.digest), max((line.row for line in record.rows), default=0)
        )
    except (KeyError, TypeError, AttributeError, ValueError):
        raise _no_record(path) from None
    rows = rows_in(again.rows, before)
    _refuse_missing_list(order, moved=again.roster is None)
    has_other_list = _is_other_list(order, before, again)
    has_other_content = KeptEditions(order.clinic_folder, order.cache).fingerprint != record.content
    if not again.changed:
        _refuse_changes(has_other_list, has_other_content)
    if has_other_list:
        rows = rows_in(again.rows, before._replace(is_same=False))
    elif not has_other_content:
        _refuse_rows_without_sheets(rows, record)
    return order._replace(rows=rows)


def next_folder(usual: Path) -> Path:
    """The folder of a new run: its usual name, else that with the first number that is not taken."""
    names = (usual.with_name(f"{usual.name}-{at}") if at > 1 else usual for at in count(1))
    return next(name for name in names if not (name.exists() or name.is_symlink()))


def _order(again: Again, record: _Record, folder: Path) -> BatchOptions:
    """The run's options. Raises KeyError and others for what no run of this program has recorded."""
    options = record.options
    defaults = {name: _value(options[name]) for name in SELECTION}
    return BatchOptions(
        roster=again.roster or _plain(folder / (record.roster.path or "")),
        out=again.out,
        defaults=Selection(cancers=(), **defaults),
        clinic_folder=_plain(folder / record.clinic) if record.clinic else None,
        cache=again.cache,
        passphrase=again.passphrase,
        answers=Answers(**{name: _value(value) for name, value in options["answers"].items()}),
        **{name: options[name] for name in KEPT},
    )


def _value(value: Any) -> Any:
    """JSON has lists where the options have tuples."""
    return tuple(_value(each) for each in value) if isinstance(value, list) else value


def _plain(path: Path) -> Path:
    """The path without `..`: the folder before it may be deleted later."""
    return Path(os.path.normpath(path))


def _refuse_rows_without_sheets(rows: tuple[int, ...], record: _Record) -> None:
    """Raise UsageError where none of the rows got a sheet. Where some did, the run tells of the others."""
    unprinted = {line.row: line.reason for line in record.rows if line.status != "ok"}
    if not all(row in unprinted for row in rows):
        return
    reasons = [f"Row {row} got no sheet in that run: {unprinted[row]}" for row in rows[:_SHOWN]]
    more = f" Nor did {counted(len(rows) - _SHOWN, 'other row')}." if len(rows) > _SHOWN else ""
    raise UsageError(
        f"There is nothing to print again. {' '.join(reasons)}{more} "
        "If one should have a sheet, mend the list and run it again."
    )


def _refuse_missing_list(order: BatchOptions, *, moved: bool) -> None:
    if not order.roster.exists():
        hint = " If it was moved, say where it is now with --roster FILE." if moved else ""
        raise RosterError(f"The list is no longer at {order.roster.resolve()}.{hint}")


def _is_other_list(order: BatchOptions, before: PrintedList, again: Again) -> bool:
    """Whether the list is not the one that was printed, as far as is known: a pipe can be read only once."""
    if again.changed and is_piped(order.roster):
        return True
    return read_roster(order.roster, order.clinic_folder, order.answers).digest != before.key


def _refuse_changes(has_other_list: bool, has_other_content: bool) -> None:
    if has_other_list:
        raise RosterError(
            "The list has changed since it was printed, so its rows may be other people now. "
            "Run the new list, or print from it all the same with --changed."
        )
    if has_other_content:
        raise RosterError(
            "The content, the clinic's folder or the program has changed since this was printed, so the new "
            "sheets may say something else. Print them all the same with --changed."
        )


def _manifest(path: Path) -> Path:
    """manifest.json, whether it was named itself, its table or its folder."""
    if path.is_dir():
        return path / MANIFEST
    return path.with_name(MANIFEST) if path.name == MANIFEST_TABLE else path


def _read(path: Path) -> _Record:
    try:
        return msgspec.json.decode(path.read_bytes(), type=_Record)
    except OSError as error:
        raise UsageError(f"There is no record of a run at {path} ({error.strerror}). {_NAME_IT}") from None
    except (msgspec.DecodeError, UnicodeDecodeError):
        raise _no_record(path) from None


def _no_record(path: Path) -> UsageError:
    return UsageError(f"{path} is not the record of a run of this program. {_NAME_IT}")
