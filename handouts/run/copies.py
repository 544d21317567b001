"""Many copies of one handout in one file for a printer, for a group; they share what they have in common.

The file is for paper and has no tags. A person who reads on a screen gets a single handout, which has them.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import NamedTuple

from handouts import __version__
from handouts.compose.parts import is_pack
from handouts.errors import UsageError
from handouts.model.labels import Labels
from handouts.model.selection import Recipient, Selection
from handouts.pdf.identity import Identity
from handouts.pdf.job import JobForm
from handouts.run.events import cleaned_event
from handouts.run.kept_editions import KeptEditions, created
from handouts.run.make import LaidOut, Made, current, made_of
from handouts.run.typesetting import plain_typesetter
from handouts.typeset.copies import Copies
from handouts.typeset.edition import Edition

MOST = 500
"""Copies in one file. For more, it is printed again."""

_KEY, _ONCE = "copy", "once"


def make_copies(
    selection: Selection,
    number: int,
    clinic_folder: Path | None,
    cache: Path | None,
    *,
    allow_overdue: bool = False,
) -> Made:
    """A file of `number` copies of a handout for anybody. Raises HandoutsError.

    Each copy begins on a new sheet, also where both sides are printed. Of a pack for a group only the pages
    to hand out are copied; plan and sign-in sheet come first, once.
    """
    if not 1 <= number <= MOST:
        raise UsageError(f"--copies takes a number from 1 to {MOST}.")
    wanted = selection._replace(event=cleaned_event(selection.event), fields=())
    kept = KeptEditions(clinic_folder, cache)
    typesetter, labels, _ = plain_typesetter(selection._replace(event=None), clinic_folder, kept.shipped)
    get = partial(current, kept, clinic_folder=clinic_folder, allow_overdue=allow_overdue)
    if not is_pack(typesetter.layout):
        copied = _printed(get, wanted)
        return _made(copied, number, _file(copied, number, labels, kept))
    once = _printed(get, wanted._replace(part="leaders"))
    copied = _printed(get, wanted._replace(part="handed-out"))
    made = _made(copied, number, _file(copied, number, labels, kept, once))
    return made._replace(title=once.edition.title, once=once.edition.pages)


class _Printed(NamedTuple):
    """An edition, and how it looks on whole sheets of paper."""

    edition: Edition
    on_sheets: Edition
    overdue: bool
    wanted: Selection


def _printed(get: Callable[[Selection], tuple[Edition, bool]], wanted: Selection) -> _Printed:
    edition, overdue = get(wanted)
    on_sheets = edition.printed
    if edition.sheets is None and edition.pages % 2 and edition.pages > 1:
        on_sheets, _ = get(wanted._replace(whole_sheets=True))
    return _Printed(edition, on_sheets, overdue, wanted)


def _made(copied: _Printed, number: int, data: bytes) -> Made:
    made = made_of(copied.edition, data, overdue=copied.overdue)
    return made._replace(copies=number, laid_out=_laid_out(copied.edition, number))


def _laid_out(edition: Edition, number: int) -> LaidOut | None:
    """So many copies of what stands on an edition's sheets; None where its pages are printed."""
    sheets = edition.sheets
    if sheets is None:
        return None
    return LaidOut(sheets.how, number * sheets.times, number * -(-sheets.sides // 2))


def _file(
    copied: _Printed, number: int, labels: Labels, kept: KeptEditions, once: _Printed | None = None
) -> bytes:
    """The copies, after what is in the file once. A single page is printed on one side."""
    job, edition = labels.job, copied.on_sheets
    title = job.copies_title.replace("{title}", (once or copied).edition.title)
    form = JobForm(
        identity=Identity(
            title, "handouts", job.subject, labels.locale, f"handouts {__version__}", created(kept.epoch)
        ),
        sides="Simplex" if copied.edition.pages == 1 and once is None else "DuplexFlipLongEdge",
        seed=_seed(number, *([once.on_sheets] if once else []), edition),
        group_title=job.rows,
        labelled=edition.sheets is None,
    )
    out = io.BytesIO()
    copies = Copies(out, form, letters="")
    if once:
        copies.adopt(_ONCE, once.on_sheets)
        copies.add(_ONCE, Recipient(), once.edition.title)
    copies.adopt(_KEY, edition)
    for at in range(1, number + 1):
        copies.add(_KEY, Recipient(), job.copy.replace("{number}", str(at)))
    copies.finish()
    return out.getvalue()


def _seed(number: int, *editions: Edition) -> bytes:
    """What the file's identifier follows from: all that its pages say."""
    return hashlib.sha256(b"%d " % number + b"".join(each.template.digest for each in editions)).digest()
