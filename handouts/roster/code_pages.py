"""Names that were read in a wrong code page, known by letters that no name has.

Each rule says what no name of any language has, and what a common mistake makes of names. Where letters are
those of real names too, as Icelandic ones are of misread Turkish names, the whole name decides.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from typing import Final

_RUN: Final = re.compile(r"[^\x00-\x7f]{2,}")
# Letters of a one-byte code page alone, as Cyrillic, Greek and Hebrew names come out: "Èâàí".
_ALL_ACCENTED: Final = re.compile(r"(?<![^\W\d_])[À-ÿŠŒŽšœžŸƒ]{3,}(?![^\W\d_])")
_MAC_OR_DOS: Final = re.compile(r"(?<=[^\W\d_])[“”„](?=[^\W\d_])|œ(?![^\W\d_])")
_PREFIX: Final = re.compile(r"(?:Mc|Mac|De|Di|Da|Du|La|Le|Van|Von|Fitz|Ní|Mhic|Ó|O|D|L)")
_CENTRAL: Final = re.compile(  # central European names (code page 1250): "Dvoøák", "Kuèera", "Wiœniewski"
    r"oø|Jiø|ø[áí]|[áíý]è|Èe|Èá|èn[ýá]|è[aeouyáéíýk]|[aeiouy]œ"
    r"|(?<![^\W\d_])[Œœ][^\Waeiou\d_]|iæ(?:n|(?![^\W\d_]))"
    r"|õs(?![^\W\d_])|[yz]õ|zû|ìmec|tìch|ìk(?![^\W\d_])"
    r"|ñ[^\Waeiouáéíóúy\d_]|(?<![M.])[ªº]"
)
_TURKISH: Final = re.compile("[ÐÝÞðýþ]")
_SURELY_TURKISH: Final = re.compile(
    r"Þ(?:a|e(?!ng|b))|[a-zü]þ[aeýü]|þ(?![^\W\d_])|oðl|Ý(?![rmaj])[a-z]|[ýi]þ|þý"
)
_MAYBE_TURKISH: Final = re.compile(
    r"Þ(?!o|r|ur|ula|j|ö|y|in|engi)|[^\W\d_]þ|[aeiouöü]ð(?![^\Waeiouöülbd\d_])(?=[^\W\d_])"
    r"|ý[nkmzç](?![^\W\d_])|Yý|ýl[dmç]|cý(?![^\W\d_])|ý[^\W\d_]*ý[^\W\d_]"
)
# What Turkish has not: accents, letters of other pages, and how Icelandic names end.
_NOT_TURKISH: Final = re.compile(r"[áéíóúæåøÁÉÍÓÚÆÅØ]|[^\x00-\xff]|(?:son|dottir|ur|nn|dis)(?![^\W\d_])")
_BALTIC: Final = re.compile(  # code page 1257: "Bçrziòð", "Ðarûnas", "Þukauskas", "Kæstutis"
    r"[çòëîâû][^\W\d_]*ð(?![^\W\d_])|òð|(?<![^\W\d_])Ð[ae]|Þuk|[^\W\d_]æst|[^\W\d_]ièi|ýys"
)
_NO_BREAK: Final = re.compile(
    r"[^\W\d_]\xa0(?!(?:van|von|de|der|den|di|da|del|la|le|du|dos|das|bin|ibn|al|el|ter|ten|zu|y|e)\b)"
    r"[^\W\d_A-Z]"
)


def is_misread(name: str) -> bool:
    """Whether a name was surely or most likely read in a wrong code page."""
    if name.isascii():
        return False
    return any(pattern.search(name) for pattern in _NEVER) or any(rule(name) for rule in _RULES)


def _is_double(name: str) -> bool:
    """Whether UTF-8 was read as a one-byte code page: "ZoÃ«"."""
    return any(_decodes(run, page) for run in _RUN.findall(name) for page in ("cp1252", "latin-1"))


def _decodes(run: str, page: str) -> bool:
    try:
        run.encode(page).decode("utf-8")
    except UnicodeError:
        return False
    return True


def _has_capital_inside(name: str) -> bool:
    """Whether an accented capital follows a small letter: "RenŽ", "RenÚ"."""
    for word in re.split(r"[^\w]+", name):
        for at in range(1, len(word)):
            if word[at] <= "\x7f" or not word[at].isupper():
                continue
            if word[at - 1].islower() and not _PREFIX.fullmatch(word[:at]):
                return True
            if at == 1 and word[at - 1].isascii() and word[at] in "ŸŽŠŒ" and word[at + 1 : at + 2].islower():
                return True
    return False


def _is_turkish(name: str) -> bool:
    """Whether Turkish was read as Western: "Ýbrahim Þahin"; Icelandic, Faroese and Czech names are not."""
    maybe = _MAYBE_TURKISH.search(name) and not _NOT_TURKISH.search(name)
    return bool(_TURKISH.search(name) and (_SURELY_TURKISH.search(name) or maybe))


def _mixes_alphabets(name: str) -> bool:
    """Whether one word has letters of two alphabets: "Renй"."""
    return any(len({_alphabet(letter) for letter in word} - {""}) > 1 for word in re.split(r"[\W\d_]+", name))


def _alphabet(letter: str) -> str:
    if letter <= "\u024f":
        return "LATIN" if letter.isalpha() else ""
    name = unicodedata.name(letter, "").partition(" ")[0]
    return name if name in ("LATIN", "CYRILLIC", "GREEK", "HEBREW", "ARABIC") else ""


_NEVER: Final = (_BALTIC, _ALL_ACCENTED, _MAC_OR_DOS, _NO_BREAK, _CENTRAL)
_RULES: Final[tuple[Callable[[str], bool], ...]] = (
    _is_double, _has_capital_inside, _is_turkish, _mixes_alphabets,
)  # fmt: skip
