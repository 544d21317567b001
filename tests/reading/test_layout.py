"""Layouts: joining files of differences, and refusing what cannot work."""

from __future__ import annotations

from pathlib import Path

import pytest

from handouts.errors import UsageError
from handouts.reading.layout import check_sections, layout_names, read_layout, read_layout_file
from handouts.reading.shelf import shelf

from . import samples
from .conftest import faults_of, put

BIG = "id: big\nbase: everything\nname: Big\ntype:\n  body: {size: 18, leading: 24}\nsections: [tips]\n"


def test_differences_are_joined_key_by_key(root: Path) -> None:
    put(root / "layouts/big.yaml", BIG)
    clear, big = read_layout("everything"), read_layout("big")
    assert (big.id, big.name, big.type.body.size) == ("big", "Big", 18)
    assert big.type.title == clear.type.title
    assert big.sections == ("tips",)
    assert big.colours == clear.colours
    assert layout_names() == ("big", "everything")


def test_a_section_is_named_with_its_detail(root: Path) -> None:
    put(
        root / "layouts/big.yaml",
        BIG.replace("[tips]", "[tips: full, treatments: brief, 'signs: reasons', notes]"),
    )
    assert read_layout("big").sections == ("tips", "treatments: brief", "signs: reasons", "notes")


def test_old_names_of_sections_are_told_with_the_new_ones(root: Path) -> None:
    named = BIG.replace("[tips]", "\n  - treatments-brief\n  - signs: [reasons]")
    put(root / "layouts/big.yaml", f"{named}cuts: [{{section: questions-brief, items: 2}}]\n")
    assert faults_of(lambda: read_layout("big")) == [
        "layouts/big.yaml:7:5: 'treatments-brief' has a new name: write 'treatments: brief' (sections[0])",
        "layouts/big.yaml:9:18: 'questions-brief' has a new name: write 'questions' (cuts[0].section)",
    ]
    put(root / "layouts/big.yaml", BIG.replace("[tips]", "[signs: [reasons]]"))
    assert faults_of(lambda: read_layout("big")) == [
        "layouts/big.yaml:6:12: text is wanted here, not a group of keys (sections[0])"
    ]


def test_a_chain_of_differences(root: Path) -> None:
    put(root / "layouts/big.yaml", BIG)
    put(root / "layouts/bigger.yaml", "id: bigger\nbase: big\ntype: {body: {leading: 30}}\n")
    body = read_layout("bigger").type.body
    assert (body.size, body.leading) == (18, 30)


def test_faults_point_into_the_file_where_the_value_stands(root: Path) -> None:
    text = "id: big\nbase: everything\ntype:\n  body: {size: big}\n  boddy: {}\ngutter: x\n"
    text += "colours: {ink: '#777'}\n"
    put(root / "layouts/big.yaml", text)
    assert faults_of(lambda: read_layout("big")) == [
        "layouts/big.yaml:4:16: a number is wanted here, not 'big' (type.body.size)",
        "layouts/big.yaml:5:3: unknown key 'boddy'; did you mean 'body'? (type.boddy)",
        "layouts/big.yaml:6:9: a number is wanted here, not 'x' (gutter)",
        """layouts/big.yaml:7:16: '#777' is not a colour: "#" and six digits 0-9 or a-f, such as "#1a5f7a" """
        "(colours.ink)",
    ]


def test_faults_of_the_base_are_told_of_the_base(root: Path) -> None:
    put(root / "layouts/big.yaml", BIG)
    put(root / "layouts/everything.yaml", samples.LAYOUT.replace("indent: 16\n", ""))
    assert faults_of(lambda: read_layout("big")) == [
        "layouts/everything.yaml:1:1: the key 'indent' is missing; add it"
    ]


def test_what_differs_and_does_not_fit_is_told_of_the_difference(root: Path) -> None:
    text = "id: big\nbase: everything\nfloor: 13\ncolours: {tint: '#404040'}\nmargins: {left: 500}\n"
    put(root / "layouts/big.yaml", text)
    assert [each.split(": ")[0] for each in faults_of(lambda: read_layout("big"))] == [
        "layouts/big.yaml:5:10",
        "layouts/big.yaml:3:8",
        "layouts/big.yaml:3:8",
        "layouts/big.yaml:4:17",
    ]


