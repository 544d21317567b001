"""The shipped faces, and the tool that makes them."""

from __future__ import annotations

import importlib.util
import itertools
import json
import re
import struct
import sys
import unicodedata
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest
from PIL import Image, ImageDraw, ImageFont
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
EVERYDAY = "Il10O é ñ ¿¡ ‘it’s’ “so” – — • ° … × − ½ € ≥ ≤ → ← ↑ ↓ \u00a0"


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
def test_no_character_draws_nothing_or_stands_beside_its_letter(face: str) -> None:
    kinds = ("Cc", "Cf", "Mn", "Me")
    assert {c for c in map(chr, characters(face)) if unicodedata.category(c) in kinds} == set()


@pytest.mark.parametrize("face", FACES)
def test_a_zero_has_one_counter(face: str) -> None:
    """A slash in it makes an 8 of it on a copy with much ink."""
    white = _white_parts(face, "0")
    assert len(white) == 2  # around it and inside
    assert len(_white_parts(face, "8")) == 3
    wide, high = white[1]
    assert 0.2 < wide / high < 0.85, "narrower than it is high, as the digit is"


@pytest.mark.parametrize("face", FACES)
def test_a_zero_is_as_heavy_on_all_sides(face: str) -> None:
    picture = _letter(face, "0")
    row = [picture.getpixel((x, picture.height // 2)) < 128 for x in range(picture.width)]
    runs = [(black, len(list(run))) for black, run in itertools.groupby(row)]
    assert [black for black, _ in runs] == [False, True, False, True, False]
    assert abs(runs[1][1] - runs[3][1]) <= 2


def _letter(face: str, letter: str) -> Image.Image:
    """A letter in 200 pixels, black on white, with white on all sides."""
    font = ImageFont.truetype(str(FONTS / f"{face}.ttf"), 200)
    left, top, right, bottom = font.getbbox(letter)
    picture = Image.new("L", (right - left + 20, bottom - top + 20), 255)
    ImageDraw.Draw(picture).text((10 - left, 10 - top), letter, font=font, fill=0)
    return picture


def _white_parts(face: str, letter: str) -> list[tuple[int, int]]:
    """Width and height of each connected white part of a letter's picture, the one around it first."""
    picture = _letter(face, letter).point(lambda grey: 255 if grey > 127 else 0)
    found = []
    for y, x in itertools.product(range(picture.height), range(picture.width)):
        if picture.getpixel((x, y)) == 255:
            ImageDraw.floodfill(picture, (x, y), 128)
            left, top, right, bottom = picture.point(lambda grey: 255 if grey == 128 else 0).getbbox()
            found.append((right - left, bottom - top))
            picture = picture.point(lambda grey: 1 if grey == 128 else grey)
    return found


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
    assert re.search(rf"Package: @expo-google-fonts/{family}\nVersion: \d+\.\d+\.\d+ ", origin)


def test_size() -> None:
    assert sum(file.stat().st_size for file in FONTS.rglob("*") if file.is_file()) < 2_500_000


def test_coverage_agrees_with_the_faces() -> None:
    pairs = [(characters(f"{family}/regular"), characters(f"{family}/bold")) for family in FAMILIES]
    assert listed() == set().union(*(regular & bold for regular, bold in pairs))


@pytest.mark.parametrize("style", ["regular", "bold"])
def test_a_face_with_marks_is_the_same_and_more(style: str) -> None:
    plain, marked = load(f"noto-sans/{style}"), load(f"noto-sans/{style}-marks")
    held, all_held = characters(f"noto-sans/{style}"), characters(f"noto-sans/{style}-marks")
    lines = (FONTS / "noto-sans" / "sequences.txt").read_text("ascii").splitlines()[1:]
    assert all_held - held == {int(line.split()[0], 16) for line in lines}
    assert {plain.charWidths[code] for code in held} == {marked.charWidths[code] for code in held}
    assert set(marked.table) & (HINTS | LAYOUT) == set()


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


@pytest.fixture
def tool(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    pytest.importorskip("fontTools", reason="the tool needs the extra fonts")
    pytest.importorskip("uharfbuzz", reason="the tool needs the extra fonts")
    monkeypatch.syspath_prepend(str(ROOT / "tools"))
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
    first_match = sys.modules[tool.kern_pairs.__module__].first_match
    tables = [
        _single("T", "o", -80),
        _classes("T", {"a": 1}, [0, -70]),
        _classes("T", {"a": 1, "e": 2}, [0, -1, -2]),
    ]
    assert first_match(tables, "T", "o") == -80
    assert first_match(tables, "T", "a") == -70
    assert first_match(tables, "T", "e") == 0, "the first table of classes knows all pairs of T"
    assert first_match(tables, "A", "V") == 0


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
