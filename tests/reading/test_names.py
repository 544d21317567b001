"""From what people type to ids."""

from __future__ import annotations

from pathlib import Path

import pytest

from handouts.errors import UsageError
from handouts.reading.names import cancer_ids, find_tip, tip_ids

from .conftest import put


@pytest.mark.usefixtures("root")
def test_ids(clinic: Path) -> None:
    put(clinic / "cancers/own.yaml", "")
    assert cancer_ids() == ("breast",)
    assert cancer_ids(clinic) == ("breast", "own")
    assert tip_ids(clinic) == ("navigator",)


@pytest.mark.usefixtures("root")
def test_a_tip_by_its_title() -> None:
    assert find_tip("ask for a NAVIGATOR") == "navigator"


@pytest.mark.usefixtures("root")
def test_a_tip_that_is_not_there() -> None:
    with pytest.raises(UsageError) as caught:
        find_tip("xyz")
    assert str(caught.value) == "There is no tip called 'xyz'. `handouts list tips` shows all."
