"""Finding: words are looked for on the board, what holds them is framed; all that belongs to a person is shown."""

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property, partial

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from app.domain.item import ItemType
from app.queries.board import BoardView, CardView
from app.texts import mark, say
from ui.board.easel import Easel
from ui.board.folding import READABLE
from ui.board.lettering import lettering
from ui.board.model import title_of
from ui.board.parts import BoardPart, Tell
from ui.board.plate import Plate
from ui.board.tool_column import Further
from ui.board.wayfinding import matching, of_person, texts
from ui.theme import current
from ui.widgets.button import icon_button
from ui.widgets.text import Label

FIND = mark("board", "Find på tavlen …")
NAME = mark("board", "Søg på tavlen")
NEXT = mark("board", "Næste fund")
PREVIOUS = mark("board", "Forrige fund")
CLOSE = mark("board", "Luk søgningen")
FOUND_NONE = mark("board", "Ingen kort har de ord.")
FOUND_ONE = mark("board", "1 kort har de ord.")
FOUND_MANY = mark("board", "{count} kort har de ord. Enter går til det næste.")
AT = mark("board", "Kort {place} af {count}: «{title}».")
SELECTION = mark("board", "Vis det valgte")
PERSON = mark("board", "Vis alt om {name}")
OF_NONE = mark("board", "Ingen andre kort hører til {name} endnu.")
OF_ONE = mark("board", "1 kort hører til {name}.")
OF_MANY = mark("board", "{count} kort hører til {name}.")
BESIDE_HINT_PX = 44
"""What the edges of the field take beside the words."""
TOP_PX = 12
WIDTH_PX = 560
UNDER_PX = 70.0
"""Pixels at the top of the view that the line lies over."""


