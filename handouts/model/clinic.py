"""Records of a clinic folder: letterhead, phones, look and sign-offs."""

import datetime
from pathlib import Path
from typing import Annotated

import msgspec

from handouts.model.base import Id, Plain, Record
from handouts.model.layout import Colour
from handouts.model.pictures import Drawing
from handouts.model.selection import OfficePaper


class Logo(Record, frozen=True, kw_only=True):
    """A picture in the clinic folder, and what it says to somebody who cannot see it."""

    file: Plain
    alt: Plain


class Phones(Record, frozen=True, kw_only=True):
    """The numbers to call, as printed."""

    day: Plain
    night: Plain
    hours: Plain | None = None  # when the day number answers


class SignOff(Record, frozen=True, kw_only=True):
    """A clinician's review of one record, valid for one content only."""

    record: Plain  # "cancers/breast"
    by: Plain
    on: datetime.date
    content: Plain | None = None  # hash of the content that was reviewed


class ClinicCode(Record, frozen=True, kw_only=True):
    """The meaning of a code of another code system, for rosters: a cancer, spread, or both."""

    system: Plain  # snomed, icd10 (ICD-10-CM), icd10who; else the address or word as in the clinic's files
    code: Plain
    cancer: Id | None = None
    spread: bool = False  # whether it says that the cancer has spread far


class Clinic(Record, frozen=True, kw_only=True):
    """What clinic.yaml says."""

    name: Plain
    department: Plain | None = None
    address: Annotated[tuple[Plain, ...], msgspec.Meta(max_length=4)] = ()
    phone: Phones
    logo: Logo | None = None
    accent: Colour | None = None
    country: Id | None = None  # whose helplines and emergency number; none: the US
    paper: OfficePaper | None = None
    foot: Plain | None = None
    signed: tuple[SignOff, ...] = ()
    codes: tuple[ClinicCode, ...] = ()


class LogoImage(Record, frozen=True, kw_only=True):
    """The logo, decoded once: 8-bit RGB rows from the top, without alpha."""

    width: int  # pixels
    height: int  # pixels
    rgb: bytes
    alt: str


class ClinicFolder(Record, frozen=True, kw_only=True):
    """A clinic's own words, its logo, and the folder of its own content."""

    clinic: Clinic
    logo: LogoImage | None
    folder: Path
    pictures: dict[str, Drawing] = msgspec.field(default_factory=dict)  # in place of shipped ones
