"""The stage of a cancer as FHIR gives it: in a Condition, in an Observation of mCODE, in a code's words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final, NamedTuple

from handouts.roster.fhir.datatypes import codings, folded, keys_of, records_of, reference, text_of

_FINAL: Final = ("final", "amended", "corrected")
_GROUP_CODES: Final = ("21908-9", "21902-2", "21914-7")  # LOINC: stage group, clinical, pathological, other

_NUMBER = r"(0|iv|i{1,3}|[1-4])(?:[ -]?([a-e])([1-4])?)?(?![a-z0-9])"
_IN_WORDS = re.compile(rf"\b(?:stage|stadium|estadio|stade)(?: group(?:ing)?)?[ :]*{_NUMBER}")
_ALONE = re.compile(rf"(?:y?[cpra])?{_NUMBER}")
_ROMAN: Final = {"1": "I", "2": "II", "3": "III", "4": "IV"}

# Words beside a stage with which it is no statement that this is the stage.
_DOUBT = re.compile(r"\b(?:no|not|non|without|rule|suspect\w*|possibl[ey]|probabl[ey]|likely|exclud\w*)\b|\?")


class StageObservation(NamedTuple):
    """An Observation of a stage group."""

    keys: tuple[str, ...]  # under which a Condition points to it
    focus: tuple[str, ...]  # Conditions to which it points
    stages: tuple[str, ...]


def condition_stages(condition: dict[str, Any]) -> tuple[str, ...]:
    """The stages that a Condition names, such as IVA, each once.

    The words of the whole count only where they speak against stage 4: anybody may type there.
    """
    found = [stage for each in records_of(condition, "stage") for stage in _summary(each)]
    concept = condition.get("code")
    for coding in codings(concept):
        found += _in_words(coding.display)
    found += [stage for stage in _in_words(text_of(concept, "text")) if not is_four(stage)]
    return tuple(dict.fromkeys(found))


def assessments(condition: dict[str, Any]) -> tuple[str, ...]:
    """The Observations that a Condition names for its stage."""
    found = (reference(each) for stage in records_of(condition, "stage") for each in _references(stage))
    return tuple(each for each in found if each)


def read_stage_observation(address: str, observation: dict[str, Any]) -> StageObservation | None:
    """What an Observation says of a stage; None where it is none of a stage group, or not final."""
    if not _is_group(observation) or observation.get("status") not in _FINAL:
        return None
    focus = tuple(where for each in records_of(observation, "focus") if (where := reference(each)))
    stages = _of_concept(observation.get("valueCodeableConcept"))
    return StageObservation(
        keys_of(address, "Observation", text_of(observation, "id")), focus, tuple(dict.fromkeys(stages))
    )


def is_four(stage: str) -> bool:
    """Whether a stage is IV, IVA, IVB ..."""
    return stage.startswith("IV")


def one_stage(stages: tuple[str, ...]) -> str | None:
    """The stage on which all agree, with its letter; empty where none is given, None if they do not agree."""
    if len({_number(stage) for stage in stages}) > 1:
        return None
    exact = {stage for stage in stages if stage != _number(stage)}
    return exact.pop() if len(exact) == 1 else next((_number(stage) for stage in stages), "")


def _number(stage: str) -> str:
    return stage.rstrip("ABCDE1234")


def _summary(stage: dict[str, Any]) -> Iterator[str]:
    """The stages of one entry of Condition.stage."""
    kind = stage.get("type")
    words = " ".join((text_of(kind, "text"), *(each.display for each in codings(kind))))
    # "4" alone may also be a grade or a score.
    alone = not kind or "stage" in folded(words) or any(each.code in _GROUP_CODES for each in codings(kind))
    yield from _of_concept(stage.get("summary"), alone)


def _of_concept(concept: object, alone: bool = True) -> Iterator[str]:
    """The stages that a CodeableConcept names in words, or as nothing but the number."""
    listed = codings(concept)
    for words in (text_of(concept, "text"), *(each.display for each in listed)):
        yield from _in_words(words)
    if alone:
        # A code of SNOMED CT or LOINC never looks like a stage; those of the AJCC are the stage itself.
        for words in (text_of(concept, "text"), *(each.display or each.code for each in listed)):
            if match := _ALONE.fullmatch(folded(words)):
                yield _stage(match)


def _in_words(words: str) -> list[str]:
    """Stages in a sentence; stage 4 only where nothing beside it raises a doubt."""
    plain = folded(words)
    found = [_stage(match) for match in _IN_WORDS.finditer(plain)]
    doubtful = bool(_DOUBT.search(plain))
    return [stage for stage in found if not (doubtful and is_four(stage))]


def _stage(match: re.Match[str]) -> str:
    number, letter, digit = match.groups()
    return _ROMAN.get(number, number.upper()) + (letter or "").upper() + (digit or "")


def _is_group(observation: dict[str, Any]) -> bool:
    code = observation.get("code")
    if any(each.code in _GROUP_CODES for each in codings(code)):
        return True
    words = (text_of(code, "text"), *(each.display for each in codings(code)))
    return any("stage group" in folded(each) for each in words)


def _references(stage: dict[str, Any]) -> list[dict[str, Any]]:
    return records_of(stage, "assessment")
