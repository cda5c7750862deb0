"""PageAhead: the next citizen's page, made while nobody waits and before anybody knows whose it will be."""

from collections.abc import Iterator

from PySide6.QtCore import QDeadlineTimer, QObject, QTimer
from PySide6.QtWidgets import QStackedWidget, QWidget
from shiboken6 import isValid

from ui.screens.citizen_page import CitizenPage
from ui.screens.screen import Desk

REST_MS = 150
"""How long the screen is at rest before it begins."""
SLICE_MS = 4
SLICE_EVERY_MS = 10


class PageAhead(QObject):
    """Keeps one page in the *stack*, hidden and empty; `take` hands it out, or one made now where there is none."""

    def __init__(self, desk: Desk, stack: QStackedWidget) -> None:
        super().__init__(stack)
        self._desk = desk
        self._stack = stack
        self._page: CitizenPage | None = None
        self._left: Iterator[None] | None = None
        self._slices = QTimer(self)
        self._slices.timeout.connect(self._on_slice)

    def begin(self) -> None:
        """Begin after a rest, where there is none yet."""
        if self._page is None:
            self._left = self._made()
            self._slices.start(REST_MS)

    def take(self) -> CitizenPage:
        """Return the page; it stays in the stack, and there is none ahead then."""
        self._slices.stop()
        page = self._page or self._added()
        self._page = self._left = None
        return page

    def _added(self) -> CitizenPage:
        page = CitizenPage(self._desk)
        self._stack.addWidget(page)
        return page

    def _on_slice(self) -> None:
        self._slices.setInterval(SLICE_EVERY_MS)
        if self._left is None or next(self._left, self) is self:
            self._slices.stop()
            self._left = None

    def _made(self) -> Iterator[None]:
        self._page = self._added()
        yield
        self._page.make_board()
        yield
        yield from styled(self._page)
        self._page.setGeometry(self._stack.rect())


def styled(widget: QWidget) -> Iterator[None]:
    """Take a hidden widget and what is in it through the style sheet in slices, as its first showing would in one."""
    end = QDeadlineTimer(SLICE_MS)
    for each in (widget, *widget.findChildren(QWidget)):
        if isValid(each):  # what is told to it between two slices may have taken parts of it away
            each.ensurePolished()
        if end.hasExpired():
            yield
            end = QDeadlineTimer(SLICE_MS)
