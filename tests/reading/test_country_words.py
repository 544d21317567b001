"""{=id}: what a country says for one thing comes into every text before it is looked at as markup."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from handouts.compose.for_country import labels_here, said_here
from handouts.model.base import SHORT
from handouts.model.content import Fact, GeneralFact, Resources
from handouts.model.library import Library, Wanted
from handouts.reading.country_words import CountryWords, in_country, in_words, left_open, named_in
from handouts.reading.identity import content_hash
from handouts.reading.library import read_library
from handouts.reading.texts import texts

from . import samples
from .conftest import faults_of, put

WORDS = {"fever-limit": "38 C", "pain-pill": "paracetamol", "place": "A&E"}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{=fever-limit} or more", "38 C or more"),
        ("Go to {=place}.", "Go to A&E."),
        ("**Call {=place}**, {=pain-pill}{=pain-pill}", "**Call A&E**, paracetamolparacetamol"),
        ("{neutropenia|low at {=fever-limit}} {number}", "{neutropenia|low at 38 C} {number}"),
        ("no word", "no word"),
        (r"\{=place\}", r"\{=place\}"),
        (r"\\{=place}", r"\\A&E"),
        ("{=nowhere} stays", "{=nowhere} stays"),
    ],
)
def test_words_come_into_a_text(text: str, said: str) -> None:
    assert in_words(text, WORDS) == said


@pytest.mark.parametrize("text", ["{=place", "go {= place", "{={=place}", r"{\={=", "{=a {b} c}"])
def test_what_is_not_closed_is_seen(text: str) -> None:
    assert left_open(text)


@pytest.mark.parametrize("text", ["{=place}", "{place}", r"\{=place", "{ = }", "2{=x}="])
def test_what_is_closed_is_not(text: str) -> None:
    assert not left_open(text)


def test_every_word_is_named_in_order() -> None:
    assert named_in(r"{=b} \{=no} {a} {=a} {=}") == ("b", "a", "")


def test_a_claim_names_who_says_its_words() -> None:
    said = CountryWords(WORDS, {"fever-limit": ("hse", "one")})
    fact = Fact(text="Above {=fever-limit}.", sources=("one",))
    assert in_country(fact, said) == Fact(text="Above 38 C.", sources=("one", "hse"))
    pill = Fact(text="Ask before {=pain-pill}.", sources=("one",))
    assert in_country(pill, said).sources == ("one",)
    plain = Fact(text="Rest.", sources=("one",))
    assert in_country((plain, {"a": plain}), said)[0] is plain


# Reading


@pytest.fixture
def with_words(root: Path) -> Callable[..., Library]:
    """Read the sample library with a sign and a title that ask for words."""
    words = "words: {fever-limit: 100.4 F (38 C), place: the emergency room}\n"

    def read(sign: str = "{=fever-limit}", words: str = words, country: str = "us") -> Library:
        kept = "id: fever, tier: same-day, sources: [nci], action_sources: [nci]"
        kept += "" if "short:" in sign else ", short: A fever"
        urgent = f"signs: [{{sign: 'Fever of {sign}', {kept}}}]\nadvice: []\n"
        put(root / "data/urgent.yaml", urgent + samples.REVIEW)
        put(root / "data/resources/us.yaml", samples.RESOURCES + words + samples.REVIEW)
        return read_library(Wanted(country=country))

    return read


def test_the_library_keeps_the_places_and_a_countrys_has_the_words(
    with_words: Callable[..., Library],
) -> None:
    library = with_words()
    assert library.urgent.signs[0].sign == "Fever of {=fever-limit}"
    assert said_here(library).urgent.signs[0].sign == "Fever of 100.4 F (38 C)"


@pytest.mark.parametrize(
    ("sign", "fault"),
    [
        (
            "{=fever-limt}",
            "urgent.yaml:1:16: there is no word of a country 'fever-limt'; did you mean fever-limit?",
        ),
        ("{=Fever-Limit}", "did you mean fever-limit?"),
        ("{=xyz}", "there is no word of a country 'xyz'; 'words:' in the files of resources/ has them"),
        ("{=}", "there is no word of a country ''"),
        ("{=fever-limit", "a country's word is written {=id}, where id stands under 'words:' in resources/"),
    ],
)
def test_a_word_that_no_country_says(with_words: Callable[..., Library], sign: str, fault: str) -> None:
    (found,) = faults_of(lambda: with_words(sign))
    assert fault in found
    assert "(signs[0].sign)" in found


@pytest.mark.parametrize("word", ["**38 C**", "{fever}", "[38](https://x.y)", "a\\b", "{=place}"])
def test_a_word_is_never_markup(with_words: Callable[..., Library], word: str) -> None:
    (found,) = faults_of(
        lambda: with_words(words=f"words: {{place: A, fever-limit: '{word.strip(chr(39))}'}}\n")
    )
    assert "us.yaml:6:" in found
    assert "is not plain text: no sign of the markup" in found


def test_a_country_that_lacks_a_word(root: Path, with_words: Callable[..., Library]) -> None:
    abroad = samples.RESOURCES.replace("us", "uk").replace("United States", "United Kingdom")
    put(root / "data/resources/uk.yaml", abroad + "words: {fever-limit: 37.5 C}\n" + samples.REVIEW)
    (found,) = faults_of(lambda: with_words(country="uk"))
    assert "uk.yaml:6:8: this country says nothing for {=place}, which texts ask for" in found
    put(root / "data/resources/uk.yaml", abroad + samples.REVIEW)
    assert len(faults_of(lambda: with_words(country="uk"))) == 2


def test_limits_of_length_count_the_words(with_words: Callable[..., Library]) -> None:
    short = "{=place} " + "x" * 30
    sign = f"38', short: '{short}"
    assert len(short) <= SHORT
    (found,) = faults_of(lambda: with_words(sign))
    assert "with the country's words in place this text has 49 characters" in found
    assert "(signs[0].short)" in found


def test_short_words_are_looked_at_like_all_others(with_words: Callable[..., Library]) -> None:
    for short in ("a **b", "{nowhere}", "{=nowhere}"):
        (found,) = faults_of(lambda said=f"38', short: '{short}": with_words(said))  # type: ignore[misc]
        assert "(signs[0].short)" in found


def test_a_clinics_word_goes_before_the_shipped_one(clinic: Path, with_words: Callable[..., Library]) -> None:
    with_words()
    own = samples.RESOURCES + "words: {place: our front desk, desk: desk 4}\n" + samples.REVIEW
    put(clinic / "resources/us.yaml", own)
    joined = read_library(Wanted(), clinic).resources
    assert joined.words == {"fever-limit": "100.4 F (38 C)", "place": "our front desk", "desk": "desk 4"}


def test_a_clinics_word_has_not_the_shipped_words_sources(
    clinic: Path, with_words: Callable[..., Library]
) -> None:
    with_words(words="words: {fever-limit: 38 C, place: A}\nword_sources: {fever-limit: [nci]}\n")
    own = samples.RESOURCES + "words: {fever-limit: 38.5 C}\n" + samples.REVIEW
    put(clinic / "resources/us.yaml", own)
    assert read_library(Wanted(), clinic).resources.word_sources == {}


@pytest.mark.parametrize(
    "date", ["{day} {month}", "{day} {month} {year} {day}", "{day}.{mon}.{year}", "today"]
)
def test_a_date_has_its_three_places(with_words: Callable[..., Library], date: str) -> None:
    (found,) = faults_of(lambda: with_words(words=f"words: {{fever-limit: '38'}}\ndate: '{date}'\n"))
    assert "us.yaml:7:7: a date is written with {day}, {month} and {year}, each once (date)" in found


def test_sources_are_of_a_word_that_is_said(with_words: Callable[..., Library]) -> None:
    words = "words: {fever-limit: '38'}\nword_sources: {fever-limt: [nci]}\n"
    (found,) = faults_of(lambda: with_words(words=words))
    assert "'words:' has no 'fever-limt'; did you mean fever-limit? (word_sources.fever-limt)" in found


# The shipped content


@pytest.mark.parametrize("country", ["us", "uk", "ca", "au", "ie", "nz"])
def test_no_place_is_left_on_any_paper(country: str) -> None:
    library = read_library(Wanted(country=country))
    here = said_here(library)
    records = (*here.cancers.values(), *here.tips.values(), here.urgent, here.stage4, here.evidence)
    for record in (*records, here.group, here.glossary, here.labels, here.resources, labels_here(library)):
        assert [each for each in texts(record) if each.kind != "sources" and "{=" in each.value] == []


@pytest.mark.parametrize("country", ["us", "uk", "ca", "au", "ie", "nz"])
def test_every_country_says_the_same_things_and_shortly(country: str) -> None:
    words = read_library(Wanted(cancers=(), tips=(), country=country)).resources.words
    assert set(words) >= {"emergency-room", "fever-limit", "low-temperature", "pain-pill", "team-line"}
    assert max(map(len, words.values())) <= 45


def test_the_words_are_of_the_content() -> None:
    shipped: Resources = read_library(Wanted(cancers=(), tips=())).resources
    other = msgspec.structs.replace(shipped, words=shipped.words | {"pain-pill": "paracetamol"})
    assert content_hash(shipped) != content_hash(other)


def test_a_general_fact_keeps_its_id() -> None:
    fact = GeneralFact(id="a", text="{=place}", sources=("one",))
    assert in_country(fact, CountryWords(WORDS, {})) == GeneralFact(id="a", text="A&E", sources=("one",))
