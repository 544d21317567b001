"""Each check finds what was broken on purpose; without this, a check that is silent proves nothing."""

from __future__ import annotations

import io
from collections.abc import Callable
from functools import cache
from typing import Any

import page
import pdf_checks
import pikepdf
import pytest
from pdf_checks import findings, opened, reading
from pikepdf import Array, Dictionary, Name, String

from handouts.model.selection import Selection
from handouts.run.make import make
from pdf.drafts import filled, sample
from pdf.validator import A2A, PROFILES, UA, failures

NOTE = "Bring a list of all the many pills that you take each day"
Break = Callable[[pikepdf.Pdf], None]


@cache
def good() -> bytes:
    return filled(
        sample(), name="Łucja Lee", note="Bring a list of all the many pills that you take each day"
    )


def broken(change: Break) -> bytes:
    """The good file with a change."""
    with pikepdf.open(io.BytesIO(good())) as pdf:
        change(pdf)
        file = io.BytesIO()
        pdf.save(file)
        return file.getvalue()


# --- ways to break a file ----------------------------------------------------------------------------


def adding(code: bytes) -> Break:
    """More operators at the end of the first page."""

    def change(pdf: pikepdf.Pdf) -> None:
        pdf.pages[0].contents_coalesce()
        stream = pdf.pages[0].Contents
        stream.write(stream.read_bytes() + b"\n" + code)

    return change


def rewriting(old: bytes, new: bytes) -> Break:
    """Other operators, once, on the first page that has the old ones."""

    def change(pdf: pikepdf.Pdf) -> None:
        for sheet in pdf.pages:
            sheet.contents_coalesce()
            code = sheet.Contents.read_bytes()
            if old in code:
                sheet.Contents.write(code.replace(old, new, 1))
                return
        raise AssertionError(f"{old!r} is on no page")

    return change


def element(pdf: pikepdf.Pdf, role: str, nth: int = 0) -> Any:
    """The nth element of a role in tree order."""

    def walk(node: Any) -> Any:
        kids = node.get("/K", Array())
        for kid in kids if isinstance(kids, Array) else [kids]:
            if isinstance(kid, Dictionary) and "/S" in kid:
                yield kid
                yield from walk(kid)

    return [one for one in walk(pdf.Root.StructTreeRoot) if Name(f"/{role}") == one.S][nth]


def turning(role: str, other: str, nth: int = 0) -> Break:
    """An element of another role."""

    def change(pdf: pikepdf.Pdf) -> None:
        element(pdf, role, nth).S = Name(f"/{other}")

    return change


def putting(role: str, key: str, value: Any, nth: int = 0) -> Break:
    """Another entry in an element; None takes it away."""

    def change(pdf: pikepdf.Pdf) -> None:
        one = element(pdf, role, nth)
        if value is None:
            del one[key]
        else:
            one[key] = value

    return change


def in_root(*path: str, value: Any = None) -> Break:
    """Another entry in the catalog or below."""

    def change(pdf: pikepdf.Pdf) -> None:
        holder = pdf.Root
        for key in path[:-1]:
            holder = holder[key]
        if value is None:
            del holder[path[-1]]
        else:
            holder[path[-1]] = value

    return change


def in_area(key: str, value: Any) -> Break:
    """Another entry in the first link area; None takes it away."""

    def change(pdf: pikepdf.Pdf) -> None:
        area = pdf.pages[0].Annots[0]
        if value is None:
            del area[key]
        else:
            area[key] = value

    return change


def in_font(change_font: Callable[[Any], None]) -> Break:
    def change(pdf: pikepdf.Pdf) -> None:
        change_font(pdf.pages[0].Resources.Font.R)

    return change


def without_program(font: Any) -> None:
    del font.DescendantFonts[0].FontDescriptor["/FontFile2"]


def without_map(font: Any) -> None:
    del font["/ToUnicode"]


def private(font: Any) -> None:
    """The first letter shown, A, is said to be of private use."""
    font.ToUnicode.write(font.ToUnicode.read_bytes().replace(b"<0041>\n", b"<E041>\n"))


def swapped(pdf: pikepdf.Pdf) -> None:
    ways = pdf.Root.StructTreeRoot.ParentTree.Nums[1]
    ways[0], ways[1] = ways[1], ways[0]


