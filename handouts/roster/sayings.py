"""What the diagnoses of a cell say, each by itself: names and codes, however a cell parts them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from handouts.reading.hints import or_list
from handouts.roster.called import Names, key
from handouts.roster.cell_error import CellError, LeftOutError
from handouts.roster.errands import is_other
from handouts.roster.missing import no_handout
from handouts.roster.problems import Problem, bare, problems
from handouts.roster.qualifiers import WHY, is_place
from handouts.roster.saying import LookUp, Saying, is_known, said_in

_BETWEEN: Final = re.compile(r"[;|\r\n]| \+ ")
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
