"""How a handout opens: its titles, whose sheet it is, and what it is about."""

from __future__ import annotations

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
    Optional,
    Paragraph,
    RecipientFields,
)
from handouts.compose.parts import TAKE_HOME, is_pack
from handouts.compose.section_input import SectionInput, names_of_cancers, title_of_cancers
from handouts.compose.sections.contacts import numbers
from handouts.compose.sections.guide import WELCOME
from handouts.compose.wording import literal, within, words
from handouts.model.clinic import ClinicFolder
from handouts.model.layout import Layout
from handouts.model.selection import Event
from handouts.model.text import Span, Text, plain

_NO_CLINIC = "the clinic's name"
"""What a card lacks where its head has no room for that: in words for staff, as it is on no sheet."""


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


def running_title(given: SectionInput, layout: Layout) -> str:
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


def subtitle(given: SectionInput, layout: Layout) -> str:
    """What stands below the title."""
    labels = given.library.labels
    usual = labels.guide.subtitle if WELCOME in given.sections else labels.text.subtitle
    return labels.titles[layout.title].subtitle if layout.title else usual


def short_title(given: SectionInput, layout: Layout) -> Text:
    """The title in short, for running heads."""
    own = _title_in_labels(given, layout)
    return _own_title(given, own) if own else names_of_cancers(given)


def strip(given: SectionInput, title: str) -> tuple[Detail, ...]:
    """What somebody takes home from a poster; where there is no text, a line to write it on."""
    event, labels = given.selection.event or Event(), given.library.labels.group
    said = (("", title, True), (labels.when, event.when, False), (labels.contact, event.contact, True))
    return tuple(
        Detail(label=literal(label), text=(Span(text=text, head=head),) if text else None)
        for label, text, head in said
    )


def opening(given: SectionInput, layout: Layout, folder: ClinicFolder | None) -> tuple[Block, ...]:
    """Whose sheet it is and what it is about."""
    labels = given.library.labels
    blocks: list[Block] = []
    if layout.sheet and layout.sheet.scheme in ("cards", "folded-cards"):
        return (_card_head(_cover_title(given, layout), folder),)  # a card has room for no more
    if folder is not None:
        if not layout.masthead:
            blocks.append(_letterhead(folder))
        if folder.clinic.foot and not (layout.sheet and layout.sheet.has_places):
            blocks.append(FootLine(text=literal(folder.clinic.foot)))
    title, below_title = _cover_title(given, layout), words(subtitle(given, layout))
    if given.neutral:
        below_title = literal(labels.little.cover_words)
    if layout.banner:
        blocks.append(Banner(title=title, words=below_title, cover=layout.sheet is not None))
    else:
        named = (Heading(text=title, level=1), Paragraph(text=below_title, role="subtitle"))
        head = _letterhead(folder) if folder and layout.masthead else None
        blocks += (Masthead(title=named, letterhead=head),) if head else named
    fields = given.selection.fields
    if fields:
        labelled = tuple((field, literal(getattr(labels.fields, field.name))) for field in fields)
        is_below = layout.columns == 1 and layout.sections[:1] == ("contacts",) and not layout.across
        labels_below = tuple(each.label for each in numbers(given)) if is_below else ()
        blocks.append(RecipientFields(fields=labelled, above=labels_below))
    return tuple(blocks)


def _card_head(title: Text, folder: ClinicFolder | None) -> Block:
    """A card's title and whose card it is; a name that is too long for the card is left out."""
    if folder is None:
        return CardHead(title=title)
    whose = CardHead(title=title, words=literal(folder.clinic.name))
    return Optional(blocks=(whose,), fallback=(CardHead(title=title),), omission=_NO_CLINIC)


def _letterhead(folder: ClinicFolder) -> Letterhead:
    clinic, logo = folder.clinic, folder.logo
    lines = ((clinic.department,) if clinic.department else ()) + clinic.address
    return Letterhead(
        name=literal(clinic.name),
        lines=tuple(literal(line) for line in lines),
        logo=LogoImage(width=logo.width, height=logo.height, alt=logo.alt) if logo else None,
    )
