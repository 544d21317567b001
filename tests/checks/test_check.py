"""handouts check: what it judges, how it tells, how it ends, and how long it takes."""

from __future__ import annotations

import datetime
import importlib.util
import json
import re
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest
from commands import ROOT, Result
from sweep import with_kept_lines

from handouts.checks import checker
from handouts.checks.checker import check
from handouts.checks.content import read_content, target
from handouts.checks.gate import Finding, Subject
from handouts.checks.registry import CHECKS
from handouts.checks.reporter import report
from handouts.checks.sample_sheets import Job, SampleSheet, jobs, sheets
from handouts.errors import UsageError
from handouts.model.clinic import Clinic
from handouts.model.content import StageFour
from handouts.model.labels import FurnitureLabels
from handouts.model.layout import Layout
from handouts.model.library import Library
from handouts.run.clock import today
from handouts.typeset.typesetter import Typesetter

from . import faultless

Handouts = Callable[..., Result]


@pytest.fixture
def clinic(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The faultless folder, on a day on which nothing is due."""
    monkeypatch.setenv("HANDOUTS_TODAY", faultless.TODAY.isoformat())
    return faultless.write(tmp_path / "clinic")


@pytest.fixture(scope="module", autouse=True)
def typeset_once() -> Iterator[None]:
    """Content is read and sheets of the shipped library are typeset once; the day has no part in that."""
    kept = cache(read_content)
    whole: dict[tuple[object, ...], SampleSheet] = {}
    library: list[Library] = []

    def key(job: Job) -> tuple[object, ...]:
        return job.selection, job.layout.id, job.layout.bw, job.part, job.resources and job.resources.country

    def once(subject: Subject, *, parts: bool = True) -> Iterator[SampleSheet]:
        records = [page.record for page in subject.pages]
        if any(isinstance(record, Clinic) for record in records):
            return sheets(subject, parts=parts)
        if not whole and any(isinstance(record, StageFour) for record in records):  # all that is shipped
            library.append(subject.library)
            whole.update((key(sheet.job), sheet) for sheet in sheets(subject))
        wanted = list(jobs(subject, parts=parts))
        if subject.library in library and all(key(job) in whole for job in wanted):
            return (whole[key(job)]._replace(job=job) for job in wanted)
        return sheets(subject, parts=parts)

    def typesetter(layout: Layout, labels: FurnitureLabels) -> Typesetter:
        return with_kept_lines(Typesetter(layout, labels))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("handouts.checks.sample_sheets.Typesetter", typesetter)
        patch.setattr("handouts.checks.sample_sheets.sheets", once)
        patch.setattr("handouts.checks.gates.print_ready.sheets", once)
        patch.setattr(
            "handouts.checks.checker.read_content", lambda clinic: (read_content if clinic else kept)(clinic)
        )
        yield


@cache
def _shipped() -> checker.Result:
    """What is found in the shipped library on a day on which all reviews are overdue."""
    return check(None, (), datetime.date(2030, 1, 1))


def test_the_shipped_library_has_no_error() -> None:
    found = _shipped()
    errors = [str(each) for each in found.findings if each.level == "error" and each.gate != "dates"]
    assert errors == []
    assert found.skipped == ()
    reviews = (getattr(page.record, "review", None) for page in read_content(None).pages)
    day = max(review.facts_as_of for review in reviews if review)
    assert check(None, ("dates",), day).errors == 0


def test_a_file_is_judged_alone() -> None:
    found = check(ROOT / "data" / "cancers" / "lung.yaml", (), faultless.TODAY)
    assert found.files == 1
    assert {each.file for each in found.findings} <= {"data/cancers/lung.yaml"}


def test_gates_are_told_by_the_names_they_are_registered_with() -> None:
    assert list(CHECKS) == sorted(CHECKS)
    assert {each.gate for each in _shipped().findings} <= CHECKS.keys()


def test_the_example_clinic_has_no_error() -> None:
    assert check(ROOT / "examples" / "clinic", (), _newest()).errors == 0


def _newest() -> datetime.date:
    return max(today(), datetime.date(2026, 11, 23))


def test_a_faultless_folder_ends_with_0(handouts: Handouts, clinic: Path) -> None:
    done = handouts("check", clinic)
    assert (done.code, done.err) == (0, "")
    assert done.out.decode() == "All is well: 7 files, no errors, no advice.\n"


def test_all_is_well(handouts: Handouts, clinic: Path) -> None:
    done = handouts("check", clinic, "--gate", "numbers", "--gate", "dates")
    assert done.out.decode() == "All is well: 7 files, no errors, no advice.\n"


def test_an_error_ends_with_3_and_reads_like_a_colleague(handouts: Handouts, clinic: Path) -> None:
    faultless.plant(clinic, "resources/us.yaml", "CANCER (1-800-422-6237)", "CANCER (1-800-422-623)")
    done = handouts("check", clinic, "--gate", "contacts")
    assert done.code == 3
    assert done.out.decode().splitlines() == [
        "Errors: fix these before anything is printed.",
        "",
        f"{clinic}/resources/us.yaml:9:12  contacts",
        "    '1-800-4-CANCER (1-800-422-623)' has 9 digits after the 1; numbers here have 3 or 10.",
        "    (resources[0].phone)",
        "    Write it as people read it: 800-227-2345, or 1-800-4-CANCER (1-800-422-6237).",
        "",
        "1 error and 0 pieces of advice in 7 files.",
    ]


def test_errors_stand_before_advice() -> None:
    levels = [each.level for each in _shipped().findings]
    assert levels == sorted(levels, key=lambda level: level != "error")
    assert set(levels) == {"error", "advice"}


def test_json_is_a_list_of_findings(handouts: Handouts, clinic: Path) -> None:
    line = faultless.plant(clinic, "tips/diary.yaml", "order: 1", "order: first")
    done = handouts("check", clinic, "--format", "json", "--gate", "structure")
    (found,) = json.loads(done.out)
    assert done.code == 3
    assert (found["gate"], found["level"], found["line"]) == ("structure", "error", line)
    assert found["file"] == f"{clinic}/tips/diary.yaml"
    assert found["message"]
    assert found["fix"]


def test_github_is_given_nothing_that_ends_a_line_or_begins_a_command() -> None:
    found = Finding(
        gate="numbers",
        level="error",
        message="50%\n::error::no",
        fix="do",
        file="a,b:c.yaml",
        line=3,
        column=4,
    )
    advice = Finding(gate="tone", level="advice", message="hm", fix="say: so", file="d.yaml")
    lines = report(checker.Result((found, advice), 2, ()), "github").splitlines()
    assert lines == [
        "::error file=a%2Cb%3Ac.yaml,line=3,col=4,title=numbers::50%25%0A::error::no. Do.",
        "::warning file=d.yaml,title=tone::Hm. Say: so.",
        "1 error and 1 piece of advice in 2 files.",
    ]


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--gate", "number"], "There is no gate called 'number'; did you mean numbers?"),
        (["nowhere"], "There is no file or folder nowhere."),
        (["--format", "jsn"], "There is no format called 'jsn'; did you mean json?"),
        (["--report", "flesch"], "There is no report called 'flesch'; there is pemat, review."),
        (["--report", "revue"], "There is no report called 'revue'; did you mean review?"),
    ],
)
def test_what_does_not_exist(handouts: Handouts, arguments: list[str], sentence: str) -> None:
    done = handouts("check", *arguments, *(["--gate", "dates"] if "--format" in arguments else []))
    assert done.code == 2
    assert sentence in done.err
    assert done.out == b""


def test_a_file_in_no_clinic_folder_is_refused(handouts: Handouts, tmp_path: Path) -> None:
    (tmp_path / "alone.yaml").write_text("id: alone\n")
    done = handouts("check", "alone.yaml")
    assert done.code == 2
    assert "no YAML file of a clinic's folder" in done.err


def test_a_folder_without_clinic_yaml_says_so(handouts: Handouts, tmp_path: Path) -> None:
    done = handouts("check", tmp_path, "--gate", "structure")
    assert done.code == 3
    assert "clinic.yaml" in done.out.decode()
    assert "missing" in done.out.decode()


def test_one_file_of_a_folder(handouts: Handouts, clinic: Path) -> None:
    faultless.plant(clinic, "tips/diary.yaml", "title: Keep", "titel: Keep")
    (clinic / "sources.yaml").write_text("sources: no\n")
    done = handouts("check", clinic / "tips" / "diary.yaml", "--format", "json")
    assert done.code == 3
    assert {found["file"] for found in json.loads(done.out)} == {f"{clinic}/tips/diary.yaml"}


@pytest.mark.parametrize("file", ["data/tips/navigator.yaml", "data/glossary.yaml", "layouts/large.yaml"])
def test_one_shipped_file(file: str) -> None:
    assert target(ROOT / file).only == file
    found = check(ROOT / file, ("dates", "structure", "print-ready"), faultless.TODAY)
    assert found.files == 1
    assert {each.file for each in found.findings} <= {file}


def test_gates_that_need_content_without_faults_say_so(handouts: Handouts, clinic: Path) -> None:
    faultless.plant(clinic, "glossary.yaml", "sources: [leaflet]", "sources: [leaflets]")
    done = handouts("check", clinic)
    assert done.code == 3
    assert "Skipped: print-ready, reading-ease." in done.out.decode()


def test_a_fault_in_one_tip_leaves_the_rest_to_be_judged(clinic: Path) -> None:
    faultless.plant(clinic, "tips/diary.yaml", "sources: [leaflet]", "sources: [leaflets]")
    (clinic / "layouts" / "own.yaml").write_text(faultless.LAYOUT.replace("#4a545e", "#6b7680"))
    found = check(clinic, (), faultless.TODAY)
    assert found.skipped == ()
    assert {each.gate for each in found.findings if each.level == "error"} == {"structure", "print-ready"}


def test_scores_of_a_cancer(handouts: Handouts) -> None:
    done = handouts("check", ROOT / "data" / "cancers" / "kidney.yaml", "--report", "pemat")
    assert done.code == 0
    assert re.match(r"Stage 4 kidney cancer\n  PEMAT-P: \d+ of \d+ items .*\d %", done.out.decode())
    made = json.loads(
        handouts(
            "check", ROOT / "data" / "cancers" / "kidney.yaml", "--report", "pemat", "--format", "json"
        ).out
    )
    assert [each["title"] for each in made] == ["Stage 4 kidney cancer"]


def test_a_wrong_day_is_refused(handouts: Handouts, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HANDOUTS_TODAY", "tomorrow")
    done = handouts("check", "--gate", "dates")
    assert done.code == 2
    assert "HANDOUTS_TODAY must be a date" in done.err


def test_the_day_is_the_clocks_where_none_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("HANDOUTS_TODAY", raising=False)
    assert abs((today() - datetime.date.today()).days) <= 1


def test_no_path_leads_out_of_what_it_names() -> None:
    with pytest.raises(UsageError):
        target(Path("/nowhere/at/all"))


def test_the_library_page_is_up_to_date() -> None:
    file = ROOT / "tools" / "build_library_page.py"
    spec = importlib.util.spec_from_file_location("build_library_page", file)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    page = (ROOT / "docs" / "library.md").read_text(encoding="utf-8")
    assert page == module.library_page(), "run python tools/build_library_page.py"


_OWN_SOURCE = "sources:\n  ours:\n    title: Our leaflet\n    publisher: Our clinic\n    kind: hospital\n"


@pytest.mark.parametrize(
    ("file", "broken", "place"),
    [
        ("sources.yaml", "sources: [\n", "sources.yaml:"),
        ("sources.yaml", f"{_OWN_SOURCE}    colour: red\n", "sources.yaml:6:"),
        ("glossary.yaml", "terms: [\n", "glossary.yaml:"),
        ("urgent.yaml", "signs: [\n", "urgent.yaml:"),
        ("resources/us.yaml", "country: us\nresources: [\n", "resources/us.yaml:"),
    ],
)
def test_a_broken_file_that_others_draw_on_is_named_and_the_rest_is_judged(
    handouts: Handouts, clinic: Path, file: str, broken: str, place: str
) -> None:
    faultless.plant(clinic, "clinic.yaml", "night: 202-010-0199 ext. 2", "night: ask at the desk")
    (clinic / file).write_text(broken)
    done = handouts("check", clinic)
    assert done.code == 3, done.err
    assert f"{clinic}/{place}" in done.out.decode()
    assert f"{clinic}/clinic.yaml:4:10  contacts" in done.out.decode()


def test_what_a_copy_of_the_example_still_has_is_told(tmp_path: Path) -> None:
    text = (ROOT / "examples" / "clinic" / "clinic.yaml").read_text()
    kept = ("logo.file", "logo.alt", "department", "address[0]", "phone.hours", "foot")
    assert _copied(tmp_path, text) == {"name", *kept}
    renamed = text.replace("Riverbend Cancer Center", "Mercy Clinic")
    assert _copied(tmp_path, renamed) == {*kept}
    assert _copied(tmp_path, renamed.replace("120 Mill Street", "9 Elm Street")) == {*kept} - {"address[0]"}


def test_what_a_clinic_happens_to_share_with_the_example_is_not_told(tmp_path: Path) -> None:
    hours = "hours: Monday to Friday, 8 a.m. to 5 p.m."
    text = f"name: A\nphone: {{day: 202-010-0143, night: 202-010-0199, {hours.replace(',', '')}}}\n"
    assert _copied(tmp_path, text) == set()
    own = f"name: A\nphone:\n  day: 202-010-0143\n  night: 202-010-0199\n  {hours}\n"
    assert _copied(tmp_path, own) == set()


def _copied(folder: Path, text: str) -> set[str]:
    """Where it is told that a text of a clinic.yaml is the example's."""
    (folder / "clinic.yaml").write_text(text)
    (folder / "logo.png").write_bytes((ROOT / "examples" / "clinic" / "logo.png").read_bytes())
    found = check(folder, ("contacts",), _newest()).findings
    return {each.path for each in found if each.level == "advice" and "stands in the example" in each.message}
