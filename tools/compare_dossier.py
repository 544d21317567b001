"""Compare every figure, drug, study and phone of the library with the dossier of facts it was written from.

    python tools/compare_dossier.py DOSSIER

Each survival row must stand in the dossier with the same stage, percent, years, measure and area, verified,
or in a correction that is settled, with its group, its count and its years; each trial's count with its
source; each figure and year of a study in a verified fact or source of the dossier that the study names;
each drug's generic and brand name in a verified fact that shares a source with it; each phone and address;
each source with a kind that may carry a printed fact; each correction that is not settled among the open
points; the words of the guide as compare_guide.py says. Exit 1 where something is not found. The tests of
the project do not need the dossier; this does.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml
from compare_guide import wrong_guide

from handouts.checks.figures import figures
from handouts.model.content import Cancer, Drug, SurvivalRow
from handouts.model.library import Library, Wanted
from handouts.model.studies import Study
from handouts.reading.library import read_library

PRINTABLE = {"primary", "primary-copy", "mirror", "scrape", "code-list", "secondary", "news"}
PARTS = {
    "lung": ("lung", "lung_nsclc", "lung_sclc"),
    "colorectal": ("colorectal", "colon", "rectum"),
    "head-neck": ("head_neck", "oral_pharynx", "larynx"),
}
"""Library records that join several files of the dossier."""

Fact = tuple[str, set[str]]

_PERCENT = re.compile(r"(\d+(?:\.\d+)?)(?:-(\d+(?:\.\d+)?))?%")
_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
_SPLIT = re.compile(r"\s*(?:\+|/|,|;|\band\b|\bor\b|\bwith\b|\bplus\b|\(|\))\s*")


def main() -> int:
    """Compare, print what is missing, and exit with 1 where something is."""
    dossier = Path(sys.argv[1])
    library = read_library(Wanted())
    sources = load(dossier / "sources.yaml")["sources"]
    facts = [fact for file in sorted(dossier.rglob("*.yaml")) for fact in all_facts(load(file))]
    missing = [
        *wrong_sources(library, sources),
        *(line for cancer in library.cancers.values() for line in wrong_cancer(cancer, dossier, facts)),
        *wrong_open_points(library, dossier),
        *(
            line
            for strategy in library.evidence.strategies
            for study in strategy.studies
            for line in wrong_study(study, sources, facts)
        ),
        *wrong_phones(library, load(dossier / "resources.yaml")["resources"]),
        *wrong_guide(library, dossier, PARTS, facts),
    ]
    for line in missing:
        print(line)
    studies = sum(len(strategy.studies) for strategy in library.evidence.strategies)
    compared = f"{len(library.cancers)} cancers and {studies} studies"
    print(f"{compared} compared with the dossier; not found: {len(missing)}")
    return 1 if missing else 0


def load(file: Path) -> Any:
    """A YAML file of the dossier."""
    return yaml.load(file.read_text("utf-8"), Loader=yaml.CSafeLoader)


def wrong_sources(library: Library, sources: dict[str, Any]) -> Iterator[str]:
    """Sources that the dossier does not have, or that may not carry a printed fact."""
    for name in library.sources:
        if name not in sources:
            yield f"source {name}: not in the dossier"
        elif sources[name]["kind"] not in PRINTABLE:
            yield f"source {name}: of kind {sources[name]['kind']}"


def wrong_cancer(cancer: Cancer, dossier: Path, facts: list[Fact]) -> Iterator[str]:
    """Figures and drugs of a cancer that the dossier does not have."""
    names = PARTS.get(cancer.id, (cancer.id.replace("-", "_"),))
    files = [load(dossier / "cancers" / f"{name}.yaml") for name in names]
    rows = [row for file in files for row in (file.get("survival") or {}).get("rows", [])]
    for row in cancer.survival.rows:
        wanted = (row.stage, row.percent, row.years, row.measure, row.area)
        if not any(
            wanted == tuple(found.get(key) for key in ("stage", "percent", "years", "measure", "area"))
            and found.get("verified")
            and set(row.sources) & set(found["sources"])
            for found in rows
        ) and not any(_tells(row, text) and set(row.sources) & named for text, named in facts):
            yield f"{cancer.id}: survival row {wanted} not found"
    figures = [trial for file in files for trial in file.get("trials", [])]
    for trial in cancer.trials:
        if not any(
            _counts(trial.count, each) and set(trial.sources) & set(each["sources"]) for each in figures
        ):
            yield f"{cancer.id}: trial {trial.name} with {trial.count} of 100 not found"
    for treatment in cancer.treatments:
        for drug in treatment.drugs:
            if drug.verified:
                yield from wrong_drug(cancer.id, drug, facts)


def _tells(row: SurvivalRow, text: str) -> bool:
    """Whether a fact tells a row in words: nonseminoma ... 1990 to 2013 ... good 96."""
    kind, risk = (row.group or "").split(",")[0].lower(), row.stage.split()[0].lower()
    said = rf"(?<!\w){re.escape(kind)}\b[^;]*\b{re.escape(risk)} {row.percent:g}\b"
    years = row.years.split("-")
    return bool(kind and re.search(said, text)) and all(year in text for year in years)


def wrong_open_points(library: Library, dossier: Path) -> Iterator[str]:
    """Corrections that are not settled and that no open point of this id speaks of."""
    asked = {point.id for point in library.open_points.points}
    for each in load(dossier / "safety.yaml")["corrections"]:
        open_still = not each["verified"] or each.get("clinician")
        if open_still and each["id"] not in asked:
            yield f"correction {each['id']}: not settled, and not among the open points"


def _counts(count: int, trial: dict[str, Any]) -> bool:
    """Whether a trial of the dossier has a percent that rounds to this count."""
    text = " ".join(str(figure) for figure in trial.get("figures", []))
    return any(int(float(value) + 0.5) == count for value in re.findall(r"(\d+(?:\.\d+)?)\s*%", text))


def wrong_study(study: Study, sources: dict[str, Any], facts: list[Fact]) -> Iterator[str]:
    """Figures and years of a study that nothing in the dossier holds together with one of its sources."""
    told = " ".join(text for text, named in facts if named & set(study.sources))
    percents = {int(float(each) + 0.5) for pair in _PERCENT.findall(told) for each in pair if each}
    numbers = {each.replace(",", "") for each in _NUMBER.findall(told)}
    years = {str(sources[name]["date"])[:4] for name in study.sources if name in sources}
    name = f"study {study.name} ({study.year})"
    if study.year not in years:
        yield f"{name}: no source of that year"
    for text in (study.people, study.found, study.limit):
        rest = text
        for figure in figures(text):
            rest = rest.replace(figure.said, "")
            if figure.of != 100 or not {figure.low, figure.high} <= percents:
                yield f"{name}: {figure.said!r} not found"
        for number in _NUMBER.findall(rest):
            if number.replace(",", "") not in numbers | years:
                yield f"{name}: {number} not found"


def wrong_drug(cancer: str, drug: Drug, facts: list[Fact]) -> Iterator[str]:
    """Names of a drug that no verified fact of the dossier holds together with one of the drug's sources."""
    for name in (drug.generic, drug.brand or ""):
        for part in filter(None, _SPLIT.split(name.lower())):
            if not any(part in text and set(drug.sources) & sources for text, sources in facts):
                yield f"{cancer}: drug {part!r} with {', '.join(drug.sources)} not found"


