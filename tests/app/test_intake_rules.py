"""Whose a resource is, what a second reading changes, and what must never be shown as if nothing were amiss."""

import json
from pathlib import Path
from typing import Any

import pytest

from app.domain.actor import ACTOR
from app.domain.citizen import CONTACT_POINT
from app.domain.consent import CONSENT
from app.domain.meeting import MEETING
from app.domain.source_fact import SOURCE_FACT
from app.texts import mark
from fhir_files import ANNA, CPR, GO_OUT, PLAN_A, a_store, changes, citizens, facts, goals, outcomes, take_in, written


class TestIdentity:
    """What is known again, and what is not."""

    def test_a_placeholder_is_filled_by_a_later_file_of_the_same_source(self, tmp_path: Path) -> None:
        with a_store(tmp_path) as store:
            take_in(store, GO_OUT, folder=tmp_path, source="nexus")
            (placeholder,) = citizens(store)
            take_in(store, ANNA, folder=tmp_path, source="nexus")
            (anna,) = citizens(store)

        assert (placeholder.family, placeholder.placeholder) == ("Ukendt borger", True)
        assert (anna.id, anna.given, anna.family, anna.placeholder) == (placeholder.id, "Anna", "Ærø", None)

    def test_the_same_id_of_two_sources_is_two_citizens(self, tmp_path: Path) -> None:
        with a_store(tmp_path) as store:
            take_in(store, ANNA, folder=tmp_path, source="nexus")
            take_in(store, ANNA, folder=tmp_path, source="columna")

            assert len(citizens(store)) == 2

    def test_without_a_source_identical_content_is_the_same(self, tmp_path: Path) -> None:
        with a_store(tmp_path) as store:
            take_in(store, GO_OUT, ANNA, folder=tmp_path)
            before = changes(store)
            report = take_in(store, ANNA, GO_OUT, folder=tmp_path)

            assert changes(store) == before
            assert outcomes(report) == [("Goal/g1", "same"), ("Patient/anna", "same")]

    def test_without_a_source_a_shared_number_makes_altered_content_the_same(self, tmp_path: Path) -> None:
        numbered = ANNA | {"identifier": [{"system": CPR, "value": "0201609995"}]}
        with a_store(tmp_path) as store:
            take_in(store, numbered, folder=tmp_path)
            take_in(store, numbered | {"birthDate": "1974-12-05"}, folder=tmp_path)

            assert [each.birth_date for each in citizens(store)] == ["1974-12-05"]

    def test_without_a_source_another_person_of_the_same_id_is_another_citizen(self, tmp_path: Path) -> None:
        with a_store(tmp_path) as store:
            take_in(store, ANNA, folder=tmp_path)
            take_in(store, ANNA | {"name": [{"family": "Berg"}]}, folder=tmp_path)

            assert sorted(str(each.family) for each in citizens(store)) == ["Berg", "Ærø"]

    def test_two_persons_of_one_id_in_one_run_get_nothing_of_each_other(self, tmp_path: Path) -> None:
        with a_store(tmp_path) as store:
            take_in(store, ANNA, ANNA | {"name": [{"family": "Berg"}]}, GO_OUT, folder=tmp_path)
            (goal,) = goals(store)
            owner = next(each for each in citizens(store) if each.id == goal.citizen)

            assert len(citizens(store)) == 3
            assert owner.placeholder is True

    def test_persons_are_never_joined_by_cpr_and_likeness_is_told(self, tmp_path: Path) -> None:
        number = {"identifier": [{"system": CPR, "value": "020160-9995"}]}
        with a_store(tmp_path) as store:
            report = take_in(store, ANNA | number, ANNA | number | {"id": "berta"}, folder=tmp_path, source="nexus")

            assert len(citizens(store)) == 2
            reasons = [one.reason for each in report.files for one in each.resources]
            assert "En anden borger har samme CPR-nummer. De to er ikke lagt sammen." in reasons
            assert not any("020160" in str(each) for each in reasons)

    def test_the_address_in_a_bundle_names_the_source(self, tmp_path: Path) -> None:
        bundle = {"resourceType": "Bundle", "entry": [{"fullUrl": "https://a.dk/fhir/Patient/anna", "resource": ANNA}]}

        (fact,) = facts(written(tmp_path, bundle)[0])

        assert (fact.identity.source, fact.identity.id) == ("https://a.dk/fhir", "anna")

    def test_references_by_urn_reach_their_entry_and_by_number_the_one_who_bears_it(self, tmp_path: Path) -> None:
        anna = ANNA | {"id": "x", "identifier": [{"system": "http://a.dk", "value": "7"}]}
        by_urn = GO_OUT | {"subject": {"reference": "urn:uuid:5ba54dcd-1694-404c-b839-70897f06ad57"}}
        by_number = GO_OUT | {"id": "g2", "subject": {"reference": "Patient?identifier=http://a.dk|7"}}
        bundle = {
            "resourceType": "Bundle",
            "type": "transaction",
            "entry": [
                {"fullUrl": "urn:uuid:1ba54dcd-1694-404c-b839-70897f06ad57", "resource": by_urn},
                {"fullUrl": "urn:uuid:2ba54dcd-1694-404c-b839-70897f06ad57", "resource": by_number},
                {"fullUrl": "urn:uuid:5ba54dcd-1694-404c-b839-70897f06ad57", "resource": anna},
            ],
        }
        with a_store(tmp_path) as store:
            take_in(store, bundle, folder=tmp_path)
            (only,) = citizens(store)

            assert [each.citizen for each in goals(store)] == [only.id, only.id]

    def test_the_newest_of_two_versions_in_a_run_is_shown(self, tmp_path: Path) -> None:
        older = GO_OUT | {"meta": {"lastUpdated": "2026-01-01T00:00:00Z"}, "description": {"text": "Gå en tur"}}
        newer = GO_OUT | {"meta": {"lastUpdated": "2026-02-01T00:00:00Z"}}
        with a_store(tmp_path) as store:
            take_in(store, newer, older, ANNA, folder=tmp_path, source="nexus")
            take_in(store, older, folder=tmp_path, source="nexus")

            assert [each.title for each in goals(store)] == ["Komme ud hver dag"]


