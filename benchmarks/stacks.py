"""What is measured of stacks: print jobs against peers, and `handouts batch` as a command."""

from __future__ import annotations

import io
import json
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import cycle, product
from pathlib import Path
from typing import NamedTuple

from benchmarks.launch import environment
from benchmarks.people import CANCER, KINDS, PAGES, Kind, people, stack, write_clinic, write_roster
from benchmarks.words import WordsDifferError, check_texts, page_texts
from handouts.run.files import write_into
from handouts.typeset.stamp import Stamp, stamp

ROOT = Path(__file__).resolve().parents[1]
CONTESTANTS = ROOT / "benchmarks" / "contestants.py"
LAUNCH = ROOT / "benchmarks" / "launch.py"
HANDOUTS = [sys.executable, str(ROOT / "cli.py")]
_APART = 5
"""A peer's copy may have a fifth more or fewer pages than ours, and one in any case."""
LAYOUTS = ("compact", "everything")
PIXELS_PER_POINT = 1.0
_NOT_KNOWN = 999
"""What a peer is told of its pages when it is run to see how many it has."""


class Sizes(NamedTuple):
    """How many recipients each measure has."""

    ours: int = 10_000
    typst: tuple[int, int] = (30, 20)  # at its best: of the short handout, of the whole one
    reportlab: tuple[int, int] = (30, 10)
    weasyprint: tuple[int, int] = (10, 3)
    alone: int = 2_000
    memory: tuple[int, int, int] = (1_000, 10_000, 100_000)
    batch: int = 10_000
    mixed: int = 1_000
    faultless: int = 10_000
    looked_at: int = 12  # copies whose pages are compared as pictures


FULL = Sizes()
SMALL = Sizes(300, (3, 2), (3, 2), (2, 1), 20, (50, 100, 200), 100, 60, 100, 3)
"""For trying the benchmark; what it measures so says nothing."""


class Result(NamedTuple):
    """Values of ours and of what it is compared with, in turn; without a peer, our value alone."""

    name: str
    what: str
    unit: str
    ours: tuple[float, ...]
    peer: tuple[float, ...] = ()
    least: float | None = None  # of the ratio, or of the value
    most: float | None = None
    wall: float | None = None  # the ratio by the clock, where the values are by processor time

    @property
    def ratio(self) -> float | None:
        """The ratio of the medians; None without a peer."""
        return statistics.median(self.ours) / statistics.median(self.peer) if self.peer else None

    @property
    def holds(self) -> bool | None:
        """Whether the target is met; None where there is none."""
        value = self.ratio if self.peer else statistics.median(self.ours)
        if value is None or (self.least is None and self.most is None):
            return None
        return (self.least is None or value >= self.least) and (self.most is None or value <= self.most)


class Job(NamedTuple):
    """A print job by one contestant."""

    contestant: str
    kind: Kind
    count: int
    options: tuple[str, ...] = ()


class Duel(NamedTuple):
    """Our job and a peer's of the same handout, and how many times faster ours is to be."""

    name: str
    what: str
    ours: Job
    peer: Job
    least: float


Say = Callable[[str], None]


