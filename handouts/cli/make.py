"""handouts make: one handout, for anybody or for one person."""

from __future__ import annotations

from typing import Any

import click

from handouts.cli.making import make_asked
from handouts.cli.options import MAKE, Asked, Option


def _run(cancers: tuple[str, ...], tips: tuple[str, ...], **values: Any) -> None:
    """Make one handout about one or more cancers.

    \b
    handouts make breast
    handouts make lung --for "Ann Lee" --date "November 24, 2026"
    handouts make colorectal --layout large --paper a4 --clinic our-clinic
    handouts make lung --country ie
    handouts make prostate --tip pain-palliative --tip navigator -o sheet.pdf
    """
    texts = {name: value for name, value in values.items() if isinstance(value, str)}
    flags = {name: value for name, value in values.items() if isinstance(value, bool)}
    make_asked(Asked(cancers, texts, tips, **flags))


def _parameter(option: Option) -> click.Option:
    return click.Option(
        [*option.names, option.value],
        is_flag=option.metavar is None,
        multiple=option.many,
        metavar=option.metavar,
        help=option.help,
    )


command = click.Command(
    "make",
    callback=_run,
    help=_run.__doc__,
    params=[
        click.Argument(["cancers"], nargs=-1, metavar="[CANCER...]"),
        *(_parameter(option) for option in MAKE),
    ],
)
