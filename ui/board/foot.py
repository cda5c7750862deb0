"""BoardFoot: zoom, axis, what is new, and how much there is, under the board."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.texts import mark, say
from ui.board.dates import short_day
from ui.board.laid import Laid
from ui.theme import current
from ui.widgets.button import Button, icon_button
from ui.widgets.text import Label

ZOOM_OUT = mark("board foot", "Zoom ud")
ZOOM_IN = mark("board foot", "Zoom ind")
ZOOM = mark("board foot", "{percent} %")
FIT = mark("board foot", "Vis alt")
AXIS = mark("board foot", "Tidsakse")
NEW = mark("board foot", "Nyt siden {day} · {count}")
UNTITLED_ONE = mark("board foot", "1 håndskrevet kort uden titel")
UNTITLED_MANY = mark("board foot", "{count} håndskrevne kort uden titel")
LIST = mark("board foot", "Vis som liste")
BOARDS = mark("board foot", "Tavle: {name}. Tryk for at skifte.")
_NAME_WIDTH = 180
COUNT_MAIN = mark("board foot", "{count} punkter på tavlen – alle er i planen")
COUNT_ONE = mark("board foot", "1 punkt på tavlen – det er i planen")
COUNT_NONE = mark("board foot", "Tavlen er tom")


class BoardFoot(QWidget):
    """The line under the board; `wanted` tells which act was pressed."""

    wanted = Signal(str)

    def __init__(self, *, is_read_only: bool = False) -> None:
        super().__init__()
        self._is_read_only = is_read_only
        self._spared = 0
        """What leaving words out has spared, in pixels; 0 while all have theirs."""
        self.percent = Button("", kind="quiet", act=lambda: self.wanted.emit("zoom 100"))
        self.percent.setToolTip(say(mark("board foot", "Tilbage til 100 %")))
        self.fit = Button(FIT, icon_name="maximize", kind="quiet", act=lambda: self.wanted.emit("fit"))
        self.axis = Button(AXIS, icon_name="calendar", kind="quiet", act=lambda: self.wanted.emit("axis"))
        self.axis.setCheckable(True)
        if is_read_only:
            self.axis.hide()
        self.new = Button("", icon_name="history", kind="quiet", act=lambda: self.wanted.emit("only new"))
        self.new.setCheckable(True)
        self.told = Button("", icon_name="info", kind="quiet", act=lambda: self.wanted.emit("prepare"))
        self.told.hide()
        self.untitled = Button("", icon_name="pencil", kind="quiet", act=lambda: self.wanted.emit("next untitled"))
        self.untitled.setToolTip(say(mark("board foot", "Gå til det næste, og skriv dets titel")))
        self.untitled.hide()
        self.boards = Button("", icon_name="layers", kind="quiet", act=lambda: self.wanted.emit("boards"))
        self.boards.hide()
        self.count = Label(kind="muted")
        self.table = Button(LIST, icon_name="list", kind="quiet", act=lambda: self.wanted.emit("table"))
        self._box = box = QHBoxLayout(self)
        box.setContentsMargins(14, 4, 14, 4)
        box.setSpacing(4)
        box.addWidget(icon_button("minus", ZOOM_OUT, act=lambda: self.wanted.emit("zoom out")))
        box.addWidget(self.percent)
        box.addWidget(icon_button("plus", ZOOM_IN, act=lambda: self.wanted.emit("zoom in")))
        for part in (self.fit, self.axis, self.new, self.told, self.untitled, self.boards):
            box.addWidget(part)
        box.addStretch(1)
        box.addWidget(self.count, 0, Qt.AlignmentFlag.AlignVCenter)
        box.addSpacing(8)
        box.addWidget(self.table)
        self.show_zoom(1.0)

    def show_zoom(self, zoom: float) -> None:
        """Show the zoom in whole percent; its room only grows, for what stands beside it to stay while it moves."""
        self.percent.setText(say(ZOOM, percent=round(zoom * 100)))
        self.percent.setMinimumWidth(max(self.percent.minimumWidth(), self.percent.sizeHint().width()))

    def show_board(self, laid: Laid, *, name: str = "") -> None:
        """Show axis, what is new, and the count; where there are several boards, the *name* of this one."""
        view, new, untitled = laid.view, laid.new, laid.untitled
        self.boards.setText(self.boards.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, _NAME_WIDTH))
        self.boards.setAccessibleName(say(BOARDS, name=name))
        self.boards.setVisible(bool(name))
        self.axis.setChecked(view.axis is not None)
        self.new.setVisible(new > 0 and view.since is not None)
        if view.since is not None:
            self.new.setText(say(NEW, day=short_day(view.since, view.today), count=new))
        self.untitled.setText(say(UNTITLED_ONE if untitled == 1 else UNTITLED_MANY, count=untitled))
        self.untitled.setVisible(untitled > 0 and not self._is_read_only)
        count = len(view.cards)
        text = COUNT_NONE if count == 0 else COUNT_ONE if count == 1 else COUNT_MAIN
        self.count.setText(say(text, count=count))
        self._fit_in()

    def show_told(self, words: str) -> None:
        """Say how much more there is to tell than the board shows; nothing hides it."""
        self.told.setText(words)
        self.told.setVisible(bool(words))
        self._fit_in()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show what there is room for."""
        super().resizeEvent(event)
        self._fit_in()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the sheet and its edge."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), current().colour("surface"))
        painter.fillRect(0, 0, self.width(), 1, current().colour("line"))
        painter.end()

    def _fit_in(self) -> None:
        """Leave out the count where there is no room for it, then the words of what its sign tells too."""
        needed = self._needed()
        if not self._spared and needed > self.width():
            self._set_brief(True)
            self._spared = needed - self._needed()
        elif self._spared and needed + self._spared <= self.width():
            self._set_brief(False)
            self._spared = 0
        self.count.setVisible(self._needed() + self.count.sizeHint().width() + 30 <= self.width())

    def _needed(self) -> int:
        """Return how wide all but the count is."""
        parts = [self._box.itemAt(place) for place in range(self._box.count())]
        return sum(
            part.sizeHint().width() + self._box.spacing() for part in parts if part and part.widget() is not self.count
        )

    def _set_brief(self, is_brief: bool) -> None:
        for each in (self.fit, self.axis, self.table):
            each.set_brief(is_brief)

    def minimumSizeHint(self) -> QSize:
        """Never force the window wider: parts give way."""
        hint = super().minimumSizeHint()
        hint.setWidth(0)
        return hint
