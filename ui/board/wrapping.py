"""Wrapping a title into lines: word widths are measured once, then every zoom is arithmetic."""

from PySide6.QtGui import QFontMetricsF

ELLIPSIS = "…"


class Wrapped:
    """A text with the widths of its words at one font, broken into lines of any width without measuring again."""

    __slots__ = ("_asked_for", "_is_cut", "_lines", "_made_for", "_metrics", "_space", "_widths", "_words")

    def __init__(self, text: str, metrics: QFontMetricsF) -> None:
        self._words = text.split()
        self._metrics = metrics
        self._widths = [metrics.horizontalAdvance(word) for word in self._words]
        self._space = metrics.horizontalAdvance(" ")
        self._made_for: tuple[float, int] | None = None
        self._lines: list[str] = []
        self._asked_for: tuple[float, int] | None = None
        self._is_cut = False

    def lines(self, width: float, count: int) -> list[str]:
        """Return at most *count* lines no wider than *width*; what is left out ends in an ellipsis."""
        if self._made_for != (width, count):
            self._made_for = (width, count)
            self._lines = self._broken(width, count)
        return self._lines

    def needs_more(self, width: float, count: int) -> bool:
        """Tell whether *count* lines of that width leave something out."""
        if self._asked_for != (width, count):
            self._asked_for = (width, count)
            self._is_cut = any(line.endswith(ELLIPSIS) for line in self._broken(width, count))
        return self._is_cut

    def _broken(self, width: float, count: int) -> list[str]:
        lines: list[str] = []
        line: list[str] = []
        used = 0.0
        for place, (word, wide) in enumerate(zip(self._words, self._widths, strict=True)):
            if line and used + self._space + wide > width:
                if len(lines) + 1 >= count:
                    return self._shortened([*lines, " ".join([*line, *self._words[place:]])], width)
                lines.append(" ".join(line))
                line, used = [], 0.0
            used += wide + (self._space if line else 0.0)
            line.append(word)
        return self._shortened([*lines, " ".join(line)], width)[:count]

    def _shortened(self, lines: list[str], width: float) -> list[str]:
        """Cut what is too long: a line of one word, and the last line when words are left over."""
        return [self._cut(line, width) if self._is_long(line, width) else line for line in lines]

    def _is_long(self, line: str, width: float) -> bool:
        return self._metrics.horizontalAdvance(line) > width

    def _cut(self, text: str, width: float) -> str:
        room = width - self._metrics.horizontalAdvance(ELLIPSIS)
        kept = text
        while kept and self._metrics.horizontalAdvance(kept) > room:
            kept = kept[: max(0, min(len(kept) - 1, int(len(kept) * room / self._metrics.horizontalAdvance(kept))))]
        return kept.rstrip() + ELLIPSIS
