"""What one text says about a diagnosis: the one place that decides it, for a single handout and for lists.

A text is a name, a code, a code beside words, or a phrase such as "stage IV colon cancer, mets to liver". It
leads to cancers, or to the reason why there is no handout. The text itself is never repeated.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final, NamedTuple, Protocol

from handouts.roster.cancer_names import Concept, Names, normalized
from handouts.roster.codes import Code
from handouts.roster.encounters import is_not_cancer, only_visit, without_visit
from handouts.roster.missing import no_handout
from handouts.roster.qualifiers import (
    BEYOND_DOUBT,
    REASONS,
    Parts,
    is_disease,
    is_metastatic_site,
    parse,
    primary_site,
    refusal,
    stage_in,
)
from handouts.roster.spelling import near_names
from handouts.roster.stages import StageMeaning

LookUp = Callable[[str], Code | None]
"""From a text to what it means as a code; None where it is no code."""


class Terminology(Protocol):
    """The names and codes by which diagnoses are read."""

    @property
    def names(self) -> Names: ...

    @property
    def look_up(self) -> LookUp: ...


_ANOTHER: Final = "They name another cancer."
_CODE: Final = re.compile(r"[A-Z][0-9][0-9A-Z](?:\.[0-9A-Z]{1,4}|[0-9A-Z]{0,4})", re.IGNORECASE)
_LONGEST_KIND: Final = 40  # characters of words that may name a kind
_LONGEST: Final = 200  # characters of a text that is taken apart; more is a report, not a diagnosis
_LONGEST_ORGAN: Final = 4  # words
# Before a site "metastatic" says where another cancer went; before some even where "cancer" follows.
_SITE: Final = re.compile(
    r"brain|liver|lung|(?:bone|spine|spinal cord|pleura|pleural|lymph node|peritoneum)(?: tumor)?(?: cancer)?"
)
_LIVER: Final = re.compile(r"^(?!.*\bprimary\b).*\b(?:liver|hepatic)\b")
_ANY_CANCER: Final = re.compile(
    r"|(?:adeno)?carcinoma|cancer|tumor|disease|malignancy|neoplasm|malignant (?:neoplasm|neoplastic disease"
    r"|tumor)"
)
_IN_BRACKETS: Final = re.compile(r"([^()\[\]]+?)\s*[(\[]([^()\[\]]+)[)\]]")
_AFTER_DASH: Final = re.compile(
    r"([^-–]+?)\s+[-–]+\s+((?:[^,;]*\s)?(?:mets?|metastas[ei]s)(?:\s.*)?|metastatic to .+)", re.IGNORECASE
)
_MET: Final = re.compile(
    r"^\s*met(?:astasi[sz]ed)?\s+(?=.*(?:ca\b|cancer|carcinom|tumou?r|melanom))", re.IGNORECASE
)
# nmCRPC is the opposite of mCRPC.
_NOT_METASTATIC: Final = re.compile(
    r"\bnm[ -]?(?=(?:crpc|hrpc|cspc|hspc|hnpc|pc|crc|bc|rcc)\b)", re.IGNORECASE
)
_SPREADS_TO: Final = re.compile(
    r"liver|bones?|lungs?|brain|spine|peritoneum|pleura|adrenals?|hepatic|skin|omentum|skeleton"
)
_SITE_METASTASES: Final = re.compile(r"(.+) (?:mets?|metastas[ei]s)")
_NEOPLASM_OF: Final = re.compile(r"(?:primary )?malignant (?:neoplasm|tumor) of (.+)")
_DESCRIBED: Final = re.compile(r"\bmalignant (?:neoplasm|tumor)s? of (.+)")
# Words of ICD-10-CM in which the name of an organ means another place.
_OF_OTHER_PLACES: Final = re.compile(r"\bendocrine pancreas\b|\buterine (?:adnexa|ligament)\b")
_PART_OF_ORGAN: Final = re.compile(
    r"\b(?:left|right|bilateral|unspecified|overlapping sites?|(?:upper|lower|middle) lobe|main bronchus"
    r"|bronchus|(?:upper|lower)[ -](?:inner|outer) quadrant|central portion|nipple|areola|axillary tail|head"
    r"|body|tail|part|site|female|male|in|or|and|of)\b"
)


class Mention(NamedTuple):
    """What a text mentions: a code, or cancers in words, or why there is no handout."""

    cancers: tuple[str, ...] = ()  # ids; several where a name can mean several
    code: Code | None = None
    note: str = ""  # what staff must know about the handout
    spread: bool = False  # distant spread; beside a reason: nothing but that
    near: bool = False  # spread to lymph nodes, and no further
    stage: StageMeaning = "nothing"  # in words
    reason: str = ""  # why there is no handout: a sentence for staff
    hints: tuple[str, ...] = ()  # names that were perhaps meant; only where nothing is known
    beyond_doubt: bool = False  # beside a reason: whether it surely is no cancer of today


def read_mention(text: str, terms: Terminology) -> Mention:
    """What a text mentions. Where nothing in it is known, it has no cancers, code or reason."""
    if (concept := terms.names.find(text)) is not None:
        return _of_concept(concept)
    if (code := terms.look_up(text.strip())) is not None:
        return Mention(code=code)
    return _code_in_words(text, terms) or _phrase(_respaced(text, terms.names), terms.names)


def is_known(text: str, terms: Terminology) -> bool:
    """Whether a text is a name or a code as it stands."""
    return terms.names.find(text) is not None or terms.look_up(text.strip()) is not None


def _of_concept(concept: Concept) -> Mention:
    reason = no_handout(concept.missing) if concept.missing else concept.asks
    return Mention(reason=reason) if reason else Mention(concept.ids, note=concept.note)


def _code_in_words(text: str, terms: Terminology) -> Mention | None:
    """The one code in a text such as "C50.9 - Malignant neoplasm of breast"; None where there is not one.

    As in exports of record systems, the words choose nothing, but they can speak against the code.
    """
    tokens = [(token.strip("()[]:,;-"), "," if token.endswith((",", ";")) else "") for token in text.split()]
    found = [token for token, _ in tokens if _CODE.fullmatch(token) and terms.look_up(token)]
    code = terms.look_up(found[0]) if len(found) == 1 else None
    if code is None:
        return None
    if code.kind not in ("primary", "ask"):
        return Mention(code=code)
    words = " ".join(f"{token}{comma}" for token, comma in tokens if token != found[0]).strip(" ,")
    plain, names = normalized(words), terms.names
    secondary, origin = primary_site(plain)
    concept = names.find(words) or names.find(origin) or _kind(origin, code, names) or _by_name(origin, names)
    against = (
        _against(plain, code, concept)
        or (REASONS["secondary"] if secondary and not code.spread else "")
        or _spread_to_organ(plain, code, concept)
        or _other_organ(plain, code, names)
    )
    if against:
        return Mention(reason=f"The words beside the code speak against it. {against}")
    return Mention(code=code, note=concept.note if concept else "", stage=stage_in(plain))


def _other_organ(text: str, code: Code, names: Names) -> str:
    """The reason where "malignant neoplasm of", as in the code book, names another organ; else empty.

    The longest names in it count: "renal pelvis" is not "renal". One organ of the code among them is enough,
    as in "bronchus or lung" and "rectum, anus and anal canal".
    """
    match = _DESCRIBED.search(text)
    organs = _organs(_OF_OTHER_PLACES.sub(" ", match[1]), names) if match else []
    found = [each for each in organs if each.ids or (each.missing and code.kind == "primary")]
    if not found or any(set(each.ids) & set(code.cancers) for each in found):
        return ""
    return _ANOTHER


def _organs(text: str, names: Names) -> list[Concept]:
    """What the words of a description name, the longest names first; each word counts once."""
    words = text.replace(",", " ").split()
    found: list[Concept] = []
    for length in range(min(len(words), _LONGEST_ORGAN), 0, -1):
        for at in range(len(words) - length + 1):
            phrase = " ".join(words[at : at + length])
            concept = None if "|" in phrase else names.find(f"{phrase} cancer") or names.find(phrase)
            if concept is not None:
                found.append(concept)
                words[at : at + length] = ["|"] * length
    return found


def _kind(words: str, code: Code, names: Names) -> Concept | None:
    """The kind of a code's cancers that words such as "medullary" name; None where there is none."""
    if not words or len(words) > _LONGEST_KIND:
        return None
    for organ, concept in names.by_name.items():
        if concept.ids and set(concept.ids) <= set(code.cancers):
            for name in (f"{words} {organ}", f"{organ} {words}"):
                if name in names.by_name:
                    return names.by_name[name]
    return None


