"""A document: pages, structure tree, outline and identification become a template.

Everything but the drawing operators is written here in PDF's own notation: ReportLab's document
writes no structure, no object streams, and no line end before `endstream`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence

from handouts.pdf.annotations import Area, field_objects, link_objects
from handouts.pdf.canvas import TaggedCanvas
from handouts.pdf.fonts import EmbeddedFont, Face
from handouts.pdf.identity import Identity, colour_profile, information, metadata, output_intent
from handouts.pdf.navigation import outline_objects, page_labels
from handouts.pdf.objects import Body, Key, Objects, Ref, array, kept, written
from handouts.pdf.packing import pack
from handouts.pdf.pictures import Picture, picture_stream
from handouts.pdf.slots import Slot
from handouts.pdf.structure import Annotation, StructElem, check, prune
from handouts.pdf.syntax import is_stream, numbers, reference, references, stream, text_string
from handouts.pdf.template import LatePage, Named, Page, SlotList, Structure, Template
from handouts.pdf.tree import TreeNumbers, late_nodes, node_objects, properties, tree_root


class Document:
    """A document while it is being drawn. Slots may use `late_fonts`, fields `field_face`."""

    def __init__(
        self,
        identity: Identity,
        fonts: dict[str, EmbeddedFont],
        root: StructElem | None = None,
        late_fonts: tuple[str, ...] = (),
        field_face: Face | None = None,
    ) -> None:
        self.identity = identity
        self.fonts = fonts
        self.root = root or StructElem("Document")
        self.late_fonts = late_fonts
        self.field_face = field_face
        self.pictures: dict[str, Picture] = {}
        self.pages: list[TaggedCanvas] = []

    def add_page(self, size: tuple[float, float], *, anew: bool = False) -> TaggedCanvas:
        """A new page; size in pt. `anew`: its page number is 1 again."""
        page = TaggedCanvas(len(self.pages), size, self.fonts)
        page.anew = anew
        self.pages.append(page)
        return page

    def finish(self) -> Template:
        """The document as a template. Raises StructureError for a tree that would mislead."""
        check(self.root.walk())
        return _Writer(self).template()


class _Writer:
    """Numbers the objects of a document and writes them."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._count = 0
        self._streams: dict[int, bytes] = {}
        self._plain: dict[int, bytes] = {}
        self._own: dict[int, Body] = {}  # of pages and structure: each copy in a print job has its own
        self._shared: dict[int, Body] = {}  # of fonts: copies share them
        self._catalog, self._info, self._tree, self._root = (self._new() for _ in range(4))
        self._page_numbers = [self._new() for _ in document.pages]
        self._starts = tuple(page.index for page in document.pages if page.anew)
        self._areas: list[tuple[int, Area, int]] = []  # object, area, page
        self._numbers: dict[int, int] = {}  # id of an element -> object number
        self._nodes: list[StructElem] = []  # in reading order
        self._late_nodes: set[int] = set()  # ids of those that are written when slots are filled
        self._heads: tuple[int, ...] = ()  # head cells

    def template(self) -> Template:
        pages = self._document.pages
        self._number_areas()
        fonts = self._write_fonts()
        self._write_nodes()
        parents = {page.index: self._new() for page in pages if not page.slots}
        self._write_outline_and_catalog()
        contents = [self._add_stream(stream(page.content())) for page in pages]
        # from here on numbers belong to objects that are written when the slots are filled
        late = tuple(
            LatePage(page.index, self._new(), self._new(), self._numbers_of(page.marks))
            for page in pages
            if page.slots
        )
        resources = self._new()
        parents |= {page.page: page.parents for page in late}
        streams = {page.page: (page.stream,) for page in late}
        written_pages = tuple(
            Page(number, page.size, (content, *streams.get(page.index, ())))
            for page, number, content in zip(pages, self._page_numbers, contents, strict=True)
        )
        self._write_pages(written_pages, resources)
        keys = self._write_parent_tree(parents)
        self._plain[self._info] = information(self._document.identity)
        return self._assemble(fonts, written_pages, late, resources, keys)

    def _new(self) -> int:
        self._count += 1
        return self._count

    def _add_stream(self, body: bytes) -> int:
        number = self._new()
        self._streams[number] = body
        return number

    def _numbers_of(self, nodes: Iterable[StructElem]) -> tuple[int, ...]:
        return tuple(self._numbers[id(node)] for node in nodes)

    def _number_areas(self) -> None:
        for page in self._document.pages:
            areas: list[Area] = [*page.links, *page.fields]
            for area in areas:
                area.node.kids.append(Annotation(page.index, len(self._areas)))
                self._areas.append((self._new(), area, page.index))

    def _write_fonts(self) -> Named:
        entries = []
        for name, font in self._document.fonts.items():
            first = self._count + 1
            objects = font.objects(first)
            self._count += len(objects)
            streams = {number for number, body in objects.items() if is_stream(written(body))}
            self._streams |= {number: written(objects[number]) for number in streams}
            self._shared |= {number: body for number, body in objects.items() if number not in streams}
            entries.append((name, first))
        return tuple(entries)

    def _write_nodes(self) -> None:
        root = self._document.root
        prune(root)
        self._nodes = list(root.walk())
        if any(page.slots for page in self._document.pages):
            self._late_nodes = late_nodes(self._nodes)
        heads = [node for node in self._nodes if node.role == "TH"]
        for nth, node in enumerate(heads, 1):
            node.head = nth
        in_order = sorted(map(id, self._nodes), key=self._late_nodes.__contains__)  # late ones last
        self._numbers = {name: number for number, name in enumerate(in_order, self._count + 1)}
        self._count += len(in_order)
        self._heads = self._numbers_of(heads)
        areas = [number for number, _, _ in self._areas]
        numbers = TreeNumbers(self._numbers, self._page_numbers, areas, self._late_nodes)
        self._own |= dict(node_objects(root, self._root, numbers))

    def _write_outline_and_catalog(self) -> None:
        identity = self._document.identity
        profile = self._add_stream(colour_profile())
        xmp = self._add_stream(metadata(identity))
        outline, fields = self._write_outline(), self._write_areas()
        self._plain[self._catalog] = (
            b"<</Type/Catalog/Pages %s/Lang%s/MarkInfo<</Marked true>>/StructTreeRoot %s/Metadata %s"
            b"/OutputIntents[%s]/ViewerPreferences<</DisplayDocTitle true>>%s%s%s>>"
            % (
                reference(self._tree),
                text_string(identity.language),
                reference(self._root),
                reference(xmp),
                output_intent(profile),
                page_labels(self._starts),
                outline,
                fields,
            )
        )

    def _write_outline(self) -> bytes:
        """The catalog's entry about the outline; empty without bookmarks."""
        marks = [mark for page in self._document.pages for mark in page.bookmarks]
        if not marks:
            return b""
        root, *own = (self._new() for _ in range(len(marks) + 1))
        self._plain |= outline_objects(marks, root, own, self._page_numbers)
        return b"/Outlines %s/PageMode/UseNone" % reference(root)

    def _write_areas(self) -> bytes:
        """The catalog's entry about the fields."""
        key, first = len(self._page_numbers), self._count + 1
        self._own |= link_objects(self._areas, key)
        objects, entry = field_objects(self._areas, key, first, self._document.field_face)
        self._count = max(self._count, *objects, 0)
        for number, body in objects.items():
            (self._streams if is_stream(body) else self._plain)[number] = body
        return entry

    def _write_pages(self, pages: Sequence[Page], resources: int) -> None:
        for at, page in enumerate(pages):
            areas = [number for number, _, index in self._areas if index == at]
            self._own[page.number] = [
                *(b"<</Type/Page/Parent ", Ref(self._tree)),
                b"/MediaBox[0 0 %s]/Resources " % numbers(*page.size).encode(),
                *(Ref(resources), b"/Contents", *array(page.contents), b"/StructParents ", Key(at)),
                *(b"/Tabs/S", *([b"/Annots", *array(areas)] if areas else []), b">>"),
            ]
        kids = references(self._page_numbers)
        self._plain[self._tree] = b"<</Type/Pages/Count %d/Kids%s>>" % (len(pages), kids)

    def _write_parent_tree(self, parents: dict[int, int]) -> tuple[int, ...]:
        """From marks back to elements (14.7.4.4): pages first, then links and fields."""
        pages = self._document.pages
        own = {parents[page.index]: array(self._numbers_of(page.marks)) for page in pages if not page.slots}
        self._own |= own
        areas = self._numbers_of(area.node for _, area, _ in self._areas)
        keys = (*(parents[page.index] for page in pages), *areas)
        tree = self._new()
        entries = b" ".join(b"%d %d 0 R" % each for each in enumerate(keys))
        self._plain[tree] = b"<</Nums[%s]>>" % entries
        top = self._numbers[id(self._document.root)]
        self._plain[self._root] = tree_root(top, tree, len(keys), self._heads)
        return keys

    def _assemble(
        self,
        fonts: Named,
        pages: tuple[Page, ...],
        late: tuple[LatePage, ...],
        resources: int,
        keys: tuple[int, ...],
    ) -> Template:
        document = self._document
        pictures = tuple(
            (name, self._add_stream(picture_stream(each))) for name, each in document.pictures.items()
        )
        own, shared = kept(self._own), kept(self._shared)
        trailer = b"/Root %d 0 R/Info %d 0 R" % (self._catalog, self._info)
        static = pack(self._plain | own.written() | shared.written(), self._streams, self._count, trailer)
        contents = {number for page in pages for number in page.contents}
        used = static.streams.keys() & contents.union(shared.targets, dict(pictures).values())
        in_order = sorted(used, key=lambda number: (number not in contents, number))
        return Template(
            head=static.head,
            digest=hashlib.sha256(static.head).digest(),
            xref=static.xref,
            size=static.size,
            root=self._catalog,
            info=self._info,
            resources=resources,
            font_objects=fonts,
            pictures=pictures,
            page_objects=pages,
            shared=shared,
            streams={number: static.streams[number] for number in in_order},
            slots=tuple(self._with_elements(slot) for page in document.pages for slot in page.slots),
            late_pages=late,
            list=self._slot_list(),
            fonts=tuple(document.fonts[name].table(name) for name in document.late_fonts),
            starts=self._starts,
            structure=self._structure(own, keys),
        )

    def _structure(self, own: Objects, keys: tuple[int, ...]) -> Structure:
        return Structure(
            objects=own,
            pages=self._tree,
            root=self._root,
            top=self._numbers[id(self._document.root)],
            keys=keys,
            heads=self._heads,
            language=self._document.identity.language,
            fields=any(page.fields for page in self._document.pages),
        )

    def _slot_list(self) -> SlotList | None:
        late = (node for node in self._nodes if node.role == "L" and id(node) in self._late_nodes)
        node = next(late, None)
        if node is None:
            return None
        parent = next(each for each in self._nodes if node in each.kids)
        return SlotList(self._numbers[id(node)], self._numbers[id(parent)], written(properties(node)))

    def _with_elements(self, slot: Slot) -> Slot:
        """A slot with the elements that it fills."""
        item = next((node for node in self._nodes if node.late == slot.name), None)
        if slot.furniture or item is None:
            return slot
        own, label, body = self._numbers_of(item.walk())
        return slot._replace(elements=(own, label, body))
