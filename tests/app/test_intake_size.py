"""A file of 200 MB is taken in piece by piece."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

SIZE = 200_000_000
MEMORY = 500_000_000
ENTRY = 25_000
"""Bytes in one resource of the file."""

SMALL = 250
"""Bytes in a small resource, about; a citizen has twelve of them."""
GOAL: dict[str, object] = {
    "resourceType": "Goal",
    "lifecycleStatus": "active",
    "description": {"text": "Komme ud hver dag og gå en tur til torvet"},
    "startDate": "2026-11-02",
}
WEIGHT: dict[str, object] = {
    "resourceType": "Observation",
    "status": "final",
    "code": {"text": "Vægt"},
    "effectiveDateTime": "2026-11-02T08:15:00+01:00",
    "valueQuantity": {"value": 71.5, "unit": "kg", "system": "http://unitsofmeasure.org", "code": "kg"},
}

PEAK = """
print(next(int(line.split()[1]) * 1024 for line in open("/proc/self/status") if line.startswith("VmHWM")))
"""
"""The most memory of this process alone; what resource.getrusage tells counts the parent's too."""

READ = """
import sys
from datetime import date
from app.intake.fhir_r4 import FhirR4
from app.intake.survey import Survey

survey = Survey()
with open(sys.argv[1], "rb") as stream:
    for fact in FhirR4().read(stream, source="nexus", today=date(2026, 11, 23)):
        survey.add(fact)
survey.settle()
"""

TAKE_IN = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from app.clock import FixedClock
from app.operations.intake import import_files
from app.store.store import Store

clock = FixedClock(datetime(2026, 11, 23, tzinfo=UTC))
with Store.create(Path(sys.argv[1]).with_name("copy.db"), key=bytes(32), clock=clock, user="jonas") as store:
    report = import_files(store, [Path(sys.argv[1])], source="nexus")
assert report.totals["kept"] > 100 and report.totals["refused"] == 0, report.totals
"""


def a_large_bundle(path: Path, *, size: int) -> Path:
    """A Bundle of about *size* bytes: letters of a hundred citizens."""
    with path.open("w", encoding="utf-8") as out:
        out.write('{"resourceType":"Bundle","type":"collection","entry":[')
        out.write(",".join(json.dumps({"resource": _patient(number)}) for number in range(100)))
        out.writelines("," + json.dumps({"resource": _letter(number)}) for number in range(size // ENTRY))
        out.write("]}")
    return path


def _patient(number: int) -> dict[str, object]:
    return {"resourceType": "Patient", "id": f"p{number}", "name": [{"family": f"Nr {number}"}]}


def _letter(number: int) -> dict[str, object]:
    return {
        "resourceType": "DocumentReference",
        "id": f"d{number}",
        "status": "current",
        "description": f"Brev {number}",
        "subject": {"reference": f"Patient/p{number % 100}"},
        "content": [{"attachment": {"contentType": "application/pdf", "data": "QnJldg==" * (ENTRY // 8)}}],
    }


def a_bundle_of_small_resources(path: Path, *, citizens: int) -> Path:
    """A Bundle of *citizens*, each with goals and observations of a few hundred bytes."""
    with path.open("w", encoding="utf-8") as out:
        out.write('{"resourceType":"Bundle","type":"collection","entry":[')
        out.write(",".join(json.dumps({"resource": each}) for number in range(citizens) for each in _small(number)))
        out.write("]}")
    return path


def _small(number: int) -> list[dict[str, object]]:
    citizen = {"reference": f"Patient/p{number}"}
    goals = [GOAL | {"id": f"g{number}-{each}", "subject": citizen} for each in range(5)]
    weights = [WEIGHT | {"id": f"o{number}-{each}", "subject": citizen} for each in range(6)]
    return [_patient(number), *goals, *weights]


def memory_of(script: str, path: Path) -> int:
    """Bytes of memory that *script* takes at most, in a process of its own."""
    run = subprocess.run([sys.executable, "-c", script + PEAK, str(path)], capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    return int(run.stdout)


@pytest.mark.timeout(600)
def test_two_hundred_megabytes_are_read_in_less_than_five_hundred(tmp_path: Path) -> None:
    path = a_large_bundle(tmp_path / "large.json", size=SIZE)

    assert path.stat().st_size > SIZE
    assert memory_of(READ, path) < MEMORY / 2


@pytest.mark.timeout(600)
def test_a_part_of_that_is_taken_in_with_as_little(tmp_path: Path) -> None:
    path = a_large_bundle(tmp_path / "large.json", size=SIZE // 20)

    assert memory_of(TAKE_IN, path) < MEMORY / 2


@pytest.mark.timeout(600)
def test_thousands_of_small_resources_are_taken_in_with_as_little(
    tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    path = a_bundle_of_small_resources(tmp_path / "small.json", citizens=400)

    peak = memory_of(TAKE_IN, path)
    record_property("told", f"4,800 small resources taken in with {peak / 1e6:.0f} MB")

    assert peak < MEMORY / 2


@pytest.mark.soak
@pytest.mark.timeout(1_800)
def test_two_hundred_megabytes_are_taken_in_with_less_than_five_hundred(tmp_path: Path) -> None:
    path = a_large_bundle(tmp_path / "large.json", size=SIZE)

    assert memory_of(TAKE_IN, path) < MEMORY
