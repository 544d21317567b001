"""Asks a person on the terminal what a list leaves open."""

from __future__ import annotations

import sys

import click

from handouts.batch.opening import Ask
from handouts.roster.questions import Question


def asker() -> Ask | None:
    """How to ask; None where there is no terminal with a person at it."""
    return _ask if sys.stdin.isatty() and sys.stderr.isatty() else None


def _ask(question: Question) -> int | None:
    if len(question.choices) < 2:
        if not click.confirm(question.text, err=True):
            return None
        click.echo(f"Next time, {question.options[0]} answers this.", err=True)
        return 0
    click.echo(question.text, err=True)
    for number, choice in enumerate(question.choices, 1):
        click.echo(f"  {number}  {choice}", err=True)
    numbers = click.Choice([str(number) for number in range(1, len(question.choices) + 1)])
    said: str = click.prompt("Number", type=numbers, show_choices=False, err=True)
    click.echo(f"Next time, {question.options[int(said) - 1]} answers this.", err=True)
    return int(said) - 1
