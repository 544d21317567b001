"""Dates: facts grow old, reviews fall due, and nobody has reviewed anything tomorrow."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from contextlib import suppress

from handouts.checks.finding import Finding, Level, finding
from handouts.checks.subject import Subject
from handouts.model.clinic import Clinic
from handouts.model.content import Review
from handouts.reading.parsed import Parsed

GATE = "dates"


def gate(subject: Subject) -> Iterator[Finding]:
    """Facts over a year old, reviews that are due or far off, and reviews in the future."""
    for record, parsed in subject.pages:
        review = getattr(record, "review", None)
        if isinstance(review, Review):
            yield from _review(review, parsed, subject.today)
        if isinstance(record, Clinic):
            yield from _signed(record, parsed, subject.today)


def _review(review: Review, parsed: Parsed, today: datetime.date) -> Iterator[Finding]:
    if a_year_after(review.facts_as_of) < today:
        message = f"the facts were last checked on {review.facts_as_of}, more than 12 months ago"
        yield _at(parsed, "facts_as_of", "advice", message, "Check them against their sources again.")
    if review.review_by < today:
        message = f"the review fell due on {review.review_by}: handouts refuse to print this content"
        mend = "Check the facts again, then set facts_as_of and a later review_by."
        yield _at(parsed, "review_by", "error", message, mend)
    if review.review_by > a_year_after(review.facts_as_of):
        message = (
            f"the next review is more than 12 months after the facts were checked ({review.facts_as_of})"
        )
        yield _at(parsed, "review_by", "advice", message, "Treatments change within a year: set it sooner.")
    if review.reviewed_on and review.reviewed_on > today:
        message = f"{review.reviewed_on} is in the future; today is {today}"
        yield _at(parsed, "reviewed_on", "error", message, "Write the day on which it was reviewed.")


def _at(parsed: Parsed, key: str, level: Level, message: str, mend: str) -> Finding:
    return finding(GATE, level, parsed.fault(message, ("review", key)), mend)


def _signed(clinic: Clinic, parsed: Parsed, today: datetime.date) -> Iterator[Finding]:
    for at, signed in enumerate(clinic.signed):
        if signed.on > today:
            message = f"{signed.on} is in the future; today is {today}"
            fault = parsed.fault(message, ("signed", at, "on"))
            yield finding(GATE, "error", fault, "Write the day on which it was signed.")


def a_year_after(date: datetime.date) -> datetime.date:
    """The same day a year later; March 1 for February 29."""
    with suppress(ValueError):
        return date.replace(year=date.year + 1)
    return datetime.date(date.year + 1, 3, 1)
