"""Who is read from a Patient, and which Conditions are theirs."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handouts.errors import RosterError
from handouts.roster.fhir.datatypes import identifiers_of, read_reference
from handouts.roster.fhir.patient import read_patient
from handouts.roster.fhir.patient_index import PatientIndex
from handouts.roster.fhir.roster import read_fhir
from handouts.roster.records import Row

from .bundles import OWN, Resource, book, bundle, concept, condition, patient, written

BREAST = concept("C50.911")


def rows_of(*files: Path) -> list[Row]:
    """The rows of a file, or of the folder that holds several."""
    return list(read_fhir(files[0] if len(files) == 1 else files[0].parent, book(*OWN)).rows())


def one(folder: Path, who: Resource) -> Row:
    (row,) = rows_of(written(folder, bundle(who, condition(BREAST))))
    return row


@pytest.mark.parametrize(
    "gone",
    [
        {"deceasedBoolean": True},
        {"deceasedDateTime": "2020-11-24T07:21:10Z"},
    ],
)
def test_nothing_is_printed_for_somebody_who_has_died(tmp_path: Path, gone: Resource) -> None:
    row = one(tmp_path, patient(**gone))
    assert (row.skipped, row.fault, row.cells[2]) == ("The person has died.", "", "")


def test_somebody_recorded_as_alive_gets_a_handout(tmp_path: Path) -> None:
    assert one(tmp_path, patient(deceasedBoolean=False)).cells[2] == "C50.911"


@pytest.mark.parametrize(
    "said",
    [
        {"deceasedDateTime": "0000-00-00"},
        {"deceasedDateTime": "0001-01-01T00:00:00Z"},
        {"deceasedDateTime": "1900-01-01"},
        {"deceasedDateTime": "1970-01-01"},
        {"deceasedDateTime": "9999-12-31"},
        {"deceasedDateTime": "2031-02-03"},
        {"deceasedDateTime": "2020-02-31"},
        {"deceasedDateTime": "unknown"},
        {"deceasedBoolean": "perhaps"},
        {"deceasedBoolean": 1},
        {"deceasedBoolean": 0},
        {"deceasedBoolean": "true"},
        {"deceasedBoolean": "false"},
        {"deceasedDateTime": 2020},
        {"deceasedBoolean": False, "deceasedDateTime": "2020-11-24"},
        {"_deceasedDateTime": {"extension": [{"valueCode": "unknown"}]}},
    ],
)
def test_a_doubtful_death_is_asked_about(tmp_path: Path, said: Resource) -> None:
    row = one(tmp_path, patient(**said))
    assert (row.fault[:20], row.skipped, row.cells[2]) == ("Has the person died?", "", "")


def test_a_death_after_today_is_doubtful(tmp_path: Path) -> None:
    file = written(tmp_path, bundle(patient(deceasedDateTime="2020-11-24"), condition(BREAST)))
    said = [next(read_fhir(file, book(), datetime.date(2020, 11, day)).rows()) for day in (20, 25)]
    assert [bool(row.skipped) for row in said] == [False, True]


@pytest.mark.parametrize(
    "gone", [{"active": False}, {"link": [{"type": "replaced-by"}]}, {"active": "false"}]
)
def test_records_that_are_no_longer_in_use_are_asked_about(tmp_path: Path, gone: Resource) -> None:
    row = one(tmp_path, patient(**gone))
    assert row.fault.startswith("Is this still ")
    assert not row.skipped


def linked(kind: str, other: str, **more: object) -> Resource:
    return {"link": [{"type": kind, "other": {"reference": other}}], **more}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (linked("replaced-by", "Patient/p2", active=False), {}),
        (linked("replaced-by", "Patient/p2"), {}),
        ({}, linked("replaces", "Patient/p1")),
    ],
)
def test_a_replaced_record_gives_its_conditions_to_the_other(
    tmp_path: Path, old: Resource, new: Resource
) -> None:
    both = bundle(patient("p1", **old), condition(BREAST), patient("p2", **new))
    first, second = rows_of(written(tmp_path, both))
    assert first.skipped == "Another record in this roster replaces this one."
    assert second.cells[2] == "C50.911"


def test_records_that_replace_each_other_in_a_circle(tmp_path: Path) -> None:
    circle = (
        patient("p1", **linked("replaced-by", "Patient/p2")),
        patient("p2", **linked("replaced-by", "Patient/p1")),
    )
    rows = rows_of(written(tmp_path, bundle(*circle, condition(BREAST))))
    assert [bool(row.skipped) for row in rows] == [True, False]
    assert rows[1].fault.startswith("Is this still the record of the person?")
    dead = patient("p1", deceasedBoolean=True, **linked("replaced-by", "Patient/p2"))
    rows = rows_of(written(tmp_path, bundle(dead, patient("p2"), condition(BREAST))))
    assert rows[0].skipped == "The person has died."
    assert rows[1].fault.startswith("Has the person died? Another record")


def labelled(where: str, code: str, system: str) -> Resource:
    return {"meta": {where: [{"system": f"http://terminology.hl7.org/CodeSystem/{system}", "code": code}]}}


@pytest.mark.parametrize(
    ("label", "skipped", "fault"),
    [
        (labelled("security", "R", "v3-Confidentiality"), "", "May this sheet lie in the stack"),
        (labelled("security", "V", "v3-Confidentiality"), "", "May this sheet lie in the stack"),
        ({"meta": {"security": [{"code": "R"}]}}, "", "May this sheet lie in the stack"),
        (labelled("security", "N", "v3-Confidentiality"), "", ""),
        (labelled("security", "R", "colours"), "", ""),
        (labelled("tag", "HTEST", "v3-ActReason"), "The record is labelled as that of a test patient.", ""),
        (
            labelled("security", "HTEST", "v3-ActReason"),
            "The record is labelled as that of a test patient.",
            "",
        ),
        (labelled("tag", "synthea-5-2019", "tags"), "", ""),
    ],
)
def test_labels_of_secrecy_and_of_tests(tmp_path: Path, label: Resource, skipped: str, fault: str) -> None:
    row = one(tmp_path, patient(**label))
    assert row.skipped == skipped
    assert row.fault.startswith(fault)
    assert bool(row.cells[2]) != bool(skipped or fault)


@pytest.mark.parametrize(
    ("names", "name"),
    [
        ([{"family": "Lee", "given": ["Ann"]}], "Ann Lee"),
        (
            [{"use": "usual", "text": "Annie"}, {"use": "official", "family": "Lee", "given": ["Ann"]}],
            "Ann Lee",
        ),
        (
            [{"use": "maiden", "family": "Ray", "given": ["Ann"]}, {"family": "Lee", "given": ["Ann"]}],
            "Ann Lee",
        ),
        ([{"use": "official", "period": {"end": "2019"}, "text": "Ann Ray"}, {"text": "Ann Lee"}], "Ann Lee"),
        ([{"family": "Lee", "text": "Dr. Ann Lee"}], "Dr. Ann Lee"),
        ([{"family": "Lee"}], "Lee"),
        ([{"given": ["Luis  Miguel"], "family": "de la\nRosa"}], "Luis Miguel de la Rosa"),
        ([{"given": ["小明"], "family": "王"}], "王小明"),
        ([{"family": "Park", "given": ["John", "Q"], "suffix": ["Sr."]}], "John Q Park Sr."),
        (
            [{"family": "Park", "given": ["John", "Q"], "suffix": ["Jr."], "prefix": ["Dr."]}],
            "John Q Park Jr.",
        ),
        ([{"family": "Park", "given": ["John"], "suffix": ["III", "MD"]}], "John Park III MD"),
        ([{"family": "Park Jr", "given": ["John"], "suffix": ["Jr."]}], "John Park Jr"),
        ([{"family": "Park", "suffix": ["Jr."]}], "Park Jr."),
        ([{"family": "Park", "given": ["John"], "suffix": [7], "text": "John Park II"}], "John Park II"),
    ],
)
def test_names(tmp_path: Path, names: list[Resource], name: str) -> None:
    assert one(tmp_path, patient(name=names)).cells[1] == name


@pytest.mark.parametrize(
    "names",
    [
        [],
        "Ann Lee",
        [{"use": "old", "text": "Ann Ray"}],
        [{"use": "nickname", "text": "Annie"}],
        [{"given": ["\ud800"], "family": "Lee"}],
        [{"given": "Ann", "family": 7}],
    ],
)
def test_nobody_gets_half_a_name_or_none(tmp_path: Path, names: object) -> None:
    row = one(tmp_path, patient(name=names))
    assert row.fault == "The Patient has no name that is in use."


def test_the_record_number_and_no_other_number(tmp_path: Path) -> None:
    def numbered(kind: str, value: str, **more: object) -> Resource:
        return {"type": concept(kind), "value": value, **more}

    social = numbered("SS", "999-1")
    old, new = numbered("MR", "0001", use="old"), numbered("MR", "0042")
    assert one(tmp_path, patient(identifier=[{"value": "x"}, social, old, new])).cells[0] == "0042"
    assert (
        one(tmp_path, patient(identifier=[social, numbered("DL", "S1"), numbered("PPN", "X1")])).cells[0]
        == "p1"
    )


@pytest.mark.parametrize(
    ("spoken", "language"),
    [
        ([], ""),
        ([("en-US", None)], "en-US"),
        ([("es-MX", True), ("es-MX", None)], "es-MX"),
        ([("unknown", None)], ""),
        ([("und", True), ("es", None)], ""),
        ([("asked-declined", None), ("es", None)], "es"),
        ([("es", None), ("en", None)], ""),
        ([("es", True), ("en", None)], "es"),
        ([("es", True), ("en", True)], ""),
        ([("es-MX", None), ("es-ES", None)], "es"),
        ([("zh_Hant", None)], "zh-Hant"),
    ],
)
def test_languages(tmp_path: Path, spoken: list[tuple[str, bool | None]], language: str) -> None:
    said = [{"language": concept(code), "preferred": preferred} for code, preferred in spoken]
    assert one(tmp_path, patient(communication=said)).cells[4] == language


@pytest.mark.parametrize(
    ("address", "whose"),
    [
        ("urn:uuid:AB-1", "urn:uuid:ab-1"),
        ("", "Patient/p1"),
        ("https://a.example/fhir/Patient/p1", "Patient/p1"),
        ("https://a.example/fhir/Patient/p1", "https://a.example/fhir/Patient/p1"),
        ("https://a.example/fhir/Patient/p1", "https://a.example/fhir/Patient/p1/_history/3"),
        ("", "https://a.example/fhir/Patient/p1"),
    ],
)
def test_conditions_find_their_person(tmp_path: Path, address: str, whose: str) -> None:
    both = bundle(patient(), condition(BREAST, whose=whose))
    both["entry"][0]["fullUrl"] = address
    roster = read_fhir(written(tmp_path, both), book())
    assert next(roster.rows()).cells[2] == "C50.911"
    assert roster.warnings == ()


@pytest.mark.parametrize("whose", ["Patient/p2", "https://b.example/fhir/Patient/p1", "Group/p1", "#p1", ""])
def test_conditions_of_others_are_counted_and_left_out(tmp_path: Path, whose: str) -> None:
    strangers = bundle(patient(), condition(BREAST, whose=whose), condition(concept("I10"), whose=whose))
    strangers["entry"][0]["fullUrl"] = "https://a.example/fhir/Patient/p1"
    roster = read_fhir(written(tmp_path, strangers), book())
    assert next(roster.rows()).fault.startswith("A Condition in the list could not be matched to a person")
    matched = "Conditions that could not be matched to a person in the roster, and are left out: 2."
    assert roster.warnings == (matched,)


MR, OTHER = "urn:oid:1.2.36", "https://other.example/mrn"


def numbered(value: str, system: str = MR) -> Resource:
    return {"identifier": [{"system": system, "value": value} if system else {"value": value}]}


def named(**identifier: str) -> Resource:
    return {"subject": {"identifier": identifier}}


def searched(search: str) -> Resource:
    return {"subject": {"reference": search}}


@pytest.mark.parametrize(
    ("subject", "cancers"),
    [
        (named(system=MR, value="1"), ["C50.911", "", ""]),
        (named(system=OTHER, value="1"), ["", "C50.911", ""]),
        (named(value="2"), ["", "", "C50.911"]),
        (named(value="1"), ["", "", ""]),  # two people have it
        (named(system="urn:oid:9", value="2"), ["", "", ""]),
        (named(system=MR), ["", "", ""]),
        (searched(f"Patient?identifier={MR}|1"), ["C50.911", "", ""]),
        (
            searched("https://ehr.example/fhir/Patient?identifier=https%3A%2F%2Fother.example%2Fmrn%7C1"),
            ["", "C50.911", ""],
        ),
        (searched("Patient?identifier=2"), ["", "", "C50.911"]),
        (searched("Patient?identifier=|2"), ["", "", "C50.911"]),
        (searched("Patient?identifier=|1"), ["", "", ""]),
        (searched("Patient?identifier=1"), ["", "", ""]),
        (searched(f"Patient?identifier={MR}|1&birthdate=1950"), ["", "", ""]),
        (searched(f"Patient?identifier={MR}|1,{MR}|3"), ["", "", ""]),
        (searched(f"Patient?name={MR}|1"), ["", "", ""]),
        (searched(f"Group?identifier={MR}|1"), ["", "", ""]),
        (
            {"subject": {"reference": "urn:uuid:gone", "identifier": {"system": MR, "value": "1"}}},
            ["C50.911", "", ""],
        ),
        ({"subject": {"reference": "Patient/p3", "identifier": {"system": MR, "value": "1"}}}, ["", "", ""]),
    ],
)
def test_conditions_find_their_person_by_identifier(
    tmp_path: Path, subject: Resource, cancers: list[str]
) -> None:
    people = (
        patient("p1", **numbered("1")),
        patient("p2", **numbered("1", OTHER)),
        patient("p3", **numbered("2", "")),
    )
    colds = [condition(concept("J00"), whose=f"Patient/p{number}") for number in (1, 2, 3)]
    rows = rows_of(written(tmp_path, bundle(condition(BREAST, **subject), *people, *colds)))
    assert [row.cells[2] for row in rows] == cancers
    if not any(cancers):
        assert all("could not be matched to a person" in row.fault for row in rows)
    else:
        assert [row.skipped for row in rows if not row.cells[2]] == [
            "There is no cancer among the conditions."
        ] * 2


@given(
    st.from_regex(r"(urn:oid:[0-9.]{1,9}|https://[a-z]{1,9}/[a-zé&?=%+ #]{0,5})", fullmatch=True),
    st.from_regex(r"[A-Za-z0-9/&=%+#é-]{1,9}( [0-9]+)?", fullmatch=True),
)
def test_a_search_for_an_identifier_is_the_identifier(system: str, value: str) -> None:
    system = system.strip()
    asked = {"reference": f"Patient?identifier={quote(system)}%7C{quote(value)}"}
    assert read_reference(asked) == read_reference({"identifier": {"system": system, "value": value}})
    assert identifiers_of({"identifier": [{"system": system, "value": value}]}) == (read_reference(asked)[1],)


def test_an_unmatched_condition_of_no_cancer_is_no_doubt(tmp_path: Path) -> None:
    nobodys = condition(concept("J00"), whose="Patient/p9")
    (row,) = rows_of(written(tmp_path, bundle(patient(), condition(concept("I10")), nobodys)))
    assert row.skipped == "There is no cancer among the conditions."


def test_a_person_without_conditions_is_asked_about(tmp_path: Path) -> None:
    both = bundle(patient("p1"), condition(BREAST), patient("p2"))
    first, second = rows_of(written(tmp_path, both))
    assert first.cells[2] == "C50.911"
    assert "No conditions came with this person: that does not say" in second.fault
    with pytest.raises(RosterError, match=r"no Condition.*_revinclude"):
        rows_of(written(tmp_path, bundle(patient("p1"), patient("p2"))))


def test_each_person_gets_their_own_conditions_and_all_are_counted(tmp_path: Path) -> None:
    rows = rows_of(
        written(
            tmp_path,
            bundle(
                patient("p1"),
                patient("p2"),
                condition(concept("C61"), whose="Patient/p2"),
                patient("p3"),
                condition(BREAST, whose="Patient/p3"),
            ),
        )
    )
    assert [(row.number, row.cells[2]) for row in rows] == [(1, ""), (2, "C61"), (3, "C50.911")]


def test_the_same_record_twice_is_printed_once_with_all_that_is_known(tmp_path: Path) -> None:
    first, again = rows_of(
        written(tmp_path, bundle(patient(), condition(BREAST)), name="a.json"),
        written(tmp_path, bundle(patient(), condition(concept("C61"))), name="b.json"),
    )
    assert first.cells[2] == "C50.911; C61"
    assert (again.skipped, again.cells[2]) == ("The same record is already in this roster.", "")


@pytest.mark.parametrize("other", [{"deceasedBoolean": True}, {"name": [{"text": "Bo Ray"}]}])
def test_two_records_under_one_id_are_both_refused(tmp_path: Path, other: dict[str, Any]) -> None:
    rows = rows_of(
        written(tmp_path, bundle(patient(), condition(BREAST)), name="a.json"),
        written(tmp_path, bundle(patient(**other), condition(BREAST)), name="b.json"),
    )
    reason = "Two different records in this roster have the same id. This is patient 1 of file"
    assert [row.fault for row in rows] == [f"{reason} 1.", f"{reason} 2."]
    assert all(row.fault and not row.cells[2] for row in rows)


def test_a_patient_without_an_id(tmp_path: Path) -> None:
    nobody = patient()
    del nobody["id"]
    nameless = read_fhir(written(tmp_path, bundle(nobody, nobody, condition(BREAST))), book()).rows()
    assert [row.fault[:26] for row in nameless] == ["The Patient has no id, so "] * 2


def test_a_patient_with_a_modifier(tmp_path: Path) -> None:
    assert "modifier" in one(tmp_path, patient(modifierExtension=[{}])).fault


def test_messages_hold_nothing_of_a_patient(tmp_path: Path) -> None:
    who = patient("SECRET", name=[{"text": "SECRET"}])
    strange = condition(concept("SECRET", "SECRET cancer", "SECRET"), whose="Patient/SECRET")
    roster = read_fhir(written(tmp_path, bundle(who, strange), name="SECRET.json"), book())
    assert "SECRET" not in " ".join((*roster.warnings, *(row.fault + row.skipped for row in roster.rows())))
    broken = tmp_path / "SECRET.json"
    broken.write_text('{"resourceType": "Patient", "id": "SECRET')
    with pytest.raises(RosterError) as caught:
        read_fhir(broken, book())
    error: BaseException | None = caught.value
    while error is not None:
        assert "SECRET" not in str(error)
        error = error.__context__


RESTRICTED = labelled("security", "R", "v3-Confidentiality")
NORMAL = labelled("security", "N", "v3-Confidentiality")
NO_CANCER = concept("I10")


@pytest.mark.parametrize(
    ("documents", "asked"),
    [
        ([bundle(patient(), condition(BREAST, **RESTRICTED))], [True]),
        ([bundle(patient(), condition(BREAST), condition(NO_CANCER, **RESTRICTED))], [True]),
        ([bundle(patient(), condition(BREAST, **NORMAL), **NORMAL)], [False]),
        ([bundle(patient(), condition(BREAST), **RESTRICTED)], [True]),
        ([patient(), bundle(condition(BREAST), **RESTRICTED)], [True]),
        (
            [
                bundle(patient(), condition(BREAST)),
                bundle(patient("p2"), condition(BREAST, whose="Patient/p2"), **RESTRICTED),
                bundle(patient("p3"), condition(BREAST, whose="Patient/p3")),
            ],
            [False, True, False],
        ),
    ],
)
def test_labels_of_conditions_and_bundles(
    tmp_path: Path, documents: list[Resource], asked: list[bool]
) -> None:
    rows = rows_of(written(tmp_path, *documents))
    assert [row.fault.startswith("May this sheet lie in the stack") for row in rows] == asked
    assert [bool(row.cells[2]) for row in rows] == [not each for each in asked]


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("Lee, Ann", "Ann Lee"),
        ("Lee, Ann B", "Ann B Lee"),
        ("Ann Lee", "Ann Lee"),
        ("Ann Lee, MD", "Ann Lee, MD"),
    ],
)
def test_a_name_in_one_text(tmp_path: Path, text: str, printed: str) -> None:
    assert one(tmp_path, patient(name=[{"text": text}])).cells[1] == printed


def _sharing(people: list[Resource]) -> Resource:
    entries = [{"fullUrl": "urn:uuid:1", "resource": each} for each in [*people, condition(BREAST)]]
    return {"resourceType": "Bundle", "type": "collection", "entry": entries}


def test_very_many_people_under_one_address(tmp_path: Path) -> None:
    people = [patient(f"p{number}") for number in range(60)]
    with pytest.raises(RosterError, match="More than 50 different Patients"):
        rows_of(written(tmp_path, _sharing(people)))
    assert all(
        "Two different records" in row.fault for row in rows_of(written(tmp_path, _sharing(people[:50])))
    )


def test_a_record_given_many_times_is_kept_once_under_its_keys() -> None:
    who = read_patient("urn:uuid:1", patient(), datetime.date(2026, 1, 1))
    index = PatientIndex([(1, [who] * 60), (2, [who] * 60)])
    assert {key: len(index._under(key)) for key in who.keys} == {"urn:uuid:1": 2, "Patient/p1": 2}


def test_very_many_people_under_one_id_in_as_many_files() -> None:
    today = datetime.date(2026, 1, 1)
    people = [read_patient("", patient(name=[{"text": f"Ann {'a' * size}"}]), today) for size in range(1, 53)]
    with pytest.raises(RosterError, match="More than 50 different Patients"):
        PatientIndex([(number, [who]) for number, who in enumerate(people, 1)])
