"""The stage column, in all usual notations."""

from __future__ import annotations

import pytest

from handouts.roster.stages import stage_of

EPIC = "Staging form: Lung, AJCC 8th Edition - Clinical stage from 9/14/2026: Stage {} - Signed by Lee"

MEANINGS = {
    "four": """4|IV|iv|IVA|4B|Stage IVC2|Stage IVB (cT3, cN2, cM1c)|cT4, cN1, cM1|pT3 pN2 pM1|T4N2M1b|IV (M1)
Clinical Stage: IV (cT4, cN2, cM1)|Stage IV (M1b)|Stage IVA (pM1a)|Stage IV (cM1)|IV, M1
rcTX, cN0, cM1|AJCC 8 Stage IV|metastatic
Staging form: Cervix Uteri, AJCC 9th Edition - Clinical stage from 24/8/2021: FIGO Stage IV - Unsigned""",
    "three": "3C|Stage IIIC|III|Stage IIIB (cT3, cN2, cM0)",
    "lower": "2|Stage IA (pT1c, pN0, cM0)|Stage 0 (Tis)|T1N0M0|cT2, cN0, cM0|limited|IIA",
    "nothing": "|88|99|unknown|Not applicable|MX|N/A|Stage unknown",
    "unclear": "OccultCarcinoma|?4|4?|cT2 cN0|Stage|stage 3 ckd|recurrent|Stage 4 /5|4/5",
    "contradicts": "Stage IV (cT1, cN0, cM0)|IV M0|Stage II (cM1)|IIIC, M1|Stage IIB; Stage IV",
}


@pytest.mark.parametrize(
    ("text", "meaning"),
    [(text, meaning) for meaning, texts in MEANINGS.items() for text in texts.replace("\n", "|").split("|")],
)
def test_stages_in_all_usual_notations(text: str, meaning: str) -> None:
    assert stage_of(text) == meaning


@pytest.mark.parametrize(
    ("stage", "meaning"),
    [
        ("IVB (cT3, cN2, cM1c)", "four"),
        ("IA (pT1c, pN0, cM0)", "lower"),
        ("IIIB", "three"),
        ("IV (cT3, cN2, cM0)", "contradicts"),
    ],
)
def test_a_stage_in_the_sentence_of_a_record_system(stage: str, meaning: str) -> None:
    assert stage_of(EPIC.format(stage)) == meaning
