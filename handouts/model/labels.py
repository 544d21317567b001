"""Every printed word that is not content: headings, captions, furniture. One file per language.

A language is complete or it is refused: every field is required. `{name}` marks a place that the
program fills in; which places a label has is said by its type here and checked by a test.
"""

from typing import Annotated

import msgspec

from handouts.model.base import Id, Plain, Record, Words
from handouts.model.layout_labels import (
    AskLabels,
    BriefLabels,
    DiaryLabels,
    GroupLabels,
    GuideLabels,
    LittleLabels,
)


class FieldLabels(Record, frozen=True, kw_only=True):
    """Labels of a recipient's fields."""

    name: Plain
    date: Plain
    clinician: Plain
    appointment: Plain
    note: Plain


class FurnitureLabels(Record, frozen=True, kw_only=True):
    """Running head and foot."""

    page: Plain  # {page} {pages}
    overdue: Plain  # {date}
    back: Plain  # on the empty side of a sheet
    trace: Plain  # {cancers} {content} {version}


class SectionLabels(Record, frozen=True, kw_only=True):
    """Headings of the sections."""

    contacts: Plain
    to_know: Plain
    to_know_several: Plain
    stage4: Plain
    stage: Plain  # where none of the cancers has a stage 4
    spread: Plain
    treatments: Plain
    tests: Plain
    special: Plain
    special_several: Plain
    trials: Plain
    evidence: Plain
    tips: Plain
    questions: Plain
    signs: Plain
    signs_why: Plain
    support: Plain
    numbers: Plain
    sources: Plain


class ContactLabels(Record, frozen=True, kw_only=True):
    """The box that says whom to call."""

    day: Plain
    night: Plain
    emergency: Plain
    write_in: Plain  # what is read aloud where a number is still to be written
    where: Words  # {page}
    extension: Plain  # {number} {extension}


class TextLabels(Record, frozen=True, kw_only=True):
    """Sentences and captions around the content."""

    subtitle: Words
    joined: Plain  # {first} {last}
    stage_general: Plain
    stage_means: Plain
    stage_means_not: Plain
    stage_other_names: Plain
    stage_staging: Plain
    stage_remission: Plain
    spread_lead: Words  # {cancer} {sites}
    treatments_lead: Words
    treatments_abroad: Words
    tests_lead: Words
    tests_lead_one: Words  # where there is only one test
    test_column: Plain
    test_why_column: Plain
    sign_column: Plain
    sign_why_column: Plain
    trials_lead: Words
    trial_in_words: Words  # {name} {people} {treatment} {outcome} {limit} {number}
    trial_sentence: Words  # {count} {people} {treatment} {outcome} {limit}
    trial_figure: Words  # read aloud: {count} {outcome}
    trial_source: Words  # {name} {year} {number}
    evidence_lead: Words
    evidence_column: Plain
    evidence_studies_column: Plain
    evidence_study: Words  # {name} {year} {people} {found} {limit} {number}
    questions_lead: Words
    questions_general: Plain
    questions_own: Plain
    questions_own_lines: Plain  # read aloud for the lines to write on
    emergency_number: Plain  # where the country's number is not known for sure
    signs_go_on: Plain  # below a box of signs that is continued elsewhere
    support_who: Plain
    support_how: Plain
    support_hours: Words  # {hours}
    support_languages: Words  # {languages}
    numbers_lead: Words
    numbers_abroad: Words
    # Relative survival leaves deaths from other causes out of account, overall survival does not.
    numbers_sentence: Words  # {count} {population} {years} {area}
    numbers_relative: Words
    numbers_figure: Words  # read aloud: {count} {rest}
    numbers_caption: Words  # {count} {rest}
    numbers_overall_sentence: Words  # {count} {population} {years} {area}
    numbers_overall: Words
    numbers_overall_figure: Words  # read aloud: {count} {rest}
    numbers_overall_caption: Words  # {count} {rest}
    numbers_source: Words  # {number} {measure} {stage} {years} {area}
    numbers_source_treated: Words  # the same, where people are counted from their treatment
    numbers_withheld: Words  # {reason}
    numbers_cannot: Plain
    numbers_limits: tuple[Words, ...]
    numbers_changed: Plain
    sources_lead: Words
    sources_elsewhere: Plain  # {count}
    sources_dates: Words  # {facts_as_of} {drug_facts} {review_by}
    # What is said of the drug facts: by the dates of their sources, of which some or all may lack one.
    drug_facts_dated: Words  # {oldest}
    drug_facts_partly: Words  # {oldest}
    drug_facts_undated: Words
    month: Plain  # {month} {year}
    not_reviewed: Words
    reviewed: Words  # {by} {on}
    provenance: Words  # {content} {version}
    disclaimer: Words


class TierLabels(Record, frozen=True, kw_only=True):
    """What to do about the signs of one tier."""

    title: Words  # {number}
    lead: Words | None = None  # below it, where it does not say all
    little_title: Words | None = None  # the same two on cards and leaflets, where they are others
    little_lead: Words | None = None


