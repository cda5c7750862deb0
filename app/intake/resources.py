"""Which reader reads which resource type. A new type is one file here and one line in RESOURCES."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from app.intake.appointment import read_appointment, read_encounter
from app.intake.care_plan import read_care_plan
from app.intake.care_team import read_care_team
from app.intake.condition import read_condition
from app.intake.consent import read_consent
from app.intake.directory import read_organisation, read_practitioner, read_practitioner_role
from app.intake.goal import read_goal
from app.intake.observation import read_observation
from app.intake.other import read_other
from app.intake.patient import read_patient
from app.intake.reading import Reading, Told
from app.intake.relative import read_relative
from app.intake.task import read_task


@dataclass(frozen=True, slots=True)
class ResourceReader:
    """Reads the resources of one type; `today` tells what is still to come."""

    type: str
    read: Callable[[Reading, date], Told]


def _timeless(read: Callable[[Reading], Told]) -> Callable[[Reading, date], Told]:
    return lambda reading, _today: read(reading)


RESOURCES: tuple[ResourceReader, ...] = (
    ResourceReader("Patient", _timeless(read_patient)),
    ResourceReader("RelatedPerson", _timeless(read_relative)),
    ResourceReader("CarePlan", _timeless(read_care_plan)),
    ResourceReader("Goal", _timeless(read_goal)),
    ResourceReader("CareTeam", _timeless(read_care_team)),
    ResourceReader("Appointment", _timeless(read_appointment)),
    ResourceReader("Encounter", lambda reading, today: read_encounter(reading, today=today)),
    ResourceReader("Task", _timeless(read_task)),
    ResourceReader("Condition", _timeless(read_condition)),
    ResourceReader("Observation", _timeless(read_observation)),
    ResourceReader("Consent", _timeless(read_consent)),
    ResourceReader("Practitioner", _timeless(read_practitioner)),
    ResourceReader("PractitionerRole", _timeless(read_practitioner_role)),
    ResourceReader("Organization", _timeless(read_organisation)),
    ResourceReader("HealthcareService", _timeless(read_organisation)),
    ResourceReader("Location", _timeless(read_organisation)),
)

_READERS: Mapping[str, ResourceReader] = {each.type: each for each in RESOURCES}
_OTHER = ResourceReader("", _timeless(read_other))


def reader_of(kind: str) -> ResourceReader:
    """Return the reader of resources of type *kind*; those without one of their own are kept whole."""
    return _READERS.get(kind, _OTHER)
