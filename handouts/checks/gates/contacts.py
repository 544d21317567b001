"""Contacts: a number with a digit missing fails somebody on their worst day."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import msgspec

from handouts.checks.gate import Finding, Level, Subject, advice, error, finding
from handouts.model.clinic import Clinic
from handouts.model.content import Resource, Resources
from handouts.model.library import HOME
from handouts.reading.dialling import NATIONAL, american, phones_of
from handouts.reading.parsed import Parsed, Steps
from handouts.reading.phones import Phone, invented_in, read_phone
from handouts.reading.shelf import shelf
from handouts.reading.texts import texts

_KEYS: Final = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "22233344455566677778889999")
_AS_READ: Final = "Write it as people read it: 800-227-2345, or 1-800-4-CANCER (1-800-422-6237)."


def gate(subject: Subject) -> Iterator[Finding]:
    """Phones that cannot be right, dialled digits that differ from printed ones, what is not printed."""
    for record, parsed in subject.pages:
        yield from _invented(record, parsed, subject.library.resources.country)
        match record:
            case Resources():
                yield from _emergency(record, parsed)
                for at, resource in enumerate(record.resources):
                    steps: Steps = ("resources", at)
                    yield from _phone(resource, parsed, steps, record.country)
                    yield from _not_printed(resource, parsed, steps)
            case Clinic():
                yield from _clinic(record, parsed)
                yield from _copied(record, parsed)


def _emergency(resources: Resources, parsed: Parsed) -> Iterator[Finding]:
    if not re.fullmatch(r"[0-9]{2,6}", resources.emergency):
        message = f"'{resources.emergency}' is no emergency number"
        yield error(parsed, ("emergency",), message, "Write its digits alone, as 911.")
    elif not resources.emergency_verified:
        message = f"the emergency number of {resources.name} is not verified, so it is not printed"
        fix = "Ask those who run it, and say emergency_verified: true."
        yield advice(parsed, ("emergency",), message, fix)


def _phone(resource: Resource, parsed: Parsed, steps: Steps, country: str) -> Iterator[Finding]:
    here = (*steps, "phone")
    if resource.phone is None:
        if resource.dial is not None:
            message = "there is a number to dial, but none to print"
            yield error(parsed, (*steps, "dial"), message, "Write phone: as people read it.")
        return
    phone = read_phone(resource.phone, country)
    if phone is None:
        yield error(parsed, here, f"'{resource.phone}' is not how people read a number", _AS_READ)
        return
    yield from _letters(phone, parsed, here)
    if country == HOME:
        yield from _american(resource, phone.digits, parsed, steps)
    if resource.dial is None:
        message = "there is no number to dial, so a telephone cannot call it from the sheet"
        fix = "Write dial: in international form, as '+18002272345'."
        yield advice(parsed, here, message, fix)


def _american(resource: Resource, digits: str, parsed: Parsed, steps: Steps) -> Iterator[Finding]:
    if complaint := american(digits, NATIONAL):
        yield error(parsed, (*steps, "phone"), f"'{resource.phone}' {complaint}", _AS_READ)
    elif resource.dial is not None and resource.dial != _international(digits):
        message = f"dialling {resource.dial} does not call {resource.phone}"
        fix = f"Write dial: '{_international(digits)}', or correct the phone."
        yield error(parsed, (*steps, "dial"), message, fix)


def _letters(phone: Phone, parsed: Parsed, steps: Steps) -> Iterator[Finding]:
    """Letters must be on the keys of the digits in the brackets. Some words are longer than the number."""
    keys = phone.letters.replace("-", "").translate(_KEYS)
    if phone.letters and not keys.startswith(phone.digits):
        message = f"{phone.letters} is {keys} on the keys of a telephone, not {phone.digits}"
        yield error(parsed, steps, message, "Correct the letters or the digits.")


def _international(digits: str) -> str:
    """An American number as it is dialled from anywhere; short numbers are dialled as they are."""
    if len(digits) == 3:
        return digits
    return f"+{digits}" if len(digits) == 11 else f"+1{digits}"


def _not_printed(resource: Resource, parsed: Parsed, steps: Steps) -> Iterator[Finding]:
    """What is not printed because nobody has verified it."""
    fix = "Verify it and say so, or delete it."
    if not resource.verified:
        message = f"{resource.name} is not verified, so it is not printed"
        at = (*steps, "verified") if (*steps, "verified") in parsed.marks else steps
        yield advice(parsed, at, message, fix)
        return
    for key, value, verified in (
        ("phone", resource.phone, resource.phone_verified),
        ("url", resource.url, resource.url_verified),
    ):
        if value and not verified:
            message = f"this {key} of {resource.name} is not verified, so it is not printed"
            yield advice(parsed, (*steps, key), message, fix)


def _clinic(clinic: Clinic, parsed: Parsed) -> Iterator[Finding]:
    """Numbers that cannot be read, or whose letters do not fit. What nobody can dial, reading refuses."""
    for key, written in phones_of(clinic):
        here: Steps = ("phone", key)
        phone = read_phone(written, clinic.country or HOME)
        if phone is None:
            yield error(parsed, here, f"'{written}' is not how people read a number", _AS_READ)
            continue
        yield from _letters(phone, parsed, here)


def _copied(clinic: Clinic, parsed: Parsed) -> Iterator[Finding]:
    """Texts of the example that a copy still has. One alone may be the clinic's own, such as its hours."""
    if _is_the_example(parsed.file):
        return
    file = shelf("data") / "starters" / "example-clinic.txt"
    known = frozenset(file.read_text(encoding="utf-8").splitlines())
    found = [each for each in texts(clinic) if each.kind != "sources" and each.value in known]
    for each in found if len(found) > 1 else ():
        message = f"'{each.value}' stands in the example, too, from which this folder was copied"
        yield advice(parsed, each.steps, message, "Write your own, or delete the line.")


def _invented(record: msgspec.Struct, parsed: Parsed, country: str) -> Iterator[Finding]:
    """Numbers for films and examples, which reach nobody; in the shipped example they are only advice."""
    level: Level = "advice" if _is_the_example(parsed.file) else "error"
    for kind, value, steps in texts(record):
        for number in invented_in(value, country) if kind != "sources" else ():
            message = f"'{number}' is a number for films and examples: a call of it reaches nobody"
            yield finding(level, parsed.fault(message, steps), "Write a number that you have called.")


def _is_the_example(file: str) -> bool:
    """Whether a file is of the clinic that comes with the program."""
    return Path(file).resolve().is_relative_to(shelf("data").parent.resolve() / "examples")
