"""Easel: what holds a board up: selection, focus, tools and writing in place. Widgets ask it, it asks the model."""

from collections.abc import Iterable, Mapping, Sequence

from PySide6.QtCore import QObject, QPointF, QRectF, Signal

from app.domain.connector import Connector
from app.domain.item import ItemType
from app.operations.items import reconnect
from app.queries.board import BoardView, CardView
from app.queries.layout import DAY_WIDTH, STRIP_COLUMN
from app.texts import mark, say
from ui.board.card import CardItem
from ui.board.fold_tool import FoldTool
from ui.board.ground import FrameItem, LabelItem
from ui.board.ink_tools import PenTool, RubTool
from ui.board.line_tools import ConnectTool
from ui.board.look_tool import LookTool
from ui.board.model import BoardModel, title_of
from ui.board.scene import BoardScene
from ui.board.select_tool import SelectTool
from ui.board.stroke import StrokeItem
from ui.board.together import record_of
from ui.board.tools import CardTool, FrameTool, LabelTool, Tool
from ui.board.view import Canvas
from ui.board.wayfinding import beside, linked, nearest
from ui.board.writing import Writing

MONTH_DAYS = 30
READABLE_ZOOM = 0.5
NOT_AGREED = (ItemType.ACTOR, ItemType.MEETING)

CHOOSE_TARGET = mark("board", "Vælg med piletasterne, hvad «{title}» skal forbindes med, og tryk Enter. Esc fortryder.")
NO_MORE_NEW = mark("board", "Der er ikke flere nye kort.")


