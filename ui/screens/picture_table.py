"""Billedkort: the citizen lays pictures where they belong, by hand, mouse or keys; each is the citizen's marker."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.domain.item import ItemType
from app.domain.picture import PICTURES, Column
from app.domain.values import Speaker
from app.operations.items import add_item
from app.operations.ratings import lay_picture, take_back_picture
from app.queries.ratings import COLUMNS, PictureCard, picture_cards
from app.texts import Text, mark, say
from ui.screens.picture_hand import PictureHand
from ui.screens.screen import Desk
from ui.widgets.page import scrolling
from ui.widgets.picture_card import PictureButton
from ui.widgets.picture_pile import Pile

_TITLES: dict[Column | None, tuple[Text, str]] = {
    Column.WELL: (mark("pictures", "Går godt"), "thumbs-up"),
    Column.BETWEEN: (mark("pictures", "Midt imellem"), "scale"),
    Column.HARD: (mark("pictures", "Svært"), "cloud-rain"),
    None: (mark("pictures", "Bunken"), "layers"),
}
_ORDER: tuple[Column | None, ...] = (None, *Column)
_LAY = {Qt.Key.Key_1: Column.WELL, Qt.Key.Key_2: Column.BETWEEN, Qt.Key.Key_3: Column.HARD}
_BACK = (Qt.Key.Key_0, Qt.Key.Key_Backspace, Qt.Key.Key_Delete)
_STEPS = {Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0), Qt.Key.Key_Up: (0, -1), Qt.Key.Key_Down: (0, 1)}
_LAID = mark("pictures", "{word}: {column}.")
_TAKEN_BACK = mark("pictures", "{word} ligger i bunken.")
_OVER = mark("pictures", "{word} over {pile}. Enter lægger billedet, Esc fortryder.")
_WRITTEN: dict[ItemType, Text] = {
    ItemType.WISH: mark("pictures", "Ønsket «{title}» står nu i planen."),
    ItemType.GOAL: mark("pictures", "Målet «{title}» står nu i planen."),
}
_DECK_SHARE = 0.5
"""How much of the table's height the deck takes at most."""