def all_facts(node: Any) -> Iterator[Fact]:
    """Every verified fact below a node of the dossier, as its text and its sources."""
    if isinstance(node, dict):
        if "sources" in node and node.get("verified") and not node.get("clinician"):
            # Of a correction counts what is to be said, not what was.
            yield str(node.get("should_say", node)).lower(), set(node["sources"])
        for value in node.values():
            yield from all_facts(value)
    elif isinstance(node, list):
        for value in node:
            yield from all_facts(value)


def wrong_phones(library: Library, resources: list[dict[str, Any]]) -> Iterator[str]:
    """Phones and addresses that are printed but not verified in the dossier."""
    known = " ".join(str(each.get("phone")) for each in resources if each.get("phone_verified") is True)
    addresses = " ".join(str(each.get("url")) for each in resources if each.get("url_verified") is True)
    for each in library.resources.resources:
        if each.phone and each.phone_verified and _digits(each.phone) not in _digits(known):
            yield f"resource {each.id}: phone {each.phone} not verified in the dossier"
        if each.url and each.url_verified and each.url.rstrip("/") not in addresses:
            yield f"resource {each.id}: address {each.url} not verified in the dossier"


def _digits(text: str) -> str:
    return re.sub(r"\D", "", text.split("(")[0] if text.count("(") == 1 and "CANCER" in text else text)


if __name__ == "__main__":
    sys.exit(main())
