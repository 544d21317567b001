"""A handout with as few cuts as its pages allow: the press measures, compose shortens."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from itertools import chain

from msgspec.structs import replace

from handouts.compose.blocks import NewPage
from handouts.compose.draft import Blocks, Draft, assembled
from handouts.compose.handout import Handout, finished, opening
from handouts.model.layout import TELLS, Cut, Layout, Paper
from handouts.pdf.structure import StructElem
from handouts.typeset.boxes import Box
from handouts.typeset.page_builder import pages_needed
from handouts.typeset.pages import DoesNotFitError, column_width, text_width
from handouts.typeset.renderers.registry import render
from handouts.typeset.style_context import StyleContext

Cuts = tuple[Cut, ...]

TOO_MUCH = (
    "what may never be left out (urgent signs, whom to call, when the facts were checked) needs more pages "
    "than this layout has; choose one without a limit, such as clear"
)


def fitted(draft: Draft, context: StyleContext, paper: Paper) -> Handout:
    """The handout as its pages hold it, with as few of the layout's cuts as each part needs.

    Raises DoesNotFitError where all cuts do not suffice, and as rendering does.
    """
    return finished(draft, chain(*cuts_needed(draft, context, paper)))


def cuts_needed(draft: Draft, context: StyleContext, paper: Paper) -> list[Cuts]:
    """The cuts that each part needs; none without a limit. Raises as `fitted`."""
    most = draft.layout.pages_at_most
    if most is None:
        return []
    measure = _Measure(context, paper, most)
    first, across, parts = opening(draft), draft.layout.across, draft.layout.parts
    made: list[Cuts] = [() for _ in draft.cuts]
    before: list[Cuts] = []
    while made != before:  # what one part loses may be told, or explained, in another
        before = list(made)
        for at in sorted(range(len(parts)), key=lambda each: TELLS in parts[each]):  # it tells of all
            cuts = draft.cuts[at]
            over = [name for name in across if name in parts[at]]
            fits = partial(measure.fits, (() if at else first, over), parts[at])
            made[at] = _needed(cuts, made[at], _trial(draft, made, at, fits))
    return made


def _trial(
    draft: Draft, made: list[Cuts], part: int, fits: Callable[[Mapping[str, Blocks]], bool]
) -> Callable[[Cuts], bool]:
    """Whether a part fits with some of its cuts, the other parts being as they are."""
    others = (made[:part], made[part + 1 :])
    return lambda cuts: fits(assembled(draft, chain(*others[0], cuts, *others[1])).sections)


def _needed(cuts: Cuts, least: Cuts, fits: Callable[[Cuts], bool]) -> Cuts:
    """The cuts that a part needs, of all that it may have; `least` are made already.

    The first so many that suffice; then those are taken back, the most important first, that the room
    left over allows. Raises DoesNotFitError.
    """
    if fits(least):
        return least
    too_few, enough = 0, len(cuts) + 1
    while enough - too_few > 1:
        middle = (too_few + enough) // 2
        if fits(_first(cuts, middle, least)):
            enough = middle
        else:
            too_few = middle
    if enough > len(cuts):
        raise DoesNotFitError(TOO_MUCH)
    return _without_needless(_first(cuts, enough, least), least, fits)


def _first(cuts: Cuts, count: int, least: Cuts) -> Cuts:
    """The first `count` cuts, and those that are made already."""
    return tuple(cut for at, cut in enumerate(cuts) if at < count or cut in least)


def _without_needless(made: Cuts, least: Cuts, fits: Callable[[Cuts], bool]) -> Cuts:
    """The cuts that are left once those are taken back that turned out not to be needed."""
    stuck = {made[-1].section}  # the last one is needed; of one section, less is taken back only after more
    for cut in reversed(made[:-1]):
        if cut in least or cut.section in stuck:
            continue
        fewer = tuple(each for each in made if each != cut)
        if fits(fewer):
            made = fewer
        else:
            stuck.add(cut.section)
    return made


class _Measure:
    """Says how many pages sections need. What a section says is set once, however often it is tried."""

    def __init__(self, context: StyleContext, paper: Paper, most: int) -> None:
        layout: Layout = context.layout
        self._layout, self._paper, self._most = layout, paper, most
        tried = replace(context, node=StructElem("Document"), trial=True)
        self._across = tried.inside(text_width(layout, paper), tried.node)
        self._column = tried.inside(column_width(layout, paper), tried.node)
        self._known: dict[int, tuple[Blocks, list[Box]]] = {}

    def fits(
        self, head: tuple[Blocks, Sequence[str]], names: Sequence[str], sections: Mapping[str, Blocks]
    ) -> bool:
        """Whether the sections of a part stand on the pages that there are, below what stands across."""
        opening, across = head
        over = self._set(opening, self._across) if opening else []
        over = [*over, *self._of(sections, across, self._across)]
        below = self._of(sections, [name for name in names if name not in across], self._column)
        try:
            needed = pages_needed(self._layout, self._paper, over, below)
        except DoesNotFitError:
            return False
        return needed <= self._most

    def _of(self, sections: Mapping[str, Blocks], names: Sequence[str], context: StyleContext) -> list[Box]:
        return [box for name in names for box in self._set(sections[name], context)]

    def _set(self, blocks: Blocks, context: StyleContext) -> list[Box]:
        """The boxes of blocks. A section says the same in the same object, so that it is known again."""
        if id(blocks) not in self._known:
            part = (block for block in blocks if not isinstance(block, NewPage))
            boxes = [box for block in part for box in render(block, context)]
            self._known[id(blocks)] = (blocks, boxes)  # held, so that nothing else is given its number
        return self._known[id(blocks)][1]
