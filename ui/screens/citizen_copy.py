"""«Giv borgeren en kopi»: the plan and the minutes as PDF or on paper, logged as a look-up before they are written."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from app.domain.look_up import LookUpAct
from app.domain.meeting import Meeting
from app.errors import EnplanError
from app.queries.take_home import TakeHome, take_home
from app.texts import Text, mark, say
from ui.screens.screen import Desk
from ui.widgets.file_choice import ask_where_to_save

if TYPE_CHECKING:
    from app.store.store import Store

OPEN_COPY = mark("copy", "Åbn filen")
_SAVE = mark("copy", "Gem kopien")
_PURPOSE = mark("look-up", "Kopi til borgeren")
_MINUTES_PURPOSE = mark("look-up", "Referat til dem, der var med")
_FORMAT = "pdf"
_CALENDAR = "ics"


class CitizenCopy(QObject):
    """Writes copies to files and onto paper; `written` tells where a file lies, `told` what there is to say of it.

    It is asked for files only where the citizen does not look on: a dialog of files shows names of other people.
    """

    written = Signal(str)
    told = Signal(str)

    def __init__(self, desk: Desk, *, citizen: str, window: QWidget) -> None:
        super().__init__(window)
        self._desk = desk
        self._citizen = citizen
        self._window = window

    def begin(self) -> None:
        """Ask where to save the plan; the name of the file holds no name of a person."""
        self._ask(mark("copy", "plan.pdf"), _FORMAT, self.write)

    def begin_minutes(self, meeting: str) -> None:
        """Ask where to save the minutes of *meeting*."""
        self._ask(mark("copy", "referat.pdf"), _FORMAT, partial(self.write_minutes, meeting))

    def begin_calendar(self) -> None:
        """Ask where to save the next meeting as a file for a calendar."""
        self._ask(mark("copy", "møde.ics"), _CALENDAR, self.write_calendar)

    def write(self, path: str) -> None:
        """Write the plan to *path* and say so."""
        self._begun(mark("copy", "Laver kopien …"))
        self._run(_write, path, citizen=self._citizen, path=Path(path))

    def write_minutes(self, meeting: str, path: str) -> None:
        """Write the minutes of *meeting* to *path* and say so."""
        self._begun(mark("copy", "Laver referatet …"))
        self._run(_write_minutes, path, meeting=meeting, path=Path(path))

    def write_calendar(self, path: str) -> None:
        """Write the next meeting to *path* for a calendar and say so."""
        self._desk.bridge.ask(
            take_home, then=partial(self._write_event, path), citizen=self._citizen, today=self._desk.today()
        )

    def print_plan(self) -> None:
        """Print the plan on the spot."""
        self._begun(mark("copy", "Printer planen …"))
        self._desk.bridge.run(_pages, then=self._print, failed=self._on_failed, citizen=self._citizen)

    def print_minutes(self, meeting: str) -> None:
        """Print the minutes of *meeting* on the spot."""
        self._begun(mark("copy", "Printer referatet …"))
        self._desk.bridge.run(_minutes_pages, then=self._print, failed=self._on_failed, meeting=meeting)

    def _ask(self, name: Text, suffix: str, write: Any) -> None:
        def on_chosen(paths: list[Path]) -> None:
            for each in paths:
                write(str(each))

        ask_where_to_save(self._window, _SAVE, name=name, suffix=suffix, then=on_chosen)

    def _run(self, operation: Any, target: str, **arguments: Any) -> None:
        self._desk.bridge.run(operation, then=partial(self._on_written, target), failed=self._on_failed, **arguments)

    def _write_event(self, path: str, found: TakeHome) -> None:
        if found.meeting is None:
            self._desk.messages.tell(say(mark("copy", "Der er ikke aftalt et næste møde endnu.")))
            return
        self._run(_write_calendar, path, meeting=found.meeting, path=Path(path))

    def _on_written(self, path: str, _answer: Any) -> None:
        told = say(mark("copy", "Gemt som {file}."), file=Path(path).name)
        self._desk.messages.tell(told, offer=(OPEN_COPY, partial(open_copy, path)))
        self.told.emit(told)
        self.written.emit(path)

    def _print(self, pages: list[bytes]) -> None:
        from ui.printing import print_pages

        try:
            print_pages(pages)
        except EnplanError as error:
            self._on_failed(error)
            return
        self._begun(mark("copy", "Sendt til printeren."))

    def _begun(self, words: Text) -> None:
        self._desk.messages.tell(say(words))
        self.told.emit(say(words))

    def _on_failed(self, error: EnplanError) -> None:
        self._desk.messages.trouble(error)
        self.told.emit(error.message())


def open_copy(path: str) -> None:
    """Show the copy in the program that this machine reads such files with."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(path))


def _write(store: "Store", *, citizen: str, path: Path) -> None:
    """Write the copy; the format brings a heavy library that comes with the first copy."""
    from app.export import EXPORTERS
    from app.operations.export import export_citizen

    form = next(each for each in EXPORTERS if each.id == _FORMAT)
    export_citizen(store, form, citizen=citizen, out=path, purpose=say(_PURPOSE), act=LookUpAct.PRINT)


def _write_minutes(store: "Store", *, meeting: str, path: Path) -> None:
    from app.export.minutes import MinutesWriter
    from app.operations.export import export_minutes

    export_minutes(store, MinutesWriter(), meeting=meeting, out=path, purpose=say(_MINUTES_PURPOSE))


def _write_calendar(store: "Store", *, meeting: Meeting, path: Path) -> None:
    from app.export.calendar import calendar_file
    from app.operations.export import export_meeting

    content = calendar_file(meeting, now=store.clock.now())
    export_meeting(store, meeting=meeting, content=content, out=path, purpose=say(_PURPOSE))


def _pages(store: "Store", *, citizen: str) -> list[bytes]:
    from app.export.pdf import PdfExporter
    from app.operations.export import print_citizen

    return print_citizen(store, PdfExporter(), citizen=citizen, purpose=say(_PURPOSE))


def _minutes_pages(store: "Store", *, meeting: str) -> list[bytes]:
    from app.export.minutes import MinutesWriter
    from app.operations.export import print_minutes

    return print_minutes(store, MinutesWriter(), meeting=meeting, purpose=say(_MINUTES_PURPOSE))
