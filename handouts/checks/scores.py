"""Scores of each handout on published instruments, for `handouts check --report`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec

from handouts.checks.content import read_content, target
from handouts.checks.pemat import Instrument, Item, Report, report
from handouts.compose.composer import compose
from handouts.errors import ContentError
from handouts.model.content import Cancer
from handouts.model.layout import Layout
from handouts.model.selection import Selection


def scores(path: Path | None, form: str) -> str:
    """The scores as text or json of the cancers in a folder or file, or of all where it has none.

    Raises UsageError for a path that does not exist, ContentError where content is at fault.
    """
    chosen = target(path)
    content = read_content(chosen.clinic)
    if content.faults or content.library is None:
        raise ContentError(content.faults)
    library = content.library
    own = [page.record.id for page in content.pages if isinstance(page.record, Cancer)]
    judged = [
        page.record.id
        for page in content.pages
        if isinstance(page.record, Cancer) and chosen.holds(page.parsed.file)
    ]
    layouts = [page.record for page in content.layouts if isinstance(page.record, Layout)]
    layout = next((layout for layout in layouts if layout.id == Selection(cancers=()).layout), layouts[0])
    made = [
        report(compose(library, Selection(cancers=(cancer,), numbers=True), layout, None), library)
        for cancer in judged or own
    ]
    if form == "json":
        return msgspec.json.format(msgspec.json.encode(made), indent=2).decode() + "\n"
    return "\n\n".join("\n".join(_lines(each)) for each in made) + "\n"


def _lines(made: Report) -> Iterator[str]:
    """A handout's scores, what keeps it from a full one, and what only a person can judge."""
    yield made.title
    instruments: tuple[Instrument, ...] = ("PEMAT-P", "CCI")
    for instrument in instruments:
        score = made.percent(instrument)
        yes, no = len(made.of(instrument, "yes")), made.of(instrument, "no")
        said = f"{yes} of {yes + len(no)} items that a program can judge are met"
        left = len(made.of(instrument, "for a person"))
        yield f"  {instrument}: {said}, {score or 0:.0f} %; {left} are for a person to judge."
        yield from (f"    not met: {_item(item)}" for item in no)


def _item(item: Item) -> str:
    return f"{item.number}. {item.text}" + (f": {item.evidence}" if item.evidence else "")
