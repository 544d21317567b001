"""handouts check: whether content and layouts may be printed, and what could be better."""

from __future__ import annotations

from pathlib import Path

import click

from handouts.checks import reporter, reports
from handouts.checks.checker import check
from handouts.checks.registry import CHECKS
from handouts.cli.parameters import PATH
from handouts.errors import ContentError
from handouts.run.clock import today


class _Check(click.Command):
    """Shows the gates below the options."""

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        with formatter.section("Gates"):
            formatter.write_dl([(name, check.help) for name, check in CHECKS.items()])


@click.command(cls=_Check)
@click.argument("folder", required=False, type=PATH)
@click.option(
    "--format",
    "form",
    default="text",
    show_default=True,
    metavar="text|json|github",
    help="For people, for programs, or for annotations on GitHub.",
)
@click.option("--gate", "gates", multiple=True, metavar="ID", help="Only this gate (may be given again).")
@click.option(
    "--report",
    metavar="|".join(reports.REPORTS),
    help="Instead, score each handout by published instruments, or list what waits for a clinician.",
)
def command(folder: Path | None, form: str, gates: tuple[str, ...], report: str | None) -> int:
    """Check a clinic's folder, one YAML file, or the shipped library.

    \b
    handouts check                            everything that comes with the program
    handouts check our-clinic                 a clinic's folder
    handouts check our-clinic/tips/rest.yaml  one file
    handouts check --gate numbers --gate dates

    Ends with 3 where there is an error, else with 0.
    """
    if report is not None:
        click.echo(reports.report(folder, report, form), nl=False)
        return 0
    result = check(folder, gates, today())
    click.echo(reporter.report(result, form), nl=False)
    return ContentError.exit_code if result.errors else 0
