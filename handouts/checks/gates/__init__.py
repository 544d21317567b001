"""Gates: one rule about content in each module (reading level, sources, numbers, phones, style ...).

A gate is a function from a `Subject` to findings: an error where a sheet could mislead, advice where it
could be better. A new gate is a file here and a line in `checks/registry.py`.
"""
