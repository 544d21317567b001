"""Single rules of the gates on structure, sources, numbers, dates, contacts and print."""

from __future__ import annotations

import datetime
import re
import shutil
from pathlib import Path

import msgspec
import pytest

from handouts.checks.checker import check
from handouts.checks.figures import figures
from handouts.checks.gate import Subject
from handouts.checks.gates.contacts import gate as contacts
from handouts.checks.gates.dates import a_year_after
from handouts.checks.gates.print_ready import gate as print_ready
from handouts.checks.gates.structure import gate as structure
from handouts.checks.grey import alike_in_grey
from handouts.model.clinic import Clinic
from handouts.model.content import Resources
from handouts.model.library import Wanted
from handouts.reading.layout import read_layout
from handouts.reading.library import read_everything
from handouts.reading.phones import invented_in
from handouts.typeset.renderers import callouts

from . import faultless
from .small import page, subject, tip


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("About 34 of 100 people live.", [(34, 34, 100)]),
        ("Some 34 in 100 do.", [(34, 34, 100)]),
        ("4 to 8 of 100 people, and 9-10 out of 100 others", [(4, 8, 100), (9, 10, 100)]),
        ("One in three people", [(1, 1, 3)]),
        ("1 in every 1,000", [(1, 1, 1000)]),
        ("2.5 of 100", [(2.5, 2.5, 100)]),
        ("Of 100 people who had it, about 49 were alive.", [(49, 49, 100)]),
        ("34 of 100 people were alive about 5 years later.", [(34, 34, 100)]),
        ("Approved 3 in 2025.", []),
        ("Stage 4 in more than one place, one of two kidneys, two drugs in one infusion", []),
        ("Take 2 of them. In 100 days call about 5.", [(5, 5, 100)]),
        ("A 5-year plan of 2024 to 2026", []),
        ("12 of 10", []),
    ],
)
def test_counts_of_people_in_prose(text: str, found: list[tuple[float, float, int]]) -> None:
    assert [(each.low, each.high, each.of) for each in figures(text)] == found


@pytest.mark.parametrize(
    ("text", "count", "says"),
    [
        ("34 of 100", 34, True),
        ("33 of 100", 34, False),
        ("1 in 3", 34, True),
        ("1 in 2", 34, False),
        ("1 in 10", 11, True),
        ("1 in 10", 16, False),
        ("7 in 20", 34, True),
        ("30 to 40 of 100", 34, True),
    ],
)
def test_a_figure_says_a_count_as_exactly_as_it_can(text: str, count: float, says: bool) -> None:
    (figure,) = figures(text)
    assert figure.says(count) is says


@pytest.mark.parametrize(
    ("date", "later"),
    [("2026-02-01", "2027-02-01"), ("2028-02-29", "2029-03-01")],
)
def test_a_year_after(date: str, later: str) -> None:
    assert a_year_after(datetime.date.fromisoformat(date)).isoformat() == later


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("**Ask**now.", "'Asknow.'"),
        ("An **ask**able", "'askable'"),
        ("[Call](tel:+18005551234)them", "'Callthem'"),
        ("{metastatic}s", "'metastatics'"),
        ("**Mayo**'s HER2-**positive**, (**yes**)", ""),
        ("Read **this** and [that](https://example.org).", ""),
    ],
)
def test_glued_markup(words: str, told: str) -> None:
    found = list(structure(subject(tip(words))))
    assert bool(found) == bool(told)
    assert all(told in each.message for each in found)


@pytest.mark.parametrize(
    ("phone", "dial", "told"),
    [
        ("1-800-4-CANCER (1-800-422-6237)", "+18004226237", ""),
        ("800-227-2345", "+18002272345", ""),
        ("1-800-227-2345 ext. 12", "+18002272345", ""),
        ("988", "988", ""),
        ("800.227.2345", "+18002272345", ""),
        ("(800) 227-2345 x12", "+18002272345", ""),
        ("(800 227-2345", "+18002272345", "how people read"),
        ("800-CANCERS", "+18002262377", "how people read"),
        ("800-227-234", "+1800227234", "9 digits"),
        ("1-800-227-23455", "+1800227234", "11 digits after"),
        ("100-227-2345", "+11002272345", "9 digits"),
        ("1-100-227-2345", "+11002272345", "area code"),
        ("800-227-2345", "+18002272354", "does not call"),
        ("988", "+1988", "not"),
    ],
)
def test_american_numbers(phone: str, dial: str, told: str) -> None:
    text = faultless.RESOURCES.replace("1-800-4-CANCER (1-800-422-6237)", f"'{phone}'")
    try:
        resources = page(Resources, text.replace("+18004226237", dial))
    except AssertionError:  # the form of `dial` is refused before any gate sees it
        assert told == "not"
        return
    found = list(contacts(subject(resources)))
    assert [told in each.message for each in found] == ([True] if told else [])


@pytest.mark.parametrize(
    ("phone", "told"),
    [
        ("202-0100", ""),
        ("020 7946 0000", ""),
        ("+44 20 7946 0000", ""),
        ("202-010-0100 ext. 3", ""),
        ("(202) 010-0143", ""),
        ("202.010.0143", ""),
        ("202/010/0143 x12", ""),
        ("+1 202 010 0143", ""),
        ("1 (202) 010 - 0143, extension 7", ""),
        ("(202 010-0143", "how people read"),
        ("202)010-0143", "how people read"),
        ("202--010-0143", "how people read"),
        ("202-010-0143 x", "how people read"),
        ("202-010-0143 or 0144", "how people read"),
        ("ask at the desk", "how people read"),
    ],
)
def test_a_clinics_numbers(phone: str, told: str) -> None:
    clinic = page(Clinic, f"name: A\nphone: {{day: '{phone}', night: 202-010-0199}}\n")
    found = list(contacts(subject(clinic)))
    assert [told in each.message for each in found] == ([True] if told else [])


