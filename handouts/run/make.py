"""One handout: from a selection to the bytes of a file.

A kept edition is found by its fingerprint and only stamped; all else is imported only where there is none.
"""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from handouts.model.selection import Field, FieldName, Recipient, Selection
from handouts.run.clock import iso_today, today
from handouts.run.events import cleaned_event
from handouts.run.kept_editions import KeptEditions
from handouts.typeset.edition import Edition
from handouts.typeset.stamp import NeedsLinesError, clean, stamp


class ForPrinting(NamedTuple):
    """The same handout on sheets to fold or cut."""

    data: bytes
    how: str  # booklet, cards, folded-cards or panels
    flip: str  # about which edge the printer turns the sheets


class LaidOut(NamedTuple):
    """How the copies in a file stand on sheets to fold or cut."""

    how: str  # booklet, cards, folded-cards or panels
    pieces: int  # booklets, cards or leaflets in the file
    sheets: int  # of paper


class Made(NamedTuple):
    """A handout as a file's bytes, and what to tell about it."""

    data: bytes
    title: str
    paper: str
    pages: int
    empty_sections: tuple[str, ...]  # that had nothing to say, or were not asked for
    omissions: tuple[str, ...]  # what it has no room for, in words
    overdue: bool  # whether its pages are marked as past their review
    sheets: ForPrinting | None = None  # None: the handout itself is printed
    copies: int = 1  # how often it is in the file
    once: int = 0  # pages before the copies that are in the file once: what a group's leader needs
    laid_out: LaidOut | None = None  # of copies: how they stand on sheets to fold or cut
    notes: tuple[str, ...] = ()  # about the clinic's phones, for whoever prints it


def make(
    selection: Selection,
    recipient: Recipient | None,
    clinic_folder: Path | None,
    cache: Path | None,
    *,
    allow_overdue: bool = False,
) -> Made:
    """Make one handout. Raises HandoutsError.

    The recipient's fields are added to the selection. `cache` is the folder of kept editions; None keeps
    nothing. Content whose review is overdue is refused, or marked with `allow_overdue`.
    """
    fields = _cleaned(recipient)  # refused before typesetting
    recipient = Recipient(**fields) if fields else None
    selection = selection._replace(event=cleaned_event(selection.event))
    kept = KeptEditions(clinic_folder, cache)
    lines: dict[FieldName, int] = dict.fromkeys(fields, 1)
    while True:
        wanted = selection._replace(fields=tuple(Field(name, count) for name, count in lines.items()))
        edition, overdue = current(kept, wanted, clinic_folder, allow_overdue=allow_overdue)
        try:
            made = made_of(edition, stamp(edition, recipient), overdue=overdue)
            return made._replace(sheets=_for_printing(edition, recipient))
        except NeedsLinesError as error:
            lines[error.field.name] = error.field.lines


def _cleaned(recipient: Recipient | None) -> dict[FieldName, str]:
    """A recipient's fields as they are printed, without empty ones. Raises RecipientError."""
    given = recipient.values() if recipient else {}
    return {name: value for name, text in given.items() if (value := clean(name, text))}


def made_of(edition: Edition, data: bytes, *, overdue: bool) -> Made:
    """An edition that was stamped into `data`."""
    return Made(
        data=data,
        title=edition.title,
        paper=edition.paper,
        pages=edition.pages,
        empty_sections=edition.empty_sections,
        omissions=edition.omissions,
        overdue=overdue,
        notes=edition.told,
    )


def _for_printing(edition: Edition, recipient: Recipient | None) -> ForPrinting | None:
    if edition.sheets is None:
        return None
    return ForPrinting(stamp(edition.printed, recipient), edition.sheets.how, edition.sheets.flip)


def current(
    kept: KeptEditions, wanted: Selection, clinic_folder: Path | None, *, allow_overdue: bool
) -> tuple[Edition, bool]:
    """The edition of a selection, and whether it is marked as past its review. Raises HandoutsError."""
    edition = kept.make(wanted)
    overdue = edition.review_by < iso_today()
    if not overdue:
        return edition, False
    if not allow_overdue:
        from handouts.run.overdue import overdue_error  # slow to import; not needed for what is printed

        raise overdue_error(wanted, clinic_folder, today())
    return kept.make(wanted._replace(overdue=True)), True
