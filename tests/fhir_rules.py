"""What a reader of FHIR R4 turns away: another shape, codes it does not know, references that lead nowhere."""

import json
from collections.abc import Iterator
from typing import Any

from fhir.resources.R4B.bundle import Bundle


def codes(words: str) -> frozenset[str]:
    return frozenset(words.split())


# The codes of R4 that a reader must know; fhir.resources looks at no value set.
STATUSES = {
    "Appointment": codes(
        "proposed pending booked arrived fulfilled cancelled noshow entered-in-error checked-in waitlist"
    ),
    "CarePlan": codes("draft active on-hold revoked completed entered-in-error unknown"),
    "CareTeam": codes("proposed active suspended inactive entered-in-error"),
    "Communication": codes("preparation in-progress not-done on-hold stopped completed entered-in-error unknown"),
    "Composition": codes("preliminary final amended entered-in-error"),
    "Consent": codes("draft proposed active rejected inactive entered-in-error"),
    "DocumentReference": codes("current superseded entered-in-error"),
    "Encounter": codes("planned arrived triaged in-progress onleave finished cancelled entered-in-error unknown"),
    "Observation": codes("registered preliminary final amended corrected cancelled entered-in-error unknown"),
    "Task": codes("draft requested received accepted rejected ready cancelled in-progress on-hold failed completed"),
}
LIFECYCLES = codes("proposed planned accepted active on-hold completed cancelled entered-in-error rejected")
ACTIVITIES = codes("not-started scheduled in-progress on-hold completed cancelled stopped unknown entered-in-error")
KINDS_OF = {
    "owner": {"Patient", "Practitioner", "RelatedPerson", "Organization"},
    "author": {"Patient", "Practitioner", "RelatedPerson", "Organization"},
    "goal": {"Goal"},
    "partOf": {"Task"},
    "careTeam": {"CareTeam"},
    "individual": {"Practitioner", "RelatedPerson"},
    "appointment": {"Appointment"},
    "onBehalfOf": set(),
}


def resources(content: bytes) -> list[dict[str, Any]]:
    return [each["resource"] for each in json.loads(content)["entry"]]


def nested(value: Any, name: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield every object in a resource with the name it stands under."""
    if isinstance(value, dict):
        yield name, value
    inner = value.items() if isinstance(value, dict) else ((name, each) for each in value)
    for key, each in inner if isinstance(value, dict | list) else ():
        if isinstance(each, dict | list):
            yield from nested(each, key)


def wrong(content: bytes) -> list[str]:
    """Return what a reader of R4 would turn away: shape, codes, references."""
    Bundle.model_validate_json(content)
    found = resources(content)
    kinds = {f"urn:uuid:{each['id']}": each["resourceType"] for each in found}
    assert len(kinds) == len(found)
    bad = [
        each["resourceType"]
        for each in found
        if each.get("status") not in STATUSES.get(each["resourceType"], {None})
        or each.get("lifecycleStatus", "active") not in LIFECYCLES
    ]
    bad += [each["status"] for name, each in nested(found) if name == "detail" and each["status"] not in ACTIVITIES]
    for name, each in nested(found):
        if "reference" in each and isinstance(each["reference"], str):
            kind = kinds.get(each["reference"])
            bad += [f"{name} {each}"] * (kind != each["type"] or kind not in KINDS_OF.get(name, {kind}))
    return bad + [name for name, each in nested(found) if not each]
