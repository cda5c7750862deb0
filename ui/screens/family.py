"""Familie: the plans of those who belong together, as lanes on one time axis or as a list, each kept on its own."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QPointF, QRectF, QSizeF, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from app.domain.item import ItemType
from app.operations.family import open_family
from app.queries.board import BoardView
from app.queries.family import FamilyView
from app.texts import mark, say
from ui.board.access import BoardAccess, install
from ui.board.family import FamilyEasel, FamilyModel
from ui.board.first_sight import first_sight
from ui.board.lanes import AxisHeader, LaneColumn, framed
from ui.board.model import title_of
from ui.board.nudging import DIRECTIONS, common_acts, steps_in_time, take_key
from ui.board.optics import optics
from ui.board.scene import BoardScene
from ui.board.view import Canvas
from ui.screens.family_dialog import FamilyDialog
from ui.screens.family_list import FamilyList
from ui.screens.screen import Desk
from ui.widgets.button import Button
from ui.widgets.card import row
from ui.widgets.flow import FlowLayout
from ui.widgets.text import Label

PURPOSE = mark("look-up", "Familietavle: planer set ved siden af hinanden")
ALONE = mark(
    "family",
    "Vælg, hvem der hører til familien. Planerne vises så ved siden af hinanden, hver i sin bane. Hver plan er stadig "
    "sin egen, og intet flyttes eller kopieres.",
)
REST = mark("family", "Træk et kort for at give det en anden dag. Hvert kort bliver i sin egen plan.")
CHOSEN = mark("family", "{title} – {name}")
UNSEEN = mark("family", "I familien, men ikke vist her, fordi du ikke har adgang til at skrive i planen: {count}.")
CLASHES = mark("family", "På samme tid: {count}")
_FACES = (
    ("board", mark("family", "Side om side"), "layers"),
    ("list", mark("family", "Som liste"), "list"),
)


class FamilyScreen(QWidget):
    """Never made at a meeting. `item_wanted` asks for the plan list of the page's own citizen at an item."""

    item_wanted = Signal(str)
    hide_wanted = Signal()
    told = Signal(str, bool)

    def __init__(self, desk: Desk, *, citizen: str) -> None:
        super().__init__()
        install()
        self._desk = desk
        self._citizen = citizen
        self._clash = -1
        self._has_shown = False
        self._opening: frozenset[str] = frozenset()
        self.model = FamilyModel(desk.bridge, desk.session, citizen=citizen, today=desk.today(), parent=self)
        empty = BoardView(board=self.model.unwritten(), citizen=citizen, today=desk.today())
        self.canvas = Canvas(BoardScene(empty, optics(1.0, ratio=1.0, meeting=False)))
        self.easel = FamilyEasel(self.model, self.canvas, self)
        self.access = BoardAccess(self.easel, self)
        self.lanes, self.header = LaneColumn(self), AxisHeader(self)
        self.list = FamilyList(self.model, today=desk.today)
        self._faces = {name: self._face_button(name, label, icon) for name, label, icon in _FACES}
        self._new = Button(mark("family", "Nyt kort"), icon_name="plus", act=self._make_new)
        self._choose = Button(mark("family", "Vælg familie …"), icon_name="users-round", act=self.choose_family)
        self._clashes = Button(icon_name="triangle-alert", kind="quiet", act=self.next_clash)
        self._alone = Label(say(ALONE), kind="muted", wrap=True)
        self._unseen = Label(kind="muted", wrap=True)
        self._words = Label(kind="muted", wrap=True)
        self._open = Button(mark("family", "Åbn i planen"), icon_name="panel-right", kind="quiet", act=self._open_plan)
        self._foot = QWidget()
        self._stack = QStackedWidget()
        self._lay_out()
        self._connect()
        self._show_chosen()
        self.show_as("board")
        self.model.load()

    def show_as(self, name: str) -> None:
        """Show the lanes, or the same as a list."""
        self.easel.finish()
        self._stack.setCurrentIndex([each for each, _, _ in _FACES].index(name))
        for each, button in self._faces.items():
            button.setChecked(each == name)
            button.set_kind("on" if each == name else "quiet")
        for part in (self._new, self._foot):
            part.setVisible(name == "board")
        self._show_chosen()
        (self.canvas if name == "board" else self.list).setFocus()

    def choose_family(self) -> FamilyDialog:
        """Open the dialog in which the family is chosen."""
        dialog = FamilyDialog(self._desk, self.model, self.window())
        dialog.open()
        return dialog

    def next_clash(self) -> None:
        """Say the next two things that take the same time, and show them on the board."""
        clashes = self.model.family.clashes if self.model.family is not None else ()
        if not clashes:
            return
        self._clash = (self._clash + 1) % len(clashes)
        clash = clashes[self._clash]
        self.show_as("board")
        self.easel.select(clash.cards)
        for each in reversed(clash.cards):
            card = self.easel.card(each)
            if card is not None:
                self.canvas.bring_in(QRectF(card.spot.x, card.spot.y, card.spot.width, card.spot.height))
        self._words.setText(clash.line)
        self.access.announce(clash.line)

    def undo(self) -> None:
        """Take back the last act in the plan of the card that is chosen, else of the page's citizen."""
        self.model.undo_for(self._whose())

    def redo(self) -> None:
        """Do again what was taken back there."""
        self.model.redo_for(self._whose())

    def do(self, act: str) -> bool:
        """Do one act of the keyboard; False when there is no such act here."""
        word, _, rest = act.partition(" ")
        plain = self._acts().get(act)
        if plain is not None:
            plain()
        elif word == "card":
            self.easel.new_card(ItemType(rest))
        elif act in DIRECTIONS:
            self.easel.step(act)
        else:
            return False
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys mean the board while it is shown."""
        self._on_key(event)

    def showEvent(self, event: QShowEvent) -> None:
        """Take the keys as soon as it is shown."""
        super().showEvent(event)
        (self.canvas if self._stack.currentIndex() == 0 else self.list).setFocus()

    def _acts(self) -> dict[str, Callable[[], object]]:
        canvas = self.canvas
        return {
            **common_acts(self.easel),
            **steps_in_time(self.easel),
            "new": self.easel.new_card,
            "undo": self.undo,
            "redo": self.redo,
            "next badge": self.next_clash,
            "fit": lambda: canvas.fit(canvas.board.content()),
            "table": partial(self.show_as, "list"),
        }

    def _lay_out(self) -> None:
        board = QWidget()
        board.setLayout(framed(self.canvas, lanes=self.lanes, header=self.header))
        self._stack.addWidget(board)
        self._stack.addWidget(self.list)
        top = QWidget()
        flow = FlowLayout(top, spacing=8)
        name = Label(say(mark("family", "Familien")), kind="card")
        name.setMinimumHeight(self._new.sizeHint().height())
        for each in (name, *self._faces.values(), self._new, self._choose, self._clashes):
            flow.addWidget(each)
        said = QVBoxLayout()
        said.setContentsMargins(24, 0, 24, 0)
        for part in (self._alone, self._unseen):
            said.addWidget(part)
        foot = row(self._words, self._open)
        foot.setStretch(0, 1)
        foot.setContentsMargins(24, 4, 20, 4)
        kept = self._open.sizePolicy()
        kept.setRetainSizeWhenHidden(True)
        self._open.setSizePolicy(kept)
        self._foot.setLayout(foot)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        above = row(top)
        above.setContentsMargins(24, 6, 20, 6)
        outer.addLayout(above)
        outer.addLayout(said)
        outer.addWidget(self._stack, 1)
        outer.addWidget(self._foot)
        self._alone.hide()
        self._unseen.hide()
        self._clashes.hide()

    def _connect(self) -> None:
        self.model.shown.connect(self._on_shown)
        self.model.told.connect(self._on_told)
        self.easel.selection_changed.connect(self._show_chosen)
        self.easel.plan_wanted.connect(self._open_item)
        self.list.open_wanted.connect(self._open_item)
        self.canvas.typed.connect(self._on_key)
        self.canvas.shifted.connect(self._on_shifted)
        self.canvas.hide_wanted.connect(self.hide_wanted)

    def _face_button(self, name: str, label: str, icon: str) -> Button:
        button = Button(label, icon_name=icon, kind="quiet", act=partial(self.show_as, name))
        button.setCheckable(True)
        return button

    def _on_key(self, event: QKeyEvent) -> None:
        if self._stack.currentIndex() == 0:
            take_key(event, self.easel, self.do)
        else:
            event.ignore()

    def _on_shown(self, view: FamilyView) -> None:
        """Show it; a plan that nobody has opened here yet is opened first, which is written down."""
        waiting = frozenset(view.unopened) - self._opening
        if waiting:
            self._opening |= waiting
            self._desk.bridge.run(open_family, then=self.model.open, citizens=waiting, purpose=say(PURPOSE))
        self._alone.setVisible(len(view.members) + len(view.unopened) + view.unseen == 1)
        self._choose.set_kind("primary" if self._alone.isVisibleTo(self) else "plain")
        self._unseen.setVisible(view.unseen > 0)
        self._unseen.setText(say(UNSEEN, count=view.unseen))
        self._clashes.setVisible(bool(view.clashes))
        self._clashes.setText(say(CLASHES, count=len(view.clashes)))
        self.list.show_family(view)
        if not self._has_shown and not view.unopened:
            self._has_shown = True
            self._begin(view)
        self._on_shifted()

    def _begin(self, view: FamilyView) -> None:
        """Show the days around today, where most cards of those days are."""
        room = QSizeF(self.canvas.viewport().size()) / self.canvas.scale_
        frames = [QRectF(each.spot.x, each.spot.y, each.spot.width, each.spot.height) for each in view.cards]
        corner = first_sight(frames, room=room, home=QPointF(self.easel.home_x(), 0.0))
        self.canvas.centerOn(QRectF(QPointF(corner.x(), min(corner.y(), 0.0)), room).center())

    def _on_shifted(self) -> None:
        transform = self.canvas.viewportTransform()
        self.lanes.show_board(self.easel.view, transform)
        self.header.show_board(self.easel.view, transform)

    def _on_told(self, words: str, can_be_undone: bool) -> None:
        self.access.announce(words)
        self.told.emit(words, can_be_undone)

    def _show_chosen(self) -> None:
        card = self.easel.card(next(iter(self.easel.selected))) if len(self.easel.selected) == 1 else None
        self._open.setVisible(card is not None)
        self._words.setText(say(REST))
        if card is not None:
            self._words.setText(say(CHOSEN, title=title_of(card.item), name=self.model.name_of(card.item.citizen)))

    def _make_new(self) -> None:
        self.easel.new_card()

    def _open_plan(self) -> None:
        card = self.easel.current()
        if card is not None:
            self._open_item(card.id)

    def _open_item(self, identity: str) -> None:
        """Show an item in its own plan; that of another citizen is opened as any other."""
        card = self.easel.card(identity)
        if card is None or card.item.citizen is None:
            return
        if card.item.citizen == self._citizen:
            self.item_wanted.emit(identity)
        else:
            self._desk.item_wanted.emit(card.item.citizen, identity, "list")

    def _whose(self) -> str:
        card = self.easel.current()
        return (card.item.citizen if card is not None else None) or self._citizen
