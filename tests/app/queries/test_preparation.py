"""Gør klar til møde: the meeting that comes, what is new since the last one, and what waits."""

from app.clock import FixedClock
from app.domain.consent import Given
from app.domain.item import ItemType
from app.domain.meeting import MEETING
from app.operations.consents import give_consent
from app.operations.items import add_item, disagree
from app.operations.meetings import begin_meeting, close_meeting
from app.queries.prepare import Preparation, preparation
from app.store.store import Store
from builders import NOON
from plans import an_item

TODAY = NOON.date()


def prepared(store: Store, citizen: str) -> Preparation:
    with store.reader() as reader:
        return preparation(reader, citizen=citizen, today=TODAY)


def test_without_meetings_everything_of_the_last_month_is_new(store: Store, citizen: str) -> None:
    add_item(store, citizen=citizen, type=ItemType.WISH, title="Sove om natten")

    found = prepared(store, citizen)
    assert (found.meeting, found.held, found.since) == (None, (), "24. oktober 2026")
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
