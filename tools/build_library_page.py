"""Write docs/library.md: what the library holds, pages, reading ease, and what is left to do.

    python tools/build_library_page.py

Run it after a change of content or layouts. The same content gives the same page on any day: advice about
dates is counted as of the day on which the newest facts were checked.
"""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from statistics import fmean
from typing import NamedTuple, get_args

import msgspec

from handouts.checks.checker import subject_of
from handouts.checks.content import Content, Target, read_content
from handouts.checks.gate import Finding, Subject
from handouts.checks.gates import print_ready
from handouts.checks.places import claims
from handouts.checks.readability import Measured, Scale
from handouts.checks.registry import CHECKS
from handouts.checks.sample_sheets import SampleSheet, sheets
from handouts.checks.sentences import sentences, texts_of
from handouts.checks.wordlist import read_words
from handouts.compose.composer import compose
from handouts.errors import ContentError, Diagnostic
from handouts.model.content import Cancer
from handouts.model.layout import Layout
from handouts.model.selection import PaperName, Selection
from handouts.typeset.pages import FilledPage
from handouts.typeset.typesetter import Typesetting

OPENING = """\
# The library

Written by `python tools/build_library_page.py`; do not edit. Judged by `handouts check`.
"""
NOTES = """\
Pages are for US Letter / A4, without survival numbers. Facts are statements with sources of their own;
those that are not verified are not counted. Reading grades are years of school in the US, for the whole
handout in the layout `clear`, without the names of drugs and genes. Advice is what `handouts check` says of
the cancer's file; nothing here keeps it from being printed.
"""


FIT = """\
## How layouts fit

Pages of all cancers, the fewest and the most; how much of the pages between the first and the last is filled,
on average and on the emptiest one; and how much of the last page, on the emptiest and on the fullest one. All
are set in black and white too, where boxes have wider bars, so that lines may break elsewhere: that has a row
of its own where it differs. Nothing stands outside its frame on any page: `handouts check` would refuse it.
"""


class Row(NamedTuple):
    """A cancer."""

    cancer: Cancer
    pages: dict[str, str]  # by layout: "16 / 15"
    grades: Measured | None
    advice: int


def main() -> None:
    """Write the page."""
    path = Path(__file__).resolve().parents[1] / "docs" / "library.md"
    path.write_text(library_page(), encoding="utf-8")


def library_page() -> str:
    """The page. Raises ContentError where content is at fault."""
    content = read_content(None)
    subject = subject_of(content, Target(None), _as_of(content))
    if content.faults or subject is None:
        raise ContentError(content.faults)
    every = list(sheets(subject))
    advice = Counter(each.file for each in _findings(subject, content, every) if each.level == "advice")
    rows = [
        Row(page.record, _pages(every, page.record), _grades(subject, page.record), advice[page.parsed.file])
        for page in subject.pages
        if isinstance(page.record, Cancer)
    ]
    rows.sort(key=lambda row: row.cancer.name)
    whole = [layout.id for layout in subject.layouts if layout.whole]
    layouts = [layout.id for layout in subject.layouts]
    fit = _fit(every, _in_black_and_white(subject), layouts)
    lines = (*_table(rows, whole), "", *_rest(subject, advice), "", FIT, *fit)
    return f"{OPENING}\n{NOTES}\n" + "\n".join(lines) + "\n"


def _as_of(content: Content) -> datetime.date:
    """The day on which the newest facts were checked, so that the page does not depend on the clock."""
    reviews = (getattr(page.record, "review", None) for page in content.pages)
    return max((review.facts_as_of for review in reviews if review), default=datetime.date.min)


def _findings(subject: Subject, content: Content, every: list[SampleSheet]) -> Iterator[Finding]:
    """The findings of all gates; handouts are typeset only once."""
    content_only = subject_of(content, Target(None), subject.today, composes=False)
    assert content_only is not None  # nothing is at fault
    for gate, _help, composes in CHECKS.values():
        if gate is print_ready.gate:
            yield from print_ready.judged(every)
        else:
            yield from gate(subject if composes else content_only)


def _pages(every: list[SampleSheet], cancer: Cancer) -> dict[str, str]:
    """The pages of the cancer's handout by layout, for letter and A4."""
    counts: dict[str, list[str]] = {}
    for job, result in every:
        own = isinstance(job.page.record, Cancer) and job.page.record.id == cancer.id
        if own and not job.part and isinstance(result, Typesetting):
            counts.setdefault(job.layout.id, []).append(str(len(result.pages)))
    return {layout: " / ".join(pages) for layout, pages in counts.items()}


def _grades(subject: Subject, cancer: Cancer) -> Measured | None:
    library = subject.library
    words = read_words(library.labels.language)
    layout = next((layout for layout in subject.layouts if layout.id == "everything"), None)
    if words is None or layout is None:
        return None
    handout = compose(library, Selection(cancers=(cancer.id,), layout="everything"), layout, None)
    texts = texts_of((*handout.opening, *handout.body))
    return Scale(library, words).measure(sentences(texts, words.abbreviations))