class PictureTable(QWidget):
    """The table: three columns, the deck, and what can be done with the card in the hand.

    `back_wanted` goes to the life areas; `spoken` carries what a screen reader is told.
    """

    back_wanted = Signal()
    spoken = Signal(str)

    def __init__(self, desk: Desk, *, citizen: str, meeting: str | None = None) -> None:
        super().__init__()
        self._desk, self._citizen, self._meeting = desk, citizen, meeting
        self._chosen: PictureButton | None = None
        self._target: Column | None = None
        self.cards = {each.key: PictureButton(each) for each in PICTURES}
        self.piles = {column: Pile(title, icon) for column, (title, icon) in _TITLES.items()}
        self._hand = PictureHand()
        self._ghost = QLabel(self)
        self._ghost.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._ghost.hide()
        self._lay_out()
        self._connect()

    def reload(self) -> None:
        """Ask where the cards lie."""
        today = self._desk.today()
        ask = self._desk.bridge.ask
        ask(picture_cards, then=self.show_cards, citizen=self._citizen, today=today, meeting=self._meeting)

    def show_cards(self, shown: Sequence[PictureCard]) -> None:
        """Lay the cards where they lie by the plan."""
        focused = next((each for each in self.cards.values() if each.hasFocus()), None)
        for column, pile in self.piles.items():
            pile.show_cards([self.cards[each.picture.key] for each in shown if each.column == column])
        for each in shown:
            card = self.cards[each.picture.key]
            card.show_card(each, is_chosen=card is self._chosen)
        self._fit_deck()
        if focused is not None:
            focused.setFocus()
            self._pile_of(focused).bring_in(focused)
        self._show_hand()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the deck be as high as its cards need, but never more than its share."""
        super().resizeEvent(event)
        self._fit_deck()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Put the card in the hand back by Esc, then go to the life areas."""
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif self._chosen is not None:
            self._choose(None)
        else:
            self.back_wanted.emit()

    def lay(self, card: PictureButton, column: Column | None) -> None:
        """Lay a card in a column, or take it back to the deck: one act, which can be undone."""
        self._choose(None)
        if column is card.shown.column:
            return
        run, citizen, day = self._desk.bridge.run, self._citizen, self._desk.today().isoformat()
        if column is None:
            run(take_back_picture, citizen=citizen, picture=card.picture, day=day)
            self._announce(say(_TAKEN_BACK, word=card.text()))
        else:
            run(lay_picture, citizen=citizen, picture=card.picture, day=day, column=column, meeting=self._meeting)
            self._announce(say(_LAID, word=card.text(), column=say(COLUMNS[column])))

    def _lay_out(self) -> None:
        columns = QHBoxLayout()
        columns.setSpacing(12)
        for column in Column:
            columns.addWidget(self.piles[column], 1)
        box = QVBoxLayout()
        box.setContentsMargins(20, 8, 20, 12)
        box.setSpacing(10)
        box.addWidget(self._hand)
        box.addLayout(columns, 1)
        box.addWidget(self.piles[None])
        # A finger on a card moves the card: where large letters need more height, the bar scrolls.
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scrolling(box, by_finger=False))

    def _connect(self) -> None:
        for card in self.cards.values():
            card.clicked.connect(partial(self._on_pressed, card))
            card.lifted.connect(self._on_lifted)
            card.dropped.connect(self._on_dropped)
            card.key.connect(self._on_key)
            card.taken.connect(lambda each: self._pile_of(each).give_tab(each))
        for column, pile in self.piles.items():
            pile.wanted.connect(partial(self._on_wanted, column))
        self._hand.back_wanted.connect(self.back_wanted)
        self._hand.written.connect(self._write)

    def _on_pressed(self, card: PictureButton) -> None:
        self._choose(None if card is self._chosen else card)

    def _on_wanted(self, column: Column | None) -> None:
        if self._chosen is not None:
            self.lay(self._chosen, column)

    def _choose(self, card: PictureButton | None) -> None:
        """Take a card in the hand, or put it back."""
        before, self._chosen = self._chosen, card
        for each in filter(None, (before, card)):
            each.show_card(each.shown, is_chosen=each is card)
        self._target = card.shown.column if card is not None else None
        self._aim(None)
        self._show_hand()

    def _show_hand(self) -> None:
        self._hand.show_card(self._chosen)
        word = self._chosen.text() if self._chosen is not None else ""
        for pile in self.piles.values():
            name = say(mark("pictures", "Læg {word} her: {pile}"), word=word, pile=pile.heading.text())
            pile.heading.setAccessibleName(name if word else pile.heading.text())

    def _write(self, item_type: ItemType, title: str) -> None:
        """Write what was talked about into the plan, in one act."""
        card = self._chosen
        if card is None or not title:
            return
        self._desk.bridge.run(
            add_item,
            citizen=self._citizen,
            type=item_type,
            title=title,
            life_area=card.picture.area,
            speaker=Speaker.CITIZEN,
        )
        card.setFocus()
        self._choose(None)
        self._desk.messages.tell(say(_WRITTEN[item_type], title=title))

    def _on_lifted(self, card: PictureButton, at: QPoint) -> None:
        if self._ghost.isHidden():
            card.is_dragged = False
            self._ghost.setPixmap(card.grab())
            self._ghost.adjustSize()
            card.is_dragged = True
            self._ghost.show()
            self._ghost.raise_()
        self._ghost.move(self.mapFromGlobal(at) - self._ghost.rect().center())
        self._aim(self._pile_at(at))

    def _on_dropped(self, card: PictureButton, at: QPoint) -> None:
        self._ghost.hide()
        self._aim(None)
        pile = self._pile_at(at)
        if pile is not None:
            self.lay(card, next(column for column, each in self.piles.items() if each is pile))

    def _on_key(self, card: PictureButton, event: QKeyEvent) -> None:
        """Lay the card by 1, 2, 3 and 0; in the hand it is led by the arrows, else they go from card to card."""
        key = Qt.Key(event.key())
        if key in _LAY or key in _BACK:
            self.lay(card, _LAY.get(key))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._on_enter(card)
        elif key in _STEPS and card is self._chosen:
            right, down = _STEPS[key]
            self._lead(card, right - down)
        elif key in _STEPS:
            self._walk(card, *_STEPS[key])
        else:
            return
        event.accept()

    def _on_enter(self, card: PictureButton) -> None:
        if card is not self._chosen:
            self._choose(card)
            self._lead(card, 0)
        elif self._target is card.shown.column:
            self._choose(None)
        else:
            self.lay(card, self._target)

    def _lead(self, card: PictureButton, step: int) -> None:
        """Hold the card over the next pile, and say where it would lie."""
        place = _ORDER.index(self._target) + step
        self._target = _ORDER[max(0, min(len(_ORDER) - 1, place))]
        pile = self.piles[self._target]
        self._aim(pile)
        self._announce(say(_OVER, word=card.text(), pile=pile.heading.text()))

    def _walk(self, card: PictureButton, right: int, down: int) -> None:
        """Go to the nearest card in a direction."""
        origin = card.mapToGlobal(card.rect().center())
        found: tuple[int, PictureButton] | None = None
        for each in self.cards.values():
            way = each.mapToGlobal(each.rect().center()) - origin
            ahead, aside = (way.x() * right, abs(way.y())) if right else (way.y() * down, abs(way.x()))
            cost = ahead + 3 * aside
            if ahead > 0 and (found is None or cost < found[0]):
                found = cost, each
        if found is not None:
            found[1].setFocus()
            self._pile_of(found[1]).bring_in(found[1])

    def _pile_of(self, card: PictureButton) -> Pile:
        return self.piles[card.shown.column]

    def _pile_at(self, at: QPoint) -> Pile | None:
        return next((each for each in self.piles.values() if each.rect().contains(each.mapFromGlobal(at))), None)

    def _aim(self, pile: Pile | None) -> None:
        for each in self.piles.values():
            each.aim(each is pile)

    def _fit_deck(self) -> None:
        deck = self.piles[None]
        least = deck.minimumSizeHint().height()
        deck.setFixedHeight(max(least, min(deck.height_of_all(self.width() - 40), round(self.height() * _DECK_SHARE))))

    def _announce(self, words: str) -> None:
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))
        self.spoken.emit(words)
