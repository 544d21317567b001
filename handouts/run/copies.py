"""Many copies of one handout in one file for a printer, for a group: they share all they have in common.

For paper: the file has no tags. Who reads on a screen is given a single handout, which has them.
"""

from __future__ import annotations

import hashlib
import io
from pathlib import Path

from handouts import __version__
from handouts.errors import UsageError
from handouts.model.labels import Labels
from handouts.model.selection import Recipient, Selection
from handouts.press.copies import Copies
from handouts.press.edition import Edition
from handouts.press.pdf.identity import Identity
from handouts.press.pdf.job import JobForm
from handouts.run.events import cleaned_event
from handouts.run.kept import KeptEditions, created
from handouts.run.make import Made, current
from handouts.run.typeset import plain_press

MOST = 500
"""Copies in one file: who needs more prints it again."""

_KEY = "copy"


def make_copies(
    selection: Selection,
    number: int,
    clinic_folder: Path | None,
    cache: Path | None,
    *,
    allow_overdue: bool = False,
) -> Made:
    """A file of `number` copies of a handout for anybody. Raises HandoutsError.

    Each copy begins on a new sheet, also where both sides are printed.
    """
    if not 1 <= number <= MOST:
        raise UsageError(f"--copies takes a number from 1 to {MOST}.")
    wanted = selection._replace(event=cleaned_event(selection.event), fields=())
    kept = KeptEditions(clinic_folder, cache)
    edition, overdue = current(kept, wanted, clinic_folder, allow_overdue=allow_overdue)
    single = edition.pages == 1  # such copies are printed on one side: a poster's back stays white
    printed = edition.printed
    if edition.sheets is None and edition.pages % 2 and not single:
        printed, _ = current(
            kept, wanted._replace(whole_sheets=True), clinic_folder, allow_overdue=allow_overdue
        )
    _, labels, _ = plain_press(selection._replace(event=None), clinic_folder, kept.shipped)
    return Made(
        data=_file(printed, number, labels, kept, single=single),
        title=edition.title,
        paper=edition.paper,
        pages=edition.pages,
        left_out=edition.left_out,
        gone=edition.gone,
        overdue=overdue,
        copies=number,
    )


def _file(edition: Edition, number: int, labels: Labels, kept: KeptEditions, *, single: bool) -> bytes:
    job = labels.job
    title = job.copies_title.replace("{title}", edition.title)
    form = JobForm(
        identity=Identity(
            title, "handouts", job.subject, labels.locale, f"handouts {__version__}", created(kept.epoch)
        ),
        sides="Simplex" if single else "DuplexFlipLongEdge",
        seed=hashlib.sha256(b"%d " % number + edition.template.head).digest(),
        group_title=job.rows,
    )
    out = io.BytesIO()
    copies = Copies(out, form, letters="")
    copies.adopt(_KEY, edition)
    for at in range(1, number + 1):
        copies.add(_KEY, Recipient(), job.copy.replace("{number}", str(at)))
    copies.finish()
    return out.getvalue()
