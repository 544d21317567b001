"""The structure tree as objects (ISO 32000-1, 14.7.2)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from handouts.pdf.structure import Annotation, Mark, Node
from handouts.pdf.syntax import reference, text_string

_TEXTS = (b"Alt", b"ActualText", b"Lang", b"ID")
_NO_TEXTS = (None, None, None, None)


class TreeNumbers(NamedTuple):
    """Numbers of the objects that the tree refers to."""

    nodes: dict[int, int]  # id of an element -> its number
    pages: Sequence[int]
    links: Sequence[int]
    late: set[int]  # ids of the elements that are written when slots are filled


def node_objects(root: Node, parent: int, numbers: TreeNumbers) -> Iterator[tuple[int, bytes]]:
    """An element and all below it, each with its number; late ones are left out."""
    waiting = [(root, parent)]
    while waiting:
        node, parent = waiting.pop()
        if id(node) in numbers.late:
            continue
        number = numbers.nodes[id(node)]
        yield number, _object(node, parent, numbers)
        waiting += [(kid, number) for kid in node.kids if isinstance(kid, Node)]


def _object(node: Node, parent: int, numbers: TreeNumbers) -> bytes:
    page = next((kid.page for kid in node.kids if not isinstance(kid, Node)), None)
    kids = [
        b"%d 0 R" % numbers.nodes[id(kid)] if isinstance(kid, Node) else _content(kid, page, numbers)
        for kid in node.kids
    ]
    return b"<</S/%b/P %d 0 R%b%b%b>>" % (
        node.role.encode(),
        parent,
        b"/Pg %d 0 R" % numbers.pages[page] if page is not None else b"",
        (b"/K " + kids[0] if len(kids) == 1 else b"/K[%b]" % b" ".join(kids)) if kids else b"",
        properties(node),
    )


def _content(kid: Mark | Annotation, page: int | None, numbers: TreeNumbers) -> bytes:
    """What stands on a page, in an element whose page is given."""
    if isinstance(kid, Annotation):
        link = reference(numbers.links[kid.number])
        return b"<</Type/OBJR/Obj %s/Pg %s>>" % (link, reference(numbers.pages[kid.page]))
    if kid.page == page:
        return b"%d" % kid.mcid
    return b"<</Type/MCR/MCID %d/Pg %s>>" % (kid.mcid, reference(numbers.pages[kid.page]))


def properties(node: Node) -> bytes:
    """An element's entries besides its kids."""
    written = b"/A<<%b>>" % node.attributes.encode("ascii") if node.attributes else b""
    texts = (node.alt, node.actual, node.lang, node.id)
    if texts == _NO_TEXTS:  # as most
        return written
    found = zip(_TEXTS, texts, strict=True)
    return b"".join(b"/%b%b" % (key, text_string(text)) for key, text in found if text is not None) + written


def late_nodes(nodes: Iterable[Node]) -> set[int]:
    """Ids of the elements that are written only when slots are filled: slots' items and their list."""
    late: set[int] = set()
    for node in nodes:
        items = [kid for kid in node.kids if isinstance(kid, Node) and kid.late]
        if items:
            late |= {id(node)} | {id(below) for item in items for below in item.walk()}
    return late
