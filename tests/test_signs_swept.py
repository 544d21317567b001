"""Every sheet has every sign that concerns its reader, in one tier: by the symptoms' words, not by ids."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache
from itertools import combinations

import msgspec
import pytest
from invented import invented_library

from handouts.compose.blocks import Block, Bullets, Callout, Optional, Paragraph, Table
from handouts.compose.composer import compose
from handouts.compose.handout import Handout
from handouts.compose.passes import walk
from handouts.compose.urgent import in_short, signs_for
from handouts.model.base import SHORT
from handouts.model.content import Cancer
from handouts.model.library import Library, Wanted
from handouts.model.selection import Selection
from handouts.model.signs import TIERS, OwnSign, Sign, Tier
from handouts.model.text import plain
from handouts.reading.layout import layout_names, read_layout
from handouts.reading.library import read_library
from handouts.reading.names import cancer_ids, country_ids

SIGNS = frozenset(("signs", "signs: call-911", "signs: call-now"))
LAYOUTS = tuple(name for name in layout_names() if SIGNS & set(read_layout(name).sections))
"""Layouts that tell signs."""

FIRST: dict[str, str] = {
    "breathing": r"breath",
    "chest": r"chest pain",
    "stroke": r"face droop.*speech",
    "seizure": r"seizure",
    "unconscious": r"cannot be woken",
    "confusion": r"confusion",
    "bleeding": r"bleeding",
    "vomiting blood": r"coffee grounds",
    "allergy": r"lips, tongue or throat",
    "opioid": r"opioid",
    "suicide": r"ending your life|suicide",
}
"""What is an emergency for everybody, by a word of it."""

Concerned = Callable[[Cancer], bool]


def _treated_by(*kinds: str) -> Concerned:
    return lambda cancer: any(kind in kinds for each in cancer.treatments for kind in each.kinds)


def _takes(*drugs: str) -> Concerned:
    return lambda cancer: any(
        name in drug.generic for each in cancer.treatments for drug in each.drugs for name in drugs
    )


def _spreads_to(word: str) -> Concerned:
    return lambda cancer: any(word in site for site in cancer.spread.sites)


def _is(*names: str) -> Concerned:
    return lambda cancer: cancer.id in names


def _any(*found: Concerned) -> Concerned:
    return lambda cancer: any(each(cancer) for each in found)


SOME: dict[str, tuple[Tier, str, Concerned]] = {
    "much blood coughed up": (
        "call-911",
        r"more than streaks",
        _any(_spreads_to("lung"), _is("lung"), _takes("bevacizumab", "ramucirumab")),
    ),
    "airway": ("call-911", r"noisy breathing", _is("thyroid", "head-neck", "esophagus", "lung", "nhl")),
    "T cells": (
        "call-911",
        r"t-cell drug: dizz",
        _any(_treated_by("car-t", "bispecifics"), _takes("afamitresgene", "tarlatamab")),
    ),
    "fever after T cells": ("call-now", r"t-cell drug: any fever", _treated_by("car-t", "bispecifics")),
    "vagina": ("call-911", r"heavy bleeding from the vagina", _is("cervix", "uterus")),
    "neck": ("call-911", r"blood from mouth", _is("head-neck")),
    "carcinoid": ("call-911", r"flushing", _is("neuroendocrine")),
    "some blood coughed up": ("call-now", r"coughing up streaks", _spreads_to("lung")),
    "lung on immunotherapy": ("call-now", r"new cough", _treated_by("checkpoint-inhibitors")),
    "lung on Enhertu": ("call-now", r"new cough", _takes("trastuzumab deruxtecan")),
    "lung on everolimus": ("call-now", r"new cough", _takes("everolimus", "bleomycin")),
    "bowel on immunotherapy": (
        "call-now",
        r"immunotherapy: loose stools",
        _treated_by("checkpoint-inhibitors"),
    ),
    "bowel on chemo": ("call-now", r"7\+ extra loose stools", _treated_by("chemotherapy")),
    "sugar": (
        "call-now",
        r"passing a lot of urine",
        _any(_treated_by("checkpoint-inhibitors"), _takes("alpelisib")),
    ),
    "muscles": ("call-now", r"weak muscles.*double vision", _treated_by("checkpoint-inhibitors")),
    "yellow": ("call-now", r"yellow", _any(_is("pancreas", "liver"), _spreads_to("liver"))),
    "no urine": ("call-now", r"cannot pass urine", lambda _: True),
    "thick blood": ("call-now", r"gum bleeding", _is("myeloma")),
    "vagina, some": ("same-day", r"light bleeding from the vagina", _is("cervix", "uterus", "ovary")),
    "urine, blood": ("same-day", r"blood in your urine", _is("bladder", "kidney", "prostate", "cervix")),
    "voice": ("same-day", r"hoarse", _is("thyroid", "head-neck", "lung", "esophagus")),
}
"""What concerns only some, worked out from what the library says of their cancer."""

SECOND = (
    r"fever of|temperature of",
    r"chills",
    r"weak legs|weak or numb legs",
    r"headache",
    r"black or bloody",
)
"""What everybody must call about now."""

SYMPTOMS = (
    *(r"\bfever (?:of|with)|any fever", r"chills", r"seizure", r"confusion", r"chest pain", r"headache"),
    *(r"\bleg or arm\b", r"black or bloody", r"yellow", r"rash", r"cough", r"loose stools", r"thirsty"),
    *(r"vomiting", r"from the vagina", r"drowsy", r"back pain", r"bone pain", r"swell", r"swallow", r"belly"),
)
PARTED: dict[str, tuple[str, str]] = {
    "cough": (r"more than streaks", r"new cough|coughing up streaks"),
    "loose stools": (r"\d|immunotherapy", r"over a day"),
    "thirsty": (r"vomiting", r"^(?!.*vomiting)"),
    "vomiting": (r"belly|thirsty|yellow|lasting vomiting", r"lasting vomiting|no fever or vomiting"),
    "from the vagina": (r"heavy", r"light"),
    "swell": (r"lips, tongue|cramps|one leg|face, neck", r"swell|swollen"),
    "swallow": (r"spit|drinks", r"gets harder|drinks"),
    "belly": (r"severe|cramps", r"no fever or vomiting"),
}
"""Symptoms that stand in two tiers, and the words that part them: in the faster one and in the slower one."""


@cache
def library(country: str) -> Library:
    return read_library(Wanted(country=country))


@cache
def boxes(country: str, layout: str, cancer: str) -> tuple[tuple[Tier, tuple[str, ...]], ...]:
    """The signs of a sheet by tier: those of lists, and of what takes a list's place."""
    found = compose(library(country), Selection(cancers=(cancer,), layout=layout), read_layout(layout), None)
    return tuple((box.kind, _items(box)) for box in _callouts(found) if box.kind in TIERS)  # type: ignore[misc]