@pytest.mark.parametrize(
    ("files", "words"),
    [
        (
            {"a": "id: a\nbase: b\n", "b": "id: b\nbase: a\n"},
            "layouts/b.yaml:2:7: the layouts go round in a circle",
        ),
        ({"a": "id: a\nbase: a\n"}, "layouts/a.yaml:2:7: the layouts go round in a circle"),
        (
            {"a": "id: a\nbase: everythin\n"},
            "layouts/a.yaml:2:7: there is no layout 'everythin'; did you mean everything?",
        ),
        ({"a": "id: a\nbase: ../layouts/clear\n"}, "there is no layout '../layouts/clear'"),
        (
            {"a": "id: a\nbase: [clear]\n"},
            "layouts/a.yaml:2:7: write the name of a layout here, such as everything",
        ),
        ({"a": "base: everything\n"}, "layouts/a.yaml:1:1: write 'id: a' here"),
        ({"a": "id: b\nbase: everything\n"}, "layouts/a.yaml:1:5: write 'id: a' here"),
        ({"a": "- base"}, "layouts/a.yaml:1:1: a group of keys"),
    ],
)
def test_wrong_bases(root: Path, files: dict[str, str], words: str) -> None:
    for name, text in files.items():
        put(root / f"layouts/{name}.yaml", text)
    assert words in faults_of(lambda: read_layout("a"))[0]


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        (
            "right: 54",
            "right: 410",
            ":6:10: the margins leave 148 x 672 pt on letter; leave at least 150 x 150",
        ),
        ("bottom: 60", "bottom: 700", ":6:10: the margins leave 504 x 32 pt on letter"),
        (
            "columns: 1\ngutter: 0",
            "columns: 3\ngutter: 110",
            ":7:10: 3 columns with a gutter of 110 pt are 95 pt wide",
        ),
        ("padding: 10", "padding: 200", "indent and padding leave 88 pt for text on letter"),
        ("write_in: 30", "write_in: 0", "nobody can write on lines closer than 12 pt (write_in)"),
        (
            "{size: 12, leading: 16}",
            "{size: 11.5, leading: 16}",
            ":21:17: 11.5 pt is smaller than this layout's floor",
        ),
        (
            "{size: 30, leading: 35}",
            "{size: 30, leading: 29}",
            ":11:30: lines of 30 pt type need a leading of at least",
        ),
        (
            'quiet: "#4a545e"',
            'quiet: "#777777"',
            "quiet (#777777) on white has a contrast of 4.48:1; 4.5:1 are needed",
        ),
        ('accent: "#0b5275"', 'accent: "#ffff00"', "accent (#ffff00) on white has a contrast of 1.07:1"),
        ('  tint: "#e9f2f6"', '  tint: "#555555"', "ink (#1b1f24) on tint (#555555)"),
        ('_tint: "#fdecec"', '_tint: "#ee7777"', "urgent (#9b1c1c) on urgent_tint (#ee7777)"),
        ('_tint: "#fff4dc"', '_tint: "#aa9977"', "same_day (#7a4a00) on same_day_tint (#aa9977)"),
        (
            "[contacts, tips]",
            "[contacts, tips, contacts]",
            ":42:28: 'contacts' stands here twice; delete one",
        ),
        ("[name, date]", "[name, name]", "'name' stands here twice; delete one (slots[1])"),
        ("  letter: {width: 612, height: 792}", "  {}", "name at least one paper"),
    ],
)
def test_impossible_layouts(root: Path, old: str, new: str, words: str) -> None:
    assert old in samples.LAYOUT
    put(root / "layouts/everything.yaml", samples.LAYOUT.replace(old, new, 1))
    found = faults_of(lambda: read_layout("everything"))
    assert len(found) == 1, found
    assert found[0].startswith("layouts/everything.yaml:")
    assert words in found[0]


@pytest.mark.usefixtures("root")
def test_a_clinics_own_layouts(clinic: Path) -> None:
    put(clinic / "layouts/own.yaml", "id: own\nbase: everything\nname: Own\n")
    put(clinic / "layouts/everything.yaml", "id: everything\nbase: everything\nname: Our clear\n")
    assert read_layout("everything").name == "Clear"
    assert read_layout("everything", clinic).name == "Our clear"
    assert read_layout("own", clinic).type == read_layout("everything").type
    assert layout_names(clinic) == ("everything", "own")
    put(clinic / "layouts/own.yaml", "id: own\nbase: everything\nnmae: Own\n")
    assert faults_of(lambda: read_layout("own", clinic)) == [
        f"{clinic}/layouts/own.yaml:3:1: unknown key 'nmae'; did you mean 'name'? (nmae)"
    ]


def test_unknown_sections_are_told_with_their_place(root: Path) -> None:
    put(root / "layouts/big.yaml", BIG.replace("[tips]", "[tips, tpis]"))
    file = read_layout_file("big")
    check_sections(file, ("tips", "tpis"))
    assert faults_of(lambda: check_sections(file, ("tips",))) == [
        "layouts/big.yaml:6:18: there is no section 'tpis'; did you mean tips? (sections[1])"
    ]


@pytest.mark.usefixtures("root")
def test_an_unknown_layout() -> None:
    with pytest.raises(UsageError, match=r"There is no layout called 'everythin'; did you mean everything\?"):
        read_layout("everythin")
    with pytest.raises(UsageError):
        read_layout("../layouts/clear")


@pytest.mark.skipif(
    not shelf("layouts").joinpath("everything.yaml").is_file(), reason="the shipped layouts are not there"
)
def test_the_shipped_layouts_have_no_fault() -> None:
    names = layout_names()
    assert "everything" in names
    assert [read_layout(name).id for name in names] == list(names)
