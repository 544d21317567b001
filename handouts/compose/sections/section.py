"""What a section is: one part of a handout, at one or more levels of detail."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from handouts.compose.blocks import Block
from handouts.compose.section_input import SectionInput
from handouts.model.base import Record
from handouts.model.layout import OF_CANCER
from handouts.reading.section_names import FULL

Yields = Callable[[SectionInput], tuple[Block, ...]]
"""A pure function from what a section is given to its blocks; none where it has nothing to say."""


class Section(Record, frozen=True):
    """One part of a handout."""

    id: str
    purpose: str  # one sentence, for whoever writes a layout
    full: Yields  # what is meant where a layout names no detail
    draws_on: tuple[str, ...]  # the kinds of records that it may print from, beside the glossary
    details: Mapping[str, Yields] = {}  # how it says more or less
    draws_on_at: Mapping[str, tuple[str, ...]] = {}  # the same for details that draw on others
    lacking: Mapping[str, str] = {}  # by detail: what a page of fixed size lacks of it, in words for staff

    @property
    def names(self) -> tuple[str, ...]:
        """How layouts name it at each detail."""
        return (self.id, *(f"{self.id}: {detail}" for detail in self.details))

    @property
    def heading(self) -> str:
        """The key of its heading in the labels' `sections`, where it has one of its own."""
        return self.id.replace("-", "_")

    def kinds(self, name: str) -> tuple[str, ...]:
        """The kinds of records that it may print from at the detail in a name."""
        return self.draws_on_at.get(detail_of(name), self.draws_on)

    def yields(self, name: str) -> Yields:
        """What makes its blocks at the detail in a name. Raises KeyError where it has none of that kind."""
        detail = detail_of(name)
        return self.full if detail == FULL else self.details[detail]


def detail_of(name: str) -> str:
    """The detail in the name of a section."""
    return name.partition(OF_CANCER)[0].partition(": ")[2] or FULL


def omission_key(name: str) -> str:
    """The key of the words for its omission in the labels' `brief`; they have none where nobody misses it."""
    return name.partition(OF_CANCER)[0].replace(": ", "-")
