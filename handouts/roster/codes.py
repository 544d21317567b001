"""From a code in a roster to a cancer: ICD-10-CM, and codes of other systems that a clinic has added.

The ranges are those of ICD-10-CM chapter 2. What cannot be said from a code is not guessed: a code that
says where cancer has spread to never says where it began.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Literal, NamedTuple

from handouts.model.clinic import ClinicCode
from handouts.model.content import Cancer
from handouts.reading.compiled import load_compiled
from handouts.reading.shelf import Shelf, data_shelves, digest_of_shipped

CodeKind = Literal[
    "primary",  # a cancer of ours, or several that fit equally
    "secondary",  # where cancer has spread to
    "in-situ",
    "benign",
    "uncertain",
    "not-offered",  # a cancer for which there is no sheet, or one that began nobody knows where
    "unknown",  # of the past (Z85, "in remission"), too short to say one cancer, or in no range
]


class Code(NamedTuple):
    """What a code says."""

    text: str  # as it is usually written: C50.911
    kind: CodeKind
    cancers: tuple[str, ...]  # ids, sorted; several where the code fits several equally
    # Whether it says that the cancer has spread far. C77 does not: near lymph nodes are not stage 4.
    spread: bool = False


class CodeBook(NamedTuple):
    """All codes that can be looked up."""

    prefixes: Mapping[str, tuple[str, ...]]  # beginnings of ICD-10-CM codes, without dot: ids of cancers
    own: Mapping[str, tuple[ClinicCode, ...]]  # the clinic's own, by `plain_code`


_SHAPE = re.compile(r"(C[0-9][0-9AB]|D[0-4][0-9]|D3A|Z85)\.?([0-9A-Z]{0,4})")
_PLACEHOLDERS = re.compile(r"[-.X*]+$")  # C50.9-, C50.X, C50.

# Lymphomas and blood cancers "in remission". C84.7A is not among them: it is a lymphoma of the breast.
_IN_REMISSION = re.compile(r"C8[1-35].A|C84([^7]A|7B)|C8[68].1|C9[0-5].1")
_PAST = "Z85"

_SECONDARY = frozenset(("C77", "C78", "C79", "C7B"))
_FAR = _SECONDARY - {"C77"}


def code_book(clinic_folder: Path | None) -> CodeBook:
    """The codes of all cancers, shipped and the clinic's own, and the clinic's codes of other systems.

    Raises UsageError where there is no such folder, ContentError where its files are at fault.
    """
    found: dict[str, set[str]] = {}
    for cancer in _cancers(clinic_folder):
        for prefix in cancer.icd10cm:
            found.setdefault(plain_code(prefix), set()).add(cancer.id)
    prefixes = {prefix: tuple(sorted(ids)) for prefix, ids in found.items()}
    return CodeBook(prefixes, _own(clinic_folder) if clinic_folder else {})


def is_code(text: str) -> bool:
    """Whether a text looks like an ICD-10-CM code for a neoplasm, now or once: C50.911, c50911, C50.-."""
    return _SHAPE.fullmatch(_bare(text)) is not None


def is_past(text: str) -> bool:
    """Whether a code says that there was a cancer once: Z85, or a code "in remission"."""
    plain = plain_code(_bare(text))
    return plain.startswith(_PAST) or _IN_REMISSION.fullmatch(plain) is not None


def look_up(text: str, book: CodeBook) -> Code | None:
    """What a code says, of whichever system it is; None where it is no code."""
    return own_code(book.own.get(plain_code(text), ())) or icd10cm(text, book)


def own_code(entries: Iterable[ClinicCode]) -> Code | None:
    """What a clinic's own entries for one code say; None where there are none."""
    found = tuple(entries)
    if not found:
        return None
    cancers = tuple(sorted({each.cancer for each in found if each.cancer}))
    spread = any(each.spread for each in found)
    return Code(found[0].code, "primary" if cancers else "secondary", cancers, spread)


def icd10cm(text: str, book: CodeBook) -> Code | None:
    """What an ICD-10-CM code says; None where it is none for a neoplasm."""
    match = _SHAPE.fullmatch(_bare(text))
    if match is None:
        return None
    category, rest = match[1], match[2]
    shown = f"{category}.{rest}" if rest else category
    if is_past(shown):
        return Code(shown, "unknown", ())
    if category in _SECONDARY:
        return Code(shown, "secondary", (), category in _FAR)
    cancers = _longest(category + rest, book)
    return Code(shown, "primary", cancers) if cancers else Code(shown, _kind(category, rest, book), ())


def plain_code(text: str) -> str:
    """A code without what differs from one writer to the next: case, dots, outer blanks."""
    return text.strip().upper().replace(".", "")


def _bare(text: str) -> str:
    """A code without placeholders at its end, upper case."""
    return _PLACEHOLDERS.sub("", text.strip().upper())


def _longest(code: str, book: CodeBook) -> tuple[str, ...]:
    """The cancers with the longest beginning of a code."""
    for length in range(len(code), 2, -1):
        if cancers := book.prefixes.get(code[:length]):
            return cancers
    return ()


def _kind(category: str, rest: str, book: CodeBook) -> CodeKind:
    """What a code says that belongs to no cancer of ours."""
    if any(prefix.startswith(category + rest) for prefix in book.prefixes):
        return "unknown"  # too short: C90 holds myeloma and others
    if category.startswith("D"):
        return _kind_of_d(category)
    if category in ("C4A", "C7A") or ("C00" <= category <= "C96" and category.removeprefix("C").isdigit()):
        return "not-offered"
    return "unknown"


def _kind_of_d(category: str) -> CodeKind:
    if category <= "D09":
        return "in-situ"
    return "benign" if category <= "D36" or category == "D3A" else "uncertain"


def _cancers(clinic_folder: Path | None) -> list[Cancer]:
    """Every cancer; a clinic's own takes the place of the shipped one with its id."""
    *own_shelves, shipped = data_shelves(clinic_folder)
    compiled = load_compiled(digest_of_shipped())
    cancers = compiled.cancers() if compiled else _read(shipped)
    for shelf in own_shelves:
        cancers |= _read(shelf)
    return list(cancers.values())


def _read(shelf: Shelf) -> dict[str, Cancer]:
    """The cancers of a shelf, from YAML."""
    names = shelf.names("cancers")
    if not names:
        return {}
    from handouts.reading.reader import Reader  # YAML is loaded only where it must be read

    reader = Reader()
    records = [reader.read_named(shelf, "cancers", name, Cancer, "id") for name in names]
    reader.finish()
    return {record.id: record for record in records if record}


def _own(clinic_folder: Path) -> dict[str, tuple[ClinicCode, ...]]:
    from handouts.reading.clinic import read_clinic_codes

    found: dict[str, tuple[ClinicCode, ...]] = {}
    for each in read_clinic_codes(clinic_folder):
        key = plain_code(each.code)
        found[key] = (*found.get(key, ()), each)
    return found
