"""Phone numbers as people write them: one form to print, and numbers for films and examples.

North American numbers have one form (NANP: area code, exchange, line). Elsewhere the groups are those that
were typed, for only they tell the area code from the rest; blanks stand between them (ITU-T E.123).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

AMERICAN: Final = ("us", "ca")
"""Countries of the North American plan that have helplines here."""

_BETWEEN = r"(?: ?[-./\u2010\u2011\u2013] ?|[ \u00a0])?"
_DIGITS = rf"\+?(?:[0-9]+{_BETWEEN})?(?:\([0-9]{{1,5}}\){_BETWEEN})?[0-9]+(?:{_BETWEEN}[0-9]+)*"
_EXTENSION = r"(?:[ \u00a0]?[,;]? ?(?:extension|ext\.?|x\.?|\#) ?(?P<ext>[0-9]{1,7}))?"
_NUMBER = re.compile(rf"(?P<digits>{_DIGITS}){_EXTENSION}", re.IGNORECASE)
_IN_LETTERS = re.compile(
    rf"(?P<letters>[0-9A-Z]+(?:-[0-9A-Z]+)*) \((?P<digits>\+?[0-9]+(?:[- ][0-9]+)*)\){_EXTENSION}"
)
_TRUNK = re.compile(r"(?<=[0-9])[ \u00a0]?\(0\)[ \u00a0]?")
_GROUP = re.compile(r"[0-9]+")
_BLANKS = re.compile(r"[0-9 \u00a0]+")
_IN_TEXT = re.compile(r"(?<![\w.])\+?\(?[0-9][0-9 ().\-/\u00a0\u2010\u2011\u2013]{4,22}[0-9](?!\w)")

_INVENTED: Final[dict[str, tuple[str, ...]]] = {
    # Ofcom, "Telephone numbers for use in TV and radio drama programmes"
    "uk": (
        *(f"{area}4960" for area in ("0113", "0114", "0115", "0116", "0117", "0118")),
        *(f"{area}4960" for area in ("0121", "0131", "0141", "0151", "0161")),
        *("01914980", "02079460", "0289649", "0292018", "01632960", "07700900", "08081570", "03069990"),
    ),
    "au": ("025550", "035550", "075550", "085550", "027010", "037010", "077010", "087010"),  # ACMA
    "ie": ("02091",),  # ComReg
}
"""What numbers for films and examples begin with, as they are dialled inside a country."""

_CALLED_FROM_ABROAD: Final = {"uk": "44", "au": "61", "ie": "353"}


class Phone(NamedTuple):
    """A number that can be read."""

    shown: str  # as it is printed, without the extension
    digits: str  # all that is dialled, without + and extension
    extension: str  # empty where there is none
    letters: str  # of a number in letters: 1-800-4-CANCER
    has_plan: bool  # whether it is of the North American plan, whose numbers have a known length


def read_phone(text: str, country: str) -> Phone | None:
    """A number as people in a country write it; None where it is unclear what to dial."""
    if found := _IN_LETTERS.fullmatch(text):
        shown, digits = text[: found.end("digits") + 1], _only_digits(found["digits"])
        return Phone(shown, digits, found["ext"] or "", found["letters"], has_plan=True)
    found = _NUMBER.fullmatch(text.strip())
    if found is None:
        return None
    written = _TRUNK.sub(" ", found["digits"]) if text.startswith("+") else found["digits"]
    groups, plus = _GROUP.findall(written), written.startswith("+")
    digits = "".join(groups)
    if country in AMERICAN and (shown := _american(digits)) and (not plus or len(digits) == 11):
        return Phone(shown, digits, found["ext"] or "", "", has_plan=True)
    # A clinic without a country may be anywhere, but hyphens are how numbers of this plan are written
    meant = country in AMERICAN and not plus and digits[0] != "0" and not _BLANKS.fullmatch(written)
    shown = written if meant else ("+" if plus else "") + " ".join(groups)
    return Phone(shown, digits, found["ext"] or "", "", has_plan=meant)


def _american(digits: str) -> str:
    """The usual form; empty where the digits are no such number, by their count or beginning."""
    groups = {3: (3,), 7: (3, 4), 10: (3, 3, 4), 11: (1, 3, 3, 4)}.get(len(digits), ())
    if digits[0] == "0" or (len(digits) == 11 and digits[0] != "1"):
        return ""
    starts = [sum(groups[:at]) for at in range(len(groups))]
    return "-".join(digits[start : start + size] for start, size in zip(starts, groups, strict=True))


def invented_in(text: str, country: str) -> Iterator[str]:
    """Numbers in a text that are kept for films and examples, so that a call of them reaches nobody."""
    for found in _IN_TEXT.finditer(text):
        if _is_invented(found[0], country):
            yield found[0]


def _is_invented(written: str, country: str) -> bool:
    digits = _only_digits(_TRUNK.sub("", written))
    local = digits[1:] if len(digits) == 11 and digits[0] == "1" else digits
    if len(local) == 7 or (len(local) == 10 and local[0] != "0"):
        return local[-7:].startswith("55501") or (len(local) == 10 and local.startswith("555"))
    code = _CALLED_FROM_ABROAD.get(country)
    if code and written.startswith("+") and digits.startswith(code):
        digits = "0" + digits.removeprefix(code)
    return digits.startswith(_INVENTED.get(country, ()))


def _only_digits(text: str) -> str:
    return "".join(_GROUP.findall(text))
