"""What a sheet has no room for: one list, which the command, a batch's summary and its manifest print."""

from __future__ import annotations

from handouts.model.selection import Selection
from handouts.typeset.edition import Edition

PARTS = {
    "advice": "the advice about fever",
    "card-clinic": "the clinic's name",
    "card-hours": "the hours of the phones",
    "questions: panel": "more questions",
    "signs: same-day": "the signs to call about the same day",
    "special: panel": "more of what is special about it",
    "spread: panel": "more about where it can spread",
    "stage4: panel": "more about what the stage means",
    "support: panel": "more helplines",
    "tests: panel": "more tests to ask about",
    "treatments: panel": "what each treatment is for",
}
"""Parts of cards and leaflets that may be left out, wholly or from their end. A test holds it complete."""

_OF_ONE_CANCER = ("special: panel", "spread: panel")
"""Parts that leaflets about several cancers never have room for."""

_CODES = "codes to scan"


def omissions(edition: Edition, selection: Selection) -> tuple[str, ...]:
    """What the sheet of a selection leaves out for want of room, as phrases, each once. Pure."""
    several = len(selection.cancers) > 1
    unprinted = (name for name in edition.left_out if several and name in _OF_ONE_CANCER)
    named = (PARTS[name] for name in (*edition.no_room, *unprinted))
    codes = (_CODES,) if selection.qr and "codes" in edition.left_out else ()
    return tuple(dict.fromkeys((*edition.gone, *named, *codes)))
