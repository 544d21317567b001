"""A leaflet's parts in brief. What a panel has no room for goes from the end, and the handout says so."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from itertools import zip_longest

from handouts import __version__
from handouts.compose.blocks import Block, Bullets, Heading, Paragraph, QrLink, Spare
from handouts.compose.provenance import age_of_drug_facts, month_in_words, one_space
from handouts.compose.reviewed import signed_briefly, signed_shortly
from handouts.compose.section_input import SectionInput, date_in_words, reviews, verified
from handouts.compose.sections.questions import asked_of
from handouts.compose.sections.spread import spread
from handouts.compose.sections.stage4 import general
from handouts.compose.sections.support import phone_of
from handouts.compose.wording import filled, literal, strong, words
from handouts.model.content import Fact, Resource, Test, Treatment
from handouts.model.text import Span, Text


def stage_in_brief(given: SectionInput) -> tuple[Block, ...]:
    """What the stage means: each thing only where there is room."""
    labels = given.library.labels.sections
    has_stage4 = any(cancer.stage.fits != "wrong" for cancer in given.cancers)
    facts: list[Fact] = [
        fact for cancer in given.cancers for fact in verified((cancer.stage.meaning, *cancer.stage.notes))
    ]
    if has_stage4:
        facts += general(given.library.stage4.means_not, given)
    title = labels.stage4 if has_stage4 else labels.stage
    items = (Paragraph(text=words(fact.text), sources=fact.sources) for fact in facts)
    return _headed("stage4: panel", title, *items)


def _headed(name: str, title: str, *items: Block) -> tuple[Block, ...]:
    """Items that may be left out from the end, the heading with the first of them."""
    heading = Heading(text=literal(title), level=2)
    parts = [(item,) if at else (heading, item) for at, item in enumerate(items)]
    return tuple(Spare(name=name, blocks=part) for part in parts)


def spread_in_brief(given: SectionInput) -> tuple[Block, ...]:
    """Where one cancer can spread, where there is room."""
    if len(given.cancers) > 1:
        return ()
    _, *said = spread(given)
    return _headed("spread: panel", given.library.labels.sections.spread, *said)


def treatments_in_brief(given: SectionInput) -> tuple[Block, ...]:
    """Every kind of treatment by its name; what each is for as far as there is room.

    Of several cancers what all are for, or what none is: those with words would look recommended.
    """
    title = Heading(text=literal(given.library.labels.little.treatments), level=2)
    if len(given.cancers) == 1:
        return (title, *_treatments(given, partial(_treatment, given=given)))
    explained = _treatments(given, partial(_explained, given=given))
    if not explained:
        return (title,)
    return (title, Spare(name="treatments: panel", blocks=explained, instead=_treatments(given, _named)))


def _treatments(given: SectionInput, told: Callable[[Treatment], Block]) -> tuple[Block, ...]:
    """Each treatment as it is told, below the names of its cancer and its group."""
    several = len(given.cancers) > 1
    blocks: list[Block] = []
    for cancer in given.cancers:
        kept = verified(cancer.treatments)
        if several and kept:
            blocks.append(Heading(text=literal(cancer.name), level=3))
        for group in dict.fromkeys(each.group for each in kept):
            if group:
                blocks.append(Heading(text=literal(group), level=4 if several else 3))
            blocks += (told(each) for each in kept if each.group == group)
    return tuple(blocks)


def _treatment(treatment: Treatment, given: SectionInput) -> Block:
    """The name and what it is for, or the name alone."""
    blocks = (_explained(treatment, given),)
    return Spare(name="treatments: panel", blocks=blocks, instead=(_named(treatment),))


def _explained(treatment: Treatment, given: SectionInput) -> Block:
    named = given.library.labels.little.named
    said = filled(named, name=strong(treatment.name), said=words(treatment.why))
    return Paragraph(text=said, sources=treatment.sources)


def _named(treatment: Treatment) -> Block:
    return Paragraph(text=literal(treatment.name), sources=treatment.sources)


def tests_in_brief(given: SectionInput) -> tuple[Block, ...]:
    """Tests to ask about and why, as many as there is room for."""
    labels = given.library.labels
    kept = [(cancer, test) for cancer in given.cancers for test in verified(cancer.tests)]
    several = len(given.cancers) > 1
    items = (_test(test, cancer.name if several else test.group, given) for cancer, test in kept)
    return _headed("tests: panel", labels.sections.tests, *items)


def _test(test: Test, group: str | None, given: SectionInput) -> Block:
    labels = given.library.labels
    name = strong(test.name)
    if group:
        name = filled(labels.ask.of_group, name=name, group=strong(group))
    said = filled(labels.little.named, name=name, said=words(test.why))
    return Paragraph(text=said, sources=test.sources)


def special_in_brief(given: SectionInput) -> tuple[Block, ...]:
    """What is special about one cancer, as far as there is room."""
    facts = verified(given.cancers[0].special) if len(given.cancers) == 1 else ()
    items = (Bullets(items=(words(fact.text),), sources=fact.sources) for fact in facts)
    return _headed("special: panel", given.library.labels.sections.special, *items)


def questions_in_brief(given: SectionInput) -> tuple[Block, ...]:
    """Each cancer's questions in turn, as many as there is room for."""
    asked = [[asked_of(cancer, each, given) for each in cancer.questions] for cancer in given.cancers]
    in_turn = (question for found in zip_longest(*asked) for question in found if question)
    items = (Bullets(items=(question,), marker="box") for question in in_turn)
    return _headed("questions: panel", given.library.labels.little.questions, *items)