class Bench:
    """Measures in a folder of its own."""

    def __init__(self, folder: Path, rounds: int, sizes: Sizes, say: Say) -> None:
        self._folder, self._rounds, self._sizes, self._say = folder, rounds, sizes, say
        self._clinic = write_clinic(folder / "clinic")
        self._stacks = {kind: stack(kind, self._clinic) for kind in KINDS}
        self._pages: dict[tuple[str, Kind], int] = {}
        self._outputs = 0
        self._kept = False  # whether the edition that lists ask for is in the cache

    # -- print jobs, in turn with peers

    def jobs(self, names: Sequence[str]) -> Iterator[Result]:
        """Handouts per second and core, by processor time. Raises WordsDifferError before timing."""
        wanted = [each for each in self._duels() if each.name in names]
        for peer in sorted({each.peer.contestant for each in wanted}):
            if not can_be_imported(peer):
                self._say(f"{peer} is not there or does not work, so it is not measured")
                wanted = [each for each in wanted if each.peer.contestant != peer]
        jobs = list(dict.fromkeys(job for each in wanted for job in (each.ours, each.peer)))
        for job in jobs:
            self._check_words(job)
        spent: dict[Job, list[dict[str, float]]] = {job: [] for job in jobs}
        for _ in range(self._rounds):
            for job in jobs:
                spent[job].append(self._run_job(job, self._folder / "job.pdf", "--warm"))
        for duel in wanted:
            cpu, wall = (
                [_rates(spent[job], clock) for job in (duel.ours, duel.peer)] for clock in ("cpu", "wall")
            )
            by_wall = statistics.median(wall[0]) / statistics.median(wall[1])
            yield Result(duel.name, duel.what, "/s", cpu[0], cpu[1], least=duel.least, wall=by_wall)

    def _duels(self) -> Iterator[Duel]:
        sizes = self._sizes
        for at, kind in enumerate(KINDS):
            ours, end = sizes.ours, "" if kind == "short" else "-full"
            job, typst = Job("handouts", kind, ours), Job("typst", kind, sizes.typst[at])
            flat = Job("reportlab", kind, sizes.reportlab[at])
            html = Job("weasyprint", kind, sizes.weasyprint[at])
            different, tagged = ("--different",), ("--tagged",)
            with_tags = job._replace(options=tagged, count=max(1, ours // 4))
            pages = f"{self._copy_pages('handouts', kind)} pages"
            yield Duel(f"typst{end}", f"job, {pages}; Typst, {typst.count} a document", job, typst, 500)
            yield Duel(f"reportlab{end}", f"job, {pages}; ReportLab, {flat.count}", job, flat, 1000)
            yield Duel(f"weasyprint{end}", f"job, {pages}; WeasyPrint, {html.count}", job, html, 5000)
            pair = (each._replace(options=different) for each in (job, typst))
            yield Duel(f"different{end}", f"every field different, {pages}; Typst", *pair, 200)
            pair = (with_tags, typst._replace(options=tagged))
            yield Duel(f"tagged{end}", f"one tagged document, {pages}; Typst", *pair, 40)

    def _run_job(self, job: Job, out: Path, *more: str) -> dict[str, float]:
        pages = str(self._copy_pages(job.contestant, job.kind))
        command = [sys.executable, str(CONTESTANTS), job.contestant, job.kind, str(job.count)]
        command += [str(self._clinic), str(out), "--pages", pages, *job.options, *more]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode:
            raise RuntimeError(f"{' '.join(command)}\n{done.stderr}")
        spent: dict[str, float] = json.loads(done.stdout)
        return spent

    def _copy_pages(self, contestant: str, kind: Kind) -> int:
        """How many pages a copy has: ours by the edition, a peer's by a job of one copy."""
        found = self._pages.get((contestant, kind))
        if found is None:
            self._pages[contestant, kind] = _NOT_KNOWN
            out = self._folder / "one.pdf"
            self._run_job(Job(contestant, kind, 1), out)
            found = self._pages[contestant, kind] = len(page_texts(out))
        return found

    def _check_words(self, job: Job) -> None:
        """Refuse a job whose copies do not hold the same words, each with its own recipient's fields."""
        out, pages = self._folder / "words.pdf", self._copy_pages(job.contestant, job.kind)
        given, count = self._stacks[job.kind], min(job.count, 3)
        self._run_job(job._replace(count=count), out)
        texts = page_texts(out)
        ours = self._copy_pages("handouts", job.kind)
        if len(texts) != count * pages or abs(pages - ours) > max(1, ours // _APART):
            found = f"{count} copies have {len(texts)} pages, one has {pages}, ours has {ours}"
            raise WordsDifferError(f"{job.contestant}: {found}")
        for at, recipient in enumerate(people(count, different="--different" in job.options)):
            copy = texts[at * pages : (at + 1) * pages]
            check_texts(f"{' '.join((*job[:2], *job.options))}, copy {at + 1}", copy, given.sheet(recipient))
        self._say(f"{job.contestant} {job.kind} {' '.join(job.options)}: same words; {pages} pages a copy")

    # -- files of their own

    def alone(self) -> Iterator[Result]:
        """One tagged file for each recipient, against writing the same bytes to files."""
        given = self._stacks["short"]
        edition = given.typesetter.edition(given.handout, given.resolved)
        recipients = list(people(self._sizes.alone))
        stamped = [stamp(edition, each) for each in recipients]
        stamps = Stamp(edition)

        def ours(folder: Path) -> None:
            for recipient in recipients:
                write_into(folder / f"{recipient.id}.pdf", stamps.file(recipient))

        def plain(folder: Path) -> None:
            for recipient, data in zip(recipients, stamped, strict=True):
                with (folder / f"{recipient.id}.pdf").open("wb") as file:
                    file.write(data)

        rates: tuple[list[float], list[float]] = ([], [])
        for _ in range(self._rounds):
            for write, found in zip((ours, plain), rates, strict=True):
                with tempfile.TemporaryDirectory(dir=self._folder) as folder:
                    start = time.perf_counter()
                    write(Path(folder))
                    found.append(len(recipients) / (time.perf_counter() - start))
        what = f"tagged file each, {len(stamped[0]):,} bytes; the same bytes"
        yield Result("alone", what, "/s", tuple(rates[0]), tuple(rates[1]), least=0.7)
        runs = [
            [self._batch("alone", *more)["seconds"] for _ in range(min(self._rounds, 3))]
            for more in ((), ("--separate",))
        ]
        extra = statistics.median(runs[1]) - statistics.median(runs[0])
        rate = (len(recipients) / extra,)
        yield Result(
            "alone-batch", "what --separate adds to the command; the same bytes", "/s", rate, tuple(rates[1])
        )

    # -- the command

    def command(self) -> Iterator[Result]:
        """`handouts batch` as a whole process, the edition kept; by the clock."""
        count = self._sizes.batch
        runs = [self._batch("batch") for _ in range(self._rounds)]
        wall, cpu = (tuple(count / run[clock] for run in runs) for clock in ("seconds", "cpu"))
        yield Result("batch", f"the command, {count:,} rows, by the clock", "/s", wall, least=5000)
        yield Result("batch-cpu", "by processor time", "/s", cpu)

    def memory(self) -> Iterator[Result]:
        """Peak memory of the command."""
        peaks = [self._batch(f"memory-{at}")["memory"] for at in range(3)]
        for count, peak in zip(self._sizes.memory, peaks, strict=True):
            yield Result(f"memory-{count}", f"peak of the command, {count:,} rows", "MiB", (peak,), most=96)
        few, _, many = self._sizes.memory
        yield Result("memory-flat", f"{many:,} rows; {few:,}", "MiB", (peaks[2],), (peaks[0],), most=1.25)

    def size(self) -> Iterator[Result]:
        """The bytes that one more recipient adds to a job of the short handout."""
        half, all_of_them = self._sizes.ours // 2, self._sizes.ours
        for options, most in (((), 800.0), (("--different",), 2000.0), (("--tagged",), None)):
            small, large = (
                self._run_job(Job("handouts", "short", count, options), self._folder / "job.pdf")["size"]
                for count in (half, all_of_them)
            )
            added = (large - small) / (all_of_them - half)
            what = f"added by a recipient {' '.join(options)}".rstrip()
            yield Result("size" + "".join(options)[1:], what, "bytes", (added,), most=most)

    def mixed(self) -> Iterator[Result]:
        """A mixed list, nothing kept, against a list of one row for each of its editions."""
        seconds: tuple[list[float], list[float]] = ([], [])
        for _ in range(min(self._rounds, 5)):
            for roster, found in zip(("mixed", "distinct"), seconds, strict=True):
                found.append(self._batch(roster, fresh=True)["seconds"])
        editions = len(_cancers()) * len(LAYOUTS)
        what = f"{self._sizes.mixed:,} rows; its {editions} editions alone"
        yield Result("mixed", what, "s", tuple(seconds[0]), tuple(seconds[1]), most=1.3)

    def faultless(self) -> Iterator[Result]:
        """A job of the command has no faults, and its pages look as the copies alone do."""
        import pikepdf

        self._batch("faultless")
        file = self._folder / "runs" / str(self._outputs) / "print-job.pdf"
        with pikepdf.open(file) as document:
            faults = (
                document.check_pdf_syntax() if hasattr(document, "check_pdf_syntax") else document.check()
            )
        count = self._sizes.faultless
        yield Result("faults", f"in a job of {count:,}, by pikepdf", "faults", (len(faults),), most=0)
        for options in ((), ("--tagged",)):
            job = self._folder / "job.pdf"
            self._run_job(Job("handouts", "short", count, options), job)
            given = self._stacks["short"]
            edition = given.typesetter.edition(given.handout, given.resolved)
            step = max(1, count // self._sizes.looked_at)
            chosen = [
                (at, each) for at, each in enumerate(people(count)) if at % step == 0 or at == count - 1
            ]
            different = sum(_differing(job, at * edition.pages, stamp(edition, each)) for at, each in chosen)
            what = f"of {len(chosen) * edition.pages} pages looked at {' '.join(options)}".rstrip()
            yield Result("pictures" + "".join(options)[1:], what, "differ", (different,), most=0)

    def _batch(self, roster: str, *options: str, fresh: bool = False) -> dict[str, float]:
        """Run the command over a list, and return time and memory. A kept edition is made before."""
        path = self._folder / f"{roster}.csv"
        if not path.exists():
            self._write_roster(path, roster)
        if not fresh and not self._kept:
            self._kept = True
            self._batch("one")
        with tempfile.TemporaryDirectory(dir=self._folder) as empty:
            return self._command(path, empty if fresh else "cache", *options)

    def _command(self, roster: Path, cache: str, *options: str) -> dict[str, float]:
        (self._folder / "runs").mkdir(exist_ok=True)
        before = self._folder / "runs" / str(self._outputs)
        if before.exists():
            shutil.rmtree(before)
        self._outputs += 1
        out = self._folder / "runs" / str(self._outputs)
        command = [
            *HANDOUTS,
            "batch",
            str(roster),
            "--clinic",
            str(self._clinic),
            "--out",
            str(out),
            "-q",
            *options,
        ]
        done = subprocess.run(
            [sys.executable, "-I", "-S", str(LAUNCH), *command],
            env=environment(str(self._folder / cache)),
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            raise RuntimeError(f"{' '.join(command)}\n{done.stderr}")
        spent: dict[str, float] = json.loads(done.stdout)
        return spent

    def _write_roster(self, path: Path, name: str) -> None:
        every = list(product(_cancers(), LAYOUTS))
        sizes = self._sizes
        counts = {"one": 1, "alone": sizes.alone, "batch": sizes.batch, "faultless": sizes.faultless}
        counts |= {f"memory-{at}": count for at, count in enumerate(sizes.memory)}
        if name in counts:
            write_roster(path, people(counts[name]), cycle([(CANCER, "short")]))
            return
        count = len(every) if name == "distinct" else max(len(every), sizes.mixed)
        write_roster(path, people(count), cycle(every))


MEASURES: dict[str, Callable[[Bench], Iterable[Result]]] = {
    "alone": Bench.alone,
    "batch": Bench.command,
    "memory": Bench.memory,
    "size": Bench.size,
    "mixed": Bench.mixed,
    "faultless": Bench.faultless,
}
JOBS = tuple(
    f"{name}{end}"
    for end in ("", "-full")
    for name in ("typst", "reportlab", "weasyprint", "different", "tagged")
)
NAMES = (*JOBS, *MEASURES)


def measure_stacks(rounds: int, names: Sequence[str], say: Say, sizes: Sizes = FULL) -> Iterator[Result]:
    """All measures that were asked for. Raises WordsDifferError before anything is timed."""
    with tempfile.TemporaryDirectory(prefix="handouts-bench-") as scratch:
        bench = Bench(Path(scratch), rounds, sizes, say)
        pages = bench._copy_pages("handouts", "short")
        if pages != PAGES:
            say(f"the short handout has {pages} pages now, not {PAGES}: its layout in people.py needs a look")
        if set(names) & set(JOBS):
            yield from bench.jobs(names)
        for name, run in MEASURES.items():
            if name in names:
                yield from run(bench)


def can_be_imported(package: str) -> bool:
    """Whether a peer is installed and works; WeasyPrint needs system libraries too."""
    return (
        subprocess.run(
            [sys.executable, "-c", f"import {package}"], capture_output=True, check=False
        ).returncode
        == 0
    )


def _rates(spent: Iterable[dict[str, float]], clock: str) -> tuple[float, ...]:
    return tuple(each["count"] / each[clock] for each in spent)


def _cancers() -> list[str]:
    return sorted(path.stem for path in (ROOT / "data" / "cancers").glob("*.yaml"))


def _differing(job: Path, first: int, alone: bytes) -> int:
    """How many pages of a copy in a job look different from its own file."""
    import pypdfium2

    whole, single = pypdfium2.PdfDocument(job), pypdfium2.PdfDocument(io.BytesIO(alone))
    try:
        return sum(
            whole[first + at].render(scale=PIXELS_PER_POINT).to_pil().tobytes()
            != single[at].render(scale=PIXELS_PER_POINT).to_pil().tobytes()
            for at in range(len(single))
        )
    finally:
        whole.close()
        single.close()
