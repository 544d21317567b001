"""Every fault in a file at once, in words, with its place."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from handouts.model.clinic import Clinic
from handouts.model.content import Cancer, Resources, Sources, SurvivalRow, Tip
from handouts.model.layout import Layout
from handouts.reading.layout import read_layout
from handouts.reading.reader import convert
from handouts.reading.strict_yaml import parse_yaml

from . import samples
from .conftest import faults_of, put

LIST = "a list is wanted here (a line for each item, beginning with a hyphen)"


def faults(text: str, record_type: type[msgspec.Struct]) -> list[str]:
    record, found = convert(parse_yaml(text, "f.yaml"), record_type)
    assert record is None
    return [str(fault) for fault in found]


def test_a_right_file_becomes_a_record() -> None:
    record, found = convert(parse_yaml(samples.CANCER + samples.REVIEW, "f.yaml"), Cancer)
    assert found == ()
    assert record is not None
    assert record.treatments[0].drugs[0].brand == "Soltamox"
    assert record.review.facts_as_of.isoformat() == "2026-02-01"


def test_every_fault_of_a_clinic() -> None:
    text = """\
name: Riverside
phone:
  day: 988
  nihgt: a
accent: #ffffff
paper: a5
address: [a, b, c, d, e]
logo: a.png
signed:
  - {record: a, by: '', on: 2026-02-30}
"""
    assert faults(text, Clinic) == [
        "f.yaml:3:3: the key 'night' is missing; add it (phone)",
        'f.yaml:3:8: text is wanted here; write it in quotes: "988" (phone.day)',
        "f.yaml:4:3: unknown key 'nihgt'; did you mean 'night'? (phone.nihgt)",
        "f.yaml:5:8: nothing stands here, for what follows # is a note; "
        'write it in quotes: "#ffffff" (accent)',
        "f.yaml:6:8: one of a4, letter is wanted here, not 'a5' (paper)",
        "f.yaml:7:10: this list has 5 items; wanted: from 0 to 4 (address)",
        "f.yaml:8:7: a group of keys (file, alt ...) is wanted here, not 'a.png' (logo)",
        "f.yaml:10:21: this text is empty; write it, or delete the key (signed[0].by)",
        "f.yaml:10:29: there is no such day as 2026-02-30 (signed[0].on)",
    ]


def test_every_fault_of_a_tip() -> None:
    text = """\
