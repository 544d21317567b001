"""handouts new: starting files that read without fault and never take another's place."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from pathlib import Path

import pytest
from commands import Result, words_of

from handouts.checks.run import check
from handouts.compose.sections.registry import SECTIONS
from handouts.model.library import Wanted
from handouts.reading.library import read_library
from handouts.reading.names import cancer_ids, tip_ids

Handouts = Callable[..., Result]

FILES = {
    ("clinic",): ("clinic.yaml", "docs/schema/clinic.json"),
    ("cancer", "bile-duct"): ("cancers/bile-duct.yaml", "../docs/schema/cancer.json"),
    ("tip", "123"): ("tips/123.yaml", "../docs/schema/tip.json"),
    ("layout", "waiting-room"): ("layouts/waiting-room.yaml", "../docs/schema/layout.json"),
    ("resource",): ("resources/us.yaml", "../docs/schema/resources.json"),
}


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
    read_library(Wanted(cancers=("bile-duct",)), folder)
    made = handouts("make", "bile-duct", "--tip", "123", "--numbers", "--clinic", folder, "-o", "-")
    assert made.code == 0, made.err
    words = words_of(made.out)
    assert "(example) Stage 4 bile duct cancer" in words
    for unverified in (
        "There are treatments",
        "It slows the cancer",
        "has spread from",
        "Name of a helpline",
    ):
        assert unverified not in words


def test_a_new_layout_makes_a_handout(handouts: Handouts, folder: Path) -> None:
    made = handouts("make", "lung", "--layout", "waiting-room", "--clinic", folder, "-o", "-")
    assert made.code == 0, made.err
    words = words_of(made.out)
    assert "Questions to ask" in words
    assert "What stage 4 means" not in words


def test_gates_want_nothing_but_real_phones(folder: Path) -> None:
    found = check(folder, (), datetime.date.today()).findings
    assert [each.path for each in found if each.level == "error"] == ["phone.day", "phone.night"]


@pytest.mark.parametrize("arguments", FILES)
def test_nothing_is_written_over(handouts: Handouts, folder: Path, arguments: tuple[str, ...]) -> None:
    file = folder / FILES[arguments][0]
    file.write_text("mine")
    kind, *name = arguments
    done = handouts("new", kind, folder, *name)
    assert (done.code, file.read_text()) == (5, "mine")
    assert f"{file} is already there" in done.err


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
    assert all(len(row.split()) > 2 for row in rows)


def test_a_title_that_does_not_exist_is_told_with_its_place(handouts: Handouts, folder: Path) -> None:
    path = folder / "layouts" / "waiting-room.yaml"
    path.write_text(path.read_text() + "title: diarry\n")
    line = len(path.read_text().splitlines())
    made = handouts("make", "lung", "--layout", "waiting-room", "--clinic", folder, "-o", "-")
    assert made.code == 3
    assert f"waiting-room.yaml:{line}:8: there is no title 'diarry'; did you mean diary?" in made.err


def test_tips_that_a_layout_cannot_print_are_not_left_out_silently(handouts: Handouts) -> None:
    made = handouts("make", "lung", "--layout", "one-page", "--tip", "navigator", "-o", "-")
    assert made.code == 2
    assert "does not print what --tip asks for" in made.err
