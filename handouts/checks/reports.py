"""Reports other than what the gates find, by name, for `handouts check --report`."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import msgspec

from handouts.checks.review import as_markdown, review_lines
from handouts.errors import UsageError
from handouts.reading.hints import did_you_mean

REPORTS = ("pemat", "review")
"""Their names: scores of each handout by published instruments; what waits for a clinician."""


def written_report(path: Path | None, name: str, form: str) -> str:
    """A report as text or json, with a line end.

    Raises UsageError for what does not exist, ContentError where content is at fault.
    """
    reports = _reports()
    if name not in reports:
        hint = did_you_mean(name, reports) or f"; there is {', '.join(reports)}."
        raise UsageError(f"There is no report called '{name[:40]}'{hint}")
    if form not in ("text", "json"):
        raise UsageError("A report can be written as text or json.")
    return reports[name](path, form)


def _reports() -> dict[str, Callable[[Path | None, str], str]]:
    return dict(zip(REPORTS, (_pemat, _review), strict=True))


def _pemat(path: Path | None, form: str) -> str:
    from handouts.checks.scores import scores  # sets every handout; the other report needs none

    return scores(path, form)


def _review(path: Path | None, form: str) -> str:
    lines = review_lines(path)
    if form == "json":
        return msgspec.json.format(msgspec.json.encode(lines), indent=2).decode() + "\n"
    return as_markdown(lines)
