"""JSON Schemas: in step with the records, and named by every shipped file."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import msgspec
import pytest
from jsonschema import Draft202012Validator
from versions import as_locked

from handouts.reading.layout import read_layout
from handouts.reading.parsed import Steps, value_at
from handouts.reading.schema import first_line, kind_of, kinds, schemas
from handouts.reading.strict_yaml import read_yaml

ROOT = Path(__file__).resolve().parents[2]
SHIPPED = sorted(
    file.relative_to(ROOT).as_posix()
    for name in ("data", "layouts")
    for file in (ROOT / name).rglob("*.yaml")
)


def test_every_kind_has_a_schema_with_what_it_needs() -> None:
    found = {kind: json.loads(schema) for kind, schema in schemas().items()}
    general = "codes diseases evidence glossary group guide open-points places sources stage4 urgent"
    general += " list-cells list-columns list-languages"
    kinds = f"cancer clinic labels layout resources tip words {general}"
    assert sorted(found) == sorted(kinds.split(" "))
    for schema in found.values():
        assert schema["$schema"].endswith("2020-12/schema")
        assert all(record["additionalProperties"] is False for record in schema["$defs"].values())
    assert "survival" in found["cancer"]["$defs"]["Cancer"]["required"]


def test_a_layout_may_hold_differences_only() -> None:
    definitions = json.loads(schemas()["layout"])["$defs"]
    assert definitions["Layout"]["required"] == ["id"]
    assert "base" in definitions["Layout"]["properties"]
    assert not any("required" in record for name, record in definitions.items() if name != "Layout")


def test_the_written_schemas_are_fresh() -> None:
    """To the byte where the locked version of msgspec writes them; others may say the same in other words.

    What they mean is tested below, with each version.
    """
    folder = ROOT / "docs" / "schema"
    written = {file.stem: file.read_bytes() for file in folder.glob("*.json")}
    if as_locked("msgspec"):
        assert written == schemas(), "run python tools/build_schemas.py"
    found = {kind: _shape(schema) for kind, schema in schemas().items()}
    assert {kind: _shape(schema) for kind, schema in written.items()} == found


def _shape(schema: bytes) -> dict[str, tuple[list[str], list[str]]]:
    """The keys of each record, and those that are required."""
    records = json.loads(schema)["$defs"].items()
    return {
        name: (sorted(record["properties"]), sorted(record.get("required", ()))) for name, record in records
    }


def test_kinds_of_files() -> None:
    assert kind_of("data/tips/fatigue.yaml") == "tip"
    assert (
        first_line("data/cancers/breast.yaml")
        == "# yaml-language-server: $schema=../../docs/schema/cancer.json"
    )
    assert (
        first_line("layouts/everything.yaml") == "# yaml-language-server: $schema=../docs/schema/layout.json"
    )
    with pytest.raises(KeyError):
        kind_of("data/other/x.yaml")


@pytest.mark.skipif(not SHIPPED, reason="nothing is shipped yet")
def test_shipped_files_name_their_schema() -> None:
    wrong = [
        name
        for name in SHIPPED
        if (ROOT / name).read_text(encoding="utf-8").partition("\n")[0] != first_line(name)
    ]
    assert not wrong


# --- what the written schemas mean --------------------------------------------------------------------------


@cache
def _written(kind: str) -> Draft202012Validator:
    schema = json.loads((ROOT / "docs" / "schema" / f"{kind}.json").read_text("utf-8"))
    return Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER)


FEW, MANY = 3, 100
MOST_WAYS = 50
"""So many values of a file are spoilt, from all of it; the entries of a long list or glossary are alike."""


def _sample(kind: str) -> Any:
    """What a shipped file says; a layout with what it has from its base, few of many entries."""
    if kind == "layout":
        return json.loads(msgspec.json.encode(read_layout("booklet")))
    if kind == "clinic":
        return read_yaml(ROOT / "examples" / "clinic" / "clinic.yaml", "clinic.yaml").data
    name = next(each for each in SHIPPED if kind_of(each) == kind)
    return _shortened(read_yaml(ROOT / name, name).data)


def _shortened(value: Any) -> Any:
    if isinstance(value, dict):
        items = list(value.items())
        return {key: _shortened(inner) for key, inner in (items[:FEW] if len(items) > MANY else items)}
    if isinstance(value, list):
        return [_shortened(inner) for inner in (value[:FEW] if len(value) > MANY else value)]
    return value


def _is_read(kind: str, data: object) -> bool:
    try:
        msgspec.convert(data, kinds()[kind], strict=True)
    except msgspec.ValidationError:
        return False
    return True


def _ways(value: object, way: Steps = ()) -> Iterator[Steps]:
    """The ways to all values; of a list to its first and its last."""
    yield way
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _ways(inner, (*way, key))
    elif isinstance(value, list):
        for at in sorted({0, len(value) - 1} if value else ()):
            yield from _ways(value[at], (*way, at))


def _changed(data: object, way: Steps, change: Callable[[Any, Any], None]) -> object:
    """A copy in which the value at the end of the way was changed in its place."""
    copy = json.loads(json.dumps(data))
    change(value_at(copy, way[:-1]), way[-1])
    return copy


CHANGES: dict[str, Callable[[Any, Any], None]] = {
    "gone": lambda around, at: around.pop(at),
    "null": lambda around, at: around.__setitem__(at, None),
    "a number": lambda around, at: around.__setitem__(at, 4096.5),
    "empty text": lambda around, at: around.__setitem__(at, ""),
    "long text": lambda around, at: around.__setitem__(at, "Word " * 500),
    "a list": lambda around, at: around.__setitem__(at, []),
    "a key more": lambda around, at: around.__setitem__(at, {"nobody-knows-me": 1}),
}


@pytest.mark.parametrize("name", SHIPPED)
def test_shipped_files_are_as_the_written_schemas_want_them(name: str) -> None:
    found = read_yaml(ROOT / name, name).data
    assert [error.message for error in _written(kind_of(name)).iter_errors(found)] == []


@pytest.mark.parametrize("kind", sorted(kinds()))
def test_the_written_schemas_accept_what_is_read_and_nothing_else(kind: str) -> None:
    """By what they mean, whatever version wrote them: each value of a shipped file is spoilt in each way."""
    data = _sample(kind)
    ways = list(_ways(data))[1:]
    changes = {word: change for word, change in CHANGES.items() if (kind, word) != ("layout", "gone")}
    verdicts = {
        (way, word): (_written(kind).is_valid(changed), _is_read(kind, changed))
        for way in ways[:: len(ways) // MOST_WAYS + 1]
        for word, change in changes.items()
        for changed in [_changed(data, way, change)]
    }
    assert {case: verdict for case, verdict in verdicts.items() if verdict[0] != verdict[1]} == {}
    assert {True, False} == {accepted for accepted, _ in verdicts.values()}
