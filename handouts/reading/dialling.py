"""Whether a number can be dialled in a country, and whether a call reaches anybody."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from handouts.model.clinic import Clinic
from handouts.model.library import HOME
from handouts.reading.phones import AMERICAN, Phone, invented_in, read_phone

NATIONAL: Final = (3, 10)
LOCAL: Final = (3, 7, 10)  # a clinic may leave its area code out

_OTHER_PLANS: Final = {
    "uk": r"0[1-9][0-9]{8,9}|08001111|0845464[0-9]|[1-9][0-9]{2,7}",  # Ofcom, Numbering Plan
    "ie": r"0[1-9][0-9]{6,9}|[1-9][0-9]{2,9}",  # ComReg, National Numbering Conventions
    "au": r"0[1-9][0-9]{8}|000|[1-9][0-9]{2,7}|1[38]00[0-9]{6}",  # ACMA, Numbering Plan 2015
    "nz": r"0[1-9][0-9]{7,9}|[1-9][0-9]{2,7}",  # Number Administration Deed
}
"""What is dialled inside a country: with its trunk 0, or within a town, or a short or free number."""

_PLAN_OF_CODE: Final = {"44": "uk", "353": "ie", "61": "au", "64": "nz"}
_ABROAD: Final = re.compile(r"(?:0011|011|00)[1-9][0-9]{6,14}")  # ITU-T E.164: at most 15 digits
_FREE: Final = re.compile("1[0-9]{5,9}")  # 1800 200 700, which has no trunk 0 to leave out
_SHORT: Final = re.compile("[2-9]11|988")
_WORLDWIDE: Final = re.compile(r"[1-9][0-9]{6,14}")
_NOT_NAMED: Final = re.compile(r"0[1-9][0-9]{7,10}")  # a clinic that names no country may be anywhere
_OTHER_COUNTRY: Final = re.compile(r"[0-9]{3,15}")


def undiallable(phone: Phone, country: str | None) -> str:
    """Why nobody can dial a clinic's number; empty where somebody can. No country: it may be anywhere."""
    digits = phone.digits
    if phone.shown.startswith("+"):
        return _worldwide(digits)
    if phone.has_plan:
        return american(digits, LOCAL)
    if _ABROAD.fullmatch(digits):
        return ""
    if country is None and digits[0] == "0":
        return "" if _NOT_NAMED.fullmatch(digits) else _wrong(digits)
    if country is None or country in AMERICAN:
        return american(digits, LOCAL)
    plan = _OTHER_PLANS.get(country, _OTHER_COUNTRY)
    return "" if re.fullmatch(plan, digits) else _wrong(digits)


def american(digits: str, lengths: tuple[int, ...]) -> str:
    """Why an American number cannot be dialled; empty where it can."""
    local = digits.removeprefix("1") if len(digits) > 7 else digits
    if len(local) not in lengths:
        said = " or ".join(", ".join(map(str, lengths)).rsplit(", ", 1))
        after = " after the 1" if local != digits else ""
        return f"has {_counted(local)}{after}; numbers here have {said}"
    if len(local) == 3 and not _SHORT.fullmatch(local):
        return "cannot be dialled: numbers of 3 digits here are 988 and those such as 211"
    if len(local) > 3 and local[0] in "01":
        what = "area code" if len(local) == 10 else "number"
        return f"cannot be dialled: no {what} here begins with {local[0]}"
    return ""


def _worldwide(digits: str) -> str:
    """The same for a number in international form, without its +."""
    if digits[0] == "1":
        return american(digits, (10,))
    for code, country in _PLAN_OF_CODE.items():
        if digits.startswith(code):
            inside, plan = digits.removeprefix(code), _OTHER_PLANS[country]
            free = _FREE.fullmatch(inside) and re.fullmatch(plan, inside)
            return "" if free or re.fullmatch(plan, f"0{inside}") else _wrong(digits)
    return "" if _WORLDWIDE.fullmatch(digits) else _wrong(digits)


def _wrong(digits: str) -> str:
    return f"cannot be dialled: no number here has {_counted(digits)} and begins with {digits[:1]}"


def _counted(digits: str) -> str:
    return f"{len(digits)} digit{'' if len(digits) == 1 else 's'}"


def phones_of(clinic: Clinic) -> tuple[tuple[str, str], ...]:
    """A clinic's numbers with their keys."""
    return ("day", clinic.phone.day), ("night", clinic.phone.night)


def reach_nobody(clinic: Clinic) -> Iterator[str]:
    """Warnings about numbers of a clinic that reach nobody."""
    home = clinic.country or HOME
    for key, written in phones_of(clinic):
        said = f"The {key} number '{written}' in clinic.yaml"
        if any(True for _ in invented_in(written, home)):
            yield f"{said} is for films and examples: a call of it reaches nobody."
        elif read_phone(written, home) is None:
            yield f"{said} cannot be read as a number: nobody may know what to dial."
