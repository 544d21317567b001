"""Cards and leaflets in reading order: they conform, and say what their blocks say but what was left out."""

from __future__ import annotations

from functools import cache
from itertools import product
from pathlib import Path

import page
import pytest
from pdf_checks import CHECKS, furniture_is_named, opened, reading

from handouts.compose.blocks import Optional
from handouts.model.selection import PaperName, Recipient, Selection
from handouts.run.make import make
from pdf.said import walk
from pdf.validator import PROFILES, failures

CLINIC = Path(__file__).resolve().parents[2] / "examples" / "clinic"
CASES = list(product(("card", "card-folded", "trifold"), ("letter", "a4"), ("general", "copy", "clinic")))
every_case = pytest.mark.parametrize(("layout", "paper", "kind"), CASES)


@cache
def file_of(layout: str, paper: PaperName, kind: str) -> bytes:
    person = None if kind == "general" else Recipient(name="Nguyễn Thị Ánh")
    clinic = CLINIC if kind == "clinic" else None
    return make(Selection(cancers=("breast",), layout=layout, paper=paper), person, clinic, None).data


@every_case
@pytest.mark.parametrize("profile", PROFILES, ids=str)
def test_conforms(layout: str, paper: PaperName, kind: str, profile: page.ValidationProfile) -> None:
    assert failures(file_of(layout, paper, kind), profile) == []


@every_case
def test_structure(layout: str, paper: PaperName, kind: str) -> None:
    pdf = opened(file_of(layout, paper, kind))
    checks = [check for check in CHECKS if check is not furniture_is_named]

    assert [f"{check.__name__}: {finding}" for check in checks for finding in check(pdf)] == []


@every_case
def test_nothing_that_was_left_out_leaves_an_element(layout: str, paper: PaperName, kind: str) -> None:
    said = reading(file_of(layout, paper, kind))
    assert said
    assert all(text for _, text in said)


def test_optional_blocks_are_known_to_walkers() -> None:
    assert list(walk((Optional(omission="x", blocks=()),)))
