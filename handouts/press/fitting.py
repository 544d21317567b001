"""A handout with as few cuts as its pages allow: the press measures, compose shortens."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import chain
from typing import Any

from msgspec.structs import replace

from handouts.compose.blocks import Block, NewPage
from handouts.compose.handout import Draft, Handout, finished
from handouts.model.layout import Cut, Layout, Paper
from handouts.press.boxes import Box
from handouts.press.pages import DoesNotFitError, column_width, pages_needed, text_width
from handouts.press.pdf.structure import Node
from handouts.press.renderers.registry import render
from handouts.press.setting import Setting

Cuts = tuple[Cut, ...]

TOO_MUCH = (
    "what may never be left out (urgent signs, whom to call, when the facts were checked) needs more pages "
    "than this layout has; choose one without a limit, such as clear"
)


def fitted(draft: Draft, setting: Setting, paper: Paper) -> Handout:
    """The handout as its pages hold it, with as few of the layout's cuts as each part needs.

    Raises DoesNotFitError where all cuts do not suffice, and as rendering does.
    """
    most = draft.layout.pages_at_most
    if most is None:
        return finished(draft)
    measure = _Measure(setting, paper, most)
    made: list[Cuts] = [() for _ in draft.cuts]
    before: list[Cuts] = []
    while made != before:  # what one part loses may be told, or explained, in another
        before = list(made)
        for part, cuts in enumerate(draft.cuts):
            made[part] = _needed(cuts, made[part], _trial(draft, made, part, measure))
    return finished(draft, chain(*made))


def _trial(draft: Draft, made: list[Cuts], part: int, measure: _Measure) -> Callable[[Cuts], bool]:
    """Whether a part fits with some of its cuts, the other parts being as they are."""
    others = (made[:part], made[part + 1 :])

    def fits(cuts: Cuts) -> bool:
        handout = finished(draft, chain(*others[0], cuts, *others[1]))
        opening = () if part else handout.opening
        return measure.fits(opening, _parts(handout.body)[part])

    return fits


def _parts(body: Sequence[Block]) -> list[list[Block]]:
    """The blocks of each part."""
    parts: list[list[Block]] = [[]]
    for block in body:
        if isinstance(block, NewPage):
            parts.append([])
        else:
            parts[-1].append(block)
    return parts


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
    """Says how many pages blocks need. A block is set once, however often it is tried."""

    def __init__(self, setting: Setting, paper: Paper, most: int) -> None:
        layout: Layout = setting.layout
        self._layout, self._paper, self._most = layout, paper, most
        trial = replace(setting, broken={}, node=Node("Document"))  # its elements go nowhere
        self._across = trial.inside(text_width(layout, paper), trial.node)
        self._column = trial.inside(column_width(layout, paper), trial.node)
        self._known: dict[tuple[Any, float], list[Box]] = {}

    def fits(self, opening: Sequence[Block], body: Sequence[Block]) -> bool:
        """Whether the blocks stand on the pages that there are."""
        try:
            needed = pages_needed(
                self._layout, self._paper, self._set(opening, self._across), self._set(body, self._column)
            )
        except DoesNotFitError:
            return False
        return needed <= self._most

    def _set(self, blocks: Sequence[Block], setting: Setting) -> list[Box]:
        return [box for block in blocks for box in self._boxes(block, setting)]

    def _boxes(self, block: Block, setting: Setting) -> list[Box]:
        key = (block, setting.width)
        if key not in self._known:
            self._known[key] = render(block, setting)
        return self._known[key]
