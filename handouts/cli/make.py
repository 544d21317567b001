"""handouts make: one handout, for anybody or for one person."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import click

from handouts.errors import UsageError
from handouts.model.selection import PaperName, Recipient, Selection
from handouts.run.files import write_file, write_new, write_out
from handouts.run.make import Made, make
from handouts.run.places import editions_folder

_PAPER_NAMES = {"letter": "US Letter", "a4": "A4"}


@click.command()
@click.argument("cancers", nargs=-1, required=True, metavar="CANCER...")
@click.option("--tip", "tips", multiple=True, metavar="ID", help="Only these tips (may be given again).")
@click.option(
    "--layout", default="clear", show_default=True, metavar="ID", help="How it looks: clear, large ..."
)
@click.option("--paper", metavar="letter|a4", help="Paper. [default: the clinic's, else letter]")
@click.option("--numbers", is_flag=True, help="Add a last page with survival numbers.")
@click.option("--for", "name", metavar="NAME", help="Whom it is for.")
@click.option("--date", metavar="TEXT", help="The date, as it shall be printed.")
@click.option("--clinician", metavar="NAME", help="The person's doctor or nurse.")
@click.option("--appointment", metavar="TEXT", help="The next visit, as it shall be printed.")
@click.option("--note", metavar="TEXT", help="A note for this person.")
@click.option(
    "--clinic",
    type=click.Path(path_type=Path),
    metavar="FOLDER",
    help="A clinic's folder: head, phones, content.",
)
@click.option("--allow-overdue", is_flag=True, help="Print content past its review, marked on every page.")
@click.option("-o", "--output", metavar="FILE", help="The file to write; - is standard output.")
def command(
    cancers: tuple[str, ...],
    tips: tuple[str, ...],
    layout: str,
    paper: str | None,
    numbers: bool,
    allow_overdue: bool,
    clinic: Path | None,
    output: str | None,
    **fields: str | None,
) -> None:
    """Make one handout about one or more cancers.

    \b
    handouts make breast
    handouts make lung --for "Ann Lee" --date "November 24, 2026"
    handouts make colorectal --layout large --paper a4 --clinic our-clinic
    handouts make prostate --tip pain-palliative --tip navigator -o sheet.pdf
    """
    selection = Selection(
        cancers=cancers, tips=tips or None, layout=layout, paper=_paper(paper), numbers=numbers
    )
    recipient = Recipient(**fields) if any(fields.values()) else None
    cache = editions_folder()
    made = make(selection, recipient, clinic, cache, allow_overdue=allow_overdue)
    if output == "-":
        write_out(sys.stdout.buffer, made.data)
        return
    if output or recipient is None:
        path = Path(output or f"handout-{_topic(cancers)}.pdf")
        write_file(path, made.data)
    else:
        path = write_new(_copies(cancers), made.data)
    click.echo(_success(path, made))


def _paper(name: str | None) -> PaperName | None:
    if name is None or name in ("letter", "a4"):
        return name  # type: ignore[return-value]
    raise UsageError(f"There is no paper called '{name[:40]}'; there are letter and a4.")


def _topic(cancers: tuple[str, ...]) -> str:
    """What a handout is about, for a file name."""
    return "-".join("".join(c if c.isalnum() else "-" for c in name.lower()) for name in cancers)[:60]


def _copies(cancers: tuple[str, ...]) -> Iterator[Path]:
    """File names without patient data. A copy for a person never takes the place of another one."""
    return (Path(f"handout-{_topic(cancers)}-copy-{number}.pdf") for number in count(1))


def _success(path: Path, made: Made) -> str:
    pages = "1 page" if made.pages == 1 else f"{made.pages} pages"
    line = f"{path}: {made.title}, {pages}, {_PAPER_NAMES[made.paper]}."
    if "numbers" in made.left_out:
        line += " Survival numbers are left out; --numbers adds them on a last page of their own."
    if made.overdue:
        line += " Every page says that its review is overdue."
    return line
