"""Glyphs: what the shipped fonts can show and how wide it is, read from the font files themselves."""

import struct
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

import resources

TEXT_FONT = "fonts/source-sans-3/SourceSans3-Regular.ttf"
STRONG_FONT = "fonts/source-sans-3/SourceSans3-SemiBold.ttf"
OTHER_FONTS = {
    "Noto Emoji": "fonts/noto-emoji/NotoEmoji-Regular.ttf",
    "Noto Sans Arabic": "fonts/noto-sans-arabic/NotoSansArabic-Regular.ttf",
    "Noto Sans Hebrew": "fonts/noto-sans-hebrew/NotoSansHebrew-Regular.ttf",
}
"""Taken for what the text font lacks: signs that people type, and the two scripts written from the right."""

SUBSTITUTE = "□"
"""Stands where no shipped font has a glyph."""
_UNKNOWN_WIDTH = 0.7
_MARKS = ("Mn", "Me", "Mc")
"""Categories of what stands above, below or round the letter before it."""
_FLAGS = {0x1F1E6 + place: chr(ord("A") + place) for place in range(26)}


@dataclass(frozen=True, slots=True)
class Font:
    """One font: the width of each character it has, as a share of the size."""

    widths: Mapping[int, float]

    def width(self, text: str, size: float) -> float:
        """Return how wide *text* is at *size*, without kerning."""
        return size * sum(self.widths.get(ord(each), _UNKNOWN_WIDTH) for each in text)


@cache
def font(name: str) -> Font:
    """Return the shipped font *name*, such as `TEXT_FONT`."""
    content = resources.path(name).read_bytes()
    tables = dict(_tables(content))
    advances = _advances(content, tables)
    return Font(
        {character: advances[min(glyph, len(advances) - 1)] for character, glyph in _characters(content, tables)}
    )


def printable(text: str) -> str:
    """Return *text* with only what the shipped fonts show; all else becomes one visible sign, never a gap.

    Line ends stay. Control characters, which show nothing anywhere, go; so do marks that the font of their letter
    lacks, and what would join emoji into one. Flags are told by the letters of their country.
    """
    if _plain().issuperset(text):
        return text
    made: list[str] = []
    font_of_letter = ""
    for each in text.translate(_FLAGS):
        category = unicodedata.category(each)
        if category in _MARKS:
            made.append(each if font_of_letter and ord(each) in font(font_of_letter).widths else "")
            continue
        shown = _shown(each)
        font_of_letter = _file_of(_family(shown)) if shown and category.startswith("L") else ""
        made.append(shown)
    return "".join(made)


def _file_of(family: str | None) -> str:
    return OTHER_FONTS[family] if family else TEXT_FONT


def joins(text: str) -> bool:
    """Tell whether *text* needs glyphs joined or another font: the compiler writes it, since a drawing joins none."""
    return any(_family(each) is not None or unicodedata.category(each) in _MARKS for each in text)


def runs(text: str) -> list[tuple[str | None, str]]:
    """Return *text* in pieces, each with the family that shows it; None is the text font. Spaces stay in their piece.

    For pictures: their readers take one font for a whole piece.
    """
    made: list[tuple[str | None, str]] = []
    for each in text:
        stays = made and (each == " " or unicodedata.category(each) in _MARKS)
        family = made[-1][0] if stays else _family(each)
        if made and made[-1][0] == family:
            made[-1] = (family, made[-1][1] + each)
        else:
            made.append((family, each))
    return made


def width(text: str, size: float, *, is_strong: bool = False) -> float:
    """Return how wide *text* is at *size* in the fonts that show it, without kerning."""
    return size * sum(_advance(each, STRONG_FONT if is_strong else TEXT_FONT) for each in text)


@cache
def _advance(character: str, own: str) -> float:
    return font(OTHER_FONTS.get(_family(character) or "", own)).width(character, 1.0)


@cache
def _family(character: str) -> str | None:
    if ord(character) in font(TEXT_FONT).widths:
        return None
    return next((family for family, name in OTHER_FONTS.items() if ord(character) in font(name).widths), None)


@cache
def _shown(character: str) -> str:
    category = unicodedata.category(character)
    if character == "\n":
        return character
    if category in ("Cc", "Cf"):
        return " " if character == "\t" else ""
    return character if ord(character) in _covered() and category != "Co" else SUBSTITUTE


@cache
def _plain() -> frozenset[str]:
    """Return the characters that stay as they are wherever they stand: most texts hold no others."""
    known = (chr(each) for each in font(TEXT_FONT).widths)
    return frozenset(each for each in known if _shown(each) == each and unicodedata.category(each) not in _MARKS)


@cache
def _covered() -> frozenset[int]:
    return frozenset().union(*(font(name).widths for name in (TEXT_FONT, *OTHER_FONTS.values())))


def _tables(content: bytes) -> Iterator[tuple[bytes, int]]:
    """Yield (tag, offset) of each table (OpenType 1.9, «Table directory»)."""
    (count,) = struct.unpack_from(">4xH", content)
    for each in range(count):
        tag, offset = struct.unpack_from(">4s4xI", content, 12 + 16 * each)
        yield tag, offset


def _advances(content: bytes, tables: Mapping[bytes, int]) -> list[float]:
    (units,) = struct.unpack_from(">H", content, tables[b"head"] + 18)
    (count,) = struct.unpack_from(">H", content, tables[b"hhea"] + 34)
    pairs = struct.iter_unpack(">Hh", content[tables[b"hmtx"] : tables[b"hmtx"] + 4 * count])
    return [advance / units for advance, _ in pairs]


def _characters(content: bytes, tables: Mapping[bytes, int]) -> Iterator[tuple[int, int]]:
    """Yield (character, glyph), from the widest of the character maps (OpenType 1.9, «cmap»)."""
    at = tables[b"cmap"]
    (count,) = struct.unpack_from(">2xH", content, at)
    maps = [at + struct.unpack_from(">4xI", content, at + 4 + 8 * each)[0] for each in range(count)]
    formats = {struct.unpack_from(">H", content, place)[0]: place for place in maps}
    if 12 in formats:
        yield from _groups(content, formats[12])
    elif 4 in formats:
        yield from _segments(content, formats[4])


def _groups(content: bytes, at: int) -> Iterator[tuple[int, int]]:
    (count,) = struct.unpack_from(">12xI", content, at)
    for each in range(count):
        first, last, glyph = struct.unpack_from(">III", content, at + 16 + 12 * each)
        yield from zip(range(first, last + 1), range(glyph, glyph + last - first + 1), strict=True)


def _segments(content: bytes, at: int) -> Iterator[tuple[int, int]]:
    (double,) = struct.unpack_from(">6xH", content, at)
    count = double // 2
    ends, starts = (struct.unpack_from(f">{count}H", content, at + 14 + skip) for skip in (0, double + 2))
    deltas, offsets = (struct.unpack_from(f">{count}H", content, at + 16 + skip) for skip in (2 * double, 3 * double))
    for place, (first, last) in enumerate(zip(starts, ends, strict=True)):
        for character in range(first, last + 1 if last < 0xFFFF else last):
            glyph = character
            if offsets[place]:
                where = at + 16 + 3 * double + 2 * place + offsets[place] + 2 * (character - first)
                (glyph,) = struct.unpack_from(">H", content, where)
            if glyph:
                yield character, (glyph + deltas[place]) % 0x10000
