"""Which versions of the dependencies the tests run with: those that are locked, or others. No tests."""

from __future__ import annotations

import re
from importlib import metadata

from commands import ROOT

LOCK = ROOT / "requirements" / "test.txt"

CAN_BREAK = (
    "batch/test_outputs.py",
    "pdf/test_forms.py",
    "pdf/test_golden.py",
    "reading",
    "roster/test_csv.py",
    "roster/test_xlsx.py",
    "test_codes.py",
    "test_compiled.py",
    "test_fast_path.py",
    "test_imports.py",
    "test_make.py",
)
"""Folders and files of tests that another version of a dependency can break: schemas and reading (msgspec,
PyYAML), one of each layout (ReportLab), codes (segno), spreadsheets (openpyxl), the command line
(Click).
"""


def locked() -> dict[str, str]:
    """The version of each package in the lock, by its name."""
    return dict(re.findall(r"^([\w.-]+)==(\S+)", LOCK.read_text("utf-8"), flags=re.MULTILINE))


def as_locked(name: str) -> bool:
    """Whether a package is installed in the version in which generated files were written."""
    return metadata.version(name) == locked()[name]
