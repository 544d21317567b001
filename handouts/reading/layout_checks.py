"""Refuses layouts whose measures cannot work and whose colours cannot be read."""

from collections.abc import Iterator, Sequence
from typing import Final

import msgspec

from handouts.errors import Diagnostic
from handouts.model.layout import (
    NUMBERS,
    OVERLEAF,
    TELLS,
    Colours,
    Layout,
    Paper,
    TypeScale,
    TypeStyle,
    section_of,
)
from handouts.reading.contrast import ENOUGH, contrast, contrast_in_grey
from handouts.reading.parsed import Parsed, Steps
from handouts.reading.sheet_checks import check_sheet

LEAST_TEXT: Final = 150.0  # points of width and height that margins leave: less holds no sentence
LEAST_ON_CARD: Final = 90.0  # the same for the height of a card, which holds a few lines
LEAST_COLUMN: Final = 100.0  # points of a column, and of its text inside a callout or list
LEAST_WRITE_IN: Final = 12.0  # points between lines to write on by hand

NEVER_CUT: Final = ("contacts", "overleaf", "signs", "sources", "turn-over")
"""Sections that are printed whole or not at all."""

_ON_WHITE: Final = ("ink", "quiet", "accent", "urgent", "call_now", "same_day")
_ON_TINTS: Final = (
    ("ink", "tint"),
    ("ink", "urgent_tint"),
    ("ink", "call_now_tint"),
    ("ink", "same_day_tint"),
    ("urgent", "urgent_tint"),
    ("call_now", "call_now_tint"),
    ("same_day", "same_day_tint"),
)


def check_layout(parsed: Parsed, layout: Layout) -> Iterator[Diagnostic]:
    """Every measure, colour and list of a layout that cannot work."""
    yield from _papers(parsed, layout)
    yield from _type(parsed, layout)
    yield from _colours(parsed, layout.colours)
    yield from check_sheet(parsed, layout)
    yield from _twice(parsed, "sections", layout.sections, but=OVERLEAF)
    yield from _twice(parsed, "slots", layout.slots)
    yield from _across(parsed, layout)
    yield from _pages(parsed, layout)
    yield from _cuts(parsed, layout)
    if layout.write_in < LEAST_WRITE_IN:
        yield parsed.fault(f"nobody can write on lines closer than {LEAST_WRITE_IN:g} pt", ("write_in",))


def _across(parsed: Parsed, layout: Layout) -> Iterator[Diagnostic]:
    """What stands over all columns of a page is read first, so it comes first in each part."""
    parts = layout.parts if layout.pages_at_most else (layout.sections,)
    counts = [sum(name in layout.across for name in part) for part in parts]
    first = tuple(name for part, count in zip(parts, counts, strict=True) for name in part[:count])
    if layout.across != first:
        message = "what stands across is read first: begin 'sections' with the same names"
        yield parsed.fault(message, ("across",))


def _pages(parsed: Parsed, layout: Layout) -> Iterator[Diagnostic]:
    """Whether a layout with a limit of pages can keep it and says what it leaves out."""
    if layout.pages_at_most is None:
        if layout.cuts:
            yield parsed.fault("nothing is cut without a limit: say pages_at_most too", ("cuts",))
        return
    at = parsed.own(("pages_at_most",), ("sections",))
    if NUMBERS in layout.sections and layout.parts[-1] != (NUMBERS,):
        message = "numbers stand on a page of their own, so they have no place under a limit of pages"
        advice = "take them out of 'sections', or name them last"
        yield parsed.fault(f"{message}; {advice}", at)
    if layout.cuts and not set(TELLS) & set(layout.sections):
        yield parsed.fault(f"name '{TELLS[0]}' in 'sections' too: it says what was left out", at)


def _cuts(parsed: Parsed, layout: Layout) -> Iterator[Diagnostic]:
    """Each cut must name a section that is there and may be cut, and make it shorter."""
    before: dict[str, int] = {}
    there = {section_of(name) for name in layout.sections}
    for at, cut in enumerate(layout.cuts):
        steps: Steps = ("cuts", at)
        if cut.section in NEVER_CUT:
            message = f"'{cut.section}' is never cut: what it says stands on every sheet"
            yield parsed.fault(message, (*steps, "section"))
        elif cut.section not in there:
            yield parsed.fault(f"there is no '{cut.section}' in this layout's sections", (*steps, "section"))
        if cut.items in (None, ()) and cut.lines is None and not cut.short:
            yield parsed.fault("say how this section is cut: items, lines or short", steps)
        for items in (step.items for step in cut.steps if isinstance(step.items, int)):
            if items >= before.get(cut.section, items + 1):
                message = f"a cut above leaves {before[cut.section]} items already; leave fewer here"
                yield parsed.fault(message, (*steps, "items"))
            before[cut.section] = items


