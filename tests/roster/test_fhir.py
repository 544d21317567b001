"""Files and folders of FHIR: what is read, what is refused, and that nobody is lost."""

from __future__ import annotations

import hashlib
import io
import json
import tempfile
import tracemalloc
from collections.abc import Callable
from pathlib import Path

import pytest
from commands import Result
from hypothesis import given
from hypothesis import strategies as st

from handouts.errors import RosterError
from handouts.roster.fhir import files as fhir_files
from handouts.roster.fhir import roster as fhir_roster
from handouts.roster.fhir.json_stream import JsonStream
from handouts.roster.fhir.roster import read_fhir
from handouts.roster.records import Roster

from .bundles import OWN, Resource, book, bundle, concept, condition, patient, written

BREAST = concept("C50.911")
BOTH = bundle(patient(), condition(BREAST))


def cancers(path: Path) -> list[str]:
    return [row.cells[2] for row in read_fhir(path, book()).rows()]


def complaint(path: Path) -> str:
    with pytest.raises(RosterError) as caught:
        read_fhir(path, book())
    return str(caught.value)


def test_a_roster_of_fhir_has_the_attributes_of_any_roster(tmp_path: Path) -> None:
    file = written(tmp_path, BOTH)
    roster: Roster = read_fhir(file)
    assert roster.columns == ("id", "name", "cancer", "stage", "language")
    assert roster.named == {"id": 0, "name": 1, "cancer": 2, "stage": 3, "language": 4}
    assert roster.warnings == ()
    assert roster.digest == hashlib.sha256(file.read_bytes()).digest()
    assert list(roster.rows()) == list(roster.rows())


@pytest.mark.parametrize("kind", ["transaction", "batch", "collection", "searchset", "document"])
def test_bundles(tmp_path: Path, kind: str) -> None:
    assert cancers(written(tmp_path, bundle(patient(), condition(BREAST), kind=kind))) == ["C50.911"]


def test_forms_of_one_file(tmp_path: Path) -> None:
    pretty = tmp_path / "pretty.json"
    pretty.write_text("\ufeff\n" + json.dumps(BOTH, indent=2), encoding="utf-8")
    lines = written(tmp_path, patient(), condition(BREAST), name="lines.ndjson")
    gaps = tmp_path / "gaps.ndjson"
    gaps.write_bytes(b"\n" + lines.read_bytes().replace(b"\n", b"\r\n\r\n") + b"\n\n")
    bundles = written(tmp_path, BOTH, bundle(patient("p2")), name="bundles.ndjson")
    assert cancers(pretty) == cancers(lines) == cancers(gaps) == ["C50.911"]
    assert cancers(bundles) == ["C50.911", ""]


def test_a_bundle_may_name_its_type_after_its_entries(tmp_path: Path) -> None:
    """The entries are read one by one, before or after the type and the kind."""
    late = {"entry": BOTH["entry"], "type": "collection", "total": 12, "resourceType": "Bundle"}
    utf16 = tmp_path / "utf16.json"
    utf16.write_text(json.dumps(late), encoding="utf-16")
    lists = {"resourceType": "List", "entry": [{"item": {"reference": "Patient/p1"}}]}
    assert cancers(written(tmp_path, late)) == cancers(utf16) == ["C50.911"]
    assert cancers(written(tmp_path, lists, late, name="all.ndjson")) == ["C50.911"]


@given(st.integers(1, 40), st.booleans())
def test_json_read_in_chunks_of_any_size_gives_the_same_values(size: int, pretty: bool) -> None:
    document = {"resourceType": "Bundle", "a": [1.5e3, -12, True, None, 'ä 😀\\"'], "n": 12}
    text = json.dumps(document, indent=1 if pretty else None)
    stream = io.BytesIO(f"{text}\n{text}".encode())
    found = JsonStream(lambda _: stream.read(size))
    assert [found.value(), found.value()] == [document, document]
    assert found.peek() == ""


