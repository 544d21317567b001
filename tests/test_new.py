"""handouts new: starting files that read without fault and never take another's place."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from pathlib import Path

import pytest
from commands import CLINIC, Result, words_of, write_clinic

from handouts.checks.checker import check
from handouts.compose.sections.registry import NAMES, SECTIONS
from handouts.model.library import Wanted
from handouts.reading.library import read_library
from handouts.reading.names import cancer_ids, tip_ids
from handouts.roster.book import code_book
from handouts.roster.codes import look_up

Handouts = Callable[..., Result]

FILES = {
    ("clinic",): ("clinic.yaml", "docs/schema/clinic.json"),
    ("cancer", "bile-duct"): ("cancers/bile-duct.yaml", "../docs/schema/cancer.json"),
    ("tip", "123"): ("tips/123.yaml", "../docs/schema/tip.json"),
    ("layout", "waiting-room"): ("layouts/waiting-room.yaml", "../docs/schema/layout.json"),
    ("resource",): ("resources/us.yaml", "../docs/schema/resources.json"),
}


def written(folder: Path) -> Path:
    """The same with words in place of the examples."""
    for file in folder.rglob("*.yaml"):
        text = file.read_text().replace("(example) your day number", "202-010-0100")
        text = text.replace("(example) your night number", "202-010-0177")
        file.write_text(text.replace("(example) ", ""))
    return folder


@pytest.fixture
def folder(handouts: Handouts, tmp_path: Path) -> Path:
    """A clinic's folder with every starting file."""
    for kind, *name in FILES:
        done = handouts("new", kind, tmp_path / "ours", *name)
        assert done.code == 0, done.err
    return tmp_path / "ours"


def test_each_begins_with_its_schema(folder: Path) -> None:
    for file, schema in FILES.values():
        text = (folder / file).read_text()
        assert text.startswith(f"# yaml-language-server: $schema={schema}\n")
        assert "(example)" in text


def test_they_read_without_fault_and_print_no_claim(handouts: Handouts, folder: Path) -> None:
    read_library(Wanted(cancers=("bile-duct",)), written(folder))
    made = handouts("make", "bile-duct", "--tip", "123", "--numbers", "--clinic", folder, "-o", "-")
    assert made.code == 0, made.err
    words = words_of(made.out)
    assert "Stage 4 bile duct cancer" in words
    for unverified in (
        "There are treatments",
        "It slows the cancer",
        "has spread from",
        "Name of a helpline",
    ):
        assert unverified not in words


def test_a_new_layout_makes_a_handout(handouts: Handouts, folder: Path) -> None:
    made = handouts("make", "lung", "--layout", "waiting-room", "--clinic", written(folder), "-o", "-")
    assert made.code == 0, made.err
    words = words_of(made.out)
    assert "Questions to ask" in words
    assert "What stage 4 means" not in words


def test_gates_want_nothing_more_of_what_is_written(folder: Path) -> None:
    assert check(written(folder), (), datetime.date.today()).errors == 0


def _untouched(handouts: Handouts, tmp_path: Path, *kind: str) -> Path:
    """A clinic's folder in which only what is named has its examples still."""
    clinic = tmp_path / "clinic"
    handouts("new", "clinic", clinic)
    if kind != ("clinic",):
        written(clinic)
        handouts("new", kind[0], clinic, *kind[1:])
    return clinic


EXAMPLES = [kind for kind in FILES if kind != ("layout", "waiting-room")]


@pytest.mark.parametrize("kind", EXAMPLES)
def test_examples_are_never_printed_or_signed(
    handouts: Handouts, tmp_path: Path, kind: tuple[str, ...]
) -> None:
    clinic = _untouched(handouts, tmp_path, *kind)
    people = tmp_path / "list.csv"
    people.write_text("name,cancer\nAnn Lee,lung\n")
    asked = (
        ("bile-duct",) if kind[0] == "cancer" else ("lung", *(("--tip", "123") if kind[0] == "tip" else ()))
    )
    for command in (
        ("make", *asked, "--clinic", clinic),
        ("make", *asked, "--clinic", clinic, "--copies", "3"),
        ("batch", people, "--clinic", clinic, "--out", "out"),
        ("sign", clinic, "cancers/lung", "--by", "Ann Lee", "--on", "2026-01-01"),
    ):
        done = handouts(*command)
        assert (done.code, done.out) == (3, b""), done
        assert f"{clinic / FILES[kind][0]}:" in done.err
        assert "(example)" in done.err
    assert not list(tmp_path.glob("*.pdf"))
    assert "signed:" not in (clinic / "clinic.yaml").read_text()
    errors = [each for each in check(clinic, (), datetime.date.today()).findings if each.level == "error"]
    assert errors
    assert all("(example)" in each.message for each in errors)


