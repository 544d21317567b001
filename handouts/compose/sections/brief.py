"""Parts that only a brief sheet has: the turn of the sheet, room for notes, and where the facts come from."""

from __future__ import annotations

from handouts.compose.blocks import Block, Heading, NewPage, Paragraph, WriteIn
from handouts.compose.provenance import dates
from handouts.compose.reviewed import signed_briefly
from handouts.compose.section_input import SectionInput, overdue_mark
from handouts.compose.wording import filled, listed, literal, strong, words
from handouts.model.text import Span, Text

NOTES_LINES = 2


def turn_over(given: SectionInput) -> tuple[Block, ...]:
    """Where the signs stand, said beside whom to call."""
    return (Paragraph(text=words(given.library.labels.brief.turn_over)),)


def overleaf(given: SectionInput) -> tuple[Block, ...]:  # noqa: ARG001
    """The other side begins."""
    return (NewPage(),)


def notes(given: SectionInput) -> tuple[Block, ...]:
    """Lines to write on: as many as the page has room for."""
    labels = given.library.labels.brief
    return (
        Heading(text=literal(labels.notes), level=2),
        WriteIn(lines=given.limit.lines or NOTES_LINES, label=labels.notes_lines, fills=True),
    )


def sources_brief(given: SectionInput) -> tuple[Block, ...]:
    """What is left out, where the sources stand, when the facts were checked, and who reviewed them."""
    labels = given.library.labels
    parts = listed(list(given.gone), labels.text.joined)
    left_out = (filled(labels.brief.left_out, parts=parts),) if parts else ()
    mark = overdue_mark(given)
    marked = (strong(mark),) if mark else ()
    sourced = given.cancers or given.citations  # questions alone have no sources
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


def _joined(*sentences: Text) -> Text:
    """Sentences as one paragraph."""
    return tuple(span for each in sentences for span in (*each, Span(text=" ")))[:-1]
