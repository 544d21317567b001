"""The columns "cancer" and "stage": what a handout is to be about, and whether it may be made at all.

A code never tells the stage, and a code of a place to which cancer has spread never tells where it began.
What is not said is not guessed.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from handouts.reading.hints import did_you_mean
from handouts.reading.names import folded
from handouts.roster import stages
from handouts.roster.cell_error import CellError
from handouts.roster.cells import told
from handouts.roster.codes import Code
from handouts.roster.known import Known

_BETWEEN = re.compile(r"[;|\r\n]| \+ ")
_MOST_PARTS = 12  # a handout about more cancers than this is a slip
_SHAPE = re.compile(r"[A-Z][0-9][0-9A-Z](?:\.[0-9A-Z]{1,4}|[0-9A-Z]{0,4})", re.IGNORECASE)
_MOST_WORDS = 3  # of a name that may be a slip
_LONGEST = 60  # characters of a name that may be a slip of one we know; more is a sentence
_WORDS = "Write the cancer in words, such as breast or lung; `handouts list cancers` shows all."

_REFUSED_KINDS = {
    "in-situ": "The cancer column holds a code for cancer in situ, which has not spread: no handout fits it.",
    "benign": "The cancer column holds a code for a benign growth: no handout fits it.",
    "uncertain": "The cancer column holds a code for a growth of which it is not known whether it is cancer.",
    "not-offered": f"The cancer column holds a code of a cancer for which there is no handout here. {_WORDS}",
    "unknown": (
        "The cancer column holds a code that names no cancer of today: "
        f"it is too short, or tells of the past, or is not known. {_WORDS}"
    ),
}


class Diagnosis(NamedTuple):
    """What the cancer column says."""

    cancers: tuple[str, ...]  # ids, in the order given
    in_words: bool  # whether the clinic has named them itself, not by code
    spread: bool  # whether a code says that the cancer has spread far


def read_diagnosis(cell: str, known: Known) -> Diagnosis:
    """Names and codes in a cell. Raises CellError."""
    if not told(cell.strip()):
        raise CellError(f"The cancer column is empty. {_WORDS}")
    named, codes = _parts(cell, known)
    spread = any(code.spread for code in codes)
    for code in codes:
        if code.kind in _REFUSED_KINDS:
            raise CellError(_REFUSED_KINDS[code.kind])
    primary = [code for code in codes if code.kind == "primary"]
    if not named and not primary:
        raise CellError(
            "The cancer column holds only codes that say where the cancer went, not where it began. " + _WORDS
        )
    if named:
        if any(not set(code.cancers) & set(named) for code in primary):
            raise CellError(f"The words and the codes in the cancer column name different cancers. {_ALL}")
        return Diagnosis(tuple(dict.fromkeys(named)), True, spread)
    return Diagnosis(_one_by_code(primary), False, spread)


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
    if said == "nothing" and not (diagnosis.in_words or diagnosis.spread or confirmed):
        raise CellError(
            "The cancer column holds a code, and a code does not tell the stage. Write 4 in a column stage, "
            "or write the cancer in words; for a list of stage 4 only, use --stage4-confirmed."
        )


_ALL = "Write in words all that the handout is to be about."


def _one_by_code(primary: list[Code]) -> tuple[str, ...]:
    """The one cancer that all codes can mean."""
    common = set.intersection(*(set(code.cancers) for code in primary))
    if len(common) == 1:
        return tuple(common)
    if common:
        raise CellError(
            f"The code in the cancer column can mean {' or '.join(sorted(common))}. Write it in words."
        )
    raise CellError(f"The cancer column holds codes of different cancers. {_ALL}")


def _said(cell: str, diagnosis: Diagnosis, known: Known) -> stages.Said:
    """What the stage column says of these cancers; each may have its own word for stage 4."""
    text = folded(cell)
    words = {known.stage_words.get(cancer, "") for cancer in diagnosis.cancers}
    return "four" if words == {text} and text else stages.said(cell)


def _parts(cell: str, known: Known) -> tuple[list[str], list[Code]]:
    """Names as ids, and codes. Raises CellError for what is neither."""
    named: list[str] = []
    codes: list[Code] = []
    for part in _split(cell, known):
        ids = known.cancers.get(folded(part), ())
        if len(ids) > 1:
            raise CellError(f"A name in the cancer column can mean {' or '.join(ids)}. Say which.")
        code = None if ids else known.look_up(part)
        if code is not None:
            codes.append(code)
        elif ids:
            named += ids
        else:
            codes.append(_beside_words(part, known))
    return named, codes


def _beside_words(part: str, known: Known) -> Code:
    """The one code in a text such as "C50.9 - Malignant neoplasm of breast". Raises CellError.

    As in files of record systems, the words choose nothing, but they can speak against it.
    """
    pieces = [piece.strip("()[]:,-") for piece in part.split()]
    found = [code for piece in pieces if _SHAPE.fullmatch(piece) and (code := known.look_up(piece))]
    if len(found) != 1:
        raise CellError(_unknown(part, known))
    from handouts.roster.doubts import doubt  # few lists have words beside their codes

    words = folded(" ".join(piece for piece in pieces if piece and not known.look_up(piece)))
    named = known.cancers.get(words, ()) if found[0].kind == "primary" else ()  # else where it went
    if doubt((words,)) is not None or (named and not set(named) & set(found[0].cancers)):
        raise CellError(f"The words beside the code in the cancer column speak against it. {_WORDS}")
    return found[0]


def _unknown(part: str, known: Known) -> str:
    """What to say of a name that is not known. It repeats our own names at most."""
    words = re.split(r"[\s,/&]+", folded(part))
    within = [word for word in dict.fromkeys(words) if word in known.cancers]
    if len(words) > 1 and len(within) > 1:
        hint = "; where it names several cancers, write ; between them."
    elif len(words) > 1 and within:
        hint = f"; did you mean {within[0]}?"
    else:
        hint = (len(part) <= _LONGEST and len(words) <= _MOST_WORDS and _near(part, known)) or "."
    return f"The cancer column holds a name that is not known here{hint} {_WORDS}"


def _near(part: str, known: Known) -> str:
    return did_you_mean(folded(part), known.cancers)


def _split(cell: str, known: Known) -> list[str]:
    """The names and codes in a cell; commas part them only where each part is known, blanks only codes."""
    if _is_known(cell, known):
        return [cell.strip()]
    found: list[str] = []
    for part in _stripped(_BETWEEN.split(cell)):
        listed, spaced = _stripped(part.split(",")), part.split()
        if all(_is_known(each, known) for each in listed):
            found += listed
        elif all(known.look_up(each) is not None for each in spaced):
            found += spaced
        else:
            found.append(part)
    if not found or len(found) > _MOST_PARTS:
        raise CellError(f"The cancer column holds {'too many names' if found else 'no name'}. {_WORDS}")
    return found


def _stripped(parts: list[str]) -> list[str]:
    return [part.strip() for part in parts if part.strip()]


def _is_known(part: str, known: Known) -> bool:
    return folded(part) in known.cancers or known.look_up(part.strip()) is not None
