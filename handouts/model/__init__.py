"""Frozen records: what a library, a layout, a clinic, a selection and a recipient are. No behavior, no files.

Lowest floor; imports nothing of the program.

- A new field of content (a cancer, a tip, a sign): its record here, then the YAML in `data/`, then the
  section that prints it. The JSON Schema follows from the record (`tools/build_schemas.py`).
- A new sign is no code at all: a record in `data/urgent.yaml`.
- A new paper size: `PaperName` in `selection.py`, its measures in `layouts/`.
"""
