"""What the columns of a row are called in FHIR: reasons speak of what stands in the files."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Final

from handouts.roster.heads import all_columns

_PHRASES: Final[Mapping[str, str]] = {
    "Write 4 in a column stage, or write the cancer in words;": "Record stage 4 in Condition.stage;",
    "The id of this row is in row": "The record number of this Patient is in row",
    # Of one person with two cancers, it says for a table.
    "two cancers, write both into one row, with ; between them": "two records, link them (Patient.link)",
    "write the handout's name in words": "write the handout's name in words, into failed-rows.csv",
}


@cache
def words() -> Mapping[str, str]:
    """Words of reasons for rows of a table, and what stands in their place, in this order."""
    found = dict(_PHRASES)
    for name, column in all_columns().items():
        if column.fhir:
            forms = (f"The {name} column", f"the {name} column", f"a column {name}")
            found |= dict.fromkeys(forms, column.fhir)
    return found
