"""Which records a sheet draws on: only these must have been reviewed before it may say that it was."""

from __future__ import annotations

from typing import Final, Literal

from handouts.compose.given import Given

Kind = Literal["cancers", "tips", "stage4", "evidence", "urgent", "resources", "group"]

EVERYTHING: Final[tuple[Kind, ...]] = (
    "cancers",
    "tips",
    "stage4",
    "evidence",
    "urgent",
    "resources",
    "group",
)
"""What a section is taken to draw on of which nothing else is said here."""

_SIGNS: Final[tuple[Kind, ...]] = ("cancers", "urgent", "resources")

DRAWS_ON: Final[dict[str, tuple[Kind, ...]]] = {
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


def drawn_on(given: Given) -> tuple[str, ...]:
    """The records whose words are on a sheet, by the names that sign-offs use."""
    kinds = {kind for name in given.saying for kind in DRAWS_ON.get(name, EVERYTHING)}
    cancers = tuple(f"cancers/{cancer.id}" for cancer in given.cancers)  # its title names them
    tips = tuple(f"tips/{tip.id}" for tip in given.tips) if "tips" in kinds else ()
    resources = (f"resources/{given.library.resources.country}",) if "resources" in kinds else ()
    general = tuple(kind for kind in ("evidence", "group", "stage4", "urgent") if kind in kinds)
    return (*cancers, *tips, *resources, *general, *(("glossary",) if given.explains else ()))
