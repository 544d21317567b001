"""A Condition of FHIR R4: which cancer it says, if any, and whether that cancer is there now.

The cancer comes from codes alone: ICD-10-CM, and what the clinic has said of codes of other systems. Words
decide only what must be looked at by a person. So a word can stop a sheet, and never choose one.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, Final, Literal, NamedTuple

from handouts.reading.clinic import SYSTEMS
from handouts.roster.codes import Code, CodeBook, icd10cm, own_code, plain_code
from handouts.roster.doubts import doubt
from handouts.roster.fhir.pieces import BrokenFileError
from handouts.roster.fhir.stage import assessments, condition_stages
from handouts.roster.fhir.values import Coding, codes_of, codings, folded, has_modifier, text_of

Meaning = Literal[
    "cancer",
    "unmapped",  # a cancer by its words, in a code that nobody has explained
    "suspected",
    "unclear",  # something about it cannot be understood
    "in-situ",
    "uncertain",  # a neoplasm that is not called malignant
    "over",
    "visit",  # why somebody comes, which says that there is a cancer, but not which
    "unreadable",  # a code of another system without any words
    "none",
]


class ConditionMeaning(NamedTuple):
    """What a Condition says."""

    meaning: Meaning
    codes: tuple[str, ...] = ()  # of ICD-10-CM and of the clinic's own list
    primary: bool = False  # whether one of them says where the cancer began
    stages: tuple[str, ...] = ()
    assessments: tuple[str, ...] = ()  # Observations to which it points
    unmapped: tuple[tuple[str, str], ...] = ()  # system and code
    reason: str = ""  # what the policy for codes says of one that names no cancer


class _Known(NamedTuple):
    """A code that is understood."""

    code: Code
    own: bool  # by the clinic's list, not by ICD-10-CM


_NO_CANCER: Final = ConditionMeaning("none")

MAY_BE_NOW: Final[tuple[Meaning, ...]] = (
    "cancer", "unmapped", "suspected", "unclear", "in-situ", "uncertain", "visit", "unreadable",
)  # fmt: skip
"""What may be said of somebody who has a cancer now."""

_MALIGNANT = re.compile(
    r"malign(?!ant (?:hyperten|hypertherm|otitis))|cancer|carcino|karzino|krebs|kanker|metasta"
    r"|lymphom(?:a|e?\b)|linfoma|leuk[ae]*mi|leucem|m[yi]elom(?:a|e?\b)|melanom(?:a|e?\b)|sar[ck]om"
    r"|blastom(?:a|e?\b)|gliom(?:a|e?\b)|mesotheliom|seminom|hodgkin|macroglobulin"
)
_NEOPLASM = re.compile(r"neoplas|\btumou?r|\btumeur")
_OVER: Final = {"inactive", "resolved", "remission"}
_ACTIVE: Final = {"active", "recurrence", "relapse"}
_REFUTED: Final = {"refuted", "entered-in-error"}
_COUNTED: Final = ("primary", "ask", "secondary", "not-offered", "unknown")
_OTHER_ICD10: Final = ("icd10who", "icd10gm")


Concept = tuple[tuple[Coding, ...], str]
"""The codes of a Condition, and its words as one text."""


def finding(condition: dict[str, Any], said: Callable[[Concept], ConditionMeaning]) -> ConditionMeaning:
    """What a Condition says; `said` is what its code says by itself.

    Raises BrokenFileError for an older FHIR than R4.
    """
    if isinstance(condition.get("clinicalStatus"), str) or "patient" in condition:
        raise BrokenFileError("holds an older FHIR than R4; export it as R4")
    code = condition.get("code")
    coded = said((codings(code), text_of(code, "text")))
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
    return coded._replace(
        stages=condition_stages(condition),
        assessments=assessments(condition),
    )


def _state(condition: dict[str, Any]) -> Literal["active", "over", "suspected", "unclear", "refuted"]:
    """Whether what a Condition says is so, and is so now."""
    verified = codes_of(condition.get("verificationStatus"))
    clinical = codes_of(condition.get("clinicalStatus"))
    if verified & _REFUTED:
        return "refuted"
    ended = any(key.startswith("abatement") and condition[key] for key in condition)
    if clinical & _OVER or (ended and not clinical & _ACTIVE):
        return "over"
    if has_modifier(condition) or ended or clinical - _ACTIVE:
        return "unclear"
    # Without a word on it, as in many exports, a diagnosis is taken as made.
    return "active" if not verified or "confirmed" in verified else "suspected"


def meaning_of(concept: Concept, book: CodeBook) -> ConditionMeaning:
    """What the code of a Condition says, whatever its state."""
    listed, text = concept
    words = [folded(each) for each in (*(one.display for one in listed), text) if each]
    warned = doubt(words)
    known = [each for one in listed for each in _known(one, book)]
    if known:
        coded = _coded(known)
        if coded.meaning != "cancer" or warned is None:
            return coded
        # The code says cancer, and its words say that there is none: a person must look.
        return ConditionMeaning("unclear" if warned in ("none", "over") else warned)
    if any(one.code and _is_system("icd10", one.system) for one in listed):
        return _NO_CANCER  # a code of ICD-10-CM outside the neoplasms
    return _uncoded(listed, words, warned, book)


def _known(coding: Coding, book: CodeBook) -> list[_Known]:
    """What a code says, by the clinic's own list and by ICD-10-CM."""
    entries = book.own.get(plain_code(coding.code), ())
    own = own_code(each for each in entries if _is_system(each.system, coding.system))
    if own is not None:
        return [_Known(own, True)]
    code = icd10cm(coding.code, book) if _is_system("icd10", coding.system) else None
    return [_Known(code, False)] if code is not None else []


