"""A board whose disk is full: what the hand has shown and nothing has kept goes back to where the plan has it."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QPoint

from app.domain.board import Axis
from app.domain.item import ItemType
from app.errors import EnvironmentTrouble
from app.operations.board import add_frame
from app.operations.items import add_item
from app.store.store import Store
from board_desk import Desk

AMPLE = 2**30


def allow(store: Store, pages: int) -> None:
    with store.database.writing() as connection:
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")


def write_much(desk: Desk, note: str) -> None:
    for _ in range(400):
        add_item(desk.store, citizen=desk.citizen, type=ItemType.IDEA, title="x", note=note)


@pytest.fixture
def is_full(desk: Desk) -> Iterator[Callable[[], None]]:
    """Fill the disk when called."""

    def fill() -> None:
        allow(desk.store, 1)  # no fewer than there are
        for length in (2_000, 1):
            with pytest.raises(EnvironmentTrouble, match="Disken er fuld"):
                write_much(desk, "y" * length)

    yield fill
    allow(desk.store, AMPLE)


def place(desk: Desk, identity: str) -> tuple[float, float]:
    card = desk.screen.easel.scene.cards[identity]
    return card.x(), card.y()


def test_a_card_that_could_not_be_moved_goes_back_to_its_place(desk: Desk, is_full: Callable[[], None]) -> None:
    card = desk.add(ItemType.GOAL, "Beholde lejligheden", due="2026-12-24")
    is_full()
    desk.wait(lambda: len(desk.screen.easel.view.cards) == len(desk.view().cards))
    before, told = place(desk, card), list[object]()
    desk.screen.model.bridge.trouble.connect(told.append)

    desk.drag(desk.middle(card), desk.middle(card) + QPoint(140, 0))

    desk.wait(lambda: bool(told))
    desk.wait(lambda: place(desk, card) == before)
    allow(desk.store, AMPLE)
    desk.drag(desk.middle(card), desk.middle(card) + QPoint(140, 0))
    desk.wait(lambda: place(desk, card) != before and desk.item(card).due != "2026-12-24")


def test_a_frame_that_could_not_be_stretched_is_as_large_as_it_was(desk: Desk, is_full: Callable[[], None]) -> None:
    easel = desk.screen.easel
    desk.screen.model.show_axis(Axis.FREE)
    desk.wait(lambda: easel.view.axis is None)
    frame = add_frame(desk.store, citizen=desk.citizen, board=desk.view().board.id, at=(100, 60), size=(400, 300))
    desk.wait(lambda: frame in easel.scene.frames)
    is_full()
    desk.wait(lambda: len(easel.view.cards) == len(desk.view().cards))
    desk.screen.canvas.set_zoom(1.0)
    desk.screen.canvas.centerOn(450, 250)
    told = list[object]()
    desk.screen.model.bridge.trouble.connect(told.append)
    easel.select([frame])

    desk.drag(desk.point(500, 360), desk.point(560, 380))

    desk.wait(lambda: bool(told))
    item = easel.scene.frames[frame]
    desk.wait(lambda: (item.width, item.height) == (400.0, 300.0))
