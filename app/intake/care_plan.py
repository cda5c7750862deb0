"""CarePlan: the one plan of a citizen, or an intervention of it."""

from typing import Any

from app.domain.connector import CONNECTOR, Meaning
from app.domain.days import read_day, show_day
from app.domain.intervention import INTERVENTION
from app.domain.plan import PLAN
from app.intake import kl
from app.intake.care_team import team_mentions
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
from app.intake.fact import Draft, Mention, Outcome, Target, ToActor, ToItem, ToSlot
from app.intake.goal import goal_draft
from app.intake.reading import Reading, Told, known, note_of, short, titled
from app.intake.states import state_of, state_words
from app.texts import mark, say

_UNSAID = mark("intake", "Plan")
_GOING_ON = ("active", "on-hold", "draft", "unknown")


def read_care_plan(reading: Reading) -> Told:
    """Read a CarePlan; which of a citizen's care plans is the plan is settled when all are known."""
    resource = reading.resource
    goals = _contained_goals(reading)
    as_intervention = (_intervention(reading), *_links(reading), *goals)
    can_be_plan = not _is_intervention(reading)
    return Told(
        outcome=Outcome.MAPPED,
        citizen=reading.target(resource.get("subject")),
        needs_citizen=True,
        mentions=_mentions(reading),
        drafts=(_plan(reading), *goals) if can_be_plan else as_intervention,
        as_intervention=as_intervention,
        plan_rank=_rank(reading) if can_be_plan else None,
        title=_heading(reading)[0],
        day=_begins(resource),
        state=line(resource.get("status")),
    )


def _is_intervention(reading: Reading) -> bool:
    resource = reading.resource
    is_below = bool(each(resource.get("basedOn")) or each(resource.get("partOf")))
    return is_below or _has_intervention_profile(resource)


def _has_intervention_profile(resource: Json) -> bool:
    profiles = first(resource.get("meta")).get("profile")
    named = (
        [one.split("|")[0].lower() for one in profiles if isinstance(one, str)] if isinstance(profiles, list) else []
    )
    return any(one.endswith(ending.lower()) for one in named for ending in kl.INTERVENTION_PROFILES)


def _rank(reading: Reading) -> tuple[Any, ...]:
    """What goes on comes before what is over, then the earliest, then by id: the same whatever came first."""
    resource = reading.resource
    over = resource.get("status") not in _GOING_ON
    return over, _begins(resource) or "9999", reading.identity.id


def _begins(resource: Json) -> str | None:
    return start(resource.get("period")) or read_day(resource.get("created"))


def _plan(reading: Reading) -> Draft:
    resource = reading.resource
    title, whole = _heading(reading)
    fields = known(
        title=title,
        state=state_of(resource.get("status")),
        start=_begins(resource),
        end=end(resource.get("period")),
        follow_up=_follow_up(resource),
        note=_note(reading, whole),
    )
    return Draft(type=PLAN, fields=fields)


def _intervention(reading: Reading) -> Draft:
    resource = reading.resource
    title, whole = _heading(reading)
    above = next((other for other in reading.targets(resource.get("basedOn")) if other.identity), None)
    author = reading.target(resource.get("author"))
    fields = known(
        type=INTERVENTION.type,
        title=title,
        state=state_of(resource.get("status")),
        start=_begins(resource),
        end=end(resource.get("period")),
        part_of=ToItem(above) if above else None,
        responsible=ToActor(author) if author else None,
        section=_section(resource),
        note=_note(reading, whole),
    )
    return Draft(type=INTERVENTION, fields=fields)


def _heading(reading: Reading) -> tuple[str | None, str | None]:
    """Title; else the one activity of an intervention; else description, category or narrative."""
    resource = reading.resource
    activities = [_named_activity(one) for one in each(resource.get("activity"))]
    only = activities[0] if len(activities) == 1 else None
    reasons = (other.display for other in reading.targets(resource.get("addresses")))
    return titled(
        text(resource.get("title"))
        or (only if _has_intervention_profile(resource) else None)
        or text(resource.get("description"))
        or concept_text(resource.get("category"))
        or only
        or ", ".join(told for told in reasons if told)
        or next((told for told in activities if told), None)
        or reading.narrative()
        or say(_UNSAID)
    )


def _activity_name(activity: Json) -> str | None:
    detail = first(activity.get("detail"))
    return (
        concept_text(detail.get("code"))
        or text(detail.get("description"))
        or line(first(activity.get("reference")).get("display"))
    )


