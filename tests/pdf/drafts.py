"""Tiny documents made with the library alone. No tests."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from handouts.pdf.annotations import LinkArea
from handouts.pdf.canvas import Bookmark, Slot, TaggedCanvas
from handouts.pdf.document import Document
from handouts.pdf.filling import fill
from handouts.pdf.fonts import EmbeddedFont, Face
from handouts.pdf.identity import Identity
from handouts.pdf.pictures import Picture
from handouts.pdf.slots import FontTable
from handouts.pdf.structure import StructElem
from handouts.pdf.template import LateFont, Template
from handouts.pdf.text_writer import PlacedLine, Rgb, Run

FONTS = Path(__file__).resolve().parents[2] / "layouts" / "fonts"
BODY, FALLBACK = "atkinson-hyperlegible-next", "noto-sans"
LETTERS = "".join(map(chr, range(0x20, 0x7F))) + "éżŁ"
IDENTITY = Identity("A sample", "nobody", "Nothing", "en-US", "tests")
SIZE, LEADING, LEFT, TOP = 12.0, 16.0, 50.0, 740.0
BLACK: Rgb = (0.0, 0.0, 0.0)
LONG = "Łucja asks for a list of all pills and for the names of those who gave them"
COLUMN = "/O/Table/Scope/Column"
ROW = "/O/Table/Scope/Row"
BOX = "/O/Layout/Placement/Block/BBox[50 100 150 150]"


@cache
def face(family: str = BODY, style: str = "regular") -> Face:
    """A shipped face."""
    return Face(FONTS / family / f"{style}.ttf")


def run(text: str, node: StructElem | None = None) -> Run:
    """Text in the one font of a draft."""
    return Run(text, "R", SIZE, BLACK, node)


class Draft:
    """A document that is written line by line."""

    def __init__(self, letters: str = LETTERS, late: bool = False) -> None:
        self.document = Document(
            IDENTITY, {"R": EmbeddedFont(face(), letters)}, late_fonts=("R",) if late else ()
        )
        self.root = self.document.root
        self.page: TaggedCanvas
        self.new_page()

    def new_page(self) -> TaggedCanvas:
        """Go on at the head of a new page."""
        self.page, self.y = self.document.add_page((612, 792)), TOP
        return self.page

    def place(self, *runs: Run) -> PlacedLine:
        """The next line."""
        self.y -= LEADING
        return PlacedLine(LEFT, self.y, runs)

    def say(self, role: str, *texts: str, parent: StructElem | None = None, **properties: str) -> StructElem:
        """A new element with a line for each text."""
        node = (parent or self.root).add(role, **properties)
        self.page.text([self.place(run(text)) for text in texts], node)
        return node

    def link(self, node: StructElem, *parts: str, address: str = "https://example.org/") -> StructElem:
        """A link within an element, a line and an active area for each part."""
        link = StructElem("Link")
        for part in parts:
            line = self.place(run(part, link))
            self.page.text([line], node)
            area = (LEFT, line.y, LEFT + 100, line.y + LEADING)
            self.page.link(LinkArea(link, area, address, "".join(parts)))
        return link

    def slot(self, name: str, items: StructElem | None, **measures: object) -> Slot:
        """A slot on the next line; an item of a list, or hidden where there is none."""
        label = self.page.operators([self.place(run(f"{name}:"))]) if items else ""
        if items:
            item = items.add("LI", late=name)
            item.add("Lbl")
            item.add("LBody")
        else:
            self.y -= LEADING
        place = Slot(
            name,
            self.page.index,
            150,
            self.y,
            200,
            SIZE,
            LEADING,
            1,
            "R",
            BLACK,
            label,
            "" if items else "Header",
        )._replace(**measures)
        self.page.slots.append(place)
        return place

    def finish(self) -> Template:
        """The document as a template."""
        return self.document.finish()

    def file(self) -> bytes:
        """The document as a file without values."""
        return filled(self.finish())


def filled(template: Template, **values: str) -> bytes:
    """A file; letters that the draft's font lacks are written in the fallback face."""
    return fill(template, values, late_font)


def late_font(text: str, font: str) -> LateFont:
    """The fallback face cut to a text."""
    cut = EmbeddedFont(face(FALLBACK), text)
    widths = {letter: cut.face.widths[letter] for letter in cut.characters}
    return LateFont(FontTable(f"Late{font}", cut.codes, widths), cut.objects)


def sample() -> Template:
    """Two pages with one of everything; slots for a name and a note, and one in the second page's head."""
    draft = Draft(late=True)
    draft.page.bookmarks.append(Bookmark("A title", 1, 0, TOP))
    draft.say("H1", "A title")
    _figures(draft)
    slots = draft.root.add("L", attributes="/O/List/ListNumbering/None")
    draft.slot("name", slots)
    draft.slot("note", slots, lines=2)
    paragraph = draft.say("P", "Call us or see ")
    draft.link(paragraph, "our ", "page")
    draft.page.text([draft.place(run(" for more."))], paragraph)
    items = draft.root.add("L", attributes="/O/List/ListNumbering/Decimal")
    for number in ("1.", "2."):
        item = items.add("LI")
        draft.say("Lbl", number, parent=item)
        draft.say("LBody", f"Item {number}", parent=item)
    draft.say("H2", "A section")
    _table(draft)
    return draft.finish()


def _figures(draft: Draft) -> None:
    draft.document.pictures["Logo"] = Picture(1, 1, b"\x20\x40\x60")
    with draft.page.element(draft.root.add("Figure", alt="Riverbend logo", attributes=BOX)):
        draft.page.image("Logo", (50, 100, 100, 50))
    with draft.page.element(draft.root.add("Figure", alt="Two of three dots are filled", attributes=BOX)):
        draft.page.circle((100, 120), 5, BLACK)
    with draft.page.artifact():
        draft.page.rectangle((50, 90, 100, 5), fill=BLACK)


def _table(draft: Draft) -> None:
    """A table that goes on over the page, where its head stands again."""
    table = draft.root.add("Table")
    head, first, second = (table.add("TR") for _ in range(3))
    draft.say("TH", "Who", parent=head, attributes=COLUMN)
    draft.say("TH", "How to call", parent=head, attributes=COLUMN)
    draft.say("TH", "Nurse", parent=first, attributes=ROW)
    draft.say("TD", "555-0100", parent=first)
    with draft.page.artifact("Pagination", "Footer"):
        draft.page.text([draft.place(run("Page 1"))], None)
    draft.new_page()
    draft.slot("head", None, right=True)
    with draft.page.artifact("Pagination"):
        draft.page.text([draft.place(run("Who"), run("How to call"))], None)
    draft.say("TH", "Doctor", parent=second, attributes=ROW)
    second.add("TD")
