"""The state of a run as text: JSON below a line with its checksum, so that a changed file is not believed.

JSON has neither bytes nor tuples, and its keys are text; an object of one key stands for each of these.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
from collections.abc import Iterable
from itertools import chain
from typing import Any, NamedTuple

_HEAD = b"handouts checkpoint 1 "
_SCALARS = frozenset((int, str, float, bool, type(None)))
_TUPLES = frozenset((tuple,))


class Checkpoint(NamedTuple):
    """A state, and the name of the run that it is of."""

    run: str
    state: dict[str, Any]


def packed(checkpoint: Checkpoint) -> bytes:
    """The bytes of a checkpoint. Raises TypeError for what is no plain data."""
    body = json.dumps([checkpoint.run, _plain(checkpoint.state)], separators=(",", ":")).encode()
    return _HEAD + hashlib.sha256(body).hexdigest().encode() + b"\n" + body


def unpacked(data: bytes) -> Checkpoint | None:
    """The checkpoint again; None for anything else than what `packed` gave."""
    head, _, body = data.partition(b"\n")
    if head != _HEAD + hashlib.sha256(body).hexdigest().encode():
        return None
    try:
        run, state = json.loads(body)
        checkpoint = Checkpoint(run, _whole(state))
    except (ValueError, TypeError, KeyError, RecursionError, binascii.Error):
        return None
    return checkpoint if isinstance(run, str) and isinstance(checkpoint.state, dict) else None


def _plain(value: Any) -> Any:
    kind = type(value)
    if kind in _SCALARS:
        return value
    if kind is bytes:
        return {"bytes": base64.b64encode(value).decode()}
    if kind is dict:
        return {"pairs": [[_plain(key), _plain(each)] for key, each in value.items()]}
    if kind is not list and not isinstance(value, tuple):
        raise TypeError(f"{kind.__name__} cannot be kept")
    if kind is list and _TUPLES.issuperset(map(type, value)) and _are_scalars(chain.from_iterable(value)):
        return {"rows": value}  # the longest part of a state: JSON writes it at once
    items = list(value) if _are_scalars(value) else [_plain(each) for each in value]
    return items if kind is list else {"tuple": items}


def _are_scalars(values: Iterable[Any]) -> bool:
    return _SCALARS.issuperset(map(type, values))


def _whole(value: Any) -> Any:
    if isinstance(value, list):
        return [_whole(each) for each in value]
    if not isinstance(value, dict):
        return value
    ((kind, inner),) = value.items()
    match kind:
        case "bytes":
            return base64.b64decode(inner, validate=True)
        case "rows":
            return [tuple(row) for row in inner]
        case "tuple":
            return tuple(_whole(each) for each in inner)
        case "pairs":
            return {_whole(key): _whole(each) for key, each in inner}
    raise ValueError(kind)
