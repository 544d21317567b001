"""Cancers without a handout of their own: which wider one is given instead, and what staff are told."""

from __future__ import annotations

from collections.abc import Mapping

from handouts.model.codes import Disease


def sheet_for(wanted: str, diseases: Mapping[str, Disease], existing: Mapping[str, str]) -> str | None:
    """The handout for an id: its own, else the wider one that it belongs to, else None."""
    if wanted in existing or wanted not in diseases:
        return wanted if wanted in existing else None
    wider = diseases[wanted].kind_of or diseases[wanted].treated_like
    return wider if wider in existing else None


def no_handout(name: str) -> str:
    """That there is none about a cancer, which is named as in a sentence."""
    return f"There is no handout about {name} yet. `handouts list cancers` shows what there is."


def wider_note(disease: Disease, existing: Mapping[str, str]) -> str:
    """What staff must know about the wider handout that is given for a disease.

    `existing` are the cancers that exist, by id, as in a sentence.
    """
    wider = (
        f"{existing[disease.kind_of]} in general" if disease.kind_of else existing[disease.treated_like or ""]
    )
    return f"This handout is about {wider}; there is none about {disease.name} yet."
