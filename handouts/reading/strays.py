"""Finds files in a clinic folder that nobody would read because of their name or place."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from handouts.errors import Fault
from handouts.reading.hints import did_you_mean, nearest
from handouts.reading.kinds import KINDS

_FILES: Final = ("clinic.yaml", *sorted(f"{kind.name}.yaml" for kind in KINDS if kind.own and not kind.key))
_FOLDERS: Final = tuple(sorted(("layouts", *(kind.name for kind in KINDS if kind.own and kind.key))))
_YAML: Final = (".yaml", ".yml")


def strays(folder: Path) -> Iterator[Fault]:
    """YAML files that would silently be left out: a wrong name, a wrong ending, a misspelt folder."""
    for entry in sorted(folder.iterdir()):
        if entry.is_dir():
            if entry.name in _FOLDERS:
                yield from _wrong_endings(entry)
            elif nearest(entry.name, _FOLDERS):
                hint = did_you_mean(entry.name, _FOLDERS, 1)
                yield Fault(f"nothing in this folder is read{hint}", str(entry))
        elif entry.suffix.lower() in _YAML and entry.name not in _FILES:
            hint = did_you_mean(entry.name, _FILES, 1) or f"; read here: {', '.join(_FILES)}"
            yield Fault(f"this file is not read{hint}", str(entry))


def _wrong_endings(folder: Path) -> Iterator[Fault]:
    for entry in sorted(folder.iterdir()):
        if entry.suffix.lower() in _YAML and entry.suffix != ".yaml":
            yield Fault("this file is not read; its name must end with .yaml", str(entry))
