"""The gate on urgent signs: each concerns somebody."""

from __future__ import annotations

import datetime

import pytest
from reading import samples

from handouts.checks.gate import Subject
from handouts.checks.gates.signs import gate
from handouts.model.content import Cancer, Urgent

from . import faultless, small

SIGN = "id: a, tier: same-day, sign: A fall, short: A fall, sources: [nci], action_sources: [nci]"


def _found(concerns: str) -> list[tuple[str, int, str]]:
    cancer = small.page(Cancer, faultless.CANCER).record
    text = f"signs:\n  - {{{SIGN}, concerns: {{{concerns}}}}}\nadvice: []\n"
    page = small.page(Urgent, text + samples.REVIEW, "urgent.yaml")
    library = small.library()
    library.cancers["invented"] = cancer  # type: ignore[assignment]
    subject = Subject(library, (page,), (), datetime.date(2026, 6, 1))
    return [(each.level, each.line, each.message) for each in gate(subject)]


@pytest.mark.parametrize(
    ("concerns", "message"),
    [
        ("treatments: [surgery, hif-pill]", "no cancer has a treatment of the kind 'hif-pill'"),
        ("drugs: [restomab, restomba]", "no cancer has a drug 'restomba'; did you mean restomab?"),
        ("spread: [bones, bone]", "no cancer has a place of spread 'bone'; did you mean bones?"),
    ],
)
def test_what_no_cancer_has_concerns_nobody(concerns: str, message: str) -> None:
    (only,) = _found(concerns)
    assert only[:2] == ("error", 2)
    assert only[2].startswith(message)


def test_what_a_cancer_has_concerns_somebody() -> None:
    assert _found("treatments: [surgery], drugs: [restomab], spread: [liver]") == []
