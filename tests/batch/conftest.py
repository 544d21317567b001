"""A run over a list, in this process and in the layout that has the fewest pages."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from commands import Result

from .lists import Made

Batch = Callable[..., Result]


@pytest.fixture
def batch(handouts: Callable[..., Result]) -> Batch:
    """`handouts batch` in an empty folder; whatever the list says for itself counts."""

    def command(*arguments: str | Path) -> Result:
        return handouts("batch", *arguments, "--layout", "compact", "--jobs", "1")

    return command


@pytest.fixture
def made(tmp_path: Path) -> Made:
    """The folder that a run makes where none is named."""
    return Made(tmp_path / "print-run")
