"""A print job as one tagged document (PDF/UA-1, PDF/A-2a): each copy is a Part of it, in reading order.

All structure of a copy is written as a block: the bytes of one object stream, made once for a template, in
which only numbers are missing. They stand in fields of one width, so that nothing else in the block moves.

PDF/A-2 allows 8,388,607 objects in a file, and a handout of ten pages has near 600: a tagged job holds about
14,000 of them. One that would hold more is refused; the fields would be wide enough for 9,999,999.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import accumulate
from operator import add
from typing import Any, NamedTuple

from handouts.pdf.identity import colour_profile, metadata, output_intent
from handouts.pdf.job import PrintJob, Written
from handouts.pdf.late_text import CopyContents, LateText
from handouts.pdf.object_writer import MOST_OBJECTS, FullError
from handouts.pdf.objects import Body, Gap, Head, Key, Part, Ref, Root, kept
from handouts.pdf.sharing import Shared
from handouts.pdf.slot_pages import structure_of
from handouts.pdf.slots import FontFor
from handouts.pdf.syntax import references, text_string
from handouts.pdf.template import Structure, Template

_OBJECT, _STREAM, _KEY, _COPY, _NODE = range(5)
"""What a missing number counts from: the copy's objects, its content streams, its keys in the parent tree,
the copies before it, the node of the page tree (which is the number itself)."""

_OTHERS = 3
"""Objects of a copy besides its block and its contents: stream of the block, bookmark, part in the group."""

_KEPT_FREE = 1000
"""Objects for what stands at the end of the file."""


class CopyStructure(NamedTuple):
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
    heads: int  # how many head cells it has


class _Tree:
    """A tree of numbers or of names (7.9.6, 7.9.7) that grows by leaves; a node holds those of a group."""

    def __init__(self, nodes: list[tuple[int, bytes, bytes]]) -> None:
        self.nodes = nodes  # of each its number, first and last key
        self.leaves: list[tuple[int, bytes, bytes]] = []  # likewise

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

    _root_count = 8  # ... structure tree, document, parent tree, tree of head cells

    def _start(self, state: tuple[Any, ...] | None) -> None:
        self._blocks: dict[str, CopyStructure] = {}
        parts, keys, parents, names = state or ([], 0, [], [])
        self._parts: list[int] = parts
        self._keys: int = keys  # of the parent tree, given out
        self._parents, self._names = _Tree(parents), _Tree(names)

    def _more_state(self) -> tuple[Any, ...]:
        return list(self._parts), self._keys, list(self._parents.nodes), list(self._names.nodes)

    def _late_text(self, template: Template, font_for: FontFor) -> LateText:
        return LateText(template, font_for, marked=True)

    def _prepare(self, key: str, template: Template, shared: Shared) -> None:
        late = self._late[key].stream_of
        self._blocks[key] = _Maker(template, shared, late, self._roots[_DOCUMENT]).block()

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
        contents: CopyContents,  # noqa: ARG002
        first: int,
        label: str,
    ) -> Written:
        block, own = self._blocks[key], self._file.new(self._blocks[key].objects)
        bases = (own, first, self._keys, len(self._parts), self._node)
        bodies = block.bodies % tuple(map(add, map(bases.__getitem__, block.bases), block.distances))
        numbers = range(own, own + block.objects)
        self._file.pack_ready([numbers], block.numbers % tuple(numbers), bodies)
        self._parents.leaves.append(
            (own + block.parents, b"%d" % self._keys, b"%d" % (self._keys + block.keys - 1))
        )
        if block.names >= 0:
            first_head, last_head = (b"(%07d-%04d)" % (len(self._parts), nth) for nth in (1, block.heads))
            self._names.leaves.append((own + block.names, first_head, last_head))
        self._parts.append(own + block.part)
        self._keys += block.keys
        bookmark = self._file.new()
        return Written(label, [own + page for page in block.pages], range(bookmark, bookmark + 1))

    def _more_of_group(self) -> Iterator[tuple[int, bytes]]:
        for tree in (self._parents, self._names):
            if tree.leaves:
                yield tree.node(self._file.new())

    def _roots_more(self) -> Iterable[tuple[int, bytes]]:
        tree, document, parents, names = self._roots[_TREE:]
        ids = b"/IDTree %d 0 R" % names if self._names.nodes else b""
        yield (
            tree,
            b"<</Type/StructTreeRoot/K %d 0 R/ParentTree %d 0 R/ParentTreeNextKey %d%s>>"
            % (document, parents, self._keys, ids),
        )
        yield document, b"<</S/Document/P %d 0 R/K%s>>" % (tree, references(self._parts))
        yield parents, self._parents.root()
        if self._names.nodes:
            yield names, self._names.root()

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
        self._holes: list[tuple[int, int]] = []

    def block(self) -> CopyStructure:
        bodies = b"\n".join(part.form(self._say) for part in (self._structure.objects, kept(self._more)))
        sizes = [len(body) + 1 for body in (bodies % ((0,) * len(self._holes))).split(b"\n")]
        starts = accumulate(sizes[:-1], initial=0)
        return CopyStructure(
            numbers=b" ".join(b"%%7d %d" % start for start in starts) + b"\n",
            bodies=bodies,
            bases=bytes(base for base, _ in self._holes),
            distances=tuple(far for _, far in self._holes),
            objects=len(sizes),
            pages=tuple(self._place[page.number] for page in self._pages),
            part=self._place[self._structure.top],
            parents=self._place[_LEAF],
            names=self._place.get(_NAMES, -1),
            keys=len(self._structure.keys),
            heads=len(self._structure.heads),
        )

    def _say(self, gap: Gap) -> bytes:
        """What stands in a gap: what is the same in all copies, or a field for a number."""
        match gap:
            case Root():
                return b"Part/Lang" + text_string(self._structure.language)
            case Head():
                self._holes.append((_COPY, 0))
                return b"(%%07d-%04d)" % gap
            case Key():
                self._holes.append((_KEY, gap))
                return b"%7d"
            case Ref():
                return self._reference(gap)

    def _reference(self, old: int) -> bytes:
        if old in self._elsewhere:
            return b"%d 0 R" % self._elsewhere[old]
        labels = b""
        if old == self._structure.pages:
            self._holes.append((_NODE, 0))
        elif old in self._late:
            page = self._late[old]
            labels = b"%d 0 R " % self._shared.labels[page] if page in self._shared.labels else b""
            self._holes.append((_STREAM, self._stream_of[page]))
        else:
            self._holes.append((_OBJECT, self._place[old]))
        return labels + b"%7d 0 R"


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
