"""Pictures as objects (ISO 32000-1, 8.9.5)."""

from typing import NamedTuple

from handouts.pdf.syntax import stream


class Picture(NamedTuple):
    """Rows from the top: 8-bit RGB, or one bit of black and white in rows of whole bytes."""

    width: int
    height: int
    data: bytes
    bw: bool = False


def picture_stream(picture: Picture) -> bytes:
    """The picture as a stream."""
    header = b"/Type/XObject/Subtype/Image/Width %d/Height %d/ColorSpace/%s/BitsPerComponent %d"
    kind = (b"DeviceGray", 1) if picture.bw else (b"DeviceRGB", 8)
    return stream(picture.data, header % (picture.width, picture.height, *kind))
