"""Card size: how wide words are and how high a card must be to be read whole; reckoned from letters, nothing drawn."""

from collections.abc import Iterator
from math import ceil

from app.domain.board import NOTE_SIZE

LINE = 1.26
"""The height of a line of a title, as a share of its letters' size."""
TITLE, MEETING_TITLE = 15.0, 16.0
"""The size of the letters of a title in board units, at work and where everyone reads along."""
_ROOM = 171.0
"""What a card of the usual width leaves for its title."""
_BAND, _FOOT = 34.0, 32.0
"""Board units above a title, and below it for the foot."""
_FITS_SURELY = 36
"""Letters that no usual card is too low for."""
_USUAL_LINES = 3
_SAFE = 1.02
"""Kerning and rounding may widen a word by so much."""
_WIDTHS = {
    letter: width / 100
    for width, letters in (
        (26, " ijlI'|"), (34, "!,.:;t"), (38, "()/[]fr"), (47, "1-–"), (55, '"*?s'), (58, "Lakxz7Jc"),
        (62, "Fevyéèê5Ehnouüöáàäíóú2bdpqgı«»"), (66, "#3689PRSZ04&BT+="), (71, "KYDX"), (75, "AVÄCUGHÉÜ"),
        (78, "NOQÖ"), (84, "w"), (91, "mM…"), (102, "%@W—"),
    )
    for letter in letters
}  # fmt: skip
_AS_WIDE_AS = {0xE5: "a", 0xE6: "m", 0xF8: "o", 0xC5: "A", 0xC6: "W", 0xD8: "O"}
"""The last letters of the Danish alphabet, small and large, each beside another one of its width."""
_WIDTHS |= {chr(letter): _WIDTHS[other] for letter, other in _AS_WIDE_AS.items()}
_UNKNOWN = 1.0


def word_width(word: str) -> float:
    """Return how wide *word* is in the letters of a title, as a multiple of their size; never too little."""
    return sum(_WIDTHS.get(letter, _UNKNOWN) for letter in word) * _SAFE


def line_widths(text: str, room: float) -> Iterator[float]:
    """Yield the widths of the lines that *text* takes where each has *room*, all as multiples of the letters' size.

    A word that is longer than a line has one of its own.
    """
    space, used = word_width(" "), 0.0
    for word in text.split():
        wide = word_width(word)
        if used and used + space + wide > room:
            yield used
            used = 0.0
        used += wide + (space if used else 0.0)
    if used:
        yield used


def card_height(title: str | None, *, meeting: bool = False, least: float = NOTE_SIZE[1]) -> float:
    """Return how high a card of the usual width is in board units, so that *title* can be read whole."""
    if title is None or len(title) <= _FITS_SURELY:
        return least
    return max(least, _needed(title, MEETING_TITLE if meeting else TITLE))


def _needed(title: str, size: float) -> float:
    count = sum(1 for _ in line_widths(title, _ROOM / size))
    return float(ceil(_BAND + count * size * LINE + _FOOT)) if count > _USUAL_LINES else 0.0
