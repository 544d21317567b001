"""Pages, tree, outline and identification, put together into a template of bytes.

Everything but the drawing operators is written here in PDF's own notation: ReportLab's document
writes no structure, no object streams, and no line end before `endstream`.
"""

from __future__ import annotations

import hashlib
from typing import NamedTuple

from handouts.pdf.areas import Area, area_objects
from handouts.pdf.fonts import EmbeddedFont, Face
from handouts.pdf.identity import Identity, colour_profile, information, metadata, output_intent
from handouts.pdf.outline import outline_objects
from handouts.pdf.packing import ROW, pack
from handouts.pdf.page_labels import page_labels
from handouts.pdf.slots import OpenSlot
from handouts.pdf.structure import Annotation, Node, check, prune
from handouts.pdf.surface import Slot, Surface
from handouts.pdf.syntax import numbers, reference, references, stream, text_string
from handouts.pdf.template import LatePage, Template
from handouts.pdf.tree import TreeNumbers, late_nodes, node_objects, properties


class Picture(NamedTuple):
    """Rows from the top: 8-bit RGB, or one bit of black and white in rows of whole bytes."""

    width: int
    height: int
    data: bytes
    bw: bool = False


class Document:
    """A document while it is being drawn. Slots may use `late_fonts`, fields `field_face`."""

    def __init__(
        self,
        identity: Identity,
        fonts: dict[str, EmbeddedFont],
        root: Node | None = None,
        late_fonts: tuple[str, ...] = (),
        field_face: Face | None = None,
    ) -> None:
        self.identity = identity
        self.fonts = fonts
        self.root = root or Node("Document")
        self.late_fonts = late_fonts
        self.field_face = field_face
        self.pictures: dict[str, Picture] = {}
        self.pages: list[Surface] = []

    def add_page(self, size: tuple[float, float], *, anew: bool = False) -> Surface:
        """A new page; size in pt. Whether it is printed as page 1 of a part."""
        page = Surface(len(self.pages), size, self.fonts)
        page.anew = anew
        self.pages.append(page)
        return page

    def finish(self) -> Template:
        """The document as a template. Raises StructureError where the tree would mislead."""
        check(self.root.walk())
        return _Writer(self).template()


