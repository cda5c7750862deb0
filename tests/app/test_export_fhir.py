"""The plan as FHIR: what is told where, in resources that others can read, and nothing that is kept from them."""

from base64 import b64decode
from collections import defaultdict
from datetime import date
from functools import cache
from io import BytesIO
from itertools import islice
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from any_records import CITIZEN, COMPARTMENTS, OTHERS, plans
from app.demo import generate
from app.domain import RECORD_TYPES
from app.domain.actor import Actor, ActorSort
from app.domain.agreement import AGREEMENT
from app.domain.citizen import Citizen, Identifier, IdentifierSystem
from app.domain.concern import Concern
from app.domain.goal import GOAL, SUBGOAL, Goal, SubGoal
from app.domain.idea import Idea
from app.domain.intervention import INTERVENTION, Intervention
from app.domain.item import Audience, Item
from app.domain.life_area import LifeArea
from app.domain.meeting import MEETING, Meeting
from app.domain.note import NOTE, Note
from app.domain.rating import Rating
from app.domain.record import Record
from app.domain.source_fact import SourceFact, continuation
from app.domain.values import Speaker, State
from app.domain.wish import WISH, Wish
from app.export.fhir import FhirExporter
from app.export.r4.bundle import NOT_TOLD, SECTIONS, WITHIN, bundle
from app.export.r4.telling import Authorship, Telling
from app.ids import citizen_stream
from app.operations.citizens import add_citizen
from app.operations.export import export_citizen
from app.operations.intake import import_files
from app.queries.drawings import RESOURCE
from app.store.store import Store
from builders import a_store
from demo_replay import replayed
from fhir_rules import resources, wrong
from plans import a_full_plan, a_snapshot, an_agreed_start

AT = "2026-11-24T12:00:00.000Z"
STREAMS = {citizen_stream(CITIZEN, each): each for each in COMPARTMENTS}
PLAN_STREAM, PROTECTED, FAMILY = STREAMS


def told(*records: Record, authors: tuple[Authorship, ...] = ()) -> bytes:
    return bundle(Telling(citizen=CITIZEN, at=AT, mark="00", records=records, compartments=STREAMS, authors=authors))


def one(content: bytes, kind: str) -> dict[str, Any]:
    (found,) = [each for each in resources(content) if each["resourceType"] == kind]
    return found


def extension(resource: dict[str, Any], name: str) -> Any:
    (found,) = [each for each in resource["extension"] if each["url"] == f"urn:enplan:fhir:{name}"]
    return next(value for key, value in found.items() if key.startswith("value"))


@cache
def demo_plans(seed: int) -> dict[str, list[Record]]:
    """Return the records of the first citizens of a made-up municipality."""
    found: dict[str, list[Record]] = defaultdict(list)
    for each in replayed(islice(generate(seed=seed, today=date(2026, 11, 24)), 1_500)).records():
        stream = citizen_stream(each.citizen, each.compartment) if each.citizen else ""
        found[each.citizen].append(each.kind.read(each.fields, id=each.id, citizen=each.citizen, stream=stream))
    return {citizen: records for citizen, records in found.items() if citizen}


def test_every_type_of_record_has_its_place_or_is_said_to_have_none() -> None:
    placed = [kind for _, places in SECTIONS for kind in places]

    assert sorted(each.__name__ for each in (*placed, *WITHIN, *NOT_TOLD)) == sorted(
        each.record.__name__ for each in RECORD_TYPES
    )


@pytest.mark.parametrize("seed", [1, 2])
def test_the_plans_of_a_made_up_municipality_are_fhir_that_others_read(seed: int) -> None:
    found = [
        wrong(bundle(Telling(citizen=citizen, at=AT, mark="00", records=tuple(records))))
        for citizen, records in demo_plans(seed).items()
    ]

    assert found == [[]] * len(found)
    assert len(found) > 4


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(records=plans())
def test_whatever_fields_hold_it_is_fhir_that_others_read(records: tuple[Record, ...]) -> None:
    authors = (Authorship(who="mette (Favrskov Kommune)", since=AT, until=AT, records=OTHERS),)

    assert wrong(told(*records, authors=authors)) == []


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(records=plans(), chance=st.randoms(use_true_random=False))
def test_the_order_of_the_records_changes_no_byte(records: tuple[Record, ...], chance: Any) -> None:
    assert told(*chance.sample(records, len(records))) == told(*records)


