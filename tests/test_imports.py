"""What each command imports: a start that imports everything would cost more than the work."""

from __future__ import annotations

from pathlib import Path

from commands import apart

HEAVY = {"yaml", "reportlab", "PIL", "fontTools"}

_SCRIPT = """
import sys
from handouts.cli.entry_point import answer
code = answer(tuple(sys.argv[1:]))
print(*sorted({name.partition(".")[0] for name in sys.modules}), file=sys.stderr)
sys.exit(code)
"""


def _imported(home: Path, *arguments: str) -> set[str]:
    """The top-level packages that a command imports."""
    done = apart(*arguments, home=home, program=("-c", _SCRIPT))
    assert done.code == 0, done.err
    return set(done.err.splitlines()[-1].split())


def test_help_imports_next_to_nothing(tmp_path: Path) -> None:
    assert not _imported(tmp_path, "--help") & (HEAVY | {"msgspec", "click"})


def test_help_of_make_imports_nothing_that_typesets(tmp_path: Path) -> None:
    assert not _imported(tmp_path, "make", "--help") & HEAVY


def test_a_kept_edition_is_only_stamped(tmp_path: Path) -> None:
    first = _imported(tmp_path, "make", "kidney", "--for", "Ann Lee")
    assert "reportlab" in first
    assert not _imported(tmp_path, "make", "kidney", "--for", "Zoë Müller-Łęcka") & HEAVY


def test_a_face_is_loaded_for_a_name_that_needs_it(tmp_path: Path) -> None:
    _imported(tmp_path, "make", "kidney", "--for", "Ann Lee")
    found = _imported(tmp_path, "make", "kidney", "--for", "Nguyễn Thị Ánh")
    assert "yaml" not in found
