"""What content is, in twelve digits, and which sign-offs it lets stand."""

from __future__ import annotations

import datetime
import random
import re
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest
import yaml
from commands import CANCER, TIP, Result, apart, write_clinic

from handouts.checks.gate import Subject
from handouts.checks.gates.signoffs import gate as signoffs
from handouts.model.clinic import SignOff
from handouts.model.library import Library, Wanted
from handouts.reading.clinic import read_clinic
from handouts.reading.identity import content_hash, joint_hash, records, valid_signoffs
from handouts.reading.library import read_library
from handouts.reading.reader import Reader
from handouts.reading.shelf import clinic_shelf

Handouts = Callable[..., Result]
DAY = datetime.date(2026, 3, 4)


def library(folder: Path) -> Library:
    return read_library(Wanted(cancers=("invented",), tips=("diary",)), folder)


def hash_of(folder: Path, **files: str) -> str:
    return content_hash(library(write_clinic(folder, **files)).cancers["invented"])


def _shuffled(data: object) -> object:
    if isinstance(data, dict):
        pairs = [(key, _shuffled(value)) for key, value in data.items()]
        random.Random(1).shuffle(pairs)
        return dict(pairs)
    return [_shuffled(each) for each in data] if isinstance(data, list) else data


def test_form_does_not_count(tmp_path: Path) -> None:
    plain = hash_of(tmp_path)
    assert re.fullmatch(r"[0-9a-f]{12}", plain)
    written = yaml.safe_dump(_shuffled(yaml.load(CANCER, yaml.CBaseLoader)), sort_keys=False, width=20)
    unquoted = re.sub(r"'?([0-9]+\.[0-9]|[0-9]{4}-[0-9-]{5}|true)'?", r"\1", written)
    assert hash_of(tmp_path, cancers__invented=f"# A comment.\n{unquoted}") == plain
    assert hash_of(tmp_path, cancers__invented=CANCER.replace("\n", "\r\n")) == plain


def test_defaults_and_the_review_do_not_count(tmp_path: Path) -> None:
    plain = hash_of(tmp_path)
    reviewed = CANCER.replace("review: {", "review: {reviewed_by: Ann, reviewed_on: 2026-03-01, ")
    assert hash_of(tmp_path, cancers__invented=reviewed) == plain
    assert hash_of(tmp_path, cancers__invented=f"{CANCER}trials: []\n") == plain


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("62.5", "62.6"),
        ("Two.", "Two!"),
        ("[bones]", "[bones, liver]"),
        ("name: Rest", "verified: false, name: Rest"),
    ],
)
def test_every_word_and_figure_counts(tmp_path: Path, old: str, new: str) -> None:
    assert hash_of(tmp_path) != hash_of(tmp_path, cancers__invented=CANCER.replace(old, new))


def test_the_same_in_every_process(tmp_path: Path) -> None:
    script = (
        "from handouts.reading.identity import *; from handouts.reading.library import *; "
        "print(joint_hash(records(read_library(Wanted(cancers=('kidney',))))))"
    )
    said = {
        apart(home=tmp_path, program=("-c", script), PYTHONHASHSEED=seed, LANG=language).out
        for seed, language in (("0", "C"), ("1", "de_DE.UTF-8"))
    }
    assert said == {f"{joint_hash(records(read_library(Wanted(cancers=('kidney',)))))}\n".encode()}


def test_a_signoff_stands_while_the_content_does(tmp_path: Path) -> None:
    before = library(write_clinic(tmp_path))
    signed = [
        SignOff(record=name, by="Ann", on=DAY, content=content_hash(records(before)[name]))
        for name in ("cancers/invented", "tips/diary")
    ]
    signed.append(SignOff(record="stage4", by="Ann", on=DAY))
    assert sorted(valid_signoffs(before, signed)) == ["cancers/invented", "tips/diary"]
    after = library(write_clinic(tmp_path, tips__diary=TIP.replace("Buy a book", "Find a book")))
    assert sorted(valid_signoffs(after, signed)) == ["cancers/invented"]


def test_where_lines_end_voids_no_sign_off(tmp_path: Path) -> None:
    labels = library(write_clinic(tmp_path)).labels

    assert labels.unbroken
    assert content_hash(msgspec.structs.replace(labels, unbroken=())) == content_hash(labels)


def test_the_gate_tells_which_no_longer_count(tmp_path: Path) -> None:
    write_clinic(tmp_path)
    content = content_hash(library(tmp_path).cancers["invented"])
    entries = {
        "cancers/invented": content,
        "tips/diary": "0" * 12,
        "cancers/invnted": content,
        "resources/ca": "",
    }
    lines = [
        f'  - {{record: {name}, by: Ann, on: 2026-03-04, content: "{said or "x"}"}}\n'
        for name, said in entries.items()
    ]
    clinic = tmp_path / "clinic.yaml"
    clinic.write_text(
        clinic.read_text() + "signed:\n" + "".join(lines) + "  - {record: stage4, by: Bo, on: 2026-03-04}\n"
    )
    reader = Reader()
    reader.read(clinic_shelf(tmp_path), "clinic.yaml", type(read_clinic(tmp_path).clinic))
    found = list(signoffs(Subject(library(tmp_path), tuple(reader.pages), (), DAY)))
    assert [(each.level, each.path) for each in found] == [
        ("advice", "signed[1]"),
        ("advice", "signed[2]"),
        ("advice", "signed[4]"),
    ]
    assert "tips/diary has changed since" in found[0].message
    assert "did you mean cancers/invented" in found[1].message
    assert "does not say which content" in found[2].message
