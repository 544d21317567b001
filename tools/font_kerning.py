"""Kern pairs of a face, as its layout tables give them (GPOS), for tools/build_fonts.py."""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from fontTools.ttLib import TTFont

KERNED = [chr(code) for code in range(0x21, 0x7F)] + list("‘’“”–")
SMALLEST_KERN = 8
"""In thousandths of the type size; less is not seen."""


def kern_pairs(face: TTFont) -> dict[str, int]:
    """Kern pairs of a face, in thousandths of the type size: the sum over the lookups of `kern`."""
    names = {c: glyph for code, glyph in face.getBestCmap().items() if (c := chr(code)) in KERNED}
    lookups = [list(pair_tables(lookup)) for lookup in kern_lookups(face["GPOS"].table)]
    per_unit = 1000 / face["head"].unitsPerEm
    pairs = {}
    for a, b in itertools.product(names, repeat=2):
        units = sum(first_match(tables, names[a], names[b]) for tables in lookups)
        value = round(units * per_unit)
        if abs(value) >= SMALLEST_KERN:
            pairs[a + b] = value
    return dict(sorted(pairs.items()))


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
