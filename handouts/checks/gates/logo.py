"""The clinic's logo: many are made for dark screens and websites, and vanish on paper."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from handouts.checks.gate import Finding, Subject, advice
from handouts.model.clinic import Clinic
from handouts.reading.logo import LogoError, seen_on_paper

_ENOUGH: Final = 0.03  # the least share of the drawn part that must be plain to see
_MOST_LOST: Final = 0.5  # the largest share that may be white: white letters beside a dark emblem
_FIX: Final = "Save the logo in a version for white paper, and look at a sheet with it."


def gate(subject: Subject) -> Iterator[Finding]:
    """A logo that can hardly be seen on white paper."""
    for record, parsed in subject.pages:
        if not isinstance(record, Clinic) or record.logo is None:
            continue
        try:
            seen = seen_on_paper(record.logo, Path(parsed.file).parent)
        except LogoError:
            continue  # reported by the gate `structure`
        if seen.plain < _ENOUGH:
            message = "the logo can hardly be seen on white paper"
        elif seen.lost > _MOST_LOST:
            message = f"{seen.lost:.0%} of the logo is as white as the paper, and is lost there"
        else:
            continue
        yield advice(parsed, ("logo", "file"), message, _FIX)
