"""Mødet: the agenda to tick off, and the round: who is there, what each does for the citizen, and how often."""

from collections.abc import Iterable
from functools import partial
from itertools import pairwise
from typing import Any

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QFont, QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from app.domain.actor import Actor
from app.domain.meeting import Attendance
from app.operations.actors import merge_actors
from app.operations.items import edit_record
from app.operations.meetings import attend, bring_in, cover, gather
from app.queries.agenda import MeetingNow, Person, Point, meeting_now
from app.queries.awaits import AWAITS
from app.queries.meetings import attendance_in_words
from app.queries.sameness import says_same
from app.texts import Text, mark, say
from ui import theme
from ui.screens.people_present import next_attendance
from ui.screens.screen import Desk
from ui.widgets.button import Button
from ui.widgets.card import Card, column, row
from ui.widgets.field import Field
from ui.widgets.page import clear, fill_scrolling
from ui.widgets.text import Label, WholeLabel
from ui.widgets.tick import Tick

WIDE = 900
"""From this width on, in pixels at 100 %, agenda and people lie beside each other."""
_LAID_OUT = frozenset({QEvent.Type.LayoutRequest, QEvent.Type.Resize})
_NOT_SAID = mark("round", "Er du med?")
_TELL, _DONE = mark("round", "Fortæl"), mark("round", "Færdig")


