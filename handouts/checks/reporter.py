"""Writes the findings: as text for people, as JSON for programs, as annotations for GitHub."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterator, Sequence
from typing import Final

import msgspec

from handouts.checks.checker import Result
from handouts.checks.gate import Finding
from handouts.errors import place_of
from handouts.model.base import Record
from handouts.reading.names import no_such

_WIDTH: Final = 96  # characters of a line, without its indent


def report(result: Result, form: str) -> str:
    """The findings as text, json or github, with a line end. Raises UsageError for another form."""
    forms: dict[str, Callable[[Result], str]] = {
        "text": _text,
        "json": lambda result: as_json(result.findings),
        "github": _github,
    }
    if form not in forms:
        raise no_such("format", form, forms, forms)
    return forms[form](result)


def _text(result: Result) -> str:
    """Errors, then advice, then how many of each."""
    blocks: list[str] = []
    for level, heading in (
        ("error", "Errors: fix these before anything is printed."),
        ("advice", "Advice: content can be printed all the same."),
    ):
        of_level = [finding for finding in result.findings if finding.level == level]
        if of_level:
            blocks += [heading, *map(_paragraph, of_level)]
    return "\n\n".join([*blocks, "\n".join(_counts(result))]) + "\n"


def _paragraph(finding: Finding) -> str:
    inside = f" ({finding.path})" if finding.path else ""
    place = place_of(finding.file, finding.line, finding.column)
    message = _wrapped(f"{_sentence(finding.message)}{inside}")
    return f"{place}  {finding.gate}\n{message}\n{_wrapped(_sentence(finding.fix))}"


def _sentence(words: str) -> str:
    """Words with a capital and a full stop, which gates may leave out."""
    ended = words if words.endswith((".", "!", "?", '."', '?"')) else f"{words}."
    return ended[:1].upper() + ended[1:]


def _wrapped(words: str) -> str:
    lines = textwrap.fill(words, _WIDTH, break_long_words=False, break_on_hyphens=False)
    return textwrap.indent(lines, "    ")


def _counts(result: Result) -> Iterator[str]:
    errors, files = result.errors, _counted(result.files, "file")
    advice = _counted(len(result.findings) - errors, "piece") + " of advice"
    if result.skipped:
        yield f"Skipped: {', '.join(result.skipped)}. They need content that has no faults of structure."
    if not result.findings:
        yield f"All is well: {files}, no errors, no advice."
    else:
        yield f"{_counted(errors, 'error')} and {advice} in {files}."


def _counted(count: int, what: str) -> str:
    return f"1 {what}" if count == 1 else f"{count} {what}s"


def as_json(records: Sequence[Record]) -> str:
    """Records as indented JSON, with a line end."""
    return msgspec.json.format(msgspec.json.encode(records), indent=2).decode() + "\n"


def _github(result: Result) -> str:
    """GitHub's workflow commands: an error or a warning beside the line, then the counts."""
    return "".join(f"{line}\n" for line in (*map(_command, result.findings), *_counts(result)))


def _command(finding: Finding) -> str:
    command = "error" if finding.level == "error" else "warning"
    fields = {"file": finding.file, "line": finding.line, "col": finding.column, "title": finding.gate}
    said = ",".join(f"{key}={_property(str(value))}" for key, value in fields.items() if value)
    return f"::{command} {said}::{_data(f'{_sentence(finding.message)} {_sentence(finding.fix)}')}"


def _data(text: str) -> str:
    """Text that cannot end the line, nor begin another command."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
