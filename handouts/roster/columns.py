"""What the columns of a list are: decided here from heads, from values, and from a person's answers.

A head proposes a meaning, values can refuse it. Several columns can make one: first and last name, day and
time, a code and the words beside it. What is left open becomes a question; nothing is guessed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final, NamedTuple

from handouts.errors import RosterError
from handouts.roster import values
from handouts.roster.answers import Answers
from handouts.roster.column_report import OF_A_RUN, SHOWN, column_report, near_cancer, shown
from handouts.roster.heads import (
    NAME_PARTS,
    ListColumn,
    Meaning,
    all_columns,
    folded,
    is_known,
    is_never_read,
    meaning_of,
    whole,
)
from handouts.roster.joining import Joined, joined_columns
from handouts.roster.questions import Question, which_cancer, which_name
from handouts.roster.records import ColumnName

Values = Sequence[Sequence[str]]
"""For each column, those of its values that are not empty, of the first rows."""

REASON: Final = "reason"
"""The column that a run adds to rows which it could not print."""

_NEEDED: Final = (
    "The first row must name the columns: at least cancer, and as a rule name. "
    "A file to start from: handouts roster template FILE"
)


class Columns(NamedTuple):
    """What the columns of a list are."""

    heads: tuple[str, ...]  # as they stand; joined ones come last
    named: dict[ColumnName, int]
    warnings: tuple[str, ...]
    width: int  # how many columns the file itself has
    joined: tuple[Joined, ...] = ()
    questions: tuple[Question, ...] = ()
    columns: tuple[ListColumn, ...] = ()

    @property
    def reason(self) -> int | None:
        """The column of reasons that a run before has written."""
        return next((each.place for each in self.columns if each.why_not == OF_A_RUN), None)

    def cells(self, cells: Sequence[str]) -> tuple[str, ...]:
        """A row's cells, with joined ones at the end. Raises CellError where they do not fit together."""
        return (*cells, *(each.of(cells) for each in self.joined))

    def place_of(self, meaning: Meaning) -> int | None:
        """The first column of the file that is read as this."""
        return next((each.place for each in self.columns if each.means == meaning), None)


def stripped(cells: Sequence[str]) -> tuple[str, ...]:
    """Heads without a mark of the file's beginning, blanks around them, and empty ones at the end."""
    heads = tuple(head.removeprefix("\ufeff").strip() for head in cells)
    while heads and not heads[-1]:
        heads = heads[:-1]
    return heads


def meanings(heads: Sequence[str]) -> dict[ColumnName, int]:
    """What the heads alone say of columns: the first place of each meaning. Values may say otherwise."""
    found: dict[ColumnName, int] = {}
    for place, head in enumerate(heads):
        known = meaning_of(head)
        if known and whole(known[0]) == known[0]:
            found.setdefault(known[0], place)
    return found


def names_a_cancer(heads: Sequence[str]) -> bool:
    """Whether one of the heads may be that of a cancer, or of free text that can name one."""
    return any((meaning_of(head) or ("",))[0] in ("cancer", "reason") for head in heads)


def known_heads(heads: Iterable[str]) -> int:
    """How many of the heads are understood; tells heads from patients, and one delimiter from another."""
    return sum(1 for head in heads if is_known(head))


def no_known_head() -> RosterError:
    """The error for a roster without heads. It repeats nothing: the first row may be a patient."""
    return RosterError(f"No column of this list has a head that is known. {_NEEDED}")


def understand(cells: Sequence[str], sample: Values = (), answers: Answers = Answers()) -> Columns:  # noqa: B008
    """What the columns are. Raises RosterError where they cannot be those of a list of people.

    A message repeats a head only where the row is surely one of heads: else a patient may stand there.
    """
    heads = stripped(cells)
    if not any(meaning_of(head) for head in heads) and not answers.columns:
        raise no_known_head()
    seen = [*sample, *[()] * (len(heads) - len(sample))]
    columns = _chosen(_answered(_proposed(heads, seen), answers), seen)
    joined = joined_columns(columns, seen, surname_first=answers.surname_first)
    named = _named(columns)
    for at, each in enumerate(joined, len(heads)):
        named[each.name] = at
    if not answers.names:
        named.pop("name", None)
    return Columns(
        heads=(*heads, *(each.name for each in joined)),
        named=named,
        warnings=column_report(columns, named),
        width=len(heads),
        joined=joined,
        questions=_questions(columns, seen, named, answers),
        columns=columns,
    )


# -- from heads and values to meanings


def _proposed(heads: tuple[str, ...], sample: Values) -> list[ListColumn]:
    """What each column is by its head, unless its values speak against it."""
    with_time = any((meaning_of(head) or ("",))[0] == "time" for head in heads)
    return [_column(place, head, sample[place], with_time) for place, head in enumerate(heads)]


def _column(place: int, head: str, said: Sequence[str], with_time: bool) -> ListColumn:
    known = meaning_of(head)
    if known is None:
        dead = not is_never_read(head) and said and values.are_alive_or_dead(said)
        return ListColumn(place, head, "deceased" if dead else None)
    meaning, rank = known
    if folded(head) == REASON and said and values.are_reasons_of_ours(said):
        return ListColumn(place, head, why_not=OF_A_RUN)
    if folded(head) == "date" and not with_time:
        why = "it can be the day of the handout or of a visit"
        return ListColumn(place, head, None, rank, why)
    why = values.why_not(meaning, folded(head), said)
    return ListColumn(place, head, None if why else meaning, rank, why)


