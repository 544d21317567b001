"""What is measured: commands in cold processes, ours and the peer's in turn, and typesetting in process."""

from __future__ import annotations

import gc
import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from benchmarks.launch import environment
from benchmarks.look import Sheet
from benchmarks.printed import as_printed
from benchmarks.typst_peer import command, markup
from benchmarks.untagged import untagged
from benchmarks.words import WordsDifferError, check_words
from handouts.model.selection import Field, Recipient, Selection
from handouts.run.typesetting import prepare
from handouts.typeset.stamp import stamp

ROOT = Path(__file__).resolve().parents[1]
LAUNCH = ROOT / "benchmarks" / "launch.py"
HANDOUTS = [sys.executable, str(ROOT / "cli.py")]
CANCER = "breast"
NAME = "Maria Fernanda Gonzalez"
MOST_PAGES_APART = 1

SECONDS, MEMORY, BYTES = "ms", "MiB", "bytes"


class Series(NamedTuple):
    """Values of ours and of what it is compared with, in turn; `target` is the largest ratio allowed."""

    name: str
    what: str
    unit: str
    ours: tuple[float, ...]
    peer: tuple[float, ...]
    target: float | None

    @property
    def ratio(self) -> float:
        """The ratio of the medians."""
        return statistics.median(self.ours) / statistics.median(self.peer)

    @property
    def holds(self) -> bool | None:
        """Whether the target is met; None where there is none."""
        return None if self.target is None else self.ratio <= self.target


class Side(NamedTuple):
    """A command; `fresh` gives it an empty cache each time."""

    command: Sequence[str]
    fresh: bool = False


class Case(NamedTuple):
    """One handout, how both make it, and the files that they write."""

    sheet: Sheet
    ours: Side
    file: Path
    peer: Side
    peer_file: Path


class Duel(NamedTuple):
    """Our command and the one that it is compared with."""

    name: str
    what: str
    ours: Side
    peer: Side
    target: float
    memory: bool = True  # whether peak memory is shown, too


class Spent(NamedTuple):
    """Time and memory of one run of a command."""

    ms: float
    memory: float  # MiB, at the peak


NAMES = ("cold", "cached", "cached-named", "help", "tags", "tags-bytes")


def measure(rounds: int, names: Sequence[str], say: Callable[[str], None]) -> list[Series]:
    """All measures that were asked for. Raises WordsDifferError before anything is timed."""
    series: list[Series] = []
    with tempfile.TemporaryDirectory(prefix="handouts-bench-") as scratch:
        folder = Path(scratch)
        cases = _cases(folder)
        for case in cases:
            say(_same_words(case, folder))
        duels = [duel for duel in _duels(*cases) if duel.name in names]
        series += _fight(duels, rounds, folder)
    if {"tags", "tags-bytes"} & set(names):
        series += [each for each in _tagging(rounds) if each.name in names]
    return series


def sheet(selection: Selection, recipient: Recipient | None = None) -> Sheet:
    """What both are given: the same blocks and look as the command's."""
    typesetter, handout, resolved = prepare(selection, None)
    layout = typesetter._layout
    values = {str(name): value for name, value in (recipient.values() if recipient else {}).items()}
    handout = as_printed(typesetter, handout, resolved)
    return Sheet(handout, layout, layout.papers[resolved.paper or "letter"], typesetter._labels.page, values)


def _cases(folder: Path) -> tuple[Case, Case]:
    """A handout for anybody, and a copy for one person; the peer's markup is written beforehand."""
    for_anybody = sheet(Selection(cancers=(CANCER,), layout="everything"))
    fields = (Field(name="name"),)
    for_one = sheet(Selection(cancers=(CANCER,), fields=fields, layout="everything"), Recipient(name=NAME))
    return _case(folder / "general", for_anybody, []), _case(folder / "named", for_one, ["--for", NAME])


def _case(base: Path, given: Sheet, options: list[str]) -> Case:
    source, ours, peer = (base.with_suffix(ending) for ending in (".typ", ".pdf", ".peer.pdf"))
    source.write_text(markup(given), encoding="utf-8")
    make = [*HANDOUTS, "make", CANCER, *options, "-o", str(ours)]
    return Case(given, Side(make), ours, Side(command(source, peer)), peer)


