"""Scores a handout on PEMAT-P and the CDC Clear Communication Index.

PEMAT-P (AHRQ 2013): 24 items; 70 % is the customary pass, 80 % is our aim. Clear Communication Index (CDC
2013): 20 items; 90 % passes. Only what a program can judge is judged; the rest is listed for a person, so
a total here is no full score. The items are in our own words.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final, Literal, get_args

from handouts.checks import pemat_judges as judge
from handouts.checks.pemat_judges import Judge, Met
from handouts.checks.pemat_sheet import JudgedSheet, sheet_of
from handouts.checks.wordlist import read_words
from handouts.compose.handout import Handout
from handouts.errors import UsageError
from handouts.model.base import Record
from handouts.model.library import Library

Instrument = Literal["PEMAT-P", "CCI"]
INSTRUMENTS: Final[tuple[Instrument, ...]] = get_args(Instrument)
Judged = Met | Literal["for a person"]
Question = tuple[int, str, Judge | None]
"""Number in the instrument, the item, and its judge; None: only a person can judge it."""


class Item(Record, frozen=True, kw_only=True):
    """One item of an instrument and how the handout does."""

    instrument: Instrument
    number: int
    text: str
    met: Judged
    evidence: str


class Scores(Record, frozen=True, kw_only=True):
    """How a handout does on both instruments."""

    title: str
    items: tuple[Item, ...]

    def of(self, instrument: Instrument, met: Judged) -> tuple[Item, ...]:
        """The items of an instrument that were judged so."""
        return tuple(item for item in self.items if item.instrument == instrument and item.met == met)

    def percent(self, instrument: Instrument) -> float | None:
        """Share of the judged items that are met, in percent; None where none was judged."""
        yes, no = len(self.of(instrument, "yes")), len(self.of(instrument, "no"))
        return 100 * yes / (yes + no) if yes + no else None


def scores(handout: Handout, library: Library) -> Scores:
    """Score a composed handout. Raises UsageError where its language has no word list."""
    words = read_words(library.labels.language)
    if words is None:
        raise UsageError(f"There is no word list for the language '{library.labels.language}'.")
    sheet = sheet_of(handout, library, words)
    items = (*_items("PEMAT-P", _pemat(), sheet), *_items("CCI", _cci(), sheet))
    return Scores(title=handout.title, items=items)


def _items(instrument: Instrument, questions: Iterable[Question], sheet: JudgedSheet) -> Iterator[Item]:
    for number, text, judged_by in questions:
        verdict: tuple[Judged, str] = judged_by(sheet) if judged_by else ("for a person", "")
        yield Item(instrument=instrument, number=number, text=text, met=verdict[0], evidence=verdict[1])


def _pemat() -> tuple[Question, ...]:
    """PEMAT-P; items 13 and 14 are for films and sound."""
    return (
        (1, "A title and a line below it say what the sheet is for", judge.purpose),
        (2, "Nothing distracts from that", None),
        (3, "Everyday words", judge.plain_words),
        (4, "Words of medicine are explained where they first stand", judge.terms_explained),
        (5, "Active voice", judge.active_voice),
        (6, "Numbers are easy: whole numbers, no percent, no fractions", judge.easy_numbers),
        (7, "The reader need not calculate", judge.no_calculating),
        (8, "Short pieces: short paragraphs and lists", judge.short_pieces),
        (9, "Headings that tell what follows", judge.headings),
        (10, "A sensible order", None),
        (11, "A summary", judge.summary),
        (12, "Boxes, bullets and bold lead the eye to what matters", judge.cues),
        (15, "Pictures wherever they would help", None),
        (16, "Pictures support the text", None),
        (17, "Pictures have titles or captions", judge.captions),
        (18, "Drawings and photographs are clear", None),
        (19, "Simple tables with short heads", judge.tables),
        (20, "At least one thing that the reader can do", judge.actions),
        (21, "The reader is spoken to as you", judge.speaks_to_you),
        (22, "What to do comes in small steps", judge.small_steps),
        (23, "A tool to use: boxes to tick, lines to write on", judge.tool),
        (24, "Calculations are shown step by step", judge.no_calculating_to_show),
        (25, "Charts and tables say how to use them", None),
        (26, "Pictures wherever they would make it easier to act", None),
    )


def _cci() -> tuple[Question, ...]:
    """The Clear Communication Index; items 15 to 20 apply where there are numbers and risks."""
    return (
        (1, "One main message", None),
        (2, "The main message stands first", judge.summary_first),
        (3, "The main message is marked for the eye", judge.summary),
        (4, "A captioned picture carries the main message", None),
        (5, "The reader is asked to do something", judge.actions),
        (6, "Main message and request are in the active voice", judge.active_where_it_matters),
        (7, "Words that the reader uses, or explained ones", judge.terms_explained),
        (8, "Lists, none of more than 7 items", judge.lists),
        (9, "Pieces with headings", judge.headings),
        (10, "The first section sums up what matters most", judge.summary_first),
        (11, "It says what is known and what is not", judge.unknowns),
        (12, "Something to do is recommended", judge.actions),
        (13, "It says why that matters", judge.reasons),
        (14, "It says exactly how to do it", None),
        (15, "Numbers that the reader uses: whole, of 100", judge.easy_numbers),
        (16, "It says what the numbers mean", judge.numbers_explained),
        (17, "The reader need not calculate", judge.no_calculating),
        (18, "It says what the risk is", None),
        (19, "Risks and benefits of what is recommended", None),
        (20, "A chance is also told in words or a picture", judge.numbers_explained),
    )
