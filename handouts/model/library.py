"""The library: all content that was wanted, checked, and joined with a clinic's own."""

from handouts.model.base import Record
from handouts.model.content import Cancer, Evidence, Glossary, Resources, Source, StageFour, Tip, Urgent
from handouts.model.group import Group
from handouts.model.guide import Guide
from handouts.model.labels import Labels
from handouts.model.open_points import OpenPoints

HOME = "us"
"""The country for which a sheet is made where none is named, and whose drugs and figures the library has."""


class Wanted(Record, frozen=True, kw_only=True):
    """What to read. None reads all of a kind; general files are always read."""

    cancers: tuple[str, ...] | None = None  # ids
    tips: tuple[str, ...] | None = None  # ids
    language: str = "en"
    country: str = HOME


class Library(Record, frozen=True, kw_only=True):
    """All content that was wanted, checked. Dicts are by id, in the order asked for or sorted."""

    cancers: dict[str, Cancer]
    tips: dict[str, Tip]
    resources: Resources
    glossary: Glossary
    urgent: Urgent
    stage4: StageFour
    evidence: Evidence
    guide: Guide
    group: Group
    sources: dict[str, Source]
    open_points: OpenPoints = OpenPoints(points=())  # for those who judge content; no sheet draws on them
    labels: Labels
