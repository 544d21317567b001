"""handouts sign: that a clinician has reviewed a record."""

from __future__ import annotations

import datetime
from pathlib import Path

import click

from handouts.run.clock import today
from handouts.run.sign import Signed, sign


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.argument("record", metavar="RECORD")
@click.option("--by", required=True, metavar="NAME", help="Who has reviewed it, as it shall be printed.")
@click.option(
    "--on",
    required=True,
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="DATE",
    help="The day of the review: 2026-11-24.",
)
def command(folder: Path, record: str, by: str, on: datetime.datetime) -> None:
    """Write into the clinic folder DIR that a clinician has reviewed RECORD as it is now.

    A record is cancers/ID, tips/ID, resources/COUNTRY, evidence, glossary, group, guide,
    stage4, urgent or labels/LANGUAGE: the clinic's own or a shipped one. A sheet names its reviewers once
    all records that it prints are signed; until then it says which part was reviewed. Any later change
    voids a sign-off.

    \b
    handouts sign our-clinic cancers/breast --by "Ann Lee, MD" --on 2026-11-24
    """
    click.echo(_success(sign(folder, record, by, on.date(), today())))


def _success(signed: Signed) -> str:
    signoff = signed.signoff
    again = ", in place of an earlier sign-off" if signed.again else ""
    return (
        f"{signed.file}: {signoff.record} (content {signoff.content}) reviewed by {signoff.by} "
        f"on {signoff.on}{again}. It counts until that content changes."
    )
