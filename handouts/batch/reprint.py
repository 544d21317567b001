"""Printing some rows of a run again, from its record."""

from __future__ import annotations

import json
import os
from itertools import count
from pathlib import Path
from typing import Any, NamedTuple

from handouts.batch.batch_options import MANIFEST, MANIFEST_TABLE, BatchOptions
from handouts.batch.copy_ids import as_code, short_id
from handouts.batch.editions import Editions
from handouts.batch.estimate import counted
from handouts.batch.options import KEPT, SELECTION
from handouts.errors import RosterError, UsageError
from handouts.model.selection import Selection
from handouts.roster.answers import Answers
from handouts.roster.piped import is_piped
from handouts.roster.reading import read_roster

_MOST_ROWS = 1_000_000
_SHOWN = 5  # rows that a message names


class Again(NamedTuple):
    """What is to be printed again."""

    manifest: Path
    rows: str  # as a person names them
    out: Path
    roster: Path | None = None  # where the list is now; None: where it was
    cache: Path | None = None
    passphrase: str | None = None
    changed: bool = False  # whether it is printed although list or content have changed


def order_again(again: Again) -> BatchOptions:
    """The order for these rows, with the options of the run.

    Raises UsageError where the record cannot be used, the rows are not understood, or none of them has a
    sheet. Raises RosterError where the list or the content is no longer what it was and that has not been
    allowed.
    """
    path = _record(again.manifest)
    record = _read(path)
    try:
        options, folder = record["options"], path.absolute().parent
        if again.roster is None and record["list"]["path"] is None:
            raise RosterError("The list came through a pipe. Say where it is now with --roster FILE.")
        order = BatchOptions(
            roster=again.roster or _plain(folder / record["list"]["path"]),
            out=again.out,
            defaults=Selection(cancers=(), **{name: _value(options[name]) for name in SELECTION}),
            clinic_folder=_plain(folder / record["clinic"]) if record["clinic"] else None,
            cache=again.cache,
            passphrase=again.passphrase,
            answers=_answers(options["answers"]),
            **{name: options[name] for name in KEPT},
        )
        before, content = _printed(record), record["content"]
        unprinted = _unprinted(record)
    except (KeyError, TypeError, AttributeError, ValueError):
        raise _no_record(path) from None
    rows = rows_in(again.rows, before)
    _refuse_a_list_that_is_gone(order, moved=again.roster is None)
    has_other_list = _is_other_list(order, before, again)
    has_other_content = _is_other_content(order, content)
    if not again.changed:
        _refuse_changes(has_other_list, has_other_content)
    if has_other_list:
        rows = rows_in(again.rows, before._replace(is_same=False))
    elif not has_other_content:
        _refuse_rows_without_sheets(rows, unprinted)
    return order._replace(rows=rows)


def _plain(path: Path) -> Path:
    """The path without steps back: the folder that it leads through may be gone later."""
    return Path(os.path.normpath(path))


def _printed(record: dict[str, Any]) -> Printed:
    last = max((line["row"] for line in record["rows"]), default=0)
    return Printed(bytes.fromhex(record["list"]["digest"]), last)


def _unprinted(record: dict[str, Any]) -> dict[int, str]:
    """Why rows got no sheet."""
    return {line["row"]: line["reason"] for line in record["rows"] if line["status"] != "ok"}


def _refuse_rows_without_sheets(rows: tuple[int, ...], unprinted: dict[int, str]) -> None:
    """Raise UsageError where none of the rows got a sheet. Where some did, the run tells of the others."""
    if not all(row in unprinted for row in rows):
        return
    reasons = [f"Row {row} got no sheet in that run: {unprinted[row]}" for row in rows[:_SHOWN]]
    more = f" Nor did {counted(len(rows) - _SHOWN, 'other row')}." if len(rows) > _SHOWN else ""
    raise UsageError(
        f"There is nothing to print again. {' '.join(reasons)}{more} "
        "If one should have a sheet, mend the list and run it again."
    )


def next_folder(usual: Path) -> Path:
    """The folder of a new run: its usual name, else that with the first number that is not taken."""
    names = (usual.with_name(f"{usual.name}-{at}") if at > 1 else usual for at in count(1))
    return next(name for name in names if not (name.exists() or name.is_symlink()))


def _refuse_a_list_that_is_gone(order: BatchOptions, *, moved: bool) -> None:
    if not order.roster.exists():
        hint = " If it was moved, say where it is now with --roster FILE." if moved else ""
        raise RosterError(f"The list is not there any more: {order.roster.resolve()}.{hint}")


