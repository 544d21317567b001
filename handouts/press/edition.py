"""The edition: a handout typeset in a layout. Reading one needs no ReportLab."""

from typing import NamedTuple

from handouts.press.pdf.template import Template


class Edition(NamedTuple):
    """A handout typeset in a layout, ready to be stamped. Holds no patient data."""

    title: str
    paper: str
    pages: int
    fallback: str  # family for letters that the edition's own face lacks
    template: Template
    left_out: tuple[str, ...]  # sections that had nothing to say, or were not asked for
    gone: tuple[str, ...]  # what is left out for space, in words
    review_by: str  # ISO date on which the first review of its content falls due
    content: str  # which content it was made from (compose/provenance.py)
