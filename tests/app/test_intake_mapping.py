"""What each kind of resource becomes, read by a reader of its own."""

import itertools
import json
import random
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from app.domain.actor import ACTOR
from app.domain.agreement import AGREEMENT
from app.domain.citizen import CITIZEN
from app.domain.days import show_day
from app.domain.goal import GOAL, SUBGOAL
from app.domain.intervention import INTERVENTION
from app.domain.meeting import MEETING
from app.domain.plan import PLAN
from app.domain.source_fact import SOURCE_FACT
from app.domain.wish import WISH
from app.operations.intake import import_files
from app.operations.intake_report import Report
from app.store.reader import Reader
from app.store.store import Store
from fhir_files import FILES, a_store, changes, fields_of, group, outcomes, shown_by_citizen

ALWAYS_MAPPED = {"Patient", "RelatedPerson", "CareTeam", "CarePlan", "Goal", "Appointment", "Task"}
GROUPS = ("kl-core", "dk-core", "r4", "synthea", "social", "pacio", "medcom")


@pytest.fixture(scope="module", params=GROUPS)
def imported(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[str, Store, Report]]:
    """A store that has read all files of a group."""
    with a_store(tmp_path_factory.mktemp("intake")) as store:
        yield request.param, store, import_files(store, group(request.param))


def test_every_resource_is_reported_once_by_name(imported: tuple[str, Store, Report]) -> None:
    name, _, report = imported

    told = Counter(f"{one.type}/{one.id}" for each in report.files for one in each.resources)

    assert told == Counter(f"{each['resourceType']}/{each['id']}" for each in resources(name))


def test_people_plans_goals_meetings_and_agreements_are_mapped(imported: tuple[str, Store, Report]) -> None:
    _, _, report = imported
    told = [one for each in report.files for one in each.resources if one.type in ALWAYS_MAPPED]

    assert {(one.type, one.id) for one in told if one.outcome not in ("mapped", "same")} == set()
    assert [one for one in told if one.outcome == "mapped" and one.record is None] == []


def test_nine_of_ten_of_the_rest_are_mapped_or_kept(imported: tuple[str, Store, Report]) -> None:
    _, _, report = imported
    skipped = ("ActivityDefinition", "PlanDefinition", "Questionnaire", "CodeSystem")
    rest = [one.outcome for each in report.files for one in each.resources if one.type not in skipped]

    assert sum(each in ("mapped", "kept", "same") for each in rest) >= 0.9 * len(rest)


def test_a_second_run_makes_no_change(imported: tuple[str, Store, Report]) -> None:
    name, store, _ = imported
    before = changes(store)

    again = import_files(store, group(name))

    assert changes(store) == before
    assert again.totals["mapped"] + again.totals["kept"] == 0


def test_names_texts_and_dates_of_every_mapped_resource_are_shown(imported: tuple[str, Store, Report]) -> None:
    name, store, report = imported
    shown = shown_by_record(store)
    mapped = {
        (one.type, one.id): one.record for each in report.files for one in each.resources if one.outcome == "mapped"
    }

    missing = [
        (each["resourceType"], each["id"], words)
        for each in resources(name)
        if (each["resourceType"], each["id"]) in mapped
        for words in said(each)
        if words not in shown[mapped[each["resourceType"], each["id"]]]
    ]

    assert missing == []


@pytest.mark.parametrize("seed", [1, 2])
@pytest.mark.parametrize("name", ["kl-core", "r4", "medcom", "social"])
def test_any_order_of_files_gives_the_same_result(name: str, seed: int, tmp_path: Path) -> None:
    shuffled = group(name)
    random.Random(seed).shuffle(shuffled)

    with a_store(tmp_path, name="a.db") as one, a_store(tmp_path, name="b.db") as other:
        first, second = import_files(one, group(name)), import_files(other, shuffled)

        assert outcomes(first) == outcomes(second)
        assert shown_by_citizen(one) == shown_by_citizen(other)


