"""Checks beyond one value: ids that must exist, markup, letters, dates, and values that must agree."""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from typing import Any, NamedTuple

import msgspec

from handouts.errors import Diagnostic
from handouts.model.content import Cancer, Evidence, Glossary, Resources, Review, Sources, Tip, Urgent
from handouts.model.guide import Guide
from handouts.model.labels import Labels
from handouts.model.open_points import OpenPoints
from handouts.model.pictures import Place
from handouts.model.signs import TIERS, OwnSign, Tier
from handouts.reading.characters import Coverage, unprintable
from handouts.reading.country_words import OPENS, CountryWords, in_country, left_open, named_in
from handouts.reading.guide_checks import check_cancer_guide, check_first, check_guide, check_picture
from handouts.reading.hints import did_you_mean
from handouts.reading.ids import twice, unknown, unknown_in
from handouts.reading.markup import MarkupError, spans
from handouts.reading.parsed import Parsed, Steps, value_at
from handouts.reading.reader import Located, convert
from handouts.reading.texts import texts

_EXAMPLE = re.compile(r"\(\s*example\s*\)", re.IGNORECASE)  # as data/starters has it
_SHOWN_AFTER_FAULT = 24  # characters of a text that a message repeats, to find the place in a long line


class Targets(NamedTuple):
    """What references may point to. None: not known, because that file is at fault itself."""

    sources: Collection[str] | None
    terms: Collection[str] | None
    cancers: Collection[str]
    countries: Collection[str]
    tips: Collection[str]
    signs: Mapping[str, Tier] | None  # tiers of general signs by their ids
    stage_facts: Collection[str] | None  # ids of general facts about stage 4
    words: Mapping[str, str] | None  # what the country says, else what is said at home
    coverage: Coverage | None
    places: Mapping[str, Place] | None = None  # on the bodies, by id


def check_page(page: Located[msgspec.Struct], known: Targets) -> Iterator[Diagnostic]:
    """Everything that is wrong with a record of the right form."""
    yield from _country_words(page, known.words)
    record, parsed = in_place(page, known.words)
    # In labels, {braces} are places that the program fills in, not words of the glossary.
    terms = None if isinstance(record, Labels) else known.terms
    for kind, value, steps in texts(record):
        if kind == "sources":
            yield from unknown_in(parsed, value, steps, known.sources, "source")
            continue
        yield from check_text(parsed, value, steps, known.coverage)
        if kind == "words" and not left_open(value):  # else it is reported already
            yield from _markup(parsed, value, steps, terms)
    review = getattr(record, "review", None)
    if isinstance(review, Review):
        yield from _review(parsed, review)
    yield from _countries(parsed, known)
    if key := _own_lists().get(type(record)):
        yield from twice(parsed, key, (each.id for each in getattr(record, key)))
    if own_check := _own_checks().get(type(record)):
        yield from own_check(parsed, record, known)


def in_place(page: Located[msgspec.Struct], words: Mapping[str, str] | None) -> Located[msgspec.Struct]:
    """A record with a country's words in its texts, as it is printed and so as it is checked.

    A word that does not exist becomes "word": it has been reported already.
    """
    plain = (value for kind, value, _ in texts(page.record) if kind != "sources")
    named = {name: (words or {}).get(name, "word") for value in plain for name in named_in(value)}
    return page._replace(record=in_country(page.record, CountryWords(named, {}))) if named else page


def _country_words(page: Located[msgspec.Struct], words: Mapping[str, str] | None) -> Iterator[Diagnostic]:
    """Unknown words of a country, unclosed ones, and texts that are too long with the words in place."""
    record, parsed = page
    found = [each for each in texts(record) if each.kind != "sources" and OPENS in each.value]
    for _, value, steps in found:
        for name in named_in(value):
            if words is not None and name not in words:
                hint = did_you_mean(name, words) or "; 'words:' in the files of resources/ has them"
                yield parsed.fault(f"there is no word of a country '{name}'{hint}", steps)
        if left_open(value):
            message = "a country's word is written {=id}, where id stands under 'words:' in resources/"
            yield parsed.fault(message, steps)
    if found and words:
        printed = parsed._replace(data=in_country(parsed.data, CountryWords(words, {})))
        for fault in convert(printed, type(record))[1]:
            yield fault._replace(message=f"with the country's words in place {fault.message}")


