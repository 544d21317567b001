"""JSON Schema of every kind of file, for completion and checks in editors."""

from __future__ import annotations

import json
from typing import Any, Final

import msgspec

from handouts.model.base import Id
from handouts.model.clinic import Clinic
from handouts.model.codes import Codes, Diseases
from handouts.model.content import Cancer, Evidence, Glossary, Resources, Sources, StageFour, Tip, Urgent
from handouts.model.group import Group
from handouts.model.labels import Labels
from handouts.model.layout import Layout, SectionName
from handouts.model.open_points import OpenPoints
from handouts.model.wordlists import WordList

_DRAFT: Final = "https://json-schema.org/draft/2020-12/schema"


def schemas() -> dict[str, bytes]:
    """The schema of each kind of file as JSON, by kind; the same bytes at every call."""
    return {kind: _json(_schema(kind, record_type)) for kind, record_type in kinds().items()}


def kind_of(relative: str) -> str:
    """The kind of a shipped YAML file, from its path: data/tips/fatigue.yaml is a tip.

    Raises KeyError for a file that has no place in data/ or layouts/.
    """
    folder, _, name = relative.rpartition("/")
    folders = {
        "data/cancers": "cancer",
        "data/labels": "labels",
        "data/resources": "resources",
        "data/tips": "tip",
        "data/words": "words",
        "layouts": "layout",
    }
    files = {
        "codes.yaml": "codes",
        "diseases.yaml": "diseases",
        "evidence.yaml": "evidence",
        "glossary.yaml": "glossary",
        "group.yaml": "group",
        "open-points.yaml": "open-points",
        "sources.yaml": "sources",
        "stage4.yaml": "stage4",
        "urgent.yaml": "urgent",
    }
    return files[name] if folder == "data" else folders[folder]


def first_line(relative: str) -> str:
    """The line that a shipped YAML file begins with, so that editors find its schema."""
    up = "../" * relative.count("/")
    return f"# yaml-language-server: $schema={up}docs/schema/{kind_of(relative)}.json"


def kinds() -> dict[str, type[msgspec.Struct]]:
    """The record of each kind of file."""
    return {
        "cancer": Cancer,
        "clinic": Clinic,
        "codes": Codes,
        "diseases": Diseases,
        "evidence": Evidence,
        "glossary": Glossary,
        "group": Group,
        "labels": Labels,
        "layout": Layout,
        "open-points": OpenPoints,
        "resources": Resources,
        "sources": Sources,
        "stage4": StageFour,
        "tip": Tip,
        "urgent": Urgent,
        "words": WordList,
    }


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
