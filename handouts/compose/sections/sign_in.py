"""A sign-in sheet: first names only, on a page of its own."""

from __future__ import annotations

from handouts.compose.blocks import Block, Heading, NewPage, Paragraph, SignIn
from handouts.compose.given import Given
from handouts.compose.wording import literal, words

ROWS = 18
"""As many as a page holds."""


def sign_in(given: Given) -> tuple[Block, ...]:
    """A table to pass around. No last names: nobody must be found by a sheet that is left behind."""
    labels = given.library.labels.group
    table = SignIn(head=(literal(labels.first_name), literal(labels.reach)), rows=ROWS, shares=(0.4, 0.6))
    return (
        NewPage(),
        Heading(text=literal(labels.sign_in), level=2),
        Paragraph(text=words(labels.sign_in_lead), role="lead"),
        table,
        NewPage(),
    )
