"""Files that open with a passphrase only: AES with 256 bits (ISO 32000-2, 7.6), by pikepdf."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

from handouts.errors import OutputError, UsageError
from handouts.extras import how_to_install
from handouts.pdf.identity import without_pdfa


class Encryption:
    """Encrypts finished files. The passphrase is kept in memory only."""

    def __init__(self, passphrase: str) -> None:
        """Raises UsageError where the package is missing or the passphrase is empty."""
        if not passphrase.strip():
            raise UsageError("The passphrase is empty. Choose one that others will not guess.")
        try:
            import pikepdf
        except ImportError:
            raise UsageError(
                f"Encryption needs a package that is not installed. Run: {how_to_install('encrypt')}"
            ) from None
        self._pikepdf = pikepdf
        self._how = pikepdf.Encryption(owner=passphrase, user=passphrase, R=6, aes=True, metadata=True)

    def bytes_of(self, data: bytes) -> bytes:
        """The file encrypted."""
        out = io.BytesIO()
        with self._pikepdf.open(io.BytesIO(data)) as pdf:
            self._save(pdf, out)
        return out.getvalue()

    def rewrite(self, path: Path, ready: Callable[[], None]) -> None:
        """Put an encrypted file in the place of a plain one, after `ready` was called. Raises OutputError."""
        part = path.with_suffix(".encrypted")
        try:
            with self._pikepdf.open(path) as pdf:
                self._save(pdf, part)
            part.chmod(0o600)
            ready()
            part.replace(path)
        except OSError as error:
            raise OutputError(f"{path} could not be encrypted: {error.strerror}.") from None
        finally:
            part.unlink(missing_ok=True)

    def _save(self, pdf: Any, out: Path | io.BytesIO) -> None:
        """PDF/UA allows encryption, but PDF/A does not (ISO 19005-2, 6.1.3), so it is claimed no more."""
        metadata = pdf.Root.get("/Metadata")
        if metadata is not None:
            metadata.write(without_pdfa(metadata.read_bytes()))
        pdf.save(out, encryption=self._how)
