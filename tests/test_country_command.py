"""`--country`, and a clinic's country: what is printed, on which paper, and what is refused."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest
from commands import CLINIC, REVIEW, Result, apart, words_of, write_clinic

from handouts.model.selection import Selection
from handouts.reading.names import country_ids
from handouts.run.fingerprint import Fingerprints
from handouts.run.options import MAKE

Handouts = Callable[..., Result]


def test_the_help_names_every_country() -> None:
    (option,) = (option for option in MAKE if option.value == "country")
    assert f"{', '.join(country_ids())}." in option.help


@pytest.mark.parametrize(
    ("country", "paper", "words"),
    [
        ("ie", "A4", "1800 200 700"),
        ("CA", "US Letter", "1-888-939-3333"),
        ("new zealand", "A4", "0800 226 237"),
    ],
)
def test_a_country_by_id_or_name(handouts: Handouts, country: str, paper: str, words: str) -> None:
    done = handouts("make", "lung", "--country", country)
    assert (done.code, done.err) == (0, "")
    assert f"{paper}." in done.out.decode()
    text = words_of(Path("handout-lung.pdf").read_bytes())
    assert words in text
    assert re.findall(r"(?<!\w)(911|988)(?!\w)|emergency room", text) == []


def test_paper_that_is_asked_for_wins(handouts: Handouts) -> None:
    done = handouts("make", "lung", "--country", "ie", "--paper", "letter")
    assert "US Letter." in done.out.decode()


@pytest.mark.parametrize(
    ("country", "sentence"),
    [
        ("xx", "there is au, ca, ie, nz, uk, us. `handouts list countries` shows all."),
        ("Irland", "There is no country called 'Irland'; did you mean ireland?"),
        ("../resources/us", "There is no country called '../resources/us'"),
        ("", "There is no country called ''; there is au,"),
    ],
)
def test_a_country_that_is_not_there(handouts: Handouts, country: str, sentence: str) -> None:
    for command in (("make", "lung"), ("list", "resources")):
        done = handouts(*command, "--country", country)
        assert done.code == 2
        assert sentence in done.err


def test_the_list_of_countries(handouts: Handouts) -> None:
    rows = handouts("list", "countries").out.decode().splitlines()
    assert [row.split()[0] for row in rows] == list(country_ids())
    assert "us  United States, 13 helplines, emergency number 911" in rows
    assert "ca  Canada, 1 helpline, emergency number not verified: a line to write it on" in rows


def test_each_country_has_an_edition_of_its_own() -> None:
    keys = [
        Fingerprints(None, None, b"").of(Selection(cancers=("lung",), country=country, layout="everything"))
        for country in (None, *country_ids())
    ]
    assert len(set(keys)) == len(keys)


def test_a_kept_edition_of_another_country_reads_nothing(tmp_path: Path) -> None:
    folder = write_clinic(tmp_path / "clinic", clinic=f"{CLINIC}country: ie\n")
    program = (
        "-c",
        "import sys; from handouts.cli.entry_point import answer; code = answer(tuple(sys.argv[1:]))\n"
        "print(*sorted({n.partition('.')[0] for n in sys.modules}), file=sys.stderr); sys.exit(code)",
    )
    for arguments in (("--country", "uk"), ("--clinic", folder)):
        for name in ("Ann Lee", "Bo Li"):
            done = apart("make", "lung", *arguments, "--for", name, home=tmp_path, program=program)
            assert done.code == 0, done.err
            assert ", A4." in done.out.decode()
        assert not set(done.err.split()) & {"click", "msgspec", "yaml", "reportlab"}


# A clinic's folder


def test_a_clinics_country_is_the_default(handouts: Handouts, tmp_path: Path) -> None:
    folder = write_clinic(tmp_path / "clinic", clinic=f"{CLINIC}country: nz\n")
    assert (
        ", A4."
        in handouts(
            "make", "lung", "--layout", "everything", "--clinic", folder, "-o", "own.pdf"
        ).out.decode()
    )
    assert "0800 226 237" in words_of(Path("own.pdf").read_bytes())
    handouts("make", "lung", "--clinic", folder, "--country", "uk", "-o", "uk.pdf")
    assert "0808 808 00 00" in words_of(Path("uk.pdf").read_bytes())
    assert handouts("list", "resources", "--clinic", folder).out.startswith(b"nz ")


def test_a_clinics_paper_goes_before_the_countrys(handouts: Handouts, tmp_path: Path) -> None:
    folder = write_clinic(tmp_path / "clinic", clinic=f"{CLINIC}country: nz\npaper: letter\n")
    assert (
        ", US Letter." in handouts("make", "lung", "--layout", "everything", "--clinic", folder).out.decode()
    )


def test_a_clinic_in_a_country_that_is_not_there(handouts: Handouts, tmp_path: Path) -> None:
    folder = write_clinic(tmp_path / "clinic", clinic=f"{CLINIC}country: zz\n")
    done = handouts("make", "lung", "--layout", "everything", "--clinic", folder)
    assert done.code == 3
    assert "clinic.yaml:3:10: there is no country 'zz'; there is au, ca, ie, nz, uk, us (country)" in done.err


WORDS = """\
words:
  emergency-room: Mater Dei
  fever-limit: 38 C
  low-temperature: 36 C
  pain-pill: paracetamol
  team-line: the number on your card