def _spread_to_organ(text: str, code: Code, concept: Concept | None) -> str:
    """The reason where words name metastases in the very organ of the code; else empty."""
    organ = text.removesuffix(" mets")
    there = concept and organ != text and is_metastatic_site(organ) and set(concept.ids) & set(code.cancers)
    return REASONS["secondary"] if there else ""


def _against(text: str, code: Code, concept: Concept | None) -> str:
    """What in words beside a code speaks against it; empty where nothing does."""
    if why := refusal(text):
        return REASONS[why]
    if stage_in(text) == "lower":
        return REASONS["stage"]
    if concept is None or (concept.asks and not concept.ids):
        return ""
    if concept.missing and code.kind == "ask":  # such a code chooses nothing by itself
        return ""
    # "brain mets" beside a code says where its cancer went.
    spread = (match := _SITE_METASTASES.fullmatch(text)) and is_metastatic_site(match[1])
    return "" if set(concept.ids) & set(code.cancers) or spread else _ANOTHER


def _phrase(text: str, names: Names) -> Mention:
    """What words around the name of a cancer come to."""
    plain = normalized(text)
    if len(plain) > _LONGEST:
        return Mention()
    if why := refusal(plain) or ("other" if is_not_cancer(plain) else None):
        return Mention(reason=REASONS[why], beyond_doubt=why in BEYOND_DOUBT)
    if reason := only_visit(plain):
        return Mention(reason=reason)
    plain = without_visit(plain)
    parts = parse(plain)
    concept = _by_name(parts.head, names) if parts.head else None
    if concept is None and (parts.metastatic or parts.spread) and parts.head.endswith(" tumor"):
        concept = names.find(f"{parts.head.removesuffix(' tumor')} cancer")
    if concept is None:
        return _without_name(plain, parts, names)
    return _qualified(_of_concept(concept), parts, names)


