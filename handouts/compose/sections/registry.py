"""Every section by its id, the name that layouts use."""

from __future__ import annotations

from handouts.compose.given import Section
from handouts.compose.sections.agenda import agenda
from handouts.compose.sections.contacts import contacts
from handouts.compose.sections.discussion import discussion
from handouts.compose.sections.event import event
from handouts.compose.sections.evidence import evidence
from handouts.compose.sections.notice import notice
from handouts.compose.sections.numbers import numbers
from handouts.compose.sections.questions import questions
from handouts.compose.sections.sign_in import sign_in
from handouts.compose.sections.signs import signs
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
    "agenda": agenda,
    "contacts": contacts,
    "discussion": discussion,
    "event": event,
    "evidence": evidence,
    "notice": notice,
    "numbers": numbers,
    "questions": questions,
    "sign-in": sign_in,
    "signs": signs,
    "sources": sources,
    "special": special,
    "spread": spread,
    "stage4": stage4,
    "support": support,
    "tests": tests,
    "tips": tips,
    "to-know": to_know,
    "treatments": treatments,
    "trials": trials,
}
