"""Pictures: every shipped one conforms, each place is drawn and named, and faults name their line."""

from __future__ import annotations

import importlib.util
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from commands import CANCER, Result, write_clinic

from handouts.batch.packing import packed
from handouts.errors import ContentError, UsageError
from handouts.model.library import Wanted
from handouts.reading import pictures, shelf
from handouts.reading.library import read_library
from handouts.reading.names import cancer_ids
from handouts.reading.pictures import PICTURE_KINDS, Drawings, packed_pictures, read_own, read_shipped
from handouts.reading.svg import MOST_BYTES, read_svg
from handouts.run.fingerprint import Fingerprints

ROOT = Path(__file__).resolve().parents[2]
PICTURES = ROOT / "data" / "pictures"
HEAD = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24">\n<title>A line</title>\n'
PATH = '<path id="a" fill="none" stroke="#000000" d="M1 2L20 3C4 5 6 7 8 9Z"/>\n'


def names() -> frozenset[str]:
    return frozenset(read_library(Wanted(cancers=(), tips=())).labels.pictures.places)


def faults(text: str | bytes, name: str = "a") -> list[str]:
    raw = text.encode() if isinstance(text, str) else text
    drawing, found = read_svg(raw, name, "a.svg")
    assert (drawing is None) == bool(found)
    return [str(fault) for fault in found]


# -- what is shipped


def test_every_picture_is_read_and_packed() -> None:
    found = read_shipped(names())
    files = {f"{file.parent.name}/{file.stem}" for file in PICTURES.rglob("*.svg")}
    assert set(found) == files | {"places"}
    assert (ROOT / "data" / shelf.PICTURES).read_bytes() == packed_pictures(found), (
        "run tools/build_pictures.py"
    )


def test_every_picture_is_found_by_its_id() -> None:
    drawings = Drawings()
    assert len(drawings.kinds()) == len(list(PICTURES.rglob("*.svg")))
    for name, kind in drawings.kinds().items():
        drawing = drawings.get(name)
        assert drawing.id == name
        assert kind.size in (None, (drawing.width, drawing.height))
    with pytest.raises(UsageError, match="There is no picture 'pil'; did you mean pill"):
        drawings.get("pil")
    with pytest.raises(UsageError, match="There is no place 'livr' on the bodies; did you mean liver"):
        drawings.place("livr")


def test_a_picture_may_have_another_for_black_and_white() -> None:
    drawings = Drawings()
    assert drawings.in_black("cover-hills").id == "cover-hills-bw"
    assert drawings.in_black("pill").id == "pill"
    own = Drawings({"cover-hills": drawings.get("cover-hills")})
    assert (
        own.in_black("cover-hills").id == "cover-hills"
    )  # the clinic's, not the shipped one of another look


@pytest.mark.parametrize("name", cancer_ids())
def test_each_cancer_is_shown_at_places_of_its_body(name: str) -> None:
    cancer, places = read_library(Wanted(cancers=(name,), tips=())).cancers[name], Drawings().places()
    assert cancer.picture
    shown = (cancer.picture.start, *cancer.spread.sites)
    drawing = Drawings().get(f"body-{cancer.picture.body}")
    for place in shown:
        assert cancer.picture.body in places[place].bodies
        assert all(drawing.named(path) for path in (*places[place].paths, *places[place].context))
    assert cancer.picture.steps is None or places[cancer.picture.steps].grew
    assert bool(cancer.spread.lead) == (
        cancer.picture.steps is None
    )  # "often spreads" does not hold of these


def test_sheets_without_pictures_read_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pictures, "shelf", lambda _: Path("/nowhere"))
    drawings = Drawings()  # reads nothing yet
    with pytest.raises(FileNotFoundError):
        drawings.get("pill")


# -- what is refused in a file


