"""Referat: what came of a meeting, as a sheet at its end, and as a page when it is opened again."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.queries.awaits import AWAITS
from app.queries.meetings import attendee_in_words
from app.queries.minutes import Minutes, Outcome, minutes
from app.queries.sameness import says_same
from app.texts import mark, say
from ui import theme
from ui.icons import pixmap
from ui.screens.screen import Desk
from ui.widgets.button import Button
from ui.widgets.card import Card, column, row, titled_card
from ui.widgets.page import clear, scrolling
from ui.widgets.text import Label

AGREED = mark("closing", "Det blev I enige om")


class MinutesCard(Card):
    """What the meeting made or changed, in order, and below it what was done beside; never a clock time.

    `heading` is the kind of its heading: that of the page, unless the page has its own.
    """

    def __init__(self, *, heading: str = "page") -> None:
        super().__init__(margin=24)
        self._heading = Label(say(AGREED), kind=heading, wrap=True)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(14)
        self._shown: object = None
        self.body.addWidget(self._heading)
        self.body.addLayout(self._rows)
        self.setAccessibleName(self._heading.text())

    def fill(self, told: Minutes) -> None:
        """Show what came of the meeting."""
        wanted = (told.outcomes, told.chapters, told.elsewhere)
        if says_same(self._shown, wanted):
            return
        self._shown = wanted
        clear(self._rows)
        for each in told.outcomes:
            self._rows.addWidget(_outcome(each))
        if not told.outcomes and not told.chapters:
            nothing = mark("closing", "Der er ikke skrevet noget ved mødet endnu.")
            self._rows.addWidget(Label(say(nothing), kind="muted", wrap=True))
        for chapter in told.chapters:
            self._rows.addLayout(_lines(chapter.title, chapter.lines))
        if told.elsewhere:
            title = say(mark("minutes", "Ændret imens et andet sted"))
            named = [": ".join(filter(None, (each.kind_beside, each.title))) for each in told.elsewhere]
            self._rows.addLayout(_lines(title, named))


class MinutesScreen(QWidget):
    """The minutes of a meeting that was held; they can be printed and kept."""

    back_wanted = Signal()

    def __init__(
        self, desk: Desk, *, meeting: str, print_: Callable[[str], object], save: Callable[[str], object]
    ) -> None:
        super().__init__()
        self._desk, self._meeting = desk, meeting
        self._title, self._day = Label(kind="page", wrap=True), Label(kind="muted", wrap=True)
        self._sheet = MinutesCard(heading="panel")
        self._people = QVBoxLayout()
        self._people.setSpacing(4)
        back = Button(mark("minutes", "Tilbage"), icon_name="arrow-left", act=self.back_wanted.emit)
        on_paper = Button(mark("minutes", "Print referatet"), icon_name="printer", act=lambda: print_(meeting))
        as_file = Button(mark("minutes", "Gem referatet (PDF)"), icon_name="file-down", act=lambda: save(meeting))
        people = titled_card(mark("minutes", "Hvem var med"))
        people.body.addLayout(self._people)
        beside = QHBoxLayout()
        beside.setSpacing(16)
        beside.addLayout(column(self._sheet, None), 3)
        beside.addLayout(column(people, None), 2)
        heading = column(self._title, self._day, spacing=2)
        heading.setContentsMargins(4, 0, 4, 0)
        body = QVBoxLayout()
        body.setContentsMargins(24, 20, 24, 12)
        body.setSpacing(16)
        body.addLayout(heading)
        body.addLayout(beside)
        body.addStretch(1)
        foot = row(back, None, on_paper, as_file, spacing=12)
        foot.setContentsMargins(28, 8, 28, 20)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scrolling(body), 1)
        outer.addLayout(foot)
        self.setFocusProxy(back)
        desk.bridge.ask(minutes, then=self._show, meeting=meeting, today=desk.today())

    def _show(self, found: Minutes | None) -> None:
        if found is None:
            return
        self._title.setText(found.title)
        self._day.setText(found.day)
        self._sheet.fill(found)
        clear(self._people)
        told = [each for each in found.attendees if each.attendance is not None]
        for each in told:
            self._people.addWidget(Label(attendee_in_words(each), wrap=True))
        if not told:
            self._people.addWidget(Label(say(mark("minutes", "Det blev ikke skrevet op.")), kind="muted"))


def _lines(title: str, lines: Sequence[str]) -> QVBoxLayout:
    return column(Label(title, kind="card"), *(Label(each, wrap=True) for each in lines), spacing=4)


def _outcome(outcome: Outcome) -> QWidget:
    lines = [Label(outcome.title, kind="strong", wrap=True)]
    if about := " · ".join(filter(None, (outcome.kind_beside, outcome.about))):
        lines.append(Label(about, kind="muted", wrap=True))
    if outcome.disagreement:
        told = mark("closing", "Det er jeg ikke enig i: {words}")
        lines.append(Label(say(told, words=outcome.disagreement), wrap=True))
    words = column(*lines, spacing=2)
    if outcome.awaits:
        words.addLayout(row(Label(say(AWAITS), kind="chip"), None))
    look = theme.current().kind(outcome.type, meeting=True)
    size = round(theme.current().size("icon") * theme.current().scale ** 0.5)
    sign = Label()
    sign.setPixmap(pixmap(look.icon, look.text, size=size))
    line = row(sign, spacing=12)
    line.setAlignment(sign, Qt.AlignmentFlag.AlignTop)
    line.addLayout(words, 1)
    holder = QWidget()
    holder.setLayout(line)
    return holder
