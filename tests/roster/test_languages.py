"""Which language a cell means."""

from __future__ import annotations

import pytest

from handouts.roster.cells import CellError
from handouts.roster.languages import english_name, language_of

SAID = """
en: English|english|EN|eng|Eng|English (US)|en-US|en_GB|English - American|eng - English|speaks English
en: 1 - English
es: Spanish|Español|espanol|spa|Sp|es-419|Spanish; Castilian|Castilian|Spanish (Mexico)|Spanish/Español
fr: French|Français|fre|fra|fr-CA|Francais
de: German|Deutsch|ger|deu
vi: Vietnamese|Tiếng Việt|Viet|vie
zh: Chinese|中文|zh-Hans|Mandarin|Chinese, Mandarin|chi|zho|Simplified Chinese|cmn
yue: Cantonese|Chinese (Cantonese)|Chinese - Cantonese|yue
nl: Dutch|Nederlands|dut|nld|Flemish
fa: Farsi|Persian|per|fas|فارسی
el: Greek|gre|ell|Ελληνικά
ht: Haitian Creole|Haitian|hat
ru: Russian|русский
hmn: Hmong
so: Somali
"""

NOT_SAID = [
    "", " ", "-", "Unknown", "Declined", "declne_to_specfy", "Declined to specify", "Patient declined",
    "und", "zxx",
    "Prefer not to say", "Not specified", "N/A", "NULL", "Asked but unknown", "refused", "Unavailable",
    "?", "NA",
]  # fmt: skip

NO_LANGUAGE = [
    "Other",
    "mul",
    "Klingon",
    "12",
    "yes",
    "No",
    "English; Spanish",
    "English/French",
    "=A1",
    "Lee, Ann",
]


@pytest.mark.parametrize(
    ("tag", "cell"),
    [
        (line.partition(": ")[0], cell)
        for line in SAID.strip().splitlines()
        for cell in line.partition(": ")[2].split("|")
    ],
)
def test_languages_are_known_by_code_and_name(tag: str, cell: str) -> None:
    assert language_of(cell) == tag
    assert language_of(english_name(tag)) == tag


@pytest.mark.parametrize("cell", NOT_SAID)
def test_what_says_no_language(cell: str) -> None:
    assert language_of(cell) == ""


@pytest.mark.parametrize("cell", NO_LANGUAGE)
def test_what_is_no_language_or_several_asks(cell: str) -> None:
    with pytest.raises(CellError) as caught:
        language_of(cell)
    assert cell not in str(caught.value) or cell == "No"


@pytest.mark.parametrize("cell", ["American Sign Language", "ASL", "sgn-US", "English (signed)"])
def test_who_signs_may_read_another_language(cell: str) -> None:
    with pytest.raises(CellError, match="signed"):
        language_of(cell)


def test_every_language_of_iso_639_1_has_its_codes() -> None:
    assert english_name("cy") == "Welsh"
    assert english_name("x-none") == "x-none"
    for tag, codes in {
        "cs": "ces cze",
        "my": "mya bur",
        "bo": "bod tib",
        "sq": "sqi alb",
        "zu": "zul",
    }.items():
        assert {language_of(code) for code in codes.split()} == {tag}