def _named_activity(activity: Json) -> str | None:
    """Return the name of an activity; one that must not be done never reads as if it should."""
    name = _activity_name(activity)
    if name is not None and first(activity.get("detail")).get("doNotPerform") is True:
        return say(mark("intake", "Skal ikke gøres: {told}"), told=name)
    return name


def _note(reading: Reading, whole: str | None) -> str | None:
    resource = reading.resource
    reasons = [other.display for other in reading.targets(resource.get("addresses"))]
    based = [other.display for key in ("basedOn", "partOf", "replaces") for other in reading.targets(resource.get(key))]
    created = read_day(resource.get("created"))
    said = (
        whole,
        text(resource.get("description")),
        *concept_texts(resource.get("category")),
        state_words(resource.get("status")),
        *(_activity_text(reading, one) for one in each(resource.get("activity"))),
        *notes(resource.get("note")),
        say(mark("intake", "Oprettet: {day}"), day=show_day(created)) if created else None,
        *(say(mark("intake", "Handler om: {told}"), told=one) for one in reasons if one),
        *(say(mark("intake", "Hører til: {told}"), told=one) for one in based if one),
    )
    title = _heading(reading)[0]
    return note_of(*(part for part in said if part != title))


def _activity_text(reading: Reading, activity: Json) -> str | None:
    detail = first(activity.get("detail"))
    name, description = _named_activity(activity), text(detail.get("description"))
    performers = [other.display for other in reading.targets(detail.get("performer"))]
    parts = (
        name,
        description,
        _scheduled(detail),
        line(first(detail.get("location")).get("display")),
        ", ".join(one for one in performers if one),
        state_words(detail.get("status"), detail.get("statusReason")),
        *concept_texts(activity.get("outcomeCodeableConcept")),
        *(other.display for other in reading.targets(activity.get("outcomeReference"))),
        *notes(activity.get("progress")),
    )
    return ". ".join(dict.fromkeys(part.rstrip(". ") for part in parts if part)) or None


def _scheduled(detail: Json) -> str | None:
    repeat = first(first(detail.get("scheduledTiming")).get("repeat"))
    return period_text(repeat.get("boundsPeriod")) or value_text(detail, prefix="scheduled")


def _follow_up(resource: Json) -> str | None:
    for one in each(resource.get("extension")):
        if "followup" in str(one.get("url", "")).lower().replace("-", ""):
            return read_day(one.get("valueDate") or one.get("valueDateTime"))
    return None


def _section(resource: Json) -> str | None:
    """Return the paragraph a Danish intervention is granted by, where an extension tells it."""
    for one in each(resource.get("extension")):
        if "legalbasis" in str(one.get("url", "")).lower().replace("-", ""):
            return short(value_text(one))
    return None


def _mentions(reading: Reading) -> tuple[Mention, ...]:
    resource = reading.resource
    found = [
        *reading.targets(resource.get("author")),
        *reading.targets(resource.get("contributor")),
        *(
            other
            for activity in each(resource.get("activity"))
            for other in reading.targets(first(activity.get("detail")).get("performer"))
        ),
    ]
    teams = reading.targets(resource.get("careTeam"))
    return (*(Mention(target=other) for other in (*found, *teams)), *_contained_teams(reading))


def _contained_teams(reading: Reading) -> tuple[Mention, ...]:
    inner = (reading.inner(name) for name, one in reading.contained.items() if one.get("resourceType") == "CareTeam")
    return tuple(mention for team in inner if team is not None for mention in team_mentions(team))


def _contained_goals(reading: Reading) -> tuple[Draft, ...]:
    goals = []
    for name, one in reading.contained.items():
        inner = reading.inner(name) if one.get("resourceType") == "Goal" else None
        if inner is not None:
            found = goal_draft(inner)
            goals.append(Draft(type=found.type, fields=found.fields, slot=f"#{name}"))
    return tuple(goals)


def _links(reading: Reading) -> tuple[Draft, ...]:
    """Return a line from the intervention to each of its goals."""
    return tuple(
        Draft(
            type=CONNECTOR,
            slot=f"goal|{other.identity.type}/{other.identity.id}",
            fields={"source": ToSlot(""), "target": _goal_end(other), "meaning": str(Meaning.SUPPORTS)},
            needs=("source", "target"),
        )
        for other in reading.targets(reading.resource.get("goal"))
        if other.identity
    )


def _goal_end(other: Target) -> ToSlot | ToItem:
    name = other.identity.id.partition("#")[2] if other.identity else ""
    return ToSlot(f"#{name}") if name else ToItem(other)
