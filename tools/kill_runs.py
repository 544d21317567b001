"""Kill runs at random moments, and check that the next `--resume` completes them.

    python tools/kill_runs.py [--kills 200] [--seed NUMBER]

Prints invented lists, and ends the process that prints with SIGKILL at a random moment; spread over one
process and two, editions that are kept and that are not, and all kinds of print jobs. After each kill this
must hold:

- the processes that typeset are gone within two seconds;
- the same command with `--resume` ends within the time of a whole run and a few seconds, and what it has made
  is byte for byte what an undisturbed run makes (an encrypted file: what it holds is);
- beside the list and the run there is nothing in the folder, nothing in the folder for temporary files, and
  none of the list's names in the kept editions.

The seed is printed, and with it the same moments come again. Ends with 1 where something did not hold.
"""

from __future__ import annotations

import argparse
import csv
import io
import itertools
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

START = "from handouts.batch import printing; printing._BETWEEN_CHECKPOINTS = 64; "
START += "from handouts.cli.entry_point import main; main()"

KINDS: dict[str, tuple[str, ...]] = {
    "plain": ("--cover",),
    "separate": ("--separate",),
    "tagged": ("--tagged", "--separators"),
    "encrypt": ("--encrypt",),
    "replace": ("--replace",),
}
NAME = "Quixworth"
PHRASE = "a lantern for the last mile"
CANCERS = ("lung", "breast", "kidney", "liver", "bladder")
LAYOUTS = ("card", "questions")
ROWS = 150
EARLY = 0.1  # of all kills: before the run has its folder
GONE = 2.0  # seconds in which workers must end
MARGIN = 8.0  # seconds that a resumed run may take beyond those of a whole one


class Case(NamedTuple):
    """A way to print the list."""

    kind: str
    jobs: int
    warm: bool  # whether all editions are kept already


class Whole(NamedTuple):
    """The output of an undisturbed run, and its seconds before and after its folder was there."""

    files: dict[str, bytes]
    before: float
    working: float


class Place(NamedTuple):
    """Folders of one run."""

    root: Path

    @property
    def folder(self) -> Path:
        """Where the list lies and the run is made."""
        return self.root / "desk"

    @property
    def out(self) -> Path:
        """The run."""
        return self.folder / "out"

    @property
    def making(self) -> Path:
        """The run in the making."""
        return self.folder / ".out.unfinished"

    @property
    def temporary(self) -> Path:
        """Where temporary files go."""
        return self.root / "temporary"

    @property
    def home(self) -> Path:
        """A home with kept editions."""
        return self.root / "home"


def cases() -> list[Case]:
    """All ways to print."""
    return [Case(*each) for each in itertools.product(KINDS, (1, 2), (False, True))]


def kill_runs(kills: int, seed: int, root: Path, ways: Sequence[Case]) -> tuple[Counter[str], list[str]]:
    """Kill so many runs, in each way in turn. Returns the states found, and what failed."""
    moments, kept = random.Random(seed), root / "kept"
    found, faults = Counter[str](), []
    wholes: dict[Case, Whole] = {}
    for number, case in zip(range(kills), itertools.cycle(ways)):  # it is endless
        if case not in wholes:
            wholes[case] = _whole(case, _place(root / f"whole-{number}", kept if case.warm else None))
            if case.warm and not kept.exists():
                shutil.copytree(root / f"whole-{number}" / "home", kept)
        place = _place(root / f"kill-{number}", kept if case.warm else None)
        moment = moments.random()
        state, wrong = _killed(case, wholes[case], place, moment)
        found[state] += 1
        faults += [f"kill {number}, {case}, moment {moment:.4f}: {each}" for each in wrong]
        if not wrong:
            shutil.rmtree(place.root)
    return found, faults


