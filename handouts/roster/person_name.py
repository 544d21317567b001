from typing import NamedTuple

from handouts.roster.cells import name_of as _n
from handouts.roster.cells import words_of


class PrintedName(NamedTuple):
    text: str
    told: tuple[str, ...] = ()


def name_of(cell: str) -> PrintedName:
    return PrintedName(_n(cell))


def turned(text: str) -> str | None:
    a, c, b = text.partition(",")
    if not c or "," in b or not b.strip():
        return None
    return f"{b.strip()} {a.strip()}"


def joined(first: str, middle: str, last: str, suffix: str) -> str:
    return " ".join(x for x in (first, middle, last, suffix) if x)


def clinician_of(cell: str) -> str:
    return words_of(cell, "clinician")


def is_test(name: str) -> bool:
    return "TEST" in name
