"""Where the user's cache is, by each system's custom.

Three lines of rules instead of platformdirs: its import took a tenth of the time of a whole command.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from pathlib import Path


def editions_folder() -> Path:
    """The folder of kept editions of the user who runs this."""
    return cache_folder(sys.platform, os.environ, Path.home()) / "handouts" / "editions"


def cache_folder(platform: str, environment: Mapping[str, str], home: Path) -> Path:
    """The user's cache: XDG_CACHE_HOME or ~/.cache, ~/Library/Caches on macOS, LOCALAPPDATA on Windows."""
    if platform == "darwin":
        return home / "Library" / "Caches"
    if platform == "win32":
        return Path(environment.get("LOCALAPPDATA") or home / "AppData" / "Local")
    chosen = Path(environment.get("XDG_CACHE_HOME", ""))
    return chosen if chosen.is_absolute() else home / ".cache"
