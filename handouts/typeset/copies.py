"""Copies of editions in one print job, written to the disk one by one."""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Mapping, Sequence
from typing import Any, BinaryIO

from handouts.errors import OutputError, RecipientError
from handouts.model.selection import Recipient
from handouts.pdf.job import JobEntry, JobForm, PrintJob
from handouts.pdf.object_writer import FullError
from handouts.pdf.slots import FitError
from handouts.pdf.template import LateFont
from handouts.typeset.edition import Edition
from handouts.typeset.stamp import LettersError, cleaned, late_font, too_long

_FULL = "The print job is full: the list is too long for one file, so make several lists of it."


class Copies:
    """Writes the copies of a print job.

    `letters` are those of all fields that may need a fallback face: the file has one such face, subset to
    them. `rows` is a scratch file; without it the job needs memory for each copy. A job continues from a
    `state`; then `out` is at the end of its file, and `rows` is as it was.
    """

    def __init__(
        self,
        out: BinaryIO,
        form: JobForm,
        letters: str,
        *,
        tagged: bool = False,
        rows: BinaryIO | None = None,
        state: tuple[Any, ...] | None = None,
    ) -> None:
        self._pages: dict[str, int] = {}

        def font(text: str, name: str, family: str) -> LateFont:
            return late_font(text, name, family, letters)

        self._job = _kind(tagged)(out, form, font, rows or io.BytesIO(), state)

    def adopt(self, key: str, edition: Edition) -> None:
        """Make an edition ready under a key."""
        self._pages[key] = edition.pages
        self._job.adopt(key, edition.template, edition.fallback)

    def has(self, key: str) -> bool:
        """Whether an edition is ready under a key."""
        return key in self._pages

    def add(
        self, key: str, recipient: Recipient, label: str, before: Sequence[tuple[str, Recipient, str]] = ()
    ) -> int:
        """Add a copy, and other sheets before it; returns the number of their pages.

        Raises RecipientError for a field that cannot be printed as given, NeedsLinesError for one that needs
        an edition with more lines. Then nothing of the copy is in the file.
        """
        values = cleaned(recipient)
        others = [JobEntry(other, cleaned(whose), its) for other, whose, its in before]
        try:
            self._job.add(key, values, label, others)
        except FitError as error:
            raise too_long(error) from None
        except FullError:
            raise OutputError(_FULL) from None
        except LettersError as error:
            raise RecipientError(_no_letters(values, error.letters)) from None
        return sum([self._pages[sheet.key] for sheet in others]) if others else 0

    def add_first(self, key: str, recipient: Recipient, label: str) -> None:
        """Add a copy before all others. Call it last: the sheet may count them."""
        try:
            self._job.add_first(key, cleaned(recipient), label)
        except FullError:
            raise OutputError(_FULL) from None

    def finish(self) -> None:
        """Complete the file."""
        self._job.finish()

    @property
    def at_rest(self) -> bool:
        """Whether a state can be taken here."""
        return self._job.at_rest

    def state(self) -> tuple[Any, ...]:
        """All that is needed to continue from here, as plain data for marshal."""
        return self._job.state()


def _kind(tagged: bool) -> type[PrintJob]:
    if not tagged:
        return PrintJob
    from handouts.pdf.tagged_job import TaggedJob

    return TaggedJob


def _no_letters(values: Mapping[str, str], letters: frozenset[str]) -> str:
    """The message about letters that no font has. It does not repeat them: they may be a whole name."""
    fields = " and ".join(name for name, value in values.items() if letters & set(value))
    if all(map(unicodedata.combining, letters)):
        return (
            f"The {fields} has a letter with a mark (an accent) that no font here can set in its place. "
            "Write the letter without the mark."
        )
    return (
        f"The {fields} has letters that no font here can print. Write it in Latin, Greek or Cyrillic letters."
    )
