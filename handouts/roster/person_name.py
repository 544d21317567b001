"""Whether a text can be a person's name, and how it is printed: the one place that decides it."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Callable
from typing import Final, NamedTuple

from handouts.reading.lists import lists
from handouts.roster.cells import CellError, check, told, words_of
from handouts.roster.code_pages import is_misread
from handouts.roster.staff_words import has_staff_words_beside_name, is_no_clinician, says_canceled


class PrintedName(NamedTuple):
    """A name as it is printed."""

    text: str
    told: tuple[str, ...] = ()  # what to know of it


_USUAL: Final = re.compile(
    r"[A-Z][A-Za-z]+(?:[-'][A-Z][a-z]+)?(?: [A-Z][A-Za-z]+(?:[-'][A-Z][a-z]+)?| [A-Z]\.?)+"
)
# Words that need a check by all rules. Most names have none of them, and ten thousand take no time.
_MAY_BE_NONE: Final = re.compile(
    r"\b(?:null|none|nan|nil|unknown|undefined|tb[cd]|test|total|sum|count|average|end|and|und|rip|dec[de]\w*"
    r"|name|patient|slot|time|given|known|same|above|doe|vip|dnr|mrn|interpreter|hospice|canc\w*|moved|add|rm|pts?|expired|aggressive|transferred|discharged"
    r"|inpatient)\b",
    re.IGNORECASE,
)
_ENTITY: Final = re.compile(r"&(?:#\d{1,7}|#x[0-9a-f]{1,6}|[a-z]{2,31}\d{0,2});", re.IGNORECASE)
_MONTH: Final = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_DATE: Final = re.compile(
    r"\d{1,4}[-/.]\d{1,2}(?:[-/.]\d{1,4})?|\d{1,2}:\d\d"
    rf"|\b\d{{1,2}}[ -]?{_MONTH}\b|\b{_MONTH}\.? \d{{1,2}},? \d{{4}}\b",
    re.IGNORECASE,
)
_FIGURE: Final = re.compile(r"\d")
_ORDINAL: Final = re.compile(r"\b(?:2nd|3rd|4th)\b", re.IGNORECASE)
_SUM: Final = re.compile(
    r"(?:grand |sub)?totals?(?: (?:patients|appointments|rows|records))?|(?:sum|count|average)(?: of .*)?"
    r"|end of .*",
    re.IGNORECASE,
)
_PEOPLE: Final = re.compile(r"&| (?:and|und) |;| / ", re.IGNORECASE)
_DEAD: Final = re.compile(r"\b(?:R\.?I\.?P\.?|DECEASED|DECD|deceased)(?!\w)")
_COUNTED: Final = re.compile(r"[\s:=\d]+$")
_ALLOWED: Final = frozenset(" '’ʼʻ‘´`.-‐‑–,()\"“”·/_")
_WRONG: Final = (
    "The name has characters that no name has, or letters of a wrong code page. Type it again; if many "
    "names look like this, say in which code page the file is written, such as --encoding cp1252."
)
_STAFF: Final = "holds words of staff beside the name. Leave only the name."
_STANDS_IN: Final = "A part of the name is written as programs write that there is nothing. Write the name."
_WEB: Final = "The name had codes of a web page in it, which were turned into letters: look at it."

_TEST_WORD: Final = re.compile("test|sample|demo|dummy|fake|training", re.IGNORECASE)
_ZZ: Final = re.compile(r"(?:zz+|xx+)_?test\w*")

_SUFFIX: Final = re.compile(r"(?:jr|sr|ii|iii|iv|v|2nd|3rd|4th)\.?", re.IGNORECASE)
_DEGREE: Final = re.compile(
    r"M\.?D\.?|D\.?O\.?|N\.?P\.?|P\.?A\.?(?:-C)?|R\.?N\.?|Ph\.?D\.?|A\.?P\.?R\.?N\.?|C?RNP|FNP(?:-C|-BC)?|AGNP|CNP|CNS"
    r"|DNP|MBBS|MBBCh|BM|BS|FRCP|FRCR|FRACP|FRACS|FACP|FACS|MSN|BSN|MSc?|MPH|PharmD|DDS|MSW|LCSW|OCN|AOCNP?|ARNP"
    r"|CRNA|MA|RD|PsyD|MBA|ANP(?:-BC)?|PA-C",
    re.IGNORECASE,
)
_TITLE: Final = re.compile(r"(?:mr|mrs|ms|miss|mx|dr|prof|rev|sir|fr|sister)\.?", re.IGNORECASE)
_NUMBER: Final = re.compile(r"\s*\[[\w -]*\d[\w -]*\]")
_QUOTED: Final = re.compile(r"\s*(?:\"[^\"]*\"|“[^”]*”|\([^()]*\))")
_MOST_WORDS: Final = 5  # of given names, or of surnames; more is a sentence
_LONGEST: Final = 120


def name_of(cell: str) -> PrintedName:
    """Whose sheet it is.

    Raises CellError for what can be no name: digits, stand-ins for nothing, letters of a wrong code page.
    """
    if _USUAL.fullmatch(cell) and not _MAY_BE_NONE.search(cell):
        return PrintedName(cell)
    text, lines = _decoded(told(cell.strip()))
    _check(text)
    return PrintedName(text.replace("\t", " "), lines)


def is_test(name: str) -> bool:
    """Whether a name is surely that of a record for tests, such as ZZTEST; "Ann Test" may be a person."""
    if not _TEST_WORD.search(name):
        return False
    words = [word for word in re.split(r"[\W\d]+", name.casefold()) if word]
    if any(_ZZ.fullmatch(word) for word in words):
        return True
    known = lists().cells.names
    rest = [word for word in words if len(word) > 1 and word not in known.beside_tests]
    if not rest or not {*rest} <= {*known.tests, *known.maybe_tests}:
        return False
    return not {*rest}.isdisjoint(known.tests) or len(words) > len(rest)


def turned(text: str) -> str | None:
    """ "Lee, Ann B" as "Ann B Lee"; None where a text is not written so. Nicknames and numbers are left out.

    Capitals are softened only where the whole name is in them.
    """
    if len(text) > _LONGEST or ("," not in text and "^" not in text):
        return None
    bare = _QUOTED.sub("", _NUMBER.sub("", text)).strip()
    parts = [" ".join(part.split()) for part in re.split(r"[,^]", bare)]
    if any(letter.isdigit() for letter in re.sub(r"\b(?:2nd|3rd|4th)\b", "", bare)) or _PEOPLE.search(bare):
        return None
    while len(parts) > 2 and not parts[-1]:
        parts.pop()
    if "^" in bare and "," not in bare:
        parts = [parts[0], " ".join(parts[1:])]
    degrees: list[str] = []
    suffixes: list[str] = []
    while len(parts) > 2 and (_SUFFIX.fullmatch(parts[-1]) or _are_degrees(parts[-1])):
        last = parts.pop()
        (suffixes if _SUFFIX.fullmatch(last) else degrees).insert(0, last)
    if len(parts) != 2 or not all(parts):
        return None
    return _put_together(parts[0], parts[1], suffixes, degrees)


def joined(first: str, middle: str, last: str, suffix: str) -> str:
    """A name from its parts; those that stand in for nothing are left out.

    Raises CellError where either the first or the last name stands in for nothing, and the other is a name.
    """
    parts = [part.strip() for part in (first, middle, last, suffix)]
    empty = [not part or part in lists().cells.names.stand_ins or not told(part) for part in parts]
    stand_in = any(parts[at] and empty[at] for at in (0, 2))
    if stand_in and not (empty[0] and empty[2]):
        raise CellError(
            "A part of the name is written as programs write that there is nothing. Put in the whole name."
        )
    return " ".join(part for part, missing in zip(parts, empty, strict=True) if not missing)


def clinician_of(cell: str) -> PrintedName:
    """A clinician's name: "Lee, Ann B, MD [40217]" as "Ann B Lee, MD"; empty and told where it is no name.

    Raises CellError for an error of a spreadsheet.
    """
    text = _clinician(words_of(cell, "clinician"))
    if not text or _is_clinician(text):
        return PrintedName(text)
    return PrintedName("", ("The clinician column holds no name, so it is left out.",))


def _is_clinician(text: str) -> bool:
    """Whether a text can be printed as the name of a clinician or a team."""
    if len(text) > _LONGEST or text.islower() or any(letter.isdigit() for letter in text):
        return False
    plain = text.casefold().strip(" .:*-_()[]<>")
    known = lists().cells.names
    if plain in known.no_names or plain in known.stand_ins or len(plain) < 2 or says_canceled(text):
        return False
    return not is_no_clinician(text)


def _clinician(text: str) -> str:
    if "[" in text:
        text = _NUMBER.sub("", text).strip()
    if not text or ("," not in text and "^" not in text and ";" not in text):
        return text
    if "," not in text and text.count(";") == 1:
        text = text.replace(";", ",")
    surname = re.split("[,^]", text)[0].split()
    plain = [word for word in surname if not _are_degrees(word) and not _SUFFIX.fullmatch(word)]
    if len([word for word in plain if word.casefold() not in lists().cells.names.particles]) != 1:
        return text  # two people, or words
    return turned(text) or text


def _decoded(text: str) -> tuple[str, tuple[str, ...]]:
    """A name without codes of web pages, and that it had some; what they stand for is data like the rest."""
    if "&" not in text or not _ENTITY.search(text):
        return text, ()
    for _ in range(2):  # some programs write &amp;#39;
        text = _ENTITY.sub(lambda match: html.unescape(match[0]), text)
    return " ".join(text.split()), (_WEB,)


def _check(name: str) -> None:
    """Raise CellError for a text that is no name."""
    if not name:
        raise CellError("The name column is empty in this row. Write the name.")
    check(name, "name")
    for is_so, why in _FAULTS:
        if is_so(name):
            raise CellError(why if why[0].isupper() else f"The name column {why}")


def _stands_in(name: str) -> bool:
    words = name.split()
    return not {*words}.isdisjoint(lists().cells.names.stand_ins) or words[:1] == ["Null"]


def _is_no_name(name: str) -> bool:
    plain = name.casefold().strip(" .:*-_()[]<>")
    is_one_letter = len(plain) == 1 and plain <= "\u024f"  # a Chinese name may be one sign
    is_sum = _SUM.fullmatch(_COUNTED.sub("", plain)) is not None
    return is_one_letter or is_sum or plain in lists().cells.names.no_names


def _says_test(name: str) -> bool:
    words = name.split()
    return words[0].casefold() == "test" or ("TEST" in words and not name.isupper())


def _has_wrong_letters(name: str) -> bool:
    return "?" in name or any(map(_is_wrong, name)) or is_misread(name)


def _is_wrong(letter: str) -> bool:
    """Whether a character is no letter of a name, nor what stands between such letters."""
    if letter.isalnum() or letter in _ALLOWED:
        return unicodedata.category(letter) == "No"
    # What cannot be seen is judged where it is printed, for all fields alike.
    return "\x80" <= letter <= "\x9f" or unicodedata.category(letter)[0] not in "MCZ"


def _are_degrees(text: str) -> bool:
    words = text.replace(",", " ").split()
    return bool(words) and all(_DEGREE.fullmatch(word) for word in words)


def _put_together(surname: str, given: str, suffixes: list[str], degrees: list[str]) -> str | None:
    """The parts in the order in which they are said; None where they are no surname and given names."""
    names, lasts = given.split(), surname.split()
    while len(names) > 1 and _SUFFIX.fullmatch(names[-1]) and names[-1].casefold() != "v":
        suffixes.insert(0, names.pop())
    while len(lasts) > 1 and (_SUFFIX.fullmatch(lasts[-1]) or _are_degrees(lasts[-1])):
        last = lasts.pop()
        (suffixes if _SUFFIX.fullmatch(last) else degrees).insert(0, last)
    if _SUFFIX.fullmatch(given) or _are_degrees(given) or max(len(names), len(lasts)) > _MOST_WORDS:
        return None
    if len(names) > 1 and _TITLE.fullmatch(names[-1]):
        names.insert(0, names.pop())
    words = [*names, *lasts, *suffixes]
    if all(word.isupper() or not any(map(str.isalpha, word)) for word in [*names, *lasts]):
        words = [_softened(word) for word in words]
    return f"{' '.join(words)}{''.join(f', {each}' for each in degrees)}"


def _softened(word: str) -> str:
    """LOPEZ as Lopez; initials, JJ and III stay."""
    if re.fullmatch(r"[IV]{2,3}", word) or len(word.strip(".")) < 2 or word.count(".") > 1:
        return word
    if re.fullmatch(r"[A-Z]J|[BCDFGHJKLMPQRSTVWXZ]{2}", word) and not _SUFFIX.fullmatch(word):
        return word
    pieces = re.split(r"([-'’ʼʻ‐])", word)
    soft = "".join(piece[:1] + piece[1:].lower() for piece in pieces)
    return re.sub(r"\bMc([a-z])", lambda match: f"Mc{match[1].upper()}", soft)


_FAULTS: Final[tuple[tuple[Callable[[str], object], str], ...]] = (
    (re.compile(r"[\r\n]").search, "holds several lines. Write the name in one, or make it two rows."),
    (re.compile(r"[=@+]").match, "holds a formula. Put in what it shows."),
    (lambda name: not any(map(str.isalpha, name)), "holds no letter. Write the name."),
    (_stands_in, _STANDS_IN),
    (_is_no_name, "holds a word that is no name. Write the name."),
    (_says_test, "The name says that it is a test. Take the row out, or write the name."),
    (_DATE.search, "holds a date or a time. Write the name."),
    (_DEAD.search, "says that the person has died. Take the row out, or mend the name."),
    (_PEOPLE.search, "names several people. Make it a row for each."),
    (has_staff_words_beside_name, _STAFF),
    (says_canceled, _STAFF),
    (lambda name: _FIGURE.search(_ORDINAL.sub("", name)), "holds figures. Write only the name."),
    (_has_wrong_letters, _WRONG),
)
"""Why a text is no name; what does not begin a sentence goes on after "The name column"."""
