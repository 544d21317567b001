"""A clinic's logo: a PNG or JPEG that comes from a person's folder, so nothing about it is trusted."""

from __future__ import annotations

import io
import struct
import warnings
import zlib
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Final

from handouts.model.clinic import Logo, LogoImage

if TYPE_CHECKING:
    from PIL.Image import Image as Picture

MOST_BYTES: Final = 2 * 1024 * 1024
MOST_PIXELS: Final = 4_000_000

_STARTS: Final = {b"\x89PNG\r\n\x1a\n": "PNG", b"\xff\xd8\xff": "JPEG"}


class LogoError(ValueError):
    """Why a logo cannot be used, and what to do. Private to reading, which adds the place."""


def read_logo(logo: Logo, folder: Path) -> LogoImage:
    """The picture, decoded once to RGB on white. Raises LogoError."""
    file = _inside(logo.file, folder)
    try:
        with file.open("rb") as stream:
            raw = stream.read(MOST_BYTES + 1)
    except OSError as error:
        raise LogoError(f"the logo {logo.file} cannot be read: {error.strerror}") from error
    if len(raw) > MOST_BYTES:
        raise LogoError(f"the logo {logo.file} is larger than 2 MiB; save it smaller")
    kind = next((name for start, name in _STARTS.items() if raw.startswith(start)), None)
    if kind is None:
        raise LogoError(f"the logo {logo.file} is neither a PNG nor a JPEG picture; save it as PNG")
    width, height, rgb = _decoded(raw, kind, logo.file)
    return LogoImage(width=width, height=height, rgb=rgb, alt=logo.alt)


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


def _decoded(raw: bytes, kind: str, name: str) -> tuple[int, int, bytes]:
    """Width and height in pixels, and 8-bit RGB rows from the top."""
    from PIL import Image, ImageOps  # Pillow takes tens of ms to import, and few handouts have a logo

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            picture = Image.open(io.BytesIO(raw), formats=(kind,))  # reads the header only
        if picture.width * picture.height > MOST_PIXELS:
            raise LogoError(_huge(name))
        picture.load()
        upright = ImageOps.exif_transpose(picture)
        flat = _on_white(upright)
    except (Image.DecompressionBombWarning, Image.DecompressionBombError) as error:
        raise LogoError(_huge(name)) from error
    except LogoError:
        raise
    except (OSError, ValueError, SyntaxError, EOFError, struct.error, zlib.error) as error:
        # These are what Pillow's two decoders raise on pictures that are cut off or broken.
        raise LogoError(f"the logo {name} is cut off or broken; save it again") from error
    return flat.width, flat.height, flat.tobytes()


def _huge(name: str) -> str:
    return f"the logo {name} has more than {MOST_PIXELS:,} pixels; save it smaller"


def _on_white(picture: Picture) -> Picture:
    """The picture as RGB, with white behind whatever is transparent."""
    from PIL import Image

    if picture.mode.startswith(("I", "F")):
        raise LogoError("the logo has more than 8 bits a pixel; save it as an ordinary PNG")
    if not picture.has_transparency_data:
        return picture.convert("RGB")
    clear = picture.convert("RGBA")
    ground = Image.new("RGBA", clear.size, "white")
    return Image.alpha_composite(ground, clear).convert("RGB")
