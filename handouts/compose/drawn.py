"""Which records a sheet draws on: only these must have been reviewed before it may say that it was."""

from __future__ import annotations

from typing import Final

from handouts.compose.section_input import SectionInput, records_for
from handouts.reading.kinds import KINDS

EVERYTHING: Final = tuple(kind.name for kind in KINDS if kind.reviewed)
"""What a section is taken to draw on of which nothing else is said here."""

_SIGNS: Final = ("cancers", "urgent", "resources")

DRAWS_ON: Final[dict[str, tuple[str, ...]]] = {
    **dict.fromkeys(("agenda", "discussion"), ("group",)),
    **dict.fromkeys(("ask-cancer", "ask-tests", "ask-treatments", "take-home"), ("cancers",)),
    **dict.fromkeys(("special", "spread", "tests", "to-know", "treatments", "trials"), ("cancers",)),
    **dict.fromkeys(("special: panel", "spread: panel", "tests: panel"), ("cancers",)),
    **dict.fromkeys(("questions: panel", "treatments: brief", "treatments: panel"), ("cancers",)),
    "numbers": ("cancers",),
    **dict.fromkeys(("questions", "questions: brief", "stage4", "stage4: panel"), ("cancers", "stage4")),
    "ask-general": ("stage4",),
    **dict.fromkeys(("ask-help", "tips"), ("tips",)),
    "evidence": ("evidence",),
    **dict.fromkeys(("contacts", "contacts: band", "phones: cover"), ("resources",)),
    **dict.fromkeys(("support", "support: brief", "support: panel"), ("resources",)),
    **dict.fromkeys(
        ("signs", "signs: reasons", "signs: call-911", "signs: call-now", "signs: same-day"), _SIGNS
    ),
    "advice": ("urgent", "resources"),
    "signs: line": ("urgent",),
    # What only labels and the clinic say, and what tells of all other sections.
    "call-team": ("resources",),
    **dict.fromkeys(("ask-own", "card-foot", "card-helper", "card-medicines"), ()),
    **dict.fromkeys(("card-owner", "event", "notes", "notice", "overleaf"), ()),
    **dict.fromkeys(("phones", "sign-in", "turn-over"), ()),
    **dict.fromkeys(("diary-appointments", "diary-days", "diary-how", "diary-medicines"), ()),
    "diary-questions": (),
    **dict.fromkeys(("sources: line", "sources: panel", "sources", "sources: brief"), ()),
}
"""The kinds of records that each section may print from. Any of them may explain words of the glossary."""


def drawn_on(given: SectionInput) -> tuple[str, ...]:
    """The records whose words are on a sheet, by the names that sign-offs use."""
    drawn = {kind for name in given.saying for kind in DRAWS_ON.get(name, EVERYTHING)}
    drawn |= {"cancers", "glossary"} if given.explains else {"cancers"}  # the title names the cancers
    return tuple(kind.path(file) for kind in KINDS if kind.name in drawn for file in records_for(given, kind))
