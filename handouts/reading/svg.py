"""A small part of SVG: one viewBox, a title, and paths of M, L, C and Z with plain colours.

Whatever else a file holds is refused with its line: what is not drawn here would be lost without a word.
The parser is expat; a document type, and so entities, end the reading.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any, Final
from xml.parsers import expat

from handouts.errors import Diagnostic
from handouts.model.pictures import LOOKS, Drawing, DrawnPath
from handouts.reading.curves import CurveError, read_curve
from handouts.reading.hints import did_you_mean, or_list

MOST_BYTES: Final = 96 * 1024
MOST_PATHS: Final = 200
MOST_POINTS: Final = 12_000
_LONGEST_ALT: Final = 400

_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
_NUMBER = re.compile(r"[0-9]+(\.[0-9]+)?")

_TEXT = "text is not drawn: delete it, or turn it into paths"
_SHAPE = "turn it into a path (in Inkscape: Path, Object to Path)"
_SHADE = "gradients and patterns do not survive a copier: use plain colours"
_MOVING = "scripts and motion are refused: delete it"
_LINKED = "nothing outside the path is looked up: write it out"
_REFUSED: Final[dict[str, str]] = {
    **dict.fromkeys(("text", "tspan", "textPath", "font"), _TEXT),
    **dict.fromkeys(("rect", "circle", "ellipse", "line", "polyline", "polygon"), _SHAPE),
    **dict.fromkeys(("linearGradient", "radialGradient", "pattern", "filter", "mask", "clipPath"), _SHADE),
    **dict.fromkeys(("use", "symbol", "defs", "a"), _LINKED),
    **dict.fromkeys(("image", "feImage", "foreignObject"), "raster parts are not drawn: draw it with paths"),
    **dict.fromkeys(("script", "set", "animate", "animateTransform"), _MOVING),
    "style": "style sheets are not read: write fill and stroke at each path",
    "g": "groups are not read: ungroup all paths (in Inkscape: Object, Ungroup)",
    "metadata": "save the file as plain SVG",
}  # fmt: skip
"""What to do about elements that are often met."""

_ROOT = frozenset(("xmlns", "viewBox", "width", "height", "version"))
_PATH = frozenset(
    (
        *("id", "class", "d", "fill", "stroke", "stroke-width"),
        *("stroke-linecap", "stroke-linejoin", "stroke-dasharray", "fill-rule"),
    )
)
_ADVICE: Final[dict[str, str]] = {
    "style": "write it as fill, stroke and stroke-width",
    "transform": "apply it to the points of the path",
    "href": _LINKED,
    "xlink:href": _LINKED,
}
_WORDS: Final[dict[str, tuple[str, ...]]] = {
    "stroke-linecap": ("round",),
    "stroke-linejoin": ("round",),
    "fill-rule": ("evenodd", "nonzero"),
    "class": LOOKS,
}
"""Attributes that take one of some words."""


class _StopError(Exception):
    """What follows cannot be read, or should not be."""


def read_svg(raw: bytes, name: str, shown: str) -> tuple[Drawing | None, tuple[Diagnostic, ...]]:
    """The drawing in the bytes of a file, None with every fault that can be found.

    `name` is the drawing's id, `shown` how a person knows the file.
    """
    if len(raw) > MOST_BYTES:
        size, most = -(-len(raw) // 1024), MOST_BYTES // 1024
        message = f"this picture has {size} KiB, and {most} are the most; draw it with fewer points"
        return None, (Diagnostic(message, shown),)
    if not raw.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        return None, (Diagnostic("this is no SVG; save the picture as plain SVG", shown),)
    builder = _Builder(shown)
    try:
        builder.parse(raw)
    except _StopError:
        pass
    except expat.ExpatError as error:
        message = f"this is not valid XML here: {expat.ErrorString(error.code)}"
        builder.faults.append(Diagnostic(message, shown, error.lineno, error.offset + 1))
    return builder.drawing(name), tuple(builder.faults)


class _Builder:
    """Takes the paths of a file as the parser meets them."""

    def __init__(self, shown: str) -> None:
        self.faults: list[Diagnostic] = []
        self._shown = shown
        self._parser = expat.ParserCreate("utf-8")
        self._open: list[str] = []
        self._root = (0, 0)  # line and column
        self._size = (0.0, 0.0)
        self._title: list[str] = []
        self._paths: list[DrawnPath] = []
        self._points = 0

    def parse(self, raw: bytes) -> None:
        """Read it all. Raises _StopError, expat.ExpatError."""
        parser: Any = self._parser
        parser.StartElementHandler = self._start
        parser.EndElementHandler = lambda _name: self._open.pop()
        parser.CharacterDataHandler = self._characters
        parser.StartDoctypeDeclHandler = self._refuse("a document type (<!DOCTYPE>) is refused: delete it")
        parser.ProcessingInstructionHandler = self._refuse("an instruction (<? ... ?>) is refused: delete it")
        parser.Parse(raw, True)

    def drawing(self, name: str) -> Drawing | None:
        """What was read, None where anything is wrong with it."""
        alt = " ".join("".join(self._title).split())
        if self._size[0] and not alt:
            self._fault("the picture has no <title>: say in a few words what it shows", self._root)
        if len(alt) > _LONGEST_ALT:
            self._fault(f"the title is longer than {_LONGEST_ALT} letters: shorten it", self._root)
        if self._size[0] and not self._paths and not self.faults:
            self._fault("the picture has no <path>: draw something", self._root)
        if self.faults:
            return None
        width, height = self._size
        return Drawing(id=name, alt=alt, width=width, height=height, paths=tuple(self._paths))

    # -- elements

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        inside, self._open = tuple(self._open), [*self._open, name]
        if not inside:
            self._begin(name, attributes)
        elif inside == ("svg",) and name == "title":
            if self._title:
                self._fault("there are two titles; keep one")
        elif inside == ("svg",) and name == "path":
            self._path(attributes)
        elif inside[-1:] != (name,):
            advice = _REFUSED.get(name) or ("save the file as plain SVG" if ":" in name else "delete it")
            self._fault(f"<{name}> is not read here: {advice}")

    def _begin(self, name: str, attributes: dict[str, str]) -> None:
        self._root = self._place()
        if name != "svg":
            self._fault(f"the file begins with <{name}>, not with <svg>; save the picture as plain SVG")
            raise _StopError
        self._attributes("svg", attributes, _ROOT)
        numbers = attributes.get("viewBox", "").replace(",", " ").split()
        if len(numbers) != 4 or numbers[:2] != ["0", "0"] or not all(map(_NUMBER.fullmatch, numbers)):
            self._fault('the viewBox must be "0 0 width height"')
            raise _StopError
        self._size = (float(numbers[2]), float(numbers[3]))
        for key, value in zip(("width", "height"), numbers[2:], strict=True):
            if attributes.get(key, value) not in (value, f"{value}px"):
                self._fault(f"{key} is {attributes[key]}, and the viewBox says {value}; delete {key}")

    def _characters(self, text: str) -> None:
        if self._open == ["svg", "title"]:
            self._title.append(text)
        elif text.strip() and len(self._open) == 1:
            self._fault(f"'{text.strip()[:20]}' stands between the paths: {_TEXT}")

    def _path(self, attributes: dict[str, str]) -> None:
        known = len(self.faults)
        self._attributes("path", attributes, _PATH)
        name, dash = attributes.get("id", ""), None
        if name and not _ID.fullmatch(name):
            self._fault(f"the id '{name}' must be lower-case letters, digits and hyphens")
        elif name and any(path.id == name for path in self._paths):
            self._fault(f"the id '{name}' stands here twice; rename one")
        if "stroke-dasharray" in attributes:
            dash = self._dash(attributes["stroke-dasharray"])
        curve, box, points = self._curve(attributes.get("d", ""))
        width = self._number(attributes, "stroke-width", 1.0)
        fill, stroke = self._colour(attributes, "fill", "#000000"), self._colour(attributes, "stroke", "none")
        self._points += points
        if len(self._paths) >= MOST_PATHS or self._points > MOST_POINTS:
            self._fault(f"there are more than {MOST_PATHS} paths or {MOST_POINTS:,} points; draw it simpler")
            raise _StopError
        if len(self.faults) == known:
            self._paths.append(
                DrawnPath(
                    id=name,
                    look=attributes.get("class", "organ"),  # type: ignore[arg-type]  # judged above
                    curve=curve,
                    box=box,
                    fill=fill,
                    stroke=stroke,
                    width=width,
                    dash=dash,
                    even_odd=attributes.get("fill-rule") == "evenodd",
                )
            )

    # -- attributes

    def _attributes(self, element: str, attributes: Mapping[str, str], known: frozenset[str]) -> None:
        for name, value in attributes.items():
            if name not in known:
                advice = _ADVICE.get(name) or (f"delete it{did_you_mean(name, known)}")
                self._fault(f"'{name}' of <{element}> is not read here: {advice}")
            elif name in _WORDS and value not in _WORDS[name]:
                self._fault(f'{name}="{value}" is not read here; it is {or_list(_WORDS[name])}')

    def _curve(self, data: str) -> tuple[str, tuple[float, float, float, float], int]:
        try:
            return read_curve(data, self._size)
        except CurveError as error:
            self._fault(str(error))
            return "", (0.0, 0.0, 0.0, 0.0), 0

    def _colour(self, attributes: Mapping[str, str], key: str, default: str) -> str | None:
        value = attributes.get(key, default)
        if value == "none":
            return None
        if not _COLOUR.fullmatch(value):
            self._fault(f'{key}="{value}" is no plain colour; write it as #rrggbb, or none')
            return None
        return value

    def _number(self, attributes: Mapping[str, str], key: str, default: float) -> float:
        value = attributes.get(key)
        if value is None:
            return default
        if not _NUMBER.fullmatch(value):
            self._fault(f'{key}="{value}" must be a number without a unit')
            return default
        return float(value)

    def _dash(self, value: str) -> tuple[float, float] | None:
        parts = value.replace(",", " ").split()
        if len(parts) != 2 or not all(map(_NUMBER.fullmatch, parts)):
            self._fault(f'stroke-dasharray="{value}" must be two numbers: the line and the gap')
            return None
        return float(parts[0]), float(parts[1])

    # -- faults

    def _place(self) -> tuple[int, int]:
        return self._parser.CurrentLineNumber, self._parser.CurrentColumnNumber + 1

    def _fault(self, message: str, place: tuple[int, int] | None = None) -> None:
        self.faults.append(Diagnostic(message, self._shown, *(place or self._place())))

    def _refuse(self, message: str) -> Callable[..., None]:
        def refuse(*_: object) -> None:
            self._fault(message)
            raise _StopError

        return refuse