class RoundScreen(QWidget):
    """One meeting while it goes on."""

    def __init__(self, desk: Desk, *, citizen: str, meeting: str) -> None:
        super().__init__()
        self._desk, self._citizen, self._meeting = desk, citizen, meeting
        self._found: MeetingNow | None = None
        self._agenda = Card(margin=24)
        self._points = QVBoxLayout()
        self._points.setSpacing(4)
        self._ticks: list[_PointTick] = []
        self._people = QVBoxLayout()
        self._people.setSpacing(4)
        nobody = mark("round", "Der står ingen i planen endnu. Skriv, hvem der er med.")
        self._nobody = Label(say(nobody), kind="muted", wrap=True)
        self._nobody.hide()
        self._turn: str | None = None
        self._lines: dict[str, _PersonLine] = {}
        self._all = Button(mark("round", "De inviterede er her"), icon_name="check", act=self._gather)
        self._all.hide()
        self._twins = QVBoxLayout()
        self._twins.setSpacing(8)
        self._new = QLineEdit()
        self._new.setPlaceholderText(say(mark("round", "En til? Skriv navnet, og tryk Enter")))
        self._new.setAccessibleName(say(mark("round", "Navn på en, der er med og ikke står her")))
        self._new.returnPressed.connect(self._bring_in)
        self._sheets = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._lay_out()
        self.setFocusProxy(self._new)
        desk.bridge.changed.connect(self._on_changed)
        self._reload()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay the two sheets below each other where there is no room beside."""
        super().resizeEvent(event)
        is_wide = self.width() >= round(WIDE * theme.current().scale)
        directions = QBoxLayout.Direction
        self._sheets.setDirection(directions.LeftToRight if is_wide else directions.TopToBottom)

    def _lay_out(self) -> None:
        people = Card(margin=24)
        people.body.addLayout(row(_heading(mark("round", "Runden")), None, self._all))
        people.body.addWidget(self._nobody)
        people.body.addLayout(self._people)
        people.body.addWidget(self._new)
        people.body.addLayout(self._twins)
        self._agenda.body.addWidget(_heading(mark("round", "Dagsorden")))
        self._agenda.body.addLayout(self._points)
        self._sheets.setSpacing(16)
        self._sheets.addLayout(column(people, None), 3)
        self._sheets.addLayout(column(self._agenda, None), 2)
        fill_scrolling(self, self._sheets)

    def _on_changed(self, touched: object) -> None:
        if self._citizen in getattr(touched, "citizens", ()):
            self._reload()

    def _reload(self) -> None:
        self._desk.bridge.ask(
            meeting_now, then=self._show, citizen=self._citizen, meeting=self._meeting, today=self._desk.today()
        )

    def _show(self, found: MeetingNow | None) -> None:
        before, self._found = self._found, found
        if found is None:
            return
        self._all.setVisible(found.asked > 1)
        self._show_points(found.points)
        self._show_people(found.people)
        if before is None or not says_same(before.twins, found.twins):
            self._show_twins(found.twins)

    def _show_twins(self, pairs: tuple[tuple[Actor, Actor], ...]) -> None:
        """Ask about cards that look like the same person's, a line for each pair."""
        clear(self._twins)
        for place, (kept, gone) in enumerate(pairs):
            words = mark("round", "Er {gone} og {kept} den samme?")
            asked = Label(say(words, gone=gone.title or "", kept=kept.title or ""), wrap=True)
            same = Button(mark("round", "Ja, saml dem"), icon_name="git-merge", act=partial(self._merge, place))
            same.setAccessibleName(f"{asked.text()} {same.text()}")
            line = row(same, spacing=8)
            line.insertWidget(0, asked, 1)
            self._twins.addLayout(line)

    def _merge(self, place: int) -> None:
        self._new.setFocus()
        if self._found is None:
            return
        kept, gone = self._found.twins[place]
        self._desk.bridge.run(merge_actors, failed=self._desk.messages.trouble, kept=kept, gone=gone.id)

    def _gather(self) -> None:
        """Say it; the button goes, and the cursor to where the next thing is written."""
        self._new.setFocus()
        if self._found is not None:
            self._desk.bridge.run(gather, meeting=self._found.meeting)

    def _show_points(self, points: tuple[Point, ...]) -> None:
        if [each.point for each in self._ticks] != [each.text for each in points] or not self._points.count():
            clear(self._points)
            self._ticks = [_PointTick(each.text) for each in points]
            for tick in self._ticks:
                tick.clicked.connect(partial(self._cover, tick))
                self._points.addWidget(tick)
            if not points:
                nothing = mark("round", "Der er ingen dagsorden. I taler om det, der er vigtigt.")
                self._points.addWidget(Label(say(nothing), kind="muted", wrap=True))
        for tick, each in zip(self._ticks, points, strict=True):
            tick.setChecked(each.is_covered)

    def _cover(self, tick: "_PointTick") -> None:
        if self._found is not None:
            self._desk.bridge.run(cover, meeting=self._found.meeting, point=tick.point, is_covered=tick.isChecked())

    def _show_people(self, people: tuple[Person, ...]) -> None:
        """Show *people*; the lines of those who stand there stay in their place, with what is being written in them."""
        standing = {each.actor.id for each in people}
        for gone in [each for each in self._lines if each not in standing]:
            left = self._lines.pop(gone)
            self._people.removeWidget(left)
            left.hide()
            left.deleteLater()
        for each in people:
            identity = each.actor.id
            line = self._lines.get(identity)
            if line is None:
                line = self._lines[identity] = self._line(each)
                self._people.addWidget(line)
                line.show()  # in the letters that it is measured in
                line.keep_widths()
                line.give_turn(identity == self._turn)
            line.take(each)
        self._nobody.setVisible(not people)

    def _line(self, person: Person) -> "_PersonLine":
        line = _PersonLine(person, name=self._found.name if self._found else "")
        line.attendance_wanted.connect(self._attend)
        line.turn_wanted.connect(self._give_turn)
        line.told.connect(self._keep)
        return line

    def _give_turn(self, actor: str | None) -> None:
        """Let *actor* tell, or nobody."""
        self._turn = actor
        for each, line in self._lines.items():
            line.give_turn(each == actor)
        if actor is None:
            self._new.setFocus()

    def _attend(self, person: Person) -> None:
        if self._found is not None:
            wanted = next_attendance(person.attendee)
            self._desk.bridge.run(attend, meeting=self._found.meeting, actor=person.actor.id, attendance=wanted)

    def _keep(self, person: Person, name: str, text: str) -> None:
        told: dict[str, Any] = {name: text or None}
        self._desk.bridge.run(edit_record, record=person.actor, **told)

    def _bring_in(self) -> None:
        if self._found is not None:
            self._desk.bridge.run(bring_in, then=self._on_brought, meeting=self._found.meeting, name=self._new.text())
            self._new.clear()

    def _on_brought(self, actor: str) -> None:
        self._give_turn(actor)


class _PointTick(Tick):
    """A point of the agenda."""

    def __init__(self, point: str) -> None:
        super().__init__(point.replace("&", "&&"))
        self.point = point


