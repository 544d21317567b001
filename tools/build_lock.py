"""Write requirements/*.txt: the versions that the tests run with, each file of them by its hash.

    python3.11 tools/build_lock.py

Run it after a change of the dependencies in pyproject.toml, and to take up newer releases; then install them
and run build_schemas.py and build_help.py, for files are compared with what the locked versions write.

pip resolves, with the oldest Python that is supported: what holds there holds on newer ones, but for packages
that only a newer Python or another system needs; the tool says so if there are some. Then pip is asked once
for each system and Python which file it would take. An install with hashes takes these files and no others.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import venv
from collections.abc import Iterable, Iterator, Mapping
from itertools import product
from pathlib import Path
from typing import Any, Final

from packaging.markers import default_environment
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT: Final = Path(__file__).resolve().parents[1]
FOLDER: Final = ROOT / "requirements"
OLDEST: Final = (3, 11)
PYTHONS: Final = ("3.11", "3.12", "3.13", "3.14")
LOCKS: Final = {"ci": ("test", "bench", "fonts"), "test": ("test",)}
"""The extras of each file. The first has all packages; the others take their versions from it."""

SYSTEMS: Final = {
    "linux": tuple(f"manylinux_2_{minor}_x86_64" for minor in (17, 26, 27, 28)),
    "darwin": ("macosx_15_0_arm64",),
}
"""What pip calls the systems on which the tests run: Linux on x86-64, macOS on Apple silicon.

Others lack wheels of packages that the tests need: there the tests run with the ranges of pyproject.toml.
"""

Pins = dict[str, str]
"""Versions by names."""

Items = list[dict[str, Any]]
"""What pip reports: for each package its metadata and the file that it would take."""


def main() -> None:
    """Write one file for each entry of LOCKS."""
    if sys.version_info[:2] != OLDEST:
        sys.exit(f"Python {'.'.join(map(str, OLDEST))} is wanted here: the oldest that is supported.")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        venv.create(folder / "venv", with_pip=True)
        pins: Pins = {}
        for lock, extras in LOCKS.items():
            items = _resolved(folder, extras, pins)
            found = {_name(item): item["metadata"]["version"] for item in items}
            _say_what_is_missing(items, found)
            pins = pins or found
            hashes = _hashes(folder, found)
            FOLDER.mkdir(exist_ok=True)
            (FOLDER / f"{lock}.txt").write_text(_written(extras, found, hashes), "utf-8")


def _resolved(folder: Path, extras: Iterable[str], pins: Pins) -> Items:
    """What pip would install for the extras, in the versions of `pins` where they say one."""
    constraints = folder / "constraints.txt"
    constraints.write_text("".join(f"{line}\n" for line in _lines(pins)), "utf-8")
    wanted = f"{ROOT}[{','.join(extras)}]"
    items = _report(folder, "--constraint", str(constraints), wanted)
    return [item for item in items if _name(item) != "handouts"]


def _hashes(folder: Path, pins: Pins) -> dict[str, set[str]]:
    """The hash of each file that pip takes on any of our systems and Pythons, by names of packages."""
    wanted = folder / "wanted.txt"
    wanted.write_text("".join(f"{line}\n" for line in _lines(pins)), "utf-8")
    found: dict[str, set[str]] = {name: set() for name in pins}
    for tags, python in product(SYSTEMS.values(), PYTHONS):
        platforms = [word for tag in tags for word in ("--platform", tag)]
        where = ["--target", str(folder / "target"), "--python-version", python, *platforms]
        items = _report(folder, "--no-deps", "--only-binary=:all:", *where, "--requirement", str(wanted))
        for item in items:
            found[_name(item)].add(item["download_info"]["archive_info"]["hashes"]["sha256"])
    return found


def _report(folder: Path, *arguments: str) -> Items:
    """Pip's report on what it would install. Ends the program with pip's message where it fails."""
    report = folder / "report.json"
    python = next((folder / "venv").glob("*/python"))
    command = [str(python), "-m", "pip", "install", "--quiet", "--dry-run", "--ignore-installed"]
    done = subprocess.run([*command, "--report", str(report), *arguments], stderr=subprocess.PIPE, text=True)
    if done.returncode:
        sys.exit(f"{done.stderr}pip found no way: {' '.join(arguments)}")
    items: Items = json.loads(report.read_text("utf-8"))["install"]
    return items


def _name(item: Mapping[str, Any]) -> str:
    return canonicalize_name(item["metadata"]["name"])


def _lines(pins: Pins) -> Iterator[str]:
    return (f"{name}=={version}" for name, version in sorted(pins.items()))


def _say_what_is_missing(items: Items, pins: Pins) -> None:
    """End the program where a package without a version is needed on another system or Python."""
    missing = {
        f"{_name(item)} needs {wanted}"
        for item, (system, python) in product(items, product(SYSTEMS, PYTHONS))
        for wanted in map(Requirement, item["metadata"].get("requires_dist", ()))
        if wanted.marker
        and wanted.marker.evaluate(_environment(system, python))
        and canonicalize_name(wanted.name) not in pins
    }
    if missing:
        sys.exit("\n".join(["These are needed only elsewhere: name them in an extra.", *sorted(missing)]))


def _environment(system: str, python: str) -> dict[str, str]:
    """The environment in which markers are evaluated."""
    here = {name: str(value) for name, value in default_environment().items()} | {"extra": ""}
    here["python_version"], here["python_full_version"] = python, f"{python}.0"
    here["sys_platform"], here["platform_system"] = system, system.capitalize()
    here["platform_machine"] = "arm64" if system == "darwin" else "x86_64"
    return here


def _written(extras: Iterable[str], pins: Pins, hashes: Mapping[str, set[str]]) -> str:
    """The text of a file, as pip reads it."""
    head = (
        f"# What '.[{','.join(extras)}]' brings, on Linux (x86-64) and macOS 15 (Apple silicon),\n"
        f"# CPython {PYTHONS[0]} to {PYTHONS[-1]}. Written by tools/build_lock.py; do not edit.\n"
    )
    entries = (
        " \\\n".join([f"{name}=={pins[name]}", *(f"    --hash=sha256:{one}" for one in sorted(hashes[name]))])
        for name in sorted(pins)
    )
    return head + "".join(f"{entry}\n" for entry in entries)


if __name__ == "__main__":
    main()
