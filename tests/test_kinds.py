"""Every kind of content has every duty: a changed record is noticed wherever content is walked.

Each duty is a check of one kind. That the check would see the kind missing is tested too: the duty walks the
table without it, and the check must fail.
"""

from __future__ import annotations

import datetime
import importlib.util
import json
import shutil
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import NamedTuple

import msgspec
import pytest
from jsonschema import Draft202012Validator
from reading import samples
from reading.conftest import labels_text

from handouts.checks.checker import check
from handouts.checks.gate import Subject
from handouts.checks.gates.signoffs import gate as signoffs
from handouts.checks.gates.sources import gate as sources_gate
from handouts.checks.places import record_name
from handouts.compose.composer import Composer
from handouts.compose.provenance import content_id
from handouts.compose.reviewed import drawn_on
from handouts.compose.section_input import Overview, SectionInput, review_due
from handouts.compose.sections.registry import NAMES, section_named
from handouts.errors import ContentError, UsageError
from handouts.model.clinic import SignOff
from handouts.model.labels import ReviewLabels
from handouts.model.layout import Layout
from handouts.model.library import Library, Wanted
from handouts.model.selection import Selection
from handouts.reading.clinic import read_clinic
from handouts.reading.compiled import load_compiled
from handouts.reading.identity import joint_hash, records, valid_signoffs
from handouts.reading.kinds import KINDS, Kind, kind_of, least_with
from handouts.reading.library import read_everything, read_library
from handouts.reading.reader import Located, convert
from handouts.reading.schema import kind_of as schema_of
from handouts.reading.schema import schemas
from handouts.reading.shelf import digest_of_shipped
from handouts.reading.strict_yaml import parse_yaml
from handouts.reading.unread_files import strays
from handouts.run.diff import diff
from handouts.run.overdue import overdue_error
from handouts.run.sign import sign

ROOT = Path(__file__).resolve().parents[1]
DAY = datetime.date(2026, 3, 4)
OTHER = "  other: {publisher: B, title: Another, url: https://x.example/, date: '2026', kind: primary}\n"
POINTS = """\
points:
  - {id: rest, record: stage4, field: means, kind: correction, question: Is it so?, meanwhile: It is said.,
     sources: [nci]}
"""


class Sample(NamedTuple):
    """A file of a kind, and a change of one word in it."""

    file: str  # as sign-offs name its record
    text: str
    old: str
    new: str

    @property
    def changed(self) -> str:
        assert self.old in self.text
        return self.text.replace(self.old, self.new, 1)


REVIEW = samples.REVIEW
SAMPLES = {
    "cancers": Sample("cancers/breast", samples.CANCER + REVIEW, "Ask for help.", "Ask for more help."),
    "tips": Sample("tips/navigator", samples.TIP + REVIEW, "Ask your nurse.", "Ask your doctor."),
    "resources": Sample("resources/us", samples.RESOURCES + REVIEW, "offers: Help", "offers: Much help"),
    "evidence": Sample("evidence", samples.EVIDENCE + REVIEW, "It was small.", "It was tiny."),
    "group": Sample("group", samples.GROUP + REVIEW, "Say hello.", "Say good day."),
    "guide": Sample("guide", samples.GUIDE + REVIEW, "hard news", "sad news"),
    "stage4": Sample("stage4", samples.STAGE4 + REVIEW, "You may hear", "There are"),
    "urgent": Sample("urgent", samples.URGENT + REVIEW, "short: A fever", "short: Fever"),
    "glossary": Sample("glossary", samples.GLOSSARY + REVIEW, "spread from where it began", "moved"),
    "labels": Sample("labels/en", labels_text(), "months:\n- month\n", "months:\n- moon\n"),
    "sources": Sample("sources", samples.SOURCES + OTHER, "title: Breast Cancer", "title: On Breasts"),
    "open-points": Sample("open-points", POINTS, "Is it so?", "Is this so?"),
}

