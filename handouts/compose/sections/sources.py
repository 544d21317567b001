"""Sources of what this handout says, and when it was checked."""

from __future__ import annotations

from collections import Counter

from handouts.compose.blocks import Block, Bullets, Heading, Paragraph, Together
from handouts.compose.provenance import checked
from handouts.compose.section_input import SectionInput
from handouts.compose.wording import literal, words
from handouts.model.content import Source
from handouts.model.text import Span, Text


def sources(given: SectionInput) -> tuple[Block, ...]:
    """One numbered line for each publisher, then dates and reviews."""
    labels = given.library.labels
    groups: dict[int, list[Source]] = {}
    for source, number in given.citations.items():
        groups.setdefault(number, []).append(given.library.sources[source])
    return (
        Heading(text=literal(labels.sections.sources), level=2),
        Paragraph(text=words(labels.text.sources_lead), role="small", keep_with_next=True),
        Bullets(
            items=tuple(_line(groups[number], given) for number in sorted(groups)),
            marker="number",
            role="small",
        ),
        Together(blocks=(*checked(given), Paragraph(text=words(labels.text.disclaimer), role="small"))),
    )


def _line(group: list[Source], given: SectionInput) -> Text:
    """A publisher and its pages. Those of a series, and those about other cancers, are only counted."""
    series = Counter(source.series for source in group if source.series)
    singles = [source for source in group if not source.series]
    elsewhere = {source.title for source in singles if _is_elsewhere(source, given)}
    if len(elsewhere) == 1:  # as short as its count
        elsewhere = set()
    titles = [source.title for source in singles if source.title not in elsewhere]
    titles += [f"{name} ({count})" for name, count in series.items()]
    if elsewhere:
        label = given.library.labels.text.sources_elsewhere
        titles.append(label.replace("{count}", str(len(elsewhere))))
    rest = "; ".join(dict.fromkeys(titles))
    return (Span(text=group[0].publisher, head=True), *literal(f": {rest}"))


def _is_elsewhere(source: Source, given: SectionInput) -> bool:
    """Whether a page is about other cancers than the sheet."""
    return bool(source.about) and not {cancer.id for cancer in given.cancers} & set(source.about)
