"""Sign-offs: each is valid for one content only; those that are no longer valid are reported."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import msgspec

from handouts.checks.gate import Finding, Subject, advice
from handouts.model.clinic import Clinic, SignOff
from handouts.reading.hints import did_you_mean
from handouts.reading.identity import counts, records
from handouts.reading.kinds import KINDS


def gate(subject: Subject) -> Iterator[Finding]:
    """Sign-offs of records that do not exist or have changed, or that name no content."""
    named = records(subject.library)
    for record, parsed in subject.pages:
        if not isinstance(record, Clinic):
            continue
        for at, signoff in enumerate(record.signed):
            if _is_checked(signoff, named) and not counts(signoff, named.get(signoff.record)):
                message, fix = _invalid(signoff, named)
                yield advice(parsed, ("signed", at), message, fix)


def _is_checked(signoff: SignOff, named: Mapping[str, msgspec.Struct]) -> bool:
    """Whether the library can hold the record: it has only one country and one language."""
    name = signoff.record.partition("/")[0]
    return signoff.record in named or name not in (k.name for k in KINDS if k.key and k.held == "one")


def _invalid(signoff: SignOff, named: Mapping[str, msgspec.Struct]) -> tuple[str, str]:
    """Why a sign-off does not count, and what to do."""
    record, who = signoff.record[:60], f"the sign-off of {signoff.by}, {signoff.on}, does not count"
    if signoff.record not in named:
        message = f"{who}: there is no faultless record '{record}'{did_you_mean(record, named)}"
        return message, "Name the record rightly."
    fix = f"Let it be reviewed and sign again: handouts sign DIR {record} --by NAME --on DATE."
    if signoff.content is None:
        return f"{who}: it does not say which content of {record} was reviewed", fix
    return f"{who}: {record} has changed since", fix
