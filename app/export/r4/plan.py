"""The plan and what it wants: CarePlan, Goal and Task."""

from app.domain import RECORD_TYPES
from app.domain.agreement import Agreement
from app.domain.connector import Connector
from app.domain.danish import clean
from app.domain.goal import Direction, Goal, SubGoal
from app.domain.intervention import Intervention
from app.domain.item import Item
from app.domain.meeting import Meeting
from app.domain.plan import Plan
from app.domain.values import Speaker, State
from app.domain.wish import Wish
from app.export.r4.elements import (
    CARE_SOCIAL,
    FFB,
    GOAL_RELATIONSHIP,
    HL7,
    Json,
    coding,
    concept,
    day,
    day_extension,
    extension,
    listed,
    made,
    period,
    status,
    words,
)
from app.export.r4.telling import PEOPLE, Telling
from app.intake import kl
from app.texts import mark, say

SOCIAL_PLAN = "4a297733-4d66-4726-a933-590d55cf91e0"
"""«Social indsats» among the codes of KL: the category of a whole plan."""
_PLAN = ("draft", "active", "active", "completed", "revoked")
_GOAL = ("proposed", "planned", "active", "completed", "cancelled")
_TASK = ("requested", "accepted", "in-progress", "completed", "cancelled")
_ACTIVITY = ("not-started", "scheduled", "in-progress", "completed", "stopped")
_REACHED = {State.ACTIVE: "in-progress", State.DONE: "achieved"}
_LEVELS = {level: code for code, level in kl.LEVELS.items()}
_DIRECTIONS: dict[Direction, str] = {direction: code for code, direction in kl.DIRECTIONS.items()}
_SIGN = mark("fhir", "Sådan kan vi se det")
_LABELS = {each.record: each.label for each in RECORD_TYPES}


def care_plan(plan: Plan, telling: Telling) -> list[Json]:
    """Return the CarePlan that holds all; a plan about which nothing is kept is still what interventions belong to."""
    has_team = bool(telling.kinds.get(telling.own("care team")))
    doing = [*telling.of(Agreement), *telling.of(Meeting)]
    aims = [*telling.of(Wish), *telling.of(Goal), *telling.of(SubGoal)]
    return [
        telling.resource(
            "CarePlan",
            plan,
            day_extension("follow-up", plan.follow_up),
            extension("kle", "String", plan.kle),
            extension("state", "Code", plan.state),
            status=status(plan.state, _PLAN, untold="unknown"),
            intent="plan",
            category=[concept(coding(CARE_SOCIAL, SOCIAL_PLAN))],
            title=clean(plan.title),
            subject=telling.patient,
            period=period(plan.start, plan.end),
            author=telling.reference(plan.coordinator, *PEOPLE),
            careTeam=listed(telling.reference(telling.own("care team")) if has_team else None),
            goal=telling.references(each.id for each in aims),
            activity=[{"reference": each} for each in telling.references(item.id for item in doing)],
            note=listed(words(plan.note)),
        )
    ]


def intervention(item: Intervention, telling: Telling) -> list[Json]:
    """Return the CarePlan of one intervention, which is based on the plan, as Danish guides have it."""
    aims = [each.target for each in telling.of(Connector) if each.source == item.id and each.target]
    how = clean(item.frequency)
    provider = clean(item.provider)
    detail = made(
        status=status(item.state, _ACTIVITY, untold="unknown"),
        scheduledString=how,
        performer=listed(made(display=provider)),
    )
    return [
        telling.resource(
            "CarePlan",
            item,
            extension("legal-basis", "String", item.section),
            extension("hours-a-week", "Decimal", item.hours),
            *telling.shared(item, native=("responsible", "told_on", "words", "note")),
            basedOn=listed(telling.reference(telling.plan.id)),
            status=status(item.state, _PLAN, untold="unknown"),
            intent="plan",
            title=_title(item),
            subject=telling.patient,
            period=period(item.start, item.end),
            **day("created", item.told_on),
            author=telling.reference(item.responsible, *PEOPLE),
            goal=telling.references((*aims, item.part_of or ""), "Goal"),
            activity=[{"detail": detail}] if how or provider else [],
            note=telling.notes(item),
        )
    ]


