"""Opening the file of a list: what the system refuses is told in a sentence."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from handouts.errors import RosterError


@contextmanager
def readable(path: Path) -> Iterator[None]:
    """Raise RosterError for whatever the system says against reading a file."""
    try:
        yield
    except OSError as error:
        raise RosterError(f"{path} cannot be read: {error.strerror}.") from None


def start_of(path: Path, size: int) -> bytes:
    """The first bytes of a file. Raises RosterError."""
    with readable(path), path.open("rb") as file:
        return file.read(size)
