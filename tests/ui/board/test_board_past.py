"""The board as it stood: on a day, change by change, and a meeting played again; only read, and not at meetings."""

from collections.abc import Callable
from datetime import UTC, datetime

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.clock import FixedClock
from app.domain.item import ItemType
from app.domain.meeting import MEETING
from app.operations.items import delete_records, edit_record
from app.operations.meetings import begin_meeting, close_meeting
from board_desk import Desk
from ui.board.past import Past, PastBoard


def clock(desk: Desk) -> FixedClock:
    assert isinstance(desk.store.clock, FixedClock)
    return desk.store.clock


def a_history(desk: Desk) -> tuple[str, str]:
    """Write a goal a week ago, alter and delete it since, and write another; return both."""
    clock(desk).set(datetime(2026, 11, 17, 9, 0, tzinfo=UTC))
    goal = desk.add(ItemType.GOAL, "Et job", due="2027-02-01")
    clock(desk).set(datetime(2026, 11, 19, 9, 0, tzinfo=UTC))
    edit_record(desk.store, desk.item(goal), title="Et roligt job")
    clock(desk).set(datetime(2026, 11, 23, 9, 0, tzinfo=UTC))
    other = desk.add(ItemType.GOAL, "Være oppe", due="2027-01-01")
    clock(desk).advance(minutes=5)
    delete_records(desk.store, [desk.item(goal)])
    desk.wait(lambda: desk.screen.easel.card(goal) is None)
    return goal, other


def opened(desk: Desk) -> PastBoard:
    desk.screen.do("past")
    shown = desk.screen.part(Past).shown
    assert shown is not None
    desk.wait(lambda: bool(shown.course.moments))
    return shown


def titles(desk: Desk, past: PastBoard, *wanted: str) -> bool:
    """Wait until the board of the past shows exactly these titles."""
    desk.wait(lambda: past.board.model.view is not None
              and sorted(card.item.title or "" for card in past.board.model.view.cards) == sorted(wanted))  # fmt: skip
    return True


def on_day(desk: Desk, past: PastBoard, day: str) -> None:
    past.day.setFocus()
    past.day.setText(day)
    QTest.keyClick(past.day, Qt.Key.Key_Return)


def test_the_board_is_shown_as_it_stood_when_a_day_ended(desk: Desk) -> None:
    a_history(desk)
    past = opened(desk)

    on_day(desk, past, "18/11/2026")
    assert titles(desk, past, "Et job")
    on_day(desk, past, "20/11/2026")
    assert titles(desk, past, "Et roligt job")
    on_day(desk, past, "1/11/2026")
    assert titles(desk, past)

    assert past.words.text() == "1. november 2026: sådan stod tavlen, da dagen sluttede."
    assert past.board.easel.is_read_only


def test_one_goes_change_by_change_back_and_forth_and_hears_what_was_done(desk: Desk) -> None:
    a_history(desk)
    past = opened(desk)
    spoken: list[str] = []
    past.board.access.spoken.connect(spoken.append)
    assert titles(desk, past, "Et roligt job", "Være oppe")

    past.step(-1)
    assert titles(desk, past, "Et roligt job")
    past.step(-1)
    assert titles(desk, past, "Et job")
    past.step(-5)
    assert titles(desk, past)
    assert not past.back.isEnabled()
    past.step(1)

    assert titles(desk, past, "Et job")
    assert past.words.text() == "17. november 2026. Tilføj til planen: «Et roligt job»"
    assert spoken[-1] == past.words.text()


def test_back_to_today_the_board_is_as_it_was_left(desk: Desk) -> None:
    _, other = a_history(desk)
    past = opened(desk)

    QTest.mouseClick(past.today, Qt.MouseButton.LeftButton)

    assert desk.screen.part(Past).shown is None
    assert desk.screen.canvas.isVisible()
    assert [card.id for card in desk.screen.easel.view.cards] == [other]
    assert desk.screen.canvas.hasFocus()


def test_a_meeting_is_played_again_from_what_was_there_before_it(desk: Desk) -> None:
    clock(desk).set(datetime(2026, 11, 17, 9, 0, tzinfo=UTC))
    desk.add(ItemType.GOAL, "Før mødet")
    clock(desk).advance(minutes=5)
    held = begin_meeting(desk.store, citizen=desk.citizen, title="Møde")
    for title in ("Ønske et", "Ønske to"):
        clock(desk).advance(minutes=1)
        desk.add(ItemType.WISH, title)
    clock(desk).advance(minutes=1)
    with desk.store.reader() as reader:
        meeting = reader.get(MEETING, held)
    assert meeting is not None
    close_meeting(desk.store, meeting)
    clock(desk).advance(minutes=30)
    desk.add(ItemType.GOAL, "Efter mødet")
    past = opened(desk)

    (shown,) = past.course.meetings
    past.replay(shown)

    assert titles(desk, past, "Før mødet")
    assert past._tick.isActive()
    past._tick.timeout.emit()
    past._tick.timeout.emit()
    assert titles(desk, past, "Før mødet", "Møde", "Ønske et")
    past._tick.timeout.emit()
    past._tick.timeout.emit()
    assert titles(desk, past, "Før mødet", "Møde", "Ønske et", "Ønske to")
    assert not past._tick.isActive()


def test_the_past_is_not_offered_while_others_look_on_nor_from_the_past_itself(make_desk: Callable[..., Desk]) -> None:
    desk = make_desk()
    a_history(desk)
    past = opened(desk)
    held = begin_meeting(desk.store, citizen=desk.citizen)
    at_meeting = make_desk(held=held)

    at_meeting.screen.do("past")

    assert at_meeting.screen.part(Past).shown is None
    assert at_meeting.screen.part(Past).further() == []
    assert past.board.part(Past).further() == []
    assert not past.board.do("new")
