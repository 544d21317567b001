"""Numbers: every figure is whole, is counted in people, and is the same wherever it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from handouts.checks.figures import Figure, figures
from handouts.checks.gate import Finding, Subject, advice, error
from handouts.model.content import Cancer, Evidence
from handouts.model.text import plain
from handouts.reading.kinds import is_for_readers
from handouts.reading.markup import MarkupError, spans
from handouts.reading.parsed import Parsed, Steps
from handouts.reading.texts import texts

_PLACEHOLDER = re.compile(
    r"[\W_]*|.|(tbd|tba|tbc|todo|to do|fixme|n/?a|none|unknown|x{2,}|lorem.*|placeholder)\W*", re.IGNORECASE
)
_YEAR = re.compile(r"(?:19|20)[0-9]{2}")
_MEASURE = re.compile(r"^5-year (?:relative|net|overall) survival$")
_PERCENT = re.compile(r"%|\bper ?cent(?:age)?s?\b", re.IGNORECASE)
_ABOUT_LIFE = re.compile(r"\b(?:alive|surviv\w*|lived?|living|died?|dies|deaths?)\b", re.IGNORECASE)


def gate(subject: Subject) -> Iterator[Finding]:
    """Incomplete rows, trials and studies, bare percent, and figures in prose without a row or trial."""
    for record, parsed in subject.pages:
        if not is_for_readers(record):
            continue  # titles of other people's works stay as they are; open points are not printed
        if isinstance(record, Cancer):
            yield from _rows(record, parsed)
            yield from _trials(record, parsed)
        if isinstance(record, Evidence):
            yield from _studies(record, parsed)
        yield from _texts(record, parsed)


def _rows(cancer: Cancer, parsed: Parsed) -> Iterator[Finding]:
    for at, row in enumerate(cancer.survival.rows):
        steps: Steps = ("survival", "rows", at)
        for key in ("years", "area", "population", "measure"):
            yield from _said(getattr(row, key), parsed, (*steps, key), "survival figure")
        if not _YEAR.search(row.years):
            message = f"'{row.years}' names no year of diagnosis"
            fix = 'Write the years that were counted, as "2016-2022".'
            yield error(parsed, (*steps, "years"), message, fix)
        if row.preferred and not _MEASURE.search(row.measure):
            message = f"'{row.measure}' is no survival of 5 years that says which deaths it counts"
            fix = 'Write "5-year relative survival", net or overall: the words below depend on it.'
            yield error(parsed, (*steps, "measure"), message, fix)


def _trials(cancer: Cancer, parsed: Parsed) -> Iterator[Finding]:
    for at, trial in enumerate(cancer.trials):
        for key in ("limit", "people", "treatment", "outcome"):
            yield from _said(getattr(trial, key), parsed, ("trials", at, key), "trial's count")


def _studies(evidence: Evidence, parsed: Parsed) -> Iterator[Finding]:
    for at, strategy in enumerate(evidence.strategies):
        for number, study in enumerate(strategy.studies):
            steps: Steps = ("strategies", at, "studies", number)
            for key in ("people", "found", "limit"):
                yield from _said(getattr(study, key), parsed, (*steps, key), "study's result")
            if not _YEAR.search(study.year):
                fix = 'Write the year of the result, as "2016".'
                yield error(parsed, (*steps, "year"), f"'{study.year}' is no year", fix)


def _said(text: str, parsed: Parsed, steps: Steps, what: str) -> Iterator[Finding]:
    if _PLACEHOLDER.fullmatch(text.strip()):
        message = f"'{text}' says nothing, and a {what} without its {steps[-1]} misleads"
        yield error(parsed, steps, message, "Write what the source says.")


def _texts(record: msgspec.Struct, parsed: Parsed) -> Iterator[Finding]:
    """What is wrong with figures in running text."""
    counts = _counts(record) if isinstance(record, Cancer) else {}
    for kind, value, steps in texts(record):
        if kind == "sources":
            continue
        text = _printed(value) if kind == "words" else value
        if steps[-1] != "measure" and (found := _PERCENT.search(text)):
            message = f"'{found[0]}' is hard to picture, and easily read as a chance of one's own"
            fix = "Count people: 34 of 100."
            yield error(parsed, steps, message, fix)
        for figure in figures(text):
            if isinstance(record, Evidence) and "studies" in steps:
                yield from _in_study(figure, parsed, steps)
            else:
                yield from _figure(figure, parsed, steps, counts)


def _printed(text: str) -> str:
    try:
        return plain(spans(text))
    except MarkupError:
        return text  # reported by the gate `structure`


def _counts(cancer: Cancer) -> dict[float, str]:
    """What the file's own rows and trials count of 100, those alive and those not, and where it stands."""
    counted = [(int(row.percent + 0.5), f"the {row.stage} row") for row in cancer.survival.rows]
    counted += [(trial.count, trial.name) for trial in cancer.trials]
    counts: dict[float, str] = {}
    for count, where in counted:
        counts |= dict.fromkeys((count, 100 - count), f"{count} of 100 in {where}")
    return counts


def _figure(figure: Figure, parsed: Parsed, steps: Steps, counts: dict[float, str]) -> Iterator[Finding]:
    """A figure in prose: it repeats a row or a trial, contradicts them, or stands alone."""
    if any(figure.says(count) for count in counts):
        if figure.of != 100:
            yield _other_denominator(figure, parsed, steps)
        return
    about_life = steps[0] in ("survival", "trials") or _ABOUT_LIFE.search(figure.sentence)
    if counts and about_life:
        known = "; ".join(dict.fromkeys(counts.values()))
        message = f"'{figure.said}' is not what this file counts: {known}"
        fix = "Correct it, or delete it: figures are printed from rows and trials."
        yield error(parsed, steps, message, fix)
        return
    message = f"'{figure.said}' stands in prose, without a row or trial that says who was counted"
    fix = "Weigh whether it is needed; say it in words where it is not."
    yield advice(parsed, steps, message, fix)
    if figure.of != 100:
        yield _other_denominator(figure, parsed, steps)


def _in_study(figure: Figure, parsed: Parsed, steps: Steps) -> Iterator[Finding]:
    """A figure of a study, which says who was counted. It must not be one of survival: nobody asked."""
    if _ABOUT_LIFE.search(figure.sentence):
        message = f"'{figure.said}' tells of survival, which is printed only for those who ask for it"
        fix = "Delete it; a trial in which people lived longer belongs to its cancer's file."
        yield error(parsed, steps, message, fix)
    if figure.of != 100:
        yield _other_denominator(figure, parsed, steps)


def _other_denominator(figure: Figure, parsed: Parsed, steps: Steps) -> Finding:
    message = f"'{figure.said}' does not count of 100: figures of different wholes cannot be compared"
    return advice(parsed, steps, message, "Count of 100, as everywhere else.")
