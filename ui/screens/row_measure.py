"""How high a row of the plan list is in one look; the view asks for every row, often: each text is measured once."""

from functools import cache, partial

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFont, QFontMetrics

from app.domain import KINDS
from app.domain.item import ITEM
from app.queries.awaits import AWAITS
from app.queries.plan_list import PlanRow
from app.queries.shared import shared_in_words
from app.queries.words import item_title
from app.texts import mark, say
from ui.theme import Theme

INDENT = 28
LEFT = 12
TICK = 44
MOST_LINES = 3
_SIDE = 230
_AFTER_KIND = 10
_HIGHEST = 10_000


class RowMeasure:
    """Widths and heights, in pixels, of the parts of a row in the letters of *look*."""

    def __init__(self, look: Theme) -> None:
        self.look = look
        self.plain = look.row()
        self.title_line = round(look.text("card") * 1.45)
        self.about_line = round(look.text() * 1.6)
        self._side = round(_SIDE * look.scale)
        self._titles = _Letters(look.font("card", weight="strong"))
        self._kinds = _Letters(look.font("body", weight="medium"))
        self._words = _Letters(look.font("body"))

    def side(self, width: int) -> int:
        """Return how wide the field of day and mark is in a row of *width*."""
        return min(self._side, width // 3)

    def room(self, row: PlanRow, width: int) -> int:
        """Return how wide the title may be."""
        return width - LEFT - TICK - row.depth * INDENT - self.side(width)

    def title_lines(self, row: PlanRow, width: int) -> int:
        """Return how many lines the title needs, three at most."""
        return min(MOST_LINES, self._titles.lines(item_title(row.item), self.room(row, width)))

    def about_lines(self, row: PlanRow, width: int) -> int:
        """Return how many lines there are below the title: its kind, and what is too long beside it beneath it."""
        told, room = about_in_words(row), self.room(row, width)
        if self.after_kind(kind_in_words(row)) + self._words.width(told) <= room:
            return 1
        return 1 + self._words.lines(told, room)

    def after_kind(self, kind: str) -> int:
        """Return where what is told beside *kind* begins."""
        return self._kinds.width(kind) + _AFTER_KIND

    def height(self, row: PlanRow, width: int) -> int:
        """Return the height of the lines of a row."""
        return self.title_lines(row, width) * self.title_line + self.about_lines(row, width) * self.about_line


class _Letters:
    """Texts in one font."""

    def __init__(self, font: QFont) -> None:
        metrics = QFontMetrics(font)
        self.width = cache(metrics.horizontalAdvance)
        self._wrapped = cache(partial(_lines_of, metrics))

    def lines(self, text: str, room: int) -> int:
        """Return how many lines *text* needs."""
        return 1 if self.width(text) < room and "\n" not in text else self._wrapped(text, room)


def _lines_of(metrics: QFontMetrics, text: str, room: int) -> int:
    field = QRect(0, 0, room, _HIGHEST)
    needed = metrics.boundingRect(field, int(Qt.TextFlag.TextWordWrap), text).height()
    return max(1, round(needed / metrics.lineSpacing()))


def kind_in_words(row: PlanRow) -> str:
    """Return what an item is."""
    return say(KINDS[ITEM].typed(row.item.type).label)


def about_in_words(row: PlanRow) -> str:
    """Return what is told of an item beside its kind."""
    told = [row.responsible, say(AWAITS) if row.awaits else ""]
    told += [say(mark("plan list", "ikke enig"))] if row.disagreement else []
    told += [shared_in_words(row.shared)] if row.shared else []
    return "  ·  ".join(each for each in told if each)
