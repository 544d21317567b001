"""How well one colour can be read on another (WCAG 2.2, "relative luminance" and "contrast ratio")."""

from __future__ import annotations

from typing import Final

ENOUGH: Final = 4.5
"""The least ratio for text of any size (WCAG 2.2, success criterion 1.4.3)."""


def contrast(a: str, b: str) -> float:
    """The contrast ratio of two colours #rrggbb, from 1 (equal) to 21 (black on white)."""
    darker, lighter = sorted((_luminance(a), _luminance(b)))
    return (lighter + 0.05) / (darker + 0.05)


def grey_twin(colour: str) -> str:
    """The grey that a printer without colours makes of #rrggbb (ISO 32000-1, 10.3.2).

    It weighs the values as they are written, not the light, so that it is not the colour's own luminance.
    """
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return "#" + f"{round(0.3 * red + 0.59 * green + 0.11 * blue):02x}" * 3


def contrast_in_grey(a: str, b: str) -> float:
    """The contrast ratio of two colours as a printer without colours prints them."""
    return contrast(grey_twin(a), grey_twin(b))


def least_contrast(a: str, b: str) -> float:
    """The contrast ratio of two colours, in colour or in grey, whichever is less."""
    return min(contrast(a, b), contrast_in_grey(a, b))


def _luminance(colour: str) -> float:
    """Relative luminance of #rrggbb, from 0 (black) to 1 (white)."""
    red, green, blue = (_linear(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    """A channel of sRGB, from 0 to 1, as an amount of light."""
    # 0.04045 is sRGB's own bound; WCAG's 0.03928 is an old misprint that changes no 8-bit colour.
    return channel / 12.92 if channel <= 0.04045 else float(((channel + 0.055) / 1.055) ** 2.4)
