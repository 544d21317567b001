"""A real cluster on this machine typesets what a run needs."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

pytest.importorskip("distributed")

CANCERS = ("lung", "breast", "kidney", "bladder", "liver", "ovary", "uterus", "cervix", "stomach", "thyroid")
ROWS = [f"Ann Lee {at},{name}" for at, name in enumerate(CANCERS)]
ROSTER = "\n".join(["name,cancer", *ROWS, "Bo Chan,unheard of", ""])

# In a process of its own: it starts two workers, and their warnings are not ours.
PROGRAM = """
import sys
from distributed import Client, LocalCluster
from handouts.cli.door import answer


def has_typeset():
    return "reportlab" in sys.modules


if __name__ == "__main__":
    with LocalCluster(n_workers=2, threads_per_worker=1, host="127.0.0.1", dashboard_address=None) as cluster:
        address = cluster.scheduler_address
        code = answer(("batch", "list.csv", "--out", "there", "--cluster", address, "-q"))
        with Client(address) as client:
            print(sorted(client.run(has_typeset).values()))
        sys.exit(code)
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
    assert there.stdout == "[True, True]\n"  # both workers typeset
    command = [str(Path(__file__).parents[1] / "cli.py"), "batch", "list.csv", "--out", "here", "-q"]
    here = _run([*command, "--jobs", "1"], tmp_path, tmp_path / "alone")
    assert here.returncode == 1, here.stderr
    failed = [
        (tmp_path / name / "failed-rows.csv").read_bytes().split(b"\n", 1)[1] for name in ("there", "here")
    ]
    assert failed[0] == failed[1]  # below the command, which names the folder
    for name in ("print-job.pdf", "manifest.csv"):
        assert (tmp_path / "there" / name).read_bytes() == (tmp_path / "here" / name).read_bytes()


def test_a_cluster_that_is_not_there(tmp_path: Path) -> None:
    (tmp_path / "list.csv").write_text(ROSTER)
    command = [str(Path(__file__).parents[1] / "cli.py"), "batch", "list.csv", "--cluster"]
    said = _run([*command, "nonsense"], tmp_path, tmp_path / "cache")
    assert said.returncode == 2
    assert "There is no cluster at nonsense" in said.stderr
    assert not (tmp_path / "print-run").exists()
