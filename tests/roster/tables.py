"""Invented rosters, and codes that stand in for the table of codes. No tests."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

HEADS = ("name", "cancer", "note")


class FakeCode(NamedTuple):
    """As handouts.roster.codes.Code."""

    kind: str
    cancers: tuple[str, ...] = ()
    spread: bool = False


CODES = {
    "C50.9": FakeCode("primary", ("breast",)),
    "C34.90": FakeCode("primary", ("lung",)),
    "C90.0": FakeCode("primary", ("myeloma",)),
    "C62.9": FakeCode("primary", ("testis",)),
    "C99.9": FakeCode("primary", ("breast", "lung")),
    "C77.0": FakeCode("secondary"),
    "C79.51": FakeCode("secondary", (), True),
    "D05.1": FakeCode("in-situ"),
    "D25": FakeCode("benign"),
    "D48": FakeCode("uncertain"),
    "C41.9": FakeCode("not-offered"),
    "Z85.3": FakeCode("unknown"),
    "4711": FakeCode("primary", ("prostate",), True),
}


def look_up(text: str) -> FakeCode | None:
    """What an invented code says."""
    return CODES.get(text.strip().upper())


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
