"""From what people type to ids."""

from __future__ import annotations

from pathlib import Path

import pytest

from handouts.errors import ContentError, UsageError
from handouts.reading.names import cancer_ids, find_cancer, find_tip, tip_ids

from . import samples
from .conftest import put


@pytest.mark.usefixtures("root")
def test_ids(clinic: Path) -> None:
    put(clinic / "cancers/own.yaml", "")
    assert cancer_ids() == ("breast",)
    assert cancer_ids(clinic) == ("breast", "own")
    assert tip_ids(clinic) == ("navigator",)


@pytest.mark.parametrize(
    "name", ["breast", "BREAST", "Breast  Cancer", "mbc", "stage 4 breast cancer", " Breast "]
)
@pytest.mark.usefixtures("root")
def test_a_cancer_by_any_of_its_names(name: str) -> None:
    assert find_cancer(name) == "breast"


def test_an_id_reads_no_file(root: Path) -> None:
    put(root / "data/cancers/breast.yaml", "broken: [")
    assert find_cancer("breast") == "breast"


@pytest.mark.usefixtures("root")
def test_a_tip_by_its_title() -> None:
    assert find_tip("ask for a NAVIGATOR") == "navigator"


@pytest.mark.usefixtures("root")
def test_names_that_mean_nothing() -> None:
    with pytest.raises(UsageError) as caught:
        find_cancer("brest")
    assert str(caught.value) == (
        "There is no cancer called 'brest'; did you mean breast? `handouts list cancers` shows all."
    )
    with pytest.raises(UsageError) as caught:
        find_tip("xyz")
    assert str(caught.value) == "There is no tip called 'xyz'. `handouts list tips` shows all."


def test_names_that_mean_two(root: Path) -> None:
    other = samples.CANCER.replace("id: breast", "id: other") + samples.REVIEW
    put(root / "data/cancers/other.yaml", other)
    with pytest.raises(UsageError, match="'MBC' can mean breast or other; say which"):
        find_cancer("MBC")


def test_a_fault_elsewhere_hides_no_name(root: Path) -> None:
    put(root / "data/cancers/other.yaml", "broken: [")
    assert find_cancer("MBC") == "breast"
    with pytest.raises(ContentError):
        find_cancer("the other one")


@pytest.mark.usefixtures("root")
def test_a_clinics_own_names(clinic: Path) -> None:
    text = samples.CANCER.replace("[MBC, cancer of the breast]", "[ours]") + samples.REVIEW
    put(clinic / "cancers/breast.yaml", text)
    assert find_cancer("Ours", clinic) == "breast"
    with pytest.raises(UsageError):
        find_cancer("MBC", clinic)
