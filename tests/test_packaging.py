"""The wheel, and the ways to start the program: installed, from a checkout, offline."""

from __future__ import annotations

import importlib.util
import json
import os
import re
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

import pytest
from commands import ROOT, apart

import handouts as package

HATCHLING = pytest.mark.skipif(
    importlib.util.find_spec("hatchling") is None,
    reason="the wheel is built offline: this needs hatchling (extra: test)",
)

OFFLINE = """\
import socket

class Refused(socket.socket):
    def __init__(self, *_args, **_named):
        raise OSError("the network was asked for")

socket.socket = Refused
"""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of this checkout."""
    folder = tmp_path_factory.mktemp("wheel")
    _pip("wheel", "--no-build-isolation", "--wheel-dir", str(folder), str(ROOT))
    (path,) = folder.glob("*.whl")
    return path


def _pip(*arguments: str) -> None:
    command = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check", *arguments, "--no-deps"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr


def _shipped() -> Iterator[str]:
    """What a wheel must hold: our three folders, the content inside the package."""
    for top, prefix in (("handouts", ""), ("data", "handouts/"), ("layouts", "handouts/")):
        for path in (ROOT / top).rglob("*"):
            if path.is_file() and "__pycache__" not in path.parts:
                yield prefix + path.relative_to(ROOT).as_posix()


@HATCHLING
def test_the_wheel_holds_our_files_and_no_others(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = [name for name in archive.namelist() if ".dist-info/" not in name]
        assert archive.testzip() is None
    assert sorted(names) == sorted(_shipped())
    content = [name for name in names if name.startswith(("handouts/data/", "handouts/layouts/"))]
    assert content
    assert not [name for name in content if name.endswith((".py", ".pyc"))]
    assert not [name for name in names if name.split("/")[0] != "handouts"]


@HATCHLING
def test_the_wheel_carries_the_licences(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = [name for name in archive.namelist() if ".dist-info/licenses/" in name]
    assert any(name.endswith("licenses/LICENSE") for name in names)
    assert any(name.endswith("OFL.txt") for name in names)


@pytest.fixture
def offline(tmp_path: Path) -> Path:
    """A folder that takes the network away from every Python that finds it."""
    folder = tmp_path / "offline"
    folder.mkdir()
    (folder / "sitecustomize.py").write_text(OFFLINE)
    return folder


def test_the_network_is_really_gone(tmp_path: Path, offline: Path) -> None:
    ask = ("-c", "import socket; socket.socket()")
    done = apart(home=tmp_path, program=ask, PYTHONPATH=str(offline))
    assert done.code == 1
    assert "the network was asked for" in done.err


@HATCHLING
def test_the_installed_wheel_makes_a_handout_anywhere_and_offline(
    wheel: Path, tmp_path: Path, offline: Path
) -> None:
    site, folder = tmp_path / "site", tmp_path / "elsewhere"
    folder.mkdir()
    _pip("install", "--target", str(site), str(wheel))
    path = f"{offline}{os.pathsep}{site}"
    where = ("-c", "import handouts; print(handouts.__file__)")
    assert apart(home=tmp_path, program=where, PYTHONPATH=path).out.decode().startswith(str(site))
    program = (str(site / "bin" / "handouts"),)
    done = apart("make", "kidney", home=tmp_path, folder=folder, program=program, PYTHONPATH=path)
    assert done.code == 0, done.err
    assert (folder / "handout-kidney.pdf").read_bytes().startswith(b"%PDF-")


def _dependencies(name: str) -> set[str]:
    """A distribution's dependencies, and theirs; without those of extras."""
    found: set[str] = set()
    for requirement in metadata.requires(name) or ():
        match = re.match(r"[\w.-]+", requirement)
        if match and ";" not in requirement:
            found |= {match[0], *_dependencies(match[0])}
    return found


@pytest.fixture(scope="module")
def dependencies(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the dependencies that pyproject.toml names, and nothing else."""
    folder = tmp_path_factory.mktemp("dependencies")
    for name in sorted(_dependencies("handouts")):
        distribution = metadata.distribution(name)
        for top in {file.parts[0] for file in distribution.files or ()} - {"..", "__pycache__"}:
            (folder / top).symlink_to(str(distribution.locate_file(top)))
    return folder


@pytest.mark.parametrize("absolute", [False, True], ids=["in the checkout", "from elsewhere"])
def test_a_bare_checkout_needs_its_dependencies_and_nothing_else(
    tmp_path: Path, dependencies: Path, absolute: bool
) -> None:
    program = ("-S", str(ROOT / "cli.py") if absolute else "cli.py")  # -S: no site-packages
    out = tmp_path / "sheet.pdf"
    done = apart(
        *("make", "kidney", "-o", out),
        home=tmp_path,
        folder=tmp_path if absolute else ROOT,
        program=program,
        PYTHONPATH=str(dependencies),
    )
    assert done.code == 0, done.err
    assert out.read_bytes().startswith(b"%PDF-")


def test_the_tests_run_on_this_checkout() -> None:
    """Installed as editable, else they would test another copy."""
    assert Path(package.__file__).resolve().is_relative_to(ROOT)
    origin = json.loads(metadata.distribution("handouts").read_text("direct_url.json") or "{}")
    assert origin["dir_info"] == {"editable": True}
