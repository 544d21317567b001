"""What was asked for, and for whom."""

from __future__ import annotations

from typing import Literal

from handouts.model.base import Record

PaperName = Literal["letter", "a4"]
FieldName = Literal["name", "date", "clinician", "appointment", "note"]

FIELDS: tuple[FieldName, ...] = ("name", "date", "clinician", "appointment", "note")
"""The fields of a recipient, in the order in which they are printed."""


class Selection(Record, kw_only=True):
    """What one handout is made of. Two recipients with equal selections share an edition."""

    cancers: tuple[str, ...]
    tips: tuple[str, ...] | None = None  # None: the core tips
    language: str = "en"
    country: str = "us"
    layout: str = "clear"
    paper: PaperName = "letter"
    numbers: bool = False
    fields: tuple[FieldName, ...] = ()  # the slots that the edition has


class Recipient(Record, kw_only=True):
    """Whom a copy is for. Every field may be missing."""

    name: str | None = None
    date: str | None = None
    clinician: str | None = None
    appointment: str | None = None
    note: str | None = None

    def values(self) -> dict[FieldName, str]:
        """The fields that are there, in printing order."""
        pairs = ((field, getattr(self, field)) for field in FIELDS)
        return {field: value for field, value in pairs if value}
