"""Every section by its id, the name that layouts use."""

from __future__ import annotations

from handouts.compose.given import Section
from handouts.compose.sections.card import card_medicines, card_owner, phones
from handouts.compose.sections.contacts import contacts
from handouts.compose.sections.evidence import evidence
from handouts.compose.sections.in_brief import (
    card_imprint,
    imprint,
    questions_in_brief,
    stage_in_brief,
    support_in_brief,
    treatments_in_brief,
)
from handouts.compose.sections.numbers import numbers
from handouts.compose.sections.questions import questions
from handouts.compose.sections.signs import signs
from handouts.compose.sections.signs_in_short import (
    emergency_in_short,
    emergency_panel,
    same_day_in_short,
    same_day_panel,
)
from handouts.compose.sections.sources import sources
from handouts.compose.sections.special import special
from handouts.compose.sections.spread import spread
from handouts.compose.sections.stage4 import stage4
from handouts.compose.sections.support import support
from handouts.compose.sections.tests import tests
from handouts.compose.sections.tips import tips
from handouts.compose.sections.to_know import to_know
from handouts.compose.sections.treatments import treatments
from handouts.compose.sections.trials import trials

SECTIONS: dict[str, Section] = {
    "card-imprint": card_imprint,
    "card-medicines": card_medicines,
    "card-owner": card_owner,
    "contacts": contacts,
    "emergency-in-short": emergency_in_short,
    "emergency-panel": emergency_panel,
    "evidence": evidence,
    "imprint": imprint,
    "numbers": numbers,
    "phones": phones,
    "questions": questions,
    "questions-in-brief": questions_in_brief,
    "same-day-in-short": same_day_in_short,
    "same-day-panel": same_day_panel,
    "signs": signs,
    "sources": sources,
    "special": special,
    "spread": spread,
    "stage-in-brief": stage_in_brief,
    "stage4": stage4,
    "support": support,
    "support-in-brief": support_in_brief,
    "tests": tests,
    "tips": tips,
    "to-know": to_know,
    "treatments": treatments,
    "treatments-in-brief": treatments_in_brief,
    "trials": trials,
}
