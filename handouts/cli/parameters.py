"""Click's parameters, made from the tables of options."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import click

from handouts.run.options import Option, Value, is_given

PATH = click.Path(path_type=Path)

Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]


def parameter(option: Option, *, default: bool | None = None) -> click.Option:
    """An option of a command; `default` counts for a flag."""
    kind: Any = PATH if option.is_path else None
    return click.Option(
        [*option.names, option.value],
        type=click.Choice(option.choices) if option.choices else kind,
        is_flag=option.metavar is None,
        default=default if option.metavar is None else None,
        multiple=option.many,
        metavar=None if option.choices else option.metavar,
        help=option.help,
    )


def parameters(options: Iterable[Option]) -> Decorator:
    """Add options to a command, as `click.option` does: the last one first."""

    def decorated(command: Callable[..., Any]) -> Callable[..., Any]:
        own = [parameter(each, default="/" in each.names[-1]) for each in options]
        command.__click_params__ = [*getattr(command, "__click_params__", []), *reversed(own)]  # type: ignore[attr-defined]
        return command

    return decorated


def given(params: dict[str, Any]) -> dict[str, Value]:
    """The values that were typed."""
    return {name: value for name, value in params.items() if is_given(value)}
