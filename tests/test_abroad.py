"""A sheet says what people say where it is for: numbers, limits, words and dates, on every kind of paper."""

from __future__ import annotations

import datetime
import re
from functools import cache
from itertools import chain

import msgspec
import pytest
from block_texts import said

from handouts.checks.checker import subject_of
from handouts.checks.content import Target, read_content
from handouts.compose.blocks import Contacts
from handouts.compose.composer import compose
from handouts.compose.for_country import labels_here
from handouts.compose.handout import Handout
from handouts.compose.passes import walk
from handouts.compose.section_input import date_in_words
from handouts.model.library import Library, Wanted
from handouts.model.selection import Selection
from handouts.reading.layout import read_layout
from handouts.reading.library import read_library
from handouts.reading.names import country_ids
from handouts.reading.texts import texts
from handouts.run.clock import today

LAYOUTS = ("everything", "one-page", "card", "card-folded", "trifold", "large")
CANCERS = ("lung", "myeloma", "liver")  # two of them have a sign of fever of their own
NUMBERS = {"us": "911", "uk": "999", "au": "000", "ie": "999", "nz": "111", "ca": None}
PILLS = {"us": "acetaminophen", "ca": "acetaminophen", "uk": "paracetamol"}  # all others say paracetamol
FEVERS = {"us": "100.4 F (38 C)", "uk": "37.5 C"}  # all others say 38 C
DAYS = {"us": "November 4, 2026", "ca": "November 4, 2026"}  # all others begin with the day

_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_DAY_FIRST = re.compile(rf"\b\d{{1,2}} (?:{_MONTHS}) \d{{4}}\b")
_MONTH_FIRST = re.compile(rf"\b(?:{_MONTHS}) \d{{1,2}}, \d{{4}}\b")
_DEGREES = re.compile(r"\d+(?:\.\d+)? [CF]\b")


@cache
def library(country: str) -> Library:
    return read_library(Wanted(country=country))


@cache
def handout(country: str, layout: str, cancer: str) -> Handout:
    return compose(library(country), Selection(cancers=(cancer,), layout=layout), read_layout(layout), None)


def everywhere(test: object) -> object:
    for name, values in (("cancer", CANCERS), ("layout", LAYOUTS), ("country", country_ids())):
        test = pytest.mark.parametrize(name, values)(test)  # type: ignore[arg-type]
    return test


@everywhere
def test_the_emergency_number_is_the_countrys(country: str, layout: str, cancer: str) -> None:
    made, number = handout(country, layout, cancer), NUMBERS[country]
    place = library(country).resources.words["emergency-room"]
    text = said(made)
    assert f"Call {number or 'your emergency number'} now" in text
    assert (f"go to {place}." in text) == (layout != "card")
    label = library(country).labels.contacts.emergency
    for block in walk((*made.opening, *made.body)):
        if isinstance(block, Contacts):
            found = [each.number for each in block.contacts if each.label[0].text == label]
            assert ["".join(span.text for span in each) if each else None for each in found] in ([], [number])


@everywhere
def test_the_pill_and_the_limits_are_the_countrys(country: str, layout: str, cancer: str) -> None:
    text = said(handout(country, layout, cancer)).replace("\N{NO-BREAK SPACE}", " ")
    pill, fever = PILLS.get(country, "paracetamol"), FEVERS.get(country, "38 C")
    (foreign,) = {"acetaminophen", "paracetamol"} - {pill}
    assert foreign not in text.lower()
    assert (f"Fever of {fever} or higher" in text) == (layout != "card")  # a card has no room for the limit
    low = library(country).resources.words["low-temperature"]
    assert set(_DEGREES.findall(text)) <= set(_DEGREES.findall(f"{fever} {low}"))
    if layout == "everything":
        assert pill in text


@everywhere
def test_dates_stand_in_the_countrys_order(country: str, layout: str, cancer: str) -> None:
    text = said(handout(country, layout, cancer))
    own, foreign = (_MONTH_FIRST, _DAY_FIRST) if country in ("us", "ca") else (_DAY_FIRST, _MONTH_FIRST)
    ours = [line for line in text.splitlines() if line.startswith("Written")]
    assert own.search(" ".join(ours))
    assert foreign.findall(" ".join(ours)) == []


@pytest.mark.parametrize("country", country_ids())
def test_a_date_in_words(country: str) -> None:
    day = datetime.date(2026, 11, 4)
    assert date_in_words(day, labels_here(library(country))) == DAYS.get(country, "4 November 2026")


@pytest.mark.parametrize("country", country_ids())
def test_what_is_said_of_an_emergency_has_sources(country: str) -> None:
    resources = library(country).resources
    assert bool(resources.emergency_sources) == resources.emergency_verified == (country != "ca")
    assert country == "us" or resources.word_sources["fever-limit"]


def test_a_country_names_who_says_its_limit() -> None:
    made = handout("uk", "everything", "lung")
    cited = set(chain.from_iterable(block.sources for block in walk(made.body)))
    assert {"royalsurrey-hotline", "uhb-aos", "cdc-infections"} <= cited
    at_home = set(
        chain.from_iterable(block.sources for block in walk(handout("us", "everything", "lung").body))
    )
    assert "uhb-aos" not in at_home


def test_sheets_are_other_sheets_where_words_are_others() -> None:
    there = library("uk")
    changed = msgspec.structs.replace(there.resources, words={**there.resources.words, "fever-limit": "38 C"})
    other = msgspec.structs.replace(there, resources=changed)
    selection, layout = Selection(cancers=("lung",), layout="everything"), read_layout("everything")
    assert compose(other, selection, layout, None).content != compose(there, selection, layout, None).content


@pytest.mark.parametrize("country", country_ids())
def test_a_screen_reader_is_told_of_the_words_that_are_there(country: str) -> None:
    # The words are spelled as in the US ("tumor", "counseling") wherever the sheet is for.
    assert handout(country, "everything", "lung").language == "en-US"


def test_gates_judge_texts_with_the_words_of_home_in_them() -> None:
    subject = subject_of(read_content(None), Target(None), today())
    assert subject is not None
    found = [each.value for page in subject.pages for each in texts(page.record) if each.kind != "sources"]
    assert [text for text in found if "{=" in text] == []
    assert "Fever of 100.4 F (38 C) or higher" in found
