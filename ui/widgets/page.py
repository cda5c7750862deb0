"""A page: a heading with its acts, and below it a column that scrolls."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLayout, QScrollArea, QScroller, QVBoxLayout, QWidget

from app.texts import say
from ui.widgets.button import Button
from ui.widgets.card import row
from ui.widgets.text import Label

MARGIN = 24


class Page(QWidget):
    """A screen with a heading; parts are added to `body`."""

    def __init__(self, title: str, *acts: QWidget, scrolls: bool = True) -> None:
        super().__init__()
        self.heading = Label(say(title), kind="page", wrap=True)
        self.body = QVBoxLayout()
        self.body.setSpacing(16)
        top = row(self.heading, *acts, spacing=12)
        top.setStretch(0, 1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(MARGIN, 20, 0 if scrolls else MARGIN, 0 if scrolls else MARGIN)
        outer.setSpacing(12)
        top.setContentsMargins(4, 0, MARGIN if scrolls else 4, 0)
        outer.addLayout(top)
        if scrolls:
            self.body.setContentsMargins(0, 0, MARGIN, MARGIN)
            outer.addWidget(scrolling(self.body), 1)
        else:
            self.body.setContentsMargins(0, 0, 0, 0)
            outer.addLayout(self.body, 1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the button that has the focus, as Space does."""
        focused = self.focusWidget()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and isinstance(focused, Button):
            focused.click()
        else:
            super().keyPressEvent(event)


def scrolling(body: QLayout, *, by_finger: bool = True) -> QScrollArea:
    """Return a field that scrolls *body* up and down, *by_finger* too unless a finger moves what lies there."""
    inner = QWidget()
    inner.setObjectName("Page")
    inner.setLayout(body)
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setWidget(inner)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    if by_finger:
        QScroller.grabGesture(area.viewport(), QScroller.ScrollerGestureType.TouchGesture)
    return area


def fill_scrolling(screen: QWidget, parts: QLayout) -> None:
    """Fill *screen*, which has no heading of its own, with *parts* that scroll when they need more room."""
    body = QVBoxLayout()
    body.setContentsMargins(MARGIN, 20, MARGIN, 20)
    body.addLayout(parts)
    body.addStretch(1)
    outer = QVBoxLayout(screen)
    outer.setContentsMargins(0, 0, 0, 0)
    outer.addWidget(scrolling(body))


def clear(body: QLayout) -> None:
    """Take all parts out of *body*, and out of the layouts in it, and let them go."""
    while (item := body.takeAt(0)) is not None:
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
        elif inner is not None:
            clear(inner)
            inner.deleteLater()
