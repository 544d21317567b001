"""A Condition of FHIR R4: which cancer it means, if any, and whether that cancer is present now.

The cancer comes from codes alone: ICD-10-CM, and the clinic's own codes of other systems. Words decide only
what a person must look at. So a word can stop a handout, and never choose one.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, Final, Literal, NamedTuple

from handouts.reading.clinic import SYSTEMS
from handouts.roster.assertions import assertion
from handouts.roster.codes import Code, CodeBook, icd10cm, own_code, plain_code
from handouts.roster.fhir.datatypes import Coding, codes_of, codings, folded, has_modifier, text_of
from handouts.roster.fhir.json_stream import BrokenFileError
from handouts.roster.fhir.stage import assessments, condition_stages

Meaning = Literal[
    "cancer",
    "unmapped",  # a cancer by its words, in a code that is not mapped
    "suspected",
    "unclear",  # something about it cannot be understood
    "in-situ",
    "uncertain",  # a neoplasm that is not called malignant
    "over",
    "visit",  # the reason for a visit: there is a cancer, but not which
    "unreadable",  # a code of another system without any words
    "none",
]


class ConditionMeaning(NamedTuple):
    """What a Condition means."""

    meaning: Meaning
    codes: tuple[str, ...] = ()  # of ICD-10-CM and of the clinic's own
    primary: bool = False  # whether one of them is a cancer, not a metastasis
    stages: tuple[str, ...] = ()
    assessments: tuple[str, ...] = ()  # Observations to which it refers
    unmapped: tuple[tuple[str, str], ...] = ()  # system and code
    reason: str = ""  # by the policy, for a code that names no cancer


_NO_CANCER: Final = ConditionMeaning("none")
_MALIGNANT: Final = re.compile(
    r"malign(?!ant (?:hyperten|hypertherm|otitis))|cancer|carcino|karzino|krebs|kanker|metasta"
    r"|lymphom(?:a|e?\b)|linfoma|leuk[ae]*mi|leucem|m[yi]elom(?:a|e?\b)|melanom(?:a|e?\b)|sar[ck]om"
    r"|blastom(?:a|e?\b)|gliom(?:a|e?\b)|mesotheliom|seminom|hodgkin|macroglobulin"
)
_NEOPLASM: Final = re.compile(r"neoplas|\btumou?r|\btumeur")
_OVER: Final = {"inactive", "resolved", "remission"}
_ACTIVE: Final = {"active", "recurrence", "relapse"}
_REFUTED: Final = {"refuted", "entered-in-error"}
_COUNTED: Final = ("primary", "ask", "secondary", "not-offered", "unknown")
_OTHER_ICD10: Final = ("icd10who", "icd10gm")

CodedText = tuple[tuple[Coding, ...], str]
"""Condition.code: its codes, and its text."""


def read_condition(
    condition: dict[str, Any], meaning_of: Callable[[CodedText], ConditionMeaning]
) -> ConditionMeaning:
    """What a Condition means; `meaning_of` gives what its code means by itself.

    Raises BrokenFileError for an older FHIR than R4.
    """
    if isinstance(condition.get("clinicalStatus"), str) or "patient" in condition:
        raise BrokenFileError("holds an older FHIR than R4; export it as R4")
    code = condition.get("code")
    coded = meaning_of((codings(code), text_of(code, "text")))
    if coded.meaning == "none":
        return _NO_CANCER
    state = _state(condition)
    if state == "refuted" or (state == "over" and coded.meaning == "unreadable"):
        return _NO_CANCER
    if coded.meaning == "visit":
        return coded if state == "active" else _NO_CANCER
    if state == "over" or coded.meaning == "over":
        return ConditionMeaning("over")
    if state != "active" and coded.meaning in ("cancer", "unmapped"):
        return ConditionMeaning(state)
    if coded.meaning != "cancer":
        return coded
    return coded._replace(stages=condition_stages(condition), assessments=assessments(condition))


def _state(condition: dict[str, Any]) -> Literal["active", "over", "suspected", "unclear", "refuted"]:
    """Whether the diagnosis of a Condition is confirmed, and present now."""
    verified = codes_of(condition.get("verificationStatus"))
    clinical = codes_of(condition.get("clinicalStatus"))
    if verified & _REFUTED:
        return "refuted"
    ended = any(key.startswith("abatement") and condition[key] for key in condition)
    if clinical & _OVER or (ended and not clinical & _ACTIVE):
        return "over"
    if has_modifier(condition) or ended or clinical - _ACTIVE:
        return "unclear"
    # Many exports have no verificationStatus: then a diagnosis is taken as confirmed.
    return "active" if not verified or "confirmed" in verified else "suspected"


def code_meaning(coded: CodedText, book: CodeBook) -> ConditionMeaning:
    """What the code of a Condition means, whatever its state."""
    listed, text = coded
    words = [folded(each) for each in (*(one.display for one in listed), text) if each]
    warned = assertion(words)
    known = [found for one in listed if (found := _known(one, book))]
    if known:
        meaning = _combined(known)
        if meaning.meaning != "cancer" or warned is None:
            return meaning
        # The code and its words contradict each other: a person must look.
        return ConditionMeaning("unclear" if warned in ("none", "over") else warned)
    if any(one.code and _is_system("icd10", one.system) for one in listed):
        return _NO_CANCER  # a code of ICD-10-CM outside the neoplasms
    return _by_words(listed, words, warned, book)


def _known(coding: Coding, book: CodeBook) -> Code | None:
    """What a code means, by the clinic's own list or by ICD-10-CM."""
    entries = book.own.get(plain_code(coding.code), ())
    own = own_code(each for each in entries if _is_system(each.system, coding.system))
    return own or (icd10cm(coding.code, book) if _is_system("icd10", coding.system) else None)


