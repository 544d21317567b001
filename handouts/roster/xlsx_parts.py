"""The parts of a spreadsheet (ISO/IEC 29500-1, SpreadsheetML): a zip of XML, read a piece at a time.

Files that unpack to far more than they claim are refused.
"""

from __future__ import annotations

import posixpath
import re
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final, NamedTuple
from xml.parsers import expat

LARGEST_FILE: Final = 64 * 1024 * 1024
_LARGEST_UNPACKED: Final = 512 * 1024 * 1024
_LARGEST_TEXTS: Final = 48 * 1024 * 1024
_EACH_TEXT: Final = 64
"""Bytes of all texts that cells share, which are held in memory: a byte a character, and so much for each."""

_MOST_FORMATS: Final = 65_536
"""Formats of cells; a spreadsheet program allows some 65,490."""

STRUCK: Final = ("strike", "dstrike")
"""Elements of a font (18.4.10) that strike letters out."""

_CHUNK: Final = 1 << 18
_TIMES: Final = (18, 19, 20, 21, 45, 46, 47)
_DAYS: Final = (14, 15, 16, 17, 22, *range(27, 37), *range(50, 59))
"""Numbers of built-in formats (18.8.30): times, and days with or without one."""

Attributes = dict[str, str]
Start = Callable[[str, Attributes], None]


class PartsError(Exception):
    """The file is no spreadsheet that can be read; the message says why, as the end of a sentence."""


class Worksheet(NamedTuple):
    """A sheet of a workbook."""

    name: str
    part: str
    visible: bool


class Workbook(NamedTuple):
    """What the cells of all sheets refer to."""

    sheets: tuple[Worksheet, ...]
    texts: list[str]
    dates: frozenset[int]  # numbers of cell formats that show a day or a time
    struck: frozenset[int]  # numbers of cell formats whose letters are struck out
    struck_texts: frozenset[int]  # numbers of texts of which some letters are struck out
    begins_1904: bool


_BROKEN: Final = (
    zipfile.BadZipFile,
    zlib.error,
    KeyError,
    EOFError,
    ValueError,
    NotImplementedError,
    RuntimeError,
    expat.ExpatError,
)


@contextmanager
def opened(path: Path) -> Iterator[zipfile.ZipFile]:
    """The parts of a file. Raises PartsError for whatever is broken in it, then or later."""
    try:
        with zipfile.ZipFile(path) as parts:
            yield parts
    except _BROKEN:
        raise PartsError("it is damaged") from None


def check_parts(parts: zipfile.ZipFile) -> None:
    """Raise PartsError for what is no xlsx, and for one that is too large when unpacked."""
    names = parts.namelist()
    if len(set(names)) != len(names):
        raise PartsError("it holds two parts of one name")
    if "xl/workbook.xml" not in names:
        raise PartsError("it is not an xlsx file")
    left = _LARGEST_UNPACKED
    for name in names:
        for piece in _pieces(parts, name):
            left -= len(piece)
            if left < 0:
                raise PartsError("it is far too large when unpacked")


def read_workbook(parts: zipfile.ZipFile) -> Workbook:
    """The sheets, and what their cells refer to."""
    relations: dict[str, str] = {}
    found: list[tuple[str, str, bool]] = []
    begins_1904 = False

    def relation(name: str, attributes: Attributes) -> None:
        if name == "Relationship":
            relations[attributes.get("Id", "")] = attributes.get("Target", "")

    def entry(name: str, attributes: Attributes) -> None:
        nonlocal begins_1904
        if name == "sheet":
            key = next((value for key, value in attributes.items() if key.rpartition(":")[2] == "id"), "")
            found.append((attributes.get("name", ""), key, attributes.get("state", "visible") == "visible"))
        elif name == "workbookPr":
            begins_1904 = attributes.get("date1904") in ("1", "true")

    parse(parts, "xl/_rels/workbook.xml.rels", relation)
    parse(parts, "xl/workbook.xml", entry)
    sheets = tuple(Worksheet(name, _target(relations[key]), visible) for name, key, visible in found)
    texts, struck_texts = _texts(parts)
    dates, struck = _formats(parts)
    return Workbook(sheets, texts, dates, struck, struck_texts, begins_1904)


def _target(path: str) -> str:
    return path.lstrip("/") if path.startswith("/") else posixpath.normpath(f"xl/{path}")


def _texts(parts: zipfile.ZipFile) -> tuple[list[str], frozenset[int]]:
    """The texts that cells share (18.4), and the numbers of those with letters that are struck out."""
    shared = _SharedTexts()
    if "xl/sharedStrings.xml" in parts.namelist():
        parse(parts, "xl/sharedStrings.xml", shared.start, shared.end, shared.characters)
    return shared.texts, frozenset(shared.struck)


