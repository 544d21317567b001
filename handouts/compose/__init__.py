"""Library + selection + layout -> blocks. Pure: no files, no measures, no PDF.

`composer.py` calls the sections that the layout names, in order; its passes number the sources and
explain each glossary word where it first stands.

- A new part of a handout: a section (`sections/`).
- A new kind of block: a record in `blocks.py`, and its renderer.
- Which signs a reader gets, and in which tier: `urgent.py`.
"""
