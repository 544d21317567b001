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

from handouts.checks.sample_sheets import MEETING
from handouts.model.library import Wanted
from handouts.model.selection import Selection
from handouts.reading.layout import read_layout
from handouts.reading.library import read_library
from handouts.run.typesetting import prepare
from handouts.typeset.stamp import stamp
from layouts import NEED_NO_MEETING

STORED = Path(__file__).with_name("pictures")
DPI = 40
LEVELS = 6  # of grey: enough to see with, and few enough for small files
MOST_BYTES = 14_000
MOST_DIFFERENCE = 2.0  # mean, of 255
FAR = 64  # of 255
MOST_FAR = 0.01  # share of the pixels
TILE = 20  # pixels
MOST_IN_TILE = 15.0  # mean, of 255: finds what is lost in one place


CONTENT = "7179c6692bbc"
"""Stands in small print for the name of the content, which changes with every word of it."""

OF_DIARY = ("first", "week", "lists")
OF_GUIDES = ("first", "table", "numbers")
OF_OTHERS = ("first", "second")


@cache
def _pages(layout: str) -> dict[str, Image.Image]:
    """Pages of a layout by their names, and both sides of a sheet that is folded or cut."""
    selection = Selection(cancers=("kidney",), layout=layout, paper="letter", numbers=True)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("handouts.compose.composer.content_id", lambda _given: CONTENT)
        typesetter, handout, resolved = prepare(selection, None)
    handout = msgspec.structs.replace(handout, trace="content and version")  # they change with every word
    edition = typesetter.edition(handout, resolved)
    document = pypdfium2.PdfDocument(stamp(edition, None))
    texts = [page.get_textpage().get_text_bounded() for page in document]
    labels = read_library(Wanted(cancers=(), tips=())).labels
    found = {
        "first": lambda: 0,
        "second": lambda: 1,
        "table": lambda: _first(texts, labels.sections.treatments),
        "numbers": lambda: _first(texts, labels.sections.numbers),
        "week": lambda: _first(texts, labels.diary.day.replace("{day}", "1")),
        "lists": lambda: _first(texts, labels.diary.medicines),
    }
    pictures = {name: _picture(document[find()]) for name, find in found.items() if name in _names(layout)}
    document.close()
    if edition.sheets:
        printed = pypdfium2.PdfDocument(stamp(edition.printed, None))
        pictures |= {"front": _picture(printed[0]), "back": _picture(printed[1])}
        printed.close()
    return pictures


def _names(layout: str) -> tuple[str, ...]:
    """What is looked at of a layout."""
    read = read_layout(layout)
    sides = ("front", "back") if read.sheet else ()
    pages = OF_DIARY if layout == "diary" else OF_GUIDES if read.whole else OF_OTHERS
    return (*pages, *sides)


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


@pytest.mark.parametrize(
    ("layout", "name"), [(layout, name) for layout in NEED_NO_MEETING for name in _names(layout)]
)
def test_the_page_looks_as_it_was_looked_at(layout: str, name: str, renew: bool, tmp_path: Path) -> None:
    _compare(_pages(layout)[name], STORED / f"{layout}-{name}.png", renew, tmp_path)


@pytest.mark.parametrize(("layout", "at"), [("poster", 0), ("group", 0), ("group", 1), ("group", 2)])
def test_the_pages_about_a_meeting_look_as_they_were_looked_at(
    layout: str, at: int, renew: bool, tmp_path: Path
) -> None:
    typesetter, handout, resolved = prepare(Selection((), layout=layout, paper="letter", event=MEETING), None)
    handout = msgspec.structs.replace(handout, trace="content and version")
    picture = _picture(pypdfium2.PdfDocument(stamp(typesetter.edition(handout, resolved), None))[at])
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


@pytest.mark.parametrize("name", OF_GUIDES)
@pytest.mark.parametrize(("right", "down"), [(1, 0), (0, 1), (-2, 3)])
def test_a_page_that_shifted_is_noticed(name: str, right: int, down: int) -> None:
    picture = _pages("everything")[name]
    shifted = Image.new("L", picture.size, 255)
    shifted.paste(picture, (right, down))
    assert _alike(picture, picture)
    assert not _alike(picture, shifted)


def test_a_page_that_lost_a_line_is_noticed() -> None:
    picture = _pages("everything")["first"]
    lost = picture.copy()
    lost.paste(255, (0, 200, picture.width, 212))
    assert not _alike(picture, lost)
