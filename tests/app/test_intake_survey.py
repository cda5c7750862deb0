"""References without a source find the one resource of the run they can mean, however many sources there are."""

import json
import uuid
from pathlib import Path
from typing import Any

import pytest

from app.domain.citizen import CITIZEN
from app.domain.goal import GOAL
from app.operations.intake import import_files
from app.operations.intake_perhaps import Perhaps
from fhir_files import ANNA, a_store


def _from(source: int, resource: dict[str, Any]) -> dict[str, Any]:
    url = f"https://s{source}.example/{resource['resourceType']}/{resource['id']}"
    return {"fullUrl": url, "resource": resource}


def _goal(patient: str) -> dict[str, Any]:
    goal = {"resourceType": "Goal", "id": f"g-{patient}", "lifecycleStatus": "active", "description": {"text": "Ud"}}
    return {"resource": goal | {"subject": {"reference": f"Patient/{patient}"}}}


@pytest.mark.parametrize("sources", [1, 16, 17, 40], ids=str)
def test_a_goal_without_a_source_belongs_to_the_one_patient_of_that_id(tmp_path: Path, sources: int) -> None:
    people = [_from(number, ANNA | {"id": f"p{number}"}) for number in range(sources)]
    goals = [_goal(f"p{number}") for number in range(sources)]
    path = tmp_path / "many.json"
    path.write_text(json.dumps({"resourceType": "Bundle", "entry": [*goals, *people]}), encoding="utf-8")

    with a_store(tmp_path) as store:
        import_files(store, [path])
        with store.reader() as reader:
            citizens = {each.id for each in reader.all(CITIZEN)}
            owners = [str(each.citizen) for each in reader.all(GOAL)]

    assert len(citizens) == sources
    assert sorted(owners) == sorted(citizens)


@pytest.mark.parametrize("other", [1, 30], ids=["among the first sources", "among the further ones"])
def test_a_goal_is_given_to_none_of_two_patients_of_the_same_id(tmp_path: Path, other: int) -> None:
    people = [_from(number, ANNA | {"id": f"p{number}"}) for number in range(40)]
    path = tmp_path / "two.json"
    twice = [_from(other, ANNA | {"id": "p0"}), _goal("p0")]
    path.write_text(json.dumps({"resourceType": "Bundle", "entry": [*people, *twice]}), encoding="utf-8")

    with a_store(tmp_path) as store:
        import_files(store, [path])
        with store.reader() as reader:
            told = {each.id for each in reader.all(CITIZEN) if not each.placeholder}
            owners = [each.citizen for each in reader.all(GOAL)]

    assert len(told) == 41
    assert len(owners) == 1
    assert told.isdisjoint(owners)


def test_what_was_taken_in_is_always_found_and_hardly_anything_else() -> None:
    taken = [str(uuid.uuid5(uuid.NAMESPACE_URL, f"taken {number}")) for number in range(20_000)]
    others = [str(uuid.uuid5(uuid.NAMESPACE_URL, f"other {number}")) for number in range(20_000)]
    perhaps = Perhaps()
    for each in taken:
        perhaps.add(each)

    assert all(each in perhaps for each in taken)
    assert sum(each in perhaps for each in others) < 20
