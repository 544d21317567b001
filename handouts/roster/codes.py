"""What a code says: ICD-10-CM by the policy in data/codes.yaml, and what a clinic has said of codes.

What cannot be said from a code is not guessed: a code that says where cancer has spread to never says where
it began, and one that stands for several diseases chooses none of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Final, Literal, NamedTuple, TypeVar

from handouts.model.clinic import ClinicCode
from handouts.model.codes import CodeRule, Reason
from handouts.reading.policy import Policy
from handouts.roster.missing import given, in_general, no_handout

CodeKind = Literal[
    "primary",  # a cancer of ours, or several that fit equally
    "ask",  # one of `cancers` or none may be right; the code does not tell
    "secondary",  # where cancer has spread to
    "in-situ",
    "benign",
    "uncertain",
    "not-offered",  # a cancer for which there is no sheet, or one that began nobody knows where
    "past",  # a history of cancer, or one in remission
    "visit",  # why somebody comes
    "none",  # a screening, a risk, a cancer in the family
    "unknown",  # in no rule
]


class Code(NamedTuple):
    """What a code says."""

    text: str  # as it is usually written: C50.911
    kind: CodeKind
    cancers: tuple[str, ...] = ()  # ids, sorted; several where the code fits several equally, or asks
    # Whether it says that the cancer has spread far. C77 does not: near lymph nodes are not stage 4.
    spread: bool = False
    reason: str = ""  # why it gives no sheet: a sentence for staff
    told: str = ""  # what to know of the sheet that it gives


class CodeBook(NamedTuple):
    """All codes that can be looked up; beginnings of ICD-10-CM codes without dot."""

    rules: Mapping[str, Code]  # beginning: what codes with it say
    claims: Mapping[str, tuple[str, ...]]  # beginning: a clinic's own cancers
    own: Mapping[str, tuple[ClinicCode, ...]]  # the clinic's own codes, by `plain_code`


_SHAPE: Final = re.compile(r"([A-Z][0-9][0-9A-Z])\.?([0-9A-Z]{0,4})")
_NEOPLASM: Final = re.compile(r"C[0-9][0-9AB]|D[0-4][0-9]|D3A")
_PLACEHOLDERS: Final = re.compile(r"[-.X*]+$")  # C50.9-, C50.X, C50.

_KINDS: Final[dict[Reason, CodeKind]] = {
    "no-sheet": "not-offered",
    "other-disease": "not-offered",
    "blood": "not-offered",
    "child": "not-offered",
    "type-unclear": "not-offered",
    "site-unclear": "not-offered",
    "secondary": "secondary",
    "in-situ": "in-situ",
    "benign": "benign",
    "uncertain": "uncertain",
    "unspecified": "uncertain",
    "past": "past",
    "visit": "visit",
    "none": "none",
}
_NEVER_CLAIMED: Final = ("secondary", "past")
T = TypeVar("T")

_UNKNOWN: Final = "This code names no cancer of today: it is too short, or it is not known."


def resolved(
    policy: Policy,
    existing: Mapping[str, str],
    claims: Mapping[str, tuple[str, ...]],
    own: Iterable[ClinicCode] = (),
) -> CodeBook:
    """The policy as it is for the cancers that there are.

    `existing` are these by id, each as it stands in a sentence; `claims` are beginnings of codes that a
    clinic's own cancers claim; `own` are the codes of its clinic.yaml.
    """
    rules = {
        plain_code(code): _meaning(rule, policy, existing)
        for rule in policy.codes.rules
        for code in rule.codes
    }
    by_code: dict[str, tuple[ClinicCode, ...]] = {}
    for each in own:
        key = plain_code(each.code)
        by_code[key] = (*by_code.get(key, ()), each)
    return CodeBook(rules, {plain_code(prefix): ids for prefix, ids in claims.items()}, by_code)


def look_up(text: str, book: CodeBook) -> Code | None:
    """What a code says, of whichever system it is; None where it is no code."""
    return own_code(book.own.get(plain_code(text), ())) or icd10cm(text, book)


def own_code(entries: Iterable[ClinicCode]) -> Code | None:
    """What a clinic's own entries for one code say; None where there are none."""
    found = tuple(entries)
    if not found:
        return None
    cancers = tuple(sorted({each.cancer for each in found if each.cancer}))
    spread = any(each.spread for each in found)
    return Code(found[0].code, "primary" if cancers else "secondary", cancers, spread)


def icd10cm(text: str, book: CodeBook) -> Code | None:
    """What an ICD-10-CM code says; None where it says nothing of a neoplasm."""
    match = _SHAPE.fullmatch(_PLACEHOLDERS.sub("", text.strip().upper()))
    if match is None:
        return None
    category, rest = match[1], match[2]
    shown = f"{category}.{rest}" if rest else category
    rule = _longest(category + rest, book.rules)
    claimed = _longest(category + rest, book.claims)
    if claimed and not (rule and rule.kind in _NEVER_CLAIMED):
        return Code(shown, "primary", claimed, rule is not None and rule.spread)
    if rule:
        return rule._replace(text=shown)
    return Code(shown, "unknown", reason=_UNKNOWN) if _NEOPLASM.fullmatch(category) else None


def plain_code(text: str) -> str:
    """A code without what differs from one writer to the next: case, dots, outer blanks."""
    return text.strip().upper().replace(".", "")


def _longest(code: str, by_beginning: Mapping[str, T]) -> T | None:
    """What stands under the longest beginning of a code."""
    for length in range(len(code), 2, -1):
        if code[:length] in by_beginning:
            return by_beginning[code[:length]]
    return None


def _meaning(rule: CodeRule, policy: Policy, existing: Mapping[str, str]) -> Code:
    """What a rule comes to where these cancers exist; the code itself is not in it."""
    if rule.refuse:
        return Code("", _KINDS[rule.refuse], (), rule.spread, _refused(rule, rule.refuse, policy))
    wanted = (rule.sheet,) if rule.sheet else rule.ask
    found = {each: given(each, policy.diseases.diseases, existing) for each in wanted}
    none = tuple(policy.diseases.diseases[each].name for each, to in found.items() if to != each)
    sheets = tuple(sorted({to for to in found.values() if to}))
    if rule.meanwhile and rule.meanwhile in existing and not any(each in existing for each in rule.ask):
        return Code("", "primary", (rule.meanwhile,), rule.spread)
    if not sheets:
        return Code("", "not-offered", (), rule.spread, no_handout(" or ".join(none)))
    if rule.sheet:
        told = "" if rule.sheet in existing else in_general(policy.diseases.diseases[rule.sheet], existing)
        return Code("", "primary", sheets, rule.spread, told=told)
    return Code("", "ask", sheets, rule.spread, _question(rule, sheets, none))


def _refused(rule: CodeRule, reason: Reason, policy: Policy) -> str:
    if rule.why:
        return rule.why
    if rule.disease:
        return no_handout(policy.diseases.diseases[rule.disease].name)
    return policy.codes.reasons[reason]


def _question(rule: CodeRule, sheets: tuple[str, ...], none: tuple[str, ...]) -> str:
    there_is_none = f" There is none about {' or '.join(none)} yet." if none else ""
    return (
        f"The code alone does not decide. {rule.why} Where the record says that it fits, write the handout's "
        f"name in words: {' or '.join(sheets)}.{there_is_none}"
    )
