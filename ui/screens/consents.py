"""Samtykke: given on the spot for named items and actors, and withdrawn as easily."""

from collections.abc import Iterable, Mapping
from datetime import timedelta
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.domain.consent import Given
from app.errors import EnplanError
from app.operations.consents import give_consent, withdraw_consent
from app.queries.consents import Consents, ConsentView, consents
from app.queries.shared import shared_in_words
from app.texts import Text, mark, say
from ui import theme
from ui.icons import pixmap
from ui.screens.item_fields import DayEdit
from ui.screens.screen import Desk
from ui.widgets.button import Button
from ui.widgets.card import Card, column, inset, row
from ui.widgets.field import Field
from ui.widgets.flow import FlowLayout
from ui.widgets.page import clear, scrolling
from ui.widgets.signature import Signature, SignedName
from ui.widgets.text import Label
from ui.widgets.tick import Option, Tick

PERIODS: tuple[tuple[Text, int], ...] = (
    (mark("consent", "Et halvt år"), 182),
    (mark("consent", "Et år"), 365),
)
"""How long consents last that a tap says, in days."""
LISTED = 10
"""How many boxes a list to tick in has before the rest is asked for."""
WIDE = 700
"""From this width on, in pixels at 100 %, the two lists lie beside each other."""
_INDENT = 5
"""Pixels before the sign over a group, as before its boxes."""


class ConsentsScreen(QWidget):
    """What stands, and a form for the next."""

    def __init__(self, desk: Desk, *, citizen: str, meeting: str | None = None, is_read_only: bool = False) -> None:
        super().__init__()
        self._desk = desk
        self._citizen = citizen
        self._meeting = meeting
        self._is_read_only = is_read_only
        self._form = _Form(desk, citizen=citizen)
        if is_read_only:
            self._form.hide()
        self._form.shared.connect(self._tell)
        self._told = Label(kind="strong", wrap=True)
        self._told.hide()
        self._standing = QVBoxLayout()
        self._standing.setSpacing(8)
        sheet = Card()
        sheet.body.addWidget(Label(say(mark("consent", "Samtykker")), kind="card"))
        sheet.body.addLayout(self._standing)
        body = QVBoxLayout()
        body.setContentsMargins(20, 12, 20, 20)
        body.setSpacing(12)
        body.addLayout(inset(self._told))
        body.addWidget(self._form)
        body.addWidget(sheet)
        body.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scrolling(body))
        desk.bridge.changed.connect(self._on_changed)
        self._reload()

    def _on_changed(self, touched: object) -> None:
        if self._citizen in getattr(touched, "citizens", ()):
            self._reload()

    def _reload(self) -> None:
        self._desk.bridge.ask(
            consents, then=self._show, citizen=self._citizen, today=self._desk.today(), meeting=self._meeting
        )

    def _show(self, found: Consents) -> None:
        self._form.show_choices(found)
        clear(self._standing)
        for each in found.given:
            self._standing.addWidget(self._line(each))
        if not found.given:
            nothing = mark("consent", "Her er ingen samtykker endnu.")
            self._standing.addWidget(Label(say(nothing), kind="muted"))

    def _line(self, view: ConsentView) -> QWidget:
        line = QWidget()
        until = say(mark("consent", "til {day}"), day=view.until) if view.until else ""
        told = " · ".join(part for part in (view.given, until) if part)
        who = say(mark("consent", "{actors} må se"), actors=", ".join(view.actors))
        words = column(
            Label(who, kind="strong", wrap=True),
            Label(", ".join(view.items), wrap=True),
            Label(told, kind="muted", wrap=True),
            spacing=2,
        )
        box = QHBoxLayout(line)
        box.setContentsMargins(0, 6, 0, 6)
        box.addLayout(words, 1)
        if view.signature:
            box.addWidget(SignedName([list(each) for each in view.signature]))
        if view.is_valid and self._is_read_only:
            box.addWidget(Label(say(mark("consent", "Gælder")), kind="chip"))
        elif view.is_valid:
            withdraw = Button(mark("consent", "Træk tilbage"), act=partial(self._withdraw, view))
            withdraw.setAccessibleName(say(mark("consent", "Træk tilbage: samtykket om {who}"), who=who))
            box.addWidget(withdraw)
        else:
            box.addWidget(Label(say(mark("consent", "Gælder ikke mere")), kind="chip"))
        return line

    def _withdraw(self, view: ConsentView) -> None:
        words = say(
            mark("consent", "{actors} må ikke mere se: {items}."),
            actors=", ".join(view.actors),
            items=", ".join(view.items),
        )
        self._desk.bridge.run(withdraw_consent, then=lambda _done: self._tell(words), consent=view.consent)

    def _tell(self, words: str) -> None:
        """Show, and say, what has turned from grey to shared, or back."""
        self._told.setText(words)
        self._told.show()
        self._desk.messages.tell(words)


