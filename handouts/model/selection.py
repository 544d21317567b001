"""What was asked for, and for whom.

Named tuples, not the other records: a kept edition is stamped without loading msgspec.
"""

from typing import Final, Literal, NamedTuple

OfficePaper = Literal["letter", "a4"]
"""What printers in offices hold: the papers of lists and clinics."""

PaperName = Literal["letter", "a4", "tabloid", "a3"]
FieldName = Literal["name", "date", "clinician", "appointment", "note"]

FIELDS: tuple[FieldName, ...] = ("name", "date", "clinician", "appointment", "note")
"""The fields of a recipient, in the order in which they are printed."""

MOST_LINES: dict[FieldName, int] = {"name": 3, "date": 1, "clinician": 2, "appointment": 3, "note": 12}
"""How many lines a field may take before it is refused."""


class Field(NamedTuple):
    """A slot that an edition has, and how many lines it may take."""

    name: FieldName
    lines: int = 1
    optional: bool = False  # whether there are copies that leave it empty


Part = Literal["all", "leaders", "handed-out"]
"""Of a pack for a group: all of it, what whoever leads needs once, or the pages to hand out."""


class Event(NamedTuple):
    """A meeting that a sheet invites to or is for. Never about a patient; every part may be missing."""

    what: str | None = None
    when: str | None = None
    where: str | None = None
    contact: str | None = None
    url: str | None = None


GUIDE: Final = "guide"
"""The layout of a handout of which nothing else is said."""

RENAMED: Final = {"clear": "everything"}
"""Older names of shipped layouts, which still work. A clinic may have a layout of that name."""


class Selection(NamedTuple):
    """What one handout is made of. Two recipients with equal selections share an edition.

    Names are as they were asked for; `run.typesetting.Inputs` turns them into ids.
    """

    cancers: tuple[str, ...]
    tips: tuple[str, ...] | None = None  # None: the core tips
    language: str = "en"
    country: str | None = None  # None: the clinic's, else the US
    layout: str = GUIDE
    paper: PaperName | None = None  # None: the clinic's, else the country's
    numbers: bool = False
    bw: bool = False  # black and white only, whatever the layout's colours are
    qr: bool = False  # codes to scan beside the addresses of helplines
    fields: tuple[Field, ...] = ()  # the slots that the edition has
    overdue: bool = False  # whether every page says that a review has fallen due
    short_id: bool = False  # whether every page bears the short id of its copy
    whole_sheets: bool = False  # whether an empty side is added where the last sheet has one side only
    fillable: bool = False  # whether places to write in are fields of a form too
    event: Event | None = None  # what a poster or a pack for a group is about
    part: Part = "all"  # of a pack


class Recipient(NamedTuple):
    """Whom a copy is for. Every field may be missing."""

    name: str | None = None
    date: str | None = None
    clinician: str | None = None
    appointment: str | None = None
    note: str | None = None
    id: str | None = None  # of the copy, never the clinic's number for the person

    def values(self) -> dict[FieldName, str]:
        """The fields that are there, in printing order; not the id."""
        pairs = ((field, getattr(self, field)) for field in FIELDS)
        return {field: value for field, value in pairs if value}
