"""What cells of diagnoses come to, as record systems and clinics write them."""

from __future__ import annotations

import pytest

from handouts.roster.cancer_names import normalized
from handouts.roster.cells import CellError, LeftOutError
from handouts.roster.diagnosis import Diagnosis, check_stage, check_words, in_doubt, read_diagnosis
from handouts.roster.known import read_known
from handouts.roster.mention import read_mention
from handouts.roster.spelling import near_names

from .tables import old_book

BOOK = old_book()
KNOWN = read_known()
NO_STAGE4: frozenset[str] = frozenset()


def read(cell: str, words: str = "") -> Diagnosis:
    diagnosis = read_diagnosis(cell, BOOK, words)
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
def test_cancers_are_found_among_other_diagnoses_and_notes(cell: str, cancer: str, spread: bool) -> None:
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
    ("breast cancer in remission", "remission"),
    ("breast cancer, in complete remission since 2019", "remission"),
    ("breast cancer, NED, no evidence of recurrence", "history of"),
    ("DCIS", "in situ"),
    ("DCIS, left breast", "in situ"),
    ("family history of breast and ovarian cancer", "in the family"),
    ("Personal history of malignant neoplasm of breast, no mets", "history of"),
    ("stage 4 CKD", "no cancer"),
    ("h/o breast cancer; CKD stage 4", "history of"),
    ("locally advanced pancreatic cancer", "another stage"),
    ("stage III colon cancer, no distant mets", "another stage"),
    ("stage II breast cancer, mets to axillary nodes", "another stage"),
    ("nonmetastatic prostate cancer", "another stage"),
    ("nmCRPC", "another stage"),
    ("h/o breast cancer, no bone lesions", "history of"),
    ("Diabetes; hypertension", "no cancer"),
]


@pytest.mark.parametrize(("cell", "why"), LEFT_OUT)
def test_a_cell_without_a_cancer_of_stage_4_is_left_out_beyond_doubt(cell: str, why: str) -> None:
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
    ("hypertension; bone mets", "has spread to"),
]


@pytest.mark.parametrize(("cell", "why"), DOUBTFUL)
def test_a_cell_that_somebody_must_look_into_is_not_left_out(cell: str, why: str) -> None:
    error = refused(cell)
    assert not isinstance(error, LeftOutError)
    assert why in str(error)


DOUBTS = [
    "stage IV breast cancer, family history of ovarian cancer",
    "stage IV colon cancer, in partial remission",
    "stage IV colon cancer; history of breast cancer",
    "stage 4 prostate cancer, hx of colon polyp",
    "metastatic breast cancer, h/o DCIS",
    "h/o breast cancer with bone mets",
    "metastatic melanoma, in situ lesion excised",
    "stage IV NSCLC, benign nodule",
    "metastatic breast cancer (diagnosed early 2024)",
    "Stage III-IV ovarian cancer",
    "stage III or IV lung cancer",
    "stage 3/4 lung cancer",
    # of the same kinds
    "h/o breast cancer, now stage 4",
    "DCIS; C79.51",
    "melanoma in situ 2015, cM1b",
    "history of colon cancer, spread to liver 2025",
    "lung cancer, history of smoking",
    "lung cancer history of COPD",
    "lung cancer; h/o breast cancer",
    "h/o DCIS; lung cancer",
    "h/o breast cancer, recurrent",
    "h/o DCIS, now lung cancer",
    "lung cancer, covid negative",
    "colon cancer, in partial remission",
    "stage II breast cancer, lung cancer",
    "benign colon polyp, lung cancer",
    "early breast cancer with oligometastatic disease",
    "lung cancer, no brain mets but liver mets, s/p adjuvant chemo",
    "Z85.3 stage IV",
    "FHx breast ca, metastatic",
    "breast ca & hx melanoma",
    "h/o breast cancer (2012), bone lesions",
    "breast cancer, s/p adjuvant chemo, liver lesions",
    "h/o breast cancer; " * 11 + "h/o breast cancer" + " " * 20 + ", seen again" * 100,
]


@pytest.mark.parametrize("cell", DOUBTS)
def test_a_reason_to_leave_out_beside_a_cancer_of_stage_4_is_a_doubt(cell: str) -> None:
    assert not isinstance(refused(cell), LeftOutError)


@pytest.mark.parametrize(
    "cell",
    [
        "stage IV lung cancer, no brain mets",
        "Stage 4 lung cancer, stage 3 CKD",
        "lung cancer stage 4, COPD stage 2",
        "stage IV lung cancer with NYHA class II heart failure",
        "lung cancer, pressure ulcer stage 2, stage IV",
    ],
)
def test_stages_of_other_organs_and_negated_sites_do_not_count_against_stage_4(cell: str) -> None:
    assert read(cell).cancers == ("lung",)
    assert stage_error("", cell) is None


def test_a_negated_site_alone_gives_no_stage() -> None:
    error = stage_error("", "lung cancer, no brain mets")
    assert error is not None
    assert not isinstance(error, LeftOutError)


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("C50.911", "Malignant neoplasm of lung"),
        ("C50.911", "Malignant neoplasm of pyloric antrum of stomach"),
        ("C61", "Malignant neoplasm of ovary"),
        ("C34.90", "Malignant neoplasm of colon"),
        ("C25.0", "Malignant neoplasm of sigmoid colon"),
        ("C18.7", "Malignant neoplasm of head of pancreas"),
        ("C34.10", "Malignant neoplasm of upper-inner quadrant of left female breast"),
        ("C64.1", "Malignant neoplasm of bladder, unspecified"),
    ],
)
def test_a_description_of_another_organ_contradicts_the_code(code: str, words: str) -> None:
    for cell in (f"{code} - {words}", f"1. {words} [{code}]", f"{code} {words}", f"{words} ({code})"):
        assert "another cancer" in str(refused(cell)), cell
    assert "another cancer" in str(refused(code, words))


