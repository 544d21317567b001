"""Qualifiers around the name of a cancer: where it has spread, which stage, whether it is present at all.

They are matched against texts as `cancer_names.normalized` writes them.
"""

from __future__ import annotations

import re
from typing import Final, Literal, NamedTuple

from handouts.roster.assertions import assertion, without_negated_sites, without_other_stages
from handouts.roster.stages import StageMeaning

Refusal = Literal[
    "suspected", "none", "over", "in-situ", "secondary", "liver", "cause", "near", "stage", "which", "other"
]  # fmt: skip
"""Why a text gives no handout."""

REASONS: Final[dict[Refusal, str]] = {
    "suspected": "This says that a cancer is only suspected. Write it once it is certain.",
    "none": (
        "This says no cancer of this person: a screening, a risk, a benign growth, or a cancer in the family."
    ),
    "over": "This says a history of cancer, or a cancer in remission, not a cancer of today.",
    "in-situ": "This says a cancer in situ, which has not spread: no handout fits it.",
    "secondary": (
        "This says where a cancer has spread to (a secondary cancer), not where it began. "
        "Write where it began, such as breast or lung."
    ),
    "liver": (
        "This can be a cancer that began in the liver, or one that has spread there. "
        "For a cancer that began in the liver, write liver; for one that spread there, name where it began."
    ),
    "cause": (
        "This says what a cancer came from, in words that are not known here. "
        "Write only where the cancer began, such as breast or lung."
    ),
    "near": "This says spread to lymph nodes, which alone is not stage 4.",
    "stage": "This says another stage than stage 4, and the handouts are for stage 4.",
    "which": "This does not say which cancer. Write where it began, such as breast or lung.",
    "other": "This names no cancer: it says another disease, or a visit for something else.",
}
"""What staff are told."""

BEYOND_DOUBT: Final[frozenset[Refusal]] = frozenset(("none", "over", "in-situ", "other"))
"""Refusals after which nobody needs to look into the text: it names no cancer of today."""

_UNCERTAIN: Final = re.compile(
    r"\?|\b(?:suspect\w*|suspicio\w*|possibl[ey]|probabl[ey]|likely|rule out|r/o|question of|questionable"
    r"|vs|versus|differential|concern(?:ing)? for|pending)\b"
)
_OVER: Final = re.compile(
    r"(?:past |prior |previous |former |remote |old )"
    r"|.*\b(?:history|hx|h/o|survivor|ned|no evidence of disease|cancer free|cured)\b"
)
_IN_SITU: Final = re.compile(r"\b(?:dcis|lcis|in ?situ|stage 0|noninvasive|non invasive)\b")

