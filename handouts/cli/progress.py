"""How far a run is: a bar on a terminal, plain lines elsewhere, nothing where quiet was asked for."""

from __future__ import annotations

import sys
import time
from typing import Any, Protocol

import click

_PARTS = 10
"""Plain lines are written at so many parts of the whole."""


class Progress(Protocol):
    """Is told how far a run is."""

    def __call__(self, doing: str, done: int, of: int) -> None:
        """So many of so many are done; `of` is 0 where nobody knows yet."""
        ...

    def say(self, sentence: str) -> None:
        """Something else about the run; nothing where the sentence is empty."""
        ...

    def end(self) -> None:
        """Nothing more will be told."""
        ...


def progress(*, quiet: bool) -> Progress:
    """What fits where the messages go."""
    if quiet:
        return _Quiet()
    return _Bar() if sys.stderr.isatty() else _Lines()


class _Quiet:
    def __call__(self, doing: str, done: int, of: int) -> None:
        pass

    def say(self, sentence: str) -> None:
        pass

    def end(self) -> None:
        pass


class _Lines:
    def __init__(self) -> None:
        self._last = ("", -1)

    def __call__(self, doing: str, done: int, of: int) -> None:
        part = done * _PARTS // of if of else 0
        if (doing, part) == self._last:
            return
        self._last = (doing, part)
        print(f"{doing}: {done:,} of {of:,}" if of else f"{doing} ...", file=sys.stderr, flush=True)

    def say(self, sentence: str) -> None:
        if sentence:
            print(sentence, file=sys.stderr, flush=True)

    def end(self) -> None:
        pass


class _Bar:
    """A bar with the rate and the time left."""

    def __init__(self) -> None:
        self._bar: Any = None
        self._doing = ""
        self._done = 0
        self._begun = 0  # of what is being done now, when it was told of first
        self._since = 0.0

    def __call__(self, doing: str, done: int, of: int) -> None:
        if doing != self._doing:
            self.end()
            self._doing, self._done = doing, 0
            self._begun, self._since = done, time.monotonic()
            if not of:
                print(f"{doing} ...", file=sys.stderr, flush=True)
            else:
                self._bar = click.progressbar(
                    length=of,
                    label=doing,
                    file=sys.stderr,
                    show_pos=True,
                    show_eta=True,
                    item_show_func=lambda rate: rate,
                )
                self._bar.__enter__()
        if self._bar is not None and done > self._done:
            rate = (done - self._begun) / max(time.monotonic() - self._since, 1e-6)
            self._bar.update(done - self._done, f"{rate:,.0f} a second" if rate else None)
            self._done = done

    def say(self, sentence: str) -> None:
        self.end()
        if sentence:
            print(sentence, file=sys.stderr, flush=True)

    def end(self) -> None:
        if self._bar is not None:
            self._bar.__exit__(None, None, None)
            self._bar = None
