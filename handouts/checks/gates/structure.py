"""Structure: what reading refuses is an error here, so that one command shows everything."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from handouts.checks.finding import Finding, finding
from handouts.checks.subject import Subject
from handouts.errors import Fault
from handouts.reading.coverage import read_coverage
from handouts.reading.references import Known, check_page

GATE = "structure"

_MEND = "Change it as said. Until then nothing that draws on this file is printed."


def gate(subject: Subject) -> Iterator[Finding]:
    """Faults of the records that could be read: ids that lead nowhere, markup, letters, dates."""
    library = subject.library
    known = Known(
        sources=library.sources,
        terms=library.glossary.terms,
        cancers=library.cancers,
        signs=[sign.id for sign in library.urgent.signs if sign.id],
        coverage=read_coverage(),
    )
    return findings(fault for page in subject.pages for fault in check_page(page, known))


def findings(faults: Iterable[Fault]) -> Iterator[Finding]:
    """Faults that reading has already found, as findings."""
    return (finding(GATE, "error", fault, _MEND) for fault in faults)
