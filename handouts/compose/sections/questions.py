"""Questions to ask, with room for the answers."""

from __future__ import annotations

from itertools import zip_longest

from handouts.compose.blocks import Block, Bullets, Heading, Paragraph, Together, WriteIn
from handouts.compose.section_input import SectionInput, for_each_cancer, optional_list
from handouts.compose.sections.section import Section
from handouts.compose.wording import filled, literal, words
from handouts.model.content import Cancer
from handouts.model.text import Text

OWN_LINES = 4
FIRST = 3


def questions(given: SectionInput) -> tuple[Block, ...]:
    """This cancer's questions, the general ones, and lines for the reader's own."""
    labels = given.library.labels
    own = Together(
        blocks=(
            Heading(text=literal(labels.text.questions_own), level=3),
            WriteIn(lines=OWN_LINES, label=labels.text.questions_own_lines, name="question"),
        )
    )
    return (
        Heading(text=literal(labels.sections.questions), level=2),
        Paragraph(text=words(labels.text.questions_lead), keep_with_next=True),
        *for_each_cancer(given, _of_cancer),
        Heading(text=literal(labels.text.questions_general), level=3),
        _boxes(given.library.stage4.questions),
        own,
    )


def questions_brief(given: SectionInput) -> tuple[Block, ...]:
    """The first questions of each cancer, and the general ones where there is room: without lines."""
    labels, most = given.library.labels, given.limit.items
    own = [
        asked_of(cancer, question, given) for cancer in given.cancers for question in cancer.questions[:most]
    ]
    general = [words(question) for question in given.library.stage4.questions]
    room = None if most is None else max(0, most - len(own))
    items = (*own, *general[:room])
    if not items:
        return ()
    return (
        Heading(text=literal(labels.brief.questions), level=2),
        Bullets(items=items, marker="box", together=2),
    )


def asked_of(cancer: Cancer, question: str, given: SectionInput) -> Text:
    """A question; where a handout is about several cancers, with the one that it is about."""
    if len(given.cancers) == 1:
        return words(question)
    return filled(given.library.labels.ask.of_group, name=words(question), group=cancer.name)


def _of_cancer(cancer: Cancer, _given: SectionInput) -> tuple[Block, ...]:
    return (_boxes(cancer.questions),)


def _boxes(items: tuple[str, ...]) -> Bullets:
    return Bullets(items=tuple(words(item) for item in items), marker="box", together=2)


def questions_panel(given: SectionInput) -> tuple[Block, ...]:
    """Each cancer's questions in turn, as many as there is room for."""
    asked = [[asked_of(cancer, each, given) for each in cancer.questions] for cancer in given.cancers]
    in_turn = (question for found in zip_longest(*asked) for question in found if question)
    items = ((Bullets(items=(question,), marker="box"),) for question in in_turn)
    return optional_list(given.library.labels.little.questions, items, given)


def questions_first(given: SectionInput) -> tuple[Block, ...]:
    """Three questions for the next visit."""
    each = FIRST // max(1, len(given.cancers)) or 1
    asked = [
        asked_of(cancer, question, given)
        for cancer in given.cancers
        for question in (cancer.guide.questions if cancer.guide else cancer.questions)[:each]
    ]
    items = tuple(asked[: given.limit.items or FIRST])
    heading = Heading(text=literal(given.library.labels.guide.questions), level=2)
    return (heading, Bullets(items=items, marker="box", together=2))


SECTIONS = (
    Section(
        "questions",
        "Questions to ask at the next visit.",
        questions,
        draws_on=("cancers", "stage4"),
        details={"brief": questions_brief, "first": questions_first, "panel": questions_panel},
        draws_on_at={"panel": ("cancers",)},
        lacking={"panel": "more questions"},
    ),
)
