"""The fast path answers plainly typed commands before Click is loaded: it must mean what Click means."""

from __future__ import annotations

import sys
from pathlib import Path

import click
import pytest
from hypothesis import given
from hypothesis import strategies as st
from versions import as_locked

from handouts.cli.fast_path import PlainArguments, read_plain
from handouts.cli.main import COMMANDS, handouts
from handouts.cli.make import command
from handouts.cli.parameters import given as typed
from handouts.run.options import MAKE

ROOT = Path(__file__).resolve().parents[1]

names = [name for option in MAKE for name in option.names]
words = st.one_of(
    st.sampled_from([*names, "--", "-", "-x", "--help", "-h", "--for=Ann", "-oX", "breast", "Ann Lee", ""]),
    st.text(max_size=4),
)


plain = st.one_of(
    st.sampled_from(["breast", "lung cancer"]).map(lambda word: [word]),
    st.sampled_from([option for option in MAKE if option.metavar is None]).map(lambda flag: [flag.names[0]]),
    st.tuples(
        st.sampled_from([name for option in MAKE if option.metavar for name in option.names]),
        st.sampled_from(["a", "Ann Lee", "-", "1"]),
    ).map(list),
)
"""Pieces of which plainly typed commands are made; options come again often."""


def by_click(arguments: list[str]) -> PlainArguments | None:
    """What Click reads, None where it refuses or shows help."""
    try:
        context = command.make_context("make", list(arguments))
    except (click.ClickException, click.exceptions.Exit):
        return None
    values = dict(context.params)
    return PlainArguments(values.pop("cancers"), typed(values))


@given(st.lists(words, max_size=8))
def test_what_the_door_reads_means_what_click_reads(arguments: list[str]) -> None:
    asked = read_plain(tuple(arguments))
    if asked is not None:
        assert asked == by_click(arguments)


@given(st.lists(plain, max_size=12))
def test_every_plainly_typed_command_is_read_as_click_reads_it(pieces: list[list[str]]) -> None:
    arguments = ["breast", *(word for piece in pieces for word in piece)]
    asked = read_plain(tuple(arguments))
    assert asked is not None
    assert asked == by_click(arguments)


def test_a_nurse_does_not_wait_for_click() -> None:
    arguments = ("lung", "breast", "--for", "Ann Lee", "--tip", "navigator", "--numbers", "-o", "-")
    values = {"name": "Ann Lee", "tips": ("navigator",), "numbers": True, "output": "-"}
    assert read_plain(arguments) == PlainArguments(("lung", "breast"), values)


@pytest.mark.parametrize("arguments", [("breast", "--nmae", "x"), ("breast", "--for"), ("--help",)])
def test_all_else_is_left_to_click(arguments: tuple[str, ...]) -> None:
    assert read_plain(arguments) is None


def test_the_help_that_is_kept_ready_is_up_to_date() -> None:
    sys.path.insert(0, str(ROOT / "tools"))
    try:
        from build_help import TARGET, text
    finally:
        sys.path.pop(0)
    kept = TARGET.read_text("utf-8")
    assert kept.split() == text().split()  # other versions of Click may set it in other ways
    if as_locked("click"):
        assert kept == text()


def test_every_command_of_the_list_is_there_and_has_help() -> None:
    context = click.Context(handouts)
    for name, line in COMMANDS.items():
        found = handouts.get_command(context, name)
        assert found is not None
        assert line, name
        assert found.help, name
