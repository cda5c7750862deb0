"""A board on which a colleague writes too: what comes is shown, and nothing jumps under the hand."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.domain.item import ItemType
from app.operations.board import Move, move_cards
from board_desk import Desk


def two_goals(desk: Desk) -> tuple[str, str]:
    """Write the goal that the hand takes, and another."""
    return (
        desk.add(ItemType.GOAL, "Mit", due="2026-12-24"),
        desk.add(ItemType.GOAL, "Et andet", due="2026-12-20"),
    )


def colleague_moves(desk: Desk, identity: str, day: str) -> None:
    """Move a card to a day as a colleague would, whose act comes with the next exchange."""
    board = desk.screen.easel.view.board.id
    move_cards(desk.store, [Move(item=desk.item(identity), day=day)], citizen=desk.citizen, board=board)


def place(desk: Desk, identity: str) -> tuple[float, float]:
    """Return where a card lies on the screen."""
    card = desk.screen.easel.scene.cards[identity]
    return round(card.x()), round(card.y())


def settled(desk: Desk, identity: str) -> bool:
    """Tell whether a card lies on the screen where the store has it."""
    spot = next(each.spot for each in desk.view().cards if each.item.id == identity)
    return place(desk, identity) == (round(spot.x), round(spot.y))


def hold(desk: Desk, identity: str, by: QPoint) -> QPoint:
    """Take a card, drag it, and return where the pointer is."""
    viewport, start = desk.screen.canvas.viewport(), desk.middle(identity)
    QTest.mousePress(viewport, Qt.MouseButton.LeftButton, pos=start)
    for step in range(1, 5):
        QTest.mouseMove(viewport, start + by * step / 4)
    return start + by


def rest(desk: Desk, milliseconds: int = 300) -> None:
    """Give what is asked and written time to come."""
    QTest.qWait(milliseconds)
    QApplication.processEvents()


def test_a_card_in_the_hand_stays_there_whatever_a_colleague_does(desk: Desk) -> None:
    card, other = (
        desk.add(ItemType.GOAL, "Mit", due="2026-12-24"),
        desk.add(ItemType.GOAL, "Et andet", due="2026-12-20"),
    )
    end = hold(desk, card, QPoint(120, 60))
    held = place(desk, card)

    colleague_moves(desk, card, "2027-03-01")
    colleague_moves(desk, other, "2027-02-01")
    rest(desk)

    assert not settled(desk, other)
    assert place(desk, card) == held
    QTest.mouseRelease(desk.screen.canvas.viewport(), Qt.MouseButton.LeftButton, pos=end)
    desk.wait(lambda: settled(desk, other) and settled(desk, card))
    assert desk.item(card).due < "2027-02"  # where the hand put it, not where the colleague did


def test_what_came_while_a_card_was_held_is_shown_when_the_card_is_put_back(desk: Desk) -> None:
    card, other = (
        desk.add(ItemType.GOAL, "Mit", due="2026-12-24"),
        desk.add(ItemType.GOAL, "Et andet", due="2026-12-20"),
    )
    before = place(desk, card)
    hold(desk, card, QPoint(120, 60))
    colleague_moves(desk, other, "2027-02-01")
    rest(desk)

    desk.keys(Qt.Key.Key_Escape)

    desk.wait(lambda: settled(desk, other))
    assert place(desk, card)[0] == before[0]


def test_a_dropped_card_never_goes_back_while_its_place_is_being_saved(desk: Desk) -> None:
    card, other = (
        desk.add(ItemType.GOAL, "Mit", due="2026-12-24"),
        desk.add(ItemType.GOAL, "Et andet", due="2026-12-20"),
    )
    shown: list[tuple[float, float]] = []
    before = place(desk, card)
    end = hold(desk, card, QPoint(120, 60))
    desk.screen.model.shown.connect(lambda _view: shown.append(place(desk, card)))

    for step in range(5):
        desk.screen.model.load()
        colleague_moves(desk, other, f"2027-02-1{step}")
    QTest.mouseRelease(desk.screen.canvas.viewport(), Qt.MouseButton.LeftButton, pos=end)
    for step in range(5):
        desk.screen.model.load()
        colleague_moves(desk, other, f"2027-02-2{step}")
    desk.wait(lambda: settled(desk, other) and len(shown) > 0)

    assert before not in shown
