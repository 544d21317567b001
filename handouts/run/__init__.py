"""One handout from request to file: names to ids, fingerprint, kept edition, typesetting, stamping, writing.

Also what works on content as files: `new` (starting files), `sign` (a review), `diff` (what changed).

- A new option of `make` is a line in `options.py`.
- `fingerprint.py` decides when a kept edition is still right; whatever a sheet depends on must be in it.
"""
