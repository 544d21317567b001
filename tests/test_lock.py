"""The lock: it has all that the tests need, in versions that pyproject.toml allows, each file by its hash."""

from __future__ import annotations

import re
import tomllib

import pytest
from commands import ROOT
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from versions import CAN_BREAK, LOCK, locked

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
EXTRAS = PROJECT["optional-dependencies"]
RANGES = [*PROJECT["dependencies"], *(wanted for extra in EXTRAS.values() for wanted in extra)]
LOCKED = {"test.txt": ("test",), "ci.txt": ("test", "bench", "fonts")}


@pytest.mark.parametrize("file", LOCKED)
def test_what_is_wanted_is_locked_in_a_version_that_is_allowed(file: str) -> None:
    text = LOCK.with_name(file).read_text("utf-8")
    versions = dict(re.findall(r"^([\w.-]+)==(\S+)", text, flags=re.MULTILINE))
    wanted = [*PROJECT["dependencies"], *(each for extra in LOCKED[file] for each in EXTRAS[extra])]
    for requirement in map(Requirement, wanted):
        version = versions.get(canonicalize_name(requirement.name))
        assert version is not None, f"{requirement}: run tools/build_lock.py"
        assert requirement.specifier.contains(version), f"{requirement}: run tools/build_lock.py"


@pytest.mark.parametrize("file", LOCKED)
def test_each_locked_file_has_its_hash(file: str) -> None:
    entries = re.split(r"\n(?=[a-z])", LOCK.with_name(file).read_text("utf-8").strip())
    assert entries[1:]
    for entry in entries[1:]:
        assert re.fullmatch(r"[\w.-]+==\S+( \\\n    --hash=sha256:[0-9a-f]{64})+", entry), entry


def test_the_file_for_development_has_the_versions_of_the_tests() -> None:
    more = set(LOCK.with_name("ci.txt").read_text("utf-8").splitlines())
    assert set(LOCK.read_text("utf-8").splitlines()[2:]) <= more


@pytest.mark.parametrize("requirement", sorted(set(RANGES)))
def test_each_dependency_has_an_upper_bound(requirement: str) -> None:
    assert {each.operator for each in Requirement(requirement).specifier} & {"<", "<=", "=="}


def test_what_is_tried_with_other_versions_is_there() -> None:
    assert [name for name in CAN_BREAK if not (ROOT / "tests" / name).exists()] == []
    assert locked()["msgspec"]
