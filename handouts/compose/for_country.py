"""The library as it is said in one country: what holds only elsewhere goes, and the country's words come in,
before a section sees it.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import msgspec

from handouts.model.base import Claim, Record
from handouts.model.content import Tip, Urgent
from handouts.model.labels import Labels
from handouts.model.library import Library
from handouts.model.signs import LocalSign, Sign
from handouts.reading.country_words import in_country, said_by


class _Here(NamedTuple):
    """A country, and sources that are not named on its sheets."""

    country: str
    unnamed: frozenset[str]


def said_here(library: Library) -> Library:
    """What holds in the country of the library's resources. Pure; the library itself stays as it is."""
    country = library.resources.country
    abroad = (name for name, source in library.sources.items() if not _holds(source, country))
    here = _Here(country, frozenset(abroad))
    urgent = msgspec.structs.replace(library.urgent, signs=_signs(library.urgent, library.resources.signs))
    # Sources and labels hold no claims, and glossary words hold everywhere.
    parts = (name for name in library.__struct_fields__ if name not in ("sources", "labels", "glossary"))
    kept = {name: _said(getattr(library, name), here) for name in parts}
    kept |= {"urgent": _said(urgent, here), "glossary": library.glossary}
    said = said_by(library.resources)
    named = {name: in_country(part, said) for name, part in kept.items()}
    return msgspec.structs.replace(library, **named, labels=labels_here(library))


def labels_here(library: Library) -> Labels:
    """The labels as they are said, and dates as they are written, where the resources are."""
    labels: Labels = in_country(library.labels, said_by(library.resources))
    resources = library.resources
    return msgspec.structs.replace(
        labels, date=resources.date or labels.date, halves=resources.halves or labels.halves
    )


def _signs(urgent: Urgent, local: tuple[LocalSign, ...]) -> tuple[Sign, ...]:
    """General signs, with what they say besides in this country."""
    besides = {sign.id: sign for sign in local if sign.verified}
    return tuple(_sign(sign, besides.get(sign.id)) for sign in urgent.signs)


def _sign(sign: Sign, local: LocalSign | None) -> Sign:
    if local is None:
        return sign
    sources = tuple(dict.fromkeys((*sign.sources, *local.sources)))
    return msgspec.structs.replace(sign, why=local.why, short=local.short or sign.short, sources=sources)


def _said(value: Any, here: _Here) -> Any:
    """A value without what does not hold here. What holds whole is handed back itself, not copied."""
    if isinstance(value, tuple):
        if not value or not isinstance(value[0], Record):
            return value
        return tuple(_said(each, here) for each in value if _holds(each, here.country))
    if isinstance(value, dict):
        return {name: _said(each, here) for name, each in value.items()}
    return _record(value, here) if isinstance(value, Record) else value


def _record(record: Record, here: _Here) -> Record:
    changed: dict[str, Any] = {}
    for name in record.__struct_fields__:
        old = getattr(record, name)
        new = _said(old, here)
        if new is not old and new != old:
            changed[name] = new
    if isinstance(record, Claim) and here.unnamed.intersection(record.sources):
        changed["sources"] = tuple(each for each in record.sources if each not in here.unnamed)
    if isinstance(record, Tip) and record.local:
        changed |= {"actions": _actions(record, here.country), "local": ()}
    return msgspec.structs.replace(record, **changed) if changed else record


def _actions(tip: Tip, country: str) -> tuple[str, ...]:
    """The steps that can be taken here: local ones in the place of the general one, or last."""
    local = [each for each in tip.local if _holds(each, country)]
    instead = {each.instead_of: each.text for each in local if each.instead_of}
    own = tuple(each.text for each in local if not each.instead_of)
    return (*(instead.get(action, action) for action in tip.actions), *own)


def _holds(record: Any, country: str) -> bool:
    countries = getattr(record, "countries", ())
    return not countries or country in countries
