"""Render the first page of each layout, or the front of its first sheet, for the README, from sample data.

    python tools/build_gallery.py

The person is invented; the clinic is examples/clinic.
"""

from __future__ import annotations

from pathlib import Path

import pypdfium2
from PIL import Image
from sample_files import CLINIC, PERSON, fitting, sample_of

from handouts.model.selection import Recipient
from handouts.reading.layout import layout_names, read_layout
from handouts.run.make import make

GALLERY = Path(__file__).resolve().parents[1] / "docs" / "gallery"
DPI = 90
COLOURS = 64
"""Enough for type and tints; keeps a picture under 60 kB."""

SAMPLE = Recipient(name=PERSON.name, date=PERSON.date, clinician=PERSON.clinician)


def picture_of(name: str) -> Image.Image:
    """The first page of a layout, or the first side of its sheets."""
    layout = read_layout(name)
    made = make(sample_of(layout, "breast"), fitting(SAMPLE, layout), CLINIC, None)
    page = pypdfium2.PdfDocument(made.sheets.data if made.sheets else made.data)[0]
    return page.render(scale=DPI / 72).to_pil().quantize(COLOURS)


def main() -> None:
    """Write one picture for each layout."""
    GALLERY.mkdir(parents=True, exist_ok=True)
    for name in layout_names():
        target = GALLERY / f"{name}-1.png"
        picture_of(name).save(target, optimize=True)
        print(f"{target.name}: {target.stat().st_size} bytes")


if __name__ == "__main__":
    main()
