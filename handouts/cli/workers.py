"""Processes of this computer that typeset."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from typing import Any, ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")


class Workers(ProcessPoolExecutor):
    """Processes that typeset. They end with this one, however it ends, and never speak."""

    def __init__(self, count: int) -> None:
        # a fork has everything loaded; where there is none, the system's own way
        method = "fork" if "fork" in multiprocessing.get_all_start_methods() else None
        super().__init__(count, multiprocessing.get_context(method), _begin)

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """As Executor.submit. The first task forks the workers: until `_begin` nothing may interrupt them."""
        with _uninterrupted():
            return super().submit(fn, *args, **kwargs)

    def __exit__(self, kind: Any, *error: object) -> None:
        """Wait for the workers; where something went wrong, for no more than what they are doing."""
        self.shutdown(wait=kind is None, cancel_futures=kind is not None)


def _begin() -> None:
    """What a worker does first: Ctrl-C is for the process that began it, and its end is the worker's end."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """Ctrl-C waits a moment, for a process that is forked off meanwhile would answer it with a traceback."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
