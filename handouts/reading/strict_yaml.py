"""Strict YAML: a small, unsurprising part of the language, built from the events of PyYAML's C parser.

Why our own builder: PyYAML's expands anchors into bombs, keeps the last of two equal keys, reads `no` as
false and 12:30 as 750, and forgets the places of values. Here a value is text unless it is plainly a
number, true, false or null; everything clever is refused with file, line and column.
"""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Final, NoReturn

import yaml
from yaml.events import (
    AliasEvent,
    CollectionStartEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
)

from handouts.errors import ContentError, Diagnostic
from handouts.reading.characters import REFUSED, refusal
from handouts.reading.own_files import is_own
from handouts.reading.parsed import Mark, Parsed, Steps, shown_path, unquoted

MOST_BYTES: Final = 1024 * 1024
MOST_DEPTH: Final = 32
MOST_NODES: Final = 50_000
_MOST_FAULTS: Final = 100  # of one file: more help nobody

_TOO_DEEP: Final = f"values are nested more than {MOST_DEPTH} deep"
_PARSERS_DEPTH = "exceeded maximum nesting depth"  # a newer libyaml reads ahead, and stumbles before we do

_WORDS: Final[dict[str, bool | None]] = {"": None, "~": None, "null": None, "true": True, "false": False}
_LINE_BREAK: Final = re.compile("\r\n|[\n\r\x85\u2028\u2029]")  # as YAML 1.1 counts lines (5.4)
_INTEGER = re.compile(r"-?(0|[1-9][0-9]{0,17})")
_DECIMAL = re.compile(r"-?(0|[1-9][0-9]{0,17})\.[0-9]{1,18}")
_CUT: Final = re.compile(r" +#[^\s#].*| # [0-9].*")
"""What stands behind a value and is meant as part of it: "#2 Cancer Center", "# 12". A note has a blank after
its hash, as in "breast  # and the other side"."""
_LONGEST_SHOWN: Final = 40  # characters of a line that a message repeats
_NUMBER_STARTS: Final = frozenset("-0123456789")

_ADVICE: Final = {
    "mapping values are not allowed": 'put text that holds ": " in quotes, and check the indentation',
    "did not find expected key": "check the indentation and the quotes of this and the line before",
    "could not find expected ':'": "a key needs a colon and a space after it",
    "cannot start any token": "put text that begins with this sign in quotes",
    "found unexpected end of stream": "a quote or bracket that is opened is never closed",
    "did not find expected ',' or": "a bracket that is opened is never closed, or a comma is missing",
    "did not find expected '-'": "every item of a list begins with a hyphen in the same column",
    "unknown escape character": "a backslash in double quotes must be written twice",
}


def read_yaml(file: Path, shown: str) -> Parsed:
    """Read a YAML file of at most MOST_BYTES; `shown` is its name in messages. Raises ContentError.

    Messages quote nothing from a link or from somebody else's file: it may be a secret.
    """
    if not file.is_file():
        raise ContentError((Diagnostic("this file is missing", shown),))
    try:
        with file.open("rb") as stream:
            raw = stream.read(MOST_BYTES + 1)  # never more, however large the file is
            ours = is_own(os.fstat(stream.fileno())) and not file.is_symlink()
    except OSError as error:
        raise ContentError((Diagnostic(f"this file cannot be read: {error.strerror}", shown),)) from error
    if len(raw) > MOST_BYTES:
        raise ContentError((Diagnostic("this file is larger than 1 MiB; split it", shown),))
    try:
        return parse_yaml(_decoded(raw, shown), shown)._replace(quoted=ours)
    except ContentError as error:
        raise error if ours else ContentError(tuple(map(unquoted, error.faults))) from None


