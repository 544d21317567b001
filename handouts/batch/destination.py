"""What a run needs of the place where it writes, and a place for trying it out."""

from __future__ import annotations

import io
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, Protocol

if TYPE_CHECKING:
    from typing_extensions import Buffer


class Destination(Protocol):
    """Where a run writes."""

    folder: Path  # in the making
    checkpoint: dict[str, Any] | None  # from where the run goes on; None where it begins
    told: tuple[str, ...]  # what was tidied there, and where the run begins

    def open(self, *, resume: bool, replace: bool) -> None:
        """Take the place."""

    def file(self, name: str) -> BinaryIO:
        """A file to write on; with a dot before its name, one that is read too and is gone in the end."""

    def subfolder(self, name: str) -> Path:
        """A folder for many files."""

    def keep(self, state: dict[str, Any]) -> None:
        """Make a checkpoint."""

    def close_files(self) -> None:
        """All files are written."""

    def forget(self) -> None:
        """Nothing can be taken up again from here on."""

    def finish(self) -> None:
        """All is done."""

    def abandon(self) -> None:
        """Let go of everything; after `finish` there is nothing left to let go of."""

    def telling(self) -> AbstractContextManager[None]:
        """Errors of writing, said for people."""


class DryRun:
    """A place where nothing is written."""

    def __init__(self) -> None:
        self.folder = Path()
        self.checkpoint: dict[str, Any] | None = None
        self.told: tuple[str, ...] = ()

    def open(self, *, resume: bool, replace: bool) -> None:
        """Nothing to take."""

    def file(self, name: str) -> BinaryIO:
        """A file that swallows what is written."""
        if name.startswith("."):
            return io.BytesIO()
        return io.BufferedWriter(_Nowhere())

    def subfolder(self, name: str) -> Path:  # noqa: ARG002
        """Not asked for: a rehearsal makes no files."""
        raise ValueError("a rehearsal writes no files")

    def keep(self, state: dict[str, Any]) -> None:
        """Nothing to keep."""

    def close_files(self) -> None:
        """Nothing to close."""

    def forget(self) -> None:
        """Nothing was kept."""

    def finish(self) -> None:
        """Nothing to name."""

    def abandon(self) -> None:
        """Nothing to let go of."""

    def telling(self) -> AbstractContextManager[None]:
        """Nothing is written, so nothing can go wrong."""
        return nullcontext()


class _Nowhere(io.RawIOBase):
    """Takes bytes and forgets them."""

    def __init__(self) -> None:
        self._at = 0

    def writable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._at

    def seek(self, offset: int, whence: int = 0) -> int:
        if whence == io.SEEK_SET:
            self._at = offset
        return self._at

    def write(self, data: Buffer) -> int:
        length = memoryview(data).nbytes
        self._at += length
        return length