@pytest.mark.parametrize("mark", ["(example)", "(Example)", "( EXAMPLE )"])
def test_examples_are_known_in_any_text(handouts: Handouts, tmp_path: Path, mark: str) -> None:
    clinic = write_clinic(tmp_path / "ours", clinic=CLINIC + f"foot: Free interpreters {mark}\n")
    done = handouts("make", "lung", "--clinic", clinic, "-o", "-")
    assert done.code == 3
    assert "clinic.yaml:3:7: " in done.err


def test_a_new_cancer_takes_no_code_from_another(handouts: Handouts, folder: Path) -> None:
    del handouts
    before, after = code_book(None), code_book(written(folder))
    assert look_up("C80.1", after) == look_up("C80.1", before)
    assert after.claims == before.claims


@pytest.mark.parametrize("arguments", FILES)
def test_nothing_is_written_over(handouts: Handouts, folder: Path, arguments: tuple[str, ...]) -> None:
    file = folder / FILES[arguments][0]
    file.write_text("mine")
    kind, *name = arguments
    done = handouts("new", kind, folder, *name)
    assert (done.code, file.read_text()) == (5, "mine")
    assert f"{file} already exists" in done.err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("tip", "ours"), "needs an ID"),
        (("tip", "ours", "Big"), "'Big' cannot be an ID"),
        (("tip", "ours", "../x"), "'../x' cannot be an ID"),
        (("tip", "ours", "a\n"), "cannot be an ID"),
        (("tip", "nowhere", "a"), "There is no folder nowhere. Start one with: handouts new clinic nowhere"),
        (("clinic", "other", "x"), "needs no ID"),
        (("poem", "ours"), "poem"),
    ],
)
def test_what_is_refused(handouts: Handouts, folder: Path, arguments: tuple[str, ...], said: str) -> None:
    done = handouts("new", *arguments)
    assert done.code == 2
    assert said in done.err
    assert len(list(folder.rglob("*.yaml"))) == len(FILES)


def test_templates_are_no_content() -> None:
    assert not {"cancer", "tip", "clinic", "$id"} & {*cancer_ids(), *tip_ids()}


def test_parts_that_a_layout_may_name_are_listed(handouts: Handouts) -> None:
    rows = handouts("list", "sections").out.decode().splitlines()
    assert {row.split()[0] for row in rows} == set(SECTIONS)
    purposes = [row.split(maxsplit=1)[1] for row in rows]
    assert all(len(purpose.split()) > 2 for purpose in purposes)
    assert len(set(purposes)) == len(purposes)
    assert all(f"`{name}`" in " ".join(rows) for name in set(NAMES) - set(SECTIONS))


def test_a_title_that_does_not_exist_is_told_with_its_place(handouts: Handouts, folder: Path) -> None:
    path = folder / "layouts" / "waiting-room.yaml"
    path.write_text(path.read_text() + "title: diarry\n")
    line = len(path.read_text().splitlines())
    written(folder)
    made = handouts("make", "lung", "--layout", "waiting-room", "--clinic", folder, "-o", "-")
    assert made.code == 3
    assert f"waiting-room.yaml:{line}:8: there is no title 'diarry'; did you mean diary?" in made.err


def test_tips_that_a_layout_cannot_print_are_not_left_out_silently(handouts: Handouts) -> None:
    made = handouts("make", "lung", "--layout", "one-page", "--tip", "navigator", "-o", "-")
    assert made.code == 2
    assert "does not print what --tip asks for" in made.err


@pytest.mark.parametrize(
    ("kind", "example"), [("tip", "mouth-care"), ("cancer", "bile-duct"), ("layout", "our-card")]
)
def test_what_an_id_looks_like_is_shown_by_one_of_its_kind(
    handouts: Handouts, tmp_path: Path, kind: str, example: str
) -> None:
    assert f"such as {example}: handouts new {kind} DIR ID" in handouts("new", kind, tmp_path).err
    assert f"as in {example}." in handouts("new", kind, tmp_path, "A B").err
