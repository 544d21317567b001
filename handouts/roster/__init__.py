"""Lists of people: CSV, XLSX, FHIR. From a file to rows; from a row to what is printed, or why nothing is.

A reader gives a `Table`. `columns.py` decides what each column is (by `heads.py`, `values.py` and a person's
answers). `choosing.py` turns a row into an `Entry` or a `Refused`, whose reason never repeats a cell.
Words for heads and cells are data, in `data/lists/`.

- A new list format: a reader that gives a `Table` (see `records.py`), and a line in `reading.py`.
- A new column, or another head for a known one: `data/lists/columns.yaml`. Only a cell that is read in a new
  way needs code, in `settings.py`.
"""
