"""A tagged PDF with a heading, a paragraph, a figure and a table, made with handouts/pdf alone.

python examples/tagged_pdf.py tagged.pdf
"""

from __future__ import annotations

import sys
from pathlib import Path

from handouts.pdf.canvas import TaggedCanvas
from handouts.pdf.document import Document
from handouts.pdf.filling import fill
from handouts.pdf.fonts import EmbeddedFont, Face
from handouts.pdf.identity import Identity
from handouts.pdf.structure import StructElem
from handouts.pdf.template import LateFont
from handouts.pdf.text_writer import PlacedLine, Run

FACE = Path(__file__).resolve().parents[1] / "layouts/fonts/atkinson-hyperlegible-next/regular.ttf"
TITLE = "How many of us walk to work"
TEXT = "We asked ten people in May. Seven walk."
SHOWN = "Seven of ten dots are filled."
ROWS = (("Way", "People"), ("On foot", "7"), ("By bus", "3"))
LETTERS = "".join((TITLE, TEXT, *(cell for row in ROWS for cell in row)))
BLACK, GREY = (0.0, 0.0, 0.0), (0.8, 0.8, 0.8)
LEFT, SIZE = 72.0, 14.0


def tagged() -> bytes:
    """The file."""
    document = Document(Identity(TITLE, "An example", "Tagged PDF", "en-US", "handouts.pdf"), _fonts())
    page, root = document.add_page((612, 792)), document.root
    _say(page, root.add("H1"), TITLE, LEFT, 700, 24)
    _say(page, root.add("P"), TEXT, LEFT, 660)
    _figure(page, root)
    _table(page, root.add("Table"))
    return fill(document.finish(), {}, _no_other_font)


def _fonts() -> dict[str, EmbeddedFont]:
    return {"Body": EmbeddedFont(Face(FACE), LETTERS)}


def _say(page: TaggedCanvas, node: StructElem, text: str, x: float, y: float, size: float = SIZE) -> None:
    """A line of text as the content of an element."""
    page.text([PlacedLine(x, y, [Run(text, "Body", size, BLACK)])], node)


def _figure(page: TaggedCanvas, root: StructElem) -> None:
    """Dots, and what they show in words for those who do not see them."""
    box = f"/O/Layout/Placement/Block/BBox[{LEFT} 600 {LEFT + 200} 640]"
    with page.element(root.add("Figure", alt=SHOWN, attributes=box)):
        for at in range(10):
            page.circle((LEFT + 10 + 20 * at, 620), 8, BLACK if at < 7 else GREY)


def _table(page: TaggedCanvas, table: StructElem) -> None:
    """Cells; the rule below their heads is no content, so it is an artifact."""
    for at, cells in enumerate(ROWS):
        row = table.add("TR")
        for column, text in enumerate(cells):
            scope = "Column" if at == 0 else "Row"
            head = at == 0 or column == 0
            cell = row.add("TH", attributes=f"/O/Table/Scope/{scope}") if head else row.add("TD")
            _say(page, cell, text, LEFT + 120 * column, 560 - 24 * at)
    with page.artifact():
        page.line((LEFT, 552), (LEFT + 200, 552), BLACK, 1)


def _no_other_font(text: str, font: str) -> LateFont:
    """Needed only where slots are filled with letters that the document's own font lacks."""
    raise LookupError(f"{font} cannot write {text!r}")


if __name__ == "__main__":
    Path(sys.argv[1]).write_bytes(tagged())
