"""Make the faces in layouts/fonts/ from two published packages of web fonts.

    python tools/build_fonts.py               # fetches the packages with npm
    python tools/build_fonts.py --from DIR    # takes packages already unpacked below DIR

The packages hold each face in slices (woff2), one for each script. The slices of a face are merged, and
all that print does not use is left out: hints, layout tables, glyphs without a character. Kerning is
kept beside the face as a small JSON file. Two runs give the same bytes. Needs the extra "fonts".
"""

from __future__ import annotations

import argparse
import itertools
import json
import subprocess
import tarfile
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from shutil import copyfile
from tempfile import TemporaryDirectory
from typing import Any

from fontTools.merge import Merger
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

TARGET = Path(__file__).resolve().parents[1] / "layouts" / "fonts"

STYLES = {"regular": "400-normal", "bold": "700-normal", "italic": "400-italic", "bold-italic": "700-italic"}
"""The faces of a family, and how the packages name them."""

KEPT_TABLES = {"OS/2", "cmap", "glyf", "head", "hhea", "hmtx", "loca", "maxp", "name", "post"}
KEPT_NAMES = (0, 1, 2, 3, 4, 5, 6, 14)
"""Copyright, family, style, identifier, full name, version, PostScript name, address of the licence."""

KERNED = [chr(code) for code in range(0x21, 0x7F)] + list("‘’“”–")
SMALLEST_KERN = 8
"""In thousandths of the type size; less is not seen."""

LEFT_OUT = {"Cc", "Cf"}
"""Kinds of characters (Unicode) that draw nothing: a text with one has an accident in it."""


@dataclass(frozen=True)
class Family:
    """A folder under layouts/fonts/, and the package it is made from."""

    folder: str
    package: str
    version: str
    slices: tuple[str, ...]
    kerned: tuple[str, ...] = ()


FAMILIES = (
    Family(
        "atkinson-hyperlegible-next",
        "@fontsource/atkinson-hyperlegible-next",
        "5.3.0",
        ("latin", "latin-ext"),
        kerned=("regular", "bold"),
    ),
    Family(
        "noto-sans",
        "@fontsource/noto-sans",
        "5.3.0",
        ("latin", "latin-ext", "vietnamese", "cyrillic", "cyrillic-ext", "greek", "greek-ext"),
    ),
)