class _Form(Card):
    """Which items, which actors, until when, how it was given and who heard it; `shared` says what came of it."""

    shared = Signal(str)

    def __init__(self, desk: Desk, *, citizen: str) -> None:
        super().__init__()
        self._desk = desk
        self._citizen = citizen
        self._items, self._actors = _Ticks(mark("consent", "Hvad må deles?")), _Ticks(mark("consent", "Med hvem?"))
        self._until = DayEdit(desk.today)
        self._until.setAccessibleName(say(mark("consent", "Gælder til")))
        self._day: str | None = None
        self._until.given.connect(self._on_day)
        self._oral = Option(say(mark("consent", "Mundtligt")))
        self._written = Option(say(mark("consent", "Skriftligt")))
        self._oral.setChecked(True)
        self._signature = Signature()
        self._again = Button(mark("consent", "Skriv igen"), kind="quiet", icon_name="eraser", act=self._signature.clear)
        self._signing = QWidget()
        self._written.toggled.connect(self._signing.setVisible)
        self._witness = Field(mark("consent", "Hvem hørte det?"))
        self._heard_flow = FlowLayout(spacing=6)
        self._trouble = Label(kind="warning", wrap=True)
        self._trouble.hide()
        self._yes = Button(kind="primary", icon_name="check", act=self._give)
        self.body.addWidget(Label(say(mark("consent", "Nyt samtykke")), kind="card"))
        self._lists = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._lists.setSpacing(24)
        self._lists.addWidget(self._items, 1)
        self._lists.addWidget(self._actors, 1)
        self.body.addLayout(self._lists)
        periods, self._heard, lengths = QWidget(), QWidget(), FlowLayout(spacing=6)
        periods.setLayout(lengths)
        self._heard.setLayout(self._heard_flow)
        for words, days in PERIODS:
            lengths.addWidget(Button(words, kind="quiet", act=partial(self._let_last, days)))
        until = column(Label(say(mark("consent", "Gælder til")), kind="strong"), self._until, periods, None, spacing=4)
        how = column(
            Label(say(mark("consent", "Hvordan blev det givet?")), kind="strong"),
            self._oral,
            self._written,
            None,
            spacing=0,
        )
        beside = QHBoxLayout()
        beside.setSpacing(24)
        beside.addLayout(until, 1)
        beside.addLayout(how, 1)
        beside.addLayout(column(self._witness, self._heard, None, spacing=4), 1)
        self.body.addLayout(beside)
        hint = mark("consent", "Skriv under her, med pen eller finger, eller på papir.")
        signing = column(Label(say(hint), kind="muted", wrap=True), spacing=4)
        line = row(self._signature, self._again, None)
        line.setStretch(0, 2)
        line.setStretch(2, 1)
        signing.addLayout(line)
        self._signing.setLayout(signing)
        self._signing.hide()
        self.body.addWidget(self._signing)
        self.body.addWidget(self._trouble)
        self.body.addLayout(row(self._yes, None))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay the two lists below each other where there is no room beside."""
        super().resizeEvent(event)
        is_wide = self.width() >= round(WIDE * theme.current().scale)
        directions = QBoxLayout.Direction
        self._lists.setDirection(directions.LeftToRight if is_wide else directions.TopToBottom)

    def show_choices(self, found: Consents) -> None:
        """Show what can be ticked, and who says yes; ticks that stand stay."""
        self._yes.setText(say(mark("consent", "{name} siger ja"), name=found.name))
        self._items.fill(found.items, shared=found.shared)
        self._actors.fill(found.actors)
        self._show_heard(found.heard)

    def _show_heard(self, names: tuple[str, ...]) -> None:
        """Offer those who sit at the table as who heard it: a name that stands in the plan is not typed again."""
        clear(self._heard_flow)
        for name in names:
            button = Button(kind="quiet", icon_name="user", act=partial(self._witness.edit.setText, name))
            button.setText(name)
            button.setAccessibleName(say(mark("consent", "{name} hørte det"), name=name))
            self._heard_flow.addWidget(button)
            button.show()

    def _let_last(self, days: int) -> None:
        self._until.setText((self._desk.today() + timedelta(days=days)).isoformat())
        self._until.editingFinished.emit()

    def _on_day(self, day: str | None) -> None:
        self._day = day

    def _give(self) -> None:
        is_oral = self._oral.isChecked()
        words = say(
            mark("consent", "Nu delt med {actors}: {items}."),
            actors=", ".join(self._actors.words()),
            items=", ".join(self._items.words()),
        )
        self._desk.bridge.run(
            give_consent,
            then=partial(self._on_given, words),
            failed=self._on_failed,
            citizen=self._citizen,
            items=self._items.chosen(),
            actors=self._actors.chosen(),
            given=Given.ORAL if is_oral else Given.WRITTEN,
            witness=self._witness.text() or None,
            until=self._day,
            signature=[] if is_oral else self._signature.strokes,
        )

    def _on_given(self, words: str, _consent: str) -> None:
        self._trouble.hide()
        self._items.clear_ticks()
        self._actors.clear_ticks()
        self._witness.edit.clear()
        self._signature.clear()
        self.shared.emit(words)

    def _on_failed(self, error: EnplanError) -> None:
        self._trouble.setText(error.message())
        self._trouble.show()


class _Ticks(QWidget):
    """A named list of boxes to tick; the first few, and the rest when they are asked for."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._boxes: dict[str, Tick] = {}
        self._groups: list[tuple[QWidget | None, list[Tick]]] = []
        self._shown: object = None
        self._is_whole = False
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(Label(say(name), kind="strong"))
        outer.addLayout(self._rows)
        self._more = Button(kind="quiet", icon_name="chevron-down", act=self._show_all)
        self._more.hide()
        outer.addLayout(row(self._more, None))
        outer.addStretch(1)

    def fill(
        self, choices: tuple[tuple[str, str], ...], *, shared: Mapping[str, tuple[str, ...]] | None = None
    ) -> None:
        """Show *choices* as (id, words); where it is told with whom they are *shared*, those alike have one heading."""
        if (choices, shared) == self._shown:
            return
        ticked = set(self.chosen())
        clear(self._rows)
        self._shown, self._boxes, self._groups = (choices, shared), {each: Tick(words) for each, words in choices}, []
        for people, boxes in _by_people(self._boxes, shared).items():
            heading = _Shared(people, boxes) if people is not None else None
            for part in filter(None, (heading, *boxes)):
                self._rows.addWidget(part)
            self._groups.append((heading, boxes))
        for each in ticked & set(self._boxes):
            self._boxes[each].setChecked(True)
        self._show_boxes()
        self._more.setText(say(mark("consent", "Vis alle {count}"), count=len(choices)))
        self._more.setVisible(len(choices) > LISTED and not self._is_whole)
        if not choices:
            nothing = mark("consent", "Skriv først noget i planen.")
            self._rows.addWidget(Label(say(nothing), kind="muted", wrap=True))

    def _show_all(self) -> None:
        self._is_whole = True
        self._more.hide()
        self._show_boxes()

    def _show_boxes(self) -> None:
        for place, box in enumerate(self._boxes.values()):
            box.setVisible(self._is_whole or place < LISTED or box.isChecked())
        for heading, boxes in self._groups:
            if heading is not None:
                heading.setVisible(any(not each.isHidden() for each in boxes))

    def chosen(self) -> list[str]:
        """Return the ids of what is ticked."""
        return [identity for identity, box in self._boxes.items() if box.isChecked()]

    def words(self) -> list[str]:
        """Return what is ticked, in words."""
        return [box.text() for box in self._boxes.values() if box.isChecked()]

    def clear_ticks(self) -> None:
        """Take all ticks away."""
        for box in self._boxes.values():
            box.setChecked(False)


