"""The words by which lists of people are understood: strict, compiled, and in step with what uses them."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from handouts.reading.compiled import load_compiled
from handouts.reading.lists import compiled_lists, read_lists
from handouts.reading.shelf import digest_of_shipped
from handouts.roster.heads import folded

from .conftest import faults_of

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize(
    ("file", "old", "new", "fault"),
    [
        ("columns", "part_of: name", "part_of: nam", "there is no column 'nam'; did you mean name?"),
        ("columns", "  numbers:\n", "  number:\n", "there is no option 'number'; did you mean numbers?"),
        ("columns", "[paper, paper size]", "[paper, format]", "'format' is a head of layout already"),
        ("columns", "births: [dob,", "births: [mrn,", "'mrn' is a head of id already"),
        ("columns", "[paper, paper size]", "[Paper]", "lists/columns.yaml"),
        ("columns", "column: missed", "column: absent", "there is no column 'absent'"),
        ("columns", r"'\bno ?shows?\b'", "'(no'", "this is no regular expression"),
        ("columns", "sets: tips", "sets: anything", "sets"),
        ("languages", "wider: ku", "wider: kv-x", "there is no language 'kv-x'"),
        ("cells", "says: moved", "says: gone", "says"),
        ("cells", "  gb: uk", "  gb: UK", "countries"),
    ],
)
def test_faults(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, file: str, old: str, new: str, fault: str
) -> None:
    shutil.copytree(ROOT / "data" / "lists", tmp_path / "data" / "lists")
    path = tmp_path / "data" / "lists" / f"{file}.yaml"
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")
    monkeypatch.setattr("handouts.reading.shelf.shelf", lambda name: tmp_path / name)
    found = faults_of(read_lists)
    assert any(fault in each and f"data/lists/{file}.yaml" in each for each in found), found


def test_what_is_compiled_says_what_the_files_say() -> None:
    kept = load_compiled(digest_of_shipped())
    assert kept is not None, "run: python tools/build_compiled.py"
    assert compiled_lists(kept) == read_lists()


def test_heads_are_written_as_they_are_compared() -> None:
    columns = read_lists().columns
    heads = [head for column in columns.columns.values() for head in column.heads]
    heads += [*columns.staff, *columns.births, *columns.never]
    assert [head for head in heads if folded(head) != head] == []


def test_each_column_of_the_template_is_in_the_docs() -> None:
    rows = re.findall(r"^\| `([^|`]+)`", (ROOT / "docs" / "rosters.md").read_text("utf-8"), re.MULTILINE)
    columns = read_lists().columns.columns.items()
    filled_in = [column.head or name for name, column in columns if column.note]
    assert [head for head in filled_in if head not in rows] == []


def test_statuses_do_not_contradict() -> None:
    seen: dict[str, str] = {}
    for each in read_lists().cells.statuses:
        for word in each.words:
            assert seen.setdefault(word, each.says) == each.says, word
