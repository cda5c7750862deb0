"""Livsområder: the citizen's and the worker's marker on each, in everyday words and never in numbers."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QGridLayout, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.domain.life_area import LIFE_AREAS, LifeArea, LifeAreaText, life_area
from app.domain.values import Speaker
from app.operations.ratings import rate
from app.queries.ratings import Markers, cards_in_words, markers
from app.queries.words import LEVELS, NOT_SPOKEN_OF
from app.texts import mark, say
from ui import actions, theme
from ui.icons import pixmap
from ui.reading_order import bring_to, stops
from ui.screens.item_fields import Choice, Told, call, told
from ui.screens.one_area import OneArea
from ui.screens.picture_table import PictureTable
from ui.screens.screen import Desk
from ui.widgets.button import Button
from ui.widgets.card import Card, row
from ui.widgets.page import scrolling
from ui.widgets.text import Label

_SIDES = 60
"""What stands beside the cards in all: margins and the scroll bar."""
_ROUND_A_CHOICE = 92
"""A card's margins, the space to the next, and the arrow and padding of a choice."""
_HERE = Qt.ShortcutContext.WidgetWithChildrenShortcut
_BOTH = (Speaker.CITIZEN, Speaker.WORKER)
_WHO = {Speaker.CITIZEN: mark("life areas", "{name} siger"), Speaker.WORKER: mark("life areas", "Jeg ser")}


