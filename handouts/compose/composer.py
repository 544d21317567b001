"""Composing: the layout's sections in order, their sources numbered, their words explained."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache, cached_property
from itertools import chain

from msgspec.structs import replace

from handouts.compose.blocks import Block, NewPage, QrLink
from handouts.compose.for_country import said_here
from handouts.compose.handout import Handout
from handouts.compose.opening import opening, running_title, short_title, strip, subtitle
from handouts.compose.passes import (
    PassedBlocks,
    cite,
    explain,
    number_publishers,
    scanned,
    walk,
    with_prompts,
)
from handouts.compose.provenance import content_id, trace
from handouts.compose.section_input import (
    Limit,
    Overview,
    SectionInput,
    chosen_tips,
    overdue_mark,
    review_due,
)
from handouts.compose.sections.registry import section_named, yields
from handouts.compose.sections.section import detail_of, omission_key
from handouts.compose.selected_layout import by_cancer, signs_first
from handouts.compose.wording import words
from handouts.model.clinic import ClinicFolder
from handouts.model.content import Cancer
from handouts.model.layout import OF_CANCER, Cut, Layout, section_of
from handouts.model.library import Library
from handouts.model.selection import Selection
from handouts.model.text import plain

LATE = "sources"
"""The section that sums up all others: what was used, what is left out, who has reviewed it."""

_CODES = "codes to scan"
"""What a sheet lacks that has no place for them: in words for staff, as it is on no sheet."""

Blocks = tuple[Block, ...]


def compose(library: Library, selection: Selection, layout: Layout, folder: ClinicFolder | None) -> Handout:
    """The whole handout; nothing is cut. Raises KeyError as `Composer`."""
    return Composer(library, selection, layout, folder).handout()


class Composer:
    """Composes one selection in one layout: whole, or with some of the layout's cuts.

    Typesetting tries many cuts. So what a section says is kept by its limit, and what the passes make of that
    by all that they depend on.
    """

    def __init__(
        self, library: Library, selection: Selection, layout: Layout, folder: ClinicFolder | None
    ) -> None:
        """Raises KeyError for a section, cancer or tip that does not exist: readers have checked them all."""
        is_high = folder is not None and len(selection.fields) > 1  # what stands above whom to call
        layout = by_cancer(layout, selection.cancers)
        self.layout = signs_first(layout) if is_high or len(selection.cancers) > 1 else layout
        self.given = _section_input(library, selection, self.layout, folder)
        self._folder = folder
        self._composed = cache(self._compose)
        self._asked = cache(self._ask)
        self._passed = cache(self._pass)

    def handout(self, cuts: Iterable[Cut] = ()) -> Handout:
        """The handout with these cuts made, in the order in which they stand."""
        return self._composed(tuple(limits_of(cuts).items()))

    def _compose(self, limited: tuple[tuple[str, Limit], ...]) -> Handout:
        """All sections but those of LATE first, as these sum the others up."""
        limits = dict(limited)
        asked = {
            name: (limits.get(section_of(name), Limit()), Overview())
            for name in self.layout.sections
            if section_of(name) != LATE
        }
        early = {name: self._asked(name, *of) for name, of in asked.items()}
        used = dict.fromkeys(source for each in early.values() for source in each.sources)
        citations = number_publishers(used, self.given.library.sources)
        omissions = tuple(dict.fromkeys((*self._cut(limits, early), *self._elsewhere)))
        overview = Overview(
            citations=tuple(citations.items()), omissions=omissions, draws_on=_kinds_of(early)
        )
        late = (name for name in self.layout.sections if section_of(name) == LATE)
        asked |= {name: (Limit(), overview) for name in late}
        return self._whole(self._explained(asked, citations), overview)

    def _whole(self, sections: Mapping[str, Blocks], overview: Overview) -> Handout:
        """The handout of sections that are numbered and explained."""
        across, body = _columns(self.layout, sections)
        if self.given.selection.fillable:
            body = with_prompts(body, self.given.library.labels.places)
        codes = (_CODES,) if self.given.selection.qr and not _has_codes((*across, *body)) else ()
        sheet = self.layout.sheet
        return replace(
            self._frame,
            opening=(*self._frame.opening, *across),
            body=body,
            empty_sections=tuple(name for name, blocks in sections.items() if not blocks),
            omissions=(*overview.omissions, *codes),
            notes=self._beside(_notes(self.layout), overview),
            back=self._beside(sheet.back, overview) if sheet else (),
        )

    @cached_property
    def _frame(self) -> Handout:
        """All that is the same however many cuts are made."""
        given, layout, labels = self.given, self.layout, self.given.library.labels
        title = running_title(given, layout)
        return Handout(
            title=title,
            short_title=plain(short_title(given, layout)),
            subject=plain(words(subtitle(given, layout))),
            language=labels.locale,
            opening=opening(given, layout, self._folder),
            body=(),
            parts=layout.parts,
            review_by=review_due(given),
            content=given.content,
            trace=trace(given),
            for_printing=labels.little.for_printing.replace("{title}", title),
            overdue=overdue_mark(given),
            strip=strip(given, title) if layout.furniture.strips else (),
        )

    def _ask(self, name: str, limit: Limit, overview: Overview) -> PassedBlocks:
        """What a section says within a limit; nothing where it may have no items."""
        given = replace(
            self.given,
            cancers=_cancers_of(name, self.given),
            limit=limit,
            overview=overview,
            omission=section_named(name).lacking.get(detail_of(name), ""),
        )
        return scanned(() if limit.items == 0 else yields(name)(given), given.library.glossary)

    def _beside(self, names: Iterable[str], overview: Overview) -> Blocks:
        """What sections say that stand beside those of the layout."""
        given = replace(self.given, overview=overview)
        return tuple(block for name in names for block in yields(name)(given))

    def _explained(
        self, asked: Mapping[str, tuple[Limit, Overview]], citations: Mapping[str, int]
    ) -> dict[str, Blocks]:
        """The layout's sections, with numbers for their sources; each word is explained at its first use."""
        starts = self.layout.sheet.starts if self.layout.sheet else ()
        found: dict[str, Blocks] = {}
        explained: frozenset[str] = frozenset()
        for name in self.layout.sections:
            said = self._asked(name, *asked[name])
            numbers = tuple((source, citations[source]) for source in said.cited)
            blocks = self._passed(name, *asked[name], said.terms & explained, numbers)
            found[name] = (NewPage(), *blocks) if name in starts else blocks
            explained |= said.terms
        return found

    def _pass(
        self,
        name: str,
        limit: Limit,
        overview: Overview,
        explained: frozenset[str],
        numbers: tuple[tuple[str, int], ...],
    ) -> Blocks:
        """A section with the numbers of its sources, and the words explained that are not yet."""
        said, glossary = self._asked(name, limit, overview), self.given.library.glossary
        blocks = explain(said.blocks, glossary, explained) if said.has_terms else said.blocks
        return cite(blocks, dict(numbers)) if numbers else blocks

    def _cut(self, limits: Mapping[str, Limit], early: Mapping[str, PassedBlocks]) -> Iterator[str]:
        """What cuts have taken from the sheet, in words; room to write on has none."""
        labels = self.given.library.labels.brief
        for section, limit in limits.items():
            for name in (name for name in early if section_of(name) == section):
                key, kept = omission_key(name), early[name].blocks
                uncut = self._asked(name, Limit(lines=limit.lines), Overview()).blocks
                if key in labels.whole and kept != uncut:
                    yield labels.part.get(key, labels.whole[key]) if kept else labels.whole[key]

    @cached_property
    def _elsewhere(self) -> tuple[str, ...]:
        """What only the full handout says, in words; of numbers only where they were asked for."""
        labels = self.given.library.labels.brief
        asked = ("numbers",) if self.given.selection.numbers else ()
        names = [name for name in (*self.layout.elsewhere, *asked) if name not in self.layout.sections]
        keys = {name: omission_key(name) for name in names}
        return tuple(
            labels.whole[key]
            for name, key in keys.items()
            if key in labels.whole and yields(name)(self.given)
        )


