"""Dates: facts grow old, reviews fall due, and no review is in the future."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from contextlib import suppress

from handouts.checks.gate import Finding, Subject, advice, error
from handouts.model.clinic import Clinic
from handouts.model.content import Review
from handouts.reading.parsed import Parsed, Steps


def gate(subject: Subject) -> Iterator[Finding]:
    """Facts over a year old, reviews that are due or far off, reviews and sign-offs in the future."""
    today = subject.today
    for record, parsed in subject.pages:
        review = getattr(record, "review", None)
        if isinstance(review, Review):
            yield from _review(review, parsed, today)
            if review.reviewed_on and review.reviewed_on > today:
                yield _in_future(parsed, ("review", "reviewed_on"), review.reviewed_on, today)
        if isinstance(record, Clinic):
            for at, signed in enumerate(record.signed):
                if signed.on > today:
                    yield _in_future(parsed, ("signed", at, "on"), signed.on, today)


def _review(review: Review, parsed: Parsed, today: datetime.date) -> Iterator[Finding]:
    if a_year_after(review.facts_as_of) < today:
        message = f"the facts were last checked on {review.facts_as_of}, more than 12 months ago"
        fix = "Check them against their sources again."
        yield advice(parsed, ("review", "facts_as_of"), message, fix)
    by: Steps = ("review", "review_by")
    if review.review_by < today:
        message = f"the review fell due on {review.review_by}: handouts refuse to print this content"
        fix = "Check the facts again, then set facts_as_of and a later review_by."
        yield error(parsed, by, message, fix)
    if review.review_by > a_year_after(review.facts_as_of):
        checked = f"the facts were checked ({review.facts_as_of})"
        message = f"the next review is more than 12 months after {checked}"
        yield advice(parsed, by, message, "Treatments change within a year: set it sooner.")


def _in_future(parsed: Parsed, steps: Steps, date: datetime.date, today: datetime.date) -> Finding:
    did = "signed" if steps[0] == "signed" else "reviewed"
    message = f"{date} is in the future; today is {today}"
    return error(parsed, steps, message, f"Write the day on which it was {did}.")


def a_year_after(date: datetime.date) -> datetime.date:
    """The same day a year later; March 1 for February 29."""
    with suppress(ValueError):
        return date.replace(year=date.year + 1)
    return datetime.date(date.year + 1, 3, 1)