class TiersLabels(Record, frozen=True, kw_only=True):
    """What to do about urgent signs, and what to tell those who help."""

    call_911: TierLabels
    call_now: TierLabels
    same_day: TierLabels
    tell: Words  # what to tell the helpers: it ends where one writes on
    tell_line: Plain  # read aloud for the line to write on


class ReviewLabels(Record, frozen=True, kw_only=True):
    """Which parts of a sheet were reviewed, where not all of it was; and what a card says of it."""

    part: Words  # {parts} {by} {on}: begins a sentence
    rest: Words  # {parts}: goes on and ends it
    in_part: Words  # where there is no room for that
    card_not: Plain
    card_part: Plain
    card_whole: Plain
    tips: Plain
    some_tips: Plain
    stage4: Plain
    evidence: Plain
    urgent: Plain
    resources: Plain
    glossary: Plain
    group: Plain
    guide: Plain


class CodeLabels(Record, frozen=True, kw_only=True):
    """Codes to scan with a telephone."""

    lead: Words
    of: Words  # {name}: read aloud for a code, before its address


class TitleLabels(Record, frozen=True, kw_only=True):
    """Title and subtitle of sheets that are not the guide to a cancer."""

    title: Plain  # {event}
    subtitle: Words


class PlaceLabels(Record, frozen=True, kw_only=True):
    """What fields ask for, as it is read aloud, where a sheet is filled in on a screen."""

    tick: Plain  # {item}: what stands beside the box
    answer: Plain  # {item}: the question


class PictureLabels(Record, frozen=True, kw_only=True):
    """Pictures: what stands in and below them, what is read aloud, and the names of places on the body."""

    started: Plain  # where the cancer started
    started_example: Plain  # where that is only one of many places
    body: Plain  # read aloud: {cancer} {start} {sites}
    body_example: Plain  # read aloud: {cancer} {start} {sites}
    body_marked: Plain  # read aloud where "often spreads" is wrong: {cancer} {start} {sites}
    steps: Plain  # read aloud: {start} {grew}
    steps_example: Plain  # read aloud: {grew}
    step_started: Words  # {start}
    step_started_example: Words
    step_travelled: Words
    step_grew: Words
    places: dict[Id, Plain]  # inside a sentence, after "the"


class JobLabels(Record, frozen=True, kw_only=True):
    """Sheets of a print job that are for the staff, and what its file says of itself."""

    title: Plain  # of the file
    subject: Plain
    row: Plain  # {row}: a bookmark
    rows: Plain  # {first} {last}: a bookmark of many
    start: Plain  # title of the sheet that counts all others
    start_lead: Words
    counted: Plain
    count: Plain
    in_list: Plain
    copies: Plain
    failed: Plain
    skipped: Plain
    sheets: Plain
    first: Plain  # in the stack
    last: Plain
    in_stack: Plain  # a heading
    handout: Plain
    no_sheet: Plain  # a heading
    no_sheet_lead: Words
    no_sheet_rows: Plain
    no_sheet_why: Plain
    no_sheet_failed: Plain  # {reason}
    no_sheet_skipped: Plain  # {reason}
    no_sheet_others: Plain  # where there are too many reasons to list them all
    no_sheet_more: Words  # {count}
    no_sheet_fewer: Words  # on a page that was planned and is not needed
    checked: Plain  # read aloud for the line to sign on
    checked_by: Words
    route: Plain  # title of the sheet before a copy
    route_lead: Words
    clinician: Plain  # title of the sheet before copies of one clinician
    no_clinician: Plain
    group_lead: Words
    copy: Plain  # {number}: a bookmark
    copies_title: Plain  # {title}: of a file of many copies


class Labels(Record, frozen=True, kw_only=True):
    """All labels of a language."""

    language: Plain  # BCP 47: "en"
    locale: Plain  # BCP 47 with region, for the PDF: "en-US"
    name: Plain  # in the language itself
    date: Plain  # how a date is written: {month} {day} {year}
    clock: Plain  # how a time is written: {hour} of 1 to 12 and {half}, or {hour24}; {minute}
    halves: Annotated[tuple[Plain, ...], msgspec.Meta(min_length=2, max_length=2)]  # a.m. and p.m.
    months: Annotated[tuple[Plain, ...], msgspec.Meta(min_length=12, max_length=12)]
    fields: FieldLabels
    furniture: FurnitureLabels
    unbroken: tuple[Plain, ...] = ()  # no line ends at the first space; # is a number: "# of 100"
    sections: SectionLabels
    contacts: ContactLabels
    text: TextLabels
    tiers: TiersLabels
    reviewing: ReviewLabels
    little: LittleLabels
    job: JobLabels
    diary: DiaryLabels
    codes: CodeLabels
    places: PlaceLabels
    pictures: PictureLabels
    brief: BriefLabels
    ask: AskLabels
    group: GroupLabels
    guide: GuideLabels
    titles: dict[Id, TitleLabels]  # by the id that layouts name
