"""Files brought in: chosen, read together, and a line on each with what became of it."""

import threading
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QProgressBar, QVBoxLayout, QWidget

from app.errors import EnplanError
from app.texts import mark, say
from ui.screens.screen import Desk
from ui.widgets.button import Button
from ui.widgets.card import Card, column, row
from ui.widgets.file_choice import ask_for_files
from ui.widgets.page import clear, scrolling
from ui.widgets.text import Label

if TYPE_CHECKING:  # the readers are heavy and come with the first file
    from app.operations.intake import Steps
    from app.operations.intake_report import FileReport, Report
    from app.store.store import Store

_OUTCOMES = {
    "mapped": mark("import", "{count} taget med"),
    "same": mark("import", "{count} kendt i forvejen"),
    "kept": mark("import", "{count} gemt ved siden af"),
    "skipped": mark("import", "{count} sprunget over"),
    "refused": mark("import", "{count} afvist"),
}
_REASONS = 100
"""Reasons shown of one file; nobody reads more, and each is a line to lay out."""


class ImportPanel(Card):
    """Chooses files and shows what came of them; `closed` tells that the list is wanted again."""

    closed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__(margin=24, spacing=14)
        self._desk = desk
        self._cancelled = threading.Event()
        self._state = Label(kind="muted", wrap=True)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(say(mark("import", "Så langt er filerne læst")))
        self._bar.hide()
        self._results = QVBoxLayout()
        self._results.setContentsMargins(0, 0, 0, 0)
        self._results.setSpacing(12)
        self._choose = Button(mark("import", "Vælg filer"), icon_name="file-up", kind="primary", act=self._ask)
        self._stop = Button(mark("import", "Afbryd"), act=self._cancelled.set)
        self._stop.hide()
        done = Button(mark("import", "Tilbage til listen"), act=self.closed.emit)
        self.body.addWidget(Label(say(mark("import", "Hent fra fil")), kind="panel"))
        self.body.addWidget(self._state)
        self.body.addWidget(self._bar)
        self.body.addLayout(row(self._choose, self._stop, done, None))
        self.body.addWidget(scrolling(self._results), 1)
        self.destroyed.connect(self._cancelled.set)  # a window that closes waits for no large file

    def begin(self) -> None:
        """Wait for files to be chosen."""
        self._state.setText(say(mark("import", "Planer fra andre systemer som FHIR-filer. Intet bliver overskrevet.")))
        self._choose.setFocus()

    def read(self, paths: list[Path]) -> None:
        """Bring in the files at *paths*; what they tell of each other is learnt before anything is written."""
        clear(self._results)
        self._cancelled.clear()
        self._turn_busy(is_busy=True)
        self._state.setText(say(mark("import", "Læser {count} filer …"), count=len(paths)))
        self._desk.bridge.run(
            _import,
            then=self._on_read,
            failed=self._on_failed,
            step=self._show_progress,
            paths=paths,
            cancelled=self._cancelled.is_set,
        )

    def _ask(self) -> None:
        ask_for_files(self, mark("import", "Vælg filer"), then=self.read)

    def _show_progress(self, so_far: tuple[int, int]) -> None:
        done, of = so_far
        self._bar.setRange(0, of)
        self._bar.setValue(done)

    def _on_read(self, report: "Report") -> None:
        self._turn_busy(is_busy=False)
        self._state.setText(_told(report.totals) or say(mark("import", "Filerne har intet, der kan bruges.")))
        for each in report.files:
            self._results.addWidget(_line(each))
        self._results.addStretch(1)

    def _on_failed(self, error: EnplanError) -> None:
        self._turn_busy(is_busy=False)
        self._state.setText(error.message())

    def _turn_busy(self, *, is_busy: bool) -> None:
        self._bar.setRange(0, 0)
        self._bar.setVisible(is_busy)
        self._stop.setVisible(is_busy)
        self._choose.setDisabled(is_busy)


def _line(file: "FileReport") -> QWidget:
    """Return what became of one file, and why the parts that were refused were."""
    is_refused = file.status == "refused"
    chip = mark("import", "Afvist") if is_refused else mark("import", "Læst")
    listed, more = file.refusals(_REASONS)
    words = [file.reason or _told(file.outcomes), *(each.reason for each in listed)]
    if listed and more:
        words.append(say(mark("import", "Og {count} mere, som er afvist."), count=more))
    line = QWidget()
    box = row(spacing=12)
    box.addLayout(column(Label(say(chip), kind="alarm" if is_refused else "chip"), None))
    name = Label(Path(file.path).name, kind="strong", wrap=True)
    box.addLayout(column(name, *[Label(each, kind="muted", wrap=True) for each in words if each], spacing=2), 1)
    line.setLayout(box)
    return line


def _told(totals: Mapping[str, int]) -> str:
    return ", ".join(say(text, count=totals[name]) for name, text in _OUTCOMES.items() if totals.get(name))


def _import(store: "Store", *, paths: list[Path], cancelled: Callable[[], bool]) -> "Steps":
    from app.operations.intake import importing

    return importing(store, paths, cancelled=cancelled)
