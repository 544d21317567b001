"""Which urgent signs concern a sheet, in which tier, and in whose words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from msgspec.structs import replace

from handouts.model.content import Cancer, Drug
from handouts.model.signs import TIERS, Concern, OwnSign, Sign, Tier


def signs_for(cancers: Iterable[Cancer], general: Iterable[Sign]) -> tuple[Sign, ...]:
    """The verified signs that concern people with any of these cancers, or anybody where there is none.

    Each stands once, in the order of the general signs, then those that only one cancer has; `tier` is the
    one in which a sheet prints it. Where two cancers word one sign in their own ways, the first one's words
    and the more urgent tier count.
    """
    cancers, general = tuple(cancers), tuple(general)
    known = {sign.id for sign in general}
    kept = (sign for sign in general if sign.verified and concerned(sign, cancers))
    found = [_told(_worded(sign, own_words(sign.id, cancers))) for sign in kept]
    extra = (own for cancer in cancers for own in cancer.signs if own.id not in known and own.verified)
    found += {own.id: _told(_of_its_own(own)) for own in extra}.values()
    tiers = {sign.id: sign.tier for sign in found}
    return tuple(_risen(sign, tiers) for sign in found)


def concerned(sign: Sign, cancers: Iterable[Cancer]) -> bool:
    """Whether a general sign concerns people with one of these cancers.

    Where no cancer is named, a reader may have any treatment: the signs of treatments count.
    """
    concern, cancers = sign.concerns, tuple(cancers)
    if concern is None:
        return True
    if not cancers:
        return bool(concern.treatments)
    return any(_concerns(concern, sign.id, cancer) for cancer in cancers)


def own_words(name: str, cancers: Iterable[Cancer]) -> tuple[OwnSign, ...]:
    """What cancers say of a general sign in their own way."""
    return tuple(own for cancer in cancers for own in cancer.signs if own.id == name and own.verified)


def in_tier(signs: Iterable[Sign], tier: Tier) -> tuple[Sign, ...]:
    """The signs of one tier, in order."""
    return tuple(sign for sign in signs if sign.tier == tier)


def in_short(signs: Iterable[Sign], tier: Tier) -> tuple[Sign, ...]:
    """The signs of one tier without those that another one of it says as well once both are short."""
    found = in_tier(signs, tier)
    names = {sign.id for sign in found}
    kept = {sign.short: sign for sign in reversed(found) if not names.intersection(sign.covered_by)}
    return tuple(reversed(kept.values()))


def _concerns(concern: Concern, name: str, cancer: Cancer) -> bool:
    treatments = [each for each in cancer.treatments if each.verified]
    return (
        cancer.id in concern.cancers
        or any(own.id == name for own in cancer.signs)
        or any(kind in concern.treatments for each in treatments for kind in each.kinds)
        or any(is_named(drug, concern.drugs) for each in treatments for drug in each.drugs if drug.verified)
        or bool(set(concern.spread).intersection(cancer.spread.sites))
    )


def is_named(drug: Drug, names: Iterable[str]) -> bool:
    """Whether one of these is the drug, or one of several given together."""
    return any(re.search(rf"\b{re.escape(name)}\b", drug.generic, re.IGNORECASE) for name in names)


def _worded(sign: Sign, own: tuple[OwnSign, ...]) -> Sign:
    """A general sign in the words of the first cancer that has some, in the most urgent tier of all."""
    if not own:
        return sign
    words = next((each for each in own if each.sign or each.short or each.why), own[0])
    tier = min((sign.tier, *(each.tier for each in own if each.tier)), key=TIERS.index)
    return replace(
        sign,
        tier=tier,
        sign=words.sign or sign.sign,
        short=words.short or sign.short,
        why=words.why or sign.why,
        sources=tuple(dict.fromkeys((*sign.sources, *words.sources))),
        action_sources=tuple(dict.fromkeys((*sign.action_sources, *words.action_sources))),
        action_verified=sign.action_verified and all(each.action_verified for each in own),
    )


def _of_its_own(own: OwnSign) -> Sign:
    """A sign that only one cancer has: it is complete, or it has not been read (`reading.references`)."""
    assert own.tier
    assert own.sign
    assert own.short
    return Sign(
        id=own.id,
        tier=own.tier,
        sign=own.sign,
        short=own.short,
        why=own.why,
        sources=own.sources,
        action_sources=own.action_sources,
        action_verified=own.action_verified,
    )


def _risen(sign: Sign, tiers: Mapping[str, Tier]) -> Sign:
    """The sign in the tier of a more urgent one that has the same symptom, if that stands on the sheet."""
    beside = (tiers[name] for name in sign.rises_with if name in tiers)
    return replace(sign, tier=min((sign.tier, *beside), key=TIERS.index))


def _told(sign: Sign) -> Sign:
    """The sign in the tier in which it is printed: an unverified same-day action rises to call-now."""
    return replace(sign, tier="call-now") if sign.tier == "same-day" and not sign.action_verified else sign