_SPREAD: Final = r"(?:spread(?:ing)?|metasta(?:tic|si[sz]ed|si[sz]ing)|mets?|metastas[ei]s|secondar(?:y|ies))"
_NOT_SPREAD: Final = re.compile(
    rf"\b(?:no|not|without|w/o|negative for|denies)\b[^,;]*\b{_SPREAD}\b|\bnon ?metastatic\b"
    rf"|\b{_SPREAD} (?:are |is |was |were )?negative\b"
)
_JOINTS: Final = r"(?:[ ,;:/]|\b(?:has|have|had|which|that|is|now|and|with|w|plus)\b)*"
_IS: Final = r"(?:[ ,;:/]|\b(?:which|that|is|now)\b)*"
_WENT: Final = re.compile(
    rf"(?P<head>.*?){_JOINTS}\b{_SPREAD}(?: disease)? (?:to|in|into|of|on|at|throughout)\b(?P<to>.*)"
)
# "secondary to" says what something came from, never where it has spread.
_SECONDARY_TO: Final = re.compile(
    r".*\b(?:secondary(?: (?:cancer|tumor|malignancy|neoplasm|disease))?(?: in [^,;]+)? to|2/2|d/t|due to"
    r"|(?:cancer|tumor)(?: in [^,;]+)?(?: that)?(?: came)? from)"
    r" (?P<head>.+?)(?: primary)?"
)
_SECONDARY: Final = re.compile(rf"(?P<head>.+?){_IS}\bsecondary\b(?! (?:in|to|from)\b).*")
_METASTATIC_ONLY: Final = re.compile(rf"(?P<head>.+?){_IS}\b(?:metastatic|mets?|metastas[ei]s)(?: disease)?")
_WITH_METS: Final = re.compile(r".*(?: with| w/| w| has) (?:mets?|metastas[ei]s)")
_METASTATIC_SITE: Final = re.compile(
    r"(?:(?:cancer|tumor|malignancy|carcinoma) (?:of|in) )?(?:brain|livers?|hepatic|lungs?|bones?|spine"
    r"|pleura)(?: (?:cancer|tumor|malignancy|carcinoma))?"
)
_FROM: Final = re.compile(rf".*\b{_SPREAD}\b.*\bfrom (?P<head>.+?)(?: primary)?")
_WITH: Final = re.compile(rf"(?P<head>.+?)(?: with| w/| w(?= ))+(?P<to>.*)\b{_SPREAD}\b.*")
_BESIDE: Final = re.compile(
    rf"(?P<head>.*?(?:cancer|carcinoma|\w+oma|leukemia|nsclc|sclc|crc|tumor))\b(?P<to>.*)\b{_SPREAD}\b.*"
)
_METASTATIC_TO: Final = re.compile(r"metastatic (?P<head>.+?) to (?P<to>.+)")
_MET: Final = re.compile(r"(?P<head>[^,;:]+) (?:mets?|metastas[ei]s)\b(?P<to>.*)")
_DISEASE: Final = re.compile(
    r"cancer|carcinom|oma\b|omas\b|tumor|leukemi|malignan|neoplasm|primary|hodgkin|glioblastoma"
    r"|\b(?:nsclc|sclc|crc|hcc|tnbc|mbc|rcc|gbm|nhl|net|pdac|dlbcl|gist|aml|cll|cml)\b"
)
_WITH_PRIMARY: Final = re.compile(rf".*\b{_SPREAD}\b.*?[,;] *(?P<head>.+?)(?: (?:as )?primary)?")
_PRIMARY_IS: Final = re.compile(
    rf".*\b{_SPREAD}\b.*?[,; ] *primary(?: site| is| was| in| of|:)* (?P<head>[^,;]+)"
    rf"|.*\b{_SPREAD}\b.*?[,;] *(?P<before>[^,;]+?) (?:as |is )?primary(?: site)?"
)
# Ways to say where it has spread, and whether the name before must be a disease, not only a body part.
_SPREAD_PATTERNS: Final = (
    (_FROM, False),
    (_METASTATIC_TO, False),
    (_WENT, False),
    (_WITH, False),
    (_BESIDE, True),
    (_WITH_PRIMARY, True),
)
_ONLY_SPREAD: Final = re.compile(rf"(?:secondary|{_SPREAD} (?:to|in|of|from))\b.*|.*\b{_SPREAD}(?: disease)?")
_NODES: Final = re.compile(
    r"(?: |regional|local|nearby|axillary|sentinel|cervical|pelvic|inguinal|hilar|mediastinal|lymph"
    r"|left|right|multiple|one|\d)*(?:nodes?|nodal|ln|lymph glands?)(?: only)? *"
)

_FOUR: Final = re.compile(
    r"\b(?:stage|stg|grade|gr) ?(?:4|iv)[abc]?[12]?\b|\b(?:advanced|extensive stage)\b"
    # "Ovarian cancer IV"; before a drug IV means intravenous
    r"|(?<=cancer|arcoma|cinoma) iv[abc]?(?=$|,(?! *(?:chemo|infusion|antibiotics|fluids|iron)))"
)
_TNM: Final = re.compile(
    r"\b[cpyra]*t(?:[0-4x]|is)[a-d]?(?:mi)?[ ,]*(?:[cpy]*n[0-3x][a-c]?[ ,]*(?:sn|mi|i positive)?[ ,]*)?"
    r"(?:[cpy]*m(?P<far>[01x])[a-d]?)?(?![a-z0-9])|\b[cp]?m(?P<alone>[01])[a-d]?\b"
)
_METASTATIC: Final = re.compile(r"\bmetastatic\b")
_SPREAD_OR_MORE: Final = re.compile(rf"\b{_SPREAD}\b|\b(?:with|w)\b|,")
_THREE: Final = re.compile(r"\b(?:stage|stg) ?(?:3|iii)[abcdes]?[123]?\b")
_LOWER: Final = re.compile(
    r"\b(?:stage|stg) ?(?:[012]|is?|ii)[abcdes]?[123]?\b"
    # "Early 2024" is a date, not a stage
    r"|\b(?:early(?: stage)?(?! (?:in )?(?:(?:19|20)\d\d|(?:this|last) year"
    r"|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\w*\b))"
    r"|locali[sz]ed|local|locally advanced|limited(?: stage)?|regional|resectable|resected|neo ?adjuvant"
    r"|adjuvant)\b"
)
_GRADE: Final = re.compile(r"\b(?:grade|gr) ?(?:[123]|i{1,3})\b|\b(?:low|intermediate) grade\b")
_EDGES: Final = re.compile(r"[ ,;:/]+$|^[ ,;:/]+")


class Parts(NamedTuple):
    """A text without its qualifiers, and these."""

    head: str  # what is left as the name of a cancer; may be empty
    spread: bool = False
    near: bool = False  # spread to lymph nodes only
    stage: StageMeaning = "nothing"
    grade: bool = False  # a grade below 4
    metastatic: bool = False  # "metastatic" beside the name
    mets_anywhere: bool = False  # "with mets" at the end, without a site
    cause: bool = False  # what it came from, with "secondary to" or the like


