"""JSON Schemas: in step with the records, and named by every shipped file."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from handouts.reading.schema import first_line, kind_of, schemas

ROOT = Path(__file__).resolve().parents[2]
SHIPPED = sorted(
    file.relative_to(ROOT).as_posix()
    for name in ("data", "layouts")
    for file in (ROOT / name).rglob("*.yaml")
)


def test_every_kind_has_a_schema_with_what_it_needs() -> None:
    found = {kind: json.loads(schema) for kind, schema in schemas().items()}
    general = "evidence glossary group open-points sources stage4 urgent"
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
    folder = ROOT / "docs" / "schema"
    written = {file.stem: file.read_bytes() for file in folder.glob("*.json")}
    assert written == schemas(), "run python tools/build_schemas.py"


def test_kinds_of_files() -> None:
    assert kind_of("data/tips/fatigue.yaml") == "tip"
    assert (
        first_line("data/cancers/breast.yaml")
        == "# yaml-language-server: $schema=../../docs/schema/cancer.json"
    )
    assert first_line("layouts/clear.yaml") == "# yaml-language-server: $schema=../docs/schema/layout.json"
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
