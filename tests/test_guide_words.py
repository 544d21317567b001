"""The words of the guide: whole for every cancer, short, plain, and kind to somebody who has just heard."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import get_args

import pytest
from guide_texts import guide_texts
from reading import samples

from handouts.checks.readability import Scale
from handouts.checks.sentences import sentences, words_in
from handouts.checks.wordlist import read_words
from handouts.model.content import Cancer, Resources
from handouts.model.guide import Guide
from handouts.model.guide_words import Given
from handouts.model.layout_labels import GivenLabels
from handouts.model.library import Library, Wanted
from handouts.reading.guide_checks import check_cancer_guide, check_first, check_guide
from handouts.reading.library import read_library
from handouts.reading.names import cancer_ids, country_ids
from handouts.reading.reader import convert
from handouts.reading.strict_yaml import parse_yaml

MOST_WORDS = 600  # of the 850 that four pages hold: headings and signs need the rest
HARDEST_GRADE = 5.0  # Flesch-Kincaid
HARDEST_SMOG = 8.0
LIMITS = "no (one|trial|treatment|gain)|only|not |few|rarely|had stage 3|depends|clear cell"
"""By which good news says whom it is about, or what it cannot tell."""

NOT_KNOWN_HOW = {
    ("brain", "Drug for an H3 K27M gene change"),
    ("myeloma", "Drugs that make waste build up in myeloma cells"),
}
"""Treatments of which nobody has verified how they are given."""

GUIDE = """\
guide:
  questions: [What can I do?, What comes next?, Whom do I call?]
  meaning: {text: It has moved., sources: [nci]}
  names: {text: Doctors may also say MBC., sources: [nci]}
  steps: {began: {text: It started in the breast., sources: [nci]}}
  hope: [{text: Some people live for years., sources: [nci]}]
