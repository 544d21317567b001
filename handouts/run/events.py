"""Cleaning what was typed about a meeting: by the rules of a recipient's fields."""

from __future__ import annotations

from handouts.errors import UsageError
from handouts.model.selection import Event
from handouts.press.stamp import clean

_CALLED = {"what": "event", "when": "time", "where": "place", "contact": "contact", "url": "link"}

_HTTPS = "https://"
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
    host = address.removeprefix(_HTTPS).partition("/")[0]
    if not address.startswith(_HTTPS) or "." not in host or " " in address or not address.isascii():
        raise UsageError("The link must be a web address, such as https://example.org/group.")
    if len(address) > _LONGEST_LINK:
        raise UsageError(f"The link has {len(address)} letters; {_LONGEST_LINK} are the most.")
