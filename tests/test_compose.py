"""What of the library comes onto a handout, where, and in which words. All content here is invented."""

from __future__ import annotations

import datetime
import re
from typing import Any, TypeVar

import msgspec
import pytest
from invented import REVIEW, SECRET, invented_library, own, unverified

from handouts.compose.blocks import (
    Block,
    Bullets,
    Callout,
    Heading,
    IconArray,
    NewPage,
    Paragraph,
)
from handouts.compose.composer import LATE, Composer, compose
from handouts.compose.handout import Handout
from handouts.compose.passes import explain, walk
from handouts.compose.sections.registry import NAMES, section_named, yields
from handouts.model.base import Record
from handouts.model.content import OwnFact, Survival
from handouts.model.layout import Layout, section_of
from handouts.model.library import Library, Wanted
from handouts.model.selection import Selection
from handouts.model.text import Span, plain
from handouts.reading.kinds import KINDS
from handouts.reading.layout import layout_names, read_layout
from handouts.reading.library import read_library
from layouts import WHOLE

B = TypeVar("B", bound=Block)


@pytest.fixture(scope="module")
def layout() -> Layout:
    return read_layout("everything")


@pytest.fixture(scope="module")
def library() -> Library:
    return invented_library()


def composed(library: Library, layout: Layout, *cancers: str, **asked: Any) -> Handout:
    return compose(library, Selection(cancers=cancers or ("lump",), **asked), layout, None)


def altered(library: Library, **fields: Any) -> Library:
    """The library with another first cancer."""
    changed = msgspec.structs.replace(library.cancers["lump"], **fields)
    return msgspec.structs.replace(library, cancers={**library.cancers, "lump": changed})


def every(handout: Handout, kind: type[B]) -> list[B]:
    return [block for block in walk(handout.body) if isinstance(block, kind)]


def said(handout: Handout) -> str:
    """Everything that stands anywhere in a handout, read aloud too."""
    return msgspec.json.encode((handout.opening, handout.body)).decode()


def lines(handout: Handout) -> list[str]:
    """Every text, one a line."""
    return [plain(text) for block in walk(handout.body) for text in block.texts()]


def headings(handout: Handout) -> list[tuple[int, str]]:
    return [(block.level, plain(block.text)) for block in every(handout, Heading)]


def test_nothing_unverified_is_printed(library: Library, layout: Layout) -> None:
    for asked in ({}, {"numbers": True}, {"tips": ("x", "y", "z")}):
        text = said(composed(library, layout, **asked)).lower()
        assert SECRET not in text
        assert "secret" not in text
        assert "555-0666" not in text


def test_helplines_without_a_verified_way_are_left_out(library: Library, layout: Layout) -> None:
    text = "\n".join(lines(composed(library, layout)))
    found = [name for name in "abcdefg" if f"Line {name}" in text]
    assert found == ["a", "b", "c", "f"]
    assert text.index("Line f") < text.index("Line a")  # this cancer's own comes first
    assert "Line f" not in "\n".join(lines(composed(library, layout, "bump")))


def test_a_term_is_explained_once_and_where_it_is_first_used(library: Library, layout: Layout) -> None:
    text = "\n".join(lines(composed(library, layout)))
    assert text.count("(far away)") == 1
    assert "It is meta (far away)." in text
    assert "It is meta-like again." in text
    assert "All is meta." in text


def test_headings_explain_nothing(library: Library) -> None:
    text = (Span(text="meta", term="meta"),)
    heading, paragraph = explain((Heading(text=text, level=2), Paragraph(text=text)), library.glossary)
    assert isinstance(heading, Heading)
    assert isinstance(paragraph, Paragraph)
    assert (plain(heading.text), plain(paragraph.text)) == ("meta", "meta (far away)")


def test_an_unverified_explanation_is_not_given(library: Library, layout: Layout) -> None:
    terms = {"meta": unverified(library.glossary.terms["meta"])}
    glossary = msgspec.structs.replace(library.glossary, terms=terms)
    text = said(composed(msgspec.structs.replace(library, glossary=glossary), layout))
    assert "far away" not in text
    assert "It is " in text


