"""Write docs/schema/<kind>.json, which editors use to complete and check YAML files.

    python tools/build_schemas.py

Run it after a change of the records in handouts/model.
"""

from __future__ import annotations

from pathlib import Path

from handouts.reading.schema import schemas


def main() -> None:
    """Write one file for each kind of YAML file."""
    folder = Path(__file__).resolve().parents[1] / "docs" / "schema"
    folder.mkdir(parents=True, exist_ok=True)
    for kind, schema in schemas().items():
        (folder / f"{kind}.json").write_bytes(schema)


if __name__ == "__main__":
    main()