@pytest.mark.parametrize(
    ("text", "place", "message"),
    [
        (HEAD + "<text>Hello</text></svg>", "3:1", "<text> is not read here: text is not drawn"),
        (HEAD + "<script>1</script></svg>", "3:1", "scripts and motion are refused"),
        (HEAD + '<image href="a.png"/></svg>', "3:1", "raster parts are not drawn"),
        (HEAD + '<use href="#a"/></svg>', "3:1", "nothing outside the path is looked up"),
        (HEAD + "<g>" + PATH + "</g></svg>", "3:1", "groups are not read"),
        (HEAD + '<rect width="1"/></svg>', "3:1", "turn it into a path"),
        (HEAD + "<style>a{}</style></svg>", "3:1", "style sheets are not read"),
        (HEAD + "<linearGradient/></svg>", "3:1", "use plain colours"),
        (HEAD + PATH.replace("<path", '<path transform="x"') + "</svg>", "3:1", "apply it to the points"),
        (HEAD + PATH.replace("<path", '<path onclick="x()"') + "</svg>", "3:1", "'onclick' of <path>"),
        (HEAD + PATH.replace("#000000", "red") + "</svg>", "3:1", 'stroke="red" is no plain colour'),
        (HEAD + PATH.replace("M1 2L20 3", "m1 2l3 3") + "</svg>", "3:1", "the command m is not read here"),
        (HEAD + PATH.replace("C4 5 6 7 8 9", "C4 5 6") + "</svg>", "3:1", "C takes 6 numbers"),
        (HEAD + PATH.replace("M1 2", "") + "</svg>", "3:1", "a path begins with M"),
        (HEAD + PATH.replace("20 3", "200 3") + "</svg>", "3:1", "this path leaves the picture"),
        (HEAD + PATH + PATH + "</svg>", "4:1", "the id 'a' stands here twice"),
        (HEAD + PATH.replace("<path", '<path class="x"') + "</svg>", "3:1", 'class="x" is not read here'),
        (HEAD + "hello" + PATH + "</svg>", "3", "'hello' stands between the paths"),
        (HEAD.replace("<title>A line</title>", "") + PATH + "</svg>", "1:1", "the picture has no <title>"),
        (HEAD + "</svg>", "1:1", "the picture has no <path>"),
        (HEAD.replace("0 0 24 24", "5 5 24 24") + PATH + "</svg>", "1:1", "the viewBox must be"),
        (HEAD + PATH, "4:1", "this is not valid XML here"),
        ("<!DOCTYPE svg>" + HEAD + PATH + "</svg>", "1:", "a document type (<!DOCTYPE>) is refused"),
        ('<?xml-stylesheet href="a.css"?>' + HEAD + PATH + "</svg>", "1:1", "an instruction (<? ... ?>)"),
        ("<html>" + PATH + "</html>", "1:1", "the file begins with <html>"),
    ],
)  # fmt: skip
def test_what_is_not_read_is_refused_with_its_line(text: str, place: str, message: str) -> None:
    found = [each for each in faults(text) if message in each]
    assert found, faults(text)
    assert found[0].startswith(f"a.svg:{place}")


def test_entities_are_never_expanded() -> None:
    bomb = (
        '<!DOCTYPE svg [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'
        + HEAD.replace("A line", "&b;")
        + PATH
        + "</svg>"
    )
    (only,) = faults(bomb)
    assert "a document type" in only


def test_what_is_too_heavy_or_no_svg_is_refused() -> None:
    assert "KiB, and 96 are the most" in faults(HEAD + PATH + " " * MOST_BYTES + "</svg>")[0]
    assert "this is no SVG" in faults(b"\x89PNG\r\n")[0]
    many = "".join(PATH.replace('"a"', f'"a{at}"') for at in range(201))
    assert "more than 200 paths" in faults(HEAD + many + "</svg>")[-1]


def test_a_curve_is_as_it_was_written() -> None:
    drawing, _ = read_svg((HEAD + PATH + "</svg>").encode(), "a", "a.svg")
    assert drawing
    (path,) = drawing.paths
    assert path.curve == "1 2 m 20 3 l 4 5 6 7 8 9 c h"
    assert path.box == (1, 2, 20, 9)
    assert (path.fill, path.stroke, drawing.alt) == (None, "#000000", "A line")


# -- places


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("paths: [stomach]", "paths: [stomac]", "places.yaml:{line}:{column}: body-a has no path 'stomac'"),
        ("organ: bone", "organ: bonne", "there is no picture organs/bonne.svg"),
        ("  heart: {", "  hart: {", "the place 'hart' has no name: add it under 'pictures: places:'"),
        ("  heart: {", "  hart: {", "'heart' has a name in data/labels/, and no place here"),
        ("side: left", "side: middle", "middle"),
    ],
)
def test_places_that_are_not_drawn_or_named_are_refused(
    old: str, new: str, message: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = (PICTURES / "places.yaml").read_text()
    assert old in text
    at = text.index(old)
    line, column = text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)
    for kind in PICTURE_KINDS:
        (tmp_path / "pictures").mkdir(exist_ok=True)
        (tmp_path / "pictures" / kind.name).symlink_to(PICTURES / kind.name)
    (tmp_path / "pictures" / "places.yaml").write_text(text.replace(old, new, 1))
    named = names()
    monkeypatch.setattr(pictures, "shelf", lambda _: tmp_path)
    with pytest.raises(ContentError) as found:
        read_shipped(named)
    assert message.format(line=line, column=column + len("paths: [")) in str(found.value)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("sites: [bones]", "sites: [bonse]", "there is no place on the body 'bonse'; did you mean bones or"),
        ("picture: {body: a, start: liver}", "picture: {body: a, start: livr}", "did you mean liver?"),
        ("start: liver", "start: prostate", "body a has no 'prostate'; choose the body b"),
        ("start: liver", "start: liver, steps: lungs", "'lungs' is not among the sites of spread"),
    ],
)
def test_a_clinics_cancer_names_places_that_are_there(
    old: str, new: str, message: str, tmp_path: Path
) -> None:
    text = CANCER.replace("special:", "picture: {body: a, start: liver}\nspecial:", 1)
    assert old in text
    folder = write_clinic(tmp_path, cancers__invented=text.replace(old, new))
    with pytest.raises(ContentError) as found:
        read_library(Wanted(cancers=("invented",)), folder)
    assert message in str(found.value)
    assert "invented.yaml:" in str(found.value)


