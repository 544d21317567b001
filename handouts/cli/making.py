"""What `handouts make` does once its arguments are read."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from itertools import count
from pathlib import Path

from handouts.cli.fast_path import PlainArguments
from handouts.cli.printing_advice import how_to_print
from handouts.cli.streams import is_output_closed, tell
from handouts.errors import OutputError, UsageError
from handouts.model.selection import Event, Recipient, Selection
from handouts.pdf.filling import is_filled, is_from_template
from handouts.run.asking import topics_of
from handouts.run.cache_folder import editions_folder
from handouts.run.files import (
    deleted_parts,
    handle_named,
    is_special,
    told_of_parts,
    write_file,
    write_new,
    write_out,
)
from handouts.run.make import Made, make
from handouts.run.options import MAKE, Value, given, selection_of

_STANDARD_OUTPUT = 1
_PIECES = {"booklet": "booklet", "cards": "card", "folded-cards": "folded card", "panels": "leaflet"}
_PAPER_NAMES = {"letter": "US Letter", "a4": "A4", "tabloid": "tabloid", "a3": "A3"}


def make_asked(asked: PlainArguments) -> None:
    """Make the handout, write it, and say so. Raises HandoutsError."""
    values = asked.values
    chosen = _text(values, "output")
    to_output = _is_output(chosen)
    if to_output and is_output_closed():
        raise OutputError("Standard output is closed, so nothing was made. Name a file with -o.")
    clinic = Path(_text(values, "clinic")) if "clinic" in values else None
    _refuse_empty(values)
    topics = topics_of(asked.cancers, clinic)
    selection = _selection(values, topics.cancers)
    fields = given(MAKE, "recipient", values)
    recipient = Recipient(**fields) if fields else None  # type: ignore[arg-type]
    overdue = "allow_overdue" in values
    if "copies" in values:
        made = _copies_of(selection, _text(values, "copies"), recipient, clinic, overdue=overdue)
    else:
        made = make(selection, recipient, clinic, editions_folder(), allow_overdue=overdue)
    about = asked.cancers or (selection.layout,)
    if to_output:
        for line in (*topics.told, *made.told):
            print(line, file=sys.stderr)
        write_out(sys.stdout.buffer, made.data)
        return
    tidied = _tidied(Path(chosen or "").parent)
    path = _written(made, Path(chosen) if chosen else None, _names(about), personal=recipient is not None)
    whose = _whose(recipient, bool(chosen)) if recipient else ""
    success = f"{_success(made, verbose='verbose' in values)}{whose}"
    _say(path, made, success, (*topics.told, *made.told, *tidied))


def _is_output(chosen: str | None) -> bool:
    """Whether the handout goes to standard output."""
    return chosen == "-" or bool(chosen and handle_named(Path(chosen)) == _STANDARD_OUTPUT)


def _tidied(folder: Path) -> tuple[str, ...]:
    """What is told of files that commands which were killed have left in a folder: they are deleted."""
    count = deleted_parts(folder)
    return (told_of_parts(count, folder),) if count else ()


def _text(values: Mapping[str, Value], name: str) -> str:
    value = values.get(name, "")
    return value if isinstance(value, str) else ""


def _refuse_empty(values: Mapping[str, Value]) -> None:
    for option in MAKE:
        value = values.get(option.value)
        if option.into in ("recipient", "event") and isinstance(value, str) and not value.strip():
            called = option.value if option.into == "recipient" else option.names[-1].lstrip("-")
            raise UsageError(f"The {called} is empty. Give one, or leave the option out.")


def _selection(values: Mapping[str, Value], cancers: tuple[str, ...]) -> Selection:
    paper = _text(values, "paper")
    if "paper" in values and paper not in _PAPER_NAMES:
        raise UsageError(f"There is no paper called '{paper[:40]}'; there are letter, a4, tabloid and a3.")
    parts = given(MAKE, "event", values)
    event = Event(**parts) if parts else None  # type: ignore[arg-type]
    return selection_of(MAKE, cancers, values)._replace(event=event)


def _copies_of(
    selection: Selection, number: str, recipient: Recipient | None, clinic: Path | None, *, overdue: bool
) -> Made:
    if recipient is not None:
        raise UsageError("--copies prints the same handout many times; leave out whom it is for.")
    from handouts.run.copies import make_copies  # dear to import; not needed for one handout

    count = int(number) if number.isascii() and number.isdigit() and len(number) < 6 else 0
    return make_copies(selection, count, clinic, editions_folder(), allow_overdue=overdue)


def _say(path: Path, made: Made, success: str, told: tuple[str, ...]) -> None:
    lines = [f"{path}: {success}", *told]
    if made.sheets and not is_special(path):
        lines.append(how_to_print(_for_printing(path), made.sheets))
    elif _is_ours(old := _for_printing(path)):
        lines.append(f"{old} is of an earlier handout, not of this one. Delete it if you do not need it.")
    tell("\n".join(lines), f"{path} is written.")


def _written(made: Made, output: Path | None, names: Iterator[Path], *, personal: bool) -> Path:
    """Write the handout where it was asked for, else under the first name that takes nobody's sheet away."""
    if personal and not output:
        path = write_new((name for name in names if not _for_printing(name).exists()), made.data)
    else:
        mine = (name for name in names if not any(map(_holds_a_person, (name, _for_printing(name)))))
        path = output or next(mine)
        write_file(path, made.data)
    if made.sheets and not is_special(path):
        write_file(_for_printing(path), made.sheets.data)
    return path


