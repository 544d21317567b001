"""Heads of columns as people and record systems write them, and what each may mean.

The one table of heads. A head alone does not decide: the values below it may say otherwise (`columns.py`).
"""

from __future__ import annotations

import re
from typing import Final, Literal, NamedTuple, get_args

from handouts.roster.records import ColumnName

Part = Literal[
    "first name",
    "middle name",
    "last name",
    "second last name",
    "suffix",
    "last then first",  # a clinician's name as some systems write it, without a comma
    "stage once",  # at diagnosis: a lower one may have risen since
    "alive",  # yes means alive
    "came",  # no means that somebody did not come
    "missed",  # yes means the same
    "day",  # of the week: it decides which figure of a date is the month
    "time",  # of an appointment
    "reason",  # why somebody comes, in words of staff: a cancer may be in it
    "canceled",  # when, or whether, a visit was called off
]
"""Columns that are read only together with others, or only after a question."""

Meaning = ColumnName | Part

MEANINGS: Final[tuple[Meaning, ...]] = (*get_args(ColumnName), *get_args(Part))

SEVERAL: Final[tuple[Meaning, ...]] = (
    "stage", "stage once", "deceased", "alive", "status", "canceled", "came", "missed", "test", "restricted",
)  # fmt: skip
"""Meanings that several columns can have at once."""


NAME_PARTS: Final[tuple[Part, ...]] = (
    "first name", "middle name", "last name", "second last name", "suffix",
)  # fmt: skip
"""Parts that make a name."""


class Column(NamedTuple):
    """A column of a list, and what it is read as."""

    place: int  # from 0
    head: str
    means: Meaning | None = None
    rank: int = 0  # how well its head says so: 0 is best
    why_not: str = ""  # why it is not read although its head is known


