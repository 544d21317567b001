"""A clinic's logo: a PNG or JPEG that comes from a person's folder, so nothing about it is trusted."""

from __future__ import annotations

import io
import struct
import warnings
import zlib
from collections import Counter
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Final, NamedTuple

from handouts.model.clinic import Logo, LogoImage
from handouts.reading.contrast import least_contrast

if TYPE_CHECKING:
    from PIL.Image import Image as Picture

MOST_BYTES: Final = 2 * 1024 * 1024
MOST_PIXELS: Final = 4_000_000

_STARTS: Final = {b"\x89PNG\r\n\x1a\n": "PNG", b"\xff\xd8\xff": "JPEG"}
_PAPER: Final = "#ffffff"
_LOOKED_AT: Final = 160  # pixels across and down are enough to judge it
_OPAQUE: Final = 128
_PLAIN: Final = 3.0  # contrast of what must be made out (WCAG 2.2, success criterion 1.4.11)
_LOST: Final = 1.25  # hardly another colour than the paper's


class Seen(NamedTuple):
    """Parts of what a logo draws, from 0 to 1."""

    plain: float  # that can be made out on white paper
    lost: float  # that cannot be seen there at all


class LogoError(ValueError):
    """Why a logo cannot be used, and what to do; reading adds the place."""


def read_logo(logo: Logo, folder: Path) -> LogoImage:
    """The picture, decoded once to RGB on white. Raises LogoError."""
    picture = _read(logo.file, folder)
    flat = _on_white(picture)
    return LogoImage(width=flat.width, height=flat.height, rgb=flat.tobytes(), alt=logo.alt)


def seen_on_paper(logo: Logo, folder: Path) -> Seen:
    """How a logo looks on white paper, without its transparent, else white ground. Raises LogoError."""
    from PIL import Image

    picture = _read(logo.file, folder)
    clear, flat = picture.convert("RGBA"), _on_white(picture)
    for each in (clear, flat):
        each.thumbnail((_LOOKED_AT, _LOOKED_AT), Image.Resampling.NEAREST)
    counted = Counter(zip(clear.getchannel("A").tobytes(), _colours(flat), strict=True))
    has_ground = any(alpha < _OPAQUE for alpha, _ in counted)
    ratios = ((alpha, least_contrast(colour, _PAPER), count) for (alpha, colour), count in counted.items())
    drawn = [
        (ratio, count)
        for alpha, ratio, count in ratios
        if (alpha >= _OPAQUE if has_ground else ratio >= _LOST)
    ]
    of = sum(count for _, count in drawn)
    return Seen(
        plain=sum(count for ratio, count in drawn if ratio >= _PLAIN) / of if of else 0.0,
        lost=sum(count for ratio, count in drawn if ratio < _LOST) / of if of else 1.0,
    )


def _colours(picture: Picture) -> list[str]:
    data = picture.tobytes()
    return [f"#{data[at : at + 3].hex()}" for at in range(0, len(data), 3)]


def _read(name: str, folder: Path) -> Picture:
    """The picture, upright. Raises LogoError."""
    file = _inside(name, folder)
    try:
        with file.open("rb") as stream:
            raw = stream.read(MOST_BYTES + 1)
    except OSError as error:
        raise LogoError(f"the logo {name} cannot be read: {error.strerror}") from error
    if len(raw) > MOST_BYTES:
        raise LogoError(f"the logo {name} is larger than 2 MiB; save it smaller")
    kind = next((kind for start, kind in _STARTS.items() if raw.startswith(start)), None)
    if kind is None:
        raise LogoError(f"the logo {name} is neither a PNG nor a JPEG picture; save it as PNG")
    return _decoded(raw, kind, name)


def _inside(name: str, folder: Path) -> Path:
    """The logo's path, which must not lead out of the clinic folder, not even through a link."""
    path = PurePosixPath(name)
    foreign = path.is_absolute() or ".." in path.parts or "\\" in name or ":" in name or "\0" in name
    file = folder / path
    if foreign or not file.resolve().is_relative_to(folder.resolve()):
        raise LogoError(
            f"the logo {name} is outside the clinic folder; copy it there and write its name only"
        )
    if not file.is_file():
        raise LogoError(f"there is no logo {name} in {folder}")
    return file


def _decoded(raw: bytes, kind: str, name: str) -> Picture:
    """The picture, upright, as RGB or RGBA."""
    from PIL import Image, ImageOps  # Pillow takes tens of ms to import, and few handouts have a logo

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            picture = Image.open(io.BytesIO(raw), formats=(kind,))  # reads the header only
        if picture.width * picture.height > MOST_PIXELS:
            raise LogoError(_huge(name))
        picture.load()
        if picture.mode.startswith(("I", "F")):
            raise LogoError("the logo has more than 8 bits a pixel; save it as an ordinary PNG")
        upright = ImageOps.exif_transpose(picture)
        return upright.convert("RGBA" if upright.has_transparency_data else "RGB")
    except (Image.DecompressionBombWarning, Image.DecompressionBombError) as error:
        raise LogoError(_huge(name)) from error
    except LogoError:
        raise
    except (OSError, ValueError, SyntaxError, EOFError, struct.error, zlib.error) as error:
        # These are what Pillow's two decoders raise on pictures that are cut off or broken.
        raise LogoError(f"the logo {name} is cut off or broken; save it again") from error


def _huge(name: str) -> str:
    return f"the logo {name} has more than {MOST_PIXELS:,} pixels; save it smaller"


def _on_white(picture: Picture) -> Picture:
    """The picture as RGB, with white behind whatever is transparent."""
    from PIL import Image

    if picture.mode == "RGB":
        return picture
    ground = Image.new("RGBA", picture.size, "white")
    return Image.alpha_composite(ground, picture).convert("RGB")
