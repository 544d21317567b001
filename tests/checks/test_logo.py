"""A logo that vanishes on white paper."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image, ImageDraw

from handouts.checks.checker import check

from . import faultless

CLEAR, WHITE, NAVY, PALE = (0, 0, 0, 0), (255, 255, 255, 255), (20, 40, 90, 255), (250, 240, 170, 255)


def drawn(ground: tuple[int, ...], *parts: tuple[tuple[int, int, int, int], tuple[int, ...]]) -> Image.Image:
    """A picture of 200 x 100 pixels with rectangles on a ground."""
    picture = Image.new("RGBA", (200, 100), ground)
    for place, colour in parts:
        ImageDraw.Draw(picture).rectangle(place, colour)
    return picture


EMBLEM, LETTERS, ALL = (5, 30, 45, 70), (60, 30, 190, 70), (0, 0, 199, 99)

VANISH = {
    "white on transparent": drawn(CLEAR, (LETTERS, WHITE)),
    "white on white": drawn(WHITE),
    "nothing at all": drawn(CLEAR),
    "nearly white": drawn(CLEAR, (LETTERS, (245, 245, 245, 255))),
    "pale on white": drawn(WHITE, (LETTERS, PALE)),
    "a dark emblem beside white letters": drawn(CLEAR, (EMBLEM, NAVY), (LETTERS, WHITE)),
}
STAY = {
    "dark on transparent": drawn(CLEAR, (LETTERS, NAVY)),
    "dark on white": drawn(WHITE, (LETTERS, NAVY)),
    "a thin dark line on white": drawn(WHITE, ((60, 50, 190, 51), NAVY)),
    "white letters in a dark box": drawn(CLEAR, (ALL, NAVY), ((60, 40, 140, 60), WHITE)),
    "white letters on a dark ground": drawn(NAVY, (LETTERS, WHITE)),
    "pale beside dark": drawn(CLEAR, (EMBLEM, PALE), (LETTERS, NAVY)),
}


def findings(folder: Path, picture: Image.Image, kind: str) -> list[str]:
    faultless.write(folder)
    file = f"logo.{kind}"
    text = (folder / "clinic.yaml").read_text()
    (folder / "clinic.yaml").write_text(f"{text}logo: {{file: {file}, alt: Invented Clinic}}\n")
    (picture if kind == "png" else picture.convert("RGB")).save(folder / file)
    found = check(folder, ("logo",), faultless.TODAY).findings
    assert all((each.level, each.path) == ("advice", "logo.file") for each in found)
    return [each.message for each in found]


@pytest.mark.parametrize("name", VANISH)
def test_what_vanishes_is_told(tmp_path: Path, name: str) -> None:
    (message,) = findings(tmp_path, VANISH[name], "png")
    assert "paper" in message


@pytest.mark.parametrize("name", STAY)
def test_what_is_seen_is_fine(tmp_path: Path, name: str) -> None:
    assert findings(tmp_path, STAY[name], "png") == []


@pytest.mark.parametrize(("picture", "told"), [(STAY["dark on white"], 0), (VANISH["pale on white"], 1)])
def test_the_noise_of_a_jpeg_is_no_logo(tmp_path: Path, picture: Image.Image, told: int) -> None:
    assert len(findings(tmp_path, picture, "jpg")) == told


def test_a_logo_that_cannot_be_read_is_told_once(tmp_path: Path) -> None:
    faultless.write(tmp_path)
    text = (tmp_path / "clinic.yaml").read_text()
    (tmp_path / "clinic.yaml").write_text(f"{text}logo: {{file: gone.png, alt: Invented Clinic}}\n")
    found = check(tmp_path, (), faultless.TODAY).findings
    assert [each.gate for each in found] == ["structure"]
