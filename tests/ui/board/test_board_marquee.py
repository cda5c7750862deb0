"""Choosing many things at once: a marquee by mouse and by finger, by keys, and what is then done to all of them."""

from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QPointingDevice
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.domain.board import Axis
from app.domain.item import ItemType
from app.operations.board import add_frame, add_label, draw_stroke
from app.operations.items import connect
from app.operations.undoing import undo
from board_desk import Desk
from ui.board.hands import LONG_PRESS_MS

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture(scope="module")
def glass(qapp: QApplication) -> QPointingDevice:
    """A touch screen."""
    return QTest.createTouchDevice()


@pytest.fixture
def free(desk: Desk) -> Desk:
    """A board without a time axis, at 100 % with its corner in view."""
    desk.screen.model.show_axis(Axis.FREE)
    desk.wait(lambda: desk.screen.easel.view.axis is None)
    desk.screen.canvas.set_zoom(1.0)
    desk.screen.canvas.centerOn(450, 250)
    return desk


def all_kinds(desk: Desk) -> dict[str, str]:
    """Put two joined cards, ink, a label and a frame on the board, and return their ids."""
    board = desk.view().board.id
    there: dict[str, Any] = {"citizen": desk.citizen, "board": board}
    one = desk.add(ItemType.WISH, "Arbejde", board=board, at=(100, 100))
    two = desk.add(ItemType.GOAL, "Job", board=board, at=(400, 100))
    known = {
        "one": one,
        "two": two,
        "line": connect(desk.store, citizen=desk.citizen, source=one, target=two),
        "ink": draw_stroke(desk.store, [(120, 260), (220, 280)], **there),
        "label": add_label(desk.store, **there, at=(300, 250), text="Nu"),
        "frame": add_frame(desk.store, **there, at=(100, 320), size=(200, 100)),
    }
    desk.wait(lambda: set(known.values()) <= set(desk.screen.easel.scene.ids()))
    return known


def test_a_marquee_takes_cards_lines_ink_labels_and_frames(free: Desk) -> None:
    known = all_kinds(free)

    free.drag(free.point(60, 60), free.point(700, 500))

    assert free.screen.easel.selected == set(known.values())


def test_a_marquee_takes_a_card_that_it_touches_and_a_frame_only_whole(free: Desk) -> None:
    known = all_kinds(free)

    free.drag(free.point(60, 60), free.point(110, 500))

    assert free.screen.easel.selected == {known["one"]}


def test_a_finger_that_rests_on_the_ground_and_then_drags_chooses_what_it_goes_round(
    free: Desk, glass: QPointingDevice
) -> None:
    known = all_kinds(free)
    viewport, before = free.screen.canvas.viewport(), free.screen.canvas.seen()
    start, end = (viewport.mapTo(free.screen, free.point(*each)) for each in ((60, 60), (700, 500)))

    QTest.touchEvent(free.screen, glass).press(0, start).commit()
    QTest.qWait(LONG_PRESS_MS + 60)
    told = free.screen.canvas.hint.accessibleName()
    QTest.touchEvent(free.screen, glass).move(0, (start + end) / 2).commit()
    QTest.touchEvent(free.screen, glass).move(0, end).commit()
    QTest.touchEvent(free.screen, glass).release(0, end).commit()

    assert told == "Træk rundt om det, der skal vælges"
    assert free.screen.easel.selected == set(known.values())
    assert free.screen.canvas.seen() == before


def test_all_that_is_chosen_moves_as_one_act_and_ink_on_a_card_goes_with_it_once(free: Desk) -> None:
    known = all_kinds(free)
    tied = draw_stroke(
        free.store, [(10, 10), (40, 20)], citizen=free.citizen, board=free.view().board.id, item=known["one"]
    )
    free.wait(lambda: tied in free.screen.easel.scene.strokes)
    before = free.view()
    free.screen.easel.select([*known.values(), tied])

    free.drag(free.middle(known["one"]), free.middle(known["one"]) + QPoint(40, 30))
    free.wait(lambda: free.view().labels[0].x == 340.0)
    after = free.view()

    assert [(card.spot.x, card.spot.y) for card in after.cards] == [(140.0, 130.0), (440.0, 130.0)]
    assert {(stroke.x, stroke.y) for stroke in after.strokes} == {(40.0, 30.0), (140.0, 130.0)}
    assert (after.frames[0].x, after.frames[0].y) == (140.0, 350.0)
    undo(free.store, citizen=free.citizen)
    assert [card.spot for card in free.view().cards] == [card.spot for card in before.cards]
    assert (free.view().labels[0].x, free.view().frames[0].x) == (300.0, 100.0)


def test_keys_choose_further_cards_and_everything(free: Desk) -> None:
    known = all_kinds(free)
    free.screen.easel.select([known["one"]])

    free.keys((Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier))
    two = set(free.screen.easel.selected)
    free.keys((Qt.Key.Key_A, CTRL | Qt.KeyboardModifier.AltModifier))

    assert two == {known["one"], known["two"]}
    assert free.screen.easel.selected == set(known.values())


def test_the_table_agrees_on_all_chosen_cards_in_one_act(free: Desk) -> None:
    known = all_kinds(free)
    person = free.add(ItemType.ACTOR, "Bo")
    told: list[str] = []
    free.screen.told.connect(lambda words, _undo: told.append(words))
    free.screen.easel.select([known["one"], known["two"], person])

    free.keys((Qt.Key.Key_Return, CTRL))
    free.wait(lambda: all(free.item(known[each]).agreed_at for each in ("one", "two")))

    assert free.item(person).agreed_at is None
    assert told == ["I er enige om 2 kort."]
    undo(free.store, citizen=free.citizen)
    assert [free.item(known[each]).agreed_at for each in ("one", "two")] == [None, None]