def test_a_large_bundle_is_never_in_memory_as_a_whole(tmp_path: Path) -> None:
    """Claims and notes beside a person leave no trace."""
    claim = json.dumps({"resource": {"resourceType": "Claim", "text": "x" * 2000}})
    both = ",".join(json.dumps(each) for each in BOTH["entry"])
    file = tmp_path / "large.json"
    entries = f"{both},{','.join([claim] * 3000)}"
    file.write_text(f'{{"resourceType": "Bundle", "type": "batch", "entry": [{entries}]}}')
    assert file.stat().st_size > 6_000_000
    tracemalloc.start()
    try:
        assert cancers(file) == ["C50.911"]
        assert tracemalloc.get_traced_memory()[1] < 5_000_000
    finally:
        tracemalloc.stop()


def test_folders(tmp_path: Path) -> None:
    written(tmp_path, bundle(patient("p2"), condition(concept("C61"), whose="Patient/p2")), name="2.JSON")
    written(tmp_path, BOTH, name="1.json")
    written(tmp_path, BOTH, name=".hidden.json")
    written(tmp_path, BOTH, name="README.md")
    (tmp_path / "3.json").mkdir()
    roster = read_fhir(tmp_path, book())
    assert [row.cells[2] for row in roster.rows()] == ["C50.911", "C61"]
    assert roster.warnings == ("Files that do not end in .json or .ndjson, and are not read: 1.",)


def test_people_and_conditions_in_different_files(tmp_path: Path) -> None:
    written(
        tmp_path, condition(BREAST, whose="Patient/p2"), condition(concept("C61")), name="Condition.ndjson"
    )
    written(tmp_path, patient("p1"), patient("p2"), name="Patient.ndjson")
    assert cancers(tmp_path) == ["C61", "C50.911"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "The roster is empty."),
        (" \n ", "The roster is empty."),
        ("name,cancer\n", "The roster holds no JSON in line 1."),
        ("<Bundle/>", "The roster holds XML; export it as JSON."),
        ("[]", "The roster holds JSON, but no FHIR resource."),
        ('{"a": 1}', "The roster holds JSON, but no FHIR resource."),
        ('{\n"resourceType": "Bun', "The roster holds no JSON in line 2; it ends too early: copy it again."),
        ('{\n"resourceType":\n', "The roster holds no JSON in line 3; it ends too early: copy it again."),
        (
            '{"resourceType": "Bundle", "type": "history"}',
            "The roster holds a Bundle of a type that is not read; ",
        ),
        (
            '{"resourceType": "Bundle", "type": "batch", "entry": 1}',
            "The roster holds a Bundle whose entries ",
        ),
        (
            '{"resourceType": "Bundle", "type": "batch", "entry": [1]}',
            "The roster holds a Bundle with an entry ",
        ),
        ('{"resourceType": "Organization"}', "The roster holds no Patient."),
        ('{"resourceType": "Patient"}', "The roster holds Patients and no Condition"),
        ('{"resourceType": "Patient"}\nx', "The roster holds no JSON in line 2."),
        (
            '{"resourceType": "Patient"}\n\n{"id": 1}',
            "The roster holds JSON, but no FHIR resource in line 3.",
        ),
        ('{"id": 1, "id": 1}', "The roster holds an object with the same key twice in line 1."),
        (
            '{"resourceType": "Patient"}\n{"resourceType": "Patient", "x": [{"y": 1},\n{"y": 1, "y": 2}]}',
            "The roster holds an object with the same key twice in line 3.",
        ),
        (
            '{"resourceType": "Bundle",\n"type": "batch", "entry": [{"resource": {"id": "1",\n'
            '"deceasedBoolean": true, "deceasedBoolean": false}}]}',
            "The roster holds an object with the same key twice in line 2.",
        ),
        ('{"resourceType": "Bundle", "entry": [], "entry": []}', "The roster holds an object with the same"),
        (
            '{"resourceType": "Bundle", "entry": [{}], "type": "history"}',
            "The roster holds a Bundle of a type",
        ),
        ('{"a":' * 100_000, "The roster holds JSON that is nested too deep."),
        ('{"a":' + "9" * 5000 + "}", "The roster holds letters or numbers that cannot be read."),
    ],
)
def test_files_that_are_refused(tmp_path: Path, text: str, words: str) -> None:
    file = tmp_path / "roster.json"
    file.write_text(text, encoding="utf-8")
    assert complaint(file).startswith(words)


