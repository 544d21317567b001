"""The shipped faces, and the tool that makes them."""

from __future__ import annotations

import importlib.util
import json
import re
import struct
import sys
import unicodedata
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest
from reportlab.pdfbase.ttfonts import TTFontFile

ROOT = Path(__file__).resolve().parents[1]
FONTS = ROOT / "layouts" / "fonts"
FAMILIES = ("atkinson-hyperlegible-next", "noto-sans")
STYLES = ("regular", "bold", "italic", "bold-italic")
FACES = [f"{family}/{style}" for family in FAMILIES for style in STYLES]
KERNED = [f"atkinson-hyperlegible-next/{style}" for style in ("regular", "bold")]

HINTS = {"fpgm", "prep", "cvt ", "gasp", "hdmx", "VDMX", "LTSH"}
LAYOUT = {"GSUB", "GPOS", "GDEF", "BASE", "JSTF", "STAT", "fvar", "gvar", "kern"}
VIETNAMESE = "Nguyễn Thị Ánh, Trần Đức Phượng, Đặng Hữu Lộc, ở ừ ẩ ỵ ữ ẵ"
OTHER_SCRIPTS = "Иванова Жанна, Ґрищенко Їжак, Αθηνά Παπαδοπούλου, 25 µg"
EVERYDAY = "Il10O é ñ ¿¡ ‘it’s’ “so” – — • ° … × − ½ € \u00a0"


def load(face: str) -> TTFontFile:
    return TTFontFile(str(FONTS / f"{face}.ttf"))


def characters(face: str) -> set[int]:
    """The code points with a glyph; 0 is the glyph of none (ReportLab counts the end mark U+FFFF to it)."""
    return {code for code, glyph in load(face).charToGlyph.items() if glyph}


def listed() -> set[int]:
    """The code points of coverage.txt."""
    lines = (FONTS / "coverage.txt").read_text("ascii").splitlines()
    ends = [[int(end, 16) for end in line.split("-")] for line in lines if not line.startswith("#")]
    return {code for pair in ends for code in range(pair[0], pair[-1] + 1)}


# --- the faces ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("face", FACES)
def test_a_face_loads_and_can_be_cut(face: str) -> None:
    loaded = load(face)
    assert loaded.charWidths[ord("W")] > loaded.charWidths[ord("i")] > 0
    cut = loaded.makeSubset([ord(c) for c in "Il10O é“”"])
    assert 0 < len(cut) < 4000


@pytest.mark.parametrize("face", FACES)
def test_no_hints_and_no_layout_tables(face: str) -> None:
    loaded = load(face)
    assert set(loaded.table) & (HINTS | LAYOUT) == set()
    longest_glyph_program = struct.unpack(">H", loaded.get_table("maxp")[26:28])[0]
    assert longest_glyph_program == 0


@pytest.mark.parametrize("face", FACES)
def test_embedding_is_not_restricted(face: str) -> None:
    assert struct.unpack(">H", load(face).get_table("OS/2")[8:10])[0] == 0


def test_postscript_names_differ() -> None:
    names = [load(face).name for face in FACES]
    assert len(set(names)) == len(FACES)
    assert all(re.fullmatch(rb"[A-Za-z]+-(Regular|Bold|Italic|BoldItalic)", name) for name in names)


@pytest.mark.parametrize("face", FACES)
def test_everyday_characters(face: str) -> None:
    assert {c for c in EVERYDAY if ord(c) not in characters(face)} == set()


@pytest.mark.parametrize("style", STYLES)
def test_the_fallback_has_names_of_other_languages(style: str) -> None:
    held = characters(f"noto-sans/{style}")
    assert {c for c in VIETNAMESE + OTHER_SCRIPTS if ord(c) not in held} == set()


@pytest.mark.parametrize("face", FACES)
def test_no_character_draws_nothing(face: str) -> None:
    assert {c for c in map(chr, characters(face)) if unicodedata.category(c) in ("Cc", "Cf")} == set()


def test_a_word_can_be_set_whole_in_the_fallback() -> None:
    """A word with a letter that the body lacks is set in the fallback: it must have the other letters too."""
    body, fallback = (characters(f"{family}/regular") for family in FAMILIES)
    assert {chr(code) for code in body - fallback if chr(code).isalnum()} == set()


# --- what lies beside them ---------------------------------------------------------------------------


