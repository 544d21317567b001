"""Checks of urgent signs: those that they speak of must be there, and a cancer's own must be complete."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from handouts.errors import Diagnostic
from handouts.model.content import Cancer, Urgent
from handouts.model.signs import TIERS, OwnSign, Tier
from handouts.reading.hints import did_you_mean
from handouts.reading.ids import twice, unknown_in
from handouts.reading.parsed import Parsed, Steps

_NEEDED = ("tier", "sign", "short", "sources")


def check_urgent(parsed: Parsed, urgent: Urgent, known: Mapping[str, Tier] | None) -> Iterator[Diagnostic]:
    """Ids that stand twice, and signs that speak of one that does not exist."""
    yield from twice(parsed, "signs", (sign.id for sign in urgent.signs))
    for at, sign in enumerate(urgent.signs):
        steps: Steps = ("signs", at)
        for key, names in (("covered_by", sign.covered_by), ("rises_with", sign.rises_with)):
            yield from unknown_in(parsed, names, (*steps, key), known, "general sign")
        if sign.action_verified and not sign.action_sources:
            message = "name where the action was read in 'action_sources', or say 'action_verified: false'"
            yield parsed.fault(message, steps)


def check_own_signs(parsed: Parsed, cancer: Cancer, known: Mapping[str, Tier] | None) -> Iterator[Diagnostic]:
    """A general sign may only become more urgent; a sign that no other cancer has must say all."""
    yield from twice(parsed, "signs", (own.id for own in cancer.signs))
    if known is None:
        return
    for at, own in enumerate(cancer.signs):
        steps: Steps = ("signs", at)
        if own.id not in known:
            yield from _incomplete(parsed, own, steps, known)
        elif own.tier and TIERS.index(own.tier) > TIERS.index(known[own.id]):
            message = f"a cancer can make the sign '{own.id}' more urgent than {known[own.id]}, not less"
            yield parsed.fault(message, (*steps, "tier"))


def _incomplete(
    parsed: Parsed, own: OwnSign, steps: Steps, known: Mapping[str, Tier]
) -> Iterator[Diagnostic]:
    missing = [key for key in _NEEDED if not getattr(own, key)]
    if missing:
        hint = did_you_mean(own.id, known) or "."
        needs = f"A sign that only this cancer has needs {', '.join(missing)}, too"
        yield parsed.fault(f"there is no general sign '{own.id}'{hint} {needs}", (*steps, "id"))
