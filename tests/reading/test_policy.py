"""The policy for codes and names is strict."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from handouts.model.codes import Codes
from handouts.reading.policy import read_policy

from . import samples
from .conftest import faults_of, put


@pytest.mark.usefixtures("root")
def test_it_is_read() -> None:
    policy = read_policy()
    assert isinstance(policy.codes, Codes)
    assert set(policy.diseases.diseases) == {"breast-lobular", "thymus"}


@pytest.mark.parametrize(
    ("codes", "fault"),
    [
        (
            lambda text: text.replace("sheet: breast}", "sheet: brest}"),
            "no cancer or disease 'brest'",
        ),
        (lambda text: text.replace("disease: thymus", "disease: heart"), "no disease 'heart'"),
        (lambda text: text.replace("ask: [thymus]", "ask: [thymos]"), "no cancer or disease 'thymos'"),
        (lambda text: text.replace("C46.1", "C50"), "the code C50 has a rule already, on line"),
        (lambda text: text.replace("C46.1", "46.1"), "codes"),
        (lambda text: text.replace("sheet: breast}", "sheet: breast, refuse: benign}"), "say just one of"),
        (lambda text: text.replace(", sheet: breast}", "}"), "say just one of"),
        (lambda text: text.replace(', why: "It may be benign."', ""), "say in 'why'"),
        (lambda text: text.replace("refuse: no-sheet", "refuse: blood"), "has no words for 'blood'"),
        (lambda text: text.replace("refuse: no-sheet", "refuse: never"), "never"),
        (lambda text: text.replace("[nci]", "[nowhere]"), "no source 'nowhere'"),
    ],
)
def test_faults_of_codes(root: Path, codes: Callable[[str], str], fault: str) -> None:
    _is_found(root, "data/codes.yaml", samples.CODES, codes(samples.CODES), fault)


@pytest.mark.parametrize(
    ("diseases", "fault"),
    [
        (lambda text: text.replace("kind_of: breast", "kind_of: brest"), "no cancer 'brest'"),
        (lambda text: text.replace("kind_of: breast", "kind_of: breast, can_be: [thymus]"), "at most one of"),
        (
            lambda text: text.replace("[thymoma]", "[Lobular breast cancer]"),
            "a name of breast-lobular",
        ),
        (lambda text: text.replace("also: [thymoma]", "can_be: [lungs]"), "no cancer or disease 'lungs'"),
        (lambda text: text.replace("also:", "alias:"), "alias"),
    ],
)
def test_faults_of_names(root: Path, diseases: Callable[[str], str], fault: str) -> None:
    _is_found(root, "data/diseases.yaml", samples.DISEASES, diseases(samples.DISEASES), fault)


def _is_found(root: Path, file: str, sample: str, text: str, fault: str) -> None:
    """A fault of a file in which something of the sample is another."""
    assert text != sample
    put(root / file, text)
    found = faults_of(read_policy)
    assert any(fault in each and file in each for each in found), found
