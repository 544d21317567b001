"""A print job: copies of many templates in one file, written as they come.

What copies of one template share stands in the file once: contents, fonts, pictures. A copy adds its page
objects, a content stream for each kind of page with slots, and a bookmark. Copies come in groups; a group is
a node of the page tree, an entry of the outline and one object stream, so that neither the memory nor the
depth of the trees grows with the number of copies.

For paper: no structure tree, no links (tagged_job.py has both).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, BinaryIO, Literal, NamedTuple

from handouts.press.pdf.growing import GrowingFile
from handouts.press.pdf.identity import Identity, information
from handouts.press.pdf.late_text import LateText
from handouts.press.pdf.rereading import objects_of
from handouts.press.pdf.sharing import Shared, SharedObjects, contents_of, pages_of
from handouts.press.pdf.syntax import reference, references, stream, text_string
from handouts.press.pdf.template import LateFont, Template

COPIES_IN_GROUP = 64

_SHORT = 320
"""Bytes of content below which compression gains nothing."""


class JobForm(NamedTuple):
    """What the file says of itself and asks of the printer."""

    identity: Identity
    sides: Literal["DuplexFlipLongEdge", "Simplex"]
    seed: bytes  # the file's identifier follows from it
    group_title: str = "{first} to {last}"  # bookmark of a group, from the titles of its copies


class Group(NamedTuple):
    """Copies that were written together."""

    node: int  # of the page tree
    pages: int
    bookmark: int
    first: int  # bookmark of the first copy
    last: int
    copies: int
    title: str
    more: tuple[int, ...] = ()  # what a tagged job keeps of it


class Adopted(NamedTuple):
    """A template whose shared objects stand in the file."""

    pages: tuple[bytes, ...]  # page objects that lack the late stream and the parent
    late: LateText


class _Copy(NamedTuple):
    """A copy whose bookmark is still to be written."""

    bookmark: int
    page: int  # object of its first page
    title: str


class PrintJob:
    """Writes a job. For `late_font` see SharedObjects."""

    def __init__(self, out: BinaryIO, form: JobForm, late_font: Callable[[str, str], LateFont]) -> None:
        self._form = form
        self._file = GrowingFile(out)
        self._roots = tuple(self._file.new() for _ in range(self._root_count))
        self._shared = SharedObjects(self._file, late_font)
        self._adopted: dict[str, Adopted] = {}
        self._groups: list[Group] = []
        self._open_group()

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
        for adopted in self._adopted.values():
            adopted.late.forget()
        groups = [tuple(group) for group in self._groups]
        return self._file.rows, (self._node, self._bookmark), groups, self._shared.state()

    def take_up(self, out: BinaryIO, state: tuple[Any, ...]) -> None:
        """Go on from a state; `out` stands where the file ended then."""
        rows, (self._node, self._bookmark), groups, shared = state
        self._file.take_up(out, rows)
        self._groups = [Group(*group) for group in groups]
        self._shared.take_up(shared)

    # -- templates

    def adopt(self, key: str, template: Template) -> None:
        """Make a template ready for copies under a key."""
        if key not in self._adopted:
            self._adopted[key] = self._adopt(key, template)

    def _adopt(self, key: str, template: Template) -> Adopted:
        objects = objects_of(template)
        late = LateText(template, self._shared.font_for, lambda code: self._file.add(stream(code)))
        shared = self._shared.of(key, template, objects, late.labels)
        pages = enumerate(pages_of(objects, template))
        return Adopted(tuple(_page(at, number, objects, shared) for at, number in pages), late)

    # -- copies

    def add(self, key: str, values: Mapping[str, str], title: str) -> None:
        """Add a copy of the template adopted under a key. Whatever is raised, no part of the copy is written.

        Raises FitError, and whatever the late font raises for letters that no font has.
        """
        adopted = self._adopted[key]
        contents = adopted.late.write(values)
        first = self._file.new(len(contents) + len(adopted.pages) + 1)
        for at, content in enumerate(contents):
            self._file.write(first + at, stream(content.own, compress=len(content.own) > _SHORT, level=1))
        said = [
            b"".join([b" %d 0 R" % number for number in (*content.shared, first + at)])
            for at, content in enumerate(contents)
        ]
        page = first + len(contents)
        self._write_pages(adopted, said, page)
        self._copies.append(_Copy(page + len(adopted.pages), page, title))
        if len(self._copies) == COPIES_IN_GROUP:
            self._close_group()

    def _write_pages(self, adopted: Adopted, said: Sequence[bytes], page: int) -> None:
        parent = b"]/Parent %d 0 R>>" % self._node
        stream_of = adopted.late.stream_of
        for at, head in enumerate(adopted.pages):
            own = said[stream_of[at]] if at in stream_of else b""
            self._packed.append((page + at, head + own + parent))

    # -- groups

    def _open_group(self) -> None:
        self._node = self._file.new()
        self._bookmark = self._file.new()
        self._copies: list[_Copy] = []
        self._packed: list[tuple[int, bytes]] = []

    def _close_group(self) -> None:
        copies, tree = self._copies, self._roots[_PAGES]
        kids = [number for number, body in self._packed if body.startswith(b"<</Type/Page/")]
        node = b"<</Type/Pages/Parent %d 0 R/Count %d/Kids%s>>" % (tree, len(kids), references(kids))
        bookmarks = [copy.bookmark for copy in copies]
        entries = zip(copies, [0, *bookmarks], [*bookmarks[1:], 0], strict=False)
        self._packed += [
            (copy.bookmark, _bookmark(copy, self._bookmark, before, after)) for copy, before, after in entries
        ]
        self._file.pack([*self._packed, (self._node, node)])
        title = self._form.group_title.format(first=copies[0].title, last=copies[-1].title)
        self._groups.append(
            Group(self._node, len(kids), self._bookmark, bookmarks[0], bookmarks[-1], len(copies), title)
        )
        self._open_group()

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
                (catalog, self._catalog()),
                (info, information(self._form.identity)),
                (pages, b"<</Type/Pages/Count %d/Kids%s>>" % (count, kids)),
                *self._outline(outline),
                *self._shared.resources(),
            ]
        )
        self._file.close(catalog, info, self._form.seed)

    def _catalog(self) -> bytes:
        return (
            b"<</Type/Catalog/Pages %d 0 R/Outlines %d 0 R/PageMode/UseOutlines/Lang%s"
            b"/ViewerPreferences<</DisplayDocTitle true/Duplex/%s/PrintScaling/None>>>>"
            % (
                self._roots[_PAGES],
                self._roots[_OUTLINE],
                text_string(self._form.identity.language),
                self._form.sides.encode(),
            )
        )

    def _outline(self, root: int) -> Iterator[tuple[int, bytes]]:
        numbers = [group.bookmark for group in self._groups]
        around = zip(self._groups, [0, *numbers], [*numbers[1:], 0], strict=False)
        for group, before, after in around:
            yield (
                group.bookmark,
                b"<</Title%s/Parent %d 0 R/First %d 0 R/Last %d 0 R/Count -%d%s>>"
                % (
                    text_string(group.title),
                    root,
                    group.first,
                    group.last,
                    group.copies,
                    _neighbours(before, after),
                ),
            )
        yield (
            root,
            b"<</Type/Outlines/First %d 0 R/Last %d 0 R/Count %d>>" % (numbers[0], numbers[-1], len(numbers)),
        )


_PAGES, _OUTLINE = 2, 3
"""Places among the roots."""


def _bookmark(copy: _Copy, parent: int, before: int, after: int) -> bytes:
    return b"<</Title%s/Parent %d 0 R/Dest[%d 0 R/Fit]%s>>" % (
        text_string(copy.title),
        parent,
        copy.page,
        _neighbours(before, after),
    )


def _neighbours(before: int, after: int) -> bytes:
    previous = b"/Prev %d 0 R" % before if before else b""
    return previous + (b"/Next %d 0 R" % after if after else b"")


def _page(at: int, number: int, objects: Mapping[int, bytes], shared: Shared) -> bytes:
    """A page that lacks its own content and its parent."""
    contents = [shared.objects[old] for old in contents_of(objects, number)]
    if at in shared.labels:
        contents.append(shared.labels[at])
    return b"<</Type/Page%s/Resources %s/Contents[%s" % (
        media_box(objects[number]),
        reference(shared.resources),
        b" ".join(map(reference, contents)),
    )


def media_box(body: bytes) -> bytes:
    """The entry of a page that says how large it is."""
    start = body.index(b"/MediaBox[")
    return body[start : body.index(b"]", start) + 1]