def _for_printing(path: Path) -> Path:
    return path.with_name(f"{path.stem}-for-printing{path.suffix}")


def _holds_a_person(path: Path) -> bool:
    """Whether a file holds a person's fields. What cannot be read is told when it is written."""
    try:
        return path.is_file() and is_filled(path.read_bytes())
    except OSError:
        return False


def _is_ours(path: Path) -> bool:
    """Whether there is a file that this program made."""
    try:
        return path.is_file() and is_from_template(path.read_bytes())
    except OSError:
        return False


def _topic(cancers: tuple[str, ...]) -> str:
    """What a handout is about, for a file name."""
    return "-".join("".join(c if c.isalnum() else "-" for c in name.lower()) for name in cancers)[:60]


def _names(about: tuple[str, ...]) -> Iterator[Path]:
    """File names without patient data. The sheet of a person never takes the place of another one."""
    topic = _topic(about)
    return (Path(f"handout-{topic}-{at}.pdf" if at > 1 else f"handout-{topic}.pdf") for at in count(1))


def _whose(recipient: Recipient, chosen: bool) -> str:
    """That it is the sheet of one person; not whose."""
    given = "the name you gave" if recipient.name else "what you gave for this person"
    return f" With {given}{'' if chosen else '; nothing was replaced'}."


def _amount(made: Made) -> str:
    """How much is in the file."""
    if made.laid_out:
        how, pieces, sheets = made.laid_out
        return f"{_counted(pieces, _PIECES[how])} on {_counted(sheets, 'sheet')}"
    pages = _counted(made.pages, "page")
    if made.once:
        return f"{made.once} pages for who leads, once, and {made.copies} x {pages} to hand out"
    return f"{made.copies} copies of {pages}" if made.copies > 1 else pages


def _counted(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"


def _success(made: Made, *, verbose: bool) -> str:
    line = f"{made.title}, {_amount(made)}, {_PAPER_NAMES[made.paper]}."
    if "numbers" in made.empty_sections:
        line += " Survival numbers are left out; --numbers adds them on a last page of their own."
    if made.omissions:
        parts = _counted(len(made.omissions), "part")
        what = ", ".join(made.omissions) if verbose else f"{parts} (-v lists them)"
        line += f" Left out for space: {what}; the layout clear has it all."
    if made.overdue:
        line += " Every page says that its review is overdue."
    return line
