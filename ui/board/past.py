"""Past: the board as it stood on a day or after a change, only to be read; and a calm replay of what happened."""

from bisect import bisect_right
from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from app.domain.days import first_day, last_day
from app.queries.past_board import Course, Held, Moment, course, end_of_day
from app.queries.words import day_in_words
from app.texts import mark, say
from ui.board.easel import Easel
from ui.board.parts import BoardPart, Tell
from ui.board.tool_column import Further
from ui.screens.item_fields import DayEdit
from ui.theme import current
from ui.widgets.button import Button, icon_button
from ui.widgets.card import row
from ui.widgets.text import Label

if TYPE_CHECKING:
    from ui.board.board_screen import BoardScreen

PAST = mark("past", "Tavlen, som den stod …")
TITLE = mark("past", "Tavlen, som den stod")
DAY = mark("past", "Dag, tavlen vises fra")
BACK = mark("past", "Et skridt tilbage")
ON = mark("past", "Et skridt frem")
PLAY = mark("past", "Afspil")
PAUSE = mark("past", "Stop")
MORE = mark("past", "Mere")
REPLAY = mark("past", "Afspil mødet: {title}")
NO_MEETINGS = mark("past", "Der er ikke holdt møder, der kan afspilles.")
TODAY = mark("past", "Tilbage til i dag")
AT_END = mark("past", "{day}: sådan stod tavlen, da dagen sluttede.")
AT = mark("past", "{day}. {words}")
BEFORE_ALL = mark("past", "Før det første, der er skrevet.")
_BESIDE_HINT_PX, _WIDEST_DAY_PX = 34, 300
STEP_MS = 1_600
"""How long each step of a replay is looked at."""


class PastBoard(QWidget):
    """Lies over a board and shows another of the same plan, as it stood; `closed` asks to be put away."""

    closed = Signal()

    def __init__(self, screen: "BoardScreen", parent: QWidget) -> None:
        super().__init__(parent)
        self.board = screen
        self.course = Course()
        self._steps: tuple[Moment, ...] = ()
        self._place = 0
        self._today = screen.model.today
        self.day = DayEdit(lambda: self._today, is_past=True)
        self.day.setAccessibleName(say(DAY))
        self.day.ensurePolished()
        hint = self.day.fontMetrics().horizontalAdvance(self.day.placeholderText())
        self.day.setFixedWidth(min(_WIDEST_DAY_PX, hint + _BESIDE_HINT_PX))
        self.day.given.connect(self._on_day)
        self.back = icon_button("chevron-left", BACK, act=partial(self.step, -1))
        self.on = icon_button("chevron-right", ON, act=partial(self.step, 1))
        self.play = Button(PLAY, icon_name="history", act=self.turn_play)
        self.more = Button(MORE, icon_name="ellipsis", kind="quiet", act=self.open_more)
        self.today = Button(TODAY, icon_name="undo", kind="primary", act=self.closed.emit)
        self.words = Label(kind="muted")
        self._tick = QTimer(self, interval=STEP_MS)
        self._tick.timeout.connect(self._on_tick)
        self._lay_out()
        screen.model.bridge.ask(course, then=self._on_course, citizen=screen.model.citizen)

    def step(self, by: int) -> None:
        """Go to the change before or after; beyond the ends nothing moves."""
        place = max(0, min(len(self._steps), self._place + by))
        if place != self._place:
            self._go(place)

    def turn_play(self) -> None:
        """Go on from change to change by itself, or stop."""
        if self._tick.isActive():
            self._stop()
        elif self._steps:
            if self._place >= len(self._steps):
                self._go(0)
            self._tick.start()
            self.play.setText(say(PAUSE))

    def open_more(self) -> QMenu:
        """Offer the meetings that can be replayed, and return the menu."""
        menu = QMenu(self)
        for held in self.course.meetings:
            menu.addAction(say(REPLAY, title=held.title)).triggered.connect(_Call(partial(self.replay, held)))
        if not self.course.meetings:
            menu.addAction(say(NO_MEETINGS)).setEnabled(False)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.more.mapToGlobal(self.more.rect().bottomLeft()))
        return menu

    def replay(self, held: Held) -> None:
        """Show the board as it was when the meeting began, and go through what was done at it."""
        begun = [each for each in self.course.moments if each.at < held.begun]
        self._steps = tuple(each for each in self.course.moments if each.at <= held.closed)
        self._stop()
        self._go(len(begun))
        self.turn_play()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back to today."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            event.accept()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the sheet under the bar."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), current().colour("brand_tint"))
        painter.end()

    def _lay_out(self) -> None:
        title = Label(say(TITLE), kind="strong")
        line = row(title, self.day, self.back, self.on, self.play, self.more, None, self.today, spacing=8)
        line.setContentsMargins(16, 8, 16, 0)
        told = row(self.words, None)
        told.setContentsMargins(16, 0, 16, 8)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(2)
        box.addLayout(line)
        box.addLayout(told)
        box.addWidget(self.board, 1)
        self.setAccessibleName(say(TITLE))

    def _on_course(self, found: Course) -> None:
        self.course = found
        self._steps = found.moments
        self._place = len(self._steps)
        self._go(max(0, self._place - 1))

    def _on_day(self, told: str | None) -> None:
        if told is None:
            return
        self._stop()
        self._steps = self.course.moments
        end = end_of_day(min(last_day(told), max(first_day(told), self._today)))
        self._place = bisect_right([each.at for each in self._steps], end)
        self._show(end, say(AT_END, day=day_in_words(told)))

    def _go(self, place: int) -> None:
        self._place = place
        if place == 0:
            first = self._steps[0].day if self._steps else self._today
            self._show(end_of_day(first - timedelta(days=1)), say(BEFORE_ALL), day=first)
            return
        here = self._steps[place - 1]
        self._show(here.at, say(AT, day=day_in_words(here.day.isoformat()), words=here.words), day=here.day)

    def _show(self, at: str, words: str, *, day: date | None = None) -> None:
        self.board.model.past = at
        self.board.model.load()
        self.words.setText(words)
        if day is not None:
            self.day.show_value(day.isoformat())
        self.back.setEnabled(self._place > 0)
        self.on.setEnabled(self._place < len(self._steps))
        self.board.access.announce(words)

    def _on_tick(self) -> None:
        self.step(1)
        if self._place >= len(self._steps):
            self._stop()

    def _stop(self) -> None:
        self._tick.stop()
        self.play.setText(say(PLAY))


