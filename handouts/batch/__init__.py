"""A list from plan to stack: an edition for each selection, a copy for each person, one record of it all.

A run (`batch.py`) opens the list and asks (`opening.py`), looks at all rows (`plan.py`), typesets here, in
processes or on a cluster (`editions.py`), counts the paper (`estimate.py`), and prints row by row with
checkpoints (`printing.py`, `stack.py`, `records.py`). The folder gets its name only when all of it is there.

- A new option of `batch` is a line in `options.py`; record, reprint and the command for failed rows follow.
- `run_directory.py` is the only place where a run's files are made, locked, kept and replaced.
"""