def _papers(parsed: Parsed, layout: Layout) -> Iterator[Diagnostic]:
    if not layout.papers:
        yield parsed.fault("name at least one paper, with its width and height in points", ("papers",))
    for name, paper in layout.papers.items():
        yield from _paper(parsed, layout, name, paper)


def _paper(parsed: Parsed, layout: Layout, name: str, paper: Paper) -> Iterator[Diagnostic]:
    """Margins and columns on one paper, in points."""
    margins = layout.margins
    width = paper.width - margins.left - margins.right
    height = paper.height - margins.top - margins.bottom
    is_card = layout.sheet is not None and layout.sheet.scheme in ("cards", "folded-cards")
    least_height = LEAST_ON_CARD if is_card else LEAST_TEXT
    if width < LEAST_TEXT or height < least_height:
        left = f"{max(width, 0):g} x {max(height, 0):g} pt"
        least = f"{LEAST_TEXT:g} x {least_height:g} pt"
        at = parsed.own(("margins",), ("papers", name))
        yield parsed.fault(f"the margins leave {left} on {name}; leave at least {least}", at)
        return
    column = (width - layout.gutter * (layout.columns - 1)) / layout.columns
    if column < LEAST_COLUMN:
        at = parsed.own(("columns",), ("gutter",), ("margins",), ("papers", name))
        words = f"{layout.columns} columns with a gutter of {layout.gutter:g} pt"
        message = (
            f"{words} are {max(column, 0):.0f} pt wide on {name}; at least {LEAST_COLUMN:g} pt are needed"
        )
        yield parsed.fault(f"{message}: use fewer columns or a smaller gutter", at)
        return
    inside = column - layout.indent - 2 * layout.padding
    if inside < LEAST_COLUMN:
        ways = (("indent",), ("padding",), ("columns",), ("gutter",), ("margins",), ("papers", name))
        message = f"indent and padding leave {max(inside, 0):.0f} pt for text on {name}"
        yield parsed.fault(f"{message}; leave at least {LEAST_COLUMN:g} pt", parsed.own(*ways))


def _type(parsed: Parsed, layout: Layout) -> Iterator[Diagnostic]:
    for field in msgspec.structs.fields(TypeScale):
        style: TypeStyle = getattr(layout.type, field.name)
        steps: Steps = ("type", field.name)
        if style.size < layout.floor:
            message = f"{style.size:g} pt is smaller than this layout's floor of {layout.floor:g} pt"
            yield parsed.fault(message, parsed.own((*steps, "size"), ("floor",)))
        if style.leading < style.size:
            message = f"lines of {style.size:g} pt type need a leading of at least {style.size:g} pt"
            at = parsed.own((*steps, "leading"), (*steps, "size"))
            yield parsed.fault(f"{message}, not {style.leading:g}", at)


def _colours(parsed: Parsed, colours: Colours) -> Iterator[Diagnostic]:
    """Whether text colours can be read on white (no ground) and on tints, in colour and in grey."""
    for name, ground in (*((name, "") for name in _ON_WHITE), *_ON_TINTS):
        colour: str = getattr(colours, name)
        behind: str = getattr(colours, ground) if ground else "#ffffff"
        ratio, how = contrast(colour, behind), ""
        if ratio >= ENOUGH:
            ratio, how = contrast_in_grey(colour, behind), " in grey"
        if ratio >= ENOUGH:
            continue
        where = (f"{ground} ({behind})" if ground else "white") + how
        message = f"{name} ({colour}) on {where} has a contrast of {ratio:.2f}:1; {ENOUGH}:1 are needed"
        advice = "make it darker or the tint lighter" if ground else "make it darker"
        at = parsed.own(("colours", name), ("colours", ground or name))
        yield parsed.fault(f"{message}: {advice}", at)


def _twice(parsed: Parsed, key: str, names: Sequence[str], but: str = "") -> Iterator[Diagnostic]:
    for at, name in enumerate(names):
        if name in names[:at] and name != but:
            yield parsed.fault(f"'{name}' stands here twice; delete one", (key, at))
