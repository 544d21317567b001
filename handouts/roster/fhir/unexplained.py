"""Codes that nobody has explained: how they are shown, and the lines that a clinic adds to explain them.

Codes and systems are made by programs, but anybody may have typed into them: only what has the form of a code
and of an address of a code system is ever shown.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple

from handouts.reading.clinic import SYSTEMS

_CODE = re.compile(r"(?=\S*\d)[A-Za-z0-9](?:[A-Za-z0-9./+_-]{0,38}[A-Za-z0-9+])?")
_SYSTEM = re.compile(
    r"(?:https?://[A-Za-z0-9.-]+(?::\d+)?(?:/[A-Za-z0-9._~-]+)*/?|urn:oid:[0-9.]+|urn:uuid:[0-9A-Fa-f-]+)"
)
_LONGEST_SYSTEM: Final = 120

_HEAD: Final = (
    "# Codes that nobody has explained, for codes in clinic.yaml. Write after cancer: an id that",
    "# `handouts list cancers` shows; where the code says that the cancer has spread far, add spread: true.",
    "# Leave out what does not say malignant; a code that came without words may be anything. A clinician",
    "# should sign the list.",
)
_NOT_SHOWN: Final = (
    "# {count} more without a system's address or without a digit in the code: these cannot be explained."
)
_NONE: Final = "Every code of a cancer in the list is explained."


class PlainCode(NamedTuple):
    """A code in the form in which clinic.yaml has it."""

    system: str  # a short word, or the address of the system
    code: str


def plain(system: str, code: str) -> PlainCode | None:
    """A code in a form that can be shown and explained; None where it has none."""
    address = system.partition("|")[0]
    known = next((word for word, all_of in SYSTEMS.items() if address.removesuffix("/") in all_of), "")
    if not _CODE.fullmatch(code):
        return None
    if known:
        return PlainCode(known, code)
    return (
        PlainCode(address, code) if len(address) <= _LONGEST_SYSTEM and _SYSTEM.fullmatch(address) else None
    )


def lines_to_add(patients: Mapping[tuple[str, str], int], with_key: bool) -> Iterator[str]:
    """The lines for clinic.yaml, the most frequent first. `patients` are how many have each system and code.

    `with_key`: whether the line `codes:` stands before them.
    """
    counts: dict[PlainCode, int] = {}
    hidden = 0
    for each, count in patients.items():
        code = plain(*each)
        if code is None:
            hidden += 1
        else:
            counts[code] = counts.get(code, 0) + count
    if not patients:
        yield f"# {_NONE}"
        return
    yield from _HEAD
    if counts and with_key:
        yield "codes:"
    rows = [
        (f'{_system(code.system)}, code: "{code.code}", cancer: }}', count) for code, count in counts.items()
    ]
    width = max((len(row) for row, _ in rows), default=0)
    for row, count in sorted(rows, key=lambda each: (-each[1], each[0])):
        yield f"  - {{system: {row:<{width}}  # patients: {count}"
    if hidden:
        yield _NOT_SHOWN.format(count=hidden)


def _system(system: str) -> str:
    return f'"{system}"' if ":" in system else system