@pytest.mark.parametrize("asked", [{}, {"numbers": False}])
def test_no_number_unless_asked_for(library: Library, layout: Layout, asked: dict[str, bool]) -> None:
    handout = composed(library, layout, **asked)
    assert "numbers" in handout.empty_sections
    assert not every(handout, IconArray)
    assert not every(handout, NewPage)
    assert "12.5" not in said(handout)
    assert not re.search(r"\b44\b", said(handout))  # as a number, and not within a hash
    assert "Press C" not in said(handout)


def test_numbers_stand_last_on_a_page_without_a_name(library: Library, layout: Layout) -> None:
    handout = composed(library, layout, numbers=True)
    at = next(at for at, block in enumerate(handout.body) if isinstance(block, NewPage))
    assert handout.body[at] == NewPage(named=False, recto=True, begins_part=True)
    before, after = handout.body[:at], handout.body[at:]
    assert not [block for block in walk(before) if isinstance(block, IconArray)]
    assert [block.count for block in walk(after) if isinstance(block, IconArray)] == [13, 44]
    title = library.labels.sections.numbers
    assert [text for level, text in headings(handout) if level == 2][-1] == title


@pytest.mark.parametrize(
    ("percent", "count"), [(0.4, 0), (0.5, 1), (1.5, 2), (2.5, 3), (31.49, 31), (99.5, 100), (100, 100)]
)
def test_halves_round_up(library: Library, layout: Layout, percent: float, count: int) -> None:
    row = msgspec.structs.replace(library.cancers["lump"].survival.rows[0], percent=percent)
    handout = composed(altered(library, survival=Survival(rows=(row,)), trials=()), layout, numbers=True)
    (figure,) = every(handout, IconArray)
    assert figure.count == count
    assert f"About {count} of 100" in figure.alt
    assert f"About {100 - count} of 100" in figure.alt
    assert f"about {count} of 100" in plain(figure.caption)


def test_a_withheld_number_gives_its_reason_and_no_figure(library: Library, layout: Layout) -> None:
    survival = msgspec.structs.replace(library.cancers["lump"].survival, withheld="It mixes **two** kinds.")
    handout = composed(altered(library, survival=survival, trials=()), layout, numbers=True)
    assert not every(handout, IconArray)
    assert any("It mixes two kinds." in line for line in lines(handout))
    assert "Press C" not in said(handout)


@pytest.mark.parametrize("change", [{"preferred": False}, {"verified": False}])
def test_only_the_preferred_verified_row_is_printed(
    library: Library, layout: Layout, change: dict[str, bool]
) -> None:
    row = msgspec.structs.replace(library.cancers["lump"].survival.rows[0], **change)
    handout = composed(altered(library, survival=Survival(rows=(row,)), trials=()), layout, numbers=True)
    assert not every(handout, IconArray)


def test_one_cancer_stands_without_its_name_over_each_part(library: Library, layout: Layout) -> None:
    assert (3, "Lump") not in headings(composed(library, layout))