NOT_FOR_READERS = {"sources", "open-points"}  # they are not written for readers
EVERYTHING = tuple(kind.name for kind in KINDS if kind.reviewed)
NEVER_DUE = {"labels", *NOT_FOR_READERS}  # nobody need look at them again
WITHOUT_SOURCES = {"group", "labels", "sources"}
SHIPPED_ONLY = {"evidence", "guide", "stage4", "labels", "open-points"}  # a clinic has none of its own
JOINED = {  # with the field of their entries, and an entry that becomes another one
    "resources": ("resources", "id: acs", "id: ours"),
    "urgent": ("signs", "id: fever", "id: ours"),
    "glossary": ("terms", "metastatic: {", "ours: {"),
    "sources": ("sources", "nci:", "ours:"),
}
ELSEWHERE_TOO = {"resources", "labels"}  # a library has those of one country and one language
MAY_BE_MISSING = {"tips", "open-points"}


class Place(NamedTuple):
    """A small library in the place of the shipped one."""

    root: Path

    @property
    def data(self) -> Path:
        return self.root / "data"

    def put(self, file: str, text: str) -> Path:
        path = self.data / f"{file}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    def another(self, kind: Kind) -> str:
        """Put a second file where a kind may have several; the name of its record, else of the first one."""
        sample = SAMPLES[kind.name]
        if kind.key is None:
            return sample.file
        first = sample.file.rpartition("/")[2]
        self.put(f"{kind.name}/zz", sample.text.replace(f"{kind.key}: {first}\n", f"{kind.key}: zz\n"))
        return f"{kind.name}/zz"

    def library(self) -> Library:
        return read_library(Wanted())

    def clinic(self) -> Path:
        folder = self.root / "clinic"
        folder.mkdir(exist_ok=True)
        (folder / "clinic.yaml").write_text(samples.CLINIC)
        return folder

    def both(self, kind: Kind) -> tuple[Library, Library]:
        """The library before and after a change of one word in a kind's file."""
        before, sample = _unchanged(), SAMPLES[kind.name]
        self.put(sample.file, sample.changed)
        return before, self.library()


@cache
def _unchanged() -> Library:
    """The small library, read once: in a place in which nothing was changed yet."""
    return read_library(Wanted())


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Place:
    small = Place(tmp_path)
    for each in SAMPLES.values():
        small.put(each.file, each.text)
    small.put("codes", samples.CODES)
    small.put("diseases", samples.DISEASES)
    shutil.copytree(ROOT / "data" / "lists", tmp_path / "data" / "lists")
    (tmp_path / "layouts").mkdir()
    (tmp_path / "layouts" / "everything.yaml").write_text(samples.LAYOUT)
    for module in ("shelf", "characters", "compiled"):
        monkeypatch.setattr(f"handouts.reading.{module}.shelf", lambda name: tmp_path / name)
    return small


# --- the duties: each fails where it does not notice what it must -------------------------------------------


def is_loaded(kind: Kind, place: Place) -> None:
    before, after = place.both(kind)
    changed = {each for each in Library.__struct_fields__ if getattr(before, each) != getattr(after, each)}
    assert changed == {kind.field}
    expected, _faults = convert(parse_yaml(SAMPLES[kind.name].changed, "x.yaml"), kind.record)
    assert list(kind.records(after).values()) == [expected]
    place.put(SAMPLES[kind.name].file, "nobody: knows me\n")
    with pytest.raises(ContentError, match=f"data/{SAMPLES[kind.name].file}.yaml"):
        place.library()
    with pytest.raises(UsageError if kind.key else ContentError):
        read_library(least_with(f"{kind.name}/../{SAMPLES[kind.name].file}"))
    (place.data / f"{SAMPLES[kind.name].file}.yaml").unlink()
    if kind.name in MAY_BE_MISSING:
        assert place.library() is not None
        return
    with pytest.raises(UsageError if kind.held == "one" and kind.key else ContentError):
        place.library()


def is_the_clinics_too(kind: Kind, place: Place) -> None:
    sample, clinic = SAMPLES[kind.name], place.clinic()
    shipped = read_library(Wanted(), clinic)
    file = clinic / f"{sample.file}.yaml"
    file.parent.mkdir(exist_ok=True)
    file.write_text(sample.changed)
    found = read_everything(Wanted(), clinic)
    changed = getattr(found.library, kind.field) != getattr(shipped, kind.field)
    assert changed == (kind.name not in SHIPPED_ONLY)
    if kind.name in JOINED:  # what a clinic does not say stays as shipped
        entries, first, other = JOINED[kind.name]
        file.write_text(sample.text.replace(first, other))
        (joined,) = kind.records(read_library(Wanted(), clinic)).values()
        (before,) = kind.records(shipped).values()
        assert len(getattr(joined, entries)) == len(getattr(before, entries)) + 1


