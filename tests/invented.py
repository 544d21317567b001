"""A library of invented content, as little as the sections need. No tests."""

from __future__ import annotations

import datetime
from typing import Any

import msgspec

from handouts.model import content
from handouts.model.content import (
    Cancer,
    Drug,
    Evidence,
    Fact,
    FirstFact,
    GeneralFact,
    Glossary,
    GlossaryTerm,
    OwnFact,
    Resource,
    Resources,
    Review,
    Source,
    Spread,
    Stage,
    StageFour,
    Strategy,
    Study,
    Survival,
    SurvivalRow,
    Tip,
    Treatment,
    Urgent,
)
from handouts.model.group import AgendaStep, Group
from handouts.model.guide import Guide
from handouts.model.guide_words import GuideLine, GuidePassage, Welcome
from handouts.model.library import Library, Wanted
from handouts.model.signs import OwnSign, Sign
from handouts.model.studies import Trial
from handouts.reading.library import read_library

REVIEW = Review(
    drafted=datetime.date(2026, 1, 1),
    facts_as_of=datetime.date(2026, 2, 3),
    review_by=datetime.date(2027, 4, 5),
)
SECRET = "unchecked"
"""Stands in everything that nobody has verified."""


def fact(text: str, *sources: str, verified: bool = True) -> Fact:
    return Fact(text=text, sources=sources or ("one",), verified=verified)


def first(text: str, source: str = "one", verified: bool = True) -> FirstFact:
    return FirstFact(text=text, sources=(source,), verified=verified)


def line(text: str) -> GuideLine:
    return GuideLine(text=text, sources=("one",))


def own(text: str, *instead_of: str) -> OwnFact:
    return OwnFact(text=text, sources=("one",), instead_of=instead_of)


def unverified(claim: Any) -> Any:
    return msgspec.structs.replace(claim, verified=False)


def source(publisher: str, title: str, series: str | None = None) -> Source:
    return Source(
        publisher=publisher, title=title, series=series, url="https://x.example/", date="2026", kind="primary"
    )


def cancer(name: str, **fields: Any) -> Cancer:
    """A cancer with one verified and one unverified record of each kind."""
    secret, unclear = fact(SECRET, "secret", verified=False), unverified(own(SECRET))
    drug = Drug(generic=f"{name}-ab", brand="Brandy", use="some people", sources=("two",))
    treatment = Treatment(name="Rest", why="It helps.", drugs=(drug, unverified(_drug())), sources=("one",))
    test = content.Test(name="A blood test", why="It tells.", sources=("one",))
    sign = OwnSign(
        id=f"{name}-ache",
        tier="same-day",
        sign=f"A {name} ache",
        short=f"A {name} ache",
        why="it may be bad",
        sources=("one",),
        action_sources=("one",),
    )
    row = SurvivalRow(
        stage="IV",
        percent=12.5,
        years="2001 to 2007",
        measure="Share",
        area="Somewhere",
        population="people",
        preferred=True,
        sources=("three",),
    )
    trial = Trial(
        name="TRY-1",
        year="2020",
        people="adults",
        treatment="rest",
        count=44,
        outcome="were alive",
        limit="It was small.",
        sources=("four",),
    )
    record = Cancer(
        id=name,
        name=name.capitalize(),
        in_text=name,
        title=f"Stage 4 {name}",
        icd10cm=("C50",),
        stage=Stage(word="stage 4", fits="yes", meaning=own(f"The {name} moved."), notes=(unclear,)),
        to_know=(
            first("It is {meta}."),
            first(SECRET, "secret", verified=False),
            first("It is {meta|meta-like} again."),
        ),
        spread=Spread(sites=("bones", "liver", "skin"), note=secret, sources=("one",)),
        special=(secret, fact(f"{name} is special.")),
        treatments=(
            treatment,
            unverified(msgspec.structs.replace(treatment, name=SECRET, sources=("secret",))),
        ),
        tests=(test, unverified(msgspec.structs.replace(test, name=SECRET, sources=("secret",)))),
        questions=("What?", "Why?", "When?"),
        signs=(
            sign,
            unverified(msgspec.structs.replace(sign, id="secret", sign=SECRET, sources=("secret",))),
        ),
        trials=(trial, unverified(msgspec.structs.replace(trial, name=SECRET, sources=("secret",)))),
        survival=Survival(rows=(row,), notes=(secret,), changed=(fact("It changed."), secret)),
        review=REVIEW,
    )
    return msgspec.structs.replace(record, **fields)


def _drug() -> Drug:
    return Drug(generic=SECRET, sources=("secret",))


