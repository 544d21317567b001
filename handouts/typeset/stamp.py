"""Stamping: an edition's slots are filled with a recipient's fields. Typesets nothing.

A name that the edition's own face cannot write is set in the fallback face; only then is a face loaded. What
cannot be printed as given is refused, never cut and never printed as empty boxes.
"""

from __future__ import annotations

import unicodedata

from handouts.errors import RecipientError
from handouts.model.selection import MOST_LINES, Field, Recipient
from handouts.pdf.filling import Filling
from handouts.pdf.slots import FitError
from handouts.pdf.template import LateFont
from handouts.reading.characters import JOINERS, without_unseen
from handouts.reading.sequences import has_marked, settable
from handouts.typeset.edition import Edition

LONGEST = 1000
"""Letters of a field; more must be a mistake in the data."""

_OTHER_LETTERS = "Write {fields} in Latin, Greek or Cyrillic letters."
_NO_MARK = "Write the letter without it."

_INVISIBLE = ("Cc", "Cf", "Co", "Cs", "Cn", "Zl", "Zp")
"""Unicode categories of characters that cannot be seen on paper."""


class NeedsLinesError(Exception):
    """A field needs more lines than the edition's slot has: those of `field`."""

    def __init__(self, field: Field) -> None:
        self.field = field
        super().__init__(field.name)


class LettersError(RecipientError):
    """Letters that no face has, or marks that no face can set on their letter."""

    def __init__(self, letters: frozenset[str], fields: tuple[str, ...] = ()) -> None:
        """`fields` are the names of those that have the letters."""
        whole = f"the {' and the '.join(fields)}" if fields else "it"
        self.letters = letters
        marks = sorted(letter for letter in letters if unicodedata.combining(letter))
        named = ", ".join(f"{letter} (U+{ord(letter):04X})" for letter in sorted(letters - set(marks)))
        said = f"No font here can print {named}. {_OTHER_LETTERS.format(fields=whole)}" if named else ""
        if marks:
            named = ", ".join(f"{unicodedata.name(mark).lower()} (U+{ord(mark):04X})" for mark in marks)
            said = f"{said} No font here can set this mark on its letter: {named}. {_NO_MARK}".lstrip()
        super().__init__(said)


class Stamp:
    """Stamps copies of one edition; what they share is made once."""

    def __init__(self, edition: Edition) -> None:
        family = edition.fallback
        self._filling = Filling(edition.template, lambda text, font: late_font(text, font, family))

    def file(self, recipient: Recipient | None) -> bytes:
        """The file of a copy, or of a general handout where there is no recipient.

        Raises RecipientError for a field that cannot be printed as given, NeedsLinesError for one that
        an edition with more lines would hold.
        """
        values = cleaned(recipient)
        try:
            return self._filling.file(values)
        except FitError as error:
            raise too_long(error) from None
        except LettersError as error:
            having = tuple(name for name, value in values.items() if error.letters & set(value))
            raise LettersError(error.letters, having) from None


def stamp(edition: Edition, recipient: Recipient | None) -> bytes:
    """The file of one copy; see Stamp."""
    return Stamp(edition).file(recipient)


def cleaned(recipient: Recipient | None) -> dict[str, str]:
    """The values of the slots, in characters that faces can set. Raises RecipientError."""
    if recipient is None:
        return {}
    return {
        name: settable(clean(name, value))
        for name, value in zip(recipient._fields, recipient, strict=True)
        if value
    }


def clean(name: str, value: str) -> str:
    """A field in composed form (NFC), without outer spaces. Raises RecipientError.

    Characters that programs leave behind and that mean nothing on paper, such as a zero-width space or a soft
    hyphen, are dropped. Control characters and those that reverse the direction of text are refused: the
    sheet must show what is in the record.
    """
    text = (value if value.isascii() else unicodedata.normalize("NFC", without_unseen(value))).strip()
    if not text.isprintable():
        _refuse_invisible(name, text)
    if len(text) > LONGEST:
        raise RecipientError(f"The {name} has {len(text)} letters; {LONGEST} are the most.")
    return text


def _refuse_invisible(name: str, text: str) -> None:
    for at, character in enumerate(text, 1):
        if character not in JOINERS and unicodedata.category(character) in _INVISIBLE:
            raise RecipientError(
                f"The {name} holds a character that cannot be seen on paper: U+{ord(character):04X}, "
                f"at place {at}. Take it out and try again."
            )


def too_long(error: FitError) -> Exception:
    """The error for a field that does not fit: NeedsLinesError if more lines help, else RecipientError."""
    most = MOST_LINES.get(error.slot, 1)  # type: ignore[call-overload]
    for lines in error.lines:
        if lines <= most:
            return NeedsLinesError(Field(name=error.slot, lines=lines))  # type: ignore[arg-type]
    return RecipientError(
        f"The {error.slot} is too long for its place on the sheet, even in {most} lines. Shorten it."
    )


def late_font(text: str, font: str, family: str, letters: str = "") -> LateFont:
    """The fallback face subset to a text, and to those of `letters` that it has.

    Raises LettersError for letters of the text that it lacks.
    """
    from handouts.pdf.fonts import EmbeddedFont
    from handouts.typeset.faces import BOLD, load  # a face is loaded only for such a name

    style = "bold" if font == BOLD else "regular"
    face = load(family, f"{style}-marks" if has_marked(text) or has_marked(letters) else style)
    missing = face.lacks(text)
    if missing:
        raise LettersError(frozenset(missing))
    embedded = EmbeddedFont(face, set(text) | set(letters) - face.lacks(letters))
    return LateFont(embedded.table(f"Late{font}{family.replace('-', '')}"), embedded.objects)
