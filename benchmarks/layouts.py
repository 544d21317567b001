"""How long each layout takes to typeset, against `clear`: python benchmarks/layouts.py --help."""

from __future__ import annotations

import argparse
import gc
import statistics
import sys
import time
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from handouts.model.selection import Event, Selection
from handouts.reading.layout import layout_names, read_layout
from handouts.run.typesetting import composer_for
from handouts.typeset.faces import BOLD, REGULAR
from handouts.typeset.typesetter import Typesetting

CANCER = "breast"
MEETING = Event("A group", "Tuesday, 6 p.m.", "Room 2", "Maria, 555-010-0142", None)
BASE, TARGET = "everything", 1.5


class Measured(NamedTuple):
    """A layout; milliseconds are the median of processor times."""

    layout: str
    pages: int
    words: int
    ms: float

    @property
    def by_page(self) -> float:
        """Milliseconds for each page."""
        return self.ms / self.pages

    @property
    def by_words(self) -> float:
        """Milliseconds for a thousand words."""
        return self.ms / self.words * 1000


def selection_of(layout: str) -> Selection:
    """The selection with which a layout is measured."""
    about = read_layout(layout)
    return Selection(
        cancers=(CANCER,) if about.cancer == "needed" else (),
        layout=layout,
        event=None if about.event == "none" else MEETING,
    )


def timed(selection: Selection) -> float:
    """Milliseconds of one run: fitting to the pages, filling, drawing and writing.

    Each run has a new typesetter, as in a command, but with faces loaded.
    """
    typesetter, composer, resolved = composer_for(selection, None)
    faces = typesetter.measures(resolved)[0].faces
    assert all(faces[name].widths for name in (REGULAR, BOLD))
    gc.collect()
    start = time.process_time()
    typesetter.edition(typesetter.fitted(composer.handout, resolved), resolved)
    return (time.process_time() - start) * 1000


def words_of(typesetting: Typesetting) -> int:
    """Words on all pages, heads and feet not counted."""
    boxes = (box for page in typesetting.pages for frame in page.frames for box in frame.boxes)
    return sum(len(fragment.text.split()) for box in boxes for fragment in box.fragments())


def measured(rounds: int) -> list[Measured]:
    """Every layout in turn, for so many rounds."""
    selections = {name: selection_of(name) for name in layout_names()}
    spent: dict[str, list[float]] = {name: [] for name in selections}
    for _ in range(rounds + 1):
        for name, selection in selections.items():
            spent[name].append(timed(selection))
    found = []
    for name, selection in selections.items():
        typesetter, composer, resolved = composer_for(selection, None)
        typesetting = typesetter.typesetting(typesetter.fitted(composer.handout, resolved), resolved)
        warm = statistics.median(spent[name][1:])
        found.append(Measured(name, len(typesetting.pages), words_of(typesetting), warm))
    return found


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Typesetting of each layout, by page and by words.")
    parser.add_argument("--rounds", type=int, default=15, help="how often (default 15)")
    every = measured(parser.parse_args().rounds)
    base = next(each for each in every if each.layout == BASE)
    print(f"{'layout':<14}{'pages':>6}{'words':>7}{'ms':>8}{'by page':>9}{'by words':>9}")
    for each in every:
        by_page, by_words = each.by_page / base.by_page, each.by_words / base.by_words
        over = f"  over {TARGET:g} by both" if min(by_page, by_words) > TARGET else ""
        print(
            f"{each.layout:<14}{each.pages:>6}{each.words:>7}{each.ms:>8.1f}{by_page:>9.2f}{by_words:>9.2f}{over}"
        )


if __name__ == "__main__":
    main()
