"""The data of a YAML file, with the place of every key and value."""

from functools import reduce
from typing import Any, NamedTuple, cast

from handouts.errors import Diagnostic

Steps = tuple[str | int, ...]
"""The way to a value inside a file: ("treatments", 2, "name")."""

Mark = tuple[str, int, int]
"""File, line and column, counted from 1. The file is in it because layouts join several files."""


class Parsed(NamedTuple):
    """Plain data (dict, list, str, int, float, bool, None) and where each piece of it stands."""

    data: object
    marks: dict[Steps, Mark]  # of values
    keys: dict[Steps, Mark]  # of the keys that lead to them
    file: str
    empty: tuple[Diagnostic, ...] = ()  # keys and items without a value
    quoted: bool = True  # whether a message may repeat what stands there

    def fault(self, message: str, steps: Steps = (), *, at_key: bool = False) -> Diagnostic:
        """A fault at a value or its key; at the nearest value around it where it has no place."""
        mark = self.keys.get(steps) if at_key else None
        at = steps
        while mark is None and at:
            mark, at = self.marks.get(at), at[:-1]
        file, line, column = mark or self.marks.get((), (self.file, 0, 0))
        fault = Diagnostic(message, file, line, column, shown_path(steps))
        return fault if self.quoted else unquoted(fault)

    def own(self, *ways: Steps) -> Steps:
        """Of values that do not fit together, the first in the file itself, not in the base of a layout."""
        return next((way for way in ways if self.marks.get(way, ("",))[0] == self.file), ways[0])


def unquoted(fault: Diagnostic) -> Diagnostic:
    """A fault with its place that repeats nothing of the file."""
    message = (
        "something is wrong here; the file is a link or belongs to somebody else, so nothing of it is "
        "repeated; put a copy of your own in its place to see more"
    )
    return fault._replace(message=message, path="")


def value_at(data: object, steps: Steps) -> Any:
    """The value at the end of the way; the steps must come from these data."""
    return reduce(lambda inner, step: inner[step], steps, cast(Any, data))


def shown_path(steps: Steps) -> str:
    """Steps as people write them: treatments[2].drugs[0].brand."""
    return "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in steps).lstrip(".")
