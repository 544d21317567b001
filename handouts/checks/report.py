"""What the gates found, for people, for programs, and for GitHub's own marks beside a file."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterator
from typing import Final

import msgspec

from handouts.checks.finding import Finding
from handouts.checks.run import Checked
from handouts.errors import UsageError
from handouts.reading.hints import did_you_mean

_WIDTH: Final = 100
_INDENT: Final = "    "


def written(checked: Checked, form: str) -> str:
    """The findings as text, json or github, with a line end. Raises UsageError for another form."""
    forms = _forms()
    if form not in forms:
        hint = did_you_mean(form, forms) or f"; there is {', '.join(forms)}."
        raise UsageError(f"There is no format called '{form[:40]}'{hint}")
    return forms[form](checked)


def _forms() -> dict[str, Callable[[Checked], str]]:
    return {"text": _text, "json": _json, "github": _github}


def _text(checked: Checked) -> str:
    """Errors, then advice, then how many of each."""
    blocks: list[str] = []
    for level, heading in (
        ("error", "To be mended before anything is printed."),
        ("advice", "To be weighed: nothing here keeps content from being printed."),
    ):
        of_level = [finding for finding in checked.findings if finding.level == level]
        if of_level:
            blocks += [heading, *map(_paragraph, of_level)]
    return "\n\n".join([*blocks, "\n".join(_counts(checked))]) + "\n"


def _paragraph(finding: Finding) -> str:
    inside = f" ({finding.path})" if finding.path else ""
    said = _wrapped(f"{_sentence(finding.message)}{inside}")
    return "\n".join([f"{place(finding)}  {finding.gate}", said, _wrapped(_sentence(finding.mend))])


def place(finding: Finding) -> str:
    """Where it is, as editors and terminals turn into a link: file:line:column."""
    return place_of(finding.file, finding.line, finding.column)


def place_of(file: str, *numbers: int) -> str:
    """A file with its line and column, without those that are not known (0)."""
    return ":".join(str(part) for part in (file, *numbers) if part)


def _sentence(words: str) -> str:
    """With a capital and a full stop: gates write both ways."""
    ended = words if words.endswith((".", "!", "?", '."', '?"')) else f"{words}."
    return ended[:1].upper() + ended[1:]


def _wrapped(words: str) -> str:
    return textwrap.fill(
        words,
        _WIDTH,
        initial_indent=_INDENT,
        subsequent_indent=_INDENT,
        break_long_words=False,
        break_on_hyphens=False,
    )


def _counts(checked: Checked) -> Iterator[str]:
    errors, files = checked.errors, _counted(checked.files, "file")
    advice = _counted(len(checked.findings) - errors, "piece") + " of advice"
    if checked.not_asked:
        names = ", ".join(checked.not_asked)
        yield f"Not asked yet: {names}. They need content that has no faults of structure."
    if not checked.findings:
        yield f"All is well: {files}, no errors, no advice."
    else:
        yield f"{_counted(errors, 'error')} and {advice} in {files}."


def _counted(count: int, what: str) -> str:
    return f"1 {what}" if count == 1 else f"{count} {what}s"


def _json(checked: Checked) -> str:
    return msgspec.json.format(msgspec.json.encode(checked.findings), indent=2).decode() + "\n"


def _github(checked: Checked) -> str:
    """GitHub's workflow commands: an error or a warning beside the line, then the counts."""
    return "".join(f"{line}\n" for line in (*map(_command, checked.findings), *_counts(checked)))


def _command(finding: Finding) -> str:
    command = "error" if finding.level == "error" else "warning"
    properties = {"file": finding.file, "line": finding.line, "col": finding.column, "title": finding.gate}
    said = ",".join(f"{key}={_property(str(value))}" for key, value in properties.items() if value)
    return f"::{command} {said}::{_data(f'{_sentence(finding.message)} {_sentence(finding.mend)}')}"


def _data(text: str) -> str:
    """Text that cannot end the line, nor begin another command."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
