"""What one text says of a diagnosis: the one place that decides it, for a single sheet and for lists.

A text is a name, a code, a code beside words, or a phrase such as "stage IV colon cancer, mets to liver". It
comes to cancers, or to the reason why no sheet is given. What stands there is never repeated.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final, NamedTuple

from handouts.roster import qualifiers
from handouts.roster.called import Named, Names, key
from handouts.roster.codes import Code
from handouts.roster.errands import is_other, without_errand
from handouts.roster.missing import no_handout
from handouts.roster.qualifiers import BEYOND_DOUBT, WHY, Stop
from handouts.roster.spelling import near_names
from handouts.roster.stages import Said

LookUp = Callable[[str], Code | None]
"""From a text to what it says as a code; None where it is no code."""

_CODE: Final = re.compile(r"[A-Z][0-9][0-9A-Z](?:\.[0-9A-Z]{1,4}|[0-9A-Z]{0,4})", re.IGNORECASE)
_LONGEST_KIND: Final = 40  # characters of words that may say a kind
_LONGEST: Final = 200  # characters of a text that is taken apart; more is a report, not a diagnosis
# Before a place "metastatic" says where another cancer went; before some even where "cancer" follows.
_PLACES: Final = ("bone", "spine", "spinal cord", "pleura", "pleural", "lymph node", "peritoneum")
_BARE_PLACES: Final = (*_PLACES, "brain", "liver", "lung")
_LIVER: Final = re.compile(r"^(?!.*\bprimary\b).*\b(?:liver|hepatic)\b")
_EMPTY: Final = (
    "",
    "cancer",
    "tumor",
    "disease",
    "malignancy",
    "carcinoma",
    "malignant neoplasm",
    "malignant neoplastic disease",
    "malignant tumor",
    "neoplasm",
    "adenocarcinoma",
)  # what is said of any cancer


_IN_BRACKETS: Final = re.compile(r"([^()\[\]]+?)\s*[(\[]([^()\[\]]+)[)\]]")
_BEHIND_DASH: Final = re.compile(
    r"([^-–]+?)\s+[-–]+\s+((?:[^,;]*\s)?(?:mets?|metastas[ei]s)(?:\s.*)?|metastatic to .+)", re.IGNORECASE
)
_MET: Final = re.compile(
    r"^\s*met(?:astasi[sz]ed)?\s+(?=.*(?:ca\b|cancer|carcinom|tumou?r|melanom))", re.IGNORECASE
)
# nmCRPC is the opposite of mCRPC.
_NOT_METASTATIC: Final = re.compile(
    r"\bnm[ -]?(?=(?:crpc|hrpc|cspc|hspc|hnpc|pc|crc|bc|rcc)\b)", re.IGNORECASE
)
_SPREADS_TO: Final = frozenset(
    ("liver", "bone", "bones", "lung", "lungs", "brain", "spine", "peritoneum", "pleura", "adrenal",
     "adrenals",
     "hepatic", "skin", "omentum", "skeleton")
)  # fmt: skip
_NEOPLASM_OF: Final = re.compile(r"(?:primary )?malignant (?:neoplasm|tumor) of (.+)")
_DESCRIBED: Final = re.compile(r"\bmalignant (?:neoplasm|tumor)s? of (.+)")
# Words of ICD-10-CM in which the name of an organ means another place.
_OF_OTHER_PLACES: Final = re.compile(r"\bendocrine pancreas\b|\buterine (?:adnexa|ligament)\b")
_LONGEST_ORGAN: Final = 4  # words
_WHERE_IN_IT: Final = re.compile(
    r"\b(?:left|right|bilateral|unspecified|overlapping sites?|(?:upper|lower|middle) lobe"
    r"|main bronchus|bronchus"
    r"|(?:upper|lower)[ -](?:inner|outer) quadrant|central portion|nipple|areola|axillary tail|head"
    r"|body|tail|part"
    r"|site|female|male|in|or|and|of)\b"
)


class Saying(NamedTuple):
    """What a text says: a code, or cancers in words, or why it stops."""

    cancers: tuple[str, ...] = ()  # ids; several where a name can mean several
    code: Code | None = None
    told: str = ""  # what to know of the sheet
    spread: bool = False  # whether words say that it has spread far; beside a reason: that they say only this
    near: bool = False  # whether words say that it has spread to lymph nodes, and no further
    stage: Said = "nothing"  # what words say of the stage
    reason: str = ""  # why there is no sheet: a sentence for staff
    hints: tuple[str, ...] = ()  # names that were perhaps meant; only where nothing is known
    beyond_doubt: bool = False  # beside a reason: whether it surely says no cancer of today


def said_in(text: str, names: Names, look_up: LookUp) -> Saying:
    """What a text says. Where nothing of it is known, it comes without cancers, code and reason."""
    named = names.find(text)
    if named is not None:
        return _named(named)
    code = look_up(text.strip())
    if code is not None:
        return Saying(code=code)
    return _beside_words(text, names, look_up) or _phrase(_respaced(text, names), names)


def is_known(text: str, names: Names, look_up: LookUp) -> bool:
    """Whether a text is a name or a code as it stands."""
    return names.find(text) is not None or look_up(text.strip()) is not None


def _named(named: Named) -> Saying:
    if named.missing:
        return Saying(reason=no_handout(named.missing))
    if named.asks:
        return Saying(reason=named.asks)
    return Saying(named.ids, told=named.told)


def _beside_words(text: str, names: Names, look_up: LookUp) -> Saying | None:
    """The one code in a text such as "C50.9 - Malignant neoplasm of breast"; None where there is not one.

    As in files of record systems, the words choose nothing, but they can speak against it.
    """
    pieces = [piece.strip("()[]:,;-") for piece in text.split()]
    found = [piece for piece in pieces if _CODE.fullmatch(piece) and look_up(piece)]
    code = look_up(found[0]) if len(found) == 1 else None
    if code is None:
        return None
    commas = ("," if each.endswith((",", ";")) else "" for each in text.split())
    words = " ".join(
        f"{piece}{comma}" for piece, comma in zip(pieces, commas, strict=True) if piece != found[0]
    )
    words = words.strip(" ,")
    if code.kind not in ("primary", "ask"):
        return Saying(code=code)
    secondary, origin = qualifiers.origin_in(key(words))
    named = names.find(words) or names.find(origin) or _kind(origin, code, names) or _named_by(origin, names)
    against = _against(words, code, named) or (WHY["secondary"] if secondary and not code.spread else "")
    against = against or _went_there(key(words), code, named) or _other_organ(key(words), code, names)
    if against:
        return Saying(reason=f"The words beside the code speak against it. {against}")
    stage = qualifiers.stage_in(key(words))
    return Saying(code=code, told=named.told if named else "", stage=stage)


def _other_organ(text: str, code: Code, names: Names) -> str:
    """The reason where "malignant neoplasm of", as in the code book, names another organ; else empty.

    The longest names in it count: "renal pelvis" is not "renal". One organ of the code among them is enough,
    as in "bronchus or lung" and "rectum, anus and anal canal".
    """
    match = _DESCRIBED.search(text)
    if match is None:
        return ""
    organs = _organs(_OF_OTHER_PLACES.sub(" ", match[1]), names)
    found = [each for each in organs if each.ids or (each.missing and code.kind == "primary")]
    if not found or any(set(each.ids) & set(code.cancers) for each in found):
        return ""
    return "They name another cancer."


def _organs(text: str, names: Names) -> list[Named]:
    """What the words of a description name, the longest names first; each word counts once."""
    words = text.replace(",", " ").split()
    found: list[Named] = []
    for length in range(min(len(words), _LONGEST_ORGAN), 0, -1):
        for at in range(len(words) - length + 1):
            phrase = " ".join(words[at : at + length])
            named = names.find(f"{phrase} cancer") or names.find(phrase) if "|" not in phrase else None
            if named is not None:
                found.append(named)
                words[at : at + length] = ["|"] * length
    return found


def _kind(words: str, code: Code, names: Names) -> Named | None:
    """The kind of a code's cancers that such words as "medullary" say; None where they have none such."""
    if not words or len(words) > _LONGEST_KIND:
        return None
    organs = (
        name for name, named in names.by_key.items() if named.ids and set(named.ids) <= set(code.cancers)
    )
    for organ in organs:
        for called in (f"{words} {organ}", f"{organ} {words}"):
            if called in names.by_key:
                return names.by_key[called]
    return None


