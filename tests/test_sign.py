"""handouts sign: the sign-off is in clinic.yaml, everything else of it is as it was, and sheets say so."""

from __future__ import annotations

import difflib
from collections.abc import Callable
from pathlib import Path

import pytest
from commands import CANCER, CLINIC, Result, words_of, write_clinic

from handouts.model.clinic import SignOff
from handouts.model.library import Wanted
from handouts.reading.clinic import read_clinic
from handouts.reading.identity import content_hash
from handouts.reading.library import read_library

Handouts = Callable[..., Result]

EARLIER = "record: tips/diary, by: Bo, on: 2026-01-02, content: abc"
BLOCK = """\
signed:  # by whom
  # first
  - record: cancers/invented   # ours
    by: >-
      Old
      Name
    # a day
    on: 2025-01-01
  - {record: tips/diary, by: Bo, on: 2026-01-02, content: abc}  # last

# the end
"""


def _clinic(folder: Path, text: str) -> Path:
    write_clinic(folder)
    (folder / "clinic.yaml").write_bytes(text.encode())
    return folder


def _sign(
    handouts: Handouts, folder: Path, record: str = "cancers/invented", by: str = "Ann Lee, MD"
) -> Result:
    return handouts("sign", folder, record, "--by", by, "--on", "2026-03-04")


def _signed(folder: Path) -> dict[str, SignOff]:
    return {each.record: each for each in read_clinic(folder).clinic.signed}


def _lost(before: bytes, after: bytes) -> list[bytes]:
    """Lines of `before` that are not in `after`."""
    old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    found = difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    return [line for tag, start, end, _, _ in found if tag != "equal" for line in old[start:end]]


@pytest.mark.parametrize(
    "text",
    [
        CLINIC,
        CLINIC.rstrip("\n"),
        f"# ours\n{CLINIC}# the end\n\n",
        CLINIC.replace("\n", "\r\n"),
        f"\ufeff{CLINIC}",
        f"{CLINIC}signed:\n- {{{EARLIER}}}\naccent: '#000000'\n",
        f"{CLINIC}signed:\n    - {{{EARLIER}}} # yes\n# the end",
        f"{CLINIC}signed:\n  - record: tips/diary\n    on: 2026-01-02\n    by: |-\n      Bo\n\n\npaper: a4\n",
        f"{CLINIC}foot: Ça où? naïf\naddress: [Which way?, Go on]\nsigned:\n- {{{EARLIER}}}\npaper: a4\n",
        f"  {CLINIC.replace(chr(10), chr(10) + '  ').rstrip()}",
    ],
)
def test_nothing_but_the_signoff_is_written(handouts: Handouts, tmp_path: Path, text: str) -> None:
    folder = _clinic(tmp_path / "c", text)
    before = _signed(folder)
    done = _sign(handouts, folder)
    assert done.code == 0, done.err
    after = (folder / "clinic.yaml").read_bytes()
    assert not [line for line in _lost(text.encode(), after) if line.strip() and line.endswith(b"\n")]
    signed = _signed(folder)
    assert set(before) < set(signed)
    content = content_hash(read_library(Wanted(cancers=("invented",)), folder).cancers["invented"])
    ours = signed["cancers/invented"]
    assert (ours.by, ours.on.isoformat(), ours.content) == ("Ann Lee, MD", "2026-03-04", content)
    assert (b"\r\n" in after) == ("\r\n" in text)


@pytest.mark.parametrize("text", [f"{CLINIC}signed: []  # none yet\n", f"{CLINIC}signed: [{{{EARLIER}}}]\n"])
def test_lists_in_brackets(handouts: Handouts, tmp_path: Path, text: str) -> None:
    folder = _clinic(tmp_path / "c", text)
    kept = set(_signed(folder))
    assert _sign(handouts, folder).code == 0
    assert set(_signed(folder)) == {*kept, "cancers/invented"}
    assert ("# none yet" in text) == ("# none yet" in (folder / "clinic.yaml").read_text())


