"""Progress of a run: a bar on a terminal, plain lines elsewhere, nothing with --quiet."""

from __future__ import annotations

import sys
from typing import Any

import click


def progress(*, quiet: bool) -> Progress:
    """The form that suits standard error."""
    return _Bar() if sys.stderr.isatty() and not quiet else Progress(quiet=quiet)


class Progress:
    """A line at each tenth of the work; with `quiet`, none."""

    def __init__(self, *, quiet: bool = False) -> None:
        self._quiet = quiet
        self._last = ("", -1)

    def __call__(self, doing: str, done: int, of: int) -> None:
        """Report that `done` of `of` are done; `of` is 0 while nobody knows."""
        tenth = done * 10 // of if of else 0
        if (doing, tenth) != self._last:
            self._last = (doing, tenth)
            self.say(f"{doing}: {done:,} of {of:,}" if of else f"{doing} ...")

    def say(self, sentence: str) -> None:
        """Print something else about the run, if there is anything to say."""
        if sentence and not self._quiet:
            print(sentence, file=sys.stderr, flush=True)

    def end(self) -> None:
        """Finish the line of a bar."""


class _Bar(Progress):
    """Click's bar, with the time left."""

    def __init__(self) -> None:
        super().__init__()
        self._bar: Any = None
        self._doing = ""

    def __call__(self, doing: str, done: int, of: int) -> None:
        if doing != self._doing:
            self.end()
            self._doing = doing
            if not of:
                self.say(f"{doing} ...")
                return
            self._bar = click.progressbar(length=of, label=doing, file=sys.stderr, show_pos=True)
            self._bar.__enter__()
        if self._bar is not None:
            self._bar.update(done - self._bar.pos)

    def say(self, sentence: str) -> None:
        self.end()
        super().say(sentence)

    def end(self) -> None:
        if self._bar is not None:
            self._bar.__exit__(None, None, None)
            self._bar = None
