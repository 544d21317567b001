"""Strict YAML: what is read, what is refused, and that nothing can blow it up."""

from __future__ import annotations

import contextlib
import tracemalloc
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from handouts.errors import ContentError
from handouts.reading.strict_yaml import MOST_NODES, parse_yaml, read_yaml

from .conftest import faults_of


def parse(text: str) -> object:
    return parse_yaml(text, "f.yaml").data


def faults(text: str) -> list[str]:
    return faults_of(lambda: parse(text))


@pytest.mark.parametrize(
    "text",
    [
        "no",
        "NO",
        "yes",
        "on",
        "Off",
        "True",
        "NULL",
        "0123",
        "12:30",
        "2026-11-23",
        "1e3",
        "0x1F",
        ".inf",
        "1_000",
        "+1",
        "1.",
        ".5",
        "0o17",
        "12 mg",
        "=",
        "1" * 40,
    ],
)
def test_what_is_not_plainly_a_value_stays_text(text: str) -> None:
    assert parse(f"a: {text} # note") == {"a": text}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("null", None),
        ("~", None),
        ("", None),
        ("true", True),
        ("false", False),
        ("0", 0),
        ("-12", -12),
        ("31.5", 31.5),
        ("-0.25", -0.25),
        ('"31"', "31"),
        ("'true'", "true"),
        ('""', ""),
        ("'~'", "~"),
    ],
)
def test_plain_values(text: str, value: object) -> None:
    found = parse(f"a: {text}")
    assert found == {"a": value}
    assert isinstance(found, dict)
    assert type(found["a"]) is type(value)


def test_blocks_lists_and_nesting() -> None:
    text = "a:\n  - b: >-\n      one\n      two\n  - [1, {c: d}]\n"
    assert parse(text) == {"a": [{"b": "one two"}, [1, {"c": "d"}]]}


def test_marks_of_values_and_keys() -> None:
    parsed = parse_yaml("drugs:\n  - generic: x\n    brand: y\n", "f.yaml")
    assert parsed.marks["drugs", 0, "brand"] == ("f.yaml", 3, 12)
    assert parsed.keys["drugs", 0, "brand"] == ("f.yaml", 3, 5)
    assert parsed.marks["drugs", 0] == ("f.yaml", 2, 5)
    assert str(parsed.fault("bad", ("drugs", 0, "brand"))) == "f.yaml:3:12: bad (drugs[0].brand)"
    assert str(parsed.fault("bad", ("drugs", 0, "none"))) == "f.yaml:2:5: bad (drugs[0].none)"


@pytest.mark.parametrize(
    ("text", "place", "words"),
    [
        ("a: &x 1", "1:4", "anchors (&x)"),
        ("a: [1]\nb: *x", "2:4", "undefined alias|aliases (*x)"),
        ("a: !!str 1", "1:4", "tags ("),
        ("a: !x [1]", "1:4", "tags (!x)"),
        ("<<: {a: 1}", "1:1", "merge keys"),
        ("? [a, b]\n: 1", "1:3", "a key must be text, not a list"),
        ("? {a: b}\n: 1", "1:3", "a key must be text, not a list"),
        ("1: b", "1:1", 'write it in quotes: "1"'),
        ("true: b", "1:1", 'write it in quotes: "true"'),
        ("~: b", "1:1", 'write it in quotes: "~"'),
        ("a: 1\n---\nb: 2", "2:1", "second document"),
        ("a: 1\nb: 2\na: 3", "3:1", "the key 'a' is already on line 1"),
        ("a:\n  b: 1\n  b: 2", "3:3", "the key 'b' is already on line 2"),
        ("a: b: c", "1:5", "not valid YAML here"),
        ("a: [1", "", "never closed"),
        ('a: "x', "", "never closed"),
        ("a: @x", "1:4", "in quotes"),
        ("a: 'it's'", "1:8", "quotes"),
        ("", "", "this file is empty"),
        ("# only a note\n", "", "this file is empty"),
    ],
)
def test_refused_with_its_place(text: str, place: str, words: str) -> None:
    found = faults(text)
    assert any(each.startswith(f"f.yaml:{place}") for each in found), found
    assert any(part in each for part in words.split("|") for each in found), found


@pytest.mark.parametrize(
    ("character", "name"),
    [
        ("\u00ad", "SOFT HYPHEN (U+00AD)"),
        ("\u202e", "RIGHT-TO-LEFT OVERRIDE (U+202E)"),
        ("\u2066", "LEFT-TO-RIGHT ISOLATE"),
        ("\u200e", "LEFT-TO-RIGHT MARK"),
        ("\u061c", "ARABIC LETTER MARK"),
        ("\ufeff", "ZERO WIDTH NO-BREAK SPACE"),
        ("\ue000", "private-use character (U+E000)"),
        ("\ud800", "half of a character (U+D800)"),
        ("\U0001f600", "GRINNING FACE (U+1F600)"),
        ("\x07", "control character (U+0007)"),
        ("\t", "TAB (U+0009)"),
        ("\x85", "U+0085"),
        ("\u2028", "U+2028"),
        ("\U000f0000", "(U+F0000)"),
        ("\ufffd", "a letter was lost"),
        ("\x7f", "U+007F"),
        ("\u200b", "U+200B"),
    ],
)
def test_refused_characters_with_their_place(character: str, name: str) -> None:
    found = faults(f"a: 1\nb:\n  - x{character}y\n")
    assert len(found) == 1
    assert found[0].startswith("f.yaml:3:6: the character ")
    assert name in found[0]


