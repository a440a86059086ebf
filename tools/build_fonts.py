"""
Build `data/fonts/MasarSans-*.ttf` from IBM Plex Sans and IBM Plex Sans Arabic.

    pip download --no-deps fontpkg-ibm-plex-sans-arabic==1.101 -d DOWNLOADS
    npm pack @expo-google-fonts/ibm-plex-sans@0.4.1 --pack-destination DOWNLOADS
    python tools/build_fonts.py DOWNLOADS data/fonts

Why a derived font. Plex Sans Arabic draws pairs such as lam-alef as one glyph for two letters, and a
reader of PDF turns such a pair round (it finds "فالديفوستوك"), so the name cannot be found or copied.
Here each of these ligatures is two glyphs, one a letter: the first carries the drawing, the second is
empty, and together they are as wide as before. Both scripts stand in one file, so a line of mixed
text needs no second font, and the marks that isolate text of another direction have empty glyphs.

The Open Font License allows this under another name ("Plex" is reserved). No drawing is changed; gaps
between two letters of a word are limited, since a wide one reads as a space.
"""

import argparse
import io
import tarfile
import tempfile
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from fontTools import subset
from fontTools.merge import Merger
from fontTools.otlLib.builder import buildCoverage
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont, newTable
from fontTools.ttLib.tables import otTables

ARABIC = ["0600-06FF", "0750-077F", "FB50-FDFF", "FE70-FEFC", "25CC"]
LATIN = [
    "0020-024F",
    "0300-0333",
    "0370-03FF",
    "0400-052F",
    "1E00-1EFF",
    "2000-206F",
    "2070-20BF",
    "2100-22FF",
    "25A0-25CF",
]
FEATURES = ["ccmp", "locl", "init", "medi", "fina", "isol", "rlig", "calt", "kern", "mark", "mkmk"]
FORMAT_MARKS = [
    0x00AD,
    0x061C,
    0x200B,
    0x200C,
    0x200D,
    0x200E,
    0x200F,
    *range(0x202A, 0x202F),
    *range(0x2066, 0x206A),
    0xFEFF,
]
THIN_SPACES = {0x2009: 200, 0x202F: 200}
WEIGHTS = {"Regular": 400, "SemiBold": 600}
BUILT = 3_849_984_000  # 1 January 2026, in seconds since 1904: the same fonts from the same packages
WIDEST_KERN = 85
TAIL_WIDTH = 160  # of 1000 units to the em; every ligature is wider