def tip(name: str, order: int, core: bool = True) -> Tip:
    return Tip(
        id=name,
        title=f"Tip {name}",
        why=fact(f"Why {name}."),
        actions=("Do.", "Be."),
        facts=(fact(f"More of {name}."), fact(SECRET, "secret", verified=False)),
        order=order,
        core=core,
        review=REVIEW,
    )


def study(name: str, **fields: Any) -> Study:
    record = Study(
        name=name,
        year="2019",
        people=f"60 people in {name}",
        found="About 7 of 100 slept.",
        limit="It was brief.",
        sources=("six",),
    )
    return msgspec.structs.replace(record, **fields)


def evidence() -> Evidence:
    """A verified and an unverified study; an unverified summary; nothing but an unverified study."""
    unchecked = unverified(study(SECRET, sources=("secret",)))
    secret = fact(SECRET, "secret", verified=False)
    return Evidence(
        strategies=(
            Strategy(
                id="nap", title="Nap", summary=fact("A nap is rest."), studies=(unchecked, study("N-1"))
            ),
            Strategy(id="walk", title="Walk", summary=secret, studies=(study("W-1"), study("W-2"))),
            Strategy(id="sit", title="Sit in secret", summary=fact("Sit."), studies=(unchecked,)),
        ),
        review=REVIEW,
    )


def helpline(name: str, **fields: Any) -> Resource:
    record = Resource(
        id=name,
        name=f"Line {name}",
        offers="Help",
        phone="555-0101",
        phone_verified=True,
        url="https://www.line.example/",
        url_verified=True,
        sources=("one",),
    )
    return msgspec.structs.replace(record, **fields)


def invented_library() -> Library:
    """Two cancers, three tips, few words of everything else; the labels are the shipped ones."""
    general = (fact("All is {meta}."), fact(SECRET, "secret", verified=False))
    stage_facts = (
        GeneralFact(id="any", text="Any lump is {meta}.", sources=("one",)),
        unverified(GeneralFact(text=SECRET, sources=("secret",))),
    )
    term = GlossaryTerm(term="meta", means="far away", sources=("one",))
    helplines = (
        helpline("a"),
        helpline("b", phone="555-0666", phone_verified=False),
        helpline("c", url="https://secret.example/", url_verified=False),
        helpline("d", phone_verified=False, url_verified=False),
        helpline("e", verified=False),
        helpline("f", cancers=("lump",)),
        helpline("g", cancers=("elsewhere",)),
    )
    urgent = Sign(
        id="breath",
        tier="call-911",
        sign="No breath",
        short="No breath",
        sources=("five",),
        action_sources=("five",),
    )
    secret = msgspec.structs.replace(urgent, id="secret", sign=SECRET, short=SECRET, sources=("secret",))
    return Library(
        cancers={"lump": cancer("lump"), "bump": cancer("bump")},
        tips={each.id: each for each in (tip("x", 2), tip("y", 1), tip("z", 3, core=False))},
        resources=Resources(
            country="us",
            name="US",
            emergency="911",
            emergency_verified=True,
            words={"emergency-room": "the emergency room"},
            resources=helplines,
            review=REVIEW,
        ),
        glossary=Glossary(terms={"meta": term}, review=REVIEW),
        urgent=Urgent(signs=(urgent, unverified(secret)), advice=general, review=REVIEW),
        stage4=StageFour(
            meaning=stage_facts,
            means=stage_facts,
            means_not=(),
            other_names=(),
            staging=(),
            remission=(),
            questions=("Whom?",),
            review=REVIEW,
        ),
        evidence=evidence(),
        guide=Guide(
            welcome=Welcome(title="Hello", text="Hard news."),
            moved=line("It moved."),
            grew=line("It grew."),
            looks_at=(line("Size."), line("Nodes."), line("Organs.")),
            means_not=(line("Not this."),),
            hope=GuidePassage(text="Some live long.", sources=("one",)),
            tell="Say it.",
            family=GuidePassage(text="Family.", sources=("one",)),
            fear=GuidePassage(text="Fear.", sources=("one",)),
            review=REVIEW,
        ),
        group=Group(
            agenda=(AgendaStep(title="Begin", text="Say hello.", minutes=7),),
            rules=("Be kind.",),
            questions=("How are you?",),
            review=REVIEW,
        ),
        sources={
            "one": source("Press A", "First", "pages"),
            "two": source("Press B", "Second"),
            "three": source("Press C", "Third"),
            "four": source("Press A", "Fourth"),
            "five": source("Press D", "Fifth"),
            "six": source("Press F", "Sixth"),
            "secret": source("Press S", "Secret"),
        },
        labels=read_library(Wanted(cancers=(), tips=())).labels,
    )