def _duels(general: Case, named: Case) -> tuple[Duel, ...]:
    first = general.ours._replace(fresh=True)
    shown, nothing = Side([*HANDOUTS, "--help"]), Side([sys.executable, "-c", "pass"])
    return (
        Duel("cold", "make, no kept edition", first, general.peer, 2.5),
        Duel("cached", "make, kept edition", general.ours, general.peer, 0.7),
        Duel("cached-named", "make --for, kept edition", named.ours, named.peer, 0.7),
        Duel("help", "--help, python -c pass", shown, nothing, 4.0, memory=False),
    )


def _same_words(case: Case, folder: Path) -> str:
    """Run both, and refuse to go on where their files differ in more than looks."""
    for side in (case.ours, case.peer):
        _run(side, folder)
    files = case.file, case.peer_file
    pages = [check_words(file, case.sheet) for file in files]
    if abs(pages[0] - pages[1]) > MOST_PAGES_APART:
        raise WordsDifferError(f"{case.file.name}: {pages[0]} pages, the peer {pages[1]}")
    sizes = [f"{file.stat().st_size:,}" for file in files]
    return f"{case.file.stem}: same words; {' and '.join(map(str, pages))} pages, {' and '.join(sizes)} bytes"


def _fight(duels: Sequence[Duel], rounds: int, folder: Path) -> Iterator[Series]:
    for duel in duels:  # .pyc files, kept editions, the system's file cache
        _run(duel.ours, folder)
        _run(duel.peer, folder)
    spent: dict[str, list[tuple[Spent, Spent]]] = {duel.name: [] for duel in duels}
    for _ in range(rounds):
        for duel in duels:
            spent[duel.name].append((_run(duel.ours, folder), _run(duel.peer, folder)))
    for duel in duels:
        ours, peers = zip(*spent[duel.name], strict=True)
        times = tuple(each.ms for each in ours), tuple(each.ms for each in peers)
        yield Series(duel.name, duel.what, SECONDS, *times, duel.target)
        if duel.memory:
            peaks = tuple(each.memory for each in ours), tuple(each.memory for each in peers)
            yield Series(f"{duel.name}-memory", "peak memory of it", MEMORY, *peaks, None)


def _run(side: Side, folder: Path) -> Spent:
    """One run in a process of its own."""
    with tempfile.TemporaryDirectory(dir=folder) as empty:
        cache = empty if side.fresh else str(folder / "cache")
        launched = subprocess.run(
            [sys.executable, "-I", "-S", str(LAUNCH), *side.command],
            env=environment(cache),
            cwd=folder,
            capture_output=True,
            text=True,
            check=False,
        )
    if launched.returncode:
        raise RuntimeError(f"{' '.join(side.command)}\n{launched.stderr}")
    result = json.loads(launched.stdout)
    return Spent(result["seconds"] * 1000, result["memory"])


def _tagging(rounds: int) -> Iterator[Series]:
    """Typesetting with tags against the same without. At most a fifth of the time may be for tags."""
    typesetter, handout, resolved = prepare(Selection(cancers=(CANCER,), layout="everything"), None)

    def typeset() -> tuple[float, int]:
        gc.collect()
        start = time.perf_counter()
        edition = typesetter.edition(handout, resolved)
        return (time.perf_counter() - start) * 1000, len(stamp(edition, None))

    def plain() -> tuple[float, int]:
        with untagged():
            return typeset()

    typeset(), plain()
    pairs = [(typeset(), plain()) for _ in range(rounds)]
    for at, row in enumerate(
        (("tags", "typesetting with tags, without", SECONDS, 1.25), ("tags-bytes", "file", BYTES, 1.35))
    ):
        name, what, unit, target = row
        ours, without = (tuple(float(pair[side][at]) for pair in pairs) for side in (0, 1))
        yield Series(name, what, unit, ours, without, target)
