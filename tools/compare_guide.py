"""Compare the words of the four-page guide with the dossier of facts: a part of compare_dossier.py.

Each claim must share a source with a verified fact of the dossier, and most of its longer words must stand in
such facts; so must each name of a gene, a test or a drug. What gives hope must rest on a fact about long
survival, and has no figures. How a treatment is given must be in a verified fact about its kind.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final, NamedTuple

import yaml

from handouts.model.content import Cancer, Test, Treatment
from handouts.model.guide_words import Given, GuideLine, GuidePassage
from handouts.model.library import Library
from handouts.reading.markup import plain_text

Fact = tuple[str, set[str]]
"""The text of a verified fact, in small letters, and its sources."""

HOW_GIVEN: Final[dict[Given, str]] = {
    "pill": "pill|tablet|capsule|by mouth|swallow",
    "drip": "drip|vein|infusion",
    "shot": "shot|inject|under the skin",
    "rays": "radiation|beam",
    "surgery": "surg|operation",
    "procedure": "scope|guided|stent|ablat|emboli",
    "device": "worn|device|wear",
    "cells": "cells",
    "watch": "watch",
}
"""Words by which the dossier tells how a treatment is given, as a pattern."""

_PLAIN: Final = {"another", "called", "chance", "depends", "doctors", "little", "option"}
_PLAIN_TOO: Final = {"people", "places", "someone", "whether"}
"""Longer words that tell no fact."""

_ENOUGH: Final = 0.6  # of the longer words of a claim
_LONG: Final = 6  # letters
_STEM: Final = 5  # letters that forms of a word share
_NAME = re.compile(r"\b(?=\w*[A-Z0-9])[A-Za-z]*[A-Z0-9][\w/-]*[A-Z0-9]\w*\b|\b\d+\w+\b")
_STAGE = re.compile(r"^4([abc])$")
_COUNT = re.compile(r"\d")
_NO_COUNT = re.compile(r"[Ss]tage \d(?: (?:and|or) \d)?|\w*[A-Z]\w*\d\w*(?:-\w+)?|\w+-\w*\d\w*")


class Said(NamedTuple):
    """A claim of the guide."""

    where: str
    text: str
    sources: set[str]


def wrong_guide(
    library: Library, dossier: Path, parts: dict[str, tuple[str, ...]], facts: list[Fact]
) -> list[str]:
    """What the guide says that the dossier does not have, one line each."""
    safety = _load(dossier / "safety.yaml")
    kinds = {each["id"]: each for each in _load(dossier / "side_effects.yaml")["treatment_kinds"]}
    wrong = [line for said in _general(library) for line in _unfound(said, facts)]
    for cancer in library.cancers.values():
        names = parts.get(cancer.id, (cancer.id.replace("-", "_"),))
        own = " ".join(_verified(_load(dossier / "cancers" / f"{name}.yaml")) for name in names)
        wrong += [line for said in _claims(cancer) for line in _unfound(said, facts, own)]
        wrong += _hopeless(cancer, safety)
        wrong += [line for each in cancer.treatments for line in _given_otherwise(cancer, each, kinds, own)]
    return wrong


def _general(library: Library) -> Iterator[Said]:
    guide = library.guide
    yield _said("guide: moved", guide.moved)
    yield _said("guide: grew", guide.grew)
    for passage in (guide.hope, guide.family, guide.fear):
        yield _said("guide", passage)
    for line in (*guide.looks_at, *guide.means_not, *guide.expect.values()):
        yield _said("guide", line)
    for tip in library.tips.values():
        if tip.glance and tip.glance.verified:
            yield Said(f"tip {tip.id}", tip.glance.text, set(tip.glance.sources))


def _said(where: str, claim: GuideLine | GuidePassage) -> Said:
    return Said(where, claim.text, set(claim.sources))


def _claims(cancer: Cancer) -> Iterator[Said]:
    """What the guide says of a cancer, but for questions and words of welcome: those are no facts."""
    guide = cancer.guide
    if guide is None:
        yield Said(f"{cancer.id}: has no words for the guide", "", set())
        return
    steps = guide.steps
    three = (steps.began, steps.moved, steps.grew) if steps else ()
    for line in (*three, *guide.place, *guide.looks_at, *guide.means_not):
        if line and line.verified:
            yield _said(f"{cancer.id}: guide", line)
    for passage in (guide.meaning, guide.names, *guide.hope):
        if passage.verified:
            yield _said(f"{cancer.id}: guide", passage)
    for fact in cancer.to_know:
        if fact.short and fact.verified:
            yield Said(f"{cancer.id}: to_know", fact.short, set(fact.sources))
    rows: tuple[Treatment | Test, ...] = (*cancer.treatments, *cancer.tests)
    for row in rows:
        if row.line and row.verified:
            drugs = getattr(row, "drugs", ())
            sources = {name for claim in (row, *drugs) for name in claim.sources}
            yield Said(f"{cancer.id}: {row.name}", f"{row.short or ''}. {row.line}", sources)


def _unfound(said: Said, facts: list[Fact], own: str = "") -> Iterator[str]:
    """What stands in no verified fact that shares a source, nor in the cancer's own verified facts."""
    shared = [text for text, named in facts if named & said.sources]
    if not shared:
        yield f"{said.where}: no verified fact with {', '.join(sorted(said.sources)) or 'a source'}"
        return
    told = " ".join((*shared, own)).replace("brca1/2", "brca1 brca2")
    text = plain_text(said.text)
    for name in _NAME.findall(text):
        if _STAGE.sub(r"iv\1", name.lower()) not in told:
            yield f"{said.where}: {name!r} not found"
    words = (
        {word.lower() for word in re.findall(r"[A-Za-z]+", text) if len(word) >= _LONG} - _PLAIN - _PLAIN_TOO
    )
    missing = sorted(word for word in words if word[:_STEM] not in told)
    if len(missing) > (1 - _ENOUGH) * len(words) and len(missing) > 1:
        yield f"{said.where}: {', '.join(missing)} not found, for: {text}"