def test_bytes_that_are_no_characters(tmp_path: Path) -> None:
    file = tmp_path / "roster.json"
    file.write_bytes(b'{"resourceType": "Patient", "id": "\xff"}')
    assert complaint(file) == "The roster holds letters or numbers that cannot be read."


@pytest.mark.parametrize(
    "old",
    [
        {**condition(BREAST), "clinicalStatus": "active"},
        {"resourceType": "Condition", "patient": {"reference": "Patient/p1"}},
        patient("p2", name=[{"family": ["Lee"]}]),
    ],
)
def test_older_versions_of_fhir_are_refused(tmp_path: Path, old: Resource) -> None:
    assert "older FHIR than R4" in complaint(written(tmp_path, bundle(patient(), old)))


def test_bundles_inside_bundles_are_refused(tmp_path: Path) -> None:
    assert "a Bundle inside a Bundle" in complaint(written(tmp_path, bundle(BOTH)))


def test_files_that_are_too_large_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fhir_files, "MOST_BYTES", 1024 * 1024)
    for name, text in (
        ("one.json", " " * 2_000_000),
        ("many.ndjson", (json.dumps(patient()) + "\n") * 20_000),
    ):
        (tmp_path / name).write_text(text)
        assert "is larger than 1 MB; split it" in complaint(tmp_path / name)


def test_lists_that_are_too_long_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fhir_roster, "MOST_PEOPLE", 2)
    for number in range(3):
        written(tmp_path, bundle(patient(f"p{number}"), condition(BREAST)), name=f"{number}.json")
    assert complaint(tmp_path) == "The folder holds more than 2 people; split it."
    three = written(tmp_path, bundle(*map(patient, "abc"), condition(BREAST)))
    assert complaint(three) == "The roster holds more than 2 people; split it."


def test_folders_that_are_refused(tmp_path: Path) -> None:
    assert complaint(tmp_path / "none") == "There is no such file or folder for the roster."
    assert complaint(tmp_path).startswith("The folder holds no FHIR files")


def test_a_broken_file_is_a_row_and_stops_nobody(tmp_path: Path) -> None:
    written(tmp_path, BOTH, name="1.json")
    (tmp_path / "2.json").write_text('{"resourceType": "Bundle"')
    written(tmp_path, bundle(patient("p3"), condition(BREAST, whose="Patient/p3")), name="3.json")
    roster = read_fhir(tmp_path, book())
    rows = list(roster.rows())
    assert [(row.number, row.cells[2]) for row in rows] == [(1, "C50.911"), (2, ""), (3, "C50.911")]
    assert rows[1].fault.startswith(
        "File 2, in the order of their names, holds no JSON in line 1; it ends too"
    )
    assert roster.warnings == ("Files that cannot be read: 1. Each is a row that says why.",)


def test_a_broken_part_of_a_whole_stops_everybody(tmp_path: Path) -> None:
    written(tmp_path, condition(BREAST), {"resourceType": 1}, name="Condition.ndjson")
    written(tmp_path, patient(), name="Patient.ndjson")
    assert complaint(tmp_path).startswith("File 1 of 2, in the order of their names, holds JSON, but no FHIR")
    (tmp_path / "Condition.ndjson").write_text("{")
    assert complaint(tmp_path).startswith("File 1 of 2")


def test_nothing_of_a_broken_file_counts(tmp_path: Path) -> None:
    written(tmp_path, bundle(patient("p2"), patient("p3"), {"resourceType": 1}), name="1.json")
    written(tmp_path, BOTH, name="2.json")
    assert cancers(tmp_path) == ["", "C50.911"]


def test_missing_pages_of_a_search_are_a_doubt(tmp_path: Path) -> None:
    link = [{"relation": "self"}, {"relation": "next", "url": "https://a.example"}]
    first = bundle(patient(), condition(concept("I10")), kind="searchset", link=link)
    written(tmp_path, first, name="1.json")
    roster = read_fhir(tmp_path, book())
    assert "further pages" in roster.warnings[0]
    assert "further pages" in next(roster.rows()).fault  # the cancer may be on a page that is missing
    written(tmp_path, bundle(condition(BREAST), kind="searchset"), name="2.json")
    assert read_fhir(tmp_path, book()).warnings == ()
    assert cancers(tmp_path) == ["C50.911"]


