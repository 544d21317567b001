"""The report on a list's columns: which is read as what, which is not read, and why."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from handouts.reading.hints import nearest
from handouts.roster.heads import (
    ListColumn,
    all_columns,
    folded,
    is_for_staff,
    is_known,
    meaning_of,
    whole,
)
from handouts.roster.records import ColumnName

OF_A_RUN: Final = "of a run before"
"""Why the column of reasons, which a run has written, is not read."""

SHOWN: Final = 10
"""Heads that a message names."""

_LIKENESS: Final = 0.8  # of 1: how like a known head an unknown one must be to be taken for a slip
_LONGEST_SHOWN: Final = 40  # characters of a head that a message repeats
_SAY_WHICH: Final = "If a column holds it, say which: --column cancer='HEAD'."


def column_report(columns: tuple[ListColumn, ...], named: Mapping[ColumnName, int]) -> tuple[str, ...]:
    """Which column is read as what, and which is not read."""
    read: dict[str, list[str]] = {}
    for each in columns:
        if each.means and each.means != "reason":
            read.setdefault(whole(each.means), []).append(shown(each))
    parts = [
        name if [folded(head) for head in heads] == [name] else f"{name} from {' and '.join(heads)}"
        for name, heads in read.items()
    ]
    report = [f"Read: {', '.join(parts)}."] if parts else []
    report += _staff_notes(columns, named)
    unread = [each for each in columns if _is_unread(each, named)]
    if unread:
        heads = [f"{shown(each)}{_why(each)}" for each in unread[:SHOWN]]
        more = f", and {len(unread) - SHOWN} more" if len(unread) > SHOWN else ""
        report.append(f"Not read: {', '.join(heads)}{more}.")
    return tuple(report)


def _staff_notes(columns: tuple[ListColumn, ...], named: Mapping[ColumnName, int]) -> list[str]:
    staff = [each for each in columns if is_for_staff(each.head) and each.means is None]
    if not staff or "note" in named:
        return []
    return [
        f"The note is not read from {' or '.join(shown(each) for each in staff)}: "
        "such columns are for staff. Call a column 'note for patient' to print it."
    ]


def _is_unread(column: ListColumn, named: Mapping[ColumnName, int]) -> bool:
    if column.means is not None:
        return column.means == "reason" and "cancer" in named
    return column.why_not != OF_A_RUN and not (is_for_staff(column.head) and "note" not in named)


def _why(column: ListColumn) -> str:
    if column.why_not:
        return f" ({column.why_not})"
    if is_known(column.head):
        return ""
    close = _nearest(column.head, (head for known in all_columns().values() for head in known.heads))
    return f" (did you mean {close}?)" if close else ""


def shown(column: ListColumn) -> str:
    """The head of a column as messages quote it; its place where it has none."""
    clean = "".join(letter if letter.isprintable() else " " for letter in column.head)[:_LONGEST_SHOWN]
    return f"'{clean}'" if clean.strip() else f"column {column.place + 1} (no head)"


def near_cancer(columns: tuple[ListColumn, ...]) -> str:
    """A head that is nearly one for the cancer, by its place: the head itself may be a patient's word."""
    for each in columns:
        if each.means == "cancer" or each.why_not:
            continue
        close = _nearest(each.head, all_columns()["cancer"].heads)
        if close and not is_known(each.head):
            return f"; did you mean {close} by the head of column {each.place + 1}? {_SAY_WHICH}"
    refused = [each for each in columns if each.why_not and (meaning_of(each.head) or ("",))[0] == "cancer"]
    if refused:
        return f": column {refused[0].place + 1} is not read, for {refused[0].why_not}."
    return f". {_SAY_WHICH}"


def _nearest(head: str, known: Iterable[str]) -> str:
    """The known head most like an unknown one; empty where none is like it."""
    return next(iter(nearest(folded(head), known, 1, _LIKENESS)), "")
