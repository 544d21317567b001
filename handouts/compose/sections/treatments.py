"""Treatments: what each is for, with examples of drugs."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from handouts.compose.blocks import Block, Bullets, Heading, Optional, Paragraph, Table, WriteIn
from handouts.compose.picture_blocks import IconRow, IconRows
from handouts.compose.section_input import (
    SectionInput,
    abroad,
    for_each_cancer,
    for_each_group,
    sources_of,
    verified,
)
from handouts.compose.sections.section import Section
from handouts.compose.wording import filled, literal, strong, within, words
from handouts.model.base import Id
from handouts.model.content import Cancer, Drug, Treatment
from handouts.model.guide_words import Given
from handouts.model.text import Span, Text

ICONS: dict[Given, Id] = {
    "pill": "pill",
    "drip": "drip",
    "shot": "injection",
    "rays": "beams",
    "surgery": "surgery",
    "procedure": "surgery",
    "device": "target",
    "cells": "cells-given-back",
    "watch": "watch-and-wait",
}
"""The picture of how a treatment is given."""

_OTHER = "target"


def treatments(given: SectionInput) -> tuple[Block, ...]:
    """Entries for each cancer, or for each part of a cancer that is treated in its own way."""
    labels = given.library.labels
    return (
        Heading(text=literal(labels.sections.treatments), level=2),
        Paragraph(text=words(labels.text.treatments_lead), keep_with_next=True),
        *((Paragraph(text=words(labels.text.treatments_abroad)),) if abroad(given) else ()),
        *for_each_cancer(given, _of_cancer),
    )


def treatments_brief(given: SectionInput) -> tuple[Block, ...]:
    """A list for each cancer or part of one: kinds of treatment and what each does, without drugs."""
    labels = given.library.labels
    return (
        Heading(text=literal(labels.brief.treatments), level=2),
        Paragraph(text=words(labels.brief.treatments_lead), keep_with_next=True),
        *((Paragraph(text=words(labels.text.treatments_abroad)),) if abroad(given) else ()),
        *(
            _names_by_cancer(given)
            if given.limit.short and len(given.cancers) > 1
            else for_each_cancer(given, _lists)
        ),
        *((WriteIn(lines=2, label=labels.ask.answer, fills=True),) if given.limit.short else ()),
    )


def _lists(cancer: Cancer, given: SectionInput) -> tuple[Block, ...]:
    return for_each_group(given, verified(cancer.treatments), _list)


def _list(kept: tuple[Treatment, ...], given: SectionInput) -> tuple[Block, ...]:
    """Each with what it does; where it must be short, their names to tick."""
    labels = given.library.labels.brief
    if given.limit.short:
        names = tuple(literal(each.name) for each in kept)
        ticks = Bullets(
            items=names, marker="box", role="tight", together=len(names), sources=sources_of(kept)
        )
        return (ticks,)
    items = tuple(filled(labels.treatment, name=strong(each.name), why=words(each.why)) for each in kept)
    return (Bullets(items=items, together=2, sources=sources_of(kept)),)


def _names_by_cancer(given: SectionInput) -> tuple[Block, ...]:
    """The names of all treatments of each of several cancers in a few lines."""
    kept = [(cancer, verified(cancer.treatments)) for cancer in given.cancers]
    return tuple(_named(cancer, treatments, given) for cancer, treatments in kept if treatments)


def _named(cancer: Cancer, kept: tuple[Treatment, ...], given: SectionInput) -> Block:
    first, *others = dict.fromkeys(each.name for each in kept)
    names = "; ".join([first, *map(within, others)])
    text = filled(given.library.labels.brief.treatment, name=strong(cancer.name), why=literal(f"{names}."))
    return Paragraph(text=text, sources=sources_of(kept))


def _of_cancer(cancer: Cancer, given: SectionInput) -> tuple[Block, ...]:
    return for_each_group(given, verified(cancer.treatments), _entries)


def _entries(kept: tuple[Treatment, ...], _given: SectionInput) -> tuple[Block, ...]:
    """Each with what it does, and its drugs below: columns of so different lengths would waste the paper."""
    drugs = tuple(drug for treatment in kept for drug in verified(treatment.drugs))
    rows = tuple(_row(treatment) for treatment in kept)
    return (Table(head=(), rows=rows, shares=(1.0,), sources=sources_of((*kept, *drugs))),)


def _row(treatment: Treatment) -> tuple[tuple[Text, ...], ...]:
    examples = tuple(_example(drug) for drug in verified(treatment.drugs))
    return ((strong(treatment.name), words(treatment.why)), examples)


def _example(drug: Drug) -> Text:
    name = f"{drug.generic} ({drug.brand})" if drug.brand else drug.generic
    if drug.use is None:
        return strong(name)
    return (*strong(name), Span(text=": "), *words(drug.use))


def treatments_panel(given: SectionInput) -> tuple[Block, ...]:
    """Every kind of treatment by its name; what each is for as far as there is room.

    Of several cancers what all are for, or what none is: those with words would look recommended.
    """
    title = Heading(text=literal(given.library.labels.little.treatments), level=2)
    if len(given.cancers) == 1:
        return (title, *_in_groups(given, partial(_optional, given=given)))
    explained = _in_groups(given, partial(_explained, given=given))
    if not explained:
        return (title,)
    return (
        title,
        Optional(blocks=explained, fallback=_in_groups(given, _name_alone), omission=given.omission),
    )


def _in_groups(given: SectionInput, block: Callable[[Treatment], Block]) -> tuple[Block, ...]:
    """A block for each treatment, below the names of its cancer and its group."""

    def of_cancer(cancer: Cancer, given: SectionInput) -> tuple[Block, ...]:
        return for_each_group(given, verified(cancer.treatments), lambda kept, _: tuple(map(block, kept)))

    return for_each_cancer(given, of_cancer)


def _optional(treatment: Treatment, given: SectionInput) -> Block:
    """The name and what it is for, or the name alone."""
    explained, alone = _explained(treatment, given), _name_alone(treatment)
    return Optional(blocks=(explained,), fallback=(alone,), omission=given.omission)


def _explained(treatment: Treatment, given: SectionInput) -> Block:
    named = given.library.labels.little.named
    said = filled(named, name=strong(treatment.name), said=words(treatment.why))
    return Paragraph(text=said, sources=treatment.sources)


def _name_alone(treatment: Treatment) -> Block:
    return Paragraph(text=literal(treatment.name), sources=treatment.sources)


def treatments_at_a_glance(given: SectionInput) -> tuple[Block, ...]:
    """What can be done, a line each, with a picture of how it is given and a box for the team to tick."""
    labels = given.library.labels.guide
    title = literal(labels.treatments)
    if len(given.selection.cancers) > len(given.cancers) == 1:  # pages of one of several cancers
        title = filled(given.library.labels.ask.of_group, name=title, group=given.cancers[0].name)
    said = labels.mine_line.replace("{name}", labels.treatments)
    own = WriteIn(lines=1, label=said, name="mine", begins=strong(labels.mine))
    return (
        Heading(text=title, level=2),
        Paragraph(text=words(labels.treatments_lead), keep_with_next=True),
        *((Paragraph(text=words(given.library.labels.text.treatments_abroad)),) if abroad(given) else ()),
        *for_each_cancer(given, _rows_of_cancer),
        own,
    )


def _rows_of_cancer(cancer: Cancer, given: SectionInput) -> tuple[Block, ...]:
    return for_each_group(given, verified(cancer.treatments), _rows)


def _rows(kept: tuple[Treatment, ...], given: SectionInput) -> tuple[Block, ...]:
    rows = tuple(_glance(each, short=given.limit.short) for each in kept)
    return (IconRows(rows=rows, box=True, across=True, ruled=True, sources=sources_of(kept)),)


def _glance(each: Treatment, *, short: bool) -> IconRow:
    icon = ICONS.get(each.given[0], _OTHER) if each.given else _OTHER
    said = () if short else words(each.line or each.why)
    return IconRow(icon=icon, text=strong(each.short or each.name), more=said)


SECTIONS = (
    Section(
        "treatments",
        "What each treatment is for, with examples of drugs unless it is brief.",
        treatments,
        draws_on=("cancers",),
        details={"brief": treatments_brief, "glance": treatments_at_a_glance, "panel": treatments_panel},
        lacking={"panel": "what each treatment is for"},
    ),
)
