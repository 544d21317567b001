"""Finds files in a clinic folder that nobody would read because of their name or place."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from handouts.errors import Diagnostic
from handouts.reading.hints import did_you_mean, nearest
from handouts.reading.kinds import KINDS

_YAML: Final = (".yaml", ".yml")


def strays(folder: Path) -> Iterator[Diagnostic]:
    """YAML files that would silently be left out: a wrong name, a wrong ending, a misspelt folder."""
    own = [kind for kind in KINDS if kind.own]
    files = ("clinic.yaml", *sorted(f"{kind.name}.yaml" for kind in own if not kind.key))
    folders = ("layouts", "pictures", *(kind.name for kind in own if kind.key))
    for entry in sorted(folder.iterdir()):
        if entry.is_dir():
            if entry.name in folders:
                yield from _wrong_endings(entry)
            elif nearest(entry.name, folders):
                hint = did_you_mean(entry.name, folders, 1)
                yield Diagnostic(f"nothing in this folder is read{hint}", str(entry))
        elif entry.suffix.lower() in _YAML and entry.name not in files:
            hint = did_you_mean(entry.name, files, 1) or f"; read here: {', '.join(files)}"
            yield Diagnostic(f"this file is not read{hint}", str(entry))


def _wrong_endings(folder: Path) -> Iterator[Diagnostic]:
    for entry in sorted(folder.iterdir()):
        if entry.suffix.lower() in _YAML and entry.suffix != ".yaml":
            yield Diagnostic("this file is not read; its name must end with .yaml", str(entry))
