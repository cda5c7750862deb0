"""Drawings come in: an Excalidraw file that is dropped on the board, or chosen, gets a board of its own."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QWidget

from app.intake.excalidraw import is_drawing
from app.texts import mark, say
from ui.board.easel import Easel
from ui.board.parts import BoardPart, Tell
from ui.board.tool_column import Further
from ui.widgets.file_choice import ask_for_files

if TYPE_CHECKING:
    from app.operations.drawing_report import DrawingReport
    from app.store.store import Store

IN = mark("board", "Hent tegning fra Excalidraw …")
WHICH = mark("board", "Vælg tegninger fra Excalidraw")
READING = mark("board", "Læser tegningen …")


class DrawingIn(BoardPart):
    """Takes drawings in; each is read away from the window, and one undo takes it back."""

    def __init__(self, easel: Easel, told: Tell, window: QWidget) -> None:
        super().__init__(easel, told, window)
        if not easel.is_read_only:
            easel.canvas.viewport().setAcceptDrops(True)
            easel.canvas.viewport().installEventFilter(self)

    def further(self) -> list[Further]:
        """Return what «Mere» offers; at a meeting a dialog of files would show names of others."""
        return [] if self.easel.model.meeting is not None else [("drawing in", say(IN), "file-up")]

    def acts(self) -> dict[str, Callable[[], object]]:
        """Return the acts by their names."""
        return {"drawing in": self.ask}

    def ask(self) -> None:
        """Ask for drawings."""
        ask_for_files(self.window.window(), WHICH, then=self.read)

    def read(self, paths: Sequence[Path]) -> None:
        """Take in what the files at *paths* show."""
        easel = self.easel
        easel.finish()
        self.told(say(READING), False)
        for path in paths:
            easel.model.run(_take_in, then=self._on_read, path=path, citizen=easel.model.citizen)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take drawings that are dropped on the board."""
        if isinstance(event, QDropEvent):
            paths = _drawings(event)
            if paths:
                event.acceptProposedAction()
                if event.type() == QEvent.Type.Drop and not isinstance(event, QDragEnterEvent | QDragMoveEvent):
                    self.read(paths)
                return True
        return False

    def _on_read(self, report: "DrawingReport") -> None:
        self.easel.select([])
        self.easel.model.turn_to(report.board)
        first, *counts = report.words
        self.told(" ".join([first, *([", ".join(counts) + "."] if counts else [])]), bool(counts))


def _drawings(event: QDropEvent) -> list[Path]:
    """Return the files that a drop brings, when all of them are called as drawings are."""
    urls = event.mimeData().urls()
    paths = [Path(each.toLocalFile()) for each in urls if each.isLocalFile()]
    return paths if paths and all(is_drawing(each.name) for each in paths) else []


def _take_in(store: "Store", *, path: Path, citizen: str) -> "DrawingReport":
    """Read and write a drawing; what reads it comes with the first."""
    from app.operations.intake_drawing import import_drawing

    return import_drawing(store, path, citizen=citizen)
