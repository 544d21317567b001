"""One page: whatever is drawn belongs to an element or is an artifact, or drawing stops.

Shapes are drawn by ReportLab's canvas; marked content and text are written beside them. Nothing is
an artifact by accident: text or a shape outside an element and outside `artifact()` is an error
(validators pass a file whose whole text is hidden from readers).
"""

import io
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import NamedTuple

from reportlab.pdfgen.canvas import Canvas
from reportlab.pdfgen.pathobject import PDFPathObject

from handouts.pdf.annotations import FieldArea, LinkArea
from handouts.pdf.fonts import EmbeddedFont
from handouts.pdf.slots import Slot
from handouts.pdf.structure import Mark, StructElem
from handouts.pdf.syntax import fill, number, numbers, stroke
from handouts.pdf.text_writer import PlacedLine, Rgb, TextWriter


class UntaggedContentError(ValueError):
    """Something was drawn that belongs neither to an element nor to an artifact."""


class Bookmark(NamedTuple):
    """An entry of the outline."""

    title: str
    level: int  # from 1
    page: int  # index from 0
    top: float  # pt from the lower edge


class Pen(NamedTuple):
    """How a curve is painted: inside, and along it with a line of so many units."""

    fill: Rgb | None = None
    stroke: Rgb | None = None
    width: float = 1.0
    dash: tuple[float, float] | None = None
    even_odd: bool = False  # what is enclosed twice is outside