def test_files_of_one_source_may_come_one_run_at_a_time_in_any_order(tmp_path: Path) -> None:
    names = ("Patient-Andreas", "Goal-AndreasDelmaal", "Goal-Andreasindsatsmaal")
    paths = [FILES / "kl-core" / f"{each}.json" for each in names]
    portraits = []
    for number, order in enumerate(itertools.permutations(paths)):
        with a_store(tmp_path, name=f"{number}.db") as store:
            [import_files(store, [path], source="nexus") for path in order]
            with store.reader() as reader:
                portraits.append(portrait(reader))

    assert {json.dumps(each) for each in portraits} == {json.dumps(portraits[0])}


def portrait(reader: Reader) -> list[Any]:
    (citizen,) = reader.all(CITIZEN)
    titles = {each.id: each.title for each in reader.all(GOAL)}
    plans = [each.title for each in reader.all(PLAN, citizen=citizen.id)]
    goals = [(each.title, titles.get(each.part_of or "")) for each in [*reader.all(GOAL), *reader.all(SUBGOAL)]]
    return [citizen.given, citizen.placeholder, plans, goals]


class TestAndreas:
    """The Danish example of a social plan."""

    @pytest.fixture(scope="class")
    @staticmethod
    def reader(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reader]:
        with a_store(tmp_path_factory.mktemp("andreas")) as store:
            import_files(store, group("kl-core"))
            with store.reader() as reader:
                yield reader

    def test_the_plan_and_its_interventions(self, reader: Reader) -> None:
        andreas = next(each for each in reader.all(CITIZEN) if each.given == "Andreas")

        (plan,) = reader.all(PLAN, citizen=andreas.id)
        interventions = reader.all(INTERVENTION, citizen=andreas.id)

        assert (plan.state, plan.start) == ("active", "2020-08-12")
        assert plan.title is not None
        assert plan.title.startswith("Andreas plan for alment botilbud")
        assert [each.title for each in interventions] == [
            "Støtte til daglige opgaver i hjemmet",
            "Støtte til sociale relationer",
        ]

    def test_wish_goal_and_subgoal_by_their_danish_codes(self, reader: Reader) -> None:
        (wish,) = reader.all(WISH)
        (subgoal,) = reader.all(SUBGOAL)
        parent = reader.get(GOAL, subgoal.part_of or "")

        assert wish.title is not None
        assert wish.title.startswith("Andreas ønsker en hverdag")
        assert parent is not None
        assert (parent.title, parent.direction, parent.level_expected, parent.state) == (
            "holder orden på sit eget værelse",
            "develop",
            1,
            "active",
        )
        assert subgoal.note == (
            "10. september 2020: Andreas støttes hver morgen i at få ryddet gulvet."
            " Der er hængt et piktogram op med rutinen trin for trin"
        )

    def test_a_title_too_long_is_cut_and_whole_in_the_note(self, reader: Reader) -> None:
        (cut,) = [each for each in reader.all(GOAL) if each.title and each.title.endswith("…")]

        assert len(cut.title or "") <= 300
        assert cut.note is not None
        assert cut.note.endswith("ikke at kunne finde sine ting.")

    def test_the_team_belongs_to_the_plan_that_names_it(self, reader: Reader) -> None:
        titles = [each.title for each in reader.all(ACTOR)]

        assert "Almindeligt længerevarende botilbud til voksne" in titles
        assert "Midlertidigt botilbud til voksne" not in titles

    def test_a_planned_encounter_is_a_meeting_and_a_finished_one_is_not(self, reader: Reader) -> None:
        (meeting,) = reader.all(MEETING)
        states = [each.state for each in reader.all(SOURCE_FACT) if each.resource_type == "Encounter"]

        assert (meeting.title, meeting.starts_at, meeting.state) == ("opfølgning", "2021-02-10T00:00", "planned")
        assert sorted(str(each) for each in states) == ["finished", "planned"]


