"""A clinic's logo as a picture of the document: in its colours, or in black and white."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handouts.model.clinic import LogoImage
from handouts.pdf.pictures import Picture

if TYPE_CHECKING:
    from PIL.Image import Image

_DPI = 300
_WIDEST, _HIGHEST = 170, 69
"""Points that a logo takes at most in any layout that we ship."""

_BLACK, _PALE = 0.55, 0.92
"""Between the darkest and the lightest grey of the logo: up to here all is black, from here on white."""


def picture_of(logo: LogoImage, *, bw: bool) -> Picture:
    """The logo as it is drawn."""
    if not bw:
        return Picture(logo.width, logo.height, logo.rgb)
    from PIL import Image  # takes tens of ms to import; it decoded the logo already

    grey = Image.frombytes("RGB", (logo.width, logo.height), logo.rgb).convert("L")
    scale = min(_DPI / 72 * _WIDEST / grey.width, _DPI / 72 * _HIGHEST / grey.height)
    size = (max(round(grey.width * scale), 1), max(round(grey.height * scale), 1))
    dots = _stretched(grey.resize(size, Image.Resampling.LANCZOS)).convert("1")  # Floyd and Steinberg
    return Picture(dots.width, dots.height, dots.tobytes(), bw=True)


def _stretched(grey: Image) -> Image:
    """Its darker half black, its ground white: few dots are left for shades, for copiers lose dots.

    A dark logo with pale parts and a pale logo both keep their shapes, for the logo's own greys count.
    """
    low, high = grey.getextrema()
    assert isinstance(low, int)
    assert isinstance(high, int)
    first = low + (high - low) * _BLACK
    last = low + (high - low) * _PALE
    if last <= first:
        return grey
    return grey.point([round(255 * min(max((value - first) / (last - first), 0), 1)) for value in range(256)])
