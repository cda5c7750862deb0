"""Real files with their structure broken at random: nothing crashes, and every resource is told of once."""

import copy
import io
import json
import os
import random
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.intake.fact import Fact, Refused
from app.intake.fhir_r4 import FhirR4
from app.intake.json_stream import Unreadable
from app.operations.intake import import_files
from fhir_files import FILES, TODAY, a_store, changes

GROUPS = ("kl-core", "dk-core", "r4", "r5", "social", "medcom")
LARGEST = 60_000
"""Bytes of the files whose nodes are changed."""
ODD: tuple[Any, ...] = (
    None,
    True,
    0,
    -1,
    10**18,
    1.5,
    1e300,
    "",
    " ",
    "x",
    "2019",
    "2019-03",
    "2019-13-45",
    "0001-01-01T00:00:00+14:00",
    "9999-12-31T23:59:59.999-14:00",
    "A\u030aland",
    "\u0000\u202e",
    "#",
    "#nobody",
    "Patient/",
    "urn:uuid:",
    "Patient?identifier=|",
    "entered-in-error",
    "<div><![x[",
    "y" * 5_000,
    [],
    {},
    [[]],
    [None],
    [{}],
    {"extension": [{"url": "http://hl7.org/fhir/StructureDefinition/data-absent-reason", "valueCode": "unknown"}]},
)
"""What a node is replaced by: empty, too long, of the wrong type, from the ends of time."""


def _resources() -> list[dict[str, Any]]:
    paths = [path for name in GROUPS for path in sorted((FILES / name).glob("*.json"))]
    roots = [json.loads(path.read_bytes()) for path in paths if path.stat().st_size < LARGEST]
    nested = [[each["resource"] for each in root["entry"]] if "entry" in root else [root] for root in roots]
    return [one for some in nested for one in some]


RESOURCES = _resources()
NAMES = sorted({name for one in RESOURCES for name in one})


def _nodes(value: Any, found: list[tuple[Any, Any]]) -> list[tuple[Any, Any]]:
    """Every (container, key) within *value*, outermost first."""
    keys = list(value) if isinstance(value, dict) else list(range(len(value))) if isinstance(value, list) else []
    for key in keys:
        found.append((value, key))
        _nodes(value[key], found)
    return found


def _drop(chance: random.Random, holder: Any, key: Any) -> None:
    del holder[key]


def _replace(chance: random.Random, holder: Any, key: Any) -> None:
    holder[key] = copy.deepcopy(chance.choice(ODD))


def _listed(chance: random.Random, holder: Any, key: Any) -> None:
    holder[key] = [holder[key], copy.deepcopy(holder[key])]


def _single(chance: random.Random, holder: Any, key: Any) -> None:
    holder[key] = holder[key][0] if isinstance(holder[key], list) and holder[key] else str(holder[key])


def _nest(chance: random.Random, holder: Any, key: Any) -> None:
    holder[key] = {chance.choice(NAMES): holder[key]}


def _rename(chance: random.Random, holder: Any, key: Any) -> None:
    told = holder[key]
    holder[chance.choice(NAMES) if isinstance(holder, dict) else key] = told


def _swap(chance: random.Random, holder: Any, key: Any) -> None:
    other = _nodes(chance.choice(RESOURCES), [])
    there, name = chance.choice(other)
    holder[key] = copy.deepcopy(there[name])


CHANGES = (_drop, _replace, _replace, _listed, _single, _nest, _rename, _swap)


def mutated(seed: int) -> dict[str, Any]:
    """A resource of the real files after up to six changes; the type stays, so that it is known in the report."""
    chance = random.Random(seed)
    resource = copy.deepcopy(chance.choice(RESOURCES))
    kind = resource["resourceType"]
    for _ in range(chance.randint(1, 6)):
        nodes = _nodes(resource, [])
        if nodes:
            holder, key = chance.choice(nodes)
            chance.choice(CHANGES)(chance, holder, key)
    return {**resource, "resourceType": kind}


def _read(content: bytes) -> list[Fact | Refused]:
    return list(FhirR4().read(io.BytesIO(content), source=None, today=TODAY))


def _refusal(content: bytes) -> str:
    try:
        _read(content)
    except Unreadable as refused:
        return refused.message()
    return ""


def _kinds(told: list[Fact | Refused]) -> Counter[str]:
    return Counter(one.type if isinstance(one, Refused) else one.identity.type for one in told)


def _told_once(seeds: list[int]) -> None:
    resources = [mutated(seed) for seed in seeds]
    bundle = {"resourceType": "Bundle", "entry": [{"resource": one} for one in resources]}

    told = _read(json.dumps(bundle).encode())

    assert _kinds(told) == Counter(one["resourceType"] for one in resources)
    assert all(one.reason for one in told if isinstance(one, Refused))
    assert all(one.identity.id for one in told if isinstance(one, Fact))


def _taken_in_twice(seeds: list[int], folder: Path) -> None:
    """Import the resources with nothing refused by the store, and once more with nothing changed."""
    name = "-".join(str(seed) for seed in seeds)[:80]
    path = folder / f"{name}.json"
    resources = [mutated(seed) | {"id": f"{seed}"} for seed in seeds]
    path.write_text(json.dumps({"resourceType": "Bundle", "entry": [{"resource": one} for one in resources]}))

    with a_store(folder, name=f"{name}.db") as store:
        report = import_files(store, [path])
        before = changes(store)
        again = import_files(store, [path])

        assert changes(store) == before

    for each in (report, again):
        (file,) = each.files
        assert (file.status, file.count) == ("read", len(resources))
        assert [one for one in file.resources if one.outcome == "refused" and not one.reason] == []
        json.dumps([one.to_builtins() for one in file.resources], ensure_ascii=False).encode()


seeds = st.integers(min_value=0, max_value=10**9)


@settings(max_examples=250, deadline=None)
@given(st.lists(seeds, min_size=1, max_size=4))
def test_a_resource_changed_at_random_is_told_of_once_with_a_reason_where_refused(chosen: list[int]) -> None:
    _told_once(chosen)


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(chosen=st.lists(seeds, min_size=12, max_size=20, unique=True))
def test_changed_resources_are_taken_in_and_a_second_run_makes_no_change(
    chosen: list[int], tmp_path_factory: pytest.TempPathFactory
) -> None:
    _taken_in_twice(chosen, tmp_path_factory.mktemp("fuzz"))


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(RESOURCES), st.data())
def test_bytes_changed_at_random_are_read_or_refused_in_words(resource: dict[str, Any], data: st.DataObject) -> None:
    content = bytearray(json.dumps(resource).encode())
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(content) - 1))
        content[at : at + data.draw(st.integers(0, 3))] = data.draw(st.binary(max_size=3))

    assert _refusal(bytes(content))[-1:] in ("", ".")


@pytest.mark.soak
def test_resources_changed_at_random_for_as_long_as_told() -> None:
    for seed in range(int(os.environ.get("ENPLAN_SOAK_FUZZ", "20000"))):
        _told_once([seed])
