"""Fields to write in, each with its name above it."""

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from app.texts import mark, say
from ui import theme
from ui.icons import icon
from ui.widgets.button import icon_button
from ui.widgets.text import Label

_GAP = 8
"""Pixels between the edge of a line and what is laid inside it."""


class Line(QLineEdit):
    """A line to write in, with room inside it for other parts, which are as large as anywhere else."""

    def __init__(self) -> None:
        self._parts: tuple[QWidget | None, QWidget | None] = (None, None)
        super().__init__()

    def lay_inside(self, *, first: QWidget | None = None, last: QWidget) -> None:
        """Lay parts before and after the text."""
        self._parts = (first, last)
        line = QHBoxLayout(self)
        line.setContentsMargins(_GAP if first is not None else 0, 0, 1, 0)
        if first is not None:
            line.addWidget(first)
        line.addStretch(1)
        line.addWidget(last)
        self._make_room()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the text beside the parts at any size of text."""
        super().resizeEvent(event)
        self._make_room()

    def _make_room(self) -> None:
        first, last = (each.sizeHint().width() if each is not None else 0 for each in self._parts)
        self.setTextMargins(first, 0, last, 0)


class Field(QWidget):
    """A named line to write in."""

    def __init__(self, name: str, *, hint: str = "", secret: bool = False) -> None:
        super().__init__()
        self.edit = Line()
        self.edit.setAccessibleName(say(name))
        self.edit.setPlaceholderText(say(hint) if hint else "")
        self._label = Label(say(name), kind="strong")
        self._label.setBuddy(self.edit)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(4)
        box.addWidget(self._label)
        box.addWidget(self.edit)
        self.setFocusProxy(self.edit)
        if secret:
            _hide_letters(self.edit)

    def rename(self, name: str) -> None:
        """Ask for something else."""
        self._label.setText(say(name))
        self.edit.setAccessibleName(say(name))

    def text(self) -> str:
        """Return what stands there, without space around it."""
        return self.edit.text().strip()

    def raw(self) -> str:
        """Return what stands there, space and all: for secrets."""
        return self.edit.text()


def _hide_letters(edit: Line) -> None:
    edit.setEchoMode(QLineEdit.EchoMode.Password)
    eye = icon_button("eye", mark("field", "Vis det skrevne"))
    eye.setCheckable(True)

    def turn(is_shown: bool) -> None:
        edit.setEchoMode(QLineEdit.EchoMode.Normal if is_shown else QLineEdit.EchoMode.Password)

    eye.toggled.connect(turn)
    edit.lay_inside(last=eye)


def search_field(name: str, hint: str, *, asked: Callable[[str], object]) -> QLineEdit:
    """Return a line that tells each letter written to *asked*."""
    edit = Line()
    edit.setAccessibleName(say(name))
    edit.setPlaceholderText(say(hint))
    glass = _Glyph("search")
    empty = icon_button("x", mark("field", "Tøm feltet"), act=edit.clear)
    empty.hide()
    edit.lay_inside(first=glass, last=empty)
    edit.textChanged.connect(lambda text: empty.setVisible(bool(text)))
    edit.textChanged.connect(asked)
    return edit


class _Glyph(QWidget):
    """An icon that only says what the line is for."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFixedSize(self.sizeHint())

    def sizeHint(self) -> QSize:
        """Return the size of icons at the user's text scale."""
        side = round(theme.current().size("icon") * theme.current().scale ** 0.5)
        return QSize(side, side)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the icon."""
        painter = QPainter(self)
        icon(self._name, theme.current().colour("muted"), size=self.width()).paint(painter, self.rect())
        painter.end()
