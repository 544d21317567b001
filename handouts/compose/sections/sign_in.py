"""A sign-in sheet: first names only, on a sheet of its own."""

from __future__ import annotations

from handouts.compose.blocks import Block, Grid, GridColumn, GridRow, Heading, NewPage, Paragraph
from handouts.compose.section_input import SectionInput
from handouts.compose.sections.section import Section
from handouts.compose.wording import filled, literal, words
from handouts.model.text import plain

ROWS = 19
"""As many as a page holds."""


def sign_in(given: SectionInput) -> tuple[Block, ...]:
    """A table to pass around. No last names: nobody must be found by a sheet that is left behind."""
    labels = given.library.labels.group
    columns = (
        GridColumn(name="name", title=literal(labels.first_name), said=labels.first_name, share=0.4),
        GridColumn(name="reach", title=literal(labels.reach), said=labels.reach, share=0.6),
    )
    said = (plain(filled(labels.sign_in_row, row=row)) for row in range(1, ROWS + 1))
    rows = tuple(GridRow(name=f"person-{at}", head=None, said=each) for at, each in enumerate(said, 1))
    return (
        NewPage(recto=True),
        Heading(text=literal(labels.sign_in), level=2),
        Paragraph(text=words(labels.sign_in_lead), keep_with_next=True),
        Grid(columns=columns, rows=rows, lines=1, summary=labels.sign_in_summary),
    )


SECTIONS = (Section("sign-in", "A sign-in sheet for a group: first names only.", sign_in, draws_on=()),)
