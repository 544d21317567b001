"""Faults planted in what studies found: each is caught by its gate, with file and line.

A clinic has no evidence of its own, so they are planted in a copy of the shipped library.
"""

from __future__ import annotations

import datetime
import shutil
from pathlib import Path

import msgspec
import pytest

from handouts.checks.checker import check
from handouts.checks.gate import Level
from handouts.checks.gates.jargon import gate as jargon
from handouts.model.content import Evidence, Glossary

from . import small

ROOT = Path(__file__).resolve().parents[2]
FILE = "data/evidence.yaml"
TODAY = datetime.date(2026, 12, 1)
FOUND = "Those who spoke up had fewer emergency visits."

PLANTED: dict[str, tuple[str, Level, str, str, str]] = {
    # gate, level, what stands there, what is planted, what is told
    "unknown source": ("structure", "error", "[protect-2025]", "[protect-2026]", "there is no source"),
    "unread key": ("structure", "error", f"found: {FOUND}", f"fuond: {FOUND}", "did you mean 'found'?"),
    "unknown word": ("structure", "error", "All clinics", "All {clinics}", "no glossary word"),
    "two of one id": ("structure", "error", "id: symptoms", "id: trials", "stands here twice"),
    "bare percent": ("numbers", "error", FOUND, "Visits fell by 20%.", "'%'"),
    "percent in words": ("numbers", "error", FOUND, "Visits fell by 20 percent.", "'percent'"),
    "survival": ("numbers", "error", FOUND, "After a year 75 of 100 were alive.", "tells of survival"),
    "no limit": ("numbers", "error", "limit: It was one cancer center.", "limit: n/a", "its limit misleads"),
    "no people": ("numbers", "error", "people: 766 people", "people: unknown", "its people misleads"),
    "no year": ("numbers", "error", 'year: "2025"', 'year: "lately"', "no year"),
    "another whole": ("numbers", "advice", FOUND, "Visits fell for 1 in 3.", "not count of 100"),
    "endless sentence": ("style", "error", FOUND, f"They {'went and came and ' * 8}rested.", "words"),
    "promise": ("tone", "advice", FOUND, "This is a sure cure.", "cure"),
    "overdue": ("dates", "error", "review_by: 2027-02-23", "review_by: 2026-11-30", "fell due"),
}


@pytest.fixture
def shipped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the shipped content in place of it; the file of evidence."""
    for name in ("data", "layouts"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("*.ttf", "*.bin"))
    monkeypatch.setattr("handouts.reading.shelf.shelf", lambda name: tmp_path / name)
    return tmp_path / FILE


@pytest.mark.parametrize("name", PLANTED)
def test_planted(name: str, shipped: Path) -> None:
    gate, level, old, new, told = PLANTED[name]
    text = shipped.read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{old!r} must stand once"
    shipped.write_text(text.replace(old, new), encoding="utf-8")
    line = text[: text.index(old)].count("\n") + 1
    found = [each for each in check(None, (gate,), TODAY).findings if each.file == FILE]
    assert (level, line) in [(each.level, each.line) for each in found if told in each.message], found


def test_the_shipped_evidence_has_no_error(shipped: Path) -> None:
    gates = ("structure", "numbers", "sources", "style", "tone", "jargon", "reading-ease", "dates")
    assert shipped.is_file()
    found = [each for each in check(None, gates, TODAY).findings if each.file == FILE]
    assert found == []


def test_a_word_that_is_not_verified_explains_nothing() -> None:
    """So a text that needs it is told of, and the advice is not to mark it."""
    text = small.samples.EVIDENCE.replace("It was small.", "It was {relief|palliative}.")
    page = small.page(Evidence, text + small.samples.REVIEW)
    for verified, told in (("true", 0), ("false", 1)):
        term = f"  relief: {{term: palliative, means: to ease, sources: [nci], verified: {verified}}}\n"
        glossary = small.page(Glossary, small.samples.GLOSSARY + term + small.samples.REVIEW).record
        subject = small.subject(page)
        library = msgspec.structs.replace(subject.library, glossary=glossary)
        found = list(jargon(subject._replace(library=library)))
        assert len(found) == told
        assert not any("{relief}" in each.fix for each in found)
