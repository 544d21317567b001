"""What `handouts make` does once its arguments are read."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from itertools import count
from pathlib import Path

from handouts.cli.options import Asked
from handouts.cli.sheets import how_to_print
from handouts.errors import OutputError, UsageError
from handouts.model.selection import FIELDS, Event, PaperName, Recipient, Selection
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
from handouts.run.make import Made, make
from handouts.run.places import editions_folder

_STANDARD_OUTPUT = 1
_PIECES = {"booklet": "booklet", "cards": "card", "folded-cards": "folded card", "panels": "leaflet"}
_PAPER_NAMES = {"letter": "US Letter", "a4": "A4", "tabloid": "tabloid", "a3": "A3"}
_EVENT = {"event": "what", "when": "when", "where": "where", "contact": "contact", "link": "url"}


def make_asked(asked: Asked) -> None:
    """Make the handout, write it, and say so. Raises HandoutsError."""
    texts = asked.texts
    clinic = Path(texts["clinic"]) if "clinic" in texts else None
    topics = topics_of(asked.cancers, clinic)
    selection = _selection(asked, topics.cancers)
    for name in (*FIELDS, *_EVENT):
        if name in texts and not texts[name].strip():
            raise UsageError(f"The {name} is empty. Give one, or leave the option out.")
    fields = {name: texts[name] for name in FIELDS if name in texts}
    recipient = Recipient(**fields) if fields else None
    if "copies" in texts:
        made = _copies_of(selection, texts["copies"], recipient, clinic, asked)
    else:
        made = make(selection, recipient, clinic, editions_folder(), allow_overdue=asked.allow_overdue)
    about = asked.cancers or (selection.layout,)
    chosen = texts.get("output")
    if chosen == "-" or (chosen and handle_named(Path(chosen)) == _STANDARD_OUTPUT):
        for line in (*topics.told, *made.told):
            print(line, file=sys.stderr)
        write_out(sys.stdout.buffer, made.data)
        return
    tidied = _tidied(Path(chosen or "").parent)
    path = _written(made, Path(chosen) if chosen else None, _names(about), personal=recipient is not None)
    whose = _whose(recipient, chosen is not None) if recipient else ""
    _say(path, made, whose, (*topics.told, *made.told, *tidied))


def _tidied(folder: Path) -> tuple[str, ...]:
    """What is told of files that commands which were killed have left in a folder: they are deleted."""
    count = deleted_parts(folder)
    return (told_of_parts(count, folder),) if count else ()


def _selection(asked: Asked, cancers: tuple[str, ...]) -> Selection:
    texts = asked.texts
    return Selection(
        cancers=cancers,
        tips=asked.tips or None,
        country=texts.get("country"),
        layout=texts.get("layout", "clear"),
        paper=_paper(texts.get("paper")),
        numbers=asked.numbers,
        fillable=asked.fillable,
        bw=asked.bw,
        qr=asked.qr,
        event=_event(texts),
    )


def _event(texts: dict[str, str]) -> Event | None:
    parts = {name: texts[option] for option, name in _EVENT.items() if option in texts}
    return Event(**parts) if parts else None


def _copies_of(
    selection: Selection, number: str, recipient: Recipient | None, clinic: Path | None, asked: Asked
) -> Made:
    if recipient is not None:
        raise UsageError("--copies prints the same handout many times; leave out whom it is for.")
    from handouts.run.copies import make_copies  # dear to import; not needed for one handout

    count = int(number) if number.isascii() and number.isdigit() and len(number) < 6 else 0
    return make_copies(selection, count, clinic, editions_folder(), allow_overdue=asked.allow_overdue)


def _say(path: Path, made: Made, whose: str, told: tuple[str, ...]) -> None:
    lines = [f"{path}: {_success(made)}{whose}", *told]
    if made.sheets and not is_special(path):
        lines.append(how_to_print(_for_printing(path), made.sheets))
    elif _is_ours(old := _for_printing(path)):
        lines.append(f"{old} is of an earlier handout, not of this one. Delete it if you do not need it.")
    try:
        print("\n".join(lines), flush=True)
    except BrokenPipeError:
        raise
    except OSError as error:
        raise OutputError(f"{path} is written, but this could not be said: {error.strerror}.") from None


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


def _paper(name: str | None) -> PaperName | None:
    if name is None or name in _PAPER_NAMES:
        return name  # type: ignore[return-value]
    raise UsageError(f"There is no paper called '{name[:40]}'; there are letter, a4, tabloid and a3.")


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


def _success(made: Made) -> str:
    line = f"{made.title}, {_amount(made)}, {_PAPER_NAMES[made.paper]}."
    if "numbers" in made.left_out:
        line += " Survival numbers are left out; --numbers adds them on a last page of their own."
    if made.omissions:
        line += f" Left out for space: {', '.join(made.omissions)}; the layout clear has it all."
    if made.overdue:
        line += " Every page says that its review is overdue."
    return line