def main() -> None:
    """Read the two downloads, write one font a weight."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("downloads", type=Path)
    parser.add_argument("out", type=Path)
    options = parser.parse_args()
    arabic_wheel = zipfile.ZipFile(next(options.downloads.glob("fontpkg_ibm_plex_sans_arabic-*.whl")))
    latin_path = next(options.downloads.glob("expo-google-fonts-ibm-plex-sans-*.tgz"))
    for style, weight in WEIGHTS.items():
        arabic = arabic_wheel.read(f"fontpkg_ibm_plex_sans_arabic/files/IBMPlexSansArabic-{style}.ttf")
        with tarfile.open(latin_path) as pack:
            member = pack.extractfile(f"package/{weight}{style}/IBMPlexSans_{weight}{style}.ttf")
            assert member is not None
            latin = member.read()
        font = merge_fonts(prepare_latin(latin), prepare_arabic(arabic))
        name_font(font, style, weight)
        font.save(options.out / f"MasarSans-{style}.ttf", reorderTables=True)
        print(
            style, len(font.getGlyphOrder()), "glyphs", (options.out / f"MasarSans-{style}.ttf").stat().st_size, "bytes"
        )


def reduce_font(data: bytes, ranges: list[str], edit: Callable[[TTFont], None]) -> TTFont:
    """Apply an edit, then keep the code points and features wanted, without hinting."""
    font = TTFont(io.BytesIO(data), recalcTimestamp=False)
    edit(font)
    options = subset.Options(
        layout_features=FEATURES,
        hinting=False,
        glyph_names=True,
        name_IDs=["*"],
        drop_tables=["DSIG", "meta", "STAT", "gasp"],
        notdef_outline=True,
        recalc_bounds=True,
    )
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=subset.parse_unicodes(",".join(ranges)))
    subsetter.subset(font)
    return font


def prepare_latin(data: bytes) -> TTFont:
    """Return Latin, Greek and Cyrillic with their punctuation."""
    return reduce_font(data, LATIN, add_empty_glyphs)


def prepare_arabic(data: bytes) -> TTFont:
    """Return Arabic with its ligatures split."""
    return reduce_font(data, ARABIC, split_ligatures)


def add_empty_glyphs(font: TTFont) -> None:
    """Give format marks an empty glyph, and thin spaces a width."""
    for code, width in {**dict.fromkeys(FORMAT_MARKS, 0), **THIN_SPACES}.items():
        name = f"uni{code:04X}"
        if code not in font.getBestCmap():
            add_glyph(font, name, width)
            for table in font["cmap"].tables:
                if table.isUnicode():
                    table.cmap[code] = name


def add_glyph(font: TTFont, name: str, width: int, base: str = "", shift: int = 0) -> None:
    """Add a glyph that is empty, or the glyph `base` moved by `shift` units."""
    pen = TTGlyphPen(font.getGlyphSet())
    if base:
        pen.addComponent(base, (1, 0, 0, 1, shift, 0))
    glyph = pen.glyph()
    font["glyf"][name] = glyph  # also extends the glyph order
    glyph.recalcBounds(font["glyf"])
    font["hmtx"][name] = (width, getattr(glyph, "xMin", 0))


def split_ligatures(font: TTFont) -> None:
    """Turn each required ligature of two letters into two glyphs."""
    lookups = font["GSUB"].table.LookupList.Lookup
    index = feature_lookups(font["GSUB"].table, "rlig")[0]
    pairs = ligature_pairs(lookups[index])
    heads = {}
    for ligature in sorted({lig for seconds in pairs.values() for lig in seconds.values()}):
        heads[ligature] = f"{ligature}.head"
        add_glyph(font, heads[ligature], font["hmtx"][ligature][0] - TAIL_WIDTH, ligature, -TAIL_WIDTH)
    for short in [
        name for name in font.getGlyphOrder() if name.removesuffix(".short") in heads and name.endswith(".short")
    ]:
        heads[short] = f"{short}.head"
        add_glyph(font, heads[short], font["hmtx"][short][0] - TAIL_WIDTH, short, -TAIL_WIDTH)
    tails = {second: f"{second}.tail" for second in sorted({s for seconds in pairs.values() for s in seconds})}
    for tail in tails.values():
        add_glyph(font, tail, TAIL_WIDTH)
    lookups[index] = pair_lookup(font, lookups, pairs, heads, tails, flag=lookups[index].LookupFlag)
    shorten_before_deep_letters(font, lookups, heads, tails)
    attach_marks(font, heads, tails, pairs)
    kern_tails(font, tails, pairs)
    limit_kerning(font)
    classes = font["GDEF"].table.GlyphClassDef.classDefs
    classes.update(dict.fromkeys([*heads.values(), *tails.values()], 1))


def feature_lookups(table: Any, tag: str) -> list[int]:
    """Return the lookups of a feature, in order."""
    records = [r for r in table.FeatureList.FeatureRecord if r.FeatureTag == tag]
    return sorted({i for r in records for i in r.Feature.LookupListIndex})


def ligature_pairs(lookup: Any) -> dict[str, dict[str, str]]:
    """Return `{first: {second: ligature}}`."""
    pairs: dict[str, dict[str, str]] = {}
    for table in lookup.SubTable:
        for first, ligatures in table.ligatures.items():
            for ligature in ligatures:
                (second,) = ligature.Component
                pairs.setdefault(first, {})[second] = ligature.LigGlyph
    return pairs


def single_lookup(mapping: dict[str, str], flag: int) -> Any:
    """Return a lookup that puts one glyph for another."""
    table = otTables.SingleSubst()
    table.mapping = mapping
    lookup = otTables.Lookup()
    lookup.LookupType, lookup.LookupFlag, lookup.SubTable, lookup.SubTableCount = 1, flag, [table], 1
    return lookup


def chain_table(font: TTFont, inputs: list[set[str]], ahead: list[set[str]], records: list[tuple[int, int]]) -> Any:
    """Return a contextual rule: where `inputs` stand before `ahead`, apply lookups at positions."""
    order = font.getReverseGlyphMap(rebuild=True)
    table = otTables.ChainContextSubst()
    table.Format = 3
    table.BacktrackCoverage, table.BacktrackGlyphCount = [], 0
    table.InputCoverage, table.InputGlyphCount = [buildCoverage(g, order) for g in inputs], len(inputs)
    table.LookAheadCoverage, table.LookAheadGlyphCount = [buildCoverage(g, order) for g in ahead], len(ahead)
    table.SubstLookupRecord, table.SubstCount = [], len(records)
    for position, index in records:
        record = otTables.SubstLookupRecord()
        record.SequenceIndex, record.LookupListIndex = position, index
        table.SubstLookupRecord.append(record)
    return table


def pair_lookup(
    font: TTFont,
    lookups: list[Any],
    pairs: dict[str, dict[str, str]],
    heads: dict[str, str],
    tails: dict[str, str],
    *,
    flag: int,
) -> Any:
    """Return the lookup that stands in for the ligatures: letter by letter, in context."""
    lookup = otTables.Lookup()
    lookup.LookupType, lookup.LookupFlag, lookup.SubTable = 6, flag, []
    for second, tail in tails.items():
        firsts = {first: heads[seconds[second]] for first, seconds in pairs.items() if second in seconds}
        lookups += [single_lookup(firsts, flag), single_lookup({second: tail}, flag)]
        records = [(0, len(lookups) - 2), (1, len(lookups) - 1)]
        lookup.SubTable.append(chain_table(font, [set(firsts), {second}], [], records))
    lookup.SubTableCount = len(lookup.SubTable)
    return lookup


def shorten_before_deep_letters(font: TTFont, lookups: list[Any], heads: dict[str, str], tails: dict[str, str]) -> None:
    """Keep the rule that a descending ligature is shortened before jeem, ain and their like."""
    lookup = lookups[feature_lookups(font["GSUB"].table, "calt")[0]]
    rule = lookup.SubTable[0]
    shorter = {head: heads[f"{lig}.short"] for lig, head in heads.items() if f"{lig}.short" in heads}
    lookups.append(single_lookup(shorter, lookup.LookupFlag))
    deep = set(rule.LookAheadCoverage[0].glyphs)
    ahead = [set(tails.values()), deep]
    lookup.SubTable.append(chain_table(font, [set(shorter)], ahead, [(0, len(lookups) - 1)]))
    lookup.SubTableCount = len(lookup.SubTable)
    font["GSUB"].table.LookupList.LookupCount = len(lookups)


def attach_marks(font: TTFont, heads: dict[str, str], tails: dict[str, str], pairs: dict[str, dict[str, str]]) -> None:
    """Give heads and tails the mark positions of the ligature's two letters."""
    table = font["GPOS"].table
    index = next(i for i in feature_lookups(table, "mark") if table.LookupList.Lookup[i].LookupType == 5)
    old = table.LookupList.Lookup[index].SubTable[0]
    anchors: dict[str, list[Any]] = {}
    second_of = {lig: second for seconds in pairs.values() for second, lig in seconds.items()}
    for ligature, attach in zip(old.LigatureCoverage.glyphs, old.LigatureArray.LigatureAttach, strict=True):
        if ligature in heads and len(attach.ComponentRecord) == 2:
            first, second = (record.LigatureAnchor for record in attach.ComponentRecord)
            anchors[heads[ligature]] = [moved(a, -TAIL_WIDTH) for a in first]
            if ligature in second_of:
                anchors.setdefault(tails[second_of[ligature]], [moved(a, 0) for a in second])
    table.LookupList.Lookup.append(mark_lookup(font, old, anchors))
    table.LookupList.LookupCount += 1
    for record in table.FeatureList.FeatureRecord:
        if record.FeatureTag == "mark":
            record.Feature.LookupListIndex.append(table.LookupList.LookupCount - 1)
            record.Feature.LookupCount += 1


