"""All other resources: kept whole with a title, a day and a state, or left out because they are about no citizen."""

from app.domain.days import read_day
from app.intake.elements import Json, concept_text, each, first, line, text, value_text
from app.intake.fact import Outcome, Target
from app.intake.reading import Reading, Told, short
from app.texts import mark, say

_SUBJECTS = (
    "subject",
    "patient",
    "for",
    "individual",
    "beneficiary",
    "policyHolder",
    "recipient",
    "candidate",
    "actor",
)
_THROUGH = (
    "encounter",
    "context",
    "basedOn",
    "partOf",
    "focus",
    "target",
    "derivedFrom",
    "focalAct",
    "claim",
    "request",
    "episodeOfCare",
)
_DAYS = (
    "effectiveDateTime",
    "occurrenceDateTime",
    "performedDateTime",
    "onsetDateTime",
    "recordedDate",
    "authoredOn",
    "authored",
    "dateAsserted",
    "assertedDate",
    "date",
    "dateTime",
    "sent",
    "received",
    "start",
    "startDate",
    "created",
    "issued",
    "recorded",
    "datetime",
)
_PERIODS = (
    "period",
    "effectivePeriod",
    "occurrencePeriod",
    "performedPeriod",
    "servicedPeriod",
    "billablePeriod",
    "whenPrepared",
    "timingPeriod",
)
_WORDS = (
    "code",
    "medicationCodeableConcept",
    "vaccineCode",
    "type",
    "category",
    "serviceType",
    "procedureCode",
    "topic",
    "productOrService",
)

DEFINITIONS = frozenset(
    {
        "ActivityDefinition", "CapabilityStatement", "ChargeItemDefinition", "CodeSystem", "CompartmentDefinition",
        "ConceptMap", "DeviceDefinition", "EffectEvidenceSynthesis", "EventDefinition", "Evidence", "EvidenceVariable",
        "ExampleScenario", "GraphDefinition", "ImplementationGuide", "Library", "Measure", "MedicinalProduct",
        "MessageDefinition", "NamingSystem", "ObservationDefinition", "OperationDefinition", "PlanDefinition",
        "Questionnaire", "ResearchDefinition", "ResearchElementDefinition", "RiskEvidenceSynthesis", "SearchParameter",
        "SpecimenDefinition", "StructureDefinition", "StructureMap", "SubstanceSpecification",
        "TerminologyCapabilities", "TestReport", "TestScript", "ValueSet",
    }
)  # fmt: skip
"""Resources that define things for all citizens."""
TECHNICAL = frozenset({"Binary", "OperationOutcome", "Parameters", "Subscription", "Endpoint", "Linkage"})
"""Resources that carry other ones or run systems."""

_DEFINES = mark("intake", "Beskriver noget, der gælder for alle, og ikke en borger.")
_CARRIES = mark("intake", "Hører til overførslen og siger ikke noget om en borger.")


def read_other(reading: Reading) -> Told:
    """Read a resource that has no record of its own."""
    resource = reading.resource
    kind = reading.identity.type
    if kind in DEFINITIONS or kind in TECHNICAL:
        return Told(outcome=Outcome.SKIPPED, reason=_DEFINES if kind in DEFINITIONS else _CARRIES)
    return Told(
        outcome=Outcome.KEPT,
        citizen=_citizen(reading),
        through=tuple(other for key in _THROUGH for other in reading.targets(resource.get(key))),
        title=short(_title(reading)),
        day=_day(resource),
        state=short(line(resource.get("status")) or line(resource.get("lifecycleStatus"))),
    )


def _citizen(reading: Reading) -> Target | None:
    found = (other for key in _SUBJECTS for other in reading.targets(reading.resource.get(key)))
    return next((one for one in found if one.identity and one.identity.type in ("Patient", "")), None)


def _title(reading: Reading) -> str | None:
    resource = reading.resource
    words = next((told for key in _WORDS if (told := concept_text(resource.get(key)))), None)
    told = (
        text(resource.get("title"))
        or line(resource.get("name"))
        or words
        or text(resource.get("description"))
        or text(resource.get("summary"))
        or _payload(resource)
        or line(first(resource.get("medicationReference")).get("display"))
        or reading.narrative()
        or reading.identity.type
    )
    value = value_text(resource)
    if resource.get("doNotPerform") is True:
        told = say(mark("intake", "Skal ikke gøres: {told}"), told=told)
    return f"{told}: {value}" if value and value != told else told


def _payload(resource: Json) -> str | None:
    return next((told for one in each(resource.get("payload")) if (told := text(one.get("contentString")))), None)


def _day(resource: Json) -> str | None:
    days = (read_day(resource.get(key)) for key in _DAYS)
    starts = (read_day(first(resource.get(key)).get("start")) for key in _PERIODS)
    return next((day for day in (*starts, *days) if day), None)
