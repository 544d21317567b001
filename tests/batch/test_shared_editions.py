"""Copies of one selection share an edition, whatever fields they have, where that costs nobody anything."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from pdf_checks import findings, opened

from handouts.batch.batch import run_batch
from handouts.batch.options import BatchOptions
from handouts.batch.plan import joint
from handouts.model.selection import Field, FieldName, Selection
from handouts.reading.shelf import digest_of_shipped
from handouts.run.typesetting import EditionMaker
from handouts.typeset.edition import lacking

from .lists import Made, pictures, put

HEADS = ("name", "cancer", "clinician", "appointment", "message")
NAMED = "Ann Lone", "lung", "", "", ""
SEEN = "Bo Seen", "lung", "Dr. Nobody", "", ""
NOTED = "Cy Noted", "lung", "", "", "Bring your pills."
FULL = "Di Full", "lung", "Dr. Noone", "Room 4", "Drink enough."
LABELS = ("Your clinician", "Next visit", "Note")


@pytest.mark.parametrize(
    ("shapes", "fields"),
    [
        ([("name",)], (Field("name"),)),
        ([("name",), ("name", "note")], (Field("name"), Field("note", optional=True))),
        (
            [("name", "note"), ("name", "clinician")],
            (Field("name"), Field("clinician", optional=True), Field("note", optional=True)),
        ),
        ([("name", "date", "note")] * 2, (Field("name"), Field("date"), Field("note"))),
        ([()], ()),
    ],
)
def test_all_fields_of_some_copies(shapes: list[tuple[FieldName, ...]], fields: tuple[Field, ...]) -> None:
    assert joint(shapes) == fields


def _run(folder: Path, *rows: tuple[str, ...], layout: str = "everything", **options: object) -> BatchOptions:
    order = BatchOptions(
        put(folder / "list.csv", *rows, heads=HEADS),
        folder / "out",
        Selection(cancers=(), layout=layout),
        cache=folder / "cache",
    )._replace(**options)
    run_batch(order, lambda _doing, _done, _of: None)
    return order


def _editions(order: BatchOptions) -> int:
    assert order.cache is not None
    return sum(1 for _ in order.cache.iterdir())


def _panel(page: str) -> list[str]:
    """The words of the fields and of their labels on a first page."""
    words = (
        *LABELS,
        "Ann Lone",
        "Bo Seen",
        "Cy Noted",
        "Di Full",
        "Nobody",
        "pills",
        "Noone",
        "Room 4",
        "Drink",
    )
    return [word for word in words if re.search(rf"\b{word}\b", page)]


def test_one_edition_for_all_and_to_each_their_own(tmp_path: Path) -> None:
    order = _run(tmp_path, NAMED, SEEN, NOTED, FULL)
    assert _editions(order) == 1
    copies = Made(order.out).copies()
    assert [_panel(copies[row][0]) for row in (2, 3, 4, 5)] == [
        ["Ann Lone"],
        ["Your clinician", "Bo Seen", "Nobody"],
        ["Note", "Cy Noted", "pills"],
        ["Your clinician", "Next visit", "Note", "Di Full", "Noone", "Room 4", "Drink"],
    ]
    for rows in ((3,), (2, 4)):  # printed again without the others: the same sheets
        again = order._replace(out=tmp_path / f"again{rows[0]}", rows=rows)
        run_batch(again, lambda _doing, _done, _of: None)
        lines = {line["row"]: line for line in Made(order.out).lines}
        at = 1
        for row in rows:
            first, count = lines[row]["first_page"], lines[row]["pages"]
            assert pictures(again.out / "print-job.pdf", at, 1) == pictures(Made(order.out).job, first, 1)
            at += count
    assert _editions(order) == 1


def test_files_of_copies_that_lack_fields(tmp_path: Path) -> None:
    order = _run(tmp_path, NAMED, SEEN, FULL, layout="booklet", separate=True)
    assert _editions(order) == 1
    files = [order.out / line["file"] for line in Made(order.out).lines]
    assert [finding for file in files for finding in findings(opened(file.read_bytes()))] == []
    tagged = order._replace(out=tmp_path / "tagged", separate=False, tagged=True)
    run_batch(tagged, lambda _doing, _done, _of: None)
    assert [name for name in _panel(Made(tagged.out).copies()[3][0]) if name in SEEN or name in FULL] == [
        "Bo Seen"
    ]


@pytest.mark.parametrize(
    ("layout", "other", "editions"),
    [
        ("questions", FULL, 3),  # a page would say less than it can: one that was tried, and one for each
        ("diary", ("Bo " + "Longname-" * 6, "lung", "", "", ""), 2),  # lines of its own
        ("diary", ("Bo Seen", "breast", "", "", ""), 2),
        ("diary", SEEN, 1),  # one is refused, for there is no place for a clinician
    ],
)
def test_what_is_not_shared(tmp_path: Path, layout: str, other: tuple[str, ...], editions: int) -> None:
    order = _run(tmp_path, NAMED, other, layout=layout)
    together = Made(order.out)
    assert (_editions(order), together.lines[0]["status"]) == (editions, "ok")
    for row, line in zip((2, 3), (NAMED, other), strict=True):
        folder = tmp_path / str(row)
        folder.mkdir()
        alone = Made(_run(folder, line, layout=layout).out)
        assert (alone.lines[0]["reason"], alone.lines[0]["pages"]) == (
            together.lines[row - 2]["reason"],
            together.lines[row - 2]["pages"],
        )
        if not alone.job.exists():
            continue
        words = [sorted(page.split()) for page in alone.copies().get(2, ())]
        assert [len(page) for page in words] == [len(page.split()) for page in together.copies().get(row, ())]


def test_the_room_of_empty_rows_is_shared_out() -> None:
    fields = Field("name"), Field("clinician", optional=True), Field("note", optional=True)
    wanted = Selection(cancers=("lung",), layout="everything", fields=fields)
    whole = EditionMaker((wanted,), None, digest_of_shipped()).edition(wanted)
    rows = {slot.name: slot.y for slot in whole.template.slots if not slot.furniture}
    row = rows["name"] - rows["clinician"]
    left = lacking(whole, {"name", "note"}).template.slots
    moved = {slot.name: slot.y for slot in left if not slot.furniture}
    assert moved == pytest.approx({"name": rows["name"] - row / 3, "note": rows["note"] + row / 3})
    assert lacking(whole, {"name", "clinician", "note"}) is whole
