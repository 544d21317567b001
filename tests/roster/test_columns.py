"""What columns are: by their heads, by their values, and by what a person answers."""

from __future__ import annotations

from pathlib import Path

import pytest

from handouts.errors import RosterError
from handouts.roster.answers import Answers
from handouts.roster.columns import Columns, known_heads, understand
from handouts.roster.heads import folded, meaning_of
from handouts.roster.reading import read_roster

from .tables import put, written

NONE = Answers()


def columns_of(table: dict[str, list[str]], answers: Answers = NONE) -> Columns:
    return understand(tuple(table), list(table.values()), answers)


def read(table: dict[str, list[str]], answers: Answers = NONE) -> dict[str, str]:
    """Each column that is read, by its head, and as what."""
    return {each.head: each.means for each in columns_of(table, answers).columns if each.means}


@pytest.mark.parametrize(
    ("head", "meaning"),
    [
        ("Patient Name", "name"), ("patient_name", "name"), ("Pt Name", "name"), ("Pt", "name"),
        ("PatientName", "name"), ("Last, First", "name"), ("Client", "name"), ("PAT_NAME", "name"),
        ("Patient (LAST, FIRST M)", "name"), ("Patient First Name", "first name"), ("FName", "first name"),
        ("Forenames", "first name"), ("MI", "middle name"), ("Patient Middle Initial", "middle name"),
        ("Surname", "last name"), ("Patient Last Name", "last name"), ("Name Suffix", "suffix"),
        (" Dx ", "cancer"), ("ICD-10-CM", "cancer"), ("Diagnosis (ICD-10)", "cancer"), ("Primary Dx",
        "cancer"),
        ("Visit Diagnosis", "cancer"), ("DX_CODE", "cancer"), ("Problem List", "cancer"),
        ("Reason for Visit", "reason"), ("Next visit:", "appointment"), ("Next Appt Date/Time",
        "appointment"),
        ("APPT_DT_TM", "appointment"), ("Appt Time", "time"), ("apptstarttime", "time"), ("Oncologist",
        "clinician"),
        ("Provider/Resource", "clinician"), ("a.PROVIDER", "clinician"), ("MRN", "id"), ("NHSNumber", "id"),
        ("Patient Acct No", "id"), ("Preferred Language", "language"), ("Pref Lang", "language"),
        ("Cancer Staging", "stage"), ("tnmClinStageGroup", "stage"), ("Patient Status", "deceased"),
        ("DateDeath", "deceased"), ("Arrival Status", "status"), ("apptslotstatus", "status"),
        ("AppointmentCancelledDate", "canceled"), ("Restricted Chart", "restricted"), ("Is Test Patient",
        "test"),
        ("Date Deceased", "deceased"), ("Deceased Date/Time", "deceased"), ("Pt Deceased", "deceased"),
        ("DECEASED_YN", "deceased"), ("Death Indicator", "deceased"), ("Patient Vital Status", "deceased"),
        ("Vital Status at last contact", "deceased"), ("Survival Status", "deceased"), ("Alive", "alive"),
        ("No Show", "missed"), ("Attended", "came"), ("Appt Canceled", "canceled"), ("IsCancelled",
        "canceled"),
        ("Cancellation Date", "canceled"), ("ObjectStatus", "status"), ("Appt State", "status"),
        ("Restricted Patient", "restricted"), ("Privacy Flag", "restricted"), ("Test Pt", "test"),
        ("Path Stage", "stage"), ("Overall Staging", "stage"), ("Stage at diagnosis", "stage once"),
        ("Initial Stage", "stage once"), ("Generation", "suffix"), ("Second Last Name", "second last name"),
        ("ICD Description", "cancer"), ("ICD-10 Description", "cancer"), ("ICD10 Desc", "cancer"),
        ("Code Description", "cancer"), ("Problem Description", "cancer"), ("Diagnosis Text", "cancer"),
        ("Problem", "cancer"), ("Condition", "cancer"), ("Dx Code Description", "cancer"),
        ("Passed Away", "deceased"), ("RIP", "deceased"), ("Date of Passing", "deceased"),
        ("Mortality", "deceased"), ("message", "note"), ("Note for patient", "note"),
        ("handout note", "note"), ("Format", "layout"),
    ],
)  # fmt: skip
def test_heads_that_are_known(head: str, meaning: str) -> None:
    found = meaning_of(head)
    assert found is not None
    assert found[0] == meaning


