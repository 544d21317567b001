"""Copies of editions in one print job, one after the other, on their way to the disk."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, BinaryIO

from handouts.model.selection import Recipient
from handouts.press.edition import Edition
from handouts.press.pdf.job import JobForm, PrintJob
from handouts.press.pdf.slots import FitError
from handouts.press.pdf.template import LateFont
from handouts.press.stamp import cleaned, late_font, too_long


class Copies:
    """Writes the copies of a print job.

    `letters` are all letters of all fields that may need a fallback face: the file has one such face, cut to
    them. A job goes on from a `state`; then `out` stands where the file ended.
    """

    def __init__(
        self,
        out: BinaryIO,
        form: JobForm,
        letters: str,
        *,
        tagged: bool = False,
        state: tuple[Any, ...] | None = None,
    ) -> None:
        self._job = _kind(tagged)(out, form, _fonts_for(letters), state)

    def adopt(self, key: str, edition: Edition) -> None:
        """Make an edition ready under a key."""
        self._job.adopt(key, edition.template, edition.fallback)

    def add(self, key: str, recipient: Recipient, label: str) -> None:
        """Add a copy. Whatever is raised, no part of the copy is written.

        Raises RecipientError for a field that cannot be printed as given, NeedsLinesError for one that an
        edition with more lines would hold.
        """
        try:
            self._job.add(key, cleaned(recipient), label)
        except FitError as error:
            raise too_long(error) from None

    def add_first(self, key: str, recipient: Recipient, label: str) -> None:
        """Add a copy before all others, as the last thing that is done: a sheet that counts them."""
        self._job.add_first(key, cleaned(recipient), label)

    def finish(self) -> None:
        """Complete the file."""
        self._job.finish()

    @property
    def at_rest(self) -> bool:
        """Whether a state can be taken here."""
        return self._job.at_rest

    def state(self) -> tuple[Any, ...]:
        """All that is needed to go on from here, as plain data that marshal can keep."""
        return self._job.state()


def _kind(tagged: bool) -> type[PrintJob]:
    if not tagged:
        return PrintJob
    from handouts.press.pdf.tagged_job import TaggedJob

    return TaggedJob


def _fonts_for(letters: str) -> Callable[[str, str, str], LateFont]:
    return lambda text, font, family: late_font(text, font, family, letters)
