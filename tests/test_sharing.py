"""How the tests themselves run: what belongs together, and that a slow machine makes none fail."""

from __future__ import annotations

from pathlib import Path

from hypothesis import HealthCheck, settings
from sharing import PARTS, SLOW, unit_of

TESTS = Path(__file__).parent


def test_what_is_named_is_there() -> None:
    assert [name for name in SLOW if not (TESTS / name).is_file()] == []
    for name in PARTS:
        module, _, test = name.partition("::")
        assert f"def {test}(" in (TESTS.parent / module).read_text("utf-8")


def test_a_module_is_a_unit_but_for_what_belongs_to_another() -> None:
    assert unit_of("tests/pdf/test_job.py::test_x[a::b-c]") == "tests/pdf/test_job.py"
    units = {unit_of(f"{name}[everything-a4-general-bare]") for name in PARTS}
    assert units == {"first pages[everything-a4-general-bare]"}
    assert len({unit_of(f"{name}[{case}]") for name in PARTS for case in ("everything", "large")}) == 2


def test_open_inputs_have_all_the_time_they_need() -> None:
    assert settings().deadline is None
    assert HealthCheck.too_slow in settings().suppress_health_check
    own = [path.name for path in TESTS.rglob("test_*.py") if "deadline=" in path.read_text("utf-8")]
    assert own == [Path(__file__).name]
