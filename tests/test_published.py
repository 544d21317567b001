"""Dates of sources, as they are written in the library, and what a sheet tells of them."""

from __future__ import annotations

import re
from datetime import date

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from invented import invented_library

from handouts.compose.composer import compose
from handouts.compose.passes import walk
from handouts.compose.published import Published, oldest, published
from handouts.model.library import Library, Wanted
from handouts.model.selection import Selection
from handouts.model.text import plain
from handouts.reading.layout import read_layout
from handouts.reading.library import read_library

DATES = {
    "2025": (2025, 0),
    "2025-06-23": (2025, 6),
    "2025-06": (2025, 6),
    "about 2025-05": (2025, 5),
    "about 2022": (2022, 0),
    "text of about May 2025": (2025, 5),
    "after Nov 2023 (names capivasertib)": (2023, 11),
    "approved 02/2022": (2022, 2),
    "page cites 2023": (2023, 0),
    "2026 (after June)": (2026, 0),
    "2026-10-01 (diagnosed 2016-2022)": (2026, 10),
    "stored copy of the page dated 2026-04-22": (2026, 4),
    "April 2026 release": (2026, 4),
}
UNCERTAIN = (
    "not dated",
    "not dated (before 2016)",
    "old page, before 2016",
    "before 2015",
    "2021-2022",
    "2015-2021 release",
    "2010-2018 data",
    "diagnosed 2013-2017",
    "older page, diagnosed 1998-2000",
    "stored copies, various dates",
    "stored copies of about 2022-2025",
    "page carries a notice of October 2024",
    "2020-21 (extended hours of that time)",
    "2025-13",
    "1825",
    "",
)


@pytest.mark.parametrize(("said", "when"), DATES.items())
def test_a_date_is_read_as_far_as_it_goes(said: str, when: tuple[int, int]) -> None:
    assert published(said) == Published(*when)


@pytest.mark.parametrize("said", UNCERTAIN)
def test_what_is_not_certain_is_no_date(said: str) -> None:
    assert published(said) is None


@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)), st.sampled_from(["", "about ", "after "]))
def test_any_day_is_its_month(day: date, lead: str) -> None:
    assert published(f"{lead}{day.isoformat()}") == Published(day.year, day.month)


@given(st.text())
def test_any_text_is_a_date_or_none(said: str) -> None:
    found = published(said)
    assert found is None or str(found.year) in said


def test_a_year_alone_is_older_than_its_months_and_uncertain_dates_are_told() -> None:
    assert oldest(["2025-05", "2025", "2026"]) == (Published(2025), True)
    assert oldest(["2025-05", "not dated"]) == (Published(2025, 5), False)
    assert oldest(["not dated"]) == (None, False)
    assert oldest([]) == (None, True)


@pytest.mark.parametrize(
    ("dates", "said"),
    [
        (
            ("2025-05", "2026"),
            "Written February 3, 2026. The drug facts come from pages dated May 2025 or later. To",
        ),
        (("2025-05", "not dated"), "May 2025 or later, and from pages that bear no date. To"),
        (("not dated", "before 2015"), "The drug facts come from pages that bear no date. To"),
    ],
)
def test_a_sheet_tells_how_old_its_drug_facts_are(dates: tuple[str, str], said: str) -> None:
    library = invented_library()  # its drugs and treatments rest on these two sources
    changed = {
        name: msgspec.structs.replace(library.sources[name], date=each)
        for name, each in zip(("one", "two"), dates, strict=True)
    }
    assert said in _text(
        msgspec.structs.replace(library, sources={**library.sources, **changed}), "everything"
    )


def test_a_sheet_without_drug_facts_says_nothing_of_them() -> None:
    library = invented_library()
    bare = msgspec.structs.replace(library.cancers["lump"], treatments=())
    text = _text(msgspec.structs.replace(library, cancers={**library.cancers, "lump": bare}), "everything")
    assert "Written February 3, 2026. To be checked again" in text


@pytest.mark.parametrize("layout", ["card", "trifold", "booklet"])
def test_short_forms_stay_short_and_true(layout: str) -> None:
    text = _text(read_library(Wanted(cancers=("kidney",))), layout, "kidney")
    (line,) = re.findall(r"Written [A-Z].*20[0-9]{2}.*", text)
    assert len(line) < 160
    assert "checked" not in line.split("To be")[0]


def test_every_date_of_the_library_is_one_of_these_kinds() -> None:
    """A new way of writing a date is looked at once, so that none is misread."""
    written = {source.date for source in read_library(Wanted()).sources.values()}
    odd = {each for each in written if published(each) is None and each not in UNCERTAIN}
    assert odd == {
        "diagnosed 2013-2017 for stages 1-3",
        "diagnosed 2016-2020",
        "textbook edition of about 2018",
    }


def _text(library: Library, layout: str, cancer: str = "lump") -> str:
    handout = compose(library, Selection(cancers=(cancer,), layout="everything"), read_layout(layout), None)
    blocks = walk((*handout.opening, *handout.body, *handout.back))
    return "\n".join(plain(each) for block in blocks for each in block.texts())
