"""How long each layout takes to typeset, by page, against `clear`: python benchmarks/layouts.py --help."""

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
from handouts.run.typeset import prepare

CANCER = "breast"
MEETING = Event("A group", "Tuesday, 6 p.m.", "Room 2", "Maria, 555-010-0142", None)
BASE, TARGET = "clear", 1.5


class Measured(NamedTuple):
    """A layout; milliseconds are medians of typesetting a handout that is composed already."""

    layout: str
    pages: int
    ms: float

    @property
    def by_page(self) -> float:
        """Milliseconds for each page."""
        return self.ms / self.pages


def measured(layout: str, rounds: int) -> Measured:
    """A layout, in process and warmed: faces are loaded, and nothing is read or written."""
    about = read_layout(layout)
    selection = Selection(
        cancers=(CANCER,) if about.cancer == "needed" else (),
        layout=layout,
        event=None if about.event == "none" else MEETING,
    )
    press, handout, resolved = prepare(selection, None)
    pages, spent = press.edition(handout, resolved).pages, []
    for _ in range(rounds):
        gc.collect()
        start = time.perf_counter()
        press.edition(handout, resolved)
        spent.append((time.perf_counter() - start) * 1000)
    return Measured(layout, pages, statistics.median(spent))


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Typesetting of each layout by page, against clear.")
    parser.add_argument("--rounds", type=int, default=15, help="how often (default 15)")
    rounds = parser.parse_args().rounds
    every = {name: measured(name, rounds) for name in layout_names()}
    base = every[BASE].by_page
    print(f"{'layout':<14}{'pages':>6}{'ms':>9}{'ms/page':>9}{'ratio':>7}")
    for each in every.values():
        ratio = each.by_page / base
        over = "" if ratio <= TARGET else f"  over {TARGET:g}"
        print(f"{each.layout:<14}{each.pages:>6}{each.ms:>9.1f}{each.by_page:>9.2f}{ratio:>7.2f}{over}")


if __name__ == "__main__":
    main()
