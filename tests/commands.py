"""Running the command line in a process of its own, and reading what it made. No tests."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pypdfium2

ROOT = Path(__file__).resolve().parents[1]


class Result(NamedTuple):
    """How a command ended."""

    code: int
    out: bytes
    err: str


def apart(
    *arguments: str | Path, home: Path, folder: Path | None = None, program: tuple[str, ...] = (), **env: str
) -> Result:
    """Run the command line in a process of its own, which knows no other home and cache than `home`."""
    command = [sys.executable, *(program or ("-c", _START)), *map(str, arguments)]
    kept = {key: value for key, value in os.environ.items() if key not in ("SOURCE_DATE_EPOCH",)}
    environment = kept | {"HOME": str(home), "XDG_CACHE_HOME": str(home / "cache")} | env
    done = subprocess.run(command, cwd=folder or home, env=environment, capture_output=True, timeout=60)
    return Result(done.returncode, done.stdout, done.stderr.decode(errors="replace"))


_START = "from handouts.cli.entry_point import main; main()"


def text_of(pdf: bytes | Path) -> list[str]:
    """The text of each page as a reader gets it."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [page.get_textpage().get_text_bounded() for page in document]
    finally:
        document.close()


def words_of(pdf: bytes | Path) -> str:
    """All text of a file with single spaces."""
    return " ".join(" ".join(text_of(pdf)).split())


CLINIC = "name: Invented Clinic\nphone: {day: 555-0100, night: 555-0199}\n"

SOURCES = """\
sources:
  leaflet:
    {publisher: An Institute, title: A leaflet, url: "https://example.org/", date: "2026", kind: primary}
"""

REVIEW = "review: {drafted: 2026-01-01, facts_as_of: 2026-02-01, review_by: 2027-02-01}\n"

TIP = f"""\
id: diary
title: Keep a diary
why: {{text: It helps you remember., sources: [leaflet]}}
actions: [Buy a book., Write in it.]
order: 1
{REVIEW}"""

CANCER = f"""\
id: invented
name: Invented cancer
in_text: invented cancer
title: Stage 4 invented cancer
icd10cm: [C50]
stage: {{word: stage 4, fits: "yes", meaning: {{text: It has spread., sources: [leaflet]}}}}
to_know:
  - {{text: One., sources: [leaflet]}}
  - {{text: Two., sources: [leaflet]}}
  - {{text: Three., sources: [leaflet]}}
spread: {{sites: [bones], sources: [leaflet]}}
special: []
treatments: [{{name: Rest, why: It helps., sources: [leaflet]}}]
tests: []
questions: [What now?, What next?, Who calls?]
survival:
  rows:
    - {{stage: IV, percent: 62.5, years: 2012 to 2018, measure: M, area: US, population: people,
       preferred: true, sources: [leaflet]}}
{REVIEW}"""


def write_clinic(folder: Path, **files: str) -> Path:
    """A clinic folder with a cancer and a tip of its own; `files` replace or add, by name with / as __."""
    texts = {
        "clinic": CLINIC,
        "sources": SOURCES,
        "cancers__invented": CANCER,
        "tips__diary": TIP,
    } | files
    for name, text in texts.items():
        path = folder / f"{name.replace('__', '/')}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder
