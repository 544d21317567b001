"""Print ready: every handout can be typeset, nothing is too small or outside its frame, no paper is wasted.

Handouts are typeset in every layout and paper, and not drawn. Shapes (figures, bars, lines to write on) need
a contrast of 3:1 only, and have colours that are checked here as text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from handouts.checks.gate import Finding, Subject, advice, error
from handouts.checks.grey import alike_in_grey
from handouts.checks.sample_sheets import Judged, SampleSheet, Trouble, sheets
from handouts.checks.sentences import shortened
from handouts.model.clinic import Clinic
from handouts.model.content import Cancer
from handouts.model.layout import Layout
from handouts.pdf.fonts import MissingGlyphError
from handouts.reading.contrast import ENOUGH, least_contrast
from handouts.reading.parsed import Steps
from handouts.reading.texts import texts
from handouts.typeset.boxes import Area
from handouts.typeset.pages import FilledFrame, FilledPage
from handouts.typeset.typesetter import Typesetting

_TOLERANCE: Final = 0.5  # pt
_THIN: Final = 1 / 3  # of a page: less is a gap that looks like a mistake
_NEARLY_EMPTY: Final = 0.12  # of a page: so little can be won back by a few words less


def gate(subject: Subject) -> Iterator[Finding]:
    """What cannot be set, what is set badly, and colours that cannot be told apart."""
    yield from judged(sheets(subject))
    clinic = next((page for page in subject.pages if isinstance(page.record, Clinic)), None)
    files = {page.record.id: page for page in subject.pages if isinstance(page.record, Layout)}
    for layout in subject.layouts:
        own = files.get(layout.id)
        yield from _contrasts(layout, own, clinic)
        if own is not None:
            yield from _greys(layout, own)


def judged(every: Iterable[SampleSheet]) -> Iterator[Finding]:
    """What is wrong with typeset handouts; advice about wasted paper once for each record."""
    wasted: dict[str, tuple[Judged, list[str], list[str]]] = {}
    for sheet in every:
        page, result = sheet.job.page, sheet.result
        if not isinstance(result, Typesetting):
            yield _trouble(sheet, result)
            continue
        yield from _geometry(sheet, result)
        if isinstance(page.record, Cancer):
            _, thin, empty = wasted.setdefault(page.parsed.file, (page, [], []))
            thin += _thin(sheet, result)
            empty += _nearly_empty(sheet, result)
    for page, thin, empty in wasted.values():
        if thin:
            message = f"less than a third full: {'; '.join(thin)}"
            yield advice(page.parsed, (), message, "Shorten what follows, so that it fits.")
        if empty:
            message = f"nearly empty, at the end: {'; '.join(empty)}"
            yield advice(page.parsed, (), message, "Say it in a few words less, and a sheet is saved.")


def _trouble(sheet: SampleSheet, trouble: Trouble) -> Finding:
    job = sheet.job
    steps: Steps = ()
    if isinstance(trouble, MissingGlyphError):
        found = (each for each in texts(job.page.record) if each.kind != "sources")
        steps = next((each.steps for each in found if set(trouble.characters) & set(each.value)), ())
    message = f"{_name(sheet)} cannot be set ({job.place}): {trouble}"
    fix = "Write it with other letters or in shorter words."
    return error(job.page.parsed, steps, message, fix)


def _name(sheet: SampleSheet) -> str:
    cancers = sheet.job.selection.cancers
    return f"the handout about {' and '.join(cancers)}" if cancers else "the sheet"


def _geometry(sheet: SampleSheet, typesetting: Typesetting) -> Iterator[Finding]:
    """Whatever is smaller than the layout's floor, or stands outside its frame; the first of each."""
    job = sheet.job
    frames = [(at, frame) for at, page in enumerate(typesetting.pages, 1) for frame in page.frames]
    outside = (at for at, frame in frames if any(not _inside(place, frame) for place in frame.places()))
    for at in list(outside)[:1]:
        message = f"on page {at} of {_name(sheet)} something stands outside its frame ({job.place})"
        fix = "Shorten the longest word or table cell there, or leave the layout wider columns."
        yield error(job.page.parsed, (), message, fix)
    sizes = (piece.look.size for _, frame in frames for box in frame.boxes for piece in box.fragments())
    smallest = min(sizes, default=job.layout.floor)
    if smallest < job.layout.floor:
        message = f"{smallest:g} pt is under the floor of {job.layout.floor:g} pt ({job.place})"
        yield error(job.page.parsed, (), message, "Make that type larger.")


