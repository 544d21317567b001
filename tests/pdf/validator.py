"""The validator page-validation, in this process. No tests."""

from __future__ import annotations

import tempfile
from pathlib import Path

import page

UA, A2A = page.ValidationProfile.PDF_UA_1, page.ValidationProfile.PDF_A_2A
PROFILES = (UA, A2A)


def failures(data: bytes, profile: page.ValidationProfile) -> list[str]:
    """What a file breaks of PDF/UA-1 or PDF/A-2a; it reads files by name only."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "file.pdf"
        file.write_bytes(data)
        report = page.validate_pdf(str(file), profile=profile)
    found = [f"{one.rule_id}: {one.message}" for one in report.failures]
    assert report.is_compliant == (not found)
    return found
