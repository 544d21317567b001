"""Urgent signs: what the care team must hear about, how fast, and whom it concerns."""

from typing import Final, Literal, get_args

from handouts.model.base import AnySourceIds, Claim, Id, Plain, Record, Short, Words

Tier = Literal["call-911", "call-now", "same-day"]
"""How fast: the emergency number now; the 24-hour number now, or the emergency room if nobody answers; or the
team the same day."""

TIERS: Final[tuple[Tier, ...]] = get_args(Tier)
"""The tiers, the most urgent first."""

TreatmentKind = Literal[
    "ablation-embolization",
    "adc",
    "alk-ros1-ret-pills",
    "anti-cd38",
    "anti-vegf-antibodies",
    "bispecifics",
    "bone-medicines",
    "braf-mek-pills",
    "btk-pills",
    "car-t",
    "cd20-antibodies",
    "cdk46-pills",
    "cell-vaccine",
    "checkpoint-inhibitors",
    "chemotherapy",
    "egfr-antibodies",
    "egfr-pills",
    "fgfr-pills",
    "her2-antibodies",
    "her2-pill",
    "hif-pill",
    "hormone-breast",
    "hormone-prostate",
    "hormone-prostate-added",
    "hormone-uterus",
    "idh-pills",
    "imids",
    "kit-pdgfra-pills",
    "kras-pills",
    "met-pills",
    "mtor-pills",
    "other-antibodies",
    "parp-pills",
    "pik3ca-akt-pills",
    "proteasome-inhibitors",
    "radiation-external",
    "radiation-stereotactic",
    "radioiodine",
    "radioligand",
    "seizure-medicine",
    "somatostatin-analogs",
    "stem-cell-transplant",
    "stents-bypass-blocks",
    "steroids",
    "surgery",
    "thyroid-hormone",
    "til-tcr-cells",
    "tumor-treating-fields",
    "urinary-diversion",
    "vegf-pills",
    "virus-therapy",
    "watch-and-wait",
]
"""Kinds of treatment that share how they work, and so their side effects and signs."""


class Concern(Record, frozen=True, kw_only=True):
    """Whom a sign concerns: everybody to whom one of these applies."""

    cancers: tuple[Id, ...] = ()
    treatments: tuple[TreatmentKind, ...] = ()  # that may be used for the cancer
    drugs: tuple[Plain, ...] = ()  # generic names among the cancer's drugs
    spread: tuple[Id, ...] = ()  # places where the cancer often spreads


class Sign(Claim, frozen=True, kw_only=True):
    """A sign that the care team must hear about, and how fast.

    The sign and the action have sources and flags of their own: that chest pain may be a clot is one fact,
    that one calls an ambulance for it another. Where the action is not verified, a same-day sign rises to
    call-now.
    """

    id: Id
    tier: Tier
    sign: Words
    short: Short
    why: Words | None = None  # what it may be, as a phrase: "may be a blood clot"
    concerns: Concern | None = None  # none: everybody
    covered_by: tuple[Id, ...] = ()  # in a box of short signs, one of these in the same tier says this, too
    rises_with: tuple[Id, ...] = ()  # printed in the tier of the most urgent of these: a symptom has one tier
    action_sources: AnySourceIds = ()
    action_verified: bool = True


class OwnSign(Record, frozen=True, kw_only=True):
    """A sign that a cancer names: a general one, perhaps in its own words, or one that no other cancer has.

    Naming a general sign makes it concern this cancer. A tier of its own only ever makes it more urgent.
    """

    id: Id
    tier: Tier | None = None
    sign: Words | None = None
    short: Short | None = None
    why: Words | None = None
    sources: AnySourceIds = ()
    verified: bool = True
    action_sources: AnySourceIds = ()
    action_verified: bool = True


class LocalSign(Claim, frozen=True, kw_only=True):
    """What a general sign says besides in one country: a line to call in a crisis."""

    id: Id  # of the general sign
    why: Words  # as the sign's own: a phrase
    short: Short | None = None  # the sign with it, in short
