"""A difference in words for people: short, the weighty first."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import Final

from handouts.run.changes import Change
from handouts.run.diff import Difference, RecordChange

_WIDTH: Final = 80  # characters of a text that are shown around a change
_BEFORE: Final = 24  # characters that are shown before the first difference of long pieces
_AROUND: Final = 4  # words that are shown before and after what changed


def difference_text(difference: Difference) -> str:
    """What changed, record by record, then which sheets are to be printed again."""
    if not difference.records:
        return "Nothing has changed."
    parts = ["\n".join(_record(change)) for change in difference.records]
    return "\n\n".join([*parts, _again(difference)])


def _record(change: RecordChange) -> Iterator[str]:
    yield f"{change.what}: {change.record}"
    for each in change.changes:
        for old, new in _pieces(each):
            yield f"  {'!' if each.weighty else ' '} {each.path}: {old} -> {new}"


def _pieces(change: Change) -> Iterator[tuple[str, str]]:
    """Old and new text around each place where they differ."""
    old, new = change.old, change.new
    if old is None or new is None or max(len(old), len(new)) <= _WIDTH:
        yield _short(old), _short(new)
        return
    olds, news = old.split(" "), new.split(" ")
    matcher = SequenceMatcher(None, olds, news, autojunk=False)
    for group in matcher.get_grouped_opcodes(_AROUND):
        first, last = group[0], group[-1]
        yield _shortened(_window(olds, first[1], last[2]), _window(news, first[3], last[4]))


def _window(words: list[str], start: int, end: int) -> str:
    """Some words of a text, with an ellipsis where it continues."""
    before, after = "… " if start else "", " …" if end < len(words) else ""
    return f"{before}{' '.join(words[start:end])}{after}"


def _shortened(old: str, new: str) -> tuple[str, str]:
    """Both from shortly before their first difference, where they are long."""
    if max(len(old), len(new)) <= _WIDTH:
        return _short(old), _short(new)
    same = next((at for at, pair in enumerate(zip(old, new, strict=False)) if pair[0] != pair[1]), 0)
    start = max(0, same - _BEFORE)
    mark = "…" if start else ""
    return _short(mark + old[start:]), _short(mark + new[start:])


def _short(text: str | None) -> str:
    if text is None:
        return "(nothing)"
    return f'"{text}"' if len(text) <= _WIDTH else f'"{text[: _WIDTH - 1]}…"'


def _again(difference: Difference) -> str:
    if difference.print_all:
        return "sheets to print again: all"
    return f"sheets to print again: {', '.join(difference.print_again) or 'none'}"
