"""The assertion status of a diagnosis: what its words make of a cancer, and whether they suggest stage 4.

Words can stop a handout; they never choose one. Texts come without case and accents.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final, Literal

Assertion = Literal["suspected", "none", "over", "in-situ"]

# What the first words of a diagnosis make of all that follows.
_STARTS: Final[tuple[tuple[re.Pattern[str], Assertion], ...]] = (
    (re.compile(r"suspect|suspici|possibl|probabl|rule out|r/o\b|question of|verdacht"), "suspected"),
    (re.compile(r"fam(ily)? (history|hx)|fh\b|fhx\b|(encounter for )?screening|at risk|fear of|no "), "none"),
    (re.compile(r"(personal )?(history of|hx of|h/o\b)|status post|s/p\b"), "over"),
)
_TEST: Final = r"(?:biops(?:y|ies)|bx|cytology|pathology|work-? ?up|imaging|mammogram)"
_ANYWHERE: Final[tuple[tuple[re.Pattern[str], Assertion], ...]] = (
    (re.compile(r"(?<!not )\bin (complete |partial )?remission\b"), "over"),
    (re.compile(r"\bin[ -]?situ\b"), "in-situ"),
    (
        re.compile(
            r"\b(benign|non-?malignant|not malignant|noncancerous|gutartig)"
            r"|\b(ruled out|excluded|not (a |the )?(cancer|tumor|neoplasm)|no evidence of malignan\w*)\b"
            rf"|\b{_TEST}\b[^,;]*\bnegative\b|\bnegative {_TEST}\b"
        ),
        "none",
    ),
    (re.compile(r"\b(not (yet )?(confirmed|proven)|unconfirmed|unproven)\b"), "suspected"),
    (re.compile(r"\bresolved\b"), "over"),
)
_NEGATIVE: Final = re.compile(r"\bnegative\b")
# What may be negative in a cancer that is present.
_MARKERS: Final = re.compile(
    r"\b(triple|double|her ?-?2|neu|er|pr|hr|ar|receptors?|estrogen|progesterone|hormone|nod(es?|al)|ln"
    r"|margins?|alk|egfr|ros1?|b?raf|[kn]?ras|brca[12]?|pd|l1|pdl1|msi|mmr|hpv|ebv|p16|psma|psa|ret|met|ntrk"
    r"|ki-?67|cd\d+|ph|philadelphia|mutations?|genetic\w*|germline|genes?|iodine|rai|mets?|metast\w*|spread"
    r"|secondar\w*|marker\w*|afp|cea)\b"
)

# Signs of stage 4 and of spread, anywhere in a text.
_FOUR: Final = r"(?:4(?:th)?|iv|four)[abc]?[12]?\b(?! ?(?:cm|mm|years?|months?|weeks?|nodes?|cycles?)\b)"
_AFTER_STAGE: Final = (
    r"(?:[ :=,/&>]|(?:[0-3]|i{1,3})[abc]?[123]?(?=[ ,/&>])"
    r"|\b(?:or|to|and|vs|is|now|group|versus|possibly|likely|stage)\b)*"
)
_STAGE_4: Final = re.compile(
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
_RECURRENCE: Final = r"(?:recurren\w+|relaps\w+|progression|progressing|progressive)\b"
_SITE: Final = (
    r"(?:brain|bones?|bony|osseous|livers?|hepatic|lungs?|pulmonary|cns|intracranial|visceral|spine|spinal"
    r"|adrenal|peritoneal|pleural|skeletal)"
)
_NO: Final = r"\b(?:no|not|non|without|w/o|negative for|denies|free of|never|risk of)\b"
_KNOWN: Final = (
    r"(?: (?:an?|any|known|new|obvious|clear|further|other|been|yet|has|have|is|evidence of|signs? of))*"
)
_NEGATED_SITES: Final = re.compile(
    rf"[ ,;:]*(?:\b(?:with|but|and)\b |\bw/ ?)?{_NO}{_KNOWN}(?:(?: |/|,|\b(?:or|and)\b)+{_SITE})+"
    r" (?:mets|metastas[ei]s|spread|lesions?|deposits?|involvement)\b"
)
_NEGATED_SPREAD: Final = re.compile(
    rf"{_NO}{_KNOWN}(?: (?:distant|systemic|regional|lymph|nodes?|nodal|or|and))* (?:{_SPREAD}|{_RECURRENCE})"
    rf"|\b{_SPREAD} (?:are |is |was |were )?negative\b"
)
_NODES: Final = (
    r"(?:(?:regional|local|nearby|axillary|sentinel|cervical|pelvic|inguinal|hilar|mediastinal|lymph"
    r"|left|right|multiple|one|\d) )*(?:nodes?|nodal|ln|lymph glands?)\b"
)
# Spread to lymph nodes alone is not stage 4.
_SPREAD_TO_NODES: Final = re.compile(
    rf"\b{_SPREAD}(?: disease)? (?:to|in|into|of) {_NODES}(?! *(?:,|and\b|/|&|\+))"
    rf"|\b{_NODES} (?:mets|metastas[ei]s|spread)\b"
)
_FAR: Final = re.compile(
    rf"\b(?:{_SPREAD}|{_RECURRENCE})|\bpartial (?:remission|response)\b|\brising psa\b|\bpsa rising\b"
    rf"|\b{_SITE} (?:lesions?|deposits?|involvement)\b"
)
_CURRENT: Final = re.compile(
    r"(?<!no )(?<!not )\b(?:(?:now|currently)(?! (?:in\b|ned|no\b|off|cured|resolved|\w+ free|disease free))"
    r"|current|active|new(?:ly)? (?:dx|diagnos\w+|found|primary|cancer)|second primary)\b"
)
_ORGAN: Final = (
    r"(?:ckd|copd|(?:chronic )?kidney disease|(?:chronic )?renal (?:disease|failure|insufficiency)"
    r"|(?:congestive )?heart failure|chf|hf|(?:sacral |heel )?(?:pressure|decubitus) (?:ulcer|injury|sore)s?"
    r"|decubitus|bed ?sores?|cirrhosis|(?:pulmonary |liver )?fibrosis|hypertension|htn|lymphedema"
    r"|sarcoidosis|endometriosis|esrd|aki)"
)
_N: Final = r"(?:stage|stg|gold|nyha(?: class)?|class|grade)[ :]*(?:[0-5]|i{1,3}|iv|v)[ab]?"
_JOINT: Final = r"[ ,;:]*(?:\b(?:with|and|plus|w/?) )?"
# In "Lung cancer stage 4, COPD stage 2" the second stage belongs to the other disease.
_OTHER_STAGES: Final = (
    re.compile(rf"{_JOINT}\b{_ORGAN}[ :]+{_N}\b"),
    re.compile(rf"{_JOINT}\b{_N} {_ORGAN}\b"),
)
# "Lung cancer, history of smoking" is a history, but not of the cancer before it.
_REASON_TO_LEAVE_OUT: Final = re.compile(
    r"\b(?:(?:(?:family|fam|personal|past|medical) )*(?:history|hx|h/o|fh|fhx)|benign|non ?malignant"
    r"|not malignant|in ?situ|dcis|lcis|negative|resolved|ruled out|excluded|non ?invasive)\b"
)
_WITHOUT_TOPIC: Final = re.compile(
    r"\b(?:of|in|since|the|an?|\d+|years?|yrs?|months?|ago|left|right|bilateral|only|now|low|high"
    r"|intermediate|grade|cancer|disease|carcinoma|treated|completed?|in remission|was|is|biops(?:y|ies)|bx"
    r"|pathology|cytology)\b|[ ,:;/]+"
)
_LONGEST: Final = 1000  # characters; more is a report, and reports are not read
_DAYS: Final = re.compile(r"\b\d{1,4}[/.-]\d{1,2}[/.-]\d{2,4}\b")
_MARKS: Final = re.compile(r"[\s\-‐‑–—_()\[\]]+")


def suggests_stage4(text: str) -> bool:
    """Whether anything in a text suggests stage 4 or distant spread, whatever else it says.

    Stages of other diseases, negated spread and spread to lymph nodes alone do not count. A text as long as a
    report may say anything.
    """
    if len(text) > _LONGEST:
        return True
    text = " ".join(_MARKS.sub(" ", _DAYS.sub(" ", text)).split())
    for pattern in (*_OTHER_STAGES, _NEGATED_SITES, _NEGATED_SPREAD, _SPREAD_TO_NODES):
        text = pattern.sub(" ", text)
    return _STAGE_4.search(text) is not None or _FAR.search(text) is not None


def is_current(text: str) -> bool:
    """Whether a text says that something is present now, as in "h/o DCIS, now lung cancer"."""
    return _CURRENT.search(text) is not None


def without_other_stages(text: str) -> str:
    """A text without other diseases that have stages, unless it is about nothing else."""
    left = text
    for pattern in _OTHER_STAGES:
        left = pattern.sub("", left)
    return left if left.strip() else text


def without_negated_sites(text: str) -> str:
    """A text without the sites to which a cancer has not spread: it may have spread elsewhere."""
    return _NEGATED_SITES.sub("", text)


def is_about_other(piece: str) -> bool:
    """Whether a part of a diagnosis names a history, a benign growth or the like, and of what."""
    rest = _REASON_TO_LEAVE_OUT.sub("", piece)
    return rest != piece and bool(_WITHOUT_TOPIC.sub("", rest))


def assertion(words: Iterable[str]) -> Assertion | None:
    """What words make of a diagnosis of cancer: none, over, suspected, in situ; or None."""
    words = tuple(words)
    for pattern, meaning in _STARTS:
        if any(pattern.match(each) for each in words):
            return meaning
    for pattern, meaning in _ANYWHERE:
        if any(pattern.search(each) for each in words):
            return meaning
    return "none" if any(_is_negative(each) for each in words) else None


def _is_negative(words: str) -> bool:
    """Whether a finding of cancer is negative, and not one of its markers."""
    return any(_NEGATIVE.search(part) and not _MARKERS.search(part) for part in re.split("[,;]", words))
