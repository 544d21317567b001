"""Typesetting on the computers of a cluster, which have disks, programs and failures of their own.

A task is selections, which say nothing about persons. The clinic's files travel with it. A computer returns a
fingerprint of what it used, and nothing is kept unless that is the one here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Executor, Future, wait
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

from handouts import __version__
from handouts.batch.packing import PackedClinic
from handouts.batch.tasks import Typeset, typeset_all
from handouts.errors import ContentError, Diagnostic, HandoutsError
from handouts.model.selection import Selection
from handouts.reading.shelf import digest_of_shipped
from handouts.run.fingerprint import Fingerprints

TIMEOUT = 120
"""Seconds without a finished task after which a cluster is given up."""

_FOLDER = "clinic"
_THE_FOLDER = "\0the clinic's folder\0"
"""Stands for the folder's path in messages from other computers, where it has another."""


class Cluster(NamedTuple):
    """An executor whose tasks may run on other computers."""

    executor: Executor
    timeout: float = TIMEOUT  # seconds without a finished task
    share: Callable[[Any], Any] = lambda value: value  # sends a value to all computers once


class ClusterLostError(Exception):
    """The cluster did not do all that was asked of it; the message says why, in a few words."""


class Returned(NamedTuple):
    """What a computer of the cluster gives back."""

    used: str  # fingerprint of the content, the clinic's files and the program
    made: tuple[Typeset, ...]  # in the order of the selections; empty where they could not be begun


def typeset_there(
    selections: Sequence[Selection], clinic: PackedClinic | None, shipped: bytes, epoch: str | None
) -> Returned:
    """Typeset on another computer, from a private copy of the clinic's files; see `typeset_all`."""
    with _unpacked(clinic) as folder:
        try:
            made = typeset_all(selections, folder, shipped, epoch)
        except HandoutsError:  # whoever asks finds out why
            made = []
        here = str(folder) if folder else _THE_FOLDER
        used = _fingerprint(folder, epoch)
        return Returned(used, tuple(_renamed(each, here, _THE_FOLDER) for _, each in made))


class Work(NamedTuple):
    """What is to be typeset, and from what."""

    tasks: Sequence[Sequence[Selection]]
    clinic: PackedClinic | None
    shown: str  # the clinic's folder as a person knows it
    shipped: bytes
    epoch: str | None


def typeset_on(cluster: Cluster, work: Work) -> Iterator[list[tuple[Selection, Typeset]]]:
    """Yield what a cluster typesets, task by task.

    Raises ContentError where a computer used other content, and ClusterLostError at the end if tasks were
    lost.
    """
    with _unpacked(work.clinic) as folder:
        expected = _fingerprint(folder, work.epoch)
    lost: Counter[str] = Counter()
    for task, future in _finished(_submitted(cluster, work), cluster.timeout):
        why = _why_not(future)
        if why is not None:
            lost[why] += 1
            continue
        returned = future.result()
        _refuse_other_content(returned, expected)
        if len(returned.made) != len(task):
            lost["a task was refused"] += 1
            continue
        made = (_renamed(each, _THE_FOLDER, work.shown) for each in returned.made)
        yield list(zip(task, made, strict=True))
    if lost:
        raise ClusterLostError(", ".join(lost))


_Futures = dict["Future[Any]", Sequence[Selection]]


def _submitted(cluster: Cluster, work: Work) -> _Futures:
    """All tasks, on their way. Raises ClusterLostError."""
    try:
        shared = cluster.share(work.clinic) if work.clinic else None
        submit = cluster.executor.submit
        return {submit(typeset_there, task, shared, work.shipped, work.epoch): task for task in work.tasks}
    except Exception as error:  # whatever a cluster may raise: this computer can do it all
        raise ClusterLostError(type(error).__name__) from None


def _finished(futures: _Futures, timeout: float) -> Iterator[tuple[Sequence[Selection], Future[Any]]]:
    """Tasks that are over, as they come. Raises ClusterLostError where none has come for so many seconds."""
    waiting = set(futures)
    while waiting:
        done, waiting = wait(waiting, timeout, FIRST_COMPLETED)
        if not done:
            raise ClusterLostError(f"nothing came back for {timeout:g} seconds")
        while done:  # what has been taken is not held any longer: it may be large
            future = done.pop()
            yield futures.pop(future), future


def _why_not(future: Future[Any]) -> str | None:
    """Why a task has no result, in a word."""
    if future.cancelled():
        return "cancelled"
    error = future.exception()
    return type(error).__name__ if error is not None else None


def _refuse_other_content(returned: object, expected: str) -> None:
    if not isinstance(returned, Returned) or returned.used != expected:
        message = (
            "a computer of the cluster has another version of handouts or of its content than this one "
            f"({__version__}), so what it made is not used; install the same on all of them, or leave this "
            "option out: then this computer typesets"
        )
        raise ContentError((Diagnostic(message, "--cluster"),))


def _fingerprint(folder: Path | None, epoch: str | None) -> str:
    """Of all that is used here: the clinic's files, the shipped content, the faces, the program."""
    return Fingerprints(folder, epoch, digest_of_shipped()).all


def _renamed(made: Typeset, folder: str, shown: str) -> Typeset:
    return made.replace(folder, shown) if isinstance(made, str) else made


@contextmanager
def _unpacked(clinic: PackedClinic | None) -> Iterator[Path | None]:
    """A clinic's files in a private folder, as long as it is open."""
    if clinic is None:
        yield None
        return
    with TemporaryDirectory(prefix="handouts-") as own:  # mode 0700
        folder = Path(own) / _FOLDER
        folder.mkdir(mode=0o700)
        clinic.unpack(folder)
        yield folder