class FindLine(Plate):
    """The line to search in, over the top of the board; `went` carries 1 and -1, `closed` that Esc was pressed."""

    typed = Signal(str)
    went = Signal(int)
    closed = Signal()

    def __init__(self, viewport: QWidget, *, meeting: bool) -> None:
        super().__init__(viewport)
        self._viewport = viewport
        self.field = QLineEdit()
        self.field.setAccessibleName(say(NAME))
        self.field.setPlaceholderText(say(NAME))
        self.field.textChanged.connect(self.typed)
        self.field.installEventFilter(self)
        self.count = Label(kind="muted")
        self.count.hide()
        for part in (self.field, self.count):
            part.setFont(lettering(weight="medium", meeting=meeting))
        hint = self.field.fontMetrics().horizontalAdvance(say(NAME))
        self.field.setMinimumWidth(max(160, hint + BESIDE_HINT_PX))
        box = QHBoxLayout(self)
        box.setContentsMargins(10, 6, 8, 6)
        box.addWidget(self.field, 1)
        box.addWidget(self.count)
        self._parts = (
            self.field,
            icon_button("chevron-up", PREVIOUS, act=partial(self.went.emit, -1)),
            icon_button("chevron-down", NEXT, act=partial(self.went.emit, 1)),
            icon_button("x", CLOSE, act=self.closed.emit),
        )
        for button in self._parts[1:]:
            box.addWidget(button)
        self.hide()

    def open(self) -> None:
        """Come up with the cursor in the words that stand there."""
        self.place()
        self.show()
        self.raise_()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()

    def tell(self, words: str) -> None:
        """Say what was found."""
        self.count.setText(words)
        self.count.setVisible(bool(words))
        self.place()

    def place(self) -> None:
        """Lie in the middle of the top of the view."""
        room = self._viewport.width()
        width = min(room - TOP_PX, max(round(WIDTH_PX * current().scale ** 0.5), self.sizeHint().width()))
        self.setGeometry((room - width) // 2, TOP_PX, width, self.sizeHint().height())

    def eventFilter(self, field: QObject, event: QEvent) -> bool:
        """Enter goes on, with Shift back; Esc leaves."""
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return False
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.went.emit(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
            return True
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
            return True
        return False


class Finding(BoardPart):
    """Search on the board that is shown, and the ways to look at a part of it."""

    def __init__(self, easel: Easel, told: Tell, window: QWidget) -> None:
        super().__init__(easel, told, window)
        self._hits: list[str] = []
        self._at: int | None = None
        self._asked = ""
        self._read: tuple[BoardView, Mapping[str, str]] | None = None
        self._about: str | None = None
        easel.selection_changed.connect(self._on_selection)
        easel.model.shown.connect(self._on_shown)

    @cached_property
    def line(self) -> FindLine:
        """The line to search in, made when it is first wanted."""
        line = FindLine(self.easel.canvas.viewport(), meeting=self.easel.canvas.meeting)
        line.typed.connect(self._on_typed)
        line.went.connect(self.go)
        line.closed.connect(self.close_)
        self.easel.canvas.shifted.connect(self._on_shifted)
        return line

    def open(self) -> None:
        """Ask what to look for, ready for the first key."""
        self.line.open()
        self._texts()

    def further(self) -> list[Further]:
        """Return what «Mere» offers."""
        return [("find", say(FIND), "search"), *self._of_person()]

    def zooms(self) -> list[Further]:
        """Return what the zoom menu offers: what is selected, and all that belongs to a selected person."""
        chosen: list[Further] = [("fit selection", say(SELECTION), "maximize")] if self.easel.selected else []
        return [*chosen, *self._of_person()]

    def acts(self) -> dict[str, Callable[[], object]]:
        """Return the acts by their names."""
        return {"find": self.open, "fit person": self.fit_person}

    def go(self, step: int) -> None:
        """Go to the next card found, or the one before; after the last one comes the first."""
        if not self._hits:
            return
        first = 0 if step > 0 else -1
        self._at = (first if self._at is None else self._at + step) % len(self._hits)
        card = self.easel.card(self._hits[self._at])
        if card is None:
            return
        self._bring_in(card)
        self.easel.focus(card.id)
        words = say(AT, place=self._at + 1, count=len(self._hits), title=title_of(card.item))
        self.line.tell(say(AT, place=self._at + 1, count=len(self._hits), title=_short(title_of(card.item))))
        self.easel.said.emit(words)

    def close_(self) -> None:
        """Leave the search; the card that was gone to is chosen."""
        self.line.hide()
        found = self.easel.card(self._hit)
        self._frame([])
        self._read = None
        self.easel.canvas.setFocus()
        self.easel.go_to(found)

    @property
    def _hit(self) -> str | None:
        """The id of the card that the search has come to."""
        return self._hits[self._at] if self._at is not None and self._at < len(self._hits) else None

    def fit_person(self) -> None:
        """Show the selected person and every card that belongs to them, and say how many there are."""
        person = self._person()
        if person is None:
            return
        found = of_person(self.easel.view, person.id)
        name = title_of(person.item)
        self.easel.canvas.folding.end()
        cards = [self.easel.card(each) for each in (person.id, *found)]
        self.easel.canvas.fit(_around([card for card in cards if card is not None]))
        self._frame(found)
        self._about = person.id
        text = OF_NONE if not found else OF_ONE if len(found) == 1 else OF_MANY
        self.told(say(text, name=name, count=len(found)), False)

    def _of_person(self) -> list[Further]:
        person = self._person()
        return [("fit person", say(PERSON, name=title_of(person.item)), "user")] if person is not None else []

    def _person(self) -> CardView | None:
        card = self.easel.card(next(iter(self.easel.selected))) if len(self.easel.selected) == 1 else None
        return card if card is not None and card.item.type is ItemType.ACTOR else None

    def _bring_in(self, card: CardView) -> None:
        canvas = self.easel.canvas
        frame = _around([card])
        if canvas.zoom < READABLE and not canvas.folding.is_folded:
            canvas.set_zoom(1.0, at=canvas.to_view(frame.center()))
        canvas.bring_in(frame.adjusted(0, -UNDER_PX / canvas.scale_, 0, 0))

    def _on_typed(self, asked: str) -> None:
        self._asked = asked
        self._at = None
        self._look()
        self.easel.said.emit(self.line.count.text())

    def _look(self) -> None:
        found = matching(self._texts(), self._asked)
        self._frame(found)
        text = FOUND_NONE if not found else FOUND_ONE if len(found) == 1 else FOUND_MANY
        self.line.tell(say(text, count=len(found)) if self._asked.strip() else "")

    def _texts(self) -> Mapping[str, str]:
        """Return what the cards of the view are found by, read once for all keys."""
        view = self.easel.view
        if self._read is None or self._read[0] is not view:
            self._read = view, texts(view, meeting=self.easel.canvas.meeting)
        return self._read[1]

    def _frame(self, found: Sequence[str]) -> None:
        self._hits = list(found)
        self.easel.scene.stage.found = frozenset(found)
        self.easel.canvas.viewport().update()

    def _on_shown(self, _view: object) -> None:
        """What has come or gone is found or not; where the search has come to stays."""
        if self._asked and self.line.isVisible():
            hit = self._hit
            self._look()
            self._at = self._hits.index(hit) if hit in self._hits else None

    def _on_selection(self) -> None:
        """What belongs to a person is framed while that person is selected."""
        if self._about is not None and self.easel.selected != {self._about}:
            self._about = None
            self._frame([])

    def _on_shifted(self) -> None:
        if self.line.isVisible():
            self.line.place()


def _around(cards: Sequence[CardView]) -> QRectF:
    room = QRectF()
    for card in cards:
        room = room.united(QRectF(card.spot.x, card.spot.y, card.spot.width, card.spot.height))
    return room


def _short(title: str) -> str:
    """Return as much of a title as the line has room for."""
    return title if len(title) <= 28 else title[:26].rstrip() + " …"
