"""Checks of ids, alike in every file: each must exist, and none may stand twice in a list."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from handouts.errors import Diagnostic
from handouts.reading.hints import did_you_mean
from handouts.reading.parsed import Parsed, Steps


def unknown(
    parsed: Parsed, name: str, steps: Steps, known: Collection[str] | None, what: str
) -> Iterator[Diagnostic]:
    """An id that points nowhere. `known` is None where that is not known."""
    if known is not None and name not in known:
        yield parsed.fault(f"there is no {what} '{name}'{did_you_mean(name, known)}", steps)


def unknown_in(
    parsed: Parsed, names: Iterable[str], steps: Steps, known: Collection[str] | None, what: str
) -> Iterator[Diagnostic]:
    """Ids of a list that point nowhere, each at its own place."""
    for at, name in enumerate(names):
        yield from unknown(parsed, name, (*steps, at), known, what)


def twice(parsed: Parsed, key: str, ids: Iterable[str]) -> Iterator[Diagnostic]:
    """Ids that an earlier record of a list of records has; `key` is the list's."""
    seen: set[str] = set()
    for at, name in enumerate(ids):
        if name in seen:
            yield parsed.fault(f"the id '{name}' stands here twice; rename one", (key, at, "id"))
        seen.add(name)
