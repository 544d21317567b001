"""Lists of people: CSV, XLSX, FHIR. From a file to rows; from a row to what is printed, or why nothing is.

A reader gives a `Table`. `columns.py` decides what each column is (by `heads.py`, `values.py` and a person's
answers). `choosing.py` turns a row into an `Entry` or a `Refused`, whose reason never repeats a cell.

- A new list format: a reader that gives a `Table` (see `records.py`), and a line in `reading.py`.
- A new column: its name in `records.py`, its heads in `heads.py`; one that sets an option: `settings.py`.
- Another head for a known column: `heads.py` alone.
"""
