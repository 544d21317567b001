"""What content must pass: `handouts check`. Reads everything, prints nothing, returns findings.

`checker.py` calls the gates (`gates/`), peers in `registry.py`; a `Finding` has file, line and what to do.
A new gate: a file in `gates/` and a line in `registry.py`; a test plants the fault and sees it found.
"""