def test_an_earlier_signoff_gives_way_and_comments_stay(handouts: Handouts, tmp_path: Path) -> None:
    folder = _clinic(tmp_path / "c", CLINIC + BLOCK)
    done = _sign(handouts, folder)
    assert b"in place of an earlier sign-off" in done.out
    written = (folder / "clinic.yaml").read_text()
    for comment in ("# by whom", "# first", "# ours", "# a day", "# last", "# the end"):
        assert comment in written
    signed = _signed(folder)
    assert list(signed) == ["cancers/invented", "tips/diary"]
    assert (signed["cancers/invented"].by, signed["tips/diary"].by) == ("Ann Lee, MD", "Bo")
    _sign(handouts, folder, "tips/diary", 'Zoë "Z" Ng')
    assert _signed(folder)["tips/diary"].by == 'Zoë "Z" Ng'
    once = (folder / "clinic.yaml").read_bytes()
    _sign(handouts, folder, "tips/diary", 'Zoë "Z" Ng')
    assert (folder / "clinic.yaml").read_bytes() == once


def test_a_file_in_braces_is_left_as_it_is(handouts: Handouts, tmp_path: Path) -> None:
    text = "{name: A, phone: {day: 555-0100, night: 555-0199}}\n"
    folder = _clinic(tmp_path / "c", text)
    done = _sign(handouts, folder)
    assert done.code == 5
    assert "it is untouched" in done.err
    assert (folder / "clinic.yaml").read_text() == text


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("cancers/invnted", "Ann", "2026-03-04"), 2, "did you mean invented?"),
        (("Stage4", "Ann", "2026-03-04"), 2, "did you mean stage4?"),
        (("evidense", "Ann", "2026-03-04"), 2, "did you mean evidence?"),
        (("../clinic", "Ann", "2026-03-04"), 2, "There is no record '../clinic'."),
        (("cancers/../../clinic", "Ann", "2026-03-04"), 2, "There is no cancer called"),
        (("stage4", " ", "2026-03-04"), 2, "Give the name of the reviewer"),
        (("stage4", "日本", "2026-03-04"), 2, "This name cannot be printed: the letter '日'"),
        (("stage4", "Ann", "2036-03-04"), 2, "2036-03-04 is in the future"),
        (("stage4", "Ann", "yesterday"), 2, "yesterday"),
    ],
)
def test_what_cannot_be_signed(
    handouts: Handouts, tmp_path: Path, arguments: tuple[str, str, str], code: int, said: str
) -> None:
    folder = _clinic(tmp_path / "c", CLINIC)
    record, by, on = arguments
    done = handouts("sign", folder, record, "--by", by, "--on", on)
    assert (done.code, (folder / "clinic.yaml").read_text()) == (code, CLINIC)
    assert said in done.err


def test_the_file_stays_as_open_as_it_was(handouts: Handouts, tmp_path: Path) -> None:
    folder = _clinic(tmp_path / "c", CLINIC)
    (folder / "clinic.yaml").chmod(0o664)
    _sign(handouts, folder, "stage4")
    _sign(handouts, folder, "evidence")
    assert list(_signed(folder)) == ["stage4", "evidence"]
    assert (folder / "clinic.yaml").stat().st_mode & 0o777 == 0o664
    assert sorted(each.name for each in folder.iterdir() if each.is_file()) == ["clinic.yaml", "sources.yaml"]


