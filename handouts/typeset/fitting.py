"""A handout with as few of its layout's cuts as its pages allow."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cache
from itertools import chain
from operator import attrgetter

from msgspec.structs import replace

from handouts.compose.blocks import Block, NewPage
from handouts.compose.handout import Handout
from handouts.model.layout import NUMBERS, TELLS, Cut, Paper
from handouts.pdf.structure import StructElem
from handouts.typeset.boxes import Box
from handouts.typeset.fewest import fewest
from handouts.typeset.page_builder import pages_needed
from handouts.typeset.pages import DoesNotFitError, column_width, text_width
from handouts.typeset.renderers.registry import render
from handouts.typeset.style_context import StyleContext

Blocks = Sequence[Block]
Cuts = tuple[Cut, ...]
Compose = Callable[[Iterable[Cut]], Handout]
"""Composes a handout with some of its layout's cuts."""

TOO_MUCH = (
    "what may never be left out (urgent signs, whom to call, when the facts were checked) needs more pages "
    "than this layout has; choose one without a limit, such as everything"
)


def fitted(compose: Compose, context: StyleContext, paper: Paper) -> Handout:
    """The handout as its pages hold it, with as few of the layout's cuts as each part needs.

    Raises DoesNotFitError where all cuts do not suffice, and as rendering does.
    """
    return compose(chain(*cuts_needed(compose, context, paper)))


def cuts_needed(compose: Compose, context: StyleContext, paper: Paper) -> list[Cuts]:
    """The cuts that each part needs; none without a limit of pages. Raises as `fitted`."""
    layout = context.layout
    if layout.pages_at_most is None:
        return []
    parts = [part for part in compose(()).parts if part != (NUMBERS,)]
    made: list[Cuts] = [() for _ in parts]
    measure = Measure(context, paper)
    order = sorted(
        range(len(made)), key=lambda part: bool({*TELLS} & {*parts[part]})
    )  # it tells of all others
    before: list[Cuts] = []
    while made != before:  # what one part loses may be told, or explained, in another
        before = list(made)
        for part in order:

            def fits(cuts: Cuts, part: int = part) -> bool:
                return measure.fits(compose(chain(*made[:part], cuts, *made[part + 1 :])), part)

            found = fewest(layout.cuts_of(parts[part]), fits, attrgetter("section"), made[part])
            if found is None:
                raise DoesNotFitError(TOO_MUCH)
            made[part] = found
    return made


class Measure:
    """Says whether parts of a handout fit. Each block is set once, however often it is tried."""

    def __init__(self, context: StyleContext, paper: Paper) -> None:
        self._layout, self._paper = context.layout, paper
        tried = replace(context, node=StructElem("Document"), trial=True)
        self._widths = text_width(context.layout, paper), column_width(context.layout, paper)
        self._boxes = cache(lambda block, width: tuple(render(block, tried.inside(width, tried.node))))

    def fits(self, handout: Handout, part: int) -> bool:
        """Whether a part stands on the pages that the layout has for each."""
        across, below = parts_of(handout)[part]
        whole, column = self._widths
        try:
            needed = pages_needed(
                self._layout, self._paper, self._set(across, whole), self._set(below, column)
            )
        except DoesNotFitError:
            return False
        return needed <= (self._layout.pages_at_most or needed)

    def _set(self, blocks: Blocks, width: float) -> list[Box]:
        return [box for block in blocks for box in self._boxes(block, width)]


def parts_of(handout: Handout) -> list[tuple[Blocks, Blocks]]:
    """What stands over all columns of each part of a handout, and what stands below it."""
    parts: list[tuple[Blocks, list[Block]]] = [(handout.opening, [])]
    for block in handout.body:
        if isinstance(block, NewPage) and block.begins_part:
            parts.append((block.across, []))
        else:
            parts[-1][1].append(block)
    return list(parts)