@pytest.mark.parametrize(
    "head",
    [
        "Notes", "Note", "Appt Notes", "Comments", "Provider Comments", "DOB", "Date of Birth", "Last Visit",
        "Referral Date", "PCP", "Usual GP", "Referring Doctor", "Emergency Contact", "Next of Kin", "DNR",
        "Code Status", "Cancel Reason", "Cancelled By", "CKD Stage", "Staging Date", "Patient Note",
        "Visit Type", "Appt Type", "Referral Status", "SSN", "Sex", "ECOG", "Record",
    ],
)  # fmt: skip
def test_heads_that_are_never_read(head: str) -> None:
    assert meaning_of(head) is None
    table = {"Name": ["Ann Lee"], "Cancer": ["lung"], head: ["Pt anxious; does not know prognosis"]}
    assert head not in read(table)
    assert any(f"'{head}'" in line for line in columns_of(table).warnings)


@pytest.mark.parametrize(
    ("head", "values", "meaning"),
    [
        ("Attending", ["Y", "N", "Y"], None),
        ("Attending", ["Dr. Ada Lum", ""], "clinician"),
        ("Provider", ["4711", "4712"], None),
        ("Visit", ["FU - tox check", "new"], None),
        ("Visit", ["12/03/2026 9:00 AM"], "appointment"),
        ("Cancer Type", ["Metastatic", "Primary"], None),
        ("Cancer Type", ["Metastatic", "lung"], "cancer"),
        ("Primary Site", ["C341", "C509"], None),
        ("Primary Site", ["Lung"], "cancer"),
        ("Status", ["VALID", "EXPIRED"], None),
        ("Status", ["Booked", "EXPIRED"], "status"),
        ("ID", ["1", "2", "3"], None),
        ("ID", ["1041", "1042"], "id"),
        ("Test", ["CBC", "CMP"], None),
        ("Test", ["Y", ""], "test"),
        ("Confidential", ["call daughter first"], "restricted"),
        ("Date", ["2026-12-01"], None),
    ],
)
def test_values_decide_with_the_head(head: str, values: list[str], meaning: str | None) -> None:
    table = {"Name": ["Ann Lee"], "Diagnosis": ["lung"], head: [each for each in values if each]}
    if meaning == "cancer":
        del table["Diagnosis"]
    if meaning is None and (meaning_of(head) or ("",))[0] == "cancer":
        assert read(table) == {"Name": "name", "Diagnosis": "cancer"}
    else:
        assert read(table).get(head) == meaning
    if meaning is None:
        assert any(f"'{head}' (" in line for line in columns_of(table).warnings)