class _Shared(QWidget):
    """Above boxes, with whom they are shared now, with a handshake; in grey behind a lock while they are not."""

    def __init__(self, people: tuple[str, ...], boxes: Iterable[Tick]) -> None:
        super().__init__()
        look = theme.current()
        size = look.size("icon_small")
        words = shared_in_words(people)
        sign, told = QLabel(), Label(words, kind="muted", wrap=True)
        drawing = ("handshake", look.colour("good")) if people else ("lock", look.colour("muted"))
        sign.setPixmap(pixmap(*drawing, size=size))
        line = QHBoxLayout(self)
        line.setContentsMargins(_INDENT, look.space("small"), 0, 0)
        line.setSpacing(look.space("small"))
        line.addWidget(sign)
        line.addWidget(told, 1)
        for each in boxes:
            each.setAccessibleDescription(words)


def _by_people(
    boxes: Mapping[str, Tick], shared: Mapping[str, tuple[str, ...]] | None
) -> dict[tuple[str, ...] | None, list[Tick]]:
    """Return *boxes* by those who see what they stand for, first what nobody sees yet; None where it is not told."""
    groups: dict[tuple[str, ...] | None, list[Tick]] = {(): []}
    for identity, box in boxes.items():
        groups.setdefault(None if shared is None else shared.get(identity, ()), []).append(box)
    return {people: group for people, group in groups.items() if group}