def test_sheets_name_the_reviewer_until_the_content_changes(handouts: Handouts, tmp_path: Path) -> None:
    folder = _clinic(tmp_path / "c", CLINIC)
    not_yet = "This handout has not yet been reviewed by a clinician."

    def sheet(*cancers: str) -> str:
        return words_of(
            handouts("make", *cancers, "--layout", "everything", "--clinic", folder, "-o", "-").out
        )

    rest = "the rest has not yet been reviewed by a clinician."
    assert not_yet in sheet("invented")
    _sign(handouts, folder)
    part = "The part about invented cancer was reviewed by Ann Lee, MD on March 4, 2026"
    assert f"{part}; {rest}" in sheet("invented")
    assert f"{part}; {rest}" in sheet("invented", "kidney")
    _sign(handouts, folder, "cancers/kidney", "Bo Ek")
    other = "the part about kidney cancer was reviewed by Bo Ek on March 4, 2026"
    assert f"{part} and {other}; {rest}" in sheet("invented", "kidney")
    for record in GENERAL:
        _sign(handouts, folder, record)
    assert f"The part about invented cancer, where to get help, {LATER}" in sheet("invented")
    for tip in sorted(read_library(Wanted(), folder).tips):
        assert rest in sheet("invented")
        _sign(handouts, folder, f"tips/{tip}")
    for cancers in (("invented",), ("invented", "kidney")):
        said = sheet(*cancers)
        assert "Reviewed by Ann Lee, MD on March 4, 2026." in said
        assert ("Reviewed by Bo Ek on March 4, 2026." in said) == ("kidney" in cancers)
        assert "not yet been reviewed" not in said
    (folder / "cancers" / "invented.yaml").write_text(CANCER.replace("It helps.", "It may help."))
    assert rest in sheet("invented")
    assert "invented cancer was" not in sheet("invented")


GENERAL = ("evidence", "glossary", "stage4", "urgent", "resources/us")
LATER = "what studies found, what stage 4 means, when to call and words of medicine was reviewed by"


@pytest.mark.parametrize(
    ("layout", "needed", "none", "some", "whole"),
    [
        (
            "one-page",
            ("cancers/kidney", "stage4", "urgent", "resources/us", "glossary"),
            "This handout has not yet been reviewed by a clinician.",
            "A clinician has reviewed only a part of this handout.",
            "Reviewed by Ann Lee, MD on March 4, 2026.",
        ),
        (
            "trifold",
            ("cancers/kidney", "stage4", "urgent", "resources/us", "glossary"),
            "This handout has not yet been reviewed by a clinician.",
            "A clinician has reviewed only a part of this handout.",
            "Reviewed by Ann Lee, MD on March 4, 2026.",
        ),
        (
            "card",
            ("cancers/kidney", "urgent", "resources/us"),
            "· not reviewed ·",
            "· partly reviewed ·",
            "· reviewed ·",
        ),
        (
            "card-folded",
            ("cancers/kidney", "urgent", "resources/us"),
            "· not reviewed ·",
            "· partly reviewed ·",
            "· reviewed ·",
        ),
    ],
)
def test_short_sheets_say_it_in_short_and_need_only_what_they_print(
    handouts: Handouts, tmp_path: Path, layout: str, needed: tuple[str, ...], none: str, some: str, whole: str
) -> None:
    folder = _clinic(tmp_path / "c", CLINIC)

    def sheet() -> str:
        done = handouts("make", "kidney", "--layout", layout, "--clinic", folder, "-o", "-")
        return words_of(done.out)

    said = none
    for record in needed:
        assert said in sheet()
        _sign(handouts, folder, record)
        said = some
    assert whole in sheet()
    assert none not in sheet()
    assert some not in sheet()


def test_every_page_says_which_content_it_is(handouts: Handouts, tmp_path: Path) -> None:
    folder = _clinic(tmp_path / "c", CLINIC)

    def content(*arguments: str) -> str:
        words = words_of(
            handouts(
                "make", "invented", "--layout", "everything", "--clinic", folder, *arguments, "-o", "-"
            ).out
        )
        found = words.partition("Content ")[2][:12]
        assert f"Content {found}, program 0.1.0." in words
        assert f"invented {found} · 0.1.0 Page 1 of " in words
        return found

    first = content()
    assert content("--numbers", "--layout", "compact") == first
    assert content("--tip", "navigator") != first
    (folder / "cancers" / "invented.yaml").write_text(CANCER.replace("62.5", "63.5"))
    assert content() != first