class TestSecondReading:
    """What an altered resource does."""

    def test_only_fields_that_differ_are_edited(self, tmp_path: Path) -> None:
        with a_store(tmp_path) as store:
            take_in(store, ANNA, GO_OUT, folder=tmp_path, source="nexus")
            report = take_in(store, GO_OUT | {"lifecycleStatus": "completed"}, folder=tmp_path, source="nexus")
            (goal,) = goals(store)
            with store.reader() as reader:
                last = reader.changes(identity=goal.id)[0].change

        assert outcomes(report) == [("Goal/g1", "mapped")]
        assert last is not None
        assert [each.set for each in last.edits if each.record == goal.id] == [{"state": "done"}]

    def test_a_caseworkers_own_words_stay_and_the_report_says_so(self, tmp_path: Path) -> None:
        with a_store(tmp_path) as store:
            take_in(store, ANNA, GO_OUT, folder=tmp_path, source="nexus")
            (goal,) = goals(store)
            with store.transact(mark("act", "Ret mål"), citizen=goal.citizen) as transaction:
                transaction.edit(goal, title="Ud at gå med Bo")
            altered = GO_OUT | {"description": {"text": "Komme ud"}, "lifecycleStatus": "completed"}
            report = take_in(store, altered, folder=tmp_path, source="nexus")
            (after,) = goals(store)

        assert (after.title, after.state) == ("Ud at gå med Bo", "done")
        assert "title" in str(report.files[0].resources[0].reason)

    def test_a_record_deleted_here_stays_deleted(self, tmp_path: Path) -> None:
        with a_store(tmp_path) as store:
            take_in(store, ANNA, GO_OUT, folder=tmp_path, source="nexus")
            (goal,) = goals(store)
            with store.transact(mark("act", "Slet"), citizen=goal.citizen) as transaction:
                transaction.delete(goal)
            take_in(store, GO_OUT | {"lifecycleStatus": "completed"}, folder=tmp_path, source="nexus")

            assert goals(store) == []

    def test_a_number_that_is_told_no_more_goes(self, tmp_path: Path) -> None:
        phones = [{"system": "phone", "value": "11"}, {"system": "phone", "value": "22"}]
        with a_store(tmp_path) as store:
            take_in(store, ANNA | {"telecom": phones}, folder=tmp_path, source="nexus")
            take_in(store, ANNA | {"telecom": phones[1:]}, folder=tmp_path, source="nexus")
            with store.reader() as reader:
                assert [each.value for each in reader.all(CONTACT_POINT)] == ["22"]

    def test_a_file_is_one_step_of_undo_and_can_be_read_again(self, tmp_path: Path) -> None:
        many = [{"resource": GO_OUT | {"id": f"g{number}"}} for number in range(230)]
        bundle = {"resourceType": "Bundle", "entry": many}
        with a_store(tmp_path) as store:
            take_in(store, ANNA, folder=tmp_path, source="nexus")
            (anna,) = citizens(store)
            take_in(store, bundle, folder=tmp_path, source="nexus")
            read = len(goals(store))
            store.undo(anna.id)
            undone = len(goals(store))
            take_in(store, bundle, folder=tmp_path, source="nexus")

            assert (read, undone, len(goals(store))) == (230, 0, 230)

    def test_a_meeting_that_is_over_stays_as_done_and_is_made_by_no_later_file(self, tmp_path: Path) -> None:
        encounter = {
            "resourceType": "Encounter",
            "id": "e",
            "status": "planned",
            "type": [{"text": "Opfølgning"}],
            "subject": {"reference": "Patient/anna"},
            "period": {"start": "2026-12-10T09:00:00Z"},
        }
        over = encounter | {"status": "finished"}
        with a_store(tmp_path) as store:
            take_in(store, ANNA, encounter, over | {"id": "f"}, folder=tmp_path, source="nexus")
            take_in(store, over, folder=tmp_path, source="nexus")
            with store.reader() as reader:
                assert [(each.starts_at, each.state) for each in reader.all(MEETING)] == [("2026-12-10T10:00", "done")]


