"""Asks in which form a board is to leave the program, and shows the sheets before they are printed."""

from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QComboBox, QDialog, QGridLayout, QVBoxLayout, QWidget

from app.domain.sheet import Sheet
from app.errors import EnplanError
from app.operations.board_out import Asked, board_preview, print_board, save_board
from app.texts import Text, mark, say
from ui.bridge import Bridge
from ui.theme import current
from ui.widgets.button import Button
from ui.widgets.card import row
from ui.widgets.file_choice import ask_where_to_save
from ui.widgets.text import Label
from ui.window import Dialog

if TYPE_CHECKING:
    from app.store.reader import Reader
    from app.store.store import Store

TITLE = mark("board out", "Gem eller udskriv tavlen")
WHAT, FORM, PAPER = mark("board out", "Hvad"), mark("board out", "Som"), mark("board out", "Papir")
WHOLE, CHOSEN = mark("board out", "Hele tavlen"), mark("board out", "Kun det valgte")
FORMS: dict[str, tuple[Text, Text]] = {
    "board-pdf": (mark("board out", "PDF til udskrift"), mark("board out", "tavle.pdf")),
    "png": (mark("board out", "Billede (PNG)"), mark("board out", "tavle.png")),
    "svg": (mark("board out", "Billede, der kan gøres større (SVG)"), mark("board out", "tavle.svg")),
    "excalidraw": (mark("board out", "Excalidraw"), mark("board out", "tavle.excalidraw")),
}
"""What a file is called at first: nobody's name is in it."""
DRAWING = mark("board out", "Laver siderne …")
ONE_SHEET = mark("board out", "Ét ark {paper}. De mindste bogstaver er {points} punkt.")
SHEETS = mark("board out", "{count} ark {paper}, så alt kan læses. De mindste bogstaver er {points} punkt.")
LEFT_OUT = mark("board out", "{count} kort er kun for fagfolk og er ikke med.")
PREVIEW = mark("board out", "Sådan bliver det første ark")
SAVE, PRINT, CLOSE = mark("board out", "Gem …"), mark("board out", "Udskriv …"), mark("board out", "Luk")
SAVE_WHERE = mark("board out", "Gem tavlen")
PURPOSE = mark("look-up", "Tavlen blev gemt uden for Enplan")
PRINT_PURPOSE = mark("look-up", "Tavlen blev udskrevet")
SIZE = QSize(420, 300)
"""The room of the preview in pixels at 100 %."""
_PDF = "board-pdf"


