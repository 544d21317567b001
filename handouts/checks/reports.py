"""Reports for `handouts check --report`: scores on published instruments, and what waits for a clinician."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Final

from handouts.checks.content import Content, Target, read_content, target
from handouts.checks.pemat import INSTRUMENTS, Item, Scores, scores
from handouts.checks.reporter import as_json
from handouts.checks.review import as_markdown, review_items
from handouts.compose.composer import compose
from handouts.errors import ContentError, UsageError
from handouts.model.base import Record
from handouts.model.content import Cancer
from handouts.model.layout import Layout
from handouts.model.library import Library
from handouts.model.selection import Selection
from handouts.reading.names import no_such

Report = tuple[Sequence[Record], str]
"""What is written as JSON, and the same as text."""


def report(path: Path | None, name: str, form: str) -> str:
    """A report as text or json, with a line end. Raises UsageError and ContentError."""
    if name not in REPORTS:
        raise no_such("report", name, REPORTS, REPORTS)
    if form not in ("text", "json"):
        raise UsageError("A report can be written as text or json.")
    chosen = target(path)
    content = read_content(chosen.clinic)
    if content.faults or content.library is None:
        raise ContentError(content.faults)
    records, text = REPORTS[name](content, content.library, chosen)
    return as_json(records) if form == "json" else text


def _review(content: Content, _library: Library, chosen: Target) -> Report:
    items = review_items(content.pages, chosen)
    return items, as_markdown(items)


def _pemat(content: Content, library: Library, chosen: Target) -> Report:
    """The scores of the cancers in a folder or file, or of all where it has none."""
    cancers = [
        (page.record.id, page.parsed.file) for page in content.pages if isinstance(page.record, Cancer)
    ]
    wanted = [name for name, file in cancers if chosen.holds(file)] or [name for name, _ in cancers]
    layouts = [page.record for page in content.layouts if isinstance(page.record, Layout)]
    layout = next((layout for layout in layouts if layout.id == Selection(cancers=()).layout), layouts[0])
    selections = [Selection(cancers=(name,), numbers=True) for name in wanted]
    found = [scores(compose(library, selection, layout, None), library) for selection in selections]
    return found, "\n\n".join("\n".join(_lines(each)) for each in found) + "\n"


def _lines(found: Scores) -> Iterator[str]:
    """A handout's scores, the items that are not met, and how many only a person can judge."""
    yield found.title
    for instrument in INSTRUMENTS:
        yes, no = len(found.of(instrument, "yes")), found.of(instrument, "no")
        met = f"{yes} of {yes + len(no)} items that a program can judge are met"
        left = len(found.of(instrument, "for a person"))
        score = found.percent(instrument) or 0
        yield f"  {instrument}: {met}, {score:.0f} %; {left} are for a person to judge."
        yield from (f"    not met: {_item(item)}" for item in no)


def _item(item: Item) -> str:
    return f"{item.number}. {item.text}" + (f": {item.evidence}" if item.evidence else "")


REPORTS: Final[dict[str, Callable[[Content, Library, Target], Report]]] = {"pemat": _pemat, "review": _review}
