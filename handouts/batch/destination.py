"""What a run needs of the place where it writes."""

from __future__ import annotations

import io
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

if TYPE_CHECKING:
    from typing_extensions import Buffer


class Destination:
    """Where a run writes. This one serves a dry run: what is written is dropped, and nothing is kept."""

    def __init__(self, folder: Path = Path()) -> None:
        self.folder = folder  # in the making
        self.checkpoint: dict[str, Any] | None = None  # where the run continues; None for a new run
        self.notes: tuple[str, ...] = ()  # what was tidied there, and where the run begins

    def open(self, *, resume: bool, replace: bool) -> None:
        """Take the place."""

    def file(self, name: str) -> BinaryIO:
        """A file to write on; one with a dot before its name is read too, and is deleted in the end."""
        return io.BytesIO() if name.startswith(".") else io.BufferedWriter(_Nowhere())

    def subfolder(self, name: str) -> Path:
        """A folder for many files."""
        raise ValueError(f"a dry run has no folder {name}")

    def keep(self, state: dict[str, Any]) -> None:
        """Make a checkpoint: whatever happens next, the run can be resumed from here."""

    def close_files(self) -> None:
        """Close all files: they are complete."""

    def forget(self) -> None:
        """Delete the checkpoint: the files are about to change, so no run could continue with them."""

    def finish(self) -> None:
        """Give the run its name."""

    def abandon(self) -> None:
        """Close what is open. What was done until the last checkpoint stays. Does nothing after `finish`."""

    def writing(self) -> AbstractContextManager[None]:
        """Turns errors of writing into OutputError."""
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
