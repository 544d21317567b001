"""Whatever a file looks like, stopped wherever, printed again: each line of it is accounted for, in order."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from handouts.batch import printing
from handouts.batch.batch import Mode, run_batch
from handouts.batch.options import BatchOptions
from handouts.batch.reprint import Again, order_again
from handouts.errors import UsageError
from handouts.model.selection import Selection

from .lists import Made

NAMES = ("Ann", "Zoë", "Björn Ægir", "O'Neil", "de la Cruz", "Jean-Luc", "Šárka")
BROKEN = (
    '"{name},lung,x',  # a mark that does not end
    '{name},"lung,x',
    '{name},lung,"x',
    '"{name}" Lee,lung,x',  # a mark where none can be
    '{name},lung,"x"y"',
    "{name}",  # too few cells
    "{name},lung,x,y,z",  # too many
    "{name},unheard of,x",
    ",lung,{name}",  # no name
    "{name}\0,lung,x",
)
ODD = '{name},lung,5"'
"""Five inches: alone it is a note like others, but to a mark that was opened before it is an end."""

ENDINGS = ("\n", "\r\n", "\r")
CODES = ("utf-8", "utf-8-sig", "utf-16", "cp1252")


class Line(NamedTuple):
    """A line of the list, and whether it can be printed."""

    text: str
    mark: str  # stands on its sheet, and on no other
    good: bool


class List(NamedTuple):
    """A list as a file."""

    data: bytes
    lines: tuple[Line, ...]


@st.composite
def lists(draw: st.DrawFn, most: int = 9) -> List:
    """Lines with names in Western letters, some broken; with any delimiter, line end and encoding."""
    delimiter = draw(st.sampled_from(",;\t|"))
    ending, code = draw(st.sampled_from(ENDINGS)), draw(st.sampled_from(CODES))
    quoted = draw(st.booleans())
    lines = []
    for at in range(draw(st.integers(1, most))):
        mark = f"Zq{'abcdefghij'[at]}xq"
        name = f"{mark} {draw(st.sampled_from(NAMES))}"
        broken = draw(st.sampled_from((None, None, None, ODD, ODD, *BROKEN)))
        if broken is None:
            cells = [
                name,
                draw(st.sampled_from(("lung", "breast"))),
                draw(st.sampled_from(("", "Bring it."))),
            ]
            text = delimiter.join(f'"{cell}"' if quoted else cell for cell in cells)
        else:
            text = broken.replace(",", delimiter).format(name=name)
        lines.append(Line(text, mark, broken in (None, ODD)))
    whole = ending.join([delimiter.join(("name", "cancer", "message")), *(line.text for line in lines), ""])
    return List(whole.encode("cp1252" if code == "cp1252" else code, "replace"), tuple(lines))


@pytest.fixture(scope="module")
def folder() -> Iterator[Path]:
    path = Path(tempfile.mkdtemp(prefix="any-file-"))
    yield path
    shutil.rmtree(path)


def _nothing(_doing: str, _done: int, _of: int) -> None:
    pass


def _order(folder: Path, made: List, **options: Any) -> BatchOptions:
    shutil.rmtree(folder / "out", ignore_errors=True)
    shutil.rmtree(folder / ".out.unfinished", ignore_errors=True)
    (folder / "list.csv").write_bytes(made.data)
    layout = Selection(cancers=(), layout="compact")
    return BatchOptions(folder / "list.csv", folder / "out", layout, cache=folder / "cache", **options)


SETTINGS = settings(max_examples=20, suppress_health_check=list(HealthCheck), derandomize=True)


@SETTINGS
@given(made=lists())
def test_every_line_is_a_row_and_only_broken_ones_fail(folder: Path, made: List) -> None:
    order = _order(folder, made)
    counts = run_batch(order, _nothing).totals.counts
    out = Made(order.out)

    assert counts.rows == len(made.lines) == counts.ok + counts.failed
    assert out.statuses == [(row, "ok" if line.good else "failed") for row, line in enumerate(made.lines, 2)]
    copies = out.copies() if counts.ok else {}
    marks = {row: line.mark for row, line in enumerate(made.lines, 2)}
    for row, pages in copies.items():
        said = " ".join(pages)
        assert [other for other, mark in marks.items() if f"{mark} " in said] == [row]
    failed = [" ".join(row) for row in out.failed[1:]] if counts.failed else []
    assert len(failed) == counts.failed
    for row, text in zip(
        (row for row, line in enumerate(made.lines, 2) if not line.good), failed, strict=True
    ):
        assert marks[row] in text  # enough of it is there to know whose row it is
        assert f"Row {row}: " in text


@SETTINGS
@given(made=lists(), stop=st.integers(0, 8), kind=st.sampled_from(("plain", "separate", "sorted")))
def test_stopped_at_any_row_and_taken_up(folder: Path, made: List, stop: int, kind: str) -> None:
    options: dict[str, Any] = {
        "plain": {"start_sheet": True, "separators": True},
        "separate": {"separate": True},
        "sorted": {"sort": "cancer", "tagged": True},
    }[kind]
    order = _order(folder, made, **options)
    run_batch(order, _nothing)
    whole = Made(order.out).files()

    class Killed(BaseException):
        """As when the process is gone: nothing is tidied."""

    real = printing.Printing._printed
    rows = iter(range(1000))

    def printed(self: printing.Printing, outcome: Any) -> Any:
        if next(rows) == stop:
            raise Killed
        return real(self, outcome)

    order = _order(folder, made, **options)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(printing.Printing, "_printed", printed)
        patch.setattr("handouts.batch.own_folder.delete", lambda *_, **__: None)
        try:
            run_batch(order, _nothing)
            assert stop >= len(made.lines)
        except Killed:
            assert not order.out.exists()
    if not order.out.exists():
        run_batch(order, _nothing, mode=Mode(resume=True))
    assert Made(order.out).files() == whole


@SETTINGS
@given(made=lists(), choice=st.data())
def test_rows_printed_again_are_the_same_sheets(folder: Path, made: List, choice: st.DataObject) -> None:
    order = _order(folder, made)
    run_batch(order, _nothing)
    first = Made(order.out)
    rows = choice.draw(st.lists(st.integers(2, len(made.lines) + 1), min_size=1, unique=True))
    shutil.rmtree(folder / "again", ignore_errors=True)
    asked = Again(order.out, ",".join(map(str, rows)), folder / "again", cache=folder / "cache")
    before = {line["row"]: line for line in first.lines}
    if all(before[row]["status"] != "ok" for row in rows):
        with pytest.raises(UsageError, match=f"Row {min(rows)} got no sheet in that run"):
            order_again(asked)
        return
    run_batch(order_again(asked), _nothing)
    second = Made(folder / "again")

    assert [line["row"] for line in second.lines] == sorted(rows)
    assert all(
        (line["id"], line["status"], line["reason"], line["pages"])
        == tuple(before[line["row"]][key] for key in ("id", "status", "reason", "pages"))
        for line in second.lines
    )
    copies = first.copies()
    for row, pages in second.copies().items():
        assert [sorted(said.split()) for said in pages] == [sorted(said.split()) for said in copies[row]]
