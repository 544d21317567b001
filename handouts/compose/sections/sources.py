"""Sources of what this handout says, and when it was checked."""

from __future__ import annotations

from handouts import __version__
from handouts.compose.blocks import Block, Bullets, Heading, Paragraph
from handouts.compose.given import Given, date_in_words, overdue_mark, review_due, reviews
from handouts.compose.provenance import reviewers
from handouts.compose.wording import filled, literal, strong, words
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
        *_dates(given),
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


def _dates(given: Given) -> tuple[Block, ...]:
    labels, mark = given.library.labels, overdue_mark(given)
    facts = min(review.facts_as_of for review in reviews(given))
    dates = filled(
        labels.text.sources_dates,
        facts_as_of=date_in_words(facts, labels),
        review_by=date_in_words(review_due(given), labels),
    )
    marked = (Paragraph(text=strong(mark), role="small"),) if mark else ()
    made = filled(labels.text.provenance, content=given.content, version=__version__)
    texts = (_signed(given), made)
    return (
        Paragraph(text=dates, role="small"),
        *marked,
        *(Paragraph(text=text, role="small") for text in texts),
    )


def _signed(given: Given) -> Text:
    """Who reviewed the cancers' own parts; without a name it says so."""
    labels = given.library.labels
    reviewed = reviewers(given)
    if reviewed is None:
        return words(labels.text.not_reviewed)
    parts: list[Span] = []
    for by, on in reviewed:
        parts += [*filled(labels.text.reviewed, by=by, on=date_in_words(on, labels)), Span(text=" ")]
    return tuple(parts[:-1])