def is_looked_for(kind: Kind, place: Place) -> None:
    """A clinic is told of files that are not read, and of no others."""
    sample, clinic = SAMPLES[kind.name], place.clinic()
    file = clinic / f"{sample.file}.yaml"
    file.parent.mkdir(exist_ok=True)
    file.write_text(sample.text)
    assert any(strays(clinic)) == (kind.name in SHIPPED_ONLY and kind.key is None)
    file.rename(file.with_suffix(".yml"))
    assert any(strays(clinic)) == (kind.name not in SHIPPED_ONLY or kind.key is None)


def is_compiled(kind: Kind, place: Place) -> None:
    spec = importlib.util.spec_from_file_location("build", ROOT / "tools" / "build_compiled.py")
    assert spec is not None
    assert spec.loader is not None
    tool = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(tool)
    tool.main()
    assert load_compiled(digest_of_shipped()) is not None
    before, after = place.both(kind)
    other = least_with(place.another(kind))
    assert load_compiled(digest_of_shipped()) is None  # it was made of other files
    tool.main()
    kept = load_compiled(digest_of_shipped())
    assert kept is not None
    assert before != after
    assert kept.library(least_with(SAMPLES[kind.name].file)) == read_library(
        least_with(SAMPLES[kind.name].file)
    )
    assert kept.library(other) == read_library(other)


def has_a_schema(kind: Kind, _place: Place) -> None:
    sample = SAMPLES[kind.name]
    schema = Draft202012Validator(_schemas(schema_of(f"data/{sample.file}.yaml")))
    data = parse_yaml(sample.text, "x.yaml").data
    record, faults = convert(parse_yaml(sample.text, "x.yaml"), kind.record)
    assert (type(record), faults) == (kind.record, ())
    assert schema.is_valid(data)
    assert not schema.is_valid(data | {"nobody": "knows me"})
    assert schema_of(f"data/{sample.file}.yaml") in schemas()


@cache
def _schemas(kind: str) -> object:
    return json.loads(schemas()[kind])


def has_an_identity(kind: Kind, place: Place) -> None:
    before, after = place.both(kind)
    changed = {name for name, record in records(before).items() if records(after)[name] != record}
    assert changed == (set() if kind.name in NOT_FOR_READERS else {SAMPLES[kind.name].file})
    assert (joint_hash(records(before)) != joint_hash(records(after))) == (kind.name not in NOT_FOR_READERS)


def _given(library: Library, *sections: str) -> SectionInput:
    layout = convert(parse_yaml(samples.LAYOUT, "everything.yaml"), Layout)[0]
    assert layout is not None
    layout = msgspec.structs.replace(layout, sections=sections)
    return Composer(library, Selection(cancers=("breast",), layout="everything"), layout, None).given


def is_in_the_provenance(kind: Kind, place: Place) -> None:
    """Sheets of other content bear another hash; that for a group's leader is on the leader's alone."""
    before, after = place.both(kind)
    plain = content_id(_given(before, "tips")) != content_id(_given(after, "tips"))
    leaders = content_id(_given(before, "agenda")) != content_id(_given(after, "agenda"))
    assert plain == (kind.name not in (*NOT_FOR_READERS, "group"))
    assert leaders == (kind.name not in NOT_FOR_READERS)


def falls_due(kind: Kind, place: Place) -> None:
    sample, early = SAMPLES[kind.name], datetime.date(2026, 2, 2)
    assert review_due(_given(place.library(), "tips", "agenda")) > early
    place.put(sample.file, sample.text.replace("review_by: 2027-02-01", f"review_by: {early}"))
    library = place.library()
    due = {name: review_due(_given(library, name)) == early for name in ("tips", "agenda", "event")}
    assert due["agenda"] == (kind.name not in NEVER_DUE)
    assert due["tips"] == (kind.name not in (*NEVER_DUE, "group"))
    assert not due["event"]  # it says nothing that can grow old
    told = overdue_error(Selection(cancers=("breast",), layout="everything"), None, DAY).faults
    named = () if kind.name in NEVER_DUE else (f"data/{sample.file}.yaml",)
    assert tuple(fault.file for fault in told) == named