class TaggedCanvas:
    """A page that is being drawn."""

    def __init__(self, index: int, size: tuple[float, float], fonts: dict[str, EmbeddedFont]) -> None:
        self.index = index
        self.size = size
        self.anew = False  # whether pages are counted from here as from a first one
        self.marks: list[StructElem] = []  # mcid -> element
        self.links: list[LinkArea] = []
        self.fields: list[FieldArea] = []  # places to type in, in reading order
        self.slots: list[Slot] = []
        self.bookmarks: list[Bookmark] = []
        self.hidden_text: list[str] = []  # text drawn as an artifact, for tests
        self._fonts = fonts
        self._canvas = Canvas(io.BytesIO(), pagesize=size, pageCompression=0, initialFontName="Helvetica")
        self._node: StructElem | None = None
        self._in_artifact = False

    def content(self) -> bytes:
        """The page's drawing operators."""
        code: str = self._canvas.getCurrentPageContent()
        return code.encode("ascii")

    # -- marked content

    @contextmanager
    def element(self, node: StructElem) -> Iterator[None]:
        """Everything drawn inside is the element's content: a figure, or text by `text`."""
        self._open(node)
        try:
            yield
        finally:
            self._close()

    @contextmanager
    def artifact(self, kind: str = "Layout", subtype: str = "") -> Iterator[None]:
        """Everything drawn inside is hidden from assistive technology (14.8.2.2)."""
        if self._node or self._in_artifact:  # inside a figure a rule is part of the figure
            yield
            return
        more = f"/Subtype/{subtype}" if subtype else ""
        self._write(f"/Artifact<</Type/{kind}{more}>>BDC")
        self._in_artifact = True
        try:
            yield
        finally:
            self._in_artifact = False
            self._write("EMC")

    def _open(self, node: StructElem) -> None:
        if self._node or self._in_artifact:
            raise UntaggedContentError(f"page {self.index + 1}: an element inside another one's content")
        self._write(self._begin(node))
        self._node = node

    def _close(self) -> None:
        self._node = None
        self._write("EMC")

    def _begin(self, node: StructElem, parent: StructElem | None = None) -> str:
        if parent is not None and node is not parent and node not in parent.kids:
            parent.kids.append(node)  # a link joins its paragraph where it is drawn, so that order is kept
        mcid = len(self.marks)
        self.marks.append(node)
        node.kids.append(Mark(self.index, mcid))
        return f"/{node.role}<</MCID {mcid}>>BDC"

    def _write(self, code: str) -> None:
        self._canvas.addLiteral(code)

    # -- text

    def text(self, lines: Sequence[PlacedLine], node: StructElem | None) -> None:
        """Draw lines as the content of an element; without one, inside `artifact()` only."""
        if node is None and not self._in_artifact:
            raise UntaggedContentError(f"page {self.index + 1}: text without element: {_sample(lines)!r}")
        if node is None:
            self.hidden_text.append(_sample(lines))
        writer = TextWriter(self._fonts, self._begin, node)
        for line in lines:
            writer.line(line)
        self._write(writer.finish())

    def operators(self, lines: Sequence[PlacedLine]) -> str:
        """The operators that would draw lines, unmarked: for a slot's label."""
        writer = TextWriter(self._fonts, self._begin, None)
        for line in lines:
            writer.line(line)
        return writer.finish()

    # -- shapes, in pt and from the lower left corner

    def rectangle(
        self,
        box: tuple[float, float, float, float],
        fill: Rgb | None = None,
        stroke: Rgb | None = None,
        line_width: float = 1.0,
        radius: float = 0.0,
    ) -> None:
        """A rectangle (left, bottom, width, height)."""
        with self._shape(fill, stroke, line_width) as canvas:
            paint = {"stroke": int(stroke is not None), "fill": int(fill is not None)}
            if radius:
                canvas.roundRect(*box, radius, **paint)
            else:
                canvas.rect(*box, **paint)

    def line(
        self,
        start: tuple[float, float],
        end: tuple[float, float],
        stroke: Rgb,
        line_width: float,
        dash: tuple[float, float] | None = None,
    ) -> None:
        """A straight line; `dash` is how long its pieces and its gaps are."""
        self.lines(((start, end),), stroke, line_width, dash)

    def lines(
        self,
        ends: Iterable[tuple[tuple[float, float], tuple[float, float]]],
        stroke: Rgb,
        line_width: float,
        dash: tuple[float, float] | None = None,
    ) -> None:
        """Straight lines that look alike."""
        with self._shape(None, stroke, line_width) as canvas:
            if dash:
                canvas.setDash(*dash)
            canvas.lines([(*start, *end) for start, end in ends])
            if dash:
                canvas.setDash()

    def circle(self, centre: tuple[float, float], radius: float, fill: Rgb) -> None:
        """A filled circle."""
        with self._shape(fill, None, 0) as canvas:
            canvas.circle(*centre, radius, stroke=0, fill=1)

    def polygon(self, points: Sequence[tuple[float, float]], fill: Rgb) -> None:
        """A filled polygon."""
        self.polygons((points,), fill)

    def polygons(self, shapes: Iterable[Sequence[tuple[float, float]]], fill: Rgb) -> None:
        """Filled polygons as one shape: where they touch there is no seam."""
        with self._shape(fill, None, 0) as canvas:
            path: PDFPathObject = canvas.beginPath()
            for points in shapes:
                path.moveTo(*points[0])
                for point in points[1:]:
                    path.lineTo(*point)
                path.close()
            canvas.drawPath(path, stroke=0, fill=1)

    # -- curves, in units of a drawing: y grows downwards from its upper left corner

    @contextmanager
    def drawing(self, left: float, top: float, scale: float) -> Iterator[None]:
        """Curves drawn inside are `scale` pt a unit; corners and ends of lines are round."""
        self._must_be_marked("a drawing")
        self._write(f"q {numbers(scale, 0, 0, -scale, left, top)} cm 1 j 1 J")
        yield
        self._write("Q")

    @contextmanager
    def moved(self, scale: float, x: float, y: float) -> Iterator[None]:
        """Curves drawn inside are scaled, then moved, in units of the drawing around them."""
        self._must_be_marked("a drawing")
        self._write(f"q {numbers(scale, 0, 0, scale, x, y)} cm")
        yield
        self._write("Q")

    @contextmanager
    def clipped(self, curve: str, *, even_odd: bool = False) -> Iterator[None]:
        """Of what is drawn inside only that within a curve is seen."""
        self._must_be_marked("a drawing")
        self._write(f"q {curve} {'W*' if even_odd else 'W'} n")
        yield
        self._write("Q")

    def curve(self, curve: str, pen: Pen) -> None:
        """A path of operators (m, l, c, h), filled, stroked or both; inside `drawing` only."""
        self._must_be_marked("a curve")
        parts = []
        if pen.fill is not None:
            parts.append(fill(*pen.fill))
        if pen.stroke is not None:
            parts += [stroke(*pen.stroke), f"{number(pen.width)} w"]
        if pen.dash:
            parts.append(f"0 J [{numbers(*pen.dash)}] 0 d")
        paint = "B" if pen.fill and pen.stroke else "f" if pen.fill else "S"
        parts += [curve, paint + "*" if pen.even_odd and pen.fill else paint]
        if pen.dash:
            parts.append("[] 0 d 1 J")
        self._write(" ".join(parts))

    def image(self, name: str, box: tuple[float, float, float, float]) -> None:
        """A picture of the document's resources, in a figure or an artifact."""
        self._must_be_marked("a picture")
        left, bottom, width, height = box
        self._write(f"q {numbers(width, 0, 0, height, left, bottom)} cm /{name} Do Q")

    def link(self, area: LinkArea) -> None:
        """Make an area active."""
        self.links.append(area)

    @contextmanager
    def _shape(self, fill: Rgb | None, stroke: Rgb | None, line_width: float) -> Iterator[Canvas]:
        self._must_be_marked("a shape")
        canvas = self._canvas
        if fill is not None:
            canvas.setFillGray(fill[0]) if _is_grey(fill) else canvas.setFillColorRGB(*fill)
        if stroke is not None:
            canvas.setStrokeGray(stroke[0]) if _is_grey(stroke) else canvas.setStrokeColorRGB(*stroke)
            canvas.setLineWidth(line_width)
        yield canvas

    def _must_be_marked(self, what: str) -> None:
        if self._node is None and not self._in_artifact:
            raise UntaggedContentError(f"page {self.index + 1}: {what} is neither a figure's nor an artifact")


def _is_grey(colour: Rgb) -> bool:
    """Whether black ink alone makes a colour; see syntax.fill."""
    red, green, blue = colour
    return red == green == blue


def _sample(lines: Sequence[PlacedLine]) -> str:
    return "".join(run.text for line in lines for run in line.runs)
