"""JSON in pieces: values at the place where a text stands, read on as they need it.

A file of 100 MB is never in memory as a whole. The scanner of the standard library reads a value at its place
in a text: only the commas between values are found here. An incremental parser (ijson) takes longer, and of a
key that stands twice it keeps the last value without a word.
"""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Callable, Iterator
from json.decoder import JSONObject  # type: ignore[attr-defined]
from typing import Any, Final, NamedTuple

MOST_LETTERS: Final = 32 * 1024 * 1024
"""No single value is longer: it would have to be in memory as a whole."""

_CHUNK: Final = 1024 * 1024
_LONGEST_TOKEN: Final = (
    16  # letters of a token that may be cut at the end of what is read: -Infinity, \ud83d\ude00
)
_skip_blanks = re.compile(r"[ \t\r\n]*").match


class BrokenFileError(Exception):
    """A file cannot be read; `reason` goes on from "the file"."""

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(reason)


class _DoubledKeyError(Exception):
    """A key stands in an object twice."""


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object of JSON, in which each key stands once."""
    found = dict(pairs)
    if len(found) != len(pairs):
        raise _DoubledKeyError
    return found


class _Wrong(NamedTuple):
    """What is wrong with a value."""

    why: str  # goes on from "the file"; empty where nothing is
    at: int = -1  # how far behind this place; -1 where it is not known
    cut: bool = False  # whether the text ends inside of it


_RIGHT: Final = _Wrong("")
_NO_JSON: Final = "holds no JSON"
_DOUBLED: Final = "holds an object with the same key twice"
_NO_LETTERS: Final = "holds letters or numbers that cannot be read"

_scan: Final = json.JSONDecoder(object_pairs_hook=_once).scan_once  # type: ignore[attr-defined]


class JsonStream:
    """A stream of JSON, and a place in it. What cannot be read raises BrokenFileError, with the line."""

    def __init__(self, read: Callable[[int], bytes]) -> None:
        """`read` gives up to so many bytes of the file, and none at its end."""
        self._read = read
        self._decoder: codecs.IncrementalDecoder | None = None
        self._text = ""
        self._at = 0
        self._lines = 1  # the line on which the text that is held begins
        self._ended = False

    @property
    def line(self) -> int:
        """The line of this place, counted from 1."""
        return self._line_at(self._at)

    def peek(self) -> str:
        """The next letter that is no blank; empty at the end of the file."""
        while True:
            self._at = _skip_blanks(self._text, self._at).end()  # type: ignore[union-attr]
            if self._at < len(self._text):
                return self._text[self._at]
            if not self._more():
                return ""

    def begins(self, pattern: re.Pattern[str]) -> bool:
        """Whether what has been read already goes on so."""
        return bool(pattern.match(self._text, self._at))

    def value(self) -> Any:
        """The value that begins here."""
        self.peek()
        while True:
            found, end, wrong = self._scanned()
            # What is wrong near the end of what has been read may only be cut; so may a number.
            near_end = (
                wrong.cut or (self._at + wrong.at if wrong.why else end) > len(self._text) - _LONGEST_TOKEN
            )
            whole = not wrong.why and (end < len(self._text) or isinstance(found, (dict, list, str)))
            if whole or not (near_end and self._more()):
                break
        if wrong.why:
            raise self._broken(wrong)
        self._at = end
        return found

    def _scanned(self) -> tuple[Any, int, _Wrong]:
        """The value that begins here, the place after it, and what is wrong with it."""
        try:
            found, end = _scan(self._text, self._at)
        except StopIteration as error:
            return None, 0, _Wrong(_NO_JSON, error.value - self._at)
        except json.JSONDecodeError as error:
            return None, 0, _Wrong(_NO_JSON, error.pos - self._at, error.msg.startswith("Unterminated"))
        except RecursionError:
            return None, 0, _Wrong("holds JSON that is nested too deep")
        except _DoubledKeyError:
            return None, 0, _Wrong(_DOUBLED, _place_of_doubled(self._text, self._at) - self._at)
        except ValueError:  # a number of thousands of digits
            return None, 0, _Wrong(_NO_LETTERS)
        return found, end, _RIGHT

    def members(self) -> Iterator[str]:
        """The keys of the object that begins here; after each the caller takes its value."""
        seen = set()
        self.take("{")
        if self.peek() == "}":
            self.take("}")
            return
        while True:
            if self.peek() != '"':
                raise self._expected()
            key = self.value()
            if key in seen:
                raise self._broken(_Wrong(_DOUBLED, 0))
            seen.add(key)
            self.take(":")
            yield key
            if self.take(",}") == "}":
                return

    def elements(self) -> Iterator[Any]:
        """The values of the list that begins here."""
        self.take("[")
        if self.peek() == "]":
            self.take("]")
            return
        while True:
            yield self.value()
            if self.take(",]") == "]":
                return

    def take(self, letters: str) -> str:
        """Go past the next letter, which is one of these."""
        found = self.peek()
        if not found or found not in letters:
            raise self._expected()
        self._at += 1
        return found

    def _expected(self) -> BrokenFileError:
        """That something else must stand here."""
        return self._broken(_Wrong(_NO_JSON, 0))

    def _broken(self, wrong: _Wrong) -> BrokenFileError:
        """What is wrong, and where. Never the parser's own complaint: it carries all of the text along."""
        at = self._at + wrong.at
        where = f" in line {self._line_at(at)}" if wrong.at >= 0 else ""
        cut = wrong.why == _NO_JSON and (wrong.cut or not self._text[at:].strip())
        return BrokenFileError(f"{wrong.why}{where}{'; it ends too early: copy it again' if cut else ''}")

    def _line_at(self, at: int) -> int:
        return self._lines + self._text.count("\n", 0, at)

    def _more(self) -> bool:
        """Read on, as much again as is held: a long value is begun few times. Whether there was more."""
        if self._ended:
            return False
        held = len(self._text) - self._at
        if held > MOST_LETTERS:
            reason = (
                f"holds a resource of more than {MOST_LETTERS // 1024 // 1024} MB; export only Patient, "
                "Condition and Observation"
            )
            raise BrokenFileError(reason)
        raw = self._read(max(_CHUNK, held))
        if self._decoder is None:
            self._decoder = codecs.getincrementaldecoder(json.detect_encoding(raw))("surrogatepass")
        more = _decoded(self._decoder, raw)
        if more is None:
            raise BrokenFileError(_NO_LETTERS)
        self._ended = not raw
        self._lines = self._line_at(self._at)
        self._text, self._at = self._text[self._at :] + more, 0
        return bool(raw)


def _decoded(decoder: codecs.IncrementalDecoder, raw: bytes) -> str | None:
    """The letters of bytes; None where they are none."""
    try:
        return decoder.decode(raw, not raw)
    except UnicodeDecodeError:
        return None


def _place_of_doubled(text: str, at: int) -> int:
    """Where the object begins in which a key stands twice: the same scan by the parts in Python."""
    open_objects = []

    def parsed(place: tuple[str, int], *rest: Any) -> Any:
        open_objects.append(place[1])
        found = JSONObject(place, *rest)
        open_objects.pop()
        return found

    decoder = json.JSONDecoder(object_pairs_hook=_once)
    decoder.parse_object = parsed  # type: ignore[attr-defined]
    try:
        json.scanner.py_make_scanner(decoder)(text, at)  # type: ignore[attr-defined]
    except _DoubledKeyError:
        return int(open_objects[-1])
    return at
