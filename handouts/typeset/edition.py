"""The edition: a handout typeset in a layout. Reading one needs no ReportLab."""

from __future__ import annotations

from typing import NamedTuple

from handouts.pdf.template import Template


class Sheets(NamedTuple):
    """The same pages on sheets to fold or cut, for printing only."""

    template: Template
    sides: int
    how: str  # booklet, cards, folded-cards or panels
    flip: str  # about which edge the printer turns the sheets
    times: int  # how often the handout stands on them: ten cards, one booklet


class Edition(NamedTuple):
    """A handout typeset in a layout, ready to be stamped. Holds no patient data."""

    title: str
    paper: str
    pages: int
    fallback: str  # family for letters that the edition's own face lacks
    template: Template
    empty_sections: tuple[str, ...]  # that had nothing to say, or were not asked for
    omissions: tuple[str, ...]  # what it has no room for, in words
    review_by: str  # ISO date on which the first review of its content falls due
    content: str  # which content it was made from (compose/provenance.py)
    sheets: Sheets | None = None  # None: the pages themselves are printed
    told: tuple[str, ...] = ()  # about the clinic's phones, for whoever prints it
    shared: bool = True  # whether it serves copies without its optional fields: no page more, no word less

    @property
    def printed(self) -> Edition:
        """What goes to the printer."""
        if self.sheets is None:
            return self
        return self._replace(template=self.sheets.template, pages=self.sheets.sides)