class LifeAreasScreen(QWidget):
    """Twenty areas; those nobody has spoken of stay so."""

    def __init__(self, desk: Desk, *, citizen: str, meeting: str | None = None, is_read_only: bool = False) -> None:
        super().__init__()
        self._desk = desk
        self._citizen = citizen
        self._meeting = meeting
        self._is_read_only = is_read_only
        self._choices: dict[tuple[LifeArea, Speaker], Choice | Told] = {}
        self._names: dict[tuple[LifeArea, Speaker], Label] = {}
        self._differences: dict[LifeArea, Label] = {}
        self._laid: dict[LifeArea, Label] = {}
        self._grid = QGridLayout()
        self._grid.setSpacing(12)
        self._larges: dict[LifeArea, Button] = {}
        self._cards = [self._card(text) for text in LIFE_AREAS]
        body = QVBoxLayout()
        body.setContentsMargins(20, 12, 20, 20)
        body.setSpacing(12)
        hint = mark(
            "life areas",
            "Sæt kun markører på det, I har talt om. Begge markører bliver gemt, også når de er forskellige.",
        )
        if not is_read_only:
            body.addLayout(self._top(Label(say(hint), kind="muted", wrap=True)))
        body.addLayout(self._grid)
        body.addStretch(1)
        self._one = OneArea()
        self._one.given.connect(self._rate)
        self._one.back_wanted.connect(self._leave_one)
        self._one.next_wanted.connect(self._show_next)
        self._found: Markers | None = None
        self._pages = QStackedWidget()
        self._pages.addWidget(scrolling(body))
        self._pages.addWidget(self._one)
        self.table: PictureTable | None = None
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._pages)
        self._columns = 0
        doers = {"area on": partial(self._step, 1), "area back": partial(self._step, -1)}
        actions.install(self, doers, acts=actions.AREA_ACTS, within=_HERE)
        desk.bridge.changed.connect(self._on_changed)
        self._reload()

    def resizeEvent(self, event: object) -> None:
        """Use as many columns as fit with every choice whole."""
        super().resizeEvent(event)  # type: ignore[arg-type]
        columns = max(1, (self.width() - _SIDES) // self._needed())
        if columns != self._columns:
            self._columns = columns
            for place, card in enumerate(self._cards):
                self._grid.addWidget(card, place // columns, place % columns)

    def _needed(self) -> int:
        letters = next(iter(self._choices.values())).fontMetrics()
        return max(letters.horizontalAdvance(say(words)) for words in LEVELS) + _ROUND_A_CHOICE

    def _card(self, text: LifeAreaText) -> Card:
        card = Card(margin=16, spacing=8)
        look = theme.current()
        size = round(look.size("icon") * look.scale**0.5)
        picture = Label()
        picture.setPixmap(pixmap(theme.life_area_icon(text.area), look.colour("brand"), size=size))
        difference = Label(say(mark("life areas", "I ser det forskelligt")), kind="news")
        difference.hide()
        self._differences[text.area] = difference
        title = Label(say(text.label), kind="card")
        title.setMinimumHeight(difference.sizeHint().height())
        card.body.addLayout(row(picture, title, None, difference))
        card.body.addWidget(Label(say(text.question), kind="muted", wrap=True))
        self._laid[text.area] = Label(kind="small", wrap=True)
        for speaker in _BOTH:
            name = self._names[text.area, speaker] = Label(kind="muted")
            card.body.addWidget(name)
            card.body.addWidget(self._choice(text, speaker))
            if speaker is Speaker.CITIZEN:
                card.body.addWidget(self._laid[text.area])
                self._laid[text.area].hide()
        if self._meeting is not None and not self._is_read_only:
            card.body.addLayout(row(self._large(text), None))
        return card

    def _large(self, text: LifeAreaText) -> Button:
        """Return the way to the area in large words, for the citizen's own hand."""
        button = Button(mark("life areas", "Tal om det"), kind="quiet", icon_name="maximize")
        button.setAccessibleName(say(mark("life areas", "Tal om {area}"), area=say(text.label)))
        button.clicked.connect(lambda: self.show_one(text.area))
        self._larges[text.area] = button
        return button

    def show_one(self, area: LifeArea) -> None:
        """Show one area in large words."""
        if self._found is not None:
            self._one.show_area(life_area(area), self._found)
            self._pages.setCurrentWidget(self._one)
            self._one.setFocus()

    def _top(self, hint: Label) -> QHBoxLayout:
        lay = Button(mark("life areas", "Læg billedkort"), icon_name="image", act=self.show_pictures)
        top = row(hint, lay, spacing=16)
        top.setStretch(0, 1)
        top.setContentsMargins(4, 0, 4, 0)
        return top

    def show_pictures(self) -> None:
        """Show the table on which the citizen lays pictures."""
        if self.table is None:
            self.table = PictureTable(self._desk, citizen=self._citizen, meeting=self._meeting)
            self.table.back_wanted.connect(self._show_all)
            self._pages.addWidget(self.table)
        self._one.area = None
        self._pages.setCurrentWidget(self.table)
        self.table.reload()
        self.table.setFocus()

    def _show_all(self) -> None:
        self._one.area = None
        self._pages.setCurrentIndex(0)

    def _leave_one(self) -> None:
        """Show all areas; keys mean the one that was talked about."""
        large = self._larges.get(self._one.area) if self._one.area is not None else None
        self._show_all()
        if large is not None:
            large.setFocus(Qt.FocusReason.OtherFocusReason)

    def _step(self, by: int) -> None:
        """Go to the area after or before the one that has the focus, the first one when none has."""
        if self._one.area is not None:
            return
        current = QApplication.focusWidget()
        at = next((place for place, card in enumerate(self._cards) if current and card.isAncestorOf(current)), None)
        place = 0 if at is None else min(max(at + by, 0), len(self._cards) - 1)
        first = next(stops(self._cards[place]), None)
        if first is not None:
            bring_to(first)

    def _show_next(self) -> None:
        areas = [each.area for each in LIFE_AREAS]
        if self._one.area in areas:
            self.show_one(areas[(areas.index(self._one.area) + 1) % len(areas)])

    def _call(self, area: LifeArea, speaker: Speaker, *, citizen: str) -> None:
        """Say above a choice whose it is, and to a screen reader what it is about too."""
        name, choice = self._names[area, speaker], self._choices[area, speaker]
        name.setText(say(_WHO[speaker], name=citizen))
        call(choice, f"{name.text()}: {say(life_area(area).label)}", label=name)

    def _choice(self, text: LifeAreaText, speaker: Speaker) -> Choice | Told:
        levels = [(level, say(words)) for level, words in enumerate(LEVELS)]
        choice: Choice | Told = Choice([(None, say(NOT_SPOKEN_OF)), *levels])
        if self._is_read_only:
            choice = told(choice)
        choice.given.connect(partial(self._rate, text.area, speaker))
        self._choices[text.area, speaker] = choice
        return choice

    def _rate(self, area: LifeArea, speaker: Speaker, level: int | None) -> None:
        if level is None:
            self._reload()
            return
        day = self._desk.today().isoformat()
        self._desk.bridge.run(rate, citizen=self._citizen, life_area=area, level=level, rater=speaker, day=day)

    def _on_changed(self, touched: object) -> None:
        kinds: frozenset[str] = getattr(touched, "kinds", frozenset())
        if self._citizen in getattr(touched, "citizens", ()) and (self._meeting is not None or "rating" in kinds):
            self._reload()

    def _reload(self) -> None:
        if self.table is not None and self._pages.currentWidget() is self.table:
            self.table.reload()
        self._desk.bridge.ask(
            markers, then=self._show, citizen=self._citizen, today=self._desk.today(), meeting=self._meeting
        )

    def _show(self, found: Markers) -> None:
        self._found = found
        if self._one.area is not None:
            self._one.show_area(life_area(self._one.area), found)
        for (area, speaker), choice in self._choices.items():
            choice.show_value(found.level(area, speaker))
            self._call(area, speaker, citizen=found.name)
        for area, label in self._laid.items():
            label.setText(cards_in_words(found.cards.get(area, ())))
            label.setVisible(bool(label.text()))
        for area, label in self._differences.items():
            said, seen = (found.level(area, speaker) for speaker in _BOTH)
            label.setVisible(said is not None and seen is not None and said != seen)
