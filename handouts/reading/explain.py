"""Explains why plain data do not fit a record: every fault, in words for people."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterable, Iterator
from typing import Annotated, Any, get_args

import msgspec
from msgspec import inspect

from handouts.errors import Diagnostic
from handouts.model.base import Address, CountryWord, Id
from handouts.model.content import Dial, Icd10cm
from handouts.model.layout import Colour, SectionName
from handouts.reading.hints import did_you_mean
from handouts.reading.parsed import Parsed, Steps

Faults = Iterator[Diagnostic]
Number = inspect.IntType | inspect.FloatType
Check = Callable[[Parsed, Any, Any, Steps], Faults]
"""Yields what is wrong with a value, from the data, the wanted type, the value and the way to it."""

_A_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")
_LONGEST_SHOWN = 40  # characters of a wrong value that a message repeats


def explain(parsed: Parsed, record_type: type[msgspec.Struct]) -> tuple[Diagnostic, ...]:
    """Every reason why the data are not a `record_type`, in the file's order; empty where they are."""
    faults = _check(parsed, inspect.type_info(record_type), parsed.data, ())
    return tuple(sorted(faults, key=lambda fault: (fault.file, fault.line, fault.column)))


def _check(parsed: Parsed, wanted: inspect.Type, value: object, steps: Steps) -> Faults:
    """What is wrong with one value: found by the check for the wanted type."""
    if check := _checks().get(type(wanted)):
        yield from check(parsed, wanted, value, steps)


def _checks() -> dict[type[inspect.Type], Check]:
    """The check for each kind of type that our records use."""
    return {
        inspect.BoolType: _flag,
        inspect.DateType: _date,
        inspect.DictType: _entries,
        inspect.FloatType: _number,
        inspect.IntType: _number,
        inspect.LiteralType: _choice,
        inspect.Metadata: _annotated,
        inspect.StrType: _text,
        inspect.StructType: _record,
        inspect.UnionType: _optional,
        inspect.VarTupleType: _items,
    }


def _annotated(parsed: Parsed, wanted: inspect.Metadata, value: object, steps: Steps) -> Faults:
    yield from _check(parsed, wanted.type, value, steps)


def _optional(parsed: Parsed, wanted: inspect.UnionType, value: object, steps: Steps) -> Faults:
    """Our unions are "this, or nothing" and "one, several, or nothing"."""
    if value is not None:
        some = [each for each in wanted.types if not isinstance(each, inspect.NoneType)]
        several = [each for each in some if isinstance(each, inspect.VarTupleType)]
        fitting = several if several and isinstance(value, list) else some
        yield from _check(parsed, fitting[0], value, steps)


def _record(parsed: Parsed, wanted: inspect.StructType, value: object, steps: Steps) -> Faults:
    fields = {field.encode_name: field for field in wanted.fields}
    if not isinstance(value, dict):
        some = ", ".join(list(fields)[:4])
        yield parsed.fault(f"a group of keys ({some} ...) is wanted here, not {_shown(value)}", steps)
        return
    for key in value:
        if key not in fields:
            yield parsed.fault(f"unknown key '{key}'{_hint(key, fields)}", (*steps, key), at_key=True)
    for name, field in fields.items():
        if name in value:
            yield from _check(parsed, field.type, value[name], (*steps, name))
        elif field.required:
            yield parsed.fault(f"the key '{name}' is missing; add it", steps)


def _entries(parsed: Parsed, wanted: inspect.DictType, value: object, steps: Steps) -> Faults:
    if not isinstance(value, dict):
        yield parsed.fault(f"keys with their values are wanted here, not {_shown(value)}", steps)
        return
    for key, each in value.items():
        for fault in _check(parsed, wanted.key_type, key, (*steps, key)):
            yield parsed.fault(fault.message, (*steps, key), at_key=True)
        yield from _check(parsed, wanted.value_type, each, (*steps, key))


def _items(parsed: Parsed, wanted: inspect.VarTupleType, value: object, steps: Steps) -> Faults:
    if not isinstance(value, list):
        form = "a line for each item, beginning with a hyphen"
        yield parsed.fault(f"a list is wanted here ({form}), not {_shown(value)}", steps)
        return
    if not _within(len(value), wanted.min_length, wanted.max_length):
        count = "1 item" if len(value) == 1 else f"{len(value)} items"
        bounds = _bounds(wanted.min_length, wanted.max_length)
        yield parsed.fault(f"this list has {count}; wanted: {bounds}", steps)
    for at, each in enumerate(value):
        yield from _check(parsed, wanted.item_type, each, (*steps, at))


def _text(parsed: Parsed, wanted: inspect.StrType, value: object, steps: Steps) -> Faults:
    if message := _text_complaint(wanted, value):
        yield parsed.fault(message, steps)


