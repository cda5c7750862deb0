"""Files brought in: chosen, read one by one, and a line on each with what became of it."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QProgressBar, QVBoxLayout, QWidget

from app.errors import EnplanError
from app.texts import mark, say
from ui.screens.screen import Desk
from ui.widgets.button import Button
from ui.widgets.card import Card, column, row
from ui.widgets.page import clear, scrolling
from ui.widgets.text import Label


class ImportPanel(Card):
    """Chooses files and shows what came of them; `closed` tells that the list is wanted again."""

    closed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__(margin=24, spacing=14)
        self._desk = desk
        self._waiting: list[Path] = []
        self._count = 0
        self._state = Label(kind="muted", wrap=True)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(say(mark("import", "Så langt er filerne læst")))
        self._bar.hide()
        self._results = QVBoxLayout()
        self._choose = Button(mark("import", "Vælg filer"), icon_name="file-up", kind="primary", act=self._ask)
        done = Button(mark("import", "Tilbage til listen"), act=self.closed.emit)
        self.body.addWidget(Label(say(mark("import", "Hent fra fil")), kind="panel"))
        self.body.addWidget(self._state)
        self.body.addWidget(self._bar)
        self.body.addLayout(row(self._choose, done, None))
        self.body.addWidget(scrolling(self._results), 1)

    def begin(self) -> None:
        """Wait for files to be chosen."""
        self._state.setText(say(mark("import", "Planer fra andre systemer som FHIR-filer. Intet bliver overskrevet.")))
        self._choose.setFocus()

    def read(self, paths: list[Path]) -> None:
        """Bring in the files at *paths*, one act each."""
        clear(self._results)
        self._waiting, self._count = list(paths), len(paths)
        self._bar.setRange(0, self._count)
        self._bar.show()
        self._choose.setDisabled(True)
        self._next()

    def _ask(self) -> None:
        title = say(mark("import", "Vælg filer"))
        dialog = QFileDialog(self, title)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.filesSelected.connect(self._on_chosen)
        dialog.open()

    def _on_chosen(self, chosen: list[str]) -> None:
        self.read([Path(each) for each in chosen])

    def _next(self) -> None:
        done = self._count - len(self._waiting)
        self._bar.setValue(done)
        if not self._waiting:
            self._state.setText(say(mark("import", "Filer læst: {count}."), count=self._count))
            self._choose.setDisabled(False)
            return
        path = self._waiting[0]
        words = mark("import", "Læser {name} – fil {number} af {count}.")
        self._state.setText(say(words, name=path.name, number=done + 1, count=self._count))
        self._desk.bridge.run(_import, then=self._on_read, failed=self._on_failed, paths=[path])

    def _on_read(self, report: Any) -> None:
        path = self._waiting.pop(0)
        for each in report:
            self._add(each.name, each.words, is_refused=each.is_refused)
        if not report:
            words = mark("import", "Filen har intet, der kan bruges. Vælg en anden fil.")
            self._add(path.name, say(words), is_refused=True)
        self._next()

    def _on_failed(self, error: EnplanError) -> None:
        self._add(self._waiting.pop(0).name, error.message(), is_refused=True)
        self._next()

    def _add(self, name: str, words: str, *, is_refused: bool) -> None:
        line = QWidget()
        chip = mark("import", "Afvist") if is_refused else mark("import", "Læst")
        label = Label(say(chip), kind="alarm" if is_refused else "chip")
        box = row(label, spacing=12)
        box.addLayout(column(Label(name, kind="strong"), Label(words, kind="muted", wrap=True), spacing=2), 1)
        line.setLayout(box)
        self._results.addWidget(line)


ReadFiles = Callable[..., Any]


def _import(store: Any, *, paths: list[Path]) -> Any:
    """Bring in *paths*; the readers are heavy and come with the first file."""
    from app.operations.intake import import_files

    return import_files(store, paths)
