"""Goal: the citizen's wish, a goal or a subgoal."""

from typing import Any

from app.domain.danish import fold
from app.domain.days import read_day, show_day
from app.domain.goal import GOAL, SUBGOAL
from app.domain.record import RecordType
from app.domain.values import Speaker
from app.domain.wish import WISH
from app.intake import kl
from app.intake.elements import (
    Json,
    codings,
    concept_text,
    concept_texts,
    each,
    extensions,
    first,
    has_code,
    line,
    notes,
    quantity_text,
    value_text,
)
from app.intake.fact import Draft, Mention, Outcome, Target, ToItem
from app.intake.reading import Reading, Told, known, note_of, short, titled
from app.intake.states import state_of, state_words
from app.texts import mark, say

_BELONGS_TO = ("based-on", "part-of", "partof", "parent", "delmal")


def read_goal(reading: Reading) -> Told:
    """Read a Goal."""
    draft = goal_draft(reading)
    parts = tuple(other for kind, other in _related(reading) if kind == "milestone")
    expresser = reading.target(reading.resource.get("expressedBy"))
    return Told(
        outcome=Outcome.MAPPED,
        citizen=reading.target(reading.resource.get("subject")),
        needs_citizen=True,
        mentions=(Mention(target=expresser),) if expresser else (),
        drafts=(draft,),
        parts=parts,
        title=draft.fields.get("title"),
        day=draft.fields.get("due") or draft.fields.get("start"),
        state=line(reading.resource.get("lifecycleStatus")),
    )


def goal_draft(reading: Reading) -> Draft:
    """Return the item that a Goal becomes."""
    resource = reading.resource
    kind = _kind(reading)
    title, whole = titled(
        concept_text(resource.get("description")) or concept_text(resource.get("category")) or reading.narrative()
    )
    fields = known(
        type=kind.type,
        title=title,
        note=_note(reading, whole, is_wish=kind is WISH),
        state=state_of(resource.get("lifecycleStatus")),
        speaker=_speaker(reading),
        told_on=read_day(resource.get("statusDate")),
        part_of=_parent(reading),
    )
    return Draft(type=kind, fields=fields | ({} if kind is WISH else _aims(resource)))


def _kind(reading: Reading) -> RecordType[Any]:
    category = reading.resource.get("category")
    words = fold(" ".join(concept_texts(category)))
    if has_code(category, kl.WISH) or "onske" in words:
        return WISH
    if has_code(category, kl.SUBGOAL) or "delmal" in words:
        return SUBGOAL
    if has_code(category, kl.GOAL, kl.PURPOSE):
        return GOAL
    return SUBGOAL if _parent(reading) else GOAL


def _parent(reading: Reading) -> ToItem | None:
    """Return the goal this one is a step towards; the Danish examples tell the kind of link as text only."""
    for kind, other in _related(reading):
        if kind in _BELONGS_TO or (kind == "other" and _is_subgoal(reading.resource)):
            return ToItem(other)
    for other in reading.targets(reading.resource.get("addresses")):
        if other.identity and other.identity.type == "Goal":
            return ToItem(other)
    return None


def _is_subgoal(resource: Json) -> bool:
    return has_code(resource.get("category"), kl.SUBGOAL)


def _related(reading: Reading) -> list[tuple[str, Target]]:
    """Return (kind of link, other goal); a text goes before the code `other`."""
    found = []
    for one in extensions(reading.resource, "/goal-relationship"):
        kind = first(next((part.get("valueCodeableConcept") for part in extensions(one, "type")), None))
        other = next((reading.target(part.get("valueReference")) for part in extensions(one, "target")), None)
        codes = [told for _, told in codings(kind) if told != "other"]
        if other is not None and other.identity is not None:
            found.append((fold((codes or [line(kind.get("text")) or "other"])[0]), other))
    return found


def _speaker(reading: Reading) -> str | None:
    expresser = reading.target(reading.resource.get("expressedBy"))
    if expresser is None or expresser.identity is None:
        return None
    is_citizen = expresser.identity.type == "Patient" or _is_subject(reading, expresser)
    return str(Speaker.CITIZEN if is_citizen else Speaker.WORKER)


def _is_subject(reading: Reading, other: Target) -> bool:
    subject = reading.target(reading.resource.get("subject"))
    return subject is not None and subject.identity == other.identity


def _aims(resource: Json) -> dict[str, Any]:
    """Return what is to be reached, by when, and how it shows."""
    targets = each(resource.get("target"))
    dues = sorted(day for one in targets if (day := read_day(one.get("dueDate"))))
    signs = [_target_text(one) for one in targets if not has_code(one.get("measure"), kl.GOAL_TYPE)]
    codes = [told for one in targets for _, told in codings(one.get("detailCodeableConcept"))]
    return known(
        start=read_day(resource.get("startDate")),
        due=dues[-1] if dues else None,
        sign=short("; ".join(told for told in signs if told)),
        direction=next((str(kl.DIRECTIONS[told]) for told in codes if told in kl.DIRECTIONS), None),
        level_expected=next((kl.LEVELS[told] for told in codes if told in kl.LEVELS), None),
    )


def _target_text(target: Json) -> str | None:
    is_danish = has_code(target.get("measure"), kl.EXPECTED_LEVEL, kl.GOAL_TYPE)
    measured = None if is_danish else concept_text(target.get("measure"))
    words = ": ".join(part for part in (measured, value_text(target, prefix="detail")) if part)
    within = quantity_text(target.get("dueDuration"))
    limit = say(mark("intake", "inden for {time}"), time=within) if within else None
    return ", ".join(part for part in (words, limit) if part) or None


def _note(reading: Reading, whole: str | None, *, is_wish: bool) -> str | None:
    resource = reading.resource
    about = [other.display for other in reading.targets(resource.get("addresses"))]
    results = (other.display for other in reading.targets(resource.get("outcomeReference")))
    outcomes = [*concept_texts(resource.get("outcomeCode")), *results]
    begun_by = concept_text(resource.get("startCodeableConcept"))
    achieved = concept_text(resource.get("achievementStatus"))
    return note_of(
        whole,
        state_words(resource.get("lifecycleStatus"), resource.get("statusReason")),
        *notes(resource.get("note")),
        *(say(mark("intake", "Handler om: {told}"), told=told) for told in about if told),
        *(say(mark("intake", "Resultat: {told}"), told=told) for told in outcomes if told),
        say(mark("intake", "Vurdering: {told}"), told=achieved) if achieved else None,
        say(mark("intake", "Begynder: {told}"), told=begun_by) if begun_by else None,
        *(_dated(resource) if is_wish else _further_targets(resource)),
    )


def _dated(resource: Json) -> list[str | None]:
    """A wish has no dates of its own."""
    begun = read_day(resource.get("startDate"))
    return [
        say(mark("intake", "Fra {day}"), day=show_day(begun)) if begun else None,
        *(_target_text(one) for one in each(resource.get("target"))),
    ]


def _further_targets(resource: Json) -> list[str | None]:
    """Each target with its own date, where there are several."""
    targets = each(resource.get("target"))
    if len(targets) < 2:
        return []
    told = []
    for one in targets:
        words, due = _target_text(one), read_day(one.get("dueDate"))
        told.append(f"{words} ({show_day(due)})" if words and due else words)
    return told