def check_text(parsed: Parsed, text: str, steps: Steps, coverage: Coverage | None) -> Iterator[Diagnostic]:
    """Blanks at the ends, letters that cannot be printed, and words of a starting file."""
    if text != text.strip() or "\n" in text:
        advice = "write it as one paragraph without blanks at its ends (>- keeps a long text together)"
        yield parsed.fault(f"this text begins or ends with a blank, or holds a line break; {advice}", steps)
    if complaint := unprintable(text, coverage):
        yield parsed.fault(complaint, steps)
    if example := _EXAMPLE.search(text):
        message = f"{example[0]} marks words of a starting file; write your own in their place"
        yield parsed.fault(message, steps)


def _own_lists() -> dict[type[msgspec.Struct], str]:
    """The list of each record in which no id may stand twice."""
    return {
        Cancer: "signs",
        Evidence: "strategies",
        OpenPoints: "points",
        Resources: "resources",
        Urgent: "signs",
    }


def _own_checks() -> dict[type[msgspec.Struct], Callable[[Parsed, Any, Targets], Iterable[Diagnostic]]]:
    """Checks that only one type of record needs."""
    return {
        Cancer: _cancer,
        Glossary: _glossary,
        Guide: _guide,
        OpenPoints: _open_points,
        Resources: _resources,
        Sources: _sources,
        Tip: _tip,
        Urgent: _urgent,
    }


def _markup(parsed: Parsed, text: str, steps: Steps, terms: Collection[str] | None) -> Iterator[Diagnostic]:
    try:
        found = spans(text)
    except MarkupError as error:
        near = text[error.offset :][:_SHOWN_AFTER_FAULT]
        yield parsed.fault(f"{error.message} (near '{near}')", steps)
        return
    for span in found:
        if span.term:
            yield from unknown(parsed, span.term, steps, terms, "glossary word")


def _review(parsed: Parsed, review: Review) -> Iterator[Diagnostic]:
    if review.review_by < review.facts_as_of:
        message = f"the next review must not be before the facts were checked ({review.facts_as_of})"
        yield parsed.fault(message, ("review", "review_by"))
    if (review.reviewed_by is None) != (review.reviewed_on is None):
        yield parsed.fault("reviewed_by and reviewed_on go together: give both or neither", ("review",))


def _cancer(parsed: Parsed, cancer: Cancer, known: Targets) -> Iterator[Diagnostic]:
    """Facts and signs that replace general ones, and the survival figure or the reason why there is none."""
    notes = ((("stage", "notes", at), note) for at, note in enumerate(cancer.stage.notes))
    for where, fact in ((("stage", "meaning"), cancer.stage.meaning), *notes):
        yield from unknown_in(
            parsed, fact.instead_of, (*where, "instead_of"), known.stage_facts, "general fact of stage 4"
        )
    yield from _own_signs(parsed, cancer, known.signs)
    yield from unknown_in(parsed, cancer.spread.sites, ("spread", "sites"), known.places, "place on the body")
    if cancer.picture and known.places:
        yield from check_picture(parsed, cancer, cancer.picture, known.places)
    yield from _survival(parsed, cancer)
    yield from check_cancer_guide(parsed, cancer)


def _guide(parsed: Parsed, guide: Guide, known: Targets) -> Iterator[Diagnostic]:
    yield from check_guide(parsed, guide, known.tips)


def _own_signs(parsed: Parsed, cancer: Cancer, known: Mapping[str, Tier] | None) -> Iterator[Diagnostic]:
    """A general sign may only become more urgent; a sign that no other cancer has must be complete."""
    for at, own in enumerate(cancer.signs if known is not None else ()):
        tier = (known or {}).get(own.id)
        if tier is None:
            yield from _incomplete(parsed, own, ("signs", at, "id"), known or {})
        elif own.tier and TIERS.index(own.tier) > TIERS.index(tier):
            message = f"a cancer can make the sign '{own.id}' more urgent than {tier}, not less"
            yield parsed.fault(message, ("signs", at, "tier"))


def _incomplete(
    parsed: Parsed, own: OwnSign, steps: Steps, known: Mapping[str, Tier]
) -> Iterator[Diagnostic]:
    missing = [key for key in ("tier", "sign", "short", "sources") if not getattr(own, key)]
    if missing:
        hint = did_you_mean(own.id, known) or "."
        needs = f"A sign that only this cancer has needs {', '.join(missing)}, too"
        yield parsed.fault(f"there is no general sign '{own.id}'{hint} {needs}", steps)


