"""CardEditor: writing in place; it lies over the title of the card and goes where the card goes."""

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFont, QKeyEvent, QTextOption
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QWidget

from app.domain.values import TITLE_LENGTH
from app.texts import mark, say
from ui.board.optics import Optics
from ui.theme import current

SMALLEST_PX = 15

NAME = mark("board", "Titel på kortet. Enter og Esc gemmer. Skift og Enter gemmer og begynder på et til.")


class CardEditor(QPlainTextEdit):
    """Enter and Esc both keep; `left` carries the text and whether Enter was pressed.

    Shift+Enter keeps too, and `another_wanted` asks for another card like it.
    """

    changed = Signal(str)
    left = Signal(str, bool)
    another_wanted = Signal()

    def __init__(self, viewport: QWidget) -> None:
        super().__init__(viewport)
        self.setObjectName("CardEditor")
        self.setAccessibleName(say(NAME))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setTabChangesFocus(True)
        self.document().setDocumentMargin(2)
        self.textChanged.connect(self._on_text)
        self._is_open = False
        self._told = ""
        self.hide()

    @property
    def is_open(self) -> bool:
        """Return whether something is being written."""
        return self._is_open

    def open(self, text: str, *, select_all: bool = False) -> None:
        """Start with *text* under the cursor."""
        self._is_open = False
        self._told = text
        self.setPlainText(text)
        self._is_open = True
        self.show()
        self.raise_()
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        cursor = self.textCursor()
        cursor.movePosition(cursor.MoveOperation.End)
        self.setTextCursor(cursor)
        if select_all:
            self.selectAll()

    def lie_over(self, title: QRectF, optics: Optics, scale: float) -> None:
        """Take the place of a title, *title* in pixels of the view; small cards are written in readable size."""
        font = QFont(optics.title.font)
        font.setPixelSize(max(round(SMALLEST_PX * current().scale), round(font.pixelSize() * scale)))
        self.setFont(font)
        self._dress(font)
        height = max(title.height(), self.fontMetrics().height() * 2.4)
        self.setGeometry(QRectF(title.left(), title.top(), max(title.width(), 170.0), height).toAlignedRect())

    def close_(self, *, by_enter: bool = False) -> None:
        """Leave the field and keep what stands in it."""
        if not self._is_open:
            return
        self._is_open = False
        self.hide()
        self.left.emit(self.toPlainText(), by_enter)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and Esc keep; everything else writes."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) or event.key() == Qt.Key.Key_Escape:
            event.accept()
            by_enter = event.key() != Qt.Key.Key_Escape
            is_shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            is_more = by_enter and is_shifted and bool(self.toPlainText().strip())
            self.close_(by_enter=by_enter)
            if is_more:
                self.another_wanted.emit()
            return
        super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Going elsewhere keeps too; a menu or another window does not end the visit."""
        super().focusOutEvent(event)
        if event.reason() not in (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason):
            self.close_()

    def _on_text(self) -> None:
        text = self.toPlainText()
        if not self._is_open or text == self._told:
            return
        if len(text) > TITLE_LENGTH:
            self._cut()
            return
        self._told = text
        self.changed.emit(text)

    def _cut(self) -> None:
        """Take back what a title has no room for."""
        cursor = self.textCursor()
        place = cursor.position()
        self.setPlainText(self.toPlainText()[:TITLE_LENGTH])
        cursor = self.textCursor()
        cursor.setPosition(min(place, TITLE_LENGTH))
        self.setTextCursor(cursor)

    def _dress(self, font: QFont) -> None:
        theme = current()
        self.setStyleSheet(
            f"QPlainTextEdit#CardEditor {{ background: {theme.colour('surface').name()};"
            f" color: {theme.colour('ink').name()}; border: 2px solid {theme.colour('brand').name()};"
            f" border-radius: 6px; padding: 0; min-height: 0; font-size: {font.pixelSize()}px; font-weight: 600; }}"
        )
