"""The guide: four pages for every cancer, eight in large print, with pictures and all urgent signs."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import msgspec
import pytest
from sweep import CLINIC, set_for

from handouts.compose.blocks import Block, Callout, Heading
from handouts.compose.composer import Composer
from handouts.compose.for_country import said_here
from handouts.compose.passes import walk
from handouts.compose.picture_blocks import IconRows, Picture
from handouts.compose.sections.registry import NAMES
from handouts.compose.urgent import in_short, signs_for
from handouts.errors import ContentError
from handouts.model.library import Library, Wanted
from handouts.model.selection import FIELDS, GUIDE, Field, PaperName, Selection
from handouts.model.text import plain
from handouts.reading.joins import join_resources
from handouts.reading.layout import check_sections, read_layout, read_layout_file
from handouts.reading.library import read_library
from handouts.reading.names import cancer_ids

PAPERS: tuple[PaperName, ...] = ("letter", "a4")
ALL_FIELDS = tuple(Field(name=name) for name in FIELDS)
PLACE_ONLY = ("brain", "hodgkin", "myeloma", "nhl")
"""Cancers that do not spread as three pictures show."""

sheets = pytest.mark.parametrize(
    ("clinic", "fields"), [(None, ()), (CLINIC, ALL_FIELDS)], ids=["bare", "clinic-and-name"]
)


@cache
def library() -> Library:
    return read_library(Wanted())


def blocks_of(cancer: str, layout: str = GUIDE, paper: PaperName = "letter") -> tuple[Block, ...]:
    _, handout = set_for(Selection((cancer,), layout=layout, paper=paper), None)
    return tuple(walk((*handout.opening, *handout.body)))


@sheets
@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("cancer", cancer_ids())
def test_the_guide_is_four_pages(
    cancer: str, paper: PaperName, clinic: Path | None, fields: tuple[Field, ...]
) -> None:
    selection = Selection((cancer,), paper=paper, fields=fields)
    pages, handout = set_for(selection, clinic)
    assert len(pages.pages) == 4
    assert len(handout.omissions) <= 2  # and the last page names them


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("cancer", cancer_ids())
def test_the_guide_in_large_print_is_eight_pages_at_most(cancer: str, paper: PaperName) -> None:
    pages, _ = set_for(Selection((cancer,), layout="guide-large", paper=paper, fields=ALL_FIELDS), CLINIC)
    assert len(pages.pages) <= 8


@pytest.mark.parametrize("layout", [GUIDE, "guide-large"])
@pytest.mark.parametrize("cancer", cancer_ids())
def test_signs_that_cannot_wait_are_whole(cancer: str, layout: str) -> None:
    boxes = {block.kind: block for block in blocks_of(cancer, layout) if isinstance(block, Callout)}
    here = said_here(library())
    found = signs_for((here.cancers[cancer],), here.urgent.signs)
    for tier in ("call-911", "call-now"):
        said = [plain(text) for inner in walk((boxes[tier],)) for text in inner.texts()]
        for sign in in_short(found, tier):
            assert any(each.startswith(sign.short) for each in said), sign.short


@pytest.mark.parametrize("cancer", cancer_ids())
def test_there_is_something_to_look_at_on_every_spread(cancer: str) -> None:
    kinds = [block.kind for block in blocks_of(cancer) if isinstance(block, Picture)]
    steps = [] if cancer in PLACE_ONLY else ["steps"]
    assert kinds == ["cover", *steps, "body"]
    assert sum(isinstance(block, IconRows) for block in blocks_of(cancer)) >= 2


@pytest.mark.parametrize("cancer", cancer_ids())
def test_it_is_warm_before_it_is_clinical(cancer: str) -> None:
    titles = [plain(block.text) for block in blocks_of(cancer) if isinstance(block, Heading)]
    own = library().cancers[cancer].guide
    assert own is not None
    assert titles[1] == (own.welcome or library().guide.welcome).title
    said = " ".join(plain(text) for block in blocks_of(cancer) for text in block.texts())
    assert "afraid" in said or "worried" in said
    assert any(plain(b.title or ()) == "What can give you hope" for b in callouts(cancer))


def callouts(cancer: str) -> Iterator[Callout]:
    return (block for block in blocks_of(cancer) if isinstance(block, Callout))


def test_several_cancers_have_pages_of_their_own_between_the_first_and_the_last() -> None:
    pages, handout = set_for(Selection(("lung", "kidney")), None)
    assert len(pages.pages) == 6
    titles = [plain(block.text) for block in handout.body if isinstance(block, Heading) and block.level == 2]
    lung, kidney = titles.index("Stage 4 lung cancer"), titles.index("Stage 4 kidney cancer")
    assert lung < titles.index("What can be done (Lung cancer)") < kidney
    assert kidney < titles.index("What can be done (Kidney cancer)") < titles.index("When to call for help")
    assert titles.count("What you can do") == 1


def test_numbers_come_on_a_sheet_of_their_own() -> None:
    pages, handout = set_for(Selection(("lung",), numbers=True), None)
    titles = [plain(block.text) for block in handout.body if isinstance(block, Heading) and block.level == 2]
    assert titles[-1] == "Numbers about survival"
    assert len(pages.pages) in (5, 6)


def test_what_is_left_out_is_named_on_the_last_page() -> None:
    _, handout = set_for(Selection(("lung",), paper="letter"), None)
    assert handout.omissions
    said = " ".join(plain(text) for block in walk(handout.body) for text in block.texts())
    assert f"Left out here for space: {handout.omissions[0]}" in said


def test_an_unknown_section_by_cancer_stops_the_reading(tmp_path: Path) -> None:
    folder = tmp_path / "clinic"
    (folder / "layouts").mkdir(parents=True)
    (folder / "clinic.yaml").write_text("name: A\nphone: {day: 555-010-0100, night: 555-010-0199}\n")
    (folder / "layouts" / "own.yaml").write_text(
        "id: own\nbase: guide\nname: Own\npurpose: Ours\nby_cancer: [meaning, nothing]\n"
    )
    with pytest.raises(ContentError, match=r"own\.yaml:5:.*there is no section 'nothing'"):
        check_sections(read_layout_file("own", folder), NAMES)


def test_a_cancer_of_a_clinic_without_words_for_the_guide_has_one_all_the_same() -> None:
    bare = msgspec.structs.replace(library().cancers["kidney"], guide=None, picture=None)
    own = msgspec.structs.replace(library(), cancers={"kidney": bare})
    handout = Composer(own, Selection(("kidney",)), read_layout(GUIDE), None).handout()
    titles = [plain(block.text) for block in handout.body if isinstance(block, Heading) and block.level == 2]
    assert "What this means" in titles
    assert "Where it can spread" in titles


def test_a_clinics_own_helpline_is_the_first_that_it_names() -> None:
    shipped = library().resources
    van = msgspec.structs.replace(shipped.resources[0], id="van", name="Our van", short=None, cancers=())
    own = msgspec.structs.replace(shipped, resources=(van,), first=())
    joined = msgspec.structs.replace(library(), resources=join_resources(shipped, own))
    handout = Composer(joined, Selection(("kidney",)), read_layout(GUIDE), None).handout()
    said = " ".join(plain(text) for block in walk(handout.body) for text in block.texts())
    assert 0 < said.index("Our van") < said.index("American Cancer Society")
    assert len(joined.resources.first) == 4
