"""Task: an agreement, promised by one person, with a date."""

from app.domain.agreement import AGREEMENT
from app.domain.days import read_day, show_day
from app.intake.elements import (
    Json,
    concept_text,
    concept_texts,
    each,
    end,
    first,
    line,
    notes,
    period_text,
    start,
    text,
    value_text,
)
from app.intake.fact import Draft, Mention, Outcome, Target, ToActor, ToItem
from app.intake.reading import Reading, Told, known, note_of, titled
from app.intake.states import state_of, state_words
from app.texts import mark, say

_UNSAID = mark("intake", "Opgave")


def read_task(reading: Reading) -> Told:
    """Read a Task."""
    resource = reading.resource
    owner, requester = reading.target(resource.get("owner")), reading.target(resource.get("requester"))
    people = [one for one in (owner, requester) if one is not None and not _is_patient(one)]
    above = next((one for one in reading.targets(resource.get("partOf")) if one.identity), None)
    focus = reading.target(resource.get("focus"))
    title, whole = titled(
        concept_text(_spoken_code(resource))
        or text(resource.get("description"))
        or concept_text(resource.get("code"))
        or (focus.display if focus else None)
        or reading.narrative()
        or say(_UNSAID)
    )
    restricted = first(resource.get("restriction")).get("period")
    begins = start(resource.get("executionPeriod")) or start(restricted)
    due = end(restricted) or end(resource.get("executionPeriod"))
    fields = known(
        type=AGREEMENT.type,
        title=title,
        state=state_of(resource.get("status")),
        start=begins,
        due=due,
        told_on=read_day(resource.get("authoredOn")),
        responsible=ToActor(owner) if owner and not _is_patient(owner) else None,
        part_of=ToItem(above) if above else None,
        note=_note(resource, whole, title, focus),
    )
    return Told(
        outcome=Outcome.MAPPED,
        citizen=_citizen(reading),
        through=(*reading.targets(resource.get("focus")), *_through(reading)),
        needs_citizen=True,
        mentions=tuple(Mention(target=one) for one in people),
        drafts=(Draft(type=AGREEMENT, fields=fields),),
        title=title,
        day=due or begins or read_day(resource.get("authoredOn")),
        state=line(resource.get("status")),
    )


def _spoken_code(resource: Json) -> Json:
    """A code with words of its own says what the task is; `fulfill` alone does not."""
    told = first(resource.get("code"))
    return told if text(told.get("text")) else {}


def _citizen(reading: Reading) -> Target | None:
    told = reading.target(reading.resource.get("for"))
    if told is not None and told.identity is not None:
        return told
    owner = reading.target(reading.resource.get("owner"))
    return owner if owner is not None and _is_patient(owner) else None


def _is_patient(other: Target) -> bool:
    return other.identity is not None and other.identity.type == "Patient"


def _through(reading: Reading) -> tuple[Target, ...]:
    keys = ("basedOn", "partOf", "encounter")
    return tuple(other for key in keys for other in reading.targets(reading.resource.get(key)))


def _note(resource: Json, whole: str | None, title: str | None, focus: Target | None) -> str | None:
    based = [line(one.get("display")) for key in ("basedOn", "partOf") for one in each(resource.get(key))]
    done = read_day(resource.get("lastModified"))
    period = period_text(resource.get("executionPeriod"))
    said = (
        whole,
        text(resource.get("description")),
        concept_text(resource.get("code")),
        concept_text(resource.get("businessStatus")),
        state_words(resource.get("status"), resource.get("statusReason")),
        concept_text(resource.get("reasonCode")),
        line(first(resource.get("reasonReference")).get("display")),
        *concept_texts(resource.get("performerType")),
        focus.display if focus else None,
        *(say(mark("intake", "Hører til: {told}"), told=one) for one in based if one),
        *(_put(one) for key in ("input", "output") for one in each(resource.get(key))),
        *notes(resource.get("note")),
        say(mark("intake", "Udført: {period}"), period=period) if period else None,
        say(mark("intake", "Sidst ændret: {day}"), day=show_day(done)) if done else None,
    )
    return note_of(*(part for part in said if part != title))


def _put(part: Json) -> str | None:
    name, value = concept_text(part.get("type")), value_text(part)
    return f"{name}: {value}" if name and value else name