def test_a_date_is_that_of_a_visit_where_a_time_stands_beside() -> None:
    table = {
        "Name": ["Ann Lee"],
        "Dx": ["lung"],
        "Date": ["02/12/2026"],
        "Time": ["9:00 AM"],
        "Day": ["Monday"],
    }
    assert read(table) == {
        "Name": "name", "Dx": "cancer", "Date": "appointment", "Time": "time", "Day": "day",
    }  # fmt: skip
    columns = columns_of(table)
    cells = columns.cells(("Ann Lee", "lung", "02/12/2026", "9:00 AM", "Monday"))
    assert cells[columns.named["appointment"]] == "02/12/2026 9:00 AM"
    whole = columns.cells(("Ann Lee", "lung", "02/12/2026 10:30", "9:00 AM", "Monday"))
    assert whole[columns.named["appointment"]] == "02/12/2026 10:30"


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        # A code decides; words stand beside it and can only stop a row.
        (
            {"Pt": ["Ann Lee"], "Diagnosis": ["Lung cancer"], "ICD-10": ["C34.90"]},
            {"Pt": "name", "Diagnosis": "diagnosis", "ICD-10": "cancer"},
        ),
        (
            {"Pt": ["Ann Lee"], "Primary Dx": ["C34.90 - lung"], "Visit Diagnosis": ["chemo visit"]},
            {"Pt": "name", "Primary Dx": "cancer", "Visit Diagnosis": "diagnosis"},
        ),
        (
            {"Pt": ["Ann Lee"], "Dx Code": ["C50.9"], "Reason for Visit": ["follow-up"]},
            {"Pt": "name", "Dx Code": "cancer", "Reason for Visit": "diagnosis"},
        ),
        (
            {"Pt": ["Ann Lee"], "DiagnosisCode": ["C34"], "DiagnosisSubCode": ["C34.1"], "DiagnosisDesc":
            ["x"]},
            {"Pt": "name", "DiagnosisCode": "cancer", "DiagnosisDesc": "diagnosis"},
        ),
        # Of five providers one is the doctor of the visit; of two ids one is the person's.
        (
            {"Pt": ["Ann Lee"], "Dx": ["lung"], "Resource": ["Room"], "Rendering Provider": ["Dr. B"],
             "Referring Provider": ["Dr. C"], "Patient ID": ["77"], "MRN": ["0042"]},
            {"Pt": "name", "Dx": "cancer", "Rendering Provider": "clinician", "MRN": "id"},
        ),
        # Whole name and its parts: the parts need no guess where the surname ends.
        (
            {"Patient Name": ["LEE, ANN R"], "Patient First Name": ["ANN"], "Patient Last Name": ["LEE"],
             "Patient Middle Initial": ["R"], "Dx": ["lung"]},
            {"Patient First Name": "first name", "Patient Last Name": "last name",
             "Patient Middle Initial": "middle name", "Dx": "cancer"},
        ),
        (
            {"Name": ["Ann Lee"], "First Name": ["Ann"], "Dx": ["lung"]},
            {"Name": "name", "Dx": "cancer"},
        ),
        (
            {"Name": ["MED ONC 4"], "Patient Name": ["Ann Lee"], "cancer": ["lung"]},
            {"Patient Name": "name", "cancer": "cancer"},
        ),
        (
            {"Pt": ["Ann Lee"], "Dx": ["lung"], "Language": ["English"], "Preferred Language": ["Spanish"]},
            {"Pt": "name", "Dx": "cancer", "Preferred Language": "language"},
        ),
        # Several columns may say that somebody does not come, or has died.
        (
            {"Pt": ["A B"], "Dx": ["lung"], "Appt Status": ["Booked"], "Cancel Date": ["11/23/2026"],
             "Patient Status": ["Alive"], "Date of Death": ["2026-01-02"]},
            {"Pt": "name", "Dx": "cancer", "Appt Status": "status", "Cancel Date": "canceled",
             "Patient Status": "deceased", "Date of Death": "deceased"},
        ),
    ],
)  # fmt: skip
def test_several_columns_of_one_kind(table: dict[str, list[str]], expected: dict[str, str]) -> None:
    assert read(table) == expected


def test_one_head_twice_stops_the_list() -> None:
    for heads in (
        ("name", "cancer", "provider", "Provider"),
        ("name", "dx", "DX"),
        ("name", "Name", "cancer"),
    ):
        with pytest.raises(RosterError, match="both mean"):
            understand(heads)


def test_parts_of_a_name_are_joined() -> None:
    columns = understand(("Last Name", "First Name", "MI", "Suffix", "cancer"))
    assert columns.heads[-1] == "name"
    cells = columns.cells(("Park", " John", "Q", "Sr.", "lung"))
    assert cells[columns.named["name"]] == "John Q Park Sr."
    again = understand(columns.heads[:5])  # the list of failed rows, fed in again
    assert again.named == columns.named


@pytest.mark.parametrize(("first", "last"), [("Ann", ""), (" ", "Lee")])
def test_half_a_name_in_two_columns_stops_its_row(tmp_path: Path, first: str, last: str) -> None:
    text = f"First,Last,dx\nBo,Chan,lung\n{first},{last},lung\nSuharto,-,lung\n"
    whole, half, single = read_roster(put(tmp_path / "a.csv", text)).rows()
    assert (whole.fault, single.fault) == ("", "")
    assert half.fault.startswith("Only one of first and last name is filled in.")
    assert single.cells[-1] == "Suharto"


