"""Faults planted in faultless content: each is caught by its gate, with file and line."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest

from handouts.checks.checker import check
from handouts.checks.gate import Level

from . import faultless

CANCER, TIP, US = "cancers/invented.yaml", "tips/diary.yaml", "resources/us.yaml"
WELL = "Some people feel well for a long time."
PHONE = "phone: 1-800-4-CANCER (1-800-422-6237)"


class Planted(NamedTuple):
    """A change, and what must come of it."""

    gate: str
    level: Level
    file: str
    old: str
    new: str
    told: str  # is in the message
    elsewhere: tuple[str, str] | None = None  # file and line where it is told, if not where it was planted


PLANTED = {
    # numbers
    "wrong number in prose": Planted(
        "numbers", "error", CANCER, WELL, "About 43 of 100 people are alive after 5 years.", "'43 of 100'"
    ),
    "wrong number, with in": Planted(
        "numbers", "error", CANCER, WELL, "In the end 43 in 100 people survived.", "'43 in 100'"
    ),
    "wrong number of another whole": Planted(
        "numbers", "error", CANCER, WELL, "One in five people survive for 5 years.", "'One in five'"
    ),
    "wrong number, turned round": Planted(
        "numbers", "error", CANCER, WELL, "Of 100 people about 43 live for 5 years.", "about 43"
    ),
    "wrong number in a trial": Planted(
        "numbers", "error", CANCER, "were alive 7 years later", "were alive later, 94 of 100", "'94 of 100'"
    ),
    "a figure of its own": Planted(
        "numbers", "advice", CANCER, WELL, "About 20 of 100 people feel tired.", "without a row or trial"
    ),
    "another denominator": Planted(
        "numbers", "advice", CANCER, WELL, "About 1 in 3 people are alive after 5 years.", "not count of 100"
    ),
    "percent sign": Planted("numbers", "error", CANCER, WELL, "Some 34% feel well.", "'%'"),
    "percent in words": Planted(
        "numbers", "error", TIP, "It helps you to remember.", "It helps 9 percent of us.", "'percent'"
    ),
    "row without years": Planted("numbers", "error", CANCER, '"2016-2022"', "unknown", "its years"),
    "row with no year in its years": Planted("numbers", "error", CANCER, '"2016-2022"', "lately", "no year"),
    "row without area": Planted("numbers", "error", CANCER, "area: US", 'area: "?"', "its area"),
    "row without population": Planted(
        "numbers",
        "error",
        CANCER,
        "population: people in the US with invented cancer",
        "population: TBD",
        "TBD",
    ),
    "row without measure": Planted(
        "numbers", "error", CANCER, "5-year relative survival", "n/a", "its measure"
    ),
    "row whose measure is no survival of 5 years": Planted(
        "numbers", "error", CANCER, "5-year relative survival", "10-year survival", "which deaths it counts"
    ),
    "trial without limit": Planted(
        "numbers", "error", CANCER, "It is no promise for any one person.", '"..."', "its limit"
    ),
    # sources
    "survival from the news": Planted(
        "sources",
        "error",
        "sources.yaml",
        'registry\n    date: "2026"\n    kind: primary',
        'registry\n    date: "2026"\n    kind: news',
        "rests on news",
        (CANCER, "sources: [registry]\nreview"),
    ),
    "trial from the news": Planted(
        "sources",
        "error",
        "sources.yaml",
        'journal\n    date: "2024"\n    kind: primary',
        'journal\n    date: "2024"\n    kind: news',
        "rests on news",
        (CANCER, "sources: [journal]"),
    ),
    "trial at second hand": Planted(
        "sources",
        "advice",
        "sources.yaml",
        'journal\n    date: "2024"\n    kind: primary',
        'journal\n    date: "2024"\n    kind: secondary',
        "rests on secondary",
        (CANCER, "sources: [journal]"),
    ),
    "unused source": Planted(
        "sources",
        "advice",
        CANCER,
        "sources: [journal]",
        "sources: [registry]",
        "no fact names",
        ("sources.yaml", "  journal:"),
    ),
    "unused word": Planted(
        "sources",
        "advice",
        CANCER,
        "{rest-day|a day of rest}",
        "a day of rest",
        "no text uses",
        ("glossary.yaml", "  rest-day:"),
    ),
    "address without a host": Planted(
        "sources", "error", "sources.yaml", "https://example.org/leaflet", "https://leaflet", "follow"
    ),
    # structure
    "http address": Planted(
        "structure", "error", "sources.yaml", "https://example.org/leaflet", "http://example.org", "https"
    ),
    "missing source": Planted(
        "structure",
        "error",
        CANCER,
        "preferred: true\n      sources: [registry]\n",
        "preferred: true\n",
        "sources",
        (CANCER, "    - stage: distant"),
    ),
    "dead source": Planted(
        "structure", "error", CANCER, "sources: [journal]", "sources: [journals]", "did you mean journal?"
    ),
    "dead word": Planted("structure", "error", CANCER, "{rest-day|", "{rest-dya|", "did you mean rest-day?"),
    "duplicate key": Planted(
        "structure", "error", TIP, "order: 1\n", "order: 1\norder: 2\n", "already", (TIP, "order: 2")
    ),
    "unknown key": Planted("structure", "error", TIP, "title: Keep", "titel: Keep", "title"),
    "wrong type": Planted("structure", "error", TIP, "order: 1", "order: first", "number"),
    "anchor": Planted("structure", "error", TIP, "title: Keep", "title: &a Keep", "anchors"),
    "bold that is not closed": Planted(
        "structure", "error", CANCER, "team** what", "team what", "not closed"
    ),
    "glued markup": Planted("structure", "error", CANCER, "team** what", "team**what", "'teamwhat'"),
    "a letter that nobody sees": Planted("structure", "error", TIP, "Buy a", "Buy\u200ba", "ZERO WIDTH"),
    "emoji": Planted("structure", "error", TIP, "Buy a book.", "Buy a \U0001f4d6.", "emoji"),
    "reviewed by nobody": Planted(
        "structure",
        "error",
        TIP,
        "review:\n",
        "review:\n  reviewed_by: Ann Lee\n",
        "go together",
        (TIP, "  review"),
    ),
    "review before the facts": Planted(
        "structure", "error", TIP, "review_by: 2026-12-01", "review_by: 2026-01-15", "before the facts"
    ),
    "withheld and preferred": Planted(
        "structure",
        "error",
        CANCER,
        "survival:\n",
        "survival:\n  withheld: They are old.\n",
        "withheld",
        (CANCER, "      preferred: true"),
    ),
    "pale ink": Planted("structure", "error", "layouts/own.yaml", "#4a545e", "#b0b8bf", "contrast"),
    "pale accent": Planted("structure", "error", "clinic.yaml", "#1d5b4f", "#7fb8a8", "contrast"),
    # dates
    "passed review date": Planted(
        "dates", "error", CANCER, "review_by: 2026-12-01", "review_by: 2026-05-31", "fell due on 2026-05-31"
    ),
    "old facts": Planted(
        "dates", "advice", TIP, "facts_as_of: 2026-02-01", "facts_as_of: 2025-05-31", "12 months"
    ),
    "review far off": Planted(
        "dates", "advice", US, "review_by: 2026-12-01", "review_by: 2027-02-02", "more than 12 months after"
    ),
    "reviewed tomorrow": Planted(
        "dates",
        "error",
        TIP,
        "review:\n",
        "review:\n  reviewed_by: Ann Lee\n  reviewed_on: 2026-06-02\n",
        "in the future",
        (TIP, "  reviewed_on"),
    ),
    # contacts
    "phone with a digit missing": Planted("contacts", "error", US, PHONE, "phone: 800-422-623", "9 digits"),
    "phone in another form": Planted(
        "contacts", "error", US, PHONE, "phone: (800 422-6237", "how people read"
    ),
    "letters without digits": Planted(
        "contacts", "error", US, PHONE, "phone: 1-800-4-CANCER", "how people read"
    ),
    "letters of another number": Planted("contacts", "error", US, "4-CANCER", "4-CANSER", "on the keys"),
    "dialling another number": Planted(
        "contacts", "error", US, '"+18004226237"', '"+18004226273"', "does not call"
    ),
    "nothing to dial": Planted(
        "contacts", "advice", US, '    dial: "+18004226237"\n', "", "no number to dial", (US, "    phone: ")
    ),
    "no emergency number": Planted("contacts", "error", US, '"911"', "nine one one", "no emergency number"),
    "phone not verified": Planted(
        "contacts",
        "advice",
        US,
        "phone_verified: true",
        "phone_verified: false",
        "not printed",
        (US, "    phone: "),
    ),
    "address not verified": Planted(
        "contacts",
        "advice",
        US,
        "url_verified: true",
        "url_verified: false",
        "not printed",
        (US, "    url: "),
    ),
    "clinic's phone with a digit missing": Planted(
        "structure", "error", "clinic.yaml", "day: 202-010-0100", "day: 202-010-010", "digits"
    ),
    # print-ready
    "quiet ink on a tint": Planted("print-ready", "error", "layouts/own.yaml", "#4a545e", "#6b7680", "quiet"),
    "accent on its own tint": Planted("print-ready", "error", "clinic.yaml", "#1d5b4f", "#46807a", "accent"),
    # the gates on words
    "unreadable sentence": Planted(
        "style",
        "error",
        CANCER,
        WELL,
        f"People {'who hope and wait and rest and ' * 6}then feel well.",
        "words",
    ),
    "war": Planted("tone", "advice", CANCER, WELL, "You can win the battle.", "battle"),
    "unexplained word": Planted(
        "jargon", "advice", CANCER, WELL, "You may feel approximately well.", "approx"
    ),
    "a treatment without kinds": Planted(
        "signs", "advice", CANCER, "    kinds: [surgery]\n", "", "has no kinds", (CANCER, "  - name: ")
    ),
    "signed for nothing": Planted(
        "signoffs",
        "advice",
        "clinic.yaml",
        "accent:",
        "signed:\n  - {record: cancers/none, by: A. Nurse, on: 2026-05-01}\naccent:",
        "cancers/none",
        ("clinic.yaml", "  - {record"),
    ),
}


def test_the_faultless_folder_is_faultless(tmp_path: Path) -> None:
    found = check(faultless.write(tmp_path), (), faultless.TODAY)
    assert [each for each in found.findings if each.gate != "print-ready"] == []
    assert found.errors == 0
    assert found.files == len(faultless.FILES)
    assert found.skipped == ()


def test_there_are_enough() -> None:
    assert len(PLANTED) >= 40


@pytest.mark.parametrize("name", PLANTED)
def test_planted(name: str, tmp_path: Path) -> None:
    planted = PLANTED[name]
    file, line = planted.file, faultless.plant(tmp_path, planted.file, planted.old, planted.new)
    if planted.elsewhere is not None:
        file, begins = planted.elsewhere
        text = (tmp_path / file).read_text(encoding="utf-8")
        line = text[: text.index(begins)].count("\n") + 1
    found = check(tmp_path, (planted.gate,), faultless.TODAY).findings
    told = [(each.level, each.file, each.line) for each in found if planted.told in each.message]
    assert (planted.level, f"{tmp_path}/{file}", line) in told, found
    assert all(each.gate == planted.gate and each.fix for each in found)