class Easel(QObject):
    """One board on the screen. `selection_changed` and `tool_changed` tell widgets what to show; `said` is spoken."""

    selection_changed = Signal()
    tool_changed = Signal(str)
    said = Signal(str)
    focus_moved = Signal(str)
    plan_wanted = Signal(str)
    board_wanted = Signal(str)
    act_wanted = Signal(str)
    face_wanted = Signal(str)

    def __init__(self, model: BoardModel, canvas: Canvas, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.model = model
        self.canvas = canvas
        self._connecting: str | None = None
        self._replaced: Connector | None = None
        self._has_missed = False
        self.tools: dict[str, Tool] = {tool.id: tool for tool in (LookTool(self), *self._writing_tools())}
        canvas.tool = self.tools["select"]
        canvas.folding.take(FoldTool(self))
        canvas.pen, canvas.rubber = (self.tools.get(each, canvas.tool) for each in ("pen", "rub"))
        self.writing = Writing(self)
        model.shown.connect(self._on_shown)

    @property
    def scene(self) -> BoardScene:
        """Return the scene of the board."""
        return self.canvas.board

    @property
    def selected(self) -> set[str]:
        """Return the ids of what is selected."""
        return self.scene.stage.selected

    @property
    def view(self) -> BoardView:
        """Return the board as it is shown."""
        return self.scene.view

    def card(self, identity: str | None) -> CardView | None:
        """Return a card as it is shown."""
        return self.scene.shown_cards.get(identity) if identity else None

    def current(self) -> CardView | None:
        """Return the card that keys mean: the focused one, else the one selected."""
        return self.card(self.scene.stage.focused) or self.card(next(iter(self.selected), None))

    # Tools

    @property
    def is_read_only(self) -> bool:
        """Whether nothing on the board can be altered."""
        return self.canvas.is_read_only

    def _writing_tools(self) -> Sequence[Tool]:
        if self.is_read_only:
            return ()
        return (
            SelectTool(self), CardTool(self), LabelTool(self), FrameTool(self), ConnectTool(self), PenTool(self),
            RubTool(self),
        )  # fmt: skip

    def choose(self, tool: str, item_type: ItemType | None = None) -> None:
        """Take a tool; the card tool makes cards of *item_type*."""
        if self.canvas.tool is not None:
            self.canvas.tool.cancel()
        self._connecting = self._replaced = None
        card_tool = self.tools.get("card")
        if isinstance(card_tool, CardTool):
            card_tool.item_type = item_type or ItemType.IDEA
        self.canvas.tool = self.tools[tool]
        self.canvas.show_cursor()
        self.tool_changed.emit(tool)

    def rest(self) -> None:
        """Put the tool away."""
        self.choose("select")

    # Selection and focus

    def select(self, identities: Iterable[str]) -> None:
        """Select these things and nothing else."""
        self.writing.want_nothing()
        chosen = list(dict.fromkeys(identities))
        stage, before = self.scene.stage, set(self.scene.stage.selected)
        focused = chosen[-1] if chosen and chosen[-1] in self.scene.shown_cards else None
        if before == set(chosen) and stage.focused == focused:
            return
        stale = before | set(chosen) | ({stage.focused} if stage.focused else set())
        stage.selected = set(chosen)
        stage.focused = focused
        self.refresh(stale)
        self.selection_changed.emit()
        if focused:
            self.focus_moved.emit(focused)

    def toggle(self, *identities: str) -> None:
        """Let a thing, with the *identities* of its group before its own, join or leave the selection."""
        rest = [each for each in self.selected if each not in identities]
        self.select(rest if identities[-1] in self.selected else [*rest, *identities])

    def focus(self, identity: str) -> None:
        """Let keys mean this card, and let a screen reader say it; the selection stays."""
        before, self.scene.stage.focused = self.scene.stage.focused, identity
        if before != identity:
            self.refresh({identity, *([before] if before else [])})
            self.focus_moved.emit(identity)

    def go_to(self, card: CardView | None) -> bool:
        """Select a card and bring it into view."""
        if card is None:
            return False
        if self._connecting is not None:
            self.focus(card.item.id)
        else:
            self.select([card.item.id])
        spot = card.spot
        self.canvas.bring_in(QRectF(spot.x, spot.y, spot.width, spot.height))
        return True

    def show_chosen(self, identity: str) -> None:
        """Select a card or what is drawn, by its id, and bring it into view."""
        item = self.scene.drawn(identity)
        if not self.go_to(self.card(identity)) and item is not None:
            self.select([identity])
            self.canvas.bring_in(item.sceneBoundingRect())

    def step(self, direction: str) -> None:
        """Go to the nearest card in a direction."""
        origin = self.current()
        cards = self.view.cards
        self.go_to(nearest(cards, origin, direction) if origin else beside(cards, None, 1))

    def walk(self, step: int) -> bool:
        """Go to the next or previous card in reading order; False beyond the ends."""
        origin = self.current()
        return self.go_to(beside(self.view.cards, origin.item.id if origin else None, step))

    def walk_new(self, step: int) -> None:
        """Go to the next or previous card that is new since the latest meeting."""
        new = [card for card in self.view.cards if card.is_new]
        origin = self.current()
        if not self.go_to(beside(new, origin.item.id if origin else None, step)):
            self.said.emit(say(NO_MORE_NEW))

    def follow(self) -> None:
        """Go along a line to its other end; again for the next line of that card."""
        origin = self.current()
        if origin is not None:
            self.go_to(self.card(next(iter(linked(self.view, origin.item.id)), None)))

    # Moving

    def put_back(self, identity: str, place: QPointF) -> None:
        """Show a thing at a place while it is dragged."""
        item = self.scene.drawn(identity)
        if isinstance(item, CardItem):
            self.scene.move_card(item, place.x(), place.y())
        elif item is not None:
            self.scene.move_drawn(item, place)

    def where(self, identity: str, place: QPointF) -> str:
        """Return in words what a place would mean for a card."""
        card = self.card(identity)
        return self.model.where(card, place.x(), place.y()) if card and self.view.axis else ""

    def dropped(self, moved: Mapping[str, QPointF], at: QPointF) -> None:
        """Keep where things were dropped; an actor dropped on a card does what the card says."""
        actor = self.card(next(iter(moved))) if len(moved) == 1 else None
        under = self.scene.card_at(at, but=next(iter(moved)))
        if actor and under and actor.item.type is ItemType.ACTOR and under.view.item.type is not ItemType.ACTOR:
            self.put_back(actor.item.id, next(iter(moved.values())))
            self.model.connect_cards(actor.item, under.view.item)
            return
        cards = [(item.view, item.x(), item.y()) for item in map(self.scene.cards.get, moved) if item]
        drawn = [item for item in map(self.scene.drawn, moved) if isinstance(item, LabelItem | FrameItem | StrokeItem)]
        by = drawn[0].pos() - moved[drawn[0].id] if drawn else QPointF()
        self.model.move(cards, drawn=[record_of(item) for item in drawn], by=(by.x(), by.y()))

    def resized(self, card: CardItem) -> None:
        """Keep the size a card was drawn to."""
        self.model.resize(card.view, card.width, card.height)

    def axis_left(self) -> float:
        """Return where the dates of a time axis begin."""
        return self.view.axis.left if self.view.axis else 0.0

    def today_x(self) -> float:
        """Return where today lies on a time axis."""
        return self.axis_left() + (self.view.today - self.view.axis.first).days * DAY_WIDTH if self.view.axis else 0.0

    def home_x(self) -> float:
        """Return where the view begins on a time axis: a month before today, but across no card without a date."""
        left = self.axis_left() - (self.view.axis.strip if self.view.axis else 0.0)
        home = max(left, self.today_x() - MONTH_DAYS * DAY_WIDTH - 230)
        return home - (home - left) % STRIP_COLUMN if home < self.axis_left() else home

    # Lines

    def start_connecting(self) -> None:
        """Draw a line from the current card by keys, or lead a chosen line elsewhere; without either, by the tool."""
        link = self.scene.links.get(next(iter(self.selected), "")) if len(self.selected) == 1 else None
        origin = self.card(link.view.source) if link is not None else self.current()
        self.choose("connect")
        if origin is not None:
            self._connecting = origin.item.id
            self._replaced = link.view.connector if link is not None else None
            self.focus(link.view.target if link is not None else origin.item.id)
            self.said.emit(say(CHOOSE_TARGET, title=title_of(origin.item)))

    def connect_cards(self, source: str, target: str, *, replaced: Connector | None = None) -> None:
        """Draw a line from one card to another, instead of the line *replaced* if there is one."""
        one, other = self.card(source), self.card(target)
        if one is None or other is None or source == target:
            return
        if replaced is None:
            self.model.connect_cards(one.item, other.item)
        elif (one.item.type is ItemType.ACTOR) == (other.item.type is ItemType.ACTOR):
            self.model.run(reconnect, line=replaced, source=source, target=target)

    def open_at(self, place: QPointF) -> None:
        """Write on what lies at *place*; on empty ground make a blank card there."""
        hit = self.scene.drawn_at(place)
        if isinstance(hit, CardItem | LabelItem | FrameItem):
            self.writing.edit(hit.id)
        elif hit is None:
            self.writing.new_card(ItemType.IDEA, place - QPointF(20, 20))

    @property
    def is_writing(self) -> bool:
        """Return whether the cursor is in a text of the board."""
        return self.writing.editor.is_open

    def finish(self) -> None:
        """Leave what is being written or drawn; what was written is kept."""
        self.writing.leave()
        if self.canvas.tool is not None:
            self.canvas.tool.cancel()

    # What the model tells

    def _on_shown(self, view: BoardView) -> None:
        if self._is_dragging:
            self._has_missed = True
            return
        before = self.current()
        changed = None if self._has_missed else self.model.changed
        self._has_missed, around = False, self._around()
        self.scene.show_view(view, changed, laid=self.model.laid)
        self.writing.settle()
        if self.scene.stage.focused not in self.scene.shown_cards:
            self.scene.stage.focused = None
        self._follow(before)
        is_known = changed is not None and not self.canvas.is_far and self.canvas.tool is self.tools["select"]
        if not is_known or around != self._around():  # else each thing has seen to its own repainting
            self.canvas.viewport().update()
        self.selection_changed.emit()

    def _around(self) -> tuple[object, ...]:
        """Return what is painted under and over the things on the board."""
        handled = self.canvas.handled_card()
        return self.view.today, self.view.lanes, self.view.axis, handled.frame() if handled else None

    @property
    def _is_dragging(self) -> bool:
        return isinstance(self.canvas.tool, SelectTool) and self.canvas.tool.is_dragging

    def catch_up(self) -> None:
        """Show what came while something was dragged, when nothing came of the dragging."""
        if self._has_missed:
            self.model.load()

    def _follow(self, before: CardView | None) -> None:
        """Keep the current card in view when an act of this user has moved it: another kind, a date, a lane."""
        now = self.card(before.item.id) if before else None
        if before and now and now.spot != before.spot and self.model.is_own:
            self.canvas.bring_in(QRectF(now.spot.x, now.spot.y, now.spot.width, now.spot.height))

    # Acts of keys and buttons

    def enter(self) -> None:
        """Use the tool in the hand, else write on the current card; while a line is drawn, end it there."""
        if self.canvas.tool is not None and self.canvas.tool.enter():
            return
        current = self.current()
        if self._connecting is not None and current is not None and current.item.id != self._connecting:
            source, replaced = self._connecting, self._replaced
            self.rest()
            self.select([source])
            self.connect_cards(source, current.item.id, replaced=replaced)
        elif current is not None:
            self.writing.edit(current.item.id)
        elif self.selected:
            self.writing.edit(next(iter(self.selected)))

    def sort(self, act: str) -> bool:
        """Make of the one blank card that is chosen the kind that a letter stands for; False where it is a tool's."""
        card = self.current() if len(self.selected) == 1 and not self.is_read_only else None
        word, _, kind = act.partition(" ")
        is_blank = card is not None and card.item.type is ItemType.IDEA and self.canvas.tool is self.tools["select"]
        if card is None or not is_blank or word != "card":
            return False
        self.model.turn_into(card.item, ItemType(kind))
        return True

    def leave(self) -> None:
        """Put back what is in the hand, else leave the tool, else the selection."""
        if self._is_dragging:
            self.finish()
        elif self._connecting is not None or self.canvas.tool is not self.tools["select"]:
            self.rest()
        else:
            self.select([])

    def delete(self) -> None:
        """Delete what is selected; focus goes to the card before it."""
        gone = set(self.selected)
        if not gone:
            return
        left = [card for card in self.view.cards if card.item.id not in gone]
        before = beside(self.view.cards, next(iter(gone)), -1)
        self.model.delete(gone)
        self.select([before.item.id] if before in left and before is not None else [])

    def agree(self) -> None:
        """«Vi er enige» on all chosen cards that one can agree on, else on the current one."""
        chosen = [self.card(each) for each in sorted(self.selected)] or [self.current()]
        agreed = [card.item for card in chosen if card is not None and card.item.type not in NOT_AGREED]
        if agreed:
            self.model.agree(*agreed)

    def select_all(self) -> None:
        """Select every card."""
        self.select(list(self.scene.shown_cards))

    def fit(self) -> None:
        """Show the whole board, its cards folded where they could not be read else."""
        self.canvas.folding.fit()

    def fit_selection(self) -> None:
        """Show what is selected."""
        self.canvas.folding.end()
        bounds = QRectF()
        for identity in self.selected:
            item = self.scene.drawn(identity)
            if item is not None:
                bounds = bounds.united(item.sceneBoundingRect())
        self.canvas.fit(bounds)

    def refresh(self, identities: Iterable[str | None]) -> None:
        """Paint the named things again."""
        if self.canvas.zoom < READABLE_ZOOM / 2:
            self.canvas.viewport().update()
        self.scene.repaint_ids([each for each in identities if each])
        self.canvas.viewport().update()
