"""JSON as a stream: a file of 100 MB is never in memory as a whole.

The scanner of the standard library reads single values; only what stands between them is read here. An
incremental parser (ijson) takes longer, and silently keeps the last value of a key that an object has twice.
"""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Callable, Iterator
from json.decoder import JSONObject  # type: ignore[attr-defined]
from typing import Any, Final, NamedTuple

MOST_CHARACTERS: Final = 32 * 1024 * 1024
"""No single value is longer: it would have to be in memory as a whole."""

_CHUNK: Final = 1024 * 1024
_LONGEST_TOKEN: Final = (
    16  # characters of one that may be cut at the end of what is read: -Infinity, \ud83d\ude00
)
_skip_blanks = re.compile(r"[ \t\r\n]*").match


class BrokenFileError(Exception):
    """A file cannot be read; `reason` goes on from "the file"."""

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(reason)


class _DuplicateKeyError(Exception):
    """An object has a key twice."""


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object of JSON that has each key once."""
    found = dict(pairs)
    if len(found) != len(pairs):
        raise _DuplicateKeyError
    return found


class _Fault(NamedTuple):
    """What is wrong with a value."""

    why: str  # goes on from "the file"; empty where nothing is
    at: int = -1  # how far after this place; -1 where it is not known
    cut: bool = False  # whether the text ends inside of it


_NO_JSON: Final = "holds no JSON"
_DUPLICATE: Final = "holds an object with the same key twice"
_UNREADABLE: Final = "holds letters or numbers that cannot be read"

_scan: Final = json.JSONDecoder(object_pairs_hook=_unique).scan_once  # type: ignore[attr-defined]


class JsonStream:
    """A stream of JSON, and a place in it. What cannot be read raises BrokenFileError, with the line."""

    def __init__(self, read: Callable[[int], bytes]) -> None:
        """`read` gives up to as many bytes of the file as asked for, and none at its end."""
        self._read = read
        self._decoder: codecs.IncrementalDecoder | None = None
        self._text = ""
        self._at = 0
        self._lines, self._counted = 1, 0  # the line at a place: it is counted on from there
        self._ended = False

    @property
    def line(self) -> int:
        """The line of this place, counted from 1."""
        self._lines, self._counted = self._line_at(self._at), self._at
        return self._lines

    def peek(self) -> str:
        """The next character that is no blank; empty at the end of the file."""
        while True:
            self._at = _skip_blanks(self._text, self._at).end()  # type: ignore[union-attr]
            if self._at < len(self._text):
                return self._text[self._at]
            if not self._more():
                return ""

    def begins(self, pattern: re.Pattern[str]) -> bool:
        """Whether what has already been read goes on like this."""
        return bool(pattern.match(self._text, self._at))

    def value(self) -> Any:
        """The value that begins here."""
        self.peek()
        while True:
            found, end, fault = self._scanned()
            # A fault near the end of what has been read may only be a cut; so may a number.
            near_end = (
                fault.cut or (self._at + fault.at if fault.why else end) > len(self._text) - _LONGEST_TOKEN
            )
            whole = not fault.why and (end < len(self._text) or isinstance(found, (dict, list, str)))
            if whole or not (near_end and self._more()):
                break
        if fault.why:
            raise self._broken(fault)
        self._at = end
        return found

    def _scanned(self) -> tuple[Any, int, _Fault]:
        """The value that begins here, the place after it, and what is wrong with it."""
        try:
            found, end = _scan(self._text, self._at)
        except StopIteration as error:
            return None, 0, _Fault(_NO_JSON, error.value - self._at)
        except json.JSONDecodeError as error:
            return None, 0, _Fault(_NO_JSON, error.pos - self._at, error.msg.startswith("Unterminated"))
        except RecursionError:
            return None, 0, _Fault("holds JSON that is nested too deep")
        except _DuplicateKeyError:
            return None, 0, _Fault(_DUPLICATE, _place_of_duplicate(self._text, self._at) - self._at)
        except ValueError:  # a number of thousands of digits
            return None, 0, _Fault(_UNREADABLE)
        return found, end, _Fault("")

    def members(self) -> Iterator[str]:
        """The keys of the object that begins here; after each the caller takes its value."""
        seen = set()
        for _ in self._items("{", "}"):
            if self.peek() != '"':
                raise self._broken(_Fault(_NO_JSON, 0))
            key = self.value()
            if key in seen:
                raise self._broken(_Fault(_DUPLICATE, 0))
            seen.add(key)
            self._take(":")
            yield key

    def elements(self) -> Iterator[Any]:
        """The values of the list that begins here."""
        for _ in self._items("[", "]"):
            yield self.value()

    def _items(self, start: str, end: str) -> Iterator[None]:
        """Stop at each item between these marks; the caller takes it."""
        self._take(start)
        if self.peek() == end:
            self._take(end)
            return
        while True:
            yield
            if self._take(f",{end}") == end:
                return

    def _take(self, allowed: str) -> str:
        """Go past the next character, which is one of these."""
        found = self.peek()
        if not found or found not in allowed:
            raise self._broken(_Fault(_NO_JSON, 0))
        self._at += 1
        return found

    def _broken(self, fault: _Fault) -> BrokenFileError:
        """What is wrong, and where. Never the parser's own message: it carries the whole text along."""
        at = self._at + fault.at
        where = f" in line {self._line_at(at)}" if fault.at >= 0 else ""
        cut = fault.why == _NO_JSON and (fault.cut or not self._text[at:].strip())
        return BrokenFileError(f"{fault.why}{where}{'; it ends too early: copy it again' if cut else ''}")

    def _line_at(self, at: int) -> int:
        return self._lines + self._text.count("\n", self._counted, at)

    def _more(self) -> bool:
        """Read as much again as is held: a long value is scanned few times. Whether there was more."""
        if self._ended:
            return False
        held = len(self._text) - self._at
        if held > MOST_CHARACTERS:
            raise BrokenFileError(
                f"holds a resource of more than {MOST_CHARACTERS // 1024 // 1024} MB; export only Patient, "
                "Condition and Observation"
            )
        raw = self._read(max(_CHUNK, held))
        if self._decoder is None:
            self._decoder = codecs.getincrementaldecoder(json.detect_encoding(raw))("surrogatepass")
        more: str | None
        try:
            more = self._decoder.decode(raw, not raw)
        except UnicodeDecodeError:
            more = None
        if more is None:  # raised out here: the decoder's own error carries the bytes along
            raise BrokenFileError(_UNREADABLE)
        self._ended = not raw
        self._lines = self._line_at(self._at)
        self._text, self._at, self._counted = self._text[self._at :] + more, 0, 0
        return bool(raw)


def _place_of_duplicate(text: str, at: int) -> int:
    """Where the object begins that has a key twice: the same scan by the parts in Python."""
    open_objects = []

    def parsed(place: tuple[str, int], *rest: Any) -> Any:
        open_objects.append(place[1])
        found = JSONObject(place, *rest)
        open_objects.pop()
        return found

    decoder = json.JSONDecoder(object_pairs_hook=_unique)
    decoder.parse_object = parsed  # type: ignore[attr-defined]
    try:
        json.scanner.py_make_scanner(decoder)(text, at)  # type: ignore[attr-defined]
    except _DuplicateKeyError:
        return int(open_objects[-1])
    return at
