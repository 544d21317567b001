"""Gates: one rule about content each (reading level, sources, numbers, phones, style ...), all of them peers.

A gate is a function from what was read to findings. It is an error where a sheet could mislead, a warning
where it could be better. A new gate is a file here and a line in `checks/registry.py`.
"""
