"""The policy for codes and names: data/codes.yaml and data/diseases.yaml, compiled where that is up to date.

A clinic does not replace these files: its own codes and cancers go before them (roster/codes.py).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import NamedTuple

from handouts.errors import Diagnostic
from handouts.model.codes import CodeRule, Codes, Disease, Diseases
from handouts.model.content import Sources
from handouts.reading.compiled import Compiled
from handouts.reading.ids import unknown
from handouts.reading.parsed import Parsed, Steps
from handouts.reading.shelf import Shelf, data_shelves


class Policy(NamedTuple):
    """What codes mean, and the names of what has no file of its own."""

    codes: Codes
    diseases: Diseases


def read_policy(compiled: Compiled | None = None) -> Policy:
    """The shipped policy; from YAML where it is not in what is compiled. Raises ContentError."""
    policy = _compiled(compiled) if compiled else None
    return policy or _read()


def _compiled(compiled: Compiled) -> Policy | None:
    codes, diseases = compiled.record("codes", Codes), compiled.record("diseases", Diseases)
    return Policy(codes, diseases) if codes and diseases else None


def _read() -> Policy:
    from handouts.reading.reader import Reader  # YAML is loaded only where it must be read

    (shelf,) = data_shelves(None)
    reader = Reader()
    codes = reader.read(shelf, "codes.yaml", Codes)
    at_codes = reader.pages[-1].parsed if codes else None
    diseases = reader.read(shelf, "diseases.yaml", Diseases)
    at_diseases = reader.pages[-1].parsed if diseases else None
    sources = reader.read(shelf, "sources.yaml", Sources)
    if codes and at_codes and diseases and at_diseases and sources:
        ids = (*shelf.names("cancers"), *diseases.diseases)
        reader.faults += _check_codes(at_codes, codes, ids, diseases)
        reader.faults += _check_diseases(at_diseases, diseases, ids, shelf)
        for parsed, record in ((at_codes, codes), (at_diseases, diseases)):
            reader.faults += _unknown_among(parsed, record.sources, ("sources",), sources.sources, "source")
    reader.finish()
    assert codes is not None  # a file that gave no record gave a fault
    assert diseases is not None
    return Policy(codes, diseases)


def _check_codes(
    parsed: Parsed, codes: Codes, ids: Collection[str], diseases: Diseases
) -> Iterator[Diagnostic]:
    """What is wrong with the rules: ids that lead nowhere, two meanings for a code, too little said."""
    seen: dict[str, int] = {}
    for at, rule in enumerate(codes.rules):
        steps: Steps = ("rules", at)
        if sum(map(bool, (rule.sheet, rule.ask, rule.refuse))) != 1:
            yield parsed.fault("say just one of 'sheet', 'ask' and 'refuse'", steps)
        if rule.sheet:
            yield from unknown(parsed, rule.sheet, steps, ids, "cancer or disease")
        if rule.meanwhile:
            yield from unknown(parsed, rule.meanwhile, (*steps, "meanwhile"), ids, "cancer")
        if rule.disease:
            yield from unknown(parsed, rule.disease, steps, diseases.diseases, "disease")
        yield from _unknown_among(parsed, rule.ask, (*steps, "ask"), ids, "cancer or disease")
        yield from _too_little(parsed, rule, codes, steps)
        for place, code in enumerate(rule.codes):
            if code in seen:
                line = parsed.marks[("rules", seen[code])][1]
                message = f"the code {code} has a rule already, on line {line}; keep one of them"
                yield parsed.fault(message, (*steps, "codes", place))
            seen.setdefault(code, at)


def _too_little(parsed: Parsed, rule: CodeRule, codes: Codes, steps: Steps) -> Iterator[Diagnostic]:
    if rule.ask and not rule.why:
        yield parsed.fault("say in 'why' what the code does not tell", steps)
    if rule.refuse and rule.refuse not in codes.reasons:
        yield parsed.fault(f"'reasons' has no words for '{rule.refuse}'", (*steps, "refuse"))


def _check_diseases(
    parsed: Parsed, diseases: Diseases, ids: Collection[str], shelf: Shelf
) -> Iterator[Diagnostic]:
    cancers = shelf.names("cancers")
    for name, each in diseases.diseases.items():
        steps: Steps = ("diseases", name)
        leads = (each.kind_of, each.treated_like)
        if sum(map(bool, (*leads, each.can_be))) > 1:
            yield parsed.fault("say at most one of 'kind_of', 'treated_like' and 'can_be'", steps)
        yield from _unknown_among(parsed, tuple(filter(None, leads)), steps, cancers, "cancer")
        yield from _unknown_among(parsed, each.can_be, (*steps, "can_be"), ids, "cancer or disease")
    yield from _names_twice(parsed, diseases.diseases)


def _names_twice(parsed: Parsed, diseases: dict[str, Disease]) -> Iterator[Diagnostic]:
    """A name must mean one disease."""
    seen: dict[str, str] = {}
    for name, each in diseases.items():
        for called in dict.fromkeys(word.casefold() for word in (each.name, *each.also)):
            first = seen.setdefault(called, name)
            if first != name:
                message = f"'{called}' is a name of {first} already; keep one of them"
                yield parsed.fault(message, ("diseases", name))


def _unknown_among(
    parsed: Parsed, names: Collection[str], steps: Steps, known: Collection[str], what: str
) -> Iterator[Diagnostic]:
    """Names that point nowhere, all at one place."""
    for each in names:
        yield from unknown(parsed, each, steps, known, what)