def _combined(known: list[Code]) -> ConditionMeaning:
    """What codes that are known mean together."""
    open_ones = [each for each in known if _is_open(each)]
    current = [each for each in known if each.kind in _COUNTED and each not in open_ones]
    if current:
        # Codes stay codes: a cancer named in words would count as named by the clinic for this person.
        codes = dict.fromkeys(each.text for each in current)
        return ConditionMeaning("cancer", tuple(codes), any(each.kind != "secondary" for each in current))
    kinds = {each.kind for each in known}
    if "past" in kinds:
        return ConditionMeaning("over")
    if "in-situ" in kinds:
        return ConditionMeaning("in-situ")
    if open_ones:
        return ConditionMeaning("uncertain", reason=open_ones[0].reason)
    visits = [each.reason for each in known if each.kind == "visit"]
    return ConditionMeaning("visit", reason=visits[0]) if visits else _NO_CANCER


def _is_open(code: Code) -> bool:
    """Whether a code leaves open if it is cancer. Beside a cancer that is certain it does not count."""
    return code.kind == "uncertain" or (code.text.startswith("D") and code.kind in ("ask", "not-offered"))


def _by_words(
    listed: tuple[Coding, ...], words: list[str], warned: Meaning | None, book: CodeBook
) -> ConditionMeaning:
    """What a diagnosis without a known code may be, by its words."""
    codes = tuple((one.system, one.code) for one in listed if one.code)
    meaning = _of_other_icd10(listed, book)
    if meaning is None and not words:
        return ConditionMeaning("unreadable", unmapped=codes)
    if meaning is None:
        malignant = any(map(_MALIGNANT.search, words))
        meaning = "unmapped" if malignant else "uncertain" if any(map(_NEOPLASM.search, words)) else "none"
    if meaning in ("unmapped", "uncertain") and warned is not None:
        meaning = warned
    return ConditionMeaning(meaning, unmapped=codes if meaning == "unmapped" else ())


def _of_other_icd10(listed: tuple[Coding, ...], book: CodeBook) -> Meaning | None:
    """What codes of other ICD-10 than the American may be; None where there are none.

    Their ranges are the same. But they differ in single codes, so that no handout is chosen by them.
    """
    codes = [one.code for one in listed if any(_is_system(each, one.system) for each in _OTHER_ICD10)]
    if not any(codes):
        return None
    meaning = _combined([code for each in codes if (code := icd10cm(each, book))]).meaning
    return "unmapped" if meaning == "cancer" else meaning


def _is_system(word: str, system: str) -> bool:
    """Whether a code system of a FHIR file is the one that a clinic calls so."""
    return system.partition("|")[0].removesuffix("/") in SYSTEMS.get(word, (word,))
