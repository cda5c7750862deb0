"""Afgør forskelle: one difference at a time, every version side by side, settled by one press or one key."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

from app.operations.contests import keep_both, settle
from app.queries.contests import ContestView, Version, contests
from app.texts import mark, say
from ui import theme
from ui.screens.screen import Desk
from ui.widgets.button import Button
from ui.widgets.card import Card, column, inset, row
from ui.widgets.flow import FlowLayout
from ui.widgets.page import clear, scrolling
from ui.widgets.text import Label

WIDTH = 380
"""How wide a version stands, in pixels at 100 %."""


class ContestsScreen(QWidget):
    """The differences of one citizen; `done` tells that none is left or the user wants to go on."""

    done = Signal()

    def __init__(self, desk: Desk, *, citizen: str) -> None:
        super().__init__()
        self._desk = desk
        self._citizen = citizen
        self._left: list[ContestView] = []
        self._put_off: set[tuple[str, tuple[str, ...]]] = set()
        self._acts: list[Button] = []
        self._body = QVBoxLayout()
        self._body.setContentsMargins(24, 20, 24, 24)
        self._body.setSpacing(16)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scrolling(self._body))
        desk.bridge.changed.connect(self._reload)

    def begin(self) -> None:
        """Show what waits, also what was put off before."""
        self._put_off.clear()
        self._reload()
        self.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Settle by the number on the button, put off by Esc."""
        place = event.key() - Qt.Key.Key_1
        if 0 <= place < len(self._acts):
            self._acts[place].click()
        elif event.key() == Qt.Key.Key_Escape:
            self._later()
        else:
            super().keyPressEvent(event)

    def _reload(self, _touched: object = None) -> None:
        self._desk.bridge.ask(
            contests,
            then=self._show,
            today=self._desk.today(),
            device=self._desk.session.device,
            citizen=self._citizen,
        )

    def _show(self, found: list[ContestView]) -> None:
        self._left = [each for each in found if (each.record.id, each.fields) not in self._put_off]
        clear(self._body)
        self._acts = []
        if not self._left:
            self._show_nothing(is_put_off=bool(found))
            return
        view = self._left[0]
        count = mark("contest", "Forskel 1 af {count}")
        title = mark("contest", "«{title}» – {label}")
        self._body.addLayout(inset(Label(say(count, count=len(self._left)), kind="muted")))
        self._body.addLayout(inset(Label(say(title, title=view.title, label=view.label), kind="page", wrap=True)))
        self._body.addWidget(self._versions(view))
        self._body.addLayout(inset(self._others(view)))
        kept = mark("contest", "Intet går tabt: det, du ikke vælger, står stadig i historikken.")
        self._body.addLayout(inset(Label(say(kept), kind="muted", wrap=True)))
        self._body.addStretch(1)
        self._acts[0].setFocus()

    def _show_nothing(self, *, is_put_off: bool) -> None:
        words = mark("contest", "Alt er afgjort.")
        later = mark("contest", "Resten venter på dig under «I dag».")
        self._body.addWidget(Label(say(later if is_put_off else words), kind="page", wrap=True))
        self._body.addLayout(
            row(Button(mark("contest", "Tilbage til planen"), kind="primary", act=self.done.emit), None)
        )
        self._body.addStretch(1)

    def _versions(self, view: ContestView) -> QWidget:
        holder = QWidget()
        flow = FlowLayout(holder, spacing=16, even=True)
        for version in view.versions:
            flow.addWidget(self._version(view, version))
        return holder

    def _version(self, view: ContestView, version: Version) -> Card:
        card = Card(margin=20, spacing=12)
        card.setFixedWidth(round(WIDTH * theme.current().scale ** 0.5))
        whose = mark("contest", "Din") if version.is_own else mark("contest", "{author}")
        author = say(whose, author=version.author)
        when = version.at[:1].lower() + version.at[1:]
        about = say(mark("contest", "{author}, {when}"), author=author, when=when) if when else author
        verb = mark("contest", "Behold min") if version.is_own else mark("contest", "Brug denne")
        card.body.addWidget(Label(about, kind="muted", wrap=True))
        card.body.addWidget(Label(version.words, kind="panel", wrap=True))
        card.body.addStretch(1)
        card.body.addWidget(self._act(verb, partial(self._settle, view, version.values), kind="primary"))
        return card

    def _others(self, view: ContestView) -> QWidget:
        holder = QWidget()
        self._writing = QPlainTextEdit()
        self._writing.setAccessibleName(say(mark("contest", "Skriv, hvad der skal stå")))
        self._writing.setFixedHeight(96)
        self._keep = Button(mark("contest", "Gem det skrevne"), kind="primary", act=partial(self._write, view))
        self._writing.hide()
        self._keep.hide()
        line = row(spacing=8)
        if view.can_double and len(view.versions) == 2:
            line.addWidget(self._act(mark("contest", "Begge"), partial(self._both, view)))
        if view.can_join:
            line.addWidget(self._act(mark("contest", "Skriv ny"), partial(self._begin_writing, view)))
        line.addWidget(Button(mark("contest", "Senere"), kind="quiet", act=self._later))
        line.addStretch(1)
        box = column(spacing=8)
        box.addLayout(line)
        box.addWidget(self._writing)
        box.addLayout(row(self._keep, None))
        holder.setLayout(box)
        return holder

    def _act(self, words: str, act: Any, *, kind: str = "plain") -> Button:
        button = Button(kind=kind, act=act)
        self._acts.append(button)
        button.setText(say(mark("contest", "{words}  ({key})"), words=say(words), key=len(self._acts)))
        return button

    def _settle(self, view: ContestView, values: Mapping[str, Any]) -> None:
        self._desk.bridge.run(settle, record=view.record, values=values)

    def _both(self, view: ContestView) -> None:
        first, second = (version.values for version in view.versions)
        self._desk.bridge.run(keep_both, item=view.record, values=first, others=second)

    def _begin_writing(self, view: ContestView) -> None:
        self._writing.setPlainText(view.versions[0].words)
        self._writing.show()
        self._keep.show()
        self._writing.setFocus()
        self._writing.selectAll()

    def _write(self, view: ContestView) -> None:
        text = self._writing.toPlainText().strip()
        if text:
            self._settle(view, dict.fromkeys(view.fields, text))

    def _later(self) -> None:
        if self._left:
            self._put_off.add((self._left[0].record.id, self._left[0].fields))
            self._reload()
        else:
            self.done.emit()
