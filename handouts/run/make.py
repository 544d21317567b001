"""One handout: from what was asked for to the bytes of a file.

A kept edition is found by its fingerprint and only stamped. Reading, composing and typesetting are
imported where there is none: they cost more than all the rest.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from handouts.errors import HandoutsError, UsageError
from handouts.model.selection import Field, FieldName, Recipient, Selection
from handouts.press.cache import keep, load
from handouts.press.edition import Edition
from handouts.press.stamp import NeedsLinesError, clean, stamp
from handouts.reading.shelf import digest_of_shipped
from handouts.run.clock import iso_today, today
from handouts.run.fingerprint import fingerprint

if TYPE_CHECKING:
    import datetime


class Made(NamedTuple):
    """A handout as a file's bytes, and what there is to say about it."""

    data: bytes
    title: str
    paper: str
    pages: int
    left_out: tuple[str, ...]
    overdue: bool  # whether its pages are marked as past their review


def make(
    selection: Selection,
    recipient: Recipient | None,
    clinic_folder: Path | None,
    cache: Path | None,
    *,
    allow_overdue: bool = False,
) -> Made:
    """Make one handout. Raises HandoutsError.

    `selection.fields` is filled in from the recipient's. `cache` is the folder of kept editions; None
    keeps nothing. Content whose review has fallen due is refused, or marked where that is allowed.
    """
    given = recipient.values() if recipient else {}
    cleaned = {name: clean(name, value) for name, value in given.items()}  # refused before typesetting
    values = {name: value for name, value in cleaned.items() if value}
    recipient = Recipient(**values) if values else None
    day = iso_today()
    lines: dict[FieldName, int] = dict.fromkeys(values, 1)
    while True:
        fields = tuple(Field(name=name, lines=count) for name, count in lines.items())
        wanted = selection._replace(fields=fields)
        edition = _edition(wanted, clinic_folder, cache)
        if overdue := edition.review_by < day:
            if not allow_overdue:
                raise _overdue_error(wanted, clinic_folder)
            edition = _edition(wanted._replace(overdue=True), clinic_folder, cache)
        try:
            data = stamp(edition, recipient)
        except NeedsLinesError as error:
            lines[error.field.name] = error.field.lines
            continue
        return Made(
            data=data,
            title=edition.title,
            paper=edition.paper,
            pages=edition.pages,
            left_out=edition.left_out,
            overdue=overdue,
        )


def _edition(selection: Selection, clinic_folder: Path | None, cache: Path | None) -> Edition:
    """The kept edition, or a new one that is kept from now on."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    shipped = digest_of_shipped()
    if cache is None or (clinic_folder and not (clinic_folder / "clinic.yaml").is_file()):
        return _typeset(selection, clinic_folder, epoch, shipped)
    key = fingerprint(selection, clinic_folder, epoch, shipped)
    edition = load(cache, key)
    if edition is None:
        edition = _typeset(selection, clinic_folder, epoch, shipped)
        keep(cache, key, edition)
    return edition


def _typeset(selection: Selection, clinic_folder: Path | None, epoch: str | None, shipped: bytes) -> Edition:
    from handouts.run.typeset import typeset  # dear to import; not needed for a kept edition

    return typeset(selection, clinic_folder, shipped, created(epoch))


def _overdue_error(selection: Selection, clinic_folder: Path | None) -> HandoutsError:
    from handouts.run.overdue import overdue_error  # dear to import; not needed for what is printed

    return overdue_error(selection, clinic_folder, today())


def created(epoch: str | None) -> datetime.datetime | None:
    """The date that files bear: from SOURCE_DATE_EPOCH, else none, so that bytes never differ by clock.

    Raises UsageError where it is no number of seconds.
    """
    if epoch is None:
        return None
    import datetime

    try:
        return datetime.datetime.fromtimestamp(int(epoch), datetime.UTC)
    except (ValueError, OverflowError, OSError):
        raise UsageError("SOURCE_DATE_EPOCH must be a number of seconds since 1970, or not be set.") from None
