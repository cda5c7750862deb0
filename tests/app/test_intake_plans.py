"""What is protected, who the people are, and which plan a resource becomes part of."""

import json
from pathlib import Path
from typing import Any

import pytest

from app.domain.actor import ACTOR
from app.domain.citizen import CONTACT_POINT, IDENTIFIER, RELATIVE
from app.domain.directory import ORGANISATION, PROFESSIONAL
from app.domain.goal import SUBGOAL
from app.domain.intervention import INTERVENTION
from app.domain.measurement import MEASUREMENT
from app.domain.meeting import MEETING, PARTICIPATION
from app.domain.plan import PLAN
from app.domain.rating import RATING
from app.domain.source_fact import SOURCE_FACT, continuation
from app.ids import citizen_stream, named_stream
from app.intake.fact import Fact
from app.operations.intake import import_files
from app.texts import mark
from fhir_files import (
    ANNA,
    CPR,
    GO_OUT,
    PLAN_A,
    a_store,
    changes,
    citizens,
    facts,
    goals,
    outcomes,
    read_all,
    take_in,
    written,
)


class TestProtection:
    """What only few may see."""

    def test_address_and_the_source_itself_lie_in_the_protected_compartment(self, tmp_path: Path) -> None:
        hidden = ANNA | {
            "meta": {"security": [{"system": "http://terminology.hl7.org/CodeSystem/v3-Confidentiality", "code": "R"}]},
            "address": [{"line": ["Skjulvej 1"], "postalCode": "8305", "city": "Samsø"}],
            "identifier": [
                {"system": CPR, "value": "0201609995"},
                {"system": CPR, "value": "0211223989", "use": "old"},
            ],
        }
        with a_store(tmp_path) as store:
            take_in(store, hidden, folder=tmp_path, source="nexus")
            (anna,) = citizens(store)
            with store.reader() as reader:
                where = {str(each.value): each.stream for each in reader.all(CONTACT_POINT)}
                where |= {str(each.value): each.stream for each in reader.all(IDENTIFIER)}
                (fact,) = reader.all(SOURCE_FACT)

        protected, plan = citizen_stream(anna.id, "protected"), citizen_stream(anna.id, "plan")
        assert anna.protected is True
        assert where == {"Skjulvej 1, 8305 Samsø": protected, "0201609995": plan, "0211223989": protected}
        assert fact.stream == protected

    def test_protection_told_later_moves_the_address(self, tmp_path: Path) -> None:
        open_ = ANNA | {"telecom": [{"system": "phone", "value": "11"}]}
        hidden = open_ | {"meta": {"security": [{"code": "R"}]}}
        with a_store(tmp_path) as store:
            take_in(store, open_, folder=tmp_path, source="nexus")
            take_in(store, hidden, folder=tmp_path, source="nexus")
            (anna,) = citizens(store)
            with store.reader() as reader:
                assert [each.stream for each in reader.all(CONTACT_POINT)] == [citizen_stream(anna.id, "protected")]


