"""«Kort på papir»: which cards a sheet is to have, and where its PDF is to lie."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QComboBox, QGridLayout, QVBoxLayout, QWidget

from app.domain.item import ItemType
from app.domain.paper import KINDS_ON_PAPER, Paper, slots_of
from app.errors import EnplanError
from app.texts import Text, mark, say
from ui.board.elements import element_kind
from ui.bridge import Bridge
from ui.screens.citizen_copy import open_copy
from ui.theme import current
from ui.widgets.button import Button
from ui.widgets.card import row
from ui.widgets.file_choice import ask_where_to_save
from ui.widgets.text import Label
from ui.window import Dialog

if TYPE_CHECKING:
    from app.store.store import Store

TITLE = mark("paper print", "Kort på papir")
ABOUT = mark(
    "paper print",
    "Print arket, skriv på det sammen i hånden, og tag et billede. Så ligger kortene på tavlen med håndskriften på. "
    "Koderne på kortene siger intet om borgeren.",
)
PAPERS: dict[Paper, Text] = {
    Paper.A4: mark("paper print", "A4 – 8 kort"),
    Paper.A3: mark("paper print", "A3 – 16 kort"),
}
PAPER = mark("paper print", "Papir")
SHEETS = mark("paper print", "Antal ark")
ROOM = mark("paper print", "{count} af {most} kort på hvert ark")
TOO_MANY = mark("paper print", "{count} kort er flere end de {most}, der er plads til på arket")
SAVE = mark("paper print", "Gem som PDF …")
SAVE_WHERE = mark("paper print", "Gem arkene")
FILE_NAME = mark("paper print", "kort på papir.pdf")
SAVED = mark("paper print", "Arkene ligger i {file}. Print dem i fuld størrelse (100 %).")
OPEN = mark("paper print", "Åbn arkene")
CLOSE = mark("paper print", "Luk")
MOST_SHEETS = 20
WIDTH = 480


class PaperPrintDialog(Dialog):
    """Asks for the mix and writes the sheets."""

    def __init__(self, bridge: Bridge, window: QWidget) -> None:
        super().__init__(window)
        self._bridge = bridge
        self._written = ""
        self.setWindowTitle("Enplan")
        self.setAccessibleName(say(TITLE))
        self.paper = QComboBox()
        for paper, words in PAPERS.items():
            self.paper.addItem(say(words), paper)
        self.sheets = _numbers(say(SHEETS), first=1, last=MOST_SHEETS)
        self.counts = {
            kind: _numbers(say(element_kind(kind).label), first=0, last=slots_of(Paper.A3)) for kind in KINDS_ON_PAPER
        }
        self.room = Label("", kind="muted", wrap=True)
        self.save = Button(SAVE, icon_name="printer", kind="primary", act=self._on_save)
        self.open_ = Button(OPEN, icon_name="file-text", act=self._on_open)
        self._lay_out()
        self.paper.currentIndexChanged.connect(self._on_paper)
        for count in self.counts.values():
            count.currentIndexChanged.connect(self._on_count)
        self._on_paper()
        self.open_.hide()

    def write(self, path: Path) -> None:
        """Write the sheets to *path* and say so."""
        self.save.setEnabled(False)
        self._bridge.run(
            _write, then=partial(self._on_written, path), failed=self._on_failed, path=path, mix=self._mix(),
            paper=Paper(self.paper.currentData()), sheets=self.sheets.currentData(),
        )  # fmt: skip

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(8)
        parts = [(say(PAPER), self.paper), (say(SHEETS), self.sheets)]
        parts += [(count.accessibleName(), count) for count in self.counts.values()]
        self.paper.setAccessibleName(say(PAPER))
        for place, (words, part) in enumerate(parts):
            line, side = divmod(place, 2)
            label = Label(words)
            label.setBuddy(part)
            grid.addWidget(label, line, 2 * side)
            grid.addWidget(part, line, 2 * side + 1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(22, 20, 22, 16)
        outer.setSpacing(14)
        outer.addWidget(Label(say(TITLE), kind="page", wrap=True))
        outer.addWidget(Label(say(ABOUT), wrap=True))
        outer.addLayout(grid)
        outer.addWidget(self.room)
        outer.addLayout(row(None, self.open_, self.save, Button(CLOSE, act=self.reject)))
        self.setFixedWidth(round(WIDTH * min(1.6, current().scale)))

    def _mix(self) -> dict[ItemType, int]:
        return {kind: count.currentIndex() for kind, count in self.counts.items() if count.currentIndex()}

    def _on_paper(self, _index: int = 0) -> None:
        from app.export.paper_sheets import usual

        mix = usual(Paper(self.paper.currentData()))
        for kind, count in self.counts.items():
            count.setCurrentIndex(mix.get(kind, 0))
        self._on_count()

    def _on_count(self, _value: int = 0) -> None:
        count, most = sum(self._mix().values()), slots_of(Paper(self.paper.currentData()))
        self.room.setText(say(ROOM if count <= most else TOO_MANY, count=count, most=most))
        self.save.setEnabled(0 < count <= most)

    def _on_save(self) -> None:
        ask_where_to_save(self, SAVE_WHERE, name=FILE_NAME, suffix="pdf", then=self._on_chosen)

    def _on_chosen(self, paths: list[Path]) -> None:
        for each in paths:
            self.write(each)

    def _on_written(self, path: Path, _numbers: object) -> None:
        self._written = str(path)
        self.room.setText(say(SAVED, file=path.name))
        self.save.setEnabled(True)
        self.open_.show()
        self.open_.setFocus()

    def _on_failed(self, failed: EnplanError) -> None:
        self.room.setText(failed.message())
        self.save.setEnabled(True)

    def _on_open(self) -> None:
        open_copy(self._written)


def _numbers(words: str, *, first: int, last: int) -> QComboBox:
    """Return a choice of whole numbers."""
    numbers = QComboBox()
    numbers.setAccessibleName(words)
    for number in range(first, last + 1):
        numbers.addItem(str(number), number)
    return numbers


def _write(store: "Store", *, path: Path, mix: dict[ItemType, int], paper: Paper, sheets: int) -> list[int]:
    """Write the sheets; what draws them is heavy and comes with the first."""
    from app.clock import today
    from app.export.paper_sheets import save_sheets

    return save_sheets(path, mix, paper=paper, sheets=sheets, today=today(store.clock))
