"""JSON Schema of every kind of file, for completion and checks in editors."""

from __future__ import annotations

import json
from typing import Any, Final

import msgspec

from handouts.model.base import Id, Record
from handouts.model.clinic import Clinic
from handouts.model.codes import Codes, Diseases
from handouts.model.layout import Layout, SectionName
from handouts.model.lists import CellWords, Languages, ListColumns
from handouts.model.pictures import Places
from handouts.model.wordlists import WordList
from handouts.reading.kinds import KINDS

_DRAFT: Final = "https://json-schema.org/draft/2020-12/schema"


def schemas() -> dict[str, bytes]:
    """The schema of each kind of file as JSON, by kind; the same bytes at every call."""
    return {kind: _json(_schema(kind, record_type)) for kind, record_type in kinds().items()}


def kind_of(relative: str) -> str:
    """The kind of a shipped YAML file, from its path: data/tips/fatigue.yaml is a tip.

    Raises KeyError for a file that has no place in data/ or layouts/.
    """
    folder = relative.rpartition("/")[0]
    places = {f"data/{kind.name}": kind.schema for kind in KINDS}
    places |= {f"data/{name}": name for name in ("codes", "diseases", "words")}
    places |= {"layouts": "layout", "data/pictures": "places"}
    places |= {f"data/lists/{name}": f"list-{name}" for name in ("cells", "columns", "languages")}
    return places[folder if folder in places else relative.removesuffix(".yaml")]


def first_line(relative: str) -> str:
    """The line that a shipped YAML file begins with, so that editors find its schema."""
    up = "../" * relative.count("/")
    return f"# yaml-language-server: $schema={up}docs/schema/{kind_of(relative)}.json"


def kinds() -> dict[str, type[Record]]:
    """The record of each kind of file."""
    beside: dict[str, type[Record]] = {
        "clinic": Clinic,
        "codes": Codes,
        "diseases": Diseases,
        "layout": Layout,
        "places": Places,
        "list-cells": CellWords,
        "list-columns": ListColumns,
        "list-languages": Languages,
        "words": WordList,
    }
    return beside | {kind.schema: kind.record for kind in KINDS}


def _schema(kind: str, record_type: type[msgspec.Struct]) -> dict[str, Any]:
    schema = msgspec.json.schema(record_type)
    if kind == "layout":
        _allow_differences(schema)
        _allow_details(schema["$defs"])
    return {"$schema": _DRAFT, "title": kind, **schema}


def _allow_differences(schema: dict[str, Any]) -> None:
    """A layout may hold only what differs from its base: nothing but its id is required."""
    for record in schema["$defs"].values():
        record.pop("required", None)
    layout = schema["$defs"]["Layout"]
    layout["required"] = ["id"]
    layout["properties"]["base"] = {
        "description": "The layout that this one differs from; without it the file is complete.",
        **layout["properties"]["id"],
    }


def _allow_details(value: Any) -> None:
    """A section's name may be a pair, as `treatments: brief` is in YAML."""
    pattern = _schema_of(SectionName)["pattern"]
    for each in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        if isinstance(each, dict) and each.get("pattern") == pattern:
            pair = {"additionalProperties": _schema_of(Id), "maxProperties": 1, "minProperties": 1}
            single = dict(each)
            each.clear()
            each["anyOf"] = [single, {"type": "object", "propertyNames": _schema_of(Id), **pair}]
        else:
            _allow_details(each)


def _schema_of(alias: Any) -> dict[str, Any]:
    return msgspec.json.schema(alias)


def _json(schema: dict[str, Any]) -> bytes:
    return (json.dumps(schema, indent=2, sort_keys=True, ensure_ascii=False) + "\n").encode()
