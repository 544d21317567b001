"""A clinician's sign-off of one record, written into the clinic's own file."""

from __future__ import annotations

import datetime
from pathlib import Path

import msgspec

from handouts.errors import ContentError, OutputError, UsageError
from handouts.model.base import Record
from handouts.model.clinic import Clinic, SignOff
from handouts.reading.clinic import read_clinic, read_clinic_text
from handouts.reading.hints import did_you_mean
from handouts.reading.identity import content_hash, records
from handouts.reading.kinds import KINDS, least_with
from handouts.reading.library import read_library
from handouts.run.files import write_file
from handouts.run.signed_block import with_signoff


class Signed(Record, frozen=True, kw_only=True):
    """What was written."""

    signoff: SignOff
    file: Path
    again: bool  # whether it took the place of an earlier sign-off of that record


def sign(folder: Path, record: str, by: str, on: datetime.date, today: datetime.date) -> Signed:
    """Write into clinic.yaml that somebody has reviewed a record as it is now.

    Raises UsageError, ContentError for faults in the folder, and OutputError.
    """
    if on > today:
        raise UsageError(f"{on} is in the future. Give the day of the review with --on.")
    clinic = read_clinic(folder).clinic
    found = records(read_library(least_with(record), folder)).get(record)
    if found is None:
        raise _unknown(record)
    signoff = SignOff(record=record, by=_name(by), on=on, content=content_hash(found))
    file = (folder / "clinic.yaml").resolve()  # a link stays a link
    shown, before = str(folder / "clinic.yaml"), file.read_bytes()
    after = with_signoff(before.decode(), signoff)
    _check(after, shown, _expected(clinic, signoff))
    write_file(file, after.encode(), mode=file.stat().st_mode & 0o777)
    again = any(each.record == record for each in clinic.signed)
    return Signed(signoff=signoff, file=folder / "clinic.yaml", again=again)


def _unknown(record: str) -> UsageError:
    kinds = [kind for kind in KINDS if kind.for_readers]
    several = tuple(kind.path(str(kind.key).upper()) for kind in kinds if kind.key)
    general = tuple(sorted(kind.name for kind in kinds if not kind.key))
    hint = did_you_mean(record, general) or "."
    return UsageError(f"There is no record '{record[:60]}'{hint} Records are {', '.join(several + general)}.")


def _name(by: str) -> str:
    """Who signs, on one line. Raises UsageError."""
    name = " ".join(by.split())
    if not 0 < len(name) <= 400:
        raise UsageError("Give the name of the reviewer with --by, in at most 400 letters.")
    return name


def _expected(clinic: Clinic, signoff: SignOff) -> Clinic:
    """What clinic.yaml must say afterwards."""
    signed = tuple(signoff if each.record == signoff.record else each for each in clinic.signed)
    if signoff not in signed:
        signed = (*signed, signoff)
    return msgspec.structs.replace(clinic, signed=signed)


def _check(text: str, shown: str, expected: Clinic) -> None:
    """Raise UsageError or OutputError where the text does not read back as it must."""
    try:
        if read_clinic_text(text, shown) == expected:
            return
    except ContentError as error:
        fault = error.faults[0]
        if fault.path.endswith(".by"):
            raise UsageError(f"This name cannot be printed: {fault.message}.") from None
    raise OutputError(
        f"{shown} is written in a way that cannot be added to without changing the rest; it is untouched. "
        "Put each key of it on a line of its own, without braces around the whole, and sign again."
    )
