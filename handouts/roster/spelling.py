"""Names that were perhaps meant: near spellings only, and one name a cancer."""

from __future__ import annotations

from typing import Final

from handouts.roster.cancer_names import Names

_MOST: Final = 3  # names in a hint
_LONGEST: Final = 60  # characters of a name that may be misspelled; more is a sentence
_SHORTEST: Final = 4  # letters: any three are one edit from too many names
_NOT: Final = ("n", "non")  # "nmcrpc" is not metastatic: the opposite of "mcrpc", and no misspelling of it


def near_names(text: str, names: Names) -> tuple[str, ...]:
    """Names of cancers nearest to a normalized text; only the nearest, each cancer once.

    A name without a handout counts too: "gallblader" is near to gallbladder, not to bladder.
    """
    *firsts, last = text.split() or [""]
    bare = " ".join(firsts) if firsts and edits(last, "cancer", 2) <= 2 else text
    if not _SHORTEST <= len(bare) <= _LONGEST:
        return ()
    nearest = 1 if len(bare) < 8 else 2
    found: list[str] = []
    for name in names.by_name:
        if name.endswith(" cancer") or abs(len(name) - len(bare)) > nearest or len(name) < _SHORTEST:
            continue
        if bare.startswith(_NOT) and bare.lstrip("no").lstrip("m ") == name.lstrip("m "):
            continue
        distance = edits(bare, name, nearest)
        if distance <= nearest:
            found, nearest = [*(found if distance == nearest else ()), name], distance
    by_cancer: dict[tuple[str, ...], str] = {}
    for name in sorted(found):
        concept = names.by_name[name]
        by_cancer.setdefault(concept.ids or (concept.missing,), concept.spelling or name)
    return tuple(by_cancer.values())[:_MOST]


def edits(a: str, b: str, limit: int) -> int:
    """The optimal string alignment distance (Damerau, 1964); limit + 1 where it is more than `limit`."""
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
