"""The structure tree as objects (ISO 32000-1, 14.7.2)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from handouts.pdf.objects import Body, Head, Part, Ref, Root, written
from handouts.pdf.structure import Annotation, Mark, StructElem
from handouts.pdf.syntax import reference, text_string

_TEXTS = (b"Alt", b"ActualText", b"Lang")
_NO_TEXTS = (None, None, None)


class TreeNumbers(NamedTuple):
    """Numbers of the objects that the tree refers to."""

    nodes: dict[int, int]  # id of an element -> its number
    pages: Sequence[int]
    links: Sequence[int]
    late: set[int]  # ids of the elements that are written when slots are filled


def node_objects(root: StructElem, parent: int, numbers: TreeNumbers) -> Iterator[tuple[int, Body]]:
    """An element and all below it, each with its number; late ones are left out."""
    waiting = [(root, parent)]
    while waiting:
        node, parent = waiting.pop()
        if id(node) in numbers.late:
            continue
        number = numbers.nodes[id(node)]
        yield number, _object(node, parent, numbers)
        waiting += [(kid, number) for kid in node.kids if isinstance(kid, StructElem)]


def _object(node: StructElem, parent: int, numbers: TreeNumbers) -> Body:
    role = Root() if node.role == "Document" else node.role.encode()
    body: list[Part] = [b"<</S/", role, b"/P ", Ref(parent)]
    page = next((kid.page for kid in node.kids if not isinstance(kid, StructElem)), None)
    if page is not None:
        body += b"/Pg ", Ref(numbers.pages[page])
    if node.kids:
        several = len(node.kids) > 1
        body.append(b"/K[" if several else b"/K ")
        for at, kid in enumerate(node.kids):
            if at:
                body.append(b" ")
            if isinstance(kid, StructElem):
                body.append(Ref(numbers.nodes[id(kid)]))
            else:
                body += _content(kid, page, numbers)
        if several:
            body.append(b"]")
    return [*body, *properties(node), b">>"]


def _content(kid: Mark | Annotation, page: int | None, numbers: TreeNumbers) -> Body:
    """What stands on a page, in an element whose page is given."""
    if isinstance(kid, Annotation):
        area = Ref(numbers.links[kid.number])
        return b"<</Type/OBJR/Obj ", area, b"/Pg ", Ref(numbers.pages[kid.page]), b">>"
    if kid.page == page:
        return (b"%d" % kid.mcid,)
    return b"<</Type/MCR/MCID %d/Pg " % kid.mcid, Ref(numbers.pages[kid.page]), b">>"


def properties(node: StructElem) -> Body:
    """An element's entries besides its kids."""
    body: list[Part] = []
    texts = (node.alt, node.actual, node.lang)
    if texts != _NO_TEXTS:  # as few have
        found = zip(_TEXTS, texts, strict=True)
        body += [b"/%b%b" % (key, text_string(text)) for key, text in found if text is not None]
    if node.head:
        body += b"/ID", Head(node.head)
    if node.attributes:
        heads: Body = [b"/Headers[", *(Head(head.head) for head in node.heads), b"]"] if node.heads else []
        body += b"/A<<%b" % node.attributes.encode("ascii"), *heads, b">>"
    return body


def late_nodes(nodes: Iterable[StructElem]) -> set[int]:
    """Ids of the elements that are written only when slots are filled: slots' items and their list."""
    late: set[int] = set()
    for node in nodes:
        items = [kid for kid in node.kids if isinstance(kid, StructElem) and kid.late]
        if items:
            late |= {id(node)} | {id(below) for item in items for below in item.walk()}
    return late


def tree_root(top: int, tree: int, keys: int, heads: Sequence[int]) -> bytes:
    """The structure tree itself: the way from its elements, from marks (14.7.4.4), and from head cells."""
    named = sorted((written([Head(head)]), number) for head, number in enumerate(heads, 1))
    names = b" ".join(b"%b %d 0 R" % each for each in named)
    return b"<</Type/StructTreeRoot/K %s/ParentTree %s/ParentTreeNextKey %d%s>>" % (
        reference(top),
        reference(tree),
        keys,
        b"/IDTree<</Names[%s]>>" % names if names else b"",
    )
