"""Where a sheet comes from: which content, which version of the program, and who has reviewed it."""

from __future__ import annotations

import datetime

from handouts import __version__
from handouts.compose.blocks import Block, Paragraph
from handouts.compose.given import (
    Given,
    abroad,
    date_in_words,
    leads_a_group,
    overdue_mark,
    review_due,
    reviews,
)
from handouts.compose.wording import filled, strong, words
from handouts.model.clinic import SignOff
from handouts.model.content import Cancer
from handouts.model.text import Span, Text
from handouts.reading.identity import joint_hash, valid_signoffs


def content_id(given: Given) -> str:
    """One hash of every record that the handout draws on: equal ids, equal words."""
    library = given.whole
    return joint_hash(
        {
            **{f"cancers/{cancer.id}": library.cancers[cancer.id] for cancer in given.cancers},
            **{f"tips/{tip.id}": library.tips[tip.id] for tip in given.tips},
            **({"group": library.group} if leads_a_group(given) else {}),
            "evidence": library.evidence,
            "glossary": library.glossary,
            "labels": library.labels,
            "resources": library.resources,
            "stage4": library.stage4,
            "urgent": library.urgent,
        }
    )


def trace(given: Given) -> str:
    """What a page says of where it comes from, such as "breast 3f9c1a2b7d10 · 0.1.0".

    For another country it names that too: "breast ie 3f9c1a2b7d10 · 0.1.0".
    """
    country = (given.library.resources.country,) if abroad(given) else ()
    cancers = " ".join((*(cancer.id for cancer in given.cancers), *country))
    places = {"{cancers}": cancers, "{content}": given.content, "{version}": __version__}
    words = given.library.labels.furniture.trace
    for place, value in places.items():
        words = words.replace(place, value)
    return words.strip()  # where there is no cancer to name


def reviewers(given: Given) -> tuple[tuple[str, datetime.date], ...] | None:
    """Who has reviewed the cancers' own parts, and when, each once; None where one of them lacks it, or where
    there is no cancer.

    A clinic's sign-off counts only for the content that it was given for.
    """
    signed = valid_signoffs(given.whole, given.clinic.signed if given.clinic else ())
    found = [_reviewer(cancer, signed) for cancer in given.cancers]
    named = [each for each in found if each is not None]
    return tuple(dict.fromkeys(named)) if named and len(named) == len(found) else None


def _reviewer(cancer: Cancer, signed: dict[str, SignOff]) -> tuple[str, datetime.date] | None:
    """The clinic's own reviewer of a cancer, else the one that the record names."""
    if signoff := signed.get(f"cancers/{cancer.id}"):
        return signoff.by, signoff.on
    review = cancer.review
    if review.reviewed_by is None or review.reviewed_on is None:
        return None
    return review.reviewed_by, review.reviewed_on


def checked(given: Given) -> tuple[Block, ...]:
    """When the facts were checked, who has reviewed them, and which content and program made the sheet."""
    mark = overdue_mark(given)
    marked = (strong(mark),) if mark else ()
    label = given.library.labels.text.provenance
    made = filled(label, content=given.content, version=__version__)
    texts = (dates(given), *marked, signed(given), made)
    return tuple(Paragraph(text=text, role="small") for text in texts)


def dates(given: Given) -> Text:
    """When the first of the facts were checked, and when the first review falls due."""
    labels = given.library.labels
    return filled(
        labels.text.sources_dates,
        facts_as_of=date_in_words(min(review.facts_as_of for review in reviews(given)), labels),
        review_by=date_in_words(review_due(given), labels),
    )


def signed(given: Given) -> Text:
    """Who reviewed the cancers' own parts; without a name it says so."""
    labels = given.library.labels
    reviewed = reviewers(given)
    if reviewed is None:
        return words(labels.text.not_reviewed)
    parts: list[Span] = []
    for by, on in reviewed:
        parts += [*filled(labels.text.reviewed, by=by, on=date_in_words(on, labels)), Span(text=" ")]
    return tuple(parts[:-1])
