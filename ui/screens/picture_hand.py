"""What stands above the picture table: how it is used, and what the card in the hand can become."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QStackedWidget, QWidget

from app.domain.item import ItemType
from app.texts import in_danish, mark, say
from ui.widgets.button import Button
from ui.widgets.card import row
from ui.widgets.picture_card import PictureButton
from ui.widgets.text import Label

_HINT = mark("pictures", "Læg billederne, som du synes, det går. Du kan flytte dem igen.")


class PictureHand(QWidget):
    """`written` carries the kind of card and the title that the picture in the hand becomes."""

    back_wanted = Signal()
    written = Signal(object, str)

    def __init__(self) -> None:
        super().__init__()
        self._shown: PictureButton | None = None
        back = Button(mark("life areas", "Alle livsområder"), icon_name="arrow-left", act=self.back_wanted.emit)
        self.title = QLineEdit()
        self.title.setAccessibleName(say(mark("pictures", "Det står der på kortet i planen")))
        self.title.setMinimumWidth(160)
        wish = Button(mark("pictures", "Gør til ønske"), icon_name="heart", act=partial(self._write, ItemType.WISH))
        goal = Button(mark("pictures", "Gør til mål"), icon_name="target", act=partial(self._write, ItemType.GOAL))
        acts = QWidget()
        acts.setLayout(row(self.title, wish, goal))
        self._pages = QStackedWidget()
        self._pages.addWidget(Label(say(_HINT), kind="muted", wrap=True))
        self._pages.addWidget(acts)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(16)
        line.addWidget(back)
        line.addWidget(self._pages, 1)

    def show_card(self, card: PictureButton | None) -> None:
        """Offer what *card* can become, its word written already; without one say how the table is used."""
        if card is not self._shown and card is not None:
            with in_danish():
                self.title.setText(say(card.picture.word))
        self._shown = card
        self._pages.setCurrentIndex(0 if card is None else 1)

    def _write(self, item_type: ItemType) -> None:
        self.written.emit(item_type, self.title.text().strip())
