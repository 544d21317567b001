"""Write handouts/cli/help.txt: the output of `handouts --help`, so that Click need not be loaded.

python tools/build_help.py
"""

from __future__ import annotations

from pathlib import Path

import click

from handouts.cli.main import handouts

TARGET = Path(__file__).resolve().parents[1] / "handouts" / "cli" / "help.txt"
WIDTH = 80


def text() -> str:
    """The help as Click writes it in a terminal of the usual width."""
    context = click.Context(handouts, info_name="handouts", terminal_width=WIDTH, **handouts.context_settings)
    return f"{handouts.get_help(context)}\n"


if __name__ == "__main__":
    TARGET.write_text(text(), "utf-8")
