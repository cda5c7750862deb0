"""Gør klar til møde: the meeting that comes, what is new since the last one, and what waits."""

from datetime import UTC, date, datetime
from pathlib import Path

from app.clock import FixedClock
from app.domain.consent import Given
from app.domain.item import ItemType
from app.domain.meeting import MEETING, Attendance
from app.operations.consents import give_consent
from app.operations.items import add_item, disagree, edit_record
from app.operations.meetings import attend, begin_meeting, close_meeting
from app.queries.news import both_news
from app.queries.past_board import course
from app.queries.prepare import Preparation, preparation
from app.queries.tells.board import plan_tells
from app.store.store import Store
from app.texts import mark
from builders import NOON
from offices import an_office, copy_furnished, furnished, goal, open_client
from plans import an_item

TODAY = NOON.date()


def prepared(store: Store, citizen: str) -> Preparation:
    with store.reader() as reader:
        return preparation(reader, citizen=citizen, today=TODAY)


def test_without_meetings_everything_of_the_last_month_is_new(store: Store, citizen: str) -> None:
    add_item(store, citizen=citizen, type=ItemType.WISH, title="Sove om natten")

    found = prepared(store, citizen)
    assert (found.meeting, found.held, found.since) == (None, (), "25. oktober 2026")
    assert found.news == ("Ønske: Sove om natten",)


def test_the_meeting_that_comes_next_is_prepared_and_what_was_there_before_the_last_one_is_not_new(
    store: Store, citizen: str
) -> None:
    add_item(store, citizen=citizen, type=ItemType.GOAL, title="Fra før mødet")
    held = begin_meeting(store, citizen=citizen, title="Første møde")
    clock = store.clock
    assert isinstance(clock, FixedClock)
    clock.advance(minutes=30)
    with store.reader() as reader:
        meeting = reader.get(MEETING, held)
    assert meeting is not None
    close_meeting(store, meeting)
    clock.advance(minutes=30)
    coming = add_item(store, citizen=citizen, type=ItemType.MEETING, title="Opfølgning", starts_at="2026-12-09T10:00")
    add_item(store, citizen=citizen, type=ItemType.MEETING, title="Senere", starts_at="2027-02-09T10:00")
    add_item(store, citizen=citizen, type=ItemType.IDEA, title="Skrevet siden")

    found = prepared(store, citizen)
    assert found.meeting is not None
    assert found.meeting.id == coming
    assert found.news == ("Ikke sorteret: Skrevet siden",)
    assert [each.title for each in found.held] == ["Første møde"]


def test_what_the_server_refused_is_not_new(tmp_path: Path) -> None:
    copy_furnished(tmp_path)
    clock = FixedClock(NOON)
    with an_office(tmp_path, clock=clock) as office:
        mette = open_client(office, "mette")
        first, second = (goal(mette, each) for each in furnished().goals)
        held = begin_meeting(mette, citizen=first.citizen or "", title="Første møde")
        meeting = an_item(mette, held)
        assert isinstance(meeting, MEETING.record)
        clock.advance(minutes=30)
        close_meeting(mette, meeting)
        clock.advance(minutes=30)
        edit_record(mette, first, title="Det står")
        with mette.transact(mark("act", "Ret i planen")) as transaction:
            transaction.set_raw(second, {"level_now": 77})
        office.sync(mette)

        found = prepared(mette, first.citizen or "")
        assert found.news == ("Mål: Det står",)


def test_a_meeting_held_after_midnight_in_denmark_is_of_that_day_wherever_it_is_told(
    store: Store, citizen: str
) -> None:
    anne, jonas = (add_item(store, citizen=citizen, type=ItemType.ACTOR, title=name) for name in ("Anne", "Jonas"))
    clock = store.clock
    assert isinstance(clock, FixedClock)
    clock.set(datetime(2026, 11, 24, 23, 10, tzinfo=UTC))
    held = an_item(store, begin_meeting(store, citizen=citizen, title="Sent"))
    assert isinstance(held, MEETING.record)
    edit_record(store, held, starts_at=None)
    attend(store, meeting=held, actor=anne, attendance=Attendance.PRESENT)
    clock.advance(minutes=20)
    add_item(store, citizen=citizen, type=ItemType.AGREEMENT, title="Skrive", responsible=jonas, due="2027-01-01")
    close_meeting(store, an_item(store, held.id))  # type: ignore[arg-type]

    found = prepared(store, citizen)
    with store.reader() as reader:
        told = plan_tells(reader, citizen=citizen, today=date(2026, 11, 25)).tells[0]
        steps = course(reader, citizen=citizen)
        _, news = both_news(reader, citizen=citizen)
    day = "25. november 2026"
    assert (found.since, found.held[0].day, news.since) == (day, day, day)
    assert steps.meetings[0].title == f"Sent, {day}"
    assert told.why[0] == f"Jonas blev ansvarlig på mødet {day} uden at være med."


def test_late_ownerless_disputed_and_ending_things_wait(store: Store, citizen: str) -> None:
    anne = add_item(store, citizen=citizen, type=ItemType.ACTOR, title="Anne")
    add_item(store, citizen=citizen, type=ItemType.AGREEMENT, title="Ringe", due="2026-11-20", responsible=anne)
    add_item(store, citizen=citizen, type=ItemType.AGREEMENT, title="Skrive")
    add_item(store, citizen=citizen, type=ItemType.AGREEMENT, title="Vente", due="2026-12-20", responsible=anne)
    goal = add_item(store, citizen=citizen, type=ItemType.GOAL, title="Arbejde")
    disagree(store, an_item(store, goal), words="Nej")
    give_consent(store, citizen=citizen, items=[goal], actors=[anne], given=Given.WRITTEN, until="2026-12-01")

    assert set(prepared(store, citizen).waits) == {
        "Ringe: skulle være sket 20. november.",
        "Skrive: ingen ser til det endnu.",
        "Arbejde: borgeren er ikke enig.",
        "Et samtykke gælder til 1. december 2026.",
    }
