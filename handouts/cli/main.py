"""The command line: names the commands. Nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module

import click

from handouts import __version__
from handouts.cli.error_handler import ended

COMMANDS = {
    "batch": "Print a list of people: one stack, in order, nobody lost.",
    "check": "Judge content: what to mend, and what could be better.",
    "diff": "Say what changed between two libraries or two clinic folders.",
    "list": "Show what there is: cancers, tips, layouts, countries ...",
    "make": "Make one handout.",
    "new": "Write a starting file: clinic, cancer, tip, resource, layout.",
    "reprint": "Print some rows of a run again.",
    "roster": "Lists of patients: a file to start from, codes to explain.",
    "sign": "Say that a clinician has reviewed a record.",
}
"""The modules of this room that hold a command, and their lines in the list of commands."""


class _StoppedError(Exception):
    """Ctrl-C, on its way past Click."""


class _Commands(click.Group):
    """Commands are imported when they are used: `--help` needs none of them."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(f"handouts.cli.{cmd_name}").command
        return command

    def invoke(self, ctx: click.Context) -> object:
        """Click answers Ctrl-C with an empty line; cli/error_handler.py alone says how a command ends."""
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt as stopped:
            raise _StoppedError(*stopped.args) from None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        with formatter.section("Commands"):
            formatter.write_dl(sorted(COMMANDS.items()))


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, "--version", prog_name="handouts")
def handouts() -> None:
    """Print clear, sourced handouts for people with advanced (stage 4) cancer.

    \b
    A handout about breast cancer:        handouts make breast
    One for a person, in large print:     handouts make lung --for "Ann Lee" --layout large
    What there is to choose from:         handouts list cancers
    """


def run(arguments: Sequence[str]) -> int:
    """Run a command; its exit code."""
    return ended(lambda: _click(arguments))


def _click(arguments: Sequence[str]) -> object:
    try:
        return handouts.main(list(arguments), prog_name="handouts", standalone_mode=False)
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except _StoppedError as stopped:
        raise KeyboardInterrupt(*stopped.args) from None
    except click.Abort:
        raise KeyboardInterrupt from None
