"""The library's own example and the lines in its README: they run, and what they make conforms."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from pdf_checks import findings, opened, reading

from pdf.validator import PROFILES, failures

ROOT = Path(__file__).resolve().parents[2]


def test_the_example_makes_a_tagged_file(tmp_path: Path) -> None:
    file = tmp_path / "tagged.pdf"
    subprocess.run(
        [sys.executable, str(ROOT / "examples" / "tagged_pdf.py"), str(file)], check=True, cwd=ROOT
    )

    data = file.read_bytes()
    assert findings(opened(data)) == []
    assert [failures(data, profile) for profile in PROFILES] == [[], []]
    assert reading(data)[:3] == [
        ("H1", "How many of us walk to work"),
        ("P", "We asked ten people in May. Seven walk."),
        ("Figure", "Seven of ten dots are filled."),
    ]
    assert [role for role, _ in reading(data)[3:]] == ["TH", "TH", "TH", "TD", "TH", "TD"]


def test_the_lines_in_the_readme_run(tmp_path: Path) -> None:
    text = (ROOT / "handouts" / "pdf" / "README.md").read_text(encoding="utf-8")
    code = text.partition("```python\n")[2].partition("```")[0]
    (tmp_path / "layouts").symlink_to(ROOT / "layouts")
    subprocess.run([sys.executable, "-c", code], check=True, cwd=tmp_path)

    data = (tmp_path / "hours.pdf").read_bytes()
    assert findings(opened(data)) == []
    assert [failures(data, profile) for profile in PROFILES] == [[], []]
    assert reading(data) == [("H1", "Opening hours"), ("P", "We are open from nine to five.")]
