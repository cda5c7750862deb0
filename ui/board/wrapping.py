"""Wrapping a title into lines: word widths are measured once, then every zoom is arithmetic."""

from PySide6.QtGui import QFontMetricsF

ELLIPSIS = "…"
_KEPT = 4
"""So many ways of breaking a text are kept: at one zoom a title and a foot are asked for a few."""


class Wrapped:
    """A text with the widths of its words at one font, broken into lines of any width without measuring again."""

    __slots__ = ("_lines", "_metrics", "_space", "_widths", "_words")

    def __init__(self, text: str, metrics: QFontMetricsF) -> None:
        self._words = text.split()
        self._metrics = metrics
        self._widths = [metrics.horizontalAdvance(word) for word in self._words]
        self._space = metrics.horizontalAdvance(" ")
        self._lines: dict[tuple[float, int], list[str]] = {}

    def lines(self, width: float, count: int) -> list[str]:
        """Return at most *count* lines no wider than *width*; what is left out ends in an ellipsis."""
        if (width, count) not in self._lines:
            if len(self._lines) >= _KEPT:
                self._lines.clear()
            self._lines[width, count] = self._broken(width, count)
        return self._lines[width, count]

    def needs_more(self, width: float, count: int) -> bool:
        """Tell whether *count* lines of that width leave something out."""
        return any(line.endswith(ELLIPSIS) for line in self.lines(width, count))

    def _broken(self, width: float, count: int) -> list[str]:
        lines: list[str] = []
        line: list[str] = []
        used = 0.0
        for place, (word, wide) in enumerate(zip(self._words, self._widths, strict=True)):
            if line and used + self._space + wide > width:
                if len(lines) + 1 >= count:
                    return [*lines, self._cut(" ".join([*line, *self._words[place:]]), width)]
                lines.append(self._within(line, used, width))
                line, used = [], 0.0
            used += wide + (self._space if line else 0.0)
            line.append(word)
        return [*lines, self._within(line, used, width)][:count]

    def _within(self, line: list[str], used: float, width: float) -> str:
        """Return a line that takes *used*; one word may be too long for it."""
        text = " ".join(line)
        return text if used <= width else self._cut(text, width)

    def _cut(self, text: str, width: float) -> str:
        room = width - self._metrics.horizontalAdvance(ELLIPSIS)
        kept = text
        while kept and self._metrics.horizontalAdvance(kept) > room:
            kept = kept[: max(0, min(len(kept) - 1, int(len(kept) * room / self._metrics.horizontalAdvance(kept))))]
        return kept.rstrip() + ELLIPSIS
