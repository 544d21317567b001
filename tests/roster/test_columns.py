"""Heads of columns."""

from __future__ import annotations

import pytest

from handouts.errors import RosterError
from handouts.roster.columns import MEANINGS, folded, understand


@pytest.mark.parametrize(
    ("head", "meaning"),
    [
        ("Patient Name", "name"),
        ("patient_name", "name"),
        ("\ufeffNAME", "name"),
        (" Dx ", "cancer"),
        ("ICD-10-CM", "cancer"),
        ("Diagnosis (ICD-10)", "cancer"),
        ("Next visit:", "appointment"),
        ("Oncologist", "clinician"),
        ("MRN", "id"),
        ("Preferred Language", "language"),
        ("Format", "layout"),
    ],
)
def test_aliases(head: str, meaning: str) -> None:
    assert MEANINGS[folded(head.removeprefix("\ufeff"))] == meaning
    heads = (head,) if meaning == "cancer" else (head, "cancer")
    assert understand(heads).named[meaning] == 0  # type: ignore[index]


@pytest.mark.parametrize("head", ["date of birth", "DOB", "birth date", "comments", "sex", "address"])
def test_what_is_not_for_the_sheet_is_not_read(head: str) -> None:
    columns = understand(("name", "cancer", head))
    assert 2 not in columns.named.values()
    assert columns.warnings == (f"Not read, for their heads are not known: '{head}'.",)


def test_a_slip_gets_a_hint() -> None:
    (warning,) = understand(("name", "cancer", "clinican")).warnings
    assert warning.endswith("'clinican' (did you mean clinician?).")


def test_no_known_head_quotes_nothing() -> None:
    with pytest.raises(RosterError) as caught:
        understand(("Ann Lee", "pneumonia", "Room 4"))
    assert "Ann" not in str(caught.value)
    assert "Room" not in str(caught.value)
    assert "handouts roster template" in str(caught.value)


def test_no_cancer() -> None:
    with pytest.raises(RosterError) as caught:
        understand(("name", "cancr", "Ann Lee"))
    assert str(caught.value).startswith(
        "No column of this roster is called cancer; did you mean cancer by the head of column 2?"
    )
    assert "Ann" not in str(caught.value)


def test_two_heads_of_one_meaning() -> None:
    with pytest.raises(
        RosterError, match=r"'Diagnosis' \(column 2\) and 'ICD10' \(column 3\) both mean cancer"
    ):
        understand(("name", "Diagnosis", "ICD10"))


def test_no_name_is_a_warning() -> None:
    assert understand(("cancer",)).warnings == ("There is no column called name: the copies bear no names.",)


def test_first_and_last_name_are_joined() -> None:
    columns = understand(("Last Name", "First Name", "cancer"))
    assert columns.heads == ("Last Name", "First Name", "cancer", "name")
    assert columns.named == {"cancer": 2, "name": 3}
    assert columns.cells(("Lee", " Ann", "lung")) == ("Lee", " Ann", "lung", "Ann Lee")
    assert columns.warnings == ()
    again = understand(columns.heads)  # the list of failed rows, fed in again
    assert again.named == columns.named
    assert again.joined is None


def test_half_a_name() -> None:
    columns = understand(("surname", "cancer"))
    assert columns.named["name"] == 0
    assert columns.warnings == ("Only the column 'surname' is printed as the name.",)
    with pytest.raises(RosterError, match="mean the same"):
        understand(("surname", "last name", "cancer"))


def test_columns_without_heads() -> None:
    columns = understand(("name", "", "cancer", "", ""))
    assert columns.heads == ("name", "", "cancer")
    assert columns.warnings == ("Not read, for their heads are not known: column 2 (no head).",)


def test_many_unknown_columns() -> None:
    (warning,) = understand(("name", "cancer", *(f"zz{number}\x07" for number in range(13)))).warnings
    assert warning.endswith(", and 3 more.")
    assert "\x07" not in warning
