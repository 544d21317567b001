"""Editions kept in the user's cache folder under a hash of everything that shaped them.

An edition holds no patient data, so neither does the cache. An entry is believed only when its own
checksum agrees; whatever else lies there is ignored and written anew.
"""

from __future__ import annotations

import hashlib
import os
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
    part = folder / f".new-{os.urandom(6).hex()}"
    with suppress(OSError):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        try:
            handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(handle, "wb") as file:
                file.write(data)
            part.replace(folder / key)
        finally:
            part.unlink(missing_ok=True)
