"""The bytes of a CSV roster: their hash, and in which characters they are written."""

from __future__ import annotations

import codecs
import hashlib
import io
import re
from pathlib import Path
from typing import NamedTuple

from handouts.errors import RosterError, UsageError
from handouts.roster.files import readable, start_of

CHUNK = 1 << 18  # characters that are read at a time; no line of a roster is longer

_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # begins with that of UTF-16
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_LOST = re.compile("\ufffd")
_STRAY = re.compile("[\udc80-\udcff]")  # bytes that are no UTF-8, as `surrogateescape` shows them
_STRAYS = re.compile("[\udc80-\udcff]+")
_NO_CP1252 = re.compile("[\udc81\udc8d\udc8f\udc90\udc9d]")
_BEYOND_ASCII = re.compile("[\x80-\ud7ff\ue000-\U0010ffff]")


_SAVE = "In the spreadsheet, choose Save as, and there 'CSV UTF-8'."


class Bytes(NamedTuple):
    """What a look at all bytes of a file tells."""

    digest: bytes
    encoding: str
    quotes: bool  # whether there is a quote mark anywhere
    nul: bool  # whether there is a NUL character anywhere
    mixed: bool = False  # whether some rows are not UTF-8, while the letters of others are

    @property
    def errors(self) -> str:
        """How bytes that are not in the encoding are taken: kept, to be found in their row."""
        return "surrogateescape" if self.mixed else "strict"


class _Stray(NamedTuple):
    """What was found while bytes were taken for UTF-8."""

    bytes: bool = False  # some that are not UTF-8
    no_cp1252: bool = False  # some that are not Windows-1252 either
    letters: bool = False  # letters beyond ASCII that are UTF-8

    def after(self, text: str) -> _Stray:
        """The same, with a further piece of text."""
        if text.isascii():
            return self
        return _Stray(
            self.bytes or _STRAY.search(text) is not None,
            self.no_cp1252 or _NO_CP1252.search(text) is not None,
            self.letters or _BEYOND_ASCII.search(text) is not None,
        )


class HashedFile(io.RawIOBase):
    """A file that is hashed while it is read."""

    def __init__(self, path: Path) -> None:
        self._file = path.open("rb", buffering=0)
        self.hash = hashlib.sha256()

    def readable(self) -> bool:
        """True, for the buffer above asks."""
        return True

    def readinto(self, buffer) -> int:  # type: ignore[no-untyped-def]
        """Fill a buffer; how many bytes it got."""
        count = self._file.readinto(buffer) or 0
        self.hash.update(memoryview(buffer)[:count])
        return count

    def close(self) -> None:
        """Close the file too."""
        self._file.close()
        super().close()


def look_at(path: Path, said: str | None = None) -> Bytes:
    """Read all bytes once. `said`: the encoding, where a person has named it.

    Raises RosterError for a file that is not written in that encoding, or in any known one, and UsageError
    for an encoding that does not exist.
    """
    if said is None:
        encoding = _by_start(start_of(path, 4))
    else:
        encoding = _codec(said)
        _refuse_another_mark(path, encoding)
    stray = _Stray()
    quotes = nul = False
    errors = "surrogateescape" if said is None and encoding == "utf-8-sig" else "strict"
    try:
        with readable(path):
            raw, text = open_text(path, encoding, errors)
            with text:
                while piece := text.read(CHUNK):
                    _refuse_endless_line(piece)
                    stray = stray.after(piece)
                    quotes = quotes or '"' in piece
                    nul = nul or "\0" in piece
                digest = raw.hash.digest()
    except UnicodeError:
        if said is None:
            row = first_row_with(path, encoding, "replace", _LOST)
            raise RosterError(f"Row {row} of {path} is damaged. {_SAVE}") from None
        raise RosterError(
            f"{path} is not written in {encoding}{_where(path, encoding)}. Name another --encoding."
        ) from None
    mixed = stray.bytes and stray.letters
    if stray.bytes and not mixed:
        encoding = _older(path, stray)
    return Bytes(digest, encoding, quotes, nul, mixed)


def _refuse_endless_line(piece: str) -> None:
    if len(piece) == CHUNK and "\n" not in piece and "\r" not in piece:
        raise RosterError(f"The file has a line of more than {CHUNK:,} characters, so it is not a list.")


def _by_start(start: bytes) -> str:
    """UTF-16 by its mark, or by the zeros beside the first letters; else UTF-8 until it is known better."""
    if start[:2] in _UTF16:
        return "utf-16"
    zeros = [byte == 0 for byte in start]
    if zeros == [False, True, False, True]:
        return "utf-16-le"
    return "utf-16-be" if zeros == [True, False, True, False] else "utf-8-sig"


def _codec(said: str) -> str:
    """The encoding that is called so. Raises UsageError."""
    try:
        codec = codecs.lookup(said)
        codec.incrementaldecoder("strict").decode(b"")
        "a".encode(codec.name).decode(codec.name)
    except (LookupError, TypeError, AttributeError, ValueError):
        raise UsageError(
            f"There is no encoding called '{said[:40]}'. Write it as cp1252, cp1250, latin-1, utf-8, big5 ..."
        ) from None
    return "utf-8-sig" if codec.name == "utf-8" else codec.name


def _refuse_another_mark(path: Path, encoding: str) -> None:
    """Raise RosterError where the mark that a file begins with is that of another encoding."""
    start = start_of(path, 4)
    for mark, family in _MARKS:
        if start.startswith(mark):
            if encoding.startswith(family):
                return
            raise RosterError(
                f"{path} begins with the mark of {family.upper()}, so it is not written in {encoding}. "
                f"Write --encoding {family} instead."
            )


def _where(path: Path, encoding: str) -> str:
    """The row that is not in an encoding, where one can be named."""
    try:
        return f": see row {first_row_with(path, encoding, 'replace', _LOST)}"
    except UnicodeError:
        return ""  # as of UTF-16 without its mark


def is_stray(text: str) -> bool:
    """Whether a text from a file of mixed letters holds some that are not UTF-8."""
    return _STRAY.search(text) is not None


def as_windows(text: str) -> str:
    """The text with such letters as Windows-1252 reads them: most likely so, but nobody knows."""
    return _STRAYS.sub(lambda found: _bytes(found[0]).decode("cp1252", "replace"), text)


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogateescape")


def open_text(path: Path, encoding: str, errors: str = "strict") -> tuple[HashedFile, io.TextIOWrapper]:
    """A file as text, and the hash of what has been read of it."""
    raw = HashedFile(path)
    return raw, io.TextIOWrapper(io.BufferedReader(raw, CHUNK), encoding, errors, newline="")


def first_row_with(path: Path, encoding: str, errors: str, found: re.Pattern[str]) -> int:
    """The first row in which something stands, counted as a spreadsheet does."""
    import csv  # only when something is wrong

    _, text = open_text(path, encoding, errors)
    number = 1
    with text:
        try:
            for number, cells in enumerate(csv.reader(text), 1):
                if any(found.search(cell) for cell in cells):
                    return number
        except csv.Error:
            return number + 1
    return number


def _older(path: Path, stray: _Stray) -> str:
    """The encoding of a file in which nothing is UTF-8: Windows-1252, where nothing speaks against it."""
    if not stray.no_cp1252:
        return "cp1252"
    row = first_row_with(path, "utf-8-sig", "surrogateescape", _NO_CP1252)
    raise RosterError(
        f"The letters of row {row} of {path} cannot be read: the file is in no encoding that is known. "
        f"{_SAVE}"
    )
