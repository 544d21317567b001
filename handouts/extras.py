"""Packages that some of the work needs and that not everybody has, and the command that installs them."""

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
"""As in pyproject.toml, for a checkout that was not installed knows no metadata."""


def how_to_install(extra: str) -> str:
    """The command that adds an extra's packages to the Python that runs this, wherever handouts came from.

    It names the packages themselves: by the name "handouts" pip would take what its index has, perhaps a
    stranger's, and "." is there only in a checkout. Double quotes are the ones that every shell knows.
    """
    python = sys.executable if shlex.quote(sys.executable) == sys.executable else f'"{sys.executable}"'
    # uv makes environments without pip
    pip = f"{python} -m pip install" if find_spec("pip") else f"uv pip install --python {python}"
    return " ".join([pip, *(f'"{package}"' for package in EXTRAS[extra])])
