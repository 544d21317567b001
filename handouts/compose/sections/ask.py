"""Questions for the next visit, by topic, with room to write under each: the sections ask-...

They ask what the library's own questions ask, and for the tests and treatments that it names. A tip's
question is one that a step of it puts in quotation marks.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from handouts.compose.blocks import Block, Bullets, Heading, Paragraph, WriteIn
from handouts.compose.section_input import SectionInput, verified
from handouts.compose.sections.section import Section
from handouts.compose.wording import filled, literal, strong, words
from handouts.model.content import Cancer, Test, Tip, Treatment
from handouts.model.text import Text

ANSWER_LINES = 3
CHOICE_LINES = 2
OWN_LINES = 3

_QUOTED = re.compile(r'["“„«]\s*([^"“”„«»]+\?)\s*["”“»]')
"""A question in quotation marks: 'Ask: "Is there a trial for me?"'."""


def ask_cancer(given: SectionInput) -> tuple[Block, ...]:
    """What to ask about each cancer, under its name."""
    return tuple(
        block
        for cancer in given.cancers
        for block in _topic(cancer.name, tuple(words(question) for question in cancer.questions), given)
    )


def ask_general(given: SectionInput) -> tuple[Block, ...]:
    """What to ask whatever the cancer is."""
    questions = tuple(words(question) for question in given.library.stage4.questions)
    return _topic(given.library.labels.ask.general, questions, given)


def ask_help(given: SectionInput) -> tuple[Block, ...]:
    """The questions that tips tell to ask, each with what it is about."""
    label = given.library.labels.ask.help_question
    questions = tuple(
        filled(label, topic=strong(tip.title), question=words(question))
        for tip in given.tips
        for question in _quoted(tip)
    )
    return _topic(given.library.labels.ask.help, questions, given)


def ask_tests(given: SectionInput) -> tuple[Block, ...]:
    """Tests to tick."""
    labels = given.library.labels.ask
    leads = _Leads(labels.tests_lead, labels.tests_lead_one, labels.tests_short)
    return _choices(labels.tests, leads, lambda cancer: cancer.tests, given)


def ask_treatments(given: SectionInput) -> tuple[Block, ...]:
    """Kinds of treatment to tick."""
    labels = given.library.labels.ask
    leads = _Leads(labels.treatments_lead, labels.treatments_lead_one, labels.treatments_short)
    return _choices(labels.treatments, leads, lambda cancer: cancer.treatments, given)


def ask_own(given: SectionInput) -> tuple[Block, ...]:
    """Lines for the reader's own questions: as many as the page has room for."""
    labels = given.library.labels.ask
    return (
        Heading(text=literal(labels.own), level=2),
        WriteIn(lines=given.limit.lines or OWN_LINES, label=labels.own_lines, fills=True),
    )


def _topic(title: str, questions: tuple[Text, ...], given: SectionInput) -> tuple[Block, ...]:
    """Questions under a heading, the first of them where there may not be all."""
    kept = questions[: given.limit.items]
    if not kept:
        return ()
    lines = given.limit.lines or ANSWER_LINES
    return (Heading(text=literal(title), level=2), Bullets(items=kept, marker="box", lines=lines))


def _quoted(tip: Tip) -> Iterator[str]:
    return (found for action in tip.actions for found in _QUOTED.findall(action))


class _Leads(NamedTuple):
    """The question above names to tick, above a single one, and where no names are given."""

    several: str
    one: str
    short: str


def _choices(
    title: str, leads: _Leads, kept: Callable[[Cancer], tuple[Test | Treatment, ...]], given: SectionInput
) -> tuple[Block, ...]:
    """One question, names to tick and lines for the answer. Where it must be short, no names."""
    names = tuple(dict.fromkeys(_name(each, given) for c in given.cancers for each in verified(kept(c))))
    if not names:
        return ()
    lead = leads.short if given.limit.short else leads.several if len(names) > 1 else leads.one
    ticks = Bullets(items=tuple(map(literal, names)), marker="box", columns=2)
    return (
        Heading(text=literal(title), level=2),
        Paragraph(text=words(lead), keep_with_next=True),
        *(() if given.limit.short else (ticks,)),
        WriteIn(lines=given.limit.lines or CHOICE_LINES, label=given.library.labels.ask.answer),
    )


def _name(each: Test | Treatment, given: SectionInput) -> str:
    if each.group is None:
        return each.name
    label = given.library.labels.ask.of_group
    return label.replace("{name}", each.name).replace("{group}", each.group)


SECTIONS = (
    Section(
        "ask-cancer",
        "What to ask about this cancer, with lines for the answers.",
        ask_cancer,
        draws_on=("cancers",),
    ),
    Section(
        "ask-general",
        "What to ask whatever the cancer is, with lines for the answers.",
        ask_general,
        draws_on=("stage4",),
    ),
    Section("ask-help", "What tips tell to ask, with lines for the answers.", ask_help, draws_on=("tips",)),
    Section("ask-own", "Lines for the reader's own questions.", ask_own, draws_on=()),
    Section("ask-tests", "Tests to tick and to ask about.", ask_tests, draws_on=("cancers",)),
    Section(
        "ask-treatments",
        "Kinds of treatment to tick and to ask about.",
        ask_treatments,
        draws_on=("cancers",),
    ),
)
