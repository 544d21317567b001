"""What the columns of a row are called in FHIR: reasons speak of what stands in the files."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

WORDS: Final[Mapping[str, str]] = {
    "Write 4 in a column stage, or write the cancer in words;": "Record stage 4 in Condition.stage;",
    "The cancer column holds a code, and a code": "Condition.code holds a code, and a code",
    "The cancer column:": "Condition.code:",
    "The cancer column": "Condition.code",
    "the cancer column": "Condition.code",
    "The stage column": "Condition.stage",
    "the stage column": "Condition.stage",
    "a column stage": "Condition.stage",
    "The name column": "Patient.name",
    "the name column": "Patient.name",
    "The language column": "Patient.communication",
    "the language column": "Patient.communication",
    "The id of this row is in row": "The record number of this Patient is in row",
    # Of one person with two cancers, it says for a table.
    "two cancers, write both into one row, with ; between them": "two records, link them (Patient.link)",
    "write the handout's name in words": "write the handout's name in words, into failed-rows.csv",
    "The id column": "Patient.identifier",
    "the id column": "Patient.identifier",
}
"""Words of reasons for rows of a table, and what stands in their place, in this order."""