def shortened(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.StructTreeRoot.ParentTree.Nums[1][-1]


def shared(pdf: pikepdf.Pdf) -> None:
    element(pdf, "H2").K = element(pdf, "H1").K


def strange_parent(pdf: pikepdf.Pdf) -> None:
    element(pdf, "LBody").P = element(pdf, "H1")


def without_area(pdf: pikepdf.Pdf) -> None:
    link = element(pdf, "Link")
    link.K = Array([kid for kid in link.K if isinstance(kid, int)])


def without_words(pdf: pikepdf.Pdf) -> None:
    """The link's marks go to the paragraph around it."""
    link = element(pdf, "Link")
    marks = [kid for kid in link.K if isinstance(kid, int)]
    link.K = Array([kid for kid in link.K if not isinstance(kid, int)])
    link.P.K.extend(marks)


def area_on_no_page(pdf: pikepdf.Pdf) -> None:
    del pdf.pages[0].Annots[0]


def without_a_cell(pdf: pikepdf.Pdf) -> None:
    del element(pdf, "TR", 1).K[1]


def another_title(pdf: pikepdf.Pdf) -> None:
    pdf.docinfo["/Title"] = "Another title"


def without_tabs(pdf: pikepdf.Pdf) -> None:
    del pdf.pages[1]["/Tabs"]


def text_in_a_list(pdf: pikepdf.Pdf) -> None:
    body, items = element(pdf, "LBody"), element(pdf, "L")
    items.K, items.Pg = body.K, body.Pg


def wide_cell(pdf: pikepdf.Pdf) -> None:
    element(pdf, "TD").A = Dictionary(O=Name.Table, ColSpan=2)


def without_heads(pdf: pikepdf.Pdf) -> None:
    element(pdf, "TH").S = Name.TD


def another_scope(pdf: pikepdf.Pdf) -> None:
    element(pdf, "TH").A = Dictionary(O=Name.Table)


FLAT = Array([50, 100, 150, 100])
HEAD_AGAIN = b"/Artifact<</Type/Pagination>>BDC"

BROKEN: list[tuple[str, str, Break]] = [
    ("all_paint_is_marked", "re|f neither tagged", adding(b"0 0 9 9 re f")),
    ("all_paint_is_marked", "Tj neither tagged", adding(b"BT /R 9 Tf <0001>Tj ET")),
    ("all_paint_is_marked", "TJ neither tagged", adding(b"BT /R 9 Tf [<0001>]TJ ET")),
    ("all_paint_is_marked", "Do neither tagged", adding(b"/Logo Do")),
    ("all_paint_is_marked", "Artifact is not rightly closed", adding(b"/Artifact BMC")),
    ("all_paint_is_marked", "EMC is not rightly closed", adding(b"BT /Artifact BMC ET EMC")),
    ("all_paint_is_marked", "EMC is not rightly closed", adding(b"EMC")),
    ("all_paint_is_marked", "P without MCID", adding(b"/P BMC 0 0 9 9 re f EMC")),
    ("marks_are_single_and_flat", "MCID 0 twice", rewriting(b"/MCID 1>>", b"/MCID 0>>")),
    ("marks_are_single_and_flat", "P inside Artifact", adding(b"/Artifact BMC /P<</MCID 99>>BDC EMC EMC")),
    ("marks_are_single_and_flat", "Artifact inside P", adding(b"/P<</MCID 99>>BDC /Artifact BMC EMC EMC")),
    ("tree_and_pages_agree", "MCID 99 in no element", adding(b"/P<</MCID 99>>BDC EMC")),
    ("tree_and_pages_agree", "MCID 1 is not there", rewriting(b"/MCID 1>>", b"/MCID 99>>")),
    ("tree_and_pages_agree", "MCID 0 in 2 elements", shared),
    ("tree_and_pages_agree", "leads to other elements", swapped),
    ("tree_and_pages_agree", "leads to other elements", shortened),
    ("tree_and_pages_agree", "LBody: P is not its parent", strange_parent),
    ("links_are_whole", "a link lacks an area", without_area),
    ("links_are_whole", "a link lacks an area or words: ''", without_words),
    ("links_are_whole", "P holds an area", turning("Link", "P")),
    ("links_are_whole", "an area that is on no page", area_on_no_page),
    ("links_are_whole", "do not lead to each other", in_area("/StructParent", 0)),
    ("links_are_whole", "do not lead to each other", in_area("/StructParent", None)),
    ("links_are_whole", "says ''", in_area("/Contents", None)),
    ("links_are_whole", "says 'our'", in_area("/Contents", String("our"))),
    ("links_are_whole", "does not print", in_area("/F", None)),
    ("links_are_whole", "does not print", in_area("/F", 6)),
    ("headings_nest", "H3 after H1", turning("H2", "H3")),
    ("headings_nest", "must be H1", turning("H1", "P")),
    ("headings_nest", "must be H1", turning("H2", "H1")),
    ("kinship", "role Heading is not used here", turning("H2", "Heading")),
    ("kinship", "L holds ['LI', 'P']", turning("LI", "P", 1)),
    ("kinship", "LI holds ['Lbl', 'P']", turning("LBody", "P")),
    ("kinship", "LI holds ['LBody', 'LBody']", turning("Lbl", "LBody")),
    ("kinship", "Lbl inside Div", turning("LI", "Div")),
    ("kinship", "TR holds ['TH', 'P']", turning("TD", "P")),
    ("kinship", "TR inside Div", turning("Table", "Div")),
    ("kinship", "L holds text", text_in_a_list),
    ("tables_are_regular", "TH without Scope: 'Who'", another_scope),
    ("tables_are_regular", "TH without Scope", putting("TH", "/A", None)),
    ("tables_are_regular", "[2, 1, 2]", without_a_cell),
    ("tables_are_regular", "[2, 3, 2]", wide_cell),
    ("tables_are_regular", "without a row of heads", without_heads),
    ("figures_speak", "a figure says ''", putting("Figure", "/Alt", None, 1)),
    ("figures_speak", "a figure says ''", putting("Figure", "/Alt", String(" "), 1)),
    ("figures_speak", "says 'image'", putting("Figure", "/Alt", String("Image"))),
    ("figures_speak", "says 'logo'", putting("Figure", "/Alt", String("logo"))),
    (
        "figures_speak",
        "says 'a picture of",
        putting("Figure", "/Alt", String("A picture of the logo"), 1),
    ),
    ("figures_speak", "says 'two dots'", putting("Figure", "/Alt", String("Two dots."), 1)),
    ("figures_speak", "a figure without BBox", putting("Figure", "/A", None)),
    ("figures_speak", "a figure without BBox", putting("Figure", "/A", Dictionary(O=Name.Layout, BBox=FLAT))),
    ("nothing_is_empty", "an empty H2", putting("H2", "/K", None)),
    ("nothing_is_empty", "an empty LBody", putting("LBody", "/K", Array())),
    ("nothing_is_empty", "an empty Lbl", putting("Lbl", "/ActualText", String(" "))),
    ("file_says_what_it_is", "no Lang", in_root("/Lang")),
    ("file_says_what_it_is", "MarkInfo", in_root("/MarkInfo", "/Marked", value=False)),
    ("file_says_what_it_is", "MarkInfo", in_root("/MarkInfo")),
    ("file_says_what_it_is", "DisplayDocTitle", in_root("/ViewerPreferences")),
    ("file_says_what_it_is", "Title 'Another title' and dc:title 'A sample'", another_title),
    ("file_says_what_it_is", "dc:title None", in_root("/Metadata")),
    ("fonts_are_whole", "is not embedded", in_font(without_program)),
    ("fonts_are_whole", "has no ToUnicode", in_font(without_map)),
    ("fonts_are_whole", "stands for no text", in_font(without_map)),
    ("fonts_are_whole", "stands for no text", in_font(private)),
    ("fonts_are_whole", "code 0 stands for no text", adding(b"/Artifact BMC BT /R 9 Tf <0000>Tj ET EMC")),
    ("fonts_are_whole", "code 999 stands", adding(b"/Artifact BMC BT /R 9 Tf <03E7>Tj ET EMC")),
    ("tab_order_is_the_tree", "page 2: Tabs is not S", without_tabs),
    (
        "only_furniture_is_hidden",
        "hidden as Layout: 'Page 1'",
        rewriting(b"/Type/Pagination", b"/Type/Layout"),
    ),
    ("only_furniture_is_hidden", "hidden as none: '!'", adding(b"/Artifact BMC BT /R 9 Tf <0002>Tj ET EMC")),
    ("furniture_is_named", "table's head: 'Page 1'", rewriting(b"/Subtype/Footer", b"")),
    ("furniture_is_named", "table's head: 'A title'", rewriting(b"/H1<</MCID 0>>BDC", HEAD_AGAIN)),
]


def test_the_good_file_is_good() -> None:
    assert findings(opened(good())) == []
    assert [failures(good(), profile) for profile in PROFILES] == [[], []]


@pytest.mark.parametrize(("check", "finding", "change"), BROKEN, ids=[f"{c}-{f}" for c, f, _ in BROKEN])
def test_a_check_bites(check: str, finding: str, change: Break) -> None:
    found = list(getattr(pdf_checks, check)(opened(broken(change))))

    assert any(part in one for one in found for part in finding.split("|")), found


@cache
def form() -> bytes:
    return make(Selection(cancers=(), layout="diary", fillable=True), None, None, None).data


def in_field(key: str, value: Any, nth: int = 3) -> Break:
    """Another entry in a field; None takes it away."""

    def change(pdf: pikepdf.Pdf) -> None:
        field = pdf.Root.AcroForm.Fields[nth]
        if value is None:
            del field[key]
        else:
            field[key] = value

    return change


def same_looks(pdf: pikepdf.Pdf) -> None:
    first, second = list(pdf.Root.AcroForm.Fields)[20:22]
    first.AP, first.Rect = second.AP, second.Rect


def backwards(pdf: pikepdf.Pdf) -> None:
    pdf.Root.AcroForm.Fields = Array(list(pdf.Root.AcroForm.Fields)[::-1])


BROKEN_FORM: list[tuple[str, Break]] = [
    ("does not list the fields", backwards),
    ("has /NeedAppearances", in_root("/AcroForm", "/NeedAppearances", value=True)),
    ("is not the one content of a Form", turning("Form", "P")),
    ("is not the one content of a Form", putting("Form", "/K", Array())),
    ("lacks a name or words", in_field("/TU", None)),
    ("lacks a name or words", in_field("/T", String("a.b"))),
    ("too small to type in", in_field("/Rect", Array([50, 50, 90, 60]))),
    ("no appearance of its size", in_field("/AP", None)),
    ("no appearance of its size", in_field("/Rect", Array([50, 50, 90, 99]))),
    ("is filled in in /Helv 12", in_field("/DA", String("/Helv 12 Tf 0 g"))),
    ("is filled in in /Fill 8", in_field("/DA", String("/Fill 8 Tf 0 g"))),
    ("share their names", in_field("/T", String("day-1-pain"), 100)),
    ("share their words", in_field("/TU", String("Day 1: date"), 100)),
    ("share their appearances", same_looks),
]


@pytest.mark.parametrize(("finding", "change"), BROKEN_FORM)
def test_the_check_of_fields_bites(finding: str, change: Break) -> None:
    with pikepdf.open(io.BytesIO(form())) as pdf:
        change(pdf)
        file = io.BytesIO()
        pdf.save(file)
    found = list(pdf_checks.fields_are_whole(opened(file.getvalue())))

    assert any(finding in one for one in found), found


@pytest.mark.parametrize("key", ["/TU", "/AP"])
def test_validators_find_a_broken_field_too(key: str) -> None:
    with pikepdf.open(io.BytesIO(form())) as pdf:
        in_field(key, None)(pdf)
        file = io.BytesIO()
        pdf.save(file)

    assert failures(file.getvalue(), UA if key == "/TU" else A2A)


def test_every_check_was_seen_to_bite() -> None:
    seen = {check for check, _, _ in BROKEN} | {"fields_are_whole"}
    assert {check.__name__ for check in pdf_checks.CHECKS} == seen


def test_a_logo_may_be_brief_and_an_empty_cell_is_none_to_complain_of() -> None:
    pdf = opened(broken(putting("Figure", "/Alt", String("Riverbend"))))

    assert findings(pdf) == []
    assert [one.role for one in pdf.elements if not one.text and not one.kids] == ["TD"]


def test_reading_takes_the_order_of_the_tree_and_not_of_the_page() -> None:
    def turned(pdf: pikepdf.Pdf) -> None:
        root = pdf.Root.StructTreeRoot.K
        root.K = Array(reversed(list(root.K)))

    roles = [role for role, _ in reading(broken(turned))]

    assert (roles[0], roles[-1]) == ("TH", "H1")


def test_reading_hears_what_is_lost_doubled_and_glued() -> None:
    said = dict(reading(good()))
    assert said["P"] == "Call us or see our page for more."

    def taken(pdf: pikepdf.Pdf) -> None:
        paragraph = element(pdf, "P")
        paragraph.K = Array([paragraph.K[0], *paragraph.K])

    def glued(pdf: pikepdf.Pdf) -> None:
        text = element(pdf, "P").K
        del text[1]

    assert dict(reading(broken(taken)))["P"] == "Call us or see Call us or see our page for more."
    assert dict(reading(broken(glued)))["P"] == "Call us or see  for more."


@pytest.mark.parametrize(
    ("profile", "change"),
    [
        (UA, in_root("/StructTreeRoot")),
        (UA, in_root("/Lang")),
        (UA, turning("H2", "H3")),
        (UA, in_area("/Contents", None)),
        (UA, putting("Figure", "/Alt", None)),
        (UA, in_font(without_map)),
        (A2A, in_root("/MarkInfo")),
        (A2A, in_root("/OutputIntents")),
        (A2A, in_area("/F", None)),
        (A2A, in_font(without_program)),
    ],
)
def test_the_validator_bites(profile: page.ValidationProfile, change: Break) -> None:
    assert failures(broken(change), profile)
