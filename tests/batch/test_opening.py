"""What a list leaves open is asked once, answered by an option, or settled by its country; never guessed."""

from __future__ import annotations

import io
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from handouts.batch.opening import OpenRoster, opened
from handouts.batch.options import BatchOptions
from handouts.errors import RosterError
from handouts.model.selection import Selection
from handouts.roster.answers import Answers
from handouts.roster.choosing import Chooser
from handouts.roster.records import Entry

from .conftest import Batch
from .lists import Made, put

TWO_WAYS = ("name", "cancer", "Appt Date")


def open_list(
    path: Path,
    *choices: int | None,
    country: str | None = None,
    answers: Answers = Answers(),  # noqa: B008
) -> tuple[OpenRoster, list[str]]:
    """A list that is open, and the kinds of questions that were asked; `choices` answer them in turn."""
    asked: list[str] = []
    waiting = iter(choices)

    def ask(question: Any) -> int | None:
        asked.append(question.kind)
        return next(waiting)

    order = BatchOptions(
        path, path.parent / "out", Selection((), country=country, layout="everything"), answers=answers
    )
    return opened(order, path, ask if choices else None), asked


def first_visit(found: OpenRoster) -> str | None:
    chooser = Chooser(answers=found.answers)
    asked = chooser.choose(next(found.roster.rows()), found.roster.named)
    return asked.recipient.appointment if isinstance(asked, Entry) else asked.reason


@pytest.mark.parametrize(
    ("others", "country", "choice", "asked", "visit"),
    [
        ((), None, 0, ["dates"], "December 1, 2026"),
        ((), None, 1, ["dates"], "January 12, 2026"),
        ((), None, None, ["dates"], "The appointment can mean two days"),
        ((), "us", 9, [], "December 1, 2026"),
        ((), "uk", 9, [], "January 12, 2026"),
        ((), "ca", 0, ["dates"], "December 1, 2026"),  # Canada writes both
        (("25/11/2026",), "us", 9, [], "January 12, 2026"),  # the list knows better
        (("11/25/2026 8:00 AM",), None, 9, [], "December 1, 2026"),
        (("11/25/2026", "25/11/2026"), None, None, ["dates"], "The appointment can mean two days"),
    ],
)
def test_the_order_of_dates(
    tmp_path: Path,
    others: tuple[str, ...],
    country: str | None,
    choice: int | None,
    asked: list[str],
    visit: str,
) -> None:
    rows = [(f"Ann {at}a", "lung", day) for at, day in enumerate(("12/01/2026", *others))]
    rows = [(name.replace(str(at), "BCD"[at]), *rest) for at, (name, *rest) in enumerate(rows)]
    found, kinds = open_list(put(tmp_path / "list.csv", *rows, heads=TWO_WAYS), choice, country=country)
    assert kinds == asked
    assert str(first_visit(found)).startswith(visit)


def test_what_the_country_settles_is_told_once(tmp_path: Path) -> None:
    path = put(tmp_path / "list.csv", ("Ann Lee", "lung", "12/01/2026"), heads=TWO_WAYS)
    told = "Dates in numbers are read with the month first, as in the country of this list."
    assert open_list(path, country="us")[0].notes == (told,)
    assert open_list(path, country="us", answers=Answers(dates="dmy"))[0].notes == ()


@pytest.mark.parametrize(
    ("heads", "row", "option"),
    [
        (("name", "cancer", "Vital Status"), ("Ann Lee", "lung", "1"), "--vital 1=alive or --vital 1=dead"),
        (("name", "cancer", "Patient Status"), ("Ann Lee", "lung", "0"), "--vital 0=alive or --vital 0=dead"),
        (("Patient", "Reason for Visit"), ("Ann Lee", "lung cancer"), "--column cancer='Reason for Visit'"),
        (("MRN", "Dx"), ("0042", "lung"), "--no-names"),
        (("Wer", "Dx"), ("Ann Lee", "lung"), "--column name='Wer' or --no-names"),
    ],
)
def test_a_question_stops_the_list_where_nobody_answers(
    tmp_path: Path, heads: tuple[str, ...], row: tuple[str, ...], option: str
) -> None:
    path = put(tmp_path / "list.csv", row, heads=heads)
    with pytest.raises(RosterError) as caught:
        open_list(path)
    assert str(caught.value).endswith(f"Answer with {option}.")
    found, asked = open_list(path, 0)
    assert len(asked) == 1
    assert found.roster.questions == ()


@pytest.mark.parametrize(("choice", "status"), [(0, "Entry"), (1, "Refused")])
def test_vital_figures_mean_what_a_person_says(tmp_path: Path, choice: int, status: str) -> None:
    path = put(tmp_path / "list.csv", ("Ann Lee", "lung", "1"), heads=("name", "cancer", "Vital Status"))
    found, _ = open_list(path, choice)
    chooser = Chooser(answers=found.answers)
    assert type(chooser.choose(next(found.roster.rows()), found.roster.named)).__name__ == status


@pytest.mark.parametrize(
    ("values", "vital", "asked", "meant"),
    [
        (("0", "1"), (("0", "alive"),), 0, {"0": "alive", "1": "dead"}),
        (("1", "2"), (("2", "dead"),), 0, {"1": "alive", "2": "dead"}),
        (("0", "1", "2"), (("1", "dead"),), 2, {"1": "dead"}),  # three figures: nothing follows
        (("A", "D"), (("a", "alive"),), 0, {"a": "alive", "D": "dead"}),
    ],
)
def test_of_two_figures_one_says_what_the_other_means(
    tmp_path: Path, values: tuple[str, ...], vital: Any, asked: int, meant: dict[str, str]
) -> None:
    rows = [("Ann Lee", "lung", value) for value in values]
    path = put(tmp_path / "list.csv", *rows, heads=("name", "cancer", "Vital Status"))
    if asked:
        with pytest.raises(RosterError, match="--vital 0=alive or --vital 0=dead"):
            open_list(path, answers=Answers(vital=vital))
        return
    found, kinds = open_list(path, answers=Answers(vital=vital))
    assert kinds == []
    assert dict(found.answers.vital) == meant


def test_stage_4_is_confirmed_for_a_list_of_codes(tmp_path: Path) -> None:
    path = put(tmp_path / "list.csv", ("Ann Lee", "C50.911"), heads=("name", "dx"))
    assert open_list(path, 0)[0].answers.stage4_confirmed
    assert not open_list(path, None)[0].answers.stage4_confirmed
    words = put(tmp_path / "words.csv", ("Ann Lee", "breast"), heads=("name", "dx"))
    assert open_list(words, 9)[1] == []


def test_standard_input_is_printed_and_reprinted_from_the_file(
    batch: Batch, handouts: Any, made: Made, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = b"name,cancer\nAnn Lee,lung\nBo Chan,breast\n"
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(data), isatty=lambda: False))
    assert batch("-").code == 0
    assert made.statuses == [(2, "ok"), (3, "ok")]
    assert made.record["list"]["path"] is None
    refused = handouts("reprint", made.folder, "--rows", "3")
    assert refused.code == 4
    assert "came through a pipe. Say where it is now with --roster FILE." in refused.err
    (tmp_path / "list.csv").write_bytes(data)
    assert handouts("reprint", made.folder, "--rows", "3", "--roster", "list.csv").code == 0
