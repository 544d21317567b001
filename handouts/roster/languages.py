"""Which language a cell means: by code, or by its name in English or in the language itself."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import cache
from typing import Final, NamedTuple

from handouts.reading.lists import lists
from handouts.roster.cells import CellError, told

_NOT_SAID: Final = re.compile(
    r"(?:(?:patient|pt|person) )?(?:unk(?:nown)?|undetermined|undefined|unspecified|unavailable"
    r"|unable to .*"
    r"|(?:asked but )?(?:not|never|un) ?(?:known|specified|said|stated|given|recorded|reported|asked"
    r"|documented"
    r"|available|applicable|disclosed|listed|on file|provided|selected|assigned)|decl\w*(?: .*)?"
    r"|refuse[sd]?(?: .*)?"
    r"|(?:prefers?|chooses?|chose) not to .*|no (?:preference|information|answer|response|data)|missing"
    r"|blank"
    r"|na|nil|und|zxx|mis|x|\?+)"
)
_SIGNED: Final = re.compile(
    r".*\bsign(?:ed|ing)?(?: language)?\b.*|asl|bsl|auslan|ase|bfi|sgn(?:[ -].*)?|lsf|lsq"
)
_NO_LANGUAGE: Final = frozenset(("no", "yes", "y", "n", "true", "false", "other", "mul", "multiple"))
_BESIDE: Final = re.compile(
    r"\b(?:language|speaks?|speaking|spoken|only|preferred|primary|first|simplified|traditional)\b"
)
_BETWEEN: Final = re.compile(r"[(),;/\[\]:|+&]| - | and | or ")
_TAG: Final = re.compile(r"([a-z]{2,3})(?:-[a-z0-9]{1,8})+")
_UNDERLINED: Final = re.compile(r"\b([A-Za-z]{2,3})_(?=[A-Z]{2}\b)")
_NUMBERED: Final = re.compile(r"\s*\[?\b\d+\]?\s*")
_SAY: Final = "Write its name in English, such as Spanish, or leave it empty."


class _Languages(NamedTuple):
    tags: Mapping[str, str]  # by names and codes without case and accents
    names: Mapping[str, str]  # English names, by tag


def language_of(cell: str) -> str:
    """The primary tag of BCP 47 of the language that a cell means, such as "es"; empty where none is said.

    Raises CellError for a text that is no language, for several languages, and for a signed one.
    """
    text = _plain(_UNDERLINED.sub(r"\1-", told(cell.strip())))
    if not text or _NOT_SAID.fullmatch(text):
        return ""
    if _SIGNED.fullmatch(text):
        raise CellError(
            "The language is a signed one. In which language is the person to read? "
            "If in English, empty the cell."
        )
    if text in _NO_LANGUAGE:
        raise CellError(f"What the language column says is no language. {_SAY}")
    found = _found(text)
    if len(found) > 1:
        raise CellError("The language column names several languages. Which one is the sheet to be in?")
    if not found:
        raise CellError(f"What the language column says is not understood. {_SAY}")
    return found.pop()


def english_name(tag: str) -> str:
    """The name of a language in English, by its primary tag; the tag where it is not known."""
    return _languages().names.get(tag, tag)


def is_language(text: str) -> bool:
    """Whether a text is the English name of a language; "Mari" and the like are names of people too."""
    plain = _plain(text)
    return len(plain) > 4 and any(plain == _plain(name) for name in _languages().names.values())


def _found(text: str) -> set[str]:
    """The tags of all languages that are named: a language within another is that alone."""
    if known := _tag(text):
        return {known}
    first, *rest = [part.strip() for part in _BETWEEN.split(text) if part.strip()] or [""]
    known = _tag(first)
    found = {tag for part in (first, *rest) if (tag := _tag(part))}
    if not known and len(first) > 3:  # the rest may be a country; the first must be a language, or its code
        return set()
    return found - {lists().languages.languages[tag].wider for tag in found}


def _tag(text: str) -> str:
    tags = _languages().tags
    if text in tags:
        return tags[text]
    if (match := _TAG.fullmatch(text)) and match[1] in tags:
        return tags[match[1]]
    return tags.get(" ".join(_BESIDE.sub(" ", _NUMBERED.sub(" ", text)).split()), "")


def _plain(text: str) -> str:
    """Without case, accents, underlines and dots."""
    parts = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(each for each in parts if not unicodedata.combining(each))
    return " ".join(bare.replace("_", " ").replace(".", "").split())


@cache
def _languages() -> _Languages:
    tags: dict[str, str] = {}
    names: dict[str, str] = {}
    for tag, language in lists().languages.languages.items():
        names[tag] = language.names[0]
        for each in (tag, *language.codes, *language.names):
            tags.setdefault(_plain(each), tag)
    return _Languages(tags, names)
