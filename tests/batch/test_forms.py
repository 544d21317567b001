"""Lists from spreadsheets and record systems, from the file to the stack."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from roster.bundles import bundle, concept, condition, patient, written

from .conftest import Batch
from .lists import Made, rows_of


def _person(number: str, given: str, **more: object) -> dict[str, object]:
    name = {"use": "official", "family": "Quixworth", "given": [given]}
    return patient(number, **{"name": [name], **more})


@pytest.fixture
def fhir(tmp_path: Path) -> Path:
    """One who died, one to print, one whose code has no stage, one without a cancer."""
    return written(
        tmp_path,
        bundle(
            _person("p1", "Ann", deceasedBoolean=True),
            condition(concept("C50.911"), whose="Patient/p1"),
            condition(concept("C79.51"), whose="Patient/p1"),
            _person("p2", "Bo"),
            condition(concept("C50.911"), whose="Patient/p2"),
            condition(concept("C79.51"), whose="Patient/p2"),
            _person("p3", "Cy"),
            condition(concept("C34.90"), whose="Patient/p3"),
            _person("p4", "Di"),
            condition(concept("J00"), whose="Patient/p4"),
        ),
    )


def test_a_fhir_bundle(batch: Batch, made: Made, fhir: Path) -> None:
    done = batch(fhir, "--separate")

    assert done.code == 1
    assert made.statuses[:3] == [(1, "skipped"), (2, "ok"), (3, "failed")]
    assert made.statuses[3] == (4, "skipped")
    record = made.record
    assert (record["list"]["rows"], record["printed"], record["failed"], record["skipped"]) == (4, 1, 1, 2)
    assert done.out.decode().splitlines()[-5] == "4 rows = 1 printed + 1 failed + 2 left out."
    assert made.lines[1]["cancers"] == "breast"
    assert all("Bo Quixworth" in said for said in made.copies()[2])
    assert "died" in made.reasons[1]
    assert "Condition.stage" in made.reasons[3]
    assert "column" not in made.reasons[3]
    whole = "".join(made.reasons.values()) + done.err + done.out.decode()
    assert "Quixworth" not in whole
    assert not [name for name, data in made.files().items() if b"Quixworth" in data if "failed" not in name]


def test_failed_people_of_fhir_are_mended_in_a_table(
    batch: Batch, made: Made, fhir: Path, tmp_path: Path
) -> None:
    batch(fhir)
    (heads, row) = made.failed
    assert heads[:4] == ["id", "name", "cancer", "stage"]
    assert row[1] == "Cy Quixworth"
    assert "Ann" not in (made.folder / "failed-rows.csv").read_text("utf-8")

    mended = made.folder / "failed-rows.csv"
    text = mended.read_text("utf-8-sig")
    mended.write_text(text.replace(",".join(row[1:4]), f"{row[1]},{row[2]},4"), "utf-8")
    done = batch(mended, "--out", "again")
    assert done.code == 0, done.out
    again = Made(tmp_path / "again")
    assert again.lines[0]["cancers"] == "lung"
    assert "Cy Quixworth" in again.copies()[3][0]


def test_everybody_confirmed_in_stage_4(batch: Batch, made: Made, fhir: Path) -> None:
    assert batch(fhir, "--stage4-confirmed").code == 0
    assert [status for _, status in made.statuses] == ["skipped", "ok", "ok", "skipped"]


def _sheet(path: Path, *rows: tuple[object, ...]) -> Path:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    book.save(path)
    return path


def test_a_spreadsheet(batch: Batch, made: Made, tmp_path: Path) -> None:
    import datetime

    rows = (
        ("Name", "Diagnosis", "Stage", "Handout date", "Note for patient"),
        ("Ann Lee", "C50.911", 4, datetime.date(2026, 11, 24), None),
        ("Nguyễn Thị Ánh", "lung", None, None, "Bring your pills."),
        ("Cy Doe", "C50.911", 2, None, None),
        ("Di Eve", "lung", None, None, "=1+1"),
    )
    done = batch(_sheet(tmp_path / "list.xlsx", *rows), "--cover")

    assert done.code == 1
    assert made.statuses == [(2, "ok"), (3, "ok"), (4, "skipped"), (5, "failed")]
    copies = made.copies()
    assert "Ann Lee" in copies[2][0]
    assert "November 24, 2026" in copies[2][0]
    assert "Nguyễn Thị Ánh" in copies[3][0]
    assert "Bring your pills." in " ".join(copies[3])
    assert "formula" in made.reasons[5]
    assert made.failed[0] == ["Name", "Diagnosis", "Stage", "Handout date", "Note for patient", "reason"]
    assert [row[0] for row in made.failed[1:]] == ["Di Eve"]


def test_spreadsheet_and_text_of_the_same_list_say_the_same(
    batch: Batch, made: Made, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("handouts.batch.printing.short_id", lambda _key, row: f"{row}-AAAA")
    rows = (("name", "cancer"), ("Ann Lee", "lung"), ("Bo Chan", "unheard of"), ("Ελένη", "breast"))
    batch(_sheet(tmp_path / "list.xlsx", *rows))
    (tmp_path / "list.csv").write_text("\n".join(";".join(row) for row in rows), "utf-8")
    batch("list.csv", "--out", "text")
    text = Made(tmp_path / "text")

    assert made.lines == text.lines
    assert made.pages() == text.pages()
    failed = rows_of(text.folder / "failed-rows.csv", ";")  # a list keeps its delimiter
    assert made.failed == failed[1:]