def _urgent(parsed: Parsed, urgent: Urgent, known: Targets) -> Iterator[Diagnostic]:
    """Ids that do not exist, and actions without a source."""
    for at, sign in enumerate(urgent.signs):
        steps: Steps = ("signs", at)
        cancers = sign.concerns.cancers if sign.concerns else ()
        yield from unknown_in(parsed, cancers, (*steps, "concerns", "cancers"), known.cancers, "cancer")
        for key, names in (("covered_by", sign.covered_by), ("rises_with", sign.rises_with)):
            yield from unknown_in(parsed, names, (*steps, key), known.signs, "general sign")
        if sign.action_verified and not sign.action_sources:
            message = "name where the action was read in 'action_sources', or say 'action_verified: false'"
            yield parsed.fault(message, steps)


def _countries(parsed: Parsed, known: Targets) -> Iterator[Diagnostic]:
    """Countries must exist, and what holds only in some of them must be an item of a list."""
    for steps in parsed.keys:
        if steps[-1] != "countries":
            continue
        yield from unknown_in(parsed, value_at(parsed.data, steps), steps, known.countries, "country")
        if not isinstance(steps[-2], int) and steps[0] != "sources":
            message = "only an item of a list can be left out in other countries; say this for everybody"
            yield parsed.fault(message, steps, at_key=True)


def _tip(parsed: Parsed, tip: Tip, _known: Targets) -> Iterator[Diagnostic]:
    """Local steps that take the place of a step must name one."""
    for at, local in enumerate(tip.local):
        if local.instead_of is not None and local.instead_of not in tip.actions:
            message = "no step in 'actions' says just this; copy the one whose place it takes"
            yield parsed.fault(message, ("local", at, "instead_of"))


def _survival(parsed: Parsed, cancer: Cancer) -> Iterator[Diagnostic]:
    survival, steps = cancer.survival, ("survival",)
    preferred = [at for at, row in enumerate(survival.rows) if row.preferred]
    if survival.withheld:
        if preferred:
            message = "a figure cannot be preferred where figures are withheld; delete one of the two"
            yield parsed.fault(message, (*steps, "rows", preferred[0], "preferred"))
    elif not preferred:
        message = "mark the row to print with 'preferred: true', or say why none is printed with 'withheld:'"
        yield parsed.fault(message, steps)
    seen: set[str | None] = set()
    for at in preferred:
        row, place = survival.rows[at], (*steps, "rows", at, "preferred")
        if row.group in seen:
            message = "only one row can be preferred of each 'group'; the first is above"
            yield parsed.fault(message, place)
        elif not row.verified:
            message = "a figure that is not verified cannot be preferred; verify it, or say 'withheld:'"
            yield parsed.fault(message, place)
        seen.add(row.group)


def _resources(parsed: Parsed, resources: Resources, known: Targets) -> Iterator[Diagnostic]:
    yield from _ways(parsed, resources)
    for at, sign in enumerate(resources.signs):
        yield from unknown(parsed, sign.id, ("signs", at, "id"), known.signs, "general sign")
    for at, resource in enumerate(resources.resources):
        here = ("resources", at, "cancers")
        yield from unknown_in(parsed, resource.cancers, here, known.cancers, "cancer")
    yield from check_first(parsed, resources)


def _ways(parsed: Parsed, resources: Resources) -> Iterator[Diagnostic]:
    """A date needs its three places, and sources are of a word that is said here."""
    places = sorted(re.findall(r"\{[^{}]*\}", resources.date or "{day}{month}{year}"))
    if places != ["{day}", "{month}", "{year}"]:
        message = "a date is written with {day}, {month} and {year}, each once"
        yield parsed.fault(message, ("date",))
    for word in resources.word_sources:
        if word not in resources.words:
            hint = did_you_mean(word, resources.words)
            yield parsed.fault(f"'words:' has no '{word}'{hint}", ("word_sources", word), at_key=True)


def _sources(parsed: Parsed, sources: Sources, known: Targets) -> Iterator[Diagnostic]:
    for name, source in sources.sources.items():
        yield from unknown_in(parsed, source.about, ("sources", name, "about"), known.cancers, "cancer")


def _open_points(parsed: Parsed, open_points: OpenPoints, known: Targets) -> Iterator[Diagnostic]:
    for at, point in enumerate(open_points.points):
        folder, _, name = point.record.partition("/")
        if folder == "cancers":
            yield from unknown(parsed, name, ("points", at, "record"), known.cancers, "cancer")


def _glossary(parsed: Parsed, glossary: Glossary, _known: Targets) -> Iterator[Diagnostic]:
    for name, entry in glossary.terms.items():
        if entry.verified and not entry.sources:
            message = "this word has no sources; name them, or say 'verified: false' until you can"
            yield parsed.fault(message, ("terms", name))