def _table(rows: list[Row], layouts: list[str]) -> Iterator[str]:
    heads = ["Cancer", *(f"Pages, {name}" for name in layouts), "Facts", "Sources"]
    heads += ["Flesch-Kincaid", "SMOG", "Facts checked", "Review by", "Advice"]
    yield _line(heads)
    yield _line(["---", *["---:"] * (len(heads) - 1)])
    for row in rows:
        kept = [claim for claim, _ in claims(row.cancer) if claim.verified]
        used = {source for claim in kept for source in claim.sources}
        review, grades = row.cancer.review, row.grades.names_out if row.grades else None
        cells = [row.cancer.name, *(row.pages.get(name, "") for name in layouts), len(kept), len(used)]
        cells += [f"{grades.flesch_kincaid:.1f}", f"{grades.smog:.1f}"] if grades else ["", ""]
        yield _line([*cells, review.facts_as_of, review.review_by, row.advice])


def _fit(every: list[SampleSheet], plain: list[SampleSheet], layouts: list[str]) -> Iterator[str]:
    """A row for each layout and paper, and one in black and white where its pages differ."""
    yield _line(["Layout", "Paper", "Pages", "Between, mean", "Between, least", "Last page"])
    yield _line(["---", "---", *["---:"] * 4])
    for name, paper in product(layouts, get_args(PaperName)):
        found, in_bw = _fit_row(_sets(every, name, paper)), _fit_row(_sets(plain, name, paper))
        if found:
            yield _line([name, paper, *found])
        if in_bw != found:
            yield _line([f"{name}, bw", paper, *in_bw])


def _in_black_and_white(subject: Subject) -> list[SampleSheet]:
    """All cancers and layouts, whole. Raises ContentError where one of them does not fit its pages."""
    plain = tuple(msgspec.structs.replace(each, bw=True) for each in subject.layouts)
    pages = tuple(page for page in subject.pages if isinstance(page.record, Cancer | Layout))
    every = list(sheets(subject._replace(layouts=plain, pages=pages), parts=False))
    errors = [found for found in print_ready.judged(every) if found.level == "error"]
    if errors:
        raise ContentError(tuple(Diagnostic(each.message, each.file) for each in errors))
    return every


def _fit_row(sets: list[Typesetting]) -> list[str]:
    """Pages, how full those between the first and the last are, and how full the last one is."""
    if not sets:
        return []
    filled = [[_filled(page, each) for page in each.pages] for each in sets]
    between = [share for shares in filled for share in shares[1:-1]]
    mean, least = (f"{figure:.0%}" for figure in (fmean(between), min(between))) if between else ("", "")
    last = _range([round(100 * shares[-1]) for shares in filled])
    return [_range([len(each.pages) for each in sets]), mean, least, f"{last} %"]


def _sets(every: list[SampleSheet], layout: str, paper: str) -> list[Typesetting]:
    """All cancers in a layout, or the layout alone where it needs none."""
    found = [sheet for sheet in every if (sheet.job.layout.id, sheet.job.selection.paper) == (layout, paper)]
    cancers = [sheet for sheet in found if isinstance(sheet.job.page.record, Cancer) and not sheet.job.part]
    alone = [sheet for sheet in found if isinstance(sheet.job.page.record, Layout)]
    return [sheet.result for sheet in cancers or alone if isinstance(sheet.result, Typesetting)]


def _filled(page: FilledPage, typesetting: Typesetting) -> float:
    """The area of the boxes, as a part of the area of the columns and of what stands across them."""
    columns = typesetting.layout.columns
    margins, paper = typesetting.layout.margins, typesetting.paper
    width = paper.width - margins.left - margins.right - typesetting.layout.gutter * (columns - 1)
    used = sum(each.used * min(each.frame.width, width) for each in page.frames)
    return used / (width * (paper.height - margins.top - margins.bottom))


def _range(numbers: list[int]) -> str:
    low, high = min(numbers), max(numbers)
    return str(low) if low == high else f"{low} to {high}"


def _line(cells: list[object] | list[str]) -> str:
    return f"| {' | '.join(str(cell) for cell in cells)} |"


def _rest(subject: Subject, advice: Counter[str]) -> Iterator[str]:
    """What all handouts share, and the totals."""
    library = subject.library
    verified = sum(resource.verified for resource in library.resources.resources)
    studies = sum(study.verified for each in library.evidence.strategies for study in each.studies)
    terms = library.glossary.terms.values()
    waiting = sum(not term.verified for term in terms)
    yield (
        f"Shared: {len(library.tips)} tips, {studies} studies of what people can do, {verified} helplines "
        f"and organisations, {len(terms)} words of the glossary ({waiting} of them not verified, so not "
        f"explained), {len(library.sources)} sources."
    )
    cancers = {page.parsed.file for page in subject.pages if isinstance(page.record, Cancer)}
    shared = sum(count for file, count in advice.items() if file not in cancers)
    yield f"Advice that is open: {sum(advice.values())}, {shared} of it about what is shared."


if __name__ == "__main__":
    main()
