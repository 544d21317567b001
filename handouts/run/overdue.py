"""Overdue content is refused, unless somebody asks for it; then every page is marked."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from handouts.compose.section_input import chosen_tips
from handouts.errors import ContentError, Diagnostic
from handouts.model.content import Cancer, Review, Tip
from handouts.model.library import Library
from handouts.model.selection import Selection
from handouts.reading.joins import replaced
from handouts.reading.kinds import kind_of
from handouts.reading.library import read_everything
from handouts.reading.reader import Located
from handouts.reading.shelf import digest_of_shipped
from handouts.run.typesetting import Inputs, wanted_of

_ADVICE = (
    "check its facts again and set a later date, or ask whoever keeps it; "
    "--allow-overdue prints it with a mark on every page"
)


def overdue_error(selection: Selection, clinic_folder: Path | None, today: datetime.date) -> ContentError:
    """Names each record whose review is overdue, with its place and the date.

    Reads the content again, because a kept edition knows only the earliest date.
    """
    resolved = Inputs(clinic_folder, digest_of_shipped()).resolve(selection)
    found = read_everything(wanted_of(resolved), clinic_folder)
    assert found.library is not None  # the edition was made from it
    return ContentError(tuple(_faults(found.pages, found.library, resolved, today)))


def _faults(
    pages: tuple[Located[msgspec.Struct], ...], library: Library, selection: Selection, today: datetime.date
) -> Iterator[Diagnostic]:
    for record, parsed in pages:
        review = getattr(record, "review", None)
        if isinstance(review, Review) and review.review_by < today and _is_in(record, library, selection):
            message = f"the review of this fell due on {review.review_by}, and today is {today}: {_ADVICE}"
            yield parsed.fault(message, ("review", "review_by"))


def _is_in(record: Any, library: Library, selection: Selection) -> bool:
    """Whether a record that was read is one that the handout draws on."""
    match record:
        case Cancer():
            return record.id in selection.cancers
        case Tip():
            return record in chosen_tips(library, selection)
        case _:
            kind = kind_of(record)
            assert kind is not None  # only content has a review
            return kind.own is not replaced or record in kind.records(library).values()