def parse_yaml(text: str, file: str) -> Parsed:
    """Turn YAML text into plain data with the place of every key and value.

    Raises ContentError with every fault that can be found; a fault of syntax ends the search.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    faults = list(islice(_refused_characters(text, file), _MOST_FAULTS))
    blanked = bool(faults)
    if blanked:
        # Blanks of the same number keep every line and column, so that the search can go on.
        text = REFUSED.sub(" ", text)
    careful = "\\" in text or not unicodedata.is_normalized("NFC", text)
    builder = _Builder(text, file, faults, careful)
    try:
        data = builder.document()
    except yaml.YAMLError as error:
        # Blanks in place of refused characters may confuse the parser: report these characters first
        raise ContentError(tuple(faults) if blanked else (*faults, _syntax_fault(error, file))) from None
    if faults:
        raise ContentError(tuple(faults[:_MOST_FAULTS]))
    return Parsed(data, builder.marks, builder.keys, file, tuple(builder.empty[:_MOST_FAULTS]))


class _Builder:
    """Builds plain data from events as they come, so that a bomb is met before it is built."""

    def __init__(self, text: str, file: str, faults: list[Diagnostic], careful: bool) -> None:
        loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
        self._next = iter(yaml.parse(text, Loader=loader)).__next__
        self._file = file
        self._faults = faults
        self._careful = careful  # scalars may hold escapes or letters that are not yet in form NFC
        self._text = text
        self._nodes = 0
        self.marks: dict[Steps, Mark] = {}
        self.keys: dict[Steps, Mark] = {}
        self.empty: list[Diagnostic] = []

    def document(self) -> object:
        """The only document of the stream."""
        self._next()  # the stream's start
        if not isinstance(self._next(), DocumentStartEvent):
            self._faults.append(Diagnostic("this file is empty", self._file))
            return None
        data = self._node(self._next(), (), 1)
        self._next()  # the document's end
        after = self._next()
        if isinstance(after, DocumentStartEvent):
            self._fault("a second document begins here; keep one document in a file", after)
        return data

    def _node(self, event: Event, steps: Steps, depth: int) -> object:
        """The value that begins with `event`."""
        self.marks[steps] = self._mark(event)
        self._nodes += 1
        if self._nodes > MOST_NODES:
            self._stop(f"this file holds more than {MOST_NODES:,} keys and values; split it", event)
        if isinstance(event, AliasEvent):
            self._fault(f"aliases (*{event.anchor}) are not allowed; write the value out", event, steps)
            return None
        assert isinstance(event, (ScalarEvent, CollectionStartEvent))  # the ends are met by the callers
        if event.anchor is not None:
            self._fault(f"anchors (&{event.anchor}) are not allowed; delete it", event, steps)
        if event.tag is not None:
            self._fault(f"tags ({event.tag}) are not allowed; delete it", event, steps)
        if isinstance(event, ScalarEvent):
            return self._scalar(event, steps)
        if depth > MOST_DEPTH:
            self._stop(_TOO_DEEP, event)
        build = self._mapping if isinstance(event, MappingStartEvent) else self._sequence
        return build(steps, depth)

    def _mapping(self, steps: Steps, depth: int) -> dict[str, object]:
        data: dict[str, object] = {}
        while type(event := self._next()) is not MappingEndEvent:
            key = self._key(event, steps, depth)
            here = (*steps, key)
            if key in data:
                first = self.keys[here][1]
                self._fault(f"the key '{key}' is already on line {first}; keep one of them", event, here)
            else:
                self.keys[here] = self._mark(event)
            data[key] = self._value(self._next(), here, depth + 1)
        return data

    def _sequence(self, steps: Steps, depth: int) -> list[object]:
        data: list[object] = []
        while type(event := self._next()) is not SequenceEndEvent:
            data.append(self._value(event, (*steps, len(data)), depth + 1))
        return data

    def _value(self, event: Event, steps: Steps, depth: int) -> object:
        """What stands behind a colon or a hyphen. Whoever means nothing at all writes null."""
        if type(event) is ScalarEvent and not event.value and not event.style:
            mark = self._mark(event)
            self.empty.append(Diagnostic(_no_value(self._text, mark), *mark, shown_path(steps)))
        return self._node(event, steps, depth)

    def _key(self, event: Event, steps: Steps, depth: int) -> str:
        """A key, which must be text; a stand-in, after a fault, where it is not."""
        value = self._node(event, (*steps, "?"), depth + 1)
        if not isinstance(event, ScalarEvent):
            if not isinstance(event, AliasEvent):  # that fault is already told
                self._fault("a key must be text, not a list or group of keys", event, steps)
        elif value == "<<":
            self._fault("merge keys (<<) are not allowed; write the keys out", event, steps)
        elif isinstance(value, str):
            return value
        else:
            self._fault(f'a key must be text; write it in quotes: "{event.value}"', event, steps)
        return f"?{self._nodes}"

    def _scalar(self, event: ScalarEvent, steps: Steps) -> object:
        value: str = event.value
        if not event.style:  # plain: not in quotes, not a block
            end = event.end_mark
            if value and end and (cut := _CUT.match(self._text, end.index)):
                self._fault(_cut_off(value, cut[0]), event, steps)
            if value in _WORDS:
                return _WORDS[value]
            if value[0] in _NUMBER_STARTS:
                if _INTEGER.fullmatch(value):
                    return int(value)
                if _DECIMAL.fullmatch(value):
                    return float(value)
        if not self._careful:
            return value
        # Escapes such as "\u00ad" bring characters that the search through the file cannot see.
        for character in sorted(set(REFUSED.findall(value))):
            self._fault(refusal(character), event, steps)
        return unicodedata.normalize("NFC", value)

    def _mark(self, event: Event) -> Mark:
        start = event.start_mark
        return (self._file, start.line + 1, start.column + 1) if start else (self._file, 0, 0)

    def _fault(self, message: str, event: Event, steps: Steps = ()) -> None:
        self._faults.append(Diagnostic(message, *self._mark(event), shown_path(steps)))

    def _stop(self, message: str, event: Event) -> NoReturn:
        raise ContentError((*self._faults[:_MOST_FAULTS], Diagnostic(message, *self._mark(event))))


def _no_value(text: str, mark: Mark) -> str:
    """What to tell about a value that is not there; YAML takes what follows a # for a note."""
    _, line, column = mark
    lines = _LINE_BREAK.split(text)
    rest = lines[line - 1][column - 1 :].lstrip(": -") if line <= len(lines) else ""
    if rest.startswith("#"):
        meant = rest.strip()[:_LONGEST_SHOWN].replace('"', "'")
        return f'nothing stands here, for what follows # is a note; write it in quotes: "{meant}"'
    return "nothing stands here; write the value, or delete the line"


