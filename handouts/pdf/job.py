"""A print job: copies of many templates in one file, written as they come.

What copies of one template share stands in the file once: contents, fonts, pictures. A copy adds its page
objects, a content stream for each kind of page with slots, and a bookmark. Copies come in groups; a group is
a node of the page tree, an entry of the outline and one object stream, so that neither the memory nor the
depth of the trees grows with the number of copies.

For paper: no structure tree, no links (tagged_job.py has both).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import chain
from typing import Any, BinaryIO, Literal, NamedTuple

from handouts.pdf.identity import Identity, information
from handouts.pdf.late_text import CopyContents, LateText
from handouts.pdf.navigation import BookmarkGroup, entries_of_copies, outline_of_groups, page_labels
from handouts.pdf.object_writer import ObjectWriter
from handouts.pdf.packing import index_of
from handouts.pdf.pages_form import PagesForm, pages_form
from handouts.pdf.sharing import Shared, SharedObjects
from handouts.pdf.slots import FontFor
from handouts.pdf.syntax import references, stream, text_string
from handouts.pdf.template import LateFont, Template
from handouts.pdf.xref_spool import XrefSpool

COPIES_IN_GROUP = 64


class JobForm(NamedTuple):
    """What the file says of itself and asks of the printer."""

    identity: Identity
    sides: Literal["DuplexFlipLongEdge", "Simplex"]
    seed: bytes  # the file's identifier follows from it
    group_title: str = "{first} - {last}"  # bookmark of a group, from the labels of its copies
    labelled: bool = False  # whether pages are called by their printed numbers; costs memory for each copy


class JobEntry(NamedTuple):
    """Something to add: what, with which values, and what its bookmark says."""

    key: str
    values: Mapping[str, str]
    label: str


class Written(NamedTuple):
    """A copy whose bookmark is still to be written."""

    label: str
    pages: Sequence[int]
    numbers: range  # of what is packed with its group; the last is the bookmark's
    bodies: tuple[bytes, ...] = ()  # of these but the bookmark; one object to a line


class PrintJob:
    """Writes a job. For `late_font` see SharedObjects."""

    def __init__(
        self,
        out: BinaryIO,
        form: JobForm,
        late_font: Callable[[str, str, str], LateFont],
        rows: BinaryIO,
        state: tuple[Any, ...] | None = None,
    ) -> None:
        """A new job, or one that goes on from a state; then `out` stands where the file ended.

        `rows` is a file for the job's own use while it is written.
        """
        self._form = form
        self._late: dict[str, LateText] = {}
        self._forms: dict[str, PagesForm] = {}
        self._groups: list[BookmarkGroup] = []
        self._starts_of: dict[str, tuple[int, ...]] = {}
        self._starts: list[int] = []  # pages that begin a copy or a part of it
        self._file = ObjectWriter(out, XrefSpool(rows, state[0] if state else 0))
        self._shared = SharedObjects(self._file, late_font)
        self._start(state[-1] if state else None)
        if state is None:
            self._roots = tuple(self._file.new() for _ in range(self._root_count))
            self._open_group()
        else:
            self._take_up(state)

    _root_count = 4  # catalog, information, pages, outline

    # -- going on with a job that was left half done

    @property
    def at_rest(self) -> bool:
        """Whether no group is open."""
        return not self._copies

    def state(self) -> tuple[Any, ...]:
        """All that is needed to go on, as plain data. Asked for only while the job is at rest.

        What was said before is forgotten, so that a job that goes on from here becomes the same file.
        """
        if not self.at_rest:
            raise ValueError("a group is open")
        for late in self._late.values():
            late.forget()
        groups = [tuple(group) for group in self._groups]
        return (
            self._file.settle(),
            self._roots,
            self._opened,
            groups,
            self._shared.state(),
            self._more_state(),
        )

    def _take_up(self, state: tuple[Any, ...]) -> None:
        _, self._roots, opened, groups, shared, _ = state
        self._groups = [BookmarkGroup(*group) for group in groups]
        self._shared.take_up(shared)
        self._open_group(opened)

    def _start(self, state: tuple[Any, ...] | None) -> None:
        """What a tagged job begins with, or goes on from."""

    def _more_state(self) -> tuple[Any, ...] | None:
        return None

    # -- templates

    def adopt(self, key: str, template: Template, fallback: str) -> None:
        """Make a template ready for copies under a key. `fallback` is the family of its late fonts."""
        if key in self._late:
            return
        late = self._late_text(template, lambda text, font: self._shared.font_for(text, font, fallback))
        shared = self._shared.of(key, template, late.labels)
        self._late[key] = late
        self._starts_of[key] = (0, *template.starts, template.pages)
        self._prepare(key, template, shared)

    def _late_text(self, template: Template, font_for: FontFor) -> LateText:
        return LateText(template, font_for, lambda code: self._file.add(stream(code, compress=False)))

    def _prepare(self, key: str, template: Template, shared: Shared) -> None:
        """Make the form of the pages of each copy."""
        self._forms[key] = pages_form(template, shared, self._late[key].stream_of)

    # -- copies

    def add(self, key: str, values: Mapping[str, str], label: str, before: Sequence[JobEntry] = ()) -> None:
        """Add a copy of the template adopted under a key, and other sheets before it.

        Raises FitError, and whatever the late font raises for letters that no font has; then no part of the
        copy and no sheet before it is in the file.
        """
        sheets = (*before, (key, values, label)) if before else ((key, values, label),)
        codes = [self._late[key].codes(values) for key, values, _ in sheets]
        self._check_room([key for key, _, _ in sheets])
        for (key, _, label), code in zip(sheets, codes, strict=True):  # nothing is refused from here on
            self._add(key, self._late[key].write(code), label)

    def _check_room(self, keys: Sequence[str]) -> None:
        """Raise FullError where a file of this kind cannot hold copies of these."""

    def _add(self, key: str, contents: CopyContents, label: str) -> None:
        if self._form.labelled:
            self._count_pages(self._starts_of[key])
        first = self._file.new(len(contents.own))
        self._file.write_streams(first, contents.own)
        self._copies.append(self._written(key, contents, first, label))
        if len(self._copies) == COPIES_IN_GROUP:
            self._close_group()

    def _count_pages(self, starts: Sequence[int]) -> None:
        """Add a copy's starts, the last of which is where the next copy begins."""
        at = self._starts.pop() if self._starts else 0
        self._starts += [at + start for start in starts]

    def add_first(self, key: str, values: Mapping[str, str], label: str) -> None:
        """Add a copy before all others, as the last thing that is done: a sheet that counts them."""
        if self._copies:
            self._close_group()
        self.add(key, values, label)
        self._close_group()
        self._groups.insert(0, self._groups.pop())

    def _written(self, key: str, contents: CopyContents, first: int, label: str) -> Written:
        """The pages of a copy, whose own content streams are numbered from `first`."""
        form = self._forms[key]
        said = [
            b" %d 0 R" * (len(shared) + 1) % (*shared, own)
            for own, shared in enumerate(contents.shared, first)
        ]
        said.append(b"%d 0 R" % self._node)
        number = self._file.new(form.pages + 1)
        numbers = range(number, number + form.pages + 1)
        return Written(label, numbers[:-1], numbers, (form.text % form.pieces(said),))

    # -- groups

    def _open_group(self, opened: tuple[int, int] | None = None) -> None:
        self._opened = opened or (self._file.new(), self._file.new())
        self._node, self._bookmark = self._opened
        self._copies: list[Written] = []

    def _close_group(self) -> None:
        copies, bookmarks = self._copies, [copy.numbers[-1] for copy in self._copies]
        pages = [page for copy in copies for page in copy.pages]
        node = b"<</Type/Pages/Parent %d 0 R/Count %d/Kids%s>>" % (
            self._roots[_PAGES],
            len(pages),
            references(pages),
        )
        titled = [(copy.label, copy.pages[0]) for copy in copies]
        self._pack_group(copies, entries_of_copies(self._bookmark, bookmarks, titled), node)
        title = copies[0].label
        if len(copies) > 1:
            title = self._form.group_title.format(first=title, last=copies[-1].label)
        self._groups.append(
            BookmarkGroup(
                self._node, len(pages), self._bookmark, bookmarks[0], bookmarks[-1], len(copies), title
            )
        )
        self._open_group()

    def _pack_group(self, copies: Sequence[Written], bookmarks: Sequence[bytes], node: bytes) -> None:
        """Write all of a group that is no stream."""
        numbers, bodies = [copy.numbers for copy in copies], list[bytes]()
        for copy, bookmark in zip(copies, bookmarks, strict=True):
            bodies += copy.bodies
            bodies.append(bookmark)
        for number, body in ((self._node, node), *self._more_of_group()):
            numbers.append(range(number, number + 1))
            bodies.append(body)
        text = b"\n".join(bodies)
        self._file.pack_ready(numbers, index_of(chain.from_iterable(numbers), text.split(b"\n")), text)

    def _more_of_group(self) -> Iterable[tuple[int, bytes]]:
        return ()

    # -- the end

    def finish(self) -> None:
        """Write what stands at the end of the file. A job has at least one copy."""
        if self._copies:
            self._close_group()
        catalog, info, pages, outline = self._roots[:4]
        count = sum(group.pages for group in self._groups)
        kids = references([group.node for group in self._groups])
        self._file.pack(
            [
                (info, information(self._form.identity)),
                (pages, b"<</Type/Pages/Count %d/Kids%s>>" % (count, kids)),
                *outline_of_groups(outline, self._groups),
                *self._shared.resources(),
                *self._roots_more(),
                (catalog, self._catalog()),
            ]
        )
        self._file.close(catalog, info, self._form.seed)

    def _catalog(self) -> bytes:
        return (
            b"<</Type/Catalog/Pages %d 0 R/Outlines %d 0 R/PageMode/UseOutlines/Lang%s"
            b"/ViewerPreferences<</DisplayDocTitle true/Duplex/%s/PrintScaling/None>>%s%s>>"
            % (
                self._roots[_PAGES],
                self._roots[_OUTLINE],
                text_string(self._form.identity.language),
                self._form.sides.encode(),
                page_labels(self._starts[:-1]) if self._form.labelled else b"",
                self._catalog_more(),
            )
        )

    def _catalog_more(self) -> bytes:
        return b""

    def _roots_more(self) -> Iterable[tuple[int, bytes]]:
        return ()


_PAGES, _OUTLINE = 2, 3
"""Places among the roots."""
