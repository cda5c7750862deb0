"""Arranging: what is chosen is put in line, spread with equal gaps, and joined into groups."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QRectF
from PySide6.QtWidgets import QMenu

from app.operations import arranging as operations
from app.operations.board import Move
from app.texts import Text, mark, say
from ui.board.card import CardItem
from ui.board.parts import BoardPart
from ui.board.together import Drawing, Movable, bounds_of, group_of, grouped, record_of, units
from ui.board.tool_column import Further

Step = tuple[float, float]
"""How far something goes across and down, in board units."""

ARRANGE = mark("board", "Ret ind og saml …")
GROUP = mark("board", "Saml i en gruppe")
UNGROUP = mark("board", "Opløs gruppen")
ALIGNED: dict[str, Text] = {
    "left": mark("board", "Ret ind til venstre"),
    "centre": mark("board", "Ret ind på midten, lodret linje"),
    "right": mark("board", "Ret ind til højre"),
    "top": mark("board", "Ret ind foroven"),
    "middle": mark("board", "Ret ind på midten, vandret linje"),
    "bottom": mark("board", "Ret ind forneden"),
}
SPREAD: dict[str, Text] = {
    "across": mark("board", "Lige store mellemrum, vandret"),
    "down": mark("board", "Lige store mellemrum, lodret"),
}
CHOOSE_MORE = mark("board", "Vælg mindst {count} ting, der skal rettes ind.")
BY_DATE = mark("board", "På en tidsakse ligger kortene efter dato. Her kan kun det, der er tegnet, rettes ind.")
CHOOSE_TO_GROUP = mark("board", "Vælg mindst to ting, der skal høre sammen.")
GROUPED = mark("board", "{count} ting hører nu sammen.")
UNGROUPED = mark("board", "Tingene ligger nu hver for sig.")
NO_GROUP = mark("board", "Det valgte er ikke samlet i en gruppe.")
_LEAST_TO_ALIGN, _LEAST_TO_SPREAD = 2, 3


class Arranging(BoardPart):
    """Aligning, spreading and grouping. On a time axis dates place the cards: only drawings are put in line there."""

    def further(self) -> list[Further]:
        """Return what «Mere» offers: a menu of its own, once there is something to arrange."""
        return [("arrange", say(ARRANGE), "layout-dashboard")] if len(self.easel.selected) > 1 else []

    def acts(self) -> dict[str, Callable[[], object]]:
        """Return the acts by their names."""
        return {
            "arrange": self.open_menu,
            "group": self.group,
            "ungroup": self.ungroup,
            **{f"align {edge}": partial(self.align, edge) for edge in ALIGNED},
            **{f"spread {way}": partial(self.spread, way) for way in SPREAD},
        }

    def open_menu(self) -> QMenu:
        """Open what can be done with what is chosen, beside it, and return the menu."""
        canvas, menu = self.easel.canvas, QMenu(self.window)
        moved = self._units()
        for words, act in ((GROUP, self.group), (UNGROUP, self.ungroup)):
            menu.addAction(say(words)).triggered.connect(partial(_call, act))
        menu.addSeparator()
        for edge, words in ALIGNED.items():
            line = menu.addAction(say(words))
            line.setEnabled(len(moved) >= _LEAST_TO_ALIGN)
            line.triggered.connect(partial(_call, partial(self.align, edge)))
        for way, words in SPREAD.items():
            line = menu.addAction(say(words))
            line.setEnabled(len(moved) >= _LEAST_TO_SPREAD)
            line.triggered.connect(partial(_call, partial(self.spread, way)))
        menu.aboutToHide.connect(menu.deleteLater)
        chosen = bounds_of(each for unit in units(self.easel.scene, self.easel.selected) for each in unit)
        menu.popup(canvas.viewport().mapToGlobal(canvas.to_view(chosen.center()).toPoint()))
        return menu

    def align(self, edge: str) -> None:
        """Put one edge, or the middle, of all that is chosen in line."""
        moved = self._units()
        if len(moved) < _LEAST_TO_ALIGN:
            self._refuse(_LEAST_TO_ALIGN)
            return
        rooms = [bounds_of(unit) for unit in moved]
        self._move(moved, aligned(rooms, edge))

    def spread(self, way: str) -> None:
        """Leave the first and the last where they are, and the others between them with equal gaps."""
        moved = self._units()
        if len(moved) < _LEAST_TO_SPREAD:
            self._refuse(_LEAST_TO_SPREAD)
            return
        self._move(moved, spread([bounds_of(unit) for unit in moved], is_across=way == "across"))

    def group(self) -> None:
        """Join what is chosen."""
        members = self._members()
        if len(members) < _LEAST_TO_ALIGN:
            self.told(say(CHOOSE_TO_GROUP), False)
            return
        self._run(operations.group, members)
        self.told(say(GROUPED, count=len(members)), True)

    def ungroup(self) -> None:
        """Let what is chosen, and what is of one group with it, be by itself again."""
        scene = self.easel.scene
        members = [each for each in self._members() if group_of(scene, each.id) is not None]
        if not members:
            self.told(say(NO_GROUP), False)
            return
        self._run(operations.ungroup, members)
        self.told(say(UNGROUPED), True)

    def _units(self) -> list[list[Movable]]:
        """Return what can be put in line: all that has a place of its own."""
        found = units(self.easel.scene, self.easel.selected)
        if self.easel.view.axis is None:
            return found
        drawn: list[list[Movable]] = [[each for each in unit if not isinstance(each, CardItem)] for unit in found]
        return [unit for unit in drawn if unit]

    def _members(self) -> list[Movable]:
        items = map(self.easel.scene.drawn, grouped(self.easel.scene, self.easel.selected))
        return [item for item in items if isinstance(item, Movable)]

    def _refuse(self, least: int) -> None:
        is_by_date = self.easel.view.axis is not None and any(map(self.easel.card, self.easel.selected))
        self.told(say(BY_DATE) if is_by_date else say(CHOOSE_MORE, count=least), False)

    def _run(self, operation: Callable[..., object], members: Sequence[Movable]) -> None:
        model = self.easel.model
        cards = [(item.view.item, item.view.placement) for item in members if isinstance(item, CardItem)]
        drawn = [record_of(item) for item in members if isinstance(item, Drawing)]
        model.run(operation, cards=cards, drawn=drawn, citizen=model.citizen, board=model.board_id)

    def _move(self, moved: Sequence[Sequence[Movable]], steps: Sequence[Step]) -> None:
        model = self.easel.model
        each_by = [(item, by) for unit, by in zip(moved, steps, strict=True) for item in unit]
        moves = [
            Move(item=item.view.item, placement=item.view.placement, x=item.x() + by[0], y=item.y() + by[1])
            for item, by in each_by
            if isinstance(item, CardItem)
        ]
        drawn = [(record_of(item), by) for item, by in each_by if isinstance(item, Drawing)]
        model.run(operations.arrange, moves=moves, drawn=drawn, citizen=model.citizen, board=model.board_id)


def aligned(rooms: Sequence[QRectF], edge: str) -> list[Step]:
    """Return how far each of *rooms* goes so that the *edge* of all lies where that of all together is."""
    whole = QRectF()
    for room in rooms:
        whole = whole.united(room)
    return [_to_edge(room, whole, edge) for room in rooms]


def _to_edge(room: QRectF, whole: QRectF, edge: str) -> Step:
    by = whole.center() - room.center()
    return {
        "left": (whole.left() - room.left(), 0.0),
        "centre": (by.x(), 0.0),
        "right": (whole.right() - room.right(), 0.0),
        "top": (0.0, whole.top() - room.top()),
        "middle": (0.0, by.y()),
        "bottom": (0.0, whole.bottom() - room.bottom()),
    }[edge]


def spread(rooms: Sequence[QRectF], *, is_across: bool) -> list[Step]:
    """Return how far each of *rooms* goes so that there is as much between any two that are next to each other."""
    spans = [(room.left(), room.right()) if is_across else (room.top(), room.bottom()) for room in rooms]
    places = sorted(range(len(spans)), key=lambda place: sum(spans[place]))
    filled = sum(end - start for start, end in spans)
    gap = (spans[places[-1]][1] - spans[places[0]][0] - filled) / (len(spans) - 1)
    steps: list[Step] = [(0.0, 0.0)] * len(spans)
    at = spans[places[0]][0]
    for place in places:
        start, end = spans[place]
        steps[place] = (at - start, 0.0) if is_across else (0.0, at - start)
        at += end - start + gap
    return steps


def _call(act: Callable[[], object], _is_checked: bool = False) -> None:
    act()
