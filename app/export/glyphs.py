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
_JOINERS = frozenset("\u200c\u200d\ufe0e\ufe0f")
"""Join or choose the form of the letters round them; shown by nothing of their own."""


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

    Line ends stay. Control characters, which show nothing anywhere, go.
    """
    return "".join(_shown(each) for each in text)


def runs(text: str) -> list[tuple[str | None, str]]:
    """Return *text* in pieces, each with the family that shows it; None is the text font.

    For pictures: their readers choose one font for a whole line where nothing else is said.
    """
    made: list[tuple[str | None, str]] = []
    for each in text:
        family = made[-1][0] if made and each in _JOINERS else _family(each)
        if made and made[-1][0] == family:
            made[-1] = (family, made[-1][1] + each)
        else:
            made.append((family, each))
    return made


@cache
def _family(character: str) -> str | None:
    if ord(character) in font(TEXT_FONT).widths:
        return None
    return next((family for family, name in OTHER_FONTS.items() if ord(character) in font(name).widths), None)


@cache
def _shown(character: str) -> str:
    if character in "\n\t" or character in _JOINERS:
        return character
    if unicodedata.category(character) in ("Cc", "Cf"):
        return ""
    return character if ord(character) in _covered() else SUBSTITUTE


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
