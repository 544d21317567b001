"""Five lists as record systems export them, with invented people: what becomes of each row.

Their forms: a report of appointments with page feet and heads again; a line for each diagnosis with open
slots;
an Australian practice's spreadsheet; a list with codes behind the name of their system; problem lists with
flags.
"""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import openpyxl
import pytest

from handouts.batch.outcomes import Outcomes
from handouts.batch.plan import planned
from handouts.model.selection import Selection
from handouts.roster.answers import Answers
from handouts.roster.choosing import Chooser
from handouts.roster.reading import read_roster
from handouts.roster.records import Entry

EXPORTS = Path(__file__).parent / "exports"


class Printed(NamedTuple):
    cancer: str
    name: str
    appointment: str | None
    clinician: str | None


LEFT, FAILED = "skipped", "failed"
BRACKEN, ELMHIRST, SHAWS = "Marcella J Bracken, MD", "Dr. Rowan Elmhirst", "Leonora Pollokshaws, MD"
HADLEIGH, VANE = "NOELLE HADLEIGH", "Dr Celia Armitage-Vale"

APPOINTMENTS: dict[int, Printed | tuple[str, str]] = {
    5: Printed("lung", "Cedric T Hartwood", "November 25, 2026, 8:00 a.m.", BRACKEN),
    6: Printed("breast", "Philippa Inkwell", "November 25, 2026, 8:20 a.m.", BRACKEN),
    7: (LEFT, "canceled"),
    8: (LEFT, "stage 4"),
    9: (FAILED, "Spanish"),
    10: (LEFT, "not a person"),
    11: (LEFT, "not a person"),
    12: (LEFT, "heads"),
    13: (LEFT, "in situ"),
    14: (LEFT, "did not come"),
    15: Printed("ovary", "Aoife M O'Dowd-Marsh", "December 3, 2026, 9:00 a.m.", BRACKEN),
    16: (LEFT, "moved"),
    17: (LEFT, "history"),
    18: (FAILED, "code does not tell the stage"),
    19: (LEFT, "not a person"),
    20: (LEFT, "not a person"),
}
DIAGNOSES: dict[int, Printed | tuple[str, str]] = {
    3: Printed("lung", "RUFUS PEARMAIN", "November 25, 2026, 9:00 a.m.", HADLEIGH),
    4: Printed("breast", "DOROTHEA BRACKENBURY", "November 25, 2026, 9:20 a.m.", HADLEIGH),
    5: (LEFT, "an open slot"),
    6: (LEFT, "canceled"),
    7: Printed("colorectal", "CLEMENCY WETHERBY", "November 25, 2026, 10:20 a.m.", HADLEIGH),
    8: (LEFT, "row 7"),
    9: (LEFT, "no cancer"),
    10: (LEFT, "blocked"),
    11: (LEFT, "remission"),
    12: (FAILED, "acute myeloid leukemia"),
}
PRACTICE: dict[int, Printed | tuple[str, str]] = {
    5: Printed("breast", "Mrs Rosamund Thistle", "2 December 2026, 9:00 am", VANE),
    6: Printed("prostate", "Mr Edgar Flint", "2 December 2026, 9:20 am", VANE),
    7: (LEFT, "stage"),
    9: (LEFT, "no cancer"),
    10: (LEFT, "canceled"),
    11: (FAILED, "only suspected"),
    13: Printed("ovary", "Mrs Viola Marsh-Kent", "4 December 2026, 11:00 am", VANE),
    14: (LEFT, "no cancer"),
    16: (LEFT, "not a person"),
}
PATIENTS: dict[int, Printed | tuple[str, str]] = {
    2: Printed("breast", "Christabel G Penrose", None, ELMHIRST),
    3: Printed("prostate", "Lemuel Cotton", None, ELMHIRST),
    4: (FAILED, "French"),
    5: Printed("lung", "Barnabas Wickham", None, ELMHIRST),
    6: (LEFT, "died"),
    7: (LEFT, "no cancer"),
    8: (FAILED, "code"),
    9: (LEFT, "history"),
    10: Printed("pancreas", "Scipio Nantwich", None, ELMHIRST),
}
PROBLEMS: dict[int, Printed | tuple[str, str]] = {
    4: Printed("lung", "Susannah R Beckwith", "November 25, 2026, 9:30 a.m.", SHAWS),
    5: Printed("prostate", "Quentin O Montrose III", "November 25, 2026, 10:00 a.m.", SHAWS),
    6: (FAILED, "Vietnamese"),
    7: (LEFT, "died"),
    8: (FAILED, "restricted"),
    9: (LEFT, "stage 4"),
    10: (LEFT, "history"),
    11: (LEFT, "canceled"),
    12: Printed("pancreas", "Edith Garsdale", "November 27, 2026, 10:00 a.m.", SHAWS),
    13: (FAILED, "hich of them"),
}


