"""What there is to choose from: words by id."""

from __future__ import annotations

from pathlib import Path

from handouts.compose.sections.registry import SECTIONS
from handouts.compose.sections.section import Section
from handouts.model.content import Cancer, Resource, Resources
from handouts.model.labels import SectionLabels
from handouts.model.library import HOME, Library, Wanted
from handouts.reading.clinic import read_clinic
from handouts.reading.layout import layout_names, read_layout
from handouts.reading.library import read_library
from handouts.reading.names import country_ids, find_country
from handouts.reading.pictures import Drawings, PictureKind, read_own_or_refuse

_SHOWN = 3  # other names of a cancer in the list


def cancers(clinic_folder: Path | None) -> dict[str, str]:
    """Every cancer, with other names that are understood."""
    return {name: _called(cancer) for name, cancer in sorted(_library(clinic_folder).cancers.items())}


def _called(cancer: Cancer) -> str:
    """A cancer's name and a few of the others that are understood."""
    if not cancer.also:
        return cancer.name
    more = ", ..." if len(cancer.also) > _SHOWN else ""
    return f"{cancer.name} ({', '.join(cancer.also[:_SHOWN])}{more})"


def tips(clinic_folder: Path | None) -> dict[str, str]:
    """Every tip in printing order; core ones are marked."""
    ordered = sorted(_library(clinic_folder).tips.values(), key=lambda tip: tip.order)
    return {tip.id: f"{'* ' if tip.core else '  '}{tip.title}" for tip in ordered}


def layouts(clinic_folder: Path | None) -> dict[str, str]:
    """Every layout and its purpose."""
    read = (read_layout(name, clinic_folder) for name in layout_names(clinic_folder))
    return {layout.id: f"{layout.name}: {layout.purpose}" for layout in read}


def pictures(clinic_folder: Path | None) -> dict[str, str]:
    """Every picture, its kind, what it shows, and whether it is the clinic's own."""
    drawings = Drawings(read_own_or_refuse(clinic_folder) if clinic_folder else None)
    return {name: _shown(drawings, name, kind) for name, kind in sorted(drawings.kinds().items())}


def _shown(drawings: Drawings, name: str, kind: PictureKind) -> str:
    drawing = drawings.get(name)
    own = " (the clinic's own)" if drawings.is_own(name) else ""
    return f"{kind.called}, {drawing.width:g} x {drawing.height:g}: {drawing.alt}{own}"


def sections(clinic_folder: Path | None) -> dict[str, str]:
    """Every section that a layout may name, what it is for, and its levels of detail."""
    headings = _library(clinic_folder).labels.sections
    return {name: _about(section, headings) for name, section in sorted(SECTIONS.items())}


def _about(section: Section, headings: SectionLabels) -> str:
    """What a section is for; its heading, where it has one; its details, where it has several."""
    title = getattr(headings, section.heading, None)
    heading = f' Headed "{title}".' if title else ""
    others = [f"`{name}`" for name in section.names[1:]]
    return section.purpose + heading + (f" Also as {', '.join(others)}." if others else "")


def countries(clinic_folder: Path | None) -> dict[str, str]:
    """Every country that a sheet can be made for, with what its sheets have."""
    found = (_library(clinic_folder, name).resources for name in country_ids(clinic_folder))
    return {each.country: _has(each) for each in found}


def _has(resources: Resources) -> str:
    count = sum(each.verified for each in resources.resources)
    helplines = "1 helpline" if count == 1 else f"{count} helplines"
    number = resources.emergency if resources.emergency_verified else "not verified: a line to write it on"
    return f"{resources.name}, {helplines}, emergency number {number}"


def resources(clinic_folder: Path | None, country: str | None) -> dict[str, str]:
    """Every helpline of a country, else of the clinic's, with what of it may be printed."""
    if country is None:
        country = (read_clinic(clinic_folder).clinic.country if clinic_folder else None) or HOME
    kept = _library(clinic_folder, find_country(country, clinic_folder)).resources.resources
    return {each.id: _helpline(each) for each in kept}


def _helpline(resource: Resource) -> str:
    phone = f", {resource.phone}" if resource.phone and resource.phone_verified else ""
    return f"{resource.name}{phone}{'' if resource.verified else ', (not verified: not printed)'}"


def _library(clinic_folder: Path | None, country: str = HOME) -> Library:
    return read_library(Wanted(cancers=None, tips=None, country=country), clinic_folder)
