"""Sign-offs: each counts for one content only; those that count no longer are told."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import msgspec

from handouts.checks.finding import Finding, finding
from handouts.checks.subject import Subject
from handouts.model.clinic import Clinic, SignOff
from handouts.reading.hints import did_you_mean
from handouts.reading.identity import counts, records
from handouts.reading.kinds import KINDS

GATE = "signoffs"


def signoffs(subject: Subject) -> Iterator[Finding]:
    """Sign-offs of records that are not there, that changed since, or that name no content."""
    named = records(subject.library)
    for record, parsed in subject.pages:
        if not isinstance(record, Clinic):
            continue
        for at, signoff in enumerate(record.signed):
            if _judged(signoff, named) and not counts(signoff, named.get(signoff.record)):
                message, mend = _void(signoff, named)
                yield finding(GATE, "advice", parsed.fault(message, ("signed", at)), mend)


def _judged(signoff: SignOff, named: Mapping[str, msgspec.Struct]) -> bool:
    """A subject holds one country and one language; others are not judged by it."""
    name = signoff.record.partition("/")[0]
    of_several = (kind.name for kind in KINDS if kind.key and kind.held == "one")
    return signoff.record in named or name not in of_several


def _void(signoff: SignOff, named: Mapping[str, msgspec.Struct]) -> tuple[str, str]:
    """Why a sign-off does not count, and what to do."""
    record, who = signoff.record[:60], f"the sign-off of {signoff.by}, {signoff.on}, does not count"
    if signoff.record not in named:
        return (
            f"{who}: there is no faultless record '{record}'{did_you_mean(record, named)}",
            "Name the record rightly.",
        )
    again = f"Let it be reviewed and sign again: handouts sign DIR {record} --by NAME --on DATE."
    if signoff.content is None:
        return f"{who}: it does not say which content of {record} was reviewed", again
    return f"{who}: {record} has changed since", again
