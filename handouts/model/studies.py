"""Studies of what a person with cancer can do."""

from handouts.model.base import Claim, Plain, Words


class Study(Claim, frozen=True, kw_only=True):
    """A study of something that a person can do: who took part, what came out, and what it cannot say.

    It never tells how long people lived: those numbers stand on the numbers page.
    """

    name: Plain  # begins a sentence, by its own name where it is known by one: "PRO-TECT", "One trial"
    year: Plain  # when the result was published
    people: Words  # who or what was looked at, a noun phrase with its count: "151 people with lung cancer"
    found: Words  # what came out, counted of 100 where it was counted
    limit: Words  # what the result cannot say
