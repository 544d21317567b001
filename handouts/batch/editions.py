"""The editions of a run: kept ones, and new ones that are typeset together, in parallel where that is wanted.

Only the shape of an edition stays in memory; its pages lie in the cache.
"""

from __future__ import annotations

import datetime
from collections import OrderedDict
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import BrokenExecutor, Executor, as_completed
from pathlib import Path
from tempfile import TemporaryDirectory

from handouts.errors import HandoutsError, RecipientError
from handouts.model.selection import Selection
from handouts.press.edition import Edition
from handouts.run.clock import iso_today
from handouts.run.kept import KeptEditions, created

_IN_MEMORY = 32
_MOST_IN_TASK = 8
"""Editions that one task sets: faces are loaded once for them."""

Typeset = Edition | str
"""An edition, or why there is none."""


class Editions:
    """Editions by selection. A selection that cannot be set says why, each time it is asked for."""

    def __init__(self, clinic_folder: Path | None, cache: Path | None, *, allow_overdue: bool) -> None:
        """Without a cache, editions lie in a folder that ends with this object."""
        self._own = None if cache else TemporaryDirectory(prefix="handouts-")
        cache = cache or Path(self._own.name if self._own else "")
        self._kept = KeptEditions(clinic_folder, cache)
        self._where = (clinic_folder, self._kept.shipped, self._kept.epoch)
        self._day = iso_today()
        self._allow_overdue = allow_overdue
        self._refused: dict[Selection, str] = {}
        self._loaded: OrderedDict[Selection, Edition] = OrderedDict()

    def close(self) -> None:
        """Take away a folder that ends with this object."""
        if self._own is not None:
            self._own.cleanup()

    @property
    def shipped(self) -> bytes:
        """The digest of the shipped content."""
        return self._kept.shipped

    @property
    def created(self) -> datetime.datetime | None:
        """The date that files bear."""
        return created(self._kept.epoch)

    def name(self, selection: Selection) -> str:
        """A name for an edition."""
        return self._kept.name(selection)

    @property
    def fingerprint(self) -> str:
        """A name for all content that editions are made from."""
        return self._kept.fingerprint

    def get(self, selection: Selection) -> Edition:
        """The edition of a selection. Raises RecipientError where it cannot be printed."""
        if selection in self._refused:
            raise RecipientError(self._refused[selection])
        edition = self._loaded.get(selection) or self._kept.find(selection)
        if edition is None:
            ((_, made),) = typeset_all((selection,), *self._where)
            edition = self._taken(selection, made)
        if edition.review_by < self._day and not selection.overdue:
            edition = self._overdue(selection, edition)
        return self._remembered(selection, edition)

    def _remembered(self, selection: Selection, edition: Edition) -> Edition:
        self._loaded[selection] = edition
        self._loaded.move_to_end(selection)
        if len(self._loaded) > _IN_MEMORY:
            self._loaded.popitem(last=False)
        return edition

    def _is_kept(self, selection: Selection) -> bool:
        edition = self._kept.find(selection)
        if edition is not None:
            self._remembered(selection, edition)
        return edition is not None

    def prepare(
        self,
        selections: Sequence[Selection],
        executor: Executor | None,
        done: Callable[[int, int], None],
    ) -> None:
        """Typeset what is not kept yet. `done` is told how many of how many are there."""
        missing = [each for each in selections if not self._is_kept(each)]
        there = len(selections) - len(missing)
        done(there, len(selections))
        waiting = dict.fromkeys(missing)

        def take(parts: Iterable[list[tuple[Selection, Typeset]]]) -> None:
            for part in parts:
                for selection, made in part:
                    del waiting[selection]
                    if isinstance(made, Edition):
                        self._kept.keep(selection, self._remembered(selection, made))
                    else:
                        self._refused[selection] = made
                done(len(selections) - len(waiting), len(selections))

        try:
            take(self._typeset(missing, executor))
        except BrokenExecutor:  # the system took a worker away: what is left is done here
            take(self._here(tuple(waiting)))

    def _typeset(
        self, missing: Sequence[Selection], executor: Executor | None
    ) -> Iterable[list[tuple[Selection, Typeset]]]:
        tasks = _tasks(missing)
        if executor is None or len(tasks) < 2:
            return self._here(missing)
        futures = [executor.submit(typeset_all, task, *self._where) for task in tasks]
        return (future.result() for future in as_completed(futures))

    def _here(self, missing: Iterable[Selection]) -> Iterable[list[tuple[Selection, Typeset]]]:
        return (typeset_all(task, *self._where) for task in _tasks(missing))

    def _taken(self, selection: Selection, made: Typeset) -> Edition:
        if isinstance(made, str):
            self._refused[selection] = made
            raise RecipientError(made)
        self._kept.keep(selection, made)
        return made

    def _overdue(self, selection: Selection, edition: Edition) -> Edition:
        if self._allow_overdue:
            return self.get(selection._replace(overdue=True))
        reason = f"The review of what this handout says fell due on {edition.review_by}."
        self._refused[selection] = reason
        raise RecipientError(reason)


def typeset_all(
    selections: Sequence[Selection], clinic_folder: Path | None, shipped: bytes, epoch: str | None
) -> list[tuple[Selection, Typeset]]:
    """Typeset some selections; for a process of its own, wherever that may be. `shipped` is the digest of
    the shipped content: a process with other content refuses."""
    from handouts.run.typeset import Typesetter  # dear to import; not needed for kept editions

    typesetter = Typesetter(selections, clinic_folder, shipped, created(epoch))
    made: list[tuple[Selection, Typeset]] = []
    for selection in selections:
        try:
            made.append((selection, typesetter.edition(selection)))
        except HandoutsError as error:
            made.append((selection, str(error)))
    return made


def _tasks(selections: Iterable[Selection]) -> list[list[Selection]]:
    """Selections in parts of one layout each, so that few faces are loaded."""
    by_layout: dict[str, list[Selection]] = {}
    for selection in selections:
        by_layout.setdefault(selection.layout, []).append(selection)
    return [
        group[at : at + _MOST_IN_TASK]
        for group in by_layout.values()
        for at in range(0, len(group), _MOST_IN_TASK)
    ]
