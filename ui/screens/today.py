"""I dag: the meetings of the day, what waits and what comes, each row with its verb."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TypeVar

from PySide6.QtCore import QTimer
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from app.domain.days import show_day
from app.domain.look_up import LookUpAct
from app.queries.next_days import ComingRow, OpenedRow
from app.queries.sameness import says_same
from app.queries.today import DayView, MeetingRow, Waiting, WaitingRow, day_view
from app.queries.words import WEEKDAYS
from app.texts import Text, mark, say
from ui import theme
from ui.screens.logged import Logged
from ui.screens.screen import Desk, Screen
from ui.widgets.button import Button
from ui.widgets.card import Card, column, row
from ui.widgets.flow import FlowLayout
from ui.widgets.page import Page, clear
from ui.widgets.text import Initials, Label

R = TypeVar("R", MeetingRow, WaitingRow, ComingRow)

_VERBS: dict[Waiting, Text] = {
    Waiting.REFUSED: mark("today", "Se hvorfor"),
    Waiting.LATE_WORK: mark("today", "Se det"),
    Waiting.CONTESTED: mark("today", "Afgør"),
    Waiting.LATE: mark("today", "Åbn"),
    Waiting.DUE: mark("today", "Åbn"),
}
_REASONS: dict[Waiting, Text] = {
    Waiting.REFUSED: mark("today", "Ikke godkendt"),
    Waiting.LATE_WORK: mark("today", "Kom efter et skift"),
    Waiting.CONTESTED: mark("today", "To versioner"),
    Waiting.LATE: mark("today", "Skulle være gjort"),
    Waiting.DUE: mark("today", "Skal gøres i dag"),
}
_PURPOSE = mark("look-up", "Dagens overblik")
_NOTHING_COMES = mark("today", "Intet er aftalt til de næste 14 dage.")
_WORDS_TO = 1.5
"""In larger text than this the button that starts a meeting is an icon, with its words as its tip."""
_WIDEST_TIME = "00.00 "
"""What the faces stand behind, whichever time it is: figures are not equally wide."""
_ROUND_A_VERB = 40
"""What a button takes beside its word: all verbs stand below each other equally wide."""
AT_ONCE = 8
"""So many rows of a list are made at once: no more are in view."""
REST_MS = 10
"""How long others have the Qt thread before more rows are made."""
WIDE = 960
"""From this width on, in pixels at 100 %, the lists lie beside each other."""


class TodayScreen(Page):
    """The day of the user."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(mark("today", "I dag"))
        self._desk = desk
        self._logged = Logged(desk, act=LookUpAct.LIST, purpose=_PURPOSE, parent=self)
        self._meetings, self._waiting = _List(mark("today", "Møder")), _List(mark("today", "Venter på dig"))
        self._beside = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._beside.setSpacing(16)
        self._coming, self._opened = _List(mark("today", "De næste dage")), _Opened(desk)
        self._first = Button(
            mark("today", "Opret den første borger"),
            icon_name="user-plus",
            kind="primary",
            act=partial(desk.screen_wanted.emit, "citizens"),
        )
        self._first.hide()
        self._waiting.body.addWidget(self._first)
        # Rows on the left have two acts, or an hour.
        self._beside.addLayout(column(self._meetings, self._coming, None, spacing=16), 3)
        self._beside.addLayout(column(self._waiting, self._opened, None, spacing=16), 2)
        self.body.addLayout(self._beside)
        self.body.addStretch(1)
        desk.bridge.changed.connect(self._on_changed)
        desk.role_changed.connect(self._on_changed)
        self._reload()

    def showEvent(self, event: QShowEvent) -> None:
        """Show the day as it stands now."""
        super().showEvent(event)
        self._reload()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay the two lists below each other where there is no room beside."""
        super().resizeEvent(event)
        is_wide = self.width() >= round(WIDE * theme.current().scale)
        directions = QBoxLayout.Direction
        self._beside.setDirection(directions.LeftToRight if is_wide else directions.TopToBottom)

    def _on_changed(self, _touched: object = None) -> None:
        if self.isVisible():
            self._reload()

    def _reload(self) -> None:
        self._desk.bridge.ask(day_view, then=self._log, today=self._desk.today())

    def _log(self, view: DayView) -> None:
        told: list[MeetingRow | WaitingRow | ComingRow] = [*view.meetings, *view.waiting, *view.coming]
        self._logged.show([each.citizen for each in told], partial(self._show, view))

    def _show(self, view: DayView) -> None:
        desk = self._desk
        weekday = say(WEEKDAYS[view.today.weekday()])
        day = show_day(view.today.isoformat())
        self.heading.setText(say(mark("today", "I dag, {weekday} {day}"), weekday=weekday, day=day))
        self._meetings.fill(view.meetings, partial(_meeting, desk), nothing=mark("today", "Ingen møder i dag."))
        self._waiting.fill(view.waiting, partial(_waiting, desk), nothing=self._nothing_waits(view))
        self._coming.fill(view.coming, partial(_coming, desk), nothing=_NOTHING_COMES)
        self._coming.setVisible(view.citizens > 0)
        self._opened.fill(view.opened)
        self._first.setVisible(not view.citizens and desk.may_create)

    def _nothing_waits(self, view: DayView) -> Text:
        if view.citizens or not self._desk.may_create:
            return mark("today", "Intet venter på dig.")
        return mark("today", "Her er ingen borgere endnu. Opret en, eller hent dem fra en fil.")


class _List(Card):
    """A card with a heading and rows."""

    def __init__(self, title: Text) -> None:
        super().__init__()
        self._title = title
        self._heading = Label(say(title), kind="card")
        self._rows = QVBoxLayout()
        self._rows.setSpacing(4)
        self._shown: object = None
        self._unmade: list[Callable[[], QWidget]] = []
        self._rest = QTimer(self, singleShot=True, interval=REST_MS)
        self._rest.timeout.connect(self._go_on)
        self.body.addWidget(self._heading)
        self.body.addLayout(self._rows)

    def fill(self, rows: Sequence[R], make: Callable[[R], QWidget], *, nothing: Text) -> None:
        """Show what *make* makes of each of *rows*, or the words *nothing*; what says the same is left as it is.

        The first rows are there at once, the others in slices.
        """
        wanted = (tuple(rows), nothing)
        if says_same(self._shown, wanted):
            return
        self._shown = wanted
        self._rest.stop()
        clear(self._rows)
        self._unmade = [partial(make, each) for each in rows]
        if not rows:
            self._unmade.append(partial(Label, say(nothing), kind="muted", wrap=True))
        self._go_on()
        counted = say(mark("today", "{title} · {count}"), title=say(self._title), count=len(rows))
        self._heading.setText(counted if rows else say(self._title))

    def _go_on(self) -> None:
        """Put some more rows into the card, in one go: each that comes into a page in view lays all of it out anew."""
        now, self._unmade = self._unmade[:AT_ONCE], self._unmade[AT_ONCE:]
        held = QWidget()
        held.setLayout(column(*(make() for make in now), spacing=4))
        self._rows.addWidget(held)
        if self._unmade:
            self._rest.start()


class _Opened(Card):
    """The way back to the plans that were opened last."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._shown: object = None
        self._flow = FlowLayout(spacing=8)
        names = QWidget()
        names.setLayout(self._flow)
        self.body.addWidget(Label(say(mark("today", "Senest åbnet")), kind="card"))
        self.body.addWidget(names)
        self.hide()

    def fill(self, rows: Sequence[OpenedRow]) -> None:
        """Show a button for each citizen; hide when there is none."""
        if says_same(self._shown, tuple(rows)):
            return
        self._shown = tuple(rows)
        clear(self._flow)
        for each in rows:
            act = partial(self._desk.citizen_wanted.emit, each.citizen)
            self._flow.addWidget(Button(each.name, icon_name="user", act=act))
        self.setVisible(bool(rows))


