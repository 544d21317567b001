"""From codes to cancers."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handouts.errors import ContentError
from handouts.model.clinic import ClinicCode
from handouts.reading.names import cancer_ids
from handouts.roster.codes import Code, CodeBook, code_book, is_code, is_past, look_up

SHIPPED = code_book(None)
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
        ("C7A.1", "C7A.1", ("neuroendocrine",)),
        ("C90.00", "C90.00", ("myeloma",)),
        ("C84.7A", "C84.7A", ("nhl",)),
        ("C81.01", "C81.01", ("hodgkin",)),
    ],
)
def test_cancers_of_ours(text: str, shown: str, cancers: tuple[str, ...]) -> None:
    assert is_code(text)
    assert look_up(text, SHIPPED) == Code(shown, "primary", cancers)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("C77.3", "secondary"),
        ("C78.7", "secondary"),
        ("C79", "secondary"),
        ("C7B.02", "secondary"),
        ("C80.1", "not-offered"),
        ("C44.91", "not-offered"),
        ("C4A.0", "not-offered"),
        ("C90.10", "not-offered"),
        ("C95.90", "not-offered"),
        ("D05.1", "in-situ"),
        ("D09", "in-situ"),
        ("D10", "benign"),
        ("D36.9", "benign"),
        ("D3A.01", "benign"),
        ("D37.01", "uncertain"),
        ("D49.2", "uncertain"),
        ("C90", "unknown"),
        ("C97", "unknown"),
        ("Z85.3", "unknown"),
        ("C90.01", "unknown"),
        ("C81.9A", "unknown"),
        ("C84.7B", "unknown"),
    ],
)
def test_everything_else_names_no_cancer(text: str, kind: str) -> None:
    found = look_up(text, SHIPPED)
    assert found is not None
    assert (found.kind, found.cancers) == (kind, ())
    assert is_code(text)


@pytest.mark.parametrize(
    "text", ["", "C", "C5", "breast", "E11.9", "D50", "I10", "109838007", "C50.91123", "C50 9", "C٥0"]
)
def test_what_is_no_code(text: str) -> None:
    assert not is_code(text)
    assert look_up(text, SHIPPED) is None


def test_only_far_spread_is_evidence_of_spread() -> None:
    spread = {text: look_up(text, SHIPPED) for text in ("C77.3", "C78.7", "C79.51", "C7B.02", "C50.9")}
    assert [text for text, code in spread.items() if code and code.spread] == ["C78.7", "C79.51", "C7B.02"]


def test_what_is_past() -> None:
    past = ["Z85.46", "C81.7A", "C84.ZA", "C86.01", "C88.01", "C91.A1", "c90.01"]
    now = ["C50.9", "C84.7A", "C81.01", "C90.00", "C90.02", "C49.A1", "C50.A1"]
    assert [text for text in past + now if is_past(text)] == past


def test_the_longest_beginning_wins_and_equals_stay_equal() -> None:
    book = CodeBook({"C18": ("colorectal",), "C181": ("appendix", "carcinoid"), "C80": ("unknown",)}, {})
    assert look_up("C18.1", book) == Code("C18.1", "primary", ("appendix", "carcinoid"))
    assert look_up("C18.2", book) == Code("C18.2", "primary", ("colorectal",))
    assert look_up("C80.1", book) == Code("C80.1", "primary", ("unknown",))


def test_secondary_codes_never_name_a_cancer_even_if_content_says_so() -> None:
    found = look_up("C78.7", CodeBook({"C78": ("liver",)}, {}))
    assert found is not None
    assert (found.kind, found.cancers) == ("secondary", ())


def test_every_shipped_cancer_can_be_found_quickly() -> None:
    started = time.perf_counter()
    book = code_book(None)
    assert time.perf_counter() - started < 1  # some 10 ms; a slow machine is no fault
    assert {each for ids in book.prefixes.values() for each in ids} == set(cancer_ids())


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


def test_faults_of_a_clinic_come_out(tmp_path: Path) -> None:
    (tmp_path / "clinic.yaml").write_text(CLINIC + 'codes: [{system: ours, code: "1", cancer: brest}]\n')
    with pytest.raises(ContentError, match="there is no cancer 'brest'; did you mean breast"):
        code_book(tmp_path)


@given(
    st.text(max_size=12)
    | st.from_regex(r"\s*[CDZcdz][0-9][0-9A-Za-z]\.?[0-9A-Za-z]{0,4}[-xX.*]*", fullmatch=True)
)
def test_any_text_is_a_code_or_none(text: str) -> None:
    found = look_up(text, SHIPPED)
    assert (found is not None) == is_code(text)
    if found is not None:
        assert bool(found.cancers) == (found.kind == "primary")
        assert look_up(found.text, SHIPPED) == found
        assert not (is_past(text) and found.cancers)
