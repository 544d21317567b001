"""How pages look: a small grey picture of each is compared with the one that was looked at and stored.

After a change that is wanted, look at the pages, then: pytest tests/test_pictures.py --renew
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import msgspec
import pypdfium2
import pytest
from PIL import Image, ImageChops, ImageStat

from handouts.checks.sheets import MEETING
from handouts.model.library import Wanted
from handouts.model.selection import Selection
from handouts.press.stamp import stamp
from handouts.reading.library import read_library
from handouts.run.typeset import prepare
from layouts import WHOLE

STORED = Path(__file__).with_name("pictures")
DPI = 40
LEVELS = 6  # of grey: enough to see with, and few enough for small files
MOST_BYTES = 12_000
MOST_DIFFERENCE = 2.0  # mean, of 255
FAR = 64  # of 255
MOST_FAR = 0.01  # share of the pixels
TILE = 20  # pixels
MOST_IN_TILE = 15.0  # mean, of 255: finds what is lost in one place


@cache
def _pages(layout: str) -> dict[str, Image.Image]:
    """The first page, the first with a table of treatments, and the page of numbers."""
    selection = Selection(cancers=("kidney",), layout=layout, paper="letter", numbers=True)
    press, handout, resolved = prepare(selection, None)
    handout = msgspec.structs.replace(handout, trace="content and version")  # they change with every word
    document = pypdfium2.PdfDocument(stamp(press.edition(handout, resolved), None))
    texts = [page.get_textpage().get_text_bounded() for page in document]
    labels = read_library(Wanted(cancers=(), tips=())).labels
    wanted = {
        "first": 0,
        "table": _first(texts, labels.text.treatment_column),
        "numbers": _first(texts, labels.sections.numbers),
    }
    pictures = {name: _picture(document[at]) for name, at in wanted.items()}
    document.close()
    return pictures


def _first(texts: list[str], words: str) -> int:
    return next(at for at, text in enumerate(texts) if words in text)


def _picture(page: pypdfium2.PdfPage) -> Image.Image:
    """The page in a few levels of grey."""
    picture: Image.Image = page.render(scale=DPI / 72, grayscale=True).to_pil().convert("L")
    step = 255 / (LEVELS - 1)
    return picture.point([round(round(value / step) * step) for value in range(256)])


def _alike(one: Image.Image, other: Image.Image) -> bool:
    if one.size != other.size:
        return False
    difference = ImageChops.difference(one, other)
    far = sum(difference.histogram()[FAR + 1 :]) / (one.width * one.height)
    in_tile = difference.reduce(TILE).getextrema()[1]
    return ImageStat.Stat(difference).mean[0] < MOST_DIFFERENCE and far < MOST_FAR and in_tile < MOST_IN_TILE


def _store(picture: Image.Image, path: Path) -> None:
    path.parent.mkdir(exist_ok=True)
    picture.quantize(LEVELS).save(path, optimize=True)


@pytest.mark.parametrize("name", ["first", "table", "numbers"])
@pytest.mark.parametrize("layout", WHOLE)
def test_the_page_looks_as_it_was_looked_at(layout: str, name: str, renew: bool, tmp_path: Path) -> None:
    _compare(_pages(layout)[name], STORED / f"{layout}-{name}.png", renew, tmp_path)


@pytest.mark.parametrize(("layout", "at"), [("poster", 0), ("group", 0), ("group", 1), ("group", 2)])
def test_the_pages_about_a_meeting_look_as_they_were_looked_at(
    layout: str, at: int, renew: bool, tmp_path: Path
) -> None:
    press, handout, resolved = prepare(Selection((), layout=layout, paper="letter", event=MEETING), None)
    handout = msgspec.structs.replace(handout, trace="content and version")
    picture = _picture(pypdfium2.PdfDocument(stamp(press.edition(handout, resolved), None))[at])
    _compare(picture, STORED / f"{layout}-{at + 1}.png", renew, tmp_path)


def _compare(picture: Image.Image, path: Path, renew: bool, tmp_path: Path) -> None:
    if renew:
        _store(picture, path)
    assert path.stat().st_size < MOST_BYTES
    with Image.open(path) as stored:
        alike = _alike(stored.convert("L"), picture)
    if not alike:
        picture.save(tmp_path / path.name)
    assert alike, f"compare {tmp_path / path.name} with {path}; if it is right: pytest --renew"


@pytest.mark.parametrize("name", ["first", "table", "numbers"])
@pytest.mark.parametrize(("right", "down"), [(1, 0), (0, 1), (-2, 3)])
def test_a_page_that_shifted_is_noticed(name: str, right: int, down: int) -> None:
    picture = _pages("clear")[name]
    shifted = Image.new("L", picture.size, 255)
    shifted.paste(picture, (right, down))
    assert _alike(picture, picture)
    assert not _alike(picture, shifted)


def test_a_page_that_lost_a_line_is_noticed() -> None:
    picture = _pages("clear")["first"]
    lost = picture.copy()
    lost.paste(255, (0, 200, picture.width, 212))
    assert not _alike(picture, lost)