SOURCE = """\
Made by tools/build_fonts.py; do not edit.

Package: {package}
Version: {version} (npm)
Slices:  {slices}
Faces:   {version_of_face}

What was done to each face:
- the slices were merged into one TrueType file; outlines and widths are unchanged
- hints were left out (fpgm, prep, cvt, gasp, glyph programs)
- layout tables were left out (GSUB, GPOS, GDEF, STAT), and so were glyphs without a character
- control and format characters were left out (Unicode Cc and Cf, the soft hyphen among them)
- the name table was cut to the English names; glyph names were left out (post 3)
- the modification date was set to the creation date
{kerning}
Licence: SIL Open Font License 1.1, in OFL.txt.
{reserved}
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
    versions = set()
    for style in STYLES:
        slices = [slice_file(package, family, name, style) for name in family.slices]
        face = merged(slices)
        cut(face)
        face.save(target / f"{style}.ttf")
        versions.add(face["name"].getDebugName(5))
        if style in family.kerned:
            write_kerning(kerning(slices), target / f"{style}.kern.json")
        print(f"{target.name}/{style}.ttf: {face['maxp'].numGlyphs} glyphs")
    copyfile(package / "LICENSE", target / "OFL.txt")
    text = source_text(family, versions, (package / "LICENSE").read_text(encoding="utf-8"))
    (target / "SOURCE.txt").write_text(text, encoding="utf-8")


def slice_file(package: Path, family: Family, name: str, style: str) -> Path:
    """The file of one slice of a face."""
    return package / "files" / f"{family.folder}-{name}-{STYLES[style]}.woff2"


def source_text(family: Family, versions: set[str], licence: str) -> str:
    """Where a family comes from and what was done to it."""
    kerning_note = KERNING_NOTE.format(least=SMALLEST_KERN) if family.kerned else ""
    return SOURCE.format(
        package=family.package,
        version=family.version,
        slices=", ".join(family.slices),
        version_of_face=", ".join(sorted(versions)),
        kerning=kerning_note,
        reserved=reserved_note(licence),
    )


def reserved_note(licence: str) -> str:
    """What the licence says of reserved names, which a changed face may not bear (its condition 3)."""
    notice = licence.partition("This Font Software is licensed")[0]
    if "reserved font name" in notice.lower():
        raise SystemExit(f"the licence reserves the name of this font; rename the faces first:\n{notice}")
    return "Its copyright notice reserves no font name, so the changed faces keep their names."


# --- merging and cutting -----------------------------------------------------------------------------


def merged(slices: Iterable[Path]) -> TTFont:
    """One face from its slices, without layout tables; the first slice with a character draws it."""
    with TemporaryDirectory() as temporary:
        files = [Path(temporary) / f"{number}.ttf" for number, _ in enumerate(slices)]
        for source, file in zip(slices, files, strict=True):
            face = TTFont(source, recalcTimestamp=False)
            face.flavor = None
            drop_tables(face)
            face.save(file)
        face = Merger().merge([str(file) for file in files])
        face.recalcTimestamp = False
        face["head"].created = TTFont(files[0])["head"].created
        face["head"].modified = face["head"].created
    return face


def drop_tables(face: TTFont) -> None:
    """Leave out all tables that a printed page has no use for."""
    for tag in set(face.keys()) - KEPT_TABLES - {"GlyphOrder"}:
        del face[tag]


def cut(face: TTFont) -> None:
    """Leave out hints, glyph names, other names, and glyphs without a character."""
    options = Options(hinting=False, notdef_outline=True, glyph_names=False, legacy_cmap=False)
    options.name_IDs = list(KEPT_NAMES)
    options.name_languages = [0x409]
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=[code for code in face.getBestCmap() if drawn(code)])
    subsetter.subset(face)
    drop_tables(face)
    face["cmap"].tables = [table for table in face["cmap"].tables if table.format == 4]
    face["name"].setName("SIL Open Font License, Version 1.1", 13, 3, 1, 0x409)


def drawn(code: int) -> bool:
    """Whether a character is one that can be seen, or a space."""
    return unicodedata.category(chr(code)) not in LEFT_OUT


# --- kerning -----------------------------------------------------------------------------------------


def kerning(slices: Iterable[Path]) -> dict[str, int]:
    """Kern pairs of a face, in thousandths of the type size."""
    pairs: dict[str, int] = {}
    for file in slices:
        pairs = kern_pairs(TTFont(file)) | pairs
    return dict(sorted(pairs.items()))


def kern_pairs(face: TTFont) -> dict[str, int]:
    """Kern pairs of one slice: the sum over the lookups of the `kern` feature."""
    names = {c: glyph for code, glyph in face.getBestCmap().items() if (c := chr(code)) in KERNED}
    lookups = [list(pair_tables(lookup)) for lookup in kern_lookups(face["GPOS"].table)]
    per_unit = 1000 / face["head"].unitsPerEm
    pairs = {}
    for a, b in itertools.product(names, repeat=2):
        units = sum(first_match(tables, names[a], names[b]) for tables in lookups)
        value = round(units * per_unit)
        if abs(value) >= SMALLEST_KERN:
            pairs[a + b] = value
    return pairs


def kern_lookups(table: Any) -> list[Any]:
    """The lookups of the `kern` feature of the default script."""
    scripts = {record.ScriptTag: record.Script for record in table.ScriptList.ScriptRecord}
    features = table.FeatureList.FeatureRecord
    used = [features[index] for index in scripts["DFLT"].DefaultLangSys.FeatureIndex]
    numbers = {n for record in used if record.FeatureTag == "kern" for n in record.Feature.LookupListIndex}
    return [table.LookupList.Lookup[n] for n in sorted(numbers)]


def pair_tables(lookup: Any) -> Iterator[Any]:
    """The pair tables of a lookup (GPOS type 2), those in extensions (type 9) too."""
    for table in lookup.SubTable:
        inner = table.ExtSubTable if table.LookupType == 9 else table
        if inner.LookupType == 2:
            yield inner


def first_match(tables: Iterable[Any], first: str, second: str) -> int:
    """What the first table that knows the pair adds to the advance of its first glyph; 0 without one."""
    for table in tables:
        value = by_glyph(table, first, second) if table.Format == 1 else by_class(table, first, second)
        if value is not None:
            return value
    return 0


def by_glyph(table: Any, first: str, second: str) -> int | None:
    """The value of a pair in a table of single pairs (format 1); None where it is not there."""
    if first not in table.Coverage.glyphs:
        return None
    records = table.PairSet[table.Coverage.glyphs.index(first)].PairValueRecord
    return next((advance(record.Value1) for record in records if record.SecondGlyph == second), None)


def by_class(table: Any, first: str, second: str) -> int | None:
    """The value of a pair in a table of classes (format 2), which knows all pairs of its first glyphs."""
    if first not in table.Coverage.glyphs:
        return None
    row = table.Class1Record[table.ClassDef1.classDefs.get(first, 0)]
    return advance(row.Class2Record[table.ClassDef2.classDefs.get(second, 0)].Value1)


def advance(value: Any) -> int:
    """The change of the advance in a value record."""
    return getattr(value, "XAdvance", 0)


def write_kerning(pairs: dict[str, int], file: Path) -> None:
    """Write kern pairs without blanks."""
    file.write_text(json.dumps(pairs, separators=(",", ":")) + "\n", encoding="ascii")
    print(f"{file.parent.name}/{file.name}: {len(pairs)} pairs, {file.stat().st_size} bytes")


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