def is_named_to_reviewers(kind: Kind, place: Place) -> None:
    """A sheet does not say that it was reviewed while this was not, and can say what this is."""
    overview = Overview(draws_on=frozenset(EVERYTHING))
    drawn = drawn_on(msgspec.structs.replace(_given(place.library(), "agenda"), overview=overview))
    assert (SAMPLES[kind.name].file in drawn) == (kind.name not in NEVER_DUE)
    assert kind.held == "each" or kind.name in NEVER_DUE or kind.name in ReviewLabels.__struct_fields__


def is_in_the_difference(kind: Kind, place: Place) -> None:
    old = place.data.rename(place.root / "old")
    for each in SAMPLES.values():
        place.put(each.file, each.text)
    assert diff(old, place.data).records == ()
    place.put(SAMPLES[kind.name].file, SAMPLES[kind.name].changed)
    found = diff(old, place.data)
    assert [each.record for each in found.records] == [SAMPLES[kind.name].file]
    again = found.print_all or found.print_again == ("breast",)
    assert again == (kind.name not in ("group", "open-points"))


def can_be_signed(kind: Kind, place: Place) -> None:
    sample, clinic = SAMPLES[kind.name], place.clinic()
    if kind.name in NOT_FOR_READERS:
        with pytest.raises(UsageError, match="There is no record"):
            sign(clinic, sample.file, "Ann", DAY, DAY)
        return
    with pytest.raises(UsageError, match=f"Records are .*{kind.name}"):
        sign(clinic, "nothing", "Ann", DAY, DAY)
    signoff = sign(clinic, sample.file, "Ann", DAY, DAY).signoff
    before, after = place.both(kind)
    assert list(valid_signoffs(before, [signoff])) == [sample.file]
    assert valid_signoffs(after, [signoff]) == {}
    other = place.another(kind)
    assert sign(clinic, other, "Ann", DAY, DAY).signoff.record == other


def has_its_signoffs_judged(kind: Kind, place: Place) -> None:
    """A sign-off of what is not there is told, but for those of other countries and languages."""
    signed = (SignOff(record=f"{kind.name}/nowhere", by="Ann", on=DAY),)
    clinic = msgspec.structs.replace(read_clinic(place.clinic()).clinic, signed=signed)
    page = Located(clinic, parse_yaml("signed: [x]\n", "clinic.yaml"))
    found = list(signoffs(Subject(place.library(), (page,), (), DAY)))
    assert bool(found) == (kind.name not in ELSEWHERE_TOO)


def has_its_sources_checked(kind: Kind, place: Place) -> None:
    """Sources that are not there are told, and one that only this kind names is in use."""
    sample = SAMPLES[kind.name]
    assert ("sources: [" in sample.text) == (kind.name not in WITHOUT_SOURCES)
    if kind.name in WITHOUT_SOURCES:
        return
    assert _unused() == ["sources.other"]
    place.put(sample.file, sample.text.replace("sources: [nci]", "sources: [other]", 1))
    assert _unused() == []
    place.put(sample.file, sample.text.replace("sources: [nci]", "sources: [nobody]", 1))
    faults = read_everything(Wanted()).faults
    assert [fault.file for fault in faults if "'nobody'" in fault.message] == [f"data/{sample.file}.yaml"]


def _unused() -> list[str]:
    """Sources that nothing names, where only their own file is judged."""
    found = read_everything(Wanted())
    assert found.library is not None
    pages = tuple(page for page in found.pages if page.parsed.file == "data/sources.yaml")
    return [each.path for each in sources_gate(Subject(found.library, pages, (), DAY))]


def is_judged(kind: Kind, place: Place) -> None:
    """Checks read its file, and know its record."""
    sample = SAMPLES[kind.name]
    assert kind_of(convert(parse_yaml(sample.text, "x.yaml"), kind.record)[0]) == kind
    files = {f"data/{each}.yaml" for each in (sample.file, place.another(kind))}
    for file in files:
        (place.root / file).write_text("nobody: knows me\n")
    assert {each.file for each in check(None, ("structure",), DAY).findings} == files


