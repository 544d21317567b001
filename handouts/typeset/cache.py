"""Editions kept in the user's cache folder under a hash of everything that shaped them.

An edition holds no patient data, so neither does the cache. An entry is believed only when it is a private
file of our own, in a folder into which nobody else can write, and its checksum agrees; whatever else lies
there is ignored and written anew. `marshal` needs no import and makes
plain data only; the checksum stands before it because it may not be given broken data.
"""

from __future__ import annotations

import hashlib
import marshal
import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any

from handouts.pdf.objects import Objects
from handouts.pdf.slots import FontTable, Slot
from handouts.pdf.template import LatePage, Page, SlotList, Structure, Template
from handouts.reading.own_files import is_safe_folder, read_private
from handouts.typeset.edition import Edition, Sheets

_MAGIC = f"handouts edition 13 marshal {marshal.version} {sys.implementation.cache_tag}\n".encode()
_DIGEST = 32
_LARGEST = 64 * 1024 * 1024


def load(folder: Path, key: str) -> Edition | None:
    """The edition of this key, or None where there is none that can be believed."""
    try:
        data = read_private(folder / key, _LARGEST) if is_safe_folder(folder) else None
    except OSError:
        return None
    if data is None:
        return None
    start = len(_MAGIC) + _DIGEST
    body = data[start:]
    if data[:start] != _MAGIC + hashlib.sha256(body).digest():
        return None
    try:
        return _unpacked(marshal.loads(body))
    except (ValueError, EOFError, TypeError):
        return None


def keep(folder: Path, key: str, edition: Edition) -> None:
    """Keep an edition. A cache that cannot be written is no reason to stop."""
    body = marshal.dumps(_packed(edition))
    data = _MAGIC + hashlib.sha256(body).digest() + body
    part = folder / f".new-{os.urandom(6).hex()}"
    with suppress(OSError):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not is_safe_folder(folder):
            return
        try:
            handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(handle, "wb") as file:
                file.write(data)
            part.replace(folder / key)
        finally:
            part.unlink(missing_ok=True)


def _packed(value: Any) -> Any:
    """Named tuples as plain ones, for marshal."""
    if isinstance(value, tuple):
        return tuple(_packed(each) for each in value)
    return value


def _unpacked(packed: Any) -> Edition:
    """The edition again. Raises TypeError, ValueError for another form."""
    edition = Edition(*packed)
    sheets = Sheets(*edition.sheets) if edition.sheets else None
    return edition._replace(
        template=_template(edition.template),
        sheets=sheets._replace(template=_template(sheets.template)) if sheets else None,
    )


def _template(packed: Any) -> Template:
    template = Template(*packed)
    structure = Structure(*template.structure) if template.structure else None
    return template._replace(
        page_objects=tuple(Page(*page) for page in template.page_objects),
        shared=Objects(*template.shared),
        slots=tuple(Slot(*slot) for slot in template.slots),
        late_pages=tuple(LatePage(*page) for page in template.late_pages),
        list=SlotList(*template.list) if template.list else None,
        fonts=tuple(FontTable(*font) for font in template.fonts),
        structure=structure and structure._replace(objects=Objects(*structure.objects)),
    )
