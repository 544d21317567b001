"""Support: helplines and organisations. Only phones and addresses that were verified.

Each entry names its own source: whoever answers the phone.
"""

from __future__ import annotations

from handouts.compose.blocks import Block, Heading, Paragraph, Together
from handouts.compose.given import Given, verified
from handouts.compose.wording import filled, literal, words
from handouts.model.content import Resource
from handouts.model.text import Span, Text


def support(given: Given) -> tuple[Block, ...]:
    """Those for these cancers first, then those for everybody."""
    chosen = {cancer.id for cancer in given.cancers}
    kept = [resource for resource in verified(given.library.resources.resources) if _reachable(resource)]
    own = [resource for resource in kept if chosen & set(resource.cancers)]
    general = [resource for resource in kept if not resource.cancers]
    blocks = tuple(_entry(resource, given) for resource in (*own, *general))
    if not blocks:
        return ()
    return (Heading(text=literal(given.library.labels.sections.support), level=2), *blocks)


def _reachable(resource: Resource) -> bool:
    return bool(resource.phone and resource.phone_verified) or bool(resource.url and resource.url_verified)


def _entry(resource: Resource, given: Given) -> Block:
    lines = (Paragraph(text=words(resource.offers)), Paragraph(text=_ways(resource, given)))
    return Together(blocks=(Heading(text=literal(resource.name), level=3), *lines))


def _ways(resource: Resource, given: Given) -> Text:
    labels = given.library.labels.text
    parts: list[Text] = []
    if resource.phone and resource.phone_verified:
        link = f"tel:{resource.dial}" if resource.dial else None
        number = (Span(text=resource.phone, bold=True, link=link),)
        parts.append(filled(labels.support_phone, phone=number))
    if resource.url and resource.url_verified:
        shown = resource.url.removeprefix("https://").removeprefix("www.").rstrip("/")
        parts.append((Span(text=shown, link=resource.url),))
    if resource.hours:
        parts.append(filled(labels.support_hours, hours=resource.hours))
    if resource.languages:
        parts.append(filled(labels.support_languages, languages=", ".join(resource.languages)))
    joined: list[Span] = list(parts[0])
    for part in parts[1:]:
        joined += [Span(text=". "), *part]
    return (*joined, Span(text="."))
