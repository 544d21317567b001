"""What becomes of a person by what is on record."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from handouts.reading.clinic import read_clinic_codes
from handouts.roster.answers import Answers
from handouts.roster.choosing import Chooser
from handouts.roster.codes import look_up
from handouts.roster.fhir.roster import read_fhir
from handouts.roster.fhir.unmapped import lines_to_add
from handouts.roster.fhir.verdict import COLUMNS
from handouts.roster.fhir.words import words
from handouts.roster.records import Entry, Refused, Row, worded

from .bundles import ICD, OWN, SNOMED, Resource, book, bundle, concept, condition, patient, written
from .tables import old_book

FIRST = Chooser(answers=Answers(stage4_confirmed=True), look_up=old_book().look_up)
BREAST = concept("C50.911")


def row_of(folder: Path, *resources: Resource) -> Row:
    """The only row of a Bundle."""
    (row,) = read_fhir(written(folder, bundle(*resources)), book(*OWN)).rows()
    return row


def outcome(folder: Path, *conditions: Resource) -> tuple[str, str, str]:
    """Cancer, stage, and why not, of one living person."""
    row = row_of(folder, patient(), *conditions)
    if row.fault or row.skipped:
        assert row.cells[2:4] == ("", ""), "fed in again, the row would be printed"
    return row.cells[2], row.cells[3], row.fault or row.skipped


def test_a_person_with_spread_is_ready_to_print(tmp_path: Path) -> None:
    spanish = {"communication": [{"language": concept("es-MX")}]}
    found = row_of(tmp_path, patient(**spanish), condition(BREAST), condition(concept("C78.7")))
    assert found == Row(1, ("p1", "Ana Lucía Østby", "C50.911; C78.7", "", "es-MX"))


def test_a_clinics_codes_stay_codes_and_give_cancer_and_spread(tmp_path: Path) -> None:
    plain, far, met = (concept(code, "Malignant tumor", SNOMED) for code in ("1001", "1002", "1003"))
    assert outcome(tmp_path, condition(plain)) == ("1001", "", "")
    assert outcome(tmp_path, condition(far)) == ("1002", "", "")
    assert outcome(tmp_path, condition(plain), condition(met)) == ("1001; 1003", "", "")
    codes = [look_up(code, book(*OWN)) for code in ("1001", "1002", "1003")]
    assert [(code.cancers, code.spread) for code in codes if code] == [
        (("colorectal",), False),
        (("prostate",), True),
        ((), True),
    ]
    assert "none says where it began" in outcome(tmp_path, condition(met))[2]


@pytest.mark.parametrize("code", ["C78.5", "C79.9", "C77.0", "C7B"])
def test_a_code_of_metastases_alone_never_names_the_primary_site(tmp_path: Path, code: str) -> None:
    assert "none says where it began" in outcome(tmp_path, condition(concept(code)))[2]


def test_a_code_of_metastases_that_names_the_cancer_is_enough(tmp_path: Path) -> None:
    assert outcome(tmp_path, condition(concept("C7B.02"))) == ("C7B.02", "", "")


@pytest.mark.parametrize("code", ["C16.0", "C22.1", "C22.9", "C71.9"])
def test_codes_that_the_policy_asks_about_or_refuses_stay_in_the_row(tmp_path: Path, code: str) -> None:
    """As in a spreadsheet: the row that follows says why, and another cancer does not hide it."""
    assert outcome(tmp_path, condition(concept(code)))[0] == code
    assert outcome(tmp_path, condition(BREAST), condition(concept(code)))[0] == f"C50.911; {code}"


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        ("D43.2", "not called malignant is on record. The code alone does not decide."),
        ("D47.1", "not called malignant is on record. This is a disease of the blood"),
        ("D05.1", "in situ"),
        ("Z51.11", "This is a visit for chemo: it does not say which cancer."),
        ("Z17.0", "it does not say which cancer"),
        ("Z12.31", "There is no cancer"),
        ("Z80.3", "There is no cancer"),
        ("Z51.5", "There is no cancer"),
    ],
)
def test_codes_that_name_no_cancer_stop_a_person_alone_and_not_beside_one(
    tmp_path: Path, code: str, reason: str
) -> None:
    assert reason in outcome(tmp_path, condition(concept(code)))[2]
    assert outcome(tmp_path, condition(BREAST), condition(concept(code))) == ("C50.911", "", "")


@pytest.mark.parametrize(
    ("status", "ended"),
    [("resolved", {}), ("inactive", {}), ("remission", {}), ("", {"abatementDateTime": "2020-01-01"})],
)
def test_a_cancer_that_is_over(tmp_path: Path, status: str, ended: dict[str, str]) -> None:
    over = condition(BREAST, status, **ended)
    assert outcome(tmp_path, over) == ("", "", "There is no active cancer among the conditions.")
    assert outcome(tmp_path, over, condition(concept("C61")))[0] == "C61"


@pytest.mark.parametrize("code", ["Z85.3", "C90.01"])
def test_codes_of_the_past_are_over(tmp_path: Path, code: str) -> None:
    assert "no active cancer" in outcome(tmp_path, condition(concept(code)))[2]


@pytest.mark.parametrize("verified", ["provisional", "differential", "unconfirmed"])
def test_a_cancer_that_is_not_confirmed(tmp_path: Path, verified: str) -> None:
    doubtful = condition(BREAST, verificationStatus=concept(verified))
    assert outcome(tmp_path, doubtful)[2] == "A cancer is only suspected."


@pytest.mark.parametrize("verified", ["refuted", "entered-in-error"])
def test_a_refuted_cancer(tmp_path: Path, verified: str) -> None:
    never = condition(BREAST, verificationStatus=concept(verified))
    assert outcome(tmp_path, never)[2] == "There is no cancer among the conditions."


def test_a_diagnosis_without_a_status_counts(tmp_path: Path) -> None:
    bare = condition(BREAST)
    del bare["clinicalStatus"], bare["verificationStatus"]
    assert outcome(tmp_path, bare) == ("C50.911", "", "")


@pytest.mark.parametrize(
    "more",
    [
        {"modifierExtension": [{"url": "https://example.org/not"}]},
        {"clinicalStatus": concept("unknown")},
        {"abatementString": "last year"},
    ],
)
def test_a_status_that_is_not_understood(tmp_path: Path, more: dict[str, Any]) -> None:
    assert "does not say clearly" in outcome(tmp_path, condition(BREAST, **more))[2]


@pytest.mark.parametrize(
    ("display", "reason"),
    [
        ("Malignant neoplasm of colon", "in a system other than ICD-10-CM"),
        ("Metastasis from malignant tumor of prostate", "in a system other than ICD-10-CM"),
        ("Leukämie", "in a system other than ICD-10-CM"),
        ("Multiple myeloma not in remission", "in a system other than ICD-10-CM"),
        ("Suspected lung cancer (situation)", "only suspected"),
        ("Carcinoma in situ of prostate", "Only a cancer in situ"),
        ("Neoplasm of prostate", "not called malignant"),
        ("History of malignant tumor of breast", "no active cancer"),
        ("Acute leukemia in remission", "no active cancer"),
        ("Family history of cancer", "no cancer among"),
        ("Benign neoplasm of colon", "no cancer among"),
        ("Malignant hypertension", "no cancer among"),
        ("Coronary stent in situ", "no cancer among"),
        ("Myelomeningocele", "no cancer among"),
        ("Chronic kidney disease stage 4", "no cancer among"),
        ("", "without any words"),
    ],
)
def test_words_stop_and_never_choose(tmp_path: Path, display: str, reason: str) -> None:
    cancer, stage, why = outcome(tmp_path, condition(concept("9999", display, SNOMED)))
    assert (cancer, stage) == ("", "")
    assert reason in why


def test_an_unmapped_cancer_stops_a_person_with_another(tmp_path: Path) -> None:
    second = condition(concept("9999", "Malignant tumor of colon", SNOMED))
    assert "in a system other than" in outcome(tmp_path, condition(BREAST), second)[2]
    harmless = condition(concept("9999", "Suspected lung cancer", SNOMED))
    assert outcome(tmp_path, condition(BREAST), harmless)[0] == "C50.911"


def test_unmapped_codes_are_counted_by_system_and_code(tmp_path: Path) -> None:
    strange = condition(concept("9999", "Malignant tumor of colon", SNOMED))
    roster = read_fhir(written(tmp_path, bundle(patient(), strange)), book())
    assert roster.unmapped == {(SNOMED, "9999"): 1}
    assert ": snomed 9999. Add it under codes in clinic.yaml" in next(roster.rows()).fault


@pytest.mark.parametrize(
    ("coding", "shown"),
    [
        ((SNOMED, "363406005"), "snomed 363406005."),
        (("http://snomed.info/sct/|2026", "1"), "snomed 1."),
        (("http://hl7.org/fhir/sid/icd-10", "C50.9"), "icd10who C50.9."),
        (("urn:oid:1.2.36.1", "BR-4"), "urn:oid:1.2.36.1 BR-4."),
        ((SNOMED, "Ann Lee 1941"), ""),
        (("Ann Lee", "4711"), ""),
        (("https://ann:lee@ehr.example.org/codes?p=1", "4711"), ""),
        ((SNOMED, "MBC"), ""),
    ],
)
def test_only_what_has_the_form_of_a_code_is_shown(
    tmp_path: Path, coding: tuple[str, str], shown: str
) -> None:
    strange = condition(concept(coding[1], "Malignant tumor SECRET", coding[0]))
    why = outcome(tmp_path, strange)[2]
    assert shown in why
    assert "does not hold the code" + (": " if shown else ". ") in why
    assert not any(word in why for word in ("Ann", "4711", "MBC", "SECRET"))


def test_the_lines_for_a_clinics_file(tmp_path: Path) -> None:
    counts = {(SNOMED, "2"): 1, (SNOMED, "1"): 12, ("https://a.example/c", "BR4"): 3, ("", "x"): 9}
    lines = list(lines_to_add(counts, with_key=True))
    assert [line for line in lines if not line.startswith("#")] == [
        "codes:",
        '  - {system: snomed, code: "1", cancer: }                   # patients: 12',
        '  - {system: "https://a.example/c", code: "BR4", cancer: }  # patients: 3',
        '  - {system: snomed, code: "2", cancer: }                   # patients: 1',
    ]
    assert lines[-1].startswith("# 1 more cannot be mapped")
    filled = [line.replace("cancer: }", "cancer: breast }") for line in lines]
    assert "codes:" not in list(lines_to_add(counts, with_key=False))
    text = Path("examples/clinic/clinic.yaml").read_text("utf-8")
    (tmp_path / "clinic.yaml").write_text("\n".join([text, *filled]), "utf-8")
    assert {each.code for each in read_clinic_codes(tmp_path)} == {"1", "2", "BR4"}
    assert list(lines_to_add({}, with_key=True)) == ["# Every code of a cancer in the list is mapped."]


def test_all_open_findings_are_in_the_reason(tmp_path: Path) -> None:
    """As in a record of Synthea: a neoplasm that nobody calls malignant, beside one in situ."""
    in_situ = condition(concept("92691004", "Carcinoma in situ of prostate", SNOMED))
    neoplasm = condition(concept("126906006", "Neoplasm of prostate", SNOMED))
    suspected = condition(concept("1", "Suspected lung cancer", SNOMED))
    both = outcome(tmp_path, in_situ, neoplasm)[2]
    assert (
        both
        == "On record are a cancer in situ, which has not spread; a neoplasm that is not called malignant."
    )
    assert "only suspected; a cancer in situ" in outcome(tmp_path, neoplasm, in_situ, suspected)[2]
    policy = outcome(tmp_path, in_situ, condition(concept("D47.1")))[2]
    assert "in situ" in policy
    assert "This is a disease of the blood" in policy


def test_reasons_have_the_words_of_fhir() -> None:
    """Whatever a row may say, no reason names a column."""
    rows = [
        Row(1, ("p1", "Ann Lee", cancer, stage, language))
        for cancer in ("C50.911", "", "C22.9", "4711", "breast; lung")
        for stage in ("", "II", "III", "what")
        for language in ("", "tlh")
    ] + [Row(1, ("p1", name, "C50.911", "4", "")) for name in ("", "#REF!", "=A1", "a\nb", "--")]
    places = {name: at for at, name in enumerate(COLUMNS)}
    chooser = Chooser(look_up=old_book().look_up)
    refused = [asked for row in rows if isinstance(asked := chooser.choose(row, places), Refused)]
    reasons = {worded(each, words()).reason for each in refused}
    assert len(reasons) > 6
    assert not [each for each in reasons if "column" in each]
    assert any("Condition.stage" in each for each in reasons)
    assert any("Condition.code" in each for each in reasons)


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        ("C50.9", "other than ICD-10-CM"),
        ("D05.1", "in situ"),
        ("D48.1", "not called malignant"),
        ("I10", "no cancer"),
    ],
)
def test_other_icd10_is_known_by_its_ranges_and_chooses_nothing(
    tmp_path: Path, code: str, reason: str
) -> None:
    other = concept(code, system="http://hl7.org/fhir/sid/icd-10")
    assert reason in outcome(tmp_path, condition(other))[2]


@pytest.mark.parametrize(
    ("code", "reason"),
    [("D05.1", "in situ"), ("D48.1", "not called malignant"), ("D17.0", "no cancer"), ("I10", "no cancer")],
)
def test_icd10cm_codes_that_are_no_cancer(tmp_path: Path, code: str, reason: str) -> None:
    assert reason in outcome(tmp_path, condition(concept(code)))[2]


def test_a_code_and_words_that_contradict_it(tmp_path: Path) -> None:
    assert "only suspected" in outcome(tmp_path, condition(concept("C50.9", "Suspected cancer")))[2]
    assert "does not say clearly" in outcome(tmp_path, condition(concept("C50.9", "Benign lump")))[2]
    assert "does not say clearly" in outcome(tmp_path, condition(concept("C50.9", "History of cancer")))[2]


def test_one_diagnosis_in_two_systems(tmp_path: Path) -> None:
    both = {"coding": [*concept("C18.9")["coding"], *concept("1001", "Cancer of colon", SNOMED)["coding"]]}
    assert outcome(tmp_path, condition(both))[0] == "C18.9; 1001"
    half = {"coding": [*BREAST["coding"], *concept("9999", "Malignant tumor", SNOMED)["coding"]]}
    assert outcome(tmp_path, condition(half))[0] == "C50.911"


def test_several_cancers_are_all_named_each_once(tmp_path: Path) -> None:
    found = outcome(tmp_path, condition(BREAST), condition(concept("C61")), condition(BREAST))
    assert found == ("C50.911; C61", "", "")


def test_systems_by_their_other_addresses(tmp_path: Path) -> None:
    for system in ("urn:oid:2.16.840.1.113883.6.90", f"{ICD}/", f"{ICD}|2026"):
        assert outcome(tmp_path, condition(concept("C61", system=system)))[0] == "C61"


@pytest.mark.parametrize(
    ("stage", "cell"),
    [
        ({"summary": {"text": "Stage IV"}}, "IV"),
        ({"summary": {"text": "AJCC stage group 4 B"}}, "IVB"),
        ({"summary": concept("4A", system="http://cancerstaging.org")}, "IVA"),
        ({"summary": concept("2222", "Clinical stage III (finding)", SNOMED)}, "III"),
        ({"summary": {"text": "Stage 0"}}, "0"),
        ({"summary": {"text": "4"}, "type": {"text": "Gleason grade group"}}, ""),
        ({"summary": {"text": "possible stage IV"}}, ""),
        ({"summary": {"text": "stage 40"}}, ""),
        ({"summary": {"text": "T4 N2 M1"}}, ""),
        ({"summary": {"text": "not stage IV but stage II"}}, "II"),
    ],
)
def test_stages(tmp_path: Path, stage: Resource, cell: str) -> None:
    assert outcome(tmp_path, condition(BREAST, stage=[stage])) == ("C50.911", cell, "")


def test_a_stage_in_the_words_of_a_code(tmp_path: Path) -> None:
    assert outcome(tmp_path, condition(concept("C50.9", "Cancer, TNM stage 1")))[1] == "I"
    assert outcome(tmp_path, condition(concept("C50.9", "Cancer, TNM stage 4")))[1] == "IV"
    typed = {**BREAST, "text": "breast cancer, stage 4"}
    assert outcome(tmp_path, condition(typed))[1] == ""
    assert outcome(tmp_path, condition({**BREAST, "text": "breast cancer, stage 2"}))[1] == "II"


def test_stages_that_disagree(tmp_path: Path) -> None:
    early, late = {"summary": {"text": "Stage II"}}, {"summary": {"text": "Stage IV"}}
    assert (
        outcome(tmp_path, condition(BREAST, stage=[early, late]))[2] == "The stages on record do not agree."
    )
    exact = {"summary": {"text": "Stage IVA"}}
    assert outcome(tmp_path, condition(BREAST, stage=[late, exact]))[1] == "IVA"


def test_the_stage_of_something_else_is_not_taken(tmp_path: Path) -> None:
    kidneys = condition(concept("N18.4"), stage=[{"summary": {"text": "Stage 4"}}])
    old = condition(concept("C61"), "resolved", stage=[{"summary": {"text": "Stage IV"}}])
    assert outcome(tmp_path, condition(BREAST), kidneys, old) == ("C50.911", "", "")


def stage_group(**more: object) -> Resource:
    return {
        "resourceType": "Observation",
        "id": "o1",
        "status": "final",
        "code": concept("21908-9", "Stage group.clinical Cancer", "http://loinc.org"),
        "subject": {"reference": "Patient/p1"},
        "valueCodeableConcept": concept("3333", "AJCC stage IVB (qualifier value)", SNOMED),
        **more,
    }


@pytest.mark.parametrize(
    ("observation", "cell"),
    [
        (stage_group(focus=[{"reference": "Condition/c1"}]), "IVB"),
        (stage_group(focus=[{"reference": "Condition/c2"}]), ""),
        (stage_group(), ""),
        (stage_group(focus=[{"reference": "Condition/c1"}], status="preliminary"), ""),
        (
            stage_group(
                focus=[{"reference": "Condition/c1"}], code=concept("33756-8", "Polyp size", "loinc")
            ),
            "",
        ),
        (stage_group(focus=[{"reference": "Condition/c1"}], subject={"reference": "Patient/p2"}), ""),
    ],
)
def test_stage_groups_of_mcode(tmp_path: Path, observation: Resource, cell: str) -> None:
    assert outcome(tmp_path, condition(BREAST), observation) == ("C50.911", cell, "")


def test_a_condition_can_name_its_stage_group(tmp_path: Path) -> None:
    names_it = condition(BREAST, stage=[{"assessment": [{"reference": "Observation/o1"}]}])
    assert outcome(tmp_path, names_it, stage_group())[1] == "IVB"


@pytest.mark.parametrize(
    ("codes", "why"),
    [
        (("C22.1",), "There is no handout about bile duct cancer yet"),
        (("C22.9",), "began in the liver or spread to it"),
        (("C16.0",), "esophagus or stomach"),
        (("C65.1",), ""),
        (("C16.0", "C15.5"), ""),
        (("C7B.02",), ""),
    ],
)
def test_a_person_of_fhir_is_judged_by_the_policy_like_a_row(
    tmp_path: Path, codes: tuple[str, ...], why: str
) -> None:
    row = row_of(tmp_path, patient(), *(condition(concept(code)) for code in codes))
    asked = FIRST.choose(row, {name: at for at, name in enumerate(COLUMNS)})
    typed = FIRST.choose(Row(1, ("; ".join(codes),)), {"cancer": 0})
    assert isinstance(asked, Refused) == bool(why)
    if isinstance(asked, Refused):
        assert why in asked.reason
        assert asked == typed
    elif isinstance(typed, Entry):
        assert asked.selection == typed.selection
