"""Small print jobs, and a look at the bytes of their files that trusts no reader. No tests."""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import Any, NamedTuple

import pikepdf
import pypdfium2

from handouts.pdf.fonts import EmbeddedFont
from handouts.pdf.identity import Identity
from handouts.pdf.job import JobEntry, JobForm, PrintJob
from handouts.pdf.slots import FontTable
from handouts.pdf.tagged_job import TaggedJob
from handouts.pdf.template import LateFont, Template
from pdf.drafts import BOX, COLUMN, FALLBACK, ROW, Draft, face, filled, sample

IDENTITY = Identity("A print job", "nobody", "Copies", "en-US", "tests")
FORM = JobForm(IDENTITY, "DuplexFlipLongEdge", b"seed")
LETTERS = "".join(map(chr, range(0x20, 0x7F))) + "Nguyễn Thị Ánh Łucja Żółć"
FOREIGN = "Nguyễn Thị Ánh"
"""A name that drafts write in the fallback face."""

KINDS: dict[bool, type[PrintJob]] = {False: PrintJob, True: TaggedJob}
"""By whether the job is tagged."""

TRICKY = r"50%s %d %% of (12 0 R) \ are @3 /StructParent 7 (head-1)"


def late(text: str, font: str, family: str) -> LateFont:
    """The fallback face cut to the letters of a job; refuses letters that it lacks."""
    missing = face(family).lacks(text)
    if missing:
        raise LookupError(sorted(missing))
    cut = EmbeddedFont(face(family), LETTERS)
    widths = {letter: cut.face.widths[letter] for letter in cut.characters}
    return LateFont(FontTable(f"Late{font}", cut.codes, widths), cut.objects)


@cache
def templates() -> dict[str, Template]:
    """Handouts of several shapes, by the key that they have in jobs."""
    return {"sample": sample(), "named": _named(), "tricky": _tricky(), "bare": _bare()}


def _named() -> Template:
    """Three pages that bear an id; the name stands in the text and in the heads of two of them."""
    draft = Draft(late=True)
    draft.say("H1", "For somebody")
    items = draft.root.add("L", attributes="/O/List/ListNumbering/None")
    draft.slot("name", items)
    draft.slot("note", items, lines=3)
    for at in range(3):
        if at:
            draft.new_page()
            draft.slot("name", None, right=True, y=760, x=300, width=250)
        draft.slot("id", None, right=True, y=30, x=400, furniture="Footer")
        draft.say("P", f"Text of page {at}")
    draft.say("P", "Text after the slots")
    return draft.finish()


def _tricky() -> Template:
    """Texts that look like the notation of PDF, more than ten heads, and slots in the furniture only."""
    draft = Draft(late=True)
    draft.say("H1", "100 %d of %7d", actual=TRICKY)
    with draft.page.element(draft.root.add("Figure", alt=TRICKY, attributes=BOX)):
        draft.page.circle((100, 120), 5, (0.0, 0.0, 0.0))
    with draft.page.element(draft.root.add("Figure", alt="Ł 12 0 R %d of three dots", attributes=BOX)):
        draft.page.circle((140, 120), 5, (0.0, 0.0, 0.0))
    draft.say("P", "The second head", actual="head-2")
    paragraph = draft.say("P", "See ")
    draft.link(paragraph, "100 % (12 0 R)", address="https://example.org/a%20b?c=(12%200%20R)")
    table = draft.root.add("Table")
    for row in range(12):
        line = table.add("TR")
        draft.say("TH", f"Head {row}", parent=line, attributes=ROW if row else COLUMN)
        draft.say("TD" if row else "TH", "%d", parent=line, **({} if row else {"attributes": COLUMN}))
    draft.slot("id", None, right=True, y=30)
    return draft.finish()


def _bare() -> Template:
    """A page without slots."""
    draft = Draft()
    draft.say("H1", "A sheet between")
    draft.say("P", "Words only")
    return draft.finish()


class Adding(NamedTuple):
    """A copy, with the sheets before it."""

    key: str
    values: dict[str, str]
    label: str
    before: tuple[JobEntry, ...] = ()

    @property
    def sheets(self) -> list[JobEntry]:
        """All of it, in the order of its pages."""
        return [*self.before, JobEntry(self.key, self.values, self.label)]


