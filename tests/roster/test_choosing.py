"""From a row to what is printed, or why nothing is."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from commands import CLINIC, REVIEW, write_clinic
from hypothesis import given
from hypothesis import strategies as st

from handouts.model.selection import Recipient, Selection
from handouts.roster.answers import Answers
from handouts.roster.choosing import Chooser
from handouts.roster.known import read_known
from handouts.roster.records import Entry, Refused, Row
from handouts.roster.stages import stage_of

from .tables import look_up, old_book

CHOOSER = Chooser(look_up=look_up)
CONFIRMED = Chooser(answers=Answers(stage4_confirmed=True), look_up=look_up)
KNOWN = read_known(look_up=look_up)


def choose(chooser: Chooser = CHOOSER, **cells: str) -> Entry | Refused:
    """What a row with these cells comes to."""
    named: Any = {name: place for place, name in enumerate(cells)}
    return chooser.choose(Row(7, tuple(cells.values())), named)


def chosen(chooser: Chooser = CHOOSER, **cells: str) -> Entry:
    entry = choose(chooser, **cells)
    assert isinstance(entry, Entry), entry.reason
    return entry


def refused(chooser: Chooser = CHOOSER, **cells: str) -> str:
    entry = choose(chooser, **cells)
    assert isinstance(entry, Refused)
    assert (entry.row, entry.status) == (7, "failed")
    return entry.reason


def left_out(chooser: Chooser = CHOOSER, **cells: str) -> str:
    entry = choose(chooser, **cells)
    assert isinstance(entry, Refused)
    assert (entry.row, entry.status) == (7, "skipped"), entry.reason
    return entry.reason


def test_every_column_of_a_row_is_read() -> None:
    entry = chosen(
        name=" Ann Lee ",
        date="2026-11-24",
        clinician="Dr. Who",
        appointment="3 Dec, 10:30",
        note="Bring it.",
        cancer="Lung Cancer",
        stage="IV",
        layout="Large print",
        paper="US Letter",
        language="en-US",
        country="United States",
        numbers="no",
        tips="Navigator; pain-palliative",
        id="0001",
    )
    assert entry == Entry(
        7,
        Selection(("lung",), ("navigator", "pain-palliative"), "en", "us", "large", "letter"),
        Recipient("Ann Lee", "November 24, 2026", "Dr. Who", "3 Dec, 10:30", "Bring it."),
    )


def test_empty_cells_take_the_defaults() -> None:
    defaults = Selection((), ("navigator",), "en", "au", "compact", "a4", True)
    chooser = Chooser(defaults, look_up=look_up)
    empty = dict.fromkeys(("layout", "paper", "language", "country", "numbers", "tips", "date", "note"), " ")
    entry = chosen(chooser, cancer="lung", **empty)
    assert entry.selection == defaults._replace(cancers=("lung",))
    assert entry.recipient == Recipient()


DAY_FIRST = Recipient(date="24 November 2026", appointment="3 December 2026, 10:30 am")
MONTH_FIRST = Recipient(date="November 24, 2026", appointment="December 3, 2026, 10:30 a.m.")


@pytest.mark.parametrize(
    ("country", "said"),
    [
        ("", MONTH_FIRST),
        ("us", MONTH_FIRST),
        ("Canada", MONTH_FIRST),
        ("uk", DAY_FIRST),
        ("Scotland", DAY_FIRST),
        ("ie", DAY_FIRST),
        ("au", DAY_FIRST),
        ("new zealand", DAY_FIRST),
    ],
)
def test_dates_in_the_order_of_the_rows_country(country: str, said: Recipient) -> None:
    cells = {"date": "2026-11-24", "appointment": "2026-12-03 10:30"}
    assert chosen(cancer="lung", country=country, **cells).recipient == said


@pytest.mark.parametrize("named", ["ie", "Ireland", "IE"])
def test_dates_in_the_order_of_the_lists_country(named: str) -> None:
    chooser = Chooser(Selection((), country=named, layout="everything"), look_up=look_up)
    cells = {"date": "24 Nov 2026", "appointment": "3 Dec 2026 10:30"}
    assert chosen(chooser, cancer="lung", **cells).recipient == DAY_FIRST
    assert chosen(chooser, cancer="lung", country="us", **cells).recipient == MONTH_FIRST


def test_dates_in_the_order_of_the_clinics_country(tmp_path: Path) -> None:
    folder = write_clinic(tmp_path / "clinic", clinic=f"{CLINIC}country: nz\n")
    cells = {"date": "20261124", "appointment": "2026-12-03 10:30"}
    assert chosen(Chooser(clinic_folder=folder), cancer="lung", **cells).recipient == DAY_FIRST


def test_a_country_at_fault_is_told_of_by_its_sheets(tmp_path: Path) -> None:
    text = f"country: mt\nname: Malta\nemergency: '112'\nresources: []\n{REVIEW}"  # it lacks words
    folder = write_clinic(tmp_path / "clinic", resources__mt=text)
    entry = chosen(Chooser(clinic_folder=folder), cancer="lung", country="mt", date="2026-11-24")
    assert entry.recipient.date == "November 24, 2026"


@pytest.mark.parametrize(
    ("cell", "cancers"),
    [
        ("breast", ("breast",)),
        ("MBC", ("breast",)),
        ("Stage 4 lung cancer", ("lung",)),
        ("lung; breast", ("lung", "breast")),
        ("lung + breast", ("lung", "breast")),
        ("lung|breast", ("lung", "breast")),
        ("lung\nbreast;", ("lung", "breast")),
        ("lung, breast", ("lung", "breast")),
        ("lung; lung", ("lung",)),
        ("breast; C50.9", ("breast",)),
        ("lung; breast; C50.9", ("lung", "breast")),
        ("lung; C99.9", ("lung",)),
        ("C50.9; C79.51", ("breast",)),
        ("C50.9 C79.51", ("breast",)),
        ("C79.51,c50.9", ("breast",)),
        ("C99.9; C50.9; C79.51", ("breast",)),
        ("4711", ("prostate",)),
        ("Z51.11; lung", ("lung",)),
        ("Z51.11; C50.9; C79.51", ("breast",)),
        ("stomach; C16.0", ("stomach",)),
        ("colon cancer, mets to liver", ("colorectal",)),
        ("colon cancer with liver mets; breast", ("colorectal", "breast")),
        ("breast cancer; bone mets", ("breast",)),
        ("brain mets; melanoma", ("melanoma",)),
        ("breast; primary lung cancer", ("breast", "lung")),
        ("brain; lung", ("brain", "lung")),
        ("mets to liver, primary colon", ("colorectal",)),
    ],
)
def test_names_and_codes_choose_the_cancers(cell: str, cancers: tuple[str, ...]) -> None:
    assert chosen(cancer=cell).selection.cancers == cancers


@pytest.mark.parametrize(
    "cell",
    [
        "breast; brain",
        "breast, brain",
        "breast + lung",
        "colon; liver cancer",
        "lung; breast; brain tumor",
        "prostate; bone",
        "lung; cancer of the liver",
    ],
)
def test_a_second_cancer_in_a_place_of_spread_is_asked_about(cell: str) -> None:
    assert "two cancers, or one that has spread?" in refused(cancer=cell, stage="4")


@pytest.mark.parametrize(
    "cell", ["bone mets; brain mets", "bone mets; C79.51", "lung cancer secondary; bone mets"]
)
def test_places_of_spread_alone_name_no_cancer(cell: str) -> None:
    assert "not where it began" in refused(cancer=cell, stage="4")


def test_lymph_nodes_in_a_part_of_their_own_are_not_far() -> None:
    assert "lymph nodes" in refused(cancer="breast cancer; axillary node mets")


@pytest.mark.parametrize(
    ("cell", "why"),
    [
        ("liver cancer (secondary)", "secondary cancer"),
        ("brain cancer (mets)", "secondary cancer"),
        ("metastatic liver cancer", "write liver"),
        ("C34.90 - ruled out", "no cancer of this person"),
    ],
)
def test_words_that_stop_a_single_handout_stop_a_row(cell: str, why: str) -> None:
    assert why in refused(cancer=cell, stage="4")


@pytest.mark.parametrize(
    ("cell", "why"),
    [
        ("", "is empty"),
        (" ; ", "no name"),
        ("brest", "did you mean breast"),
        ("pneumonia xyz", "not known here"),
        ("breast lung", "not known here"),
        ("lung; pneumonia", "not known here"),
        ("C79.51", "where the cancer went, not where it began"),
        ("C77.0; C79.51", "where the cancer went, not where it began"),
        ("C50.9; C34.90; C79.51", "codes of different cancers"),
        ("breast; C34.90", "name different cancers"),
        ("C99.9; C79.51", "can mean breast or lung"),
        ("lung; D05.1", "in situ"),
        ("D48", "not known whether it is cancer"),
        ("C41.9", "no handout here"),
        ("lung; Z85.3", "of the past"),
        ("Z51.11", "a visit for chemo"),
        ("Z51.11; C79.51", "where the cancer went"),
        ("C16.0", "It alone does not decide"),
        ("lung; C16.0", "name different cancers"),
        ("C50.9", "a code does not tell the stage"),
        ("C50.9; C77.0", "a code does not tell the stage"),
        ("; ".join(["lung"] * 13), "too many"),
    ],
)
def test_cancers_that_are_refused(cell: str, why: str) -> None:
    assert why in refused(cancer=cell)


@pytest.mark.parametrize(
    ("cell", "why"), [("D05.1", "in situ"), ("D25", "benign"), ("Z85.3", "of the past"), ("I10", "no cancer")]
)
def test_what_is_no_cancer_of_today_is_left_out_unless_the_stage_is_4(cell: str, why: str) -> None:
    assert why in left_out(cancer=cell)
    assert why in refused(cancer=cell, stage="IV")


BOOK = old_book()
FIRST = Chooser(look_up=BOOK.look_up)

STOPPED = [
    ("brain mets", "spread"),
    ("secondary liver cancer", "secondary"),
    ("Stage II breast cancer", "another stage"),
    ("h/o breast cancer", "history of"),
    ("melanoma in situ", "in situ"),
    ("Z51.11 - Encounter for chemotherapy", "a visit for chemo: it does not say which cancer"),
    ("Z85.3", "history of"),
    ("C22.1", "There is no handout about bile duct cancer yet"),
    ("C22.9", "began in the liver or spread to it"),
    ("acute leukemia", "There is no handout about acute leukemia yet"),
    ("mesothelioma; breast", "There is no handout about mesothelioma yet"),
    ("lymphoma", "can mean hodgkin or nhl"),
    ("C16.0", "esophagus or stomach"),
]


@pytest.mark.parametrize(("cell", "why"), STOPPED)
def test_a_diagnosis_that_stops_says_why_and_hints_at_nothing(cell: str, why: str) -> None:
    reason = refused(FIRST, cancer=cell, stage="4")
    assert reason.startswith("The cancer column: ")
    assert why in reason
    assert "did you mean" not in reason


def test_words_for_another_stage_stop_whatever_the_stage_column_says() -> None:
    assert "another stage" in refused(cancer="Stage II breast cancer", stage="4")
    assert chosen(cancer="Stage III multiple myeloma", stage="").selection.cancers == ("myeloma",)
    assert "another stage" in left_out(cancer="stage III kidney cancer")


def test_lymph_nodes_alone_need_a_stage() -> None:
    cell = "breast cancer with axillary node mets"
    assert "lymph nodes" in refused(cancer=cell)
    assert chosen(cancer=cell, stage="4").selection.cancers == ("breast",)


def test_a_wider_sheet_is_told_with_its_row() -> None:
    general = "This handout is about breast cancer in general"
    told = f"{general}; there is none about triple-negative breast cancer yet."
    assert chosen(FIRST, name="Ann Lee", cancer="TNBC").warnings == (told,)
    assert chosen(FIRST, cancer="breast").warnings == ()
    (line,) = chosen(FIRST, cancer="C83.31", stage="4").warnings
    assert "diffuse large B-cell lymphoma" in line


@pytest.mark.parametrize(
    ("stage", "means"),
    [
        ("4", "four"),
        ("4.0", "four"),
        ("IV", "four"),
        ("iva", "four"),
        ("Stage IVB", "four"),
        ("stage 4", "four"),
        ("Stage: 4", "four"),
        ("stage4", "four"),
        ("AJCC Stage IVC", "four"),
        ("metastatic", "four"),
        ("Extensive-stage", "four"),
        ("M1", "four"),
        ("cT2N1M1b", "four"),
        ("T2 N1 M1", "four"),
        ("3", "three"),
        ("IIIA", "three"),
        ("stage 3c", "three"),
        ("0", "lower"),
        ("I", "lower"),
        ("IIB", "lower"),
        ("stage 2", "lower"),
        ("IA3", "lower"),
        ("limited", "lower"),
        ("in situ", "lower"),
        ("locally advanced", "lower"),
        ("T1N0M0", "lower"),
        ("", "nothing"),
        ("n/a", "nothing"),
        ("unknown", "nothing"),
        ("T2N1MX", "nothing"),
        ("stage", "unclear"),
        ("advanced", "unclear"),
        ("not stage 4", "unclear"),
        ("grade 4", "unclear"),
        ("4 or 3", "unclear"),
        ("14", "unclear"),
        ("4" * 1000, "unclear"),
    ],
)
def test_a_stage_column_says_four_another_or_nothing(stage: str, means: str) -> None:
    assert stage_of(stage) == means


def test_a_code_needs_evidence_of_stage_4() -> None:
    for stage in ("4", "IVA", "metastatic", "M1"):
        assert chosen(cancer="C50.9", stage=stage).selection.cancers == ("breast",)
    for stage in ("", "unknown"):
        assert "does not tell the stage" in refused(cancer="C50.9", stage=stage)
        assert chosen(CONFIRMED, cancer="C50.9", stage=stage).selection.cancers == ("breast",)


@pytest.mark.parametrize("stage", ["1", "II", "IIIA", "limited", "in situ", "0"])
@pytest.mark.parametrize("cancer", ["breast", "C50.9", "C50.9; C79.51"])
def test_another_stage_is_refused_always(cancer: str, stage: str) -> None:
    # A cancer that has spread, or a list that is said to be of stage 4, makes it a doubt.
    says = refused if "C79.51" in cancer else left_out
    assert "does not say stage 4" in says(cancer=cancer, stage=stage)
    assert "does not say stage 4" in refused(CONFIRMED, cancer=cancer, stage=stage)


def test_a_stage_that_is_not_understood() -> None:
    assert "not understood" in refused(cancer="breast", stage="recurrent, see notes")


def test_cancers_without_a_stage_4_need_none() -> None:
    for name in ("myeloma", "testis", "brain"):
        assert chosen(cancer=name).selection.cancers == (name,)
    assert chosen(cancer="myeloma", stage="III").selection.cancers == ("myeloma",)
    assert "does not say stage 4" in left_out(cancer="testis", stage="I")
    assert "does not say stage 4" in left_out(cancer="myeloma; lung", stage="III")
    assert "does not tell the stage" in refused(cancer="C90.0", stage="III")
    assert chosen(CONFIRMED, cancer="C90.0", stage="III").selection.cancers == ("myeloma",)
    assert chosen(cancer="C62.9", stage="metastatic").selection.cancers == ("testis",)


def test_a_cancers_own_word_for_stage_4_counts() -> None:
    assert chosen(cancer="brain", stage="Grade 4").selection.cancers == ("brain",)
    assert chosen(cancer="liver", stage="advanced").selection.cancers == ("liver",)
    assert "not understood" in refused(cancer="breast", stage="advanced")
    assert "not understood" in refused(cancer="kidney", stage="grade 4")


@pytest.mark.parametrize(
    ("column", "cell", "why"),
    [
        ("name", "", "name column is empty"),
        ("date", "03/04/2026", "can mean two days"),
        ("appointment", "31 Feb 2026", "no day of the calendar"),
        ("layout", "huge", "there is booklet, card, card-folded, compact"),
        ("layout", "larg", "did you mean large"),
        ("paper", "a3", "letter or a4"),
        ("language", "es-MX", "no handout in Spanish"),
        ("country", "Atlantis", "The country column"),
        ("numbers", "maybe", "yes or no"),
        ("tips", "dancing", "The tips column"),
        ("tips", "navigatr", "did you mean navigator"),
        ("tips", ";", "names no tip"),
    ],
)
def test_cells_that_are_refused(column: str, cell: str, why: str) -> None:
    reason = refused(cancer="lung", **{column: cell})
    assert why in reason
    assert column in reason


def test_numbers_are_printed_after_yes_alone() -> None:
    for cell in ("yes", "Y", "TRUE", "1", "x"):
        entry = chosen(name="Ann", cancer="lung", numbers=cell)
        assert entry.selection.numbers
        assert len(entry.warnings) == 1
        assert chosen(cancer="lung", numbers=cell).warnings == ()
    for cell in ("no", "0", "False"):
        assert not chosen(cancer="lung", numbers=cell).selection.numbers


def test_tips_by_title_and_comma() -> None:
    titles = [name for name, ids in KNOWN.tips.items() if ids == ("navigator",)]
    assert len(titles) > 1
    for cell in (*titles, "navigator"):
        assert chosen(cancer="lung", tips=cell).selection.tips == ("navigator",)
    assert chosen(cancer="lung", tips="navigator, money").selection.tips == ("navigator", "money")


def test_rows_that_were_stopped_before() -> None:
    named: Any = {"cancer": 0}
    assert CHOOSER.choose(Row(2, (), "Torn."), named) == Refused(2, "failed", "Torn.")
    assert CHOOSER.choose(Row(2, ("lung",), "", "Dead."), named) == Refused(2, "skipped", "Dead.")


def test_a_clinics_own_records(tmp_path: Path) -> None:
    chooser = Chooser(clinic_folder=write_clinic(tmp_path), look_up=look_up)
    entry = chosen(chooser, cancer="Invented Cancer", tips="Keep a diary")
    assert entry.selection.cancers == ("invented",)
    assert entry.selection.tips == ("diary",)


SECRET = "Zqxwjk"
COLUMNS = (
    "name", "date", "clinician", "appointment", "note", "cancer", "stage", "layout", "paper", "language",
    "country", "numbers", "tips", "id",
)  # fmt: skip
TEXTS = st.text(max_size=20) | st.sampled_from(
    (
        "",
        "lung",
        "breast",
        "C50.9",
        "C79.51",
        "4",
        "III",
        "03/04/2026",
        "2026-11-24",
        "yes",
        "large",
        "a4",
        "en",
    )
)


@given(st.dictionaries(st.sampled_from(COLUMNS), TEXTS))
def test_choosing_never_raises(cells: dict[str, str]) -> None:
    entry = choose(**cells)
    assert entry.row == 7
    if isinstance(entry, Refused):
        assert entry.reason.endswith((".", "?"))
    else:
        assert choose(**cells) == entry
        assert set(entry.selection.cancers) <= {"lung", "breast", *KNOWN.stage_words}


@given(st.dictionaries(st.sampled_from(COLUMNS), TEXTS.map(lambda text: f"{text} {SECRET}"), min_size=1))
def test_no_cell_is_ever_repeated(cells: dict[str, str]) -> None:
    entry = choose(**cells)
    said = entry.reason if isinstance(entry, Refused) else " ".join(entry.warnings)
    assert SECRET.casefold() not in said.casefold()
