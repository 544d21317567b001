"""A tagged PDF file opened for looking at: its pages, its elements, and what a reader gets to hear.

For files of our own making: all text is in composite fonts with two-byte codes (Identity-H).
"""

from __future__ import annotations

import io
import re
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import pikepdf
from pikepdf import Array, Dictionary, Name, String

SHOWS_TEXT = frozenset(("Tj", "TJ", "'", '"'))
PAINTS = SHOWS_TEXT | frozenset(
    ("S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "sh", "Do", "EI", "INLINE IMAGE")
)
INLINE = frozenset(("Link", "Span"))
"""Roles whose text is heard as a part of the element around them."""


class Sequence(NamedTuple):
    """Marked content of a page, from its BDC to its EMC."""

    tag: str
    mcid: int | None
    artifact: str  # its type: Pagination, Layout; empty where it is no artifact
    subtype: str  # Header, Footer; mostly empty
    outer: tuple[str, ...]  # tags of the sequences around it
    text: str
    pictures: int


@dataclass
class Sheet:
    """A page as it was read."""

    page: Any
    sequences: list[Sequence] = field(default_factory=list)
    bare: list[str] = field(default_factory=list)  # operators that paint outside of all sequences
    crossed: list[str] = field(default_factory=list)  # what is opened and not rightly closed
    unsaid: list[str] = field(default_factory=list)  # codes shown that stand for no text

    @property
    def texts(self) -> dict[int, str]:
        """The text of each MCID."""
        return {one.mcid: one.text for one in self.sequences if one.mcid is not None}


@dataclass
class Element:
    """A structure element. `text` is what it says itself, inline elements within it included."""

    role: str
    depth: int
    object: Any
    parent: Any
    marks: list[tuple[int, int]] = field(default_factory=list)  # page from 0, MCID
    targets: list[tuple[int, int]] = field(default_factory=list)  # annotations, by object
    kids: list[Element] = field(default_factory=list)
    text: str = ""

    def attribute(self, key: str) -> Any:
        """An entry of its attribute dictionaries, or None."""
        held = self.object.get("/A", Dictionary())
        several = list(held) if isinstance(held, Array) else [held]
        return next((one[key] for one in several if key in one), None)


class Opened(NamedTuple):
    """A file, its pages and all its elements in tree order."""

    pdf: pikepdf.Pdf
    sheets: list[Sheet]
    elements: list[Element]


def opened(data: bytes) -> Opened:
    """Read a tagged file. Raises KeyError or AttributeError where it has no structure tree."""
    pdf = pikepdf.open(io.BytesIO(data))
    sheets = [_sheet(page) for page in pdf.pages]
    elements: list[Element] = []
    numbers = {page.objgen: at for at, page in enumerate(pdf.pages)}
    root = pdf.Root.StructTreeRoot
    for top in _kids(root):
        _element(top, root, 0, elements, sheets, numbers)
    return Opened(pdf, sheets, elements)


def reading(data: bytes) -> list[tuple[str, str]]:
    """Role and text of each element that says something, in tree order. A figure says its Alt.

    Text is decoded through the fonts' ToUnicode; spaces are as they are in the file.
    """
    elements = opened(data).elements
    return [(one.role, one.text) for one in elements if one.text and one.role not in INLINE]


# --- reading -----------------------------------------------------------------------------------------


def _kids(element: Any) -> list[Any]:
    kids = element.get("/K")
    return [] if kids is None else list(kids) if isinstance(kids, Array) else [kids]


def _element(
    source: Any, parent: Any, depth: int, found: list[Element], sheets: list[Sheet], numbers: dict[Any, int]
) -> Element:
    element = Element(str(source.S)[1:], depth, source, parent)
    found.append(element)
    for kid in _kids(source):
        if isinstance(kid, int) or kid.get("/Type") == Name.MCR:
            page, mcid = (
                (source.Pg, kid) if isinstance(kid, int) else (kid.get("/Pg", source.get("/Pg")), kid.MCID)
            )
            at = numbers[page.objgen]
            element.marks.append((at, int(mcid)))
            element.text += sheets[at].texts.get(int(mcid), "")
        elif kid.get("/Type") == Name.OBJR:
            element.targets.append(kid.Obj.objgen)
            element.text += str(kid.Obj.get("/TU", ""))  # of a field
        else:
            below = _element(kid, source, depth + 1, found, sheets, numbers)
            element.kids.append(below)
            element.text += below.text if below.role in INLINE else ""
    said = source.get("/Alt", source.get("/ActualText"))
    element.text = element.text if said is None else str(said)
    return element


def _sheet(page: Any) -> Sheet:
    walker = _Walker(page)
    for instruction in pikepdf.parse_content_stream(page):
        walker.step(str(instruction.operator), instruction.operands)
    return walker.finish()


class _Walker:
    """Walks a page's operators."""

    def __init__(self, page: Any) -> None:
        self._sheet = Sheet(page)
        self._open: list[tuple[int, bool]] = []  # place in the sheet's sequences, whether opened in BT ... ET
        self._said: int | None = (
            None  # how many are open around a Span that says what it shows in other words
        )
        self._maps: dict[str, dict[int, str]] = {}
        self._font = ""
        self._in_text = False

    def step(self, operator: str, operands: Any) -> None:
        """Take one operator."""
        if operator in ("BDC", "BMC"):
            self._begin(operands)
        elif operator == "EMC":
            if self._said == len(self._open) - 1:
                self._said = None
            if not self._open or self._open.pop()[1] != self._in_text:
                self._sheet.crossed.append("EMC")
        elif operator in ("BT", "ET"):
            self._in_text = operator == "BT"
        elif operator == "Tf":
            self._font = str(operands[0])
        elif operator in PAINTS:
            self._paint(operator, operands)

    def _begin(self, operands: Any) -> None:
        said = _said_instead(operands)
        if said is not None and self._open and self._said is None:
            at = self._open[-1][0]
            one = self._sheet.sequences[at]
            self._sheet.sequences[at] = one._replace(text=one.text + said)
            self._said = len(self._open)
            self._open.append((at, self._in_text))
            return
        outer = tuple(self._sheet.sequences[at].tag for at, _ in self._open)
        self._open.append((len(self._sheet.sequences), self._in_text))
        self._sheet.sequences.append(_sequence(operands, outer))

    def _paint(self, operator: str, operands: Any) -> None:
        if not self._open:
            self._sheet.bare.append(operator)
            return
        at = self._open[-1][0]
        one = self._sheet.sequences[at]
        if operator in SHOWS_TEXT:
            text = self._text(operands[-1])  # looked at also where other words are said
            if self._said is None:
                self._sheet.sequences[at] = one._replace(text=one.text + text)
        elif operator == "Do":
            self._sheet.sequences[at] = one._replace(pictures=one.pictures + 1)

    def _text(self, shown: Any) -> str:
        """The text of a string, or of the strings of a TJ array."""
        if self._font not in self._maps:
            self._maps[self._font] = unicode_map(self._sheet.page.Resources.Font[self._font])
        characters = self._maps[self._font]
        strings = [
            bytes(one) for one in (shown if isinstance(shown, Array) else [shown]) if isinstance(one, String)
        ]
        codes = [high << 8 | low for raw in strings for high, low in zip(raw[::2], raw[1::2], strict=True)]
        self._sheet.unsaid += [f"code {code}" for code in codes if not _is_said(characters.get(code, ""))]
        return "".join(characters.get(code, "\ufffd") for code in codes)

    def finish(self) -> Sheet:
        """The page, with what was left open."""
        self._sheet.crossed += [self._sheet.sequences[at].tag for at, _ in self._open]
        return self._sheet


def _said_instead(operands: Any) -> str | None:
    """The words of a Span within an element's content that stand for what it shows (14.9.4)."""
    given = operands[1] if len(operands) > 1 and isinstance(operands[1], Dictionary) else Dictionary()
    if str(operands[0]) != "/Span" or "/MCID" in given or "/ActualText" not in given:
        return None
    return str(given.ActualText)


def _sequence(operands: Any, outer: tuple[str, ...]) -> Sequence:
    tag = str(operands[0])[1:]
    given = operands[1] if len(operands) > 1 and isinstance(operands[1], Dictionary) else Dictionary()
    mcid = int(given.MCID) if "/MCID" in given else None
    kind = str(given.get("/Type", "/none"))[1:] if tag == "Artifact" else ""
    return Sequence(tag, mcid, kind, str(given.get("/Subtype", "/"))[1:], outer, "", 0)


def _is_said(text: str) -> bool:
    return bool(text) and all(
        (c.isprintable() and not "\ue000" <= c <= "\uf8ff") or c == "\xa0" for c in text
    )


def unicode_map(font: Any) -> dict[int, str]:
    """Code -> text, by the font's ToUnicode; nothing where it has none. Code 0 is the empty box."""
    if font.get("/Encoding") != Name("/Identity-H") or "/ToUnicode" not in font:
        return {}
    cmap = font.ToUnicode.read_bytes().decode("ascii")
    found: dict[int, str] = {}
    for block in re.findall(r"beginbfchar(.*?)endbfchar", cmap, re.S):
        for code, value in re.findall(r"<(\w+)>\s*<(\w+)>", block):
            found[int(code, 16)] = bytes.fromhex(value).decode("utf-16-be")
    found.pop(0, None)
    return found
