"""Reads files into records: strict YAML with line numbers, library, layouts, pictures, a clinic's folder.

Imports only `model/`. All faults of all files are reported at once, each with file, line and what to do.

- A new kind of content: a line in the table of kinds; loading, identity and review follow from it.
- A new rule that the shape of a file must keep belongs here. A rule about what content says is a gate
  (`checks/gates/`).
"""