def test_a_goal_tells_its_sign_its_day_its_levels_and_whose_step_it_is_of() -> None:
    aim = Goal(
        id=OTHERS[0], title="Op klokken 7", sign="Fire dage om ugen", due="2027-03", level_expected=1, level_now=3
    )
    step = SubGoal(id=OTHERS[1], title="I seng før midnat", part_of=aim.id, state=State.DONE)
    wish = Wish(id=OTHERS[2], title="Være oppe om morgenen", speaker=Speaker.CITIZEN)

    found = {each["id"]: each for each in resources(told(aim, step, wish)) if each["resourceType"] == "Goal"}

    first, *levels = found[aim.id]["target"]
    assert (first["detailString"], first["dueDate"]) == ("Fire dage om ugen", "2027-03")
    assert levels[0]["detailCodeableConcept"]["coding"][0]["code"] == "8328ce4a-6238-4f73-bf1a-74aadb68eff8"
    assert found[step.id]["lifecycleStatus"] == "completed"
    assert found[step.id]["extension"][0]["extension"][1]["valueReference"]["reference"] == f"urn:uuid:{aim.id}"
    assert found[wish.id]["expressedBy"]["reference"] == f"urn:uuid:{CITIZEN}"


def test_a_marker_is_an_observation_with_icf_codes_a_level_and_whose_it_is() -> None:
    marker = Rating(id=OTHERS[0], life_area=LifeArea.SLEEP, level=2, rater=Speaker.CITIZEN, day="2026-11-24")

    found = one(told(marker), "Observation")

    assert [each["coding"][0]["code"] for each in found["category"]] == ["b130", "b134"]
    assert found["valueCodeableConcept"]["coding"][0]["code"] == "5bdde847-2837-416b-ab63-bbff8b7aa531"
    assert found["performer"][0]["reference"] == f"urn:uuid:{CITIZEN}"


def test_a_meeting_whose_end_nobody_told_says_so() -> None:
    found = one(told(Meeting(id=OTHERS[0], title="Opfølgning", starts_at="2026-12-09T10:00")), "Appointment")

    assert (found["start"], "end" in found) == ("2026-12-09T10:00:00+01:00", False)
    assert found["_end"]["extension"][0]["valueCode"] == "unknown"


def test_a_day_that_no_calendar_has_stays_as_it_was_told() -> None:
    found = one(told(Goal(id=OTHERS[0], title="Mål", start="2026-02-31")), "Goal")

    assert found["_startDate"]["extension"][0]["valueString"] == "2026-02-31"


def test_what_is_protected_in_an_area_or_for_professionals_is_labelled() -> None:
    content = told(
        Citizen(id=CITIZEN, stream=PLAN_STREAM, family="Holm"),
        Identifier(id=OTHERS[0], stream=PROTECTED, system=IdentifierSystem.CPR, value="0108589995"),
        Note(id=OTHERS[1], stream=FAMILY, text="Internt"),
        Concern(id=OTHERS[2], stream=PLAN_STREAM, title="Sover dårligt", audience=Audience.PROFESSIONALS),
        Idea(id=OTHERS[3], stream=PLAN_STREAM, title="Noget med hunden"),
    )

    labels = {
        each["id"]: [label["code"] for label in each.get("meta", {}).get("security", ())] for each in resources(content)
    }
    assert [labels[each] for each in (CITIZEN, *OTHERS[1:4])] == [
        ["R", "protected"],
        ["R", "area:family"],
        ["NOPAT"],
        [],
    ]
    assert one(content, "Composition")["confidentiality"] == "R"


def test_a_fact_from_elsewhere_is_told_whole_with_what_goes_on_in_further_ones() -> None:
    first = SourceFact(id=OTHERS[0], resource_type="Goal", resource_id="g1", body='{"a":')
    last = SourceFact(id=continuation(OTHERS[0], 1), continues=OTHERS[0], body='"æ"}')
    awaited = SourceFact(id=OTHERS[1], resource_type="Goal", resource_id="g2")

    found = one(told(last, first, awaited), "DocumentReference")

    assert b64decode(found["content"][0]["attachment"]["data"]).decode() == '{"a":"æ"}'
    assert found["content"][0]["attachment"]["contentType"] == "application/fhir+json"
    assert extension(found, "resource") == "Goal/g1"


def test_what_a_drawing_had_besides_is_not_told_as_fhir() -> None:
    kept = SourceFact(id=OTHERS[0], resource_type=RESOURCE, resource_id="1", body="[]")

    found = one(told(kept), "DocumentReference")

    assert found["content"][0]["attachment"]["contentType"] == "application/vnd.excalidraw+json"


