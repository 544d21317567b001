"""A clinic's folder with nothing to mend, for tests that plant faults in it. No tests."""

from __future__ import annotations

import datetime
from pathlib import Path

TODAY = datetime.date(2026, 6, 1)

REVIEW = """\
review:
  drafted: 2026-01-01
  facts_as_of: 2026-02-01
  review_by: 2026-12-01
"""

CLINIC = """\
name: Invented Clinic
phone:
  day: 202-010-0100
  night: 202-010-0199 ext. 2
accent: "#1d5b4f"
"""

CANCER = f"""\
id: invented
name: Invented cancer
in_text: invented cancer
title: Stage 4 invented cancer
icd10cm: [C50]
stage:
  word: stage 4
  fits: "yes"
  meaning:
    text: The cancer has moved to a far part of the body.
    sources: [leaflet]
to_know:
  - text: "**Ask your team** what comes next."
    sources: [leaflet]
  - text: You can have {{rest-day|a day of rest}} at home.
    sources: [leaflet]
  - text: You can bring a friend to each visit.
    sources: [leaflet]
spread:
  sites: [bones, liver]
  sources: [leaflet]
special:
  - text: Some people feel well for a long time.
    sources: [leaflet]
treatments:
  - name: Rest
    kinds: [surgery]
    why: It helps you to feel better.
    sources: [leaflet]
    drugs:
      - generic: restomab
        brand: Restora
        use: for most people
        sources: [leaflet]
tests:
  - name: Blood test
    why: It shows how well you are.
    sources: [leaflet]
questions:
  - What can I do?
  - What comes next?
  - Whom do I call?
signs:
  - id: sleepy
    tier: same-day
    sign: You cannot wake up well
    short: You cannot wake up well
    sources: [leaflet]
    action_sources: [leaflet]
trials:
  - name: RESTFUL
    year: "2024"
    people: people with invented cancer
    treatment: the drug restomab
    count: 49
    outcome: were alive 7 years later
    limit: It is no promise for any one person.
    sources: [journal]
survival:
  notes:
    - text: The registry counts people in a group of its own.
      sources: [registry]
  rows:
    - stage: distant
      percent: 33.6
      years: "2016-2022"
      measure: 5-year relative survival
      area: US
      population: people in the US with invented cancer
      preferred: true
      sources: [registry]
{REVIEW}"""

TIP = f"""\
id: diary
title: Keep a diary
why:
  text: It helps you to remember.
  sources: [leaflet]
actions:
  - Buy a book.
  - Write in it each day.
order: 1
{REVIEW}"""

RESOURCES = f"""\
country: us
name: United States
emergency: "911"
emergency_verified: true
resources:
  - id: invented-line
    name: Invented Helpline
    offers: Free answers by phone.
    phone: 1-800-4-CANCER (1-800-422-6237)
    dial: "+18004226237"
    phone_verified: true
    url: https://example.org
    url_verified: true
    sources: [leaflet]
{REVIEW}"""

GLOSSARY = f"""\
terms:
  rest-day:
    term: rest day
    means: a day without plans
    sources: [leaflet]
{REVIEW}"""

SOURCES = """\
sources:
  leaflet:
    publisher: An Institute
    title: A leaflet
    url: https://example.org/leaflet
    date: "2026"
    kind: primary
  journal:
    publisher: A Journal
    title: The trial RESTFUL
    url: https://example.org/journal
    date: "2024"
    kind: primary
  registry:
    publisher: A Registry
    title: Survival by stage
    url: https://example.org/registry
    date: "2026"
    kind: primary
"""

LAYOUT = """\
id: own
base: everything
name: Our own
purpose: For our house
colours:
  quiet: "#4a545e"
margins:
  left: 60
  right: 60
"""

FILES = {
    "clinic.yaml": CLINIC,
    "cancers/invented.yaml": CANCER,
    "tips/diary.yaml": TIP,
    "resources/us.yaml": RESOURCES,
    "glossary.yaml": GLOSSARY,
    "sources.yaml": SOURCES,
    "layouts/own.yaml": LAYOUT,
}


def write(folder: Path) -> Path:
    """Write the folder."""
    for name, text in FILES.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return folder


def plant(folder: Path, name: str, old: str, new: str) -> int:
    """Write the folder with one change; the line on which it stands."""
    write(folder)
    text = FILES[name]
    assert text.count(old) == 1, f"{old!r} must stand once in {name}"
    (folder / name).write_text(text.replace(old, new), encoding="utf-8")
    before, differing = 0, zip(old.splitlines(), new.splitlines(), strict=False)
    for one, other in differing:
        if one != other:
            break
        before += 1
    return text[: text.index(old)].count("\n") + 1 + before
