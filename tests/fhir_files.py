"""FHIR files for tests, and a reader of what a citizen shows that knows nothing of the intake."""

import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from app.clock import FixedClock
from app.domain import KINDS
from app.domain.citizen import CITIZEN, Citizen
from app.domain.goal import GOAL
from app.domain.record import Record
from app.intake.fact import Fact, Refused
from app.intake.fhir_r4 import FhirR4
from app.operations.intake import import_files
from app.operations.intake_report import Report
from app.store.store import Store

FILES = Path(__file__).parent / "data" / "fhir"
TODAY = date(2026, 11, 23)
MONDAY = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
KEY = bytes(range(32))
CPR = "urn:oid:1.2.208.176.1.2"
ANNA = {"resourceType": "Patient", "id": "anna", "name": [{"given": ["Anna"], "family": "Ærø"}], "birthDate": "1974-12"}
GO_OUT = {
    "resourceType": "Goal",
    "id": "g1",
    "lifecycleStatus": "active",
    "description": {"text": "Komme ud hver dag"},
    "subject": {"reference": "Patient/anna"},
    "target": [{"dueDate": "2027-03-01"}],
}
PLAN_A = {
    "resourceType": "CarePlan",
    "id": "a",
    "status": "active",
    "intent": "plan",
    "title": "En hverdag med venner",
    "subject": {"reference": "Patient/anna"},
}


def a_store(folder: Path, *, name: str = "copy.db") -> Store:
    """An empty local copy."""
    return Store.create(folder / name, key=KEY, clock=FixedClock(MONDAY), user="jonas")


def group(*names: str) -> list[Path]:
    """The files of some folders."""
    return [path for name in names for path in sorted((FILES / name).glob("*.json"))]


def read_all(path: Path, *, source: str | None = None) -> list[Fact | Refused]:
    """What a file tells."""
    with path.open("rb") as stream:
        return list(FhirR4().read(stream, source=source, today=TODAY))


def facts(path: Path) -> list[Fact]:
    """The facts a file tells, refused resources left out."""
    return [each for each in read_all(path) if isinstance(each, Fact)]


def written(folder: Path, *resources: dict[str, Any], name: str = "file") -> list[Path]:
    """Each resource in a file of its own."""
    paths = []
    for number, resource in enumerate(resources):
        path = folder / f"{name}-{number}.json"
        path.write_text(json.dumps(resource, ensure_ascii=False), encoding="utf-8")
        paths.append(path)
    return paths


def take_in(store: Store, *resources: dict[str, Any], folder: Path, source: str | None = None) -> Report:
    """Import resources, each from a file of its own."""
    return import_files(store, written(folder, *resources), source=source)


def outcomes(report: Report) -> list[tuple[str, str]]:
    """(type/id, outcome) of every resource, sorted."""
    return sorted((f"{one.type}/{one.id}", one.outcome) for each in report.files for one in each.resources)


def fields_of(record: Record) -> dict[str, Any]:
    """The shown fields of a record."""
    kind = next(each for one in KINDS.values() for each in one.types if each.record is type(record))
    return kind.written(record)


def shown_by_citizen(store: Store) -> list[list[str]]:
    """All shown fields of every citizen, ids and moments of reading taken out, in an order that no id decides."""
    with store.reader() as reader:
        citizens = [_portrait(reader.everything(citizen=each.id)) for each in reader.all(CITIZEN)]
    return sorted(citizens)


def _portrait(records: list[Record]) -> list[str]:
    names = {each.id: _name(each) for each in records}
    return sorted(_line(each, names) for each in records if not each.deleted)


def _name(record: Record) -> str:
    fields = {name: value for name, value in fields_of(record).items() if not _is_id(value)}
    return json.dumps([type(record).__name__, {**fields, "said": None}], sort_keys=True, ensure_ascii=False)


def _line(record: Record, names: dict[str, str]) -> str:
    told = {name: value for name, value in fields_of(record).items() if name not in ("said", "known_as")}
    return json.dumps({name: _plain(value, names) for name, value in told.items()}, sort_keys=True, ensure_ascii=False)


def _plain(value: Any, names: dict[str, str]) -> Any:
    if isinstance(value, list):
        return sorted(str(_plain(one, names)) for one in value)
    return names.get(value, "another record") if _is_id(value) else value


def _is_id(value: object) -> bool:
    return isinstance(value, str) and len(value) == 36 and value.count("-") == 4


def changes(store: Store) -> int:
    """How many changes were ever made."""
    with store.reader() as reader:
        return len(reader.changes(limit=1_000_000))


def goals(store: Store) -> list[Any]:
    with store.reader() as reader:
        return reader.all(GOAL)


def citizens(store: Store) -> list[Citizen]:
    with store.reader() as reader:
        return reader.all(CITIZEN)
