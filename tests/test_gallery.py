"""The gallery shows every layout as it is now."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageStat

from handouts.reading.layout import layout_names

ROOT = Path(__file__).resolve().parents[1]
MOST_DIFFERENCE = 4.0
"""Mean over all pixels, of 255: another word or two makes no other picture."""

sys.path.insert(0, str(ROOT / "tools"))


@pytest.mark.parametrize("layout", layout_names())
def test_a_picture_of_each_layout_is_shown_and_up_to_date(layout: str) -> None:
    from build_gallery import picture_of

    path = ROOT / "docs" / "gallery" / f"{layout}-1.png"
    assert f"docs/gallery/{path.name}" in (ROOT / "README.md").read_text(encoding="utf-8")
    now = picture_of(layout).convert("L")
    with Image.open(path) as stored:
        assert stored.size == now.size
        difference = ImageChops.difference(stored.convert("L"), now)
    assert ImageStat.Stat(difference).mean[0] < MOST_DIFFERENCE, "run tools/build_gallery.py and look"


def test_nothing_else_is_shown() -> None:
    shown = {path.name for path in (ROOT / "docs" / "gallery").glob("*.png")}
    assert shown == {f"{layout}-1.png" for layout in layout_names()}
