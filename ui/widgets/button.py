"""Buttons with an icon in the colour of their text."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QRectF, QSize
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton, QWidget

from app.texts import say
from ui import theme
from ui.icons import icon

_GAP = 6  # between icon and text, beside the four pixels of the style
_INSIDE = (4.0, 4.0, -4.0, -4.0)
_RING_RADIUS = 7
_COLOURS = {"primary": "on_brand", "on": "brand", "navigation": "on_navigation", "toast": "ground"}


class Button(QPushButton):
    """A button; `kind` is primary, quiet, on, icon, row or plain, and chooses its look in the style sheet."""

    def __init__(
        self,
        text: str = "",
        *,
        icon_name: str | None = None,
        kind: str = "plain",
        act: Callable[[], object] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(say(text) if text else "", parent)
        self._icon_name = icon_name
        self._painted: tuple[object, ...] = ()
        self._label = self.text()
        self._is_brief = False
        self.setProperty("kind", kind)
        self.setAutoDefault(False)
        if act is not None:
            self.clicked.connect(lambda: act())
        self._paint_icon()

    def set_kind(self, kind: str) -> None:
        """Show the button as another kind."""
        if kind == self.property("kind"):
            return
        self.setProperty("kind", kind)
        self.style().unpolish(self)
        self.style().polish(self)
        self._paint_icon()

    def set_icon(self, name: str) -> None:
        """Show another icon."""
        self._icon_name = name
        self._paint_icon()

    def setText(self, text: str) -> None:
        """Show another text."""
        self._label = text
        super().setText("" if self._is_brief else text)
        self._paint_icon()

    def set_brief(self, is_brief: bool) -> None:
        """Show the icon alone, with the text as name and tip, or the text beside it again."""
        self._is_brief = is_brief
        if not self.accessibleName():
            self.setAccessibleName(self._label)
        if self.toolTip() in ("", self._label):
            self.setToolTip(self._label if is_brief else "")
        self.setText(self._label)

    def changeEvent(self, event: QEvent) -> None:
        """Paint the icon anew when the look changes."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.EnabledChange):
            self._paint_icon()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the button; on a filled one the focus is a light ring inside its edge."""
        super().paintEvent(event)
        if self.hasFocus() and self.property("kind") == "primary":
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(theme.current().colour("on_brand"), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(*_INSIDE), _RING_RADIUS, _RING_RADIUS)
            painter.end()

    def nextCheckState(self) -> None:
        """Take the colour of the new state."""
        super().nextCheckState()
        self._paint_icon()

    def _paint_icon(self) -> None:
        if self._icon_name is None:
            return
        size = round(theme.current().size("icon") * theme.current().scale ** 0.5)
        gap = _GAP if self.text() else 0
        wanted = (self._icon_name, self._colour(), size, gap)
        if wanted == self._painted:
            return
        self._painted = wanted
        self.setIcon(icon(self._icon_name, self._colour(), size=size, room=gap))
        self.setIconSize(QSize(size + gap, size))

    def _colour(self) -> QColor:
        look = theme.current()
        if not self.isEnabled():
            return look.colour("muted")
        kind = "on" if self.isChecked() and self.property("kind") != "navigation" else self.property("kind")
        return look.colour(_COLOURS.get(kind, "ink"))


def icon_button(name: str, label: str, *, act: Callable[[], object] | None = None) -> Button:
    """Return a square button that shows only an icon; *label* is its name and its tip."""
    button = Button(icon_name=name, kind="icon", act=act)
    button.setAccessibleName(say(label))
    button.setToolTip(say(label))
    return button