def mark_lookup(font: TTFont, old: Any, anchors: dict[str, list[Any]]) -> Any:
    """Return a mark-to-base lookup with the marks of `old`."""
    order = font.getReverseGlyphMap(rebuild=True)
    new = otTables.MarkBasePos()
    new.Format, new.ClassCount = 1, old.ClassCount
    new.MarkCoverage, new.MarkArray = old.MarkCoverage, old.MarkArray
    new.BaseCoverage = buildCoverage(set(anchors), order)
    new.BaseArray = otTables.BaseArray()
    new.BaseArray.BaseRecord = []
    for glyph in new.BaseCoverage.glyphs:
        record = otTables.BaseRecord()
        record.BaseAnchor = anchors[glyph]
        new.BaseArray.BaseRecord.append(record)
    new.BaseArray.BaseCount = len(anchors)
    lookup = otTables.Lookup()
    lookup.LookupType, lookup.LookupFlag, lookup.SubTable, lookup.SubTableCount = 4, 0, [new], 1
    return lookup


def moved(anchor: Any, shift: int) -> Any:
    """Return an anchor moved sideways."""
    if anchor is None:
        return None
    new = otTables.Anchor()
    new.Format, new.XCoordinate, new.YCoordinate = 1, anchor.XCoordinate + shift, anchor.YCoordinate
    return new


