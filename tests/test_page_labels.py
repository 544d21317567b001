"""Readers call each page by the number that is printed on it."""

from __future__ import annotations

import re
from collections.abc import Callable

import pypdfium2
import pytest
from commands import Result

from handouts.reading.layout import layout_names, read_layout

Handouts = Callable[..., Result]

GROUP = ("--layout", "group", "--event", "Tuesday group")


def _labels(data: bytes) -> list[tuple[str, str]]:
    """What a reader calls each page, and the number that is printed on it; the same where there is none."""
    document = pypdfium2.PdfDocument(data)
    try:
        labels = [document.get_page_label(at) for at in range(len(document))]
        texts = [" ".join(page.get_textpage().get_text_bounded().split()) for page in document]
    finally:
        document.close()
    printed = [re.findall(r"Page (\d+) of \d+", text) for text in texts]
    return [(label, (said or [label])[-1]) for label, said in zip(labels, printed, strict=True)]


@pytest.mark.parametrize("layout", layout_names())
def test_pages_of_every_layout(handouts: Handouts, layout: str) -> None:
    wanted = () if read_layout(layout).cancer == "none" else ("kidney",)
    done = handouts("make", *wanted, "--layout", layout, "-o", "-")
    assert done.code == 0, done.err
    labels = _labels(done.out)
    assert all(label == printed for label, printed in labels), labels


@pytest.mark.parametrize(
    "arguments",
    [
        ("kidney", *GROUP),
        ("kidney", "lung", *GROUP),
        ("kidney", *GROUP, "--copies", "3"),
        ("kidney", "--copies", "3"),
        ("kidney", "--layout", "compact", "--copies", "70"),
    ],
)
def test_parts_and_copies_are_counted_by_themselves(handouts: Handouts, arguments: tuple[str, ...]) -> None:
    done = handouts("make", *arguments, "-o", "-")
    assert done.code == 0, done.err
    labels = _labels(done.out)
    assert all(label == printed for label, printed in labels), labels
    assert sum(label == "1" for label, _ in labels) > 1


def test_cards_are_no_numbered_pages(handouts: Handouts) -> None:
    done = handouts("make", "--layout", "card", "--copies", "2", "-o", "-")
    assert b"/PageLabels" not in done.out
