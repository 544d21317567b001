"""Structure checks of our own PDF files. No tests, nothing of handouts.

Validators see a part of this only: they pass a file whose whole text is hidden from readers, whose
pictures are called "image" or whose link text stands outside its link. The checks ask more than the
standards do, for they look at files whose maker is known; they are no gate for other people's files.

    pdf = opened(data)
    findings(pdf)        # sentences; none where nothing is wrong
    reading(data)        # [("H1", "Stage 4 ..."), ("P", "..."), ...] in the order of the structure tree
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import Any

from pdf.opening import Opened, Sequence, opened, reading
from pikepdf import Name

__all__ = ["CHECKS", "findings", "opened", "reading"]

ROLES = frozenset(
    ("Document", "Div", "P", "H1", "H2", "H3", "H4", "L", "LI", "Lbl", "LBody", "Table", "TR", "TH", "TD")
)
ROLES |= {"Caption", "Figure", "Form", "Link", "Span"}

INSIDE = {
    "L": ({"LI"}, None),
    "LI": ({"Lbl", "LBody"}, {"L"}),
    "Lbl": (None, {"LI"}),
    "LBody": (None, {"LI"}),
    "Table": ({"TR"}, None),
    "TR": ({"TH", "TD"}, {"Table"}),
    "TH": (None, {"TR"}),
    "TD": (None, {"TR"}),
}
"""Which kids and which parents a role may have; None: any."""


def findings(pdf: Opened) -> list[str]:
    """What is wrong with a file, by all checks."""
    return [f"{check.__name__}: {finding}" for check in CHECKS for finding in check(pdf)]


# --- checks: each takes a file and says what is wrong -----------------------------------------------


def all_paint_is_marked(pdf: Opened) -> Iterator[str]:
    """Whatever paints is an element's content or an artifact, and sequences close where they should."""
    for at, sheet in enumerate(pdf.sheets, 1):
        yield from (f"page {at}: {operator} neither tagged nor artifact" for operator in sheet.bare)
        yield from (f"page {at}: {what} is not rightly closed" for what in sheet.crossed)
        for one in sheet.sequences:
            if one.mcid is None and not one.artifact:
                yield f"page {at}: a sequence {one.tag} without MCID"


def marks_are_single_and_flat(pdf: Opened) -> Iterator[str]:
    """An MCID stands once on its page; no sequence stands in another one."""
    for at, sheet in enumerate(pdf.sheets, 1):
        counted = Counter(one.mcid for one in sheet.sequences if one.mcid is not None)
        yield from (f"page {at}: MCID {mcid} twice" for mcid, count in counted.items() if count > 1)
        yield from (f"page {at}: {one.tag} inside {one.outer[-1]}" for one in sheet.sequences if one.outer)


def tree_and_pages_agree(pdf: Opened) -> Iterator[str]:
    """Each MCID belongs to one element, the parent tree leads to it, and so do the parents above."""
    owners = [(mark, one) for one in pdf.elements for mark in one.marks]
    counted = Counter(mark for mark, _ in owners)
    yield from (f"page {p + 1}: MCID {m} in {n} elements" for (p, m), n in counted.items() if n > 1)
    drawn = {(at, mcid) for at, sheet in enumerate(pdf.sheets) for mcid in sheet.texts}
    yield from (f"page {p + 1}: MCID {m} in no element" for p, m in sorted(drawn - counted.keys()))
    yield from (f"page {p + 1}: MCID {m} is not there" for p, m in sorted(counted.keys() - drawn))
    held, parents = dict(owners), _parent_tree(pdf)
    for at, sheet in enumerate(pdf.sheets):
        ways = parents.get(int(sheet.page.get("/StructParents", -1)), [])
        listed = [way.objgen for way in ways]
        right = [held[at, m].object.objgen if (at, m) in held else None for m in range(len(sheet.texts))]
        if listed != right:
            yield f"page {at + 1}: the parent tree leads to other elements"
    yield from (
        f"{one.role}: P is not its parent" for one in pdf.elements if one.object.get("/P") != one.parent
    )


