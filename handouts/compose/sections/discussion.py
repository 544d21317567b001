"""Questions to talk about in a group."""

from __future__ import annotations

from handouts.compose.blocks import Block, Bullets, Heading, Paragraph
from handouts.compose.section_input import SectionInput
from handouts.compose.sections.section import Section
from handouts.compose.wording import literal, words


def discussion(given: SectionInput) -> tuple[Block, ...]:
    """Open questions, none of which has a right answer."""
    labels = given.library.labels.group
    return (
        Heading(text=literal(labels.discussion), level=2),
        Paragraph(text=words(labels.discussion_lead), keep_with_next=True),
        Bullets(items=tuple(words(question) for question in given.library.group.questions)),
    )


SECTIONS = (Section("discussion", "Questions to talk about in a group.", discussion, draws_on=("group",)),)