def _place(root: Path, kept: Path | None) -> Place:
    place = Place(root)
    for folder in (place.folder, place.temporary):
        folder.mkdir(parents=True)
    place.folder.chmod(0o700)
    if kept is not None and kept.exists():
        shutil.copytree(kept, place.home)
    place.home.mkdir(exist_ok=True)
    text = io.StringIO()
    letters = ("".join("bcdfghjklm"[int(figure)] for figure in str(at)).capitalize() for at in range(ROWS))
    rows = (
        (f"Zeb {NAME} {each}", CANCERS[at % 5], LAYOUTS[at // 5 % 2], "4") for at, each in enumerate(letters)
    )
    csv.writer(text).writerows([("name", "cancer", "layout", "stage"), *rows])
    (place.folder / "list.csv").write_text(text.getvalue(), encoding="utf-8")
    return place


def _begun(case: Case, place: Place, *options: str) -> subprocess.Popen[bytes]:
    arguments = ("batch", "list.csv", "--out", "out", "-q", "--jobs", str(case.jobs), *KINDS[case.kind])
    ours = {"HOME": place.home, "XDG_CACHE_HOME": place.home / "cache", "TMPDIR": place.temporary}
    ours["PYTHONPATH"] = Path(__file__).resolve().parents[1]
    environment = os.environ | {name: str(path) for name, path in ours.items()}
    return subprocess.Popen(
        [sys.executable, "-c", START, *arguments, *options],
        cwd=place.folder,
        env=environment | {"HANDOUTS_PASSPHRASE": PHRASE},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        start_new_session=True,  # so that its workers can be looked for
    )


def _ended(run: subprocess.Popen[bytes], seconds: float) -> tuple[int | None, str]:
    """The exit code, None after a timeout, and the output."""
    try:
        said, _ = run.communicate(timeout=seconds)
    except subprocess.TimeoutExpired:
        run.kill()
        run.communicate()
        return None, ""
    return run.returncode, said.decode(errors="replace")


def _older(case: Case, place: Place) -> None:
    """The run to be replaced, made once."""
    kept = place.root.parent / "older"
    if case.kind == "replace" and kept.exists():
        shutil.copytree(kept, place.out)
    elif case.kind == "replace":
        code, said = _ended(_begun(case, place, "--cover"), 60)
        assert code == 0, said
        shutil.copytree(place.out, kept)


def _whole(case: Case, place: Place) -> Whole:
    _older(case, place)
    start = time.monotonic()
    run = _begun(case, place)
    _wait_for(place.making, run)
    begun = time.monotonic()
    code, said = _ended(run, 60)
    assert code == 0, said
    return Whole(_files(place.out), begun - start, time.monotonic() - begun)


def _wait_for(folder: Path, run: subprocess.Popen[bytes]) -> None:
    while not folder.exists() and run.poll() is None:
        time.sleep(0.001)


def _killed(case: Case, whole: Whole, place: Place, moment: float) -> tuple[str, list[str]]:
    """The state of a killed run, and what failed. `moment` is from 0 to 1; most of it is work."""
    _older(case, place)
    run = _begun(case, place)
    if moment < EARLY:
        time.sleep(moment / EARLY * whole.before)
    else:
        _wait_for(place.making, run)
        time.sleep((moment - EARLY) / (1 - EARLY) * whole.working)
    run.kill()
    run.wait()
    assert run.stdout is not None
    run.stdout.close()
    wrong = [] if _is_gone(run.pid) else ["workers live on"]
    state = _state(place, whole)
    code, said = _ended(_begun(case, place, "--resume"), whole.before + whole.working + MARGIN)
    if code != 0 and "it is complete" not in said:
        wrong.append(f"--resume ended with {code}: {said.strip()}")
    elif _files(place.out) != whole.files:
        wrong.append("the bytes are not those of an undisturbed run")
    return state, [*wrong, *_left(place)]


def _is_gone(group: int) -> bool:
    """Whether all processes of a group end soon."""
    until = time.monotonic() + GONE
    while living(group):
        if time.monotonic() > until:
            os.killpg(group, signal.SIGKILL)
            return False
        time.sleep(0.005)
    return True


def living(group: int) -> bool:
    """Whether any process of a group runs. One that has ended may be a zombie."""
    if not Path("/proc/self/stat").exists():
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return False
        return True
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            state, _, its_group = path.read_text().rpartition(")")[2].split()[:3]
        except OSError:
            continue  # it has just ended
        if int(its_group) == group and state not in "ZX":
            return True
    return False


def _state(place: Place, whole: Whole) -> str:
    """How far a killed run had come."""
    if place.making.exists():
        return "in the making"
    is_new = place.out.exists() and len(list(place.out.iterdir())) and _files(place.out) == whole.files
    return "done" if is_new else "not begun"


def _files(folder: Path) -> dict[str, bytes]:
    """All files of a run, decrypted."""
    paths = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {str(path.relative_to(folder)): _opened(path.read_bytes()) for path in paths}


def _opened(data: bytes) -> bytes:
    if not data.startswith(b"%PDF-") or b"/Encrypt" not in data:
        return data
    import pikepdf

    plain = io.BytesIO()
    with pikepdf.open(io.BytesIO(data), password=PHRASE) as pdf:
        pdf.save(plain, encryption=False, static_id=True)
    return plain.getvalue()


def _left(place: Place) -> Iterator[str]:
    """What the run left outside its folder."""
    for path in place.folder.iterdir():
        if path.name not in ("list.csv", "out"):
            yield f"{path.name} is left"
    for path in place.out.rglob(".*"):
        yield f"{path.relative_to(place.folder)} is left"
    for path in place.temporary.iterdir():
        yield f"{path.name} is left among temporary files"
    words = [NAME.encode(form) for form in ("utf-8", "utf-16-be", "utf-16-le")]
    for path in place.home.rglob("*"):
        if path.is_file() and any(word in path.read_bytes() for word in words):
            yield f"a name stands in {path.relative_to(place.home)}"


def main() -> int:
    """The command."""
    asked = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    asked.add_argument("--kills", type=int, default=200)
    asked.add_argument("--seed", type=int, default=random.randrange(1_000_000))
    given = asked.parse_args()
    print(f"seed {given.seed}", flush=True)
    with tempfile.TemporaryDirectory(prefix="kill-runs-") as folder:
        found, faults = kill_runs(given.kills, given.seed, Path(folder), cases())
    print(", ".join(f"{count} {state}" for state, count in sorted(found.items())))
    print("\n".join(faults) or "All held.")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
