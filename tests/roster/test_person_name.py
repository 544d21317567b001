"""Whether a text can be a person's name, and how it is printed."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handouts.roster.cells import CellError
from handouts.roster.person_name import clinician_of, is_test, joined, name_of, turned

REAL = """
Þórarinn Ýrarson|Ýmir|Ðögg|Ýr Þórsdóttir|Þór|Þórður|Auður Eiðsdóttir|Sigurður|Davíð|Guðrún Þorbjörg
Aðalsteinn
Iðunn|Þula Hrafnsdóttir|Hafþór|Eyþór Ingi|Arnþrúður|Hlöðver|Jan Výborný|Novotný|Sýkora|Vigdís|Hjördýs
Þröstur
Jiří Dvořák|Tomáš Černý|Łukasz Wiśniewski|Żaneta Źdźbło|Nguyễn Thị Bích Ngọc|Như Ý|Trần Văn Bình|Noè
Joèl|Yaèl
Ọláyínká Adéṣọlá|Olúwatósìn Adébísì|Łį́į́ʼ Begay|Llŷr Siôn|Kaʻiulani|O'Brien|O’Brien|Sean O`Brien
D'Angelo Lee
Jean-Luc Picard|María-José|St. John|Mary Anne van der Berg-O'Neil Jr.|Иван Петров|Γιώργος Παππάς|王小明|김민준
محمد علي|שרה כהן|René Núñez|Zoë Åsa|Ève Lœb|Schœlcher|Geneviève Hélène|João Magalhães|Kõiv Õunapuu
Høgni Jákupsson
Erdős Pál|Szűcs|İbrahim Şahin|Ayşe Yıldız|Ştefan Bălan|Đorđe Petrović|McÉwan|Mrs Clementine Ayrwood
Mª Carmen
Christopher Null|Nan Goldin|No Hyun|Ann Test|Ann Sample|Bob (Robert) Tansley|Desdemona "Dessie" Quillfeather
Li
Wolfgang Groß|Nuala Ní Dhómhnaill|May June|-Di Eve|April Marsh|Jan Decker
Mary-Kate 2nd|Ismayıl Əliyev|Mark Augustine
"""

NO_NAMES = """
004512|12345|+1|@SUM(1+1)|=A1|-1+2|NULL Okafor|Okafor NULL|None Lee|N/A Lee|2026-11-24|14:30
24 Nov 2026|TRUE
Ann Marsh 3|May 12|Ann Lee 2|Patient 3|Ann 7 Lee
yes|TBD|Unknown|Open slot|Patient|#N/A|Total: 11|Grand total|A|End of list|Test Okafor
Ann & Bo Lee|Smith, John and Mary
Plumtree RIP 20/11|Bo 9:30 AM|*VIP* Lee|Lee @ 9|Lee £5|Lee; Bo
"""

MISREAD = """
ZoÃ« Åsa|JosÃ© Lee|Ren‚ N£¤ez|Bj”rn|RenŽ|MŸller|RenÚ|Renй|Ren? Lee|Èâàí Ïåòðîâ|Ãéþñãïò|é×ÁÎ ðÅÔÒÏ×|¸ÒÐÝ
Ýbrahim Þahin|Ayþe Yýldýz|Erdoðan Aða|Uður Þahin|Gülþen Ak|Tuðba Kaya|Ýsmail Ak|Mehmet Kýlýç
Dvoøák|Kuèera Jan|Wiœniewski
Zieliñska Anna|Novak Petroviæ|Gyõz Szûcs
"""


def split(text: str) -> list[str]:
    return [each for line in text.strip().splitlines() for each in line.split("|")]


@pytest.mark.parametrize("name", split(REAL))
def test_names_of_all_languages_are_printed_as_they_stand(name: str) -> None:
    assert name_of(name) == (name, ())


@pytest.mark.parametrize("text", [*split(NO_NAMES), *split(MISREAD), "", "Lee\nKim"])
def test_what_is_no_name_fails_its_row(text: str) -> None:
    with pytest.raises(CellError) as caught:
        name_of(text)
    assert not text or text not in str(caught.value)


@pytest.mark.parametrize("text", split(MISREAD))
def test_letters_of_a_wrong_code_page_name_the_option_that_settles_it(text: str) -> None:
    with pytest.raises(CellError, match="--encoding"):
        name_of(text)


PAGES = {
    "René Núñez": ("cp437", "cp850", "mac_roman", "utf-8"),
    "Иван Петров": ("cp1251", "koi8_r", "cp866", "iso8859_5", "mac_cyrillic"),
    "İbrahim Şahin": ("cp1254", "iso8859_9"),
    "Jiří Dvořák": ("cp1250", "cp852", "iso8859_2"),
    "Łukasz Wiśniewski": ("cp1250", "cp852"),
    "Γιώργος Παππάς": ("cp1253",),
    "Đorđe Petrović": ("cp1250", "utf-8"),
}


@pytest.mark.parametrize(("name", "page"), [(name, page) for name, pages in PAGES.items() for page in pages])
def test_a_name_read_by_the_western_code_page(name: str, page: str) -> None:
    with pytest.raises(CellError):
        name_of(name.encode(page).decode("cp1252" if page != "utf-8" else "latin-1", "replace"))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Simon O&#39;Grady", "Simon O'Grady"),
        ("Simon O&amp;#39;Grady", "Simon O'Grady"),
        ("Ren&eacute;e Lee", "Renée Lee"),
        ("Ann&nbsp;Lee", "Ann Lee"),
    ],
)
def test_codes_of_web_pages_are_turned_into_letters_and_told(text: str, name: str) -> None:
    printed = name_of(text)
    assert printed.text == name
    assert "web page" in printed.told[0]


@pytest.mark.parametrize("text", ["Ann &lt;b&gt;", "Ann &amp; Bo"])
def test_what_the_codes_stand_for_is_judged_too(text: str) -> None:
    with pytest.raises(CellError):
        name_of(text)


TURNED = [
    ("LOPEZ, MARIA E", "Maria E Lopez"),
    ("Oakley, Bramwell T", "Bramwell T Oakley"),
    ('Quillfeather, Desdemona "Dessie"', "Desdemona Quillfeather"),
    ("Larkspur, Ignatius P Jr.", "Ignatius P Larkspur Jr."),
    ("Castellane, Rupert O III", "Rupert O Castellane III"),
    ("Thistlewood, Aurelia J, MD [40217]", "Aurelia J Thistlewood, MD"),
    ("Dunning-Krol, Bo, Jr", "Bo Dunning-Krol Jr"),
    ("Park Jr., John", "John Park Jr."),
    ("O'HANRAHAN-VALE, SIOBHAN M", "Siobhan M O'Hanrahan-Vale"),
    ("MCDONALD, JJ", "JJ McDonald"),
    ("VAN DER POEL, HENDRIKA", "Hendrika Van Der Poel"),
    ("Van der Poel, Hendrika", "Hendrika Van der Poel"),
    ("PARK^JOHN^Q", "John Q Park"),
    ("SMITH,ANN", "Ann Smith"),
    ("Smith, Ann Mrs", "Mrs Ann Smith"),
]


@pytest.mark.parametrize(("text", "name"), TURNED)
def test_surnames_that_come_first_are_put_last(text: str, name: str) -> None:
    assert turned(text) == name


@pytest.mark.parametrize(
    "text", ["Ann Lee", "Ann Lee, MD", "John Park, Jr.", "Smith, John and Mary", "Lee, ", ", Ann", "Lee, 4"]
)
def test_what_is_not_written_so_is_not_turned(text: str) -> None:
    assert turned(text) is None


def test_a_name_is_joined_from_its_parts() -> None:
    assert joined("John", "Q", "Park", "Sr.") == "John Q Park Sr."
    assert joined("Ann", "NULL", "Lee", "") == "Ann Lee"
    assert joined("NULL", "", "null", "") == ""
    for first, last in (("NULL", "Okafor"), ("Ann", "N/A"), ("undefined", "Lee")):
        with pytest.raises(CellError):
            joined(first, "", last, "")


@pytest.mark.parametrize(
    ("cell", "printed"),
    [
        ("Thistlewood, Aurelia J, MD [40217]", "Aurelia J Thistlewood, MD"),
        ("THISTLEWOOD, AURELIA J, MD, PHD", "Aurelia J Thistlewood, MD, PHD"),
        ("Lee MD, Ann", "Ann Lee, MD"),
        ("Ann Lee, MD [7]", "Ann Lee, MD"),
        ("CRANBROOK SYLVIE", "CRANBROOK SYLVIE"),
        ("Dr. Juniper Ashgrove", "Dr. Juniper Ashgrove"),
        ("Ann Lee, Bo Park", "Ann Lee, Bo Park"),
        ("LEE; ANN", "Ann Lee"),
        ("NULL", ""),
    ],
)
def test_names_of_clinicians_are_put_in_order(cell: str, printed: str) -> None:
    assert clinician_of(cell).text == printed


def test_records_for_tests_are_told_from_people_beyond_doubt() -> None:
    tests = (
        "TEST",
        "ZZTEST",
        "ZZTest, Ann",
        "TEST, PATIENT",
        "Test Patient",
        "Sample Patient",
        "Patient, Test A",
    )
    people = ("Testa", "Ann Sample", "SAMPLE", "Ann Test", "Test Okafor", "Patience Lee", "Fay Patient", "")
    assert [name for name in (*tests, *people) if is_test(name)] == list(tests)


@given(st.text(max_size=30))
def test_any_text_is_a_name_or_refused(text: str) -> None:
    with contextlib.suppress(CellError):
        assert name_of(text).text
    turned(text)
    is_test(text)
