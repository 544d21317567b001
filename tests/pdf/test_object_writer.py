"""A file that grows: rows beyond 4 GiB, object streams that are full, and one that goes on."""

from __future__ import annotations

import io
import re

import pytest

from handouts.pdf.object_writer import MOST_OBJECTS, ObjectWriter
from handouts.pdf.packing import HEADER
from handouts.pdf.syntax import stream
from handouts.pdf.xref_spool import ROW, XrefSpool
from pdf.jobs import raw, told

GIB = 1 << 30
ROOT = b"<</Type/Catalog/Pages %d 0 R>>"
PAGES = b"<</Type/Pages/Count 1/Kids[%d 0 R]>>"
PAGE = b"<</Type/Page/Parent %d 0 R/MediaBox[0 0 9 9]/Resources<<>>>>"


class FarOut(io.BytesIO):
    """A file of which only what is written behind a far place is kept."""

    def __init__(self, start: int) -> None:
        super().__init__()
        self.start = start

    def tell(self) -> int:
        return self.start + super().tell()

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        return self.start + super().seek(offset - self.start, whence)


def file_at(out: io.BytesIO, rows: bytes = b"") -> ObjectWriter:
    """A new file, or one that goes on."""
    return ObjectWriter(out, XrefSpool(io.BytesIO(rows), len(rows) // ROW))


def rows_of(file: ObjectWriter) -> bytes:
    """Its rows so far."""
    return b"".join(file._rows.chunks())


def closed(file: ObjectWriter, *packed: tuple[int, bytes]) -> None:
    """End a file of an empty page."""
    root, pages, page, info = (file.new() for _ in range(4))
    tree = [(root, ROOT % pages), (pages, PAGES % page), (page, PAGE % pages)]
    file.pack([*packed, *tree, (info, b"<</Title(None)>>")])
    file.close(root, info, b"")


def test_a_small_file_is_right() -> None:
    out = io.BytesIO()
    file = file_at(out)
    first = file.new(3)
    file.write(first + 1, stream(b"data"))  # not in the order of the numbers
    file.write(first, b"[1 2]")
    closed(file, (first + 2, b"(packed)"))

    pdf = told(out.getvalue())
    assert [pdf.get_object(first, 0)[0], bytes(pdf.get_object(first + 2, 0))] == [1, b"packed"]
    assert pdf.get_object(first + 1, 0).read_bytes() == b"data"
    assert raw(out.getvalue()).unused == []
    assert file.count == len(raw(out.getvalue()).rows)


@pytest.mark.parametrize("start", [4 * GIB - 10, 4 * GIB, 1000 * GIB])
def test_rows_reach_beyond_4_gib(start: int) -> None:
    """A file that goes on there has the rows that one from the beginning has, each so much farther."""
    near, far = io.BytesIO(), FarOut(start)
    rows = []
    for out in (near, far):
        file = file_at(out, b"" if out is near else b"\x00" * ROW)
        for at in range(5):
            file.add(stream(b"%d" % at))
        closed(file)
        rows.append(rows_of(file))
    moved = start - len(HEADER)

    def places(packed: bytes) -> list[tuple[int, int, int]]:
        split = [packed[at : at + ROW] for at in range(0, len(packed), ROW)]
        return [(row[0], int.from_bytes(row[1:6], "big"), int.from_bytes(row[6:], "big")) for row in split]

    first, second = (places(one)[1:] for one in rows)
    assert second == [(kind, at + moved if kind == 1 else at, place) for kind, at, place in first]
    (place,) = re.findall(rb"startxref\n(\d+)\n", far.getvalue())
    assert int(place) == second[-1][1] > 4 * GIB - 10
    assert b"/W[1 5 2]" in far.getvalue()


def test_a_file_goes_on_where_it_was() -> None:
    whole = io.BytesIO()
    file = file_at(whole)
    first = file.add(b"[1]")
    half, rows = whole.getvalue(), rows_of(file)
    file.add(b"[2]")
    closed(file)

    rest = io.BytesIO(half)
    rest.seek(0, io.SEEK_END)
    file = file_at(rest, rows)
    assert file.add(b"[2]") == first + 1
    closed(file)
    assert rest.getvalue() == whole.getvalue()


def test_more_objects_than_an_object_stream_holds_go_into_several() -> None:
    out = io.BytesIO()
    file = file_at(out)
    first = file.new(70_000)
    closed(file, *((first + at, b"%d" % at) for at in range(70_000)))
    found = raw(out.getvalue())

    assert [len(group) for group in found.members.values()] == [65_535, 70_004 - 65_535]
    bodies = dict(pair for group in found.members.values() for pair in group)
    assert [bodies[first + at] for at in range(70_000)] == [b"%d" % at for at in range(70_000)]
    assert told(out.getvalue()).get_object(first + 69_999, 0) == 69_999


def test_an_object_stream_that_is_ready_is_not_split() -> None:
    file = file_at(io.BytesIO())
    first = file.new(65_536)
    with pytest.raises(ValueError, match="65536"):
        file.pack_ready([range(first, first + 65_536)], b"", b"")


@pytest.mark.parametrize("numbers", [(3, 1, 2), (1, 3, 2), (1, 2, 3)])
def test_packed_objects_may_stand_in_any_order(numbers: tuple[int, ...]) -> None:
    out = io.BytesIO()
    file = file_at(out)
    file.new(3)
    file.pack([(number, b"%d" % number) for number in numbers])
    closed(file)
    pdf = told(out.getvalue())

    assert [pdf.get_object(number, 0) for number in (1, 2, 3)] == [1, 2, 3]
    assert raw(out.getvalue()).unused == []


def test_numbers_that_are_not_used_are_free() -> None:
    out = io.BytesIO()
    file = file_at(out)
    unused = file.new(2)
    closed(file)

    assert raw(out.getvalue()).unused == [unused, unused + 1]
    assert told(out.getvalue()).get_object(unused, 0) is None


def test_a_file_may_be_too_full() -> None:
    assert MOST_OBJECTS == 2**23 - 1
