"""A pile of picture cards: a column they are laid in, or the deck they come from."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from app.texts import Text
from ui import theme
from ui.widgets.button import Button
from ui.widgets.flow import FlowLayout
from ui.widgets.page import scrolling
from ui.widgets.picture_card import PictureButton

_MARGIN = 10


class Pile(QWidget):
    """Cards in rows under a heading that can be pressed; `wanted` says that what is in the hand belongs here."""

    wanted = Signal()

    def __init__(self, title: Text, icon_name: str) -> None:
        super().__init__()
        self.cards: list[PictureButton] = []
        self.is_aimed_at = False
        self.heading = Button(title, icon_name=icon_name, kind="row", act=self.wanted.emit)
        self._flow = FlowLayout(spacing=8)
        self._area = scrolling(self._flow, by_finger=False)
        self._area.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        box = QVBoxLayout(self)
        box.setContentsMargins(_MARGIN, 4, _MARGIN, _MARGIN)
        box.setSpacing(4)
        box.addWidget(self.heading)
        box.addWidget(self._area, 1)

    def show_cards(self, cards: Sequence[PictureButton]) -> None:
        """Lay these cards here, in this order; those that lie so already stay."""
        if list(cards) != self.cards:
            for each in {*self.cards, *cards}:
                self._flow.removeWidget(each)
            for each in cards:
                self._flow.addWidget(each)
                each.show()
            self.cards = list(cards)
            self.updateGeometry()
        if self.cards and not any(each.focusPolicy() is Qt.FocusPolicy.StrongFocus for each in self.cards):
            self.give_tab(self.cards[0])

    def give_tab(self, card: PictureButton) -> None:
        """Let Tab come to this card: one of each pile."""
        for each in self.cards:
            each.setFocusPolicy(Qt.FocusPolicy.StrongFocus if each is card else Qt.FocusPolicy.ClickFocus)

    def aim(self, is_aimed_at: bool) -> None:
        """Show that a card would come to lie here."""
        if is_aimed_at != self.is_aimed_at:
            self.is_aimed_at = is_aimed_at
            self.update()

    def bring_in(self, card: PictureButton) -> None:
        """Bring a card of the pile into view."""
        inner = self._area.widget()
        if inner is not None:
            inner.adjustSize()
        self._area.ensureWidgetVisible(card, 8, 8)

    def height_of_all(self, width: int) -> int:
        """Return the height in pixels at which every card is seen at *width*."""
        return self._flow.heightForWidth(width - 2 * _MARGIN - 14) + self.heading.sizeHint().height() + _MARGIN + 8

    def minimumSizeHint(self) -> QSize:
        """Want room for the heading and one row of cards."""
        row = max((each.sizeHint().height() for each in self.cards), default=60)
        return QSize(160, self.heading.sizeHint().height() + row + 2 * _MARGIN)

    def mousePressEvent(self, _event: QMouseEvent) -> None:
        """Press on the ground: what is in the hand belongs here."""
        self.wanted.emit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the ground that the cards lie on."""
        look = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = QColor(look.colour("brand_tint" if self.is_aimed_at else "surface"))
        ground.setAlphaF(1.0 if self.is_aimed_at else 0.5)
        painter.setBrush(ground)
        painter.setPen(QPen(look.colour("brand" if self.is_aimed_at else "line"), 2.0 if self.is_aimed_at else 1.0))
        field = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.drawRoundedRect(field, look.radius("card"), look.radius("card"))
        painter.end()