@pytest.mark.parametrize(
    ("heads", "cells", "column", "joined"),
    [
        (("Alive",), ("N",), "deceased", "dead"),
        (("Is Living",), ("yes",), "deceased", "alive"),
        (("Deceased",), ("1",), "deceased", "yes"),
        (("Vital Status",), ("1",), "deceased", "1"),
        (("xyz",), ("Deceased",), "deceased", "Deceased"),  # whatever the head, the values say it
        (("Attended",), ("N",), "status", "no show"),
        (("No Show",), ("Y",), "status", "no show"),
        (("No Show", "Appt Status"), ("", "Booked"), "status", "Booked"),
        (("Cancel Flag",), ("0",), "status", ""),
        (("Cancellation Date",), ("11/23/2026",), "status", "canceled"),
        (("Clinical Stage", "Path Stage"), ("III", "IV"), "stage", "III / IV"),
        (("Clinical Stage", "Path Stage"), ("IVA", "IV"), "stage", "IVA"),
        (("Initial Stage",), ("II",), "stage", "II at diagnosis"),
        (("Initial Stage",), ("IV",), "stage", "IV"),
        (("Appt Schdlng PrvdrFullNme",), ("CRANE IDA",), "clinician", "IDA CRANE"),
    ],
)
def test_columns_that_say_the_same_in_another_way(
    heads: tuple[str, ...], cells: tuple[str, ...], column: str, joined: str
) -> None:
    columns = understand(("Pt", "Dx", *heads), [["Ann Lee"], ["lung"], *([cell] for cell in cells)])
    made = columns.cells(("Ann Lee", "lung", *cells))
    assert made[columns.named[column]] == joined  # type: ignore[index]


def test_half_a_name_is_told() -> None:
    columns = understand(("surname", "cancer"))
    assert columns.named["name"] == 0
    assert columns.warnings[0] == "Read: name from 'surname', cancer."


@pytest.mark.parametrize("heads", [("cancer",), ("MRN", "Dx"), ("Title", "Diagnosis", "stage")])
def test_a_list_without_names_asks(heads: tuple[str, ...]) -> None:
    (question,) = understand(heads).questions
    assert question.kind == "name"
    assert question.stops
    assert "--no-names" in question.sentence
    columns = understand(heads, answers=Answers(names=False))
    assert columns.questions == ()
    assert "name" not in columns.named


def test_names_may_stand_in_a_column_that_is_not_known() -> None:
    table = {"Wer": ["Ann Lee", "Bo Chan"], "Kilos": ["61", "70"], "Dx": ["lung", "breast"]}
    (question,) = columns_of(table).questions
    assert question.choices == ("Wer", "no names")
    answered = columns_of(table, Answers(columns=(("name", "wer"),)))
    assert answered.named["name"] == 0
    assert answered.questions == ()


@pytest.mark.parametrize("head", ["REASON", "Reason for Visit", "Chief Complaint"])
def test_free_text_is_read_for_the_cancer_only_after_a_question(head: str) -> None:
    table = {"Patient": ["Ann Lee"], head: ["Metastatic breast cancer - review"]}
    (question,) = columns_of(table).questions
    assert question.kind == "cancer"
    assert f"--column cancer='{head}'" in question.options
    assert columns_of(table, Answers(columns=(("cancer", head),))).named["cancer"] == 1


def test_an_answer_takes_the_place_of_what_was_read() -> None:
    table = {"Patient": ["Ann Lee"], "Dx": ["lung"], "Provider": ["Dr. A"], "Notes": ["See you soon."]}
    answers = Answers(columns=(("note", "Notes"), ("clinician", "Dx"), ("cancer", "Provider")))
    assert read(table, answers) == {
        "Patient": "name", "Dx": "clinician", "Provider": "cancer", "Notes": "note",
    }  # fmt: skip
    with pytest.raises(RosterError, match="No column has the head that --column names"):
        read(table, Answers(columns=(("name", "Nom"),)))


