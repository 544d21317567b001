"""Optional packages (extras), and the command that installs them."""

from __future__ import annotations

import shlex
import sys
from importlib.util import find_spec
from typing import Final

EXTRAS: Final = {
    "cluster": ("distributed>=2024.1,<2027",),
    "encrypt": ("pikepdf>=9,<11",),
    "xlsx": ("openpyxl>=3.1,<4",),
}
"""As in pyproject.toml: a checkout that is not installed has no metadata."""


def how_to_install(extra: str) -> str:
    """The command that installs an extra's packages for the running Python.

    It names the packages themselves: "handouts" could be another project on the package index, and "." works
    only in a checkout. Double quotes work in every shell.
    """
    python = sys.executable if shlex.quote(sys.executable) == sys.executable else f'"{sys.executable}"'
    # uv makes environments without pip
    pip = f"{python} -m pip install" if find_spec("pip") else f"uv pip install --python {python}"
    return " ".join([pip, *(f'"{package}"' for package in EXTRAS[extra])])
