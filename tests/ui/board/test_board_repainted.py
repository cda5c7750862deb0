"""Only what a change has touched is painted again, and what is then seen is what painting all of it would show."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, QObject, QPointF, QSize
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QWidget

from app.domain.board import Axis
from app.domain.item import ItemType
from app.operations.board import Move, add_frame, draw_stroke, link_cards, move_cards, show_axis
from app.operations.items import delete_records, edit_record, turn_into
from app.operations.undoing import undo
from board_desk import TODAY, Desk
from ui.board.board_screen import BoardScreen
from ui.board.moving import MovingView


def is_whole(desk: Desk) -> bool:
    """Tell whether what stands on the screen, painted bit by bit, is what painting all of it at once would show."""
    QApplication.processEvents()
    window = desk.screen.window()
    seen, whole = window.screen().grabWindow(window.winId()), window.grab()
    kind = QImage.Format.Format_RGB32
    return seen.toImage().convertToFormat(kind) == whole.toImage().convertToFormat(kind)


@pytest.fixture
def acts(desk: Desk) -> dict[str, Callable[[], object]]:
    """A board in view with cards, a line, ink on a card, and a frame with a card in it; and what is done to them."""
    store, citizen, board = desk.store, desk.citizen, desk.screen.easel.view.board
    show_axis(store, board, citizen=citizen, axis=Axis.FREE)
    one = desk.add(ItemType.GOAL, "Sove", board=board.id, at=(60, 60))
    other = desk.add(ItemType.GOAL, "Bo", board=board.id, at=(420, 60))
    inner = desk.add(ItemType.WISH, "Hjem", board=board.id, at=(120, 340))
    add_frame(store, citizen=citizen, board=board.id, at=(80, 300), size=(320, 220), title="Mål")
    draw_stroke(store, [(70.0, 80.0), (160.0, 130.0), (200.0, 90.0)], citizen=citizen, board=board.id, item=one)
    link_cards(store, source=desk.item(one), target=desk.item(other), citizen=citizen)
    desk.wait(lambda: bool(desk.screen.easel.view.links))
    desk.screen.canvas.centerOn(300, 300)

    def moved(*cards: str) -> None:
        shown = [desk.card(each) for each in cards]
        moves = [Move(item=each.item, placement=each.placement, x=each.spot.x + 37, y=200.0) for each in shown]
        move_cards(store, moves, citizen=citizen, board=board.id)

    return {
        "moved": lambda: moved(one),
        "both ends moved": lambda: moved(one, other),
        "titled": lambda: edit_record(store, desk.item(other), title="Bo for mig selv med en have"),
        "of another kind": lambda: turn_into(store, desk.item(other), type=ItemType.WISH),
        "deleted": lambda: delete_records(store, [desk.item(other)]),
        "frame and card deleted": lambda: delete_records(store, [desk.item(inner), desk.screen.easel.view.frames[0]]),
        "stroke of another colour": lambda: edit_record(store, desk.screen.easel.view.strokes[0].ink, colour="2"),
        "named frame": lambda: edit_record(store, desk.screen.easel.view.frames[0], title="Drømme"),
    }


class Painted(QObject):
    """How large a view was each time that it was painted."""

    def __init__(self, view: QWidget) -> None:
        super().__init__(view)
        self.sizes: list[QSize] = []
        view.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep the size."""
        if event.type() is QEvent.Type.Paint and isinstance(watched, QWidget):
            self.sizes.append(watched.size())
        return False


def test_a_board_without_a_time_axis_is_never_painted_in_the_room_that_one_would_leave(desk: Desk) -> None:
    show_axis(desk.store, desk.screen.easel.view.board, citizen=desk.citizen, axis=Axis.FREE)
    desk.add(ItemType.GOAL, "Sove", board=desk.screen.easel.view.board.id, at=(60, 60))
    screen = BoardScreen(desk.screen.model.bridge)
    desk.qtbot.addWidget(screen)
    painted = Painted(screen.canvas.viewport())
    screen.model.shown.connect(lambda _view: painted.sizes.clear())

    screen.resize(1366, 768)
    screen.show()
    screen.open(desk.citizen, today=TODAY)
    desk.wait(lambda: bool(screen.easel.view.cards and painted.sizes))
    QApplication.processEvents()

    assert {each.toTuple() for each in painted.sizes} == {screen.canvas.viewport().size().toTuple()}


def test_what_a_change_and_its_undo_leave_on_the_screen_is_the_board_as_it_is(
    desk: Desk, acts: dict[str, Callable[[], object]]
) -> None:
    desk.wait(lambda: is_whole(desk))

    for act in acts.values():
        for step in (act, lambda: undo(desk.store, citizen=desk.citizen)):
            step()
            desk.wait(lambda: desk.screen.model.view == desk.view())
            desk.wait(lambda: is_whole(desk))


@pytest.mark.usefixtures("acts")
def test_a_view_that_was_moved_aslant_shows_the_board_as_it_is_and_tells_of_it_once(desk: Desk) -> None:
    canvas, told = desk.screen.canvas, list[QPointF]()
    desk.wait(lambda: is_whole(desk))
    assert isinstance(canvas, MovingView)
    canvas.shifted.connect(lambda: told.append(canvas.seen().topLeft()))
    before = canvas.seen().topLeft()

    for by in (QPointF(24, 12), QPointF(-31, 7), QPointF(0, -40)):
        canvas.pan(by)
        desk.wait(lambda: is_whole(desk))

    assert [place - before for place in told] == [QPointF(24, 12), QPointF(-7, 19), QPointF(-7, -21)]
