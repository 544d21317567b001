"""Problem lists as record systems write them: numbered, with codes in brackets or after the system's name."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final, NamedTuple


class Problem(NamedTuple):
    """One diagnosis of a problem list."""

    words: str
    codes: tuple[str, ...] = ()  # of the form of ICD-10-CM, without the name of their system
    foreign: str = ""  # a code of another system, such as SNOMED CT or ICD-O


_BETWEEN: Final = re.compile(r"[;|\r\n]+")
_NUMBERED: Final = re.compile(r"^\s*(?:\(?\d{1,2}[.)](?!\d)|[•*·])\s*")
_CODE: Final = r"[A-TV-Z][0-9](?:[0-9A-Z]\.[0-9A-Z]{1,4}|[0-9][0-9A-Z]{0,4})"
_SYSTEM: Final = re.compile(
    r"\b(?P<system>ICD[- ]?10(?:[- ]?(?:CM|AM|CA|GM|WHO))?|ICD[- ]?9(?:[- ]?CM)?|ICD[- ]?O(?:[- ]?[23])?"
    r"|ICDO3?|SNOMED(?:[- ]?CT)?|SCT(?=\W*\d{6})|CTV3|ORPHA(?=\W*\d))\b(?:[- ]?code)?\s*[:#=|]?\s*"
    r"(?P<code>[A-Z0-9]*\d[A-Z0-9./-]*)?",
    re.IGNORECASE,
)
_OURS: Final = re.compile(r"ICD[- ]?10", re.IGNORECASE)
_CODES: Final = re.compile(rf"(?<![A-Za-z0-9.]){_CODE}(?![A-Za-z0-9])(?!\.\d)")
_NEOPLASM: Final = re.compile(r"C\d|D[0-4]")
_BRACKETED: Final = re.compile(rf"\[[^\]]*\b{_CODE}\b[^\]]*\]")
_MORPHOLOGY: Final = re.compile(r"(?<!\d)[89]\d{3}/[0-9]\b")
_RISK_GROUP: Final = re.compile(r"\((?:HCC|CMS[/-]HCC|CMS|HHS[- ]HCC|RAF)\)", re.IGNORECASE)
_EMPTY: Final = re.compile(r"\[[\s,;]*\]|\([\s,;]*\)")


def read_problems(cell: str, look_up: Callable[[str], object | None]) -> tuple[Problem, ...]:
    """The diagnoses of a cell that is written like a problem list; none where it is not.

    `look_up` finds codes of cancers: a code that it does not find is one of another disease.
    """
    parts = [part for part in _BETWEEN.split(cell) if part.strip()]
    numbered = len(parts) > 1 and all(_NUMBERED.match(part) for part in parts)
    listed = numbered or any(_has_form(part, look_up) for part in parts)
    return tuple(_problem(part) for part in parts) if listed else ()


def without_number(part: str) -> str:
    """A diagnosis without its number in a list and without marks of risk groups, such as (HCC)."""
    return " ".join(_RISK_GROUP.sub(" ", _NUMBERED.sub("", part)).split())


def _has_form(part: str, look_up: Callable[[str], object | None]) -> bool:
    if any(pattern.search(part) for pattern in (_SYSTEM, _BRACKETED, _MORPHOLOGY)):
        return True
    codes = _codes(part)
    return len(codes) == 1 and look_up(codes[0]) is None


def _codes(text: str) -> tuple[str, ...]:
    """Codes of the form of ICD-10-CM. Without a dot, L858R and T10 are no codes in the midst of words."""
    sure = {
        match.start()
        for bracket in _BRACKETED.finditer(text)
        for match in _CODES.finditer(text, *bracket.span())
    }
    found = [
        match[0]
        for match in _CODES.finditer(text)
        if "." in match[0] or match.start() in sure or _NEOPLASM.match(match[0]) or _alone(text, match)
    ]
    return tuple(dict.fromkeys(found))


def _alone(text: str, match: re.Match[str]) -> bool:
    """Whether a code comes before all words, or without any."""
    after = text[match.end() :].strip()
    return not text[: match.start()].strip() and after[:1] in ("", "-", "–", ":")


def _problem(part: str) -> Problem:
    text = without_number(part)
    foreign = ""
    for match in _SYSTEM.finditer(text):
        if not _OURS.match(match["system"]):
            code = match["code"] or ""
            # What looks like ICD-10-CM and is not must never be read so.
            foreign = code if code and not _CODES.fullmatch(code.upper()) else match[0]
    if morphology := _MORPHOLOGY.search(text):
        foreign = morphology[0]
    if foreign:
        return Problem(text, (), foreign)
    text = _SYSTEM.sub(lambda match: f" {match['code'] or ''} ", text)
    codes = _codes(text)
    for code in codes:
        text = text.replace(code, " ")
    return Problem(" ".join(_EMPTY.sub(" ", text).split()).strip(" -–:,;[]"), codes)
