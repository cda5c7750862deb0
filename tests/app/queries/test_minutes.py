"""The minutes: what was done at the table, in order; what others did meanwhile is told apart."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from app.clock import FixedClock
from app.domain.actor import ACTOR
from app.domain.consent import CONSENT, Consent, Given
from app.domain.item import ItemType
from app.domain.life_area import LifeArea
from app.domain.meeting import MEETING, Attendance, Meeting
from app.domain.values import Speaker, State
from app.export.document import Listing
from app.export.minutes import MinutesWriter, minutes_document
from app.operations.consents import give_consent, withdraw_consent
from app.operations.export import export_minutes
from app.operations.items import add_item, connect, delete_records, disagree, edit_record, end_disagreement
from app.operations.meetings import attend, begin_meeting, close_meeting, plan_meeting
from app.operations.ratings import rate
from app.queries.minutes import Minutes, held_meetings, minutes
from app.store.copies import edition
from app.store.store import Store
from app.texts import mark
from builders import NOON, a_citizen, a_store
from offices import LOGINS, Office, copy_furnished, furnished, open_client
from plans import an_item

TODAY = NOON.date()


def told(store: Store, meeting: str) -> Minutes:
    """Return the minutes of a meeting."""
    with store.reader() as reader:
        found = minutes(reader, meeting=meeting, today=TODAY)
    assert found is not None
    return found


def lines(found: Minutes) -> dict[str, tuple[str, ...]]:
    return {each.title: each.lines for each in found.chapters}


def the_meeting(store: Store, identity: str) -> Meeting:
    with store.reader() as reader:
        found = reader.get(MEETING, identity)
    assert found is not None
    return found


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """A server and workers who share a citizen with two goals."""
    copy_furnished(tmp_path)
    made = Office(tmp_path, is_furnished=True)
    yield made
    made.close()


def test_what_a_colleague_changes_elsewhere_in_the_meetings_time_was_not_agreed_on_there(office: Office) -> None:
    """The other worker writes at a desk while the meeting is held; each sees the same minutes once all is in step."""
    here, away = (open_client(office, login) for login in LOGINS[:2])
    citizen, goal = furnished().citizen, furnished().goals[0]
    office.clock.advance(hours=1)  # type: ignore[attr-defined]
    held = begin_meeting(here, citizen=citizen)
    office.clock.advance(minutes=5)  # type: ignore[attr-defined]
    add_item(here, citizen=citizen, type=ItemType.AGREEMENT, title="Aftalt her")
    edit_record(away, an_item(away, goal), title="Rettet et andet sted")
    office.sync(away)
    office.sync(here)
    office.clock.advance(minutes=5)  # type: ignore[attr-defined]
    close_meeting(here, the_meeting(here, held))
    office.sync(here)
    office.sync(away)

    for store in (here, away):
        found = told(store, held)
        assert [each.title for each in found.outcomes] == ["Aftalt her"]
        assert [each.title for each in found.elsewhere] == ["Rettet et andet sted"]


@pytest.fixture
def clock() -> FixedClock:
    """A clock that a test moves."""
    return FixedClock(NOON)


@pytest.fixture
def table(tmp_path: Path, clock: FixedClock) -> Iterator[dict[str, Any]]:
    """A meeting that has begun: Anne is there, Jonas is not; a goal and a wish are from before."""
    with a_store(tmp_path, clock=clock) as store:
        citizen = a_citizen(store)
        made = {
            name: add_item(store, citizen=citizen, type=kind, title=name)
            for name, kind in (
                ("Anne", ItemType.ACTOR), ("Jonas", ItemType.ACTOR), ("Mål", ItemType.GOAL), ("Ønske", ItemType.WISH),
            )
        }  # fmt: skip
        clock.advance(hours=1)
        held = begin_meeting(store, citizen=citizen)
        for name, attendance in (("Anne", Attendance.PRESENT), ("Jonas", Attendance.ABSENT)):
            attend(store, meeting=the_meeting(store, held), actor=made[name], attendance=attendance)
        clock.advance(minutes=5)
        yield {"store": store, "citizen": citizen, "held": held, "out": tmp_path / "referat.pdf", **made}


def test_the_minutes_tell_markers_consents_lines_and_what_was_taken_away(table: dict[str, Any]) -> None:
    store, citizen = table["store"], table["citizen"]
    rate(store, citizen=citizen, life_area=LifeArea.WORK, level=1, rater=Speaker.CITIZEN, day=TODAY.isoformat())
    give_consent(
        store, citizen=citizen, items=[table["Mål"]], actors=[table["Anne"]], given=Given.WRITTEN, until="2027-06-01"
    )
    connect(store, citizen=citizen, source=table["Ønske"], target=table["Mål"])
    new = add_item(store, citizen=citizen, title="Skrevet og slettet igen")
    delete_records(store, [an_item(store, new)])

    found = lines(told(store, table["held"]))
    assert found["Samtykke"] == ("Anne må se: Mål. Til 1. juni 2027.",)
    assert found["Det hænger sammen"] == ("«Ønske» fører til «Mål».",)
    assert found["Markører"][0].endswith("Karen siger: Lidt bøvl, jeg klarer det.")
    assert "Taget ud af planen" not in found

    delete_records(store, [an_item(store, table["Ønske"])])
    found = lines(told(store, table["held"]))
    assert found["Taget ud af planen"] == ("Ønske",)
    assert "Det hænger sammen" not in found


def test_a_consent_that_is_taken_back_is_told_as_such(table: dict[str, Any]) -> None:
    store = table["store"]
    give_consent(store, citizen=table["citizen"], items=[table["Mål"]], actors=[table["Jonas"]], given=Given.WRITTEN)
    with store.reader() as reader:
        withdraw_consent(store, reader.all(CONSENT)[0])

    assert lines(told(store, table["held"]))["Samtykke"] == ("Jonas må ikke mere se: Mål.",)


def test_a_consent_that_names_no_items_is_for_the_whole_plan_and_told_as_such(table: dict[str, Any]) -> None:
    store, citizen = table["store"], table["citizen"]
    with store.transact(mark("act", "Giv samtykke"), citizen=citizen) as act:
        act.put(CONSENT, Consent(actors=(table["Anne"],), given=Given.WRITTEN, given_at=act.now, until="2027-06-01"))
    assert lines(told(store, table["held"]))["Samtykke"] == ("Anne må se: Hele planen. Til 1. juni 2027.",)

    with store.reader() as reader:
        withdraw_consent(store, reader.all(CONSENT)[0])
    assert lines(told(store, table["held"]))["Samtykke"] == ("Anne må ikke mere se: Hele planen.",)


def test_an_objection_to_an_old_item_puts_it_among_what_was_spoken_of(table: dict[str, Any]) -> None:
    store = table["store"]
    said = disagree(store, an_item(store, table["Mål"]), words="Det vil jeg ikke")

    assert [(each.title, each.disagreement) for each in told(store, table["held"]).outcomes] == [
        ("Mål", "Det vil jeg ikke")
    ]
    with store.reader() as reader:
        end_disagreement(store, reader.record(said))
    assert told(store, table["held"]).outcomes == ()
    assert lines(told(store, table["held"]))["Talt igennem"] == ("Mål: I er enige nu.",)


def test_people_and_what_only_changed_its_place_in_the_list_were_not_agreed_on(table: dict[str, Any]) -> None:
    store = table["store"]
    edit_record(store, an_item(store, table["Anne"]), phone="00 42 66 43")
    edit_record(store, an_item(store, table["Mål"]), order="a5")
    edit_record(store, an_item(store, table["Ønske"]), note="Helst snart")

    assert [each.title for each in told(store, table["held"]).outcomes] == ["Ønske"]


def test_an_owner_who_is_not_there_has_not_answered_yet(table: dict[str, Any]) -> None:
    store, citizen = table["store"], table["citizen"]
    for title, owner in (("Jonas ringer", "Jonas"), ("Anne ringer", "Anne"), ("Ingen endnu", "")):
        add_item(store, citizen=citizen, type=ItemType.AGREEMENT, title=title, responsible=table.get(owner))

    assert {each.title: each.awaits for each in told(store, table["held"]).outcomes} == {
        "Jonas ringer": True, "Anne ringer": False, "Ingen endnu": False,
    }  # fmt: skip


def test_what_is_done_says_so(table: dict[str, Any]) -> None:
    store = table["store"]
    edit_record(store, an_item(store, table["Mål"]), state=State.DONE)

    assert [each.about for each in told(store, table["held"]).outcomes] == ["Gjort"]


def test_a_goal_tells_how_it_is_seen_and_the_next_meeting_its_hour(table: dict[str, Any]) -> None:
    store, citizen = table["store"], table["citizen"]
    edit_record(store, an_item(store, table["Mål"]), sign="Børnene når skolen", due="2026-12-01")
    plan_meeting(store, citizen=citizen, starts_at="2026-12-09T13:00")

    told_of = {each.type: each.about for each in told(store, table["held"]).outcomes}
    assert told_of[ItemType.GOAL] == "1. december · Det ses ved: Børnene når skolen"
    assert told_of[ItemType.MEETING].startswith("9. december kl. 13.00")


def test_on_paper_too_everything_says_what_it_is_once(table: dict[str, Any]) -> None:
    store, citizen = table["store"], table["citizen"]
    add_item(store, citizen=citizen, type=ItemType.WISH, title="Sove om natten")
    plan_meeting(store, citizen=citizen, starts_at="2026-12-09T13:00")

    with store.reader() as reader:
        document = minutes_document(told(store, table["held"]), edition(reader, citizen=citizen))
    blocks = [block for section in document.sections for block in section.blocks]
    entries = [entry for block in blocks if isinstance(block, Listing) for entry in block.entries]
    facts = {each.title: [(fact.label, fact.text.replace("\xa0", " ")) for fact in each.facts] for each in entries}
    assert facts == {"Sove om natten": [("Ønske", "")], "Møde": [("", "9. december kl. 13.00")]}
    out = export_minutes(store, MinutesWriter(), meeting=table["held"], out=table["out"], purpose="Møde")
    assert out.read_bytes().startswith(b"%PDF")


def test_what_people_tell_of_themselves_in_the_round_is_told_in_one_line(table: dict[str, Any]) -> None:
    store = table["store"]
    edit_record(
        store, an_item(store, table["Anne"]), role="Søster", responsibility="Ringer", frequency="Hver anden uge"
    )
    edit_record(store, an_item(store, table["Jonas"]), phone="00 42 66 43")

    assert lines(told(store, table["held"]))["Fortalt i runden"] == ("Anne: Søster. Ringer. Hver anden uge.",)


def test_a_consent_about_what_somebody_present_may_not_see_is_told_without_it(table: dict[str, Any]) -> None:
    """Jonas sits down late; what the citizen has named Anne for is not told while he is there."""
    store, citizen = table["store"], table["citizen"]
    give_consent(store, citizen=citizen, items=[table["Mål"]], actors=[table["Anne"]], given=Given.WRITTEN)
    assert lines(told(store, table["held"]))["Samtykke"] == ("Anne må se: Mål.",)

    meeting = the_meeting(store, table["held"])
    attend(store, meeting=meeting, actor=table["Jonas"], attendance=Attendance.PRESENT)
    assert "Samtykke" not in lines(told(store, table["held"]))


def test_meetings_that_were_closed_can_be_opened_again_the_last_one_first(
    table: dict[str, Any], clock: FixedClock
) -> None:
    store, citizen, first = table["store"], table["citizen"], table["held"]
    with store.reader() as reader:
        assert held_meetings(reader, citizen=citizen) == ()
        assert [each.title for each in reader.all(ACTOR)] == ["Anne", "Jonas"]
    close_meeting(store, the_meeting(store, first))
    clock.advance(days=1)
    second = begin_meeting(store, citizen=citizen, title="Opfølgning")
    close_meeting(store, the_meeting(store, second))

    with store.reader() as reader:
        found = held_meetings(reader, citizen=citizen)
    assert [(each.id, each.title, each.day) for each in found] == [
        (second, "Opfølgning", "25. november 2026"),
        (first, "Møde", "24. november 2026"),
    ]
