"""The report for a clinician: what waits, where it stands, and what is printed until it is settled."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest
from commands import CANCER, Result, write_clinic

from checks import small
from handouts.checks.content import read_content, target
from handouts.checks.gates import structure
from handouts.checks.places import record_name, steps_to
from handouts.checks.review import ReviewItem, as_markdown, review_items
from handouts.model.content import Cancer
from handouts.model.library import Wanted
from handouts.model.open_points import OpenPoints
from handouts.reading.identity import records
from handouts.reading.library import read_library

Handouts = Callable[..., Result]
ROOT = Path(__file__).parents[2]

LEFT_OUT = (
    "liver-letters",
    "akeega",
    "relacorilant",
    "vorasidenib-note",
    "pancreas-kras",
    "bone-drugs",
    "jnci-decline",
    "melanoma-10y",
)
"""Corrections that wait for a clinician or for a better source."""

POINT = """\
points:
  - id: a-point
    record: {record}
    field: {field}
    kind: conflict
    question: Is it so?
    meanwhile: It says nothing.
    sources: [{source}]
"""


def review_lines(path: Path | None) -> tuple[ReviewItem, ...]:
    """Everything for a clinician in a folder, a file or the shipped content."""
    chosen = target(path)
    return review_items(read_content(chosen.clinic).pages, chosen)


def test_every_correction_left_out_is_asked() -> None:
    asked = {point.id: point for point in read_library(Wanted()).open_points.points}
    assert {name: asked[name].kind for name in LEFT_OUT} == dict.fromkeys(LEFT_OUT, "correction")


def test_the_shipped_points_all_lead_to_a_line() -> None:
    lines = review_lines(None)
    points = read_library(Wanted()).open_points.points
    asked = sorted(line.asked for line in lines if "nobody has verified" not in line.part)
    assert asked == sorted(point.question for point in points)
    for line in lines:
        file, _, number = line.place.rpartition(":")
        assert (ROOT / file).is_file()
        assert 0 < int(number) <= len((ROOT / file).read_text("utf-8").splitlines())


def test_no_shipped_point_has_lost_its_field() -> None:
    pages = {record_name(page.parsed.file): page.parsed for page in read_content(None).pages}
    points = read_library(Wanted()).open_points.points
    lost = [point.id for point in points if steps_to(pages[point.record].data, point.field) is None]
    assert lost == []


def test_a_line_is_that_of_the_field() -> None:
    found = next(line for line in review_lines(None) if "Akeega" in line.asked)
    file, _, number = found.place.rpartition(":")
    lines = (ROOT / file).read_text("utf-8").splitlines()[int(number) - 1 :]
    assert "niraparib and abiraterone" in lines[0]


def test_facts_that_are_kept_back_are_listed(tmp_path: Path) -> None:
    secret = CANCER.replace("why: It helps., sources", "why: It helps., verified: false, sources")
    clinic = write_clinic(tmp_path / "clinic", cancers__invented=secret)
    lines = [line for line in review_lines(clinic) if "invented" in line.place]
    assert [line.meanwhile for line in lines] == ["It is not printed."]


def test_the_report_has_one_line_for_each_point(handouts: Handouts) -> None:
    done = handouts("check", "--report", "review")
    text = done.out.decode()
    assert done.code == 0
    assert sum(line.startswith("- `data/") for line in text.splitlines()) == len(review_lines(None))
    assert text.startswith("# For a clinician to settle\n")
    for line in text.splitlines():
        assert not line.startswith("- ") or "**Meanwhile:** " in line


def test_it_can_be_read_by_a_program_and_kept_to_one_file(handouts: Handouts) -> None:
    file = ROOT / "data" / "cancers" / "melanoma.yaml"
    done = handouts("check", file, "--report", "review", "--format", "json")
    found = json.loads(done.out)
    assert {line["place"].rpartition(":")[0] for line in found} == {"data/cancers/melanoma.yaml"}
    assert [line["part"] for line in found].count("Facts that nobody has verified") == 2


def test_where_nothing_waits_it_says_so() -> None:
    assert as_markdown(()) == "Nothing waits for a clinician.\n"


@pytest.mark.parametrize(
    ("field", "steps"),
    [
        ("a", ("a",)),
        ("a[1].b", ("a", 1, "b")),
        ("a[x (y, z)].b", ("a", 0, "b")),
        ("a[deep [in] brackets]", ("a", 2)),
        ("", ()),
        ("b", None),
        ("a[9]", None),
        ("a[no such].b", None),
        ("a.b", None),
        ("a..b", None),
        ("a[", None),
        ("a[0].b.c", None),
    ],
)
def test_the_way_to_a_field(field: str, steps: tuple[str | int, ...] | None) -> None:
    items = [{"name": "x (y, z)", "b": "c"}, {"generic": "y", "b": "d"}, {"id": "deep [in] brackets"}]
    assert steps_to({"a": items}, field) == steps


@pytest.mark.parametrize(
    ("record", "field", "said"),
    [
        ("cancers/breast", "stage.notes", ""),
        ("cancers/breast", "stage.nodes", "cancers/breast has no 'stage.nodes'"),
        ("urgend", "signs", "there is no record 'urgend'"),
    ],
)
def test_a_point_that_leads_nowhere_is_an_error(record: str, field: str, said: str) -> None:
    from reading import samples

    notes = samples.CANCER.replace("  meaning:", "  notes: []\n  meaning:", 1)
    about = small.page(Cancer, notes + samples.REVIEW, "data/cancers/breast.yaml")
    points = small.page(
        OpenPoints, POINT.format(record=record, field=field, source="nci"), "data/open-points.yaml"
    )
    found = [finding.message for finding in structure.gate(small.subject(about, points))]
    assert [said in each for each in found] == ([True] if said else [])


def test_a_point_changes_no_sheet_and_is_no_record_to_sign() -> None:
    library = read_library(Wanted(cancers=("kidney",)))
    more = msgspec.structs.replace(library, open_points=OpenPoints(points=()))
    assert records(more) == records(library)
    assert library.open_points.points


@pytest.mark.parametrize(
    ("file", "name"),
    [
        ("data/cancers/liver.yaml", "cancers/liver"),
        ("data/urgent.yaml", "urgent"),
        ("/somewhere/our-clinic/tips/rest.yaml", "tips/rest"),
        ("data/open-points.yaml", "open-points"),
    ],
)
def test_a_record_is_named_as_sign_offs_name_it(file: str, name: str) -> None:
    assert record_name(file) == name