HEADS: Final[dict[Meaning, tuple[str, ...]]] = {
    "name": (
        "patient full name", "patient name", "pt name", "pat name", "patient", "full name", "name", "pt",
        "recipient", "person", "for", "client", "client name", "last first", "name last first",
        "resident",
    ),
    "first name": (
        "first name", "patient first name", "first", "fname", "given name", "given names", "forename",
        "forenames", "pat first name", "patient firstname", "pt first name", "firstname", "name first",
    ),
    "middle name": (
        "middle name", "patient middle name", "middle", "mi", "middle initial", "patient middle initial",
        "pat middle name", "patient middlename", "second name", "middlename", "mname",
    ),
    "last name": (
        "last name", "patient last name", "last", "lname", "surname", "family name", "pat last name",
        "patient lastname", "patient surname", "pt last name", "lastname", "name last",
    ),
    "second last name": ("second last name", "second surname", "maternal last name", "mother s last name"),
    "suffix": ("suffix", "name suffix", "patient suffix", "patient name suffix", "generation", "sfx"),
    "date": ("handout date", "sheet date", "print date", "date printed"),
    "clinician": (
        "clinician", "your clinician", "oncologist", "primary oncologist", "medical oncologist",
        "doctor", "physician", "consultant", "consultant name", "treating practitioner",
        "treating physician", "provider", "provider name", "provider resource",
        "appointment provider name", "appointment provider full name", "appt provider full name",
        "appt provider", "scheduling provider", "sched provider name",
        "rendering provider", "rndrng prvdr", "encounter provider", "resource provider name", "rad onc",
        "resource", "attending physician", "attending",
    ),
    "last then first": ("appt schdlng prvdrfullnme", "appt schdlng prvdr full nme"),
    "appointment": (
        "appointment", "next appointment", "next visit", "next appt", "next appt date time",
        "next appt date", "appointment date time", "appointment date", "appt date time", "appt dt tm",
        "appt date", "appt dt", "appt", "apptdate", "visit date time", "visit date",
        "appointment start date", "scheduled date", "startdate", "next appointment date",
        "next visit date", "visit", "date",
    ),
    "time": (
        "time", "appointment time", "appt time", "appointment start time", "apptstarttime",
        "apptscheduletime", "scheduled time", "start time", "start time sortable", "visit time",
    ),
    "day": ("day", "weekday", "day of week", "dow"),
    "note": (
        "note for patient", "note for the patient", "note to patient", "note for you", "message",
        "message for patient", "message to patient", "handout note",
    ),
    "cancer": (
        "cancer", "cancers", "type of cancer", "topic", "diagnosis code", "dx code", "primary dx code",
        "primary diagnosis code", "icd 10 cm code", "icd10cm", "icd 10 cm", "icd 10 code", "icd10 code",
        "icd 10", "icd10", "icd code", "icd", "icd10encounterdiagcode", "diagnosis sub code",
        "primary diagnosis", "primary dx", "principal diagnosis", "visit diagnosis",
        "encounter diagnosis", "problem dx", "diagnosis", "diagnoses", "dx", "diagnose",
        "cancer diagnosis", "diagnosis desc", "diagnosis description", "dx desc", "dx description",
        "diagnosis name", "dx name", "problem list", "cancer site", "tumor site", "primary site",
        "cancer type", "cancer types", "tumor", "tumor type", "tumour", "tumour type", "tumour site",
        "malignancy", "disease", "condition", "conditions", "problem", "problems", "code description",
        "code desc",
    ),
    "reason": (
        "reason for visit", "reason", "reason for encounter", "reason for appointment", "visit reason",
        "chief complaint", "reason for discussion",
    ),
    "stage": (
        "stage", "cancer stage", "clinical stage", "pathologic stage", "path stage", "clin stage",
        "stage group", "cancer staging",
        "staging", "tnm stage", "ajcc stage", "ajcc stage group", "tnm clin stage group",
        "tnm path stage group", "ajcc tnm clin stage group", "ajcc tnm path stage group",
        "analytic stage group", "derived ajcc stage group 7th ed", "derived eod 2018 stage group recode",
        "overall stage", "current stage",
    ),
    "stage once": ("stage at diagnosis", "stage at dx", "initial stage", "original stage", "diagnosis stage"),
    "layout": ("layout", "format", "print format"),
    "paper": ("paper", "paper size"),
    "language": (
        "preferred language", "pref lang", "pref language", "patient preferred language", "language spoken",
        "spoken language", "language", "lang", "patient language",
        "primary language", "language preference",
    ),
    "country": ("country",),
    "numbers": ("numbers", "survival numbers", "numbers page"),
    "tips": ("tips", "tip"),
    "id": (
        "mrn", "medical record number", "medical record no", "pat mrn id", "patient mrn",
        "patient mrn identifier", "primary mrn", "medical record", "nhs number", "nhs no",
        "hospital number", "hosp no", "chart number", "chart no", "patient number", "patient no",
        "patient id", "patientid", "pat id", "patient id number", "patient identifier",
        "patient account number", "patient account no", "patient acct no", "account num",
        "patient enterprise id", "enterpriseid", "id", "record number",
    ),
    "deceased": (
        "deceased", "died", "dead", "death", "patient deceased", "vital status", "puf vital status",
        "vital status recode", "death status", "date of death", "death date", "date death",
        "deceased date", "dod", "patient status", "patient status desc", "pt status", "pat status",
        "survival status", "life status",
        "expired", "expired date", "patient expired", "passed away", "passed", "rip", "mortality",
        "date of passing", "passing date",
    ),
    "alive": ("alive", "living", "is alive", "is living", "patient alive", "still alive"),
    "came": ("attended",),
    "missed": ("no show", "noshow", "no show flag", "did not attend", "dna"),
    "status": (
        "status", "appt status", "appointment status", "arrival status", "visit status",
        "next appt status", "apptstatus", "apptslotstatus", "appoitment status", "sch status prim",
        "scheduling status", "encounter status", "slot status", "object status", "scheduled activity code",
        "primary status code", "appt state", "visit state", "sched status", "appointment state",
        "booking status",
        "primary status",
    ),
    "canceled": (
        "canceled", "cancelled", "apptcancelleddate", "appointment cancelled date",
        "appointment canceled date", "cancel date", "canceled date", "cancelled date",
        "appt cancelled date", "deleted",
    ),
    "test": (
        "test patient", "is test patient", "test pt", "is test", "test", "is sample patient",
        "sample patient",
    ),
    "restricted": (
        "restricted", "restricted chart", "restricted record", "break the glass", "btg", "confidential",
        "confidentiality", "vip", "sensitive", "sensitivity", "chart restricted", "private encounter",
    ),
}  # fmt: skip
"""What each column may be called, folded; the better names of a meaning come first."""

STAFF_WORDS: Final = frozenset(
    (
        "note", "notes", "appt note", "appt notes", "appointment notes", "activity note", "comment",
        "comments", "provider comments", "visit notes", "clinical notes", "remarks", "memo",
    )
)  # fmt: skip
"""Words of staff about a person, never for that person."""

BIRTH: Final = (
    "dob",
    "date of birth",
    "birth date",
    "birthdate",
    "patient dob",
    "patientdob",
    "date birth",
    "born",
)

