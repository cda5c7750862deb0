"""The head of a citizen's page: who it is, which face of the plan is shown, and the acts of the page."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.queries.face import Face
from app.texts import Text, mark, say
from ui import theme
from ui.widgets.button import Button, icon_button
from ui.widgets.flow import FlowLayout
from ui.widgets.hold import HoldButton
from ui.widgets.page import clear
from ui.widgets.text import Initials, Label

FACES: tuple[tuple[str, Text, str], ...] = (
    ("board", mark("face", "Tavle"), "layout-dashboard"),
    ("list", mark("face", "Liste"), "list"),
    ("areas", mark("face", "Livsområder"), "heart-pulse"),
    ("consents", mark("face", "Samtykke"), "handshake"),
)
WIDE = 900
"""From this width on, in pixels at 100 %, all acts beside the name have words."""
IN_ONE_LINE = 1200
"""From this width on, in pixels at 100 %, the head of a meeting is one line."""


class CitizenHeader(QFrame):
    """Tells by signal what is wanted; `show_face` says who it is."""

    back_wanted = Signal()
    face_wanted = Signal(str)
    number_wanted = Signal()
    copy_wanted = Signal()
    meeting_wanted = Signal()
    meeting_ended = Signal()
    contests_wanted = Signal()
    room_wanted = Signal()
    undo_wanted = Signal()
    redo_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("Header")
        self._is_meeting = False
        self._is_read_only = False
        self._is_narrow = False
        self._is_one_line = False
        self._box = QVBoxLayout(self)
        self._upper = QHBoxLayout()
        self._lower = FlowLayout(spacing=4)
        self._below = QHBoxLayout()
        self._masked = ""
        self._initials = Initials(size=44)
        self._name = Label(kind="page", wrap=True)
        self._name.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._number = Label(kind="muted")
        self._eye = icon_button("eye", mark("face", "Vis hele CPR-nummeret. Det bliver skrevet i loggen."))
        self._eye.clicked.connect(self._on_eye)
        self._chips = QWidget()
        self._chip_flow = FlowLayout(self._chips, spacing=6)
        self._chips.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._back = icon_button("arrow-left", mark("face", "Tilbage til mine borgere"), act=self.back_wanted.emit)
        self._copy = Button(mark("face", "Giv borgeren en kopi"), icon_name="printer", act=self.copy_wanted.emit)
        self._start = Button(
            mark("face", "Start møde"), icon_name="presentation", kind="primary", act=self.meeting_wanted.emit
        )
        self._end = HoldButton(mark("face", "Hold inde for at afslutte mødet"), icon_name="check")
        self._end.held.connect(self.meeting_ended)
        self._end.hide()
        self._faces = {name: self._face_button(name, label, icon) for name, label, icon in FACES}
        self._contests = Button(kind="plain", icon_name="git-merge", act=self.contests_wanted.emit)
        self._contests.hide()
        self._room = Button(mark("face", "Det ser borgeren"), kind="quiet", icon_name="eye", act=self.room_wanted.emit)
        self._room.setCheckable(True)
        self._round = self._face_button("round", mark("face", "Mødet"), "users")
        self._round.hide()
        self._prepare = self._face_button("prepare", mark("face", "Gør klar til møde"), "calendar-check")
        self._undo = icon_button("undo", mark("face", "Fortryd"), act=self.undo_wanted.emit)
        self._redo = icon_button("redo", mark("face", "Gentag"), act=self.redo_wanted.emit)
        self._why = Label(kind="muted", wrap=True)
        self._why.hide()
        self._lay_out()

    def show_face(self, face: Face) -> None:
        """Show who the page is about."""
        self._initials.show_initials(face.initials)
        self._name.setText(face.name.split()[0] if self._is_meeting and face.name else face.name)
        self._name.setAccessibleName(face.name)
        self._masked = face.number
        self._number.setText(face.number)
        self._eye.setVisible(bool(face.number) and not self._is_meeting)
        self._show_chips(face.chips)
        self._contests.setText(say(mark("face", "Afgør forskelle ({count})"), count=face.contested))
        self._contests.setVisible(face.contested > 0 and not self._is_meeting and not self._is_read_only)

    def show_number(self, number: str) -> None:
        """Show the whole number until the eye is pressed again."""
        self._number.setText(number)
        self._eye.set_icon("eye-off")

    def choose(self, name: str) -> None:
        """Mark the face that is shown; where the meeting ends, nothing has to be held."""
        self._end.setVisible(self._is_meeting and name != "closing")
        for each, button in {**self._faces, "room": self._room, "round": self._round, "prepare": self._prepare}.items():
            button.setChecked(each == name)
            button.set_kind("on" if each == name else "quiet")

    def show_undo(self, is_shown: bool) -> None:
        """Show «Fortryd» and «Gentag» where the face has no tools of its own."""
        self._undo.setVisible(is_shown and not self._is_read_only)
        self._redo.setVisible(is_shown and not self._is_read_only)

    def set_read_only(self, why: str) -> None:
        """Show only what can be done by who reads, and *why* it is no more; all of it when *why* is empty."""
        self._is_read_only = bool(why)
        self._why.setText(why)
        self._why.setVisible(self._is_read_only)
        for part in (self._start, self._room, self._prepare):
            part.setVisible(not self._is_read_only and not self._is_meeting)

    def set_meeting(self, is_on: bool) -> None:
        """Show only what belongs to the meeting: no number, no chips, no way to other citizens."""
        self._is_meeting = is_on
        for part in (self._back, self._number, self._eye, self._chips, self._copy, self._start, self._contests):
            part.setVisible(not is_on)
        self._room.setVisible(not is_on)
        self._round.setVisible(is_on)
        self._prepare.setVisible(not is_on)
        self._end.setVisible(is_on)
        self._arrange()

    def _on_eye(self) -> None:
        if self._number.text() == self._masked:
            self.number_wanted.emit()
            return
        self._number.setText(self._masked)
        self._eye.set_icon("eye")

    def _face_button(self, name: str, label: Text, icon: str) -> Button:
        button = Button(label, icon_name=icon, kind="quiet", act=partial(self.face_wanted.emit, name))
        button.setCheckable(True)
        return button

    def _show_chips(self, chips: tuple[str, ...]) -> None:
        clear(self._chip_flow)
        for each in chips:
            self._chip_flow.addWidget(Label(each, kind="chip"))
        self._chips.setVisible(bool(chips) and not self._is_meeting)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Use the room there is."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        """Let the copy be an icon where there is no room for its words, and a meeting have one line."""
        scale = theme.current().scale
        is_narrow = self.width() < round(WIDE * scale)
        if is_narrow != self._is_narrow:
            self._is_narrow = is_narrow
            self._copy.set_brief(is_narrow)
        is_one_line = self._is_meeting and self.width() >= round(IN_ONE_LINE * scale)
        if is_one_line != self._is_one_line:
            self._is_one_line = is_one_line
            (self._upper if is_one_line else self._below).removeWidget(self._end)
            (self._below if is_one_line else self._upper).addWidget(self._end)
            directions = QBoxLayout.Direction
            self._box.setDirection(directions.LeftToRight if is_one_line else directions.TopToBottom)
            self._box.setSpacing(24 if is_one_line else 6)

    def _lay_out(self) -> None:
        self._upper.setSpacing(10)
        for part in (self._back, self._initials):
            self._upper.addWidget(part)
        self._upper.addLayout(self._identity(), 1)
        for part in (self._copy, self._start, self._end):
            self._upper.addWidget(part)
        faces = QWidget()
        faces.setLayout(self._lower)
        for button in (*self._faces.values(), self._round, self._prepare, self._room, self._contests):
            self._lower.addWidget(button)
        self._below.setSpacing(4)
        self._below.addWidget(faces, 1)
        for part in (self._undo, self._redo):
            self._below.addWidget(part, 0, Qt.AlignmentFlag.AlignTop)
        self._box.setContentsMargins(20, 10, 20, 6)
        self._box.setSpacing(6)
        self._box.addLayout(self._upper)
        self._box.addLayout(self._below, 1)
        self._box.addWidget(self._why)

    def _identity(self) -> QVBoxLayout:
        number = QHBoxLayout()
        number.setSpacing(2)
        number.addWidget(self._number)
        number.addWidget(self._eye)
        number.addWidget(self._chips, 1, Qt.AlignmentFlag.AlignVCenter)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._name)
        words.addLayout(number)
        return words
