"""The tool that kills runs, as a module. No tests."""

from __future__ import annotations

import importlib.util
import sys

from commands import ROOT

_spec = importlib.util.spec_from_file_location("kill_runs", ROOT / "tools" / "kill_runs.py")
assert _spec is not None
assert _spec.loader is not None
kill_runs = sys.modules["kill_runs"] = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(kill_runs)
