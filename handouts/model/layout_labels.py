"""What layouts that are not the guide to a cancer say in a language: one file for each under data/labels."""

from __future__ import annotations

from handouts.model.base import Id, Plain, Record, Words


class ColumnLabels(Record, frozen=True, kw_only=True):
    """The head of a column to write in."""

    title: Plain
    said: Plain  # what is to be written in its cells, as it is read aloud


class DiaryColumns(Record, frozen=True, kw_only=True):
    """Heads of the diary's tables."""

    day: ColumnLabels
    date: ColumnLabels
    pain: ColumnLabels
    tired: ColumnLabels
    mood: ColumnLabels
    taken: ColumnLabels  # medicines taken on a day
    notes: ColumnLabels
    medicine: ColumnLabels
    purpose: ColumnLabels
    dose: ColumnLabels
    times: ColumnLabels
    visit_date: ColumnLabels
    who: ColumnLabels
    told: ColumnLabels
    next: ColumnLabels


class DiaryLabels(Record, frozen=True, kw_only=True):
    """Headings and sentences of the diary."""

    how: Plain
    how_steps: tuple[Words, ...]
    week: Plain  # {week}
    day: Plain  # {day}
    days_summary: Plain  # read aloud: {week}
    medicines: Plain
    medicines_lead: Words
    medicines_row: Plain  # read aloud: {row}
    medicines_summary: Plain  # read aloud
    allergies: Plain
    allergies_line: Plain  # read aloud for the line to write on
    visits: Plain
    visits_row: Plain  # read aloud: {row}
    visits_summary: Plain  # read aloud
    questions: Plain
    questions_lines: Plain  # read aloud for the lines to write on
    columns: DiaryColumns


class GroupLabels(Record, frozen=True, kw_only=True):
    """A poster and a pack for a support group."""

    event: Plain  # heading of what, when and where
    unnamed: Plain  # title of a meeting that was given no name
    what: Plain
    when: Plain
    where: Plain
    contact: Plain
    web: Plain
    write_in: Plain  # read aloud where it is still to be written
    link: Words  # beside the code to scan
    agenda: Plain
    agenda_lead: Words
    agenda_step: Plain
    agenda_length: Plain
    agenda_start: Plain
    minutes: Plain  # {minutes}
    rules: Plain
    discussion: Plain
    discussion_lead: Words
    sign_in: Plain
    sign_in_lead: Words
    sign_in_row: Plain  # read aloud: {row}
    sign_in_summary: Plain  # read aloud
    first_name: Plain
    reach: Plain


class BriefLabels(Record, frozen=True, kw_only=True):
    """Sheets that hold only what fits: what stands on them in brief, and what they leave out."""

    treatments: Plain
    treatments_lead: Words
    treatment: Words  # {name} {why}
    questions: Plain
    notes: Plain
    notes_lines: Plain  # read aloud for the lines to write on
    turn_over: Words
    about: Plain
    sources: Words
    left_out: Words  # {parts}
    whole: dict[Id, Plain]  # what is left out with a section, by its id; none for room to write on
    part: dict[Id, Plain]  # what is left out where a section is shortened


class AskLabels(Record, frozen=True, kw_only=True):
    """The list of questions for the next visit, by topic."""

    general: Plain
    tests: Plain
    tests_lead: Words
    tests_lead_one: Words  # where there is only one to tick
    tests_short: Words  # where no tests are named
    treatments: Plain
    treatments_lead: Words
    treatments_lead_one: Words
    treatments_short: Words
    of_group: Plain  # {name} {group}
    answer: Plain  # read aloud for lines to write an answer on
    help: Plain
    help_question: Words  # {topic} {question}
    own: Plain
    own_lines: Plain  # read aloud for the lines to write on


class LittleLabels(Record, frozen=True, kw_only=True):
    """What cards, leaflets and booklets say."""

    for_printing: Plain  # {title}: of the file with the sheets to fold or cut
    call_now: Words  # signs of the second tier in one line, for a card that has no room for their list
    between_signs: Plain  # where they run on one after the other
    cover: Plain  # the title of a cover that bears a name: it says nothing of what somebody has
    cover_words: Plain  # below it
    card: Plain  # the title of a card to fold that bears a name
    team: Plain  # whom to call by day, on such a cover
    name: Plain
    diagnosis: Plain
    medicines: Plain
    allergies: Plain
    person: Plain  # whom a helper may tell
    call_team: Words  # of signs that a card has no room for
    write_in: Plain  # what is read aloud where something is to be written
    treatments: Plain
    named: Words  # {name} {said}: a treatment or a test, and what it is for
    questions: Plain
    support: Plain
    made: Plain  # {facts_as_of} {drug_facts} {content} {version}
    drug_facts: Plain  # {oldest}: of the drug facts, where their sources are dated
    made_short: Plain  # the same on a card, with {review}
    more: Words  # where the sources stand


class GivenLabels(Record, frozen=True, kw_only=True):
    """How a treatment is given, in words beside its picture: one for each kind in model/guide_words.py."""

    pill: Plain
    drip: Plain
    shot: Plain
    rays: Plain
    surgery: Plain
    procedure: Plain
    device: Plain
    cells: Plain
    watch: Plain


class GuideLabels(Record, frozen=True, kw_only=True):
    """The guide, by its pages."""

    subtitle: Plain
    to_know: Plain
    questions: Plain
    meaning: Plain
    spread: Plain
    spread_sites: Words  # {sites}
    place: Plain  # in place of `spread`, for a cancer of the blood or the brain
    began: Plain  # in the picture, at the organ
    mark: Words
    looks_at: Plain
    means_not: Plain
    hope: Plain
    treatments: Plain
    treatments_lead: Words
    given: GivenLabels
    given_joined: Plain  # {first} {last}: two ways to give it
    tests: Plain
    tests_lead: Words
    mine: Plain  # before a line to write on: a drug, a result
    mine_line: Plain  # {name}: read aloud for that line
    tips: Plain
    tell: Plain
    help: Plain
    feelings: Plain
    more: Words  # where drug names, studies and sources are
    left_out: Words  # {parts}
