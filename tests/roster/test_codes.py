"""From codes to cancers."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handouts.errors import ContentError
from handouts.model.clinic import ClinicCode
from handouts.reading.compiled import load_compiled
from handouts.reading.names import cancer_ids
from handouts.reading.policy import read_policy
from handouts.reading.shelf import data_shelves, digest_of_shipped
from handouts.roster.book import code_book
from handouts.roster.codes import Code, CodeBook, look_up

from .tables import old_book

SHIPPED = code_book(None)
BOOK = old_book()
FIRST = BOOK.codes
"""As it is with the cancers that there were first: others come."""
CLINIC = 'name: Riverside\nphone: {day: "1", night: "2"}\n'


@pytest.mark.parametrize(
    ("text", "shown", "cancers"),
    [
        ("C50.911", "C50.911", ("breast",)),
        (" c50911 ", "C50.911", ("breast",)),
        ("C50", "C50", ("breast",)),
        ("C50.9-", "C50.9", ("breast",)),
        ("C50.-", "C50", ("breast",)),
        ("c50.x", "C50", ("breast",)),
        ("C34.90", "C34.90", ("lung",)),
        ("C7A.01", "C7A.01", ("neuroendocrine",)),
        ("C90.00", "C90.00", ("myeloma",)),
        ("C81.11", "C81.11", ("hodgkin",)),
    ],
)
def test_codes_of_cancers_that_have_a_handout(text: str, shown: str, cancers: tuple[str, ...]) -> None:
    assert look_up(text, FIRST) == Code(shown, "primary", cancers)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("C77.3", "secondary"),
        ("C78.7", "secondary"),
        ("C79", "secondary"),
        ("C7B", "secondary"),
        ("C80.1", "not-offered"),
        ("C44.91", "not-offered"),
        ("C4A.0", "not-offered"),
        ("C90.30", "not-offered"),
        ("C95.90", "not-offered"),
        ("D05.1", "in-situ"),
        ("D09", "in-situ"),
        ("D10", "benign"),
        ("D36.9", "benign"),
        ("D3A.01", "benign"),
        ("D37.01", "uncertain"),
        ("D49.2", "uncertain"),
        ("C90", "not-offered"),
        ("C97", "unknown"),
        ("Z85.3", "past"),
        ("C90.01", "past"),
        ("C81.9A", "past"),
        ("C84.7B", "past"),
        ("Z51.11", "visit"),
        ("Z12.31", "none"),
    ],
)
def test_all_other_codes_give_no_handout(text: str, kind: str) -> None:
    found = look_up(text, FIRST)
    assert found is not None
    assert (found.kind, found.cancers) == (kind, ())
    assert found.reason.endswith(".")


@pytest.mark.parametrize(
    "text", ["", "C", "C5", "breast", "E11.9", "D50", "I10", "109838007", "C50.91123", "C50 9", "C٥0"]
)
def test_texts_that_are_no_codes(text: str) -> None:
    assert look_up(text, SHIPPED) is None


def test_only_distant_spread_is_evidence_of_spread() -> None:
    codes = ("C77.3", "C78.7", "C79.51", "C7B.02", "C7B.1", "C50.9")
    spread = {text: look_up(text, SHIPPED) for text in codes}
    assert [text for text, code in spread.items() if code and code.spread] == ["C78.7", "C79.51", "C7B.02"]


def test_codes_for_a_history_or_remission() -> None:
    past = ["Z85.46", "C81.7A", "C84.ZA", "C86.01", "C88.01", "C91.A1", "c90.01"]
    now = ["C50.9", "C84.7A", "C81.01", "C90.00", "C90.02", "C49.A1", "C50.A1"]
    found = {text: look_up(text, SHIPPED) for text in past + now}
    assert [text for text, code in found.items() if code and code.kind == "past"] == past


def rules(**cancers: tuple[str, ...]) -> dict[str, Code]:
    return {prefix: Code("", "primary", ids) for prefix, ids in cancers.items()}


def test_the_longest_prefix_wins_and_equal_claims_stay_equal() -> None:
    book = CodeBook(rules(C18=("colorectal",), C181=("appendix", "carcinoid"), C80=("unknown",)), {}, {})
    assert look_up("C18.1", book) == Code("C18.1", "primary", ("appendix", "carcinoid"))
    assert look_up("C18.2", book) == Code("C18.2", "primary", ("colorectal",))
    assert look_up("C80.1", book) == Code("C80.1", "primary", ("unknown",))


@pytest.mark.parametrize("code", ["C78.7", "C77.3", "C90.01"])
def test_codes_of_metastases_and_history_are_never_claimed(code: str) -> None:
    found = look_up(
        code, SHIPPED._replace(claims={"C78": ("liver",), "C77": ("breast",), "C90": ("myeloma",)})
    )
    assert found is not None
    assert (found.kind, found.cancers) == ("past" if code == "C90.01" else "secondary", ())


def test_every_shipped_cancer_can_be_found_quickly() -> None:
    started = time.perf_counter()
    book = code_book(None)
    assert time.perf_counter() - started < 1  # some 10 ms; a slow machine is no fault
    given = {each for code in book.rules.values() if code.kind in ("primary", "ask") for each in code.cancers}
    kinds = {name for name, each in read_policy().diseases.diseases.items() if each.kind_of}
    assert given <= set(cancer_ids()) <= given | kinds


def test_the_policy_is_the_one_truth_for_shipped_cancers() -> None:
    """A shipped file that claimed codes of its own could disagree with data/codes.yaml."""
    (shipped,) = data_shelves(None)
    claiming = [
        name
        for name in shipped.names("cancers")
        if "\nicd10cm:" in shipped.file(f"cancers/{name}.yaml").read_text(encoding="utf-8")
    ]
    assert not claiming


def test_a_clinic_adds_cancers_and_codes(tmp_path: Path) -> None:
    (tmp_path / "clinic.yaml").write_text(
        CLINIC
        + "codes:\n"
        + '  - {system: snomed, code: "1001", cancer: colorectal}\n'
        + '  - {system: ours, code: "1001", cancer: breast}\n'
        + "  - {system: ours, code: Pr.4, cancer: prostate, spread: true}\n"
        + "  - {system: ours, code: MET0, spread: true}\n"
    )
    book = code_book(tmp_path)
    assert look_up("C50.9", book) == look_up("C50.9", SHIPPED)
    assert look_up("1001", book) == Code("1001", "primary", ("breast", "colorectal"))
    assert look_up("pr4", book) == Code("Pr.4", "primary", ("prostate",), True)
    assert look_up("met0", book) == Code("MET0", "secondary", (), True)
    assert book.own["1001"][0] == ClinicCode(system="snomed", code="1001", cancer="colorectal")


def test_faults_in_a_clinics_files_are_reported(tmp_path: Path) -> None:
    (tmp_path / "clinic.yaml").write_text(CLINIC + 'codes: [{system: ours, code: "1", cancer: brest}]\n')
    with pytest.raises(ContentError, match="there is no cancer 'brest'; did you mean breast"):
        code_book(tmp_path)


@given(
    st.text(max_size=12)
    | st.from_regex(r"\s*[CDZcdz][0-9][0-9A-Za-z]\.?[0-9A-Za-z]{0,4}[-xX.*]*", fullmatch=True)
)
def test_any_text_is_a_code_or_none(text: str) -> None:
    found = look_up(text, SHIPPED)
    if found is not None:
        assert bool(found.cancers) == (found.kind in ("primary", "ask"))
        assert bool(found.reason) == (found.kind != "primary")
        assert look_up(found.text, SHIPPED) == found


def own_cancer(folder: Path, name: str, *codes: str) -> None:
    """A clinic's own cancer, made from a shipped one, that claims codes."""
    (shipped,) = data_shelves(None)
    text = shipped.file("cancers/kidney.yaml").read_text(encoding="utf-8")
    (folder / "cancers").mkdir(exist_ok=True)
    (folder / "clinic.yaml").write_text(CLINIC)
    claims = f"icd10cm: [{', '.join(codes)}]\n" if codes else ""
    also = text.index("also:")
    stage = text.index("\nstage:")
    own = text[:also].replace("id: kidney", f"id: {name}").replace("idney", "idney copy")
    (folder / "cancers" / f"{name}.yaml").write_text(own + claims + text[stage:])


