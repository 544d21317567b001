"""Invented rosters, and codes that stand in for the table of codes. No tests."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from handouts.model.content import Cancer
from handouts.model.library import Wanted
from handouts.reading.library import read_library
from handouts.reading.policy import read_policy
from handouts.roster.book import Book
from handouts.roster.cancer_names import read_names
from handouts.roster.codes import resolved

HEADS = ("name", "cancer", "message")


class FakeCode(NamedTuple):
    """As handouts.roster.codes.Code."""

    kind: str
    cancers: tuple[str, ...] = ()
    spread: bool = False
    reason: str = ""
    note: str = ""


CODES = {
    "C50.9": FakeCode("primary", ("breast",)),
    "C34.90": FakeCode("primary", ("lung",)),
    "C90.0": FakeCode("primary", ("myeloma",)),
    "C62.9": FakeCode("primary", ("testis",)),
    "C99.9": FakeCode("primary", ("breast", "lung")),
    "C77.0": FakeCode("secondary"),
    "C79.51": FakeCode("secondary", (), True),
    "D05.1": FakeCode("in-situ", reason="It is in situ."),
    "D25": FakeCode("benign", reason="It is benign."),
    "D48": FakeCode("uncertain", reason="It is not known whether it is cancer."),
    "C41.9": FakeCode("not-offered", reason="There is no handout here."),
    "Z85.3": FakeCode("past", reason="It is of the past."),
    "C16.0": FakeCode("ask", ("esophagus", "stomach"), reason="It alone does not decide."),
    "Z51.11": FakeCode("visit", reason="It is a visit for chemo."),
    "4711": FakeCode("primary", ("prostate",), True),
}


def look_up(text: str) -> FakeCode | None:
    """What an invented code says."""
    return CODES.get(text.strip().upper())


OLD = (
    "bladder", "brain", "breast", "cervix", "colorectal", "esophagus", "head-neck", "hodgkin", "kidney",
    "liver", "lung", "melanoma", "myeloma", "neuroendocrine", "nhl", "ovary", "pancreas", "prostate",
    "soft-tissue", "stomach", "testis", "thyroid", "uterus",
)  # fmt: skip
"""The cancers that there were first."""


def old_cancers() -> list[Cancer]:
    """These as they are now."""
    return [each for name, each in read_library(Wanted()).cancers.items() if name in OLD]


def old_book() -> Book:
    """Codes and names with these cancers alone: what was missing beside them stays missing."""
    policy, cancers = read_policy(), old_cancers()
    existing = {each.id: each.in_text for each in cancers}
    return Book(resolved(policy, existing, {}), read_names(cancers, (), policy.diseases.diseases))


def put(path: Path, data: str | bytes, encoding: str = "utf-8") -> Path:
    """A file with these bytes."""
    path.write_bytes(data if isinstance(data, bytes) else data.encode(encoding))
    return path


def written(
    rows: Iterable[Sequence[str]], delimiter: str = ",", ending: str = "\r\n", quote_all: bool = False
) -> str:
    """A table as the csv module writes it."""
    text = io.StringIO()
    quoting = csv.QUOTE_ALL if quote_all else csv.QUOTE_MINIMAL
    csv.writer(text, delimiter=delimiter, lineterminator=ending, quoting=quoting).writerows(rows)
    return text.getvalue()