def test_a_changed_roster_is_not_read_on(tmp_path: Path) -> None:
    file = written(tmp_path, BOTH, name="1.json")
    roster = read_fhir(tmp_path, book())
    assert len(list(roster.rows())) == 1
    other = written(tmp_path, bundle(patient("p2")), name="2.json")
    with pytest.raises(RosterError, match="has changed"):
        roster.rows()
    other.unlink()
    assert len(list(roster.rows())) == 1
    file.write_text(file.read_text().replace("C50", "C61"))
    with pytest.raises(RosterError, match="has changed"):
        roster.rows()
    file.unlink()
    with pytest.raises(RosterError, match="has changed"):
        roster.rows()


# Values of any shape, and some that look right.
_SCALARS = st.none() | st.booleans() | st.integers() | st.text(max_size=6)
_WORDS = st.sampled_from(
    ["C50.9", "C78.7", "1002", "Cancer", "active", "resolved", "Stage IV", "Patient/p1", "p1"]
)
_VALUES = st.recursive(
    _SCALARS | _WORDS | st.builds(concept, _WORDS, _WORDS),
    lambda inside: (
        st.lists(inside, max_size=3)
        | st.dictionaries(
            st.sampled_from(["coding", "text", "reference", "family", "given", "use", "code", "summary"]),
            inside,
        )
    ),
    max_leaves=8,
)
_STATE = ["clinicalStatus", "verificationStatus", "deceasedBoolean", "active", "link", "status"]
_SAYING = ["id", "name", "code", "subject", "stage", "communication", "identifier", "focus"]
_KEYS = st.sampled_from([*_STATE, *_SAYING, "valueCodeableConcept"])
_CHANGES = st.dictionaries(_KEYS, _VALUES, max_size=3)


@given(st.lists(st.tuples(st.sampled_from(["Patient", "Condition", "Observation"]), _CHANGES), max_size=6))
def test_whatever_the_data_nobody_is_lost(parts: list[tuple[str, Resource]]) -> None:
    plain = {
        "Patient": patient(),
        "Condition": condition(BREAST),
        "Observation": {"resourceType": "Observation", "code": concept("21908-9")},
    }
    resources = [{**plain[kind], **changes} for kind, changes in parts]
    with tempfile.TemporaryDirectory() as folder:
        file = written(Path(folder), bundle(*resources))
        try:
            rows = list(read_fhir(file, book(*OWN)).rows())
        except RosterError:
            return
    assert [row.number for row in rows] == list(range(1, len(rows) + 1))
    assert len(rows) == sum(kind == "Patient" for kind, _ in parts)
    for row in rows:
        assert len(row.cells) == 5
        assert not (row.fault and row.skipped)
        assert bool(row.cells[2]) != bool(row.fault or row.skipped)
        assert not row.cells[2] or row.cells[1]


def test_the_command_shows_codes_to_map(handouts: Callable[..., Result], tmp_path: Path) -> None:
    strange = concept("9999", "Malignant tumor of colon", "http://snomed.info/sct")
    people = [patient(each) for each in ("p1", "p2")]
    both = bundle(*people, *(condition(strange, whose=f"Patient/p{number}") for number in (1, 2)))
    done = handouts("roster", "codes", written(tmp_path, both))
    assert done.code == 0, done.err
    assert done.out.decode().splitlines()[-2:] == [
        "codes:",
        '  - {system: snomed, code: "9999", cancer: }  # patients: 2',
    ]
    table = tmp_path / "list.csv"
    table.write_text("name,cancer\nAnn Lee,lung\n", "utf-8")
    done = handouts("roster", "codes", table)
    assert (done.code, done.out) == (2, b"")
    assert "Only lists in FHIR" in done.err
    alone = written(tmp_path, bundle(patient()))
    assert handouts("batch", alone, "--out", tmp_path / "out", "--dry-run").code == 4
