"""Where content lies."""

from __future__ import annotations

from pathlib import Path

import pytest

from handouts.errors import UsageError
from handouts.reading.shelf import all_names, data_shelves, layout_shelves, shelf

from .conftest import put


@pytest.mark.parametrize("name", ["data", "layouts"])
def test_shipped_folders_are_found(name: str) -> None:
    assert shelf(name).is_dir()  # type: ignore[arg-type]


def test_names_of_yaml_files_only(root: Path, clinic: Path) -> None:
    put(root / "layouts/fonts/coverage.txt", "")
    put(clinic / "layouts/own.yaml", "")
    assert all_names(layout_shelves(clinic)) == ("everything", "own")
    assert all_names(data_shelves(clinic), "cancers") == ("breast",)
    assert all_names(data_shelves(None), "none") == ()
    assert [each.shown("tips/x.yaml") for each in data_shelves(clinic)] == [
        f"{clinic}/tips/x.yaml",
        "data/tips/x.yaml",
    ]


def test_a_clinic_folder_must_exist(tmp_path: Path) -> None:
    for shelves in (data_shelves, layout_shelves):
        with pytest.raises(UsageError, match="There is no clinic folder"):
            shelves(tmp_path / "none")
