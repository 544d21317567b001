"""The handout: sections in the layout's order, then glossary, citations and sources."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping

import msgspec

from handouts.compose.blocks import (
    Banner,
    Block,
    CardHead,
    Detail,
    FootLine,
    Heading,
    Letterhead,
    LogoImage,
    Masthead,
    Paragraph,
    QrLink,
    RecipientFields,
    Spare,
)
from handouts.compose.draft import Blocks, Draft, assembled, blocks_of, draft_of
from handouts.compose.field_prompts import asking
from handouts.compose.for_country import said_here
from handouts.compose.parts import TAKE_HOME, is_pack
from handouts.compose.passes import walk
from handouts.compose.provenance import content_id, trace
from handouts.compose.section_input import (
    SectionInput,
    chosen_tips,
    names_of_cancers,
    overdue_mark,
    review_due,
    title_of_cancers,
)
from handouts.compose.sections.contacts import numbers
from handouts.compose.sections.signs import SIGNS
from handouts.compose.wording import literal, within, words
from handouts.model.base import Record
from handouts.model.clinic import ClinicFolder
from handouts.model.layout import Cut, Layout
from handouts.model.library import Library
from handouts.model.selection import Event, Selection
from handouts.model.text import Span, Text, plain


class Handout(Record, frozen=True, kw_only=True):
    """The composed tree of blocks for one selection."""

    title: str
    short_title: str  # for the running head where the title is too long
    subject: str
    language: str  # BCP 47 with region: "en-US"
    opening: tuple[Block, ...]  # whose sheet it is and what it is about; over the full width
    body: tuple[Block, ...]
    left_out: tuple[
        str, ...
    ]  # sections that had nothing to say, or were not asked for; codes without a place
    gone: tuple[str, ...] = ()  # what is left out for space, in the words in which the sheet says so
    review_by: datetime.date  # when the first review of what it says falls due
    content: str = ""  # the hash of all that it draws on
    trace: str = ""  # which content and which program made it; small, in the foot of every page
    for_printing: str = ""  # title of the file with sheets to fold or cut
    overdue: str = ""  # what every page says where that day has passed and it is printed all the same
    strip: tuple[Detail, ...] = ()  # what each strip to tear off says
    notes: tuple[Block, ...] = ()  # to write on: what is left of the first page, or pages of a booklet
    back: tuple[Block, ...] = ()  # of a booklet: its last page


def compose(library: Library, selection: Selection, layout: Layout, folder: ClinicFolder | None) -> Handout:
    """Merge the library's records into the sections that the layout names; nothing is cut. Pure.

    Raises KeyError for a section, cancer or tip that does not exist: readers have checked them all.
    """
    return finished(drafted(library, selection, layout, folder))


def drafted(library: Library, selection: Selection, layout: Layout, folder: ClinicFolder | None) -> Draft:
    """What is the same however many cuts are made. Raises KeyError as `compose`."""
    is_high = folder is not None and len(selection.fields) > 1  # what stands above whom to call
    layout = _signs_first(layout) if is_high or len(selection.cancers) > 1 else layout
    asked_for = {name: library.cancers[name] for name in selection.cancers}
    here = said_here(msgspec.structs.replace(library, cancers=asked_for))
    given = SectionInput(
        library=here,
        whole=library,
        selection=selection,
        qr=selection.qr or layout.qr,
        clinic=folder.clinic if folder else None,
        cancers=tuple(here.cancers.values()),
        tips=chosen_tips(here, selection),
        citations={},
        content="",
        limited=layout.pages_at_most is not None,
        sections=layout.sections,
        across=layout.across,
        neutral=_is_neutral(layout, selection),
        titled_inside=_is_neutral(layout, selection) and layout.banner and not layout.furniture.head,
    )
    given = msgspec.structs.replace(given, content=content_id(given))
    return draft_of(given, layout, folder)


def _is_neutral(layout: Layout, selection: Selection) -> bool:
    """Whether a sheet is folded and bears a name: its outside is seen by others."""
    folded = layout.sheet is not None and layout.sheet.scheme != "cards"
    return folded and any(field.name == "name" for field in selection.fields)


def _signs_first(layout: Layout) -> Layout:
    """The layout with the signs before what to know first, where the first page has no room for that.

    It is long for several cancers, and there is less room below a clinic's head and a person's fields.
    """
    names = list(layout.sections)
    if "to-know" not in names or SIGNS not in names or names.index(SIGNS) != names.index("to-know") + 1:
        return layout
    at = names.index("to-know")
    names[at : at + 2] = [SIGNS, "to-know"]
    return msgspec.structs.replace(layout, sections=tuple(names))


def finished(draft: Draft, made: Iterable[Cut] = ()) -> Handout:
    """The handout with these cuts made, in the order in which they stand."""
    given, layout, library = draft.given, draft.layout, draft.given.library
    found = assembled(draft, made)
    title = _running_title(given, layout)
    across, body = _columns(layout, found.sections)
    if given.selection.fillable:
        body = asking(body, library.labels.places)
    return Handout(
        title=title,
        short_title=plain(_short_title(given, layout)),
        subject=plain(words(_subtitle(given, layout))),
        language=library.labels.locale,
        opening=(*opening(draft), *across),
        body=body,
        left_out=(
            *(name for name, blocks in found.sections.items() if not blocks),
            *(("codes",) if given.selection.qr and not _has_codes((*across, *body)) else ()),
        ),
        gone=found.gone,
        for_printing=library.labels.little.for_printing.replace("{title}", title),
        review_by=review_due(given),
        content=given.content,
        trace=trace(given),
        overdue=overdue_mark(given),
        strip=_strip(given, title) if layout.furniture.strips else (),
        notes=blocks_of(draft, _notes(layout), found),
        back=blocks_of(draft, layout.sheet.back, found) if layout.sheet else (),
    )


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
            body[-1] = msgspec.structs.replace(body[-1], across=across)  # the break before the part
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


def _title(given: SectionInput, layout: Layout) -> Text:
    """The layout's own, or what it is about; so are the pages that a group hands out."""
    own = _title_in_labels(given, layout)
    return _own_title(given, own) if own else title_of_cancers(given)


