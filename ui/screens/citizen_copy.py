"""«Giv borgeren en kopi»: the plan as a PDF, logged as a look-up before it is written."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from app.domain.look_up import LookUpAct
from app.texts import mark, say
from ui.screens.screen import Desk
from ui.widgets.file_choice import ask_where_to_save

if TYPE_CHECKING:
    from app.store.store import Store

OPEN_COPY = mark("copy", "Åbn kopien")
_PURPOSE = mark("look-up", "Kopi til borgeren")
_FORMAT = "pdf"


class CitizenCopy(QObject):
    """Asks where the copy shall lie and writes it there; `written` tells where it lies."""

    written = Signal(str)

    def __init__(self, desk: Desk, *, citizen: str, window: QWidget) -> None:
        super().__init__(window)
        self._desk = desk
        self._citizen = citizen
        self._window = window

    def begin(self) -> None:
        """Ask where to save; the name of the file holds no name of a person."""
        title, name = mark("copy", "Gem kopien"), mark("copy", "plan.pdf")
        ask_where_to_save(self._window, title, name=name, suffix=_FORMAT, then=self._on_chosen)

    def _on_chosen(self, paths: list[Path]) -> None:
        for each in paths:
            self.write(str(each))

    def write(self, path: str) -> None:
        """Write the copy to *path* and say so."""
        self._desk.messages.tell(say(mark("copy", "Laver kopien …")))
        self._desk.bridge.run(
            _write,
            then=partial(self._on_written, path),
            citizen=self._citizen,
            path=Path(path),
        )

    def _on_written(self, path: str, _answer: Any) -> None:
        told = say(mark("copy", "Kopien ligger i {file}."), file=Path(path).name)
        self._desk.messages.tell(told, offer=(OPEN_COPY, partial(open_copy, path)))
        self.written.emit(path)


def open_copy(path: str) -> None:
    """Show the copy in the program that this machine reads such files with."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(path))


def _write(store: "Store", *, citizen: str, path: Path) -> None:
    """Write the copy; the format brings a heavy library that comes with the first copy."""
    from app.export import EXPORTERS
    from app.operations.export import export_citizen

    form = next(each for each in EXPORTERS if each.id == _FORMAT)
    export_citizen(store, form, citizen=citizen, out=path, purpose=say(_PURPOSE), act=LookUpAct.PRINT)