def _qualified(found: Mention, parts: Parts, names: Names) -> Mention:
    """What a name means with the qualifiers around it."""
    graded = names.have_grades(found.cancers)
    if parts.metastatic and not parts.spread:
        # Most of what is called a "metastatic brain tumor" began elsewhere.
        if graded or _SITE.fullmatch(parts.head):
            return Mention(reason=REASONS["secondary"])
        if _LIVER.search(parts.head):
            return Mention(reason=REASONS["liver"])
    if graded and parts.mets_anywhere:
        return Mention(reason=REASONS["secondary"])
    if found.reason:
        return found
    if graded and parts.grade:
        return Mention(reason=REASONS["stage"])
    far = (parts.spread or parts.metastatic) and not parts.near
    return found._replace(spread=far, near=parts.near, stage=parts.stage)


def _respaced(text: str, names: Names) -> str:
    """A text with words for marks that `normalized` drops: "colon (liver)", "prostate - bone mets"."""
    if len(text) > _LONGEST:
        return text
    if (match := _IN_BRACKETS.fullmatch(text.strip())) and _are_sites(match[2]) and names.find(match[1]):
        return f"{match[1]} with mets to {match[2]}"
    if (match := _AFTER_DASH.fullmatch(text.strip())) and (concept := names.find(match[1])):
        name = normalized(match[1])
        organ = concept.ids and not is_metastatic_site(name) and not is_disease(name)
        return f"{match[1]} cancer, {match[2]}" if organ else text
    return _MET.sub("metastatic ", _NOT_METASTATIC.sub("non metastatic ", text))


def _are_sites(text: str) -> bool:
    """Whether words in brackets name only sites of metastases."""
    parts = [part.strip() for part in re.split(r",|/|\+|&| and ", normalized(text)) if part.strip()]
    return bool(parts) and all(_SPREADS_TO.fullmatch(part) for part in parts)


def _by_name(head: str, names: Names) -> Concept | None:
    """What a name means, in the words of a code book too: "malignant neoplasm of lower lobe of left lung"."""
    if found := names.find(head) or names.find(head.removesuffix(" primary")):
        return found
    match = _NEOPLASM_OF.fullmatch(head)
    organ = " ".join(_PART_OF_ORGAN.sub(" ", match[1].partition(",")[0]).split()) if match else ""
    return names.find(f"{organ} cancer") or names.find(organ) if organ else None


def _without_name(plain: str, parts: Parts, names: Names) -> Mention:
    """A phrase without a known name: it may still say why there is no handout, or be misspelled."""
    if parts.head and parts.cause:
        return Mention(reason=REASONS["cause"])
    if parts.spread:
        return Mention(reason=REASONS["secondary"], spread=True, near=parts.near)
    if _ANY_CANCER.fullmatch(parts.head):
        return Mention(reason=REASONS["which"])
    if parts.stage in ("lower", "three"):
        return Mention(reason=REASONS["stage"], beyond_doubt=is_disease(plain))
    return Mention(hints=near_names(plain, names))
