"""The stage of a cancer in FHIR: in a Condition, in an Observation of mCODE, in a code's words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final, NamedTuple

from handouts.roster.fhir.datatypes import (
    codings,
    folded,
    literal_reference,
    normal,
    records_of,
    text_of,
    words_of,
)

_FINAL: Final = ("final", "amended", "corrected")
_GROUP_CODES: Final = ("21908-9", "21902-2", "21914-7")  # LOINC: stage group, clinical, pathological, other

_NUMBER: Final = r"(0|iv|i{1,3}|[1-4])(?:[ -]?([a-e])([1-4])?)?(?![a-z0-9])"
_IN_WORDS: Final = re.compile(rf"\b(?:stage|stadium|estadio|stade)(?: group(?:ing)?)?[ :]*{_NUMBER}")
_ALONE: Final = re.compile(rf"(?:y?[cpra])?{_NUMBER}")
_ROMAN: Final = {"1": "I", "2": "II", "3": "III", "4": "IV"}
# Words beside a stage with which it is no statement that this is the stage.
_DOUBT: Final = re.compile(
    r"\b(?:no|not|non|without|rule|suspect\w*|possibl[ey]|probabl[ey]|likely|exclud\w*)\b|\?"
)


class StageObservation(NamedTuple):
    """An Observation of a stage group."""

    keys: tuple[str, ...]  # addresses by which a Condition refers to it
    focus: tuple[str, ...]  # Conditions to which it refers
    stages: tuple[str, ...]


def condition_stages(condition: dict[str, Any]) -> tuple[str, ...]:
    """The stages that a Condition names, such as IVA, each once.

    The text of the whole counts only where it speaks against stage 4: anybody may type there.
    """
    found = [stage for each in records_of(condition, "stage") for stage in _summary(each)]
    concept = condition.get("code")
    found += [stage for coding in codings(concept) for stage in _in_words(coding.display)]
    found += [stage for stage in _in_words(text_of(concept, "text")) if not _is_four(stage)]
    return tuple(dict.fromkeys(found))


def assessments(condition: dict[str, Any]) -> tuple[str, ...]:
    """The Observations that a Condition names for its stage."""
    stages = records_of(condition, "stage")
    return _references(each for stage in stages for each in records_of(stage, "assessment"))


def read_stage_observation(address: str, observation: dict[str, Any]) -> StageObservation | None:
    """The stage in an Observation; None where it is not one of a stage group, or not final."""
    code, name = observation.get("code"), text_of(observation, "id")
    is_group = _has_group_code(code) or any("stage group" in folded(each) for each in words_of(code))
    if not is_group or observation.get("status") not in _FINAL:
        return None
    keys = (normal(address), f"Observation/{name}" if name else "")
    stages = _of_concept(observation.get("valueCodeableConcept"))
    return StageObservation(
        tuple(dict.fromkeys(filter(None, keys))),
        _references(records_of(observation, "focus")),
        tuple(dict.fromkeys(stages)),
    )


def one_stage(stages: tuple[str, ...]) -> str | None:
    """The stage on which all agree, with its letter; empty where there is none, None if they do not agree."""
    numbers = {_number(stage) for stage in stages}
    if len(numbers) > 1:
        return None
    exact = set(stages) - numbers
    return exact.pop() if len(exact) == 1 else next(iter(numbers), "")


def _number(stage: str) -> str:
    return stage.rstrip("ABCDE1234")


def _is_four(stage: str) -> bool:
    return stage.startswith("IV")


def _references(found: Iterator[dict[str, Any]] | list[dict[str, Any]]) -> tuple[str, ...]:
    return tuple(filter(None, map(literal_reference, found)))


def _has_group_code(concept: object) -> bool:
    return any(each.code in _GROUP_CODES for each in codings(concept))


def _summary(stage: dict[str, Any]) -> Iterator[str]:
    """The stages of one entry of Condition.stage."""
    kind = stage.get("type")
    # "4" alone may also be a grade or a score.
    alone = not kind or "stage" in folded(" ".join(words_of(kind))) or _has_group_code(kind)
    return _of_concept(stage.get("summary"), alone)


def _of_concept(concept: object, alone: bool = True) -> Iterator[str]:
    """The stages that a CodeableConcept names in words, or as nothing but the number."""
    for words in words_of(concept):
        yield from _in_words(words)
    if alone:
        # A code of SNOMED CT or LOINC never looks like a stage; those of the AJCC are the stage itself.
        for words in (text_of(concept, "text"), *(each.display or each.code for each in codings(concept))):
            if match := _ALONE.fullmatch(folded(words)):
                yield _stage(match)


def _in_words(words: str) -> list[str]:
    """Stages in a sentence; stage 4 only where nothing beside it raises a doubt."""
    plain = folded(words)
    found = map(_stage, _IN_WORDS.finditer(plain))
    doubtful = bool(_DOUBT.search(plain))
    return [stage for stage in found if not (doubtful and _is_four(stage))]


def _stage(match: re.Match[str]) -> str:
    number, letter, digit = match.groups()
    return _ROMAN.get(number, number.upper()) + (letter or "").upper() + (digit or "")
