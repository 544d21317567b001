"""The clinic folder and its logo."""

from __future__ import annotations

import io
import struct
import zlib
from pathlib import Path

import pytest
from PIL import Image

from handouts.errors import UsageError
from handouts.reading.clinic import read_clinic, read_clinic_codes
from handouts.reading.logo import MOST_BYTES

from . import samples
from .conftest import faults_of, put

LOGO = samples.CLINIC + "logo: {file: logo.png, alt: Riverside Clinic}\n"


def picture(kind: str = "PNG", mode: str = "RGB", colour: object = (10, 20, 30), **options: object) -> bytes:
    stream = io.BytesIO()
    Image.new(mode, (4, 2), colour).save(stream, kind, **options)  # type: ignore[arg-type]
    return stream.getvalue()


def png_header(width: int, height: int) -> bytes:
    """The beginning of a PNG that claims a size."""
    head = b"IHDR" + struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    start = b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + head + struct.pack(">I", zlib.crc32(head))
    return start + struct.pack(">I", 1000) + b"IDAT" + b"\0" * 20


def with_logo(clinic: Path, raw: bytes, text: str = LOGO) -> Path:
    put(clinic / "clinic.yaml", text)
    (clinic / "logo.png").write_bytes(raw)
    return clinic


def test_a_clinic_without_a_logo(clinic: Path) -> None:
    read = read_clinic(clinic)
    assert (read.clinic.name, read.logo, read.folder) == ("Riverside", None, clinic)


@pytest.mark.parametrize(
    ("raw", "pixel"),
    [
        (picture(), (10, 20, 30)),
        (picture(mode="RGBA", colour=(10, 20, 30, 0)), (255, 255, 255)),
        (picture(mode="RGBA", colour=(0, 0, 0, 128)), (127, 127, 127)),
        (picture(mode="L", colour=9), (9, 9, 9)),
        (picture(mode="LA", colour=(9, 0)), (255, 255, 255)),
        (picture(mode="1", colour=1), (255, 255, 255)),
        (picture(mode="P", colour=0, transparency=0), (255, 255, 255)),
        (picture("JPEG", colour=(255, 255, 255)), (255, 255, 255)),
        (picture("JPEG", mode="CMYK", colour=(0, 0, 0, 0)), (255, 255, 255)),
    ],
)
def test_logos_become_rgb_on_white(clinic: Path, raw: bytes, pixel: tuple[int, ...]) -> None:
    logo = read_clinic(with_logo(clinic, raw)).logo
    assert logo is not None
    assert (logo.width, logo.height, logo.alt) == (4, 2, "Riverside Clinic")
    assert logo.rgb == bytes(pixel) * 8


def test_a_logo_is_turned_upright(clinic: Path) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    logo = read_clinic(with_logo(clinic, picture("JPEG", exif=exif))).logo
    assert logo is not None
    assert (logo.width, logo.height) == (2, 4)


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (png_header(3000, 3000), "has more than 4,000,000 pixels"),
        (png_header(60_000, 60_000), "has more than 4,000,000 pixels"),
        (png_header(10, 10), "is cut off or broken"),
        (picture()[:-30], "is cut off or broken"),
        (picture("JPEG")[:300], "is cut off or broken"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 50, "is cut off or broken"),
        (b"\xff\xd8\xff" + b"\0" * 50, "is cut off or broken"),
        (b"<svg/>", "is neither a PNG nor a JPEG"),
        (b"", "is neither a PNG nor a JPEG"),
        (picture("GIF", mode="P", colour=0), "is neither a PNG nor a JPEG"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * MOST_BYTES, "is larger than 2 MiB"),
        (picture(mode="I;16", colour=9), "more than 8 bits"),
    ],
)
def test_bad_logos(clinic: Path, raw: bytes, words: str) -> None:
    found = faults_of(lambda: read_clinic(with_logo(clinic, raw)))
    assert len(found) == 1
    assert found[0].startswith(f"{clinic}/clinic.yaml:3:14: the logo ")
    assert words in found[0]


@pytest.mark.parametrize(
    "name", ["/etc/passwd", "../logo.png", "a/../../logo.png", "C:logo.png", "..\\logo.png"]
)
def test_logos_outside_the_folder(clinic: Path, name: str) -> None:
    (clinic.parent / "logo.png").write_bytes(picture())
    found = faults_of(
        lambda: read_clinic(with_logo(clinic, picture(), LOGO.replace("logo.png", f"'{name}'")))
    )
    assert "is outside the clinic folder" in found[0]


