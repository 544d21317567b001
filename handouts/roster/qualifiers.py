"""Words around the name of a cancer: where it went, which stage, whether it is there now at all.

They are matched against texts as `called.key` writes them: without case, accents, hyphens and dots.
"""

from __future__ import annotations

import re
from typing import Final, Literal, NamedTuple

from handouts.roster.doubts import doubt, without_absent, without_other_stages
from handouts.roster.stages import Said

Stop = Literal[
    "suspected",
    "none",
    "over",
    "in-situ",
    "secondary",
    "liver",
    "cause",
    "visit",
    "near",
    "stage",
    "which",
    "other",
]

WHY: Final[dict[Stop, str]] = {
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
    "visit": "This is a visit for cancer treatment: it does not say which cancer.",
    "near": "This says spread to lymph nodes, which alone is not stage 4.",
    "stage": "This says another stage than stage 4, and the handouts are for stage 4.",
    "which": "This does not say which cancer. Write where it began, such as breast or lung.",
    "other": "This names no cancer: it says another disease, or a visit for something else.",
}
"""Why a text stops."""

BEYOND_DOUBT: Final[frozenset[Stop]] = frozenset(("none", "over", "in-situ", "other"))
"""What leaves a text without a cancer of today, so that nobody needs to look into it."""

_TREATMENTS: Final = (
    (r"chemo\w*", "chemo"),
    (r"immuno ?therapy", "immunotherapy"),
    (r"radiation(?: therapy| treatment)?|radiotherapy|xrt", "radiation"),
    (r"palliative care", "palliative care"),
    (r"infusion", "an infusion"),
)
_VISIT: Final = re.compile(
    r"(?:encounter|visit|here|admi(?:ssion|tted)|appointment|follow ?up|f/u|presents?|seen|cycle)\b"
)
_CANCER: Final = re.compile(r"cancer|carcinom|lymphom|leukemi|myelom|melanom|sarcom|tumor")
_TREATED: Final = re.compile(
    r"(?:antineoplastic |on |for |iv |oral )*(?:" + "|".join(each for each, _ in _TREATMENTS) + r")"
    r"(?: (?:visit|infusion|session|cycle|treatment|therapy|encounter)(?: \d+)?)*"
)

_UNCERTAIN: Final = re.compile(
    r"\?|\b(?:suspect\w*|suspicio\w*|possibl[ey]|probabl[ey]|likely|rule out|r/o|question of|questionable"
    r"|vs|versus|differential|concern(?:ing)? for|pending)\b"
)
_OVER: Final = re.compile(
    r"(?:past |prior |previous |former |remote |old )|.*\b(?:history of|history|hx|h/o|survivor|ned"
    r"|no evidence of disease|cancer free|cured)\b"
)
_IN_SITU: Final = re.compile(r"\b(?:dcis|lcis|in ?situ|stage 0|noninvasive|non invasive)\b")

