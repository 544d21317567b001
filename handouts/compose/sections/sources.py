"""Sources of what this handout says, and when it was checked."""

from __future__ import annotations

from collections import Counter

from handouts import __version__
from handouts.compose.blocks import Block, Bullets, Heading, Paragraph, Together
from handouts.compose.provenance import age_of_drug_facts, checked, dates, month_in_words, one_space
from handouts.compose.reviewed import signed_briefly, signed_shortly
from handouts.compose.section_input import SectionInput, date_in_words, overdue_mark, reviews
from handouts.compose.sections.section import Section
from handouts.compose.wording import filled, listed, literal, strong, words
from handouts.model.content import Source
from handouts.model.text import Span, Text


def sources(given: SectionInput) -> tuple[Block, ...]:
    """One numbered line for each publisher, then dates and reviews."""
    labels = given.library.labels
    groups: dict[int, list[Source]] = {}
    for source, number in given.overview.citations:
        groups.setdefault(number, []).append(given.library.sources[source])
    lead = Paragraph(text=words(labels.text.sources_lead), role="small", keep_with_next=True)
    items = tuple(_line(groups[number], given) for number in sorted(groups))
    return (
        Heading(text=literal(labels.sections.sources), level=2),
        *((lead, Bullets(items=items, marker="number", role="small")) if items else ()),
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


def sources_brief(given: SectionInput) -> tuple[Block, ...]:
    """What is left out, where the sources stand, when the facts were checked, and who reviewed them."""
    labels = given.library.labels
    parts = listed(list(given.overview.omissions), labels.text.joined)
    left_out = (filled(labels.brief.left_out, parts=parts),) if parts else ()
    mark = overdue_mark(given)
    marked = (strong(mark),) if mark else ()
    sourced = given.cancers or given.overview.citations  # questions alone have no sources
    full = (words(labels.brief.sources),) if sourced and not left_out else ()
    told = (
        *left_out,
        *full,
        *marked,
        _joined(dates(given), signed_briefly(given)),
        words(labels.text.disclaimer),
    )
    return (
        Heading(text=literal(labels.brief.about), level=2),
        *(Paragraph(text=text, role="small") for text in told),
    )


def sources_guide(given: SectionInput) -> tuple[Block, ...]:
    """The same without a heading, where a page has little room."""
    labels = given.library.labels
    parts = listed(list(given.overview.omissions), labels.text.joined)
    mark = overdue_mark(given)
    told = (
        *((filled(labels.guide.left_out, parts=parts),) if parts else ()),
        *((strong(mark),) if mark else ()),
        _joined(dates(given), signed_briefly(given), words(labels.guide.more)),
    )
    return tuple(Paragraph(text=text, role="small") for text in told)


def sources_panel(given: SectionInput) -> tuple[Block, ...]:
    """When the facts were checked, from which content, whether that was reviewed, where the sources stand."""
    labels = given.library.labels.little
    foot = given.clinic.foot if given.clinic else None
    own = (Paragraph(text=literal(foot), role="small"),) if foot else ()
    told = (signed_briefly(given), words(labels.more))
    return (_made(labels.made, given), *(Paragraph(text=text, role="small") for text in told), *own)


def sources_line(given: SectionInput) -> tuple[Block, ...]:
    """When and from what, in one line."""
    return (_made(given.library.labels.little.made_short, given),)


def _made(label: str, given: SectionInput) -> Paragraph:
    facts = min(review.facts_as_of for review in reviews(given))
    date = date_in_words(facts, given.library.labels)
    said = filled(
        label,
        facts_as_of=date,
        drug_facts=_drug_facts(given),
        review=signed_shortly(given),
        content=given.content,
        version=__version__,
    )
    return Paragraph(text=one_space(said), role="small")


def _drug_facts(given: SectionInput) -> Text:
    """How old what is said of drugs may be, in short; empty where a source bears no date: there is no room
    to say that."""
    labels = given.library.labels
    dated, all_dated = age_of_drug_facts(given)
    if dated is None or not all_dated:
        return ()
    return filled(labels.little.drug_facts, oldest=month_in_words(dated, labels))


def _joined(*sentences: Text) -> Text:
    """Sentences as one paragraph."""
    return tuple(span for each in sentences for span in (*each, Span(text=" ")))[:-1]


SECTIONS = (
    Section(
        "sources",
        "Where the facts come from, when they were checked, and who reviewed them.",
        sources,
        draws_on=(),
        details={
            "brief": sources_brief,
            "guide": sources_guide,
            "panel": sources_panel,
            "line": sources_line,
        },
    ),
)
