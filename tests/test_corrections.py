"""What printed sheets say, and do not say, since facts were corrected: the shipped library."""

from __future__ import annotations

import re
from functools import cache

import msgspec
import pytest

from handouts.compose.blocks import IconArray
from handouts.compose.composer import compose
from handouts.compose.passes import walk
from handouts.model.library import Library, Wanted
from handouts.model.selection import Selection
from handouts.model.text import plain
from handouts.reading.layout import read_layout
from handouts.reading.library import read_library
from handouts.reading.names import cancer_ids

ALL = cancer_ids()

SAID = {
    "stomach": (
        "PD-L1, a protein on the cancer, decides.",
        "It decides if you can get immunotherapy with your first chemo.",
        "Ask for test results before you start treatment.",
    ),
    "esophagus": (
        "It decides if immunotherapy can be part of your first treatment.",
        "PD-L1 score of 1 or more",
    ),
    "breast": (
        "first treatment with pertuzumab",
        "In December 2025, the FDA approved Enhertu with pertuzumab",
    ),
    "colorectal": ("first with cetuximab and chemo, or after other treatment with cetuximab",),
    "prostate": (
        "capivasertib",
        "too little PTEN",
        "repair gene change, when lowering testosterone is not enough",
        "BRCA1 or BRCA2 change",
    ),
    "brain": ("Tumor treating fields", "Optune", "dordaviprone", "H3 K27M"),
    "nhl": (
        "Doctors call them immunomodulators",
        "tafasitamab",
        "Diffuse large B-cell lymphoma",
        "about 56 of 100",
        "Follicular lymphoma",
        "about 82 of 100",
        "of any type",
        "about 64 of 100",
        "Doctors advise this for everyone who will get drugs for cancer.",
    ),
    "soft-tissue": ("sunitinib", "regorafenib", "ripretinib", "PDGFRA exon 18"),
    "lung": ("Zegfrovy", "Datroway", "Ibtrozi", "Hernexeos", "Emrelis"),
    "head-neck": ("penpulimab", "non-keratinizing"),
    "pancreas": ("Palliative care (care to ease symptoms) can start now, along with treatment.",),
    "myeloma": ("In a few people, long use of bone medicine harms the jaw or the hip.",),
    "testis": (
        "about 96 of 100 were alive",
        "about 89 of 100 were alive",
        "about 67 of 100 were alive",
        "about 95 of 100 were alive",
        "about 88 of 100 were alive",
        "people treated in 1990-2013",
        "It counts deaths from any cause.",
    ),
    "liver": ("“early”, “intermediate”, “advanced” and “end-stage”",),
    "melanoma": ("long-term control is possible", "34 of 100"),
}
"""By cancer: what its sheet with numbers says."""

NOT_SAID = {
    "stomach": ("may help more", "rare in some cancers", "work well"),
    "esophagus": ("helps your team choose", "rare in some cancers", "work well"),
    "cervix": ("rare in some cancers", "work well"),
    "colorectal": ("work well",),
    "uterus": ("works best",),
    "pancreas": ("omfort care", "rare in some cancers", "Most people with this cancer have a change"),
    "prostate": ("rare in some cancers", "tooth", "dentist", "castration-sensitive"),
    "breast": ("dentist", "jaw"),
    "melanoma": ("CheckMate", "43 of 100", "37 of 100", "about twice", "before 2008"),
    "liver": ("localized", "locally advanced", "metastatic cancer"),
    "ovary": ("elacorilant",),
    "brain": ("orasidenib", "22 of 100", "20.5"),
    "lung": ("evabertinib",),
    "testis": ("relative survival", "only cause of death", "diagnosed in"),
}
"""By cancer: what must not stand on its sheet, with numbers or without."""


@cache
def library() -> Library:
    return read_library(Wanted())


@cache
def text(cancer: str, *, numbers: bool = True) -> str:
    """All that a sheet says, what is read aloud of figures included."""
    handout = compose(
        library(),
        Selection(cancers=(cancer,), numbers=numbers, layout="everything"),
        read_layout("everything"),
        None,
    )
    blocks = list(walk((*handout.opening, *handout.body, *handout.back)))
    said = [plain(each) for block in blocks for each in block.texts()]
    said += [block.alt for block in blocks if isinstance(block, IconArray)]
    return "\n".join(said)


@pytest.mark.parametrize(("cancer", "said"), [(name, each) for name, words in SAID.items() for each in words])
def test_a_sheet_says(cancer: str, said: str) -> None:
    assert said in text(cancer)


@pytest.mark.parametrize(
    ("cancer", "said"), [(name, each) for name, words in NOT_SAID.items() for each in words]
)
def test_a_sheet_does_not_say(cancer: str, said: str) -> None:
    assert said not in text(cancer)
    assert said not in text(cancer, numbers=False)


@pytest.mark.parametrize("cancer", ALL)
def test_every_sheet_asks_for_hepatitis_b_and_tells_of_cancer_that_came_back(cancer: str) -> None:
    said = text(cancer)
    assert "Have I had a hepatitis B test?" in said
    assert "The number stays the same" not in said
    assert ("the first stage does not change" in said) == (library().cancers[cancer].stage.fits != "wrong")


@pytest.mark.parametrize("cancer", ALL)
def test_a_figure_of_relative_survival_says_that_it_leaves_out_other_deaths(cancer: str) -> None:
    """Relative survival of 34 is not "34 of 100 were alive": some of them died of something else."""
    rows = [row for row in library().cancers[cancer].survival.rows if row.preferred]
    said = text(cancer)
    relative = [row for row in rows if "relative" in row.measure]
    assert said.count("if this cancer were the only cause of death. Open:") == len(relative)
    for row in relative:
        count = int(row.percent + 0.5)
        assert f"{count} of 100 were alive" not in said
        assert f"about {count} of 100 would be alive if this cancer were the only cause of death" in said
    assert ("This kind of number is called relative survival." in said) == bool(relative)


@pytest.mark.parametrize("cancer", ALL)
def test_numbers_of_survival_stand_only_where_they_were_asked_for(cancer: str) -> None:
    said = text(cancer, numbers=False)
    for row in library().cancers[cancer].survival.rows:
        assert row.population not in said


@pytest.mark.parametrize("cancer", ALL)
def test_no_sheet_claims_that_facts_were_checked_or_each_has_a_number(cancer: str) -> None:
    said = text(cancer)
    assert "Facts checked" not in said
    assert "Every fact" not in said
    assert re.search(
        r"Written [A-Z][a-z]+ [0-9]+, 20[0-9]+\. The drug facts come from pages .+ To be checked again", said
    )


def test_the_row_of_all_types_stands_before_those_of_each() -> None:
    record = library().cancers["nhl"]
    turned = msgspec.structs.replace(record.survival, rows=tuple(reversed(record.survival.rows)))
    changed = msgspec.structs.replace(
        library(), cancers={"nhl": msgspec.structs.replace(record, survival=turned)}
    )
    handout = compose(
        changed,
        Selection(cancers=("nhl",), numbers=True, layout="everything"),
        read_layout("everything"),
        None,
    )
    blocks = walk((*handout.opening, *handout.body, *handout.back))
    assert [block.count for block in blocks if isinstance(block, IconArray)] == [64, 82, 56]
