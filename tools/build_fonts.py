"""Make the faces in layouts/fonts/ from two published packages of complete faces.

    python tools/build_fonts.py               # fetches the packages with npm
    python tools/build_fonts.py --from DIR    # takes packages already unpacked below DIR

What print does not use is left out: hints, layout tables, glyphs without a character. The zero loses
its slash, and glyphs are added for letters with marks that have no character (tools/font_shapes.py).
Kerning is kept beside the face as a small JSON file. Two runs give the same bytes. Needs the extra "fonts".
"""

from __future__ import annotations

import argparse
import itertools
import json
import subprocess
import tarfile
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from shutil import copyfile
from tempfile import TemporaryDirectory

from font_kerning import SMALLEST_KERN, kern_pairs, write_kerning
from font_shapes import add_sequences, add_signs, characters_for, plain_zero, sequences_text
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

TARGET = Path(__file__).resolve().parents[1] / "layouts" / "fonts"

STYLES = {
    "regular": "400Regular",
    "bold": "700Bold",
    "italic": "400Regular_Italic",
    "bold-italic": "700Bold_Italic",
}
"""The faces of a family, and how the packages name them."""

MARKED = ("regular", "bold")
"""The faces that have a second file with letters with marks: with so many glyphs it takes longer to load."""

LICENCE = "LICENSE_FONT"

KEPT_TABLES = {"OS/2", "cmap", "glyf", "head", "hhea", "hmtx", "loca", "maxp", "name", "post"}
KEPT_NAMES = (0, 1, 2, 3, 4, 5, 6, 14)
"""Copyright, family, style, identifier, full name, version, PostScript name, address of the licence."""

LEFT_OUT = {"Cc", "Cf", "Mn", "Me", "Co", "Zl", "Zp"}
"""Kinds of characters (Unicode) that draw nothing, or would stand beside the letter that they belong on."""

SPACES = " \u00a0\u2002\u2009"

RANGES = ((0x20, 0x52F), (0x1C80, 0x1C88), (0x1D00, 0x1FFF), (0x2000, 0x2BFF), (0x2C60, 0x2C7F))
RANGES += ((0xA640, 0xA69F), (0xA720, 0xA7FF))
"""Latin, Greek and Cyrillic letters, and the signs that are used with them."""


@dataclass(frozen=True)
class Family:
    """A folder under layouts/fonts/, and the package it is made from."""

    folder: str
    package: str
    version: str
    file: str  # beginning of the names of its files
    kerned: tuple[str, ...] = ()
    slashed: bool = False  # the zero
    marks: bool = False  # whether it has letters with marks, for names that the other one cannot write


FAMILIES = (
    Family(
        "atkinson-hyperlegible-next",
        "@expo-google-fonts/atkinson-hyperlegible-next",
        "0.4.1",
        "AtkinsonHyperlegibleNext",
        kerned=("regular", "bold"),
        slashed=True,
    ),
    Family("noto-sans", "@expo-google-fonts/noto-sans", "0.4.2", "NotoSans", marks=True),
)

SOURCE = """\
Made by tools/build_fonts.py; do not edit.

Package: {package}
Version: {version} (npm)
Faces:   {version_of_face}

What was done to each face:
- hints were left out (fpgm, prep, cvt, gasp, glyph programs)
- layout tables were left out (GSUB, GPOS, GDEF, STAT), and so were glyphs without a character
- scripts other than Latin, Greek and Cyrillic were left out, and so were control and format characters
  (Unicode Cc and Cf, the soft hyphen among them) and marks by themselves (Mn, Me)
- the name table was cut to the English names; glyph names were left out (post 3)
- the modification date was set to the creation date
- arrows were drawn, as heavy as the minus sign{signs}
{changes}
All other outlines and widths are unchanged.

Licence: SIL Open Font License 1.1, in OFL.txt.
{reserved}
"""

SIGNS_NOTE = ", and the signs for at most and at least were made of < and > over a bar"

ZERO_NOTE = """\
- the slash was taken out of the zero, which on a copy with much ink looked like an 8: its two counters
  are one, formed like that of the O
"""

MARKS_NOTE = """\
- *-marks.ttf are the same faces with letters with marks that Unicode has no character for, made of the
  face's own glyphs at the places that its layout tables give; sequences.txt says which private character
  stands for which
"""

KERNING_NOTE = """\
- kern pairs were written to *.kern.json, in thousandths of the type size: letters, digits and
  punctuation of Basic Latin, curly quotes and the en dash; pairs of at least {least}
"""


def main() -> None:
    """Make all faces, and the list of characters that they cover."""
    parser = argparse.ArgumentParser(description="Make the faces in layouts/fonts/.")
    parser.add_argument("--from", dest="unpacked", type=Path, help="folder with the packages, unpacked")
    unpacked: Path | None = parser.parse_args().unpacked
    with TemporaryDirectory() as temporary:
        for family in FAMILIES:
            folder = unpacked or fetch(family, Path(temporary))
            build_family(family, find_package(family, folder), TARGET / family.folder)
    (TARGET / "coverage.txt").write_text(coverage_text(covered(TARGET)), encoding="ascii")


def fetch(family: Family, folder: Path) -> Path:
    """Fetch and unpack the package of a family; where it was unpacked."""
    wanted = f"{family.package}@{family.version}"
    command = ["npm", "pack", wanted, "--silent", "--ignore-scripts"]
    packed = subprocess.run(command, cwd=folder, check=True, capture_output=True, text=True).stdout.strip()
    unpacked = folder / family.folder
    with tarfile.open(folder / packed) as archive:
        archive.extractall(unpacked, filter="data")
    return unpacked


