"""Names that were perhaps meant: near spellings only, and one name a cancer."""

from __future__ import annotations

from typing import Final

from handouts.roster.called import Named, Names

_MOST: Final = 3  # names in a hint
_LONGEST: Final = 60  # characters of a name that may be a slip of one we know; more is a sentence
_SHORTEST: Final = 4  # letters: any three are one slip from too many names

_NOT: Final = ("n", "non")  # "nmcrpc" is not metastatic: the opposite of "mcrpc", and no slip of it


def near_names(text: str, names: Names) -> tuple[str, ...]:
    """Names of cancers nearest to a text, as `called.key` writes both; only the nearest, each cancer once.

    A name without a handout counts too: "gallblader" is near to gallbladder, not to bladder.
    """
    *firsts, last = text.split() or [""]
    bare = " ".join(firsts) if firsts and edits(last, "cancer", 2) <= 2 else text
    if not _SHORTEST <= len(bare) <= _LONGEST:
        return ()
    limit = 1 if len(bare) < 8 else 2
    found: list[tuple[int, str, Named]] = []
    for called, named in names.by_key.items():
        if called.endswith(" cancer") or abs(len(called) - len(bare)) > limit or len(called) < _SHORTEST:
            continue
        if bare.startswith(_NOT) and bare.lstrip("no").lstrip("m ") == called.lstrip("m "):
            continue
        distance = edits(bare, called, limit)
        if distance <= limit:
            found.append((distance, called, named))
    nearest = min((distance for distance, _, _ in found), default=0)
    by_cancer: dict[tuple[str, ...], str] = {}
    for distance, called, named in sorted(found, key=lambda each: each[:2]):
        if distance == nearest:
            by_cancer.setdefault(named.ids or (named.missing,), named.near or called)
    return tuple(by_cancer.values())[:_MOST]


def edits(a: str, b: str, limit: int) -> int:
    """How many letters must be put in, left out, changed or swapped with the next.

    More than `limit` comes out as limit + 1. The optimal string alignment distance (Damerau, 1964).
    """
    before: list[int] = []
    last = list(range(len(b) + 1))
    for i, letter in enumerate(a, 1):
        row = [i]
        for j, other in enumerate(b, 1):
            cost = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (letter != other))
            if i > 1 and j > 1 and letter == b[j - 2] and a[i - 2] == other:
                cost = min(cost, before[j - 2] + 1)
            row.append(cost)
        if min(row) > limit:
            return limit + 1
        before, last = last, row
    return last[-1]