def _text_complaint(wanted: inspect.StrType, value: object) -> str:
    """What is wrong with a text; empty where nothing is."""
    if isinstance(value, (bool, int, float)):
        written = str(value).lower() if isinstance(value, bool) else str(value)
        return f'text is wanted here; write it in quotes: "{written}"'
    if value is None:
        if wanted.pattern == _pattern(Colour):  # YAML takes what follows # for a comment
            return 'there is no colour here; write it in quotes, as in "#1a5f7a"'
        return "there is no text here; write it after the colon, or delete the key"
    if not isinstance(value, str):
        return f"text is wanted here, not {_shown(value)}"
    if not value and (wanted.min_length or wanted.pattern):
        return "this text is empty; write it, or delete the key"
    if not _within(len(value), wanted.min_length, wanted.max_length):
        allowed = _bounds(wanted.min_length, wanted.max_length)
        return f"this text has {len(value)} characters; allowed: {allowed}"
    if wanted.pattern and not re.search(wanted.pattern, value):
        return f"{_shown(value)} is not {_forms().get(wanted.pattern, 'in the form that is wanted')}"
    return ""


def _number(parsed: Parsed, wanted: Number, value: object, steps: Steps) -> Faults:
    whole = isinstance(wanted, inspect.IntType)
    kind = "a whole number" if whole else "a number"
    if isinstance(value, bool) or not isinstance(value, (int, float)) or (whole and value != int(value)):
        quoted = isinstance(value, str) and _A_NUMBER.fullmatch(value)
        advice = "; write it without quotes" if quoted else ""
        yield parsed.fault(f"{kind} is wanted here, not {_shown(value)}{advice}", steps)
    elif not _within(value, wanted.ge, wanted.le):
        yield parsed.fault(f"{kind}, {_bounds(wanted.ge, wanted.le)}, is wanted here, not {value}", steps)


def _flag(parsed: Parsed, _wanted: inspect.BoolType, value: object, steps: Steps) -> Faults:
    if not isinstance(value, bool):
        yield parsed.fault(f"write true or false here, not {_shown(value)}", steps)


def _date(parsed: Parsed, _wanted: inspect.DateType, value: object, steps: Steps) -> Faults:
    if not isinstance(value, str) or not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
        message = f"a date is wanted here as year-month-day, such as 2026-11-23, not {_shown(value)}"
        yield parsed.fault(message, steps)
        return
    try:
        datetime.date.fromisoformat(value)
    except ValueError:
        yield parsed.fault(f"there is no such day as {value}", steps)


def _choice(parsed: Parsed, wanted: inspect.LiteralType, value: object, steps: Steps) -> Faults:
    choices = [str(each) for each in wanted.values]
    if value not in choices:
        hint = did_you_mean(value, choices, 1) if isinstance(value, str) else ""
        yield parsed.fault(f"one of {', '.join(choices)} is wanted here, not {_shown(value)}{hint}", steps)


def _forms() -> dict[str, str]:
    """What each pattern asks for, in words. The patterns are those of the records' own types."""
    return {
        _pattern(Id): "a name of lower-case letters, digits and single hyphens, such as small-cell",
        _pattern(SectionName): "a section, such as treatments, or with a detail treatments: brief",
        _pattern(Address): "a web address that begins with https:// and has neither spaces nor accents",
        _pattern(CountryWord): "plain text: no sign of the markup (* [ ] { } \\) stands in a country's word",
        _pattern(Colour): 'a colour: "#" and six digits 0-9 or a-f, such as "#1a5f7a"',
        _pattern(Icd10cm): "an ICD-10-CM code or its beginning, such as C50 or C50.9",
        _pattern(Dial): "a number to dial, such as +18002272345 or 988, in quotes",
    }


def _pattern(alias: object) -> str:
    """The pattern in an alias such as Id."""
    _, *extras = get_args(alias) if get_args(alias) else (Annotated,)
    return next((each.pattern for each in extras if isinstance(each, msgspec.Meta) and each.pattern), "")


def _hint(key: str, fields: Iterable[str]) -> str:
    return did_you_mean(key, fields, 1, "'") or f"; known here: {', '.join(fields)}"


def _within(value: float, least: float | None, most: float | None) -> bool:
    return (least is None or value >= least) and (most is None or value <= most)


def _bounds(least: float | None, most: float | None) -> str:
    """Bounds in words; None means no bound."""
    if least == most:
        return f"exactly {least}"
    if most is None:
        return f"at least {least}"
    return f"from {least or 0} to {most}"


def _shown(value: object) -> str:
    """A wrong value as a message repeats it."""
    match value:
        case None:
            return "nothing"
        case bool():
            return str(value).lower()
        case dict():
            return "a group of keys"
        case list():
            return "a list"
        case str() if not value:
            return "an empty text"
        case str():
            cut = value if len(value) <= _LONGEST_SHOWN else value[:_LONGEST_SHOWN] + "…"
            return f"'{cut}'"
        case _:
            return str(value)
