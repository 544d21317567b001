"""One table of the options that say what a handout is: commands, fast path, help and selection follow it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Literal, NamedTuple

from handouts.model.selection import Selection

Into = Literal["selection", "recipient", "event", "order", "answers", "command"]
"""The record whose field an option sets; "command" where only the command itself reads it."""

Value = str | bool | tuple[str, ...]


class Option(NamedTuple):
    """An option as it is typed, and the field that it sets."""

    names: tuple[str, ...]  # the last one is the long form; "--on/--off" for a flag that can be turned off
    value: str  # the field
    metavar: str | None  # None: a flag
    help: str
    into: Into = "command"
    many: bool = False  # may be given again; otherwise the last one counts
    choices: tuple[str, ...] = ()  # the only values that are accepted; none: any
    is_path: bool = False
    in_list: str = ""  # the help of the same option of `batch`; empty where a list has no such option
    reprint: Literal["", "typed", "kept"] = ""  # whether `reprint` has it too, or takes it from the record


MAKE: tuple[Option, ...] = (
    Option(
        ("--tip",), "tips", "ID", "Only these tips (may be given again).", "selection",
        many=True, in_list="Only these tips (may be given again).",
    ),
    Option(
        ("--layout",), "layout", "ID", "How it looks: guide-large, everything, poster ...  [default: guide]",
        "selection", in_list="Where a row says nothing.  [default: guide]",
    ),
    Option(
        ("--country",), "country", "ID",
        "Whose helplines and words: au, ca, ie, nz, uk, us. [default: the clinic's, else us]", "selection",
        in_list="Where a row says nothing.  [default: the clinic's, else us]",
    ),
    Option(
        ("--paper",), "paper", "NAME",
        "letter or a4; for a poster tabloid or a3 too. [default: the clinic's, else the country's]",
        "selection",
        in_list="letter or a4, where a row says nothing.  [default: the clinic's, else the country's]",
    ),
    Option(
        ("--numbers",), "numbers", None, "Add a last page with survival numbers.", "selection",
        in_list="Add survival numbers where a row says nothing of them.",
    ),
    Option(
        ("--fillable",), "fillable", None, "Make lines and cells to write in fields that can be typed in.",
        "selection",
    ),
    Option(
        ("--bw",), "bw", None, "Black and white only, with patterns in place of tints.", "selection",
        in_list="Black and white only, with patterns in place of tints.",
    ),
    Option(
        ("--qr",), "qr", None, "Add codes to scan beside the websites of helplines.", "selection",
        in_list="Add codes to scan beside the websites of helplines.",
    ),
    Option(("--for",), "name", "NAME", "Whom it is for.", "recipient"),
    Option(("--date",), "date", "TEXT", "The date, as it shall be printed.", "recipient"),
    Option(("--clinician",), "clinician", "NAME", "The person's doctor or nurse.", "recipient"),
    Option(("--appointment",), "appointment", "TEXT", "The next visit, as it shall be printed.", "recipient"),
    Option(("--note",), "note", "TEXT", "A note for this person.", "recipient"),
    Option(("--event",), "what", "TEXT", "A meeting: what it is (poster, group).", "event"),
    Option(("--when",), "when", "TEXT", "When it is, as it shall be printed.", "event"),
    Option(("--where",), "where", "TEXT", "Where it is.", "event"),
    Option(("--contact",), "contact", "TEXT", "Whom to ask: a first name and a phone.", "event"),
    Option(("--link",), "url", "URL", "A web address, printed with a code to scan.", "event"),
    Option(("--copies",), "copies", "NUMBER", "So many copies in one file, for a group; no tags."),
    Option(("--clinic",), "clinic", "FOLDER", "A clinic's folder: head, phones, content."),
    Option(
        ("--allow-overdue",), "allow_overdue", None, "Print content past its review, marked on every page."
    ),
    Option(("-v", "--verbose"), "verbose", None, "List what is left out for space."),
    Option(("-o", "--output"), "output", "FILE", "The file to write; - is standard output."),
)  # fmt: skip
"""The options of `handouts make`, in the order of its help."""


def given(options: Iterable[Option], into: Into, values: Mapping[str, Value]) -> dict[str, Value]:
    """The values that were given for the fields of one record."""
    of = {option.value for option in options if option.into == into}
    return {name: value for name, value in values.items() if name in of and is_given(value)}


def is_given(value: object) -> bool:
    """Whether an option was typed; an empty text was."""
    return value not in (None, False, ())


def selection_of(
    options: Iterable[Option], cancers: tuple[str, ...], values: Mapping[str, Value]
) -> Selection:
    """What was asked for; a field for which nothing was given has its usual value."""
    return Selection(cancers=cancers, **given(options, "selection", values))  # type: ignore[arg-type]