def _parent_tree(pdf: Opened) -> dict[int, Any]:
    entries = list(pdf.pdf.Root.StructTreeRoot.ParentTree.Nums)
    return {int(number): value for number, value in zip(entries[::2], entries[1::2], strict=True)}


def links_are_whole(pdf: Opened) -> Iterator[str]:
    """A link has words and areas; each area has its words, prints, and leads to the link and back."""
    parents = _parent_tree(pdf)
    owner = {target: one for one in pdf.elements for target in one.targets}
    for one in pdf.elements:
        if one.role == "Link" and not (one.targets and one.text.strip()):
            yield f"a link lacks an area or words: {one.text!r}"
        if one.targets and one.role not in ("Link", "Form"):
            yield f"{one.role} holds an area"
    areas = _areas(pdf)
    yield from ("an area that is on no page" for _ in owner.keys() - {area.objgen for area in areas})
    for area in areas:
        link = owner.get(area.objgen)
        if link is None or parents.get(int(area.get("/StructParent", -1))) != link.object:
            yield "an area and its link do not lead to each other"
        elif link.role == "Link" and str(area.get("/Contents", "")).split() != link.text.split():
            yield f"the area of {link.text!r} says {str(area.get('/Contents', ''))!r}"
        if area.get("/F") != 4:
            yield "an area does not print (F is not 4)"


def _areas(pdf: Opened) -> list[Any]:
    return [area for sheet in pdf.sheets for area in sheet.page.get("/Annots", [])]


def fields_are_whole(pdf: Opened) -> Iterator[str]:
    """A field is an element's only content, has words, a name and an appearance of its own, and a font that
    is there; the form lists just these, and leaves nothing for readers to do.
    """
    widgets = {area.objgen: area for area in _areas(pdf) if area.get("/Subtype") == Name.Widget}
    form = pdf.pdf.Root.get("/AcroForm", {})
    if [one.objgen for one in form.get("/Fields", [])] != list(widgets):
        yield "the form does not list the fields of the pages in their order"
    for key in set(form) & {"/NeedAppearances", "/XFA"}:
        yield f"the form has {key}"
    fonts = form.get("/DR", {}).get("/Font", {})
    owners = {target: one for one in pdf.elements for target in one.targets}
    for number, widget in widgets.items():
        yield from _field_findings(widget, owners.get(number), fonts)
    written = [one for one in widgets.values() if one.get("/FT") == Name.Tx]
    for what, values in {
        "names": [str(one.get("/T")) for one in widgets.values()],
        "words": [str(one.get("/TU")) for one in widgets.values()],
        "appearances": [one.get("/AP", {}).get("/N", one).objgen for one in written],
    }.items():
        if len(set(values)) != len(values):
            yield f"two fields share their {what}"


def _field_findings(widget: Any, owner: Any, fonts: Any) -> Iterator[str]:
    name = str(widget.get("/T", ""))
    if owner is None or owner.role != "Form" or owner.marks or owner.kids or len(owner.targets) != 1:
        yield f"the field {name!r} is not the one content of a Form"
    if not name or "." in name or len(str(widget.get("/TU", "")).split()) < 2:
        yield f"the field {name!r} lacks a name or words"
    if widget.get("/FT") == Name.Btn:
        yield from _tick_findings(widget, name)
        return
    left, bottom, right, top = map(float, widget.Rect)
    if right - left < 30 or top - bottom < 15:
        yield f"the field {name!r} is too small to type in"
    looks = widget.get("/AP", {}).get("/N")
    sides = [float(side) for side in looks.BBox[2:]] if looks is not None else [0.0, 0.0]
    if abs(sides[0] - (right - left)) > 0.01 or abs(sides[1] - (top - bottom)) > 0.01:
        yield f"the field {name!r} has no appearance of its size"
    font, size = str(widget.get("/DA", "")).split()[:2]
    if font not in fonts or float(size) < 12:
        yield f"the field {name!r} is filled in in {font} {size}"


