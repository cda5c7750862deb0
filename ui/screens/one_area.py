"""One life area at a time, in large words to tap: what the citizen says, and what the worker sees beside it."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.life_area import LifeArea, LifeAreaText
from app.domain.values import Speaker
from app.queries.ratings import Markers
from app.queries.words import LEVELS
from app.texts import Text, mark, say
from ui import theme
from ui.widgets.button import Button
from ui.widgets.card import Card, column, row
from ui.widgets.page import clear, scrolling
from ui.widgets.text import Label

_HIGH = 56
"""Pixels at 100 % that a hand needs."""
_WHO: dict[Speaker, Text] = {
    Speaker.CITIZEN: mark("life areas", "{name} siger"),
    Speaker.WORKER: mark("life areas", "Jeg ser"),
}


class OneArea(QWidget):
    """`given` carries area, speaker and level; `back_wanted` goes to all areas, `next_wanted` to the one after."""

    given = Signal(object, object, object)
    back_wanted = Signal()
    next_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.area: LifeArea | None = None
        self._title, self._question = Label(kind="page", wrap=True), Label(kind="card", wrap=True)
        self._buttons: dict[tuple[Speaker, int], Button] = {}
        self._words = QHBoxLayout()
        self._words.setSpacing(16)
        body = QVBoxLayout()
        body.setContentsMargins(24, 20, 24, 12)
        body.setSpacing(12)
        for part in (self._title, self._question):
            body.addWidget(part)
        body.addLayout(self._words)
        body.addStretch(1)
        back = Button(mark("life areas", "Alle livsområder"), icon_name="arrow-left", act=self.back_wanted.emit)
        onward = Button(mark("life areas", "Det næste"), icon_name="arrow-right", act=self.next_wanted.emit)
        foot = row(back, None, onward)
        foot.setContentsMargins(28, 8, 28, 20)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scrolling(body), 1)
        outer.addLayout(foot)

    def show_area(self, text: LifeAreaText, found: Markers) -> None:
        """Ask about one area; a word that was tapped is marked."""
        if self.area != text.area:
            self._ask(text, found.name)
        for (speaker, level), button in self._buttons.items():
            is_said = found.level(text.area, speaker) == level
            button.set_icon("check" if is_said else "circle")
            button.set_kind("on" if is_said else "plain")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go back by Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self.back_wanted.emit()
        else:
            super().keyPressEvent(event)

    def _ask(self, text: LifeAreaText, name: str) -> None:
        self.area = text.area
        self._title.setText(say(text.label))
        self._question.setText(say(text.question))
        clear(self._words)
        self._buttons = {}
        for speaker, who in _WHO.items():
            self._words.addLayout(column(self._sheet(text.area, speaker, say(who, name=name)), None), 1)

    def _sheet(self, area: LifeArea, speaker: Speaker, who: str) -> Card:
        sheet = Card(margin=20)
        sheet.body.addWidget(Label(who, kind="card"))
        for level, words in enumerate(LEVELS):
            button = Button(icon_name="circle", act=partial(self.given.emit, area, speaker, level))
            button.setText(say(words))
            button.setAccessibleName(f"{who}: {say(words)}")
            button.setMinimumHeight(round(_HIGH * theme.current().scale))
            self._buttons[speaker, level] = button
            sheet.body.addWidget(button)
        return sheet
