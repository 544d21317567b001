"""Invented patients in FHIR R4, as small as the tests allow."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from handouts.model.clinic import ClinicCode
from handouts.roster.book import code_book
from handouts.roster.codes import CodeBook, plain_code

Resource = dict[str, Any]

ICD = "http://hl7.org/fhir/sid/icd-10-cm"
SNOMED = "http://snomed.info/sct"

SHIPPED = code_book(None)

OWN = (
    ClinicCode(system="snomed", code="1001", cancer="colorectal"),
    ClinicCode(system="snomed", code="1002", cancer="prostate", spread=True),
    ClinicCode(system="snomed", code="1003", spread=True),
)


def book(*own: ClinicCode) -> CodeBook:
    """The shipped policy, and codes of a clinic's own."""
    return SHIPPED._replace(own={plain_code(each.code): (each,) for each in own})


def patient(number: str = "p1", **more: object) -> Resource:
    """A living person with an official name."""
    name = {"use": "official", "family": "Østby", "given": ["Ana", "Lucía"]}
    return {"resourceType": "Patient", "id": number, "name": [name], **more}


def concept(code: str, display: str = "", system: str = ICD) -> Resource:
    """A CodeableConcept with one code."""
    return {"coding": [{"system": system, "code": code, "display": display}]}


def condition(code: Resource, status: str = "active", whose: str = "Patient/p1", **more: object) -> Resource:
    """A confirmed diagnosis."""
    return {
        "resourceType": "Condition",
        "id": "c1",
        "code": code,
        "clinicalStatus": concept(status, system="condition-clinical"),
        "verificationStatus": concept("confirmed", system="condition-ver-status"),
        "subject": {"reference": whose},
        **more,
    }


def bundle(*resources: Resource, kind: str = "collection", **more: object) -> Resource:
    """A Bundle of resources."""
    entries = [{"resource": each} for each in resources]
    return {"resourceType": "Bundle", "type": kind, "entry": entries, **more}


def written(folder: Path, *documents: object, name: str = "roster.json") -> Path:
    """A file with one document, or with one a line."""
    file = folder / name
    file.write_text("\n".join(json.dumps(each) for each in documents), encoding="utf-8")
    return file
