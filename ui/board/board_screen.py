"""BoardScreen: tools, board, panel and foot of one board, for the window to show."""

from collections.abc import Callable
from datetime import date
from functools import cached_property, partial
from typing import TypeVar

from PySide6.QtCore import QEvent, QPointF, QRectF, QSizeF, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.board import Axis, Board
from app.domain.item import ItemType
from app.queries.board import BoardView
from app.texts import mark, say
from ui.board.access import BoardAccess, install
from ui.board.arranging import Arranging
from ui.board.boards import Boards
from ui.board.card import CardItem
from ui.board.clipboard import Clipboard
from ui.board.drawing_in import DrawingIn
from ui.board.easel import Easel
from ui.board.family_door import FamilyDoor
from ui.board.finding import Finding
from ui.board.first_sight import MARGIN, first_sight
from ui.board.foot import BoardFoot
from ui.board.hint import Hint
from ui.board.ink_to_card import InkToCard
from ui.board.keys import is_reading
from ui.board.lanes import AxisHeader, LaneColumn, framed
from ui.board.lines import Lines
from ui.board.model import BoardModel
from ui.board.news import SinceLast
from ui.board.nudging import DIRECTIONS, Nudging, common_acts, take_key
from ui.board.optics import optics
from ui.board.out import BoardOutPart
from ui.board.overview import MAP_SIZE, BoardMap
from ui.board.panel import BoardPanel
from ui.board.paper import PaperOnBoard
from ui.board.parts import BoardPart
from ui.board.past import Past
from ui.board.pen_row import Pens
from ui.board.picture_door import PictureDoor
from ui.board.scene import BoardScene
from ui.board.telling import Telling
from ui.board.templates import Templates
from ui.board.tidying import Tidying
from ui.board.tool_column import ToolColumn
from ui.board.tools import CardTool
from ui.board.underlays import Underlays
from ui.board.view import Canvas
from ui.bridge import Bridge
from ui.widgets.focus_frame import FocusFrame

MAP_FROM = (720, 420)
"""The small map is shown on views at least this large, in pixels."""
READABLE_FROM = 0.75
"""A board that fits at this zoom is shown whole at first; at a meeting, where text does not shrink, at 100 %."""
MAP_REST_MS = 250
"""How long after the view has moved the map is shown again."""
PARTS: tuple[type[BoardPart], ...] = (
    Boards, Templates, FamilyDoor, InkToCard, Clipboard, Arranging, Lines, Nudging, Pens, Tidying, Finding,
    PaperOnBoard, BoardOutPart, DrawingIn, Underlays, PictureDoor, Telling, SinceLast, Past,
)  # fmt: skip
"""What can be done on a board besides; «Mere» offers it in this order."""
FIRST_WORDS = mark("board", "Dobbeltklik på tavlen, eller tryk N, og skriv det første kort")
P = TypeVar("P", bound=BoardPart)