def _callouts(handout: Handout) -> Iterator[Callout]:
    for block in walk((*handout.opening, *handout.body)):
        if isinstance(block, Callout):
            yield block
        if isinstance(block, Optional):
            yield from (each for each in block.fallback if isinstance(each, Callout))


def _items(box: Callout) -> tuple[str, ...]:
    """Each sign of a box, in small letters; without a list, the signs run on between marks."""
    found = [plain(item) for kid in box.blocks if isinstance(kid, Bullets) for item in kid.items]
    texts = found or plain(_last_paragraph(box.blocks)).split("\N{NO-BREAK SPACE}• ")
    return tuple(text.replace("\N{NO-BREAK SPACE}", " ").lower() for text in texts)


def _last_paragraph(blocks: tuple[Block, ...]) -> tuple[object, ...]:
    return [block.text for block in blocks if isinstance(block, Paragraph)][-1]  # type: ignore[return-value]


def _has(items: tuple[str, ...], words: str) -> bool:
    return any(re.search(words, item) for item in items)


@pytest.mark.parametrize("country", country_ids())
@pytest.mark.parametrize("layout", LAYOUTS)
def test_no_sign_of_the_first_tiers_is_lost(layout: str, country: str) -> None:
    for name in cancer_ids():
        cancer = library(country).cancers[name]
        found = boxes(country, layout, name)
        for tier, items in found:
            if tier == "call-911":
                assert [what for what, words in FIRST.items() if not _has(items, words)] == [], name
            if tier == "call-now":
                assert [words for words in SECOND if not _has(items, words)] == [], name
            for what, (wanted, words, concerned) in SOME.items():
                if wanted == tier and concerned(cancer):
                    assert _has(items, words), (name, what)
        assert {tier for tier, _ in found} >= ({"call-911"} if layout == "card" else {"call-911", "call-now"})


@pytest.mark.parametrize("country", country_ids())
@pytest.mark.parametrize("layout", LAYOUTS)
def test_no_symptom_stands_in_two_tiers(layout: str, country: str) -> None:
    for name in cancer_ids():
        found = boxes(country, layout, name)
        for (fast, urgent), (slow, later) in combinations(found, 2):
            if fast == slow:
                continue  # a list, and what takes its place
            assert not set(urgent) & set(later), name
            for symptom in SYMPTOMS:
                pairs = [
                    (one, other)
                    for one in urgent
                    for other in later
                    if re.search(symptom, one) and re.search(symptom, other)
                ]
                faster, slower = PARTED.get(symptom, (r"(?!)", r"(?!)"))
                for one, other in pairs:
                    assert re.search(faster, one), (name, symptom, one, other)
                    assert re.search(slower, other), (name, symptom, one, other)


