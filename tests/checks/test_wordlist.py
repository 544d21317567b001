"""The word list: complete, without doubles, and found as whole words."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from handouts.checks.wordlist import Phrases, any_of, is_quoted, read_words
from handouts.errors import ContentError
from handouts.model.wordlists import Phrase, WordList


@pytest.fixture(scope="module")
def words() -> WordList:
    found = read_words("en")
    assert found is not None
    return found


def test_there_are_enough_words(words: WordList) -> None:
    assert len(words.jargon) >= 40
    assert len(words.tone) >= 20


def test_each_form_stands_once(words: WordList) -> None:
    for phrases in (words.jargon, words.tone):
        counted = Counter(form.lower() for phrase in phrases for form in phrase.all_forms())
        assert [form for form, count in counted.items() if count > 1] == []


def test_what_to_say_is_no_jargon_itself(words: WordList) -> None:
    phrases = Phrases(words.jargon)
    wrong = {entry.word: entry.say for entry in words.jargon if phrases.hits(entry.say.split(" (")[0])}
    # low platelets are explained in the same breath
    assert set(wrong) <= {"thrombocytopenia"}


def test_no_list_for_a_language() -> None:
    assert read_words("xx") is None


def test_faults_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("handouts.reading.shelf.shelf", lambda name: tmp_path / name)
    (tmp_path / "data" / "words").mkdir(parents=True)
    (tmp_path / "data" / "words" / "en.yaml").write_text("language: en\njargon: 5\n")
    with pytest.raises(ContentError, match=r"data/words/en\.yaml:2:9"):
        read_words("en")


def test_the_longest_phrase_wins_and_words_are_whole() -> None:
    phrases = Phrases([Phrase(word="fight", say="treat"), Phrase(word="lost the fight", say="died")])
    hits = phrases.hits("He LOST the fight. A firefight, a fight-back, to fight.")
    assert [(hit.shown, hit.start) for hit in hits] == [("LOST the fight", 3), ("fight", 49)]


def test_nothing_is_found_among_no_phrases() -> None:
    assert not any_of(()).search("anything at all")


def test_quoted() -> None:
    text = "the word “fast” now"
    assert is_quoted(text, 10, 14)
    assert not is_quoted(text, 0, 3)