class TestPeople:
    """Names, numbers, actors, relatives."""

    @pytest.mark.parametrize(
        ("names", "given", "family"),
        [
            ([{"given": ["Cæsar", "Åge"], "family": "Østergård"}], "Cæsar Åge", "Østergård"),
            ([{"use": "temp", "text": "Peter", "given": ["Peter"], "_family": {"extension": []}}], "Peter", None),
            ([{"text": "Charles Johnson"}], None, "Charles Johnson"),
            ([{"given": ["B", "C"]}], "B C", None),
            ([{"family": "Gammel", "period": {"end": "2020-01-01"}}, {"family": "Ny"}], None, "Ny"),
            ([{"use": "maiden", "family": "Pige"}, {"use": "official", "family": "Kone"}], None, "Kone"),
            ([], None, None),
        ],
    )
    def test_names_are_taken_as_they_are(self, names: list[Any], given: str, family: str, tmp_path: Path) -> None:
        with a_store(tmp_path) as store:
            take_in(store, ANNA | {"name": names}, folder=tmp_path)
            (citizen,) = citizens(store)

        assert (citizen.given, citizen.family) == (given, family)

    @pytest.mark.parametrize(
        ("system", "value", "kept"),
        [
            (CPR, "010190-9995", ("cpr", "0101909995")),
            ("urn:oid:1.2.208.176.1.6.1.3.177", "1206550VK9", ("d_ecpr", "1206550VK9")),
            ("urn:oid:1.2.208.176.1.6.1.1", "0703921vj5", ("x_ecpr", "0703921VJ5")),
            (CPR, "ukendt", ("cpr", "ukendt")),
            ("http://hospital.example", "A 1", ("other", "A 1")),
        ],
    )
    def test_numbers_are_taken_without_check(
        self, system: str, value: str, kept: tuple[str, str], tmp_path: Path
    ) -> None:
        with a_store(tmp_path) as store:
            take_in(store, ANNA | {"identifier": [{"system": system, "value": value}]}, folder=tmp_path)
            with store.reader() as reader:
                (number,) = reader.all(IDENTIFIER)

        assert (number.system, number.value) == kept

    def test_whom_a_plan_names_is_an_actor_there_and_others_lie_in_the_directory(self, tmp_path: Path) -> None:
        bo = {"resourceType": "Practitioner", "id": "bo", "name": [{"given": ["Bo"], "family": "Holm"}]}
        role = {
            "resourceType": "PractitionerRole",
            "id": "r",
            "practitioner": {"reference": "Practitioner/bo"},
            "organization": {"reference": "Organization/o"},
            "code": [{"text": "Bostøtte"}],
        }
        home = {"resourceType": "Organization", "id": "o", "name": "Botilbuddet"}
        task = {
            "resourceType": "Task",
            "id": "t",
            "status": "requested",
            "description": "Ring til skolen",
            "for": {"reference": "Patient/anna"},
            "owner": {"reference": "PractitionerRole/r"},
        }
        with a_store(tmp_path) as store:
            report = take_in(store, task, role, home, bo, ANNA, folder=tmp_path)
            with store.reader() as reader:
                (actor,) = reader.all(ACTOR)
                organisations = reader.all(ORGANISATION)

                assert reader.all(PROFESSIONAL) == []
        assert (actor.title, actor.role, actor.organisation) == ("Bo Holm", "Bostøtte", "Botilbuddet")
        assert [(each.name, each.stream) for each in organisations] == [("Botilbuddet", named_stream("user:jonas"))]
        assert {outcome for _, outcome in outcomes(report)} == {"mapped"}

    def test_a_relative_has_a_danish_word_for_what_they_are(self, tmp_path: Path) -> None:
        relative = {
            "resourceType": "RelatedPerson",
            "id": "m",
            "patient": {"reference": "Patient/anna"},
            "relationship": [{"coding": [{"code": "GUARD"}]}],
            "name": [{"text": "Else"}],
        }
        with a_store(tmp_path) as store:
            take_in(store, relative, ANNA, folder=tmp_path)
            with store.reader() as reader:
                (told,) = reader.all(RELATIVE)

        assert (told.name, told.relation, told.role, told.is_guardian) == ("Else", "GUARD", "Værge", True)

    def test_everyone_in_a_team_is_an_actor_of_it_with_a_role(self, tmp_path: Path) -> None:
        team = {
            "resourceType": "CareTeam",
            "id": "t",
            "name": "Teamet",
            "subject": {"reference": "Patient/anna"},
            "participant": [
                {"role": [{"text": "Støtte"}], "member": {"reference": "#p"}},
                {"member": {"reference": "Patient/anna"}},
            ],
            "contained": [{"resourceType": "Practitioner", "id": "p", "name": [{"text": "Ida"}]}],
        }
        with a_store(tmp_path) as store:
            take_in(store, team, ANNA, folder=tmp_path)
            with store.reader() as reader:
                ida, whole = sorted(reader.all(ACTOR), key=lambda each: str(each.title))

        assert (ida.title, ida.role, ida.part_of) == ("Ida", "Støtte", whole.id)
        assert (whole.title, whole.sort) == ("Teamet", "organisation")


