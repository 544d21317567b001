"""Editions kept in the user's cache folder under a hash of everything that shaped them.

An edition holds no patient data, so neither does the cache. An entry is believed only when its own
checksum agrees; whatever else lies there is ignored and written anew.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
from contextlib import suppress
from pathlib import Path

import msgspec

from handouts.press.edition import Edition

_MAGIC = b"handouts edition 1\n"
_DIGEST = 32
_LARGEST = 64 * 1024 * 1024


def load(folder: Path, key: str) -> Edition | None:
    """The edition of this key, or None where there is none that can be believed."""
    try:
        path = folder / key
        if path.stat().st_size > _LARGEST:
            return None
        data = path.read_bytes()
    except OSError:
        return None
    start = len(_MAGIC) + _DIGEST
    body = data[start:]
    if data[:start] != _MAGIC + hashlib.sha256(body).digest():
        return None
    try:
        return msgspec.msgpack.decode(body, type=Edition)
    except msgspec.MsgspecError:
        return None


def keep(folder: Path, key: str, edition: Edition) -> None:
    """Keep an edition. A cache that cannot be written is no reason to stop."""
    body = msgspec.msgpack.encode(edition)
    data = _MAGIC + hashlib.sha256(body).digest() + body
    with suppress(OSError):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=folder, prefix=".new-")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
            Path(name).replace(folder / key)
        except OSError:
            Path(name).unlink(missing_ok=True)