"""


def own(country: str, *lines: str) -> str:
    helpline = (
        "resources: [{id: van, name: Our van, offers: Rides, phone: 01 555 0101, phone_verified: true, "
        "sources: [leaflet]}]"
    )
    return "\n".join((f"country: {country}", f"name: {country.upper()}", *lines, helpline, REVIEW))


def test_a_clinic_adds_to_its_country(handouts: Handouts, tmp_path: Path) -> None:
    words = "words: {emergency-room: our front desk}"
    text = own("ie", 'emergency: "112"', "emergency_verified: true", words)
    folder = write_clinic(tmp_path / "clinic", clinic=f"{CLINIC}country: ie\n", resources__ie=text)
    handouts("make", "lung", "--layout", "everything", "--clinic", folder)
    words = words_of(Path("handout-lung.pdf").read_bytes())
    for said_there in ("Call 112 now", "go to our front desk.", "Our van", "Irish Cancer Society"):
        assert said_there in words


def test_a_clinics_unverified_number_does_not_push_out_a_verified_one(
    handouts: Handouts, tmp_path: Path
) -> None:
    folder = write_clinic(tmp_path / "clinic", resources__us=own("us", 'emergency: "5555"'))
    handouts("make", "lung", "--layout", "everything", "--clinic", folder)
    words = words_of(Path("handout-lung.pdf").read_bytes())
    assert "Call 911 now" in words
    assert "Our van" in words
    assert "5555" not in words


def test_a_clinics_own_country(handouts: Handouts, tmp_path: Path) -> None:
    folder = write_clinic(tmp_path / "clinic", resources__mt=own("mt", 'emergency: "112"', WORDS))
    done = handouts("make", "lung", "--layout", "everything", "--clinic", folder, "--country", "mt")
    assert ", A4." in done.out.decode()
    words = words_of(Path("handout-lung.pdf").read_bytes())
    assert "Call your emergency number now" in words
    assert "go to Mater Dei." in words
    assert "Our van" in words


def test_a_clinics_own_country_says_every_word(handouts: Handouts, tmp_path: Path) -> None:
    lacking = WORDS.replace("  pain-pill: paracetamol\n", "")
    folder = write_clinic(tmp_path / "clinic", resources__mt=own("mt", 'emergency: "112"', lacking))
    done = handouts("make", "lung", "--layout", "everything", "--clinic", folder, "--country", "mt")
    assert done.code == 3
    fault = (
        "mt.yaml:5:3: this country says nothing for {=pain-pill}, which texts ask for; "
        "add under 'words:' a line such as pain-pill: acetaminophen (words)"
    )
    assert fault in done.err
    assert done.err.count("pain-pill") == 2  # the texts that ask for it are not at fault


@pytest.mark.parametrize(
    ("file", "old", "new", "fault"),
    [
        ("tips__diary", "order: 1", "order: 1\nlocal: [{text: Go., countries: [xx]}]", "no country 'xx'"),
        (
            "tips__diary",
            "order: 1",
            "order: 1\nlocal: [{text: Go., countries: [us], instead_of: Buy a boat.}]",
            "no step in 'actions' says just this",
        ),
        (
            "tips__diary",
            "sources: [leaflet]}",
            "sources: [leaflet], countries: [us]}",
            "only an item of a list",
        ),
        (
            "cancers__invented",
            "text: One.,",
            "text: One., countries: [us, uk, nowhere],",
            "no country 'nowhere'",
        ),
    ],
)
def test_countries_and_local_steps_are_checked(
    handouts: Handouts, tmp_path: Path, file: str, old: str, new: str, fault: str
) -> None:
    folder = write_clinic(tmp_path / "clinic")
    path = folder / f"{file.replace('__', '/')}.yaml"
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new))
    done = handouts("make", "invented", "--layout", "everything", "--clinic", folder)
    assert done.code == 3
    assert fault in done.err


def test_a_sign_of_a_country_must_be_a_general_one(handouts: Handouts, tmp_path: Path) -> None:
    text = own("ie", 'emergency: "112"', "signs: [{id: suicid, why: call us, sources: [leaflet]}]")
    folder = write_clinic(tmp_path / "clinic", resources__ie=text)
    done = handouts("make", "lung", "--layout", "everything", "--clinic", folder)
    assert done.code == 3
    assert "there is no general sign 'suicid'; did you mean suicide?" in done.err


def test_a_name_stands_on_a_sheet_for_another_country(handouts: Handouts) -> None:
    done = handouts("make", "lung", "--country", "au", "--for", "Ann Lee", "-o", "-")
    document = pypdfium2.PdfDocument(done.out)
    assert round(document[0].get_height()) == 842
    assert "Ann Lee" in words_of(done.out)
    assert "lung au " in words_of(done.out)