class OutDialog(Dialog):
    """Saves and prints; `saved` tells the file, `printed` that the pages have gone to the printer."""

    saved = Signal(str)
    printed = Signal()

    def __init__(self, bridge: Bridge, window: QWidget, *, asked: Asked, today: date) -> None:
        super().__init__(window)
        self._bridge, self._asked, self._today = bridge, asked, today
        self._path = Path()
        self._printer: QPrinter | None = None
        self.setWindowTitle("Enplan")
        self.setAccessibleName(say(TITLE))
        self.what = _choice(WHAT, {"whole": say(WHOLE)} | ({"chosen": say(CHOSEN)} if asked.only else {}))
        self.form = _choice(FORM, {name: say(words) for name, (words, _) in FORMS.items()})
        self.paper = _choice(PAPER, {each.value: each.value for each in (Sheet.A4, Sheet.A3, Sheet.A5)})
        self.picture = Label("")
        self.picture.setAccessibleName(say(PREVIEW))
        self.picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.picture.setFixedSize(SIZE * min(1.4, current().scale))
        self.state = Label("", kind="muted", wrap=True)
        self.save = Button(SAVE, icon_name="save", kind="primary", act=self._on_save)
        self.print_ = Button(PRINT, icon_name="printer", act=self._on_print)
        self._lay_out()
        for choice in (self.what, self.form, self.paper):
            choice.currentIndexChanged.connect(self._on_choice)
        if asked.meeting is not None:  # a dialog of files would show names of other people
            self.save.hide()
        self._on_choice()

    @property
    def asked(self) -> Asked:
        """Return what is to be drawn as it is chosen now."""
        return self._asked if self.what.currentData() == "chosen" else replace(self._asked, only=None)

    @property
    def sheet(self) -> Sheet:
        """Return the paper that is chosen."""
        return Sheet(self.paper.currentData())

    def write(self, path: Path) -> None:
        """Write the board to *path* and say so."""
        self._turn_busy(is_busy=True)
        self._path = path
        self._bridge.run(
            _save, then=self._on_saved, failed=self._on_failed, name=self.form.currentData(), sheet=self.sheet,
            asked=self.asked, out=path,
        )  # fmt: skip

    def print_on(self, printer: QPrinter) -> None:
        """Print the board on *printer*."""
        self._turn_busy(is_busy=True)
        self._printer = printer
        self._bridge.run(_pages, then=self._on_pages, failed=self._on_failed, sheet=self.sheet, asked=self.asked)

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(8)
        for line, choice in enumerate((self.what, self.form, self.paper)):
            label = Label(choice.accessibleName())
            label.setBuddy(choice)
            grid.addWidget(label, line, 0)
            grid.addWidget(choice, line, 1)
        grid.setColumnStretch(1, 1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(22, 20, 22, 16)
        outer.setSpacing(14)
        outer.addWidget(Label(say(TITLE), kind="page", wrap=True))
        outer.addLayout(grid)
        outer.addWidget(self.picture, 0, Qt.AlignmentFlag.AlignHCenter)
        outer.addWidget(self.state)
        outer.addLayout(row(None, self.print_, self.save, Button(CLOSE, act=self.reject)))

    def _on_choice(self, _index: int = 0) -> None:
        """Show the sheets as they would be printed; other forms show the board as it lies."""
        self.paper.setEnabled(self.form.currentData() == _PDF or not self.save.isVisibleTo(self))
        self.state.setText(say(DRAWING))
        self._bridge.ask(
            _preview, then=self._on_preview, failed=self._on_failed, asked=self.asked, sheet=self.sheet,
            today=self._today,
        )  # fmt: skip

    def _on_preview(self, found: tuple[QImage, int, float, int]) -> None:
        image, count, points, left_out = found
        ratio = self.devicePixelRatioF()
        room = self.picture.size() * ratio
        smooth = Qt.TransformationMode.SmoothTransformation
        picture = QPixmap.fromImage(image.scaled(room, Qt.AspectRatioMode.KeepAspectRatio, smooth))
        picture.setDevicePixelRatio(ratio)
        self.picture.setPixmap(picture)
        text = ONE_SHEET if count == 1 else SHEETS
        told = say(text, count=count, paper=self.sheet.value, points=f"{points:.0f}")
        self.state.setText(" ".join([told, *([say(LEFT_OUT, count=left_out)] if left_out else [])]))

    def _on_save(self) -> None:
        name = FORMS[self.form.currentData()][1]
        ask_where_to_save(self, SAVE_WHERE, name=name, suffix=say(name).rpartition(".")[2], then=self._on_chosen)

    def _on_chosen(self, paths: list[Path]) -> None:
        for each in paths:
            self.write(each)

    def _on_saved(self, _left_out: int) -> None:
        self.saved.emit(str(self._path))
        self.accept()

    def _on_print(self) -> None:
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        dialog = QPrintDialog(printer, self)
        dialog.finished.connect(partial(self._on_printer, dialog, printer))
        dialog.setModal(True)
        dialog.show()

    def _on_printer(self, dialog: QPrintDialog, printer: QPrinter, result: int) -> None:
        dialog.deleteLater()
        if result == QDialog.DialogCode.Accepted:
            self.print_on(printer)

    def _on_pages(self, pages: list[bytes]) -> None:
        from ui.printing import print_pages

        try:
            print_pages(pages, printer=self._printer, sheet=self.sheet)
        except EnplanError as error:
            self._on_failed(error)
            return
        self.printed.emit()
        self.accept()

    def _on_failed(self, failed: EnplanError) -> None:
        self._turn_busy(is_busy=False)
        self.state.setText(failed.message())

    def _turn_busy(self, *, is_busy: bool) -> None:
        self.save.setDisabled(is_busy)
        self.print_.setDisabled(is_busy)


def _choice(name: Text, values: dict[str, str]) -> QComboBox:
    made = QComboBox()
    made.setAccessibleName(say(name))
    for value, words in values.items():
        made.addItem(words, value)
    return made


def _preview(reader: "Reader", *, asked: Asked, sheet: Sheet, today: date) -> tuple[QImage, int, float, int]:
    """Return the first sheet, how many there are, their smallest letters in points and how many cards are left out."""
    from app.export.board_pdf import BoardPdfExporter

    found = board_preview(reader, BoardPdfExporter(sheet), asked=asked, today=today)
    return QImage.fromData(found.first), found.count, found.letters, found.left_out


def _save(store: "Store", *, name: str, sheet: Sheet, asked: Asked, out: Path) -> int:
    """Write the file; the formats bring a heavy library that comes with the first file."""
    from app.export import EXPORTERS
    from app.export.board_pdf import BoardPdfExporter

    form: Any = BoardPdfExporter(sheet) if name == _PDF else next(each for each in EXPORTERS if each.id == name)
    return save_board(store, form, asked=asked, out=out, purpose=say(PURPOSE))


def _pages(store: "Store", *, sheet: Sheet, asked: Asked) -> list[bytes]:
    from app.export.board_pdf import BoardPdfExporter

    return print_board(store, BoardPdfExporter(sheet), asked=asked, purpose=say(PRINT_PURPOSE))
