"""Write data/pictures.bin: the shipped pictures and their places, read and checked, ready to be taken in.

    python tools/build_pictures.py

To be run after each change in data/pictures/, and before tools/build_compiled.py; a test says when it was
forgotten. Until then pictures are as they were.
"""

from __future__ import annotations

from typing import Any

from handouts.reading.pictures import packed_pictures, read_shipped
from handouts.reading.shelf import PICTURES, data_shelves, shelf
from handouts.reading.strict_yaml import read_yaml


def names_of_places() -> frozenset[str]:
    """The places on the bodies that have a name in every language."""
    (data,) = data_shelves(None)
    pages: list[Any] = [
        read_yaml(data.file(f"labels/{name}.yaml"), name).data for name in data.names("labels")
    ]
    return frozenset.intersection(*(frozenset(page["pictures"]["places"]) for page in pages))


def main() -> None:
    """Write the file."""
    target = shelf("data") / PICTURES
    target.write_bytes(packed_pictures(read_shipped(names_of_places())))
    print(f"{target}: {target.stat().st_size} bytes")


if __name__ == "__main__":
    main()
