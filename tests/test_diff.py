"""handouts diff: what changed in words, and which sheets are to be printed again."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from commands import CANCER, CLINIC, Result, write_clinic

from handouts.run.changes import changes

Handouts = Callable[..., Result]
DATA = Path(__file__).resolve().parents[1] / "data"


@pytest.fixture
def versions(tmp_path: Path) -> tuple[Path, Path]:
    """Two equal libraries."""
    for name in ("old", "new"):
        shutil.copytree(DATA, tmp_path / name)
    return tmp_path / "old", tmp_path / "new"


def _edit(file: Path, old: str, new: str) -> None:
    text = file.read_text()
    assert old in text
    file.write_text(text.replace(old, new))


def test_form_does_not_count(handouts: Handouts, versions: tuple[Path, Path]) -> None:
    file = versions[1] / "tips" / "money.yaml"
    first, _, rest = file.read_text().partition("\n")
    file.write_text(f"# other\n\n{rest}# {first}\n")
    done = handouts("diff", *versions)
    assert (done.code, done.out) == (0, b"Nothing has changed.\n")


def test_figures_drugs_and_phones_come_first(handouts: Handouts, versions: tuple[Path, Path]) -> None:
    file = versions[1] / "cancers" / "breast.yaml"
    _edit(file, "Some block hormones", "Many block hormones")
    _edit(file, "brand: Femara", "brand: Femarra")
    _edit(file, "Treatment often goes on", "Treatment mostly goes on")
    done = handouts("diff", *versions)
    lines = done.out.decode().splitlines()
    assert done.code == 1
    assert lines[:2] == [
        "changed: cancers/breast",
        '  ! treatments[Hormone therapy].drugs[letrozole].brand: "Femara" -> "Femarra"',
    ]
    rest = [line for line in lines[2:] if line.startswith("  ")]
    assert all(line.startswith("    ") for line in rest)
    assert any("Some block hormones" in line and "Many block hormones" in line for line in rest)
    assert lines[-1] == "sheets to print again: breast"


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("urgent.yaml", "Shaking chills", "Chills that shake you"),
        ("resources/us.yaml", "100.4 F (38 C)", "101.3 F (38.5 C)"),
        ("resources/us.yaml", "800-813-4673", "800-813-4674"),
        ("stage4.yaml", "cancer", "tumor"),
        ("evidence.yaml", "felt depressed", "felt low"),
        ("evidence.yaml", "16 of 100", "17 of 100"),
        ("labels/en.yaml", "Who to call", "Whom to call"),
    ],
)
def test_what_is_on_every_sheet_touches_all(
    handouts: Handouts, versions: tuple[Path, Path], file: str, old: str, new: str
) -> None:
    _edit(versions[1] / file, old, new)
    done = handouts("diff", *versions)
    assert done.code == 1
    assert done.out.endswith(b"\n\nsheets to print again: all\n")
    assert (b"  ! " in done.out) == any(sign.isdigit() for sign in old)


def test_records_that_come_and_go(handouts: Handouts, versions: tuple[Path, Path]) -> None:
    (versions[1] / "cancers" / "kidney.yaml").unlink()
    shutil.copy(versions[1] / "cancers" / "breast.yaml", versions[1] / "cancers" / "other.yaml")
    done = handouts("diff", *versions)
    assert done.out.decode() == (
        "removed: cancers/kidney\n\nadded: cancers/other\n\nsheets to print again: none\n"
    )


def test_a_source_touches_those_who_cite_it(handouts: Handouts, versions: tuple[Path, Path]) -> None:
    title = "title: Treatment of Stage IV (Metastatic) Breast Cancer"
    _edit(versions[1] / "sources.yaml", title, "title: Another title")
    assert handouts("diff", *versions).out.endswith(b"\nsheets to print again: breast\n")


def test_an_older_form_is_still_compared(handouts: Handouts, versions: tuple[Path, Path]) -> None:
    _edit(versions[0] / "tips" / "money.yaml", "title:", "heading:")
    done = handouts("diff", *versions)
    assert done.code == 1
    assert b"    heading: " in done.out


def test_for_programs(handouts: Handouts, versions: tuple[Path, Path]) -> None:
    _edit(versions[1] / "resources" / "us.yaml", "800-813-4673", "800-813-4674")
    found = json.loads(handouts("diff", *versions, "--format", "json").out)
    change = {
        "path": "resources[cancercare].phone",
        "old": "800-813-4673",
        "new": "800-813-4674",
        "weighty": True,
    }
    assert found == {
        "records": [{"record": "resources/us", "what": "changed", "changes": [change]}],
        "print_again": [],
        "print_all": True,
    }


def test_clinic_folders(handouts: Handouts, tmp_path: Path) -> None:
    old = write_clinic(tmp_path / "old")
    new = write_clinic(tmp_path / "new", cancers__invented=CANCER.replace("percent: 62.5", "percent: 61.5"))
    done = handouts("diff", old, new)
    assert '! survival.rows[IV].percent: "62.5" -> "61.5"' in done.out.decode()
    assert done.out.endswith(b"sheets to print again: invented\n")
    signoff = "signed: [{record: cancers/kidney, by: Ann, on: 2026-01-01, content: abc}]\n"
    write_clinic(old), write_clinic(new, clinic=CLINIC + signoff)
    assert handouts("diff", old, new).out.endswith(b"sheets to print again: kidney\n")
    write_clinic(new, clinic=CLINIC.replace("555-0199", "555-0198"))
    done = handouts("diff", old, new)
    assert b"  ! phone.night: " in done.out
    assert done.out.endswith(b"sheets to print again: all\n")


def test_what_does_not_compare(handouts: Handouts, tmp_path: Path) -> None:
    clinic = write_clinic(tmp_path / "clinic")
    assert handouts("diff", clinic, DATA).code == 2
    assert handouts("diff", clinic, tmp_path / "nowhere").code == 2
    (tmp_path / "clinic" / "clinic.yaml").write_text("name: [")
    assert handouts("diff", clinic, clinic).code == 3


def test_lists_are_compared_by_name_and_else_by_place() -> None:
    old = {"drugs": [{"generic": "a"}, {"generic": "b"}], "texts": ["one", "two", "three"]}
    new = {"drugs": [{"generic": "b"}, {"generic": "a"}], "texts": ["zero", "one", "2 two", "three"]}
    assert [(each.path, each.old, each.new, each.weighty) for each in changes(old, new)] == [
        ("drugs (order)", "a, b", "b, a", True),
        ("texts[2]", "two", "2 two", True),
        ("texts[0]", None, "zero", False),
    ]


def test_a_long_text_is_shown_where_it_changed(handouts: Handouts, tmp_path: Path) -> None:
    address = "https://example.org/" + "a" * 200
    long = " ".join(f"word{at}" for at in range(60))
    old = write_clinic(
        tmp_path / "old", cancers__invented=CANCER.replace("It helps.", f"{long} {address}b end.")
    )
    new = write_clinic(
        tmp_path / "new", cancers__invented=CANCER.replace("It helps.", f"{long} {address}c end.")
    )
    (line,) = [line for line in handouts("diff", old, new).out.decode().splitlines() if "why" in line]
    shown_old, _, shown_new = line.partition(" -> ")
    assert "ab end." in shown_old
    assert "ac end." in shown_new
    assert len(shown_new) <= 82


def test_open_points_are_told_but_touch_no_sheet(handouts: Handouts, versions: tuple[Path, Path]) -> None:
    _edit(versions[1] / "open-points.yaml", "Its source was not read again.", "Its source was read.")
    done = handouts("diff", *versions, "--format", "json")
    told = json.loads(done.out)
    assert [record["record"] for record in told["records"]] == ["open-points"]
    assert (told["print_again"], told["print_all"]) == ([], False)