def copy(at: int, key: str = "", name: str = "", note: str = "") -> Adding:
    """The copy of a row; keys take turns where none is given."""
    key = key or ("sample", "named", "tricky", "bare")[at % 4]
    name = name or f"Ann Lee of {at}x"
    every = {"name": name, "note": note or f"Note {at}x", "id": f"{at}-K7QM", "head": f"Head {at}x"}
    held = {slot.name for slot in templates()[key].slots}
    return Adding(key, {field: value for field, value in every.items() if field in held}, f"Row {at}")


def mixed(count: int) -> list[Adding]:
    """Copies of all templates: names in other letters, several lines, narrowed text, sheets before them."""
    found = []
    for at in range(count):
        name = FOREIGN if at % 7 == 5 else f"Ann Theodora Lee Whitefield-Okafor {at}x" if at % 5 == 1 else ""
        note = f"Bring a list of {at}x, and of all else that you take" if at % 3 else "The same note"
        one = copy(at, name=name, note=note)
        if at % 6 == 2:
            one = one._replace(before=(JobEntry("bare", {}, "Between"),))
        found.append(one)
    return found


class Writing:
    """A job while it is written; templates are adopted when they are needed first."""

    def __init__(
        self,
        tagged: bool,
        out: io.BytesIO | None = None,
        state: Any = None,
        rows: io.BytesIO | None = None,
    ) -> None:
        self.out = io.BytesIO() if out is None else out
        self.rows = io.BytesIO() if rows is None else rows
        self.job = KINDS[tagged](self.out, FORM, late, self.rows, state)

    def adopt(self, *keys: str) -> None:
        """Make templates ready."""
        for key in keys:
            self.job.adopt(key, templates()[key], FALLBACK)

    def add(self, one: Adding) -> None:
        """Add a copy."""
        self.adopt(*(sheet.key for sheet in one.sheets))
        self.job.add(*one)

    def finish(self) -> bytes:
        """The file."""
        self.job.finish()
        return self.out.getvalue()


def job(copies: Iterable[Adding], tagged: bool = False) -> bytes:
    """The file of a job."""
    writing = Writing(tagged)
    for one in copies:
        writing.add(one)
    return writing.finish()


def alone(sheet: JobEntry) -> bytes:
    """A copy as a file of its own."""
    return filled(templates()[sheet.key], **sheet.values)


def sheets_of(copies: Iterable[Adding]) -> list[JobEntry]:
    """All that a job has, in order."""
    return [sheet for one in copies for sheet in one.sheets]


# --- pages as they are seen --------------------------------------------------------------------------


class Seen(NamedTuple):
    """A page: its picture and its words, sorted: a job writes all labels of a page before the values."""

    picture: bytes
    text: str

    def __repr__(self) -> str:
        return f"Seen({self.text})"


def seen(data: bytes, scale: float = 0.6) -> Iterator[Seen]:
    """Each page."""
    document = pypdfium2.PdfDocument(data)
    try:
        for page in document:
            text = page.get_textpage()
            words = " ".join(sorted(text.get_text_range().split()))
            yield Seen(bytes(page.render(scale=scale).buffer), words)
            text.close()
            page.close()
    finally:
        document.close()


# --- the file, byte by byte --------------------------------------------------------------------------


class Raw(NamedTuple):
    """A file as its cross-reference stream tells it."""

    rows: list[tuple[int, int, int]]
    bodies: dict[int, bytes]  # objects in the file itself
    members: dict[int, list[tuple[int, bytes]]]  # object stream -> what is in it

    @property
    def unused(self) -> list[int]:
        """Numbers that were given out and not used."""
        return [number for number, row in enumerate(self.rows) if number and not row[0]]


