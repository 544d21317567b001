"""Records of the library, in data/ and in a clinic's own folder.

Every claim has `sources` (ids in sources.yaml) and `verified`; an unverified claim is never printed.
"""

import datetime
from typing import Annotated, Literal

import msgspec

from handouts.model.base import (
    Address,
    AnySourceIds,
    Claim,
    Countries,
    CountryWord,
    Id,
    Plain,
    Record,
    SourceIds,
    Words,
)
from handouts.model.guide_words import CancerGuide, Given, Line, Name, Point, TipGlance
from handouts.model.pictures import BodyPicture
from handouts.model.signs import LocalSign, OwnSign, Sign, TreatmentKind
from handouts.model.studies import Study, Trial

Percent = Annotated[float, msgspec.Meta(ge=0, le=100)]
SiteIds = Annotated[tuple[Id, ...], msgspec.Meta(min_length=1, max_length=12)]  # places on the body
Dial = Annotated[str, msgspec.Meta(pattern=r"^(\+[1-9][0-9]{6,14}|[0-9]{3})$")]
Icd10cm = Annotated[str, msgspec.Meta(pattern=r"^[A-Z][0-9][0-9A-Z](\.[0-9A-Z]{1,4})?$")]


class Source(Record, frozen=True, kw_only=True):
    """A source of facts."""

    publisher: Plain  # as printed, short: "National Cancer Institute (US)"
    title: Plain
    url: Address | None = None  # none for what was never on the web
    date: Plain  # as the source gives it
    kind: Literal["primary", "primary-copy", "mirror", "scrape", "code-list", "secondary", "news"]
    series: Plain | None = None  # sources of one series are printed as one line: "drug pages"
    countries: Countries = ()  # named only on sheets for these, where its title would mislead others
    about: tuple[Id, ...] = ()  # cancers; on sheets about others it is counted, not named


class Fact(Claim, frozen=True, kw_only=True):
    """One fact, in words for patients."""

    text: Words


class FirstFact(Fact, frozen=True, kw_only=True):
    """One of the things to know first."""

    short: Point | None = None  # in two lines, for the first page of the guide; none: the text is short


class GeneralFact(Fact, frozen=True, kw_only=True):
    """A fact that holds for many cancers."""

    id: Id | None = None  # so that a cancer's own fact can take its place


class OwnFact(Fact, frozen=True, kw_only=True):
    """A fact about one cancer, where there may be a general one."""

    instead_of: tuple[Id, ...] = ()  # general facts that this one says, or that do not hold here


class Drug(Claim, frozen=True, kw_only=True):
    """An example of a drug, with its generic name first."""

    generic: Plain
    brand: Plain | None = None
    use: Words | None = None  # who it is for, a few words: "HER2-positive"


class Treatment(Claim, frozen=True, kw_only=True):
    """A kind of treatment, why it is used, and examples of drugs."""

    name: Plain
    short: Name | None = None  # its name in the guide, where its own is long
    line: Line | None = None  # what it is for, in the guide
    given: tuple[Given, ...] = ()  # how, the usual way first; none: nobody has verified it
    why: Words
    kinds: tuple[TreatmentKind, ...] = ()  # by which urgent signs know whom they concern
    group: Plain | None = None  # the part of the cancer it is for: "Small cell"
    drugs: tuple[Drug, ...] = ()


class Test(Claim, frozen=True, kw_only=True):
    """A test to ask about, and what its result can change."""

    name: Plain
    short: Name | None = None  # its name in the guide, where its own is long
    line: Line | None = None  # what its result can change, in the guide
    why: Words
    group: Plain | None = None


class SurvivalRow(Claim, frozen=True, kw_only=True):
    """A survival figure with all that is needed to read it correctly."""

    group: Plain | None = None  # the type or the risk group that it counts alone, as a heading
    stage: Plain  # the registry's or the staging system's own word: distant, IV
    percent: Percent
    years: Plain  # in which people were counted first
    counted_from: Literal["diagnosis", "treatment"] = "diagnosis"  # what happened to them in these years
    measure: Plain  # "5-year relative survival"
    area: Plain
    population: Words  # who was counted, a noun phrase
    preferred: bool = False  # it is printed: at most one row of each group


class Survival(Record, frozen=True, kw_only=True):
    """Survival figures, or the reason why none is printed."""

    rows: tuple[SurvivalRow, ...] = ()
    notes: tuple[Fact, ...] = ()  # how the row is to be read: its word for the stage, whom it mixes
    withheld: Words | None = None
    changed: tuple[Fact, ...] = ()  # what has changed since these people were found


class Stage(Record, frozen=True, kw_only=True):
    """What stage 4 is called for this cancer, and what it means here."""

    word: Plain  # "stage 4", "extensive-stage"
    fits: Literal["yes", "partly", "wrong"]  # whether "stage 4" is the right term
    meaning: OwnFact
    notes: tuple[OwnFact, ...] = ()  # where "stage 4" would mislead, and what else stands beside it


class Spread(Record, frozen=True, kw_only=True):
    """Where this cancer often spreads."""

    sites: SiteIds  # no order of frequency
    lead: Words | None = None  # says it instead of the usual sentence, where "often goes to" is wrong
    note: Fact | None = None
    sources: SourceIds


class Review(Record, frozen=True, kw_only=True):
    """When a record was written and checked, and when it must be reviewed again."""

    drafted: datetime.date
    facts_as_of: datetime.date
    review_by: datetime.date
    reviewed_by: Plain | None = None
    reviewed_on: datetime.date | None = None


