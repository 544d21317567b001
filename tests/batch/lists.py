"""Invented lists, and what a run made of them. No tests."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any, NamedTuple

import pypdfium2

HEADS = ("name", "cancer", "message")
EMPTY_BACK = "This side is left empty on purpose."

START = "from handouts.cli.entry_point import main; main()"


def put(path: Path, *rows: Sequence[str], heads: Sequence[str] = HEADS) -> Path:
    """A list as a CSV file."""
    out = io.StringIO()
    csv.writer(out).writerows([heads, *rows])
    path.write_text(out.getvalue(), encoding="utf-8")
    return path


def called(at: int, figures: int = 1) -> str:
    """A name for a number: names have no figures."""
    return "Person " + "".join("bcdfghjklm"[int(figure)] for figure in f"{at:0{figures}d}").capitalize()


def people(count: int) -> Iterator[tuple[str, str, str]]:
    """So many people, one of ten with a cancer that is not known; some notes come again and again."""
    for at in range(count):
        note = ("", "Bring your pills.", "Ask for Room 4.")[at % 3]
        yield called(at), "unheard of" if at % 10 == 7 else ("lung", "breast")[at % 2], note


class Made(NamedTuple):
    """The folder of a run."""

    folder: Path

    @property
    def job(self) -> Path:
        return self.folder / "print-job.pdf"

    @property
    def names(self) -> set[str]:
        """What lies in it."""
        return {path.name for path in self.folder.iterdir()}

    @property
    def record(self) -> dict[str, Any]:
        """manifest.json, which has a line for each row under "rows"."""
        record: dict[str, Any] = json.loads((self.folder / "manifest.json").read_text(encoding="utf-8"))
        return record

    @property
    def lines(self) -> list[dict[str, Any]]:
        """What became of each row."""
        lines: list[dict[str, Any]] = self.record["rows"]
        return lines

    @property
    def statuses(self) -> list[tuple[int, str]]:
        return [(line["row"], line["status"]) for line in self.lines]

    @property
    def reasons(self) -> dict[int, str]:
        """Why rows were not printed."""
        return {line["row"]: line["reason"] for line in self.lines if line["status"] != "ok"}

    @property
    def failed(self) -> list[list[str]]:
        """failed-rows.csv as a spreadsheet reads it, below the command that runs it."""
        (command,), *rows = rows_of(self.folder / "failed-rows.csv")
        assert command.startswith("# handouts batch ")
        return rows

    def pages(self) -> list[str]:
        """The text of each page of the print job, with single spaces."""
        with closing(pypdfium2.PdfDocument(self.job)) as document:
            return [" ".join(page.get_textpage().get_text_bounded().split()) for page in document]

    def copies(self) -> dict[int, list[str]]:
        """The pages of each copy, by row, as the record says where they are."""
        pages = self.pages()
        return {
            line["row"]: pages[line["first_page"] - 1 :][: line["pages"]]
            for line in self.lines
            if line["status"] == "ok"
        }

    def files(self) -> dict[str, bytes]:
        """All that was made, without the command above the failed rows: it names the folder."""
        files = tree(self.folder)
        if failed := files.get("failed-rows.csv"):
            files["failed-rows.csv"] = failed.partition(b"\r\n")[2]
        return files


def rows_of(path: Path, delimiter: str = ",") -> list[list[str]]:
    """A table as a spreadsheet reads it."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file, delimiter=delimiter))


def tree(folder: Path) -> dict[str, bytes]:
    """All files of a folder, by their place in it."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def pictures(pdf: Path, first: int, count: int) -> list[bytes]:
    """Pages as small pictures; `first` counts from 1."""
    with closing(pypdfium2.PdfDocument(pdf)) as document:
        return [bytes(document[at].render(scale=0.6).buffer) for at in range(first - 1, first - 1 + count)]


def bookmarks(pdf: Path) -> list[tuple[int, str, int]]:
    """Level, words and page (from 1) of each entry of the outline."""
    with closing(pypdfium2.PdfDocument(pdf)) as document:
        found = []
        for mark in document.get_toc():
            place = mark.get_dest()
            found.append((mark.level, mark.get_title(), place.get_index() + 1 if place else 0))
        return found