def _went_there(text: str, code: Code, named: Named | None) -> str:
    """The reason where words say mets in the very place that the code says; else empty."""
    place = text.removesuffix(" mets")
    there = named and place != text and qualifiers.is_place(place) and set(named.ids) & set(code.cancers)
    return WHY["secondary"] if there else ""


def _against(words: str, code: Code, named: Named | None) -> str:
    """What in words beside a code speaks against it; empty where nothing does."""
    text = key(words)
    why = qualifiers.stop(text)
    if why:
        return WHY[why]
    if qualifiers.stage_in(text) == "lower":
        return WHY["stage"]
    if named is None or (named.asks and not named.ids):
        return ""
    if named.missing and code.kind == "ask":  # such a code chooses nothing by itself
        return ""
    if set(named.ids) & set(code.cancers) or _is_only_place(text):
        return ""
    return "They name another cancer."


def _is_only_place(text: str) -> bool:
    """Whether a text is a place with "mets", such as "brain mets": where the cancer of a code went."""
    return any(
        qualifiers.is_place(text.removesuffix(end))
        for end in (" mets", " met", " metastases", " metastasis")
        if text.endswith(end)
    )


def _phrase(text: str, names: Names) -> Saying:
    """What words around the name of a cancer come to."""
    plain = key(text)
    if len(plain) > _LONGEST:
        return Saying()
    if stopped := _stopped(plain):
        return stopped
    plain = without_errand(plain)
    parts = qualifiers.taken_apart(plain)
    named = _named_by(parts.head, names) if parts.head else None
    if named is None and (parts.metastatic or parts.spread) and parts.head.endswith(" tumor"):
        named = names.find(f"{parts.head.removesuffix(' tumor')} cancer")
    if named is None:
        return _without_name(plain, parts, names)
    found = _named(named)
    if parts.metastatic and not parts.spread and (why := _began_elsewhere(parts.head, found.cancers, names)):
        return Saying(reason=WHY[why])
    if qualifiers.mets_nowhere(plain) and _has_grades(found.cancers, names) and found.cancers:
        return Saying(reason=WHY["secondary"])
    if found.reason:
        return found
    if parts.grade and _has_grades(found.cancers, names):
        return Saying(reason=WHY["stage"])
    far = (parts.spread or parts.metastatic) and not parts.near
    return found._replace(spread=far, near=parts.near, stage=parts.stage)


