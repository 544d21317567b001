"""What every printed claim carries: its sources, and whether somebody has verified it."""

from typing import Annotated

import msgspec

from handouts.model.base import Id, Record

SourceIds = Annotated[tuple[Id, ...], msgspec.Meta(min_length=1)]
AnySourceIds = Annotated[tuple[Id, ...], msgspec.Meta(min_length=0)]
Countries = tuple[Id, ...]  # where something holds; empty: everywhere


class Claim(Record, frozen=True, kw_only=True):
    """What every printed fact carries."""

    sources: SourceIds
    verified: bool = True
    countries: Countries = ()  # of an item of a list: it is left out on sheets for other countries
