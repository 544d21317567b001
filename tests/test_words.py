"""Words for patients, on every sheet that they get."""

from __future__ import annotations

import re
from functools import cache

import pytest

from handouts.compose.passes import walk
from handouts.model.library import Library, Wanted
from handouts.model.selection import Selection
from handouts.model.text import plain
from handouts.reading.library import read_library
from handouts.reading.names import cancer_ids
from handouts.run.typesetting import prepare
from layouts import NEED_NO_MEETING

GOES_ON = frozenset(
    (
        "a",
        "aims",
        "and",
        "blocks",
        "can",
        "comes",
        "cuts",
        "does",
        "fits",
        "for",
        "is",
        "may",
        "or",
        "shows",
        "too",
        "uses",
        "usually",
        "with",
    )
)
"""What may follow an explanation in brackets: the name of the thing is complete before it."""


@cache
def library() -> Library:
    return read_library(Wanted())


@cache
def texts(cancer: str, layout: str) -> tuple[str, ...]:
    """Every text of a sheet as it is fitted to its pages, with explanations."""
    _, handout, _ = prepare(Selection(cancers=(cancer,), layout=layout), None)
    blocks = walk((*handout.opening, *handout.body, *handout.back))
    return tuple(plain(text) for block in blocks for text in block.texts())


@pytest.mark.parametrize("layout", NEED_NO_MEETING)
def test_an_explanation_parts_no_name(layout: str) -> None:
    means = "|".join(re.escape(entry.means) for entry in library().glossary.terms.values() if entry.verified)
    parted = re.compile(rf"\S+ \((?:{means})\) (\w+)".replace("'", "[’']"))
    found = {
        match[0]
        for cancer in cancer_ids()
        for text in texts(cancer, layout)
        for match in parted.finditer(text.replace("“", '"').replace("”", '"'))
        if match[1] not in GOES_ON
    }
    assert found == set()


@pytest.mark.parametrize("layout", NEED_NO_MEETING)
def test_one_word_for_what_they_hold(layout: str) -> None:
    for cancer in cancer_ids():
        said = "\n".join(texts(cancer, layout))
        assert not re.search(
            r"\b(?:sheets?|leaflets?|guides|(?:a|the|this|full) guide)\b", said, re.IGNORECASE
        )


@pytest.mark.parametrize("layout", NEED_NO_MEETING)
def test_a_drug_that_links_cells_is_named_in_plain_words_first(layout: str) -> None:
    for cancer in ("lung", "myeloma", "nhl"):
        for text in texts(cancer, layout):
            if "engager" in text:
                assert re.search(r"(?:call|called)\b.* T-cell engagers?", text)
                assert "mmune cells" in text
