"""What a code means: ICD-10-CM by the policy in data/codes.yaml, and a clinic's own codes.

What a code does not say is not guessed: a code for a metastatic site never says where the cancer began, and
one that stands for several diseases chooses none of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Final, Literal, NamedTuple, TypeVar

from handouts.model.clinic import ClinicCode
from handouts.model.codes import CodeRule, Reason
from handouts.reading.policy import Policy
from handouts.roster.missing import no_handout, sheet_for, wider_note

CodeKind = Literal[
    "primary",  # a cancer of ours, or several that fit equally
    "ask",  # one of `cancers` or none may be right; the code does not say
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
    """What a code means."""

    text: str  # as it is usually written: C50.911
    kind: CodeKind
    cancers: tuple[str, ...] = ()  # ids, sorted; several where the code fits several equally, or asks
    spread: bool = False  # distant spread; C77 says none: near lymph nodes are not stage 4
    reason: str = ""  # why it gives no handout: a sentence for staff
    note: str = ""  # what staff must know about the handout


class CodeBook(NamedTuple):
    """All codes that can be looked up; beginnings of ICD-10-CM codes without dot."""

    rules: Mapping[str, Code]  # beginning: the meaning of codes with it
    claims: Mapping[str, tuple[str, ...]]  # beginning: a clinic's own cancers
    own: Mapping[str, tuple[ClinicCode, ...]]  # the clinic's own codes, by `plain_code`


_SHAPE: Final = re.compile(r"([A-Z][0-9][0-9A-Z])\.?([0-9A-Z]{0,4})")
_NEOPLASM: Final = re.compile(r"C[0-9][0-9AB]|D[0-4][0-9]|D3A")
_PLACEHOLDERS: Final = re.compile(r"[-.X*]+$")  # C50.9-, C50.X, C50.

_KINDS: Final[dict[Reason, CodeKind]] = {
    "no-sheet": "not-offered", "other-disease": "not-offered", "blood": "not-offered", "child": "not-offered",
    "type-unclear": "not-offered", "site-unclear": "not-offered", "secondary": "secondary",
    "in-situ": "in-situ", "benign": "benign", "uncertain": "uncertain", "unspecified": "uncertain",
    "past": "past", "visit": "visit", "none": "none",
}  # fmt: skip
_NEVER_CLAIMED: Final = ("secondary", "past")
_UNKNOWN: Final = "This code names no cancer of today: it is too short, or it is not known."

T = TypeVar("T")


def resolved(
    policy: Policy,
    existing: Mapping[str, str],
    claims: Mapping[str, tuple[str, ...]],
    own: Iterable[ClinicCode] = (),
) -> CodeBook:
    """The policy for the cancers that exist.

    `existing` are these by id, each as in a sentence; `claims` are beginnings of codes that a clinic's own
    cancers claim; `own` are the codes of its clinic.yaml.
    """
    rules: dict[str, Code] = {}
    for rule in policy.codes.rules:
        rules |= dict.fromkeys(map(plain_code, rule.codes), _meaning(rule, policy, existing))
    by_code: dict[str, tuple[ClinicCode, ...]] = {}
    for each in own:
        key = plain_code(each.code)
        by_code[key] = (*by_code.get(key, ()), each)
    return CodeBook(rules, {plain_code(prefix): ids for prefix, ids in claims.items()}, by_code)


def look_up(text: str, book: CodeBook) -> Code | None:
    """What a code of any system means; None where it is no code."""
    return own_code(book.own.get(plain_code(text), ())) or icd10cm(text, book)


def own_code(entries: Iterable[ClinicCode]) -> Code | None:
    """What a clinic's own entries for one code mean; None where there are none."""
    found = tuple(entries)
    cancers = tuple(sorted({each.cancer for each in found if each.cancer}))
    kind: CodeKind = "primary" if cancers else "secondary"
    return Code(found[0].code, kind, cancers, any(each.spread for each in found)) if found else None


def icd10cm(text: str, book: CodeBook) -> Code | None:
    """What an ICD-10-CM code means; None where it is not about a neoplasm."""
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
    """A code without what differs between writers: case, dots, outer blanks."""
    return text.strip().upper().replace(".", "")


def _longest(code: str, by_beginning: Mapping[str, T]) -> T | None:
    """The entry for the longest beginning of a code."""
    beginnings = (code[:length] for length in range(len(code), 2, -1))
    return next((by_beginning[each] for each in beginnings if each in by_beginning), None)


def _meaning(rule: CodeRule, policy: Policy, existing: Mapping[str, str]) -> Code:
    """What a rule means where these cancers exist, without the code itself."""
    diseases = policy.diseases.diseases
    if rule.refuse:
        why = rule.why or (no_handout(diseases[rule.disease].name) if rule.disease else "")
        return Code("", _KINDS[rule.refuse], (), rule.spread, why or policy.codes.reasons[rule.refuse])
    found = {each: sheet_for(each, diseases, existing) for each in filter(None, (rule.sheet, *rule.ask))}
    none = " or ".join(diseases[each].name for each, sheet in found.items() if sheet != each)
    sheets = tuple(sorted({sheet for sheet in found.values() if sheet}))
    if rule.meanwhile and rule.meanwhile in existing and not any(each in existing for each in rule.ask):
        return Code("", "primary", (rule.meanwhile,), rule.spread)
    if not sheets:
        return Code("", "not-offered", (), rule.spread, no_handout(none))
    if rule.sheet:
        note = "" if rule.sheet in existing else wider_note(diseases[rule.sheet], existing)
        return Code("", "primary", sheets, rule.spread, note=note)
    question = (
        f"The code alone does not decide. {rule.why} Where the record says that it fits, write the handout's "
        f"name in words: {' or '.join(sheets)}.{f' There is none about {none} yet.' if none else ''}"
    )
    return Code("", "ask", sheets, rule.spread, question)