@pytest.mark.parametrize("code", ["C46.0", "C46", "C22.1", "C61", "C71.9"])
def test_codes_that_a_clinics_own_cancer_claims_go_before_the_policy(code: str, tmp_path: Path) -> None:
    own_cancer(tmp_path, "ours", "C46", "C22.1", "C61", "C71")
    shown = look_up(code, code_book(tmp_path))
    assert shown == Code(code, "primary", ("ours",))


def test_a_new_cancer_file_gives_its_codes_a_handout(tmp_path: Path) -> None:
    before = look_up("C23", FIRST)
    assert before is not None
    assert "There is no handout about gallbladder cancer yet." in before.reason
    own_cancer(tmp_path, "gallbladder")
    assert look_up("C23", code_book(tmp_path)) == Code("C23", "primary", ("gallbladder",))
    asked = look_up("C24.9", code_book(tmp_path))
    assert asked is not None
    assert asked.kind == "ask"
    assert "gallbladder" in asked.cancers


def test_the_lung_code_asks_once_its_kinds_have_handouts(tmp_path: Path) -> None:
    assert look_up("C34.90", FIRST) == Code("C34.90", "primary", ("lung",))
    own_cancer(tmp_path, "lung-sclc")
    asked = look_up("C34.90", code_book(tmp_path))
    assert asked is not None
    assert asked.kind == "ask"
    assert "lung-sclc" in asked.cancers


def test_a_wider_handout_has_a_note() -> None:
    code = look_up("C83.31", FIRST)
    assert code is not None
    assert (code.kind, code.cancers) == ("primary", ("nhl",))
    assert code.note == (
        "This handout is about non-Hodgkin lymphoma in general; "
        "there is none about diffuse large B-cell lymphoma yet."
    )


def test_the_compiled_policy_equals_the_files() -> None:
    kept = load_compiled(digest_of_shipped())
    assert kept is not None, "run: python tools/build_compiled.py"
    assert read_policy(kept) == read_policy()


SWEEP = Path(__file__).with_name("code_outcomes.tsv")


def outcomes() -> list[tuple[str, str, str]]:
    """Code, what it comes to, and the sheets or words of the reason: for each family of ICD-10-CM."""
    lines = SWEEP.read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return [(code, kind, rest) for code, kind, rest in rows]


def test_every_family_of_codes_has_the_planned_outcome() -> None:
    """Planned by hand from the code book; it does not read data/codes.yaml."""
    wrong = []
    for code, kind, rest in outcomes():
        found = look_up(code, FIRST)
        said = "" if found is None else " ".join(found.cancers) or found.reason
        if found is None or found.kind != kind or (rest != said if found.cancers else rest not in said):
            wrong.append((code, kind, rest, found))
    assert not wrong


def test_the_planned_outcomes_cover_every_family() -> None:
    families = {code.partition(".")[0] for code, _, _ in outcomes()}
    policy = {code.partition(".")[0] for rule in read_policy().codes.rules for code in rule.codes}
    assert policy <= families