def test_what_is_read_is_told_once() -> None:
    table = {
        "Pt Name": ["Ann Lee"],
        "cancer": ["lung"],
        "Notes": ["mood low"],
        "DOB": ["1950-01-01"],
        "zz": ["1"],
    }
    assert columns_of(table).warnings == (
        "Read: name from 'Pt Name', cancer.",
        "The note is not read from 'Notes': such columns are for staff. "
        "Call a column 'note for patient' to print it.",
        "Not read: 'DOB', 'zz'.",
    )


def test_a_slip_gets_a_hint() -> None:
    warning = understand(("name", "cancer", "clinican")).warnings[-1]
    assert warning == "Not read: 'clinican' (did you mean clinician?)."


def test_no_known_head_quotes_nothing() -> None:
    with pytest.raises(RosterError) as caught:
        understand(("Ann Lee", "pneumonia", "Room 4"))
    assert "Ann" not in str(caught.value)
    assert "Room" not in str(caught.value)
    assert "handouts roster template" in str(caught.value)


def test_a_list_without_a_column_of_cancers_is_refused() -> None:
    with pytest.raises(RosterError) as caught:
        understand(("name", "cancr", "Ann Lee"))
    assert str(caught.value).startswith(
        "No column of this list is called cancer; did you mean cancer by the head of column 2?"
    )
    assert "Ann" not in str(caught.value)


def test_ten_unknown_columns_are_named_and_the_rest_counted() -> None:
    warning = understand(("name", "cancer", "", *(f"zz{number}\x07" for number in range(13)))).warnings[-1]
    assert warning.startswith("Not read: column 3 (no head), 'zz0 ',")
    assert warning.endswith(", and 4 more.")


def test_heads_are_compared_without_case_and_marks() -> None:
    assert (
        folded("\ufeffPATIENT_NAME [x]".removeprefix("\ufeff")) == folded("Patient Name:") == "patient name"
    )
    assert folded("ajccTnmClinStageGroup") == "ajcc tnm clin stage group"
    assert known_heads(("Visit Date", "MRN", "DOB", "Ann Lee")) == 3


# -- rows that are not a person


@pytest.mark.parametrize(
    "line",
    [
        ["Total appointments: 11", "", "", ""], ["", "", "Total", "34"], ["Grand Total:", "12", "", ""],
        ["Printed on 11/24/2026 7:02 AM by MARGOTT, T    Page 1 of 2", "", "", ""],
        ["CONFIDENTIAL - contains protected health information", "", "", ""],
        ["END OF LIST — 8 total", "", "", ""], ["Page 2", "", "", ""], ["Wednesday, 25 November 2026", "",
        "", ""],
        ["AM", "", "", ""], ["-----", "", "", ""], ["Row count: 12", "", "", ""], ["Patient", "Dx",
        "Stage", "Time"],
        ["Patient", "Dx", "", ""],
    ],
)  # fmt: skip
def test_lines_that_hold_no_person_are_left_out(tmp_path: Path, line: list[str]) -> None:
    table = [
        ["Patient", "Dx", "Stage", "Time"],
        ["Ann Lee", "lung", "4", ""],
        line,
        ["Bo Chan", "lung", "4", ""],
    ]
    rows = list(read_roster(put(tmp_path / "a.csv", written(table))).rows())
    assert [bool(row.skipped) for row in rows] == [False, True, False]


@pytest.mark.parametrize(
    "line",
    [
        ["Ann Lee", "Cancer", "4", ""], ["Ann Total", "", "", ""], ["Page, Bo", "lung", "", ""],
        ["Total", "lung", "", ""], ["Sunday Okafor", "", "", ""], ["Tess Report", "", "4", ""],
        ["Patient", "lung", "4", ""],
    ],
)  # fmt: skip
def test_a_person_is_never_taken_for_such_a_line(tmp_path: Path, line: list[str]) -> None:
    table = [["Patient", "Dx", "Stage", "Time"], line, ["Bo Chan", "lung", "4", ""]]
    rows = list(read_roster(put(tmp_path / "a.csv", written(table))).rows())
    assert [row.skipped for row in rows] == ["", ""]
