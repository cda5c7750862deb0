"""PenRow: the pen's colours and widths, beside the tools while the pen is chosen."""

from collections.abc import Callable
from functools import partial
from typing import cast

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QWidget

from app.texts import Text, mark, say
from ui.board.easel import Easel
from ui.board.ink_tools import WIDTHS, PenTool
from ui.board.parts import BoardPart, Tell
from ui.board.plate import Plate
from ui.board.tool_column import ToolButton
from ui.theme import current, pen_colours

SIDE = 40
ROW = mark("pen", "Pennens farve og bredde")
COLOURS: tuple[Text, ...] = (
    mark("pen", "Sort"), mark("pen", "Blå"), mark("pen", "Grøn"), mark("pen", "Vinrød"), mark("pen", "Brun"),
)  # fmt: skip
THICKNESS: tuple[Text, ...] = (mark("pen", "Tynd"), mark("pen", "Bred"))
PEN_IS = mark("pen", "Pen: {colour}, {width}")


class Swatch(QAbstractButton):
    """A choice of the row: a dot of the colour that is drawn in, as broad as it is drawn."""

    def __init__(self, name: Text, *, colour: int, width: float) -> None:
        super().__init__()
        self._colour, self._wide = colour, width
        self.setCheckable(True)
        self.setAutoExclusive(False)
        self.setAccessibleName(say(name))
        self.setToolTip(say(name))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def sizeHint(self) -> QSize:
        """Return a target that a finger hits."""
        side = round(SIDE * current().scale ** 0.7)
        return QSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the dot, a ring round the chosen one, and focus."""
        theme, painter = current(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle = QRectF(self.rect()).center()
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._paint())
        painter.drawEllipse(middle, self._wide, self._wide)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if self.isChecked():
            painter.setPen(QPen(theme.colour("ink"), 2))
            painter.drawEllipse(middle, self.width() / 2 - 5, self.width() / 2 - 5)
        if self.hasFocus():
            painter.setPen(QPen(theme.colour("focus"), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 8, 8)
        painter.end()

    def _paint(self) -> QColor:
        return pen_colours(current())[self._colour]


class PenRow(Plate):
    """The choices; `wanted` tells which colour or width was pressed."""

    colour_wanted = Signal(int)
    width_wanted = Signal(float)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, edge="line")
        self.setAccessibleName(say(ROW))
        line = QHBoxLayout(self)
        line.setContentsMargins(8, 4, 8, 4)
        line.setSpacing(2)
        self.colours = [Swatch(name, colour=place, width=9.0) for place, name in enumerate(COLOURS)]
        self.widths = [Swatch(name, colour=0, width=wide) for name, wide in zip(THICKNESS, (3.0, 6.0), strict=True)]
        for place, swatch in enumerate(self.colours):
            swatch.clicked.connect(partial(_tell, self.colour_wanted.emit, place))
            line.addWidget(swatch)
        line.addSpacing(10)
        for wide, swatch in zip(WIDTHS, self.widths, strict=True):
            swatch.clicked.connect(partial(_tell, self.width_wanted.emit, wide))
            line.addWidget(swatch)
        self.hide()

    def show_pen(self, pen: PenTool) -> None:
        """Show what the pen draws with."""
        for place, swatch in enumerate(self.colours):
            swatch.setChecked(place == pen.colour)
        for wide, swatch in zip(WIDTHS, self.widths, strict=True):
            swatch.setChecked(wide == pen.width)


class Pens(BoardPart):
    """What the pen draws with: by the row, and by keys."""

    def __init__(self, easel: Easel, told: Tell, window: QWidget) -> None:
        super().__init__(easel, told, window)
        self.row = PenRow(easel.canvas.viewport())
        self.row.colour_wanted.connect(self._on_colour)
        self.row.width_wanted.connect(self._on_width)
        easel.tool_changed.connect(self._on_tool)

    def acts(self) -> dict[str, Callable[[], object]]:
        """Return the acts by their names."""
        return {"pen colour": self.next_colour, "pen width": self.next_width}

    def next_colour(self) -> None:
        """Take the pen with its next colour."""
        pen = self._pen()
        self._on_colour((pen.colour + 1) % len(COLOURS))

    def next_width(self) -> None:
        """Take the pen as broad as it was not."""
        pen = self._pen()
        self._on_width(next(wide for wide in WIDTHS if wide != pen.width))

    def _pen(self) -> PenTool:
        return cast("PenTool", self.easel.tools["pen"])

    def _on_colour(self, colour: int) -> None:
        self._pen().colour = colour
        self._take()

    def _on_width(self, width: float) -> None:
        self._pen().width = width
        self._take()

    def _take(self) -> None:
        pen = self._pen()
        if self.easel.canvas.tool is not pen:
            self.easel.choose("pen")
        self.row.show_pen(pen)
        width = THICKNESS[WIDTHS.index(pen.width)]
        self.easel.said.emit(say(PEN_IS, colour=say(COLOURS[pen.colour]), width=say(width)))

    def _on_tool(self, tool: str) -> None:
        """Show the row beside the pen's button while the pen is chosen."""
        self.row.setVisible(tool == "pen")
        if tool == "pen":
            self.row.show_pen(self._pen())
            self.row.adjustSize()
            faces = (each for each in self.window.findChildren(ToolButton) if each.face.act == "tool pen")
            button = next((each for each in faces if each.isVisible()), None)
            viewport = self.easel.canvas.viewport()
            top = viewport.mapFromGlobal(button.mapToGlobal(QPointF(0, 6))).y() if button is not None else 8.0
            self.row.move(8, max(8, min(round(top), viewport.height() - self.row.height() - 8)))
            self.row.raise_()


def _tell(act: Callable[..., object], value: float, _is_checked: bool = False) -> None:
    act(value)
