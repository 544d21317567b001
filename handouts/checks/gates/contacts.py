"""Contacts: a number with a digit missing fails somebody on their worst day."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from handouts.checks.finding import Finding, Level, finding
from handouts.checks.subject import Subject
from handouts.model.clinic import Clinic
from handouts.model.content import Resource, Resources
from handouts.reading.parsed import Parsed, Steps

GATE = "contacts"

_DIGITS = r"\+?[0-9]+(?:[- ][0-9]+)*"
_EXTENSION = r"(?:,? ext\.? ?(?P<ext>[0-9]+))?"
_NUMBER = re.compile(rf"(?P<digits>{_DIGITS}){_EXTENSION}")
_IN_LETTERS = re.compile(rf"(?P<letters>[0-9A-Z]+(?:-[0-9A-Z]+)*) \((?P<digits>{_DIGITS})\){_EXTENSION}")
_KEYS: Final = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "22233344455566677778889999")
_NATIONAL: Final = (3, 10)
_LOCAL: Final = (3, 7, 10)  # a clinic may leave its area code out
_AS_READ: Final = "Write it as people read it: 800-227-2345, or 1-800-4-CANCER (1-800-422-6237)."


def gate(subject: Subject) -> Iterator[Finding]:
    """Phones that cannot be right, dialled digits that differ from the printed ones, what is not printed."""
    for record, parsed in subject.pages:
        match record:
            case Resources():
                yield from _emergency(record, parsed)
                for at, resource in enumerate(record.resources):
                    steps: Steps = ("resources", at)
                    yield from _phone(resource, parsed, steps, american=record.country == "us")
                    yield from _not_printed(resource, parsed, steps)
            case Clinic():
                yield from _clinic(record, parsed)


def _error(parsed: Parsed, steps: Steps, message: str, mend: str, level: Level = "error") -> Finding:
    return finding(GATE, level, parsed.fault(message, steps), mend)


def _emergency(resources: Resources, parsed: Parsed) -> Iterator[Finding]:
    if not re.fullmatch(r"[0-9]{2,6}", resources.emergency):
        message = f"'{resources.emergency}' is no emergency number"
        yield _error(parsed, ("emergency",), message, "Write its digits alone, as 911.")
    elif not resources.emergency_verified:
        message = f"the emergency number of {resources.name} is not verified, so it is not printed"
        mend = "Ask those who run it, and say emergency_verified: true."
        yield _error(parsed, ("emergency",), message, mend, "advice")


def _phone(resource: Resource, parsed: Parsed, steps: Steps, *, american: bool) -> Iterator[Finding]:
    here = (*steps, "phone")
    if resource.phone is None:
        if resource.dial is not None:
            message = "there is a number to dial, but none to print"
            yield _error(parsed, (*steps, "dial"), message, "Write phone: as people read it.")
        return
    digits = _digits(resource.phone)
    if digits is None:
        yield _error(parsed, here, f"'{resource.phone}' is not how people read a number", _AS_READ)
        return
    yield from _letters(resource.phone, parsed, here)
    if american:
        yield from _american(resource, digits, parsed, steps)
    if resource.dial is None:
        message = "there is no number to dial, so a telephone cannot call it from the sheet"
        mend = "Write dial: in international form, as '+18002272345'."
        yield _error(parsed, here, message, mend, "advice")


def _american(resource: Resource, digits: str, parsed: Parsed, steps: Steps) -> Iterator[Finding]:
    if complaint := _undiallable(digits, _NATIONAL):
        yield _error(parsed, (*steps, "phone"), f"'{resource.phone}' {complaint}", _AS_READ)
    elif resource.dial is not None and resource.dial != _international(digits):
        message = f"dialling {resource.dial} does not call {resource.phone}"
        mend = f"Write dial: '{_international(digits)}', or correct the phone."
        yield _error(parsed, (*steps, "dial"), message, mend)


def _digits(phone: str) -> str | None:
    """The digits to dial; None where the phone is not written as people read it."""
    found = _NUMBER.fullmatch(phone) or _IN_LETTERS.fullmatch(phone)
    return re.sub(r"[^0-9]", "", found["digits"]) if found else None


def _letters(phone: str, parsed: Parsed, steps: Steps) -> Iterator[Finding]:
    """Letters must be on the keys of the digits in the brackets. Some words are longer than the number."""
    found = _IN_LETTERS.fullmatch(phone)
    if found is None:
        return
    keys = found["letters"].replace("-", "").translate(_KEYS)
    digits = re.sub(r"[^0-9]", "", found["digits"])
    if not keys.startswith(digits):
        message = f"{found['letters']} is {keys} on the keys of a telephone, not {digits}"
        yield _error(parsed, steps, message, "Correct the letters or the digits.")


def _undiallable(digits: str, lengths: tuple[int, ...]) -> str:
    """Why an American number cannot be dialled; empty where it can."""
    local = digits.removeprefix("1") if len(digits) > 7 else digits
    if len(local) not in lengths:
        said = " or ".join(map(str, lengths))
        after = " after the 1" if local != digits else ""
        return f"has {len(local)} digits{after}; numbers here have {said}"
    if len(local) == 10 and local[0] in "01":
        return f"cannot be dialled: no area code here begins with {local[0]}"
    return ""


def _international(digits: str) -> str:
    """An American number as it is dialled from anywhere; short numbers are dialled as they are."""
    if len(digits) == 3:
        return digits
    return f"+{digits}" if len(digits) == 11 else f"+1{digits}"


def _not_printed(resource: Resource, parsed: Parsed, steps: Steps) -> Iterator[Finding]:
    """What stands here but on no sheet, because nobody has verified it."""
    mend = "Verify it and say so, or delete it."
    if not resource.verified:
        message = f"{resource.name} is not verified, so it is not printed"
        at = (*steps, "verified") if (*steps, "verified") in parsed.marks else steps
        yield _error(parsed, at, message, mend, "advice")
        return
    for key, value, verified in (
        ("phone", resource.phone, resource.phone_verified),
        ("url", resource.url, resource.url_verified),
    ):
        if value and not verified:
            message = f"this {key} of {resource.name} is not verified, so it is not printed"
            yield _error(parsed, (*steps, key), message, mend, "advice")


def _clinic(clinic: Clinic, parsed: Parsed) -> Iterator[Finding]:
    """A clinic may be anywhere; only numbers written the American way, with hyphens, have a known length."""
    for key, phone in (("day", clinic.phone.day), ("night", clinic.phone.night)):
        here: Steps = ("phone", key)
        digits = _digits(phone)
        if digits is None:
            yield _error(parsed, here, f"'{phone}' is not how people read a number", _AS_READ)
            continue
        yield from _letters(phone, parsed, here)
        abroad = phone.startswith("+") or " " in re.sub(r" (ext|\().*|, ext.*", "", phone)
        if not abroad and (complaint := _undiallable(digits, _LOCAL)):
            yield _error(parsed, here, f"'{phone}' {complaint}", _AS_READ)