def test_several_cancers_stand_under_their_names(library: Library, layout: Layout) -> None:
    handout = composed(library, layout, "bump", "lump", numbers=True)
    assert handout.title == "Stage 4 bump and stage 4 lump"
    names = [text for level, text in headings(handout) if level == 3 and text in ("Bump", "Lump")]
    assert names == ["Bump", "Lump"] * (len(names) // 2)
    assert len(names) > 6
    boxes = [plain(box.title or ()) for box in every(handout, Callout) if box.kind == "summary"]
    assert boxes == ["Bump", "Lump"]
    for at, (level, text) in enumerate(headings(handout)[:-1]):
        assert headings(handout)[at + 1][0] - level <= 1, f"a level is left out after {text}"


def _cited(handout: Handout) -> list[str]:
    """The lines of the list of sources."""
    return [line for line in lines(handout) if line.startswith("Press ")]


def test_a_sheet_without_sources_has_no_list_of_them(library: Library, layout: Layout) -> None:
    bare = msgspec.structs.replace(layout, sections=("notes", "sources"))
    assert every(composed(library, bare), Bullets) == []


def test_sources_are_those_used_by_publisher_in_order_of_use(library: Library, layout: Layout) -> None:
    expected = ["Press A: Fourth; pages (1)", "Press D: Fifth", "Press B: Second", "Press F: Sixth"]
    assert _cited(composed(library, layout)) == expected
    numbered = composed(library, layout, numbers=True)
    assert _cited(numbered) == [*expected, "Press C: Third"]
    text = "\n".join(lines(numbered))
    assert "Somewhere. Source\u00a05." in text
    assert "TRY-1, 2020. Source\u00a01." in text
    assert "Source ?" not in text


def test_a_source_that_only_an_unused_section_has_is_not_listed(library: Library, layout: Layout) -> None:
    bare = msgspec.structs.replace(layout, sections=("spread", "sources"))
    assert _cited(composed(library, bare)) == ["Press A: pages (1)"]


def test_tips_core_ones_in_order_or_the_chosen_as_chosen(library: Library, layout: Layout) -> None:
    def titles(**asked: Any) -> list[str]:
        return [text for _, text in headings(composed(library, layout, **asked)) if text.startswith("Tip ")]

    assert titles() == ["Tip y", "Tip x"]
    assert titles(tips=("z", "x")) == ["Tip z", "Tip x"]
    assert "More of x." not in said(composed(library, layout))
    assert "More of x." in said(composed(library, layout, tips=("x",)))


def test_general_words_of_stage_4_only_where_the_term_fits(library: Library, layout: Layout) -> None:
    stage = msgspec.structs.replace(library.cancers["lump"].stage, fits="wrong")
    wrong = altered(library, stage=stage)
    general = library.labels.text.stage_means
    assert (3, general) in headings(composed(library, layout))
    assert (3, general) not in headings(composed(wrong, layout))
    assert (3, general) in headings(composed(wrong, layout, "lump", "bump"))


def test_a_cancers_own_fact_takes_the_place_of_a_general_one(library: Library, layout: Layout) -> None:
    def with_note(note: OwnFact) -> Library:
        return altered(library, stage=msgspec.structs.replace(library.cancers["lump"].stage, notes=(note,)))

    assert lines(composed(library, layout)).count("Any lump is meta.") == 2
    replaced = with_note(own("All of this lump is here.", "any"))
    for handout in (composed(replaced, layout), composed(replaced, layout, "lump", "bump")):
        assert "All of this lump is here." in lines(handout)
        assert "Any lump is meta." not in lines(handout)
        assert (3, library.labels.text.stage_means) not in headings(handout)  # nothing is left below it
    assert "Any lump is meta." in lines(composed(with_note(unverified(own("Here.", "any"))), layout))


def test_general_words_are_not_said_where_they_do_not_hold() -> None:
    library = read_library(Wanted())
    for layout in map(read_layout, WHOLE):
        for cancer in ("hodgkin", "liver", "nhl", "ovary"):
            text = "\n".join(
                lines(compose(library, Selection(cancers=(cancer,), layout="everything"), layout, None))
            )
            assert "often means the same" not in text
            assert "Other words" in text
        for cancer in library.cancers:  # each says itself which it is
            text = "\n".join(
                lines(compose(library, Selection(cancers=(cancer,), layout="everything"), layout, None))
            )
            assert "Ask which it is for you" not in text
            assert not ("tage 4A" in text and "letter says more" in text)


def test_dates_are_the_oldest_check_and_the_soonest_review(library: Library, layout: Layout) -> None:
    early = msgspec.structs.replace(
        REVIEW, facts_as_of=datetime.date(2025, 12, 9), review_by=datetime.date(2026, 11, 8)
    )
    text = "\n".join(lines(composed(altered(library, review=early), layout)))
    assert "Written December 9, 2025. " in text
    assert " To be checked again by November 8, 2026." in text
    assert library.labels.text.not_reviewed in text


SIGNED = msgspec.structs.replace(REVIEW, reviewed_by="Dr. Made Up", reviewed_on=datetime.date(2026, 3, 4))


def _signed_all(library: Library) -> Library:
    """Everything, reviewed by the same person on the same day."""
    general = ("stage4", "evidence", "urgent", "resources", "glossary", "group")
    return msgspec.structs.replace(
        library,
        cancers={
            name: msgspec.structs.replace(each, review=SIGNED) for name, each in library.cancers.items()
        },
        tips={name: msgspec.structs.replace(each, review=SIGNED) for name, each in library.tips.items()},
        **{name: msgspec.structs.replace(getattr(library, name), review=SIGNED) for name in general},
    )


def test_a_review_of_a_cancer_is_no_review_of_the_sheet(library: Library, layout: Layout) -> None:
    text = altered(library, review=SIGNED)
    for handout in (composed(text, layout), composed(text, layout, "lump", "bump")):
        text_of_all = "\n".join(lines(handout))
        assert "Reviewed by Dr. Made Up" not in text_of_all
        part = "The part about lump was reviewed by Dr. Made Up on March 4, 2026"
        assert f"{part}; the rest has not yet been reviewed by a clinician." in text_of_all


def test_a_sheet_is_reviewed_where_all_that_it_prints_is(library: Library, layout: Layout) -> None:
    whole = _signed_all(library)
    assert "Reviewed by Dr. Made Up on March 4, 2026." in lines(composed(whole, layout))
    for kind in ("cancers", "tips", "stage4", "evidence", "urgent", "resources", "glossary"):
        old = msgspec.structs.replace(whole, **{kind: getattr(library, kind)})
        assert not any(each.startswith("Reviewed by") for each in lines(composed(old, layout))), kind
    unprinted = msgspec.structs.replace(whole, group=library.group)
    assert "Reviewed by Dr. Made Up on March 4, 2026." in lines(composed(unprinted, layout))


def _altered_words(value: Any, name: str = "") -> Any:
    """A record in which every text is another one, and every name, flag and source is as it was."""
    fixed = (
        "id",
        "country",
        "countries",
        "cancers",
        "sources",
        "sites",
        "picture",
        "url",
        "dial",
        "fits",
        "action",
        "tier",
    )
    if name in (*fixed, "short_in", "review", "languages"):
        return value
    if isinstance(value, tuple):
        return tuple(_altered_words(each, name) for each in value)
    if isinstance(value, dict):
        return {key: _altered_words(each) for key, each in value.items()}
    if isinstance(value, Record):
        fields = {each: _altered_words(getattr(value, each), each) for each in value.__struct_fields__}
        return msgspec.structs.replace(value, **fields)
    return f"{value}X" if isinstance(value, str) else value


@pytest.mark.parametrize("cancers", [(), ("lung",), ("breast", "kidney")])
def test_it_is_known_which_records_each_section_draws_on(cancers: tuple[str, ...]) -> None:
    """What a section says changes with no record but those that it is known to draw on."""
    shipped = read_library(Wanted())
    selection = Selection(cancers=cancers, numbers=True, qr=True, layout="everything")

    def told(library: Library, layout: Layout) -> dict[str, tuple[Block, ...]]:
        given = Composer(library, selection, layout, None).given
        early = (name for name in NAMES if section_of(name) != LATE)
        return {name: yields(name)(given) for name in early}

    for layout in map(read_layout, ("everything", "card", "group")):
        before = told(shipped, layout)
        for kind in (kind.name for kind in KINDS if kind.reviewed):
            other = msgspec.structs.replace(shipped, **{kind: _altered_words(getattr(shipped, kind))})
            after = told(other, layout)
            drawn = {name for name in before if after[name] != before[name]}
            assert drawn <= {name for name in before if kind in section_named(name).kinds(name)}, kind


def test_every_section_is_in_a_layout() -> None:
    used = {section for name in layout_names() for section in read_layout(name).sections}
    assert used == set(NAMES)
