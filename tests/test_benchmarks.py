"""The benchmark's peer and its refusals. Nothing is timed here."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import msgspec
import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.look import Sheet
from benchmarks.measures import sheet
from benchmarks.typst_peer import command, markup, string
from benchmarks.untagged import untagged
from benchmarks.words import WordsDifferError, check_words, page_texts
from handouts.compose.blocks import Block, Bullets, Letterhead, Paragraph
from handouts.compose.handout import Handout
from handouts.model.selection import Field, Recipient, Selection
from handouts.model.text import Span
from handouts.run.typesetting import prepare
from handouts.typeset.stamp import stamp

HARD = (
    "#let x = 1; #panic()",
    '"quoted" and \\back\\slash',
    "*bold* _it_ `raw` $math$ @cite <label> ~ --- ... // no comment",
    "= no heading",
    "- no list",
    "/ no: term",
    "[x] {y} (z) \\u{41}",
    "line\none, tab\tone",
    "https://example.org/a#b?c=*d*",
    "O’Brien “Núñez” ½ €",
)


@pytest.mark.parametrize("text", [*HARD, "\x00\u202e\u200b", "", '\\"', "\\"])
def test_strings_come_back_from_typst_as_they_went_in(text: str, tmp_path: Path) -> None:
    typst = pytest.importorskip("typst")
    source = tmp_path / "strings.typ"
    source.write_text(f"#metadata({string(text)}.codepoints().map(str.to-unicode)) <out>", encoding="utf-8")

    found = typst.query(str(source), "<out>", field="value", one=True, format="json")

    assert found.replace(" ", "").replace("\n", "") == str([ord(c) for c in text]).replace(" ", "")


def test_hard_text_in_blocks_is_printed_as_it_stands(tmp_path: Path) -> None:
    pytest.importorskip("typst")
    given = sheet(Selection(cancers=("breast",), layout="everything"))
    texts = tuple((Span(text=text, bold=True, link="https://example.org/\"#'"),) for text in HARD)
    blocks = (
        Letterhead(name=texts[0], lines=texts[1:2], logo=None),
        Bullets(items=texts),
        *(Paragraph(text=text) for text in texts),
    )
    hard = given._replace(handout=_with_body(given, blocks))

    file = _made_by_typst(hard, tmp_path)

    squeezed = "".join("".join(page_texts(file)).split())
    for hard_text in HARD:
        assert squeezed.count("".join(hard_text.split())) >= 2


@pytest.mark.parametrize(
    ("selection", "recipient"),
    [
        (Selection(cancers=("breast",), numbers=True, layout="everything"), None),
        (
            Selection(cancers=("lung",), fields=(Field(name="name"),), layout="everything"),
            Recipient(name="Ann *#Lee"),
        ),
    ],
)
def test_both_hold_the_same_words(selection: Selection, recipient: Recipient | None, tmp_path: Path) -> None:
    pytest.importorskip("typst")
    given = sheet(selection, recipient)
    typesetter, handout, resolved = prepare(selection, None)
    ours = tmp_path / "ours.pdf"
    ours.write_bytes(stamp(typesetter.edition(handout, resolved), recipient))

    pages = [check_words(file, given) for file in (ours, _made_by_typst(given, tmp_path))]

    assert abs(pages[0] - pages[1]) <= 1


def test_a_lost_word_and_an_added_one_are_refused(tmp_path: Path) -> None:
    given = sheet(Selection(cancers=("breast",), layout="everything"))
    typesetter, handout, resolved = prepare(Selection(cancers=("breast",), layout="everything"), None)
    ours = tmp_path / "ours.pdf"
    ours.write_bytes(stamp(typesetter.edition(handout, resolved), None))
    check_words(ours, given)
    body = given.handout.body
    longer = _with_body(given, (*body, Paragraph(text=(Span(text="Xylophone"),))))

    with pytest.raises(WordsDifferError, match=r"lacks .*Xylophone"):
        check_words(ours, given._replace(handout=longer))
    with pytest.raises(WordsDifferError, match="adds"):
        check_words(ours, given._replace(handout=_with_body(given, body[:-1])))


def test_the_press_without_tags_prints_the_same_words_and_no_structure(tmp_path: Path) -> None:
    typesetter, handout, resolved = prepare(
        Selection(cancers=("breast",), numbers=True, layout="everything"), None
    )
    tagged = stamp(typesetter.edition(handout, resolved), None)
    with untagged():
        data = stamp(typesetter.edition(handout, resolved), None)
    file = tmp_path / "plain.pdf"
    file.write_bytes(data)

    check_words(file, sheet(Selection(cancers=("breast",), numbers=True, layout="everything")))
    assert stamp(typesetter.edition(handout, resolved), None) == tagged
    pikepdf = pytest.importorskip("pikepdf")
    with pikepdf.open(file) as document:
        streams = [part.read_bytes() for page in document.pages for part in page.Contents]
        assert "/StructTreeRoot" not in document.Root
        assert not any("/StructParents" in page for page in document.pages)
        assert streams
        assert not any(b"BDC" in stream for stream in streams)


def _made_by_typst(given: Sheet, folder: Path) -> Path:
    source, output = folder / "peer.typ", folder / "peer.pdf"
    source.write_text(markup(given), encoding="utf-8")
    subprocess.run(command(source, output), check=True)
    return output


def _with_body(given: Sheet, body: tuple[Block, ...]) -> Handout:
    return msgspec.structs.replace(given.handout, body=body)
