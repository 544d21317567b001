"""Where a sheet comes from: which content, and which version of the program."""

from __future__ import annotations

from handouts import __version__
from handouts.compose.blocks import Block, Paragraph
from handouts.compose.given import (
    Given,
    abroad,
    date_in_words,
    leads_a_group,
    overdue_mark,
    review_due,
    reviews,
)
from handouts.compose.reviewed import signed
from handouts.compose.wording import filled, strong
from handouts.model.text import Text
from handouts.reading.identity import joint_hash


def content_id(given: Given) -> str:
    """One hash of every record that the handout draws on: equal ids, equal words."""
    library = given.whole
    return joint_hash(
        {
            **{f"cancers/{cancer.id}": library.cancers[cancer.id] for cancer in given.cancers},
            **{f"tips/{tip.id}": library.tips[tip.id] for tip in given.tips},
            **({"group": library.group} if leads_a_group(given) else {}),
            "evidence": library.evidence,
            "glossary": library.glossary,
            "labels": library.labels,
            "resources": library.resources,
            "stage4": library.stage4,
            "urgent": library.urgent,
        }
    )


def trace(given: Given) -> str:
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


def checked(given: Given) -> tuple[Block, ...]:
    """When the facts were checked, who has reviewed them, and which content and program made the sheet."""
    mark = overdue_mark(given)
    marked = (strong(mark),) if mark else ()
    label = given.library.labels.text.provenance
    made = filled(label, content=given.content, version=__version__)
    texts = (dates(given), *marked, signed(given), made)
    return tuple(Paragraph(text=text, role="small") for text in texts)


def dates(given: Given) -> Text:
    """When the first of the facts were checked, and when the first review falls due."""
    labels = given.library.labels
    return filled(
        labels.text.sources_dates,
        facts_as_of=date_in_words(min(review.facts_as_of for review in reviews(given)), labels),
        review_by=date_in_words(review_due(given), labels),
    )
