"""What `handouts make` does once its arguments are read."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from itertools import count
from pathlib import Path

from handouts.cli.fast_path import PlainArguments
from handouts.cli.made_text import PAPER_NAMES, how_to_print, made_text
from handouts.cli.streams import is_output_closed, say, tell
from handouts.errors import OutputError, UsageError
from handouts.model.selection import Event, Recipient, Selection
from handouts.pdf.filling import is_filled, is_from_template
from handouts.run.asking import topics_of
from handouts.run.files import (
    deleted_parts,
    handle_named,
    is_special,
    told_of_parts,
    write_file,
    write_new,
    write_out,
)
from handouts.run.kept_editions import editions_folder
from handouts.run.make import Made, make
from handouts.run.options import MAKE, Value, given, selection_of
from handouts.run.renamed import renamed_notes

_STANDARD_OUTPUT = 1


def make_asked(asked: PlainArguments) -> None:
    """Make the handout, write it, and say so. Raises HandoutsError."""
    values = asked.values
    chosen = _text(values, "output")
    to_output = chosen == "-" or bool(chosen and handle_named(Path(chosen)) == _STANDARD_OUTPUT)
    if to_output and is_output_closed():
        raise OutputError("Standard output is closed, so nothing was made. Name a file with -o.")
    clinic = Path(_text(values, "clinic")) if "clinic" in values else None
    _refuse_empty(values)
    topics = topics_of(asked.cancers, clinic)
    selection = _selection(values, topics.cancers)
    fields = given(MAKE, "recipient", values)
    recipient = Recipient(**fields) if fields else None  # type: ignore[arg-type]
    made = _made(values, selection, recipient, clinic)
    notes = (*topics.notes, *renamed_notes(selection.layout, clinic), *made.notes)
    if to_output:
        for line in notes:
            say(line)
        write_out(sys.stdout.buffer, made.data)
        return
    folder = Path(chosen).parent
    if deleted := deleted_parts(folder):
        notes = (*notes, told_of_parts(deleted, folder))
    names = _names(asked.cancers or (selection.layout,))
    path = _written(made, Path(chosen) if chosen else None, names, personal=recipient is not None)
    whose = _whose(recipient, bool(chosen)) if recipient else ""
    _print(path, made, f"{made_text(made, verbose='verbose' in values)}{whose}", notes)


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
    if "paper" in values and paper not in PAPER_NAMES:
        raise UsageError(f"There is no paper called '{paper[:40]}'; there are letter, a4, tabloid and a3.")
    parts = given(MAKE, "event", values)
    event = Event(**parts) if parts else None  # type: ignore[arg-type]
    return selection_of(MAKE, cancers, values)._replace(event=event)


def _made(
    values: Mapping[str, Value], selection: Selection, recipient: Recipient | None, clinic: Path | None
) -> Made:
    """One handout, or many copies of one."""
    overdue = "allow_overdue" in values
    if "copies" not in values:
        return make(selection, recipient, clinic, editions_folder(), allow_overdue=overdue)
    if recipient is not None:
        raise UsageError("--copies prints the same handout many times; leave out whom it is for.")
    from handouts.run.copies import make_copies  # slow to import; not needed for one handout

    number = _text(values, "copies")
    many = int(number) if number.isascii() and number.isdigit() and len(number) < 6 else 0
    return make_copies(selection, many, clinic, editions_folder(), allow_overdue=overdue)


def _print(path: Path, made: Made, success: str, notes: tuple[str, ...]) -> None:
    lines = [f"{path}: {success}", *notes]
    if made.sheets and not is_special(path):
        lines.append(how_to_print(_for_printing(path), made.sheets))
    elif _is_ours(old := _for_printing(path)):
        lines.append(f"{old} belongs to an earlier handout. Delete it if you do not need it.")
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
    """Whether a file holds a person's fields. Errors are reported when it is written."""
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


def _names(about: tuple[str, ...]) -> Iterator[Path]:
    """File names by topic, without patient data. A person's sheet never replaces that of somebody else."""
    topic = "-".join("".join(c if c.isalnum() else "-" for c in name.lower()) for name in about)[:60]
    return (Path(f"handout-{topic}-{at}.pdf" if at > 1 else f"handout-{topic}.pdf") for at in count(1))


def _whose(recipient: Recipient, chosen: bool) -> str:
    """That it is for one person, without the name."""
    given = "the name you gave" if recipient.name else "what you gave for this person"
    return f" With {given}{'' if chosen else '; nothing was replaced'}."