def refusal(text: str) -> Refusal | None:
    """Why a text is refused, whichever cancer it names; None where it is not."""
    if (status := assertion((text,))) is not None:
        return status
    if _UNCERTAIN.search(text):
        return "suspected"
    if _IN_SITU.search(text):
        return "in-situ"
    return "over" if _OVER.match(text) else None


def stage_in(text: str) -> StageMeaning:
    """The stage in a text; "unclear" where it only says to where the cancer has not spread."""
    text = without_other_stages(text)
    m = {match["far"] or match["alone"] or "" for match in _TNM.finditer(text)}
    elsewhere = without_negated_sites(text)
    if "0" in m or _NOT_SPREAD.search(elsewhere) or _LOWER.search(text):
        return "lower"
    if "1" in m:
        return "four"
    if _THREE.search(text):
        return "three"
    if _FOUR.search(text):
        return "four"
    return "nothing" if elsewhere == text else "unclear"


def parse(text: str) -> Parts:
    """The name in a text, and the qualifiers around it."""
    mets_anywhere, cause = (bool(each.fullmatch(text)) for each in (_WITH_METS, _SECONDARY_TO))
    stage = stage_in(text)
    text = without_other_stages(text)
    grade = _GRADE.search(text) is not None
    text = _clean(_NOT_SPREAD.sub("", without_negated_sites(text)))
    only = _METASTATIC_ONLY.fullmatch(text)
    if only and _is_plain_disease(only["head"]):
        head, to, spread = f"metastatic {only['head']}", "", False
    else:
        head, to, spread = _split(text)
    for pattern in (_LOWER, _FOUR, _THREE, _GRADE, _TNM):
        head = _clean(pattern.sub(" ", head))
    metastatic = _METASTATIC.search(head) is not None
    head = _clean(_METASTATIC.sub(" ", head))
    near = spread and _NODES.fullmatch(to) is not None
    return Parts(head, spread, near, stage, grade, metastatic, mets_anywhere, cause)


def _split(text: str) -> tuple[str, str, bool]:
    """The text before the words on spread, where it has spread to, and whether it has spread at all."""
    origin = _origin(text)
    if origin is not None:
        return origin, "", True
    explained = _FROM.fullmatch(text) or _WITH.fullmatch(text) or is_disease(text)
    if not explained and (bare := _MET.fullmatch(text)):
        return "", bare["to"] or f" {bare['head']}", True
    for pattern, named in _SPREAD_PATTERNS:
        match = pattern.fullmatch(text)
        # "liver and bone mets", "lung mets to brain": bare places may all be where it has spread.
        if match and (not named or is_disease(text if pattern is _WITH_PRIMARY else match["head"])):
            return match["head"], match.groupdict().get("to") or "", True
    return ("", "", True) if _ONLY_SPREAD.fullmatch(text) else (text, "", False)


def _origin(text: str) -> str | None:
    """Where a secondary cancer began, as a text says; empty where it does not, None where it names none."""
    if match := _SECONDARY_TO.fullmatch(text):
        # "breast cancer secondary to liver": which of the two came first is not clear.
        unclear = "secondary" in text[: match.start("head")] and is_metastatic_site(match["head"])
        return "" if unclear and not is_disease(match["head"]) else match["head"]
    if match := _PRIMARY_IS.fullmatch(text):
        return match["head"] or match["before"]
    match = _SECONDARY.fullmatch(text)
    return "" if match and _is_plain_disease(match["head"]) else None


def _is_plain_disease(text: str) -> bool:
    """Whether a text ends in a disease and names no spread."""
    words = text.split()
    return bool(words) and is_disease(words[-1]) and not _SPREAD_OR_MORE.search(text)


def primary_site(text: str) -> tuple[bool, str]:
    """Of words beside a code of a cancer: whether they name a secondary one, and its origin.

    A bare "mets" with a place is where that cancer went, if the place is a usual one: else it is the origin.
    """
    if match := _SECONDARY_TO.fullmatch(text) or _FROM.fullmatch(text):
        return False, match["head"]
    if re.search(r"\bsecondary\b(?! (?:in|to|from)\b)", text):
        return True, ""
    match = None if is_disease(text) else _MET.fullmatch(text)
    return False, match["head"] if match and not match["to"] else parse(text).head


def is_metastatic_site(name: str) -> bool:
    """Whether a name is that of a usual site of metastases, or of a cancer named after such a site alone."""
    return _METASTATIC_SITE.fullmatch(name) is not None


def is_disease(name: str) -> bool:
    """Whether a name is that of a cancer, and not only of a place in the body."""
    return _DISEASE.search(name) is not None


def _clean(text: str) -> str:
    return _EDGES.sub("", " ".join(text.split()))
