"""Render the first page of each layout, or the front of its first sheet, for the README, from sample data.

    python tools/build_gallery.py

The person is invented; the clinic is examples/clinic.
"""

from __future__ import annotations

from pathlib import Path

import pypdfium2
from sample_files import CLINIC, PERSON, fitting, sample_of

from handouts.model.selection import Recipient
from handouts.reading.layout import layout_names, read_layout
from handouts.run.make import make

GALLERY = Path(__file__).resolve().parents[1] / "docs" / "gallery"
DPI = 90
COLOURS = 64
"""Enough for type and tints; keeps a picture under 60 kB."""

SAMPLE = Recipient(name=PERSON.name, date=PERSON.date, clinician=PERSON.clinician)


def main() -> None:
    """Write one picture for each layout."""
    GALLERY.mkdir(parents=True, exist_ok=True)
    for layout in map(read_layout, layout_names()):
        person = fitting(SAMPLE, layout)
        made = make(sample_of(layout, "breast"), person, CLINIC, None)
        page = pypdfium2.PdfDocument(made.sheets.data if made.sheets else made.data)[0]
        picture = page.render(scale=DPI / 72).to_pil().quantize(COLOURS)
        target = GALLERY / f"{layout.id}-1.png"
        picture.save(target, optimize=True)
        print(f"{target.name}: {target.stat().st_size} bytes")


if __name__ == "__main__":
    main()
