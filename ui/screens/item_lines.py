"""The lines of an item beside the list: what it leads to, supports and hinders; followed, made and removed there."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.connector import Meaning
from app.domain.item import ItemType
from app.operations.items import connect, delete_records
from app.queries.plan_list import LineRow, PlanRow
from app.queries.sameness import says_same
from app.texts import mark, say
from ui import theme
from ui.board.link import MEANINGS
from ui.screens.item_fields import Choice, named
from ui.screens.screen import Desk
from ui.widgets.button import Button, icon_button
from ui.widgets.card import column, row
from ui.widgets.page import clear
from ui.widgets.text import Label

LINES = mark("item lines", "Forbindelser")
CONNECT = mark("item lines", "Forbind")
_GO = mark("item lines", "Gå til {title}")
_REMOVE = mark("item lines", "Fjern forbindelsen: {words}")
_NONE = mark("item lines", "Ingen forbindelser endnu.")
_DONE = mark("item lines", "Forbundet: {words}.")
_GONE = mark("item lines", "Forbindelsen er fjernet.")
_BESIDE_TO = 1.3
"""In larger text than this the acts stand below the words."""
Others = tuple[tuple[str, str], ...]


class ItemLines(QWidget):
    """Shows the lines of a `PlanRow`; `followed` carries the item at the other end of one."""

    followed = Signal(str)

    def __init__(self, desk: Desk, *, is_read_only: bool) -> None:
        super().__init__()
        self._desk = desk
        self._is_read_only = is_read_only
        self._row: PlanRow | None = None
        self._others: Others = ()
        self._list = QVBoxLayout()
        self._list.setSpacing(2)
        self._meaning = Choice([(meaning, say(words).capitalize()) for meaning, words in MEANINGS.items()])
        self._to = Choice([(None, "–")])
        self._connect = Button(CONNECT, icon_name="spline", act=self._on_connect)
        self._new = QWidget()
        self._lay_out()

    def show_others(self, others: Others) -> None:
        """Take the ids and titles of what an item can be joined to."""
        self._others = others

    def show_row(self, plan_row: PlanRow) -> None:
        """Show the lines of an item; what is being chosen for a new one stays chosen."""
        before, self._row = self._row, plan_row
        is_other = before is None or before.item.id != plan_row.item.id
        self._to.offer([(None, "–"), *(each for each in self._others if each[0] != plan_row.item.id)])
        if is_other:
            self._to.show_value(None)
            self._meaning.show_value(Meaning.LEADS_TO)
        self._new.setVisible(not self._is_read_only and plan_row.item.type is not ItemType.ACTOR)
        if is_other or before is None or not says_same(before.lines, plan_row.lines):
            self._fill(plan_row.lines)

    def _lay_out(self) -> None:
        new = QVBoxLayout(self._new)
        new.setContentsMargins(0, 0, 0, 0)
        new.setSpacing(8)
        new.addWidget(named(say(mark("item lines", "Ny forbindelse")), self._meaning))
        new.addWidget(named(say(mark("item lines", "Med hvad?")), self._to))
        new.addLayout(row(self._connect, None))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(8)
        box.addWidget(Label(say(LINES), kind="strong"))
        box.addLayout(self._list)
        box.addWidget(self._new)

    def _fill(self, lines: Sequence[LineRow]) -> None:
        clear(self._list)
        for place, each in enumerate(lines):
            self._list.addWidget(self._line(place, each))
        if not lines:
            self._list.addWidget(Label(say(_NONE), kind="muted", wrap=True))

    def _line(self, place: int, line: LineRow) -> QWidget:
        held = QWidget()
        go = icon_button("arrow-right", _GO, act=partial(self.followed.emit, line.other))
        go.setAccessibleName(say(_GO, title=line.title))
        go.setToolTip(say(_GO, title=line.title))
        parts: list[QWidget] = [go]
        if not self._is_read_only:
            remove = icon_button("trash-2", _REMOVE, act=partial(self._remove, place))
            remove.setAccessibleName(say(_REMOVE, words=line.words))
            remove.setToolTip(say(_REMOVE, words=line.words))
            parts.append(remove)
        words = Label(line.words, wrap=True)
        if theme.current().scale > _BESIDE_TO:
            held.setLayout(column(words, _held(*parts), spacing=0))
            return held
        box = row(words, *parts, spacing=2)
        box.setStretch(0, 1)
        held.setLayout(box)
        return held

    def _on_connect(self) -> None:
        target = self._to.currentData()
        if self._row is None or target is None:
            self._to.setFocus()
            return
        item, words = self._row.item, f"{self._meaning.currentText()} «{self._to.currentText()}»"
        self._desk.bridge.run(
            connect,
            then=partial(self._tell, say(_DONE, words=words)),
            citizen=item.citizen,
            source=item.id,
            target=target,
            meaning=self._meaning.currentData(),
        )
        self._to.show_value(None)

    def _remove(self, place: int) -> None:
        """Take away the line at a *place* as it was read last."""
        self._connect.setFocus()
        if self._row is not None:
            connector = self._row.lines[place].connector
            self._desk.bridge.run(delete_records, then=partial(self._tell, say(_GONE)), records=[connector])

    def _tell(self, words: str, _answer: object) -> None:
        self._desk.messages.tell(words)


def _held(*parts: QWidget) -> QWidget:
    """Return *parts* beside each other, at the left."""
    held = QWidget()
    held.setLayout(row(*parts, None, spacing=2))
    return held
