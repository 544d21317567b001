"""Pictures: SVG files of data/pictures, packed when the program is built, and a clinic's own in their place.

A sheet reads data/pictures.bin, and of that only what it draws. It is made by tools/build_pictures.py from
the SVG files, which are read and checked there and by a test; a clinic's are read with its folder.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Final, NamedTuple

import msgspec

from handouts.errors import ContentError, Diagnostic, UsageError
from handouts.model.pictures import Drawing, Place, Places
from handouts.reading.hints import did_you_mean
from handouts.reading.packed import Packed, packed
from handouts.reading.parsed import Parsed
from handouts.reading.shelf import PICTURES, PICTURES_HEAD, shelf

FOLDER: Final = "pictures"
BW: Final = "-bw"
"""The end of the id of a picture that takes another's place in black and white."""

_MAGIC: Final = b"handouts pictures 1\n"


class PictureKind(NamedTuple):
    """A kind of pictures, which has a folder of its own."""

    name: str
    called: str
    size: tuple[float, float] | None  # that all of them have; None: each its own
    has_parts: bool = False  # whether parts are drawn apart, and so each must have its id


PICTURE_KINDS: Final = (
    PictureKind("bodies", "body", (160, 230), has_parts=True),
    PictureKind("steps", "step", (156, 96), has_parts=True),
    PictureKind("organs", "organ", (96, 96), has_parts=True),
    PictureKind("icons", "icon", (24, 24)),
    PictureKind("covers", "cover", (504, 120)),
    PictureKind("diary", "diary", None),
)


class Drawings:
    """The pictures that sheets draw, each taken in when it is asked for; a clinic's own come first."""

    def __init__(self, own: Mapping[str, Drawing] | None = None) -> None:
        self._own = own or {}
        self._packed: Packed | None = None
        self._known: dict[str, Drawing] = {}

    def get(self, name: str) -> Drawing:
        """A picture by its id. Raises UsageError where there is none."""
        if name not in self._known:
            found = self._own.get(name) or self._shipped(name)
            if found is None:
                raise UsageError(f"There is no picture '{name}'{did_you_mean(name, self.kinds())}.")
            self._known[name] = found
        return self._known[name]

    def in_black(self, name: str) -> Drawing:
        """The picture that takes a picture's place in black and white: often itself."""
        other = name + BW
        return self.get(other if other in self._own or (name not in self._own and self._has(other)) else name)

    def kinds(self) -> dict[str, PictureKind]:
        """The kind of each shipped picture, by id."""
        names = ((kind, name) for kind in PICTURE_KINDS for name in self._file.names(kind.name))
        return {name: kind for kind, name in names}

    def is_own(self, name: str) -> bool:
        """Whether a picture is the clinic's own."""
        return name in self._own

    def place(self, name: str) -> Place:
        """A place on the bodies. Raises UsageError where there is none."""
        places = self.places()
        if name not in places:
            raise UsageError(f"There is no place '{name}' on the bodies{did_you_mean(name, places)}.")
        return places[name]

    def places(self) -> dict[str, Place]:
        """All places on the bodies."""
        found = self._file.record("places", Places)
        return found.places if found else {}

    def _has(self, name: str) -> bool:
        return any(name in self._file.names(kind.name) for kind in PICTURE_KINDS)

    def _shipped(self, name: str) -> Drawing | None:
        keys = (f"{kind.name}/{name}" for kind in PICTURE_KINDS)
        return next((found for key in keys if (found := self._file.record(key, Drawing))), None)

    @property
    def _file(self) -> Packed:
        if self._packed is None:
            self._packed = Packed((shelf("data") / PICTURES).read_bytes(), PICTURES_HEAD)
        return self._packed


def packed_pictures(records: Mapping[str, msgspec.Struct]) -> bytes:
    """What `read_shipped` found as a file."""
    data = packed(records)
    return _MAGIC + hashlib.sha256(data).digest() + data


# -- the shipped files


def read_shipped(names: Iterable[str]) -> dict[str, msgspec.Struct]:
    """Every shipped picture and all places, by their keys; `names` are ids of places that have a name.

    Raises ContentError with every fault.
    """
    from handouts.reading.reader import Reader  # YAML
    from handouts.reading.shelf import Shelf

    folder, reader = shelf("data") / FOLDER, Reader()
    found: dict[str, msgspec.Struct] = {}
    for kind in PICTURE_KINDS:
        for file in sorted((folder / kind.name).glob("*.svg")):
            drawing, faults = _read(file, f"data/{FOLDER}/{kind.name}/{file.name}", kind, None)
            reader.faults += faults
            if drawing:
                found[f"{kind.name}/{drawing.id}"] = drawing
    places = reader.read(Shelf(folder, f"data/{FOLDER}"), "places.yaml", Places)
    if places:
        found["places"] = places
        reader.faults += _misplaced(places, reader.pages[0].parsed, found, frozenset(names))
    reader.finish()
    return found


