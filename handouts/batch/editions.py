"""The editions of a run: from the cache, or typeset together, in parallel where that is wanted.

Only the shapes of editions stay in memory; their pages are in the cache.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import BrokenExecutor, Executor, as_completed
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NoReturn

from handouts.batch.cluster import Cluster, ClusterLostError, Work, typeset_on
from handouts.batch.packing import packed
from handouts.batch.tasks import Typeset, tasks_of, typeset_all
from handouts.errors import ContentError, Diagnostic, RecipientError
from handouts.model.selection import Selection
from handouts.run.clock import iso_today
from handouts.run.kept_editions import KeptEditions
from handouts.typeset.edition import Edition

_IN_MEMORY = 32

Watch = Callable[[str, int, int], None]
"""Reports progress, and never whose row it is: what is done, how many, of how many (0 while nobody knows)."""


class Editions:
    """Editions by selection. A selection that cannot be set says why, each time it is asked for."""

    def __init__(self, clinic_folder: Path | None, cache: Path | None, *, allow_overdue: bool) -> None:
        """Without a cache, editions lie in a folder that ends with this object."""
        self._own = None if cache else TemporaryDirectory(prefix="handouts-")
        cache = cache or Path(self._own.name if self._own else "")
        self.kept = KeptEditions(clinic_folder, cache)
        self._where = (clinic_folder, self.kept.shipped, self.kept.epoch)
        self._day = iso_today()
        self._allow_overdue = allow_overdue
        self._refused: dict[Selection, str] = {}
        self._apart: set[Selection] = set()  # that do not serve copies which lack some of their fields
        self._loaded: OrderedDict[Selection, Edition] = OrderedDict()
        self.notes: tuple[str, ...] = ()  # about how they were typeset

    def close(self) -> None:
        """Take away a folder that ends with this object."""
        if self._own is not None:
            self._own.cleanup()

    def get(self, selection: Selection) -> Edition:
        """The edition of a selection. Raises RecipientError where it cannot be printed."""
        if selection in self._refused:
            raise RecipientError(self._refused[selection])
        edition = self._loaded.get(selection) or self.kept.find(selection)
        if edition is None:
            ((_, made),) = typeset_all((selection,), *self._where)
            if isinstance(made, str):
                self._refuse(selection, made)
            self.kept.keep(selection, made)
            edition = made
        if edition.review_by < self._day and not selection.overdue:
            if not self._allow_overdue:
                self._refuse(
                    selection, f"The review of what this handout says fell due on {edition.review_by}."
                )
            edition = self.get(selection._replace(overdue=True))
        return self._remembered(selection, edition)

    def serves(self, selection: Selection) -> bool:
        """Whether a prepared edition serves copies that lack some of its fields, if there are any."""
        if not any(field.optional for field in selection.fields):
            return True
        return selection not in self._refused and selection not in self._apart

    def _remembered(self, selection: Selection, edition: Edition) -> Edition:
        self._loaded[selection] = edition
        if not edition.shared:
            self._apart.add(selection)
        self._loaded.move_to_end(selection)
        if len(self._loaded) > _IN_MEMORY:
            self._loaded.popitem(last=False)
        return edition

    def _is_kept(self, selection: Selection) -> bool:
        edition = self.kept.find(selection)
        if edition is not None:
            self._remembered(selection, edition)
        return edition is not None

    def prepare(
        self, selections: Sequence[Selection], executor: Executor | Cluster | None, watch: Watch
    ) -> None:
        """Typeset what is not kept yet. Raises ContentError and UsageError where a cluster cannot do it."""
        missing = [each for each in selections if not self._is_kept(each)]
        waiting = dict.fromkeys(missing)
        doing = "Typesetting"

        def tell() -> None:
            watch(doing, len(selections) - len(waiting), len(selections))

        def take(parts: Iterable[list[tuple[Selection, Typeset]]]) -> None:
            for part in parts:
                for selection, made in part:
                    del waiting[selection]
                    if isinstance(made, Edition):
                        self.kept.keep(selection, self._remembered(selection, made))
                    else:
                        self._refused[selection] = made
                tell()

        tell()
        try:
            take(self._typeset(missing, executor))
        except BrokenExecutor:  # the system took a worker away: what is left is done here
            take(self._here(tuple(waiting)))
        except ClusterLostError as error:  # a stack is wanted, whoever typesets it
            self.notes = (_lost(len(waiting), str(error)),)
            doing = "Typesetting without the cluster"
            take(self._here(tuple(waiting)))

    def _typeset(
        self, missing: Sequence[Selection], executor: Executor | Cluster | None
    ) -> Iterable[list[tuple[Selection, Typeset]]]:
        tasks = tasks_of(missing)
        if executor is None or len(tasks) < 2:
            return self._here(missing)
        if not isinstance(executor, Executor):
            return typeset_on(executor, self._work(tasks))
        futures = (executor.submit(typeset_all, task, *self._where) for task in tasks)
        return (future.result() for future in as_completed(futures))  # holds none that has been taken

    def _work(self, tasks: Sequence[Sequence[Selection]]) -> Work:
        """What a cluster gets. Raises ContentError where the clinic's folder changes at this moment."""
        folder, shipped, epoch = self._where
        clinic = packed(folder) if folder else None
        if self.kept.is_outdated():  # what is sent would be kept under the name of something else
            message = "files were changed during the run. Run it again"
            raise ContentError((Diagnostic(message, str(folder)),))
        return Work(tasks, clinic, str(folder), shipped, epoch)

    def _here(self, missing: Iterable[Selection]) -> Iterable[list[tuple[Selection, Typeset]]]:
        return (typeset_all(task, *self._where) for task in tasks_of(missing))

    def _refuse(self, selection: Selection, reason: str) -> NoReturn:
        self._refused[selection] = reason
        raise RecipientError(reason)


def _lost(count: int, why: str) -> str:
    """What to tell of a cluster that did not do all its work."""
    handouts = "1 handout was" if count == 1 else f"{count:,} handouts were"
    return f"The cluster did not finish ({why}): {handouts} typeset on this computer. Nothing is missing."
