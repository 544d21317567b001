"""The diagnosis of a person, and whether a handout may be made for it at all.

It is a cell of the column "cancer", or what somebody types for a single handout.

A code never tells the stage, and a code of a metastatic site never tells where the cancer began. What is not
written is not guessed.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from handouts.reading.names import folded
from handouts.roster.assertions import is_current
from handouts.roster.cancer_names import normalized
from handouts.roster.cells import CellError, LeftOutError, OnlySpreadError, told
from handouts.roster.codes import Code
from handouts.roster.known import KnownNames
from handouts.roster.mention import Terminology, read_mention
from handouts.roster.mentions import (
    TWO_OR_ONE,
    WORDS,
    Mentions,
    beyond_doubt,
    may_be_stage4,
    mentions_beside,
    read_mentions,
)
from handouts.roster.qualifiers import REASONS, is_metastatic_site
from handouts.roster.stages import StageMeaning, may_be_four, stage_of

_STOPS: Final = ("uncertain", "not-offered", "unknown")
_LOWER: Final = ("three", "lower")
_BESIDE_A_CANCER: Final = (
    " It stands beside another diagnosis: write in words what the handout is to be about."
)
_ALL: Final = "Write in words all that the handout is to be about."
_YET: Final = "Yet something beside it may say a cancer of stage 4. Which is right?"


class Diagnosis(NamedTuple):
    """What the cancer column says."""

    cancers: tuple[str, ...]  # ids, in the order given
    in_words: bool  # whether the clinic has named them itself, not by code
    spread: bool  # distant spread, in words or by code
    stage: StageMeaning = "nothing"  # in words
    near: bool = False  # spread to lymph nodes only, in words
    notes: tuple[str, ...] = ()  # what staff must know about the handout
    beside: bool = False  # whether a common metastatic site is named beside another cancer
    doubtful: bool = False  # whether something suggests stage 4, so that the row must not be left out


def read_diagnosis(cell: str, terms: Terminology, words: str = "") -> Diagnosis:
    """Names and codes in a text. Raises CellError, which does not name the column.

    `words` stand beside a code in a column of their own: they choose nothing, but they can speak against it.
    Raises LeftOutError where there is no cancer of today beyond doubt.
    """
    cell, words = told(cell.strip()), told(words.strip())
    if not cell and not words:
        raise CellError(f"It is empty. {WORDS}")
    texts = (cell, words)
    beside = mentions_beside(words, terms) if cell else ()
    try:
        found = read_mentions(cell or words, terms)
        diagnosis = _combined(found)
    except LeftOutError as error:
        if any(mention.cancers for _, mention in beside):
            raise CellError(f"{error} Yet the words beside it name a cancer. Which is right?") from None
        current = str(error) != REASONS["stage"] and any(is_current(normalized(each)) for each in texts)
        if current or not all(beyond_doubt(each, terms) for each in texts):
            raise CellError(f"{error} {_YET}") from None
        raise
    if diagnosis.stage in _LOWER:
        doubtful = not all(beyond_doubt(each, terms) for each in texts)
    else:  # two cancers without a stage are no doubt
        doubtful = any(may_be_stage4(each, terms) for each in texts)
    return _with_words(diagnosis, found, beside, terms)._replace(doubtful=doubtful)


def _combined(found: Mentions) -> Diagnosis:
    """The cancers that all diagnoses of a cell come to together."""
    mentions = [mention for _, mention in found]
    named = tuple(dict.fromkeys(cancer for each in mentions for cancer in each.cancers))
    codes = [each.code for each in mentions if each.code]
    if not named and not codes:
        raise LeftOutError(REASONS["other"])
    _check_kinds(codes, bool(named))
    cancers, notes = (named, []) if named else _by_codes(codes)
    if named and any(not set(code.cancers) & set(named) for code in codes if code.cancers):
        raise CellError(f"The words and the codes name different cancers. {_ALL}")
    stages = [each.stage for each in mentions if each.stage != "nothing"]
    # A stage below 4 counts before stage 4, and this before an unclear one.
    stages.sort(key=lambda stage: 0 if stage in _LOWER else 1 if stage == "four" else 2)
    return Diagnosis(
        cancers,
        bool(named),
        any(each.spread for each in mentions) or any(code.spread for code in codes),
        stages[0] if stages else "nothing",
        any(each.near for each in mentions),
        tuple(dict.fromkeys(filter(None, (*(each.note for each in mentions), *notes)))),
        _is_site_beside(found),
    )


def _is_site_beside(found: Mentions) -> bool:
    """Whether a metastatic site is named after another cancer."""
    earlier: set[str] = set()
    for text, mention in found:
        if earlier and set(mention.cancers) - earlier and is_metastatic_site(normalized(text)):
            return True
        earlier.update(mention.cancers)
    return False


def _check_kinds(codes: list[Code], named: bool) -> None:
    """Raise CellError where a code stops the handout, LeftOutError where all codes say no cancer of today."""
    gives = named or any(code.kind in ("primary", "ask", "secondary") for code in codes)
    for code in codes:
        if code.kind in _STOPS or (code.kind in ("in-situ", "past") and gives):
            raise CellError(f"{code.reason}{_BESIDE_A_CANCER if gives else ''}")
    if gives:
        return
    visits = [code for code in codes if code.kind == "visit"]
    if visits:
        raise CellError(visits[0].reason)
    raise LeftOutError(codes[0].reason)


def _by_codes(codes: list[Code]) -> tuple[tuple[str, ...], list[str]]:
    """The one cancer that all codes can mean, and notes on its handout."""
    primary = [code for code in codes if code.kind == "primary"]
    asked = [code for code in codes if code.kind == "ask"]
    if not primary and asked:
        raise CellError(asked[0].reason)
    if not primary:
        raise OnlySpreadError(
            f"There are only codes that say where the cancer went, not where it began. {WORDS}"
        )
    common = set.intersection(*(set(code.cancers) for code in (*primary, *asked)))
    if len(common) == 1:
        return tuple(common), [code.note for code in primary]
    if common:
        raise CellError(f"The code can mean {' or '.join(sorted(common))}. Write it in words.")
    raise CellError(f"There are codes of different cancers. Which of them is stage 4? {_ALL}")


def _with_words(diagnosis: Diagnosis, found: Mentions, beside: Mentions, terms: Terminology) -> Diagnosis:
    """A diagnosis with what the words beside it add. Raises CellError where they speak against it."""
    codes = [each.code for _, each in found if each.code and each.code.kind in ("primary", "ask")]
    for part, mention in beside:
        if mention.reason == REASONS["other"]:
            continue
        if mention.cancers and not set(mention.cancers) & set(diagnosis.cancers):
            raise CellError("The words beside the code speak against it. They name another cancer.")
        if codes and (mention.reason or not mention.cancers):
            whole = read_mention(f"{codes[0].text} - {part}", terms)
            if whole.reason:
                raise CellError(whole.reason)
        elif mention.reason and not mention.spread:
            raise CellError(mention.reason)
        if mention.cancers and mention.stage in ("lower", "three", "four"):
            diagnosis = diagnosis._replace(stage=mention.stage)
        diagnosis = diagnosis._replace(spread=diagnosis.spread or (bool(mention.cancers) and mention.spread))
    return diagnosis


def check_stage(cell: str, diagnosis: Diagnosis, known: KnownNames, confirmed: bool) -> None:
    """Raise CellError where the stage column speaks against the handout, or nothing speaks for it."""
    stage = _column_stage(cell, diagnosis, known)
    if stage == "contradicts" or (stage == "four" and diagnosis.stage in _LOWER):
        raise CellError(
            "The stages contradict each other, such as stage 4 beside M0. Is it stage 4? "
            "Write 4, or take the row out."
        )
    if stage in _LOWER:
        if diagnosis.spread or diagnosis.stage == "four" or diagnosis.doubtful or confirmed:
            raise CellError(
                "The stage column does not say stage 4, yet the diagnosis or whoever runs the list says so. "
                "Is it stage 4? Write 4, or take the row out."
            )
        raise LeftOutError(
            "The stage column does not say stage 4, and the handouts are for stage 4. "
            "If this is wrong, correct the stage in the list and run it again."
        )
    if stage == "unclear":
        raise CellError("The stage column is not understood. Write 4 where it is stage 4, or leave it empty.")
    if stage != "nothing" or diagnosis.spread or diagnosis.stage == "four" or confirmed:
        return
    near_only(diagnosis)
    if diagnosis.stage == "unclear":
        raise CellError("This says only to where the cancer has not spread. Where it is stage 4, write so.")
    if not diagnosis.in_words:
        raise CellError(
            "The cancer column holds a code, and a code does not tell the stage. Write 4 in a column stage, "
            "or write the cancer in words; for a list of stage 4 only, use --stage4-confirmed."
        )


def _column_stage(cell: str, diagnosis: Diagnosis, known: KnownNames) -> StageMeaning:
    """What the stage column says of these cancers; each may have its own word for stage 4."""
    text = folded(cell)
    if text and {known.stage_words.get(cancer, "") for cancer in diagnosis.cancers} == {text}:
        return "four"
    stage = stage_of(cell)
    # Where there is no stage 4, stage 3 is the last: it is evidence of nothing.
    return "nothing" if stage == "three" and known.no_stage4.issuperset(diagnosis.cancers) else stage


def in_doubt(error: LeftOutError, stage: str) -> CellError:
    """The same error, as a doubt where the stage column suggests stage 4 all the same."""
    if not may_be_four(stage):
        return error
    return CellError(f"{error} Yet the stage column speaks for stage 4. Which is right?")


def check_words(diagnosis: Diagnosis, no_stage4: frozenset[str]) -> None:
    """Raise CellError where words of the diagnosis itself name another stage: nothing overrules them."""
    last = diagnosis.stage == "three" and no_stage4.issuperset(diagnosis.cancers)
    if diagnosis.stage in _LOWER and not last:
        if diagnosis.spread or diagnosis.doubtful:
            raise CellError(f"{REASONS['stage']} {_YET}")
        raise LeftOutError(f"{REASONS['stage']} If this is wrong, correct it in the list and run it again.")


def check_apart(diagnosis: Diagnosis, no_stage4: frozenset[str]) -> None:
    """Raise CellError where a second cancer may be the site to which the first has spread.

    A brain tumor and cancers of the blood do not spread so. Who types a single handout means what they type.
    """
    if diagnosis.beside and diagnosis.cancers[0] not in no_stage4:
        raise CellError(TWO_OR_ONE)


def near_only(diagnosis: Diagnosis) -> None:
    """Raise CellError where words name spread to lymph nodes and no further: that alone is not stage 4."""
    if diagnosis.near and not diagnosis.spread:
        raise CellError(f"{REASONS['near']} Where it is stage 4, write so.")