class Past(BoardPart):
    """Opens the board as it stood, over the board as it stands; not while others look on."""

    def __init__(self, easel: Easel, told: Tell, window: QWidget) -> None:
        super().__init__(easel, told, window)
        self.shown: PastBoard | None = None
        self._under: list[QWidget] = []
        window.installEventFilter(self)

    @property
    def is_offered(self) -> bool:
        """Whether it can be opened here: not at a meeting, and not from the past itself."""
        return self.easel.model.meeting is None and self.easel.model.past is None

    def acts(self) -> dict[str, Callable[[], object]]:
        """Return the acts by their names."""
        return {"past": self.open} if self.is_offered else {}

    def further(self) -> list[Further]:
        """Return what «Mere» offers."""
        return [("past", say(PAST), "clock")] if self.is_offered else []

    def zooms(self) -> list[Further]:
        """Return what the zoom menu offers: a way to look at the board."""
        return self.further()

    def open(self) -> None:
        """Show the board as it stood before the last change; from there any day can be gone to."""
        if self.shown is not None:
            return
        from ui.board.board_screen import BoardScreen  # it is made of parts, of which this is one

        self.easel.finish()
        model, window = self.easel.model, self.window
        again = BoardScreen(model.bridge, is_read_only=True)
        again.model.past = end_of_day(model.today)
        again.open(model.citizen, today=model.today, board=model.board_id)
        self._under = [each for each in window.findChildren(QWidget, options=_DIRECT) if each.isVisible()]
        self.shown = PastBoard(again, window)
        self.shown.closed.connect(self.close_)
        for each in self._under:
            each.hide()
        self.shown.setGeometry(window.rect())
        self.shown.show()
        self.shown.day.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def close_(self) -> None:
        """Show the board as it stands."""
        if self.shown is None:
            return
        shown, self.shown = self.shown, None
        for each in self._under:
            each.show()
        self.easel.canvas.setFocus()
        shown.hide()
        shown.deleteLater()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Lie over all of the board, whatever size it gets."""
        if event.type() is QEvent.Type.Resize and self.shown is not None:
            self.shown.setGeometry(self.window.rect())
        return False


class _Call:
    """Calls, whatever Qt hands along."""

    def __init__(self, act: Callable[[], object]) -> None:
        self._act = act

    def __call__(self, *_: object) -> None:
        self._act()


_DIRECT = Qt.FindChildOption.FindDirectChildrenOnly
