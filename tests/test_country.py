"""A sheet is for one country: nobody is sent to a number that does not answer there."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import msgspec
import pytest
from block_texts import said
from commands import CLINIC, write_clinic
from invented import invented_library

from handouts.checks.checker import check, subject_of
from handouts.checks.content import Target, read_content
from handouts.checks.sample_sheets import sheets
from handouts.compose.composer import compose
from handouts.compose.for_country import said_here
from handouts.model.content import Fact, LocalAction
from handouts.model.library import Library, Wanted
from handouts.model.selection import Selection
from handouts.model.signs import LocalSign
from handouts.reading.layout import read_layout
from handouts.reading.library import read_library
from handouts.reading.names import cancer_ids, country_ids, tip_ids
from handouts.run.clock import today
from handouts.typeset.typesetter import Typesetting

ABROAD = [country for country in country_ids() if country != "us"]
ONLY_IN_THE_US = re.compile(
    r"(?<![\w.-])(911|988|211)(?!\w|\.\d)"
    r"|emergency room|Medicare|Medicaid|NCI-designated|POLST|health care proxy|living will|US states"
    r"|insurance cards|your insurer|copay|Co-Pay|Patient Advocate|CancerCare|ClinicalTrials\.gov"
    r"|In the US, (?!5-year survival)"
    r"|FDA \(US drug agency\) now",
    re.IGNORECASE,
)


@cache
def library(country: str) -> Library:
    return read_library(Wanted(country=country))


def sheet(country: str, cancer: str, **asked: object) -> str:
    selection = Selection(cancers=(cancer,), **asked)  # type: ignore[arg-type]
    return said(compose(library(country), selection, read_layout("everything"), None))


@pytest.mark.parametrize("country", ABROAD)
@pytest.mark.parametrize("cancer", cancer_ids())
def test_nothing_that_holds_only_in_the_us_is_said_abroad(country: str, cancer: str) -> None:
    for asked in ({"numbers": True}, {"tips": tip_ids(), "numbers": True}):
        text = sheet(country, cancer, **asked)
        assert ONLY_IN_THE_US.findall(text) == []
        assert library(country).labels.text.treatments_abroad in text
        assert library(country).labels.text.numbers_abroad.split(".")[0] in text


@pytest.mark.parametrize("cancer", cancer_ids())
def test_the_us_sheet_has_its_own_words(cancer: str) -> None:
    text = sheet("us", cancer, tips=tip_ids())
    for words in (
        "Call 911 now",
        "If nobody answers soon, go to the emergency room.",
        "Thoughts of ending your life (or call 988)",
        "Medicare",
        "ClinicalTrials.gov",
    ):
        assert words in text
    assert "US sources" not in text


@pytest.mark.parametrize("country", country_ids())
def test_the_crisis_sign_stays_for_everybody(country: str) -> None:
    assert re.search("Thoughts of (ending your life|suicide)", sheet(country, "lung"))
    assert ("(or call 988)" in sheet(country, "lung")) == (country == "us")


@pytest.mark.parametrize(
    ("country", "line"),
    [
        ("us", "call 988"),
        ("uk", "Samaritans 116\N{NO-BREAK SPACE}123"),
        ("ca", "call 9-8-8"),
        ("ie", "Samaritans 116\N{NO-BREAK SPACE}123"),
        ("nz", "call 1737"),
    ],
)
def test_who_listens_in_a_crisis(country: str, line: str) -> None:
    assert re.search(rf"Thoughts of (ending your life|suicide) \(or {line}\)", sheet(country, "lung"))


def test_a_line_in_a_crisis_that_nobody_verified_is_not_printed() -> None:
    assert "13 11 14" not in sheet("au", "lung")


@pytest.mark.parametrize("sure", [True, False])
@pytest.mark.parametrize("country", country_ids())
def test_only_a_verified_number_is_printed(country: str, sure: bool) -> None:
    there = library(country)
    number = "1234"
    known = msgspec.structs.replace(there.resources, emergency=number, emergency_verified=sure)
    handout = compose(
        msgspec.structs.replace(there, resources=known),
        Selection(cancers=("lung",), layout="everything"),
        read_layout("everything"),
        None,
    )
    place = there.resources.words["emergency-room"]
    said_for = number if sure else "your emergency number"
    assert f"Call {said_for} now" in said(handout)
    assert f"If nobody answers soon, go to {place}." in said(handout)
    assert said(handout).splitlines().count(number) == int(sure)  # in the box of numbers to call
    assert (number in said(handout)) == sure


def test_every_country_keeps_enough_steps_of_each_tip() -> None:
    for country in country_ids():
        for tip in said_here(library(country)).tips.values():
            assert 2 <= len(tip.actions) <= 7, (country, tip.id)


def test_local_steps_take_a_place_or_come_last() -> None:
    plain = invented_library()
    local = (
        LocalAction(text="Do it here.", countries=("us",), instead_of="Do."),
        LocalAction(text="Last.", countries=("us", "ca")),
        LocalAction(text="Elsewhere.", countries=("ca",), instead_of="Be."),
    )
    fact = Fact(text="A law.", sources=("one",), countries=("ca",))
    tip = msgspec.structs.replace(plain.tips["x"], local=local, facts=(fact,))
    changed = msgspec.structs.replace(plain, tips={**plain.tips, "x": tip})
    here = said_here(changed).tips["x"]
    assert (here.actions, here.facts) == (("Do it here.", "Be.", "Last."), ())
    assert said_here(changed).tips["y"] is plain.tips["y"]


def test_an_unverified_line_is_not_printed() -> None:
    plain = library("us")
    unsure = LocalSign(id="suicide", why="call 1234", sources=("acs-navigators",), verified=False)
    resources = msgspec.structs.replace(plain.resources, signs=(unsure,))
    here = said_here(msgspec.structs.replace(plain, resources=resources))
    assert next(sign for sign in here.urgent.signs if sign.id == "suicide").why is None


# The gates


def test_gates_say_which_numbers_are_not_printed() -> None:
    found = check(None, ("contacts",), today()).findings
    silent = [each.file for each in found if "emergency number" in each.message]
    assert silent == ["data/resources/ca.yaml"]


@pytest.mark.parametrize("country", ABROAD)
def test_gates_set_sheets_of_every_country(country: str) -> None:
    subject = subject_of(read_content(None), Target(None, f"data/resources/{country}.yaml"), today())
    assert subject is not None
    jobs = [job for job, result in sheets(subject) if isinstance(result, Typesetting)]
    assert {job.layout.id for job in jobs if job.resources and job.resources.country == country} == {
        layout.id for layout in subject.layouts if layout.cancer != "none"
    }


def test_gates_judge_a_clinics_sheets_for_its_own_country(tmp_path: Path) -> None:
    folder = write_clinic(tmp_path / "clinic", clinic=f"{CLINIC}country: ie\n")
    judged = read_content(folder).library
    assert judged is not None
    assert judged.resources.country == "ie"
