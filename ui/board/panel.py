"""BoardPanel: the selected card in full beside the board, in the citizen's words first."""

from datetime import date
from functools import partial
from typing import Any

import msgspec
from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QMenu, QVBoxLayout, QWidget

from app.domain.actor import Actor
from app.domain.connector import Connector, Meaning
from app.domain.goal import Goal
from app.domain.item import Item, ItemType
from app.domain.life_area import LIFE_AREAS
from app.queries.board import CardView
from app.queries.shared import shared_in_words
from app.queries.words import FIELDS
from app.texts import Text, mark, say
from ui.board.easel import Easel
from ui.board.kind_chips import KindChips
from ui.board.lettering import panel_sheet
from ui.board.link import MEANINGS
from ui.board.measuring import Measuring
from ui.board.model import title_of
from ui.board.wrapping import Wrapped
from ui.icons import icon
from ui.marks import mark_look
from ui.reading_order import stops
from ui.screens.item_fields import Choice, DayEdit, FieldEdit, TextEdit, named, told
from ui.theme import current
from ui.widgets.button import Button, icon_button
from ui.widgets.flow import FlowLayout
from ui.widgets.page import clear
from ui.widgets.sheet import Sheet
from ui.widgets.text import Label
from ui.wrong_citizen import WRONG, WrongCitizenDialog

WIDTH = 332

CLOSE = mark("board panel", "Luk panelet")
WORDS = mark("board panel", "Med egne ord")
FACE = mark("board panel", "Billede af det, der er skrevet i hånden")
FACE_HEIGHT = 190
_SMOOTH = Qt.TransformationMode.SmoothTransformation
WHO = mark("board panel", "Ansvarlig")
NOBODY = mark("board panel", "Ingen endnu")
WHERE = mark("board panel", "Livsområde")
NOWHERE = mark("board panel", "Ikke valgt")
_LINK_FRAME = 92
"""What edges and sign take of the width beside the title of a linked card, in pixels."""
CONNECTED = mark("board panel", "Hænger sammen med")
AGREE = mark("board panel", "Vi er enige")
DISAGREE = mark("board panel", "Det er jeg ikke enig i")
DISAGREEMENT = mark("board panel", "Ikke enig: «{words}»")
AGREED = mark("board panel", "I er enige om det her.")
OPEN = mark("board panel", "Åbn i planen")
IN_CITIZENS_WORDS = mark("board panel", "Med egne ord – Enter gemmer")
WHAT_NOT = mark("board panel", "Hvad er du ikke enig i? Skriv med egne ord")
MEANS = mark("board panel", "Forbindelsen siger")
SAME = mark("board panel", "Samme person som …")
TALKED_THROUGH = mark("board panel", "Det er talt igennem")
TITLE_TIP = mark("board panel", "Tryk for at skrive på kortet")

DAYS: dict[ItemType, tuple[tuple[str, Text], ...]] = {
    ItemType.GOAL: (("due", mark("board panel", "Frist")),),
    ItemType.SUBGOAL: (("due", mark("board panel", "Frist")),),
    ItemType.AGREEMENT: (("due", mark("board panel", "Frist")),),
    ItemType.INTERVENTION: (("start", mark("board panel", "Fra")), ("end", mark("board panel", "Til"))),
    ItemType.MEETING: (("starts_at", mark("board panel", "Hvornår")),),
}
_TOLD = ("role", "responsibility", "frequency")
"""What people tell of themselves in the round."""
_MEASURED = ("sign", "witness")
"""What a goal's own line asks for; told, it has a field of its own."""
_NOT_AGREED = (ItemType.ACTOR, ItemType.MEETING)