INVENTED = [
    "555-0143",
    "(303) 555-0143",
    "303.555.0199",
    "+1 303 555 0100",
    "1-303-555-0143 x12",
    "555-010-0120",
]


@pytest.mark.parametrize("number", INVENTED)
def test_numbers_of_examples_are_errors_wherever_they_stand(number: str) -> None:
    clinic = page(
        Clinic, f"name: A\nphone: {{day: '{number}', night: 202-010-0199}}\nfoot: 'Ask: {number}.'\n"
    )
    words = tip("Go.", f"Call {number} and ask.")
    for each, places in ((clinic, ["phone.day", "foot"]), (words, ["actions[1]"])):
        found = [each for each in contacts(subject(each)) if "reaches nobody" in each.message]
        assert [(one.level, one.path) for one in found] == [("error", place) for place in places]


@pytest.mark.parametrize(
    "text",
    ["202-010-0143", "555-0666", "303-555-1143", "Call 911.", "01 555 0101", "5550 people", "2015 to 2021"],
)
def test_other_numbers_are_none_of_examples(text: str) -> None:
    assert not list(invented_in(text, "us"))


@pytest.mark.parametrize(
    ("country", "number"),
    [
        ("uk", "020 7946 0123"),
        ("uk", "(0161) 496 0123"),
        ("uk", "+44 (0)20 7946 0123"),
        ("uk", "07700 900123"),
        ("au", "(03) 5550 1234"),
        ("au", "+61 3 7010 1234"),
        ("ie", "020 912 3456"),
        ("nz", "303-555-0143"),
    ],
)
def test_other_countries_have_such_numbers_too(country: str, number: str) -> None:
    assert list(invented_in(f"Call {number}, please", country)) == [number]
    assert not list(invented_in("Call 020 7123 0123", country))


def test_the_example_itself_may_have_them() -> None:
    found = check(Path(__file__).parents[2] / "examples" / "clinic", ("contacts",), faultless.TODAY).findings
    assert [(each.level, each.path) for each in found] == [("advice", "phone.day"), ("advice", "phone.night")]


def test_a_copy_of_the_example_may_not(tmp_path: Path) -> None:
    """Who has changed name and phones has left nothing behind that nobody would see."""
    copied = tmp_path / "ours"
    shutil.copytree(Path(__file__).parents[2] / "examples" / "clinic", copied)
    assert check(copied, ("contacts",), faultless.TODAY).errors == 2
    file = copied / "clinic.yaml"
    text = file.read_text().replace("555-010-01", "202-010-01").replace("Riverbend Cancer Center", "Ours")
    file.write_text(text)
    left = check(copied, ("contacts",), faultless.TODAY)
    assert left.errors == 0
    assert {each.path for each in left.findings} >= {"address[0]", "foot", "logo.file"}
    left = "\n".join(each.read_text() for each in copied.rglob("*.yaml"))
    assert "Riverbend" not in left
    assert not re.search(r"\d{3}-\d{4}", left.replace("202-010-01", ""))


def test_callouts_and_figures_are_told_apart_in_grey() -> None:
    for name in ("everything", "compact", "large"):
        assert list(alike_in_grey(read_layout(name))) == []


def test_callouts_without_signs_are_alike_in_grey(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(callouts, "_SIGNS", {})
    assert ("urgent_tint", "same_day_tint") in list(alike_in_grey(read_layout("everything")))


def test_one_sign_for_two_callouts_is_alike_in_grey(monkeypatch: pytest.MonkeyPatch) -> None:
    sign = callouts._SIGNS["call-now"]
    monkeypatch.setattr(callouts, "_SIGNS", {**callouts._SIGNS, "same-day": sign})
    assert list(alike_in_grey(read_layout("everything"))) == [("call_now_tint", "same_day_tint")]


def test_figures_that_differ_by_a_light_shade_only_are_alike_in_grey() -> None:
    layout = read_layout("everything")
    pale = msgspec.structs.replace(layout, colours=msgspec.structs.replace(layout.colours, accent="#f4f4f4"))
    assert ("accent", "white") in list(alike_in_grey(pale))


def test_what_stands_outside_or_too_small_is_an_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    faultless.write(tmp_path)
    monkeypatch.setattr("handouts.checks.gates.print_ready._inside", lambda _place, _frame: False)
    found = check(tmp_path / "cancers" / "invented.yaml", ("print-ready",), faultless.TODAY)
    assert any("outside its frame" in each.message for each in found.findings if each.level == "error")


def test_type_under_the_floor_is_an_error(tmp_path: Path) -> None:
    faultless.write(tmp_path)
    real = read_layout("compact")
    layout = msgspec.structs.replace(real, floor=13.0)
    found = read_everything(Wanted(), tmp_path)
    assert found.library is not None
    pages = tuple(each for each in found.pages if each.parsed.file.endswith("diary.yaml"))
    judged = list(print_ready(Subject(found.library, pages, (layout,), faultless.TODAY)))
    assert any("under the floor of 13 pt" in each.message for each in judged)
