"""Sections: the parts of a handout, peers in one registry.

Each is a pure function from what it is given (library, selection, labels) to blocks, and says nothing where
it has nothing to say. `registry.py` names them all, with what each is for; a layout lists the ones it wants.
docs/how-to/add-a-section.md adds one step by step.
"""
