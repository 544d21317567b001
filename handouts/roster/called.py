"""From a name to a cancer: what cancers are called, and what has a name but no handout yet."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from typing import Final, NamedTuple

from handouts.model.codes import Disease
from handouts.model.content import Cancer
from handouts.roster.missing import given, in_general


class Named(NamedTuple):
    """What a name means."""

    ids: tuple[str, ...]  # of cancers; several where it can mean several, none where there is no handout
    told: str = ""  # what to know of the sheet
    missing: str = ""  # what there is no handout about, as it stands in a sentence
    asks: str = ""  # why it says too little, and what to write: a sentence for staff
    near: str = ""  # the name as a hint writes it


class Names(NamedTuple):
    """All names, by `key`."""

    by_key: Mapping[str, Named]
    no_stage4: frozenset[str]  # ids of cancers that have no stage 4
    stage_words: Mapping[str, str]  # id: what stage 4 is called there, as a key

    def find(self, text: str) -> Named | None:
        """What is called so."""
        wanted = key(text)
        found = self.by_key.get(wanted)
        if found is None and (plainer := _EXTRAS.sub("", wanted).strip(" ,:;")) != wanted:
            wanted = plainer
            found = self.by_key.get(wanted)
        if found is None and (match := _BEFORE.fullmatch(wanted)):
            found = self.by_key.get(f"{match[2]} {match[1]}")
        if found is None and (match := _OF.fullmatch(wanted)):
            found = self.by_key.get(f"{match[1]} cancer")
        if found is None and (match := _CARCINOMA.fullmatch(wanted)):
            # Good enough to say that there is none, not to choose one: a carcinoma can be of another kind.
            found = self.by_key.get(f"{match[1] or match[2]} cancer")
            found = found if found and found.missing else None
        return found


_MARKS: Final = re.compile("['’ʼ`.]")
_BLANKS: Final = re.compile(r"[\s\-‐‑–—_()\[\]]+")
_PLUS: Final = re.compile(r"(?<=\w)\+(?!\w)")
_SPELLINGS: Final = (
    (re.compile(r"\bthe "), ""),
    (re.compile(r"\bca\b"), "cancer"),
    (re.compile(r"\badenoca\b"), "adenocarcinoma"),
    (re.compile(r"\bcancers\b"), "cancer"),
    (re.compile(r"\btumou?rs?\b"), "tumor"),
    (re.compile(r"leukaemi"), "leukemi"),
    (re.compile(r"\boesophag"), "esophag"),
    (re.compile(r"\bhaemat"), "hemat"),
)
# What a kind of cancer is beside its name, where no name with it is known: the sheet is the same.
_MARKER: Final = (
    r"her2(?: neu)?|egfr|alk|ros1|braf(?: v600e)?|[kn]ras|brca[12]?|er|pr|hr|er/pr|hpv|ebv|pd ?l1"
    r"|msi h(?:igh)?|mss|dmmr|ret|ntrk|met|psma"
)
_SAID: Final = r"(?:positive|negative|mutated|mutant|rearranged|wild type)"
_EXTRAS: Final = re.compile(
    rf"^(?:(?:recurrent|relapsed|refractory|progressive|newly diagnosed|primary|(?:{_MARKER}) {_SAID})[ ,]+)+"
    rf"|[ ,]+(?:{_MARKER}) {_SAID}$"
)
_BEFORE: Final = re.compile(r"(cancer|adenocarcinoma|tumor) (?:of )?(.+)")
_OF: Final = re.compile(r"(?:cancer|malignancy) of (.+)")
_CARCINOMA: Final = re.compile(r"carcinoma of (.+)|(.+) carcinoma")


def key(text: str) -> str:
    """A name without what differs from one writer to the next: case, accents, hyphens, British spelling."""
    bare = text if text.isascii() else _without_accents(text)
    bare = _PLUS.sub(" positive", bare.casefold())
    bare = " ".join(_BLANKS.sub(" ", _MARKS.sub("", bare)).split())
    for pattern, usual in _SPELLINGS:
        bare = pattern.sub(usual, bare)
    return bare.strip(" ,:;")


def _without_accents(text: str) -> str:
    parts = unicodedata.normalize("NFKD", text)
    return "".join(each for each in parts if not unicodedata.combining(each))


def read_names(shipped: Iterable[Cancer], own: Iterable[Cancer], diseases: Mapping[str, Disease]) -> Names:
    """All names; `shipped` without those whose place a clinic's own take.

    An id means its own record alone. A clinic's own names go before those of diseases, and these go before
    the names of shipped cancers: they are more exact.
    """
    shipped, own = tuple(shipped), tuple(own)
    cancers = (*shipped, *own)
    existing = {each.id: each.in_text for each in cancers}
    found = _by_name(cancers)
    owned = _by_name(own)
    for name, disease in diseases.items():
        meaning = _meaning(name, disease, diseases, existing)
        for called in _variants((disease.name, *disease.also)):
            claimed = set(owned[called].ids) if called in owned else set()
            if not claimed - {disease.kind_of, disease.treated_like}:
                found[called] = meaning._replace(near=called)
    found |= {key(each): Named((each,), near=each) for each in existing}
    return Names(
        found,
        frozenset(each.id for each in cancers if each.stage.fits == "wrong"),
        {each.id: key(each.stage.word) for each in cancers},
    )


def _meaning(
    name: str, disease: Disease, diseases: Mapping[str, Disease], existing: Mapping[str, str]
) -> Named:
    to = given(name, diseases, existing)
    if to:
        return Named((to,), "" if to == name else in_general(disease, existing))
    if disease.ask:
        return Named(tuple(sorted(each for each in disease.can_be if each in existing)), asks=disease.ask)
    several = tuple(sorted(each for each in disease.can_be if each in existing))
    return Named(several) if len(several) > 1 else Named((), missing=disease.name)


def _by_name(cancers: Iterable[Cancer]) -> dict[str, Named]:
    ids: dict[str, list[str]] = {}
    for each in cancers:
        for called in _variants((each.name, each.in_text, each.title, *each.also)):
            ids.setdefault(called, []).append(each.id)
    return {called: Named(tuple(sorted(set(each))), near=called) for called, each in ids.items()}


def _variants(names: Iterable[str]) -> Iterator[str]:
    """Names as keys, each once, and these without "cancer" at the end: "colon" and "ovarian" are enough."""
    keys = dict.fromkeys(key(name) for name in names)
    for each in keys:
        yield each
        if not each.startswith("metastatic "):  # "metastatic liver" can be where another went
            yield each.removesuffix(" cancer")
