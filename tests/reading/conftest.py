"""A library of our own in a temporary folder, in place of the shipped one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from types import NoneType
from typing import get_args, get_origin, get_type_hints

import msgspec
import pytest
import yaml

from handouts.errors import ContentError
from handouts.model.labels import Labels

from . import samples

Write = Callable[[str, str], Path]


def labels_text() -> str:
    """English labels in which every label is the word "word"."""
    return yaml.safe_dump(
        _words(Labels) | {"language": "en", "months": ["month"] * 12, "halves": ["half"] * 2}
    )


def _words(record: type[msgspec.Struct]) -> dict[str, object]:
    hints = get_type_hints(record)
    return {name: _word(hint) for name, hint in hints.items()}


def _word(hint: object) -> object:
    if isinstance(hint, type) and issubclass(hint, msgspec.Struct):
        return _words(hint)
    if get_origin(hint) is dict:
        return {}
    return "word" if hint is str or (str in get_args(hint)[:1] and NoneType in get_args(hint)) else ["word"]


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with data/ and layouts/ that stand in for the shipped ones."""
    texts = {
        "data/cancers/breast.yaml": samples.CANCER + samples.REVIEW,
        "data/tips/navigator.yaml": samples.TIP + samples.REVIEW,
        "data/resources/us.yaml": samples.RESOURCES + samples.REVIEW,
        "data/glossary.yaml": samples.GLOSSARY + samples.REVIEW,
        "data/urgent.yaml": samples.URGENT + samples.REVIEW,
        "data/evidence.yaml": samples.EVIDENCE + samples.REVIEW,
        "data/guide.yaml": samples.GUIDE + samples.REVIEW,
        "data/group.yaml": samples.GROUP + samples.REVIEW,
        "data/stage4.yaml": samples.STAGE4 + samples.REVIEW,
        "data/sources.yaml": samples.SOURCES,
        "data/codes.yaml": samples.CODES,
        "data/diseases.yaml": samples.DISEASES,
        "data/labels/en.yaml": labels_text(),
        "layouts/everything.yaml": samples.LAYOUT,
    }
    for relative, text in texts.items():
        put(tmp_path / relative, text)
    monkeypatch.setattr("handouts.reading.shelf.shelf", lambda name: tmp_path / name)
    monkeypatch.setattr("handouts.reading.characters.shelf", lambda name: tmp_path / name)
    return tmp_path


@pytest.fixture
def clinic(root: Path) -> Path:
    """A clinic folder with nothing but what it must have."""
    return put(root / "riverside" / "clinic.yaml", samples.CLINIC).parent


def put(file: Path, text: str) -> Path:
    """Write a file and the folders above it."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return file


def faults_of(call: Callable[[], object]) -> list[str]:
    """The faults that a call ends with, as a person sees them."""
    with pytest.raises(ContentError) as caught:
        call()
    return [str(fault) for fault in caught.value.faults]