@pytest.mark.parametrize("country", country_ids())
def test_short_wordings_are_short_in_every_country(country: str) -> None:
    for name in cancer_ids():
        for _, items in boxes(country, "everything", name):
            assert [item for item in items if len(item) > SHORT] == []


def test_what_is_said_in_full_stands_in_the_tier_of_its_box() -> None:
    """The tables of reasons have the titles of the boxes, in their order, and no sign in two of them."""
    for name in cancer_ids():
        found = compose(
            library("us"), Selection(cancers=(name,), layout="everything"), read_layout("everything"), None
        )
        titles = [plain(box.title or ()) for box in _callouts(found) if box.kind in TIERS]
        tables = [
            block for block in walk(found.body) if isinstance(block, Table) and plain(block.title) in titles
        ]
        assert [plain(table.title) for table in tables] == titles, name
        rows = [{plain(row[0][0]) for row in table.rows} for table in tables]
        assert all(not one & other for one, other in combinations(rows, 2)), name


# How it is worked out whom a sign concerns


def _general(**fields: object) -> Sign:
    plain_sign = {"id": "a", "tier": "same-day", "sign": "An ache", "short": "Ache", "sources": ("one",)}
    return msgspec.convert(plain_sign | {"action_sources": ("one",)} | fields, Sign)


def _cancer(*signs: OwnSign, name: str = "lump") -> Cancer:
    return msgspec.structs.replace(invented_library().cancers["lump"], id=name, signs=signs)


@pytest.mark.parametrize(
    ("concerns", "is_told"),
    [
        (None, True),
        ({"cancers": ["lump"]}, True),
        ({"cancers": ["bump"]}, False),
        ({"treatments": ["surgery"]}, False),
        ({"drugs": ["lump-ab"]}, True),
        ({"drugs": ["lump"]}, True),
        ({"drugs": ["ump-ab"]}, False),
        ({"spread": ["liver"]}, True),
        ({"spread": ["live"]}, False),
    ],
)
def test_whom_a_sign_concerns(concerns: dict[str, list[str]] | None, is_told: bool) -> None:
    told = signs_for((_cancer(),), (_general(concerns=concerns),))
    assert bool(told) == is_told


def test_a_cancer_that_names_a_sign_is_concerned() -> None:
    sign = _general(concerns={"cancers": ["bump"]})
    assert signs_for((_cancer(OwnSign(id="a")),), (sign,)) == (sign,)


def test_without_a_cancer_a_reader_may_have_any_treatment() -> None:
    signs = [_general(), _general(id="b", concerns={"treatments": ["surgery"]})]
    lonely = _general(id="c", concerns={"cancers": ["lump"]})
    assert [sign.id for sign in signs_for((), (*signs, lonely))] == ["a", "b"]


def test_an_action_that_nobody_verified_is_never_slower_than_now() -> None:
    tiers = {tier: signs_for((), (_general(tier=tier, action_verified=False),))[0].tier for tier in TIERS}
    assert tiers == {"call-911": "call-911", "call-now": "call-now", "same-day": "call-now"}


def test_a_sign_that_nobody_verified_is_not_told() -> None:
    assert signs_for((), (_general(verified=False),)) == ()


def test_the_first_cancers_words_and_the_most_urgent_tier_count() -> None:
    calm = _cancer(OwnSign(id="a", short="Dull ache"), name="one")
    worse = _cancer(OwnSign(id="a", tier="call-911", short="Sharp ache"), name="two")
    (told,) = signs_for((calm, worse), (_general(),))
    assert (told.tier, told.short) == ("call-911", "Dull ache")


def test_a_sign_rises_with_a_more_urgent_one_that_has_its_symptom() -> None:
    slow, fast = _general(rises_with=("b",)), _general(id="b", tier="call-now", short="Any ache")
    assert [sign.tier for sign in signs_for((), (slow, fast))] == ["call-now", "call-now"]
    assert [sign.tier for sign in signs_for((), (slow,))] == ["same-day"]
    first = _general(tier="call-911", rises_with=("b",))
    assert [sign.tier for sign in signs_for((), (first, fast))] == ["call-911", "call-now"]


def test_a_short_sign_is_covered_only_in_its_own_tier() -> None:
    narrow, wide = _general(covered_by=("b",)), _general(id="b", short="Any ache")
    assert [sign.id for sign in in_short((narrow, wide), "same-day")] == ["b"]
    faster = msgspec.structs.replace(wide, tier="call-now")
    assert [sign.id for sign in in_short((narrow, faster), "same-day")] == ["a"]
