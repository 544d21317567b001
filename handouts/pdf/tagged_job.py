"""A print job as one tagged document (PDF/UA-1, PDF/A-2a): each copy is a Part of it, in reading order.

The pages and the structure of a copy are written as one object stream, whose bytes are made once for a
template. Only its numbers differ between copies: they have fields of one width, so that no offset changes.

PDF/A-2 allows 8,388,607 objects in a file, and a handout of ten pages has nearly 600, so a tagged job holds
about 14,000 of them and refuses more. The fields are wide enough for 9,999,999.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import accumulate
from operator import add
from typing import Any, BinaryIO, NamedTuple

from handouts.pdf.identity import colour_profile, metadata, output_intent
from handouts.pdf.job import JobForm, PrintJob, Written
from handouts.pdf.late_text import Content
from handouts.pdf.object_writer import MOST_OBJECTS, FullError
from handouts.pdf.objects import Body, Gap, Head, Key, Part, Ref, Root, kept
from handouts.pdf.sharing import Shared
from handouts.pdf.slot_pages import structure_of
from handouts.pdf.syntax import references, text_string
from handouts.pdf.template import LateFont, Structure, Template

_OBJECT, _STREAM, _KEY, _COPY, _NODE = range(5)
"""What a number is relative to: the copy's first object, first content stream and first key of the parent
tree, the count of copies before it, and the node of the page tree (which is the number itself)."""

_OTHERS = 3
"""Objects of a copy besides its block and its contents: stream of the block, bookmark, part in the group."""

_RESERVED = 1000
"""Objects for the end of the file."""

_TREE, _DOCUMENT = 4, 5
"""Places among the roots."""

_LEAF, _NAMES = -1, -2
"""Numbers of the two objects that a template does not have as such."""

Leaf = tuple[int, bytes, bytes]
"""Number of a leaf or a node, its first and its last key."""


class CopyStructure(NamedTuple):
    """The pages and the structure of a copy of one template, as a format for its numbers."""

    numbers: bytes  # the index of the object stream
    bodies: bytes
    bases: bytes  # what each number is relative to
    distances: tuple[int, ...]  # and its distance from there
    objects: int
    pages: tuple[int, ...]  # places among the objects
    part: int
    parents: int  # leaf of the parent tree
    names: int  # leaf of the tree of head cells; -1 without head cells
    keys: int  # of the parent tree
    heads: int  # head cells


class _Tree:
    """A number tree or name tree (7.9.6, 7.9.7) that grows by leaves; each node holds those of a group."""

    def __init__(self, nodes: list[Leaf]) -> None:
        self.nodes = nodes
        self.leaves: list[Leaf] = []

    def node(self, number: int) -> tuple[int, bytes]:
        """The node of the leaves so far."""
        first, last = self.leaves[0][1], self.leaves[-1][2]
        kids = references([leaf[0] for leaf in self.leaves])
        self.nodes.append((number, first, last))
        self.leaves = []
        return number, b"<</Limits[%s %s]/Kids%s>>" % (first, last, kids)

    def root(self) -> bytes:
        return b"<</Kids%s>>" % references([node[0] for node in self.nodes])


class TaggedJob(PrintJob):
    """Writes a tagged job."""

    is_tagged = True
    _root_count = 8  # ... structure tree, document, parent tree, tree of head cells

    def __init__(
        self,
        out: BinaryIO,
        form: JobForm,
        late_font: Callable[[str, str, str], LateFont],
        rows: BinaryIO,
        state: tuple[Any, ...] | None = None,
    ) -> None:
        super().__init__(out, form, late_font, rows, state[:-1] if state else None)
        parts, keys, parents, names = state[-1] if state else ([], 0, [], [])
        self._blocks: dict[str, CopyStructure] = {}
        self._parts: list[int] = parts
        self._keys: int = keys  # of the parent tree, used so far
        self._parents, self._names = _Tree(parents), _Tree(names)

    def state(self) -> tuple[Any, ...]:
        own = list(self._parts), self._keys, list(self._parents.nodes), list(self._names.nodes)
        return (*super().state(), own)

    def _make_form(self, key: str, template: Template, shared: Shared) -> None:
        late = self._late[key].stream_of
        self._blocks[key] = _Maker(template, shared, late, self._roots[_DOCUMENT]).block()

    def add_first(self, key: str, values: Mapping[str, str], label: str) -> None:
        super().add_first(key, values, label)
        self._parts.insert(0, self._parts.pop())

    def _check_room(self, keys: Sequence[str]) -> None:
        needed = sum(self._blocks[key].objects + self._late[key].streams + _OTHERS for key in keys)
        if self._file.count + needed + _RESERVED > MOST_OBJECTS:
            raise FullError

    def _written(self, key: str, contents: Sequence[Content], first: int, label: str) -> Written:  # noqa: ARG002
        block, own = self._blocks[key], self._file.new(self._blocks[key].objects)
        bases = (own, first, self._keys, len(self._parts), self._node)
        bodies = block.bodies % tuple(map(add, map(bases.__getitem__, block.bases), block.distances))
        numbers = range(own, own + block.objects)
        self._file.pack_ready([numbers], block.numbers % tuple(numbers), bodies)
        last_key = self._keys + block.keys - 1
        self._parents.leaves.append((own + block.parents, b"%d" % self._keys, b"%d" % last_key))
        if block.names >= 0:
            first_head, last_head = (b"(%07d-%04d)" % (len(self._parts), nth) for nth in (1, block.heads))
            self._names.leaves.append((own + block.names, first_head, last_head))
        self._parts.append(own + block.part)
        self._keys += block.keys
        bookmark = self._file.new()
        return Written(label, [own + page for page in block.pages], range(bookmark, bookmark + 1))

    def _objects_of_group(self) -> list[tuple[int, bytes]]:
        return [tree.node(self._file.new()) for tree in (self._parents, self._names) if tree.leaves]

    def _structure(self) -> tuple[list[tuple[int, bytes]], bytes]:
        tree, document, parents, names = self._roots[_TREE:]
        ids = b"/IDTree %d 0 R" % names if self._names.nodes else b""
        root = b"<</Type/StructTreeRoot/K %d 0 R/ParentTree %d 0 R/ParentTreeNextKey %d%s>>"
        objects = [
            (tree, root % (document, parents, self._keys, ids)),
            (document, b"<</S/Document/P %d 0 R/K%s>>" % (tree, references(self._parts))),
            (parents, self._parents.root()),
        ]
        if self._names.nodes:
            objects.append((names, self._names.root()))
        profile = self._file.add(colour_profile())
        xmp = self._file.add(metadata(self._form.identity))
        entries = b"/MarkInfo<</Marked true>>/StructTreeRoot %d 0 R/Metadata %d 0 R/OutputIntents[%s]"
        return objects, entries % (tree, xmp, output_intent(profile))


class _Maker:
    """Makes the block of a template."""

    def __init__(
        self, template: Template, shared: Shared, stream_of: Mapping[int, int], document: int
    ) -> None:
        if template.structure is None:
            raise ValueError("there is no structure")
        if template.structure.fields:
            raise ValueError("fields of many copies would have the same names")
        self._structure = structure = template.structure
        self._shared, self._stream_of = shared, stream_of
        self._pages = template.page_objects
        self._late = {page.stream: page.page for page in template.late_pages}
        others = {template.resources: shared.resources, structure.root: document}
        self._elsewhere = shared.objects | others
        self._more = structure_of(template, {slot.name for slot in template.slots}) | _leaves(structure)
        self._place = {number: at for at, number in enumerate((*structure.objects.numbers, *self._more))}
        self._holes: list[tuple[int, int]] = []  # what each number is relative to, and its distance

    def block(self) -> CopyStructure:
        bodies = b"\n".join(part.form(self._in_gap) for part in (self._structure.objects, kept(self._more)))
        sizes = [len(body) + 1 for body in (bodies % ((0,) * len(self._holes))).split(b"\n")]
        starts = accumulate(sizes[:-1], initial=0)
        return CopyStructure(
            numbers=b" ".join(b"%%7d %d" % start for start in starts) + b"\n",
            bodies=bodies,
            bases=bytes(base for base, _ in self._holes),
            distances=tuple(distance for _, distance in self._holes),
            objects=len(sizes),
            pages=tuple(self._place[page.number] for page in self._pages),
            part=self._place[self._structure.top],
            parents=self._place[_LEAF],
            names=self._place.get(_NAMES, -1),
            keys=len(self._structure.keys),
            heads=len(self._structure.heads),
        )

    def _in_gap(self, gap: Gap) -> bytes:
        """What fills a gap: what is the same in all copies, or a field for a number."""
        match gap:
            case Root():
                return b"Part/Lang" + text_string(self._structure.language)
            case Head():
                return self._field(_COPY, 0, b"(%%07d-%04d)" % gap)
            case Key():
                return self._field(_KEY, gap, b"%7d")
            case Ref() if gap in self._elsewhere:
                return b"%d 0 R" % self._elsewhere[gap]
            case Ref() if gap == self._structure.pages:
                return self._field(_NODE, 0)
            case Ref() if gap in self._late:
                page = self._late[gap]
                labels = b"%d 0 R " % self._shared.labels[page] if page in self._shared.labels else b""
                return labels + self._field(_STREAM, self._stream_of[page])
            case Ref():
                return self._field(_OBJECT, self._place[gap])

    def _field(self, base: int, distance: int, text: bytes = b"%7d 0 R") -> bytes:
        self._holes.append((base, distance))
        return text


def _leaves(structure: Structure) -> dict[int, Body]:
    """The parent tree and the tree of head cells, if there are any, as leaves of larger trees."""
    last = len(structure.keys) - 1
    keys: list[Part] = [
        part for key, to in enumerate(structure.keys) for part in (b" ", Key(key), b" ", Ref(to))
    ]
    heads: list[Part] = [part for nth, to in enumerate(structure.heads, 1) for part in (Head(nth), Ref(to))]
    leaves: dict[int, Body] = {_LEAF: [b"<</Limits[", Key(0), b" ", Key(last), b"]/Nums[", *keys[1:], b"]>>"]}
    if heads:
        leaves[_NAMES] = [b"<</Limits[", Head(1), heads[-2], b"]/Names[", *heads, b"]>>"]
    return leaves
