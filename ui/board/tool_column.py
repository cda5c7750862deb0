"""ToolColumn: the tools at the left of the board, each a large target with icon and word."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QMenu, QSizePolicy, QVBoxLayout, QWidget

from app.domain.item import ItemType
from app.texts import Text, mark, say
from ui.board.elements import ELEMENT_KINDS
from ui.board.foot import FIT, ZOOM_IN, ZOOM_OUT
from ui.board.lettering import lettering
from ui.icons import icon, pixmap
from ui.theme import current

WIDTH = 92
SIDE = 64

CARD = mark("tool", "Kort")
GOAL = mark("tool", "Mål")
AGREEMENT = mark("tool", "Aftale")
ACTOR = mark("tool", "Aktør")
PEN = mark("tool", "Pen")
CONNECT = mark("tool", "Forbind")
UNDO = mark("tool", "Fortryd")
ZOOM = mark("tool", "Zoom")
MORE = mark("tool", "Mere")
SELECT = mark("tool", "Vælg")
LABEL = mark("tool", "Tekst")
FRAME = mark("tool", "Ramme")
RUB = mark("tool", "Viskelæder")
REDO = mark("tool", "Gentag")
TIDY = mark("tool", "Ryd op")
TOOLS = mark("tool", "Værktøjer")


@dataclass(frozen=True, slots=True)
class ToolFace:
    """A button of the column: the act it stands for, its word and icon; tools stay pressed while they are chosen."""

    act: str
    label: Text
    icon: str
    key: str = ""
    is_tool: bool = True
    gives_way: bool = False


_WORK: tuple[ToolFace, ...] = (
    ToolFace("tool select", SELECT, "mouse-pointer-2", "V", gives_way=True),
    ToolFace("tool card", CARD, "sticky-note", "N"),
    ToolFace("card goal", GOAL, "target", "M", gives_way=True),
    ToolFace("card agreement", AGREEMENT, "calendar-check", "A", gives_way=True),
    ToolFace("card actor", ACTOR, "user", "P"),
    ToolFace("tool pen", PEN, "pen", "H"),
    ToolFace("tool connect", CONNECT, "spline", "K"),
    ToolFace("undo", UNDO, "undo", "Ctrl+Z", is_tool=False),
)
_MEETING: tuple[ToolFace, ...] = (
    ToolFace("tool card", CARD, "sticky-note", "N"),
    ToolFace("card actor", ACTOR, "user", "P"),
    ToolFace("tool pen", PEN, "pen", "H"),
    ToolFace("tool connect", CONNECT, "spline", "K"),
    ToolFace("undo", UNDO, "undo", "Ctrl+Z", is_tool=False),
    ToolFace("zoom menu", ZOOM, "zoom-in", is_tool=False),
)
_REST: tuple[ToolFace, ...] = (
    ToolFace("tool select", SELECT, "mouse-pointer-2", "V"),
    ToolFace("tool label", LABEL, "type", "T"),
    ToolFace("tool frame", FRAME, "square"),
    ToolFace("tool rub", RUB, "eraser"),
    ToolFace("redo", REDO, "redo", "Ctrl+Y", is_tool=False),
    ToolFace("tidy", TIDY, "layout-dashboard", is_tool=False),
)
MORE_FACE = ToolFace("more", MORE, "ellipsis", is_tool=False)


Further = tuple[str, str, str]
"""An act of the board that is shown, its words and its icon."""


class ToolButton(QAbstractButton):
    """A square with icon and word."""

    def __init__(self, face: ToolFace, parent: QWidget, *, meeting: bool) -> None:
        super().__init__(parent)
        self.face = face
        self._meeting = meeting
        self.setText(say(face.label))
        self.setAccessibleName(say(face.label))
        self.setToolTip(f"{say(face.label)} ({face.key})" if face.key else say(face.label))
        self.setCheckable(face.is_tool)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Return a target that a finger hits, large enough for the word."""
        scale = current().scale
        return QSize(round(WIDTH * scale**0.6) - 16, round(SIDE * scale**0.7))

    def minimumSizeHint(self) -> QSize:
        """Never be smaller."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint face, icon, word and focus."""
        theme = current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        frame = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        if self.isChecked() or self.isDown() or self.underMouse():
            tint = theme.colour("brand_tint")
            tint.setAlphaF(1.0 if self.isChecked() or self.isDown() else 0.55)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(tint)
            painter.drawRoundedRect(frame, 10, 10)
        if self.hasFocus():
            painter.setPen(QPen(theme.colour("focus"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(frame, 10, 10)
        self._paint_face(painter, frame)
        painter.end()

    def _paint_face(self, painter: QPainter, frame: QRectF) -> None:
        theme = current()
        side = round(22 * theme.scale**0.6)
        font = lettering(weight="medium", meeting=self._meeting)
        measures = QFontMetricsF(font)
        if measures.horizontalAdvance(self.text()) > frame.width() - 2:
            smallest = font.pixelSize() if self._meeting else theme.text("smallest")
            font.setPixelSize(max(smallest, int(font.pixelSize() * 0.86)))
            measures = QFontMetricsF(font)
        together = side + 5 + measures.height()
        top = frame.center().y() - together / 2
        drawing = pixmap(self.face.icon, self._colour(), size=side)
        painter.drawPixmap(QRectF(frame.center().x() - side / 2, top, side, side), drawing, QRectF(drawing.rect()))
        painter.setFont(font)
        painter.setPen(theme.colour("ink") if self.isEnabled() else theme.colour("muted"))
        painter.drawText(
            QRectF(frame.left(), top + side + 5, frame.width(), measures.height() + 1),
            Qt.AlignmentFlag.AlignHCenter,
            self.text(),
        )

    def _colour(self) -> QColor:
        theme = current()
        kind = self.face.act.removeprefix("card ")
        if self.face.act.startswith("card "):
            return theme.kind(kind).text
        return theme.colour("brand") if self.isChecked() else theme.colour("ink")


class ToolColumn(QWidget):
    """The column; `wanted` tells which act was pressed."""

    wanted = Signal(str)

    def __init__(self, *, meeting: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(say(TOOLS))
        self.meeting = meeting
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(8, 10, 8, 10)
        self._box.setSpacing(4)
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        faces = _MEETING if meeting else _WORK
        self.buttons = [self._button(face) for face in faces]
        self._box.addStretch(1)
        self.more = self._button(MORE_FACE)
        self.setFixedWidth(self.more.sizeHint().width() + 16)

    def show_tool(self, tool: str, item_type: ItemType) -> None:
        """Show which tool is chosen; the blank card is its own."""
        wanted = f"card {item_type}" if tool == "card" and item_type is not ItemType.IDEA else f"tool {tool}"
        self._group.setExclusive(False)
        for button in self.buttons:
            button.setChecked(button.face.act == wanted)
        self._group.setExclusive(True)

    def open_more(self, *, at: QWidget | None = None, further: Sequence[Further] = ()) -> QMenu:
        """Open the rest of the tools and kinds with the *further* acts, and return the menu."""
        menu = QMenu(self)
        there = {each.act for each in _REST} | {f"card {kind.type}" for kind in ELEMENT_KINDS if kind.is_tool}
        for button in self.buttons:
            if button.isHidden() and button.face.act not in there:
                action = menu.addAction(icon(button.face.icon, current().colour("ink")), say(button.face.label))
                action.triggered.connect(_Tell(self.wanted.emit, button.face.act))
        for kind in ELEMENT_KINDS:
            if kind.is_tool and kind.type is not ItemType.IDEA:
                look = current().kind(kind.type, meeting=self.meeting)
                action = menu.addAction(icon(look.icon, look.text), say(kind.label))
                action.triggered.connect(_Tell(self.wanted.emit, f"card {kind.type}"))
        menu.addSeparator()
        for face in _REST:
            action = menu.addAction(icon(face.icon, current().colour("ink")), say(face.label))
            action.triggered.connect(_Tell(self.wanted.emit, face.act))
        menu.addSeparator()
        return self._open(menu, further, at=at or self.more)

    def open_zoom(self, *, further: Sequence[Further] = ()) -> QMenu:
        """Open the ways to zoom with the *further* ones, and return the menu."""
        own: list[Further] = [
            ("zoom in", say(ZOOM_IN), "zoom-in"), ("zoom out", say(ZOOM_OUT), "zoom-out"),
            ("fit", say(FIT), "maximize"),
        ]  # fmt: skip
        button = next((each for each in self.buttons if each.face.act == "zoom menu"), self.more)
        return self._open(QMenu(self), [*own, *further], at=button)

    def _open(self, menu: QMenu, further: Sequence[Further], *, at: QWidget) -> QMenu:
        for act, words, name in further:
            action = menu.addAction(icon(name, current().colour("ink")), words)
            action.triggered.connect(_Tell(self.wanted.emit, act))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(at.mapToGlobal(at.rect().topRight()))
        return menu

    def minimumSizeHint(self) -> QSize:
        """Never force the window taller: tools give way to «Mere»."""
        return QSize(self.width(), 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the tools that «Mere» has too give way where there is little height."""
        super().resizeEvent(event)
        _fit(self.buttons, self.height() - self.more.sizeHint().height() - 40, self._box.spacing())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the sheet and its edge."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), current().colour("surface"))
        painter.fillRect(self.width() - 1, 0, 1, self.height(), current().colour("line"))
        painter.end()

    def _button(self, face: ToolFace) -> ToolButton:
        button = ToolButton(face, self, meeting=self.meeting)
        if face.is_tool:
            self._group.addButton(button)
        button.clicked.connect(_Tell(self.wanted.emit, face.act))
        self._box.addWidget(button)
        return button


class _Tell:
    """Calls *act* with one word, whatever Qt hands along."""

    def __init__(self, act: Callable[[str], object], word: str) -> None:
        self._act, self._word = act, word

    def __call__(self, *_: object) -> None:
        self._act(self._word)


def _fit(buttons: Sequence[ToolButton], room: int, spacing: int) -> None:
    """Hide as many buttons as must, the last ones first: those that «Mere» has anyway, then all but the first card."""
    for button in buttons:
        button.setVisible(True)
    needed = sum(button.sizeHint().height() + spacing for button in buttons)
    last_first = [each for each in reversed(buttons) if each.face.act != "tool card"]
    for button in sorted(last_first, key=lambda each: not each.face.gives_way):
        if needed <= room:
            return
        button.setVisible(False)
        needed -= button.sizeHint().height() + spacing
