"""handouts make: one handout, for anybody or for one person."""

from __future__ import annotations

from typing import Any

import click

from handouts.cli.fast_path import PlainArguments
from handouts.cli.making import make_asked
from handouts.cli.parameters import given, parameter
from handouts.run.options import MAKE


def _run(cancers: tuple[str, ...], **params: Any) -> None:
    """Make one handout about one or more cancers.

    \b
    handouts make breast
    handouts make lung --for "Ann Lee" --date "November 24, 2026"
    handouts make colorectal --layout large --paper a4 --clinic our-clinic
    handouts make lung --country ie
    handouts make --layout diary --fillable
    handouts make prostate --tip pain-palliative --tip navigator -o sheet.pdf
    """
    make_asked(PlainArguments(cancers, given(params)))


command = click.Command(
    "make",
    callback=_run,
    help=_run.__doc__,
    params=[
        click.Argument(["cancers"], nargs=-1, metavar="[CANCER...]"),
        *map(parameter, MAKE),
    ],
)
