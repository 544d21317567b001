"""Invented people, and the handouts that a stack is made of in the benchmark."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Literal, NamedTuple

from benchmarks.look import Sheet
from benchmarks.printed import as_printed
from handouts.compose.handout import Handout
from handouts.model.selection import Field, FieldName, Recipient, Selection
from handouts.run.typesetting import prepare
from handouts.typeset.typesetter import Typesetter

CANCER = "breast"
FIELDS: tuple[FieldName, ...] = ("name", "date", "clinician", "appointment")
PAGES = 4
"""Of the short handout."""

Kind = Literal["short", "full"]
KINDS: tuple[Kind, ...] = ("short", "full")

_CLINIC = "name: Invented Clinic\nphone: {day: 555-010-0100, night: 555-010-0199}\n"
_SHORT = """\
id: short
base: compact
name: Short
purpose: Four pages for the benchmark
across: [contacts]
sections: [contacts, to-know, spread, treatments, tests, questions, signs]
"""
_GIVEN = ("Maria", "José", "Anna", "Peter", "Chloë", "Amina", "Søren", "Zofia", "Liam", "Nadia", "Tom")
_FAMILY = ("Gonzalez", "Müller", "O’Brien", "Novak", "Larsen", "Rossi", "Dubois")
_CLINICIANS = ("Dr. A. Sample", "Dr. B. Example", "Dr. C. Specimen", "Dr. D. Pattern", "Nurse E. Model")
_LETTERS = "ACDEFGHJKMNPQRTUVWXY"
_CONSONANTS = str.maketrans(_LETTERS, "BCDFGHJKLMNPQRSTVWXZ")
"""So that no name is a word that a list is read by, such as Dead."""


class Stack(NamedTuple):
    """One selection, ready to be typeset."""

    kind: Kind
    folder: Path  # the clinic's; the whole handout has none of it
    selection: Selection
    typesetter: Typesetter
    handout: Handout
    resolved: Selection
    printed: Handout  # as peers are given it

    def sheet(self, recipient: Recipient) -> Sheet:
        """The values that a peer gets for one person."""
        layout = self.typesetter.layout
        paper = layout.papers[self.resolved.paper or "letter"]
        values = {**recipient.values(), "id": recipient.id or ""}
        return Sheet(
            self.printed, layout, paper, self.typesetter._labels.page, {str(k): v for k, v in values.items()}
        )


def write_clinic(folder: Path) -> Path:
    """A clinic's folder with a layout of its own, of four pages."""
    (folder / "layouts").mkdir(parents=True, exist_ok=True)
    (folder / "clinic.yaml").write_text(_CLINIC, encoding="utf-8")
    (folder / "layouts" / "short.yaml").write_text(_SHORT, encoding="utf-8")
    return folder


def stack(kind: Kind, clinic_folder: Path) -> Stack:
    """The short handout of four pages, or the whole compact one."""
    selection = Selection(
        cancers=(CANCER,),
        layout="short" if kind == "short" else "compact",
        fields=tuple(Field(name) for name in FIELDS),
        short_id=True,
    )
    folder = clinic_folder if kind == "short" else None
    typesetter, handout, resolved = prepare(selection, folder)
    printed = as_printed(typesetter, handout, resolved)
    return Stack(kind, clinic_folder, selection, typesetter, handout, resolved, printed)


def people(count: int, *, different: bool = False) -> Iterator[Recipient]:
    """Invented people. With `different`, every field differs for each of them."""
    for at in range(1, count + 1):
        letters = "".join(_LETTERS[at // 20**place % 20] for place in range(4))
        last = letters.translate(_CONSONANTS).title()
        hour, quarter = divmod(at % 32, 4)
        yield Recipient(
            name=f"{_GIVEN[at % len(_GIVEN)]} {_FAMILY[at % len(_FAMILY)]} {last}",
            date=f"day {at}" if different else "24 November 2026",
            clinician=f"Dr. Sample {at}" if different else _CLINICIANS[at % len(_CLINICIANS)],
            appointment=f"slot {at} at {8 + hour}:{quarter * 15:02}"
            if different
            else f"1 December 2026, {8 + hour}:{quarter * 15:02}",
            id=f"{at}-{letters}",
        )


def write_roster(path: Path, recipients: Iterable[Recipient], asked_for: Iterable[tuple[str, str]]) -> None:
    """A list in CSV, with the cancer and the layout of each person."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["name", "handout date", "clinician", "appointment", "cancer", "layout"])
        for recipient, (cancer, layout) in zip(recipients, asked_for, strict=False):
            writer.writerow([*recipient.values().values(), cancer, layout])
