"""A list of people: a model that holds the pages it has shown, rows of one height painted by a delegate."""

from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from app.queries.caseload import CaseloadPage, CaseloadRow
from app.texts import mark, say
from ui import theme
from ui.icons import pixmap
from ui.widgets.altered_rows import tell_altered
from ui.widgets.text import paint_initials

Index = QModelIndex | QPersistentModelIndex
ROW = Qt.ItemDataRole.UserRole


class PeopleModel(QAbstractListModel):
    """The rows shown so far; `more_wanted` asks for the page that begins after its argument."""

    more_wanted = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._rows: list[CaseloadRow] = []
        self._after: object = None
        self._is_fetching = False

    def show_page(self, page: CaseloadPage) -> None:
        """Show the first page of another question; where the same people stand, each keeps its place."""
        self._after, self._is_fetching = page.after, False
        before, rows = self._rows, list(page.rows)
        if [each.id for each in before] == [each.id for each in rows]:
            self._rows = rows
            tell_altered(self, before, rows)
            return
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def add_page(self, page: CaseloadPage) -> None:
        """Show the next page below."""
        self._is_fetching = False
        self._after = page.after
        if page.rows:
            self.beginInsertRows(QModelIndex(), len(self._rows), len(self._rows) + len(page.rows) - 1)
            self._rows.extend(page.rows)
            self.endInsertRows()

    def rowCount(self, parent: Index | None = None) -> int:
        """Return how many rows are shown so far."""
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the name, the row itself, or what a screen reader says."""
        row = self._rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return row.name
        if role == ROW:
            return row
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(part for part in (row.name, row.number, _place(row)) if part)
        return None

    def canFetchMore(self, _parent: Index) -> bool:
        """Tell whether there is another page."""
        return self._after is not None and not self._is_fetching

    def fetchMore(self, _parent: Index) -> None:
        """Ask for the next page."""
        self._is_fetching = True
        self.more_wanted.emit(self._after)


class PeopleList(QListView):
    """The list on the screen; `chosen` tells the id of a citizen by click or Enter."""

    chosen = Signal(str)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.rows = PeopleModel()
        self.setObjectName("Rows")
        self.setAccessibleName(say(name))
        self.setModel(self.rows)
        self.setItemDelegate(_PersonDelegate(self))
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setMouseTracking(True)
        self.clicked.connect(self._choose)
        self.activated.connect(self._choose)
        self._last: str | None = None

    def choose_current(self) -> None:
        """Choose the current row, else the first."""
        index = self.currentIndex() if self.currentIndex().isValid() else self.rows.index(0, 0)
        if index.isValid():
            self._choose(index)

    def _choose(self, index: QModelIndex) -> None:
        row: CaseloadRow = index.data(ROW)
        self.chosen.emit(row.id)


class _PersonDelegate(QStyledItemDelegate):
    """Paints a person: initials, name, number, address."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(320, round(64 * theme.current().scale))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: CaseloadRow = index.data(ROW)
        field: QRect = option.rect
        state: QStyle.StateFlag = option.state
        look = theme.current()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_ground(painter, field, state)
        side = round(field.height() * 0.62)
        face = QRect(field.x() + 16, field.center().y() - side // 2, side, side)
        paint_initials(painter, face, row.initials)
        wide = field.width() >= round(560 * look.scale)
        words = field.adjusted(face.right() - field.x() + 14, 0, -16, 0)
        _paint_words(painter, words, row, wide=wide)
        painter.restore()


def paint_ground(painter: QPainter, field: QRect, state: QStyle.StateFlag) -> None:
    """Paint the ground of a row: chosen, under the pointer, in focus; and the line below it."""
    look = theme.current()
    inner = field.adjusted(4, 2, -4, -2)
    is_chosen = bool(state & QStyle.StateFlag.State_Selected)
    painter.setPen(Qt.PenStyle.NoPen)
    if is_chosen or state & QStyle.StateFlag.State_MouseOver:
        ground = QColor(look.colour("brand_tint"))
        ground.setAlphaF(1.0 if is_chosen else 0.5)
        painter.setBrush(ground)
        painter.drawRoundedRect(inner, 10, 10)
    if state & QStyle.StateFlag.State_HasFocus or (is_chosen and look.mode is theme.Mode.CONTRAST):
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(look.colour("focus"), look.size("line_strong")))
        painter.drawRoundedRect(inner, 10, 10)


def _paint_words(painter: QPainter, field: QRect, row: CaseloadRow, *, wide: bool) -> None:
    look = theme.current()
    half = field.height() // 2
    upper = QRect(field.x(), field.y() + 4, field.width(), half - 4)
    lower = QRect(field.x(), field.y() + half, field.width(), half - 4)
    painter.setFont(look.font("card", weight="strong"))
    painter.setPen(look.colour("ink"))
    name_flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom
    painter.drawText(upper, name_flags, _cut(painter, row.name, upper.width()))
    painter.setFont(look.font("body"))
    painter.setPen(look.colour("muted"))
    place = _place(row)
    if wide:
        right = QRect(field.right() - field.width() // 2, field.y(), field.width() // 2, field.height())
        if row.is_protected:
            size = look.size("icon_small")
            width = painter.fontMetrics().horizontalAdvance(place) + size + 8
            painter.drawPixmap(
                right.right() - width, right.center().y() - size // 2, pixmap("lock", look.colour("muted"), size=size)
            )
        flags = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(right, flags, _cut(painter, place, right.width()))
        place = ""
    about = " · ".join(part for part in (row.number, place) if part)
    painter.drawText(lower, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop, _cut(painter, about, lower.width()))


def _place(row: CaseloadRow) -> str:
    return say(mark("people", "Beskyttet adresse")) if row.is_protected else row.address


def _cut(painter: QPainter, text: str, width: int) -> str:
    return painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, width)
