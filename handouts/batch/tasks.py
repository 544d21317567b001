"""What one task typesets, here, in a process or on a cluster. A task is data, and so is its result."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from handouts.errors import HandoutsError
from handouts.model.selection import Selection
from handouts.run.kept_editions import created
from handouts.typeset.edition import Edition

MOST_IN_TASK = 8
"""Editions that one task sets: faces are loaded once for them."""

Typeset = Edition | str
"""An edition, or why there is none."""


def typeset_all(
    selections: Sequence[Selection], clinic_folder: Path | None, shipped: bytes, epoch: str | None
) -> list[tuple[Selection, Typeset]]:
    """Typeset some selections, here or in another process. Raises ContentError for other content."""
    from handouts.run.typesetting import EditionMaker  # slow to import; not needed for kept editions

    typesetter = EditionMaker(selections, clinic_folder, shipped, created(epoch))
    made: list[tuple[Selection, Typeset]] = []
    for selection in selections:
        try:
            made.append((selection, typesetter.edition(selection)))
        except HandoutsError as error:
            made.append((selection, str(error)))
    return made


def tasks_of(selections: Iterable[Selection]) -> list[list[Selection]]:
    """Selections in parts of one layout each, so that few faces are loaded."""
    by_layout: dict[str, list[Selection]] = {}
    for selection in selections:
        by_layout.setdefault(selection.layout, []).append(selection)
    return [
        group[at : at + MOST_IN_TASK]
        for group in by_layout.values()
        for at in range(0, len(group), MOST_IN_TASK)
    ]
