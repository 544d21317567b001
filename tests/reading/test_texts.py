"""Every text that reaches paper is looked at when it is read: by its type, whatever limits that has."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any, get_args, get_origin, get_type_hints

import msgspec
import pytest
from commands import CANCER, TIP, write_clinic

from handouts.errors import ContentError
from handouts.model.clinic import Clinic
from handouts.model.content import Cancer, Glossary, Resources, Sources, StageFour, Tip, Urgent
from handouts.model.group import Group
from handouts.model.library import Wanted
from handouts.reading import texts
from handouts.reading.clinic import read_clinic
from handouts.reading.library import read_library

NOT_TEXT = {
    "icd10cm": "a code, not printed",
    "instead_of": "must be a step that is there",
    "dial": "a number of digits",
    "url": "an address of ASCII",
    "accent": "a colour",
}
"""Fields of letters in records that nobody checks as text, and why that is enough; ids apart."""


def _letters(hint: Any, name: str, met: set[type]) -> Iterator[tuple[str, Any]]:
    """Fields of text anywhere in a type, with their names."""
    if hint is str or (get_origin(hint) is Annotated and get_args(hint)[0] is str):
        yield name, hint
    elif isinstance(hint, type) and issubclass(hint, msgspec.Struct):
        if hint not in met:
            met.add(hint)
            for field, inner in get_type_hints(hint, include_extras=True).items():
                yield from _letters(inner, field, met)
    else:
        for inner in get_args(hint):
            yield from _letters(inner, name, met)


@pytest.mark.parametrize(
    "record", [Cancer, Tip, Resources, Urgent, Glossary, Sources, StageFour, Group, Clinic]
)
def test_every_field_of_text_is_looked_at(record: type[msgspec.Struct]) -> None:
    ids = "^[a-z0-9]+(-[a-z0-9]+)*$"
    unseen = {
        name
        for name, hint in _letters(record, "", set())
        if texts._shape(hint) is None
        and not any(getattr(extra, "pattern", "") == ids for extra in getattr(hint, "__metadata__", ()))
    }
    assert unseen <= set(NOT_TEXT)


URGENT = """\
review: {drafted: 2026-01-01, facts_as_of: 2026-02-01, review_by: 2027-02-01}
advice: [{text: Call., sources: [leaflet]}]
signs:
  - {id: own, sign: A fever., short: A fever, tier: call-now, why: It helps., sources: [leaflet],
     action_sources: [leaflet]}
"""
PLACES = {
    "urgent": (URGENT, "short: A fever", 'short: "{}"'),
    "cancers__invented": (CANCER, "What now?", '"{}"'),
    "tips__diary": (TIP, "Buy a book.", '"{}"'),
}


@pytest.mark.parametrize("file", PLACES)
@pytest.mark.parametrize("wrong", ["Fever of **100.4 F", "Fever of [100.4 F", "Fever \u6f22 now"])
def test_broken_markup_and_letters_are_told_with_file_and_line(tmp_path: Path, file: str, wrong: str) -> None:
    text, old, new = PLACES[file]
    clinic = write_clinic(tmp_path / "clinic", **{file: text.replace(old, new.format(wrong))})
    with pytest.raises(ContentError) as error:
        read_library(Wanted(cancers=("invented",), tips=("diary",)), clinic)
    (fault,) = error.value.faults
    assert fault.file == str(clinic / f"{file.replace('__', '/')}.yaml")
    assert fault.line
    assert "our fonts" in fault.message or "markup" in fault.message or "link is written" in fault.message


@pytest.mark.parametrize("line", ["foot: \u6f22", "department: \u6f22", "address: [\u6f22]"])
def test_letters_of_a_clinic(tmp_path: Path, line: str) -> None:
    clinic = write_clinic(tmp_path / "clinic")
    with (clinic / "clinic.yaml").open("a", encoding="utf-8") as file:
        file.write(f"{line}\n")
    with pytest.raises(ContentError, match="is in none of our fonts"):
        read_clinic(clinic)
