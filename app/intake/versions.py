"""Which FHIR a resource is written in, told by its shape: kinds and elements that R5 or STU3 have and R4 has not."""

from collections.abc import Callable
from typing import Any

from app.intake.elements import Json, each, first
from app.texts import Text, mark

R5 = mark("intake", "Filen er skrevet i FHIR R5, som ikke kan læses endnu. Bed afsenderen om FHIR R4.")
STU3 = mark("intake", "Filen er skrevet i FHIR STU3, som ikke kan læses. Bed afsenderen om FHIR R4.")

_ONLY_R5 = frozenset(
    {
        "ActorDefinition", "ArtifactAssessment", "BiologicallyDerivedProductDispense", "ConditionDefinition",
        "DeviceAssociation", "DeviceDispense", "DeviceUsage", "EncounterHistory", "FormularyItem", "GenomicStudy",
        "ImagingSelection", "InventoryItem", "InventoryReport", "NutritionIntake", "Permission", "Requirements",
        "TestPlan", "Transport",
    }
)  # fmt: skip
"""Kinds of resource that came with R5."""
_ONLY_STU3 = frozenset(
    {
        "BodySite", "DataElement", "DeviceComponent", "EligibilityRequest", "EligibilityResponse", "ExpansionProfile",
        "ImagingManifest", "ProcedureRequest", "ProcessRequest", "ProcessResponse", "ReferralRequest", "Sequence",
        "ServiceDefinition",
    }
)  # fmt: skip
"""Kinds of resource that R4 has given up."""
_R5_FIELDS: dict[str, frozenset[str]] = {
    "Appointment": frozenset({"class", "reason", "note", "subject", "previousAppointment", "virtualService"}),
    "CarePlan": frozenset({"custodian"}),
    "Condition": frozenset({"participant"}),
    "Consent": frozenset({"subject", "date", "controller", "grantor", "grantee", "regulatoryBasis", "decision"}),
    "Encounter": frozenset({"actualPeriod", "plannedStartDate", "plannedEndDate", "admission", "careTeam", "reason"}),
    "EpisodeOfCare": frozenset({"reason", "careTeam"}),
    "Goal": frozenset({"outcome", "source", "acceptance", "continuous"}),
    "ServiceRequest": frozenset({"reason", "focus", "bodyStructure"}),
    "Task": frozenset({"requestedPerformer", "requestedPeriod", "reason", "doNotPerform", "statusReasonReference"}),
    "DocumentReference": frozenset({"modality", "attester", "version", "bodySite"}),
}
_STU3_FIELDS: dict[str, frozenset[str]] = {
    "Appointment": frozenset({"indication", "incomingReferral"}),
    "CarePlan": frozenset({"context", "definition"}),
    "CareTeam": frozenset({"context"}),
    "Condition": frozenset({"assertedDate", "context"}),
    "Encounter": frozenset({"incomingReferral"}),
    "Goal": frozenset({"status"}),
    "Observation": frozenset({"context", "related", "comment"}),
    "Patient": frozenset({"animal"}),
    "Task": frozenset({"context"}),
    "Consent": frozenset({"consentingParty", "purpose", "data", "actor", "except", "securityLabel"}),
    "QuestionnaireResponse": frozenset({"context", "parent"}),
}


def other_version(resource: Json) -> Text | None:
    """Return why *resource* cannot be read as R4; None where it can, or where nothing tells."""
    kind = str(resource.get("resourceType"))
    stated = str(first(resource).get("fhirVersion") or "")
    if kind in _ONLY_R5 or stated.startswith("5."):
        return R5
    if kind in _ONLY_STU3 or stated.startswith("3."):
        return STU3
    if _has(resource, _R5_FIELDS, kind) or _probed(resource, _R5_PROBES, kind):
        return R5
    if _has(resource, _STU3_FIELDS, kind) or _probed(resource, _STU3_PROBES, kind):
        return STU3
    return None


Probe = Callable[[Json], bool]


def _has(resource: Json, table: dict[str, frozenset[str]], kind: str) -> bool:
    return not table.get(kind, frozenset()).isdisjoint(resource)


def _probed(resource: Json, probes: dict[str, Probe], kind: str) -> bool:
    probe = probes.get(kind)
    return probe is not None and probe(resource)


def _is_wrapped(concept: Any) -> bool:
    """R5 wraps what may be a code or a reference: {"concept": …}."""
    return any("concept" in one and "coding" not in one for one in each(concept))


def _any(holders: Any, *names: str) -> bool:
    return any(name in one for one in each(holders) for name in names)


_R5_PROBES: dict[str, Probe] = {
    "Appointment": lambda told: _is_wrapped(told.get("serviceType")),
    "CarePlan": lambda told: (
        _is_wrapped(told.get("addresses"))
        or _any(told.get("activity"), "plannedActivityReference", "performedActivity", "plannedActivityDetail")
    ),
    "CareTeam": lambda told: (
        _any(told.get("participant"), "coverageTiming", "coveragePeriod", "effectivePeriod", "effectiveTiming")
        or any(isinstance(one.get("role"), dict) for one in each(told.get("participant")))
    ),
    "Encounter": lambda told: isinstance(told.get("class"), list) or _any(told.get("participant"), "actor"),
    "EpisodeOfCare": lambda told: any(isinstance(one.get("condition"), list) for one in each(told.get("diagnosis"))),
    "Goal": lambda told: _is_wrapped(told.get("addresses")),
    "ServiceRequest": lambda told: _is_wrapped(told.get("code")),
    "DocumentReference": lambda told: isinstance(told.get("context"), list),
}
_STU3_PROBES: dict[str, Probe] = {
    "Condition": lambda told: isinstance(told.get("clinicalStatus"), str),
    "CareTeam": lambda told: any(isinstance(one.get("role"), dict) for one in each(told.get("participant"))),
    "Encounter": lambda told: isinstance(told.get("reason"), list),
    "Goal": lambda told: isinstance(told.get("target"), dict),
    "RelatedPerson": lambda told: isinstance(told.get("relationship"), dict),
    "Task": lambda told: isinstance(told.get("reason"), dict),
}