def test_who_wrote_what_is_told_of_what_is_there() -> None:
    goal = Goal(id=OTHERS[0], title="Mål")
    author = Authorship(who="mette (Favrskov Kommune)", since=AT, until=AT, records=(goal.id, OTHERS[5]))
    elsewhere = Authorship(who="jens (Favrskov Kommune)", since=AT, until=AT, records=(OTHERS[5],))

    found = one(told(goal, authors=(author, elsewhere)), "Provenance")

    assert [each["reference"] for each in found["target"]] == [f"urn:uuid:{goal.id}"]
    assert found["agent"][0]["who"]["display"] == "mette (Favrskov Kommune)"


def test_a_deleted_record_is_not_told_and_nothing_refers_to_it() -> None:
    gone = Actor(id=OTHERS[0], title="Jens", sort=ActorSort.PRIVATE, deleted=True)
    left = Intervention(id=OTHERS[1], title="Bostøtte", responsible=gone.id)

    content = told(gone, left)

    assert gone.id.encode() not in content
    assert wrong(content) == []


def test_a_card_of_a_type_that_was_added_since_is_told_as_what_was_seen() -> None:
    class Animal(Idea, frozen=True, kw_only=True):
        """A card that this module has never heard of."""

    content = told(Animal(id=OTHERS[0], title="En hund"))

    assert (one(content, "Observation")["valueString"], wrong(content)) == ("En hund", [])


def written(store: Store, citizen: str) -> bytes:
    out = BytesIO()
    FhirExporter().write(a_snapshot(store, citizen), out)
    return out.getvalue()


def test_an_exported_plan_is_the_citizens_copy_and_the_same_bytes_each_time(store: Store) -> None:
    citizen = add_citizen(store, given="Karen", family="Holm", cpr="0108589995")
    a_full_plan(store, citizen)
    with store.transact("Notér", citizen=citizen) as transaction:
        transaction.put(WISH, Wish(title="Kun for familien"), compartment="area:family")
        transaction.put(NOTE, Note(text="Internt notat"), compartment="area:family")
        transaction.put(WISH, Wish(title="Kun for fagfolk", audience=Audience.PROFESSIONALS))

    content = written(store, citizen)

    assert content == written(store, citizen)
    assert [each for each in ("0108589995", "Kun for", "Internt") if each.encode() in content] == []
    assert wrong(content) == []


def test_enplan_export_writes_it_under_the_citizens_id(store: Store, citizen: str, tmp_path: Path) -> None:
    an_agreed_start(store, citizen)

    path = export_citizen(store, FhirExporter(), citizen=citizen, out=tmp_path, purpose="Til egen læge")

    assert (path.name, FhirExporter().id) == (f"{citizen}.fhir.json", "fhir")
    assert wrong(path.read_bytes()) == []


def test_what_is_written_is_read_again_by_the_importer(store: Store, citizen: str, tmp_path: Path) -> None:
    an_agreed_start(store, citizen)
    a_full_plan(store, citizen)
    path = export_citizen(store, FhirExporter(), citizen=citizen, out=tmp_path, purpose="Flytning")
    kinds = (WISH, GOAL, SUBGOAL, INTERVENTION, AGREEMENT, MEETING)

    with a_store(tmp_path, name="there.db") as there:
        report = import_files(there, [path])
        (person,) = [each for each in _all(there, *RECORD_TYPES) if isinstance(each, Citizen)]
        came, went = _told(there, kinds), _told(store, kinds)

    assert [each for each in report.files[0].resources if each.outcome == "refused"] == []
    assert (person.given, person.family) == ("Karen", "Holm")
    assert came == went
    assert len(went) > 20


def _all(store: Store, *kinds: Any) -> list[Any]:
    with store.reader() as reader:
        return reader.all(*kinds)


def _told(store: Store, kinds: tuple[Any, ...]) -> list[tuple[str, ...]]:
    """Return what each item of *kinds* is, when and with whom, by names."""
    everything = _all(store, *kinds)
    people = {each.id: each.title for each in _all(store, *RECORD_TYPES) if isinstance(each, Item)}
    return sorted(
        (
            each.type,
            each.title or "",
            str(getattr(each, "due", None) or getattr(each, "start", None) or getattr(each, "starts_at", None)),
            str(people.get(each.responsible) if each.type == "agreement" else None),
        )
        for each in everything
    )
