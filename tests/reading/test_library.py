"""The library: what is read, how a clinic's records replace others, and checks across files."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, get_args, get_origin, get_type_hints

import msgspec
import pytest

from handouts.errors import UsageError
from handouts.model import clinic as clinic_records
from handouts.model import content, group, guide, guide_words, labels, layout_labels, studies
from handouts.model.library import Wanted
from handouts.reading.library import read_library
from handouts.reading.shelf import shelf
from handouts.reading.texts import _fields

from . import samples
from .conftest import faults_of, put

ALL = Wanted()


def change(file: Path, old: str, new: str) -> None:
    """Replace text that must be there."""
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


@pytest.mark.usefixtures("root")
def test_everything() -> None:
    library = read_library(ALL)
    assert list(library.cancers) == ["breast"]
    assert list(library.tips) == ["navigator"]
    assert library.sources["nci"].publisher == "National Cancer Institute (US)"
    assert library.glossary.terms["metastatic"].means == "spread from where it began"
    assert library.labels.language == "en"
    assert library.resources.emergency == "911"
    assert library.evidence.strategies[0].studies[0].name == "RESTED"


def test_only_what_is_wanted_is_read(root: Path) -> None:
    put(root / "data/cancers/broken.yaml", "id: [")
    library = read_library(Wanted(cancers=("breast",), tips=()))
    assert (list(library.cancers), library.tips) == (["breast"], {})
    assert any("broken.yaml" in each for each in faults_of(lambda: read_library(ALL)))


@pytest.mark.parametrize(
    ("wanted", "words"),
    [
        (
            Wanted(cancers=("brest",)),
            "There is no cancer called 'brest'; did you mean breast? `handouts list cancers`",
        ),
        (Wanted(tips=("x",)), "There is no tip called 'x'. `handouts list tips` shows all."),
        (Wanted(cancers=("../cancers/breast",)), "There is no cancer called"),
        (Wanted(language="xx"), "There is no language called 'xx'; there is en."),
        (
            Wanted(country="../us"),
            "There is no country called '../us'; there is us. `handouts list countries`",
        ),
    ],
)
@pytest.mark.usefixtures("root")
def test_what_does_not_exist(wanted: Wanted, words: str) -> None:
    with pytest.raises(UsageError, match=re.escape(words)):
        read_library(wanted)


BREAST = "data/cancers/breast.yaml"
EVIDENCE = "data/evidence.yaml"
CASES = [
    (
        BREAST,
        "id: breast",
        "id: brest",
        f"{BREAST}:1:5: 'brest' and the file's name 'breast' must be the same (id)",
    ),
    (
        BREAST,
        "sources: [nci]",
        "sources: [nic]",
        f"{BREAST}:10:72: there is no source 'nic'; did you mean nci?",
    ),
    (
        BREAST,
        "{metastatic}",
        "{metastasic}",
        f"{BREAST}:10:19: there is no glossary word 'metastasic'; did you mean",
    ),
    (BREAST, "**treated**", "**treated", f"{BREAST}:12:12: this bold (**) is not closed"),
    (BREAST, "Ask for help.", '"[x](http://x)"', "is not an address that can be linked"),
    (BREAST, "It can be **treated**.", '" Ask"', f"{BREAST}:12:12: this text begins or ends with a blank"),
    (BREAST, "Ask for help.", '"Ask\\nme"', "or holds a line break"),
    (BREAST, "withheld: The figures are old.", "rows: []", f"{BREAST}:25:11: mark the row to print"),
    (
        BREAST,
        "review_by: 2027",
        "review_by: 2025",
        f"{BREAST}:26:67: the next review must not be before the facts",
    ),
    (BREAST, "facts_as_of", "reviewed_by: me, facts_as_of", "reviewed_by and reviewed_on go together"),
    (
        "data/resources/us.yaml",
        "[breast]",
        "[brest]",
        "us.yaml:5:72: there is no cancer 'brest'; did you mean breast?",
    ),
    (
        "data/resources/us.yaml",
        "country: us",
        "country: ca",
        "us.yaml:1:10: 'ca' and the file's name 'us' must be",
    ),
    ("data/labels/en.yaml", "language: en", "language: de", "'de' and the file's name 'en' must be the same"),
    (
        "data/labels/en.yaml",
        "months:\n- month\n",
        "months:\n",
        "this list has 11 items; wanted: exactly 12 (months)",
    ),
    ("data/tips/navigator.yaml", "[the office]", "[the office", "a link is written [words](https://...)"),
    (
        "data/glossary.yaml",
        "sources: [nci]",
        "sources: [ncii]",
        "there is no source 'ncii'; did you mean nci?",
    ),
    (
        "data/glossary.yaml",
        ", sources: [nci]",
        "",
        "data/glossary.yaml:2:15: this word has no sources; name them, or say 'verified: false'",
    ),
    (
        EVIDENCE,
        "sources: [nci]}",
        "sources: [nhs]}",
        f"{EVIDENCE}:4:47: there is no source 'nhs'",
    ),
    (
        BREAST,
        'have moved.", sources',
        'have moved.", instead_of: [advnced], sources',
        f"{BREAST}:10:75: there is no general fact of stage 4 'advnced'; did you mean advanced?",
    ),
    (EVIDENCE, "found: It helped", "found: It {metastasic} helped", f"{EVIDENCE}:9:16: there is no glossary"),
    (EVIDENCE, "        limit: It was small.\n", "", f"{EVIDENCE}:6:9: the key 'limit' is missing; add it"),
    (
        EVIDENCE,
        samples.EVIDENCE.partition("\n")[2],
        samples.EVIDENCE.partition("\n")[2] * 2,
        "stands here twice",
    ),
]


@pytest.mark.parametrize(("file", "old", "new", "words"), CASES)
def test_a_fault_with_its_place(root: Path, file: str, old: str, new: str, words: str) -> None:
    change(root / file, old, new)
    found = faults_of(lambda: read_library(ALL))
    assert len(found) == 1, found
    assert words in found[0]
    assert re.match(r"data/\S+\.yaml:[0-9]+:[0-9]+: ", found[0])


ROW = "{stage: IV, percent: 31, years: '2015', measure: m, area: US, population: people, sources: [nci]"


@pytest.mark.parametrize(
    ("survival", "words"),
    [
        (f"{{rows: [{ROW}}}]}}", "mark the row to print"),
        (f"{{rows: [{ROW}, preferred: true}}, {ROW}, preferred: true}}]}}", "only one row can be preferred"),
        (
            f"{{withheld: Old., rows: [{ROW}, preferred: true}}]}}",
            "cannot be preferred where figures are withheld",
        ),
        (f"{{rows: [{ROW}, preferred: true, verified: false}}]}}", "not verified cannot be preferred"),
        (f"{{rows: [{ROW}, preferred: true}}, {ROW}}}]}}", ""),
        (f"{{rows: [{ROW}, preferred: true}}, {ROW}, preferred: true, group: Fast}}]}}", ""),
        (f"{{rows: [{ROW}, preferred: true, group: Slow}}, {ROW}, preferred: true, group: Fast}}]}}", ""),
        (
            f"{{rows: [{ROW}, preferred: true, group: Fast}}, {ROW}, preferred: true, group: Fast}}]}}",
            "only one row can be preferred",
        ),
        (
            f"{{rows: [{ROW}, preferred: true}}, {ROW}, preferred: true, group: Fast, verified: false}}]}}",
            "not verified cannot be preferred",
        ),
        (f"{{withheld: Old., rows: [{ROW}}}]}}", ""),
    ],
)
def test_survival_has_one_figure_or_a_reason(root: Path, survival: str, words: str) -> None:
    change(root / BREAST, "{withheld: The figures are old.}", survival)
    if not words:
        assert read_library(ALL).cancers
        return
    found = faults_of(lambda: read_library(ALL))
    assert len(found) == 1
    assert words in found[0]


def test_all_faults_of_all_files_at_once(root: Path) -> None:
    change(root / BREAST, "sources: [nci]", "sources: [x]")
    change(root / "data/tips/navigator.yaml", "order: 1", "order: one")
    change(root / "data/glossary.yaml", "term: metastatic", "trem: metastatic")
    (root / "data/urgent.yaml").unlink()
    found = faults_of(lambda: read_library(ALL))
    assert [each.partition(".yaml")[0] for each in found] == [
        "data/glossary",  # what others refer to comes first
        "data/glossary",
        "data/urgent",
        "data/cancers/breast",
        "data/tips/navigator",
    ]


BROKEN = {  # files that others refer to, and what refers to something that only they have
    "sources.yaml": ("tips/own.yaml", samples.TIP.replace("navigator", "own").replace("[nci]", "[ours]")),
    "glossary.yaml": (
        "tips/own.yaml",
        samples.TIP.replace("navigator", "own").replace("One person who knows the way.", "'{ours}'"),
    ),
    "urgent.yaml": (
        "cancers/own.yaml",
        samples.CANCER.replace("id: breast", "id: own") + "signs: [{id: ours}]\n",
    ),
}


@pytest.mark.parametrize("broken", BROKEN)
@pytest.mark.parametrize("text", ["sources: [", "terms: 5\n", "- a\n", ""])
def test_what_follows_from_a_broken_file_is_not_told(clinic: Path, broken: str, text: str) -> None:
    relative, refers = BROKEN[broken]
    put(clinic / relative, refers + samples.REVIEW)
    put(clinic / broken, text)
    found = faults_of(lambda: read_library(ALL, clinic))
    assert found
    assert all(each.startswith(f"{clinic / broken}:") for each in found), found


def test_a_cause_comes_before_what_else_is_wrong(clinic: Path) -> None:
    put(clinic / "cancers/breast.yaml", samples.CANCER.replace("in_text", "in_txt") + samples.REVIEW)
    put(clinic / "sources.yaml", "sources: [")
    found = faults_of(lambda: read_library(ALL, clinic))
    assert found[0].startswith(f"{clinic}/sources.yaml")
    assert found[-1].startswith(f"{clinic}/cancers/breast.yaml")


def test_a_word_that_nobody_has_verified_may_lack_sources(root: Path) -> None:
    change(root / "data/glossary.yaml", "sources: [nci]", "verified: false")
    assert read_library(ALL).glossary.terms["metastatic"].sources == ()


@pytest.mark.usefixtures("root")
def test_a_clinic_has_no_evidence_of_its_own(clinic: Path) -> None:
    put(clinic / "evidence.yaml", samples.EVIDENCE + samples.REVIEW)
    (fault,) = faults_of(lambda: read_library(ALL, clinic))
    assert fault.startswith(f"{clinic}/evidence.yaml: this file is not read")


def test_labels_have_places_not_glossary_words(root: Path) -> None:
    change(root / "data/labels/en.yaml", "spread_lead: word", 'spread_lead: "See {cancer} {facts_as_of}"')
    assert read_library(ALL).labels.text.spread_lead == "See {cancer} {facts_as_of}"


FALLING = "id: fall, sign: A fall, tier: same-day, sources: [nci], action_sources: [nci]"
SHORT = f"signs: [{{{FALLING}, short: 'SAID'}}]\n"
LOCAL = "signs: [{id: fall, why: It hurts, short: 'SAID', sources: [nci]}]\n"
ADDRESS = "  - {{id: b, name: B, offers: Help, url: 'https://example.org/{}', sources: [nci]}}\n"
FALL = "urgent.yaml", f"signs: [{{{FALLING}, short: A fall}}]\nadvice: []\n"


@pytest.mark.parametrize(
    ("file", "text"),
    [("cancers/breast.yaml", samples.CANCER + SHORT), ("resources/us.yaml", samples.RESOURCES + LOCAL)],
)
@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("Fever of **100.4 F", "this bold (**) is not closed"),
        ("Fever of [100.4 F", "a link is written [words](https://...)"),
        ("A {fever", "a glossary word is written"),
        ("A {fever}", "there is no glossary word"),
        ("Fever \u4e2d", "is in none of our fonts"),
        ("Fever ", "begins or ends with a blank"),
        ("(example) Fever", "marks words of a starting file"),
    ],
)
def test_every_text_is_checked_whatever_bounds_it_has(
    root: Path, clinic: Path, file: str, text: str, written: str, said: str
) -> None:
    put(root / "layouts/fonts/coverage.txt", "0020-007E\n")
    put(clinic / FALL[0], FALL[1] + samples.REVIEW)
    put(clinic / file, text.replace("SAID", written) + samples.REVIEW)
    (fault,) = faults_of(lambda: read_library(ALL, clinic))
    assert fault.startswith(f"{clinic / file}:")
    assert said in fault
    assert fault.endswith("(signs[0].short)")


@pytest.mark.parametrize("address", ["caf\u00e9", "\u4e2d", "a b", "a\u00a0b"])
def test_addresses_have_letters_that_every_face_has(clinic: Path, address: str) -> None:
    put(clinic / "resources/us.yaml", samples.RESOURCES + ADDRESS.format(address) + samples.REVIEW)
    (fault,) = faults_of(lambda: read_library(ALL, clinic))
    assert "is not a web address" in fault


def _text_fields(record_type: type[msgspec.Struct]) -> set[str]:
    """Fields that hold text: not a name or code, which fits a pattern, and not one of a few words."""
    hints = get_type_hints(record_type, include_extras=True)
    return {name for name, hint in hints.items() if any(map(_is_text, _inside(hint)))}


def _inside(hint: object) -> Iterator[object]:
    yield hint
    if get_origin(hint) is not Annotated or get_args(hint)[0] is not str:
        for each in get_args(hint):
            yield from _inside(each)


def _is_text(hint: object) -> bool:
    if get_origin(hint) is not Annotated or get_args(hint)[0] is not str:
        return False
    return not any(getattr(each, "pattern", None) for each in get_args(hint)[1:])


def test_no_record_has_a_text_that_is_not_looked_at() -> None:
    modules = (clinic_records, content, group, guide, guide_words, labels, layout_labels, studies)
    types = [
        each
        for module in modules
        for each in vars(module).values()
        if isinstance(each, type) and issubclass(each, msgspec.Struct)
    ]
    assert len(types) > 40
    for each in types:
        assert _text_fields(each) <= {name for name, _ in _fields(each)}, each


def test_letters_that_no_font_has(root: Path) -> None:
    put(root / "layouts/fonts/coverage.txt", "0020-007E\n00A0\n")
    change(root / BREAST, "name: Hormone", "name: Hörmone")
    assert faults_of(lambda: read_library(ALL)) == [
        f"{BREAST}:18:11: the letter 'ö' LATIN SMALL LETTER O WITH DIAERESIS (U+00F6) is in none "
        "of our fonts; write it otherwise (treatments[0].name)"
    ]


def test_a_clinic_adds_and_replaces(root: Path, clinic: Path) -> None:
    put(root / BREAST, "broken, but replaced")
    text = (samples.CANCER + samples.REVIEW).replace("name: Breast cancer", "name: Our breast cancer")
    put(clinic / "cancers/breast.yaml", text.replace("{metastatic}", "{port}").replace("[nci]", "[own]", 1))
    put(clinic / "tips/own.yaml", samples.TIP.replace("id: navigator", "id: own") + samples.REVIEW)
    early = samples.REVIEW.replace("review_by: 2027", "review_by: 2026")
    put(clinic / "glossary.yaml", "terms: {port: {term: port, means: a small box, sources: [own]}}\n" + early)
    put(clinic / "sources.yaml", samples.SOURCES.replace("nci:", "own:"))
    put(clinic / "urgent.yaml", samples.URGENT.replace("100.4", "101") + samples.REVIEW)
    own = samples.RESOURCES.replace("A Society", "Our Society").replace(
        "resources:", "resources:\n  - {id: van, name: Our van, offers: Rides, sources: [own]}"
    )
    put(clinic / "resources/us.yaml", own + samples.REVIEW)
    library = read_library(ALL, clinic)
    assert library.cancers["breast"].name == "Our breast cancer"
    assert list(library.tips) == ["navigator", "own"]
    assert list(library.glossary.terms) == ["metastatic", "port"]
    assert library.glossary.review.review_by.year == 2026
    assert list(library.sources) == ["nci", "own"]
    assert "101" in library.urgent.signs[0].sign
    assert [each.name for each in library.resources.resources] == ["Our Society", "Our van"]


@pytest.mark.usefixtures("root")
def test_all_files_of_a_clinic_are_checked(clinic: Path) -> None:
    put(clinic / "cancers/own.yaml", "id: own\n")
    put(clinic / "resources/ca.yaml", "country: ca\n")
    put(clinic / "glosary.yaml", "terms: {}")
    put(clinic / "tips/x.yml", "id: x")
    put(clinic / "tip/x.yaml", "id: x")
    found = "\n".join(faults_of(lambda: read_library(Wanted(cancers=("breast",)), clinic)))
    for words in (
        f"{clinic}/cancers/own.yaml:1:1: the key 'name' is missing; add it",
        f"{clinic}/resources/ca.yaml:1:1: the key 'emergency' is missing",
        f"{clinic}/glosary.yaml: this file is not read; did you mean glossary.yaml?",
        f"{clinic}/tips/x.yml: this file is not read; its name must end with .yaml",
        f"{clinic}/tip: nothing in this folder is read; did you mean tips?",
    ):
        assert words in found


def test_a_clinic_folder_must_exist(root: Path) -> None:
    with pytest.raises(UsageError, match="There is no clinic folder"):
        read_library(ALL, root / "none")


@pytest.mark.skipif(
    not shelf("data").joinpath("sources.yaml").is_file(), reason="the shipped data are not yet there"
)
def test_the_shipped_library_has_no_fault() -> None:
    library = read_library(ALL)
    assert library.cancers
    assert library.tips


POINTS = "data/open-points.yaml"
POINT = (
    "points:\n  - {id: a, record: cancers/breast, field: stage, kind: conflict, question: Is it?,\n"
    "     meanwhile: It says nothing., sources: [nci]}\n"
)


def test_a_library_in_which_nothing_waits_needs_no_file(root: Path) -> None:
    assert not (root / POINTS).exists()
    assert read_library(ALL).open_points.points == ()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (POINT, ""),
        (POINT.replace("breast", "brest"), "there is no cancer 'brest'; did you mean breast?"),
        (POINT.replace("[nci]", "[nhs]"), "there is no source 'nhs'"),
        (POINT.replace("[nci]", "[]"), "sources"),
        (POINT.replace("conflict", "doubt"), "doubt"),
        (POINT + POINT.partition("\n")[2], "the id 'a' stands here twice"),
        (POINT.replace("question: Is it?,", ""), "the key 'question' is missing"),
    ],
)
def test_open_points_are_read_as_strictly_as_all_content(root: Path, text: str, words: str) -> None:
    (root / POINTS).write_text(text, encoding="utf-8")
    if not words:
        assert [point.id for point in read_library(ALL).open_points.points] == ["a"]
        return
    found = faults_of(lambda: read_library(ALL))
    assert len(found) == 1, found
    assert words in found[0]
    assert found[0].startswith(f"{POINTS}:")