# -- a clinic's own


def own(folder: Path, **files: str) -> tuple[dict[str, Any], list[str]]:
    (folder / "pictures").mkdir()
    for name, text in files.items():
        (folder / "pictures" / name.replace("__", ".").replace("_", "-")).write_text(text)
    found, wrong = read_own(folder)
    return found, [str(fault) for fault in wrong]


def test_a_clinic_may_draw_a_picture_itself(tmp_path: Path) -> None:
    found, wrong = own(tmp_path, pill__svg=HEAD + PATH + "</svg>")
    assert wrong == []
    assert Drawings(found).get("pill").alt == "A line"
    assert Drawings(found).get("drip").alt != "A line"


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        (
            "pil__svg",
            HEAD + PATH + "</svg>",
            "pil.svg: there is no picture 'pil' whose place it could take; did",
        ),
        ("pill__png", "x", "pill.png: this is not read: a picture here is an SVG file"),
        ("pill__svg", "x", "pill.svg: this is no SVG"),
        (
            "cover_hills__svg",
            HEAD + PATH + "</svg>",
            'cover-hills.svg:1: the viewBox is "0 0 24 24"; that of',
        ),
        ("pill__svg", HEAD + "<text>x</text></svg>", "pill.svg:3:1: <text> is not read here"),
        (
            "steps_1_started__svg",
            HEAD.replace("24 24", "156 96") + PATH + "</svg>",
            "steps-1-started.svg:1: these paths are missing by their ids: cell-1",
        ),
    ],
)
def test_a_clinics_picture_of_another_size_or_kind_is_refused(
    name: str, text: str, message: str, tmp_path: Path
) -> None:
    found, wrong = own(tmp_path, **{name: text})
    assert found == {}
    assert any(message in each for each in wrong), wrong


def test_the_tool_writes_what_is_shipped() -> None:
    spec = importlib.util.spec_from_file_location("build", ROOT / "tools" / "build_pictures.py")
    assert spec is not None
    assert spec.loader is not None
    tool = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(tool)
    assert tool.names_of_places() == names()


def test_a_clinics_pictures_are_listed_and_told_of(handouts: Callable[..., Result], tmp_path: Path) -> None:
    folder = write_clinic(tmp_path / "ours")
    own(folder, pill__svg=HEAD + PATH + "</svg>")
    done = handouts("list", "pictures", "--clinic", folder)
    assert b"icon, 24 x 24: A line (the clinic's own)" in done.out
    assert [name for name, _ in packed(folder).files if name.startswith("pictures")] == ["pictures/pill.svg"]
    (folder / "pictures" / "pill.svg").write_text(HEAD + "<text>x</text></svg>")
    for command in (("list", "pictures"), ("make", "lung")):
        done = handouts(*command, "--clinic", folder)
        assert done.code == 3
        assert "pill.svg:3:1: <text> is not read here" in done.err


def test_another_picture_makes_another_edition(tmp_path: Path) -> None:
    """A kept edition is not taken for one with the pictures of today."""
    folder = write_clinic(tmp_path)
    before = Fingerprints(folder, None, b"").all
    own(folder, pill__svg=HEAD + PATH + "</svg>")
    assert Fingerprints(folder, None, b"").all != before


def test_other_shipped_pictures_make_other_editions(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = Fingerprints(None, None, b"").all
    (tmp_path / shelf.PICTURES).write_bytes(
        (ROOT / "data" / shelf.PICTURES).read_bytes()[:40] + b"other" * 10
    )
    monkeypatch.setattr(shelf, "shelf", lambda _: tmp_path)
    assert Fingerprints(None, None, b"").all != before
