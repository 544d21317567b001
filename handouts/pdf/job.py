"""A print job: copies of many templates in one file, written one by one.

Copies of one template share contents, fonts and pictures, which are written once. A copy adds its page
objects, a content stream for each kind of page with slots, and a bookmark. Copies are written in groups: a
group is a node of the page tree, an entry of the outline and an object stream, so that neither the memory
nor the depth of the trees grows with the number of copies.

For paper: no structure tree and no links (tagged_job.py has both).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import chain
from typing import Any, BinaryIO, Literal, NamedTuple

from handouts.pdf.identity import Identity, information
from handouts.pdf.late_text import Content, LateText
from handouts.pdf.navigation import BookmarkGroup, entries_of_copies, outline_of_groups, page_labels
from handouts.pdf.object_writer import ObjectWriter
from handouts.pdf.packing import index_of
from handouts.pdf.pages_form import PagesForm, pages_form
from handouts.pdf.sharing import Shared, SharedObjects
from handouts.pdf.syntax import references, stream, text_string
from handouts.pdf.template import LateFont, Template
from handouts.pdf.xref_spool import XrefSpool

COPIES_IN_GROUP = 64

_PAGES, _OUTLINE = 2, 3
"""Places among the roots."""


class JobForm(NamedTuple):
    """What the file says about itself and asks of the printer."""

    identity: Identity
    sides: Literal["DuplexFlipLongEdge", "Simplex"]
    seed: bytes  # of the file's identifier
    group_title: str = "{first} - {last}"  # bookmark of a group, from the labels of its copies
    labelled: bool = False  # whether page labels are the printed page numbers; needs memory for each copy


class JobEntry(NamedTuple):
    """A copy to add: its template, its values, its bookmark."""

    key: str
    values: Mapping[str, str]
    label: str


class Written(NamedTuple):
    """A copy that is in the file except for its bookmark."""

    label: str
    pages: Sequence[int]
    numbers: range  # of the objects that are packed with its group; the last is the bookmark's
    bodies: tuple[bytes, ...] = ()  # of these but the bookmark; one object to a line


class PrintJob:
    """Writes a print job. For `late_font` see SharedObjects."""

    is_tagged = False
    _root_count = 4  # catalog, information, pages, outline

    def __init__(
        self,
        out: BinaryIO,
        form: JobForm,
        late_font: Callable[[str, str, str], LateFont],
        rows: BinaryIO,
        state: tuple[Any, ...] | None = None,
    ) -> None:
        """Start a job, or continue one from its state; then `out` is at the end of its file.

        `rows` is a scratch file for this job alone.
        """
        count, roots, opened, groups, shared = state or (0, None, None, (), None)
        self._form = form
        self._late: dict[str, LateText] = {}
        self._forms: dict[str, PagesForm] = {}
        self._groups = [BookmarkGroup(*group) for group in groups]
        self._starts_of: dict[str, tuple[int, ...]] = {}
        self._starts: list[int] = []  # pages that begin a copy or a part of it
        self._file = ObjectWriter(out, XrefSpool(rows, count))
        self._shared = SharedObjects(self._file, late_font, shared)
        self._roots: tuple[int, ...] = roots or tuple(self._file.new() for _ in range(self._root_count))
        self._open_group(opened)

    @property
    def at_rest(self) -> bool:
        """Whether no group is open."""
        return not self._copies

    def state(self) -> tuple[Any, ...]:
        """All that is needed to continue later, as plain data. Only for a job at rest.

        Values of earlier copies are forgotten, so that a job continued from here becomes the same file.
        """
        if not self.at_rest:
            raise ValueError("a group is open")
        for late in self._late.values():
            late.forget()
        groups = [tuple(group) for group in self._groups]
        return self._file.settle(), self._roots, self._opened, groups, self._shared.state()

    def adopt(self, key: str, template: Template, fallback: str) -> None:
        """Make a template ready for copies under a key. `fallback` is the family of its late fonts."""
        if key in self._late:
            return
        late = self._late[key] = LateText(
            template,
            lambda text, font: self._shared.font_for(text, font, fallback),
            None if self.is_tagged else lambda code: self._file.add(stream(code, compress=False)),
        )
        self._starts_of[key] = (0, *template.starts, template.pages)
        self._make_form(key, template, self._shared.of(key, template, late.labels))

    def _make_form(self, key: str, template: Template, shared: Shared) -> None:
        """Make the form that the copies of a template are written from."""
        self._forms[key] = pages_form(template, shared, self._late[key].stream_of)

    def add(self, key: str, values: Mapping[str, str], label: str, before: Sequence[JobEntry] = ()) -> None:
        """Add a copy of the template adopted under a key, and other sheets before it.

        Raises FitError, FullError, and whatever the late font raises for letters that no font has; then
        nothing of the copy and of the sheets before it is in the file.
        """
        entries = (*before, JobEntry(key, values, label))
        codes = [self._late[entry.key].codes(entry.values) for entry in entries]
        self._check_room([entry.key for entry in entries])
        for entry, code in zip(entries, codes, strict=True):  # nothing is refused from here on
            self._add(entry.key, self._late[entry.key].write(code), entry.label)

    def add_first(self, key: str, values: Mapping[str, str], label: str) -> None:
        """Add a copy before all others. Call it last: the sheet may count them."""
        if self._copies:
            self._close_group()
        self.add(key, values, label)
        self._close_group()
        self._groups.insert(0, self._groups.pop())

    def _check_room(self, keys: Sequence[str]) -> None:
        """Raise FullError where a file of this kind cannot hold copies of these templates."""

    def _add(self, key: str, contents: Sequence[Content], label: str) -> None:
        if self._form.labelled:  # the last of a copy's starts is where the next copy begins
            at = self._starts.pop() if self._starts else 0
            self._starts += [at + start for start in self._starts_of[key]]
        first = self._file.new(len(contents))
        self._file.write_streams(first, [own for own, _ in contents])
        self._copies.append(self._written(key, contents, first, label))
        if len(self._copies) == COPIES_IN_GROUP:
            self._close_group()

    def _written(self, key: str, contents: Sequence[Content], first: int, label: str) -> Written:
        """The pages of a copy; its own content streams are numbered from `first`."""
        form = self._forms[key]
        gaps = [
            b" %d 0 R" * (len(shared) + 1) % (*shared, own) for own, (_, shared) in enumerate(contents, first)
        ]
        gaps.append(b"%d 0 R" % self._node)
        number = self._file.new(form.pages + 1)
        numbers = range(number, number + form.pages + 1)
        return Written(label, numbers[:-1], numbers, (form.filled(gaps),))

    def _open_group(self, opened: tuple[int, int] | None = None) -> None:
        self._opened = opened or (self._file.new(), self._file.new())
        self._node, self._bookmark = self._opened
        self._copies: list[Written] = []

    def _close_group(self) -> None:
        copies, parent = self._copies, self._bookmark
        marks = [copy.numbers[-1] for copy in copies]
        pages = [page for copy in copies for page in copy.pages]
        entries = entries_of_copies(parent, marks, [(copy.label, copy.pages[0]) for copy in copies])
        node = b"<</Type/Pages/Parent %d 0 R/Count %d/Kids%s>>"
        node %= self._roots[_PAGES], len(pages), references(pages)
        numbers, bodies = [copy.numbers for copy in copies], list[bytes]()
        for copy, entry in zip(copies, entries, strict=True):
            bodies += (*copy.bodies, entry)
        for number, body in ((self._node, node), *self._objects_of_group()):
            numbers.append(range(number, number + 1))
            bodies.append(body)
        text = b"\n".join(bodies)
        self._file.pack_ready(numbers, index_of(chain.from_iterable(numbers), text.split(b"\n")), text)
        title = copies[0].label
        if len(copies) > 1:
            title = self._form.group_title.format(first=title, last=copies[-1].label)
        group = BookmarkGroup(self._node, len(pages), parent, marks[0], marks[-1], len(copies), title)
        self._groups.append(group)
        self._open_group()

    def _objects_of_group(self) -> Sequence[tuple[int, bytes]]:
        """What else is packed with a group."""
        return ()

    def finish(self) -> None:
        """Write the end of the file. A job has at least one copy."""
        if self._copies:
            self._close_group()
        catalog, info, pages, outline = self._roots[:4]
        count = sum(group.pages for group in self._groups)
        kids = references([group.node for group in self._groups])
        more, entries = self._structure()
        self._file.pack(
            [
                (info, information(self._form.identity)),
                (pages, b"<</Type/Pages/Count %d/Kids%s>>" % (count, kids)),
                *outline_of_groups(outline, self._groups),
                *self._shared.resources(),
                *more,
                (catalog, self._catalog(entries)),
            ]
        )
        self._file.close(catalog, info, self._form.seed)

    def _catalog(self, entries: bytes) -> bytes:
        return (
            b"<</Type/Catalog/Pages %d 0 R/Outlines %d 0 R/PageMode/UseOutlines/Lang%s"
            b"/ViewerPreferences<</DisplayDocTitle true/Duplex/%s/PrintScaling/None>>%s%s>>"
            % (
                self._roots[_PAGES],
                self._roots[_OUTLINE],
                text_string(self._form.identity.language),
                self._form.sides.encode(),
                page_labels(self._starts[:-1]) if self._form.labelled else b"",
                entries,
            )
        )

    def _structure(self) -> tuple[list[tuple[int, bytes]], bytes]:
        """The objects of the structure tree, and the catalog's entries about it."""
        return [], b""
