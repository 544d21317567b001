"""Frozen records: library, layout, clinic, selection, recipient. They hold data and read no files.

The lowest floor: it imports nothing of the program.

- A new field of content (a cancer, a tip, a sign): its record here, then the YAML in `data/`, then the
  section that prints it. The JSON Schema follows from the record (`tools/build_schemas.py`).
- A new sign needs no code, only a record in `data/urgent.yaml`.
- A new paper size: `PaperName` in `selection.py`, its measures in `layouts/`.
"""
