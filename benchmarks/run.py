"""Measure handouts against Typst and print ratios: python benchmarks/run.py --help."""

from __future__ import annotations

import argparse
import json
import os
import platform
import statistics
import sys
from collections.abc import Sequence
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.measures import NAMES, Series, measure
from benchmarks.words import WordsDifferError
from handouts.errors import HandoutsError

PACKAGES = ("typst", "reportlab", "click", "msgspec", "pyyaml", "pillow")
_COLUMNS = "{:<20} {:<32} {:>24} {:>24} {:>6} {:>7} {:>6}"


def main() -> int:
    """Measure and print."""
    options = _options()
    surroundings = machine()
    print("; ".join(f"{key} {value}" for key, value in surroundings.items()), flush=True)
    try:
        series = measure(options.rounds, options.only or NAMES, print)
    except WordsDifferError as error:
        print(f"Not timed, for the files do not hold the same words. {error}", file=sys.stderr)
        return 1
    except HandoutsError as error:
        print(error, file=sys.stderr)
        return error.exit_code
    print("\n".join(table(series)))
    after = load()
    print(f"load after {after}; {options.rounds} rounds")
    if options.json:
        rows = [each._asdict() | {"ratio": each.ratio, "holds": each.holds} for each in series]
        content = {"machine": surroundings | {"load after": after}, "rounds": options.rounds, "series": rows}
        options.json.write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Measure handouts against Typst, in turn, and print ratios.")
    parser.add_argument("--rounds", type=at_least_one, default=15, help="how often (default 15)")
    parser.add_argument("--only", action="append", choices=NAMES, help="this measure; may be given again")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write all values to this file")
    return parser.parse_args()


def at_least_one(text: str) -> int:
    """A number of rounds."""
    rounds = int(text)
    if rounds < 1:
        raise argparse.ArgumentTypeError("at least 1")
    return rounds


def machine(packages: Sequence[str] = PACKAGES) -> dict[str, str]:
    """The machine and its load, without a host name."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    python = f"{platform.python_implementation()} {platform.python_version()}"
    return {
        "cores": str(cores),
        "system": f"{platform.system()} {platform.machine()}",
        "Python": python,
        **{package: version(package) for package in packages if _is_installed(package)},
        "load": load(),
    }


def _is_installed(package: str) -> bool:
    try:
        return bool(version(package))
    except PackageNotFoundError:
        return False


def load() -> str:
    """How busy the machine is."""
    return f"{os.getloadavg()[0]:.2f}"


def table(series: Sequence[Series]) -> list[str]:
    """Lines of a table: medians with the least and the greatest, and the ratio of the medians."""
    lines = [_COLUMNS.format("measure", "", "ours", "peer", "ratio", "target", "holds")]
    for each in series:
        holds = {True: "yes", False: "NO", None: ""}[each.holds]
        target = "" if each.target is None else f"{each.target:.2f}"
        values = [_summary(values, each.unit) for values in (each.ours, each.peer)]
        lines.append(_COLUMNS.format(each.name, each.what, *values, f"{each.ratio:.2f}", target, holds))
    return lines


def _summary(values: Sequence[float], unit: str) -> str:
    if len(set(values)) == 1:
        return f"{values[0]:,.0f} {unit}"
    return f"{statistics.median(values):,.0f} ({min(values):,.0f}..{max(values):,.0f}) {unit}"


if __name__ == "__main__":
    sys.exit(main())
