"""Signs: each concerns somebody, and each treatment has the kinds by which signs refer to it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from handouts.checks.gate import Finding, Subject, advice, error
from handouts.compose.urgent import is_named
from handouts.model.content import Cancer, Urgent
from handouts.model.signs import Concern
from handouts.reading.hints import did_you_mean
from handouts.reading.parsed import Parsed, Steps

_FIX: Final = "Name one as a cancer's file has it, or take it out: nobody is told of the sign because of it."


def gate(subject: Subject) -> Iterator[Finding]:
    """What a sign concerns and no cancer has, and treatments without kinds."""
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
    treatments = [treatment for cancer in cancers for treatment in cancer.treatments]
    drugs = [drug for treatment in treatments for drug in treatment.drugs]
    kinds: set[str] = {kind for treatment in treatments for kind in treatment.kinds}
    sites: set[str] = {site for cancer in cancers for site in cancer.spread.sites}
    named = {name for name in concern.drugs if any(is_named(drug, (name,)) for drug in drugs)}
    for key, what, known in (
        ("treatments", "treatment of the kind", kinds),
        ("drugs", "drug", named | {drug.generic for drug in drugs}),
        ("spread", "place of spread", sites),
    ):
        for at, name in enumerate(getattr(concern, key)):
            if name not in known:
                message = f"no cancer has a {what} '{name}'{did_you_mean(name, known)}"
                yield error(parsed, (*steps, key, at), message, _FIX)


def _without_kinds(cancer: Cancer, parsed: Parsed) -> Iterator[Finding]:
    for at, treatment in enumerate(cancer.treatments):
        if treatment.verified and not treatment.kinds:
            message = f"'{treatment.name}' has no kinds, so its urgent signs stand on no sheet because of it"
            fix = "Say under 'kinds:' how it works: a schema-aware editor lists all kinds."
            yield advice(parsed, ("treatments", at), message, fix)