class Cancer(Record, frozen=True, kw_only=True):
    """One cancer type: everything that holds for it and no other."""

    id: Id
    name: Plain  # "Breast cancer"
    in_text: Plain  # as it stands in a sentence: "breast cancer"
    title: Plain  # title of a handout: "Stage 4 breast cancer"
    also: tuple[Plain, ...] = ()  # other names that people use to ask for it
    # Codes, or beginnings of them, that a clinic's own cancer claims; data/codes.yaml has the others.
    icd10cm: tuple[Icd10cm, ...] = ()
    stage: Stage
    to_know: Annotated[tuple[FirstFact, ...], msgspec.Meta(min_length=3, max_length=3)]
    spread: Spread
    picture: BodyPicture | None = None  # none: it is not shown on a body
    special: tuple[Fact, ...]
    treatments: tuple[Treatment, ...]
    tests: tuple[Test, ...]
    questions: Annotated[tuple[Words, ...], msgspec.Meta(min_length=3)]
    signs: tuple[OwnSign, ...] = ()
    trials: tuple[Trial, ...] = ()
    survival: Survival
    guide: CancerGuide | None = None  # a clinic's own cancer may have none
    review: Review


class LocalAction(Record, frozen=True, kw_only=True):
    """A step of a tip that can be taken in some countries only."""

    text: Words
    countries: Countries
    instead_of: str | None = None  # the step whose place it takes, word for word; none: it comes last


class Tip(Record, frozen=True, kw_only=True):
    """One thing a person can do."""

    id: Id
    title: Plain  # speaks to the reader: "Get a second opinion"
    why: Fact
    actions: Annotated[tuple[Words, ...], msgspec.Meta(min_length=2, max_length=7)]  # in any country
    local: tuple[LocalAction, ...] = ()
    facts: tuple[Fact, ...] = ()
    glance: TipGlance | None = None  # in the guide
    order: int  # place among the tips
    core: bool = False  # printed when no tips are asked for
    review: Review


class Resource(Claim, frozen=True, kw_only=True):
    """A helpline or organisation. A phone or address that is not verified is not printed."""

    id: Id
    name: Plain
    short: Name | None = None  # its name in the guide, where its own is long
    line: Line | None = None  # what it offers, in the guide
    offers: Words
    phone: Plain | None = None  # as people read it: "1-800-227-2345"
    dial: Dial | None = None  # +18002272345
    phone_verified: bool = False
    url: Address | None = None
    url_verified: bool = False
    hours: Plain | None = None
    languages: tuple[Plain, ...] = ()
    cancers: tuple[Id, ...] = ()  # only for these; empty: for all
    note: Words | None = None


class Resources(Record, frozen=True, kw_only=True):
    """Helplines and organisations of one country, and the country's own words."""

    country: Id
    name: Plain
    date: Plain | None = None  # {day} {month} {year} in the country's order; none: the language's own
    halves: Annotated[tuple[Plain, ...], msgspec.Meta(min_length=2, max_length=2)] | None = None  # a.m., p.m.
    emergency: Plain  # the number to call: "911"
    emergency_verified: bool = False  # else the number is not printed: there is a line to write it on
    emergency_sources: AnySourceIds = ()  # where the number was read
    # What stands here for {=id} in any text, such as "the emergency room", and who says it if it is a fact.
    words: dict[Id, CountryWord] = msgspec.field(default_factory=dict)
    word_sources: dict[Id, SourceIds] = msgspec.field(default_factory=dict)
    signs: tuple[LocalSign, ...] = ()
    resources: tuple[Resource, ...]
    first: Annotated[tuple[Id, ...], msgspec.Meta(max_length=4)] = ()  # those that the guide names
    review: Review


class GlossaryTerm(Record, frozen=True, kw_only=True):
    """A word of medicine and its explanation, short enough for brackets in a sentence."""

    term: Plain
    means: Plain
    sources: AnySourceIds = ()  # none only where nobody has verified it yet
    verified: bool = True


class Glossary(Record, frozen=True, kw_only=True):
    """Words of medicine by id."""

    terms: dict[Id, GlossaryTerm]
    review: Review


class Urgent(Record, frozen=True, kw_only=True):
    """Signs for every person with advanced cancer."""

    signs: tuple[Sign, ...]
    advice: tuple[Fact, ...]
    review: Review


class StageFour(Record, frozen=True, kw_only=True):
    """What "stage 4" means in general: for every handout whose cancer has that stage."""

    meaning: tuple[GeneralFact, ...]
    means: tuple[GeneralFact, ...]  # what it means
    means_not: tuple[GeneralFact, ...]  # what it does not mean
    other_names: tuple[GeneralFact, ...]
    staging: tuple[GeneralFact, ...]  # what doctors look at
    remission: tuple[GeneralFact, ...]
    questions: tuple[Words, ...]  # for everybody, whatever the cancer
    review: Review


class Strategy(Record, frozen=True, kw_only=True):
    """Something that a person can do, and the studies of what comes of it."""

    id: Id
    title: Plain
    summary: Fact
    studies: Annotated[tuple[Study, ...], msgspec.Meta(min_length=1)]


class Evidence(Record, frozen=True, kw_only=True):
    """What studies say about what people can do, whatever their cancer."""

    strategies: Annotated[tuple[Strategy, ...], msgspec.Meta(min_length=1)]
    review: Review


class Sources(Record, frozen=True, kw_only=True):
    """All sources by id."""

    sources: dict[Id, Source]