def _tick_findings(widget: Any, name: str) -> Iterator[str]:
    """A box to tick is not ticked, has both looks, and can be hit."""
    left, bottom, right, top = map(float, widget.Rect)
    if min(right - left, top - bottom) < 14:
        yield f"the box {name!r} is too small to hit"
    looks = widget.get("/AP", {}).get("/N", {})
    if set(looks) != {"/Yes", "/Off"} or widget.get("/AS") != "/Off" or widget.get("/V") != "/Off":
        yield f"the box {name!r} has not both looks, or is ticked"
    for look in looks.values():
        sides = [float(side) for side in look.BBox[2:]]
        if abs(sides[0] - (right - left)) > 0.01 or abs(sides[1] - (top - bottom)) > 0.01:
            yield f"the box {name!r} has a look of another size"


def headings_nest(pdf: Opened) -> Iterator[str]:
    """One H1, first; no level is skipped on the way down."""
    levels = [int(one.role[1]) for one in pdf.elements if re.fullmatch("H[1-6]", one.role)]
    if levels[:1] != [1] or levels.count(1) > 1:
        yield "the first heading, and only the first, must be H1"
    yield from (f"H{lower} after H{level}" for level, lower in pairwise(levels) if lower > level + 1)


def kinship(pdf: Opened) -> Iterator[str]:
    """Roles are known; lists and tables are built as they should be; an item has one body."""
    parents = {id(kid): one.role for one in pdf.elements for kid in one.kids}
    for one in pdf.elements:
        if one.role not in ROLES:
            yield f"role {one.role} is not used here"
        below, above = INSIDE.get(one.role, (None, None))
        roles = [kid.role for kid in one.kids]
        if below is not None and (set(roles) - below or one.marks):
            yield f"{one.role} holds {roles or 'text'}"
        if above is not None and parents.get(id(one)) not in above:
            yield f"{one.role} inside {parents.get(id(one))}"
        if one.role == "LI" and roles not in (["LBody"], ["Lbl", "LBody"]):
            yield f"LI holds {roles}"


def tables_are_regular(pdf: Opened) -> Iterator[str]:
    """Rows are of equal length, heads say what they head, and the first row is all heads."""
    for one in pdf.elements:
        if one.role == "TH" and str(one.attribute("/Scope")) not in ("/Column", "/Row"):
            yield f"TH without Scope: {one.text!r}"
        if one.role == "Table":
            lengths = [sum(int(cell.attribute("/ColSpan") or 1) for cell in row.kids) for row in one.kids]
            if len(set(lengths)) != 1:
                yield f"rows of different lengths: {lengths}"
            if any(cell.role != "TH" for row in one.kids[:1] for cell in row.kids):
                yield "a table without a row of heads"


HOLLOW = frozenset(
    (
        "a",
        "an",
        "the",
        "of",
        "image",
        "picture",
        "photo",
        "logo",
        "icon",
        "figure",
        "graphic",
        "drawing",
        "chart",
    )
)
"""Words that say nothing of what a figure shows."""


def figures_speak(pdf: Opened) -> Iterator[str]:
    """A figure has a place and words that say something; a picture (a logo) may be brief."""
    for one in pdf.elements:
        if one.role != "Figure":
            continue
        words = re.findall(r"\w+", str(one.object.get("/Alt", "")).lower())
        drawn = [s.pictures for at, mcid in one.marks for s in pdf.sheets[at].sequences if s.mcid == mcid]
        if not set(words) - HOLLOW or (len(words) < 3 and not any(drawn)):
            yield f"a figure says {' '.join(words)!r}"
        box = one.attribute("/BBox")
        if box is None or not (box[0] < box[2] and box[1] < box[3]):
            yield "a figure without BBox"


