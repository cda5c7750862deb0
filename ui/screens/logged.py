"""What shows lines out of several plans: they are painted once it is written down whose they are."""

from collections.abc import Callable, Iterable
from datetime import date
from functools import partial

from PySide6.QtCore import QObject
from shiboken6 import isValid

from app.domain.look_up import LookUpAct
from app.operations.look_ups import look_up_lines
from app.texts import Text, say
from ui.screens.screen import Desk


class Logged(QObject):
    """One sort of list of one screen; of two lists shown shortly after each other the newer one is painted."""

    def __init__(self, desk: Desk, *, act: LookUpAct, purpose: Text, parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._act, self._purpose = desk, act, purpose
        self._day: date | None = None
        self._written: set[str] = set()
        self._newest = 0

    def show(self, citizens: Iterable[str | None], paint: Callable[[], None]) -> None:
        """Call *paint*, which shows lines out of the plans of *citizens*, as soon as that is written down."""
        self._newest += 1
        if self._day != self._desk.today():
            self._day, self._written = self._desk.today(), set()
        unwritten = {each for each in citizens if each} - self._written
        if not unwritten:
            paint()
            return
        self._desk.bridge.run(
            look_up_lines,
            then=partial(self._on_written, self._newest, unwritten, paint),
            citizens=sorted(unwritten),
            purpose=say(self._purpose),
            act=self._act,
        )

    def forget(self) -> None:
        """Paint nothing that was to be shown."""
        self._newest += 1

    def _on_written(self, number: int, citizens: set[str], paint: Callable[[], None], _count: object) -> None:
        if not isValid(self):
            return
        self._written |= citizens
        if number == self._newest:
            paint()
