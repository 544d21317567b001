"""The diagnoses of a cell, each by itself: names and codes, however the cell separates them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from handouts.reading.hints import or_list
from handouts.roster.assertions import is_about_other, suggests_stage4
from handouts.roster.cancer_names import normalized
from handouts.roster.cells import CellError, LeftOutError
from handouts.roster.encounters import is_not_cancer
from handouts.roster.mention import Mention, Terminology, is_known, read_mention
from handouts.roster.missing import no_handout
from handouts.roster.problem_list import Problem, read_problems, without_number
from handouts.roster.qualifiers import REASONS, is_disease, is_metastatic_site, refusal

_BETWEEN: Final = re.compile(r"[;|\r\n]| \+ ")
_PIECES: Final = re.compile(
    r"[,()&]| - |(?<=[a-z])/(?=hx)|\b(?:with|and|but|plus|also)\b|\bw/|(?=\b(?:history|hx|h/o|fh|fhx)\b)",
    re.IGNORECASE,
)
_TOKENS: Final = re.compile(r"[A-Za-z0-9.]+")
# What holds for one piece alone; "history of" and "screening for" hold for a whole list.
_NOT_SHARED: Final = ("in-situ", "none")
_SHARED: Final = re.compile(r"\b(?:history|hx|h/o|fh|fhx|screening|at risk|fear of)\b|^no ")
_MOST_PARTS: Final = 12  # a handout about more cancers than this is a mistake
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

Mentions = Sequence[tuple[str, Mention]]
"""The diagnoses of a cell: the text of each, and what it mentions."""


class UnknownNameError(CellError):
    """A name that is not known. `hint` ends the sentence that says so, `then` says more, or is empty."""

    def __init__(self, hint: str, then: str) -> None:
        super().__init__(f"There is a name that is not known here{hint} {then or WORDS}")
        self.hint = hint
        self.then = then


def read_mentions(cell: str, terms: Terminology) -> Mentions:
    """The diagnoses of a cell. Raises CellError where one gives no cancer, or is not known."""
    problems = () if is_known(cell, terms) else read_problems(cell, terms.look_up)
    if problems:
        return [(each.words, mention) for each in problems for mention in _of_problem(each, terms)]
    return _of_parts(_split(without_number(cell) if "\n" not in cell else cell, terms), terms)


def mentions_beside(words: str, terms: Terminology) -> Mentions:
    """The parts of the words beside a code, each by itself."""
    parts = [without_number(part) for part in _stripped(_BETWEEN.split(words))]
    return [(part, read_mention(part, terms)) for part in parts[:_MOST_PARTS]]


def beyond_doubt(cell: str, terms: Terminology) -> bool:
    """Whether nothing in a cell that would leave its row out suggests a cancer of stage 4 all the same.

    This is the one place that decides it: a row is left out only where nobody needs to look into it.
    """
    if may_be_stage4(cell, terms):
        return False
    parts = _stripped(_BETWEEN.split(cell))
    pieces = [_stripped(_PIECES.split(part)) for part in parts]
    if len(parts) > 1 and any(_is_of_today(part, terms) for part in parts):
        return False
    return not any(_are_two(each, terms) for each in (*pieces, [p for each in pieces for p in each]))


def may_be_stage4(cell: str, terms: Terminology) -> bool:
    """Whether words or codes of a cell say stage 4 or distant spread, whatever else it says."""
    codes = map(terms.look_up, _TOKENS.findall(cell))
    return suggests_stage4(normalized(cell)) or any(code is not None and code.spread for code in codes)


def _is_of_today(part: str, terms: Terminology) -> bool:
    """Whether a part names a cancer by itself, and no stage below 4."""
    mention = read_mention(without_number(part), terms)
    code = mention.code is not None and mention.code.kind in ("primary", "ask", "secondary")
    return bool(code or mention.cancers) and mention.stage not in ("lower", "three") and not mention.reason


def _are_two(pieces: Sequence[str], terms: Terminology) -> bool:
    """Whether a piece that would leave the row out is about something else than a cancer in another piece."""
    today = [_is_of_today(piece, terms) for piece in pieces]
    for at, piece in enumerate(pieces):
        text = normalized(piece)
        if is_about_other(text) and any(today[:at]):
            return True
        mention = read_mention(piece, terms)
        if mention.stage in ("lower", "three") and mention.cancers:
            others = (
                read_mention(other, terms).cancers for other, now in zip(pieces, today, strict=True) if now
            )
            if any(set(mention.cancers).isdisjoint(cancers) for cancers in others):
                return True
        behind = zip(pieces[at + 1 :], today[at + 1 :], strict=True)
        one_piece = refusal(text) in _NOT_SHARED and not _SHARED.search(text)
        if one_piece and any(now and is_disease(normalized(other)) for other, now in behind):
            return True
    return False


def _of_problem(problem: Problem, terms: Terminology) -> Sequence[Mention]:
    """The mentions of one diagnosis of a problem list; none where it is no cancer."""
    if problem.foreign:
        code = terms.look_up(problem.foreign)
        if code is None:
            raise CellError(_FOREIGN)
        return [Mention(code=code)]
    words = problem.words
    found = [(text, code) for text in problem.codes if (code := terms.look_up(text)) is not None]
    if not found:
        mention = read_mention(words, terms)
        if problem.codes and mention.cancers:
            raise CellError("The words name a cancer, and the code another disease. Which is right?")
        if problem.codes or (mention.beyond_doubt and mention.reason == REASONS["other"]):
            return ()
        return [_checked(mention, words, terms)]
    primary = [each for each in found if each[1].kind in ("primary", "ask")]
    if len(primary) != 1 or not words:
        return [Mention(code=code) for _, code in found]
    text, code = primary[0]
    mention = read_mention(f"{text} - {words}", terms)
    if mention.reason:
        raise CellError(mention.reason)
    rest = [Mention(code=each) for _, each in found if each is not code]
    return [mention if mention.code else Mention(code=code), *rest]


def _of_parts(parts: Sequence[str], terms: Terminology) -> Mentions:
    """The mentions of the parts of a cell."""
    found: list[Mention] = []
    only_spread = ""
    for part in parts:
        mention = read_mention(part, terms)
        if mention.reason == REASONS["other"] and len(parts) > 1:
            mention = Mention()
        elif mention.reason and mention.spread and len(parts) > 1:  # "breast cancer; bone mets"
            only_spread = only_spread or mention.reason
            mention = mention._replace(spread=not mention.near)
        elif mention.reason and is_metastatic_site(normalized(part)) and any(each.cancers for each in found):
            raise CellError(TWO_OR_ONE)
        else:
            _checked(mention, part, terms)
        found.append(mention)
    if only_spread and not any(each.cancers or each.code for each in found):
        raise CellError(only_spread)
    return list(zip(parts, found, strict=True))


def _checked(mention: Mention, part: str, terms: Terminology) -> Mention:
    """The mention. Raises CellError where it gives no cancer, or is not known."""
    if mention.reason:
        raise (LeftOutError if mention.beyond_doubt else CellError)(mention.reason)
    if len(mention.cancers) > 1:
        raise CellError(f"This can mean {' or '.join(mention.cancers)}; say which.")
    if not mention.cancers and mention.code is None:
        raise _unknown(part, mention, terms)
    return mention


def _unknown(part: str, mention: Mention, terms: Terminology) -> UnknownNameError:
    """That a name is not known. It repeats our own names at most."""
    words = re.split(r"[\s,/&]+", part)
    if len({concept.ids for word in words if (concept := terms.names.find(word)) and concept.ids}) > 1:
        hint = "; where it names several cancers, write ; between them."
    else:
        hint = f"; did you mean {or_list(mention.hints)}?" if mention.hints else "."
    meant = terms.names.find(mention.hints[0]) if len(mention.hints) == 1 else None
    return UnknownNameError(hint, no_handout(meant.missing) if meant and meant.missing else "")


def _split(cell: str, terms: Terminology) -> list[str]:
    """The names and codes in a cell; commas separate them only where each is known, blanks only codes."""
    if is_known(cell, terms):
        return [cell.strip()]
    found: list[str] = []
    for part in _stripped(_BETWEEN.split(cell)):
        listed, spaced = _stripped(part.split(",")), part.split()
        if all(is_known(each, terms) or is_not_cancer(normalized(each)) for each in listed):
            found += listed
        elif all(terms.look_up(each) is not None for each in spaced):
            found += spaced
        else:
            found.append(part)
    if not found or len(found) > _MOST_PARTS:
        raise CellError(f"There are {'too many names' if found else 'no names'}. {WORDS}")
    return found


def _stripped(parts: list[str]) -> list[str]:
    return [part.strip() for part in parts if part.strip()]
