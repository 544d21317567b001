"""Studies of what a person with cancer can do, and trials in which people lived longer than expected."""

from typing import Annotated

import msgspec

from handouts.model.base import Claim, Plain, Words

Hundredth = Annotated[int, msgspec.Meta(ge=0, le=100)]


class Study(Claim, frozen=True, kw_only=True):
    """A study of something that a person can do: who took part, what came out, and what it cannot say.

    It never tells how long people lived: those numbers stand on the numbers page.
    """

    name: Plain  # begins a sentence, by its own name where it is known by one: "PRO-TECT", "One trial"
    year: Plain  # when the result was published
    people: Words  # who or what was looked at, a noun phrase with its count: "151 people with lung cancer"
    found: Words  # what came out, counted of 100 where it was counted
    limit: Words  # what the result cannot say


class Trial(Claim, frozen=True, kw_only=True):
    """A trial in which people lived longer than expected, counted in people."""

    name: Plain  # as the trial is known: KEYNOTE-006
    year: Plain  # when the result was published
    people: Words  # who took part, a noun phrase: "people with melanoma that had spread"
    treatment: Words  # what they got, a noun phrase
    count: Hundredth  # how many of 100 ...
    outcome: Words  # ... "were alive 10 years later"
    limit: Words  # what the result cannot say
