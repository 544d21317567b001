"""What cells of diagnoses come to, as record systems and clinics write them."""

from __future__ import annotations

import pytest

from handouts.roster.cell_error import CellError, LeftOutError
from handouts.roster.diagnosis import Diagnosis, check_stage, check_words, in_doubt, read_diagnosis
from handouts.roster.known import read_known

from .tables import old_book

BOOK = old_book()
KNOWN = read_known()
NO_STAGE4: frozenset[str] = frozenset()


def read(cell: str, words: str = "") -> Diagnosis:
    diagnosis = read_diagnosis(cell, BOOK.names, BOOK.look_up, words)
    check_words(diagnosis, NO_STAGE4)
    return diagnosis


def refused(cell: str, words: str = "") -> CellError:
    with pytest.raises(CellError) as caught:
        read(cell, words)
    assert "did you mean" not in str(caught.value)
    return caught.value


READ = [
    ("ICD10:C34.32", "lung", False),
    ("ICD-10-CM: C50.9", "breast", False),
    ("icd10: c61; ICD10:C79.51", "prostate", True),
    ("C34.32; I10", "lung", False),
    ("ICD10:C34.90;ICD10:J44.9", "lung", False),
    ("E11.9; C50.911; N18.4", "breast", False),
    ("C61; D12.6", "prostate", False),
    ("1. Malignant neoplasm of lower lobe of left lung (HCC) [C34.32]\n2. Hypertension [I10]", "lung", False),
    ("1. Prostate cancer metastatic to bone (HCC) [C61, C79.51]", "prostate", True),
    ("1. Malignant neoplasm of right breast in female (HCC) [C50.911, Z17.0]", "breast", False),
    ("1. Malignant melanoma of skin of trunk (HCC) [C43.59]\n2. Lung nodule [R91.1]", "melanoma", False),
    ("1) Sigmoid colon cancer [C18.7]\n2) Secondary malignant neoplasm of liver [C78.7]", "colorectal", True),
    ("1. Malignant neoplasm of stomach (HCC) [C16.9]\n2. CKD stage 3 [N18.3]", "stomach", False),
    ("1. Lung cancer\n2. Hypertension", "lung", False),
    ("Lung cancer; COPD", "lung", False),
    ("breast cancer, type 2 diabetes", "breast", False),
    ("Metastatic breast cancer - review", "breast", True),
    ("Prostate ca, stage 4, ADT", "prostate", False),
    ("Ovarian ca IV, cycle 3", "ovary", False),
    ("bowel ca stage IV", "colorectal", False),
    ("lung primary", "lung", False),
    ("met breast ca", "breast", True),
    ("metastasised breast tumour", "breast", True),
    ("breast cancer (liver, bone)", "breast", True),
    ("prostate - bone mets", "prostate", True),
    ("Ovarian cancer, C1D8", "ovary", False),
    ("Malignant neoplasm of lower lobe of left lung", "lung", False),
    ("Malignant neoplasm of head of pancreas", "pancreas", False),
]


@pytest.mark.parametrize(("cell", "cancer", "spread"), READ)
def test_cancers_are_found_among_all_that_stands_there(cell: str, cancer: str, spread: bool) -> None:
    diagnosis = read(cell)
    assert (diagnosis.cancers, diagnosis.spread) == ((cancer,), spread)


LEFT_OUT = [
    ("Z85.3", "history of"),
    ("Z85.3 - Personal history of malignant neoplasm of breast", "history of"),
    ("1. Hx of bladder cancer [Z85.51]\n2. CKD stage 4 [N18.4]", "history of"),
    ("h/o breast cancer", "history of"),
    ("C90.01", "remission"),
    ("D05.11 - Intraductal carcinoma in situ of right breast", "in situ"),
    ("melanoma in situ", "in situ"),
    ("I10", "no cancer"),
    ("ICD10:E11.9;ICD10:I10", "no cancer"),
    ("D64.81 - Anemia due to chemo", "no cancer"),
    ("iron infusion", "no cancer"),
    ("CKD stage 4", "no cancer"),
    ("FHx breast ca", "no cancer"),
    ("Fam hx bowel ca, genetic advice", "no cancer"),
    ("Stage II breast cancer", "another stage"),
    ("Early breast ca, adjuvant", "another stage"),
    ("C50.911, stage IIIA", "another stage"),
]


@pytest.mark.parametrize(("cell", "why"), LEFT_OUT)
def test_what_is_no_cancer_of_stage_4_is_left_out_beyond_doubt(cell: str, why: str) -> None:
    error = refused(cell)
    assert isinstance(error, LeftOutError)
    assert why in str(error)