class TestPlans:
    """Plans, interventions, goals, meetings."""

    def test_one_care_plan_is_the_plan_and_the_others_are_interventions(self, tmp_path: Path) -> None:
        others: list[dict[str, Any]] = [
            PLAN_A | {"id": "b", "title": "Ældre plan", "status": "completed", "period": {"start": "2010"}},
            PLAN_A | {"id": "c", "title": "Del", "basedOn": [{"reference": "CarePlan/b"}]},
        ]
        with a_store(tmp_path) as store:
            take_in(store, *others, PLAN_A, ANNA, folder=tmp_path)
            with store.reader() as reader:
                (plan,) = reader.all(PLAN)
                interventions = {str(each.title): each for each in reader.all(INTERVENTION)}

        assert plan.title == "En hverdag med venner"
        assert set(interventions) == {"Ældre plan", "Del"}
        assert interventions["Del"].part_of == interventions["Ældre plan"].id

    def test_a_plan_that_somebody_has_written_here_is_not_taken_over(self, tmp_path: Path) -> None:
        with a_store(tmp_path) as store:
            take_in(store, ANNA, folder=tmp_path, source="nexus")
            with store.reader() as reader:
                (plan,) = reader.all(PLAN)
            with store.transact(mark("act", "Ret planen"), citizen=plan.citizen) as transaction:
                transaction.edit(plan, title="Vores plan")
            take_in(store, PLAN_A, folder=tmp_path, source="nexus")
            with store.reader() as reader:
                assert [each.title for each in reader.all(PLAN)] == ["Vores plan"]
                assert [each.title for each in reader.all(INTERVENTION)] == ["En hverdag med venner"]

    def test_a_goal_that_is_a_milestone_of_another_is_its_part(self, tmp_path: Path) -> None:
        link = {
            "url": "http://hl7.org/fhir/StructureDefinition/goal-relationship",
            "extension": [
                {"url": "type", "valueCodeableConcept": {"coding": [{"code": "milestone"}]}},
                {"url": "target", "valueReference": {"reference": "Goal/g2"}},
            ],
        }
        with a_store(tmp_path) as store:
            take_in(store, GO_OUT | {"extension": [link]}, GO_OUT | {"id": "g2"}, ANNA, folder=tmp_path)
            above, below = sorted(goals(store), key=lambda each: each.part_of or "")

        assert below.part_of == above.id

    def test_goals_inside_a_care_plan_are_goals(self, tmp_path: Path) -> None:
        inside = [{"resourceType": "Goal", "id": "x", "lifecycleStatus": "planned", "description": {"text": "Sove"}}]
        with a_store(tmp_path) as store:
            take_in(store, PLAN_A | {"contained": inside, "goal": [{"reference": "#x"}]}, ANNA, folder=tmp_path)

            assert [(each.title, each.state) for each in goals(store)] == [("Sove", "planned")]

    def test_an_appointment_is_a_meeting_in_danish_time_with_those_who_come(self, tmp_path: Path) -> None:
        appointment = {
            "resourceType": "Appointment",
            "id": "m",
            "status": "booked",
            "description": "Netværksmøde",
            "start": "2026-12-10T09:00:00Z",
            "minutesDuration": 45,
            "participant": [
                {"actor": {"reference": "Patient/anna"}, "status": "accepted"},
                {"actor": {"display": "Lærer Ib"}, "status": "declined"},
                {"actor": {"reference": "Location/1", "display": "Rådhuset"}, "status": "accepted"},
            ],
        }
        with a_store(tmp_path) as store:
            take_in(store, appointment, ANNA, folder=tmp_path)
            with store.reader() as reader:
                (meeting,) = reader.all(MEETING)
                (part,) = reader.all(PARTICIPATION, parent=meeting.id)
                actor = reader.get(ACTOR, part.actor or "")

        assert (meeting.starts_at, meeting.ends_at, meeting.place) == (
            "2026-12-10T10:00",
            "2026-12-10T10:45",
            "Rådhuset",
        )
        assert (actor.title if actor else None, part.attendance) == ("Lærer Ib", "absent")

    def test_a_danish_theme_with_a_level_is_a_marker_and_the_diagnosis_is_kept(self, tmp_path: Path) -> None:
        theme = {
            "resourceType": "Condition",
            "id": "c",
            "subject": {"reference": "Patient/anna"},
            "code": {
                "coding": [{"system": "urn:oid:1.2.208.176.2.22", "code": "8f32c948-41c4-49d7-8913-cdeede2e7fe1"}]
            },
            "severity": {"coding": [{"code": "5bdde847-2837-416b-ab63-bbff8b7aa531"}]},
            "recordedDate": "2026-03",
        }
        with a_store(tmp_path) as store:
            take_in(store, theme, ANNA, folder=tmp_path)
            with store.reader() as reader:
                (rating,) = reader.all(RATING)
                kept = [each for each in reader.all(SOURCE_FACT) if each.resource_type == "Condition"]

        assert (rating.level, rating.life_area, rating.day) == (2, "home", "2026-03")
        assert [each.told for each in kept] == [rating.id]

    def test_a_number_is_a_measurement_and_a_bound_is_not(self, tmp_path: Path) -> None:
        weight = {
            "resourceType": "Observation",
            "id": "w",
            "status": "final",
            "code": {"text": "Vægt"},
            "subject": {"reference": "Patient/anna"},
            "effectiveDateTime": "2026-11-01",
            "valueQuantity": {"value": 72.50, "unit": "kg"},
        }
        bound = weight | {"id": "b", "valueQuantity": {"value": 5, "comparator": "<"}}
        with a_store(tmp_path) as store:
            take_in(store, weight, bound, ANNA, folder=tmp_path)
            with store.reader() as reader:
                told = [(each.name, each.number, each.unit, each.day) for each in reader.all(MEASUREMENT)]
                kept = [each for each in reader.all(SOURCE_FACT) if each.resource_type == "Observation"]

        assert told == [("Vægt", 72.5, "kg", "2026-11-01")]
        assert sorted(str(each.title) for each in kept) == ["Vægt: 72,5 kg", "Vægt: < 5"]

    def test_the_words_of_a_narrative_stand_in_where_nothing_else_does(self, tmp_path: Path) -> None:
        div = '<div xmlns="http://www.w3.org/1999/xhtml"><script>alert(1)</script><p>Kom <b>ud</b> &amp; gå</p></div>'

        (fact,) = facts(written(tmp_path, {"resourceType": "Goal", "text": {"div": div}})[0])

        assert fact.title == "Kom ud & gå"


