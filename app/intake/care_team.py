"""CareTeam: a team and those who take part in it, as actors of the plan."""

from app.domain.actor import ActorSort
from app.intake.directory import numbers
from app.intake.elements import concept_text, concept_texts, each, line, notes, period_text, start, telecom
from app.intake.fact import Mention, Outcome, Person
from app.intake.reading import Reading, Told, note_of, short
from app.intake.states import state_of, state_words


def read_care_team(reading: Reading) -> Told:
    """Read a CareTeam; one that names no citizen belongs to those whose plan names it."""
    resource = reading.resource
    manager = next(iter(reading.targets(resource.get("managingOrganization"))), None)
    name = short(
        line(resource.get("name"))
        or concept_text(resource.get("category"))
        or (manager.display if manager else None)
        or reading.narrative()
    )
    person = Person(
        sort=str(ActorSort.ORGANISATION),
        name=name,
        role=short(", ".join(told for told in concept_texts(resource.get("category")) if told != name)),
        organisation=short(manager.display) if manager else None,
        state=state_of(resource.get("status")),
        note=note_of(
            state_words(resource.get("status"), resource.get("reasonCode")),
            period_text(resource.get("period")),
            *notes(resource.get("note")),
        ),
        phone=short(telecom(resource.get("telecom"), "phone", "sms")),
        email=short(telecom(resource.get("telecom"), "email")),
        numbers=numbers(resource),
        works_at=manager,
    )
    return Told(
        outcome=Outcome.MAPPED,
        citizen=reading.target(resource.get("subject")),
        person=person,
        mentions=team_mentions(reading),
        title=name,
        day=start(resource.get("period")),
        state=line(resource.get("status")),
    )


def team_mentions(reading: Reading) -> tuple[Mention, ...]:
    """Return those who take part, each with the role in this team."""
    found = []
    for one in each(reading.resource.get("participant")):
        member = reading.target(one.get("member"))
        employer = reading.target(one.get("onBehalfOf"))
        if member is not None:
            found.append(
                Mention(
                    target=member,
                    role=short(", ".join(concept_texts(one.get("role")))),
                    organisation=short(employer.display) if employer else None,
                    team=None if "#" in reading.identity.id else reading.identity,
                )
            )
    return tuple(found)