def _cover_title(given: SectionInput, layout: Layout) -> Text:
    """The title; of what is folded and bears a name one that says nothing of what somebody has."""
    little = given.library.labels.little
    if not given.neutral:
        return _title(given, layout)
    return literal(little.cover if layout.banner else little.card)


def _title_in_labels(given: SectionInput, layout: Layout) -> str | None:
    """Which title of the labels a handout bears, if it is not called after its cancers."""
    return None if layout.title == TAKE_HOME and given.cancers else layout.title


def _running_title(given: SectionInput, layout: Layout) -> str:
    """What the file and its running heads are called: those of a pack say what its pages are about."""
    title = plain(_title(given, layout))
    if not (is_pack(layout) and given.cancers):
        return title
    return f"{title}: {within(plain(names_of_cancers(given)))}"


def _own_title(given: SectionInput, name: str) -> Text:
    """A title from the labels. What was typed stays as it is typed: it has no markup."""
    labels, event = given.library.labels, given.selection.event
    title = plain(literal(labels.titles[name].title))
    return (Span(text=title.replace("{event}", (event and event.what) or labels.group.unnamed)),)


def _subtitle(given: SectionInput, layout: Layout) -> str:
    labels = given.library.labels
    return labels.titles[layout.title].subtitle if layout.title else labels.text.subtitle


def _short_title(given: SectionInput, layout: Layout) -> Text:
    own = _title_in_labels(given, layout)
    return _own_title(given, own) if own else names_of_cancers(given)


def _strip(given: SectionInput, title: str) -> tuple[Detail, ...]:
    """What somebody takes home from a poster; where there is no text, a line to write it on."""
    event, labels = given.selection.event or Event(), given.library.labels.group
    said = (("", title, True), (labels.when, event.when, False), (labels.contact, event.contact, True))
    return tuple(
        Detail(label=literal(label), text=(Span(text=text, head=head),) if text else None)
        for label, text, head in said
    )


def opening(draft: Draft) -> tuple[Block, ...]:
    """Whose sheet it is and what it is about."""
    given, layout, folder = draft.given, draft.layout, draft.folder
    labels = given.library.labels
    blocks: list[Block] = []
    if layout.sheet and layout.sheet.scheme in ("cards", "folded-cards"):
        return (_card_head(_cover_title(given, layout), folder),)  # a card has room for no more
    if folder is not None:
        if not layout.masthead:
            blocks.append(_letterhead(folder))
        if folder.clinic.foot and not (layout.sheet and layout.sheet.has_places):
            blocks.append(FootLine(text=literal(folder.clinic.foot)))
    title, subtitle = _cover_title(given, layout), words(_subtitle(given, layout))
    if given.neutral:
        subtitle = literal(labels.little.cover_words)
    if layout.banner:
        blocks.append(Banner(title=title, words=subtitle, cover=layout.sheet is not None))
    else:
        named = (Heading(text=title, level=1), Paragraph(text=subtitle, role="subtitle"))
        head = _letterhead(folder) if folder and layout.masthead else None
        blocks += (Masthead(title=named, letterhead=head),) if head else named
    fields = given.selection.fields
    if fields:
        labelled = tuple((field, literal(getattr(labels.fields, field.name))) for field in fields)
        below = layout.columns == 1 and layout.sections[:1] == ("contacts",) and not layout.across
        labels_below = tuple(each.label for each in numbers(given)) if below else ()
        blocks.append(RecipientFields(fields=labelled, above=labels_below))
    return tuple(blocks)


def _card_head(title: Text, folder: ClinicFolder | None) -> Block:
    """A card's title and whose card it is; a name that is too long for the card is left out."""
    if folder is None:
        return CardHead(title=title)
    whose = CardHead(title=title, words=literal(folder.clinic.name))
    return Spare(name="card-clinic", blocks=(whose,), instead=(CardHead(title=title),))


def _letterhead(folder: ClinicFolder) -> Letterhead:
    clinic, logo = folder.clinic, folder.logo
    lines = ((clinic.department,) if clinic.department else ()) + clinic.address
    return Letterhead(
        name=literal(clinic.name),
        lines=tuple(literal(line) for line in lines),
        logo=LogoImage(width=logo.width, height=logo.height, alt=logo.alt) if logo else None,
    )