def practice(folder: Path) -> Path:
    """The spreadsheet of a practice: merged titles, weekdays, blank rows between days, other sheets."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Future Appointments"
    heads = "#,DAY,DATE,TIME,DURATION,PATIENT NAME,DOB,MOBILE PHONE,EMAIL,REASON,PROVIDER,REFERRING DOCTOR"
    rest = ("REFERRAL DATE", "REFERRAL EXPIRY", "REFERRAL STATUS", "ACCOUNT TYPE")
    sheet.append(["FUTURE APPOINTMENTS — ONCOLOGY"])
    sheet.append(["Generated: 24/11/2026 at 4:31:07 pm", *[None] * 4, "Total: 8 appointments"])
    sheet.append([])
    sheet.append([*heads.split(","), *rest])
    for merged in ("A1:P1", "A2:E2", "F2:P2"):
        sheet.merge_cells(merged)
    people = [
        ("Wednesday", "02/12/2026", "9:00 AM", "Mrs Rosamund Thistle", "Metastatic breast cancer - review"),
        ("Wednesday", "02/12/2026", "9:20 AM", "Mr Edgar Flint", "Prostate ca, stage 4, ADT"),
        ("Wednesday", "02/12/2026", "9:40 AM", "Ms Coral Reed", "Early breast ca, adjuvant"),
        (),
        ("Thursday", "03/12/2026", "10:00 AM", "Mr Dorian Skye", "iron infusion"),
        ("Thursday", "03/12/2026", "10:20 AM", "Mrs Hester Lune", "CANCELLED - bowel ca stage IV"),
        ("Thursday", "03/12/2026", "10:40 AM", "Mr Amos Fell", "lung ca - ?mets, PET result"),
        (),
        ("Friday", "04/12/2026", "11:00 AM", "Mrs Viola Marsh-Kent", "Ovarian ca IV, cycle 3"),
        ("Friday", "04/12/2026", "11:20 AM", "Mr Linus Brock", "Fam hx bowel ca, genetic advice"),
        (),
    ]
    for at, person in enumerate(people, 1):
        if not person:
            sheet.append([])
            continue
        day, date, time, name, reason = person
        row = [at, day, date, time, "20 min", name, "04/07/1955", "0400 000 001", None, reason, VANE]
        sheet.append([*row, "Dr O Quill", "02/10/2026", "02/10/2027", "VALID", "Private"])
    sheet.append(["END OF LIST — 8 total"])
    contacts = book.create_sheet("Patient Contacts & Referrals")
    contacts.append(["PATIENT CONTACTS & REFERRAL STATUS"])
    contacts.append([])
    contacts.append(
        ["PATIENT NAME", "DATE OF BIRTH", "MOBILE PHONE", "USUAL GP", "⚠ STATUS", "NEXT APPOINTMENT"]
    )
    contacts.append(
        ["Mrs Rosamund Thistle", "04/07/1955", "0400 000 001", None, "VALID", "02/12/2026 9:00 AM"]
    )
    path = folder / "practice.xlsx"
    book.save(path)
    return path


CONFIRMED = Answers(stage4_confirmed=True)


@pytest.mark.parametrize(
    ("name", "expected", "question", "answers", "country"),
    [
        ("appointments-report.csv", APPOINTMENTS, None, Answers(), "us"),
        ("next-day-by-diagnosis.csv", DIAGNOSES, "stage4", CONFIRMED, "us"),
        ("practice.xlsx", PRACTICE, "cancer", Answers(columns=(("cancer", "REASON"),)), "au"),
        ("patient-list.csv", PATIENTS, "stage4", CONFIRMED, "us"),
        ("problem-lists.csv", PROBLEMS, None, Answers(), "us"),
    ],
)
def test_every_row_of_an_export_ends_as_planned(
    name: str,
    expected: dict[int, Printed | tuple[str, str]],
    question: str | None,
    answers: Answers,
    country: str,
    tmp_path: Path,
) -> None:
    path = practice(tmp_path) if name.endswith("xlsx") else EXPORTS / name
    assert [each.kind for each in read_roster(path).questions] == ([question] if question else [])
    roster = read_roster(path, answers=answers)
    assert roster.questions == ()
    defaults = Selection(cancers=(), country=country, layout="everything")
    chooser = Chooser(defaults, answers=answers._replace(dates=roster.dates))
    found: dict[int, Printed | tuple[str, str]] = {}
    for outcome in planned(Outcomes(roster, chooser), None).outcomes():
        asked = outcome.asked
        if isinstance(asked, Entry):
            who = asked.recipient
            (cancer,) = asked.selection.cancers
            found[outcome.row.number] = Printed(cancer, who.name or "", who.appointment, who.clinician)
            assert who.note is None
        else:
            wanted = expected[outcome.row.number]
            is_same = not isinstance(wanted, Printed) and wanted[1] in asked.reason
            found[outcome.row.number] = wanted if is_same and wanted[0] == asked.status else tuple(asked[1:])
    assert found == expected