_SPREAD: Final = r"(?:spread(?:ing)?|metasta(?:tic|si[sz]ed|si[sz]ing)|mets?|metastas[ei]s|secondar(?:y|ies))"
_NOT_SPREAD: Final = re.compile(
    r"\b(?:no|not|without|w/o|negative for|denies)\b[^,;]*\b"
    + _SPREAD
    + r"\b|\bnon ?metastatic\b"
    + rf"|\b{_SPREAD} (?:are |is |was |were )?negative\b"
)
_JOINTS: Final = r"(?:[ ,;:/]|\b(?:has|have|had|which|that|is|now|and|with|w|plus)\b)*"
_IS: Final = r"(?:[ ,;:/]|\b(?:which|that|is|now)\b)*"
_WENT: Final = re.compile(
    rf"(?P<head>.*?){_JOINTS}\b{_SPREAD}(?: disease)? (?:to|in|into|of|on|at|throughout)\b(?P<to>.*)"
)
# "secondary to" says what something came from, never where it went.
_SECONDARY_TO: Final = re.compile(
    r".*\b(?:secondary(?: (?:cancer|tumor|malignancy|neoplasm|disease))?(?: in [^,;]+)? to|2/2|d/t|due to"
    r"|(?:cancer|tumor)(?: in [^,;]+)?(?: that)?(?: came)? from)"
    r" (?P<head>.+?)(?: primary)?"
)
_SECONDARY: Final = re.compile(rf"(?P<head>.+?){_IS}\bsecondary\b(?! (?:in|to|from)\b).*")
_METASTATIC_ONLY: Final = re.compile(rf"(?P<head>.+?){_IS}\b(?:metastatic|mets?|metastas[ei]s)(?: disease)?")
_METS_NOWHERE: Final = re.compile(r".*(?: with| w/| w| has) (?:mets?|metastas[ei]s)")
_PLACE: Final = re.compile(
    r"(?:(?:cancer|tumor|malignancy|carcinoma) (?:of|in) )?"
    r"(?:brain|livers?|hepatic|lungs?|bones?|spine|pleura)"
    r"(?: (?:cancer|tumor|malignancy|carcinoma))?"
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
# Ways to say where it went, and whether the name before must say a cancer, not only a place in the body.
_WAYS: Final = (
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
    # "Ovarian cancer IV"; before a drug it is how that is given
    r"|(?<=cancer|arcoma|cinoma) iv[abc]?(?=$|,(?! *(?:chemo|infusion|antibiotics|fluids|iron)))"
)
_TNM: Final = re.compile(
    r"\b[cpyra]*t(?:[0-4x]|is)[a-d]?(?:mi)?[ ,]*(?:[cpy]*n[0-3x][a-c]?[ ,]*(?:sn|mi|i positive)?[ ,]*)?"
    r"(?:[cpy]*m(?P<far>[01x])[a-d]?)?(?![a-z0-9])|\b[cp]?m(?P<alone>[01])[a-d]?\b"
)
_METASTATIC: Final = re.compile(r"\bmetastatic\b")
_THREE: Final = re.compile(r"\b(?:stage|stg) ?(?:3|iii)[abcdes]?[123]?\b")
_LOWER: Final = re.compile(
    r"\b(?:stage|stg) ?(?:[012]|is?|ii)[abcdes]?[123]?\b"
    # "Early 2024" is a day, and no stage
    r"|\b(?:early(?: stage)?(?! (?:in )?(?:(?:19|20)\d\d|(?:this|last) year"
    r"|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\w*\b))"
    r"|localized|localised|local"
    r"|locally advanced|limited stage|limited|regional|resectable|resected|neo ?adjuvant|adjuvant)\b"
)
_GRADE: Final = re.compile(r"\b(?:grade|gr) ?(?:[123]|i{1,3})\b|\b(?:low|intermediate) grade\b")
_AFTER: Final = re.compile(r"[ ,;:/]+$|^[ ,;:/]+")


class Parts(NamedTuple):
    """A text taken apart."""

    head: str  # what is left as the name of a cancer; may be empty
    spread: bool = False  # whether it says that it has spread
    near: bool = False  # only to lymph nodes
    stage: Said = "nothing"
    grade: bool = False  # whether it says a grade below 4
    metastatic: bool = False  # whether "metastatic" stood beside the name


def stop(text: str) -> Stop | None:
    """Why a text stops, whichever cancer it names; None where nothing does."""
    warned = doubt((text,))
    if warned is not None:
        return warned
    if _UNCERTAIN.search(text):
        return "suspected"
    if _IN_SITU.search(text):
        return "in-situ"
    if _OVER.match(text):
        return "over"
    return None


def visit(text: str) -> str:
    """The reason where a text says only why somebody comes; else empty."""
    if _CANCER.search(text) or not (_VISIT.match(text) or _TREATED.fullmatch(text)):
        return ""
    what = next((word for each, word in _TREATMENTS if re.search(each, text)), "")
    return f"This is a visit for {what}: it does not say which cancer." if what else ""


def stage_in(text: str) -> Said:
    """What a text says of the stage; "unclear" where it only says to where the cancer has not spread."""
    text = without_other_stages(text)
    far = {match["far"] or match["alone"] or "" for match in _TNM.finditer(text)}
    elsewhere = without_absent(text)
    if "0" in far or _NOT_SPREAD.search(elsewhere) or _LOWER.search(text):
        return "lower"
    if "1" in far:
        return "four"
    if _THREE.search(text):
        return "three"
    if _FOUR.search(text):
        return "four"
    return "nothing" if elsewhere == text else "unclear"


def taken_apart(text: str) -> Parts:
    """The name in a text, and what stands around it."""
    stage = stage_in(text)
    text = without_other_stages(text)
    grade = _GRADE.search(text) is not None
    text = _clean(_NOT_SPREAD.sub("", without_absent(text)))
    only = _METASTATIC_ONLY.fullmatch(text)
    if only and _ends_in_disease(only["head"]) and not _spreads(only["head"]):
        head, to, spread = f"metastatic {only['head']}", "", False
    else:
        head, to, spread = _split(text)
    for pattern in (_LOWER, _FOUR, _THREE, _GRADE, _TNM):
        head = _clean(pattern.sub(" ", head))
    metastatic = _METASTATIC.search(head) is not None
    head = _clean(_METASTATIC.sub(" ", head))
    return Parts(head, spread, spread and _NODES.fullmatch(to) is not None, stage, grade, metastatic)


def _split(text: str) -> tuple[str, str, bool]:
    """What a text says before where it went, where it went, and whether it went anywhere."""
    if origin := _origin(text):
        return origin[0], "", True
    explained = _FROM.fullmatch(text) or _WITH.fullmatch(text) or is_disease(text)
    if not explained and (bare := _MET.fullmatch(text)):
        return "", bare["to"] or f" {bare['head']}", True
    for pattern, named in _WAYS:
        match = pattern.fullmatch(text)
        # "liver and bone mets", "lung mets to brain": bare places may all be where it went.
        if match and (not named or is_disease(text if pattern is _WITH_PRIMARY else match["head"])):
            return match["head"], match.groupdict().get("to") or "", True
    return ("", "", True) if _ONLY_SPREAD.fullmatch(text) else (text, "", False)


def _origin(text: str) -> tuple[str] | None:
    """Where a text says that a secondary cancer began, maybe nowhere; None where it says none."""
    if match := _SECONDARY_TO.fullmatch(text):
        # "breast cancer secondary to liver": which of the two came first is not clear.
        unclear = "secondary" in text[: match.start("head")] and is_place(match["head"])
        return ("" if unclear and not is_disease(match["head"]) else match["head"],)
    if match := _PRIMARY_IS.fullmatch(text):
        return (match["head"] or match["before"],)
    match = _SECONDARY.fullmatch(text)
    return ("",) if match and _ends_in_disease(match["head"]) and not _spreads(match["head"]) else None


def mets_nowhere(text: str) -> bool:
    """Whether a text ends in "with mets" or the like, and does not say where they are."""
    return _METS_NOWHERE.fullmatch(text) is not None


def says_cause(text: str) -> bool:
    """Whether a text says what a cancer came from, with "secondary to" or the like."""
    return _SECONDARY_TO.fullmatch(text) is not None


def _ends_in_disease(text: str) -> bool:
    return bool(text.strip()) and is_disease(text.split()[-1])


def _spreads(text: str) -> bool:
    return re.search(rf"\b{_SPREAD}\b|\b(?:with|w)\b|,", text) is not None


def origin_in(text: str) -> tuple[bool, str]:
    """Of words beside a code of a cancer: whether they say a secondary one, and what is named as its origin.

    A bare "mets" with a place is where that cancer went, if the place is a usual one: else it is the origin.
    """
    if (match := _SECONDARY_TO.fullmatch(text)) or (match := _FROM.fullmatch(text)):
        return False, match["head"]
    if re.search(r"\bsecondary\b(?! (?:in|to|from)\b)", text):
        return True, ""
    if is_disease(text):
        return False, taken_apart(text).head
    match = _MET.fullmatch(text)
    return False, match["head"] if match and not match["to"] else taken_apart(text).head


def is_place(name: str) -> bool:
    """Whether a name is that of a usual place of spread, or of a cancer named after such a place alone."""
    return _PLACE.fullmatch(name) is not None


def is_disease(name: str) -> bool:
    """Whether a name says a cancer, and not only a place in the body."""
    return _DISEASE.search(name) is not None


def _clean(text: str) -> str:
    return _AFTER.sub("", " ".join(text.split()))
