"""From a name to a cancer: what cancers are called, and what has a name but no handout yet."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from typing import Final, NamedTuple

from handouts.model.codes import Disease
from handouts.model.content import Cancer
from handouts.roster.missing import sheet_for, wider_note


class Concept(NamedTuple):
    """What a name means."""

    ids: tuple[str, ...]  # of cancers; several where it can mean several, none where there is no handout
    note: str = ""  # what staff must know about the handout
    missing: str = ""  # what there is no handout about, as in a sentence
    asks: str = ""  # why it says too little, and what to write: a sentence for staff
    spelling: str = ""  # the name as a hint writes it


class Names(NamedTuple):
    """All names, normalized."""

    by_name: Mapping[str, Concept]
    no_stage4: frozenset[str]  # ids of cancers that have no stage 4
    stage_words: Mapping[str, str]  # id: what stage 4 is called there, normalized

    def find(self, text: str) -> Concept | None:
        """The meaning of a name; None where it is not known."""
        wanted = normalized(text)
        if (found := self.by_name.get(wanted)) is not None:
            return found
        wanted = _EXTRAS.sub("", wanted).strip(" ,:;")
        for name in (wanted, _BEFORE.sub(r"\2 \1", wanted), _OF.sub(r"\1 cancer", wanted)):
            if (found := self.by_name.get(name)) is not None:
                return found
        match = _CARCINOMA.fullmatch(wanted)
        found = self.by_name.get(f"{match[1] or match[2]} cancer") if match else None
        # Good enough to say that there is none, not to choose one: a carcinoma can be of another kind.
        return found if found and found.missing else None

    def have_grades(self, ids: tuple[str, ...]) -> bool:
        """Whether cancers have grades in place of stages, as in the brain, to where other cancers spread."""
        return bool(ids) and all(self.stage_words.get(each, "").startswith("grade") for each in ids)


_MARKS: Final = re.compile("['’ʼ`.]")
_BLANKS: Final = re.compile(r"[\s\-‐‑–—_()\[\]]+")
_PLUS: Final = re.compile(r"(?<=\w)\+(?!\w)")
_SPELLINGS: Final = (
    (re.compile(r"\bthe "), ""),
    (re.compile(r"\bca\b|\bcancers\b"), "cancer"),
    (re.compile(r"\badenoca\b"), "adenocarcinoma"),
    (re.compile(r"\btumou?rs?\b"), "tumor"),
    (re.compile(r"leukaemi"), "leukemi"),
    (re.compile(r"\boesophag"), "esophag"),
    (re.compile(r"\bhaemat"), "hemat"),
)
# A kind of cancer beside its name, where no name with it is known: the handout is the same.
_MARKER: Final = (
    r"(?:her2(?: neu)?|egfr|alk|ros1|braf(?: v600e)?|[kn]ras|brca[12]?|er|pr|hr|er/pr|hpv|ebv|pd ?l1"
    r"|msi h(?:igh)?|mss|dmmr|ret|ntrk|met|psma) (?:positive|negative|mutated|mutant|rearranged|wild type)"
)
_EXTRAS: Final = re.compile(
    rf"^(?:(?:recurrent|relapsed|refractory|progressive|newly diagnosed|primary|{_MARKER})[ ,]+)+"
    rf"|[ ,]+{_MARKER}$"
)
_BEFORE: Final = re.compile(r"^(cancer|adenocarcinoma|tumor) (?:of )?(.+)$")
_OF: Final = re.compile(r"^(?:cancer|malignancy) of (.+)$")
_CARCINOMA: Final = re.compile(r"carcinoma of (.+)|(.+) carcinoma")


def normalized(text: str) -> str:
    """A name without what differs between writers: case, accents, hyphens, dots, British spelling."""
    text = _PLUS.sub(" positive", without_accents(text).casefold())
    text = " ".join(_BLANKS.sub(" ", _MARKS.sub("", text)).split())
    for pattern, usual in _SPELLINGS:
        text = pattern.sub(usual, text)
    return text.strip(" ,:;")


def without_accents(text: str) -> str:
    """A text without accents and other marks above or below its letters."""
    if text.isascii():
        return text
    return "".join(each for each in unicodedata.normalize("NFKD", text) if not unicodedata.combining(each))


def read_names(shipped: Iterable[Cancer], own: Iterable[Cancer], diseases: Mapping[str, Disease]) -> Names:
    """All names; `shipped` without the cancers that a clinic's own replace.

    An id means its own record alone. A clinic's own names go before those of diseases, and these go before
    the names of shipped cancers: they are more exact.
    """
    own = tuple(own)
    cancers = (*shipped, *own)
    existing = {each.id: each.in_text for each in cancers}
    found, owned = _by_name(cancers), _by_name(own)
    for name, disease in diseases.items():
        concept = _concept(name, disease, diseases, existing)
        for called in _variants((disease.name, *disease.also)):
            claimed = set(owned[called].ids) if called in owned else set()
            if not claimed - {disease.kind_of, disease.treated_like}:
                found[called] = concept._replace(spelling=called)
    found |= {normalized(each): Concept((each,), spelling=each) for each in existing}
    return Names(
        found,
        frozenset(each.id for each in cancers if each.stage.fits == "wrong"),
        {each.id: normalized(each.stage.word) for each in cancers},
    )


def _concept(
    name: str, disease: Disease, diseases: Mapping[str, Disease], existing: Mapping[str, str]
) -> Concept:
    sheet = sheet_for(name, diseases, existing)
    if sheet:
        return Concept((sheet,), "" if sheet == name else wider_note(disease, existing))
    several = tuple(sorted(each for each in disease.can_be if each in existing))
    if disease.ask:
        return Concept(several, asks=disease.ask)
    return Concept(several) if len(several) > 1 else Concept((), missing=disease.name)


def _by_name(cancers: Iterable[Cancer]) -> dict[str, Concept]:
    ids: dict[str, set[str]] = {}
    for each in cancers:
        for called in _variants((each.name, each.in_text, each.title, *each.also)):
            ids.setdefault(called, set()).add(each.id)
    return {called: Concept(tuple(sorted(each)), spelling=called) for called, each in ids.items()}


def _variants(names: Iterable[str]) -> Iterator[str]:
    """Names normalized, each once, with and without "cancer" at the end: "colon" and "ovarian" are enough."""
    for each in dict.fromkeys(map(normalized, names)):
        yield each
        if not each.startswith("metastatic "):  # "metastatic liver" can be where another cancer went
            yield each.removesuffix(" cancer")
