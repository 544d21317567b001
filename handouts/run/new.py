"""Starting files for a clinic's own content: templates in data/starters, filled in and never written over."""

from __future__ import annotations

import datetime
import re
from pathlib import Path
from string import Template
from typing import Final, Literal, NamedTuple

from handouts.errors import OutputError, UsageError
from handouts.reading.shelf import shelf
from handouts.run.files import write_file

Kind = Literal["clinic", "cancer", "tip", "resource", "layout"]

_REVIEW_DAYS: Final = 92  # until the facts are to be checked again: as in the shipped records
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


class _Start(NamedTuple):
    """Where a kind of file begins, and where it goes."""

    template: str
    target: str  # in the clinic's folder
    example: str = ""  # of an id; empty where it needs none


_STARTS: Final[dict[Kind, _Start]] = {
    "cancer": _Start("cancer", "cancers/ID.yaml", "bile-duct"),
    "clinic": _Start("clinic", "clinic.yaml"),
    "layout": _Start("layout", "layouts/ID.yaml", "our-card"),
    "resource": _Start("resources", "resources/us.yaml"),
    "tip": _Start("tip", "tips/ID.yaml", "mouth-care"),
}


def new(kind: Kind, folder: Path, name: str | None, today: datetime.date) -> Path:
    """Write a starting file into a clinic's folder; its path. Raises UsageError and OutputError."""
    start = _STARTS[kind]
    _check_name(kind, start.example, name)
    path = folder / start.target.replace("ID", name or "us")
    if path.exists() or path.is_symlink():
        other = "ID" if start.example else "folder"
        raise OutputError(f"{path} already exists and stays as it is. Edit it, or choose another {other}.")
    if kind != "clinic" and not folder.is_dir():
        raise UsageError(f"There is no folder {folder}. Start one with: handouts new clinic {folder}")
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(f"The folder {path.parent} cannot be made: {error.strerror}.") from None
    write_file(path, _filled(start, name or "us", today).encode())
    return path


def _check_name(kind: Kind, example: str, name: str | None) -> None:
    if name is None and example:
        raise UsageError(f"A new {kind} needs an ID, such as {example}: handouts new {kind} DIR ID")
    if name is not None and not example:
        raise UsageError(f"A new {kind} needs no ID: handouts new {kind} DIR")
    if name is not None and (len(name) > 80 or not _ID.fullmatch(name)):
        raise UsageError(
            f"'{name[:40]}' cannot be an ID: write small letters, digits and single hyphens, as in {example}."
        )


def _filled(start: _Start, name: str, today: datetime.date) -> str:
    template = shelf("data").joinpath("starters", f"{start.template}.yaml.template")
    words = name.replace("-", " ")
    return Template(template.read_text(encoding="utf-8")).substitute(
        id=name if not name.isdecimal() else f'"{name}"',
        name=words[:1].upper() + words[1:],
        inside=words,
        today=today.isoformat(),
        review_by=(today + datetime.timedelta(days=_REVIEW_DAYS)).isoformat(),
    )