id: Bad Id
title: true
why: {text: a, sources: [], verified: no}
actions: ['']
order: "1"
core: no
review: {drafted: 1, facts_as_of: 2026-11-01, review_by: 23.11.2026}
"""
    date = "a date is wanted here as year-month-day, such as 2026-11-23, not"
    form = "a name of lower-case letters, digits and single hyphens, such as small-cell"
    assert faults(text, Tip) == [
        f"f.yaml:1:5: 'Bad Id' is not {form} (id)",
        'f.yaml:2:8: text is wanted here; write it in quotes: "true" (title)',
        "f.yaml:3:25: this list has 0 items; wanted: at least 1 (why.sources)",
        "f.yaml:3:39: write true or false here, not 'no' (why.verified)",
        "f.yaml:4:10: this list has 1 item; wanted: from 2 to 7 (actions)",
        "f.yaml:4:11: this text is empty; write it, or delete the key (actions[0])",
        "f.yaml:5:8: a whole number is wanted here, not '1'; write it without quotes (order)",
        "f.yaml:6:7: write true or false here, not 'no' (core)",
        f"f.yaml:7:19: {date} 1 (review.drafted)",
        f"f.yaml:7:58: {date} '23.11.2026' (review.review_by)",
    ]


def test_numbers_and_groups() -> None:
    text = "stage: a\npercent: 120\nyears: 1.5\nmeasure: a\narea: [b]\npopulation: {a: b}\nsources: nci\n"
    assert faults(text, SurvivalRow) == [
        "f.yaml:2:10: a number, from 0 to 100, is wanted here, not 120 (percent)",
        'f.yaml:3:8: text is wanted here; write it in quotes: "1.5" (years)',
        "f.yaml:5:7: text is wanted here, not a list (area)",
        "f.yaml:6:13: text is wanted here, not a group of keys (population)",
        f"f.yaml:7:10: {LIST}, not 'nci' (sources)",
    ]


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        (
            "[C50]",
            "[c50]",
            "'c50' is not an ICD-10-CM code or its beginning, such as C50 or C50.9 (icd10cm[0])",
        ),
        ("[C50]", "", "nothing stands here; write the value, or delete the line (icd10cm)"),
        ("Breast cancer", "", "nothing stands here; write the value, or delete the line (name)"),
        ("[C50]", "null", f"{LIST}, not nothing"),
        (
            "Breast cancer",
            "null",
            "there is no text here; write it after the colon, or delete the key (name)",
        ),
        ('fits: "yes"', "fits: partyl", "one of partly, wrong, yes is wanted here|did you mean partly?"),
        (
            "generic:",
            "genric:",
            "unknown key 'genric'; did you mean 'generic'? (treatments[0].drugs[0].genric)",
        ),
        (
            "  - {text: You are not alone., sources: [nci]}\n",
            "",
            "this list has 2 items; wanted: exactly 3 (to_know)",
        ),
        ("Breast cancer", "x" * 401, "this text has 401 characters; allowed: from 1 to 400 (name)"),
    ],
)
def test_one_fault_of_a_cancer(old: str, new: str, words: str) -> None:
    found = faults(samples.CANCER.replace(old, new, 1) + samples.REVIEW, Cancer)
    assert all(any(part in each for each in found) for part in words.split("|")), found


def test_keys_of_a_dictionary_have_a_form() -> None:
    found = faults(
        "sources:\n  Bad_Id: {publisher: a, title: b, url: 'http://x', date: '1', kind: primry}", Sources
    )
    assert "f.yaml:2:3: 'Bad_Id' is not a name of lower-case" in found[0]
    assert "'http://x' is not a web address that begins with https://" in found[1]
    assert "not 'primry'; did you mean primary? (sources.Bad_Id.kind)" in found[2]
    assert (
        "f.yaml:5:3: one of a3, a4, letter, tabloid is wanted here, not 'leter'; did you mean letter?"
        in faults(samples.LAYOUT.replace("  letter:", "  leter:"), Layout)[0]
    )


def test_colours_and_numbers_to_dial() -> None:
    found = faults(samples.LAYOUT.replace('"#1b1f24"', "#1b1f24").replace('"#4a545e"', '"#4a54"'), Layout)
    assert 'nothing stands here, for what follows # is a note; write it in quotes: "#1b1f24"' in found[0]
    assert """'#4a54' is not a colour: "#" and six digits""" in found[1]
    found = faults(samples.RESOURCES.replace("offers:", "dial: 1-800, offers:") + samples.REVIEW, Resources)
    assert "'1-800' is not a number to dial, such as +18002272345" in found[0]


@pytest.mark.parametrize(
    ("line", "place", "said"),
    [
        ("accent: #1d5b4f", "8", 'for what follows # is a note; write it in quotes: "#1d5b4f" (accent)'),
        ("accent:    # our colour", "8", "write it in quotes"),
        ("accent:", "8", "write the value, or delete the line (accent)"),
        ("department:", "12", "write the value, or delete the line (department)"),
        ("logo:", "6", "write the value, or delete the line (logo)"),
        ("address:\n  -\n  - A City", "4", "write the value, or delete the line (address[0])"),
        ("signed:", "8", "write the value, or delete the line (signed)"),
        ("foot: # ask at the desk", "6", "write it in quotes"),
    ],
)
def test_a_value_that_is_begun_and_not_written(line: str, place: str, said: str) -> None:
    text = f"name: A\nphone: {{day: 555-0100, night: 555-0199}}\n{line}\n"
    (fault,) = faults(text, Clinic)
    assert f":{place}: nothing stands here" in fault
    assert said in fault


@pytest.mark.parametrize("written", ["null", "~"])
def test_nothing_may_be_meant(written: str) -> None:
    text = f"name: A\nphone: {{day: 555-0100, night: 555-0199}}\ndepartment: {written}\n"
    record, found = convert(parse_yaml(text, "f.yaml"), Clinic)
    assert (record is not None, found) == (True, ())


def test_an_empty_value_below_a_layout_is_told(tmp_path: Path) -> None:
    put(
        tmp_path / "layouts/own.yaml", "id: own\nbase: everything\nname: Own\npurpose: Ours\npages_at_most:\n"
    )
    found = faults_of(lambda: read_layout("own", tmp_path))
    assert [each.partition("own.yaml:")[2] for each in found] == [
        "5:15: nothing stands here; write the value, or delete the line (pages_at_most)"
    ]


def test_a_file_of_another_shape() -> None:
    assert faults("- a", Clinic) == [
        "f.yaml:1:1: a group of keys (name, department, address, phone ...) is wanted here, not a list"
    ]


plain = (
    st.none()
    | st.booleans()
    | st.integers(-5, 500)
    | st.floats(0, 1)
    | st.sampled_from(["", "a", "a-b", "no"])
)
keys = st.sampled_from([*Cancer.__struct_fields__, "text", "sources", "rows", "x"])
trees = st.recursive(
    plain, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(keys, inner, max_size=6)
)


@given(st.dictionaries(keys, trees))
def test_whatever_msgspec_refuses_is_explained(data: dict[str, object]) -> None:
    """The slow walk finds at least one fault wherever the fast one refuses, and never fails itself."""
    parsed = parse_yaml("a: b", "f.yaml")._replace(data=data)
    record, found = convert(parsed, Cancer)
    assert (record is None) == bool(found)
    assert not any("this does not fit" in fault.message for fault in found)