def nothing_is_empty(pdf: Opened) -> Iterator[str]:
    """Each element says something or holds one that does; only cells may be empty."""
    for one in pdf.elements:
        if not (one.kids or one.text.strip() or one.role in ("TD", "TH")):
            yield f"an empty {one.role}"


def file_says_what_it_is(pdf: Opened) -> Iterator[str]:
    """Language, tagging and title are there; the title is shown and the same in both places."""
    root = pdf.pdf.Root
    if not str(root.get("/Lang", "")):
        yield "no Lang"
    if root.get("/MarkInfo", {}).get("/Marked") is not True:
        yield "MarkInfo is not true"
    if root.get("/ViewerPreferences", {}).get("/DisplayDocTitle") is not True:
        yield "DisplayDocTitle is not true"
    title = str(pdf.pdf.docinfo.get("/Title", ""))
    with pdf.pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as xmp:
        if not title or xmp.get("dc:title") != title:
            yield f"Title {title!r} and dc:title {xmp.get('dc:title')!r}"


def fonts_are_whole(pdf: Opened) -> Iterator[str]:
    """Fonts are embedded; each code shown stands for text that can be said."""
    fonts = {str(font.BaseFont): font for sheet in pdf.sheets for font in sheet.page.Resources.Font.values()}
    for name, font in fonts.items():
        inner = font.DescendantFonts[0] if "/DescendantFonts" in font else font
        if "/FontFile2" not in inner.get("/FontDescriptor", {}):
            yield f"{name} is not embedded"
        if "/ToUnicode" not in font:
            yield f"{name} has no ToUnicode"
    for at, sheet in enumerate(pdf.sheets, 1):
        yield from (f"page {at}: {what} stands for no text" for what in sheet.unsaid)


def tab_order_is_the_tree(pdf: Opened) -> Iterator[str]:
    """The tab key follows the structure."""
    yield from (
        f"page {at}: Tabs is not S" for at, s in enumerate(pdf.sheets, 1) if s.page.get("/Tabs") != Name.S
    )


def only_furniture_is_hidden(pdf: Opened) -> Iterator[str]:
    """Text that readers do not hear belongs to the pages, not to what is said."""
    for at, one in _hidden(pdf):
        if one.artifact != "Pagination":
            yield f"page {at}: hidden as {one.artifact or 'nothing'}: {one.text!r}"


GOES_ON = "More signs follow: read on."


def furniture_is_named(pdf: Opened) -> Iterator[str]:
    """Running heads and feet say that they are (ISO 14289-1, 7.8); else only the head of a table or of a box
    that goes on comes again, and such a box says that it goes on.
    """
    heads = {_squeezed(*(cell.text for cell in one.kids)) for one in pdf.elements if one.role == "TR"}
    titles = {_squeezed(one.text) for one in pdf.elements if one.role == "H3"}
    heads |= titles | {title + head for title in titles for head in heads} | {_squeezed(GOES_ON)}
    for at, one in _hidden(pdf):
        if one.subtype not in ("Header", "Footer") and _squeezed(one.text) not in heads:
            yield f"page {at}: neither Header, Footer nor a box's or table's head: {one.text!r}"


def _hidden(pdf: Opened) -> Iterator[tuple[int, Sequence]]:
    for at, sheet in enumerate(pdf.sheets, 1):
        yield from ((at, one) for one in sheet.sequences if one.mcid is None and one.text.strip())


def _squeezed(*texts: str) -> str:
    return "".join("".join(texts).split())


CHECKS: tuple[Callable[[Opened], Iterator[str]], ...] = (
    all_paint_is_marked,
    marks_are_single_and_flat,
    tree_and_pages_agree,
    links_are_whole,
    fields_are_whole,
    headings_nest,
    kinship,
    tables_are_regular,
    figures_speak,
    nothing_is_empty,
    file_says_what_it_is,
    fonts_are_whole,
    tab_order_is_the_tree,
    only_furniture_is_hidden,
    furniture_is_named,
)
