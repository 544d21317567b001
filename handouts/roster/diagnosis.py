"""What a diagnosis comes to, with all its parts, and whether a handout may be made for it at all.

A diagnosis is a cell of the column "cancer", or what somebody types for a single handout.

A code never tells the stage, and a code of a place to which cancer has spread never tells where it began.
What is not said is not guessed.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from handouts.reading.hints import or_list
from handouts.reading.names import folded
from handouts.roster import stages
from handouts.roster.called import Names, key
from handouts.roster.cell_error import CellError
from handouts.roster.cells import told
from handouts.roster.codes import Code
from handouts.roster.known import Known
from handouts.roster.missing import no_handout
from handouts.roster.qualifiers import WHY, is_place
from handouts.roster.saying import LookUp, Saying, is_known, said_in
from handouts.roster.stages import Said

_BETWEEN = re.compile(r"[;|\r\n]| \+ ")
_MOST_PARTS = 12  # a handout about more cancers than this is a slip
_WORDS = "Write the cancer in words, such as breast or lung; `handouts list cancers` shows all."
_PASSED_OVER: Final = ("visit", "none")  # what says nothing for or against a cancer that stands beside it
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


def read_diagnosis(cell: str, names: Names, look_up: LookUp, words: str = "") -> Diagnosis:
    """Names and codes in a text. Raises CellError, which does not say where the text stands."""
    if not told(cell.strip()):
        raise CellError(f"It is empty. {_WORDS}")
    parts = _split(cell, names, look_up)
    said = _all_said(parts, names, look_up)
    named = tuple(dict.fromkeys(each for saying in said for each in saying.cancers))
    codes = [saying.code for saying in said if saying.code]
    for code in codes:
        if code.kind not in _GIVES:
            raise CellError(code.reason)
    cancers, lines = (named, []) if named else _by_codes(codes)
    if named and any(not set(code.cancers) & set(named) for code in codes if code.cancers):
        raise CellError(f"The words and the codes name different cancers. {_ALL}")
    return Diagnosis(
        cancers,
        bool(named),
        any(saying.spread for saying in said) or any(code.spread for code in codes),
        next((saying.stage for saying in said if saying.stage in ("lower", "three")), "nothing"),
        any(saying.near for saying in said),
        tuple(dict.fromkeys(line for line in (*(saying.told for saying in said), *lines) if line)),
        any(_is_beside(at, parts, said) for at in range(1, len(parts))),
    )


def check_stage(cell: str, diagnosis: Diagnosis, known: Known, confirmed: bool) -> None:
    """Raise CellError where the stage speaks against the handout, or nothing speaks for it."""
    said = _said(cell, diagnosis, known)
    if said == "three" and known.no_stage4.issuperset(diagnosis.cancers):
        said = "nothing"  # their last stage: neither for nor against
    if said in ("three", "lower"):
        raise CellError(
            "The stage column does not say stage 4, and the handouts are for stage 4. "
            "Take the row out, or mend the stage."
        )
    if said == "unclear":
        raise CellError(
            "What the stage column says is not understood. Write 4 where it is stage 4, or leave it empty."
        )
    if said != "nothing" or diagnosis.spread or confirmed:
        return
    near_only(diagnosis)
    if not diagnosis.in_words:
        raise CellError(
            "The cancer column holds a code, and a code does not tell the stage. Write 4 in a column stage, "
            "or write the cancer in words; for a list of stage 4 only, use --stage4-confirmed."
        )


def check_words(diagnosis: Diagnosis, no_stage4: frozenset[str]) -> None:
    """Raise CellError where words of the diagnosis itself say another stage: nothing makes up for them."""
    last = diagnosis.stage == "three" and no_stage4.issuperset(diagnosis.cancers)
    if diagnosis.stage in ("three", "lower") and not last:
        raise CellError(f"{WHY['stage']} Leave it out, or mend the stage.")


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
    raise CellError(f"There are codes of different cancers. {_ALL}")


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
        if each.reason and each.spread and len(parts) > 1:  # "breast cancer; bone mets"
            only_spread.append(each._replace(spread=not each.near))
            said.append(only_spread[-1])
        elif each.reason and is_place(key(part)) and any(earlier.cancers for earlier in said):
            raise CellError(_TWO_OR_ONE)
        else:
            said.append(_one_said(each, part, names))
    if only_spread and len(only_spread) == len(said):
        raise CellError(only_spread[0].reason)
    return said


def _is_beside(at: int, parts: list[str], said: list[Saying]) -> bool:
    """Whether a part names a place of spread, and an earlier one another cancer."""
    earlier = {cancer for each in said[:at] for cancer in each.cancers}
    return bool(earlier and set(said[at].cancers) - earlier) and is_place(key(parts[at]))


def _one_said(said: Saying, part: str, names: Names) -> Saying:
    """What a part says. Raises CellError where it gives no cancer, or is not known."""
    if said.reason:
        raise CellError(said.reason)
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
        if all(is_known(each, names, look_up) for each in listed):
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
