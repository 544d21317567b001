"""A print job as one tagged document (PDF/UA-1, PDF/A-2a): each copy is a Part of it, in reading order.

All structure of a copy is written as a block: the bytes of one object stream, made once for a template, in
which only numbers are missing. They stand in fields of one width, so that nothing else in the block moves.

PDF/A-2 allows 8,388,607 objects in a file, and a handout of ten pages has near 600: a tagged job holds about
14,000 of them. One that would hold more is refused; the fields would be wide enough for 9,999,999.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from operator import add
from typing import Any, NamedTuple

from handouts.pdf.filling import filled_structure
from handouts.pdf.growing import MOST_OBJECTS, FullError
from handouts.pdf.identity import colour_profile, metadata, output_intent
from handouts.pdf.job import PrintJob, Written
from handouts.pdf.late_text import Contents, LateText
from handouts.pdf.rereading import entry_reference, entry_string, reachable, references_in
from handouts.pdf.sharing import Shared, pages_of
from handouts.pdf.slots import FontTable
from handouts.pdf.syntax import references
from handouts.pdf.template import Template

_PLACES = re.compile(
    rb"(?:(?<=/ID)|(?<=[\[) ]))\(head-(\d+)\)"  # the name of a head cell, which is unique in a document
    rb"|\((?:[^()\\]|\\.)*\)|<[0-9A-F]+>"  # other strings, which may look like anything
    rb"|(/StructParents? |@)(\d+)"  # a key of the parent tree; in a leaf of it we write @ before each
    rb"|(\d+) 0 R\b",
    re.DOTALL,
)

_OBJECT, _STREAM, _KEY, _COPY, _NODE = range(5)
"""What a missing number counts from: the copy's objects, its content streams, its keys in the parent tree,
the copies before it, the node of the page tree (which is the number itself)."""

_OTHERS = 3
"""Objects of a copy besides its block and its contents: stream of the block, bookmark, part in the group."""

_KEPT_FREE = 1000
"""Objects for what stands at the end of the file."""


class Block(NamedTuple):
    """The structure of a copy of one template, without its numbers."""

    numbers: bytes  # the index of the object stream
    bodies: bytes
    bases: bytes  # what each missing number counts from
    distances: tuple[int, ...]  # and how far it is from there
    objects: int
    pages: tuple[int, ...]  # places among the objects
    part: int
    parents: int  # leaf of the parent tree
    names: int  # leaf of the tree of head cells; -1 where there are none
    keys: int  # how many keys of the parent tree it needs
    heads: tuple[int, int]  # first and last number of head cells


class TaggedJob(PrintJob):
    """Writes a tagged job."""

    _root_count = 8  # ... structure tree, document, parent tree, tree of head cells

    def _start(self, state: tuple[Any, ...] | None) -> None:
        self._blocks: dict[str, Block] = {}
        parts, keys, parents, names = state or ([], 0, [], [])
        self._parts: list[int] = parts
        self._keys: int = keys  # of the parent tree, given out
        self._parent_nodes: list[tuple[int, int, int]] = parents  # node, first and last key
        self._name_nodes: list[tuple[int, bytes, bytes]] = names  # node, first and last name
        self._parent_leaves: list[tuple[int, int, int]] = []
        self._name_leaves: list[tuple[int, bytes, bytes]] = []

    def _more_state(self) -> tuple[Any, ...]:
        return list(self._parts), self._keys, list(self._parent_nodes), list(self._name_nodes)

    def _late_text(self, template: Template, font_for: Callable[[str, str], FontTable]) -> LateText:
        return LateText(template, font_for, marked=True)

    def _prepare(self, key: str, template: Template, objects: Mapping[int, bytes], shared: Shared) -> None:
        late = self._late[key].stream_of
        self._blocks[key] = _Maker(template, objects, shared, late, self._roots[_DOCUMENT]).block()

    def add_first(self, key: str, values: Mapping[str, str], label: str) -> None:
        """Add a copy before all others, which a reader hears first as well."""
        super().add_first(key, values, label)
        self._parts.insert(0, self._parts.pop())

    def _check_room(self, keys: Sequence[str]) -> None:
        needed = sum(self._blocks[key].objects + self._late[key].streams + _OTHERS for key in keys)
        if self._file.count + needed + _KEPT_FREE > MOST_OBJECTS:
            raise FullError

    def _written(
        self,
        key: str,
        contents: Contents,  # noqa: ARG002
        first: int,
        label: str,
    ) -> Written:
        block, own = self._blocks[key], self._file.new(self._blocks[key].objects)
        bases = (own, first, self._keys, len(self._parts), self._node)
        bodies = block.bodies % tuple(map(add, map(bases.__getitem__, block.bases), block.distances))
        numbers = range(own, own + block.objects)
        self._file.pack_ready([numbers], block.numbers % tuple(numbers), bodies)
        self._parent_leaves.append((own + block.parents, self._keys, self._keys + block.keys - 1))
        if block.names >= 0:
            ends = [b"%07d-%04d" % (len(self._parts), number) for number in block.heads]
            self._name_leaves.append((own + block.names, ends[0], ends[1]))
        self._parts.append(own + block.part)
        self._keys += block.keys
        bookmark = self._file.new()
        return Written(label, [own + page for page in block.pages], range(bookmark, bookmark + 1))

    def _more_of_group(self) -> Iterator[tuple[int, bytes]]:
        first, last = self._parent_leaves[0][1], self._parent_leaves[-1][2]
        node = self._file.new()
        self._parent_nodes.append((node, first, last))
        kids = references([leaf[0] for leaf in self._parent_leaves])
        yield node, b"<</Limits[%d %d]/Kids%s>>" % (first, last, kids)
        if self._name_leaves:
            ends = self._name_leaves[0][1], self._name_leaves[-1][2]
            node = self._file.new()
            self._name_nodes.append((node, *ends))
            kids = references([leaf[0] for leaf in self._name_leaves])
            yield node, b"<</Limits[(%s)(%s)]/Kids%s>>" % (*ends, kids)
        self._parent_leaves, self._name_leaves = [], []

    def _roots_more(self) -> Iterable[tuple[int, bytes]]:
        tree, document, parents, names = self._roots[_TREE:]
        ids = b"/IDTree %d 0 R" % names if self._name_nodes else b""
        yield (
            tree,
            b"<</Type/StructTreeRoot/K %d 0 R/ParentTree %d 0 R/ParentTreeNextKey %d%s>>"
            % (document, parents, self._keys, ids),
        )
        yield document, b"<</S/Document/P %d 0 R/K%s>>" % (tree, references(self._parts))
        yield parents, b"<</Kids%s>>" % references([node[0] for node in self._parent_nodes])
        if self._name_nodes:
            yield names, b"<</Kids%s>>" % references([node[0] for node in self._name_nodes])

    def _catalog_more(self) -> bytes:
        profile = self._file.add(colour_profile())
        xmp = self._file.add(metadata(self._form.identity))
        return b"/MarkInfo<</Marked true>>/StructTreeRoot %d 0 R/Metadata %d 0 R/OutputIntents[%s]" % (
            self._roots[_TREE],
            xmp,
            output_intent(profile),
        )


_TREE, _DOCUMENT = 4, 5
"""Places among the roots."""

_LEAF, _NAMES = -1, -2
"""Numbers of the two objects that a template does not have as such."""


class _Maker:
    """Makes the block of a template."""

    def __init__(
        self,
        template: Template,
        objects: Mapping[int, bytes],
        shared: Shared,
        stream_of: Mapping[int, int],
        document: int,
    ) -> None:
        self._shared, self._stream_of, self._document = shared, stream_of, document
        self._objects = {**objects, **filled_structure(template)}
        catalog = objects[template.root]
        if b"/AcroForm" in catalog:
            raise ValueError("fields of many copies would have the same names")
        self._page_tree = entry_reference(b"/Pages", catalog)
        self._tree = entry_reference(b"/StructTreeRoot", catalog)
        self._part = entry_reference(b"/K", objects[self._tree])
        self._language = entry_string(b"/Lang", catalog)
        self._pages = pages_of(objects, template)
        self._late = {page.stream: page.page for page in template.late_pages}
        self._resources = template.resources
        leaf, self._keys = _parent_leaf(objects[entry_reference(b"/ParentTree", objects[self._tree])])
        passed = {self._page_tree, self._tree, *shared.objects}
        self._own = reachable(self._objects, [*self._pages, self._part], but=passed)
        self._own += [number for number in references_in(leaf) if number not in self._own]
        self._objects[_LEAF] = leaf
        self._own.append(_LEAF)
        if names := _name_leaf(objects[self._tree]):
            self._objects[_NAMES] = names
            self._own.append(_NAMES)
        self._place = {number: at for at, number in enumerate(self._own)}
        self._holes: list[tuple[int, int]] = []

    def block(self) -> Block:
        bodies, sizes = [], []
        for number in self._own:
            before = len(self._holes)
            bodies.append(self._body(number))
            sizes.append(len(bodies[-1] % ((0,) * (len(self._holes) - before))))
        starts = [sum(sizes[:at]) + at for at in range(len(sizes))]
        heads = _head_numbers(self._objects.get(_NAMES, b""))
        return Block(
            numbers=b" ".join(b"%%7d %d" % start for start in starts) + b"\n",
            bodies=b"\n".join(bodies),
            bases=bytes(base for base, _ in self._holes),
            distances=tuple(far for _, far in self._holes),
            objects=len(bodies),
            pages=tuple(self._place[page] for page in self._pages),
            part=self._place[self._part],
            parents=self._place[_LEAF],
            names=self._place.get(_NAMES, -1),
            keys=self._keys,
            heads=(heads[0], heads[-1]) if heads else (0, 0),
        )

    def _body(self, number: int) -> bytes:
        body = self._objects[number]
        if number == self._part:
            body = body.replace(b"/S/Document", b"/S/Part/Lang" + self._language, 1)
        return _PLACES.sub(self._place_of, body.replace(b"%", b"%%"))

    def _place_of(self, found: re.Match[bytes]) -> bytes:
        """A place in the text: a string as it is, or a field for a number."""
        head, before, key, number = found.groups()
        if head is not None:
            self._holes.append((_COPY, 0))
            return b"(%%07d-%04d)" % int(head)
        if key is not None:
            self._holes.append((_KEY, int(key)))
            return before.replace(b"@", b"") + b"%7d"
        if number is None:
            return found[0]
        return self._reference(int(number))

    def _reference(self, old: int) -> bytes:
        if old == self._tree:
            return b"%d 0 R" % self._document
        if old == self._resources:
            return b"%d 0 R" % self._shared.resources
        if old in self._shared.objects:
            return b"%d 0 R" % self._shared.objects[old]
        labels = b""
        if old == self._page_tree:
            self._holes.append((_NODE, 0))
        elif old in self._late:
            page = self._late[old]
            labels = b"%d 0 R " % self._shared.labels[page] if page in self._shared.labels else b""
            self._holes.append((_STREAM, self._stream_of[page]))
        else:
            self._holes.append((_OBJECT, self._place[old]))
        return labels + b"%7d 0 R"


def _parent_leaf(tree: bytes) -> tuple[bytes, int]:
    """A parent tree as a leaf of a larger one, with @ before each key; and how many keys it has."""
    pairs = re.findall(rb"(\d+) (\d+ 0 R)", tree)
    entries = b" ".join(b"@%s %s" % pair for pair in pairs)
    return b"<</Limits[@0 @%d]/Nums[%s]>>" % (len(pairs) - 1, entries), len(pairs)


def _name_leaf(root: bytes) -> bytes:
    """The head cells of a structure tree as a leaf of a larger tree of names; empty where it has none."""
    pairs = re.findall(rb"\(head-(\d+)\) (\d+ 0 R)", root)
    if not pairs:
        return b""
    pairs.sort(key=lambda pair: int(pair[0]))
    names = b" ".join(b"(head-%s) %s" % pair for pair in pairs)
    return b"<</Limits[(head-%s)(head-%s)]/Names[%s]>>" % (pairs[0][0], pairs[-1][0], names)


def _head_numbers(leaf: bytes) -> list[int]:
    return [int(number) for number in re.findall(rb"\(head-(\d+)\) ", leaf)]