DOUBTFUL = [
    ("brain mets", "has spread to"),
    ("secondary liver cancer", "secondary cancer"),
    ("lung - brain mets", "has spread to"),
    ("C78.7", "not where it began"),
    ("lung ca - ?mets, PET result", "only suspected"),
    ("Stage II breast cancer with liver mets", "another stage"),
    ("Z51.11 - Encounter for chemotherapy", "a visit for chemo: it does not say which cancer"),
    ("C92.00", "acute myeloid leukemia"),
    ("SNOMED-CT:363346000", "another system"),
    ("ICD-9: 174.9", "another system"),
    ("ICD-O C34.1", "another system"),
    ("C50.9 8500/3", "another system"),
    (
        "1. Breast cancer, male [C50.929]\n2. Malignant neoplasm of prostate [C61]",
        "Which of them is stage 4?",
    ),
    ("Lung cancer [R91.1]", "the code another disease"),
    ("1. Prostate cancer [C61]\n2. Hx of bladder cancer [Z85.51]", "history of"),
    ("C50.9; D05.1", "in situ"),
    ("Malignant neoplastic disease", "does not say which cancer"),
]


@pytest.mark.parametrize(("cell", "why"), DOUBTFUL)
def test_what_a_person_must_look_into_is_not_left_out(cell: str, why: str) -> None:
    error = refused(cell)
    assert not isinstance(error, LeftOutError)
    assert why in str(error)


@pytest.mark.parametrize(
    ("code", "words", "cancer"),
    [
        ("C34.31", "Malignant neoplasm of lower lobe, right bronchus or lung", "lung"),
        ("ICD10:C34.90;ICD10:J44.9", "Lung cancer; COPD", "lung"),
        ("ICD10:C61;ICD10:C79.51", "Prostate cancer with bone metastases", "prostate"),
        ("C25.9;C78.7", "Pancreatic cancer, liver mets", "pancreas"),
        ("C50.9", "Breast cancer; CKD stage 4", "breast"),
        ("C50.9", "something unheard of", "breast"),
        ("", "Breast cancer", "breast"),
    ],
)
def test_the_code_decides_and_words_add_nothing(code: str, words: str, cancer: str) -> None:
    diagnosis = read(code, words)
    assert (diagnosis.cancers, diagnosis.in_words, diagnosis.stage) == ((cancer,), not code, "nothing")


@pytest.mark.parametrize(
    ("code", "words", "why", "left"),
    [
        ("C50.9", "lung cancer", "another cancer", False),
        ("C50.9", "history of breast cancer", "history of", False),
        ("C50.9", "melanoma in situ", "in situ", False),
        ("C50.9", "suspected breast cancer", "suspected", False),
        ("C50.9", "Breast cancer stage II", "another stage", True),
        ("D05.1", "breast cancer", "Which is right?", False),
        ("Z85.038", "Personal history of malignant neoplasm of large intestine", "history of", True),
        ("E11.9;I10", "Diabetes; hypertension", "no cancer", True),
        ("breast cancer", "lung cancer", "another cancer", False),
    ],
)
def test_words_that_speak_against_a_code_stop_the_row(code: str, words: str, why: str, left: bool) -> None:
    error = refused(code, words)
    assert why in str(error)
    assert isinstance(error, LeftOutError) is left


def test_a_gene_or_a_place_is_no_code() -> None:
    assert read("breast cancer, T10 mets").cancers == ("breast",)
    assert "name that is not known" in str(refused("BRAF V600E, something"))


def stage_error(stage: str, cell: str = "C50.9") -> CellError | None:
    try:
        check_stage(stage, read(cell), KNOWN, False)
    except CellError as error:
        return error
    return None


@pytest.mark.parametrize(
    "stage", ["Stage IIIC", "Stage IA (pT1c, pN0, cM0)", "Stage 0 (Tis)", "2", "limited"]
)
def test_another_stage_is_left_out_beyond_doubt(stage: str) -> None:
    assert isinstance(stage_error(stage), LeftOutError)


@pytest.mark.parametrize(
    ("stage", "cell"),
    [
        ("IV M0", "C50.9"),
        ("Stage II (cM1)", "C50.9"),
        ("II", "C50.9; C79.51"),
        ("?4", "C50.9"),
        ("", "C50.9"),
    ],
)
def test_a_stage_that_contradicts_or_is_missing_asks(stage: str, cell: str) -> None:
    error = stage_error(stage, cell)
    assert error is not None
    assert not isinstance(error, LeftOutError)


@pytest.mark.parametrize(
    ("stage", "cell"),
    [
        ("Stage IVB (cT3, cN2, cM1c)", "C50.9"),
        ("", "C50.9; C79.51"),
        ("", "C50.9, stage IV"),
        ("88", "breast"),
    ],
)
def test_stage_4_is_said_by_a_column_a_code_or_words(stage: str, cell: str) -> None:
    assert stage_error(stage, cell) is None


def test_stage_4_beside_a_history_is_a_doubt() -> None:
    error = LeftOutError("It is of the past.")
    assert type(in_doubt(error, "IV")) is CellError
    assert in_doubt(error, "II") is error
