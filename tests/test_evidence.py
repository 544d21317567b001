"""What studies found: what of it comes onto a handout, and what the shipped studies may not say."""

from __future__ import annotations

import re

import msgspec
import pytest
from invented import invented_library

from handouts.compose.blocks import Block, Heading, Paragraph, Table
from handouts.compose.composer import compose
from handouts.compose.section_input import SectionInput
from handouts.compose.sections.evidence import evidence
from handouts.model.content import Evidence
from handouts.model.layout import Layout
from handouts.model.library import Library, Wanted
from handouts.model.selection import Selection
from handouts.model.text import plain
from handouts.reading.layout import read_layout
from handouts.reading.library import read_library
from handouts.reading.texts import texts


@pytest.fixture(scope="module")
def shipped() -> Library:
    return read_library(Wanted(cancers=("lung", "brain")))


def blocks(library: Library) -> tuple[Block, ...]:
    return evidence(
        SectionInput(
            library=library,
            whole=library,
            selection=Selection(cancers=("lump",), layout="everything"),
            clinic=None,
            cancers=(),
            tips=(),
            content="",
        )
    )


def cells(table: Block) -> list[list[list[str]]]:
    assert isinstance(table, Table)
    return [[[plain(text) for text in cell] for cell in row] for row in table.rows]


def test_a_row_for_each_strategy_with_a_verified_study() -> None:
    library = invented_library()
    heading, lead, table = blocks(library)
    assert isinstance(heading, Heading)
    assert isinstance(lead, Paragraph)
    assert (heading.level, plain(heading.text)) == (2, library.labels.sections.evidence)
    study = "{0} (2019) looked at 60 people in {0}. About 7 of 100 slept. It was brief. (Source\u00a0?.)"
    assert cells(table) == [
        [["Nap", "A nap is rest."], [study.format("N-1")]],
        [["Walk"], [study.format("W-1"), study.format("W-2")]],
    ]
    assert table.sources == ("one", "six")


def test_the_number_of_the_source_is_filled_in() -> None:
    layout = msgspec.structs.replace(read_layout("everything"), sections=("spread", "evidence", "sources"))
    handout = compose(invented_library(), Selection(cancers=("lump",), layout="everything"), layout, None)
    (table,) = (block for block in handout.body if isinstance(block, Table))
    assert "(Source\u00a02.)" in cells(table)[0][1][0]


def test_nothing_is_said_where_nothing_is_verified() -> None:
    library = invented_library()
    last = Evidence(strategies=library.evidence.strategies[2:], review=library.evidence.review)
    assert blocks(msgspec.structs.replace(library, evidence=last)) == ()


@pytest.mark.parametrize("name", ["everything", "large", "compact"])
def test_it_is_on_every_sheet(shipped: Library, name: str) -> None:
    handout = compose(shipped, Selection(cancers=("lung",), layout=name), read_layout(name), None)
    titles = [plain(block.text) for block in handout.body if isinstance(block, Heading)]
    assert titles.count(shipped.labels.sections.evidence) == 1


def test_no_survival_and_none_of_the_figures_without_a_source(shipped: Library) -> None:
    said = " ".join(found.value for found in texts(shipped.evidence) if found.kind != "sources")
    assert (
        re.findall(r"\b(?:alive|surviv\w*|liv(?:e|ed|es|ing)|die\w*|longer|months?|cur(?:e|ed|es))\b", said)
        == []
    )
    assert re.findall(r"%|percent|\b(?:25|30|40) of 100\b", said) == []
    assert "FACT" not in said


def test_each_study_says_whom_it_counted_and_what_it_cannot_say(shipped: Library) -> None:
    studies = [study for each in shipped.evidence.strategies for study in each.studies]
    assert len(studies) >= 4
    for study in studies:
        assert study.verified
        assert re.fullmatch(r"(?:19|20)\d\d", study.year)
        assert study.limit.endswith(".")


def _marked(library: Library, name: str) -> Library:
    """The library with a word of the glossary in the first tip."""
    tip = library.tips["navigator"]
    why = msgspec.structs.replace(tip.why, text=f"Ask about {{{name}}} today.")
    return msgspec.structs.replace(
        library, tips={**library.tips, "navigator": msgspec.structs.replace(tip, why=why)}
    )


def _said(library: Library, layout: Layout) -> str:
    return msgspec.json.encode(
        compose(library, Selection(cancers=("brain",), layout="everything"), layout, None).body
    ).decode()


def test_words_of_the_glossary_that_nobody_has_verified_are_not_explained(shipped: Library) -> None:
    layout = read_layout("everything")
    waiting = {name: term for name, term in shipped.glossary.terms.items() if not term.verified}
    assert len(shipped.glossary.terms) >= 39
    assert set(waiting) >= {"hospice", "median-survival", "performance-status", "scans", "tumor-marker"}
    for name, term in waiting.items():
        said = _said(_marked(shipped, name), layout)
        assert "Ask about " in said
        assert term.means not in said
    assert shipped.glossary.terms["ned"].means in _said(_marked(shipped, "ned"), layout)