def _meeting(desk: Desk, meeting: MeetingRow) -> QWidget:
    about = say(mark("today", "{name} · {place}"), name=meeting.name, place=meeting.place)
    act = Button(mark("today", "Åbn"), act=partial(desk.citizen_wanted.emit, meeting.citizen))
    act.setAccessibleName(say(mark("today", "Åbn {name}"), name=meeting.name))
    start = partial(desk.meeting_wanted.emit, meeting.citizen)
    begin = Button(mark("today", "Start møde"), icon_name="presentation", act=start)
    begin.setAccessibleName(say(mark("today", "Start møde med {name}"), name=meeting.name))
    begin.set_brief(theme.current().scale > _WORDS_TO)
    time = Label(meeting.time or say(mark("today", "Hele dagen")), kind="strong")
    time.setMinimumWidth(time.fontMetrics().horizontalAdvance(_WIDEST_TIME))
    return _line(
        time,
        Initials(meeting.initials, size=36),
        meeting.title,
        about.rstrip(" ·"),
        act,
        before=begin if meeting.is_open else None,
    )


def _coming(desk: Desk, coming: ComingRow) -> QWidget:
    about = say(mark("today", "{name} · {day}"), name=coming.name, day=coming.day)
    act = Button(_VERBS[Waiting.DUE], act=partial(desk.open_item, coming.citizen, coming.id))
    act.setAccessibleName(f"{act.text()}: {coming.title}, {about}")
    return _line(None, Initials(coming.initials, size=36), coming.title, about, act)


def _waiting(desk: Desk, waiting: WaitingRow) -> QWidget:
    is_alarm = waiting.waiting in (Waiting.REFUSED, Waiting.CONTESTED)
    why = Label(say(_REASONS[waiting.waiting]), kind="alarm" if is_alarm else "chip")
    act = Button(_VERBS[waiting.waiting], act=_way(waiting, desk))
    act.setAccessibleName(f"{say(_VERBS[waiting.waiting])}: {waiting.title}, {waiting.name}")
    about = " · ".join(part for part in (waiting.name, waiting.day) if part)
    return _line(None, None, waiting.title, about, act, why=why)


def _way(waiting: WaitingRow, desk: Desk) -> Callable[[], object]:
    """Return what leads to where it is settled: over the window, in a face of its own, or at the item itself."""
    if waiting.waiting in (Waiting.REFUSED, Waiting.LATE_WORK):
        return desk.refusals_wanted.emit
    if waiting.waiting is Waiting.CONTESTED:
        return partial(desk.contests_wanted.emit, waiting.citizen)
    return partial(desk.open_item, waiting.citizen, waiting.id)


def _line(
    time: Label | None,
    face: QWidget | None,
    title: str,
    about: str,
    act: Button,
    *,
    why: Label | None = None,
    before: Button | None = None,
) -> QWidget:
    line = QWidget()
    words = column(
        *([why] if why else []),
        Label(title, kind="strong", wrap=True),
        Label(about, kind="muted", wrap=True),
        spacing=2,
    )
    parts = [part for part in (time, face) if part is not None]
    box = row(*parts, spacing=12)
    box.addLayout(words, 1)
    letters = act.fontMetrics()
    act.setMinimumWidth(max(letters.horizontalAdvance(say(each)) for each in _VERBS.values()) + _ROUND_A_VERB)
    if before is not None:
        box.addWidget(before)
    box.addWidget(act)
    box.setContentsMargins(0, 6, 0, 6)
    line.setLayout(box)
    return line


TODAY = Screen(id="today", label=mark("screen", "I dag"), icon="sun", make=TodayScreen)
