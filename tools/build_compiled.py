"""Write data/compiled.bin: the shipped content and layouts, read, checked and ready to load.

    python tools/build_compiled.py

Run it after each change of a YAML file; a test fails where it was forgotten. Until then the YAML is read.
"""

from __future__ import annotations

import msgspec

from handouts.compose.sections.registry import NAMES
from handouts.model.library import Wanted
from handouts.reading.compiled import FILE, compiled
from handouts.reading.kinds import every_record, every_wanted
from handouts.reading.layout import check_sections, layout_names, read_layout_file
from handouts.reading.library import read_library
from handouts.reading.lists import read_lists
from handouts.reading.policy import read_policy
from handouts.reading.shelf import data_shelves, shelf


def records() -> dict[str, msgspec.Struct]:
    """Everything that can be printed, by its key."""
    (data,) = data_shelves(None)
    found: dict[str, msgspec.Struct] = {}
    for wanted in every_wanted(Wanted(), data.names):
        found |= every_record(read_library(wanted))
    policy = read_policy()
    found |= {"codes": policy.codes, "diseases": policy.diseases}
    found |= {f"lists/{name}": record for name, record in read_lists()._asdict().items()}
    for name in layout_names():
        file = read_layout_file(name)
        check_sections(file, NAMES)
        found[f"layouts/{name}"] = file.record
    return found


def main() -> None:
    """Write the file."""
    target = shelf("data") / FILE
    target.write_bytes(compiled(records()))
    print(f"{target}: {target.stat().st_size} bytes")


if __name__ == "__main__":
    main()
