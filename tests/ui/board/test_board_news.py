"""Nyt siden sidst on the board: words on the cards, what is gone in a line, and leaving counts as having seen it."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.clock import FixedClock
from app.domain.item import ItemType
from app.domain.meeting import MEETING
from app.domain.values import State
from app.operations.items import delete_records, edit_record
from app.operations.meetings import begin_meeting, close_meeting
from app.queries.news import seen_mark
from board_desk import Desk
from ui.board.news import SinceLast
from ui.board.telling import Telling


def since(desk: Desk) -> SinceLast:
    return desk.screen.part(SinceLast)


def after_a_meeting(desk: Desk) -> dict[str, str]:
    """Hold a meeting, and change some of what was there since; return the cards by what becomes of them."""
    clock = desk.store.clock
    assert isinstance(clock, FixedClock)
    kinds = {"done": ItemType.AGREEMENT, "moved": ItemType.GOAL, "changed": ItemType.GOAL, "gone": ItemType.WISH}
    cards = {name: desk.add(kind, f"Kort {name}", responsible=desk.citizen) for name, kind in kinds.items()}
    cards["same"] = desk.add(ItemType.IDEA, "Kort same")
    clock.advance(minutes=5)
    held = begin_meeting(desk.store, citizen=desk.citizen)
    with desk.store.reader() as reader:
        meeting = reader.get(MEETING, held)
    assert meeting is not None
    close_meeting(desk.store, meeting)
    clock.advance(minutes=5)
    edit_record(desk.store, desk.item(cards["done"]), state=State.DONE)
    edit_record(desk.store, desk.item(cards["moved"]), due="2027-02-01")
    edit_record(desk.store, desk.item(cards["changed"]), title="Et andet navn")
    delete_records(desk.store, [desk.item(cards["gone"])])
    cards["new"] = desk.add(ItemType.IDEA, "Skrevet siden")
    desk.wait(lambda: desk.screen.easel.card(cards["gone"]) is None)
    return cards


def opened(desk: Desk) -> SinceLast:
    desk.keys(Qt.Key.Key_Y)
    desk.wait(lambda: since(desk).shown is not None)
    return since(desk)


def test_each_card_says_in_a_word_what_has_become_of_it_and_what_is_gone_stands_in_the_line(desk: Desk) -> None:
    cards = after_a_meeting(desk)
    part = opened(desk)

    assert desk.screen.easel.scene.stage.news == {
        cards["done"]: "Færdig", cards["moved"]: "Flyttet", cards["changed"]: "Ændret", cards["new"]: "Ny"
    }  # fmt: skip
    assert {each: item.badge.words for each, item in part.badges.items.items()} == desk.screen.easel.scene.stage.news
    assert part.line.count.text() == "1 nyt kort, 1 færdigt, 1 ændret, 1 flyttet, 1 fjernet"
    assert part.line.gone.text() == "Fjernet: «Kort gone»"
    assert desk.screen.part(Telling).badges.items == {}


def test_one_goes_from_one_to_the_next_and_hears_what_it_says_now(desk: Desk) -> None:
    after_a_meeting(desk)
    part = opened(desk)
    spoken: list[str] = []
    desk.screen.access.spoken.connect(spoken.append)

    for _ in range(4):
        part.go(1)

    assert sorted(spoken) == [
        "Flyttet: Kort moved. Frist: 1. februar 2027",
        "Færdig: Kort done. Status: Gjort",
        "Ny: Skrevet siden. ",
        "Ændret: Et andet navn. Titel: Et andet navn",
    ]
    assert part.popover.isVisible()


def test_esc_shows_the_board_as_it_is(desk: Desk) -> None:
    after_a_meeting(desk)
    part = opened(desk)

    QTest.keyClick(part.line.focusWidget(), Qt.Key.Key_Escape)

    assert not part.line.isVisible()
    assert desk.screen.easel.scene.stage.news is None
    assert part.badges.items == {}
    assert desk.screen.canvas.hasFocus()


def test_where_nothing_is_new_no_card_is_dimmed(desk: Desk) -> None:
    desk.add(ItemType.IDEA, "Kort")
    part = opened(desk)

    assert part.line.count.text() == "Der er intet nyt."
    assert desk.screen.easel.scene.stage.news is None


def test_leaving_the_board_counts_as_having_seen_it_and_a_meeting_does_not(make_desk: Callable[..., Desk]) -> None:
    desk = make_desk()
    desk.add(ItemType.IDEA, "Kort")
    held = begin_meeting(desk.store, citizen=desk.citizen)
    at_meeting = make_desk(held=held)

    at_meeting.screen.hide()
    at_meeting.qtbot.wait(100)
    with desk.store.reader() as reader:
        assert reader.setting(seen_mark(desk.citizen)) is None
    desk.screen.hide()

    def is_seen() -> bool:
        with desk.store.reader() as reader:
            return reader.setting(seen_mark(desk.citizen)) is not None

    desk.wait(is_seen)
    assert since(at_meeting).acts() == {}
