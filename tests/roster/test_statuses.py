"""What columns on visits, deaths, tests and restricted charts say of a row."""

from __future__ import annotations

import pytest

from handouts.roster.joining import BETWEEN
from handouts.roster.statuses import status_before, status_of

from .test_choosing import chosen, left_out, refused


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        *((said, "comes") for said in (
            "Scheduled", "CONFIRMED", "Unconfirmed", "Arrived", "2 - Checked In", "f - Filled",
            "Checked Out", "Booked",
            "PEN", "4 - Charge Entered", "Completed", "Pending", "FUTURE", "Not canceled", "New [1040]",
        )),
        *((said, "left out") for said in (
            "Canceled", "Cancelled", "x - Cancelled", "CANC", "Canceled by patient", "No Show", "NOSHOW",
            "N/S", "DNA",
            "Did not attend", "Rescheduled", "R/S", "Left without seen", "Left without being seen", "LWBS",
            "Walked out",
            "o - Open Slot", "Available", "b - Blocked", "Cancelled by the patient",
        )),
        *((said, "dead") for said in ("Deceased", "Deceased on 11/15/2026", "Dead", "Died")),
        *((said, None) for said in ("VALID", "EXPIRED", "Waitlist?", "17", "see notes", "", "Moved to 12/17",
            "Rescheduled to today", "Rescheduled from 11/20", "Moved up", "Cancelled in error",
            "Cancelled - rebooked",
            "No show x2 before",)),
    ],
)  # fmt: skip
def test_a_status_says_who_comes(said: str, kind: str | None) -> None:
    status = status_of(said)
    assert (status and status.kind) == kind
    assert status is None or bool(status.reason) == (kind == "left out")


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("CANCELLED - bowel ca stage IV", True),
        ("DNA: lung cancer", True),
        ("Rescheduled breast cancer", True),
        ("DNA repair gene, breast cancer", False),
        ("breast cancer - canceled last week", False),
        ("Canceled", True),
    ],
)
def test_a_status_may_stand_before_a_diagnosis(text: str, left: bool) -> None:
    assert (status_before(text) is not None) is left


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ({"status": "No Show"}, "did not come"),
        ({"status": f"f - Filled{BETWEEN}canceled"}, "canceled"),
        ({"status": "Deceased"}, "has died"),
        ({"test": "Y"}, "record for tests"),
        ({"name": "ZZTEST, Bo"}, "record for tests"),
        ({"cancer": "CANCELLED - bowel ca stage IV"}, "canceled"),
        ({"cancer": "", "name": "", "status": "o - Open Slot"}, "an open slot"),
    ],
)
def test_who_gets_no_sheet_beyond_doubt(cells: dict[str, str], reason: str) -> None:
    assert reason in left_out(**{"name": "Ann Lee", "cancer": "lung", **cells})


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ({"status": "Waitlist?"}, "status column"),
        ({"test": "maybe"}, "test column"),
        ({"restricted": "Break-the-Glass"}, "restricted"),
        ({"restricted": "VIP"}, "restricted"),
        ({"restricted": f"no{BETWEEN}yes"}, "restricted"),
    ],
)
def test_doubt_asks_a_person(cells: dict[str, str], reason: str) -> None:
    assert reason in refused(**{"name": "Ann Lee", "cancer": "lung", **cells})


@pytest.mark.parametrize(
    "cells",
    [{"status": "Arrived"}, {"status": "NULL"}, {"restricted": "No"}, {"test": "n"}, {"restricted": ""}],
)
def test_who_comes_and_lives_gets_a_sheet(cells: dict[str, str]) -> None:
    assert chosen(name="Ann Lee", cancer="lung", **cells).recipient.name == "Ann Lee"


def test_a_field_without_a_place_is_left_out_and_told() -> None:
    entry = chosen(name="Ann Lee", cancer="lung", clinician="Dr. Lum", note="Bring it.", layout="card")
    assert entry.recipient.name == "Ann Lee"
    assert entry.recipient.clinician is None
    assert entry.told == ("Not printed, because the layout card has no place for it: clinician, note.",)
    assert chosen(name="Ann Lee", cancer="lung", clinician="Dr. Lum").told == ()
