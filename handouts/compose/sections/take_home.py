"""Where the pages to hand out begin, in a pack for whoever leads a group."""

from __future__ import annotations

from handouts.compose.blocks import Block, Heading, NewPage, Paragraph
from handouts.compose.parts import TAKE_HOME
from handouts.compose.section_input import SectionInput, title_of_cancers
from handouts.compose.sections.section import Section
from handouts.compose.wording import literal, words


def take_home(given: SectionInput) -> tuple[Block, ...]:
    """A sheet of its own begins, with what it is about: these pages are copied, those before them are not."""
    labels = given.library.labels.titles[TAKE_HOME]
    about = title_of_cancers(given) if given.cancers else literal(labels.title)
    return (
        NewPage(recto=True, restart_numbering=True),
        Heading(text=about, level=2, as_title=True),
        Paragraph(text=words(labels.subtitle), role="subtitle"),
    )


SECTIONS = (
    Section(
        "take-home",
        "The pages to hand out begin here, with what they are about.",
        take_home,
        draws_on=("cancers",),
    ),
)