def test_links_out_of_the_folder(clinic: Path) -> None:
    outside = clinic.parent / "logo.png"
    outside.write_bytes(picture())
    put(clinic / "clinic.yaml", LOGO)
    (clinic / "logo.png").symlink_to(outside)
    assert "this link leads out of the clinic's folder" in faults_of(lambda: read_clinic(clinic))[0]


def test_a_missing_logo(clinic: Path) -> None:
    put(clinic / "clinic.yaml", LOGO)
    assert "there is no logo logo.png in" in faults_of(lambda: read_clinic(clinic))[0]


def test_accents_that_cannot_be_read(clinic: Path) -> None:
    put(clinic / "clinic.yaml", samples.CLINIC + 'accent: "#2e9bd6"\n')
    assert faults_of(lambda: read_clinic(clinic)) == [
        f"{clinic}/clinic.yaml:3:9: the accent #2e9bd6 on white has a contrast of 3.10:1; 4.5:1 are needed: "
        "choose a darker colour (accent)"
    ]


def test_accents_that_cannot_be_read_in_grey(clinic: Path) -> None:
    put(clinic / "clinic.yaml", samples.CLINIC + 'accent: "#736eb9"\n')
    assert faults_of(lambda: read_clinic(clinic)) == [
        f"{clinic}/clinic.yaml:3:9: the accent #736eb9, in grey #787878, on white has a contrast of 4.42:1; "
        "4.5:1 are needed: choose a darker colour (accent)"
    ]


def test_all_faults_of_a_clinic_come_out_together(root: Path, clinic: Path) -> None:
    put(root / "layouts/fonts/coverage.txt", "0020-007E\n")
    text = samples.CLINIC.replace("Riverside", "Rivière ") + 'accent: "#ffffff"\nlogo: {file: x, alt: y}\n'
    put(clinic / "clinic.yaml", text.replace("name: Rivière ", 'name: "Rivière "'))
    assert len(faults_of(lambda: read_clinic(clinic))) == 4


CODES = samples.CLINIC + "codes:\n"


def test_codes_of_other_systems(clinic: Path) -> None:
    put(clinic / "clinic.yaml", CODES + '  - {system: snomed, code: "1", cancer: breast, spread: true}\n')
    (code,) = read_clinic_codes(clinic)
    assert (code.system, code.code, code.cancer, code.spread) == ("snomed", "1", "breast", True)
    assert read_clinic(clinic).clinic.codes == (code,)


def test_a_clinics_own_cancer_can_have_codes(clinic: Path) -> None:
    put(clinic / "cancers" / "thymus.yaml", "")
    put(clinic / "clinic.yaml", CODES + '  - {system: ours, code: "1", cancer: thymus}\n')
    assert read_clinic_codes(clinic)[0].cancer == "thymus"


@pytest.mark.parametrize(
    ("lines", "fault"),
    [
        (
            ['system: snomed, code: "1", cancer: brest'],
            "4:41: there is no cancer 'brest'; did you mean breast",
        ),
        (['system: snomed, code: "1"'], "4:5: say what the code means: 'cancer: ID', 'spread: true' or both"),
        (
            ['system: snowmed, code: "1", spread: true'],
            "4:14: there is no code system 'snowmed'; did you mean",
        ),
        (
            ['system: a, code: "1", spread: true'] * 2,
            "5:23: this code is already on line 4; keep one of them",
        ),
        (["system: snomed, code: 1, spread: true"], "4:28: "),
        (["system: ours, code: MBC, cancer: breast"], "4:26: a code holds at least one digit"),
    ],
)
def test_codes_that_mean_nothing(clinic: Path, lines: list[str], fault: str) -> None:
    put(clinic / "clinic.yaml", CODES + "".join(f"  - {{{line}}}\n" for line in lines))
    for found in (faults_of(lambda: read_clinic(clinic)), faults_of(lambda: read_clinic_codes(clinic))):
        assert len(found) == 1
        assert found[0].startswith(f"{clinic}/clinic.yaml:{fault}")


def test_what_must_be_there(root: Path, clinic: Path) -> None:
    with pytest.raises(UsageError, match="There is no clinic folder"):
        read_clinic(root / "none")
    (clinic / "clinic.yaml").unlink()
    assert faults_of(lambda: read_clinic(clinic)) == [f"{clinic}/clinic.yaml: this file is missing"]
