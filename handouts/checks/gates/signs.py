"""Signs: each concerns somebody, and each treatment says by which signs it is known."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from handouts.checks.finding import Finding, finding
from handouts.checks.subject import Subject
from handouts.compose.urgent import is_named
from handouts.model.content import Cancer, Urgent
from handouts.model.signs import Concern
from handouts.reading.hints import did_you_mean
from handouts.reading.parsed import Parsed, Steps

GATE = "signs"

_MEND = "Name one as a cancer's file has it, or take it out: nobody is told of the sign because of it."


def gate(subject: Subject) -> Iterator[Finding]:
    """What a sign concerns and no cancer has, and treatments whose signs nobody is told of."""
    cancers = tuple(subject.library.cancers.values())
    for record, parsed in subject.pages:
        if isinstance(record, Urgent):
            for at, sign in enumerate(record.signs):
                if sign.concerns:
                    yield from _nobody(sign.concerns, cancers, parsed, ("signs", at, "concerns"))
        if isinstance(record, Cancer):
            yield from _without_kinds(record, parsed)


def _nobody(concern: Concern, cancers: Iterable[Cancer], parsed: Parsed, steps: Steps) -> Iterator[Finding]:
    """Kinds of treatment, drugs and places that no cancer has."""
    cancers = tuple(cancers)
    treatments = [each for cancer in cancers for each in cancer.treatments]
    drugs = [drug for each in treatments for drug in each.drugs]
    kinds: set[str] = {kind for each in treatments for kind in each.kinds}
    sites: set[str] = {site for cancer in cancers for site in cancer.spread.sites}
    generics = {drug.generic for drug in drugs}
    strangers = [name for name in concern.drugs if not any(is_named(drug, (name,)) for drug in drugs)]
    for key, what, names, known in (
        (
            "treatments",
            "treatment of the kind",
            [each for each in concern.treatments if each not in kinds],
            kinds,
        ),
        ("drugs", "drug", strangers, generics),
        ("spread", "place of spread", [each for each in concern.spread if each not in sites], sites),
    ):
        for name in names:
            at = getattr(concern, key).index(name)
            message = f"no cancer has a {what} '{name}'{did_you_mean(name, known)}"
            yield finding(GATE, "error", parsed.fault(message, (*steps, key, at)), _MEND)


def _without_kinds(cancer: Cancer, parsed: Parsed) -> Iterator[Finding]:
    for at, treatment in enumerate(cancer.treatments):
        if treatment.verified and not treatment.kinds:
            message = f"'{treatment.name}' has no kinds, so its urgent signs stand on no sheet because of it"
            mend = "Say under 'kinds:' how it works: a schema-aware editor lists all kinds."
            yield finding(GATE, "advice", parsed.fault(message, ("treatments", at)), mend)