def _hopeless(cancer: Cancer, safety: dict[str, Any]) -> Iterator[str]:
    """Words of hope that rest on no fact about long survival, or that count."""
    about = [each for each in safety["longer"].get(cancer.id, ()) if each["verified"]]
    known = {name for each in (*about, *safety["everywhere"]) for name in each["sources"]}
    hope = cancer.guide.hope if cancer.guide else ()
    if not any(known & set(each.sources) for each in hope):
        yield f"{cancer.id}: hope rests on no fact about long survival"
    for each in hope:
        if _COUNT.search(
            re.sub(r"[Ss]tage \d(?: (?:and|or) \d)?|\w*[A-Z]\w*\d\w*(?:-\w+)?|\w+-\w*\d\w*", "", each.text)
        ):
            yield f"{cancer.id}: hope has a figure: {each.text}"


def _given_otherwise(cancer: Cancer, treatment: Treatment, kinds: dict[str, Any], own: str) -> Iterator[str]:
    """Ways to give a treatment that no verified fact about its kinds names."""
    told = " ".join(_verified(kinds.get(kind.replace("-", "_"))) for kind in treatment.kinds)
    told += f" {treatment.name} {treatment.why}".lower() if treatment.verified else ""
    for way in treatment.given:
        if not re.search(HOW_GIVEN[way], told if treatment.kinds else f"{told} {own}"):
            yield f"{cancer.id}: {treatment.name}: 'given: {way}' not found"


def _verified(node: Any) -> str:
    """The text of what is verified below a node of the dossier, and of names that bear no flag."""
    if isinstance(node, dict):
        if node.get("verified") is False:
            return ""
        return " ".join(_verified(value) for key, value in node.items() if key not in ("sources", "note"))
    if isinstance(node, list):
        return " ".join(_verified(value) for value in node)
    return str(node).lower() if isinstance(node, str) else ""


def _load(file: Path) -> Any:
    return yaml.load(file.read_text("utf-8"), Loader=yaml.CSafeLoader)