# As in ICD-10-CM, after "Malignant neoplasm of".
DESCRIBED = {
    "C50.011": "nipple and areola, right female breast",
    "C50.112": "central portion of left female breast",
    "C50.311": "lower-inner quadrant of right female breast",
    "C50.622": "axillary tail of left male breast",
    "C50.911": "unspecified site of right female breast",
    "C34.00": "unspecified main bronchus",
    "C34.2": "middle lobe, bronchus or lung",
    "C34.32": "lower lobe, left bronchus or lung",
    "C34.80": "overlapping sites of unspecified bronchus and lung",
    "C18.0": "cecum",
    "C18.3": "hepatic flexure",
    "C18.5": "splenic flexure",
    "C18.7": "sigmoid colon",
    "C19": "rectosigmoid junction",
    "C25.0": "head of pancreas",
    "C25.3": "pancreatic duct",
    "C25.4": "endocrine pancreas",
    "C61": "prostate",
    "C56.1": "right ovary",
    "C57.00": "unspecified fallopian tube",
    "C64.2": "left kidney, except renal pelvis",
    "C65.1": "right renal pelvis",
    "C67.5": "bladder neck",
    "C67.6": "ureteric orifice",
    "C73": "thyroid gland",
    "C16.0": "cardia",
    "C16.3": "pyloric antrum",
    "C15.5": "lower third of esophagus",
    "C71.1": "frontal lobe",
    "C54.1": "endometrium",
    "C49.4": "connective and soft tissue of abdomen",
    "C21.8": "overlapping sites of rectum, anus and anal canal",
    "C62.11": "descended right testis",
}


@pytest.mark.parametrize("code", DESCRIBED)
def test_the_official_description_never_contradicts_its_code(code: str) -> None:
    mention = read_mention(f"{code} - Malignant neoplasm of {DESCRIBED[code]}", KNOWN)
    assert (mention.code, mention.reason) == (KNOWN.look_up(code), "")


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("C22.0", "Liver cell carcinoma"),
        ("C43.59", "Malignant melanoma of other part of trunk"),
        ("C90.00", "Multiple myeloma not having achieved remission"),
        ("C81.90", "Hodgkin lymphoma, unspecified, unspecified site"),
        ("C83.30", "Diffuse large B-cell lymphoma, unspecified site"),
        ("C85.90", "Non-Hodgkin lymphoma, unspecified, unspecified site"),
        ("C7B.02", "Secondary carcinoid tumors of liver"),
    ],
)
def test_descriptions_in_other_words_do_not_contradict_their_codes(code: str, words: str) -> None:
    mention = read_mention(f"{code} - {words}", KNOWN)
    assert (mention.code, mention.reason) == (KNOWN.look_up(code), "")


@pytest.mark.parametrize("cell", ["nmCRPC", "nm-CRPC", "nmHSPC", "NMIBC"])
def test_a_name_of_a_nonmetastatic_cancer_gets_no_hint_to_the_metastatic_one(cell: str) -> None:
    refused(cell)
    assert near_names(normalized(cell), KNOWN.names) == ()


def test_a_misspelled_name_of_a_metastatic_cancer_gets_a_hint() -> None:
    assert near_names("mcrcp", KNOWN.names)


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
def test_words_that_contradict_a_code_stop_the_row(code: str, words: str, why: str, left: bool) -> None:
    error = refused(code, words)
    assert why in str(error)
    assert isinstance(error, LeftOutError) is left


def test_a_gene_or_a_vertebra_is_no_code() -> None:
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
def test_a_stage_below_4_is_left_out_beyond_doubt(stage: str) -> None:
    assert isinstance(stage_error(stage), LeftOutError)


@pytest.mark.parametrize(
    ("stage", "cell"),
    [
        ("IV M0", "C50.9"),
        ("Stage II (cM1)", "C50.9"),
        ("II", "C50.9; C79.51"),
        ("?4", "C50.9"),
        ("", "C50.9"),
        ("Stage 3-4", "C50.9"),
        ("Stage III metastatic", "C50.9"),
        ("Stage III, M1", "C50.9"),
        ("II", "breast cancer, oligomets to bone"),
    ],
)
def test_a_contradictory_or_missing_stage_is_a_doubt(stage: str, cell: str) -> None:
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
def test_stage_4_comes_from_the_column_a_code_or_words(stage: str, cell: str) -> None:
    assert stage_error(stage, cell) is None


def test_stage_4_in_the_stage_column_beside_a_history_is_a_doubt() -> None:
    error = LeftOutError("It is of the past.")
    assert type(in_doubt(error, "IV")) is CellError
    assert type(in_doubt(error, "Stage 3-4")) is CellError
    assert type(in_doubt(error, "II, then metastatic")) is CellError
    for stage in ("II", "", "T4 N1 M0", "Stage II 4/5/2021", "no mets"):
        assert in_doubt(error, stage) is error, stage
