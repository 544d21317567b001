"""The pages of docs/how-to, followed with the commands and the files that they show."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from shutil import copytree, ignore_patterns
from textwrap import dedent

import pytest
from commands import CLINIC, ROOT, Result, apart, words_of

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
    made = handouts(
        "make", "inflammatory breast cancer", "--layout", "everything", "--clinic", clinic, "-o", "-"
    )
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


def _modules_shown(page: str) -> Iterator[tuple[str, str]]:
    """The whole Python files that a page shows, each with the name that the page gives it."""
    text = (PAGES / page).read_text("utf-8")
    for step in re.split(r"^(?=\d\. )", text, flags=re.MULTILINE):
        names = re.findall(r"new file\s+`(\S+\.py)`", step)
        code = re.search(r"^   ```python\n(.*?)^   ```$", step, re.DOTALL | re.MULTILINE)
        if names and code:
            yield names[0], dedent(code[1])


def _edit(file: Path, *changes: tuple[str, str]) -> None:
    text = file.read_text("utf-8")
    for old, new in changes:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    file.write_text(text, encoding="utf-8")


def test_a_section_with_a_block_of_its_own_is_five_files_of_python(tmp_path: Path, clinic: Path) -> None:
    for folder in ("handouts", "data", "layouts"):
        copytree(ROOT / folder, tmp_path / folder, ignore=ignore_patterns("__pycache__"))
    shown = dict((*_modules_shown("add-a-section.md"), *_modules_shown("add-a-block.md")))
    for name, code in shown.items():
        (tmp_path / name).write_text(code, encoding="utf-8")
    page = (PAGES / "add-a-block.md").read_text("utf-8")
    record = re.search(r"^   class Scale.*?(?=^   ```)", page, re.DOTALL | re.MULTILINE)
    assert record
    blocks = tmp_path / "handouts" / "compose" / "blocks.py"
    blocks.write_text(f"{blocks.read_text('utf-8')}\n\n{dedent(record[0])}", encoding="utf-8")
    _edit(
        tmp_path / "handouts" / "typeset" / "renderers" / "registry.py",
        ("    blocks.Table: table,\n", "    blocks.Scale: scale,\n    blocks.Table: table,\n"),
        ("import Renderer\n", "import Renderer\nfrom handouts.typeset.renderers.scale import scale\n"),
    )
    _edit(
        tmp_path / "handouts" / "compose" / "sections" / "registry.py",
        (" import (\n    ask,\n", " import (\n    ask,\n    pain_scale,\n"),
        ("_MODULES = (\n", "_MODULES = (\n    pain_scale,\n"),
    )
    (clinic / "layouts").mkdir()
    layout = "id: pain\nbase: everything\nname: Pain\npurpose: To circle\n"
    sections = "sections: [contacts, signs, pain-scale, sources]\n"
    (clinic / "layouts" / "pain.yaml").write_text(layout + sections, encoding="utf-8")
    command = "from handouts.cli.entry_point import main; main()"
    asked = ("make", "lung", "--layout", "pain", "--clinic", str(clinic), "-o", "-")
    made = subprocess.run(
        [sys.executable, "-c", command, *asked],
        cwd=tmp_path,
        env={**os.environ, "XDG_CACHE_HOME": str(tmp_path / "cache")},
        capture_output=True,
        check=False,
    )
    assert made.returncode == 0, made.stderr
    assert "0 1 2 3 4 5 6 7 8 9 10" in words_of(made.stdout)
    assert len(shown) + 3 == 5
    assert "With its own kind of block 5 of Python" in (PAGES / "add-a-section.md").read_text("utf-8")


def test_a_column_of_lists_is_one_entry_of_a_table(tmp_path: Path) -> None:
    """The page is followed in a copy of the program, and the list that it shows is printed."""
    page = (PAGES / "add-a-roster-column.md").read_text("utf-8")
    entry = re.findall(r"^ *```yaml\n(.*?)^ *```$", page, re.DOTALL | re.MULTILINE)[0]
    for name in ("handouts", "data"):
        shutil.copytree(ROOT / name, tmp_path / name)
    (tmp_path / "layouts").symlink_to(ROOT / "layouts")
    table = tmp_path / "data" / "lists" / "columns.yaml"
    before, last, after = table.read_text("utf-8").partition("  tips:\n")
    table.write_text(f"{before}{_dedented(entry, 3)}{last}{after}", "utf-8")
    rows = re.search(r"printf '(.*)' >", page)
    assert rows is not None
    (tmp_path / "list.csv").write_text(rows[1].replace("\\n", "\n"), "utf-8")

    done = apart("batch", "list.csv", "--dry-run", home=tmp_path, PYTHONPATH=str(tmp_path))
    said = done.out.decode()

    assert "bw from 'black and white'" in said, done.err
    assert "Row 2: lung" in said
    assert "Failed: The black and white column must say yes or no, or be empty. Row 3." in said


def _dedented(text: str, blanks: int) -> str:
    """The lines without so many blanks before them."""
    return "".join(line[blanks:] for line in text.splitlines(keepends=True))


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
