"""Words beside a code of cancer that speak against it. Words can stop a sheet; they never choose one."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final, Literal

Doubt = Literal["suspected", "none", "over", "in-situ"]

# What the first words of a diagnosis make of all that follows.
_STARTS: Final[tuple[tuple[re.Pattern[str], Doubt], ...]] = (
    (re.compile(r"suspect|suspici|possibl|probabl|rule out|r/o\b|question of|verdacht"), "suspected"),
    (re.compile(r"fam(ily)? (history|hx)|fh\b|fhx\b|(encounter for )?screening|at risk|fear of|no "), "none"),
    (re.compile(r"(personal )?(history of|hx of|h/o\b)|status post|s/p\b"), "over"),
)
_IN_REMISSION = re.compile(r"(?<!not )\bin (complete |partial )?remission\b")
_IN_SITU = re.compile(r"\bin[ -]?situ\b")
_BENIGN = re.compile(r"\b(benign|non-?malignant|not malignant|noncancerous|gutartig)")
_NOT_CANCER = re.compile(
    r"\b(ruled out|excluded|not (a |the )?(cancer|tumor|neoplasm)|no evidence of malignan\w*)\b"
)
_UNCONFIRMED = re.compile(r"\b(not (yet )?(confirmed|proven)|unconfirmed|unproven)\b")
_RESOLVED = re.compile(r"\bresolved\b")
_TESTED = re.compile(
    r"\b(biops(y|ies)|bx|cytology|pathology|workup|work-?up|imaging|mammogram)\b[^,;]*\bnegative\b"
)
_NEGATIVE_TEST = re.compile(r"\bnegative (biops(y|ies)|bx|cytology|pathology|work-? ?up|imaging|mammogram)\b")
_NEGATIVE = re.compile(r"\bnegative\b")
# What may be negative in a cancer that is there.
_MARKERS = re.compile(
    r"\b(triple|double|her ?-?2|neu|er|pr|hr|ar|receptors?|estrogen|progesterone|hormone|nod(es?|al)|ln"
    r"|margins?|alk|egfr|ros1?|b?raf|[kn]?ras|brca[12]?|pd|l1|pdl1|msi|mmr|hpv|ebv|p16|psma|psa|ret|met|ntrk"
    r"|ki-?67|cd\d+|ph|philadelphia|mutations?|genetic\w*|germline|genes?|iodine|rai|mets?|metast\w*|spread|secondar\w*|marker\w*|afp|cea)\b"
)
_ANYWHERE: Final[tuple[tuple[re.Pattern[str], Doubt], ...]] = (
    (_IN_REMISSION, "over"),
    (_IN_SITU, "in-situ"),
    (_BENIGN, "none"),
    (_NOT_CANCER, "none"),
    (_TESTED, "none"),
    (_NEGATIVE_TEST, "none"),
    (_UNCONFIRMED, "suspected"),
    (_RESOLVED, "over"),
)

# Positive signs of stage 4, and of spread, wherever they stand.
_STAGE: Final = r"(?:[0-3]|i{1,3})[abc]?[123]?"
_FOUR: Final = r"(?:4(?:th)?|iv|four)[abc]?[12]?\b(?! ?(?:cm|mm|years?|months?|weeks?|nodes?|cycles?)\b)"
_AFTER_STAGE: Final = (
    rf"(?:[ :=,/&>]|{_STAGE}(?=[ ,/&>])|\b(?:or|to|and|vs|is|now|group|versus|possibly|likely|stage)\b)*"
)
_SAYS_FOUR: Final = re.compile(
    rf"\b(?:stages?|stg|st){_AFTER_STAGE}{_FOUR}|\b(?:3|iii)[abc]?(?:[ /,&]|\b(?:or|to|vs)\b)+{_FOUR}"
    r"|(?:cancer|arcoma|cinoma|melanoma|lymphoma) iv[abc]?\b(?! *(?:chemo|infusion|antibiotics|fluids|iron))"
    r"|\b4th stage\b|(?<!locally )\badvanced\b|\bextensive stage\b"
    r"|(?<!gleason )(?<!fuhrman )(?<!nuclear )(?<!isup )\bgrade (?:4|iv)\b"
    r"|(?<![a-z0-9])(?:[cpyra]*t[0-4x]\w?[ ,]*)?(?:[cpy]*n[0-3x]\w?[ ,]*)?[cpy]*m1[a-d]?(?![a-z0-9])"
)
_SPREAD: Final = (
    r"(?:spread(?:ing)?|(?:oligo|poly|micro)?(?:metasta(?:tic|s[ei]s|si[sz]ed|si[sz]ing)|mets)"
    r"|met(?! (?:with|positive|negative|mutat|amplif|exon|gene))"
    r"|secondary (?:cancer|tumor|malignan\w*|neoplasm|deposits?)|secondaries"
    r"|m(?:crpc|crc|bc|cspc|hspc|rcc|tnbc|pdac)"
    r"|carcinomatosis|leptomeningeal|malignant (?:pleural )?(?:effusion|ascites))\b"
)
_RETURNED: Final = r"(?:recurren\w+|relaps\w+|progression|progressing|progressive)\b"
_PLACE: Final = (
    r"(?:brain|bones?|bony|osseous|livers?|hepatic|lungs?|pulmonary|cns|intracranial|visceral|spine|spinal"
    r"|adrenal|peritoneal|pleural|skeletal)"
)
_NO: Final = r"\b(?:no|not|non|without|w/o|negative for|denies|free of|never|risk of)\b"
_KNOWN: Final = (
    r"(?: (?:an?|any|known|new|obvious|clear|further|other|been|yet|has|have|is|evidence of|signs? of))*"
)
_NOT_THERE: Final = re.compile(
    rf"[ ,;:]*(?:\b(?:with|but|and)\b |\bw/ ?)?{_NO}{_KNOWN}(?:(?: |/|,|\b(?:or|and)\b)+{_PLACE})+"
    r" (?:mets|metastas[ei]s|spread|lesions?|deposits?|involvement)\b"
)
_NOT_FAR: Final = re.compile(
    rf"{_NO}{_KNOWN}(?: (?:distant|systemic|regional|lymph|nodes?|nodal|or|and))* (?:{_SPREAD}|{_RETURNED})"
    rf"|\b{_SPREAD} (?:are |is |was |were )?negative\b"
)
_NODES: Final = (
    r"(?:(?:regional|local|nearby|axillary|sentinel|cervical|pelvic|inguinal|hilar|mediastinal|lymph"
    r"|left|right|multiple|one|\d) )*(?:nodes?|nodal|ln|lymph glands?)\b"
)
# Spread to lymph nodes alone is not stage 4.
_TO_NODES: Final = re.compile(
    rf"\b{_SPREAD}(?: disease)? (?:to|in|into|of) {_NODES}(?! *(?:,|and\b|/|&|\+))"
    rf"|\b{_NODES} (?:mets|metastas[ei]s|spread)\b"
)
_FAR: Final = re.compile(
    rf"\b(?:{_SPREAD}|{_RETURNED})|\bpartial (?:remission|response)\b|\brising psa\b|\bpsa rising\b"
    rf"|\b{_PLACE} (?:lesions?|deposits?|involvement)\b"
)
_TODAY: Final = re.compile(
    r"(?<!no )(?<!not )\b(?:(?:now|currently)"
    r"(?! (?:in\b|ned|no\b|off|cured|resolved|\w+ free|disease free))"
    r"|current|active|new(?:ly)? (?:dx|diagnos\w+|found|primary|cancer)|second primary)\b"
)
_ORGAN: Final = (
    r"(?:ckd|copd|(?:chronic )?kidney disease|(?:chronic )?renal (?:disease|failure|insufficiency)"
    r"|(?:congestive )?heart failure|chf|hf|(?:sacral |heel )?(?:pressure|decubitus) (?:ulcer|injury|sore)s?"
    r"|decubitus|bed ?sores?|cirrhosis|(?:pulmonary |liver )?fibrosis|hypertension|htn|lymphedema"
    r"|sarcoidosis|endometriosis|esrd|aki)"
)
_N: Final = r"(?:stage|stg|gold|nyha(?: class)?|class|grade)[ :]*(?:[0-5]|i{1,3}|iv|v)[ab]?"
_JOINED: Final = r"[ ,;:]*(?:\b(?:with|and|plus|w/?) )?"
# "Lung cancer stage 4, COPD stage 2": the stage that stands behind an organ belongs to it.
_OTHER_STAGES: Final = (
    re.compile(rf"{_JOINED}\b{_ORGAN}[ :]+{_N}\b"),
    re.compile(rf"{_JOINED}\b{_N} {_ORGAN}\b"),
)
# "Lung cancer, history of smoking": a history, but of something else than the cancer before it.
_LEAVES: Final = re.compile(
    r"\b(?:(?:family|fam|personal|past|medical) )*(?:history|hx|h/o|fh|fhx)\b"
    r"|\b(?:benign|non ?malignant|not malignant|in ?situ|dcis|lcis|negative|resolved|ruled out"
    r"|excluded|non ?invasive)\b"
)
_OF_ITSELF: Final = re.compile(
    r"\b(?:of|in|since|the|an?|\d+|years?|yrs?|months?|ago|left|right|bilateral|only|now|low|high"
    r"|intermediate|grade|cancer|disease|carcinoma|treated|completed?|in remission|was|is"
    r"|biops(?:y|ies)|bx|pathology|cytology)\b|[ ,:;/]+"
)
_LONGEST: Final = 1000  # characters; more is a report, and nobody here reads reports
_DAYS: Final = re.compile(r"\b\d{1,4}[/.-]\d{1,2}[/.-]\d{2,4}\b")
_MARKS: Final = re.compile(r"[\s\-‐‑–—_()\[\]]+")


def says_far(text: str) -> bool:
    """Whether anything in a text speaks for stage 4 or for far spread, whatever else stands there.

    It is given without case and accents. A stage of another organ, as of the kidneys, and spread that is
    denied do not count; spread to lymph nodes alone does not either. A text as long as a report may say it.
    """
    if len(text) > _LONGEST:
        return True
    text = " ".join(_MARKS.sub(" ", _DAYS.sub(" ", text)).split())
    for pattern in (*_OTHER_STAGES, _NOT_THERE, _NOT_FAR, _TO_NODES):
        text = pattern.sub(" ", text)
    return _SAYS_FOUR.search(text) is not None or _FAR.search(text) is not None


def says_today(text: str) -> bool:
    """Whether a text says of something that it is there now, as in "h/o DCIS, now lung cancer"."""
    return _TODAY.search(text) is not None


def without_other_stages(text: str) -> str:
    """A text without diseases of other organs that have stages of their own, where more is left of it."""
    left = text
    for pattern in _OTHER_STAGES:
        left = pattern.sub("", left)
    return left if left.strip() else text


def without_absent(text: str) -> str:
    """A text without the places to which a cancer has not spread: they deny no spread elsewhere."""
    return _NOT_THERE.sub("", text)


def is_of_another(piece: str) -> bool:
    """Whether a piece of a diagnosis says a history, a benign growth or the like, and of what."""
    return _LEAVES.search(piece) is not None and bool(_OF_ITSELF.sub("", _LEAVES.sub("", piece)))


def doubt(words: Iterable[str]) -> Doubt | None:
    """What words make of a diagnosis of cancer: none, past, suspected, in situ; None where nothing.

    They are given without case and accents.
    """
    words = tuple(words)
    for pattern, meaning in _STARTS:
        if any(pattern.match(each) for each in words):
            return meaning
    for pattern, meaning in _ANYWHERE:
        if any(pattern.search(each) for each in words):
            return meaning
    return "none" if any(_is_negative(each) for each in words) else None


def _is_negative(words: str) -> bool:
    """Whether a cancer is said to be negative, and not one of its markers."""
    return any(_NEGATIVE.search(part) and not _MARKERS.search(part) for part in re.split("[,;]", words))