def _is_other_list(order: BatchOptions, before: Printed, again: Again) -> bool:
    """Whether the list is not the one that was printed, as far as is known: a pipe can be read only once."""
    if again.changed and is_piped(order.roster):
        return True
    return read_roster(order.roster, order.clinic_folder, order.answers).digest != before.key


def _is_other_content(order: BatchOptions, content: str) -> bool:
    return Editions(order.clinic_folder, order.cache, allow_overdue=True).fingerprint != content


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


class Printed(NamedTuple):
    """The list of a run, as far as codes on its sheets need it."""

    key: bytes  # its digest
    last: int  # its last row
    is_same: bool = True  # whether the list is still that one


def rows_in(text: str, printed: Printed) -> tuple[int, ...]:
    """The rows that a text such as 12-9RWG,17-19,23 names, in order, each once.

    A part is a row, a range of rows, or the code at the foot of a sheet. Raises UsageError, also where a code
    is not of this list or the list is another one now, and where it is not clear which of them is meant.
    """
    rows: set[int] = set()
    for part in map(str.strip, text.split(",")):
        coded, ranged = as_code(part), _range(part)
        is_code = coded is not None and short_id(printed.key, coded[0]) == coded[1]
        if coded and is_code and ranged and ranged[1] <= printed.last:
            raise UsageError(
                f"{part} can mean one sheet or the rows {ranged[0]} to {ranged[1]}. For the sheet, write "
                f"{ranged[0]}; for the rows, {ranged[0]}-{ranged[1] - 1},{ranged[1]}."
            )
        if coded and is_code and not printed.is_same:
            raise UsageError(
                f"The list has changed since it was printed, so {coded[1]} may stand for somebody else now. "
                "Look the person up in the list, and name the row by its number."
            )
        if coded and is_code:
            rows.add(coded[0])
        elif ranged:
            rows.update(range(ranged[0], ranged[1] + 1))
        elif coded:
            raise UsageError(
                f"The sheet {coded[1]} is not of this run's list: row {coded[0]} has other letters there. "
                "Look for the run that it is from."
            )
        else:
            raise _not_rows(part)
    return tuple(sorted(rows))


def _range(part: str) -> tuple[int, int] | None:
    """The first and the last row of a part; None where it is neither a row nor a range."""
    first, dash, last = part.partition("-")
    numbers = [first, last if dash else first]
    if not all(number.isascii() and number.isdigit() and len(number) < 8 for number in numbers):
        return None
    low, high = int(numbers[0]), int(numbers[1])
    return (low, high) if low <= high <= low + _MOST_ROWS else None


def _not_rows(part: str) -> UsageError:
    if len(words := part.split()) > 1:
        return UsageError(
            f"'{' '.join(words)[:20]}' has a blank inside, so it is not clear which rows are meant. "
            "Put commas between rows, and no blanks inside a range: 12,17-19."
        )
    first, _, last = part.partition("-")
    if first.isdigit() and last.isdigit():
        return UsageError(f"{part[:20]} is no range of rows: the smaller number comes first.")
    return UsageError(
        "The rows must be numbers, ranges, or codes from the foot of a sheet, with commas between, "
        "such as 12,17-19,23-K7QM."
    )


def _record(path: Path) -> Path:
    """manifest.json, whether it was named itself, its table or its folder."""
    if path.is_dir():
        return path / MANIFEST
    return path.with_name(MANIFEST) if path.name == MANIFEST_TABLE else path


def _read(path: Path) -> dict[str, Any]:
    try:
        record = json.loads(path.read_bytes())
    except OSError as error:
        raise UsageError(
            f"There is no record of a run at {path} ({error.strerror}). "
            "Name the folder that `handouts batch` made, or the manifest.json in it."
        ) from None
    except ValueError:
        raise _no_record(path) from None
    if not isinstance(record, dict):
        raise _no_record(path)
    return record


def _no_record(path: Path) -> UsageError:
    return UsageError(
        f"{path} is not the record of a run of this program. "
        "Name the folder that `handouts batch` made, or the manifest.json in it."
    )


def _answers(kept: dict[str, Any]) -> Answers:
    """What a person had said about the list."""
    pairs = {name: tuple(tuple(each) for each in kept[name]) for name in ("columns", "vital")}
    return Answers(**{**kept, **pairs})


def _value(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value