"""
ROW = "line: It slows the cancer.\n    given: [pill]\n    why"
CANCER = samples.CANCER.replace("    why", f"    {ROW}", 1) + GUIDE + samples.REVIEW

each_cancer = pytest.mark.parametrize("cancer", cancer_ids())


@cache
def shipped() -> Library:
    return read_library(Wanted())


@cache
def scale() -> Scale:
    words = read_words("en")
    assert words is not None
    return Scale(shipped(), words)


def found(text: str) -> list[str]:
    """What is wrong with the guide of a cancer."""
    parsed = parse_yaml(text, "x.yaml")
    record, faults = convert(parsed, Cancer)
    assert record is not None, faults
    return [fault.message for fault in check_cancer_guide(parsed, record)]


@each_cancer
def test_every_cancer_has_all_of_it(cancer: str) -> None:
    record = shipped().cancers[cancer]
    assert record.guide is not None
    assert all(len(fact.short or fact.text) <= 125 for fact in record.to_know)
    assert all(each.line for each in (*record.treatments, *record.tests) if each.verified)
    without = {(cancer, each.name) for each in record.treatments if not each.given}
    assert without <= NOT_KNOWN_HOW


@each_cancer
def test_it_is_short_and_plain(cancer: str) -> None:
    texts = guide_texts(shipped(), shipped().cancers[cancer])
    assert sum(len(words_in(text)) for text in texts) <= MOST_WORDS
    words = read_words("en")
    assert words is not None
    grades = scale().measure(sentences(texts, words.abbreviations)).names_in
    assert grades.flesch_kincaid <= HARDEST_GRADE
    assert grades.smog <= HARDEST_SMOG


def test_hard_words_would_be_noticed() -> None:
    hard = ["Subsequent administration of immunotherapy necessitates comprehensive monitoring."] * 10
    grades = scale().measure(hard).names_in
    assert grades.flesch_kincaid > HARDEST_GRADE
    assert grades.smog > HARDEST_SMOG


@each_cancer
def test_hope_has_no_figures_and_its_limits(cancer: str) -> None:
    guide = shipped().cancers[cancer].guide
    assert guide is not None
    text = " ".join(each.text for each in guide.hope)
    assert not re.search(r"\d+ (of|in|percent|years|months)\b|%", text)
    assert re.search(LIMITS, text, re.IGNORECASE)


@each_cancer
def test_where_there_is_no_stage_4_it_does_not_begin_with_it(cancer: str) -> None:
    """The first words never correct the reader, nor use a term that is wrong for the cancer."""
    record, library = shipped().cancers[cancer], shipped()
    assert record.guide is not None
    welcome = record.guide.welcome or library.guide.welcome
    first = record.to_know[0].short or record.to_know[0].text
    assert "stage 4" not in welcome.text.lower()
    if record.stage.fits == "wrong":
        assert record.guide.welcome is not None
        assert "stage 4" not in first.lower()


def test_cancers_of_blood_and_brain_have_places_and_no_steps() -> None:
    guides = {name: each.guide for name, each in shipped().cancers.items() if each.guide}
    places = {name for name, guide in guides.items() if guide.steps is None}
    assert places == {"brain", "hodgkin", "myeloma", "nhl"}
    assert all(guides[name].looks_at and guides[name].means_not for name in places)


def test_every_tip_can_stand_beside_a_picture() -> None:
    library = shipped()
    assert len(library.guide.tips) == 6
    assert [name for name, tip in library.tips.items() if tip.glance is None] == []


@pytest.mark.parametrize("country", country_ids())
def test_every_country_names_helplines(country: str) -> None:
    resources = read_library(Wanted(country=country)).resources
    assert resources.first
    if country == "us":
        assert len(resources.first) == 4


def test_every_way_to_give_a_treatment_has_words() -> None:
    assert set(GivenLabels.__struct_fields__) == set(get_args(Given))


# --- what is refused ----------------------------------------------------------------------------------------


def test_the_sample_is_right() -> None:
    assert found(CANCER) == []
    assert found(samples.CANCER + samples.REVIEW) == []  # without a guide nothing is asked


PLACE = "{text: It is in the marrow., sources: [nci]}"


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("    line: It slows the cancer.\n", "", "the guide needs this in one line"),
        ("name: Hormone therapy", f"name: {'Hormone ' * 5}", "add a short one as 'short'"),
        ("text: Ask for help.", f"text: {'Ask for help. ' * 9}", "add a wording as 'short'"),
        ("  hope:", f"  place: [{PLACE}, {PLACE}]\n  hope:", "say in 'steps' how"),
        ("  steps: {began: {text: It started in the breast., sources: [nci]}}\n", "", "say in 'steps' how"),
        ("  hope:", f"  looks_at: [{PLACE}]\n  hope:", "name three things"),
        ("tests: []", "tests: [{name: HER2, why: It tells., sources: [nci]}]", "the guide needs this"),
    ],
)
def test_what_is_missing_or_too_long_is_refused(old: str, new: str, said: str) -> None:
    assert old in CANCER
    messages = found(CANCER.replace(old, new.rstrip(" "), 1))
    assert len(messages) == 1
    assert said in messages[0]


def test_what_is_not_verified_needs_no_line() -> None:
    unverified = CANCER.replace("    line: It slows the cancer.\n", "    verified: false\n")
    assert found(unverified) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("given: [pill]", "given: [potion]"),
        ("line: It slows the cancer.", f"line: {'long ' * 20}"),
        ("Whom do I call?]\n  meaning", "Whom do I call?, One more?]\n  meaning"),
        ("hope: [{text: Some people live for years., sources: [nci]}]", "hope: []"),
        ("hope: [{text: Some people live for years., sources: [nci]}]", "hope: [{text: Some live.}]"),
    ],
)
def test_what_has_the_wrong_form_is_refused(old: str, new: str) -> None:
    assert old in CANCER
    assert convert(parse_yaml(CANCER.replace(old, new, 1), "x.yaml"), Cancer)[1]


def test_tips_and_helplines_must_be_there() -> None:
    parsed = parse_yaml(samples.GUIDE + "tips: [navigator, nowhere]\n" + samples.REVIEW, "x.yaml")
    guide = convert(parsed, Guide)[0]
    assert guide is not None
    assert _messages(check_guide(parsed, guide, {"navigator"})) == ["there is no tip 'nowhere'"]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda text: text.replace("[acs]", "[nobody]"), "there is no helpline 'nobody'"),
        (lambda text: text.replace("phone_verified: true", "phone_verified: false"), "no phone number"),
        (lambda text: text.replace(", line: Rides", ""), "no 'line'"),
    ],
)
def test_helplines_of_the_guide_can_be_called(change: Callable[[str], str], said: str) -> None:
    phone = 'offers: Help, line: Rides, phone: "1", phone_verified: true'
    text = samples.RESOURCES.replace("offers: Help", phone) + "first: [acs]\n" + samples.REVIEW
    assert _first(text) == []
    (message,) = _first(change(text))
    assert said in message


def _first(text: str) -> list[str]:
    parsed = parse_yaml(text, "x.yaml")
    record, faults = convert(parsed, Resources)
    assert record is not None, faults
    return _messages(check_first(parsed, record))


def _messages(faults: object) -> list[str]:
    return [fault.message for fault in faults]  # type: ignore[attr-defined]
