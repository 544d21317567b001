"""What a diagnosis comes to, with all its parts, and whether a handout may be made for it at all.

A diagnosis is a cell of the column "cancer", or what somebody types for a single handout.

A code never tells the stage, and a code of a place to which cancer has spread never tells where it began.
What is not said is not guessed.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from handouts.reading.names import folded
from handouts.roster import stages
from handouts.roster.called import Names, key
from handouts.roster.cells import CellError, LeftOutError, OnlySpreadError, told
from handouts.roster.codes import Code
from handouts.roster.doubts import says_today
from handouts.roster.known import KnownNames
from handouts.roster.qualifiers import WHY
from handouts.roster.saying import LookUp, Saying, said_in
from handouts.roster.sayings import (
    TWO_OR_ONE,
    WORDS,
    Read,
    beyond_doubt,
    is_beside,
    read,
    said_beside,
    speaks_for_four,
)
from handouts.roster.stages import Said

# What says nothing for or against a cancer that stands beside it.
_PASSED_OVER: Final = ("visit", "none", "benign")
_STOPS: Final = ("uncertain", "not-offered", "unknown")
_BESIDE_A_CANCER: Final = (
    " It stands beside another diagnosis: write in words what the handout is to be about."
)
_STAGES: Final[tuple[Said, ...]] = ("four", "unclear")  # the first that is said counts
_YET: Final = "Yet something beside it may say a cancer of stage 4. Which is right?"


class Diagnosis(NamedTuple):
    """What the cancer column says."""

    cancers: tuple[str, ...]  # ids, in the order given
    in_words: bool  # whether the clinic has named them itself, not by code
    spread: bool  # whether it says that the cancer has spread far
    stage: Said = "nothing"  # what words in it say of the stage
    near: bool = False  # whether words in it say that it has spread to lymph nodes only
    told: tuple[str, ...] = ()  # what to know of the sheet
    beside: bool = False  # whether a place to which cancers often spread is named beside another cancer
    doubtful: bool = False  # whether something speaks for stage 4, so that the row must not be left out


def read_diagnosis(cell: str, names: Names, look_up: LookUp, words: str = "") -> Diagnosis:
    """Names and codes in a text. Raises CellError, which does not say where the text stands.

    `words` stand beside a code in a column of their own: they choose nothing, but they can speak against it.
    Raises LeftOutError where there is no cancer of today beyond doubt.
    """
    cell, words = told(cell.strip()), told(words.strip())
    if not cell and not words:
        raise CellError(f"It is empty. {WORDS}")
    texts = (cell, words)
    beside = said_beside(words, names, look_up) if cell else ()
    try:
        found = read(cell or words, names, look_up)
        diagnosis = _come_to(found)
    except LeftOutError as error:
        if any(saying.cancers for _, saying in beside):
            raise CellError(f"{error} Yet the words beside it name a cancer. Which is right?") from None
        today = str(error) != WHY["stage"] and any(says_today(key(each)) for each in texts)
        if today or not all(beyond_doubt(each, names, look_up) for each in texts):
            raise CellError(f"{error} {_YET}") from None
        raise
    if diagnosis.stage in ("lower", "three"):
        doubtful = not all(beyond_doubt(each, names, look_up) for each in texts)
    else:  # two cancers without a stage are no doubt
        doubtful = any(speaks_for_four(each, look_up) for each in texts)
    return _not_against(diagnosis, found, beside, names, look_up)._replace(doubtful=doubtful)


def _come_to(found: Read) -> Diagnosis:
    """The cancers that diagnoses come to together."""
    said = found.said
    named = tuple(dict.fromkeys(each for saying in said for each in saying.cancers))
    codes = [saying.code for saying in said if saying.code]
    if not any(said):
        raise LeftOutError(WHY["other"])
    _check_kinds(codes, bool(named))
    cancers, lines = (named, []) if named else _by_codes(codes)
    if named and any(not set(code.cancers) & set(named) for code in codes if code.cancers):
        raise CellError(f"The words and the codes name different cancers. {_ALL}")
    stages_said = [saying.stage for saying in said if saying.stage != "nothing"]
    below: list[Said] = [each for each in stages_said if each in ("lower", "three")]
    return Diagnosis(
        cancers,
        bool(named),
        any(saying.spread for saying in said) or any(code.spread for code in codes),
        below[0] if below else next((each for each in _STAGES if each in stages_said), "nothing"),
        any(saying.near for saying in said),
        tuple(dict.fromkeys(line for line in (*(saying.told for saying in said), *lines) if line)),
        any(is_beside(at, found.parts, said) for at in range(1, len(found.parts))),
    )


def _check_kinds(codes: list[Code], named: bool) -> None:
    """Raise CellError where a code stops the sheet, LeftOutError where all codes say no cancer of today."""
    gives = named or any(code.kind in ("primary", "ask", "secondary") for code in codes)
    for code in codes:
        if code.kind in _STOPS or (code.kind in ("in-situ", "past") and gives):
            raise CellError(f"{code.reason}{_BESIDE_A_CANCER if gives else ''}")
    if gives or not codes:
        return
    visits = [code for code in codes if code.kind == "visit"]
    if visits:
        raise CellError(visits[0].reason)
    raise LeftOutError(codes[0].reason)


def _not_against(
    diagnosis: Diagnosis,
    found: Read,
    beside: Sequence[tuple[str, Saying]],
    names: Names,
    look_up: LookUp,
) -> Diagnosis:
    """A diagnosis with what the words beside it add. Raises CellError where they speak against it."""
    code = next(
        (each.code for each in found.said if each.code and each.code.kind in ("primary", "ask")), None
    )
    for part, saying in beside:
        if saying.reason == WHY["other"]:
            continue
        if saying.cancers and not set(saying.cancers) & set(diagnosis.cancers):
            raise CellError("The words beside the code speak against it. They name another cancer.")
        if code is not None and (saying.reason or not saying.cancers):
            whole = said_in(f"{code.text} - {part}", names, look_up)
            if whole.reason:
                raise CellError(whole.reason)
        elif saying.reason and not saying.spread:
            raise CellError(saying.reason)
        if saying.cancers and saying.stage in ("lower", "three", "four"):
            diagnosis = diagnosis._replace(stage=saying.stage)
        diagnosis = diagnosis._replace(spread=diagnosis.spread or (bool(saying.cancers) and saying.spread))
    return diagnosis


def check_stage(cell: str, diagnosis: Diagnosis, known: KnownNames, confirmed: bool) -> None:
    """Raise CellError where the stage speaks against the handout, or nothing speaks for it."""
    said = _said(cell, diagnosis, known)
    if said == "three" and known.no_stage4.issuperset(diagnosis.cancers):
        said = "nothing"  # their last stage: neither for nor against
    if said == "contradicts" or (said == "four" and diagnosis.stage in ("lower", "three")):
        raise CellError(
            "What is said of the stage contradicts itself, such as stage 4 beside M0. Is it stage 4? "
            "Write 4, or take the row out."
        )
    if said in ("three", "lower"):
        if diagnosis.spread or diagnosis.stage == "four" or diagnosis.doubtful or confirmed:
            raise CellError(
                "The stage column does not say stage 4, yet the diagnosis or whoever runs the list says so. "
                "Is it stage 4? Write 4, or take the row out."
            )
        raise LeftOutError(
            "The stage column does not say stage 4, and the handouts are for stage 4. "
            "If this is wrong, correct the stage in the list and run it again."
        )
    if said == "unclear":
        raise CellError(
            "What the stage column says is not understood. Write 4 where it is stage 4, or leave it empty."
        )
    if said != "nothing" or diagnosis.spread or diagnosis.stage == "four" or confirmed:
        return
    near_only(diagnosis)
    if diagnosis.stage == "unclear":
        raise CellError("This says only to where the cancer has not spread. Where it is stage 4, write so.")
    if not diagnosis.in_words:
        raise CellError(
            "The cancer column holds a code, and a code does not tell the stage. Write 4 in a column stage, "
            "or write the cancer in words; for a list of stage 4 only, use --stage4-confirmed."
        )


def in_doubt(error: LeftOutError, stage: str) -> CellError:
    """The same reason, as a doubt, where the stage column speaks for stage 4 all the same."""
    if not stages.may_be_four(stage):
        return error
    return CellError(f"{error} Yet the stage column speaks for stage 4. Which is right?")


def check_words(diagnosis: Diagnosis, no_stage4: frozenset[str]) -> None:
    """Raise CellError where words of the diagnosis itself say another stage: nothing makes up for them."""
    last = diagnosis.stage == "three" and no_stage4.issuperset(diagnosis.cancers)
    if diagnosis.stage in ("three", "lower") and not last:
        if diagnosis.spread or diagnosis.doubtful:
            raise CellError(f"{WHY['stage']} {_YET}")
        raise LeftOutError(f"{WHY['stage']} If this is wrong, correct it in the list and run it again.")


def check_apart(diagnosis: Diagnosis, no_stage4: frozenset[str]) -> None:
    """Raise CellError where a second cancer may be the place to which the first has spread.

    A brain tumor and cancers of the blood do not spread so. Who types a single handout means what they type.
    """
    if diagnosis.beside and diagnosis.cancers[0] not in no_stage4:
        raise CellError(TWO_OR_ONE)


def near_only(diagnosis: Diagnosis) -> None:
    """Raise CellError where words say spread to lymph nodes and no further: that alone is not stage 4."""
    if diagnosis.near and not diagnosis.spread:
        raise CellError(f"{WHY['near']} Where it is stage 4, write so.")


_ALL = "Write in words all that the handout is to be about."


def _by_codes(codes: list[Code]) -> tuple[tuple[str, ...], list[str]]:
    """The one cancer that all codes can mean, and what to know of its sheet."""
    primary = [code for code in codes if code.kind == "primary"]
    asked = [code for code in codes if code.kind == "ask"]
    if not primary and asked:
        raise CellError(asked[0].reason)
    if not primary and all(code.kind in _PASSED_OVER for code in codes):
        raise CellError(codes[0].reason)
    if not primary:
        raise OnlySpreadError(
            f"There are only codes that say where the cancer went, not where it began. {WORDS}"
        )
    common = set.intersection(*(set(code.cancers) for code in (*primary, *asked)))
    if len(common) == 1:
        return tuple(common), [code.told for code in primary]
    if common:
        raise CellError(f"The code can mean {' or '.join(sorted(common))}. Write it in words.")
    raise CellError(f"There are codes of different cancers. Which of them is stage 4? {_ALL}")


def _said(cell: str, diagnosis: Diagnosis, known: KnownNames) -> stages.Said:
    """What the stage column says of these cancers; each may have its own word for stage 4."""
    text = folded(cell)
    words = {known.stage_words.get(cancer, "") for cancer in diagnosis.cancers}
    return "four" if words == {text} and text else stages.said(cell)
