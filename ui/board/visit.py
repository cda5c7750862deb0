"""Visits: the time between the cursor entering a text of the board and leaving it; what is typed is durable soon."""

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from app.domain.record import Record
from app.domain.values import TITLE_LENGTH
from ui.board.model import BoardModel
from ui.bridge import TYPING_REST_MS

Make = Callable[[str, bool, Callable[[Any], object]], None]
"""Write the new record with (text, whether typing goes on, who is told the id)."""
Read = Callable[[str], Mapping[str, Any]]
"""What a text says beside itself, as {field: value}."""


class Visit(QObject):
    """A visit to one text of a record that stands."""

    def __init__(self, model: BoardModel, record: Record, *, field: str = "title") -> None:
        super().__init__(model)
        self._model, self._record, self._field = model, record, field

    def typed(self, text: str) -> None:
        """Keep what stands in the field now."""
        self._model.bridge.typed(self._record, **{self._field: kept(text)})

    def end(self, text: str) -> None:
        """Leave the field; *text* is what stood there."""
        if kept(text) != getattr(self._record, self._field):
            self.typed(text)
        self._model.bridge.end_typing()


class NewVisit(QObject):
    """A visit to something that is written only once it has a text; `made` tells its id.

    An empty one leaves no trace; one that is emptied again is deleted. What the whole text says beside itself is *read*
    when it is left, and kept in the same act.
    """

    made = Signal(str)

    def __init__(self, model: BoardModel, make: Make, *, field: str = "title", read: Read | None = None) -> None:
        super().__init__(model)
        self._model, self._make, self._field = model, make, field
        self._read = read or (lambda _text: {})
        self._text = ""
        self._is_asked = False
        self._has_ended = False
        self._record: Record | None = None
        self._rest = QTimer(self, singleShot=True, interval=TYPING_REST_MS)
        self._rest.timeout.connect(self._on_rest)
        model.bridge.trouble.connect(self._on_trouble)

    def typed(self, text: str) -> None:
        """Keep what stands in the field now."""
        self._text = text
        if self._record is not None:
            self._model.bridge.typed(self._record, **{self._field: kept(text)})
            return
        if not self._is_asked:
            self._rest.start()
        if self._is_asked or kept(text):
            self._model.bridge.hold(self)
        else:
            self._model.bridge.let_go(self)

    def end(self, text: str) -> None:
        """Leave the field; *text* is what stood there."""
        self._text = text
        self._has_ended = True
        self._rest.stop()
        if self._record is not None:
            self._leave(self._record)
        elif not self._is_asked and kept(text):
            self._ask(stays_open=False)
        elif not self._is_asked:
            self._model.bridge.let_go(self)
        else:
            self.setParent(self._model.bridge)  # its page may be gone before the answer comes

    def _on_rest(self) -> None:
        if kept(self._text) and not self._is_asked:
            self._ask(stays_open=True)

    def _ask(self, *, stays_open: bool) -> None:
        self._is_asked = True
        self._model.bridge.hold(self)
        self._make(kept(self._text) or "", stays_open, self._on_made)

    def _on_made(self, identity: str) -> None:
        self.made.emit(identity)
        self._model.fetch(identity, then=self._on_record)

    def _on_record(self, record: Record | None) -> None:
        self._record = record
        if record is not None and self._has_ended:
            self._leave(record)
        elif record is not None and kept(self._text) != getattr(record, self._field):
            self.typed(self._text)
        self._model.bridge.let_go(self)

    def _on_trouble(self, _error: object) -> None:
        """What could not be written is told; nothing is on its way any more."""
        if self._is_asked:
            self._model.bridge.let_go(self)

    def _leave(self, record: Record) -> None:
        if kept(self._text) is None:
            self._model.bridge.end_typing(record.id)
            self._model.delete([record.id])
            return
        told = {self._field: kept(self._text), **self._read(self._text)}
        news = {name: each for name, each in told.items() if each != getattr(record, name, None)}
        if news:
            self._model.bridge.typed(record, **news)
        self._model.bridge.end_typing(record.id)


def kept(text: str) -> str | None:
    """Return *text* as a title is kept: on one line, None for nothing."""
    return " ".join(text.split())[:TITLE_LENGTH].strip() or None
