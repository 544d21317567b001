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
from handouts.run.asking import topics_of
from handouts.run.files import write_file, write_new, write_out
from handouts.run.make import Made, make
from handouts.run.places import editions_folder

_PARTS = {
    "advice-in-short": "the advice about fever",
    "card-clinic": "the clinic's name",
    "card-hours": "the hours of the phones",
    "same-day-in-short": "the signs to call about the same day",
    "stage-in-brief": "all that the stage means",
    "treatments-in-brief": "what every treatment is for",
    "questions-in-brief": "all questions",
    "special-in-brief": "all that is special about it",
    "spread-in-brief": "where it can spread",
    "support-in-brief": "all helplines",
    "tests-in-brief": "all tests to ask about",
}
"""Parts of cards and leaflets that may be left out, wholly or from their end."""

_PAPER_NAMES = {"letter": "US Letter", "a4": "A4", "tabloid": "tabloid", "a3": "A3"}
_EVENT = {"event": "what", "when": "when", "where": "where", "contact": "contact", "link": "url"}


def make_asked(asked: Asked) -> None:
    """Make the handout, write it, and say so. Raises HandoutsError."""
    texts = asked.texts
    clinic = Path(texts["clinic"]) if "clinic" in texts else None
    topics = topics_of(asked.cancers, clinic)
    selection = Selection(
        cancers=topics.cancers,
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
    _write(made, texts.get("output"), about, recipient is not None, topics.told)


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


def _write(
    made: Made, output: str | None, about: tuple[str, ...], named: bool, told: tuple[str, ...]
) -> None:
    if output == "-":
        for line in told:
            print(line, file=sys.stderr)
        write_out(sys.stdout.buffer, made.data)
        return
    if output or not named:
        path = Path(output or f"handout-{_topic(about)}.pdf")
        write_file(path, made.data)
    else:
        path = write_new(_copies(about), made.data)
    said = [_success(path, made), *told]
    if made.sheets:
        printing = path.with_name(f"{path.stem}-for-printing{path.suffix}")
        write_file(printing, made.sheets.data)
        said.append(how_to_print(printing, made.sheets))
    try:
        print("\n".join(said), flush=True)
    except BrokenPipeError:
        raise
    except OSError as error:
        raise OutputError(f"{path} is written, but this could not be said: {error.strerror}.") from None


def _paper(name: str | None) -> PaperName | None:
    if name is None or name in _PAPER_NAMES:
        return name  # type: ignore[return-value]
    raise UsageError(f"There is no paper called '{name[:40]}'; there are letter, a4, tabloid and a3.")


def _topic(cancers: tuple[str, ...]) -> str:
    """What a handout is about, for a file name."""
    return "-".join("".join(c if c.isalnum() else "-" for c in name.lower()) for name in cancers)[:60]


def _copies(cancers: tuple[str, ...]) -> Iterator[Path]:
    """File names without patient data. A copy for a person never takes the place of another one."""
    return (Path(f"handout-{_topic(cancers)}-copy-{number}.pdf") for number in count(1))


def _success(path: Path, made: Made) -> str:
    pages = "1 page" if made.pages == 1 else f"{made.pages} pages"
    if made.once:
        pages = f"{made.once} pages for who leads, once, and {made.copies} x {pages} to hand out"
    elif made.copies > 1:
        pages = f"{made.copies} copies of {pages}"
    line = f"{path}: {made.title}, {pages}, {_PAPER_NAMES[made.paper]}."
    if "numbers" in made.left_out:
        line += " Survival numbers are left out; --numbers adds them on a last page of their own."
    if "codes" in made.left_out:
        line += " This layout has no place for codes to scan; others have, such as clear."
    if made.gone:
        line += f" Left out for space: {', '.join(made.gone)}; the layout clear has it all."
    missing = [_PARTS[name] for name in made.left_out if name in _PARTS]
    if missing:
        line += f" There was no room for {'; '.join(missing)}."
    if made.overdue:
        line += " Every page says that its review is overdue."
    return line
