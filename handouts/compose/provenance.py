"""Where a sheet comes from: which content, and which version of the program."""

from __future__ import annotations

import msgspec

from handouts import __version__
from handouts.compose.blocks import Block, Paragraph
from handouts.compose.published import Published, oldest
from handouts.compose.reviewed import signed
from handouts.compose.section_input import (
    SectionInput,
    abroad,
    date_in_words,
    overdue_mark,
    records_for,
    review_due,
    reviews,
    sources_of,
    verified,
)
from handouts.compose.wording import filled, strong, words
from handouts.model.labels import Labels
from handouts.model.text import Span, Text
from handouts.reading.identity import joint_hash
from handouts.reading.kinds import KINDS


def content_id(given: SectionInput) -> str:
    """One hash of every record that the handout draws on: equal ids, equal words."""
    return joint_hash(
        {
            kind.path(file) if kind.held == "each" else kind.name: record
            for kind in KINDS
            if kind.for_readers
            for file, record in records_for(given, kind).items()
        }
    )


def trace(given: SectionInput) -> str:
    """What a page says of where it comes from, such as "breast 3f9c1a2b7d10 · 0.1.0".

    For another country it names that too: "breast ie 3f9c1a2b7d10 · 0.1.0".
    """
    country = (given.library.resources.country,) if abroad(given) else ()
    cancers = " ".join((*(cancer.id for cancer in given.cancers), *country))
    places = {"{cancers}": cancers, "{content}": given.content, "{version}": __version__}
    words = given.library.labels.furniture.trace
    for place, value in places.items():
        words = words.replace(place, value)
    return words.strip()  # where there is no cancer to name


def checked(given: SectionInput) -> tuple[Block, ...]:
    """When the facts were checked, who has reviewed them, and which content and program made the sheet."""
    mark = overdue_mark(given)
    marked = (strong(mark),) if mark else ()
    label = given.library.labels.text.provenance
    made = filled(label, content=given.content, version=__version__)
    texts = (dates(given), *marked, signed(given), made)
    return tuple(Paragraph(text=text, role="small") for text in texts)


def dates(given: SectionInput) -> Text:
    """When the sheet was written, how old its drug facts may be, and when the first review falls due."""
    labels = given.library.labels
    said = filled(
        labels.text.sources_dates,
        facts_as_of=date_in_words(min(review.facts_as_of for review in reviews(given)), labels),
        drug_facts=_drug_facts(given),
        review_by=date_in_words(review_due(given), labels),
    )
    return one_space(said)


def _drug_facts(given: SectionInput) -> Text:
    """How old the sources of the drug facts may be; empty where there are none of either."""
    labels = given.library.labels.text
    dated, all_dated = age_of_drug_facts(given)
    if dated is None:
        return () if all_dated else words(labels.drug_facts_undated)
    label = labels.drug_facts_dated if all_dated else labels.drug_facts_partly
    return filled(label, oldest=month_in_words(dated, given.library.labels))


def age_of_drug_facts(given: SectionInput) -> tuple[Published | None, bool]:
    """The oldest certain date of a source of the cancers' treatments and drugs, and whether all are certain.

    News and reviews count as the pages of public bodies do: what counts is when a fact was written down.
    """
    treatments = [each for cancer in given.cancers for each in verified(cancer.treatments)]
    claims = [*treatments, *(drug for each in treatments for drug in verified(each.drugs))]
    return oldest(given.library.sources[name].date for name in sources_of(claims))


def month_in_words(published: Published, labels: Labels) -> str:
    """A month as the language writes it, or the year where no more is known."""
    if not published.month:
        return str(published.year)
    month = labels.months[published.month - 1]
    return labels.text.month.replace("{month}", month).replace("{year}", str(published.year))


def one_space(text: Text) -> Text:
    """Without the second space where a place in a label was left empty."""
    kept: list[Span] = []
    for span in text:
        before = kept[-1].text if kept else ""
        said = span.text[1:] if before.endswith(" ") and span.text.startswith(" ") else span.text
        kept.append(msgspec.structs.replace(span, text=said))
    return tuple(kept)
