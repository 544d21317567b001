"""Contrast of colours."""

from __future__ import annotations

import pytest

from handouts.reading.contrast import ENOUGH, contrast, grey_twin, least_contrast


@pytest.mark.parametrize(
    ("a", "b", "ratio"),
    [
        ("#000000", "#ffffff", 21.0),
        ("#FFFFFF", "#ffffff", 1.0),
        ("#767676", "#ffffff", 4.54),
        ("#777777", "#ffffff", 4.48),
    ],
)
def test_known_ratios(a: str, b: str, ratio: float) -> None:
    assert contrast(a, b) == pytest.approx(ratio, abs=0.005)
    assert contrast(a, b) == contrast(b, a)


COLOURS = ("#0b5275", "#1d5b4f", "#c2185b", "#6a1b9a", "#a3141e", "#6b4400", "#0000ff", "#005f00", "#333333")


@pytest.mark.parametrize("colour", COLOURS)
def test_accents_keep_their_contrast_as_grey_twins(colour: str) -> None:
    grey = grey_twin(colour)
    assert len({grey[1:3], grey[3:5], grey[5:7]}) == 1
    assert contrast(grey, "#ffffff") >= ENOUGH
    assert least_contrast(colour, "#ffffff") >= ENOUGH


@pytest.mark.parametrize(
    ("colour", "grey"),
    [("#000000", "#000000"), ("#ffffff", "#ffffff"), ("#ff0000", "#4c4c4c"), ("#736eb9", "#787878")],
)
def test_known_grey_twins(colour: str, grey: str) -> None:
    assert grey_twin(colour) == grey


def test_the_least_contrast_is_that_in_grey_where_grey_is_paler() -> None:
    assert contrast("#736eb9", "#ffffff") > ENOUGH > least_contrast("#736eb9", "#ffffff")
