"""Every section that a layout may name, and what makes its blocks."""

from __future__ import annotations

from handouts.compose.sections import (
    ask,
    brief,
    card,
    contacts,
    diary,
    evidence,
    group,
    guide,
    numbers,
    questions,
    signs,
    sources,
    special,
    spread,
    stage4,
    support,
    tests,
    tips,
    to_know,
    treatments,
    trials,
)
from handouts.compose.sections.section import Section, Yields
from handouts.model.layout import SectionName, section_of

_MODULES = (
    ask,
    brief,
    card,
    contacts,
    diary,
    evidence,
    group,
    guide,
    numbers,
    questions,
    signs,
    sources,
    special,
    spread,
    stage4,
    support,
    tests,
    tips,
    to_know,
    treatments,
    trials,
)
"""A new section is a module, and a line here."""

SECTIONS: dict[str, Section] = {
    section.id: section
    for section in sorted((each for module in _MODULES for each in module.SECTIONS), key=lambda each: each.id)
}
"""By id."""

NAMES = tuple(name for section in SECTIONS.values() for name in section.names)
"""As layouts name them, at each detail."""


def section_named(name: SectionName) -> Section:
    """The section that a layout names. Raises KeyError where there is none."""
    return SECTIONS[section_of(name)]


def yields(name: SectionName) -> Yields:
    """What makes its blocks at the detail that is named. Raises KeyError where there is none."""
    return section_named(name).yields(name)
