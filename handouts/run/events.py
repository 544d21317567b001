"""Cleaning what was typed about a meeting: by the rules of a recipient's fields."""

from __future__ import annotations

import re

from handouts.errors import UsageError
from handouts.model.selection import Event
from handouts.typeset.stamp import clean

_CALLED = {"what": "event", "when": "time", "where": "place", "contact": "contact", "url": "link"}

_ADDRESS = re.compile(r"https://(?P<site>[^\s/?#]+)([/?#][!-~]*)?")
_PART = r"[a-zA-Z0-9]([a-zA-Z0-9-]*[a-zA-Z0-9])?"
_SITE = re.compile(rf"({_PART}\.)+{_PART}(:[0-9]{{1,5}})?")
_CONTROL = re.compile(r"%(25)*([01][0-9a-f]|7f)", re.IGNORECASE)
"""Written with a percent sign (RFC 3986, 2.1), also when that sign is written so itself."""

_LONGEST_LINK = 200
"""Letters of an address that a small code still holds well."""


def cleaned_event(event: Event | None) -> Event | None:
    """The event as it is printed; None where nothing of it is left. Raises UsageError."""
    if event is None:
        return None
    values = {name: clean(_CALLED[name], value) for name, value in event._asdict().items() if value}
    kept = Event(**{name: " ".join(value.split()) for name, value in values.items() if value})
    if kept.url:
        _check_link(kept.url)
    return kept if any(kept) else None


def _check_link(address: str) -> None:
    """Raise UsageError for what is no address of a page that anybody may open."""
    found = _ADDRESS.fullmatch(address)
    if found is None:
        raise UsageError("The link must be a web address, such as https://example.org/group.")
    if "@" in found["site"]:
        raise UsageError("The link holds a name or a password before its @. Give the address without them.")
    if not _SITE.fullmatch(found["site"]):
        raise UsageError("The link's site cannot be read. It must be as in https://example.org/group.")
    if _CONTROL.search(address):
        raise UsageError("The link holds a control character (such as %0a or %0d). Take it out.")
    if len(address) > _LONGEST_LINK:
        raise UsageError(f"The link has {len(address)} letters; {_LONGEST_LINK} are the most.")
