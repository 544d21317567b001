"""What the diagnoses of a cell say, each by itself: names and codes, however a cell parts them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from handouts.reading.hints import or_list
from handouts.roster.called import Names, key
from handouts.roster.cells import CellError, LeftOutError
from handouts.roster.doubts import is_of_another, says_far
from handouts.roster.errands import is_other
from handouts.roster.missing import no_handout
from handouts.roster.problems import Problem, bare, problems
from handouts.roster.qualifiers import WHY, is_disease, is_place, stop
from handouts.roster.saying import LookUp, Saying, is_known, said_in

_BETWEEN: Final = re.compile(r"[;|\r\n]| \+ ")
_PIECES: Final = re.compile(
    r"[,()&]| - |(?<=[a-z])/(?=hx)|\b(?:with|and|but|plus|also)\b|\bw/|(?=\b(?:history|hx|h/o|fh|fhx)\b)",
    re.IGNORECASE,
)
_TOKENS: Final = re.compile(r"[A-Za-z0-9.]+")
# What holds for one piece alone; "history of" and "screening for" hold for a whole list.
_NOT_SHARED: Final = ("in-situ", "none")
_SHARED: Final = re.compile(r"\b(?:history|hx|h/o|fh|fhx|screening|at risk|fear of)\b|^no ")
_MOST_PARTS: Final = 12  # a handout about more cancers than this is a slip
_FOREIGN: Final = (
    "This is a code of another system than ICD-10-CM (such as SNOMED CT, ICD-9 or ICD-O), and it is not "
    "known here. Write the cancer in words or its ICD-10-CM code; codes that come often can be put into "
    "clinic.yaml."
)
WORDS: Final = "Write the cancer in words, such as breast or lung; `handouts list cancers` shows all."
TWO_OR_ONE: Final = (
    "Are these two cancers, or one that has spread? For one that has spread, write only where it began; "
    "for a second cancer that began there, write primary before it, such as primary lung cancer."
)


class UnknownNameError(CellError):
    """A name that is not known. `hint` ends the sentence that says so, `then` says more, or is empty."""

    def __init__(self, hint: str, then: str) -> None:
        super().__init__(f"There is a name that is not known here{hint} {then or WORDS}")
        self.hint = hint
        self.then = then


class Read(NamedTuple):
    """What all diagnoses of a cell say."""

    parts: tuple[str, ...]
    said: tuple[Saying, ...]
    others: bool = False  # whether there are diseases beside them that are no cancer


def read(cell: str, names: Names, look_up: LookUp) -> Read:
    """What each diagnosis of a cell says."""
    listed = () if is_known(cell, names, look_up) else problems(cell, look_up)
    if not listed:
        parts = _split(bare(cell) if "\n" not in cell else cell, names, look_up)
        return Read(tuple(parts), tuple(_all_said(parts, names, look_up)))
    found = [(problem.words, _problem_said(problem, names, look_up)) for problem in listed]
    said = [(words, saying) for words, sayings in found for saying in sayings]
    others = any(not sayings for _, sayings in found)
    return Read(tuple(words for words, _ in said), tuple(saying for _, saying in said), others)


def said_beside(words: str, names: Names, look_up: LookUp) -> tuple[tuple[str, Saying], ...]:
    """Each part of the words beside a code, and what it says by itself."""
    parts = [bare(part) for part in _stripped(_BETWEEN.split(words))]
    return tuple((part, said_in(part, names, look_up)) for part in parts[:_MOST_PARTS])


def beyond_doubt(cell: str, names: Names, look_up: LookUp) -> bool:
    """Whether nothing in a cell that would leave its row out speaks for a cancer of stage 4 all the same.

    This is the one place that decides it: a row is left out only where nobody needs to look into it.
    """
    if speaks_for_four(cell, look_up):
        return False
    parts = _stripped(_BETWEEN.split(cell))
    pieces = [_stripped(_PIECES.split(part)) for part in parts]
    if len(parts) > 1 and any(_is_of_today(part, names, look_up) for part in parts):
        return False
    return not any(_are_two(each, names, look_up) for each in (*pieces, [p for each in pieces for p in each]))


def speaks_for_four(cell: str, look_up: LookUp) -> bool:
    """Whether words or codes of a cell say stage 4 or far spread, whatever else stands there."""
    codes = (look_up(each) for each in _TOKENS.findall(cell))
    return says_far(key(cell)) or any(code is not None and code.spread for code in codes)


def _is_of_today(part: str, names: Names, look_up: LookUp) -> bool:
    """Whether a part names a cancer by itself, and no stage below 4."""
    said = said_in(bare(part), names, look_up)
    code = said.code is not None and said.code.kind in ("primary", "ask", "secondary")
    return bool(code or said.cancers) and said.stage not in ("lower", "three") and not said.reason


def _are_two(pieces: Sequence[str], names: Names, look_up: LookUp) -> bool:
    """Whether a piece that would leave out is of something else than a cancer in another piece."""
    today = [_is_of_today(piece, names, look_up) for piece in pieces]
    for at, piece in enumerate(pieces):
        text = key(piece)
        if is_of_another(text) and any(today[:at]):
            return True
        said = said_in(piece, names, look_up)
        others = [(place, other) for place, other in enumerate(pieces) if today[place]]
        if said.stage in ("lower", "three") and said.cancers:
            own = set(said.cancers)
            if any(own.isdisjoint(said_in(other, names, look_up).cancers) for _, other in others):
                return True
        behind = (other for place, other in others if place > at and is_disease(key(other)))
        if stop(text) in _NOT_SHARED and not _SHARED.search(text) and any(behind):
            return True
    return False


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
            raise CellError(TWO_OR_ONE)
        else:
            said.append(_one_said(each, part, names))
    if only_spread and len(only_spread) == len(said):
        raise CellError(only_spread[0].reason)
    return said


def is_beside(at: int, parts: Sequence[str], said: Sequence[Saying]) -> bool:
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
        raise CellError(f"There are {'too many names' if found else 'no names'}. {WORDS}")
    return found


def _stripped(parts: list[str]) -> list[str]:
    return [part.strip() for part in parts if part.strip()]
