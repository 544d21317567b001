"""Write handouts of every layout, paper and cancer, general and for a person, into a folder.

    python tools/sample_files.py FOLDER

For validators that are not part of the tests. All names are invented.
"""

from __future__ import annotations

import sys
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import NamedTuple

from handouts.model.layout import Layout
from handouts.model.selection import Event, Recipient, Selection
from handouts.reading.layout import layout_names, read_layout
from handouts.reading.names import cancer_ids
from handouts.run.files import write_file
from handouts.run.make import make

CLINIC = Path(__file__).resolve().parents[1] / "examples" / "clinic"
EVENT = Event(
    what="Living with stage 4 breast cancer",
    when="Tuesday, December 1, 6:30 to 8 p.m.",
    where="Mill Street Library, Room 2, 45 Mill Street",
    contact="Maria, 555-010-0142",
    url="https://example.org/groups/tuesday",
)
PERSON = Recipient(
    name="Nguyễn Thị Ánh",
    date="November 24, 2026",
    clinician="Dr. Maria Okafor",
    appointment="Tuesday, December 1, 10:30 a.m., Room 4",
    note="Bring your list of pills and a friend. Call me when the pain is worse than 4 of 10, day or night.",
)


FILLED_IN = ("everything", "large", "compact", "diary", "questions")


class Sample(NamedTuple):
    """One file to write."""

    name: str
    selection: Selection
    recipient: Recipient | None
    clinic: Path | None


def samples() -> list[Sample]:
    """Editions and copies of every layout, paper and cancer."""
    found = []
    for layout in map(read_layout, layout_names()):
        every = cancer_ids() if layout.whole else cancer_ids()[::8]  # of a short sheet, a few will do
        for paper in layout.papers:
            for cancer in every if layout.cancer != "none" else ("",):
                selection = sample_of(layout, cancer)._replace(paper=paper, numbers=layout.whole)
                name = f"{layout.id}-{paper}-{cancer or 'general'}"
                found.append(Sample(f"{name}.pdf", selection, None, None))
                found.append(Sample(f"{name}-copy.pdf", selection, fitting(PERSON, layout), CLINIC))
            if layout.id in FILLED_IN:
                fillable = selection._replace(fillable=True)
                found.append(Sample(f"{name}-fillable.pdf", fillable, None, None))
                found.append(Sample(f"{name}-fillable-copy.pdf", fillable, fitting(PERSON, layout), CLINIC))
    return found


def sample_of(layout: Layout, cancer: str) -> Selection:
    """A selection with what the layout can hold: a cancer, a meeting."""
    cancers = (cancer,) if layout.cancer != "none" else ()
    event = EVENT if layout.event != "none" else None
    return Selection(cancers=cancers, layout=layout.id, event=event)


def fitting(person: Recipient, layout: Layout) -> Recipient | None:
    """The person with those fields that the layout has places for."""
    values = {name: value for name, value in person.values().items() if name in layout.slots}
    return Recipient(**values) if values else None


def write(sample: Sample, folder: Path) -> None:
    """Make one file."""
    made = make(sample.selection, sample.recipient, sample.clinic, None, allow_overdue=True)
    write_file(folder / sample.name, made.data)


def main() -> None:
    """Write them all, on every core."""
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    every = samples()
    with ProcessPoolExecutor() as pool:
        list(pool.map(write, every, [folder] * len(every), chunksize=4))
    print(f"{len(every)} files in {folder}")


if __name__ == "__main__":
    main()
