"""Measure stacks of handouts against peers and print ratios: python benchmarks/batch.py --help."""

from __future__ import annotations

import argparse
import json
import statistics
import sys
from collections.abc import Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.run import PACKAGES, at_least_one, load, machine
from benchmarks.stacks import FULL, NAMES, SMALL, Result, measure_stacks
from benchmarks.words import WordsDifferError
from handouts.errors import HandoutsError

_COLUMNS = "{:<16} {:<52} {:>26} {:>22} {:>9} {:>9} {:>9} {:>6}"

HEAD = _COLUMNS.format("measure", "", "ours", "peer", "ratio", "by clock", "target", "holds")


def main() -> int:
    """Measure and print."""
    options = _options()
    surroundings = machine((*PACKAGES, "weasyprint", "pikepdf"))
    print("; ".join(f"{key} {value}" for key, value in surroundings.items()), flush=True)
    sizes = SMALL if options.small else FULL
    results = []
    try:
        for result in measure_stacks(options.rounds, options.only or NAMES, _say, sizes):
            if not results:
                _say(HEAD)
            _say(line(result))
            results.append(result)
    except WordsDifferError as error:
        print(f"Not timed, for the files do not hold the same words. {error}", file=sys.stderr)
        return 1
    except HandoutsError as error:
        print(error, file=sys.stderr)
        return error.exit_code
    after = load()
    print(f"load after {after}; {options.rounds} rounds")
    if options.json:
        rows = [each._asdict() | {"ratio": each.ratio, "holds": each.holds} for each in results]
        content = {"machine": surroundings | {"load after": after}, "rounds": options.rounds, "results": rows}
        options.json.write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Measure stacks of handouts against peers, in turn.")
    parser.add_argument("--rounds", type=at_least_one, default=3, help="how often (default 3)")
    parser.add_argument("--only", action="append", choices=NAMES, help="this measure; may be given again")
    parser.add_argument("--small", action="store_true", help="few recipients: to try it, not to quote it")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write all values to this file")
    return parser.parse_args()


def _say(text: str) -> None:
    print(text, flush=True)


def line(result: Result) -> str:
    """A line of the table: medians with the least and the greatest, and the ratio of the medians."""
    return _COLUMNS.format(
        result.name,
        result.what,
        _summary(result.ours, result.unit),
        _summary(result.peer, result.unit) if result.peer else "",
        "" if result.ratio is None else _short(result.ratio),
        "" if result.wall is None else _short(result.wall),
        _target(result),
        {True: "yes", False: "NO", None: ""}[result.holds],
    ).rstrip()


def _target(result: Result) -> str:
    if result.least is not None:
        return f">= {result.least:g}"
    return "" if result.most is None else f"<= {result.most:g}"


def _summary(values: Sequence[float], unit: str) -> str:
    median = _short(statistics.median(values))
    if len(set(values)) == 1:
        return f"{median} {unit}"
    return f"{median} ({_short(min(values))}..{_short(max(values))}) {unit}"


def _short(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 or value == int(value) else f"{value:.3g}"


if __name__ == "__main__":
    sys.exit(main())
