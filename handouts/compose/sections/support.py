"""Support: helplines and organisations. Only phones and addresses that were verified.

Each entry names its own source: whoever answers the phone.
"""

from __future__ import annotations

from collections.abc import Iterator

from handouts.compose.blocks import Block, Bullets, Heading, Optional, Paragraph, QrLink, Table
from handouts.compose.picture_blocks import Side
from handouts.compose.section_input import SectionInput, phone_in_words, sources_of, verified
from handouts.compose.sections.section import Section
from handouts.compose.wording import filled, literal, strong, unbroken, words
from handouts.model.content import Resource
from handouts.model.text import Span, Text


def support(given: SectionInput) -> tuple[Block, ...]:
    """Those for these cancers first, then those for everybody."""
    kept = _of_use(given)
    if not kept:
        return ()
    labels = given.library.labels
    codes = tuple(_code(resource, given) for resource in kept) if given.qr else ()
    lead = Paragraph(text=words(labels.codes.lead), keep_with_next=True)
    table = Table(
        head=(literal(labels.text.support_who), literal(labels.text.support_how)),
        rows=tuple(_row(resource, given) for resource in kept),
        shares=(0.42, 0.58) if given.qr else (0.48, 0.52),
        codes=codes,
    )
    return (Heading(text=literal(labels.sections.support), level=2), *((lead,) if any(codes) else ()), table)


def support_brief(given: SectionInput) -> tuple[Block, ...]:
    """The first of them, each by its name and how to reach it."""
    kept = _of_use(given)[: given.limit.items]
    if not kept:
        return ()
    return (
        Heading(text=literal(given.library.labels.sections.support), level=2),
        Bullets(items=tuple(_line(resource, given) for resource in kept)),
    )


def _of_use(given: SectionInput) -> tuple[Resource, ...]:
    """Whom these readers can reach: those for their cancers first, then those for everybody."""
    chosen = {cancer.id for cancer in given.cancers}
    kept = [resource for resource in verified(given.library.resources.resources) if _reachable(resource)]
    own = (resource for resource in kept if chosen & set(resource.cancers))
    general = (resource for resource in kept if not resource.cancers)
    return (*own, *general)


def _line(resource: Resource, given: SectionInput) -> Text:
    """A name, and behind it the phone, or else the address."""
    return (*strong(resource.name), Span(text=": "), *next(_addresses(resource, given)))


def _reachable(resource: Resource) -> bool:
    return bool(resource.phone and resource.phone_verified) or bool(resource.url and resource.url_verified)


def _code(resource: Resource, given: SectionInput) -> QrLink | None:
    """A code that opens the website, where that was verified."""
    if not (resource.url and resource.url_verified):
        return None
    said = filled(given.library.labels.codes.of, name=resource.name)
    return QrLink(address=resource.url, words=said)


def _row(resource: Resource, given: SectionInput) -> tuple[tuple[Text, ...], ...]:
    who = (strong(resource.name), words(resource.offers))
    return (who, tuple(_ways(resource, given)))


def _ways(resource: Resource, given: SectionInput) -> Iterator[Text]:
    labels = given.library.labels.text
    yield from _addresses(resource, given)
    if resource.hours:
        yield filled(labels.support_hours, hours=resource.hours)
    if resource.languages:
        yield filled(labels.support_languages, languages=", ".join(resource.languages))


def phone_of(resource: Resource, given: SectionInput) -> Text:
    """A phone number that can be dialled from a screen; empty where there is none."""
    link = f"tel:{resource.dial}" if resource.dial else None
    shown = phone_in_words(resource.phone or "", given.library.resources.country, given)
    return (Span(text=unbroken(shown), head=True, link=link),)


def _addresses(resource: Resource, given: SectionInput) -> Iterator[Text]:
    """Phone and address, of those that are verified."""
    if resource.phone and resource.phone_verified:
        yield phone_of(resource, given)
    if resource.url and resource.url_verified:
        shown = resource.url.removeprefix("https://").removeprefix("www.").rstrip("/")
        yield (Span(text=shown, link=resource.url),)


def support_panel(given: SectionInput) -> tuple[Block, ...]:
    """Helplines with a number that was checked: those for these cancers first."""
    kept = [resource for resource in _of_use(given) if resource.phone and resource.phone_verified]
    if not kept:
        return ()
    title = Heading(text=literal(given.library.labels.little.support), level=2)
    helplines = (_helpline(each, given) for each in kept)
    return (title, *(Optional(blocks=each, omission=given.omission) for each in helplines))


def _helpline(resource: Resource, given: SectionInput) -> tuple[Block, ...]:
    """A name, what it offers and its phone; where codes are wanted, one with the phone and the website."""
    name, number = strong(resource.name), phone_of(resource, given)
    if given.qr and resource.url and resource.url_verified:
        said = filled(given.library.labels.codes.of, name=resource.name)
        return (QrLink(address=resource.url, words=said, lines=(name, number)),)
    return (
        Paragraph(text=(*name, Span(text=": "), *number), role="point"),
        Paragraph(text=words(resource.offers), role="small"),
    )


def support_first(given: SectionInput) -> tuple[Block, ...]:
    """The few helplines that a country names first: who, the number, and what they offer."""
    by_id = {each.id: each for each in verified(given.library.resources.resources)}
    kept = [by_id[name] for name in given.library.resources.first if name in by_id]
    kept = [each for each in kept if each.phone and each.phone_verified][: given.limit.items]
    if not kept:
        return ()
    items = tuple(_in_a_line(each, given) for each in kept)
    half = -(-len(items) // 2)
    columns = tuple((Bullets(items=part, role="tight"),) for part in (items[:half], items[half:]) if part)
    return (
        Heading(text=literal(given.library.labels.guide.help), level=2),
        Side(columns=columns, sources=sources_of(kept)),
    )


def _in_a_line(resource: Resource, given: SectionInput) -> Text:
    name, offers = strong(resource.short or resource.name), words(resource.line or resource.offers)
    return (*name, Span(text=": "), *phone_of(resource, given), Span(text=". "), *offers)


SECTIONS = (
    Section(
        "support",
        "Helplines and organizations that help for free.",
        support,
        draws_on=("resources",),
        details={"brief": support_brief, "first": support_first, "panel": support_panel},
        lacking={"panel": "more helplines"},
    ),
)
