"""Letters with marks that Unicode has no character for: one glyph on paper, and as typed for a reader."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest
from commands import Result, words_of
from pdf.validator import PROFILES, failures
from PIL import Image, ImageDraw, ImageFont

from handouts.errors import RecipientError
from handouts.model.selection import Recipient, Selection
from handouts.reading.characters import read_coverage, unprintable
from handouts.reading.layout import read_layout
from handouts.reading.sequences import settable, spelled
from handouts.run.make import make
from handouts.typeset.faces import Faces
from handouts.typeset.stamp import cleaned

Handouts = Callable[..., Result]

_OF_DIN_91379 = """
A̋ C̀ C̄ C̆ C̈ C̕ C̣ C̦ C̨̆ D̂ F̀ F̄ G̀ H̄ H̦ H̱ J́ J̌ K̀ K̂ K̄ K̇ K̕ K̛ K̦ K͟H
K͟h L̂ L̥ L̥̄ L̦ M̀ M̂ M̆ M̐ N̂ N̄ N̆ N̦ P̀ P̄ P̕ P̣ R̆ R̥ R̥̄ S̀ S̄ S̛̄ S̱ T̀
T̄ T̈ T̕ T̛ U̇ Z̀ Z̄ Z̆ Z̈ Z̧ a̋ c̀ c̄ c̆ c̈ c̕ c̣ c̦ c̨̆ d̂ f̀ f̄ g̀ h̄ h̦ j́
k̀ k̂ k̄ k̇ k̕ k̛ k̦ k͟h l̂ l̥ l̥̄ l̦ m̀ m̂ m̆ m̐ n̂ n̄ n̆ n̦ p̀ p̄ p̕ p̣ r̆ r̥
r̥̄ s̀ s̄ s̛̄ s̱ t̀ t̄ t̕ t̛ u̇ z̀ z̄ z̆ z̈ z̧ Ç̆ Û̄ ç̆ û̄ ÿ́ Č̕ Č̣ č̕ č̣ ē̍ Ī́
ī́ ō̍ Ž̦ Ž̧ ž̦ ž̧ Ḳ̄ ḳ̄ Ṣ̄ ṣ̄ Ṭ̄ ṭ̄ Ạ̈ ạ̈ Ọ̈ ọ̈ Ụ̄ Ụ̈ ụ̄ ụ̈
"""
"""All sequences of DIN 91379:2022-08: letters of names in Europe that have no character of their own."""

_OF_OTHERS = """
į́ Į́ ą́ ę́ ǫ́ Ē̱ ē̱ ẹ́ ọ̀ n̩ g̃ x̌ č̓ ɛ̀ ɔ́ ạ̄ и́
"""
"""Of Navajo, Hebrew in Latin letters, Yoruba, Guaraní, Salish languages, Twi, and Russian stress."""

DIN_91379, OTHERS = tuple(_OF_DIN_91379.split()), tuple(_OF_OTHERS.split())

BOLD = Path(__file__).resolve().parents[1] / "layouts" / "fonts" / "noto-sans" / "bold-marks.ttf"
FORMS = ("NFC", "NFD")
REFUSED = ("B\u0338", "w\u0327\u0327", "K\u0302\u0302", "王\u0301", "\u0301")


def _sheet(name: str, layout: str = "one-page") -> bytes:
    return make(Selection(cancers=("kidney",), layout=layout), Recipient(name=name), None, None).data


def test_the_list_is_that_of_the_standard() -> None:
    assert len(DIN_91379) == len(set(DIN_91379)) == 149
    assert all(len(unicodedata.normalize("NFC", each)) > 1 for each in DIN_91379)


@pytest.mark.parametrize("text", [*DIN_91379, *OTHERS])
def test_it_is_one_glyph_in_both_weights(text: str) -> None:
    for form in FORMS:
        (character,) = settable(unicodedata.normalize(form, text))
        assert spelled()[character] == unicodedata.normalize("NFC", text)
    faces = Faces(read_layout("everything").fonts)
    assert [*faces.split(text, bold=False)] == [("FMR", character)]
    assert [*faces.split(text, bold=True)] == [("FMB", character)]
    assert faces["FMR"].widths[character] > 0 < faces["FMB"].widths[character]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", ["Łį́į́ʼ Begay", "K̂", "Ē̱", " ".join(DIN_91379[:60]), " ".join(OTHERS)])
def test_a_reader_gets_what_was_typed(name: str, form: str) -> None:
    data = _sheet(unicodedata.normalize(form, name), "everything")
    assert unicodedata.normalize("NFC", name) in words_of(data)


def test_such_a_sheet_conforms() -> None:
    data = _sheet("Łį́į́ʼ Begay K̂ Ē̱")
    assert [failures(data, profile) for profile in PROFILES] == [[], []]


@pytest.mark.parametrize(
    ("letter", "mark"), [("K", "\u0302"), ("T", "\u0308"), ("x", "\u030c"), ("g", "\u0303"), ("ą", "\u0301")]
)
def test_a_mark_above_stands_over_the_middle_of_its_letter(letter: str, mark: str) -> None:
    font = ImageFont.truetype(str(BOLD), 200, layout_engine=ImageFont.Layout.BASIC)
    whole = _ink(font, settable(letter + mark))
    above = whole.crop((0, 0, whole.width, _ink(font, letter).getbbox()[1] - 4)).getbbox()
    assert above, "the mark is above the letter"
    left, _, right, _ = _ink(font, letter).getbbox()
    middle = (left + right) / 2
    assert above[0] < middle < above[2]
    assert left - 8 < above[0] < above[2] < right + 8, "and not beside it"


def _ink(font: ImageFont.FreeTypeFont, text: str) -> Image.Image:
    """What is drawn, white on black; its baseline stands at 250 of 400."""
    picture = Image.new("L", (400, 400))
    ImageDraw.Draw(picture).text((50, 250), text, font=font, fill=255, anchor="ls")
    return picture


@pytest.mark.parametrize("text", REFUSED)
def test_a_mark_that_has_no_place_is_refused_in_true_words(text: str) -> None:
    with pytest.raises(
        RecipientError, match=r"No font here can set this mark on its letter: combining .*\(U\+03"
    ):
        _sheet(f"Ann {text}")


def test_the_command_names_the_mark_and_nothing_else(handouts: Handouts) -> None:
    done = handouts("make", "kidney", "--for", "Annabel B\u0338o")
    assert done.code == 2
    assert done.err == (
        "No font here can set this mark on its letter: combining long solidus overlay (U+0338). "
        "Write the letter without it.\n"
    )


def test_a_private_character_is_never_typed() -> None:
    private = next(iter(spelled()))
    with pytest.raises(RecipientError, match="cannot be seen on paper"):
        cleaned(Recipient(name=f"Ann {private}"))
    assert unprintable(private, read_coverage())


def test_content_may_hold_them() -> None:
    coverage = read_coverage()
    assert coverage
    for text in ("Dr. K̂in, Ē̱", unicodedata.normalize("NFD", "Łį́į́ʼ, Nguyễn, ≥ 3 → 4")):
        assert unprintable(text, coverage) == ""
    assert "U+0338" in unprintable("B\u0338o", coverage)


def test_others_cost_nothing() -> None:
    """Names without such letters are what they were, and no table is read for them."""
    for name in ("Ann Lee", "José Núñez", "Nguyễn Thị Ánh", "Анна Ёлкина"):
        assert settable(unicodedata.normalize("NFD", name)) == name


def test_a_print_job_says_them_too(handouts: Handouts, tmp_path: Path) -> None:
    rows = ["name,cancer", "Łį́į́ʼ Begay,lung", "Ann Lee,lung", "K̂aren Ē̱dna,lung", "Bo B\u0338o,lung"]
    (tmp_path / "list.csv").write_text("\n".join(map(unicodedata.normalize, ["NFD"] * 5, rows)), "utf-8")
    done = handouts("batch", tmp_path / "list.csv", "--layout", "questions", "--out", tmp_path / "out")
    assert done.code == 1
    job = words_of(next((tmp_path / "out").rglob("*.pdf")))
    for name in ("Łį́į́ʼ Begay", "Ann Lee", "K̂aren Ē̱dna"):
        assert unicodedata.normalize("NFC", name) in job
    failed = "".join(file.read_text("utf-8") for file in (tmp_path / "out").rglob("*.csv"))
    assert "a mark (an accent) that no font here can set in its place" in failed
