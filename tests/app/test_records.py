"""Every type of record is written, read, listed and searched as it declares."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain import ITEM_TYPES, KINDS, RECORD_TYPES
from app.domain.actor import Actor, ActorSort
from app.domain.agreement import Agreement
from app.domain.attachment import Attachment
from app.domain.board import Axis, Board, Placement
from app.domain.citizen import Citizen, ContactPoint, ContactUse, Identifier, IdentifierSystem, Relative
from app.domain.concern import Concern
from app.domain.connector import Connector, Meaning
from app.domain.consent import Consent, Given
from app.domain.directory import Organisation, Professional
from app.domain.disagreement import Disagreement
from app.domain.drawing import Frame, Ink, Label
from app.domain.goal import Direction, Goal, SubGoal
from app.domain.idea import Idea
from app.domain.intervention import Intervention
from app.domain.late_work import LateWork, Verdict
from app.domain.life_area import LIFE_AREAS, LifeArea
from app.domain.look_up import LookUp, LookUpAct
from app.domain.measurement import Measurement
from app.domain.media import Media
from app.domain.meeting import Attendance, Meeting, Participation
from app.domain.note import Note
from app.domain.plan import Plan
from app.domain.rating import Rating
from app.domain.record import Record, RecordType
from app.domain.source_fact import SourceFact
from app.domain.strength import Strength
from app.domain.values import Speaker, State
from app.domain.wish import Wish
from app.store.store import Store
from app.texts import mark

SOME_ID = "0190a1b2-0000-7000-8000-000000000001"
NOW = "2026-11-24T12:00:00.000Z"

EXAMPLES: tuple[Record, ...] = (
    Citizen(given="Karen", family="Holm", birth_date="1992-03", protected=True),
    Identifier(system=IdentifierSystem.X_ECPR, value="1206550VK9"),
    ContactPoint(use=ContactUse.ADDRESS, line="Havnevej 2", postal_code="8305", city="Samsø"),
    Relative(name="Anne Holm", relation="SIS", role="søster", is_guardian=False),
    Plan(title="Én plan", state=State.ACTIVE, lanes=(LifeArea.HOME, LifeArea.WORK), follow_up="2027-01-05"),
    Idea(title="Noget med hunden"),
    Wish(title="Være oppe om morgenen", speaker=Speaker.CITIZEN),
    Goal(title="Op klokken 7", sign="Fire dage om ugen", direction=Direction.DEVELOP, level_now=3, due="2027-03-01"),
    SubGoal(title="I seng før midnat", part_of=SOME_ID),
    Intervention(title="Bostøtte", hours=3.5, start="2026-12-01", end="2027-05-31", section="serviceloven § 85"),
    Agreement(title="Søster ringer 6.45", responsible=SOME_ID, due="2026-12-01"),
    Concern(title="Sover dårligt", life_area=LifeArea.SLEEP),
    Strength(title="Går til kor hver onsdag", agreed_at=NOW, agreed_with=(SOME_ID,)),
    Actor(title="Jonas Nør", sort=ActorSort.PROFESSIONAL, role="Bostøtte", is_contact=True),
    Meeting(title="Opfølgning", starts_at="2026-12-09T10:00", place="Hos Karen", agenda="Morgener\nPenge"),
    Participation(meeting=SOME_ID, actor=SOME_ID, attendance=Attendance.PRESENT),
    Disagreement(item=SOME_ID, words="Det går for hurtigt", said_at=NOW),
    Rating(life_area=LifeArea.DAYS, level=2, rater=Speaker.CITIZEN, day="2026-11-24", picture="everyday"),
    Consent(items=(SOME_ID,), actors=(SOME_ID,), given=Given.ORAL, witness="Anne Holm", until="2027-06-30"),
    Note(title="Hjemmebesøg", text="Kaffe og kor.", day="2026-11"),
    Attachment(item=SOME_ID, name="Brev", media=Media.PDF, size=9, content="0f" * 32, opens_with="A" * 43 + "="),
    Measurement(name="WHO-5", number=48.0, unit="point", day="2026-11-24"),
    Board(title="Aktørkort", axis=Axis.FREE),
    Placement(board=SOME_ID, item=SOME_ID, x=-12.5, y=400.25),
    Connector(source=SOME_ID, target=SOME_ID, meaning=Meaning.HINDERS),
    Ink(board=SOME_ID, stroke=(10, 20, 3, -4), pressures=(128, 255), width=3.0),
    Frame(board=SOME_ID, title="Hverdagen", x=0.0, y=0.0, width=400.0, height=300.0, makes="goal"),
    Label(board=SOME_ID, text="Efter sommer", x=10.0, y=20.0),
    SourceFact(source="https://sensum.example", resource_type="CarePlan", resource_id="7", title="Indsats"),
    Organisation(name="Samsø Kommune", numbers=("23795515",)),
    Professional(name="Lone Aagaard", role="Rådgiver"),
    LateWork(change=SOME_ID, author="jonas", at=NOW, act="Ret mål", verdict=Verdict.LET_GO, reason="Står der allerede"),
    LookUp(at=NOW, user="mette", act=LookUpAct.OPEN, subject=SOME_ID, purpose="Møde"),
)


def _type_of(record: Record) -> RecordType[Any]:
    return next(each for each in RECORD_TYPES if each.record is type(record))


def test_every_type_has_an_example() -> None:
    assert {type(each) for each in EXAMPLES} == {each.record for each in RECORD_TYPES}


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda each: type(each).__name__)
def test_what_is_written_is_read_again(store: Store, citizen: str, example: Record) -> None:
    kind = _type_of(example)
    owner = None if isinstance(example, Citizen) else citizen
    with store.transact(mark("act", "Prøve")) as transaction:
        identity = transaction.put(kind, example, citizen=owner)

    with store.reader() as reader:
        read = reader.get(kind, identity)
        listed = [each.id for each in reader.all(kind, citizen=owner or identity)]

    assert read is not None
    assert kind.written(read) == kind.written(example)
    assert identity in listed


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda each: type(each).__name__)
def test_the_searched_texts_of_a_record_are_found(store: Store, citizen: str, example: Record) -> None:
    kind = _type_of(example)
    with store.transact(mark("act", "Prøve")) as transaction:
        owner = None if isinstance(example, Citizen) else citizen
        identity = transaction.put(kind, example, citizen=owner)

    texts = [getattr(example, name) for name in kind.listing.searched if getattr(example, name)]
    with store.reader() as reader:
        found = {text: reader.texts(text) for text in texts}

    assert all(identity in ids for ids in found.values())


def test_a_field_name_means_the_same_in_every_type_of_item() -> None:
    meanings: dict[str, set[str]] = {}
    for kind in ITEM_TYPES:
        for name, hint in kind.hints.items():
            meanings.setdefault(name, set()).add(f"{hint} {kind.policy(name)}")

    assert {name: told for name, told in meanings.items() if len(told) > 1} == {}


@pytest.mark.parametrize("kind", RECORD_TYPES, ids=lambda each: each.record.__name__)
def test_listings_policies_and_parents_name_fields_that_are_there(kind: RecordType[Any]) -> None:
    listing = kind.listing
    named = {listing.title, listing.order, listing.day, listing.state, listing.parent, *listing.searched}

    assert {*kind.policies, *kind.parents, *named} - {None} <= {*kind.hints}


def test_there_are_twenty_life_areas_each_told_once() -> None:
    assert [each.area for each in LIFE_AREAS] == list(LifeArea)


@given(values=st.dictionaries(st.text(max_size=8), st.none() | st.booleans() | st.integers() | st.text(max_size=8)))
def test_whatever_a_newer_program_writes_is_read_without_failing(values: dict[str, Any]) -> None:
    for kind in KINDS.values():
        record_type = kind.type_of(values)
        assert isinstance(record_type.read(values), record_type.record)
