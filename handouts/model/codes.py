"""Records of the policy for codes and names: which sheet is right, what must be asked, what is refused."""

from typing import Annotated, Literal

import msgspec

from handouts.model.base import Id, Plain, Record, SourceIds
from handouts.model.content import Icd10cm

Reason = Literal[
    "no-sheet",  # a cancer for which there is no sheet; another one would name wrong drugs
    "other-disease",  # the same organ, another disease
    "blood",  # of the blood or bone marrow, where stage 4 is not used
    "child",  # mostly of children
    "type-unclear",  # diseases with different treatment share the code
    "site-unclear",  # does not say where it began
    "secondary",  # says where it has spread to
    "in-situ",
    "benign",
    "uncertain",  # of uncertain behavior
    "unspecified",  # not even known whether it is cancer
    "past",  # in remission, or a history of cancer
    "visit",  # why somebody comes, not what they have
    "none",  # screening, a risk, or a cancer in the family
]
"""Why a code gives no sheet by itself."""


class CodeRule(Record, frozen=True, kw_only=True):
    """What codes with one of these beginnings mean; the longest beginning wins.

    Just one of `sheet`, `ask` and `refuse` stands in a rule.
    """

    codes: Annotated[tuple[Icd10cm, ...], msgspec.Meta(min_length=1)]
    sheet: Id | None = None  # this sheet is right: an id of data/cancers or of diseases.yaml
    ask: tuple[Id, ...] = ()  # one of these or none may be right: somebody chooses by the words of the record
    meanwhile: Id | None = None  # beside `ask`: this wider sheet is right as long as none of those is there
    refuse: Reason | None = None
    disease: Id | None = None  # what is refused, for the sentence that says so: an id of diseases.yaml
    why: Plain | None = None  # a sentence for staff; for `refuse` it takes the place of the usual one
    spread: bool = False  # the code says that the cancer has spread far


class Codes(Record, frozen=True, kw_only=True):
    """The policy for codes of ICD-10-CM."""

    sources: SourceIds
    reasons: dict[Reason, Plain]  # what staff are told where a rule says no more
    rules: Annotated[tuple[CodeRule, ...], msgspec.Meta(min_length=1)]


class Disease(Record, frozen=True, kw_only=True):
    """A cancer, or a kind of one, that has no file in data/cancers.

    At most one of `kind_of`, `treated_like` and `can_be` stands in it; `ask` stands alone or beside `can_be`.
    """

    name: Plain  # as it stands in "There is no handout about ... yet."
    also: tuple[Plain, ...] = ()
    kind_of: Id | None = None
    treated_like: Id | None = None
    can_be: tuple[Id, ...] = ()
    ask: Plain | None = None  # the name says too little: a sentence for staff that says what to write


class Diseases(Record, frozen=True, kw_only=True):
    """Names of what has no file of its own yet, by id."""

    sources: SourceIds
    diseases: dict[Id, Disease]