def find_package(family: Family, folder: Path) -> Path:
    """The folder of the family's package, in its pinned version, somewhere below `folder`."""
    for file in sorted(folder.rglob("package.json")):
        told = json.loads(file.read_text(encoding="utf-8"))
        if (told.get("name"), told.get("version")) == (family.package, family.version):
            return file.parent
    raise SystemExit(f"no {family.package} {family.version} below {folder}")


def build_family(family: Family, package: Path, target: Path) -> None:
    """Write the faces of a family with their licence and their origin."""
    target.mkdir(parents=True, exist_ok=True)
    files = {style: complete_file(package, family, style) for style in STYLES}
    versions = set()
    for style, file in files.items():
        face = built(family, file, {})
        save(face, target / f"{style}.ttf")
        versions.add(face["name"].getDebugName(5))
        if style in family.kerned:
            write_kerning(kern_pairs(TTFont(file)), target / f"{style}.kern.json")
    if family.marks:
        marked = characters_for(files[style] for style in MARKED)
        for style in MARKED:
            save(built(family, files[style], marked), target / f"{style}-marks.ttf")
        (target / "sequences.txt").write_text(sequences_text(marked), encoding="ascii")
        print(f"{target.name}/sequences.txt: {len(marked)} letters with marks")
    copyfile(package / LICENCE, target / "OFL.txt")
    text = source_text(family, versions, (package / LICENCE).read_text(encoding="utf-8"))
    (target / "SOURCE.txt").write_text(text, encoding="utf-8")


def save(face: TTFont, file: Path) -> None:
    """Write a face."""
    face.save(file)
    print(f"{file.parent.name}/{file.name}: {face['maxp'].numGlyphs} glyphs")


def complete_file(package: Path, family: Family, style: str) -> Path:
    """The file of a complete face."""
    return package / STYLES[style] / f"{family.file}_{STYLES[style]}.ttf"


def source_text(family: Family, versions: set[str], licence: str) -> str:
    """The origin of a family, and what was changed."""
    changes = ZERO_NOTE if family.slashed else ""
    changes += MARKS_NOTE if family.marks else ""
    changes += KERNING_NOTE.format(least=SMALLEST_KERN) if family.kerned else ""
    return SOURCE.format(
        package=family.package,
        version=family.version,
        version_of_face=", ".join(sorted(versions)),
        signs=SIGNS_NOTE if family.marks else "",
        changes=changes,
        reserved=reserved_note(licence),
    )


def reserved_note(licence: str) -> str:
    """The licence's reserved names, which a changed face may not have (condition 3)."""
    notice = licence.partition("This Font Software is licensed")[0]
    if "reserved font name" in notice.lower():
        raise SystemExit(f"the licence reserves the name of this font; rename the faces first:\n{notice}")
    return "Its copyright notice reserves no font name, so the changed faces keep their names."


# --- changing and cutting ----------------------------------------------------------------------------


def built(family: Family, file: Path, marked: Mapping[str, str]) -> TTFont:
    """A face, changed and cut, from a complete one."""
    face = TTFont(file, recalcTimestamp=False)
    face["head"].modified = face["head"].created
    if family.slashed:
        plain_zero(face)
    add_sequences(face, file, marked)
    add_signs(face)
    cut(face, marked.values())
    return face


def drop_tables(face: TTFont) -> None:
    """Drop all tables that a printed page does not need."""
    for tag in set(face.keys()) - KEPT_TABLES - {"GlyphOrder"}:
        del face[tag]


def cut(face: TTFont, own: Iterable[str] = ()) -> None:
    """Leave out hints, layout tables, glyph names, other names, and glyphs without a character."""
    drop_tables(face)
    options = Options(hinting=False, notdef_outline=True, glyph_names=False, legacy_cmap=False)
    options.name_IDs = list(KEPT_NAMES)
    options.name_languages = [0x409]
    subsetter = Subsetter(options)
    kept = {code for code in face.getBestCmap() if drawn(code)}
    subsetter.populate(unicodes=kept | set(map(ord, own)))
    subsetter.subset(face)
    drop_tables(face)
    face["cmap"].tables = [table for table in face["cmap"].tables if table.format == 4]
    face["name"].setName("SIL Open Font License, Version 1.1", 13, 3, 1, 0x409)


def drawn(code: int) -> bool:
    """Whether a character is one of our scripts that can be seen, or a space."""
    kind, inside = unicodedata.category(chr(code)), any(first <= code <= last for first, last in RANGES)
    return inside and kind not in LEFT_OUT and (kind != "Zs" or chr(code) in SPACES)


# --- coverage ----------------------------------------------------------------------------------------


def covered(folder: Path) -> set[int]:
    """Characters that regular and bold of one family both have."""
    codes: set[int] = set()
    for family in FAMILIES:
        regular, bold = (TTFont(folder / family.folder / f"{style}.ttf") for style in ("regular", "bold"))
        codes |= regular.getBestCmap().keys() & bold.getBestCmap().keys()
    return codes


def coverage_text(codes: Iterable[int]) -> str:
    """Ranges of code points in hexadecimal, one a line."""
    names = " or ".join(family.folder for family in FAMILIES)
    lines = ["# Made by tools/build_fonts.py: characters that both the regular and the bold face have,"]
    lines.append(f"# of {names}.")
    lines += [f"{a:04X}" if a == b else f"{a:04X}-{b:04X}" for a, b in ranges(codes)]
    return "\n".join(lines) + "\n"


def ranges(codes: Iterable[int]) -> Iterator[tuple[int, int]]:
    """The first and the last of each run of consecutive numbers."""
    numbered = enumerate(sorted(codes))
    for _, run in itertools.groupby(numbered, key=lambda pair: pair[1] - pair[0]):
        numbers = [code for _, code in run]
        yield numbers[0], numbers[-1]


if __name__ == "__main__":
    main()
