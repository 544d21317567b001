"""Refuses sheets that could not be folded or cut: pages that do not fill them, panels that do not add up."""

from collections.abc import Iterator
from typing import Final

from handouts.errors import Diagnostic
from handouts.model.layout import MARK, SAFE, Layout, Paper, Sheet
from handouts.model.selection import PaperName
from handouts.reading.parsed import Parsed, Steps

CLOSE: Final = 0.57  # points (0.2 mm) by which measures that must agree may differ
LEAST_LETTERS: Final = 30  # of body type in a line of a small page
_LETTER_WIDTH: Final = 0.45  # of an average letter, as a part of the type size
_PAGES: Final = {"cards": 2, "folded-cards": 4, "panels": 6}
_PANELS: Final = 3


def check_sheet(parsed: Parsed, layout: Layout) -> Iterator[Diagnostic]:
    """Every measure of a layout's sheet that cannot work."""
    sheet = layout.sheet
    if sheet is None:
        return
    yield from _starts(parsed, layout, sheet)
    for name, page in layout.papers.items():
        if name not in sheet.papers:
            yield parsed.fault(f"name the sheet that the {name} pages are put on", ("sheet", "papers"))
            continue
        yield from _letters(parsed, layout, name, page)
        at: Steps = ("sheet", "papers", name)
        match sheet.scheme:
            case "booklet":
                yield from _booklet(parsed, sheet.papers[name], page, parsed.own(at, ("papers", name)))
                yield from _edges(parsed, layout)
            case "panels":
                yield from _panels(parsed, sheet, name, page)
                yield from _edges(parsed, layout)
            case "cards" | "folded-cards":
                yield from _cards(parsed, sheet, name, page)


def _starts(parsed: Parsed, layout: Layout, sheet: Sheet) -> Iterator[Diagnostic]:
    """Each page of a card or a leaflet begins with a section, in the order of the sections."""
    at: Steps = ("sheet", "starts")
    pages = _PAGES.get(sheet.scheme, 0)
    if pages and len(sheet.starts) != pages - 1:
        need = f"{pages} pages: name {pages - 1} sections that begin a page"
        yield parsed.fault(f"a sheet of {sheet.scheme} has {need}, not {len(sheet.starts)}", at)
    for key, sections in (("notes", sheet.notes), ("back", sheet.back)):
        if pages and sections:
            yield parsed.fault(f"only a booklet has pages of '{key}': take this out", ("sheet", key))
    for place, name in enumerate(sheet.starts):
        if name not in layout.sections:
            yield parsed.fault(f"'{name}' is not among this layout's sections", (*at, place))
    places = [layout.sections.index(name) for name in sheet.starts if name in layout.sections]
    if places != sorted(set(places)):
        yield parsed.fault("write these in the order of the sections, each once", at)


def _letters(parsed: Parsed, layout: Layout, name: str, page: Paper) -> Iterator[Diagnostic]:
    """Large print needs wide pages."""
    size = layout.type.body.size
    width = page.width - layout.margins.left - layout.margins.right
    letters = int(width / (size * _LETTER_WIDTH))
    if 0 < letters < LEAST_LETTERS:
        message = f"a line of {width:g} pt on {name} holds about {letters} letters of {size:g} pt"
        advice = (
            f"at least {LEAST_LETTERS} are needed. Large print needs a whole page: base the layout on large"
        )
        own = (("floor",), ("type", "body", "size"), ("papers", name), ("margins",))
        yield parsed.fault(f"{message}; {advice}", parsed.own(*own))


def _booklet(parsed: Parsed, size: Paper, page: Paper, at: Steps) -> Iterator[Diagnostic]:
    if abs(2 * page.width - size.width) > CLOSE or abs(page.height - size.height) > CLOSE:
        pages = f"{2 * page.width:g} x {page.height:g} pt"
        message = f"two pages side by side are {pages}, but the sheet is {size.width:g} x {size.height:g} pt"
        yield parsed.fault(f"{message}: make them the same", at)


def _panels(parsed: Parsed, sheet: Sheet, name: PaperName, page: Paper) -> Iterator[Diagnostic]:
    size, widths = sheet.papers[name], sheet.widths.get(name, ())
    at: Steps = ("sheet", "widths", name)
    if len(widths) != _PANELS:
        yield parsed.fault(f"name the widths of {_PANELS} panels on {name}, not {len(widths)}", at)
        return
    if abs(sum(widths) - size.width) > CLOSE:
        message = f"the panels are {sum(widths):g} pt wide together, but the sheet is {size.width:g} pt"
        yield parsed.fault(f"{message}: they must add up", at)
    if min(widths) < page.width - CLOSE:
        message = f"a page of {page.width:g} pt does not fit on a panel of {min(widths):g} pt"
        yield parsed.fault(message, parsed.own(at, ("papers", name)))
    if widths[0] > min(widths[1:]) - 1:
        yield parsed.fault(
            "the first panel is folded in: make it narrower than the others, or it buckles", at
        )
    if abs(page.height - size.height) > CLOSE:
        message = f"the pages are {page.height:g} pt high, but the sheet is {size.height:g} pt"
        own = parsed.own(("sheet", "papers", name), ("papers", name))
        yield parsed.fault(f"{message}: make them the same", own)


def _cards(parsed: Parsed, sheet: Sheet, name: PaperName, page: Paper) -> Iterator[Diagnostic]:
    size = sheet.papers[name]
    wide = page.width * (2 if sheet.scheme == "folded-cards" else 1)
    width = sheet.columns * wide + (sheet.columns - 1) * sheet.gap
    height = sheet.rows * page.height + (sheet.rows - 1) * sheet.gap
    around = 2 * (SAFE + sum(MARK))  # the marks too must be printed
    if width > size.width - around or height > size.height - around:
        message = f"{sheet.columns} x {sheet.rows} cards take {width:g} x {height:g} pt"
        inside = f"{size.width - around:g} x {size.height - around:g} pt"
        room = f"the sheet has {inside} inside its edges and marks"
        keys = (("sheet", key) for key in ("columns", "rows", "gap"))
        at = parsed.own(*keys, ("sheet", "papers", name), ("papers", name))
        yield parsed.fault(f"{message}, but {room}: use fewer, or a smaller gap", at)


def _edges(parsed: Parsed, layout: Layout) -> Iterator[Diagnostic]:
    """Where the edge of a page is the edge of the sheet, printers leave some of it out."""
    margins = layout.margins
    if min(margins.top, margins.right, margins.bottom, margins.left) < SAFE:
        message = f"leave margins of at least {SAFE:g} pt: printers do not reach the edge of a sheet"
        yield parsed.fault(message, ("margins",))
