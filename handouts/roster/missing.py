"""Cancers without a handout of their own: which wider one is given in its place, and what is said of it."""

from __future__ import annotations

from collections.abc import Mapping

from handouts.model.codes import Disease


def given(wanted: str, diseases: Mapping[str, Disease], existing: Mapping[str, str]) -> str | None:
    """The sheet for an id: its own, else the wider one that it belongs to, else None."""
    if wanted in existing or wanted not in diseases:
        return wanted if wanted in existing else None
    wider = diseases[wanted].kind_of or diseases[wanted].treated_like
    return wider if wider in existing else None


def no_handout(name: str) -> str:
    """That there is none about a cancer, given as it stands in a sentence."""
    return f"There is no handout about {name} yet. `handouts list cancers` shows what there is."


def in_general(disease: Disease, existing: Mapping[str, str]) -> str:
    """What to know of the wider sheet that is given for a disease.

    `existing` are the cancers that there are, by id, as they stand in a sentence.
    """
    if disease.kind_of:
        wider = f"{existing[disease.kind_of]} in general"
    else:
        wider = existing[disease.treated_like or ""]
    return f"This handout is about {wider}; there is none about {disease.name} yet."
