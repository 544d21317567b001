"""Every section by its id, the name that layouts use."""

from __future__ import annotations

from handouts.compose.given import Section
from handouts.compose.sections.agenda import agenda
from handouts.compose.sections.ask import (
    ask_cancer,
    ask_general,
    ask_help,
    ask_own,
    ask_tests,
    ask_treatments,
)
from handouts.compose.sections.brief import notes, overleaf, sources_brief, turn_over
from handouts.compose.sections.card import (
    call_team,
    card_foot,
    card_helper,
    card_medicines,
    card_owner,
    phones,
    phones_cover,
)
from handouts.compose.sections.contacts import contacts, contacts_band
from handouts.compose.sections.diary import (
    diary_days,
    diary_how,
    diary_medicines,
    diary_questions,
    diary_visits,
)
from handouts.compose.sections.discussion import discussion
from handouts.compose.sections.event import event
from handouts.compose.sections.evidence import evidence
from handouts.compose.sections.in_brief import (
    card_imprint,
    imprint,
    questions_in_brief,
    special_in_brief,
    spread_in_brief,
    stage_in_brief,
    support_in_brief,
    tests_in_brief,
    treatments_in_brief,
)
from handouts.compose.sections.notice import notice
from handouts.compose.sections.numbers import numbers
from handouts.compose.sections.questions import questions, questions_brief
from handouts.compose.sections.sign_in import sign_in
from handouts.compose.sections.signs import advice, signs, signs_as
from handouts.compose.sections.sources import sources
from handouts.compose.sections.special import special
from handouts.compose.sections.spread import spread
from handouts.compose.sections.stage4 import stage4
from handouts.compose.sections.support import support, support_brief
from handouts.compose.sections.take_home import take_home
from handouts.compose.sections.tests import tests
from handouts.compose.sections.tips import tips
from handouts.compose.sections.to_know import to_know
from handouts.compose.sections.treatments import treatments, treatments_brief
from handouts.compose.sections.trials import trials

SECTIONS: dict[str, Section] = {
    "advice": advice,
    "agenda": agenda,
    "ask-cancer": ask_cancer,
    "ask-general": ask_general,
    "ask-help": ask_help,
    "ask-own": ask_own,
    "ask-tests": ask_tests,
    "ask-treatments": ask_treatments,
    "call-team": call_team,
    "card-foot": card_foot,
    "card-helper": card_helper,
    "card-imprint": card_imprint,
    "card-medicines": card_medicines,
    "card-owner": card_owner,
    "contacts": contacts,
    "contacts-band": contacts_band,
    "diary-appointments": diary_visits,
    "diary-days": diary_days,
    "diary-how": diary_how,
    "diary-medicines": diary_medicines,
    "diary-questions": diary_questions,
    "discussion": discussion,
    "event": event,
    "evidence": evidence,
    "imprint": imprint,
    "notes": notes,
    "notice": notice,
    "numbers": numbers,
    "overleaf": overleaf,
    "phones": phones,
    "phones-cover": phones_cover,
    "questions": questions,
    "questions-brief": questions_brief,
    "questions-in-brief": questions_in_brief,
    "sign-in": sign_in,
    "signs": signs,
    "signs-911": signs_as("page", "call-911"),
    "signs-now": signs_as("page", "call-now"),
    "signs-now-line": signs_as("line", "call-now"),
    "signs-same-day": signs_as("page", "same-day"),
    "signs-why": signs_as("reasons"),
    "sources": sources,
    "sources-brief": sources_brief,
    "special": special,
    "special-in-brief": special_in_brief,
    "spread": spread,
    "spread-in-brief": spread_in_brief,
    "stage-in-brief": stage_in_brief,
    "stage4": stage4,
    "support": support,
    "support-brief": support_brief,
    "support-in-brief": support_in_brief,
    "take-home": take_home,
    "tests": tests,
    "tests-in-brief": tests_in_brief,
    "tips": tips,
    "to-know": to_know,
    "treatments": treatments,
    "treatments-brief": treatments_brief,
    "treatments-in-brief": treatments_in_brief,
    "trials": trials,
    "turn-over": turn_over,
}