class BoardPanel(QWidget):
    """Shows one card or one connector; what is written is saved as it is written."""

    closed = Signal()

    def __init__(self, easel: Easel, *, meeting: bool = False) -> None:
        super().__init__()
        self._easel = easel
        self._meeting = meeting
        self._shown: tuple[str, str] | None = None
        self._edits: dict[str, Any] = {}
        self._card: CardView | None = None
        self._connector: Connector | None = None
        self.setFixedWidth(round(WIDTH * min(1.3, current().scale)))
        self.chips = KindChips(meeting=meeting)
        self.chips.chosen.connect(self._on_kind)
        self._title = Label(kind="panel", wrap=True)
        if not easel.is_read_only:
            self._title.setToolTip(say(TITLE_TIP))
            self._title.setCursor(Qt.CursorShape.IBeamCursor)
            self._title.installEventFilter(self)
        self._face = QLabel()
        self._face.setAccessibleName(say(FACE))
        self._face.hide()
        self._close = icon_button("x", CLOSE, act=self.closed.emit)
        self._fields = QVBoxLayout()
        self._fields.setSpacing(14)
        self._measuring = Measuring(self._today)
        self._measuring.typed.connect(self._on_typed)
        self._measuring.given.connect(self._on_given)
        self._measuring.left.connect(self._on_left)
        self._further, self._acts = QVBoxLayout(), QVBoxLayout()
        for acts in (self._further, self._acts):
            acts.setSpacing(8)
        self._lay_out()
        if meeting:
            self.setStyleSheet(panel_sheet())
        easel.model.bridge.saving.connect(self._show_state)

    def show_card(self, card: CardView) -> None:
        """Show a card; a field under the cursor keeps what is being written."""
        self._card = card
        if self._shown != (card.item.id, card.item.type):
            self._shown = (card.item.id, card.item.type)
            self._build(card.item)
        if self._easel.is_read_only:
            self.chips.show_only(card.item.type)
        else:
            self.chips.show_type(card.item.type)
        self._title.setText(title_of(card.item))
        self.show_face()
        for name, edit in self._edits.items():
            edit.show_value(getattr(card.item, name, None))
        self._measure(card.item)
        self._show_links(card)
        self._show_signs(card)

    def show_face(self) -> None:
        """Show what was written by hand, once its picture is here."""
        face = self._card.item.face if self._card is not None else None
        picture = self._easel.scene.stage.face_of(face) if face else None
        if picture is not None:
            room = QSize(self.width() - _LINK_FRAME // 2, FACE_HEIGHT)
            self._face.setPixmap(picture.scaled(room, Qt.AspectRatioMode.KeepAspectRatio, _SMOOTH))
        self._face.setVisible(picture is not None)

    def show_connector(self, connector: Connector) -> None:
        """Show what a line says."""
        self._card = None
        self._connector = connector
        self._face.hide()
        self._measuring.hide()
        self.chips.conceal()
        if self._shown != (connector.id, "connector"):
            self._shown = (connector.id, "connector")
            self._clear()
            choice: FieldEdit = Choice([(meaning, say(text).capitalize()) for meaning, text in MEANINGS.items()])
            if self._easel.is_read_only:
                choice = told(choice)
            choice.given.connect(self._on_meaning)
            self._edits = {"meaning": choice}
            self._fields.addWidget(named(say(MEANS), choice))
            self._fields.addStretch(1)
        source, target = self._easel.card(connector.source), self._easel.card(connector.target)
        titles = [title_of(card.item) for card in (source, target) if card]
        self._title.setText(" → ".join(titles))
        self._edits["meaning"].show_value(connector.meaning or Meaning.RELATES)

    def focus_field(self, name: str) -> None:
        """Put the cursor in a field: `day`, `responsible`, or the next that a goal lacks: `measure`."""
        if name == "measure":
            self._measuring.take_focus()
            return
        wanted = [each for each, _ in DAYS.get(self._card.item.type, ())] if self._card and name == "day" else [name]
        edit = next((self._edits[each] for each in wanted if each in self._edits), None)
        if edit is not None:
            edit.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def take_focus(self) -> None:
        """Put the focus on the first thing that can be pressed or written in."""
        first = next(stops(self), None) if self._card is not None else self._edits.get("meaning")
        if isinstance(first, QWidget) and self.isVisible():
            first.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A press on the title puts the cursor on the card."""
        if event.type() == QEvent.Type.MouseButtonRelease and isinstance(event, QMouseEvent) and self._card:
            self._easel.writing.edit(self._card.item.id)
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the sheet and its edge."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), current().colour("surface"))
        painter.fillRect(0, 0, 1, self.height(), current().colour("line"))
        painter.end()

    def minimumSizeHint(self) -> QSize:
        """Never force the window taller: what has no room scrolls."""
        return QSize(self.width(), 0)

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.addWidget(self.chips, 1, Qt.AlignmentFlag.AlignTop)
        top.addWidget(self._close, 0, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignRight)
        inner = QVBoxLayout()
        inner.setSpacing(10)
        inner.addLayout(top)
        inner.addWidget(self._title)
        inner.addWidget(self._face)
        inner.addWidget(self._measuring)
        inner.addWidget(self.chips.others)
        inner.addLayout(self._fields, 1)
        inner.addLayout(self._further)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(20, 12, 4, 14)
        outer.addWidget(Sheet(inner, self._acts))

    def _clear(self) -> None:
        for part in (self._fields, self._further, self._acts):
            clear(part)
        self._edits = {}

    def _build(self, item: Item) -> None:
        self._clear()
        self._add("words", WORDS, TextEdit(lines=2, is_long=False), types=True)
        if item.type is not ItemType.ACTOR:
            self._add("responsible", WHO, Choice([(None, say(NOBODY)), *self._actors(item)]))
        for name in _MEASURED if isinstance(item, Goal) else ():
            self._add(name, FIELDS[name], TextEdit(lines=1, is_long=False), types=True)
        for name in _TOLD if item.type is ItemType.ACTOR else ():
            self._add(name, FIELDS[name], TextEdit(lines=1, is_long=False), types=True)
        for name, label in DAYS.get(item.type, ()):
            self._add(name, label, DayEdit(self._today, has_time=name == "starts_at"))
        areas = [(each.area, say(each.label)) for each in LIFE_AREAS]
        self._add("life_area", WHERE, Choice([(None, say(NOWHERE)), *areas]))
        self._links = QWidget()
        self._links_flow, self._links_told = FlowLayout(self._links, spacing=6), list[object]()
        self._links_name = Label(say(CONNECTED), kind="muted")
        self._signs = Label(kind="muted", wrap=True)
        self._settled = Button(TALKED_THROUGH, icon_name="check", kind="quiet", act=self._on_settled)
        self._state = Label(kind="small", wrap=True)
        for part in (self._links_name, self._links, self._signs, self._settled, self._state):
            self._fields.addWidget(part)
        self._fields.addStretch(1)
        self._add_acts(item)

    def _today(self) -> date:
        return self._easel.view.today

    def _measure(self, item: Item) -> None:
        """Ask a goal for what it lacks; what is told already stands in its field, unless it is being told now."""
        if not self._easel.is_read_only:
            self._measuring.show_item(item, [name for _, name in self._actors(item)])
        for name in _MEASURED if isinstance(item, Goal) else ():
            edit = self._edits[name]
            is_told = getattr(item, name) is not None and name != self._measuring.asked
            edit.parentWidget().setVisible(is_told or edit.hasFocus())

    def _actors(self, item: Item) -> list[tuple[str, str]]:
        people = [card.item for card in self._easel.scene.laid.people]
        return [(person.id, title_of(person)) for person in people if person.id != item.id]

    def _add(self, name: str, label: Text, edit: FieldEdit, *, types: bool = False) -> None:
        if self._easel.is_read_only:
            edit = told(edit)
        self._edits[name] = edit
        if types:
            edit.typed.connect(partial(self._on_typed, name))
            edit.left.connect(self._on_left)
        else:
            edit.given.connect(partial(self._on_given, name))
        self._fields.addWidget(named(say(label), edit))

    def _add_acts(self, item: Item) -> None:
        if not self._easel.is_read_only:
            self._add_writing_acts(item)
        self._further.addWidget(Button(OPEN, icon_name="panel-right", kind="quiet", act=self._on_open))

    def _add_writing_acts(self, item: Item) -> None:
        if item.type not in _NOT_AGREED:
            self._acts.addWidget(Button(AGREE, icon_name="thumbs-up", kind="primary", act=self._on_agree))
            self._acts.addWidget(Button(DISAGREE, icon_name="thumbs-down", act=self._on_disagree))
            self._words = QLineEdit()
            self._words.setPlaceholderText(say(IN_CITIZENS_WORDS))
            self._words.setAccessibleName(say(WHAT_NOT))
            self._words.returnPressed.connect(self._on_disagreement)
            self._words.hide()
            self._acts.addWidget(self._words)
        if item.type is ItemType.ACTOR:
            self._same = Button(SAME, icon_name="git-merge", kind="quiet", act=self._on_same)
            self._further.addWidget(self._same)
        if not self._meeting:
            self._further.addWidget(Button(WRONG, icon_name="user", kind="quiet", act=self._on_wrong))

    def _show_links(self, card: CardView) -> None:
        others, room = self._linked(card), self.width() - _LINK_FRAME
        shown = [current(), room, *((other.id, other.item.type, title_of(other.item)) for other in others)]
        if shown == self._links_told:
            return
        self._links_told = shown
        clear(self._links_flow)
        for other in others:
            look = current().kind(other.item.type, meeting=self._meeting)
            chip = Button(title_of(other.item), kind="row", act=partial(self._on_link, other.item.id))
            chip.setText("\n".join(Wrapped(title_of(other.item), QFontMetricsF(chip.font())).lines(room, 3)))
            chip.setIcon(icon(look.icon, look.text))
            chip.setAccessibleName(title_of(other.item))
            self._links_flow.addWidget(chip)
        self._links.setVisible(bool(others))
        self._links_name.setVisible(bool(others))

    def _linked(self, card: CardView) -> list[CardView]:
        lines = self._easel.scene.laid.lines.get(card.id, ())
        ends = [link.target if link.source == card.id else link.source for link in lines]
        return [other for other in map(self._easel.card, dict.fromkeys(ends)) if other is not None]

    def _show_signs(self, card: CardView) -> None:
        lines = [f"{shared_in_words(card.shared)}."] if card.shared else []
        if card.disagreement is not None:
            lines.insert(0, say(DISAGREEMENT, words=card.disagreement.words or ""))
        elif card.item.agreed_at:
            lines.insert(0, say(AGREED))
        self._signs.setText("\n".join(lines))
        self._signs.setVisible(bool(lines))
        self._settled.setVisible(card.disagreement is not None and not self._easel.is_read_only)
        self._state.setVisible(not self._meeting and not self._easel.is_read_only)
        self._show_state()

    def _show_state(self, *_: object) -> None:
        """Say where what is shown is kept: being saved, here, received, in two versions."""
        if self._card is not None and self._edits:
            is_saving = self._easel.model.bridge.is_saving
            self._state.setText(say(mark_look(self._card.item, is_saving=is_saving).text))

    def _on_kind(self, item_type: ItemType) -> None:
        if self._card is not None:
            self._easel.model.turn_into(self._card.item, item_type)

    def _on_typed(self, name: str, value: str | None) -> None:
        if self._card is not None:
            self._easel.model.bridge.typed(self._card.item, **{name: value})

    def _on_left(self) -> None:
        self._easel.model.bridge.end_typing()

    def _on_given(self, name: str, value: Any) -> None:
        if self._card is not None:
            self._easel.model.edit(self._card.item, **{name: value})

    def _on_meaning(self, meaning: Meaning) -> None:
        if self._connector is not None:
            self._easel.model.set_meaning(self._connector, meaning)
            self._connector = msgspec.structs.replace(self._connector, meaning=meaning)

    def _on_agree(self) -> None:
        if self._card is not None:
            self._easel.model.agree(self._card.item)

    def _on_disagree(self) -> None:
        self._words.setVisible(not self._words.isVisible())
        self._words.setFocus()

    def _on_disagreement(self) -> None:
        words, card = self._words.text().strip(), self._card
        if card is not None and words:
            self._easel.model.disagree(card.item, words)
            self._words.clear()
            self._words.hide()

    def _on_settled(self) -> None:
        if self._card is not None and self._card.disagreement is not None:
            self._easel.model.end_disagreement(self._card.disagreement)

    def _on_same(self) -> QMenu:
        """Ask which other card is the same person."""
        menu = QMenu(self)
        kept = self._card.item if self._card is not None else None
        if isinstance(kept, Actor):
            for identity, title in self._actors(kept):
                menu.addAction(title).triggered.connect(partial(self._merge, kept, identity, title))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self._same.mapToGlobal(self._same.rect().topLeft()))
        return menu

    def _merge(self, kept: Actor, gone: str, title: str, _is_checked: bool = False) -> None:
        self._easel.model.merge(kept, gone, title=title)

    def _on_link(self, identity: str) -> None:
        self._easel.go_to(self._easel.card(identity))

    def _on_wrong(self) -> None:
        if self._card is not None:
            WrongCitizenDialog(self._easel.model.bridge, self._card.item, self.window()).open()

    def _on_open(self) -> None:
        if self._card is not None:
            self._easel.plan_wanted.emit(self._card.item.id)
