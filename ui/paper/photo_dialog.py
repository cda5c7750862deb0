"""«Læg kort fra papir på tavlen»: what was found in the pictures is shown, and laid on the board when one says so."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QSize, Qt, Signal
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QLabel, QScrollArea, QVBoxLayout, QWidget

from app.domain.paper import SlotCode
from app.errors import EnplanError
from app.operations.attachments import attach_file
from app.operations.paper import Laid, known_cards, lay_cards
from app.texts import mark, say
from ui.board.elements import element_kind
from ui.bridge import Bridge
from ui.paper.gathered import Gathered
from ui.paper.photo import read_photo
from ui.paper.reading import FoundCard, ReadPhoto, read_cards
from ui.widgets.button import Button
from ui.widgets.card import row
from ui.widgets.flow import FlowLayout
from ui.widgets.text import Label
from ui.widgets.tick import Tick
from ui.window import Dialog

if TYPE_CHECKING:
    from app.store.reader import Reader

TITLE = mark("paper photo", "Kort fra papir")
READING = mark("paper photo", "Læser billede {number} af {count} …")
FOUND_ONE = mark("paper photo", "Der er ét kort på billedet. Det kommer på tavlen med håndskriften på.")
FOUND_MANY = mark("paper photo", "Der er {count} kort. De kommer på tavlen, som de lå, med håndskriften på.")
LAY_ONE = mark("paper photo", "Læg kortet på tavlen")
LAY_MANY = mark("paper photo", "Læg {count} kort på tavlen")
KEEP_OUT = mark("paper photo", "Fortryd")
CLOSE = mark("paper photo", "Luk")
ATTACH = mark("paper photo", "Vedhæft billedet til planen")
UNDER = mark("paper photo", "Læg billedet under tavlen")
ATTACHED = mark("paper photo", "Billedet er vedhæftet planen.")
KNOWN = mark("paper photo", "{kind} – er der allerede: brug det nye billede")
NEW = mark("paper photo", "{kind}")
SPOKEN = mark("paper photo", "Håndskrevet kort: {kind}, kort {slot}")
TILE = QSize(232, 130)
SIZE = QSize(820, 620)


class PaperPhotoDialog(Dialog):
    """Reads pictures one after the other; `laid` tells what became of the cards that were chosen."""

    laid = Signal(object)
    under_wanted = Signal(object)

    def __init__(
        self, bridge: Bridge, window: QWidget, *, citizen: str, board: str | None, at: QPointF, title: str
    ) -> None:
        super().__init__(window)
        self._bridge = bridge
        self._citizen, self._board, self._at, self._name = citizen, board, at, title
        self._gathered = Gathered()
        self._waiting: list[Path] = []
        self._count = 0
        self._troubles: list[str] = []
        self.ticks: dict[SlotCode, Tick] = {}
        self.setWindowTitle("Enplan")
        self.setAccessibleName(say(TITLE))
        self.words = Label("", wrap=True)
        self.aside = Label("", kind="muted", wrap=True)
        tiles = QWidget()
        self._tiles = FlowLayout(tiles, spacing=12)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(tiles)
        self.lay = Button(LAY_MANY, icon_name="check", kind="primary", act=self._on_lay)
        self.attach = Button(ATTACH, icon_name="image", act=self._on_attach)
        self.under = Button(UNDER, icon_name="image", act=self._on_under)
        self.leave = Button(KEEP_OUT, act=self.reject)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(22, 20, 22, 16)
        outer.setSpacing(12)
        for part in (Label(say(TITLE), kind="page", wrap=True), self.words):
            outer.addWidget(part)
        outer.addWidget(self._scroll, 1)
        outer.addWidget(self.aside)
        outer.addLayout(row(None, self.attach, self.under, self.lay, self.leave))
        self.resize(SIZE)
        for each in (self.lay, self.attach, self.under, self.aside):
            each.hide()

    def read(self, paths: Sequence[Path]) -> None:
        """Read the pictures at *paths* and show what they hold."""
        self._waiting += paths
        self._count += len(paths)
        self._next()

    def _next(self) -> None:
        if not self._waiting:
            self._show()
            return
        path = self._waiting.pop(0)
        self.words.setText(say(READING, number=self._count - len(self._waiting), count=self._count))
        self._bridge.ask(
            _read, then=partial(self._on_read, path), failed=self._on_failed, path=path, citizen=self._citizen
        )

    def _on_read(self, path: Path, answer: tuple[ReadPhoto, frozenset[SlotCode]]) -> None:
        self._gathered.take(path, *answer)
        self._next()

    def _on_failed(self, failed: EnplanError) -> None:
        self._troubles.append(failed.message())
        self._next()

    def _show(self) -> None:
        cards = self._gathered.cards()
        aside = " ".join([*self._troubles, self._gathered.words() if self._gathered.photos else ""]).strip()
        if cards:
            self.words.setText(say(FOUND_ONE if len(cards) == 1 else FOUND_MANY, count=len(cards)))
            self.aside.setText(aside)
        else:
            self.words.setText(aside)
            self.leave.setText(say(CLOSE))
        self.aside.setVisible(bool(cards and aside))
        for card in sorted(cards, key=lambda each: (each.code.sheet, each.code.slot)):
            if card.code not in self.ticks:
                self._tiles.addWidget(self._tile(card))
        self.lay.setVisible(bool(cards))
        self.attach.setVisible(bool(self._gathered.bare))
        self.under.setVisible(bool(self._gathered.bare))
        self._on_ticked()
        (self.lay if cards else self.leave).setFocus()

    def _tile(self, card: FoundCard) -> QWidget:
        tile = QWidget()
        kind = say(element_kind(card.code.kind).label)
        is_known = card.code in self._gathered.known
        tick = Tick(say(KNOWN if is_known else NEW, kind=kind))
        tick.setChecked(not is_known)
        tick.setAccessibleName(f"{say(SPOKEN, kind=kind, slot=card.code.slot)}. {tick.text()}")
        tick.toggled.connect(self._on_ticked)
        picture = QLabel()
        shown = QPixmap.fromImage(card.writing.image)
        picture.setPixmap(
            shown.scaled(TILE, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation)
        )
        picture.setFixedSize(TILE)
        picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        picture.setStyleSheet("background: white; border: 1px solid #c8d0d4; border-radius: 6px;")
        box = QVBoxLayout(tile)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(4)
        box.addWidget(picture)
        box.addWidget(tick)
        self.ticks[card.code] = tick
        return tile

    def _chosen(self) -> list[SlotCode]:
        return [code for code, tick in self.ticks.items() if tick.isChecked()]

    def _on_ticked(self, _is_checked: bool = False) -> None:
        count = len(self._chosen())
        self.lay.setText(say(LAY_ONE if count == 1 else LAY_MANY, count=count))
        self.lay.setEnabled(count > 0)

    def _on_lay(self) -> None:
        self.lay.setEnabled(False)
        cards = self._gathered.placed(self._chosen())
        self._bridge.run(
            lay_cards, then=self._on_laid, failed=self._on_not_laid, cards=cards, citizen=self._citizen,
            board=self._board, at=(self._at.x(), self._at.y()), title=self._name,
        )  # fmt: skip

    def _on_laid(self, laid: Laid) -> None:
        self.laid.emit(laid)
        self.accept()

    def _on_not_laid(self, failed: EnplanError) -> None:
        self.words.setText(failed.message())
        self.lay.setEnabled(True)

    def _on_under(self) -> None:
        self.under_wanted.emit(list(self._gathered.bare))
        self.accept()

    def _on_attach(self) -> None:
        self.attach.hide()
        for path in self._gathered.bare:
            self._bridge.run(
                attach_file, then=self._on_attached, failed=self._on_not_laid, citizen=self._citizen, path=path
            )

    def _on_attached(self, _identity: object) -> None:
        self.words.setText(say(ATTACHED))


def _read(reader: "Reader", *, path: Path, citizen: str) -> tuple[ReadPhoto, frozenset[SlotCode]]:
    """Read a picture on the reader's thread, and see which of its cards are in the plan."""
    photo = read_cards(read_photo(path))
    return photo, known_cards(reader, citizen=citizen, codes=[card.code for card in photo.cards])