class _PersonLine(QWidget):
    """One person: the name, what the person does, and a button for whether the person is there."""

    attendance_wanted = Signal(object)
    turn_wanted = Signal(object)
    told = Signal(object, str, str)

    def __init__(self, person: Person, *, name: str) -> None:
        super().__init__()
        self._box = QVBoxLayout(self)
        self._person = person
        self._name = WholeLabel(wrap=True)
        self._about = WholeLabel(wrap=True)
        self._awaits = Label(say(AWAITS), kind="chip")
        self._turn = Button(icon_name="message-circle", kind="quiet", act=self._on_turn)
        self._there = Button(act=lambda: self.attendance_wanted.emit(self._person))
        self._is_turn = False
        self._fields = QWidget()
        self._edits = self._made_fields(name)
        line = QHBoxLayout()
        line.setSpacing(8)
        kept = self._awaits.sizePolicy()
        kept.setRetainSizeWhenHidden(True)
        self._awaits.setSizePolicy(kept)
        named = row(self._name, self._awaits)
        named.setStretch(0, 1)
        words = column(self._about, spacing=0)
        words.insertLayout(0, named)
        line.addLayout(words, 1)
        line.addWidget(self._turn)
        line.addWidget(self._there)
        self._box.setContentsMargins(0, 4, 0, 4)
        self._box.addLayout(line)
        self._box.addWidget(self._fields)
        self._fields.hide()

    def event(self, event: QEvent) -> bool:
        """Need as much height as the words take beside these buttons: the rows round it learn that too late else."""
        is_heard = super().event(event)
        if event.type() in _LAID_OUT:
            self.setMinimumHeight(max(0, self._box.totalHeightForWidth(self.width())))
        return is_heard

    def keep_widths(self) -> None:
        """Be as wide as whatever may come to stand on the buttons, so that nothing moves under a hand."""
        answers = (say(_NOT_SAID), *map(attendance_in_words, Attendance))
        _hold(self._there, answers)
        _hold(self._turn, (say(_TELL), say(_DONE)))

    def take(self, person: Person) -> None:
        """Show what is known of *person* now; what is being written stays."""
        self._person = person
        actor, is_there = person.actor, person.is_there
        told = (actor.role, actor.organisation, actor.responsibility, actor.frequency)
        self._name.setText(actor.title or "")
        _grey(self._name, "strong" if is_there else "muted")
        self._about.setText(" · ".join(filter(None, told)))
        _grey(self._about, "" if is_there else "muted")
        self._awaits.setVisible(person.awaits)
        words = attendance_in_words(person.attendee.attendance) or say(_NOT_SAID)
        self._there.setText(words)
        self._there.set_icon("check" if is_there else "user")
        self._there.set_kind("on" if is_there else "plain")
        named = mark("closing", "{name}: {attendance}")
        self._there.setAccessibleName(say(named, name=actor.title or "", attendance=words.lower()))
        self._show_turn()

    def give_turn(self, is_turn: bool) -> None:
        """Let the person tell, or be done."""
        if is_turn and not self._is_turn:
            for name, field in self._edits.items():
                field.edit.setText(getattr(self._person.actor, name) or "")
        self._is_turn = is_turn
        self._show_turn()
        if is_turn:
            self._edits["role"].edit.setFocus()

    def _show_turn(self) -> None:
        self._fields.setVisible(self._is_turn)
        self._about.setVisible(not self._is_turn and bool(self._about.text()))
        self._turn.setText(say(_DONE if self._is_turn else _TELL))
        self._turn.set_kind("on" if self._is_turn else "quiet")
        named = mark("round", "{name}: færdig") if self._is_turn else mark("round", "{name} fortæller")
        self._turn.setAccessibleName(say(named, name=self._person.actor.title or ""))

    def _on_turn(self) -> None:
        self.turn_wanted.emit(None if self._is_turn else self._person.actor.id)

    def _made_fields(self, name: str) -> dict[str, Field]:
        asked = {
            "role": mark("round", "Hvem er du?"),
            "responsibility": mark("round", "Hvad gør du for {name}?"),
            "frequency": mark("round", "Hvor tit?"),
        }
        edits = {each: Field(say(label, name=name)) for each, label in asked.items()}
        for each, field in edits.items():
            field.edit.editingFinished.connect(partial(self._on_told, each))
        order = [field.edit for field in edits.values()]
        for before, after in pairwise(order):
            before.returnPressed.connect(after.setFocus)
        order[-1].returnPressed.connect(partial(self.turn_wanted.emit, None))
        line = row(*edits.values(), spacing=12)
        for place, share in enumerate((2, 3, 2)):
            line.setStretch(place, share)
        self._fields.setLayout(line)
        return edits

    def _on_told(self, name: str) -> None:
        text = self._edits[name].text()
        if text != (getattr(self._person.actor, name) or ""):
            self.told.emit(self._person, name, text)


def _heading(text: Text) -> Label:
    """Return a heading as high as a button beside it: what lies below stays where it is when the button goes."""
    heading = Label(say(text), kind="page")
    heading.setMinimumHeight(theme.current().row())
    return heading


def _hold(button: Button, texts: Iterable[str]) -> None:
    """Let *button* be as wide as the longest of *texts* in strong letters needs."""
    strong = QFont(button.font())
    strong.setWeight(QFont.Weight.DemiBold)
    longest = max(map(QFontMetrics(strong).horizontalAdvance, texts))
    around = button.sizeHint().width() - button.fontMetrics().horizontalAdvance(button.text())
    button.setMinimumWidth(around + longest)


def _grey(label: Label, kind: str) -> None:
    """Show *label* as another kind."""
    if label.property("kind") != kind:
        label.setProperty("kind", kind)
        label.style().unpolish(label)
        label.style().polish(label)
