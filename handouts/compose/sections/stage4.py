"""What stage 4 means: in general, and for this cancer."""

from __future__ import annotations

from handouts.compose.blocks import Block, Heading, Paragraph
from handouts.compose.section_input import SectionInput, facts_listed, not_replaced, optional_list, verified
from handouts.compose.sections.section import Section
from handouts.compose.wording import literal, words
from handouts.model.content import Cancer, Fact, GeneralFact


def stage4(given: SectionInput) -> tuple[Block, ...]:
    """This cancer first; the general part where "stage 4" is a fitting word for one of the cancers."""
    labels = given.library.labels
    has_stage4 = any(cancer.stage.fits != "wrong" for cancer in given.cancers)
    title = labels.sections.stage4 if has_stage4 else labels.sections.stage
    blocks: list[Block] = [Heading(text=literal(title), level=2)]
    for cancer in given.cancers:
        blocks += _here(cancer)
    if has_stage4:
        blocks += _in_general(given)
    return tuple(blocks)


def _here(cancer: Cancer) -> tuple[Block, ...]:
    facts = verified((cancer.stage.meaning, *cancer.stage.notes))
    return (Heading(text=literal(cancer.title), level=3), *_paragraphs(facts)) if facts else ()


def general(facts: tuple[GeneralFact, ...], given: SectionInput) -> tuple[GeneralFact, ...]:
    """Those of the general facts whose place none of the cancers' own takes."""
    own = (fact for cancer in given.cancers for fact in verified((cancer.stage.meaning, *cancer.stage.notes)))
    return not_replaced(facts, own)


def _in_general(given: SectionInput) -> tuple[Block, ...]:
    labels, part = given.library.labels.text, given.library.stage4
    lists = (
        (labels.stage_means, part.means),
        (labels.stage_means_not, part.means_not),
        (labels.stage_other_names, part.other_names),
        (labels.stage_staging, part.staging),
        (labels.stage_remission, part.remission),
    )
    heading = Heading(text=literal(labels.stage_general), level=3)
    blocks: list[Block] = [heading, *_paragraphs(general(part.meaning, given))]
    for title, facts in lists:
        blocks += _list(title, general(facts, given))
    return tuple(blocks)


def _paragraphs(facts: tuple[Fact, ...]) -> tuple[Block, ...]:
    return tuple(Paragraph(text=words(fact.text), sources=fact.sources) for fact in facts)


def _list(title: str, facts: tuple[Fact, ...]) -> tuple[Block, ...]:
    if not facts:
        return ()
    return (Heading(text=literal(title), level=3), facts_listed(facts))


def stage4_panel(given: SectionInput) -> tuple[Block, ...]:
    """What the stage means: each thing only where there is room."""
    labels = given.library.labels.sections
    has_stage4 = any(cancer.stage.fits != "wrong" for cancer in given.cancers)
    facts: list[Fact] = [
        fact for cancer in given.cancers for fact in verified((cancer.stage.meaning, *cancer.stage.notes))
    ]
    if has_stage4:
        facts += general(given.library.stage4.means_not, given)
    title = labels.stage4 if has_stage4 else labels.stage
    return optional_list(title, ((each,) for each in _paragraphs(tuple(facts))), given)


SECTIONS = (
    Section(
        "stage4",
        "What stage 4 means, in general and for this cancer.",
        stage4,
        draws_on=("cancers", "stage4"),
        details={"panel": stage4_panel},
        lacking={"panel": "more about what the stage means"},
    ),
)
