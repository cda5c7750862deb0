"""How far something has come: the status codes of FHIR as states of a plan item."""

from app.domain.values import State
from app.intake.elements import code, concept_text, first
from app.texts import Text, mark, say

_STATES: dict[str, State] = {
    "proposed": State.PROPOSED,
    "pending": State.PROPOSED,
    "waitlist": State.PROPOSED,
    "draft": State.PROPOSED,
    "requested": State.PROPOSED,
    "received": State.PROPOSED,
    "planned": State.PLANNED,
    "accepted": State.PLANNED,
    "ready": State.PLANNED,
    "booked": State.PLANNED,
    "active": State.ACTIVE,
    "in-progress": State.ACTIVE,
    "arrived": State.ACTIVE,
    "checked-in": State.ACTIVE,
    "completed": State.DONE,
    "fulfilled": State.DONE,
    "finished": State.DONE,
    "on-hold": State.STOPPED,
    "suspended": State.STOPPED,
    "inactive": State.STOPPED,
    "cancelled": State.STOPPED,
    "rejected": State.STOPPED,
    "revoked": State.STOPPED,
    "failed": State.STOPPED,
    "noshow": State.STOPPED,
}
_WORDS: dict[str, Text] = {
    "on-hold": mark("intake", "Sat på pause."),
    "suspended": mark("intake", "Sat på pause."),
    "cancelled": mark("intake", "Aflyst."),
    "rejected": mark("intake", "Afvist."),
    "revoked": mark("intake", "Tilbagekaldt."),
    "failed": mark("intake", "Lykkedes ikke."),
    "noshow": mark("intake", "Borgeren kom ikke."),
    "waitlist": mark("intake", "På venteliste."),
}


def state_of(status: object) -> str | None:
    """Return the state that a status code means; what is paused or called off never counts as going on."""
    found = _STATES.get(code(status) or "")
    return str(found) if found else None


def state_words(status: object, reason: object = None) -> str | None:
    """Return what a state alone would hide, and why: `Aflyst. Årsag: syg`."""
    found = _WORDS.get(code(status) or "")
    why = reason if isinstance(reason, str) else concept_text(first(reason))
    told = say(mark("intake", "Årsag: {reason}"), reason=why) if why else None
    return " ".join(part for part in (say(found) if found else None, told) if part) or None
