"""The pages of docs/how-to, followed with the commands and the files that they show."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from commands import CLINIC, ROOT, Result, words_of

Handouts = Callable[..., Result]

PAGES = ROOT / "docs" / "how-to"
GATES = ("contacts", "dates", "jargon", "numbers", "signs", "sources", "structure", "style", "tone")


def _files_shown(page: str) -> dict[str, str]:
    """The whole YAML files that a page shows, by id: those that stand outside of its steps."""
    blocks = re.findall(r"^```yaml\n(.*?)^```$", (PAGES / page).read_text("utf-8"), re.DOTALL | re.MULTILINE)
    return {match[1]: block for block in blocks if (match := re.search(r"^id: (\S+)", block, re.MULTILINE))}


def _followed(page: str, kind: str, clinic: Path) -> str:
    """Write the one file of a page into a clinic's folder; its id."""
    ((name, text),) = _files_shown(page).items()
    path = clinic / kind / f"{name}.yaml"
    path.parent.mkdir()
    path.write_text(text, encoding="utf-8")
    return name


def _is_well(handouts: Handouts, file: Path) -> bool:
    """Whether the gates that set no sheets find nothing; the others take seconds."""
    return handouts("check", file, *(f"--gate={gate}" for gate in GATES)).code == 0


@pytest.fixture
def clinic(tmp_path: Path) -> Path:
    """A clinic's folder that holds nothing but its name and phones."""
    folder = tmp_path / "our-clinic"
    folder.mkdir()
    (folder / "clinic.yaml").write_text(CLINIC, encoding="utf-8")
    return folder


def test_a_cancer_is_one_file(handouts: Handouts, clinic: Path) -> None:
    name = _followed("add-a-cancer.md", "cancers", clinic)
    assert _is_well(handouts, clinic / "cancers" / f"{name}.yaml")
    made = handouts("make", "inflammatory breast cancer", "--clinic", clinic, "-o", "-")
    assert made.code == 0, made.err
    words = words_of(made.out)
    assert "Stage 4 inflammatory breast cancer" in words
    assert "capecitabine (Xeloda)" in words
    assert "Call 911" in words


def test_a_layout_is_one_file(handouts: Handouts, clinic: Path) -> None:
    name = _followed("add-a-layout.md", "layouts", clinic)
    assert _is_well(handouts, clinic / "layouts" / f"{name}.yaml")
    made = handouts("make", "lung", "--layout", name, "--clinic", clinic, "-o", "-")
    assert made.code == 0, made.err
    words = words_of(made.out)
    assert "Stage 4 lung cancer" in words
    assert "What stage 4 means" not in words  # a section that the file does not name


@pytest.mark.parametrize("page", sorted(path.name for path in PAGES.glob("add-*.md")))
def test_each_page_is_in_the_index_and_says_how_many_files_it_takes(page: str) -> None:
    assert f"({page})" in (PAGES / "README.md").read_text("utf-8")
    assert re.search(r"^Files you touch: \d", (PAGES / page).read_text("utf-8"), re.MULTILINE)


def _pages() -> list[Path]:
    return sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md"), *(ROOT / "docs").glob("*/*.md")])


@pytest.mark.parametrize("page", _pages(), ids=lambda page: page.relative_to(ROOT).as_posix())
def test_links_between_pages_lead_somewhere(page: Path) -> None:
    links = re.findall(r"\]\((?!https?:)([^)#\s]+)", page.read_text("utf-8"))
    assert [link for link in links if not (page.parent / link).exists()] == []


def test_each_decision_is_in_the_index_with_its_four_parts() -> None:
    folder = ROOT / "docs" / "decisions"
    index = (folder / "README.md").read_text("utf-8")
    for number, path in enumerate(sorted(folder.glob("[0-9]*.md")), 1):
        title, *parts = re.findall(r"^#+ (.*)$", path.read_text("utf-8"), re.MULTILINE)
        assert parts == ["Context", "Decision", "Consequences"], path.name
        assert title.startswith(f"{number}. ")
        assert f"- [{number:04d}]({path.name}) {title.removeprefix(f'{number}. ')}\n" in index
