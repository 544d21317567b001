"""Codes that are not mapped to a cancer: how they are shown, and the lines that a clinic adds to map them.

Programs write codes and systems, but anybody may have typed into them: only what has the form of a code and
of the address of a code system is ever shown.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple

from handouts.reading.clinic import SYSTEMS

_CODE: Final = re.compile(r"(?=\S*\d)[A-Za-z0-9](?:[A-Za-z0-9./+_-]{0,38}[A-Za-z0-9+])?")
_SYSTEM: Final = re.compile(
    r"(?:https?://[A-Za-z0-9.-]+(?::\d+)?(?:/[A-Za-z0-9._~-]+)*/?|urn:oid:[0-9.]+|urn:uuid:[0-9A-Fa-f-]+)"
)
_LONGEST_SYSTEM: Final = 120

_HEAD: Final = (
    "# Codes that are not mapped yet, for codes in clinic.yaml. Write after cancer: an id that",
    "# `handouts list cancers` shows; where the code says that the cancer has spread far, add spread: true.",
    "# Leave out what does not say malignant; a code that came without words may be anything. A clinician",
    "# should sign the list.",
)


class PrintableCode(NamedTuple):
    """A code in the form in which clinic.yaml has it."""

    system: str  # a short word, or the address of the system
    code: str


def printable(system: str, code: str) -> PrintableCode | None:
    """A code in a form that can be shown and mapped; None where it has none."""
    address = system.partition("|")[0]
    if not _CODE.fullmatch(code):
        return None
    for word, addresses in SYSTEMS.items():
        if address.removesuffix("/") in addresses:
            return PrintableCode(word, code)
    shown = len(address) <= _LONGEST_SYSTEM and _SYSTEM.fullmatch(address)
    return PrintableCode(address, code) if shown else None


def lines_to_add(patients: Mapping[tuple[str, str], int], with_key: bool) -> Iterator[str]:
    """The lines for clinic.yaml, the most frequent first. `patients` are how many have each system and code.

    `with_key`: whether the line `codes:` stands before them.
    """
    if not patients:
        yield "# Every code of a cancer in the list is mapped."
        return
    counts: Counter[PrintableCode] = Counter()
    hidden = 0
    for each, count in patients.items():
        if code := printable(*each):
            counts[code] += count
        else:
            hidden += 1
    yield from _HEAD
    if counts and with_key:
        yield "codes:"
    rows = []
    for (system, code_text), count in counts.items():
        quoted = f'"{system}"' if ":" in system else system
        rows.append((-count, f'{quoted}, code: "{code_text}", cancer: }}'))
    width = max((len(row) for _, row in rows), default=0)
    for count, row in sorted(rows):
        yield f"  - {{system: {row:<{width}}  # patients: {-count}"
    if hidden:
        yield f"# {hidden} more cannot be mapped: they have no address of a system, or no digit in the code."