@pytest.mark.parametrize("family", FAMILIES)
def test_licence_and_origin(family: str) -> None:
    licence = (FONTS / family / "OFL.txt").read_text("utf-8")
    assert licence.startswith("Copyright")
    assert "SIL OPEN FONT LICENSE Version 1.1" in licence
    origin = (FONTS / family / "SOURCE.txt").read_text("utf-8")
    assert re.search(rf"Package: @fontsource/{family}\nVersion: \d+\.\d+\.\d+ ", origin)


def test_size() -> None:
    assert sum(file.stat().st_size for file in FONTS.rglob("*") if file.is_file()) < 2_500_000


def test_coverage_agrees_with_the_faces() -> None:
    pairs = [(characters(f"{family}/regular"), characters(f"{family}/bold")) for family in FAMILIES]
    assert listed() == set().union(*(regular & bold for regular, bold in pairs))


def test_coverage_says_how_it_was_made() -> None:
    text = (FONTS / "coverage.txt").read_text("ascii")
    assert text.startswith("# Made by tools/build_fonts.py")
    assert "\n0020-007E\n" in text


@pytest.mark.parametrize("face", KERNED)
def test_kerning(face: str) -> None:
    file = FONTS / f"{face}.kern.json"
    pairs = json.loads(file.read_text("ascii"))
    assert file.stat().st_size < 40_000
    assert pairs["AV"] < 0
    assert pairs["To"] < 0
    held = characters(face)
    assert all(len(pair) == 2 and all(ord(c) in held for c in pair) for pair in pairs)
    assert all(isinstance(value, int) and 8 <= abs(value) <= 200 for value in pairs.values())


# --- the tool ----------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def tool() -> ModuleType:
    pytest.importorskip("fontTools", reason="the tool needs the extra fonts")
    spec = importlib.util.spec_from_file_location("build_fonts", ROOT / "tools" / "build_fonts.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def _single(first: str, second: str, change: int) -> Any:
    record = SimpleNamespace(SecondGlyph=second, Value1=SimpleNamespace(XAdvance=change))
    coverage = SimpleNamespace(glyphs=[first])
    return SimpleNamespace(Format=1, Coverage=coverage, PairSet=[SimpleNamespace(PairValueRecord=[record])])


def _classes(first: str, seconds: dict[str, int], changes: list[int]) -> Any:
    records = [SimpleNamespace(Value1=SimpleNamespace(XAdvance=change)) for change in changes]
    return SimpleNamespace(
        Format=2,
        Coverage=SimpleNamespace(glyphs=[first]),
        ClassDef1=SimpleNamespace(classDefs={}),
        ClassDef2=SimpleNamespace(classDefs=seconds),
        Class1Record=[SimpleNamespace(Class2Record=records)],
    )


def test_the_first_kerning_table_that_knows_a_pair_decides(tool: ModuleType) -> None:
    tables = [
        _single("T", "o", -80),
        _classes("T", {"a": 1}, [0, -70]),
        _classes("T", {"a": 1, "e": 2}, [0, -1, -2]),
    ]
    assert tool.first_match(tables, "T", "o") == -80
    assert tool.first_match(tables, "T", "a") == -70
    assert tool.first_match(tables, "T", "e") == 0, "the first table of classes knows all pairs of T"
    assert tool.first_match(tables, "A", "V") == 0


def test_ranges(tool: ModuleType) -> None:
    assert list(tool.ranges({5, 3, 4, 9})) == [(3, 5), (9, 9)]
    assert tool.coverage_text([0x20, 0x21, 0xA0]).splitlines()[-2:] == ["0020-0021", "00A0"]


def test_a_reserved_name_stops_the_tool(tool: ModuleType) -> None:
    body = "\nThis Font Software is licensed ... any Reserved Font Name"
    assert "reserves no font name" in tool.reserved_note("Copyright 2020 A" + body)
    with pytest.raises(SystemExit, match="reserves the name"):
        tool.reserved_note('Copyright 2020 A, with Reserved Font Name "A".' + body)


def test_only_the_pinned_version_is_taken(tool: ModuleType, tmp_path: Path) -> None:
    family = tool.FAMILIES[0]
    package = tmp_path / "any" / "package"
    package.mkdir(parents=True)
    told = {"name": family.package, "version": "0.0.1"}
    (package / "package.json").write_text(json.dumps(told), "utf-8")
    with pytest.raises(SystemExit, match=re.escape(f"no {family.package} {family.version}")):
        tool.find_package(family, tmp_path)
    (package / "package.json").write_text(json.dumps(told | {"version": family.version}), "utf-8")
    assert tool.find_package(family, tmp_path) == package