NEVER: Final = frozenset(
    (
        "dob", "date of birth", "birth date", "birthdate", "patient dob", "patientdob", "date birth",
        "born", "date of diagnosis", "date of initial diagnosis", "primary dx date", "date diagnosis",
        "date first seen", "date of last contact", "mdt date", "referral date", "last visit",
        "last visit date", "created date", "sex", "gender", "legal sex", "race", "ethnicity",
        "ethnic origin", "religion", "marital status", "age", "ssn", "patient ssn", "national id",
        "subscriber no", "medicare", "mobile", "mobile phone", "phone", "phone number", "home phone",
        "email", "e mail", "email address", "address", "postcode", "zip", "city", "type", "appt type",
        "appttype", "appointment type", "visit type", "activity", "actv code desc", "referral status",
        "case status", "dnacpr", "dnr", "resus", "respect form", "code status", "referring",
        "referring doctor", "referring physician", "referring provider", "pcp", "pcp physician",
        "usual gp", "gp", "emergency contact", "next of kin", "guarantor", "subscriber",
        "responsible party", "policy holder", "spouse", "mother s maiden name", "facility", "department",
        "department name", "location", "grade", "ecog", "performance status", "t", "n", "m",
        "laterality", "histology", "behavior", "title", "interpreter needed", "needs interp",
        "interpreter", "duration", "record", "cancel reason", "apptcancelreason", "allow mail message",
        "insurance", "primary insurance", "account type",
    )
)  # fmt: skip
"""Heads that look like one that is read, or that must never reach paper."""

OURS: Final[frozenset[str]] = frozenset(get_args(ColumnName))

_BY_HEAD: Final[dict[str, tuple[Meaning, int]]] = {
    head: (meaning, rank) for meaning, heads in HEADS.items() for rank, head in enumerate(heads)
}
_BY_WORDS: Final = 99
"""How well a head says what it means that is known only by some of its words."""

# A death, a canceled visit or a restricted chart that is overlooked does harm: some words are enough.
_NO_STAGE: Final = r"^(?!.*\b(?:ckd|renal|kidney|ulcer|wound|date|by|sleep|previous|prior)\b)"
_WORDS: Final[tuple[tuple[re.Pattern[str], Meaning], ...]] = (
    (
        re.compile(
            r"\b(?:deceased|death|died|dead|mortality|passed away|passing)\b|\b(?:vital|survival) stat"
        ),
        "deceased",
    ),
    (
        re.compile(r"^(?!.*\b(?:by|reason|comments?|notes?|policy)\b).*\bcancel(?:l?ed|lation)?\b"),
        "canceled",
    ),
    (re.compile(r"\bno ?shows?\b"), "missed"),
    (
        re.compile(r"\b(?:appt|appointment|visit|sched\w*|arrival|slot|booking)\b.*\b(?:status|state)\b"),
        "status",
    ),
    (re.compile(r"\b(?:restricted|confidential|vip|btg|break (?:the )?glass|privacy flag)\b"), "restricted"),
    (re.compile(r"\btest (?:patient|pt|record|flag)\b"), "test"),
    (
        re.compile(
            r"^(?:(?:primary|principal|visit|encounter|main|cancer) )?"
            r"(?:diagnosis|dx|icd|icd ?10|icd ?10 cm|problem|condition)(?: code)? "
            r"(?:desc|descr|description|text|name|label|long name)$"
        ),
        "cancer",
    ),
    (re.compile(rf"{_NO_STAGE}.*\b(?:stage|staging)\b.*\b(?:diagnosis|dx)\b"), "stage once"),
    (re.compile(rf"{_NO_STAGE}.*\b(?:stage|staging)\b"), "stage"),
)

_BRACKETS: Final = re.compile(r"\(.*?\)|\[.*?\]")
_CAMEL: Final = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_OTHER: Final = re.compile(r"[\W_]+")
_TABLE: Final = re.compile(r"^[a-z]\.")  # a.PROVIDER, as queries of databases name columns


def folded(head: str) -> str:
    """A head without differences that people do not mean: case, CamelCase, marks, words in brackets."""
    bare = _TABLE.sub("", _BRACKETS.sub(" ", head.strip()))
    return " ".join(_OTHER.sub(" ", _CAMEL.sub(" ", bare)).casefold().split())


def meaning_of(head: str) -> tuple[Meaning, int] | None:
    """What a head may mean, and how well: 0 is best. None where it is not known, or never read."""
    plain = folded(head)
    found = next((known for each in (plain, plain.replace(" ", "")) if (known := _BY_HEAD.get(each))), None)
    if found or plain in NEVER or plain in STAFF_WORDS:
        return found
    return next(((meaning, _BY_WORDS) for pattern, meaning in _WORDS if pattern.search(plain)), None)


_SAYS_DEAD: Final = re.compile(r"\b(?:deceased|died|dead|death|expired|passed|rip)\b")
_VAGUE: Final = re.compile(r"\b(?:alive|living|status|state|vital|survival|or|cause|place|flag code)\b")


def says_dead(head: str) -> bool:
    """Whether yes below a head means that somebody has died: "Deceased", and not "Alive/Dead"."""
    plain = folded(head)
    return _SAYS_DEAD.search(plain) is not None and _VAGUE.search(plain) is None


def is_known(head: str) -> bool:
    """Whether a head is one of those that are read, or of those that are never read."""
    plain = folded(head)
    return meaning_of(head) is not None or plain in NEVER or plain in STAFF_WORDS