class BoardScreen(QWidget):
    """One board of one citizen, once opened; *held* is the meeting at which it is shown to everyone who is there.

    One that is only read has no tools: what is on it can be looked at and found, on every board of the plan.

    `item_wanted` asks for the plan list at an item, `table_wanted` for the list, `face_wanted` for another face of the
    page, `hide_wanted` for the plain page; `told` carries a sentence and whether «Fortryd» belongs to it.
    """

    item_wanted = Signal(str)
    table_wanted = Signal()
    face_wanted = Signal(str)
    hide_wanted = Signal()
    told = Signal(str, bool)

    def __init__(
        self,
        bridge: Bridge,
        *,
        held: str | None = None,
        is_read_only: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        install()
        self.meeting = meeting = held is not None
        self.model = BoardModel(bridge, meeting=held, parent=self)
        nobodys = BoardView(board=Board(), citizen="", today=self.model.today)
        self.canvas = Canvas(BoardScene(nobodys, optics(1.0, ratio=1.0, meeting=meeting)), meeting=meeting)
        self.canvas.is_read_only = is_read_only
        self.easel = Easel(self.model, self.canvas, self)
        self.access = BoardAccess(self.easel, self)
        self._parts = [kind(self.easel, self._on_told, self) for kind in PARTS]
        self.tools = ToolColumn(meeting=meeting)
        self.foot = BoardFoot(is_read_only=is_read_only)
        self.lanes = LaneColumn(self, meeting=meeting)
        self.header = AxisHeader(self, meeting=meeting)
        self.map = BoardMap(self.canvas.board, self.canvas)
        self.boards = self.part(Boards)
        self._around = framed(self.canvas, lanes=self.lanes, header=self.header)
        self._frame = FocusFrame(self._around, holder=self._takes_keys)
        self._frame.watch(self.canvas, self.canvas.viewport())
        self._first_words = Hint(self.canvas.viewport(), is_quiet=True, meeting=meeting)
        self._has_shown = False
        self._board = ""
        self._shift = QTimer(self, singleShot=True, interval=0)
        self._map_rest = QTimer(self, singleShot=True, interval=MAP_REST_MS)
        self._lay_out()
        self._connect()

    def open(self, citizen: str, *, today: date, board: str | None = None) -> None:
        """Show a board of a citizen's plan, the main one when None; a screen is opened once."""
        self.model.turn_to_plan(citizen, today=today, board=board)
        self.canvas.board.show_view(BoardView(board=self.model.unwritten(), citizen=citizen, today=today))

    @cached_property
    def panel(self) -> BoardPanel:
        """What shows the chosen card in full; made when one is chosen first."""
        panel = BoardPanel(self.easel, meeting=self.meeting)
        panel.closed.connect(self._on_panel_closed)
        panel.hide()
        self._line.addWidget(panel)
        return panel

    def do(self, act: str) -> bool:
        """Do one act of the keyboard, a tool or the foot; False when there is no such act here."""
        return (is_reading(act) or not self.easel.is_read_only) and self._do(act)

    def _do(self, act: str) -> bool:
        self.canvas.folding.make_room(act)
        word, _, rest = act.partition(" ")
        plain = self._plain_acts().get(act)
        if plain is not None:
            plain()
        elif word == "tool":
            self._choose(rest)
        elif word == "card":
            self._choose("card", ItemType(rest))
        elif word in DIRECTIONS:
            self.easel.step(word)
        elif word in ("board", "put"):
            self._on_board(word, rest)
        elif word == "field":
            self._show_panel()
            self.panel.focus_field(rest)
        else:
            return False
        return True

    def part(self, kind: type[P]) -> P:
        """Return the part of a kind."""
        return next(each for each in self._parts if isinstance(each, kind))

    def show_item(self, identity: str) -> None:
        """Select a card and bring it into view."""
        self.easel.go_to(self.easel.card(identity))

    def undo(self) -> None:
        """Take back the last act."""
        self.model.undo()

    def redo(self) -> None:
        """Do again what was taken back."""
        self.model.redo()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys of the board work wherever in it the focus is, fields apart."""
        self._on_key(event)

    def changeEvent(self, event: QEvent) -> None:
        """Take in another look."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and self._has_shown:
            self.canvas.set_zoom(self.canvas.zoom)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the map and the first words in their places."""
        super().resizeEvent(event)
        self._shift.start()

    def showEvent(self, event: QShowEvent) -> None:
        """Keys mean the board when it is shown."""
        super().showEvent(event)
        self.canvas.setFocus()

    def hideEvent(self, event: QHideEvent) -> None:
        """Keep what is being written when another screen is shown."""
        self.easel.finish()
        super().hideEvent(event)

    def _plain_acts(self) -> dict[str, Callable[[], object]]:
        easel, model = self.easel, self.model
        return {
            **common_acts(easel),
            "new": easel.writing.new_card_here,
            "child": easel.writing.new_child_here,
            "panel": self._turn_to_panel,
            "agree": easel.agree,
            "delete": easel.delete,
            "all": easel.select_all,
            "undo": model.undo,
            "redo": model.redo,
            "follow": easel.follow,
            "previous new": lambda: easel.walk_new(-1),
            "next new": lambda: easel.walk_new(1),
            "zoom menu": lambda: self.tools.open_zoom(further=[each for part in self._parts for each in part.zooms()]),
            "fit": easel.fit,
            "fit selection": easel.fit_selection,
            "table": self.table_wanted.emit,
            "more": lambda: self.tools.open_more(further=[each for part in self._parts for each in part.further()]),
            "boards": lambda: self.boards.open_menu(self.foot.boards),
            "axis": self._turn_axis,
            "tool connect": easel.start_connecting,
            **{name: act for part in self._parts for name, act in part.acts().items()},
        }

    def _choose(self, tool: str, item_type: ItemType | None = None) -> None:
        """Take a tool; the same one again puts it away."""
        card_tool = self.easel.tools["card"]
        is_same = self.canvas.tool is self.easel.tools[tool]
        if is_same and tool == "card" and isinstance(card_tool, CardTool):
            is_same = card_tool.item_type is (item_type or ItemType.IDEA)
        if is_same:
            self.easel.rest()
        else:
            self.easel.choose(tool, item_type)

    def _turn_to_panel(self) -> None:
        (self.canvas.setFocus if self.panel.isAncestorOf(self.focusWidget()) else self.panel.take_focus)()

    def _turn_axis(self) -> None:
        self.model.show_axis(Axis.TIME if self.easel.view.axis is None else Axis.FREE)
        self._has_shown = False

    def _on_board(self, act: str, identity: str) -> None:
        if act == "put":
            self.boards.put(identity)
        else:
            self.boards.turn_to(identity)

    def _lay_out(self) -> None:
        self._line = line = QHBoxLayout()
        line.setSpacing(0)
        line.addWidget(self.tools)
        line.addWidget(self._frame, 1)
        self._outer = outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addLayout(line, 1)
        outer.addWidget(self.foot)
        self.foot.setVisible(not self.meeting)
        self.tools.setVisible(not self.easel.is_read_only)
        self.map.hide()
        self.setFocusProxy(self.canvas)

    def _connect(self) -> None:
        self.model.shown.connect(self._on_shown)
        self.model.told.connect(self._on_told)
        self.easel.selection_changed.connect(self._show_panel)
        self.easel.selection_changed.connect(self._frame.refresh)
        self.easel.tool_changed.connect(self._on_tool)
        self.easel.plan_wanted.connect(self.item_wanted)
        self.easel.act_wanted.connect(self.do)
        self.part(PaperOnBoard).under_wanted.connect(self.part(Underlays).lay)
        self.easel.face_wanted.connect(self.face_wanted)
        self.part(SinceLast).join(self.part(Telling), self.foot)
        self.easel.board_wanted.connect(partial(self._on_board, "board"))
        self.canvas.typed.connect(self._on_key)
        self.canvas.zoomed.connect(self.foot.show_zoom)
        self.canvas.shifted.connect(self._shift.start)
        self.canvas.hide_wanted.connect(self.hide_wanted)
        self._shift.timeout.connect(self._on_shifted)
        self._map_rest.timeout.connect(self._on_map_rest)
        self.tools.wanted.connect(self.do)
        self.foot.wanted.connect(self.do)
        self.map.wanted.connect(self._on_map)

    def _on_key(self, event: QKeyEvent) -> None:
        take_key(event, self.easel, self.do)

    def _on_shown(self, view: BoardView) -> None:
        self.lanes.setVisible(view.axis is not None)
        self.header.setVisible(view.axis is not None)
        if self.model.laid is not None:
            self.foot.show_board(self.model.laid, name=self.boards.name)
        if not self._has_shown or view.board.id != self._board:
            self._has_shown, self._board = True, view.board.id
            with self.canvas.moving():
                self._begin()
        self.map.show_board(self.canvas.board.content())
        self._on_shifted()

    def _begin(self) -> None:
        """Show the board as it is first seen: all of it where it can be read, else where its cards are."""
        view, canvas = self.easel.view, self.canvas
        for layout in (self._outer, self._around):
            layout.activate()
        content = canvas.board.content()
        canvas.fit(content)
        self._on_tool("select")
        is_small = canvas.zoom < (1.0 if self.meeting else READABLE_FROM)
        if (is_small and view.cards) or not (view.cards or view.frames):
            canvas.set_zoom(1.0)
            room = QSizeF(canvas.viewport().size()) / canvas.scale_
            left = self.easel.home_x() if view.axis is not None else content.left() - MARGIN
            corner = first_sight(_frames(view), room=room, home=QPointF(left, content.top()))
            canvas.centerOn(QRectF(corner, room).center())

    def _on_told(self, words: str, can_be_undone: bool) -> None:
        self.access.announce(words)
        self.told.emit(words, can_be_undone)

    def _show_panel(self) -> None:
        easel = self.easel
        card = easel.card(easel.scene.stage.focused) if len(easel.selected) == 1 else None
        link = easel.scene.links.get(next(iter(easel.selected))) if len(easel.selected) == 1 else None
        if card is not None:
            self.panel.show_card(card)
        elif link is not None:
            self.panel.show_connector(link.view.connector)
        if card is not None or link is not None or "panel" in vars(self):
            self.panel.setVisible(card is not None or link is not None)

    def _takes_keys(self) -> QWidget | None:
        """Return the board where nothing on it is chosen, which would show by itself what keys mean."""
        return self.canvas if not (self.easel.selected or self.easel.scene.stage.focused) else None

    def _on_panel_closed(self) -> None:
        self.easel.select([])
        self.canvas.setFocus()

    def _on_tool(self, tool: str) -> None:
        card_tool = self.easel.tools.get("card")
        item_type = card_tool.item_type if isinstance(card_tool, CardTool) else ItemType.IDEA
        self.tools.show_tool(tool, item_type)

    def _on_map(self, place: QPointF) -> None:
        self.canvas.centerOn(place)
        self._on_shifted()

    def _on_shifted(self) -> None:
        view, canvas = self.easel.view, self.canvas
        if view.lanes:
            self.lanes.show_board(view, canvas.viewportTransform())
            self.header.show_board(view, canvas.viewportTransform())
        size, seen = canvas.viewport().size(), canvas.seen()
        if self.map.isVisible() and not self.map.underMouse():
            self.map.hide()
        self.map.show_seen(seen)
        self._map_rest.start()
        is_bare = self._has_shown and not (view.cards or view.frames or view.strokes)
        is_empty = is_bare and not self.easel.is_writing and not self.easel.is_read_only
        self._first_words.tell(say(FIRST_WORDS) if is_empty else "", QPointF(size.width() / 2, size.height() * 0.42))

    def _needs_map(self) -> bool:
        """Where the board is larger than the view, the map is of use."""
        size, seen = self.canvas.viewport().size(), self.canvas.seen()
        has_room = not self.meeting and size.width() >= MAP_FROM[0] and size.height() >= MAP_FROM[1]
        return has_room and bool(self.easel.view.cards) and not seen.contains(self.canvas.board.content())

    def _on_map_rest(self) -> None:
        """The map is shown at rest and over no card: while it lies over a view, each pan paints the whole view."""
        size = self.canvas.viewport().size()
        self.map.move(size.width() - MAP_SIZE[0] - 16, size.height() - MAP_SIZE[1] - 16)
        place = QRectF(self.map.geometry())
        under = QRectF(self.canvas.to_board(place.topLeft()), self.canvas.to_board(place.bottomRight()))
        is_free = not any(isinstance(item, CardItem) for item in self.canvas.board.items(under))
        self.map.setVisible(self._needs_map() and (is_free or self.map.underMouse()))


def _frames(view: BoardView) -> list[QRectF]:
    """Return where the cards lie that one comes to see; people in their band are there to be drawn upon."""
    below = next((lane.y for lane in view.lanes if lane.is_of_people), float("inf"))
    spots = [card.spot for card in view.cards if card.spot.y < below] or [card.spot for card in view.cards]
    return [QRectF(each.x, each.y, each.width, each.height) for each in spots]
