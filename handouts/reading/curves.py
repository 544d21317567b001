"""The outline of a path: from SVG's path data to the operators that PDF has for it."""

from __future__ import annotations

import re
from typing import Final

from handouts.model.pictures import Box

_TAKES: Final = {"M": 2, "L": 2, "C": 6, "Z": 0}
"""How many numbers a command takes."""

_OPERATORS: Final = {"M": "m", "L": "l", "C": "c", "Z": "h"}
_TOKEN: Final = re.compile(r"[ ,\t\r\n]*([A-Za-z]|-?(?:[0-9]+\.?[0-9]*|\.[0-9]+))")
_BEYOND: Final = 0.02
"""How far a path may leave its picture, as a part of the picture's greater side."""


class CurveError(ValueError):
    """What is wrong with path data, and what to do. Private to reading, which adds the place."""


def read_curve(data: str, size: tuple[float, float]) -> tuple[str, Box, int]:
    """The operators of a path, the box around its points, and how many points it has. Raises CurveError.

    `size` is the width and height of the picture that it must not leave.
    """
    operators: list[str] = []
    points: list[tuple[float, float]] = []
    tokens, at = _tokens(data), 0
    while at < len(tokens):
        command = tokens[at]
        if command not in _TAKES:
            raise CurveError(_unknown(command))
        if (not operators and command != "M") or (operators[-1:] == ["m"] and command in "MZ"):
            raise CurveError("a path begins with M, and a line follows each M")
        at += 1
        count = _TAKES[command]
        first = True
        while first or (at < len(tokens) and count and not tokens[at].isalpha()):
            numbers = tokens[at : at + count]
            if len(numbers) < count or any(token.isalpha() for token in numbers):
                raise CurveError(f"{command} takes {count} numbers")
            points += [(float(x), float(y)) for x, y in zip(numbers[::2], numbers[1::2], strict=True)]
            shown = command if first or command != "M" else "L"  # as SVG has it: more points of M are lines
            operators += [*map(_number, numbers), _OPERATORS[shown]]
            at, first = at + count, False
    if len(points) < 2:
        raise CurveError("this path is empty: delete it")
    return " ".join(operators), _box(points, size), len(points)


def _tokens(data: str) -> list[str]:
    tokens, at = [], 0
    data = data.rstrip()
    while at < len(data):
        found = _TOKEN.match(data, at)
        if found is None:
            raise CurveError(f"'{data[at : at + 12].strip()}' is no number and no command")
        tokens.append(found[1])
        at = found.end()
    return tokens


def _unknown(command: str) -> str:
    if command.isalpha() and command.upper() in "MLCZHVSQTA":
        return f"the command {command} is not read here: save the path with absolute M, L, C and Z only"
    return f"'{command}' stands where a command (M, L, C or Z) is needed"


def _number(token: str) -> str:
    """A number in hundredths at most, as short as it can be."""
    shown = f"{float(token):.2f}".rstrip("0").rstrip(".")
    return "0" if shown in ("-0", "") else shown


def _box(points: list[tuple[float, float]], size: tuple[float, float]) -> Box:
    across, down = [x for x, _ in points], [y for _, y in points]
    box = (min(across), min(down), max(across), max(down))
    beyond = max(size) * _BEYOND
    if min(box[:2]) < -beyond or box[2] > size[0] + beyond or box[3] > size[1] + beyond:
        raise CurveError("this path leaves the picture: move it inside the viewBox")
    return box