def _coded(known: list[_Known]) -> ConditionMeaning:
    """What codes that are understood say together."""
    open_ones = [each for each in known if _is_open(each)]
    current = [each for each in known if each.code.kind in _COUNTED and each not in open_ones]
    if current:
        # Codes stay codes: a cancer named in words would count as named by the clinic for this person.
        codes = dict.fromkeys(each.code.text for each in current)
        return ConditionMeaning(
            "cancer", tuple(codes), any(each.code.kind != "secondary" for each in current)
        )
    kinds = {each.code.kind for each in known}
    if "past" in kinds:
        return ConditionMeaning("over")
    if "in-situ" in kinds:
        return ConditionMeaning("in-situ")
    if open_ones:
        return ConditionMeaning("uncertain", reason=open_ones[0].code.reason)
    visits = [each.code.reason for each in known if each.code.kind == "visit"]
    return ConditionMeaning("visit", reason=visits[0]) if visits else _NO_CANCER


def _is_open(known: _Known) -> bool:
    """Whether a code leaves open if it is cancer. Beside a cancer that is certain it says nothing."""
    code = known.code
    return code.kind == "uncertain" or (code.text.startswith("D") and code.kind in ("ask", "not-offered"))


def _uncoded(
    listed: tuple[Coding, ...], words: list[str], warned: Meaning | None, book: CodeBook
) -> ConditionMeaning:
    """What a diagnosis without a code that is understood may be, by its words."""
    meaning = _of_other_icd10(listed, book)
    if meaning is None and not words:
        return ConditionMeaning("unreadable", unmapped=_named(listed))
    if meaning is None:
        malignant = any(_MALIGNANT.search(each) for each in words)
        neoplasm = malignant or any(_NEOPLASM.search(each) for each in words)
        meaning = "unmapped" if malignant else "uncertain" if neoplasm else "none"
    if meaning in ("unmapped", "uncertain") and warned is not None:
        meaning = warned
    if meaning != "unmapped":
        return ConditionMeaning(meaning)
    return ConditionMeaning(meaning, unmapped=_named(listed))


def _named(listed: tuple[Coding, ...]) -> tuple[tuple[str, str], ...]:
    """Systems and codes, so that somebody can say what they mean."""
    return tuple((one.system, one.code) for one in listed if one.code)


def _of_other_icd10(listed: tuple[Coding, ...], book: CodeBook) -> Meaning | None:
    """What codes of other ICD-10 than the American may be; None where there are none.

    Their ranges are the same. But they differ in single codes, so that no sheet is chosen by them.
    """
    codes = [one.code for one in listed if any(_is_system(each, one.system) for each in _OTHER_ICD10)]
    if not any(codes):
        return None
    found = [code for each in codes if (code := icd10cm(each, book))]
    meaning = _coded([_Known(code, False) for code in found]).meaning
    return "unmapped" if meaning == "cancer" else meaning


def _is_system(word: str, system: str) -> bool:
    """Whether a code system of a FHIR file is the one that a clinic calls so."""
    known = SYSTEMS.get(word, (word,))
    return system.partition("|")[0].removesuffix("/") in known
