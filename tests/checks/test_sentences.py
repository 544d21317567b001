"""From texts to sentences, and how hard they are with names and without."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from reading import samples

from checks import small
from handouts.checks.readability import Scale
from handouts.checks.sentences import prose, sentences, shortened, split, texts_of, words_in
from handouts.checks.wordlist import read_words
from handouts.compose.composer import compose
from handouts.model.content import Cancer, Sources
from handouts.model.selection import Selection
from handouts.model.wordlists import WordList


@pytest.fixture(scope="module")
def words() -> WordList:
    found = read_words("en")
    assert found is not None
    return found


@pytest.fixture(scope="module")
def scale(words: WordList) -> Scale:
    return Scale(small.library(), words)


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("One. Two.", ["One.", "Two."]),
        ("Ask Dr. Lee now. Then go.", ["Ask Dr. Lee now.", "Then go."]),
        ("A fever of 100.4 F is high. Call!", ["A fever of 100.4 F is high.", "Call!"]),
        ("Ask: “Is it? Why?” Then wait.", ["Ask: “Is it?", "Why?”", "Then wait."]),
        ("No stop at the end", ["No stop at the end"]),
        ("A stop. Then none", ["A stop.", "Then none"]),
        ("In the U.S. Medicare pays.", ["In the U.S. Medicare pays."]),
        ("He lives in the U.S.", ["He lives in the U.S."]),
        ("Some, e.g. bone. 5 of them.", ["Some, e.g. bone.", "5 of them."]),
        ("", []),
    ],
)
def test_split(text: str, pieces: list[str], words: WordList) -> None:
    assert split(text, words.abbreviations) == pieces


def test_only_sentences_count() -> None:
    texts = [
        "Treatments that may help",
        "Call us now.",
        "You can ask for help.",
        "A list item without a stop",
    ]
    assert sentences(texts, ()) == ["You can ask for help."]


def test_words() -> None:
    assert words_in("Don’t take 10,000 CDK4/6 pills (or well-known ones), please.") == [
        "Don’t", "take", "10,000", "CDK4/6", "pills", "or", "well-known", "ones", "please",
    ]  # fmt: skip


@given(st.text(alphabet="aA .?!”()1", max_size=40))
def test_splitting_loses_nothing(text: str) -> None:
    assert "".join("".join(split(text, ())).split()) == "".join(text.split())


def test_prose_is_without_markup_names_and_sources() -> None:
    page = small.page(Cancer, samples.CANCER + samples.REVIEW)
    found = prose(page, small.library().glossary)
    shown = [text.text for text in found]
    assert "Cells that are metastatic have moved." in shown
    assert "It can be treated." in shown
    assert not {"tamoxifen", "Breast cancer", "MBC", "nci"} & set(shown)
    marked = next(text for text in found if text.marked)
    start, end = marked.marked[0]
    assert marked.text[start:end] == "metastatic"
    assert prose(small.page(Sources, samples.SOURCES), small.library().glossary) == []


def test_prose_leaves_out_what_is_never_printed() -> None:
    text = samples.CANCER.replace("text: Ask for help., ", "text: Ask for help., verified: false, ")
    page = small.page(Cancer, text + samples.REVIEW)
    assert "Ask for help." not in [each.text for each in prose(page, small.library().glossary)]


def test_texts_of_a_handout_are_running_text() -> None:
    layout = small.layout("contacts", "to-know", "treatments", "signs", "questions", "signs: reasons")
    handout = compose(small.library(), Selection(cancers=("breast",), layout="everything"), layout, None)
    found = list(texts_of(handout.body))
    assert "Ask for help." in found
    assert "It slows the cancer." in found
    assert "A fever" in found
    assert handout.title not in found


def test_names_count_one_syllable_each(scale: Scale) -> None:
    hard = scale.measure(["You may take tamoxifen for HER2-positive cancer."] * 3)
    # you may take X for X-positive cancer: 1+1+1+1+1+4+2 = 11 syllables in 7 words
    assert hard.names_out.flesch_kincaid == pytest.approx(0.39 * 7 + 11.8 * 11 / 7 - 15.59)
    # tamoxifen 4, HER2 4, positive 3
    assert hard.names_in.flesch_kincaid == pytest.approx(0.39 * 7 + 11.8 * 17 / 7 - 15.59)
    assert "3 sentences" in str(hard)


def test_long_words_leave_names_out(scale: Scale) -> None:
    found = ["Tamoxifen may help a family at the hospital.", "Ask the hospital about BRCA."]
    assert scale.long_words(found) == ("hospital", "family")


def test_parts_of_drug_names_are_names_too(words: WordList) -> None:
    library = small.library()
    cancer = library.cancers["breast"]
    drug = msgspec.structs.replace(
        cancer.treatments[0].drugs[0],
        generic="nivolumab with cabozantinib (Cabo)",
        brand="Opdivo + Cabometyx",
    )
    treatment = msgspec.structs.replace(cancer.treatments[0], drugs=(drug,))
    changed = msgspec.structs.replace(cancer, treatments=(treatment,))
    scale = Scale(msgspec.structs.replace(library, cancers={"breast": changed}), words)
    text = "Nivolumab, cabozantinib, Opdivo and Cabometyx may help."
    assert scale.drugs.findall(text) == ["Nivolumab", "cabozantinib", "Opdivo", "Cabometyx"]


@given(
    st.lists(st.text(max_size=60), max_size=4), st.sampled_from(["tamoxifen", "HER2-positive", "Soltamox/X"])
)
def test_names_out_is_never_harder(texts: list[str], name: str) -> None:
    words = read_words("en")
    assert words is not None
    measured = Scale(small.library(), words).measure([*texts, f"Take {name} now"])
    assert measured.names_out.flesch_kincaid <= measured.names_in.flesch_kincaid
    assert measured.names_out.smog <= measured.names_in.smog


def test_shortened() -> None:
    assert shortened("short") == "short"
    assert shortened("many words " * 20) == " ".join(["many words"] * 5) + " many ..."
