"""What may be typed for one handout: names, codes, phrases, with and without quotes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from commands import Result, words_of, write_clinic

from handouts.errors import ContentError, UsageError
from handouts.run.asking import Topics, topics_of

Handouts = Callable[..., Result]

ALL = "`handouts list cancers` shows all."
QUOTES = 'Put names of several words in quotes: handouts make "lung cancer".'


@pytest.mark.parametrize(
    ("words", "cancers"),
    [
        (("breast",), ("breast",)),
        (("breast", "lung", "breast"), ("breast", "lung")),
        (("Lung", "Cancer"), ("lung",)),
        (("lung", "cancer", "breast"), ("lung", "breast")),
        (("head", "and", "neck", "cancer"), ("head-neck",)),
        (("colon cancer spread to liver",), ("colorectal",)),
        (("colon", "cancer", "spread", "to", "liver"), ("colorectal",)),
        (("breast", "colon cancer with liver mets"), ("breast", "colorectal")),
        (("C34.90",), ("lung",)),
        (("c50911", "lung"), ("breast", "lung")),
        (("C34.90 - Malignant neoplasm",), ("lung",)),
        (("C34.90", "-", "Malignant", "neoplasm"), ("lung",)),
        (("C50.9; C78.7",), ("breast",)),
        (("HER2", "positive", "gastric", "cancer"), ("stomach",)),
        (("liver", "cancer", "secondary", "to", "colon", "cancer"), ("colorectal",)),
        (("breast", "brain"), ("breast", "brain")),
        (("Breast", "Brain"), ("breast", "brain")),
        (("lung", "liver"), ("lung", "liver")),
        (("C34.90", "C78.7"), ("lung",)),
        (("breast", "C79.51"), ("breast",)),
        (("breast cancer; bone mets",), ("breast",)),
        (("breast", "cancer;", "bone", "mets"), ("breast",)),
        (("Stage", "IV", "kidney", "cancer"), ("kidney",)),
        ((), ()),
    ],
)
def test_what_is_read(words: tuple[str, ...], cancers: tuple[str, ...]) -> None:
    assert topics_of(words) == Topics(cancers)


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (
            ("acute leukemia",),
            "There is no handout about acute leukemia yet. `handouts list cancers` shows what",
        ),
        (("acute", "leukemia"), "There is no handout about acute leukemia yet."),
        (("C95.00",), "There is no handout about acute leukemia yet."),
        (("C22.9",), "began in the liver or spread to it"),
        (("C16.0",), "esophagus or stomach"),
        (("D05.1",), "in situ"),
        (("brain mets",), "has spread to"),
        (("C78.7",), "where the cancer went"),
        (("liver cancer (secondary)",), "secondary cancer"),
        (("liver", "cancer", "(secondary)"), "secondary cancer"),
        (("metastatic", "liver", "cancer"), "write liver"),
        (("Stage II breast cancer",), "another stage"),
        (("Stage", "II", "breast", "cancer"), "another stage"),
        (("C34.90 stage IIIA",), "another stage"),
        (("h/o breast cancer",), "history of"),
        (("Z51.11 - Encounter for chemotherapy",), "a visit for chemo: it does not say which cancer"),
        (("breast cancer with axillary node mets",), "lymph nodes"),
        (("lymphoma",), "This can mean hodgkin or nhl; say which."),
        (("brest",), f"There is no cancer called 'brest'; did you mean breast? {ALL}"),
        (("Lung", "Cancr"), f"There is no cancer called 'Lung Cancr'; did you mean lung? {ALL} {QUOTES}"),
        (("Foo", "Bar"), f"There is no cancer called 'Foo'. {ALL} {QUOTES}"),
        (("",), "It is empty."),
    ],
)
def test_what_is_refused(words: tuple[str, ...], reason: str) -> None:
    with pytest.raises(UsageError) as caught:
        topics_of(words)
    assert reason in str(caught.value)


def test_the_command_refuses_with_the_reason(handouts: Handouts) -> None:
    done = handouts("make", "acute", "leukemia")
    assert done.code == 2
    assert done.err.startswith("There is no handout about acute leukemia yet. `handouts list cancers` shows")
    assert "did you mean" not in done.err
    assert not list(Path().iterdir())


def test_a_wider_sheet_is_told_each_time(handouts: Handouts) -> None:
    told = (
        "This handout is about breast cancer in general; there is none about inflammatory breast cancer yet."
    )
    for _ in range(2):
        done = handouts("make", "inflammatory breast cancer")
        assert done.code == 0
        assert done.out.decode().splitlines()[1] == told
    piped = handouts("make", "inflammatory breast cancer", "-o", "-")
    assert (piped.code, piped.err) == (0, f"{told}\n")
    assert piped.out.startswith(b"%PDF-")


def test_a_name_without_quotes_makes_its_sheet(handouts: Handouts) -> None:
    done = handouts("make", "Lung", "Cancer", "-o", "-")
    assert done.code == 0
    assert "lung cancer" in words_of(done.out)


def test_an_id_reads_no_content(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("handouts.roster.book.read_book", lambda _folder: pytest.fail("content was read"))
    assert topics_of(("breast", "head-neck")) == Topics(("breast", "head-neck"))


def test_a_clinics_own_names_and_a_file_at_fault(tmp_path: Path) -> None:
    clinic = write_clinic(tmp_path)
    assert topics_of(("Invented Cancer",), clinic) == Topics(("invented",))
    (clinic / "cancers/other.yaml").write_text("broken: [")
    assert topics_of(("Lung Cancer",), clinic) == Topics(("lung",))
    with pytest.raises(ContentError):
        topics_of(("the other one",), clinic)
    with pytest.raises(UsageError, match="There is no clinic folder"):
        topics_of(("lung",), tmp_path / "nowhere")
