"""handouts make: what it says, what it calls the file, and what it refuses before any file is read."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from commands import Result, words_of

Handouts = Callable[..., Result]


def test_a_first_handout(handouts: Handouts) -> None:
    done = handouts("make", "kidney")
    line = (
        r"handout-kidney\.pdf: Stage 4 kidney cancer, \d+ pages, US Letter\. Survival numbers are left out; "
        r"--numbers adds them on a last page of their own\.\n"
    )
    assert done.code == 0
    assert done.err == ""
    assert re.fullmatch(line, done.out.decode())
    file = Path("handout-kidney.pdf")
    assert file.read_bytes().startswith(b"%PDF-")
    assert file.stat().st_mode & 0o777 == 0o600
    assert [path.name for path in Path().iterdir()] == [file.name]


def test_the_line_says_the_paper_and_nothing_of_numbers_that_are_there(handouts: Handouts) -> None:
    out = handouts("make", "kidney", "--numbers", "--paper", "a4").out.decode()
    assert re.fullmatch(r"handout-kidney\.pdf: Stage 4 kidney cancer, \d+ pages, A4\.\n", out)


def test_standard_output_holds_the_file_alone(handouts: Handouts) -> None:
    done = handouts("make", "kidney", "-o", "-")
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith(b"%PDF-")
    assert done.out.endswith(b"%%EOF\n")
    assert not list(Path().iterdir())


def test_file_names_hold_no_patient_data_and_copies_stand_side_by_side(handouts: Handouts) -> None:
    for name in ("Ann Lee", "Bo Chan"):
        assert handouts("make", "kidney", "--for", name).code == 0
    first, second = sorted(Path().iterdir())
    assert [first.name, second.name] == ["handout-kidney-2.pdf", "handout-kidney.pdf"]
    assert "Ann Lee" in words_of(second)
    assert "Ann Lee" not in words_of(first)
    assert "Bo Chan" in words_of(first)


def test_the_line_says_that_it_is_a_persons_sheet_and_not_whose(handouts: Handouts) -> None:
    for name in ("handout-kidney.pdf", "handout-kidney-2.pdf"):
        said = handouts("make", "kidney", "--for", "Ann Lee").out.decode()
        assert said.startswith(f"{name}: ")
        assert said.endswith(" With the name you gave; nothing was replaced.\n")
        assert "Ann" not in said
    chosen = handouts("make", "kidney", "--for", "Ann Lee", "-o", "a.pdf").out.decode()
    assert chosen.endswith(" With the name you gave.\n")
    dated = handouts("make", "kidney", "--date", "May 1").out.decode()
    assert dated.endswith(" With what you gave for this person; nothing was replaced.\n")
    assert "gave" not in handouts("make", "kidney").out.decode()


def test_a_sheet_for_anybody_takes_the_place_of_another_one_and_of_no_persons(handouts: Handouts) -> None:
    for arguments in ((), (), ("--for", "Ann Lee"), ("--date", "May 1"), (), ("--copies", "2"), ()):
        assert handouts("make", "kidney", *arguments).code == 0
    assert sorted(path.name for path in Path().iterdir()) == [
        "handout-kidney-2.pdf",
        "handout-kidney-3.pdf",
        "handout-kidney.pdf",
    ]
    Path("handout-kidney.pdf").unlink()
    assert handouts("make", "kidney", "--for", "Bo Chan").code == 0
    assert handouts("make", "kidney").out.startswith(b"handout-kidney-4.pdf: ")
    assert handouts("make", "kidney", "--fillable").out.startswith(b"handout-kidney-4.pdf: ")
    assert "Bo Chan" in words_of(Path("handout-kidney.pdf"))
    assert "Ann Lee" in words_of(Path("handout-kidney-2.pdf"))


def test_sheets_for_the_printer_take_no_persons_place_either(handouts: Handouts) -> None:
    for name in ("Ann Lee", "Bo Chan"):
        assert handouts("make", "kidney", "--layout", "booklet", "--for", name).code == 0
    Path("handout-kidney.pdf").unlink()  # Ann's sheet was mailed; what was printed of it lies here still
    done = handouts("make", "kidney", "--layout", "booklet", "--for", "Cy Doe")
    assert done.out.startswith(b"handout-kidney-3.pdf: ")
    assert "Ann Lee" in words_of(Path("handout-kidney-for-printing.pdf"))


def test_two_at_once_never_take_each_others_name(handouts: Handouts, monkeypatch: pytest.MonkeyPatch) -> None:
    other, theirs, look = Path("handout-kidney.pdf"), b"somebody else's copy", Path.exists
    lost = []

    def look_then_lose(path: Path) -> bool:
        there = look(path)
        if path.name == other.name and not there:
            other.write_bytes(theirs)
            lost.append(path)
        return there

    monkeypatch.setattr(Path, "exists", look_then_lose)
    assert handouts("make", "kidney", "--for", "Ann Lee").code == 0
    assert not lost or other.read_bytes() == theirs
    (made,) = [path for path in Path().iterdir() if path.read_bytes() != theirs]
    assert "Ann Lee" in words_of(made)


def test_several_cancers_and_chosen_tips(handouts: Handouts) -> None:
    done = handouts("make", "kidney", "lung", "--tip", "navigator", "-o", "both.pdf")
    assert done.out.startswith(b"both.pdf: Stage 4 kidney cancer and stage 4 lung cancer, ")


def test_names_in_any_case(handouts: Handouts) -> None:
    assert handouts("make", "KIDNEY").out.startswith(b"handout-kidney.pdf: ")


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["brest"], "There is no cancer called 'brest'; did you mean breast?"),
        (["kidney", "--tip", "navigater"], "There is no tip called 'navigater'; did you mean navigator?"),
        (
            ["kidney", "--layout", "everythin"],
            "There is no layout called 'everythin'; did you mean everything?",
        ),
        (["kidney", "--paper", "a5"], "There is no paper called 'a5'; there are letter, a4, tabloid and a3."),
        (["kidney", "--paper", "a4", "--clinic", "nowhere"], "There is no clinic folder nowhere."),
        (["kidney", "--colour", "red"], "No such option"),
        ([], "Which cancer? The layout guide is about one"),
    ],
)
def test_what_does_not_exist(handouts: Handouts, arguments: list[str], sentence: str) -> None:
    done = handouts("make", *arguments)
    assert done.code == 2
    assert sentence in done.err
    assert done.out == b""
    assert not list(Path().iterdir())


def test_an_unknown_command_is_refused(handouts: Handouts) -> None:
    assert handouts("mak").code == 2


def test_interrupted(handouts: Handouts, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("handouts.cli.making.make", _raiser(KeyboardInterrupt()))
    done = handouts("make", "kidney")
    assert (done.code, done.err.strip()) == (130, "Stopped. Nothing was half written.")


def test_a_bug_is_told_without_the_words_of_its_error(
    handouts: Handouts, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("handouts.cli.making.make", _raiser(RuntimeError("no room for Ann Lee")))
    done = handouts("make", "kidney", "--for", "Ann Lee")
    assert done.code == 70
    assert re.match(r"This is a fault in handouts \S+ \(RuntimeError at [\w.]+:\d+\)\.", done.err)
    assert "Ann" not in done.err + done.out.decode()


def _raiser(error: BaseException) -> Callable[..., None]:
    def fail(*_args: object, **_named: object) -> None:
        raise error

    return fail