def support_in_brief(given: SectionInput) -> tuple[Block, ...]:
    """Helplines with a number that was checked: those for these cancers first."""
    chosen = {cancer.id for cancer in given.cancers}
    kept = [
        resource
        for resource in verified(given.library.resources.resources)
        if resource.phone
        and resource.phone_verified
        and (not resource.cancers or chosen & set(resource.cancers))
    ]
    kept.sort(key=lambda resource: not resource.cancers)  # stable
    if not kept:
        return ()
    title = Heading(text=literal(given.library.labels.little.support), level=2)
    return (title, *(Spare(name="support: panel", blocks=_helpline(each, given)) for each in kept))


def _helpline(resource: Resource, given: SectionInput) -> tuple[Block, ...]:
    """A name, what it offers and its phone; where codes are wanted, one with the phone and the website."""
    name, number = strong(resource.name), phone_of(resource, given)
    if given.qr and resource.url and resource.url_verified:
        said = filled(given.library.labels.codes.of, name=resource.name)
        return (QrLink(address=resource.url, words=said, lines=(name, number)),)
    return (
        Paragraph(text=(*name, Span(text=": "), *number), role="point"),
        Paragraph(text=words(resource.offers), role="small"),
    )


def imprint(given: SectionInput) -> tuple[Block, ...]:
    """When the facts were checked, from which content, whether that was reviewed, where the sources stand."""
    labels = given.library.labels.little
    foot = given.clinic.foot if given.clinic else None
    own = (Paragraph(text=literal(foot), role="small"),) if foot else ()
    told = (signed_briefly(given), words(labels.more))
    return (_made(labels.made, given), *(Paragraph(text=text, role="small") for text in told), *own)


def card_imprint(given: SectionInput) -> tuple[Block, ...]:
    """When and from what, in one line."""
    return (_made(given.library.labels.little.made_short, given),)


def _made(label: str, given: SectionInput) -> Paragraph:
    facts = min(review.facts_as_of for review in reviews(given))
    date = date_in_words(facts, given.library.labels)
    said = filled(
        label,
        facts_as_of=date,
        drug_facts=_drug_facts(given),
        review=signed_shortly(given),
        content=given.content,
        version=__version__,
    )
    return Paragraph(text=one_space(said), role="small")


def _drug_facts(given: SectionInput) -> Text:
    """How old what is said of drugs may be, in short; empty where a source bears no date: there is no room
    to say that."""
    labels = given.library.labels
    dated, all_dated = age_of_drug_facts(given)
    if dated is None or not all_dated:
        return ()
    return filled(labels.little.drug_facts, oldest=month_in_words(dated, labels))
