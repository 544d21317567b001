"""Records of pictures: drawings made of curves, and the places that are marked on a body."""

from typing import Annotated, Final, Literal

import msgspec

from handouts.model.base import Id, Plain, Record
from handouts.model.layout import Colour

Look = Literal[
    "organ", "bone", "outline", "solid", "small", "detail", "duct",
    "lining", "contour", "plain", "cover", "spot", "dots", "word",
]  # fmt: skip
"""How the part of a picture is painted; `typeset.inks` has a table of them."""

LOOKS: Final[tuple[Look, ...]] = Look.__args__  # type: ignore[attr-defined]

Box = tuple[float, float, float, float]
"""Left, top, right and bottom."""

BodyName = Literal["a", "b"]


class DrawnPath(Record, frozen=True, kw_only=True):
    """A path of a drawing, painted at once."""

    curve: str  # "x y m x y l x1 y1 x2 y2 x y c h", as PDF writes it; y grows downwards
    box: Box  # around its points
    id: str = ""
    look: Look = "organ"
    fill: Colour | None = None
    stroke: Colour | None = None
    width: float = 1.0  # of the stroke
    dash: tuple[float, float] | None = None
    even_odd: bool = False  # what is enclosed twice is outside


class Drawing(Record, frozen=True, kw_only=True):
    """A picture in units of its own; the left and the top are 0."""

    id: Id
    alt: Plain  # what it shows, for those who cannot see it
    width: float
    height: float
    paths: tuple[DrawnPath, ...]

    def named(self, name: str) -> DrawnPath | None:
        """The path of an id."""
        return next((path for path in self.paths if path.id == name), None)


Spot = Annotated[tuple[float, ...], msgspec.Meta(min_length=3, max_length=3)]
"""Where cells are drawn: x, y, and how large."""

Point = Annotated[tuple[float, ...], msgspec.Meta(min_length=2, max_length=2)]


class Place(Record, frozen=True, kw_only=True):
    """A place on a body: what is painted, and where the line to its label ends."""

    paths: Annotated[tuple[Id, ...], msgspec.Meta(min_length=1)]
    at: Point
    at_b: Point | None = None  # the same on body b, where that differs
    side: Literal["left", "right"]  # of its label
    mirrored: bool = False  # whether it is also on the other side, so that the label may stand there
    bodies: tuple[BodyName, ...] = ("a", "b")  # those that have it
    context: tuple[Id, ...] = ()  # painted first, plain: what a small organ lies at
    hides: tuple[Id, ...] = ()  # paths that would only clutter where this place is marked
    ring: bool = False  # whether a clear ring is painted around it where the cancer started
    dot: bool = True  # whether the line ends in a dot
    organ: Id | None = None  # the picture that the three steps show
    shape: tuple[Id, ...] = ()  # paths that they show; none: its own
    started: Spot | None = None  # where they put the cells, in units of what they show; none: in the middle
    grew: Spot | None = None  # none: it is not shown as a place where cells grew


class Places(Record, frozen=True, kw_only=True):
    """Places by id."""

    places: dict[Id, Place]


class BodyPicture(Record, frozen=True, kw_only=True):
    """How a cancer is shown on a body."""

    body: BodyName
    start: Id  # the place where it started
    example: bool = False  # whether that is only one of many places
    steps: Id | None = None  # where cells grew in the three steps; none: it does not spread as they show