def test_refused_characters_behind_escapes() -> None:
    found = faults('a: "x\\u00ady\\u202e"\n')
    assert [each.partition(";")[0] for each in found] == [
        "f.yaml:1:4: the character SOFT HYPHEN (U+00AD) is not allowed",
        "f.yaml:1:4: the character RIGHT-TO-LEFT OVERRIDE (U+202E) is not allowed",
    ]


def test_all_faults_come_out_together() -> None:
    assert len(faults("a: &x 1\na: !t 2\n3: 4\nb: {c: 1, c: 2}\n")) == 5


def test_text_is_normalised() -> None:
    assert parse("a: Jose\u0301") == {"a": "José"}
    assert parse('a: "Jose\\u0301"') == {"a": "José"}


def test_windows_files_are_read(tmp_path: Path) -> None:
    file = tmp_path / "f.yaml"
    file.write_bytes("\ufeffa: 1\r\nb: é\r\n".encode())
    parsed = read_yaml(file, "f.yaml")
    assert parsed.data == {"a": 1, "b": "é"}
    assert parsed.marks["b",] == ("f.yaml", 2, 4)


def test_other_encodings_are_refused(tmp_path: Path) -> None:
    file = tmp_path / "f.yaml"
    file.write_bytes("a: 1\nb: é\n".encode("latin-1"))
    assert faults_of(lambda: read_yaml(file, "f.yaml")) == [
        "f.yaml:2:4: this letter is not in UTF-8; save the file with the encoding UTF-8"
    ]


def test_missing_file(tmp_path: Path) -> None:
    assert faults_of(lambda: read_yaml(tmp_path / "x", "x")) == ["x: this file is missing"]


BOMB = "a0: &a0 [x,x,x,x,x,x,x,x,x]\n" + "".join(
    f"a{n}: &a{n} [{','.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 9)
)


@pytest.mark.parametrize("loader", ["C", "pure"])
@pytest.mark.parametrize(
    "text",
    [
        BOMB,
        "[" * 5000,
        "{a: " * 5000,
        "- " * 5000,
        "? " * 5000,
        "{? " * 5000,
        "a: [" + "1," * (MOST_NODES + 5) + "]",
        "\u00ad" * 300_000,
        "a: [" + "a" * 900_000,
    ],
    ids=["aliases", "lists", "groups", "items", "keys", "flow keys", "many", "characters", "long"],
)
def test_bombs_end_in_little_memory(text: str, loader: str, monkeypatch: pytest.MonkeyPatch) -> None:
    if loader == "pure":
        monkeypatch.delattr(yaml, "CSafeLoader")
        text = text[:102_000]  # the pure parser is slower by a factor of twelve
    tracemalloc.start()
    try:
        with pytest.raises(ContentError):
            parse(text)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 64 * 1024 * 1024


def test_a_huge_file_is_refused_unread(tmp_path: Path) -> None:
    file = tmp_path / "f.yaml"
    with file.open("wb") as stream:
        stream.truncate(200 * 1024 * 1024)
    tracemalloc.start()
    try:
        assert faults_of(lambda: read_yaml(file, "f.yaml")) == [
            "f.yaml: this file is larger than 1 MiB; split it"
        ]
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 8 * 1024 * 1024


def test_both_parsers_agree(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "a: [1, no, 'x', {b: \"y\"}]\nc: >-\n  one\n  two\nd:\n"
    fast = parse_yaml(text, "f")
    monkeypatch.delattr(yaml, "CSafeLoader")
    slow = parse_yaml(text, "f")
    assert (fast.data, fast.keys) == (slow.data, slow.keys)


@pytest.mark.parametrize("break_", ["\x85", "\u2028", "\u2029", "\r"])
def test_lines_are_counted_as_yaml_does(break_: str) -> None:
    with contextlib.suppress(ContentError):
        parse(f"{{0:{break_}}}")
    with contextlib.suppress(ContentError):
        parse(f"{{0{break_}")


@given(st.text(max_size=200))
def test_any_text_is_read_or_refused(text: str) -> None:
    with contextlib.suppress(ContentError):
        parse(text)


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers(-999, 999) | st.text("abc :#'\"\\é"), st.lists, max_leaves=8
    )
)
def test_what_was_written_is_read(data: object) -> None:
    assert parse(yaml.safe_dump({"a": data}, allow_unicode=True)) == {"a": data}


@pytest.mark.parametrize(
    "line",
    [
        "night: 303-441-2199 #12",
        "name: Mill Street #2 Cancer Center",
        "foot: Ask at desk #3 for help",
        "foot: Ask at desk # 3 for help",
        "name: Clinic  #two",
        "count: 12 #x",
        "list: [a, b #2\n]",
        "address:\n  - 12 Mill Street #4",
        "foot: Ask at the\n  desk #3",
    ],
)
def test_a_value_that_a_hash_would_cut_is_refused(line: str) -> None:
    with pytest.raises(ContentError, match="would be lost, for a # after a blank begins a note"):
        parse_yaml(line, "clinic.yaml")


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("a: []    # codes of the diagnosis", []),
        ("a: x # like this", "x"),
        ("a: x  # 3 of them", "x"),
        ("a: x ## so", "x"),
        ("a: x\n#b: y", "x"),
        ("a: x\n  #b: y", "x"),
        ("a: x#2", "x#2"),
        ('a: "x #2"', "x #2"),
        ("a: >-\n  desk #3", "desk #3"),
    ],
)
def test_a_note_after_a_value_is_a_note(line: str, value: object) -> None:
    assert parse_yaml(line, "clinic.yaml").data == {"a": value}
