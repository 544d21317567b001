"""What a sheet says of its review: by whom, when, and of which of its parts."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import Final, NamedTuple

from handouts.compose.section_input import SectionInput, date_in_words, records_for
from handouts.compose.wording import filled, listed, literal, within, words
from handouts.model.clinic import SignOff
from handouts.model.content import Review
from handouts.model.text import Span, Text, plain
from handouts.reading.identity import records, valid_signoffs
from handouts.reading.kinds import KINDS

_CANCERS: Final = "cancers/"
_TIPS: Final = "tips/"


class Reviewer(NamedTuple):
    """Who has reviewed something, and when."""

    by: str
    on: datetime.date


def reviewers(given: SectionInput) -> dict[str, Reviewer | None]:
    """Who has reviewed each record that is printed; None where nobody has.

    A clinic's sign-off goes before the reviewer that the record names, and counts only for the content that
    it was given for.
    """
    signed = valid_signoffs(given.whole, given.clinic.signed if given.clinic else ())
    named = records(given.whole)
    return {name: _reviewer(signed.get(name), named[name]) for name in drawn_on(given)}


def drawn_on(given: SectionInput) -> tuple[str, ...]:
    """The records whose words are on a sheet, by the names that sign-offs use."""
    drawn = (kind for kind in KINDS if kind.name in given.overview.draws_on)
    return tuple(kind.path(file) for kind in drawn for file in records_for(given, kind))


def _reviewer(signoff: SignOff | None, record: object) -> Reviewer | None:
    if signoff is not None:
        return Reviewer(signoff.by, signoff.on)
    review = getattr(record, "review", None)
    if isinstance(review, Review) and review.reviewed_by is not None and review.reviewed_on is not None:
        return Reviewer(review.reviewed_by, review.reviewed_on)
    return None


def signed(given: SectionInput) -> Text:
    """Who has reviewed the sheet. Where that is true of some of its records only, which; if of none, so."""
    labels, found = given.library.labels, reviewers(given)
    if not any(found.values()):
        return words(labels.text.not_reviewed)
    if all(found.values()):
        return _whole(given, found.values())
    said = [
        plain(
            filled(
                labels.reviewing.part,
                parts=listed(_parts(given, found, who), labels.text.joined),
                by=who.by,
                on=date_in_words(who.on, labels),
            )
        )
        for who in dict.fromkeys(filter(None, found.values()))
    ]
    return filled(
        labels.reviewing.rest, parts=listed([*said[:1], *map(within, said[1:])], labels.text.joined)
    )


def signed_briefly(given: SectionInput) -> Text:
    """The same for a sheet that has room for a sentence."""
    found = reviewers(given)
    if any(found.values()) and not all(found.values()):
        return words(given.library.labels.reviewing.in_part)
    return signed(given)


def signed_shortly(given: SectionInput) -> Text:
    """The same in a few words, for a card."""
    labels, found = given.library.labels.reviewing, reviewers(given)
    if not any(found.values()):
        return words(labels.card_not)
    if not all(found.values()):
        return words(labels.card_part)
    return words(labels.card_whole)


def _whole(given: SectionInput, found: Iterable[Reviewer | None]) -> Text:
    labels = given.library.labels
    parts: list[Span] = []
    for who in dict.fromkeys(filter(None, found)):
        said = filled(labels.text.reviewed, by=who.by, on=date_in_words(who.on, labels))
        parts += [*said, Span(text=" ")]
    return tuple(parts[:-1])


def _parts(given: SectionInput, found: dict[str, Reviewer | None], who: Reviewer) -> list[str]:
    """What somebody has reviewed, in words. Tips are not named one by one."""
    labels = given.library.labels.reviewing
    own = [name for name, by in found.items() if by == who]
    parts = [cancer.in_text for cancer in given.cancers if f"{_CANCERS}{cancer.id}" in own]
    tips = {name for name in found if name.startswith(_TIPS)}
    if reviewed := tips.intersection(own):
        parts.append(labels.tips if reviewed == tips else labels.some_tips)
    general = (name.partition("/")[0] for name in own if not name.startswith((_CANCERS, _TIPS)))
    return [plain(literal(part)) for part in (*parts, *(getattr(labels, kind) for kind in general))]
