"""Every section that a layout may name, and what makes its blocks."""

from __future__ import annotations

from handouts.compose.sections import (
    agenda,
    ask,
    brief,
    card,
    contacts,
    diary,
    discussion,
    event,
    evidence,
    in_brief,
    notice,
    numbers,
    questions,
    sign_in,
    signs,
    sources,
    special,
    spread,
    stage4,
    support,
    take_home,
    tests,
    tips,
    to_know,
    treatments,
    trials,
)
from handouts.compose.sections.section import Section, Yields
from handouts.model.layout import SectionName, section_of
from handouts.reading.section_names import FULL

_ALL = (
    Section(
        id="advice", purpose="What to do about a fever, where there is room.", details={FULL: signs.advice}
    ),
    Section(
        id="agenda",
        purpose="The steps of a group's meeting and its ground rules, for whoever leads it.",
        details={FULL: agenda.agenda},
    ),
    Section(
        id="ask-cancer",
        purpose="What to ask about this cancer, with lines for the answers.",
        details={FULL: ask.ask_cancer},
        omission="ask-cancer",
    ),
    Section(
        id="ask-general",
        purpose="What to ask whatever the cancer is, with lines for the answers.",
        details={FULL: ask.ask_general},
        omission="ask-general",
    ),
    Section(
        id="ask-help",
        purpose="What tips tell to ask, with lines for the answers.",
        details={FULL: ask.ask_help},
        omission="ask-help",
    ),
    Section(id="ask-own", purpose="Lines for the reader's own questions.", details={FULL: ask.ask_own}),
    Section(
        id="ask-tests",
        purpose="Tests to tick and to ask about.",
        details={FULL: ask.ask_tests},
        omission="ask-tests",
    ),
    Section(
        id="ask-treatments",
        purpose="Kinds of treatment to tick and to ask about.",
        details={FULL: ask.ask_treatments},
        omission="ask-treatments",
    ),
    Section(
        id="call-team",
        purpose="What to do about signs that a card has no room for.",
        details={FULL: card.call_team},
    ),
    Section(id="card-foot", purpose="The clinic's own line on a card.", details={FULL: card.card_foot}),
    Section(
        id="card-helper",
        purpose="A side of a card for a helper: medicines, allergies, and whom to tell.",
        details={FULL: card.card_helper},
    ),
    Section(
        id="card-medicines",
        purpose="Lines on a card for medicines and allergies.",
        details={FULL: card.card_medicines},
    ),
    Section(
        id="card-owner",
        purpose="Whose card it is, and the name of the cancer, to be written in.",
        details={FULL: card.card_owner},
    ),
    Section(
        id="contacts",
        purpose="Whom to call: by day, at night, in an emergency; as a band, side by side.",
        details={FULL: contacts.contacts, "band": contacts.contacts_band},
        title="contacts",
        omission="contacts",
    ),
    Section(
        id="diary-appointments", purpose="A table for visits and calls.", details={FULL: diary.diary_visits}
    ),
    Section(
        id="diary-days",
        purpose="A table to fill in for each of fourteen days.",
        details={FULL: diary.diary_days},
    ),
    Section(
        id="diary-how", purpose="How to use the diary, and when not to wait.", details={FULL: diary.diary_how}
    ),
    Section(
        id="diary-medicines",
        purpose="A table for medicines, and a line for what one cannot take.",
        details={FULL: diary.diary_medicines},
    ),
    Section(
        id="diary-questions",
        purpose="Lines for questions in the diary.",
        details={FULL: diary.diary_questions},
    ),
    Section(
        id="discussion", purpose="Questions to talk about in a group.", details={FULL: discussion.discussion}
    ),
    Section(id="event", purpose="When and where a group meets, in a box.", details={FULL: event.event}),
    Section(
        id="evidence",
        purpose="What studies found about things that a person can do.",
        details={FULL: evidence.evidence},
        title="evidence",
        omission="evidence",
    ),
    Section(id="notes", purpose="Lines to write on.", details={FULL: brief.notes}),
    Section(
        id="notice",
        purpose="When and where a group meets, large enough for a wall.",
        details={FULL: notice.notice},
    ),
    Section(
        id="numbers",
        purpose="Survival numbers on a page of their own, only where they were asked for.",
        details={FULL: numbers.numbers},
        title="numbers",
        omission="numbers",
    ),
    Section(id="overleaf", purpose="The other side begins here.", details={FULL: brief.overleaf}),
    Section(
        id="phones",
        purpose="The team's phones on a card; as a cover, with the emergency number.",
        details={FULL: card.phones, "cover": card.phones_cover},
    ),
    Section(
        id="questions",
        purpose="Questions to ask at the next visit.",
        details={
            FULL: questions.questions,
            "brief": questions.questions_brief,
            "panel": in_brief.questions_in_brief,
        },
        title="questions",
        omission="questions",
    ),
    Section(
        id="sign-in",
        purpose="A sign-in sheet for a group: first names only.",
        details={FULL: sign_in.sign_in},
    ),
    Section(
        id="signs",
        purpose="When to call and how fast: all boxes, one box, the reasons, or one line.",
        details={
            FULL: signs.signs,
            "call-911": signs.signs_as("page", "call-911"),
            "call-now": signs.signs_as("page", "call-now"),
            "same-day": signs.signs_as("page", "same-day"),
            "reasons": signs.signs_as("reasons"),
            "line": signs.signs_as("line", "call-now"),
        },
        title="signs",
        omission="signs",
    ),
    Section(
        id="sources",
        purpose="Where the facts come from, when they were checked, and who reviewed them.",
        details={
            FULL: sources.sources,
            "brief": brief.sources_brief,
            "panel": in_brief.imprint,
            "line": in_brief.card_imprint,
        },
        title="sources",
        omission="sources",
    ),
    Section(
        id="special",
        purpose="What is special about this cancer.",
        details={FULL: special.special, "panel": in_brief.special_in_brief},
        title="special",
        omission="special",
    ),
    Section(
        id="spread",
        purpose="Where this cancer often spreads.",
        details={FULL: spread.spread, "panel": in_brief.spread_in_brief},
        title="spread",
        omission="spread",
    ),
    Section(
        id="stage4",
        purpose="What stage 4 means, in general and for this cancer.",
        details={FULL: stage4.stage4, "panel": in_brief.stage_in_brief},
        title="stage4",
        omission="stage4",
    ),
    Section(
        id="support",
        purpose="Helplines and organizations that help for free.",
        details={FULL: support.support, "brief": support.support_brief, "panel": in_brief.support_in_brief},
        title="support",
        omission="support",
    ),
    Section(
        id="take-home",
        purpose="The pages to hand out begin here, with what they are about.",
        details={FULL: take_home.take_home},
    ),
    Section(
        id="tests",
        purpose="Tests to ask about, and what their answers can change.",
        details={FULL: tests.tests, "panel": in_brief.tests_in_brief},
        title="tests",
        omission="tests",
    ),
    Section(
        id="tips",
        purpose="What a person can do: the tips that were chosen, or the core ones.",
        details={FULL: tips.tips},
        title="tips",
        omission="tips",
    ),
    Section(
        id="to-know",
        purpose="Three things to know, in a box.",
        details={FULL: to_know.to_know},
        title="to_know",
        omission="to-know",
    ),
    Section(
        id="treatments",
        purpose="What each treatment is for, with examples of drugs unless it is brief.",
        details={
            FULL: treatments.treatments,
            "brief": treatments.treatments_brief,
            "panel": in_brief.treatments_in_brief,
        },
        title="treatments",
        omission="treatments",
    ),
    Section(
        id="trials",
        purpose="What trials have shown about living longer than expected, in words.",
        details={FULL: trials.trials},
        title="trials",
        omission="trials",
    ),
    Section(
        id="turn-over", purpose="That the signs stand on the other side.", details={FULL: brief.turn_over}
    ),
)

SECTIONS = {section.id: section for section in _ALL}
"""By id."""

NAMES = tuple(name for section in _ALL for name in section.names)
"""As layouts name them, at each detail."""


def section_named(name: SectionName) -> Section:
    """The section that a layout names. Raises KeyError where there is none."""
    return SECTIONS[section_of(name)]


def yields(name: SectionName) -> Yields:
    """What makes its blocks at the detail that is named. Raises KeyError where there is none."""
    return section_named(name).yields(name)
