"""What a YAML file says, with the place of every key and value."""

from typing import Any, NamedTuple

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
    empty: tuple[Diagnostic, ...] = ()  # values that were begun and not written
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


def unquoted(fault: Diagnostic) -> Diagnostic:
    """A fault that says where it is, but repeats nothing of a file."""
    message = (
        "something is wrong here; the file is a link or belongs to somebody else, so nothing of it is "
        "repeated; put a copy of your own in its place to see more"
    )
    return fault._replace(message=message, path="")


def value_at(data: object, steps: Steps) -> Any:
    """What stands at the end of the way; the steps must come from these data."""
    for step in steps:
        data = data[step]  # type: ignore[index]  # steps come from these data
    return data


def shown_path(steps: Steps) -> str:
    """Steps as people write them: treatments[2].drugs[0].brand."""
    return "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in steps).lstrip(".")
