"""A real cluster on this machine typesets what a run needs."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

pytest.importorskip("distributed")

CANCERS = ("lung", "breast", "kidney", "bladder", "liver", "ovary", "uterus", "cervix", "stomach", "thyroid")
ROWS = [f"Ann {name.title()},{name}" for name in CANCERS]
ROSTER = "\n".join(["name,cancer", *ROWS, "Bo Chan,unheard of", ""])

# In a process of its own: it starts two workers, and their warnings are not ours.
PROGRAM = """
import os
import sys
from distributed import Client, LocalCluster
from handouts.cli.entry_point import answer


def has_typeset():
    return "reportlab" in sys.modules


if __name__ == "__main__":
    with LocalCluster(n_workers=2, threads_per_worker=1, host="127.0.0.1", dashboard_address=None) as cluster:
        address = cluster.scheduler_address
        code = answer(("batch", "list.csv", "--out", "there", "--cluster", address, "-q"))
        with Client(address) as client:
            print(sorted(client.run(has_typeset).values()))
        cluster.scale(0)
        os.environ["XDG_CACHE_HOME"] += "-alone"
        lost = ("--cluster-timeout", "0.5")
        gone = answer(("batch", "list.csv", "--out", "gone", "--cluster", address, *lost))
        sys.exit(code if gone == code else 70)
"""


def _run(arguments: list[str], folder: Path, home: Path) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "XDG_CACHE_HOME": str(home)}
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def test_a_cluster_makes_the_same_bytes(tmp_path: Path) -> None:
    (tmp_path / "list.csv").write_text(ROSTER)
    (tmp_path / "program.py").write_text(PROGRAM)
    there = _run(["program.py"], tmp_path, tmp_path / "cluster")
    assert there.returncode == 1, there.stderr  # a row failed
    assert there.stdout.startswith("[True, True]\n")  # both workers typeset
    lost = "The cluster did not finish (nothing came back for 0.5 seconds): 10 handouts were typeset on this"
    assert lost in there.stdout  # nobody was left there
    command = [str(Path(__file__).parents[1] / "cli.py"), "batch", "list.csv", "--out", "here", "-q"]
    here = _run([*command, "--jobs", "1"], tmp_path, tmp_path / "alone")
    assert here.returncode == 1, here.stderr
    made = [tmp_path / folder for folder in ("there", "gone", "here")]
    for name in ("print-job.pdf", "manifest.csv"):
        assert len({(folder / name).read_bytes() for folder in made}) == 1
    # Below the command, which names the folder.
    assert len({(folder / "failed-rows.csv").read_bytes().split(b"\n", 1)[1] for folder in made}) == 1


def test_a_cluster_that_is_not_there(tmp_path: Path) -> None:
    (tmp_path / "list.csv").write_text(ROSTER)
    command = [str(Path(__file__).parents[1] / "cli.py"), "batch", "list.csv", "--cluster"]
    said = _run([*command, "nonsense"], tmp_path, tmp_path / "cache")
    assert said.returncode == 2
    assert "There is no cluster at nonsense" in said.stderr
    assert not (tmp_path / "print-run").exists()
