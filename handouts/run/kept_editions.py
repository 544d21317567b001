"""Editions that are kept: found by their fingerprint, or typeset and kept from then on."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from handouts.errors import UsageError
from handouts.model.selection import Selection
from handouts.reading.shelf import digest_of_shipped
from handouts.run.fingerprint import Fingerprints
from handouts.typeset.cache import keep, load
from handouts.typeset.edition import Edition

if TYPE_CHECKING:
    import datetime


class KeptEditions:
    """Editions made from the content as it is now, in a cache folder; None keeps nothing."""

    def __init__(self, clinic_folder: Path | None, cache: Path | None) -> None:
        self._clinic_folder = clinic_folder
        self.epoch = os.environ.get("SOURCE_DATE_EPOCH")
        self.shipped = digest_of_shipped()
        no_clinic = clinic_folder is not None and not (clinic_folder / "clinic.yaml").is_file()
        self._cache = None if no_clinic else cache
        self._fingerprints = Fingerprints(clinic_folder, self.epoch, self.shipped) if self._cache else None

    @property
    def fingerprint(self) -> str:
        """A name for all content that editions are made from; empty where nothing is kept."""
        return self._fingerprints.all if self._fingerprints else ""

    def is_outdated(self) -> bool:
        """Whether content has changed since this object was made."""
        now = Fingerprints(self._clinic_folder, self.epoch, digest_of_shipped())
        return self._fingerprints is not None and now.all != self.fingerprint

    def name(self, selection: Selection) -> str:
        """A name for the edition of a selection; empty where nothing is kept."""
        return self._fingerprints.of(selection) if self._fingerprints else ""

    def find(self, selection: Selection) -> Edition | None:
        """The kept edition of a selection."""
        return load(self._cache, self.name(selection)) if self._cache else None

    def keep(self, selection: Selection, edition: Edition) -> None:
        """Keep an edition from now on."""
        if self._cache:
            keep(self._cache, self.name(selection), edition)

    def make(self, selection: Selection) -> Edition:
        """The kept edition, or a new one that is kept from now on. Raises HandoutsError."""
        edition = self.find(selection)
        if edition is None:
            from handouts.run.typesetting import typeset  # slow to import; not needed for a kept edition

            edition = typeset(selection, self._clinic_folder, self.shipped, created(self.epoch))
            self.keep(selection, edition)
        return edition


def created(epoch: str | None) -> datetime.datetime | None:
    """The date in files: SOURCE_DATE_EPOCH, else none, so that bytes stay the same. Raises UsageError."""
    if epoch is None:
        return None
    import datetime

    try:
        return datetime.datetime.fromtimestamp(int(epoch), datetime.UTC)
    except (ValueError, OverflowError, OSError):
        raise UsageError("SOURCE_DATE_EPOCH must be a number of seconds since 1970, or not be set.") from None


def editions_folder() -> Path:
    """The folder of kept editions of the user who runs this."""
    return cache_folder(sys.platform, os.environ, Path.home()) / "handouts" / "editions"


def cache_folder(platform: str, environment: Mapping[str, str], home: Path) -> Path:
    """The user's cache: XDG_CACHE_HOME or ~/.cache, ~/Library/Caches on macOS, LOCALAPPDATA on Windows."""
    # three rules instead of platformdirs: its import took a tenth of the time of a whole command
    if platform == "darwin":
        return home / "Library" / "Caches"
    if platform == "win32":
        return Path(environment.get("LOCALAPPDATA") or home / "AppData" / "Local")
    chosen = Path(environment.get("XDG_CACHE_HOME", ""))
    return chosen if chosen.is_absolute() else home / ".cache"
