"""What single texts mention: names, codes, and phrases around them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handouts.reading.policy import read_policy
from handouts.roster.cancer_names import normalized
from handouts.roster.mention import Mention, read_mention
from handouts.roster.spelling import edits

from .tables import old_book, old_cancers

BOOK = old_book()


def mention_in(text: str) -> Mention:
    return read_mention(text, BOOK)


NOT_YET = [
    ("gallbladder", "gallbladder cancer"),
    ("mesothelioma", "mesothelioma"),
    ("bile duct cancer", "bile duct cancer"),
    ("adrenal", "adrenal cancer"),
    ("Cholangiocarcinoma", "bile duct cancer"),
    ("cancer of the gallbladder", "gallbladder cancer"),
    ("gallbladder carcinoma", "gallbladder cancer"),
    ("thymoma", "thymus cancer"),
    ("anal cancer", "anal cancer"),
    ("penile", "penile cancer"),
    ("vulvar cancer", "vulvar cancer"),
    ("vaginal cancer", "vaginal cancer"),
    ("Merkel cell", "Merkel cell cancer"),
    ("osteosarcoma", "bone cancer"),
    ("Ewing’s sarcoma", "bone cancer"),
    ("uveal melanoma", "eye melanoma"),
    ("small bowel cancer", "small intestine cancer"),
    ("AML", "acute myeloid leukemia"),
    ("Chronic lymphocytic leukaemia", "chronic lymphocytic leukemia"),
    ("CUP", "cancer of unknown primary"),
    ("GIST", "GIST (gastrointestinal stromal tumor)"),
    ("Kaposi's sarcoma", "Kaposi sarcoma"),
    ("cutaneous squamous cell carcinoma", "squamous cell skin cancer"),
    ("Sézary syndrome", "lymphoma of the skin"),
    ("stage IV gallbladder cancer", "gallbladder cancer"),
    ("gallbladder cancer with liver mets", "gallbladder cancer"),
    ("Wilms", "Wilms tumor"),
    ("Burkitt", "Burkitt lymphoma"),
    ("Klatskin", "bile duct cancer"),
    ("hilar cholangiocarcinoma", "bile duct cancer"),
    ("phyllodes", "a phyllodes tumor of the breast"),
    ("oligodendroglioma", "oligodendroglioma"),
    ("DIPG", "DIPG (diffuse intrinsic pontine glioma)"),
    ("mesothelioma of pleura", "mesothelioma"),
    ("smoldering myeloma", "smoldering myeloma"),
    ("MGUS", "MGUS (a blood finding that is not cancer)"),
]


@pytest.mark.parametrize(("text", "name"), NOT_YET)
def test_a_cancer_without_a_handout_is_named_and_gets_no_hint(text: str, name: str) -> None:
    reason = f"There is no handout about {name} yet. `handouts list cancers` shows what there is."
    assert mention_in(text) == Mention(reason=reason)


PHRASES = [
    ("colon cancer spread to liver", "colorectal"),
    ("colon cancer with liver mets", "colorectal"),
    ("colon cancer, mets to liver", "colorectal"),
    ("Lung CA w/ brain mets", "lung"),
    ("lung cancer brain mets", "lung"),
    ("metastatic breast cancer to the liver", "breast"),
    ("breast cancer metastatic to bone", "breast"),
    ("breast cancer that has spread to the brain", "breast"),
    ("liver mets from colon cancer", "colorectal"),
    ("liver mets, colon primary", "colorectal"),
    ("renal cell carcinoma metastasised to lung", "kidney"),
    ("melanoma with metastases in the brain", "melanoma"),
    ("breast with bone mets", "breast"),
    ("metastatic colon cancer", "colorectal"),
    ("Stage 4 renal cell carcinoma", "kidney"),
    ("grade 4 glioma", "brain"),
    ("Stage III multiple myeloma", "myeloma"),
    ("brain tumor secondary to lung cancer", "lung"),
    ("liver cancer secondary to colon cancer", "colorectal"),
    ("lung cancer secondary to breast cancer", "breast"),
    ("lung cancer due to breast cancer", "breast"),
    ("lung cancer 2/2 breast cancer", "breast"),
    ("bone cancer secondary to prostate", "prostate"),
    ("colorectal ca w/ mets to liver and lung", "colorectal"),
    ("lung ca w mets to brain", "lung"),
    ("mets to liver, primary colon", "colorectal"),
    ("liver mets, primary site is colon", "colorectal"),
    ("mets to liver, colon primary", "colorectal"),
    ("breast cancer (mets)", "breast"),
    ("HCC (metastatic)", "liver"),
    ("metastatic primary liver cancer", "liver"),
    ("lung cancer secondary in brain", "lung"),
    ("liver cancer from colon cancer", "colorectal"),
    ("brain tumor that came from lung", "lung"),
    ("cancer in liver from colon", "colorectal"),
    ("brain tumor with mets to spine", "brain"),
    ("mCRC", "colorectal"),
]


@pytest.mark.parametrize(("text", "cancer"), PHRASES)
def test_a_cancer_that_has_spread_is_read_by_its_primary_site(text: str, cancer: str) -> None:
    assert (mention_in(text).cancers, mention_in(text).reason) == ((cancer,), "")


STOPS = [
    ("brain mets", "has spread to"),
    ("liver and bone mets", "has spread to"),
    ("brain, liver mets", "has spread to"),
    ("lung mets to brain", "has spread to"),
    ("metastatic liver", "has spread to"),
    ("metastatic brain tumor", "has spread to"),
    ("metastatic bone cancer", "has spread to"),
    ("mets to bone", "has spread to"),
    ("secondary liver cancer", "secondary cancer"),
    ("secondary malignancy of bone", "secondary cancer"),
    ("liver cancer (secondary)", "secondary cancer"),
    ("liver cancer - secondary", "secondary cancer"),
    ("liver cancer, secondary", "secondary cancer"),
    ("liver cancer: secondary", "secondary cancer"),
    ("lung cancer secondary", "secondary cancer"),
    ("brain tumor (secondary)", "secondary cancer"),
    ("breast cancer, secondary to liver", "secondary cancer"),
    ("liver cancer secondary to cirrhosis", "what a cancer came from"),
    ("brain cancer (mets)", "secondary cancer"),
    ("brain cancer (metastatic)", "secondary cancer"),
    ("brain tumor (metastasis)", "secondary cancer"),
    ("brain cancer w/ mets", "secondary cancer"),
    ("lung cancer from asbestos", "what a cancer came from"),
    ("metastatic liver cancer", "began in the liver, write liver"),
    ("liver cancer (mets)", "began in the liver, write liver"),
    ("liver cancer, metastatic", "began in the liver, write liver"),
    ("h/o breast cancer", "history of"),
    ("history of breast cancer", "history of"),
    ("breast cancer survivor", "history of"),
    ("prior lung cancer", "history of"),
    ("breast cancer in remission", "remission"),
    ("melanoma in situ", "in situ"),
    ("DCIS", "in situ"),
    ("Encounter for chemotherapy", "a visit for chemo: it does not say which cancer"),
    ("radiation", "a visit for radiation: it does not say which cancer"),
    ("possible lung cancer", "suspected"),
    ("?lung cancer", "suspected"),
    ("family history of breast cancer", "in the family"),
    ("stage 4 cancer", "does not say which cancer"),
    ("stage II cancer of the toe", "another stage"),
    ("grade 2 glioma", "another stage"),
    ("lung cancer, brain mets negative", "another stage"),
]


@pytest.mark.parametrize(("text", "reason"), STOPS)
def test_a_refused_text_says_why_and_gets_no_hint(text: str, reason: str) -> None:
    found = mention_in(text)
    assert reason in found.reason
    assert (found.cancers, found.code, found.hints) == ((), None, ())


@pytest.mark.parametrize(
    ("text", "stage"),
    [
        ("Stage II breast cancer", "lower"),
        ("early breast cancer", "lower"),
        ("locally advanced breast cancer", "lower"),
        ("limited-stage small cell lung cancer", "lower"),
        ("breast cancer, no mets", "lower"),
        ("lung cancer T2N0M0", "lower"),
        ("lung cancer, T4 N3 M1c", "four"),
        ("breast cancer, genetic testing negative", "nothing"),
        ("non-metastatic prostate cancer", "lower"),
        ("stage IIIA lung cancer", "three"),
        ("stage IV lung adenocarcinoma", "four"),
        ("follicular lymphoma grade 2", "nothing"),
    ],
)
def test_stages_in_words(text: str, stage: str) -> None:
    assert mention_in(text).stage == stage


def test_spread_to_lymph_nodes_is_not_distant_spread() -> None:
    assert mention_in("breast cancer with axillary node mets").near
    assert not mention_in("breast cancer with axillary node mets").spread
    assert not mention_in("breast cancer with liver and node mets").near


KINDS = [
    ("triple negative breast cancer", "breast", "breast cancer in general", "triple-negative breast cancer"),
    ("TNBC", "breast", "breast cancer in general", "triple-negative breast cancer"),
    ("HER2 positive", "breast", "breast cancer in general", "HER2-positive breast cancer"),
    ("HER2+", "breast", "breast cancer in general", "HER2-positive breast cancer"),
    ("small cell lung cancer", "lung", "lung cancer in general", "small cell lung cancer"),
    ("DLBCL", "nhl", "non-Hodgkin lymphoma in general", "diffuse large B-cell lymphoma"),
    ("UTUC", "bladder", "bladder cancer", "cancer of the renal pelvis or ureter"),
]


@pytest.mark.parametrize(("text", "cancer", "wider", "kind"), KINDS)
def test_a_kind_of_cancer_notes_that_the_handout_is_wider(
    text: str, cancer: str, wider: str, kind: str
) -> None:
    note = f"This handout is about {wider}; there is none about {kind} yet."
    assert mention_in(text) == Mention((cancer,), note=note)


@pytest.mark.parametrize(
    ("text", "hints"),
    [
        ("brest", ("breast",)),
        ("brest cancer", ("breast",)),
        ("lung canser", ("lung",)),
        ("pancreatc", ("pancreatic",)),
        ("thyriod", ("thyroid",)),
        ("mellanoma", ("melanoma",)),
        ("gallblader", ("gallbladder",)),
        ("mesotheloma", ("mesothelioma",)),
        ("toe cancer", ()),
        ("pneumonia", ()),
        ("xyz", ()),
        ("bladd", ()),
        ("x" * 1_000_000, ()),
    ],
)
def test_hints_name_near_spellings_only_one_per_cancer(text: str, hints: tuple[str, ...]) -> None:
    assert mention_in(text) == Mention(hints=hints)


def test_no_name_of_a_known_cancer_is_a_misspelling_of_another() -> None:
    for disease in read_policy().diseases.diseases.values():
        for name in (disease.name, *disease.also):
            assert not mention_in(name).hints, name
            assert mention_in(name).cancers or mention_in(name).reason, name


def test_names_of_diseases_do_not_contradict_names_of_cancers() -> None:
    """A name of a sheet may only be one of a kind of it."""
    diseases = read_policy().diseases.diseases
    names = {normalized(name): each for each in diseases.values() for name in (each.name, *each.also)}
    wrong = []
    for cancer in old_cancers():
        for name in (cancer.name, cancer.in_text, cancer.title, *cancer.also):
            disease = names.get(normalized(name))
            if disease and cancer.id not in (disease.kind_of, disease.treated_like):
                wrong.append((cancer.id, name))
    assert not wrong


def test_a_broad_name_means_several_cancers() -> None:
    assert mention_in("lymphoma") == Mention(("hodgkin", "nhl"))


@pytest.mark.parametrize(
    ("text", "kind", "cancers"),
    [
        ("C34.90", "primary", ("lung",)),
        ("C34.90 - Malignant neoplasm", "primary", ("lung",)),
        ("Malignant neoplasm of breast (C50.911)", "primary", ("breast",)),
        ("Z51.11 - Encounter for chemotherapy", "visit", ()),
        ("Z85.3", "past", ()),
        ("C82.10 Follicular lymphoma grade II, unspecified site", "primary", ("nhl",)),
    ],
)
def test_codes_alone_and_beside_words(text: str, kind: str, cancers: tuple[str, ...]) -> None:
    code = mention_in(text).code
    assert code is not None
    assert (code.kind, code.cancers) == (kind, cancers)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("C50.9 history of breast cancer", "history of"),
        ("C50.9 - breast cancer, stage II", "another stage"),
        ("C34.90 breast cancer", "another cancer"),
        ("C34.90 mesothelioma", "another cancer"),
        ("C34.90 - ruled out", "no cancer of this person"),
        ("C34.90 - lung cancer excluded", "no cancer of this person"),
        ("C34.90 - not confirmed", "only suspected"),
        ("C34.90 - not yet proven", "only suspected"),
        ("C34.90 - negative", "no cancer of this person"),
        ("C50.9 - biopsy negative", "no cancer of this person"),
        ("C50.9 HER2 positive, negative biopsy", "no cancer of this person"),
        ("C34.90 - resolved", "history of"),
        ("C34.90 - T1N0M0", "another stage"),
        ("C34.90 - cT2a N1 M0", "another stage"),
        ("C50.9 pT1c N0(sn) M0", "another stage"),
        ("C34.90 - metastatic from breast", "another cancer"),
        ("C34.90 - mets from breast", "another cancer"),
        ("C34.90 - secondary to breast cancer", "another cancer"),
        ("C34.90, breast cancer with lung mets", "another cancer"),
        ("C22.0 - metastatic from colon", "another cancer"),
        ("C22.0 - colon mets", "another cancer"),
        ("C22.0 - liver mets", "secondary cancer"),
        ("C22.0 (secondary)", "secondary cancer"),
        ("C64.9 Wilms", "another cancer"),
        ("C56.9 germ cell", "another cancer"),
        ("C50.9 phyllodes", "another cancer"),
        ("C54.1 sarcoma", "another cancer"),
        ("C83.30 Burkitt", "another cancer"),
        ("C90.00 smoldering", "another cancer"),
    ],
)
def test_words_that_contradict_a_code(text: str, why: str) -> None:
    assert why in mention_in(text).reason
    assert mention_in(text).code is None


@pytest.mark.parametrize(
    "text",
    [
        "C50.9 HER2 negative",
        "C50.9 ER/PR negative",
        "C50.9 triple negative",
        "C50.9, node negative",
        "C34.90 - brain mets",
        "C34.90 - T2N1M1",
        "C34.90 - squamous cell carcinoma",
        "C22.0 - secondary to cirrhosis",
        "C62.9 germ cell tumor",
    ],
)
def test_words_that_agree_with_a_code(text: str) -> None:
    assert (mention_in(text).code, mention_in(text).reason) == (BOOK.look_up(text[:6].strip(" -,")), "")


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("C73 medullary", "medullary thyroid cancer"),
        ("C73 - anaplastic, mets to lung", "anaplastic thyroid cancer"),
        ("C50.9 inflammatory", "inflammatory breast cancer"),
    ],
)
def test_a_kind_beside_a_code_needs_no_organ(text: str, kind: str) -> None:
    assert mention_in(text).note.endswith(f"there is none about {kind} yet.")


EVERYDAY = [
    ("ca prostate", "prostate"),
    ("CA breast", "breast"),
    ("adenoca lung", "lung"),
    ("recurrent ovarian cancer", "ovary"),
    ("relapsed breast cancer", "breast"),
    ("clear cell renal cell carcinoma", "kidney"),
    ("HER2 positive gastric cancer", "stomach"),
    ("EGFR positive NSCLC", "lung"),
    ("ALK-positive lung cancer", "lung"),
    ("breast cancer, BRCA1 mutated", "breast"),
    ("ES-SCLC", "lung"),
    ("mCRPC", "prostate"),
    ("tumour of the brain", "brain"),
    ("primary liver cancer", "liver"),
    ("linitis plastica", "stomach"),
    ("angiosarcoma", "soft-tissue"),
]


@pytest.mark.parametrize(("text", "cancer"), EVERYDAY)
def test_everyday_names(text: str, cancer: str) -> None:
    assert mention_in(text).cancers == (cancer,)


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("squamous cell carcinoma", "Write where it began"),
        ("SCC with lung mets", "Write where it began"),
        ("germ cell tumor", "write testicular"),
        ("GE junction cancer", "esophagus or stomach"),
        ("stage IV GEJ adenocarcinoma", "esophagus or stomach"),
        ("astrocytoma", "Where it is grade 4"),
    ],
)
def test_a_name_that_says_too_little_asks_for_more(text: str, asks: str) -> None:
    assert asks in mention_in(text).reason


def test_words_beside_a_code_may_name_the_kind() -> None:
    found = mention_in("C50.911 triple negative breast cancer")
    assert found.code == BOOK.look_up("C50.911")
    assert found.note.endswith("there is none about triple-negative breast cancer yet.")


@pytest.mark.parametrize(("text", "stage"), [("C34.90 stage IIIA", "three"), ("C34.90, stage IV", "four")])
def test_a_stage_beside_a_code_is_read(text: str, stage: str) -> None:
    assert mention_in(text) == Mention(code=BOOK.look_up("C34.90"), stage=stage)  # type: ignore[arg-type]


def test_the_description_of_a_code_that_asks_does_not_contradict_it() -> None:
    assert mention_in("C90.10 Plasma cell leukemia") == Mention(code=BOOK.look_up("C90.10"))


@pytest.mark.parametrize(("a", "b", "count"), [("abc", "abc", 0), ("abc", "acb", 1), ("abc", "xbcd", 2)])
def test_edit_distance(a: str, b: str, count: int) -> None:
    assert edits(a, b, 3) == edits(b, a, 3) == count
    assert edits("abcdef", "uvwxyz", 2) == 3


WORDS = st.sampled_from(
    (
        "lung", "breast", "liver", "cancer", "mets", "spread", "to", "with", "and", ",", ";", "metastatic",
        "from", "stage", "IV", "II", "C50.9", "Z85.3", "h/o", "no", "1", "(", "primary", "secondary", "node",
    )
)  # fmt: skip


@given(st.text(max_size=40) | st.lists(WORDS, max_size=40).map(" ".join))
def test_any_text_has_one_outcome_at_most(text: str) -> None:
    found = mention_in(text)
    assert sum(map(bool, (found.cancers, found.code, found.reason, found.hints))) <= 1
    assert mention_in(f"  {text.upper()} ").cancers == mention_in(text.upper()).cancers