def _answered(columns: list[ListColumn], answers: Answers) -> list[ListColumn]:
    """The same, as a person has said. Raises RosterError for a head that is not there."""
    for meaning, head in answers.columns:
        place = _place_of(head, columns)
        columns = [
            each._replace(means=None, why_not="another column was named")
            if (each.means == meaning and not all_columns()[meaning].several)
            or (meaning == "name" and each.means in NAME_PARTS)
            else each
            for each in columns
        ]
        columns[place] = ListColumn(place, columns[place].head, meaning)
    return columns


def _place_of(head: str, columns: list[ListColumn]) -> int:
    columns = [each for each in columns if each.why_not != OF_A_RUN]
    alike = [each.place for each in columns if each.head == head]
    alike = alike or [each.place for each in columns if folded(each.head) == folded(head)]
    if len(alike) != 1:
        how_many = "Several columns have" if alike else "No column has"
        known = ", ".join(shown(each) for each in columns[:SHOWN])
        raise RosterError(f"{how_many} the head that --column names. The heads are: {known}.")
    return alike[0]


def _chosen(columns: list[ListColumn], sample: Values) -> tuple[ListColumn, ...]:
    """One column for each meaning that only one can have. Raises RosterError where two are equally good."""
    by_meaning: dict[Meaning, list[ListColumn]] = {}
    for each in columns:
        if each.means:
            by_meaning.setdefault(each.means, []).append(each)
    chosen = {each.place: each for each in columns}
    for each in _diagnoses(by_meaning, sample):
        chosen[each.place] = each
    for meaning, alike in by_meaning.items():
        if meaning == "last then first" and "clinician" in by_meaning:
            chosen.update({each.place: each._replace(means=None) for each in alike})
        if len(alike) == 1 or all_columns()[meaning].several or meaning == "cancer":
            continue
        best = min(alike, key=lambda each: (not sample[each.place] and bool(any(sample)), each.rank))
        for each in alike:
            if each is best:
                continue
            if folded(each.head) == folded(best.head):
                raise _twice(meaning, best, each)
            why = f"{meaning} is read from {shown(best)}"
            chosen[each.place] = each._replace(means=None, why_not=why)
    return tuple(_without_rests(chosen[each.place], chosen.values()) for each in columns)


def _diagnoses(by_meaning: Mapping[Meaning, Sequence[ListColumn]], sample: Values) -> list[ListColumn]:
    """Of several columns that name the disease: the best one of codes, and one of words beside it."""
    named = sorted(by_meaning.get("cancer", ()), key=lambda each: (not sample[each.place], each.rank))
    codes = [each for each in named if values.are_codes(sample[each.place])]
    words = [each for each in named if each not in codes]
    first = (codes or words)[:1]
    if len(named) > 1 and folded(named[0].head) == folded(named[1].head):
        raise _twice("cancer", named[0], named[1])
    beside = words[: 1 if codes else 0] or (by_meaning.get("reason", ())[:1] if codes else ())
    rest = [each for each in named if each not in first and each not in beside]
    why = f"the cancer is read from {shown(first[0])}" if first else ""
    return [
        *(each._replace(means="diagnosis") for each in beside),
        *(each._replace(means=None, why_not=why) for each in rest),
    ]


def _without_rests(column: ListColumn, chosen: Iterable[ListColumn]) -> ListColumn:
    """A part of a name or of an appointment, where the whole is not read from parts."""
    meanings_there = {each.means for each in chosen}
    both = {"first name", "last name"} <= meanings_there
    if column.means == "name" and both:
        return column._replace(means=None, why_not="the name is read from its parts")
    if column.means in NAME_PARTS and not both and "name" in meanings_there:
        return column._replace(means=None, why_not="the name is read whole")
    if column.means in ("time", "day") and "appointment" not in meanings_there:
        return column._replace(means=None, why_not="no column says the day of a visit")
    return column


def _twice(meaning: Meaning, first: ListColumn, second: ListColumn) -> RosterError:
    return RosterError(
        f"The columns {shown(first)} (column {first.place + 1}) and {shown(second)} (column "
        f"{second.place + 1}) both mean {meaning}. Take one out, or rename the one that is not to be read."
    )


def _named(columns: tuple[ListColumn, ...]) -> dict[ColumnName, int]:
    """The first place of each meaning that is read alone."""
    named: dict[ColumnName, int] = {}
    for each in columns:
        if each.means and whole(each.means) == each.means:
            named.setdefault(each.means, each.place)
    for each in columns:
        if each.means in ("first name", "last name"):  # one of them alone; both are joined
            named.setdefault("name", each.place)
    return named


# -- what to ask, and what to tell


def _questions(
    columns: tuple[ListColumn, ...], sample: Values, named: Mapping[ColumnName, int], answers: Answers
) -> tuple[Question, ...]:
    """What only a person can say. Raises RosterError where no column can be the cancer's."""
    found = []
    if "cancer" not in named:
        reasons = [each.head for each in columns if each.means == "reason"]
        if not reasons:
            raise RosterError(f"No column of this list is called cancer{near_cancer(columns)} {_NEEDED}")
        found.append(which_cancer(reasons))
    if "name" not in named and answers.names:
        free = [each for each in columns if each.means is None and not is_known(each.head)]
        found.append(which_name([each.head for each in free if values.may_be_names(sample[each.place])]))
    return tuple(found)