def raw(data: bytes) -> Raw:
    """Read a file by its own words; asserts that each row is right and that no byte belongs to nothing."""
    place = int(data.rpartition(b"startxref\n")[2].split(b"\n")[0])
    assert data.endswith(b"startxref\n%d\n%%%%EOF\n" % place)
    _, entries, held = _stream(data[place:])
    widths = [int(word) for word in re.search(rb"/W\[(\d) (\d) (\d)\]", entries).groups()]  # type: ignore[union-attr]
    rows = [_numbers(held[at : at + sum(widths)], widths) for at in range(0, len(held), sum(widths))]
    assert b"/Size %d/" % len(rows) in entries
    assert rows[0][0] == 0
    bodies = _bodies(data, rows)
    packed = {number: members(body) for number, body in bodies.items() if b"/Type/ObjStm" in body[:40]}
    inside = {number: row[1:] for number, row in enumerate(rows) if row[0] == 2}
    told = {number: (holder, at) for holder, group in packed.items() for at, (number, _) in enumerate(group)}
    assert told == inside
    assert sum(map(len, packed.values())) == len(inside)  # none stands in two places
    return Raw(rows, bodies, packed)


def _numbers(row: bytes, widths: Sequence[int]) -> tuple[int, int, int]:
    a, b, _ = widths
    return row[0], int.from_bytes(row[a : a + b], "big"), int.from_bytes(row[a + b :], "big")


def _bodies(data: bytes, rows: list[tuple[int, int, int]]) -> dict[int, bytes]:
    starts = {row[1]: number for number, row in enumerate(rows) if row[0] == 1}
    assert len(starts) == sum(row[0] == 1 for row in rows)  # no two objects at one place
    bodies = {}
    at = data.index(b"\n", data.index(b"\n") + 1) + 1
    while at in starts:
        head = b"%d 0 obj\n" % starts[at]
        assert data[at : at + len(head)] == head
        end = min([start for start in starts if start > at], default=data.rindex(b"startxref"))
        assert data[at:end].endswith(b"\nendobj\n")
        bodies[starts[at]] = data[at + len(head) : end - len(b"\nendobj\n")]
        at = end
    assert bodies.keys() == set(starts.values())  # one after the other, and nothing between
    return bodies


def _stream(text: bytes) -> tuple[bytes, bytes, bytes]:
    head, _, rest = text.partition(b">>stream\n")
    length = int(re.search(rb"/Length +(\d+)", head)[1])  # type: ignore[index]
    assert rest[length:].startswith(b"\r\nendstream")
    held = rest[:length]
    return text, head, zlib.decompress(held) if b"/FlateDecode" in head else held


def members(body: bytes) -> list[tuple[int, bytes]]:
    _, head, held = _stream(body)
    count, first = (int(re.search(rb"/%s (\d+)" % key, head)[1]) for key in (b"N", b"First"))  # type: ignore[index]
    index = [int(word) for word in held[:first].split()]
    assert len(index) == 2 * count
    starts = [first + start for start in index[1::2]]
    assert all(held[start - 1 : start] == b"\n" for start in starts)  # each begins behind a line end
    ends = [*(start - 1 for start in starts[1:]), len(held)]
    return [(n, held[start:end]) for n, start, end in zip(index[::2], starts, ends, strict=True)]


def told(data: bytes) -> pikepdf.Pdf:
    """The file as qpdf reads it; asserts that it has nothing to say."""
    pdf = pikepdf.open(io.BytesIO(data))
    assert pdf.get_warnings() == []
    assert pdf.check_pdf_syntax() == []
    return pdf


def unreached(data: bytes) -> set[int]:
    """Numbers of objects to which nothing leads; asserts that nothing leads to where there is none."""
    file = raw(data)
    bodies = {n: body.partition(b">>stream\n")[0] for n, body in file.bodies.items() if n not in file.members}
    bodies |= {number: body for group in file.members.values() for number, body in group}
    (ending,) = [number for number, body in bodies.items() if body.startswith(b"<</Type/XRef")]
    found, waiting = {ending}, [ending]
    while waiting:
        bare = re.sub(rb"\((?:\\.|[^()\\])*\)", b"()", bodies[waiting.pop()], flags=re.DOTALL)
        leads = {int(number) for number in re.findall(rb"(\d+) 0 R", bare)}
        assert leads <= bodies.keys(), leads - bodies.keys()
        waiting += leads - found
        found |= leads
    return bodies.keys() - found
