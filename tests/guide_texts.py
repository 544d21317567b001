"""What the guide can print of a cancer, text by text. No tests."""

from __future__ import annotations

from collections.abc import Iterator

from handouts.model.content import Cancer
from handouts.model.library import Library
from handouts.reading.markup import plain_text


def guide_texts(library: Library, cancer: Cancer) -> list[str]:
    """Every text of the four pages of one cancer, in their order: not the headings, not the signs."""
    return [plain_text(text) for page in (_first, _second, _third, _fourth) for text in page(library, cancer)]


def _first(library: Library, cancer: Cancer) -> Iterator[str]:
    guide = cancer.guide
    assert guide is not None
    yield (guide.welcome or library.guide.welcome).text
    yield from (fact.short or fact.text for fact in cancer.to_know if fact.verified)
    yield from guide.questions


def _second(library: Library, cancer: Cancer) -> Iterator[str]:
    guide, general = cancer.guide, library.guide
    assert guide is not None
    yield from (guide.meaning.text, guide.names.text)
    if guide.steps:
        yield guide.steps.began.text
        yield (guide.steps.moved or general.moved).text
        yield (guide.steps.grew or general.grew).text
    yield from (each.text for each in guide.place)
    yield from (each.text for each in guide.looks_at or general.looks_at)
    yield from (each.text for each in guide.means_not or general.means_not)
    yield from (each.text for each in guide.hope)


def _third(library: Library, cancer: Cancer) -> Iterator[str]:
    yield from (each.line for each in cancer.treatments if each.line)
    yield from (each.line for each in cancer.tests if each.line)
    for name in library.guide.tips:
        glance = library.tips[name].glance
        assert glance is not None
        yield glance.text


def _fourth(library: Library, cancer: Cancer) -> Iterator[str]:
    guide = cancer.guide
    assert guide is not None
    yield from (guide.tell or library.guide.tell, library.guide.family.text, library.guide.fear.text)
    yield from (each.line for each in library.resources.resources if each.line)
