"""The gates on words: what they find, where, and what they leave alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import msgspec
import pytest
from reading import samples

from checks import small
from handouts.checks.gate import Finding, Subject
from handouts.checks.gates.jargon import gate as jargon
from handouts.checks.gates.reading_ease import gate as reading_ease
from handouts.checks.gates.style import gate as style
from handouts.checks.gates.tone import gate as tone
from handouts.checks.wordlist import Phrases, read_words
from handouts.model.content import Cancer, Urgent
from handouts.model.wordlists import Stilted
from handouts.reading.reader import Located

HARD = "Individuals experiencing gastrointestinal complications necessitate hospitalization immediately."
ALL = [jargon, reading_ease, style, tone]


def found(gate: Callable[[Subject], Iterator[Finding]], *pages: Located[msgspec.Struct]) -> list[Finding]:
    return list(gate(small.subject(*pages)))


def messages(gate: Callable[[Subject], Iterator[Finding]], *texts: str) -> list[str]:
    return [finding.message for finding in found(gate, small.tip(*texts))]


@pytest.mark.parametrize("gate", ALL)
def test_plain_kind_words_pass(gate: Callable[[Subject], Iterator[Finding]]) -> None:
    assert not found(gate, small.tip("Ask your nurse to call you back.", "Bring your list of drugs."))


@pytest.mark.parametrize("gate", ALL)
def test_a_language_without_a_word_list_is_not_judged(gate: Callable[[Subject], Iterator[Finding]]) -> None:
    subject = small.subject(small.tip(*[f"{HARD}!"] * 5))
    labels = msgspec.structs.replace(subject.library.labels, language="xx")
    library = msgspec.structs.replace(subject.library, labels=labels)
    assert not list(gate(subject._replace(library=library)))


def test_findings_have_a_place_and_a_remedy() -> None:
    (only,) = found(jargon, small.tip("Go.", "Ask about the resection."))
    assert only.level == "advice"
    assert (only.file, only.line, only.column, only.path) == ("tip.yaml", 5, 5, "actions[1]")
    assert '"resection"' in only.message
    assert only.fix == "say: surgery to take it out"


@pytest.mark.parametrize(
    "text",
    [
        "Ask about your {metastatic} cancer.",
        "Ask about surgery to take it out (resection).",
        "Ask about resection (surgery to take it out).",
        "Ask about respite care, which gives you a break.",
        "Surgery like this is called resection.",
        'You may hear the word "resection" now.',
        "Resection is surgery to take a tumor out.",
        "Ask about renal cell cancer.",  # a name
        "A doctor can be resectioned.",  # another word
    ],
)
def test_jargon_that_is_explained_is_fine(text: str) -> None:
    assert not messages(jargon, text)


def test_jargon_that_is_explained_once_is_fine_in_the_record() -> None:
    assert not messages(jargon, "Ask about resection (surgery).", "Ask how long a resection takes.")
    assert not messages(jargon, "Metastatic cancer: ask.", "Your cancer is {metastatic}.")


def test_jargon_of_the_glossary_can_be_marked() -> None:
    (only,) = found(jargon, small.tip("Ask about metastatic cancer."))
    assert only.fix.endswith("or write {metastatic}, so that it is explained")


@pytest.mark.parametrize(
    ("text", "shown", "say"),
    [
        ("Tell us of any co-morbidity you have.", "co-morbidity", "other health problems"),
        ("Tell us of your co-morbidities.", "co-morbidities", "other health problems"),
        ("It may be cardiac-related pain.", "cardiac-related", "of the heart"),
        ("Ask about both prognoses.", "prognoses", "what is likely to happen"),
        ("Ask about prognostic tests.", "prognostic", "what is likely to happen"),
        ("Ask for palliation at home.", "palliation", "to ease symptoms"),
        ("Drugs that palliate pain help.", "palliate", "to ease symptoms"),
        ("Take it prn for pain.", "prn", "when you need it"),
        ("Take it PRN for pain.", "PRN", "when you need it"),
        ("Take it p.r.n. for pain.", "p.r.n.", "when you need it"),
        ("Take it b.i.d. with food.", "b.i.d.", "twice a day (three, four times)"),
        ("Relapsing cancer can be treated.", "Relapsing", "come back"),
        ("It is a treatment-refractory kind.", "treatment-refractory", "not helped by treatment"),
        ("It is a non-hepatic kind.", "non-hepatic", "of the liver"),
        ("Post-resection care is short.", "Post-resection", "surgery to take it out"),
        ("You may feel anaemic and tired.", "anaemic", "low red blood cells"),
        ("Neo-adjuvant drugs come first.", "Neo-adjuvant", "given before surgery"),
        ("Discontinuing it is fine.", "Discontinuing", "stop"),
    ],
)
def test_jargon_in_its_other_forms(text: str, shown: str, say: str) -> None:
    (only,) = found(jargon, small.tip("Go.", text))
    assert only.message.startswith(f'"{shown}" ')
    assert only.fix == f"say: {say}"


@pytest.mark.parametrize(
    "text",
    [
        "You make good progress.",
        "Take the initiative and ask.",
        "Initial visits are long.",
        "The media may say more.",
        "An elevator is near.",
        "Ask the moderator.",
        "A well-known book may help.",
        "Co-workers can drive you.",
        "Ask about palliation (care that eases symptoms).",
    ],
)
def test_words_that_only_look_like_jargon(text: str) -> None:
    assert not messages(jargon, text)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("You can win the battle.", "battle"),
        ("He lost the battle with cancer.", "lost the battle"),
        ("You failed two drugs.", "You failed"),
        ("It is a miracle drug.", "miracle"),
        ("This drug will cure you.", "cure"),
        ("Your cancer is terminal.", "terminal"),
        ("Don’t worry about it.", "Don’t worry"),
    ],
)
def test_tone(text: str, word: str) -> None:
    (message,) = messages(tone, text)
    assert message.startswith(f'"{word}" ')


@pytest.mark.parametrize(
    "text",
    [
        "Can my cancer be cured?",
        "This is not a cure.",
        "Some people with a fast type can be cured.",
        'Doctors call it "aggressive" cancer.',
        "It is not your fault.",
        "The sign at the terminals is blue.",
    ],
)
def test_tone_that_is_fine(text: str) -> None:
    assert not messages(tone, text)


def test_long_sentences() -> None:
    def levels(count: int, end: str) -> list[str]:
        return [each.level for each in found(style, small.tip("word " * (count - 1) + "end" + end))]

    assert levels(20, ".") == []
    assert levels(21, ".") == ["advice"]
    assert levels(30, ".") == ["advice"]
    assert levels(31, ".") == ["error"]
    assert levels(31, "") == ["advice"]  # no sentence


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("The drug is given by a nurse.", '"is given"'),
        ("You may be asked to wait.", '"be asked"'),
        ("Plans are not always made at once.", '"are not always made"'),
        ("It was quickly stopped.", '"was quickly stopped"'),
    ],
)
def test_passive_voice(text: str, quoted: str) -> None:
    (message,) = messages(style, text)
    assert message.startswith(quoted)


@pytest.mark.parametrize(
    "text", ["You are tired.", "It is called a port.", "They are in need.", "It is red.", "Is speed good?"]
)
def test_what_is_no_passive_voice(text: str) -> None:
    assert not messages(style, text)


def test_paragraphs() -> None:
    assert not messages(style, "Go on. Go on. Go on. Go on.")
    (message,) = messages(style, "Go on. Go on. Go on. Go on. Go on.")
    assert "5 sentences" in message


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("Call us!", "exclamation mark"),
        ("DO NOT STOP your drugs.", "DO NOT STOP"),
        ("It is VERY IMPORTANT to call.", "VERY IMPORTANT"),
    ],
)
def test_shouting(text: str, part: str) -> None:
    (message,) = messages(style, text)
    assert part in message


@pytest.mark.parametrize("text", ["Ask about ER, PR and HER2.", "Ask for a PET CT scan.", "Ask about NTRK."])
def test_gene_names_do_not_shout(text: str) -> None:
    assert not messages(style, text)


def test_long_lists_but_not_of_signs() -> None:
    questions = ", ".join(f"Question {at}?" for at in range(8))
    said = "sign: Pain, short: Pain, tier: same-day, sources: [nci], action_sources: [nci]"
    signs = ", ".join(f"{{id: pain-{at}, {said}}}" for at in range(12))
    text = samples.CANCER.replace("What can I do?, What comes next?, Whom do I call?", questions)
    page = small.page(Cancer, text + f"signs: [{signs}]\n" + samples.REVIEW, "c.yaml")
    (only,) = [each for each in found(style, page) if "list of" in each.message]
    assert "list of 8 items" in only.message
    assert only.path == "questions"


def test_reading_ease_needs_ten_sentences() -> None:
    assert not found(reading_ease, small.tip(*[HARD] * 5, why=" ".join([HARD] * 4)))
    (only,) = found(reading_ease, small.tip(*[HARD] * 5, why=" ".join([HARD] * 7)))
    assert (only.level, only.line) == ("advice", 1)
    assert "12 sentences" in only.message
    assert "gastrointestinal" in only.fix


def test_reading_ease_is_an_error_from_thirty_sentences() -> None:
    (only,) = found(reading_ease, small.tip(*[HARD] * 5, why=" ".join([HARD] * 18)))
    assert only.level == "advice"
    (only,) = found(reading_ease, small.tip(*[" ".join([HARD] * 4)] * 5, why=" ".join([HARD] * 10)))
    assert only.level == "error"


def test_reading_ease_of_a_whole_handout() -> None:
    page = small.page(Cancer, samples.CANCER + samples.REVIEW, "c.yaml")
    subject = small.subject(page)
    tip = subject.library.tips["navigator"]
    hard = msgspec.structs.replace(tip, actions=tuple([" ".join([HARD] * 5)] * 7))
    library = msgspec.structs.replace(subject.library, tips={"navigator": hard})
    (only,) = reading_ease(subject._replace(library=library))
    assert only.level == "error"
    assert only.message.startswith("the whole handout")
    assert not list(reading_ease(subject._replace(library=library, layouts=())))


WORDS = read_words("en")
STILTED = [(phrase, form) for phrase in (WORDS.stilted if WORDS else ()) for form in phrase.all_forms()]


@pytest.mark.parametrize(("phrase", "form"), STILTED, ids=[form for _, form in STILTED])
def test_a_stilted_phrase_is_refused_in_every_form(phrase: Stilted, form: str) -> None:
    """As it stands, at the start of a sentence, and in capitals; and it says what to say instead."""
    for shown in (f"Then {form}", form.capitalize(), f"Then {form.upper()}"):
        tip = small.tip(f"{shown} may be so.")
        refused = [each for each in found(style, tip) if each.level == "error"]
        assert [each.fix for each in refused] == [f"say: {phrase.say}"]
        assert form.lower() in refused[0].message.lower()


@pytest.mark.parametrize(
    "said",
    [
        "You may have shortness of breath.",
        "You may be short of breath.",
        "A change in vision can be a sign.",
        "The choice is yours.",
        "It is for people who are fit enough.",
        "Stage 4A (IVA) is near the thyroid.",
        "You may join a trial.",
    ],
)
def test_what_is_said_instead_is_not_refused(said: str) -> None:
    assert not [each for each in found(style, small.tip(said)) if each.level == "error"]


def test_a_stilted_sign_is_advice_for_a_warning_must_be_printed() -> None:
    urgent = samples.URGENT + samples.REVIEW
    sign = urgent.replace("A fever of 100.4 F or more", "Short breath")
    assert sign != urgent
    (one,) = [each for each in found(style, small.page(Urgent, sign)) if "Short breath" in each.message]
    assert one.level == "advice"


def test_no_phrase_to_say_is_itself_refused() -> None:
    assert WORDS is not None
    refused = Phrases(WORDS.stilted)
    said = (*WORDS.jargon, *WORDS.tone, *WORDS.stilted)
    assert not [each.say for each in said if refused.hits(each.say) and "comfort care" not in each.say]
