"""What came of a run over a list: a screenful, each thing once with its rows, and what to do next."""

from __future__ import annotations

from collections.abc import Iterator

from handouts.batch.batch import Done
from handouts.batch.estimate import counted
from handouts.batch.options import BatchOptions, command_again
from handouts.batch.records import FAILED_ROWS, MANIFEST_TABLE
from handouts.batch.stack import PRINT_JOB
from handouts.batch.tally import Kind, Tally

_GROUPS = 8
"""Reasons, warnings or handouts that are listed one by one."""

_RANGES = 8
"""Ranges of rows in each."""

_OTHERS: dict[Kind, str] = {
    "printed": "other handouts",
    "warning": "other warnings",
    "failed": "other reasons",
    "skipped": "other reasons",
}
_LAYOUTS = 6
"""Layouts with their omissions listed."""


def summary(done: Done, order: BatchOptions, *, dry: bool, verbose: bool = False) -> str:
    """What came of a run, or of a dry run would come. Pure."""
    counts, tally = done.totals.counts, done.totals.tally
    order = order._replace(answers=done.answers)
    would = "would be " if dry else ""
    lines = [*done.notes]
    if dry:
        lines += _grouped(tally, "printed", "")
    lines += _grouped(tally, "warning", "Note: ")
    lines += _omissions(tally) if verbose else _omissions_in_short(tally)
    lines += _grouped(tally, "skipped", "Left out: ")
    lines += _grouped(tally, "failed", "Failed: ")
    lines.append(
        f"{counted(counts.rows, 'row')} = {counts.ok:,} {would}printed "
        f"+ {counts.failed:,} failed + {counts.skipped:,} left out."
    )
    if not dry:
        lines += _files(done, order)
    lines.append(_what_now(done, order, dry=dry))
    return "\n".join(lines)


def _grouped(tally: Tally, kind: Kind, head: str) -> Iterator[str]:
    groups = tally.groups(kind)
    for group in groups[:_GROUPS]:
        rows = group.rows(_RANGES)
        if kind == "printed":
            yield f"{rows}: {group.text or _OTHERS[kind]}."
            continue
        many = f"{counted(group.size, 'row')}: " if group.size > 1 else ""
        text = group.text or f"{_OTHERS[kind].capitalize()}: {MANIFEST_TABLE} has them."
        yield f"{head}{many}{text} {rows}."
    more = sum(group.size for group in groups[_GROUPS:])
    if more:
        yield f"{head}{counted(more, 'row')}, {_OTHERS[kind]}."


def _omissions_in_short(tally: Tally) -> Iterator[str]:
    rows = sum(group.size for group in tally.groups("omission"))
    if rows:
        yield f"{counted(rows, 'row')}: some parts did not fit (-v lists them, {MANIFEST_TABLE} by row)."


def _omissions(tally: Tally) -> Iterator[str]:
    """What sheets have no room for, a line for each layout."""
    layouts: dict[str, dict[str, int]] = {}
    rows: dict[str, int] = {}
    for group in tally.groups("omission"):
        layout, *parts = group.text.split("\n")
        rows[layout] = rows.get(layout, 0) + group.size
        counts = layouts.setdefault(layout, {})
        for part in parts:
            counts[part] = counts.get(part, 0) + group.size
    for layout, counts in [*layouts.items()][:_LAYOUTS]:
        if not layout:
            continue
        parts = sorted(counts, key=lambda part: -counts[part])  # stable
        said = (p if counts[p] == rows[layout] else f"{p} (in {counts[p]:,})" for p in parts)
        yield f"{counted(rows[layout], 'row')}, layout {layout}: no room for {'; '.join(said)}."


def _files(done: Done, order: BatchOptions) -> Iterator[str]:
    counts = done.totals.counts
    if counts.ok or order.start_sheet:
        pages = counted(done.totals.pages, "page")
        sheets = f" on {counted(counts.sheets, 'sheet')}" if order.duplex else ""
        yield f"{order.out / PRINT_JOB}: {pages}{sheets}."
    yield f"{order.out / MANIFEST_TABLE}: what became of each row."
    if counts.failed:
        need = "needs" if counts.failed == 1 else "need"
        yield f"{order.out / FAILED_ROWS}: {counted(counts.failed, 'row')} that {need} a person."


def _what_now(done: Done, order: BatchOptions, *, dry: bool) -> str:
    """The one line that says what to do next."""
    counts = done.totals.counts
    if dry:
        now = "Next: the same command without --dry-run." if counts.ok else "There is nothing to print."
        mend = " You can mend the rows that failed in the list first." if counts.failed else ""
        return f"Nothing was written. {now}{mend}"
    sides = "on both sides" if order.duplex else "on one side"
    steps = [f"print {order.out / PRINT_JOB} at 100%, {sides}"] if counts.ok else []
    if counts.failed:
        steps.append(f"mend {order.out / FAILED_ROWS} and run: {command_again(order)}")
    if not steps:
        return "There is nothing to print: every row was left out."
    return f"Next: {'. Then '.join(steps)}{'' if counts.failed else '.'}"