class TestModifiers:
    """What turns the meaning of a resource round."""

    @pytest.mark.parametrize(
        "altered",
        [
            {"lifecycleStatus": "entered-in-error"},
            {"modifierExtension": [{"url": "http://example.org/negated", "valueBoolean": True}]},
            {"target": [{"modifierExtension": [{"url": "http://example.org/not", "valueBoolean": True}]}]},
            {"implicitRules": "http://example.org/rules"},
        ],
    )
    def test_it_is_kept_whole_and_what_was_shown_is_taken_away(self, altered: dict[str, Any], tmp_path: Path) -> None:
        with a_store(tmp_path) as store:
            take_in(store, ANNA, GO_OUT, folder=tmp_path, source="nexus")
            report = take_in(store, GO_OUT | altered, folder=tmp_path, source="nexus")
            with store.reader() as reader:
                (fact,) = [each for each in reader.all(SOURCE_FACT) if each.resource_type == "Goal"]

            assert outcomes(report) == [("Goal/g1", "kept")]
            assert report.files[0].resources[0].reason
            assert goals(store) == []
            assert json.loads(fact.body or "") == GO_OUT | altered

    def test_a_patient_taken_back_leaves_a_placeholder(self, tmp_path: Path) -> None:
        odd = ANNA | {"modifierExtension": [{"url": "http://example.org/x", "valueBoolean": True}]}
        with a_store(tmp_path) as store:
            report = take_in(store, odd, folder=tmp_path, source="nexus")

            assert outcomes(report) == [("Patient/anna", "kept")]
            assert [each.placeholder for each in citizens(store)] == [True]

    def test_an_inactive_patient_is_told_of(self, tmp_path: Path) -> None:
        with a_store(tmp_path) as store:
            report = take_in(store, ANNA | {"active": False}, folder=tmp_path)

        (told,) = report.files[0].resources
        assert (told.outcome, told.reason) == ("mapped", "Borgeren er ikke længere aktiv i det andet system.")

    @pytest.mark.parametrize(
        ("kind", "status", "state"),
        [
            ("Goal", "on-hold", "stopped"),
            ("Goal", "cancelled", "stopped"),
            ("Goal", "proposed", "proposed"),
            ("CarePlan", "revoked", "stopped"),
            ("CarePlan", "completed", "done"),
            ("Task", "rejected", "stopped"),
            ("Task", "in-progress", "active"),
            ("Appointment", "noshow", "stopped"),
            ("Appointment", "cancelled", "stopped"),
            ("Appointment", "booked", "planned"),
        ],
    )
    def test_what_is_called_off_never_counts_as_going_on(
        self, kind: str, status: str, state: str, tmp_path: Path
    ) -> None:
        resource = {"resourceType": kind, "id": "x", "status": status} if kind != "Goal" else GO_OUT
        resource = resource | ({"lifecycleStatus": status} if kind == "Goal" else {})

        (fact,) = facts(written(tmp_path, resource)[0])

        assert fact.drafts[0].fields["state"] == state

    def test_what_must_not_be_done_reads_so(self, tmp_path: Path) -> None:
        request = {"resourceType": "ServiceRequest", "doNotPerform": True, "code": {"text": "Oprydning"}}
        plan = PLAN_A | {"title": None, "activity": [{"detail": {"code": {"text": "Oprydning"}, "doNotPerform": True}}]}

        told = [facts(each)[0].title for each in written(tmp_path, request, plan)]

        assert told == ["Skal ikke gøres: Oprydning", "Skal ikke gøres: Oprydning"]

    def test_a_refusal_is_no_consent(self, tmp_path: Path) -> None:
        permit = {
            "resourceType": "Consent",
            "id": "c",
            "status": "active",
            "patient": {"reference": "Patient/anna"},
            "dateTime": "2026-11-01",
            "provision": {
                "type": "permit",
                "period": {"end": "2027-01-01"},
                "actor": [{"reference": {"display": "Skolen"}}],
            },
        }
        deny = permit | {"id": "d", "provision": {"type": "deny"}}
        with a_store(tmp_path) as store:
            report = take_in(store, ANNA, permit, deny, folder=tmp_path)
            with store.reader() as reader:
                (consent,) = reader.all(CONSENT)
                actors = [reader.get(ACTOR, each) for each in consent.actors]

        assert ("Consent/d", "kept") in outcomes(report)
        assert consent.until == "2027-01-01"
        assert [each.title for each in actors if each] == ["Skolen"]
