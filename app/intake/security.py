"""What a resource says of itself that forbids treating it as usual: protection, error, unknown modifiers."""

from typing import Any

from app.intake.elements import Json, code, codings, each, first, line

_PROTECTED = frozenset({"R", "V"})
_ERROR = "entered-in-error"


def is_protected(resource: Json) -> bool:
    """Tell whether the resource is marked restricted or very restricted (v3-Confidentiality)."""
    labels = first(resource.get("meta")).get("security")
    return any(line(one.get("code")) in _PROTECTED for one in each(labels))


def is_error(resource: Json) -> bool:
    """Tell whether the source has taken the resource back as a mistake."""
    states = (resource.get("status"), resource.get("lifecycleStatus"), resource.get("docStatus"))
    if any(code(one) == _ERROR for one in states):
        return True
    return any(told == _ERROR for _, told in codings(resource.get("verificationStatus")))


def has_unknown_modifier(resource: Any) -> bool:
    """Tell whether something in the resource may turn its meaning round in a way that is not known here."""
    waiting = [resource]
    while waiting:
        found = waiting.pop()
        if isinstance(found, dict):
            if found.get("modifierExtension") or ("resourceType" in found and found.get("implicitRules")):
                return True
            waiting.extend(found.values())
        elif isinstance(found, list):
            waiting.extend(found)
    return False
