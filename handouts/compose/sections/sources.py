"""Sources of what this handout says, and when it was checked."""

from __future__ import annotations

from handouts.compose.blocks import Block, Bullets, Heading, Paragraph
from handouts.compose.given import Given
from handouts.compose.provenance import checked
from handouts.compose.wording import literal, words
from handouts.model.content import Source
from handouts.model.text import Span, Text


def sources(given: Given) -> tuple[Block, ...]:
    """One numbered line for each publisher, then dates and reviews."""
    labels = given.library.labels
    groups: dict[int, list[Source]] = {}
    for source, number in given.citations.items():
        groups.setdefault(number, []).append(given.library.sources[source])
    return (
        Heading(text=literal(labels.sections.sources), level=2),
        Paragraph(text=words(labels.text.sources_lead), role="small"),
        Bullets(
            items=tuple(_line(groups[number]) for number in sorted(groups)), marker="number", role="small"
        ),
        *checked(given),
        Paragraph(text=words(labels.text.disclaimer), role="small"),
    )


def _line(group: list[Source]) -> Text:
    series: dict[str, int] = {}
    titles: list[str] = []
    for source in group:
        if source.series:
            series[source.series] = series.get(source.series, 0) + 1
        else:
            titles.append(source.title)
    titles += [f"{name} ({count})" for name, count in series.items()]
    rest = "; ".join(dict.fromkeys(titles))
    return (Span(text=group[0].publisher, head=True), *literal(f": {rest}"))