def wish(item: Wish, telling: Telling) -> list[Json]:
    """Return the Goal of a wish, in the citizen's words."""
    return [_goal(item, telling, category=kl.WISH)]


def goal(item: Goal, telling: Telling) -> list[Json]:
    """Return the Goal of a goal or a step towards one."""
    is_step = isinstance(item, SubGoal)
    parent = telling.reference(item.part_of, "Goal")
    told = _goal(
        item,
        telling,
        extension("witness", "String", item.witness),
        extension("level-now", "CodeableConcept", _level(item.level_now)),
        _relationship(parent) if parent else None,
        category=kl.SUBGOAL if is_step else kl.GOAL,
    )
    target = listed(
        made(
            measure=concept(text=say(_SIGN)) if clean(item.sign) else None,
            detailString=clean(item.sign),
            **day("dueDate", item.due),
        ),
        _measured(kl.EXPECTED_LEVEL, _level(item.level_expected)),
        _measured(kl.GOAL_TYPE, concept(coding(FFB, _DIRECTIONS[item.direction])) if item.direction else None),
    )
    return [{**told, **day("startDate", item.start), **made(target=target)}]


def agreement(item: Agreement, telling: Telling) -> list[Json]:
    """Return the Task of an agreement: who promised it, by when."""
    above = telling.reference(item.part_of, "Task")
    within = None if above else telling.reference(item.part_of)
    return [
        telling.resource(
            "Task",
            item,
            extension("frequency", "String", item.frequency),
            *telling.shared(item, native=("responsible", "part_of", "told_on", "words", "note")),
            basedOn=listed(within or telling.reference(telling.plan.id)),
            partOf=listed(above),
            status=status(item.state, _TASK, untold=_untold(item, "accepted", "requested")),
            intent="plan",
            description=_title(item),
            for_=telling.patient,
            **day("authoredOn", item.told_on),
            owner=telling.reference(item.responsible, *PEOPLE),
            note=telling.notes(item),
            restriction=made(period=period(item.start, item.due)),
        )
    ]


def _goal(item: Item, telling: Telling, *extensions: Json | None, category: str) -> Json:
    speakers = {Speaker.CITIZEN: telling.patient, Speaker.WORKER: {"display": say(mark("fhir", "Medarbejder"))}}
    native = ("speaker", "told_on", "words", "note") + (("part_of",) if extensions and extensions[-1] else ())
    reached = _REACHED.get(item.state) if item.state else None
    return telling.resource(
        "Goal",
        item,
        *extensions,
        *telling.shared(item, native=native),
        lifecycleStatus=status(item.state, _GOAL, untold=_untold(item, "accepted", "proposed")),
        achievementStatus=concept(coding(f"{HL7}goal-achievement", reached)),
        category=[concept(coding(CARE_SOCIAL, category), text=say(_LABELS[type(item)]))],
        description={"text": _title(item)},
        subject=telling.patient,
        **day("statusDate", item.told_on),
        expressedBy=speakers.get(item.speaker) if item.speaker else None,
        note=telling.notes(item),
    )


def _relationship(parent: Json) -> Json:
    kind = concept(coding(f"{HL7}goal-relationship-type", "other"), text="based-on")
    return {
        "url": GOAL_RELATIONSHIP,
        "extension": [{"url": "type", "valueCodeableConcept": kind}, {"url": "target", "valueReference": parent}],
    }


def _level(level: int | None) -> Json | None:
    return None if level is None else concept(coding(FFB, _LEVELS[level]))


def _measured(measure: str, detail: Json | None) -> Json | None:
    return made(measure=concept(coding(CARE_SOCIAL, measure)), detailCodeableConcept=detail) if detail else None


def _untold(item: Item, agreed: str, otherwise: str) -> str:
    return agreed if item.agreed_at else otherwise


def _title(item: Item) -> str:
    return clean(item.title) or say(_LABELS[type(item)])
