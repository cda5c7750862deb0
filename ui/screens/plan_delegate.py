"""How a row of the plan list is painted and written on."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QRect, QSize, Qt
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QLineEdit, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from app.domain.item import Item
from app.domain.record import Mark
from app.domain.values import TITLE_LENGTH, State
from app.queries.plan_list import PlanRow
from app.queries.words import item_title
from app.texts import mark, say
from ui import theme
from ui.icons import pixmap
from ui.marks import mark_look
from ui.screens.plan_model import ENTRY, Heading, Index, NewLine, PlanModel
from ui.screens.row_measure import INDENT, LEFT, MOST_LINES, TICK, RowMeasure, about_in_words, kind_in_words
from ui.widgets.people import paint_ground

_ABOVE = 9


class PlanDelegate(QStyledItemDelegate):
    """Paints rows; the round field at the left of a row turns «gjort» on and off."""

    def __init__(
        self, view: QListView, *, ticked: Callable[[Item], object], typed: Callable[[Item, str], object]
    ) -> None:
        super().__init__(view)
        self._view = view
        self._ticked = ticked
        self._typed = typed
        self.in_meeting = False
        self.has_server = True
        self._measured = RowMeasure(theme.current())

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the height of a row: the lines of its title, and the line below them."""
        entry = index.data(ENTRY)
        if not isinstance(entry, PlanRow):
            return QSize(240, self._measure.plain)
        return QSize(240, self._measure.height(entry, self._view.viewport().width()) + 2 * _ABOVE)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint a heading, an item or the line for a new one."""
        field: QRect = option.rect
        state: QStyle.StateFlag = option.state
        entry = index.data(ENTRY)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_ground(painter, field, state)
        if isinstance(entry, Heading):
            _paint_heading(painter, field, entry)
        elif isinstance(entry, NewLine):
            _paint_new_line(painter, field, entry)
        else:
            self._paint_row(painter, field, entry)
        painter.restore()

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, index: Index) -> QWidget:
        """Return the line to write a title on."""
        entry = index.data(ENTRY)
        editor = QLineEdit(parent)
        editor.setMaxLength(TITLE_LENGTH)
        editor.setAccessibleName(str(index.data(Qt.ItemDataRole.AccessibleTextRole)))
        if isinstance(entry, PlanRow):
            editor.textEdited.connect(lambda text: self._typed(entry.item, text))
        return editor

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        """Lay the line over the title."""
        field: QRect = option.rect
        entry = index.data(ENTRY)
        left = LEFT + TICK + (entry.depth * INDENT if isinstance(entry, PlanRow) else 0)
        height = min(field.height(), theme.current().row())
        editor.setGeometry(field.x() + left, field.center().y() - height // 2, field.width() - left - 16, height)

    def setModelData(self, editor: QWidget, model: QObject, index: Index) -> None:
        """Tell the title that was written."""
        if isinstance(editor, QLineEdit) and isinstance(model, PlanModel):
            by_enter = bool(editor.property("by_enter"))
            model.titled.emit(model.entry(index), editor.text(), by_enter)

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        """Let Esc keep what was written, as Enter does."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress and isinstance(editor, QLineEdit):
            is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            if is_enter or event.key() == Qt.Key.Key_Escape:
                editor.setProperty("by_enter", is_enter)
                self.commitData.emit(editor)
                self.closeEditor.emit(editor, QStyledItemDelegate.EndEditHint.NoHint)
                return True
        return super().eventFilter(editor, event)

    def editorEvent(self, event: QEvent, model: object, option: QStyleOptionViewItem, index: Index) -> bool:
        """Turn «gjort» where the round field is pressed."""
        entry = index.data(ENTRY)
        field: QRect = option.rect
        is_written = isinstance(model, PlanModel) and not model.is_read_only
        if is_written and isinstance(event, QMouseEvent) and isinstance(entry, PlanRow) and _can_be_done(entry.item):
            tick = QRect(field.x() + LEFT + entry.depth * INDENT - 4, field.y(), 48, field.height())
            if event.type() is QEvent.Type.MouseButtonRelease and tick.contains(event.position().toPoint()):
                self._ticked(entry.item)
                return True
        return super().editorEvent(event, model, option, index)  # type: ignore[arg-type]

    @property
    def _measure(self) -> RowMeasure:
        """What rows measure in the look of now."""
        if self._measured.look is not theme.current():
            self._measured = RowMeasure(theme.current())
        return self._measured

    def _paint_row(self, painter: QPainter, field: QRect, row: PlanRow) -> None:
        look, measure, width = theme.current(), self._measure, field.width()
        left = field.x() + LEFT + row.depth * INDENT
        self._paint_tick(painter, QRect(left + 6, field.y(), 26, field.height()), row)
        lines = measure.title_lines(row, width)
        title = QRect(left + TICK, field.y() + _ABOVE, measure.room(row, width), lines * measure.title_line)
        painter.setFont(look.font("card", weight="strong"))
        painter.setPen(look.colour("muted" if row.is_over else "ink"))
        text = item_title(row.item) or say(mark("plan list", "Uden titel"))
        flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap
        painter.drawText(title, flags, _cut(painter, text, title.width(), lines))
        about = measure.about_lines(row, width) * measure.about_line
        self._paint_about(painter, QRect(title.x(), title.bottom() + 1, title.width(), about), row)
        side = measure.side(width)
        self._paint_side(painter, QRect(field.right() - side, field.y(), side - 16, field.height()), row)

    def _paint_tick(self, painter: QPainter, field: QRect, row: PlanRow) -> None:
        look = theme.current()
        kind = look.kind(row.item.type, meeting=self.in_meeting)
        size = round(22 * look.scale**0.5)
        middle = field.center()
        circle = QRect(middle.x() - size // 2, middle.y() - size // 2, size, size)
        if not _can_be_done(row.item):
            painter.drawPixmap(circle.topLeft(), pixmap(kind.icon, kind.text, size=size))
            return
        painter.setPen(QPen(kind.text, 1.75))
        painter.setBrush(kind.tint)
        painter.drawEllipse(circle)
        if row.item.state is State.DONE:
            inner = size - 8
            painter.drawPixmap(circle.x() + 4, circle.y() + 4, pixmap("check", kind.text, size=inner, stroke=3))

    def _paint_about(self, painter: QPainter, field: QRect, row: PlanRow) -> None:
        look, label = theme.current(), kind_in_words(row)
        first = QRect(field.x(), field.y(), field.width(), self._measure.about_line)
        flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.setFont(look.font("body", weight="medium"))
        painter.setPen(look.kind(row.item.type, meeting=self.in_meeting).text)
        painter.drawText(first, flags, label)
        is_beside = field.height() == first.height()
        beside = first.adjusted(self._measure.after_kind(label), 0, 0, 0)
        rest = beside if is_beside else field.adjusted(0, first.height(), 0, 0)
        painter.setFont(look.font("body"))
        painter.setPen(look.colour("muted"))
        painter.drawText(rest, flags if is_beside else flags | Qt.TextFlag.TextWordWrap, about_in_words(row))

    def _paint_side(self, painter: QPainter, field: QRect, row: PlanRow) -> None:
        look = theme.current()
        told = self._mark(row)
        half = field.height() // 2
        day_field = QRect(field.x(), field.y() + 8, field.width(), half - 8) if told else field
        is_late = row.is_late and not self.in_meeting
        painter.setFont(look.font("body", weight="strong" if is_late else "medium"))
        painter.setPen(look.colour("warning" if is_late else "muted" if row.is_over else "ink"))
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        day = say(mark("plan list", "{day} · over tiden"), day=row.day) if is_late else row.day
        painter.drawText(
            day_field, right, painter.fontMetrics().elidedText(day, Qt.TextElideMode.ElideRight, field.width())
        )
        if told is None:
            return
        text, name, colour = told
        painter.setFont(look.font("body"))
        painter.setPen(colour)
        mark_field = QRect(field.x(), field.y() + half, field.width(), half - 8)
        painter.drawText(mark_field, right, text)
        size = look.size("icon_small")
        used = painter.fontMetrics().horizontalAdvance(text) + size + 6
        painter.drawPixmap(field.right() - used, mark_field.center().y() - size // 2, pixmap(name, colour, size=size))

    def _mark(self, row: PlanRow) -> tuple[str, str, QColor] | None:
        wanted = Mark.CONTESTED | Mark.REFUSED | (Mark.PENDING if self.has_server else Mark.NONE)
        if self.in_meeting or not row.item.marks & wanted:
            return None
        told = mark_look(row.item)
        return say(told.text), told.icon, theme.current().colour(told.colour)


def _cut(painter: QPainter, text: str, width: int, lines: int) -> str:
    """Return *text*, cut only where it is longer than all lines there are."""
    if lines < MOST_LINES:
        return text
    return painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, round(width * (lines - 0.5)))


def _can_be_done(item: Item) -> bool:
    return item.type in ("goal", "subgoal", "intervention", "agreement")


def _paint_heading(painter: QPainter, field: QRect, heading: Heading) -> None:
    look = theme.current()
    painter.setFont(look.font("card", weight="strong"))
    painter.setPen(look.colour("ink"))
    line = field.adjusted(LEFT, 0, -12, -6)
    flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom
    label = say(heading.group.label)
    painter.drawText(line, flags, label)
    if heading.group.rows:
        used = painter.fontMetrics().horizontalAdvance(label) + 10
        painter.setFont(look.font("card"))
        painter.setPen(look.colour("muted"))
        painter.drawText(line.adjusted(used, 0, 0, 0), flags, str(len(heading.group.rows)))
    painter.setPen(QPen(look.colour("line"), 1))
    painter.drawLine(line.x(), field.bottom() - 1, line.right(), field.bottom() - 1)


def _paint_new_line(painter: QPainter, field: QRect, line: NewLine) -> None:
    look = theme.current()
    size = look.size("icon_small")
    colour = look.colour("brand")
    painter.drawPixmap(field.x() + LEFT + 11, field.center().y() - size // 2, pixmap("plus", colour, size=size))
    painter.setFont(look.font("body", weight="medium"))
    painter.setPen(colour)
    flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
    painter.drawText(field.adjusted(LEFT + TICK, 0, -12, 0), flags, line.words)