def _stopped(plain: str) -> Saying | None:
    """Why a text stops, whichever cancer it names; None where nothing does."""
    why = qualifiers.stop(plain)
    if why:
        return Saying(reason=WHY[why], beyond_doubt=why in BEYOND_DOUBT)
    if is_other(plain):
        return Saying(reason=WHY["other"], beyond_doubt=True)
    reason = qualifiers.visit(plain)
    return Saying(reason=reason) if reason else None


def _respaced(text: str, names: Names) -> str:
    """A text with words for marks that `key` drops: "breast cancer (liver, bone)",
    "prostate - bone mets"."""
    if len(text) > _LONGEST:
        return text
    if (match := _IN_BRACKETS.fullmatch(text.strip())) and _are_places(match[2]) and names.find(match[1]):
        return f"{match[1]} with mets to {match[2]}"
    if (match := _BEHIND_DASH.fullmatch(text.strip())) and (named := names.find(match[1])):
        alone = (
            named.ids and not qualifiers.is_place(key(match[1])) and not qualifiers.is_disease(key(match[1]))
        )
        return f"{match[1]} cancer, {match[2]}" if alone else text
    return _MET.sub("metastatic ", _NOT_METASTATIC.sub("non metastatic ", text))


def _are_places(text: str) -> bool:
    """Whether words in brackets say only where a cancer has spread to."""
    parts = [part.strip() for part in re.split(r",|/|\+|&| and ", key(text)) if part.strip()]
    return bool(parts) and all(part in _SPREADS_TO for part in parts)


def _named_by(head: str, names: Names) -> Named | None:
    """What a name means, in the words of a code book too: "malignant neoplasm of lower lobe of left lung"."""
    if found := names.find(head):
        return found
    if head.endswith(" primary") and (found := names.find(head.removesuffix(" primary"))):
        return found
    match = _NEOPLASM_OF.fullmatch(head)
    if match is None:
        return None
    organ = " ".join(_WHERE_IN_IT.sub(" ", match[1].partition(",")[0]).split())
    return names.find(f"{organ} cancer") or names.find(organ) if organ else None


def _began_elsewhere(head: str, cancers: tuple[str, ...], names: Names) -> Stop | None:
    """Why "metastatic" beside a name stops: mostly a "metastatic brain tumor" began in another place."""
    if _is_place(head, cancers, names):
        return "secondary"
    return "liver" if _LIVER.search(head) else None


def _is_place(head: str, cancers: tuple[str, ...], names: Names) -> bool:
    """Whether "metastatic" beside a name says where another cancer went."""
    if head in _BARE_PLACES or head.removesuffix(" cancer").removesuffix(" tumor") in _PLACES:
        return True
    return bool(cancers) and _has_grades(cancers, names)


def _has_grades(cancers: tuple[str, ...], names: Names) -> bool:
    """Whether they have grades in place of stages, as in the brain, to where other cancers spread."""
    return all(names.stage_words.get(each, "").startswith("grade") for each in cancers)


def _without_name(plain: str, parts: qualifiers.Parts, names: Names) -> Saying:
    """A phrase in which no name was found: it may still say why it stops, or be a slip of the pen."""
    if parts.head and qualifiers.says_cause(plain):
        return Saying(reason=WHY["cause"])
    if parts.spread:
        return Saying(reason=WHY["secondary"], spread=True, near=parts.near)
    if parts.head in _EMPTY:
        return Saying(reason=WHY["which"])
    if parts.stage in ("lower", "three"):
        return Saying(reason=WHY["stage"], beyond_doubt=qualifiers.is_disease(plain))
    return Saying(hints=near_names(plain, names))
