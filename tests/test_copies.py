"""Many copies in one file: the same pages again and again, sharing all they have in common."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from commands import Result, text_of

Handouts = Callable[..., Result]

POSTER = ("--layout", "poster", "--event", "Tea", "--when", "Mondays", "--where", "Room 2", "--contact", "Jo")


def _words(data: bytes) -> list[list[str]]:
    """The words of each page but its number: the empty back of a last sheet counts as a page."""
    return [re.findall(r"\w+", re.sub(r"Page \d+ of \d+", "", page)) for page in text_of(data)]


def made(handouts: Handouts, *arguments: str) -> bytes:
    done = handouts("make", *arguments, "-o", "-")
    assert (done.code, done.err) == (0, "")
    return done.out


def test_each_copy_is_the_handout_and_begins_a_new_sheet(handouts: Handouts) -> None:
    one = _words(made(handouts, "kidney", "--layout", "compact"))
    pages = _words(made(handouts, "kidney", "--layout", "compact", "--copies", "5"))
    each = len(one) + len(one) % 2
    assert len(pages) == 5 * each
    for at in range(5):
        assert pages[at * each : at * each + len(one)] == one
    if len(one) % 2:
        assert "on purpose" in " ".join(pages[each - 1])


def test_a_poster_is_printed_on_one_side(handouts: Handouts) -> None:
    with pikepdf.open(io.BytesIO(made(handouts, *POSTER, "--copies", "4"))) as pdf:
        assert len(pdf.pages) == 4
        assert pdf.Root.ViewerPreferences.Duplex == "/Simplex"


def test_of_a_pack_only_the_pages_to_hand_out_are_copied(handouts: Handouts) -> None:
    """Plan and sign-in sheet stand in the file once; each copy begins on the front of a sheet."""
    file = made(handouts, "breast", "lung", "--layout", "group", "--event", "Tuesday group", "--copies", "3")
    pages = [" ".join(page.split()) for page in text_of(file)]
    assert [at for at, page in enumerate(pages) if "A plan for the meeting" in page] == [0]
    assert [at for at, page in enumerate(pages) if page.startswith("Sign-in sheet")] == [2]
    starts = [
        at
        for at, page in enumerate(pages)
        if page.startswith("Stage 4 breast cancer and stage 4 lung cancer")
    ]
    assert len(starts) == 3
    assert starts[0] == 4
    assert all(at % 2 == 0 for at in starts)
    each = starts[1] - starts[0]
    assert len(pages) == 4 + 3 * each
    assert pages[starts[0] : starts[1]] == pages[starts[1] : starts[2]] == pages[starts[2] :]
    assert "Tuesday group" not in " ".join(pages[4:])
    done = handouts("make", "--layout", "group", "--copies", "30")
    assert "pages for the leader, once, and 30 x " in done.out.decode()


def test_the_file_says_that_it_is_for_paper(handouts: Handouts) -> None:
    with pikepdf.open(io.BytesIO(made(handouts, "kidney", "--copies", "3"))) as pdf:
        assert "for paper" in str(pdf.docinfo.Title)
        assert str(pdf.docinfo.Title).startswith("Stage 4 kidney cancer")
        assert pdf.Root.ViewerPreferences.Duplex == "/DuplexFlipLongEdge"
        assert "/MarkInfo" not in pdf.Root


def test_many_copies_cost_little_and_are_the_same_each_time(handouts: Handouts) -> None:
    few = made(handouts, "kidney", "--copies", "2")
    many = made(handouts, "kidney", "--copies", "200")
    assert len(many) < 2 * len(few)
    assert made(handouts, "kidney", "--copies", "200") == many
    assert len(pikepdf.open(io.BytesIO(many)).pages) == 100 * len(pikepdf.open(io.BytesIO(few)).pages)


def test_packs_for_two_groups_are_two_files(handouts: Handouts) -> None:
    """What is handed out is the same, and what else is said is as long."""
    packs = [
        made(handouts, "breast", "--layout", "group", "--event", "A group", "--where", room, "--copies", "2")
        for room in ("Room A", "Room C", "Room A")
    ]
    first, other, again = (bytes(pikepdf.open(io.BytesIO(pack)).trailer.ID[0]) for pack in packs)
    assert first == again != other


def test_the_line_says_how_many(handouts: Handouts) -> None:
    done = handouts("make", "kidney", "--copies", "30")
    assert "handout-kidney.pdf: Stage 4 kidney cancer, 30 copies of " in done.out.decode()
    assert [path.name for path in Path().iterdir()] == ["handout-kidney.pdf"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--layout", "card", "--copies", "30"), "300 cards on 30 sheets, US Letter."),
        (("--layout", "card", "--copies", "1", "--paper", "a4"), "10 cards on 1 sheet, A4."),
        (("--layout", "card-folded", "--copies", "4"), "20 folded cards on 4 sheets, US Letter."),
        (("kidney", "--layout", "trifold", "--copies", "12"), "12 leaflets on 12 sheets, US Letter."),
        (("kidney", "--layout", "trifold", "--copies", "1"), "1 leaflet on 1 sheet, US Letter."),
    ],
)
def test_the_line_says_how_much_comes_off_the_sheets(
    handouts: Handouts, arguments: tuple[str, ...], said: str
) -> None:
    assert f", {said}" in handouts("make", *arguments).out.decode()


def test_booklets_are_counted_with_their_sheets(handouts: Handouts) -> None:
    said = handouts("make", "kidney", "--layout", "booklet", "--copies", "3").out.decode()
    booklets, sheets = map(int, re.findall(r"(\d+) booklets on (\d+) sheets", said)[0])
    with pikepdf.open("handout-kidney.pdf") as pdf:
        assert (booklets, 2 * sheets) == (3, len(pdf.pages))


@pytest.mark.parametrize("number", ["0", "501", "x", "1.5", "²", "99999999999"])
def test_numbers_that_are_none(handouts: Handouts, number: str) -> None:
    done = handouts("make", "kidney", "--copies", number)
    assert done.code == 2
    assert "--copies takes a number from 1 to 500." in done.err


def test_not_for_a_person(handouts: Handouts) -> None:
    done = handouts("make", "kidney", "--copies", "2", "--for", "Ann Lee")
    assert done.code == 2
    assert "leave out whom it is for" in done.err


def test_overdue_content_is_refused_or_marked(handouts: Handouts, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HANDOUTS_TODAY", "2040-01-01")
    assert handouts("make", "kidney", "--copies", "2").code == 3
    pages = text_of(made(handouts, "kidney", "--copies", "2", "--allow-overdue"))
    assert all("Review overdue" in page for page in pages if "left empty" not in page)