def _misplaced(
    places: Places, parsed: Parsed, found: Mapping[str, msgspec.Struct], names: frozenset[str]
) -> Iterator[Diagnostic]:
    """Places that nothing is drawn for, or that have no name."""
    for name, place in places.places.items():
        here = ("places", name)
        if name not in names:
            message = f"the place '{name}' has no name: add it under 'pictures: places:' in data/labels/"
            yield parsed.fault(message, here, at_key=True)
        for key in ("paths", "context", "shape"):
            for body in place.bodies:
                drawing = found.get(f"bodies/body-{body}")
                known = {path.id for path in drawing.paths} if isinstance(drawing, Drawing) else None
                for at, path in enumerate(getattr(place, key)):
                    if known is not None and path not in known:
                        message = f"body-{body} has no path '{path}'{did_you_mean(path, known)}"
                        yield parsed.fault(message, (*here, key, at))
        if place.organ and f"organs/{place.organ}" not in found:
            yield parsed.fault(f"there is no picture organs/{place.organ}.svg", (*here, "organ"))
    for name in sorted(names - places.places.keys()):
        yield parsed.fault(f"'{name}' has a name in data/labels/, and no place here: add it", ("places",))


# -- a clinic's own


def read_own(folder: Path) -> tuple[dict[str, Drawing], tuple[Diagnostic, ...]]:
    """The pictures in a clinic's folder by their ids, and every fault of them."""
    place = folder / FOLDER
    if not place.is_dir():
        return {}, ()
    shipped = Drawings()
    kinds, found, faults = shipped.kinds(), dict[str, Drawing](), list[Diagnostic]()
    for file in sorted(place.iterdir()):
        name = file.name.removesuffix(".svg")
        if file.name.startswith("."):
            continue
        if file.suffix != ".svg" or not file.is_file():
            message = "this is not read: a picture here is an SVG file whose name ends with .svg"
            faults.append(Diagnostic(message, str(file)))
        elif name not in kinds:
            hint = did_you_mean(name, kinds) or "; 'handouts list pictures' names all"
            faults.append(
                Diagnostic(f"there is no picture '{name}' whose place it could take{hint}", str(file))
            )
        else:
            drawing, wrong = _read(file, str(file), kinds[name], shipped.get(name))
            faults += wrong
            if drawing:
                found[name] = drawing
    return found, tuple(faults)


def _read(
    file: Path, shown: str, kind: PictureKind, shipped: Drawing | None
) -> tuple[Drawing | None, tuple[Diagnostic, ...]]:
    """A picture, None with what is wrong with it or its size; `shipped` is the one whose place it takes."""
    from handouts.reading.svg import read_svg  # a parser, which a sheet without a clinic's pictures needs not

    try:
        raw = file.read_bytes()
    except OSError as error:
        return None, (Diagnostic(f"this file cannot be read: {error.strerror}", shown),)
    drawing, faults = read_svg(raw, file.stem, shown)
    if drawing is None:
        return None, faults
    line = raw[: raw.find(b"<svg")].count(b"\n") + 1
    size = (shipped.width, shipped.height) if shipped else kind.size
    if size and (drawing.width, drawing.height) != size:
        has, wanted = f"{drawing.width:g} {drawing.height:g}", f"{size[0]:g} {size[1]:g}"
        message = (
            f'the viewBox is "0 0 {has}"; that of a picture of this kind ({kind.called}) is "0 0 {wanted}"'
        )
        return None, (Diagnostic(message, shown, line),)
    lost = (
        sorted({path.id for path in shipped.paths} - {path.id for path in drawing.paths}) if shipped else []
    )
    if lost and kind.has_parts:
        message = f"these paths are missing by their ids: {', '.join(lost)}; each is drawn apart"
        return None, (Diagnostic(message, shown, line),)
    return drawing, ()


def read_own_or_refuse(folder: Path) -> dict[str, Drawing]:
    """The pictures in a clinic's folder. Raises ContentError with every fault."""
    found, faults = read_own(folder)
    if faults:
        raise ContentError(faults)
    return found