def is_named_in_checks(kind: Kind, _place: Place) -> None:
    file = SAMPLES[kind.name].file
    assert record_name(f"data/{file}.yaml") == file


class Duty(NamedTuple):
    """What must be done to every kind, and the modules whose walk over the table does it."""

    check: Callable[[Kind, Place], None]
    walks: tuple[str, ...]


DUTIES = {
    "loaded": Duty(is_loaded, ("reading.library", "reading.kinds")),
    "the clinic's too": Duty(is_the_clinics_too, ("reading.library",)),
    "looked for": Duty(is_looked_for, ("reading.unread_files",)),
    "compiled": Duty(is_compiled, ("reading.compiled",)),
    "in the schema": Duty(has_a_schema, ("reading.schema",)),
    "in the identity": Duty(has_an_identity, ("reading.kinds",)),
    "in the provenance": Duty(is_in_the_provenance, ("compose.provenance",)),
    "overdue": Duty(falls_due, ("compose.section_input",)),
    "named to reviewers": Duty(is_named_to_reviewers, ("compose.reviewed",)),
    "in the difference": Duty(is_in_the_difference, ("run.diff",)),
    "signable": Duty(can_be_signed, ("run.sign", "reading.kinds")),
    "sign-offs judged": Duty(has_its_signoffs_judged, ("checks.gates.signoffs",)),
    "sources checked": Duty(has_its_sources_checked, ("reading.library",)),
    "judged": Duty(is_judged, ("reading.kinds",)),
    "named in checks": Duty(is_named_in_checks, ("checks.places",)),
}
EXEMPT = {
    "looked for": SHIPPED_ONLY,
    "named in checks": {name for name, sample in SAMPLES.items() if name == sample.file},
    "in the identity": NOT_FOR_READERS,
    "in the provenance": NOT_FOR_READERS,
    "overdue": NEVER_DUE,
    "named to reviewers": NEVER_DUE,
    "signable": NOT_FOR_READERS,
    "sign-offs judged": set(SAMPLES) - ELSEWHERE_TOO,
    "sources checked": WITHOUT_SOURCES,
}
"""Kinds that have no such duty; the checks see to it that they have none."""

every_kind = pytest.mark.parametrize("kind", KINDS, ids=[kind.name for kind in KINDS])


def test_the_table_is_whole() -> None:
    """Every part of the library, every shipped file and every sample is of a kind."""
    assert sorted(kind.field for kind in KINDS) == sorted(Library.__struct_fields__)
    assert {kind.name for kind in KINDS} == set(SAMPLES)
    shipped = {file.relative_to(ROOT / "data").parts[0] for file in (ROOT / "data").rglob("*.yaml")}
    places = {kind.name if kind.key else f"{kind.name}.yaml" for kind in KINDS}
    assert shipped - places == {
        "codes.yaml",
        "diseases.yaml",
        "lists",
        "pictures",
        "words",
    }  # they make no sheet
    assert {kind for name in NAMES for kind in section_named(name).kinds(name)} <= set(EVERYTHING)


@every_kind
@pytest.mark.parametrize("duty", DUTIES)
def test_every_kind_has_every_duty(duty: str, kind: Kind, place: Place) -> None:
    DUTIES[duty].check(kind, place)


@pytest.mark.parametrize(
    ("duty", "module", "kind"),
    [
        pytest.param(name, module, kind, id=f"{name}-{module}-{kind.name}")
        for name, duty in DUTIES.items()
        for module in duty.walks
        for kind in KINDS
        if kind.name not in EXEMPT.get(name, ())
    ],
)
def test_a_kind_that_is_left_out_is_noticed(
    duty: str, module: str, kind: Kind, place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    others = tuple(each for each in KINDS if each != kind)
    monkeypatch.setattr(f"handouts.{module}.KINDS", others)
    with pytest.raises((AssertionError, KeyError, TypeError, UsageError, pytest.fail.Exception)):
        DUTIES[duty].check(kind, place)