class _SharedTexts:
    """Takes in the texts that cells share, without how they are to be spoken, within bounds."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self.struck: set[int] = set()
        self._pieces: list[str] = []
        self._size = 0
        self._aside = False

    def start(self, name: str, attributes: Attributes) -> None:
        """An element begins."""
        self._aside = self._aside or name == "rPh"
        if name == "si":
            self._pieces.clear()
            self._grow(_EACH_TEXT)
        elif name in STRUCK and is_on(attributes):
            self.struck.add(len(self.texts))

    def characters(self, text: str) -> None:
        """A piece of text."""
        if not self._aside:
            self._pieces.append(text)
            self._grow(len(text))

    def end(self, name: str) -> None:
        """An element ends."""
        if name == "rPh":
            self._aside = False
        elif name == "si":
            self.texts.append("".join(self._pieces))

    def _grow(self, by: int) -> None:
        self._size += by
        if self._size > _LARGEST_TEXTS:
            raise PartsError("it holds too much text")


def _formats(parts: zipfile.ZipFile) -> tuple[frozenset[int], frozenset[int]]:
    """Numbers of cell formats (18.8.10): those that show days or times, and those whose font strikes out."""
    styles = _Styles()
    if "xl/styles.xml" in parts.namelist():
        parse(parts, "xl/styles.xml", styles.start, styles.end)
    return (
        frozenset(at for at, (number, _) in enumerate(styles.formats) if _shows_time(number, styles.own)),
        frozenset(at for at, (_, font) in enumerate(styles.formats) if font in styles.struck),
    )


class _Styles:
    """Takes in what the formats of cells refer to."""

    def __init__(self) -> None:
        self.own: dict[int, str] = {}  # number formats
        self.struck: set[int] = set()  # fonts
        self.formats: list[tuple[int, int]] = []  # number format and font of each
        self._fonts = 0
        self._inside = ""

    def start(self, name: str, attributes: Attributes) -> None:
        """An element begins."""
        if name in ("fonts", "cellXfs"):
            self._inside = name
        elif name == "numFmt":
            self.own[int(attributes.get("numFmtId", 0))] = attributes.get("formatCode", "")
        elif self._inside == "fonts":
            self._fonts += name == "font"
            if name in STRUCK and is_on(attributes):
                self.struck.add(self._fonts - 1)
        elif name == "xf" and self._inside == "cellXfs":
            self.formats.append((int(attributes.get("numFmtId", 0)), int(attributes.get("fontId", 0))))
            if len(self.formats) > _MOST_FORMATS:
                raise PartsError("it has too many formats of cells")

    def end(self, name: str) -> None:
        """An element ends."""
        if name == self._inside:
            self._inside = ""


def is_on(attributes: Attributes) -> bool:
    """Whether a property of a font is on; it is where nothing is said."""
    return attributes.get("val", "1") not in ("0", "false")


def _shows_time(number: int, own: dict[int, str]) -> bool:
    if number not in own:
        return number in (*_DAYS, *_TIMES)
    code = re.sub(r'"[^"]*("|$)', "", own[number].partition(";")[0]).casefold()
    return any(letter in code.replace("general", "").replace("red", "") for letter in "ymdhs")


def parse(
    parts: zipfile.ZipFile,
    part: str,
    start: Start,
    end: Callable[[str], None] | None = None,
    characters: Callable[[str], None] | None = None,
) -> None:
    """Go through a part; elements come by their names without prefixes."""
    for _ in parsed(parts, part, start, end, characters):
        pass


def parsed(
    parts: zipfile.ZipFile,
    part: str,
    start: Start,
    end: Callable[[str], None] | None = None,
    characters: Callable[[str], None] | None = None,
) -> Iterator[None]:
    """The same, with a stop after each piece."""
    parser = expat.ParserCreate()
    parser.buffer_text = True

    def no_doctype(*_: object) -> None:
        raise PartsError("it holds XML that no spreadsheet writes")

    parser.StartDoctypeDeclHandler = no_doctype
    parser.StartElementHandler = lambda name, attributes: start(name.rpartition(":")[2], attributes)
    if end is not None:
        parser.EndElementHandler = lambda name: end(name.rpartition(":")[2])
    if characters is not None:
        parser.CharacterDataHandler = characters
    for piece in _pieces(parts, part):
        parser.Parse(piece, False)
        yield
    parser.Parse(b"", True)
    yield


def _pieces(parts: zipfile.ZipFile, part: str) -> Iterator[bytes]:
    """A part, unpacked a piece at a time; the checksum is looked at in the end."""
    with parts.open(part) as file:
        while piece := file.read(_CHUNK):
            yield piece