def kern_tails(font: TTFont, tails: dict[str, str], pairs: dict[str, dict[str, str]]) -> None:
    """Let the empty half of a ligature be kerned as the ligature is."""
    table = font["GPOS"].table
    order = font.getReverseGlyphMap(rebuild=True)
    ligatures = {second: [s[second] for s in pairs.values() if second in s] for second in tails}
    for index in feature_lookups(table, "kern"):
        for kerned in table.LookupList.Lookup[index].SubTable:
            if kerned.Format != 2:
                continue
            covered = set(kerned.Coverage.glyphs)
            found = {tails[s]: next((lig for lig in ligatures[s] if lig in covered), None) for s in tails}
            classes = {tail: kerned.ClassDef1.classDefs.get(lig, 0) for tail, lig in found.items() if lig}
            kerned.ClassDef1.classDefs.update({tail: number for tail, number in classes.items() if number})
            kerned.Coverage = buildCoverage(covered | set(classes), order)


def limit_kerning(font: TTFont) -> None:
    """Keep letters of a word together: a gap of a tenth of the size reads as a space in a PDF."""
    table = font["GPOS"].table
    for index in feature_lookups(table, "kern"):
        for kerned in table.LookupList.Lookup[index].SubTable:
            if kerned.Format == 1:
                records = [record for pair_set in kerned.PairSet for record in pair_set.PairValueRecord]
            else:
                records = [record for row in kerned.Class1Record for record in row.Class2Record]
            for value in (v for record in records for v in (record.Value1, record.Value2) if v is not None):
                for name in ("XAdvance", "XPlacement"):
                    if getattr(value, name, 0) > WIDEST_KERN:
                        setattr(value, name, WIDEST_KERN)


def merge_fonts(latin: TTFont, arabic: TTFont) -> TTFont:
    """Return one font of both; what both have is taken from the first."""
    with tempfile.TemporaryDirectory() as folder:
        paths = [f"{folder}/latin.ttf", f"{folder}/arabic.ttf"]
        for font, path in zip((latin, arabic), paths, strict=True):
            font.save(path)
        merged = Merger().merge(paths)
        data = io.BytesIO()
        merged.save(data)
    data.seek(0)
    return TTFont(data, recalcTimestamp=False)


def name_font(font: TTFont, style: str, weight: int) -> None:
    """Name the font, and set line metrics that hold both scripts."""
    table = font["name"] = newTable("name")
    table.names = []
    texts = {
        0: "Copyright 2017-2019 IBM Corp. Modified for Masar from IBM Plex Sans and IBM Plex Sans Arabic.",
        1: "Masar Sans" if style == "Regular" else f"Masar Sans {style}",
        2: "Regular",
        3: f"Masar Sans {style} 1.0",
        4: f"Masar Sans {style}",
        5: "Version 1.000",
        6: f"MasarSans-{style}",
        13: "This Font Software is licensed under the SIL Open Font License, Version 1.1.",
        14: "https://openfontlicense.org",
        16: "Masar Sans",
        17: style,
    }
    for number, value in texts.items():
        table.setName(value, number, 3, 1, 0x409)
    font["OS/2"].usWeightClass = weight
    font["OS/2"].achVendID = "MSAR"
    font["hhea"].ascent, font["hhea"].descent = 1085, -415
    font["OS/2"].sTypoAscender, font["OS/2"].sTypoDescender, font["OS/2"].sTypoLineGap = 1085, -415, 0
    font["OS/2"].usWinAscent, font["OS/2"].usWinDescent = 1120, 415
    font["head"].created = font["head"].modified = BUILT


if __name__ == "__main__":
    main()