def _cut_off(value: str, rest: str) -> str:
    """What to tell about a value that YAML ends at a hash, though the line goes on."""
    whole = f"{value}{rest}".rstrip()
    meant = f': "{whole}"' if len(whole) <= _LONGEST_SHOWN and '"' not in whole else ""
    left = rest.strip()[:_LONGEST_SHOWN]
    return (
        f"'{left}' would be lost, for a # after a blank begins a note; put the whole value in quotes{meant}, "
        "or begin a note with two blanks, # and a blank"
    )


def _decoded(raw: bytes, file: str) -> str:
    """The file's text, without a byte order mark at its start."""
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = raw[: error.start]
        column = error.start - before.rfind(b"\n")
        message = "this letter is not in UTF-8; save the file with the encoding UTF-8"
        raise ContentError((Diagnostic(message, file, before.count(b"\n") + 1, column),)) from None


def _refused_characters(text: str, file: str) -> Iterator[Diagnostic]:
    for match in REFUSED.finditer(text):
        at = match.start()
        line = text.count("\n", 0, at) + 1
        yield Diagnostic(refusal(match[0]), file, line, at - text.rfind("\n", 0, at))


def _syntax_fault(error: yaml.YAMLError, file: str) -> Diagnostic:
    """The parser's complaint with our advice, at its place."""
    if not isinstance(error, yaml.MarkedYAMLError) or error.problem_mark is None:
        return Diagnostic("this is not valid YAML", file)
    problem = error.problem or "it cannot be understood"
    mark = error.problem_mark
    if _PARSERS_DEPTH in problem:
        return Diagnostic(_TOO_DEEP, file, mark.line + 1, mark.column + 1)
    advice = next((f"; {words}" for start, words in _ADVICE.items() if start in problem), "")
    return Diagnostic(f"this is not valid YAML here: {problem}{advice}", file, mark.line + 1, mark.column + 1)