def test_agreements_keep_who_promised_and_by_when(tmp_path: Path) -> None:
    with a_store(tmp_path) as store:
        import_files(store, group("r4"))
        with store.reader() as reader:
            done = next(each for each in reader.all(AGREEMENT) if each.state == "done" and each.due)
            responsible = reader.get(ACTOR, done.responsible or "")

    assert (done.title, done.due, done.start) == ("Specimen Collection", "2016-11-01", "2016-10-30")
    assert responsible is not None
    assert responsible.title == "Luigi Maas"


def resources(name: str) -> list[dict[str, Any]]:
    """The resources of a group, read with nothing but json."""
    roots = [json.loads(path.read_bytes()) for path in group(name)]
    return [one for root in roots for one in inside(root)]


def inside(root: dict[str, Any]) -> list[dict[str, Any]]:
    return [each["resource"] for each in root["entry"]] if root["resourceType"] == "Bundle" else [root]


def said(resource: dict[str, Any]) -> list[str]:
    """The names, texts and dates that a reader of the resource would want to see."""
    return [" ".join(each.split()) for each in SAID.get(resource["resourceType"], lambda _: [])(resource)]


def given_and_family(resource: dict[str, Any]) -> list[str]:
    names = [each for each in resource.get("name", []) if "end" not in each.get("period", {})]
    return [
        part for each in names[:1] for part in [*each.get("given", []), *([each["family"]] if "family" in each else [])]
    ]


def of_patient(resource: dict[str, Any]) -> list[str]:
    addresses = [each["city"] for each in resource.get("address", []) if "city" in each]
    return [*given_and_family(resource), *filter(None, [resource.get("birthDate")]), *addresses]


def of_goal(resource: dict[str, Any]) -> list[str]:
    text = resource["description"].get("text", "")
    days = [resource.get("startDate"), *(each.get("dueDate") for each in resource.get("target", []))]
    notes = [each["text"] for each in resource.get("note", [])]
    return [text[:290], *notes, *(each for each in days if each)]


def of_care_plan(resource: dict[str, Any]) -> list[str]:
    period = resource.get("period", {})
    days = [period.get("start", "")[:7], period.get("end", "")[:7]]
    codes = [each.get("detail", {}).get("code", {}) for each in resource.get("activity", [])]
    return [resource.get("description", "")[:290], *days, *(each.get("text", "") for each in codes)]


def of_task(resource: dict[str, Any]) -> list[str]:
    due = resource.get("restriction", {}).get("period", {}).get("end", "")[:10]
    notes = [each["text"] for each in resource.get("note", [])]
    return [resource.get("code", {}).get("text", ""), resource.get("description", ""), due, *notes]


def of_appointment(resource: dict[str, Any]) -> list[str]:
    wanted = [show_day(each["start"]) for each in resource.get("requestedPeriod", [])]
    return [resource.get("description", ""), resource.get("comment", ""), resource.get("start", "")[:10], *wanted]


SAID: dict[str, Any] = {
    "Patient": of_patient,
    "RelatedPerson": lambda each: [*given_and_family(each), each.get("birthDate", "")],
    "Practitioner": given_and_family,
    "Organization": lambda each: [each.get("name", "")],
    "CareTeam": lambda each: [each.get("name", "")],
    "Goal": of_goal,
    "CarePlan": of_care_plan,
    "Task": of_task,
    "Appointment": of_appointment,
}


def shown_by_record(store: Store) -> dict[str | None, str]:
    """All text a record shows, those that were made with it included."""
    with store.reader() as reader:
        facts = [each for each in reader.all(SOURCE_FACT) if each.said]
        return {
            each.told: " ".join(
                " ".join(" ".join(str(value) for value in fields_of(record).values()).split())
                for record in reader.some(list(json.loads(each.said or "{}")))
            )
            for each in facts
        }
