"""What a diagnosis comes to, with all its parts, and whether a handout may be made for it at all.

A diagnosis is a cell of the column "cancer", or what somebody types for a single handout.

A code never tells the stage, and a code of a place to which cancer has spread never tells where it began.
What is not said is not guessed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from handouts.reading.hints import or_list
from handouts.reading.names import folded
from handouts.roster import stages
from handouts.roster.called import Names, key
from handouts.roster.cell_error import CellError, LeftOutError
from handouts.roster.cells import told
from handouts.roster.codes import Code
from handouts.roster.errands import is_other
from handouts.roster.known import Known
from handouts.roster.missing import no_handout
from handouts.roster.problems import Problem, bare, problems
from handouts.roster.qualifiers import WHY, is_place
from handouts.roster.saying import LookUp, Saying, is_known, said_in
from handouts.roster.stages import Said

_BETWEEN = re.compile(r"[;|\r\n]| \+ ")
_MOST_PARTS = 12  # a handout about more cancers than this is a slip
_WORDS = "Write the cancer in words, such as breast or lung; `handouts list cancers` shows all."
# What says nothing for or against a cancer that stands beside it.
_PASSED_OVER: Final = ("visit", "none", "benign")
_STOPS: Final = ("uncertain", "not-offered", "unknown")
_FOREIGN: Final = (
    "This is a code of another system than ICD-10-CM (such as SNOMED CT, ICD-9 or ICD-O), and it is not "
    "known here. Write the cancer in words or its ICD-10-CM code; codes that come often can be put into "
    "clinic.yaml."
)
_BESIDE_A_CANCER: Final = (
    " It stands beside another diagnosis: write in words what the handout is to be about."
)
_GIVES: Final = ("primary", "ask", "secondary", *_PASSED_OVER)


class UnknownNameError(CellError):
    """A name that is not known. `hint` ends the sentence that says so, `then` says more, or is empty."""

    def __init__(self, hint: str, then: str) -> None:
        super().__init__(f"There is a name that is not known here{hint} {then or _WORDS}")
        self.hint = hint
        self.then = then


class Diagnosis(NamedTuple):
    """What the cancer column says."""

    cancers: tuple[str, ...]  # ids, in the order given
    in_words: bool  # whether the clinic has named them itself, not by code
    spread: bool  # whether it says that the cancer has spread far
    stage: Said = "nothing"  # what words in it say of the stage
    near: bool = False  # whether words in it say that it has spread to lymph nodes only
    told: tuple[str, ...] = ()  # what to know of the sheet
    beside: bool = False  # whether a place to which cancers often spread is named beside another cancer


class _Read(NamedTuple):
    """What all diagnoses of a cell say."""

    parts: tuple[str, ...]
    said: tuple[Saying, ...]
    others: bool = False  # whether there are diseases beside them that are no cancer


def read_diagnosis(cell: str, names: Names, look_up: LookUp, words: str = "") -> Diagnosis:
    """Names and codes in a text. Raises CellError, which does not say where the text stands.

    `words` stand beside a code in a column of their own: they choose nothing, but they can speak against it.
    Raises LeftOutError where there is no cancer of today beyond doubt.
    """
    cell, words = told(cell.strip()), told(words.strip())
    if not cell and not words:
        raise CellError(f"It is empty. {_WORDS}")
    read = _read(cell or words, names, look_up)
    beside = _beside(words, names, look_up) if cell else ()
    try:
        diagnosis = _come_to(read)
    except LeftOutError as error:
        if any(saying.cancers for saying in beside):
            raise CellError(f"{error} Yet the words beside it name a cancer. Which is right?") from None
        raise
    return _not_against(diagnosis, read, beside, words, names, look_up)


def _read(cell: str, names: Names, look_up: LookUp) -> _Read:
    """What each diagnosis of a cell says."""
    listed = () if is_known(cell, names, look_up) else problems(cell, look_up)
    if not listed:
        parts = _split(bare(cell) if "\n" not in cell else cell, names, look_up)
        return _Read(tuple(parts), tuple(_all_said(parts, names, look_up)))
    found = [(problem.words, _problem_said(problem, names, look_up)) for problem in listed]
    said = [(words, saying) for words, sayings in found for saying in sayings]
    others = any(not sayings for _, sayings in found)
    return _Read(tuple(words for words, _ in said), tuple(saying for _, saying in said), others)


def _problem_said(problem: Problem, names: Names, look_up: LookUp) -> tuple[Saying, ...]:
    """What one diagnosis of a list says; nothing where it is no cancer."""
    if problem.foreign:
        code = look_up(problem.foreign)
        if code is None:
            raise CellError(_FOREIGN)
        return (Saying(code=code),)
    words = problem.words
    found = [(text, code) for text in problem.codes if (code := look_up(text)) is not None]
    if not found:
        said = said_in(words, names, look_up)
        if problem.codes:
            if said.cancers:
                raise CellError("The words name a cancer, and the code another disease. Which is right?")
            return ()
        return () if said.beyond_doubt and said.reason == WHY["other"] else (_one_said(said, words, names),)
    gives = [(text, code) for text, code in found if code.kind in ("primary", "ask")]
    if len(gives) != 1 or not words:
        return tuple(Saying(code=code) for _, code in found)
    text, code = gives[0]
    own = said_in(f"{text} - {words}", names, look_up)
    if own.reason:
        raise CellError(own.reason)
    rest = (Saying(code=each) for _, each in found if each is not code)
    return (own if own.code else Saying(code=code), *rest)


def _come_to(read: _Read) -> Diagnosis:
    """The cancers that diagnoses come to together."""
    said = read.said
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
        below[0] if below else "four" if "four" in stages_said else "nothing",
        any(saying.near for saying in said),
        tuple(dict.fromkeys(line for line in (*(saying.told for saying in said), *lines) if line)),
        any(_is_beside(at, read.parts, said) for at in range(1, len(read.parts))),
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


def _beside(words: str, names: Names, look_up: LookUp) -> tuple[Saying, ...]:
    """What each part of the words beside a code says by itself."""
    parts = _stripped(_BETWEEN.split(words))
    return tuple(said_in(bare(part), names, look_up) for part in parts[:_MOST_PARTS])


def _not_against(
    diagnosis: Diagnosis, read: _Read, beside: tuple[Saying, ...], words: str, names: Names, look_up: LookUp
) -> Diagnosis:
    """A diagnosis with what the words beside it add. Raises CellError where they speak against it."""
    code = next((each.code for each in read.said if each.code and each.code.kind in ("primary", "ask")), None)
    for saying, part in zip(beside, _stripped(_BETWEEN.split(words)), strict=False):
        if saying.reason == WHY["other"]:
            continue
        if saying.cancers and not set(saying.cancers) & set(diagnosis.cancers):
            raise CellError("The words beside the code speak against it. They name another cancer.")
        if saying.reason and code is not None:
            whole = said_in(f"{code.text} - {bare(part)}", names, look_up)
            if whole.reason:
                raise CellError(whole.reason)
        elif saying.reason and not saying.spread:
            raise CellError(saying.reason)
        if saying.cancers and saying.stage in ("lower", "three", "four"):
            diagnosis = diagnosis._replace(stage=saying.stage)
        diagnosis = diagnosis._replace(spread=diagnosis.spread or (bool(saying.cancers) and saying.spread))
    return diagnosis


def check_stage(cell: str, diagnosis: Diagnosis, known: Known, confirmed: bool) -> None:
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
        if diagnosis.spread or diagnosis.stage == "four":
            raise CellError(
                "The stage column does not say stage 4, yet the diagnosis says that the cancer has spread. "
                "Is it stage 4? Write 4, or take the row out."
            )
        raise LeftOutError(
            "The stage column does not say stage 4, and the handouts are for stage 4. "
            "Take the row out, or mend the stage."
        )
    if said == "unclear":
        raise CellError(
            "What the stage column says is not understood. Write 4 where it is stage 4, or leave it empty."
        )
    if said != "nothing" or diagnosis.spread or diagnosis.stage == "four" or confirmed:
        return
    near_only(diagnosis)
    if not diagnosis.in_words:
        raise CellError(
            "The cancer column holds a code, and a code does not tell the stage. Write 4 in a column stage, "
            "or write the cancer in words; for a list of stage 4 only, use --stage4-confirmed."
        )


def in_doubt(error: LeftOutError, stage: str) -> CellError:
    """The same reason, as a doubt, where the stage column says stage 4 all the same."""
    if stages.said(stage) != "four":
        return error
    return CellError(f"{error} Yet the stage column says stage 4. Which is right?")


def check_words(diagnosis: Diagnosis, no_stage4: frozenset[str]) -> None:
    """Raise CellError where words of the diagnosis itself say another stage: nothing makes up for them."""
    last = diagnosis.stage == "three" and no_stage4.issuperset(diagnosis.cancers)
    if diagnosis.stage in ("three", "lower") and not last:
        kind = CellError if diagnosis.spread else LeftOutError
        raise kind(f"{WHY['stage']} Leave it out, or mend the stage.")


def check_apart(diagnosis: Diagnosis, no_stage4: frozenset[str]) -> None:
    """Raise CellError where a second cancer may be the place to which the first has spread.

    A brain tumor and cancers of the blood do not spread so. Who types a single handout means what they type.
    """
    if diagnosis.beside and diagnosis.cancers[0] not in no_stage4:
        raise CellError(_TWO_OR_ONE)


def near_only(diagnosis: Diagnosis) -> None:
    """Raise CellError where words say spread to lymph nodes and no further: that alone is not stage 4."""
    if diagnosis.near and not diagnosis.spread:
        raise CellError(f"{WHY['near']} Where it is stage 4, write so.")


_TWO_OR_ONE: Final = (
    "Are these two cancers, or one that has spread? For one that has spread, write only where it began; "
    "for a second cancer that began there, write primary before it, such as primary lung cancer."
)
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
        raise CellError(f"There are only codes that say where the cancer went, not where it began. {_WORDS}")
    common = set.intersection(*(set(code.cancers) for code in (*primary, *asked)))
    if len(common) == 1:
        return tuple(common), [code.told for code in primary]
    if common:
        raise CellError(f"The code can mean {' or '.join(sorted(common))}. Write it in words.")
    raise CellError(f"There are codes of different cancers. Which of them is stage 4? {_ALL}")


def _said(cell: str, diagnosis: Diagnosis, known: Known) -> stages.Said:
    """What the stage column says of these cancers; each may have its own word for stage 4."""
    text = folded(cell)
    words = {known.stage_words.get(cancer, "") for cancer in diagnosis.cancers}
    return "four" if words == {text} and text else stages.said(cell)


def _all_said(parts: list[str], names: Names, look_up: LookUp) -> list[Saying]:
    """What each part of the cell says. Raises CellError where one gives no cancer, or is not known."""
    said: list[Saying] = []
    only_spread: list[Saying] = []
    for part in parts:
        each = said_in(part, names, look_up)
        if each.reason == WHY["other"] and len(parts) > 1:
            said.append(Saying())
        elif each.reason and each.spread and len(parts) > 1:  # "breast cancer; bone mets"
            only_spread.append(each._replace(spread=not each.near))
            said.append(only_spread[-1])
        elif each.reason and is_place(key(part)) and any(earlier.cancers for earlier in said):
            raise CellError(_TWO_OR_ONE)
        else:
            said.append(_one_said(each, part, names))
    if only_spread and len(only_spread) == len(said):
        raise CellError(only_spread[0].reason)
    return said


def _is_beside(at: int, parts: Sequence[str], said: Sequence[Saying]) -> bool:
    """Whether a part names a place of spread, and an earlier one another cancer."""
    earlier = {cancer for each in said[:at] for cancer in each.cancers}
    return bool(earlier and set(said[at].cancers) - earlier) and is_place(key(parts[at]))


def _one_said(said: Saying, part: str, names: Names) -> Saying:
    """What a part says. Raises CellError where it gives no cancer, or is not known."""
    if said.reason:
        raise (LeftOutError if said.beyond_doubt else CellError)(said.reason)
    if len(said.cancers) > 1:
        raise CellError(f"This can mean {' or '.join(said.cancers)}; say which.")
    if not said.cancers and said.code is None:
        raise UnknownNameError(*_unknown(part, said, names))
    return said


def _unknown(part: str, said: Saying, names: Names) -> tuple[str, str]:
    """What to say of a name that is not known, and then. It repeats our own names at most."""
    words = re.split(r"[\s,/&]+", part)
    several = len({named.ids for word in words if (named := names.find(word)) and named.ids}) > 1
    if several:
        hint = "; where it names several cancers, write ; between them."
    else:
        hint = f"; did you mean {or_list(said.hints)}?" if said.hints else "."
    named = names.find(said.hints[0]) if len(said.hints) == 1 else None
    then = no_handout(named.missing) if named and named.missing else ""
    return hint, then


def _split(cell: str, names: Names, look_up: LookUp) -> list[str]:
    """The names and codes in a cell; commas part them only where each part is known, blanks only codes."""
    if is_known(cell, names, look_up):
        return [cell.strip()]
    found: list[str] = []
    for part in _stripped(_BETWEEN.split(cell)):
        listed, spaced = _stripped(part.split(",")), part.split()
        if all(is_known(each, names, look_up) or is_other(key(each)) for each in listed):
            found += listed
        elif all(look_up(each) is not None for each in spaced):
            found += spaced
        else:
            found.append(part)
    if not found or len(found) > _MOST_PARTS:
        raise CellError(f"There are {'too many names' if found else 'no names'}. {_WORDS}")
    return found


def _stripped(parts: list[str]) -> list[str]:
    return [part.strip() for part in parts if part.strip()]