def _inside(place: Area, frame: FilledFrame) -> bool:
    left, top, width, height = frame.frame
    return (
        place.left >= left - _TOLERANCE
        and place.left + place.width <= left + width + _TOLERANCE
        and place.top <= top + _TOLERANCE
        and place.top - place.height >= top - height - _TOLERANCE
    )


def _shares(sheet: SampleSheet, typesetting: Typesetting) -> list[tuple[int, float]]:
    """How full each page is, by its number; none of a card or leaflet, where no page can be saved."""
    if typesetting.layout.sheet and typesetting.layout.sheet.has_places:
        return []
    pages = [(at, page) for at, page in enumerate(typesetting.pages, 1) if page.frames]  # no empty backs
    shares = [(at, _filled(page, typesetting)) for at, page in pages]
    return shares[1:] if sheet.job.part else shares  # a part that is set alone follows a page with the title


def _filled(page: FilledPage, typesetting: Typesetting) -> float:
    """How much of the room between the margins is filled, from 0 to 1."""
    layout, paper = typesetting.layout, typesetting.paper
    margins = layout.margins
    columns = page.frames[-layout.columns :]
    used = sum(filled.used * filled.frame.width for filled in page.frames)
    width = sum(filled.frame.width for filled in columns)
    return used / (width * (paper.height - margins.top - margins.bottom))


def _thin(sheet: SampleSheet, typesetting: Typesetting) -> Iterator[str]:
    for at, share in _shares(sheet, typesetting)[:-1]:
        if share < _THIN:
            yield f"{_place(sheet, at)}, before {_begins(typesetting.pages[at])}"


def _begins(page: FilledPage) -> str:
    """The first words of a page, to find what did not fit on the one before."""
    pieces = (piece for frame in page.frames for box in frame.boxes for piece in box.fragments())
    first = next((piece.text for piece in pieces if piece.text.strip()), "")
    return f"'{shortened(first.strip(), 40)}'"


def _nearly_empty(sheet: SampleSheet, typesetting: Typesetting) -> Iterator[str]:
    for at, share in _shares(sheet, typesetting)[-1:]:
        if at > 1 and share < _NEARLY_EMPTY:
            yield _place(sheet, at)


def _place(sheet: SampleSheet, at: int) -> str:
    if sheet.job.part == "numbers":
        return f"page {at - 1} of the numbers ({sheet.job.place})"
    return f"page {at} ({sheet.job.place})"


def _contrasts(layout: Layout, own: Judged | None, clinic: Judged | None) -> Iterator[Finding]:
    """Text that cannot be read on its background, at the colour to change: the clinic's or the layout's."""
    accent = clinic.record.accent if clinic and isinstance(clinic.record, Clinic) else None
    for name, ground in _pairs():
        colour = getattr(layout.colours, name)
        behind = "#ffffff" if ground == "white" else getattr(layout.colours, ground)
        ratio = least_contrast(colour, behind)
        page = clinic if colour == accent else own
        steps = ("accent",) if page is clinic else ("colours", name)
        if ratio < ENOUGH and page:
            pair = f"{name} ({colour}) on {ground} ({behind})"
            message = f"{pair} has a contrast of {ratio:.2f}:1 in {layout.id}"
            fix = f"{ENOUGH}:1 are needed to read it: make the colour darker."
            yield error(page.parsed, steps, message, fix)


def _pairs() -> tuple[tuple[str, str], ...]:
    """Which colours of text stand on which grounds. Links, in the accent colour, may stand anywhere."""
    grounds = {
        "white": ("ink", "quiet", "accent", "urgent", "call_now", "same_day"),
        "tint": ("ink", "quiet", "accent"),
        "urgent_tint": ("ink", "accent", "urgent"),
        "call_now_tint": ("ink", "accent", "call_now"),
        "same_day_tint": ("ink", "accent", "same_day"),
    }
    return tuple((name, ground) for ground, names in grounds.items() for name in names)


def _greys(layout: Layout, own: Judged) -> Iterator[Finding]:
    for one, other in alike_in_grey(layout):
        message = f"in black and white {one} and {other} look the same, and no sign tells them apart"
        fix = "Make one of them much lighter, or give it a sign of its own."
        yield error(own.parsed, ("colours", one), message, fix)