def test_a_body_too_long_for_one_change_goes_on_in_further_facts(tmp_path: Path) -> None:
    letter = {
        "resourceType": "DocumentReference",
        "id": "d",
        "status": "current",
        "subject": {"reference": "Patient/anna"},
        "content": [{"attachment": {"title": "Brev", "data": "QUJD" * 60_000}}],
    }
    with a_store(tmp_path) as store:
        take_in(store, letter, ANNA, folder=tmp_path, source="nexus")
        before = changes(store)
        take_in(store, letter, ANNA, folder=tmp_path, source="nexus")
        with store.reader() as reader:
            (fact,) = [each for each in reader.all(SOURCE_FACT) if each.resource_id == "d"]
            rest = [reader.get(SOURCE_FACT, continuation(fact.id, part)) for part in (1, 2, 3)]

        assert changes(store) == before
    assert json.loads((fact.body or "") + "".join(each.body or "" for each in rest if each)) == letter


def test_what_is_not_told_stands_not_in_the_report(tmp_path: Path) -> None:
    with a_store(tmp_path) as store:
        report = take_in(store, ANNA, folder=tmp_path)

    told = report.to_builtins()
    (row,) = report.files[0].resources
    listed = {"type": "Patient", "id": "anna", "outcome": "mapped", "record": row.record}
    assert told["files"] == [{"path": str(tmp_path / "file-0.json"), "status": "read", "resources": [listed]}]
    assert told["totals"] == report.totals


def test_a_run_can_be_stopped_and_tells_what_was_not_read(tmp_path: Path) -> None:
    with a_store(tmp_path) as store:
        report = import_files(store, written(tmp_path, ANNA, GO_OUT), cancelled=lambda: True)

        assert changes(store) == 0
    assert [each.status for each in report.files] == ["refused", "refused"]


def test_progress_is_told_to_the_end(tmp_path: Path) -> None:
    steps: list[tuple[int, int]] = []
    with a_store(tmp_path) as store:
        import_files(store, written(tmp_path, ANNA, GO_OUT), progress=lambda done, of: steps.append((done, of)))

    assert steps == sorted(steps)
    assert {of for _, of in steps} == {1000}
    assert steps[-1] == (1000, 1000)


def test_a_resource_without_an_id_is_known_by_its_content(tmp_path: Path) -> None:
    nameless = {key: value for key, value in ANNA.items() if key != "id"}

    one, other = (read_all(path)[0] for path in written(tmp_path, nameless, nameless))

    assert isinstance(one, Fact)
    assert isinstance(other, Fact)
    assert one.identity == other.identity


def test_a_subgoal_by_words_alone_is_a_subgoal(tmp_path: Path) -> None:
    with a_store(tmp_path) as store:
        take_in(store, GO_OUT | {"category": [{"text": "Delmål"}]}, ANNA, folder=tmp_path)
        with store.reader() as reader:
            assert [each.title for each in reader.all(SUBGOAL)] == ["Komme ud hver dag"]
