"""Gør klar til møde: the meeting that comes, what is new since the last one, and what waits."""

from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path

from app.clock import FixedClock
from app.domain.consent import CONSENT, Given
from app.domain.disagreement import DISAGREEMENT
from app.domain.item import Audience, ItemType
from app.domain.meeting import MEETING, Attendance
from app.domain.values import State
from app.operations.consents import give_consent, withdraw_consent
from app.operations.items import add_item, delete_records, disagree, edit_record, end_disagreement
from app.operations.meetings import attend, begin_meeting, close_meeting
from app.queries.meetings import meeting_start
from app.queries.minutes import minutes
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


def test_what_the_server_refused_is_not_new_and_was_agreed_on_at_no_meeting(tmp_path: Path) -> None:
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
        second_held = begin_meeting(mette, citizen=first.citizen or "")
        clock.advance(minutes=5)
        edit_record(mette, first, title="Det står")
        with mette.transact(mark("act", "Ret i planen")) as transaction:
            transaction.set_raw(second, {"level_now": 77, "title": "Nægtet"})
        office.sync(mette)

        found = prepared(mette, first.citizen or "")
        with mette.reader() as reader:
            told = minutes(reader, meeting=second_held, today=TODAY)
            _, news = both_news(reader, citizen=first.citizen or "")
        assert told is not None
        assert found.news == ("Mål: Det står",)
        assert [each.title for each in told.outcomes] == ["Det står"]
        assert first.id in news.standing
        assert second.id not in news.standing


def test_what_has_no_title_or_was_taken_away_is_not_new(store: Store, citizen: str) -> None:
    add_item(store, citizen=citizen, type=ItemType.WISH, title=None)
    delete_records(store, [an_item(store, add_item(store, citizen=citizen, title="Slettet igen"))])

    assert prepared(store, citizen).news == ()


def test_only_a_meeting_that_nobody_began_closed_or_called_off_is_prepared(store: Store, citizen: str) -> None:
    planned = partial(add_item, store, citizen=citizen, type=ItemType.MEETING)
    planned(title="Aflyst", starts_at="2026-12-01T10:00", state=State.STOPPED)
    planned(title="Aflyst i dag", starts_at="2026-11-24T10:00", state=State.STOPPED)
    planned(title="Lukket", starts_at="2026-12-02T10:00", closed_at="2026-11-23T10:00:00.000Z")
    planned(title="Holdt før tid", starts_at="2026-12-03T10:00", begun_at="2026-11-23T10:00:00.000Z")
    coming = planned(title="Opfølgning", starts_at="2026-12-09T10:00")

    found = prepared(store, citizen)
    assert found.meeting is not None
    assert found.meeting.id == coming


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


def test_a_meeting_of_professionals_alone_is_prepared_and_not_begun_with_the_citizen(
    store: Store, citizen: str
) -> None:
    day, own = "2026-11-24T12:00", Audience.PROFESSIONALS
    meeting = add_item(store, citizen=citizen, type=ItemType.MEETING, title="Kun for os", starts_at=day, audience=own)

    found = prepared(store, citizen).meeting
    assert found is not None
    assert found.id == meeting
    with store.reader() as reader:
        assert meeting_start(reader, citizen=citizen, today=TODAY).meeting is None


def test_what_was_settled_withdrawn_or_ends_at_another_time_does_not_wait(store: Store, citizen: str) -> None:
    anne = add_item(store, citizen=citizen, type=ItemType.ACTOR, title="Anne")
    goal = add_item(store, citizen=citizen, type=ItemType.GOAL, title="Arbejde")
    said = disagree(store, an_item(store, goal), words="Nej")
    give = partial(give_consent, store, citizen=citizen, items=[goal], actors=[anne], given=Given.WRITTEN)
    for until in ("2026-11-20", "2027-06-01", None):
        give(until=until)
    withdrawn = give(until="2026-12-01")
    with store.reader() as reader:
        objection, consent = reader.get(DISAGREEMENT, said), reader.get(CONSENT, withdrawn)
    assert objection is not None
    assert consent is not None
    end_disagreement(store, objection)
    withdraw_consent(store, consent)

    assert prepared(store, citizen).waits == ()