def _section_input(
    library: Library, selection: Selection, layout: Layout, folder: ClinicFolder | None
) -> SectionInput:
    """What all sections of a handout draw on."""
    asked_for = {name: library.cancers[name] for name in selection.cancers}
    here = said_here(replace(library, cancers=asked_for))
    neutral = _is_neutral(layout, selection)
    given = SectionInput(
        library=here,
        whole=library,
        selection=selection,
        qr=selection.qr or layout.qr,
        clinic=folder.clinic if folder else None,
        cancers=tuple(here.cancers.values()),
        tips=chosen_tips(here, selection),
        content="",
        limited=layout.pages_at_most is not None,
        sections=layout.sections,
        kinds=frozenset(kind for name in layout.sections for kind in section_named(name).kinds(name)),
        across=layout.across,
        neutral=neutral,
        titled_inside=neutral and layout.banner and not layout.furniture.head,
    )
    return replace(given, content=content_id(given))


def _is_neutral(layout: Layout, selection: Selection) -> bool:
    """Whether a sheet is folded and bears a name: its outside is seen by others."""
    folded = layout.sheet is not None and layout.sheet.scheme != "cards"
    return folded and any(field.name == "name" for field in selection.fields)


def _cancers_of(name: str, given: SectionInput) -> tuple[Cancer, ...]:
    """The cancers that a section is about: all, or the one in its name."""
    own = name.partition(OF_CANCER)[2]
    return tuple(cancer for cancer in given.cancers if own in ("", cancer.id))


def limits_of(cuts: Iterable[Cut]) -> dict[str, Limit]:
    """What sections are limited to once cuts are made: of several of one section the last ones count."""
    found: dict[str, Limit] = {}
    for cut in chain.from_iterable(cut.steps for cut in cuts):
        old = found.get(cut.section, Limit())
        found[cut.section] = Limit(
            items=cut.items if isinstance(cut.items, int) else old.items,
            lines=old.lines if cut.lines is None else cut.lines,
            short=old.short or cut.short,
        )
    return found


def _kinds_of(said: Mapping[str, PassedBlocks]) -> frozenset[str]:
    """The kinds of records that sections draw on, of those that say something."""
    kinds = {kind for name, each in said.items() if each.blocks for kind in section_named(name).kinds(name)}
    explained = {"glossary"} if any(each.terms for each in said.values()) else set()
    return frozenset(kinds | explained | {"cancers"})  # the title names the cancers


def _columns(layout: Layout, sections: Mapping[str, Blocks]) -> tuple[Blocks, Blocks]:
    """What stands over all columns of the first page, and the body; later parts bring their own along."""
    first, *parts = (
        (
            tuple(block for name in part if name in layout.across for block in sections[name]),
            tuple(block for name in part if name not in layout.across for block in sections[name]),
        )
        for part in layout.parts
    )
    body = list(first[1])
    for across, below in parts:
        if across:
            body[-1] = replace(body[-1], across=across)  # the break before the part
        body += below
    return first[0], tuple(body)


def _notes(layout: Layout) -> tuple[str, ...]:
    """Sections for room that is left: where pages are limited, they are among the others."""
    if layout.sheet:
        return layout.sheet.notes
    return layout.room_left if layout.pages_at_most is None else ()


def _has_codes(blocks: Iterable[Block]) -> bool:
    """Whether there is a code to scan."""
    return any(isinstance(block, QrLink) for block in walk(blocks))
