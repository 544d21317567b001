"""What all records share: they are frozen and strict, words are never empty, claims have sources."""

from typing import Annotated, Final

import msgspec

Id = Annotated[str, msgspec.Meta(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=80)]
"""Name of a record: lower-case letters, digits and single hyphens."""

Words = Annotated[str, msgspec.Meta(min_length=1, max_length=2000)]
"""Text with the project's small markup: **bold**, [words](https://...), {term} or {term|as shown}."""

Plain = Annotated[str, msgspec.Meta(min_length=1, max_length=400)]
"""Text without any markup: printed as written."""

SHORT: Final = 45
"""Letters of a sign's short wording at most: a box of signs is read at a glance, and a card is small."""

Short = Annotated[str, msgspec.Meta(min_length=1, max_length=SHORT)]
"""A sign in few words; a country's words in place of {=id} count, too."""

CountryWord = Annotated[str, msgspec.Meta(max_length=120, pattern=r"^[^*\[\]{}\\\n]+$")]
"""What a country says for one thing: plain text in which no sign of the markup stands."""

Address = Annotated[str, msgspec.Meta(pattern=r"^https://[!-~]+$", max_length=400)]
"""A web address. It has no letters but ASCII (RFC 3986, 2): others are written as xn-- or %."""


SourceIds = Annotated[tuple[Id, ...], msgspec.Meta(min_length=1)]
AnySourceIds = Annotated[tuple[Id, ...], msgspec.Meta(min_length=0)]
Countries = tuple[Id, ...]  # where something holds; empty: everywhere


class Record(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """A frozen record; a key that it does not know is an error."""


class Claim(Record, frozen=True, kw_only=True):
    """What every printed fact carries: its sources, and whether somebody has verified it."""

    sources: SourceIds
    verified: bool = True
    countries: Countries = ()  # of an item of a list: it is left out on sheets for other countries