class _Writer:
    """Numbers the objects of a document and writes them."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._count = 0
        self._streams: dict[int, bytes] = {}
        self._plain: dict[int, bytes] = {}
        self._catalog, self._info, self._tree, self._root = (self._new() for _ in range(4))
        self._page_numbers = [self._new() for _ in document.pages]
        self._areas: list[tuple[int, Area, int]] = []  # object, area, page
        self._numbers: dict[int, int] = {}  # id of a node -> object number
        self._nodes: list[Node] = []  # in reading order
        self._late_nodes: set[int] = set()  # ids of those that are written when slots are filled

    def template(self) -> Template:
        self._number_areas()
        fonts = self._write_fonts()
        self._number_nodes()
        parents = [self._new() for page in self._document.pages if not page.slots]
        slotted = [page for page in self._document.pages if page.slots]
        self._write_nodes()
        static_parents = iter(parents)
        self._write_outline_and_catalog()
        contents = {page.index: self._add_stream(stream(page.content())) for page in self._document.pages}
        # from here on numbers belong to objects that are written when the slots are filled
        late = {page.index: (self._new(), self._new()) for page in slotted}
        resources = self._new()
        parent_numbers = {
            page.index: late[page.index][1] if page.slots else next(static_parents)
            for page in self._document.pages
        }
        self._write_pages(contents, {index: pair[0] for index, pair in late.items()}, resources)
        self._write_parent_tree(parent_numbers)
        self._plain[self._info] = information(self._document.identity)
        return self._assemble(fonts, late, resources)

    # -- numbers

    def _new(self) -> int:
        self._count += 1
        return self._count

    def _add_stream(self, body: bytes) -> int:
        number = self._new()
        self._streams[number] = body
        return number

    def _add(self, body: bytes) -> int:
        number = self._new()
        self._plain[number] = body
        return number

    def _number_areas(self) -> None:
        for page in self._document.pages:
            areas: list[Area] = [*page.links, *page.fields]
            for area in areas:
                area.node.kids.append(Annotation(page.index, len(self._areas)))
                self._areas.append((self._new(), area, page.index))

    def _number_nodes(self) -> None:
        prune(self._document.root)
        self._nodes = list(self._document.root.walk())
        if any(page.slots for page in self._document.pages):
            self._late_nodes = late_nodes(self._nodes)
        heads = (node for node in self._nodes if node.role == "TH")
        for nth, node in enumerate(heads, 1):
            node.id = f"head-{nth}"
        in_order = sorted(map(id, self._nodes), key=self._late_nodes.__contains__)  # late ones last
        self._numbers = {name: number for number, name in enumerate(in_order, self._count + 1)}
        self._count += len(in_order)

    # -- fonts and pictures

    def _write_fonts(self) -> bytes:
        entries = []
        for name, font in self._document.fonts.items():
            first = self._count + 1
            self._take_in(font.objects(first))
            entries.append(b"/%s %s" % (name.encode(), reference(first)))
        return b"".join(entries)

    def _take_in(self, objects: dict[int, bytes]) -> None:
        """Objects that have numbers already, the next ones among them."""
        for number, body in objects.items():
            self._count = max(self._count, number)
            (self._streams if b"stream\n" in body else self._plain)[number] = body

    def _write_areas(self) -> bytes:
        """Links and fields; what the catalog says of the fields."""
        keys, first = len(self._page_numbers), self._count + 1
        objects, entry = area_objects(self._areas, keys, first, self._document.field_face)
        self._take_in(objects)
        return entry

    def _pictures(self) -> bytes:
        entries = []
        for name, picture in self._document.pictures.items():
            header = b"/Type/XObject/Subtype/Image/Width %d/Height %d/ColorSpace/%s/BitsPerComponent %d"
            kind = (b"DeviceGray", 1) if picture.bw else (b"DeviceRGB", 8)
            body = stream(picture.data, header % (picture.width, picture.height, *kind))
            entries.append(b"/%s %s" % (name.encode(), reference(self._add_stream(body))))
        return b"/XObject<<%s>>" % b"".join(entries) if entries else b""

    # -- structure

    def _write_nodes(self) -> None:
        numbers = TreeNumbers(
            self._numbers, self._page_numbers, [number for number, _, _ in self._areas], self._late_nodes
        )
        self._plain |= dict(node_objects(self._document.root, self._root, numbers))

    def _write_parent_tree(self, parent_numbers: dict[int, int]) -> None:
        """The way back from marks to elements (14.7.4.4): pages first, then links and fields."""
        pages = self._document.pages
        entries = []
        for page in pages:
            entries.append(b"%d %s" % (page.index, reference(parent_numbers[page.index])))
            if not page.slots:
                self._plain[parent_numbers[page.index]] = b"[%s]" % self._mark_references(page)
        for at, (_, area, _) in enumerate(self._areas):
            entries.append(b"%d %s" % (len(pages) + at, reference(self._numbers[id(area.node)])))
        tree = self._add(b"<</Nums[%s]>>" % b" ".join(entries))
        ids = sorted((node.id, self._numbers[id(node)]) for node in self._nodes if node.id)
        names = b" ".join(b"%s %s" % (text_string(name), reference(number)) for name, number in ids if name)
        self._plain[self._root] = b"<</Type/StructTreeRoot/K %s/ParentTree %s/ParentTreeNextKey %d%s>>" % (
            reference(self._numbers[id(self._document.root)]),
            reference(tree),
            len(pages) + len(self._areas),
            b"/IDTree<</Names[%s]>>" % names if names else b"",
        )

    def _mark_references(self, page: Surface) -> bytes:
        return b" ".join(reference(self._numbers[id(node)]) for node in page.marks)

    # -- pages

    def _write_pages(self, contents: dict[int, int], late: dict[int, int], resources: int) -> None:
        for page, number in zip(self._document.pages, self._page_numbers, strict=True):
            parts = [contents[page.index], *([late[page.index]] if page.index in late else [])]
            areas = [number for number, _, index in self._areas if index == page.index]
            self._plain[number] = (
                b"<</Type/Page/Parent %s/MediaBox[0 0 %s]/Resources %s/Contents%s/StructParents %d/Tabs/S%s>>"
                % (
                    reference(self._tree),
                    numbers(*page.size).encode(),
                    reference(resources),
                    references(parts),
                    page.index,
                    b"/Annots" + references(areas) if areas else b"",
                )
            )
        self._plain[self._tree] = b"<</Type/Pages/Count %d/Kids%s>>" % (
            len(self._page_numbers),
            references(self._page_numbers),
        )

    def _write_outline_and_catalog(self) -> None:
        identity = self._document.identity
        profile = self._add_stream(colour_profile())
        xmp = self._add_stream(metadata(identity))
        outline, fields = self._outline(), self._write_areas()
        self._plain[self._catalog] = (
            b"<</Type/Catalog/Pages %s/Lang%s/MarkInfo<</Marked true>>/StructTreeRoot %s/Metadata %s"
            b"/OutputIntents[%s]/ViewerPreferences<</DisplayDocTitle true>>%s%s%s>>"
            % (
                reference(self._tree),
                text_string(identity.language),
                reference(self._root),
                reference(xmp),
                output_intent(profile),
                page_labels(self._starts()),
                b"/Outlines %s/PageMode/UseNone" % reference(outline) if outline else b"",
                fields,
            )
        )

    def _starts(self) -> tuple[int, ...]:
        return tuple(page.index for page in self._document.pages if page.anew)

    def _outline(self) -> int:
        """The outline's object number, 0 where there are no bookmarks."""
        marks = [mark for page in self._document.pages for mark in page.bookmarks]
        if not marks:
            return 0
        root, *own = (self._new() for _ in range(len(marks) + 1))
        self._plain |= outline_objects(marks, root, own, self._page_numbers)
        return root

    # -- the template

    def _assemble(self, fonts: bytes, late: dict[int, tuple[int, int]], resources: int) -> Template:
        pictures = self._pictures()
        trailer = b"/Root %d 0 R/Info %d 0 R" % (self._catalog, self._info)
        static = pack(self._plain, self._streams, self._count, trailer)
        document = self._document
        late_list = next((node for node in self._nodes if self._is_late_list(node)), None)
        return Template(
            head=static.head,
            digest=hashlib.sha256(static.head).digest(),
            rows=static.rows,
            xref=static.xref,
            size=len(static.rows) // ROW,
            root=self._catalog,
            info=self._info,
            pages=len(document.pages),
            resources=resources,
            resources_start=b"<</Font<<" + fonts,
            resources_end=b">>" + pictures + b">>",
            slots=tuple(self._open_slot(slot) for page in document.pages for slot in page.slots),
            late_pages=tuple(
                LatePage(
                    page=index,
                    object=self._page_numbers[index],
                    stream=pair[0],
                    parents=pair[1],
                    marks=self._mark_references(document.pages[index]),
                    marked=len(document.pages[index].marks),
                )
                for index, pair in late.items()
            ),
            list=self._numbers[id(late_list)] if late_list else 0,
            list_start=self._list_start(late_list) if late_list else b"",
            fonts=tuple(document.fonts[name].table(name) for name in document.late_fonts),
            starts=self._starts(),
        )

    def _is_late_list(self, node: Node) -> bool:
        return node.role == "L" and id(node) in self._late_nodes

    def _list_start(self, node: Node) -> bytes:
        parent = next(n for n in self._nodes if node in n.kids)
        return b"<</S/L/P %s%s" % (reference(self._numbers[id(parent)]), properties(node))

    def _open_slot(self, slot: Slot) -> OpenSlot:
        item = next((node for node in self._nodes if node.late == slot.name), None)
        elements = None
        if not slot.furniture and item is not None:
            label, body = (kid for kid in item.kids if isinstance(kid, Node))
            elements = (self._numbers[id(item)], self._numbers[id(label)], self._numbers[id(body)])
        values = slot._asdict() | {"label": slot.label.encode("ascii"), "elements": elements}
        return OpenSlot(**values)
