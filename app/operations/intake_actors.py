"""Persons and organisations of an intake: actors of the plans that name them, else the user's own directory."""

import uuid
from typing import Any

from app.domain.actor import ACTOR, Actor, ActorSort
from app.domain.directory import ORGANISATION, PROFESSIONAL, Organisation, Professional
from app.domain.source_fact import SOURCE_FACT, fact_id
from app.ids import named_stream
from app.intake.fact import Identity, Person, Target
from app.intake.reading import known, short
from app.intake.survey import Part, Survey
from app.operations.intake_ledger import Ledger, Outcome, Wanted, read_said
from app.store.transaction import USER

_REMEMBERED = 10_000
"""Actors at most whose outcome is held from part to part."""
_SORTS = {
    "Organization": ActorSort.ORGANISATION,
    "HealthcareService": ActorSort.ORGANISATION,
    "CareTeam": ActorSort.ORGANISATION,
    "RelatedPerson": ActorSort.PRIVATE,
}


class Actors:
    """Writes actors, each once a citizen, whatever resource names them first."""

    def __init__(self, survey: Survey, ledger: Ledger) -> None:
        self._survey = survey
        self._ledger = ledger
        self._written: dict[str, Outcome] = {}

    def end(self) -> None:
        """End a part: of many actors those that were written are looked up again where they are named again."""
        if len(self._written) > _REMEMBERED:
            self._written.clear()

    @property
    def own_stream(self) -> str:
        """Return the user's own stream."""
        return named_stream(f"{USER}:{self._ledger.store.user}")

    def of(self, target: Target, *, citizen: str, known_as: Identity) -> str | None:
        """Return the id of the actor that *target* means in the plan of *citizen*; None where nobody has a name."""
        actor = self._survey.mentioned(target)
        if actor is None:
            return None
        identity = actor_id(citizen, actor)
        if identity not in self._written:
            part = self._survey.part(known_as, actor) or Part()
            person = self._survey.person(actor) or self._stored(actor)
            names = part.names | ({target.display} if target.display else set())
            name = (person.name or person.role if person else None) or min(names, default=None)
            is_here = self._ledger.record(identity, citizen) is not None
            if name is None or (person is None and is_here):
                return identity if is_here else None
            self._write(identity, actor, person, part, name=name, citizen=citizen, known_as=known_as)
        return identity

    def of_identity(self, person: Identity, *, citizen: str, known_as: Identity) -> str | None:
        """Return the id of the actor that a resource tells of."""
        return self.of(Target(person), citizen=citizen, known_as=known_as)

    def outcome(self, identity: str) -> Outcome | None:
        """Return what came of an actor; None for one that was left as it stood."""
        return self._written.get(identity)

    def in_directory(self, actor: Identity, before: dict[str, Any]) -> tuple[str, Outcome]:
        """Write a person or organisation into the user's own stream."""
        identity = str(uuid.uuid5(uuid.UUID(self.own_stream), actor.known_as))
        if identity not in self._written:
            person = self._survey.person(actor) or Person(sort=str(ActorSort.PROFESSIONAL))
            is_organisation = person.sort == ActorSort.ORGANISATION
            fields = known(
                name=short(person.name) or short(person.role) or short(actor.id),
                phone=person.phone,
                email=person.email,
                **(_of_organisation(person) if is_organisation else _of_professional(person)),
            )
            kind = ORGANISATION if is_organisation else PROFESSIONAL
            wanted = Wanted(id=identity, type=kind, fields=fields, citizen=None, compartment=USER)
            self._written[identity] = self._ledger.want(wanted, before)
        return identity, self._written[identity]

    def _write(
        self,
        identity: str,
        actor: Identity,
        person: Person | None,
        part: Part,
        *,
        name: str,
        citizen: str,
        known_as: Identity,
    ) -> None:
        self._written[identity] = Outcome(said={})  # two teams may each be in the other
        fields = known(
            type=ACTOR.type,
            title=short(name),
            sort=str(_sort(actor, person)),
            role=short(", ".join(sorted(part.roles))) or (person.role if person else None),
            organisation=short(", ".join(sorted(part.organisations))) or (person.organisation if person else None),
            state=person.state if person else None,
            note=person.note if person else None,
            phone=person.phone if person else None,
            email=person.email if person else None,
            part_of=self._team(part, actor, citizen=citizen, known_as=known_as),
        )
        weak = frozenset(() if part.roles else ("role", "organisation"))
        wanted = Wanted(
            id=identity, type=ACTOR, fields=fields, citizen=citizen, weak=weak, open=frozenset({*weak, "part_of"})
        )
        self._written[identity] = self._ledger.want(wanted, self._before(identity, actor, citizen))

    def _before(self, identity: str, actor: Identity, citizen: str) -> dict[str, Any]:
        """Return what was said last of an actor; all resources that tell of one say the same."""
        fact = self._ledger.reader.get(SOURCE_FACT, fact_id(citizen, actor.known_as))
        return read_said(fact.said).get(identity, {}) if fact is not None and not fact.deleted else {}

    def _team(self, part: Part, actor: Identity, *, citizen: str, known_as: Identity) -> str | None:
        """Return the actor of the team that somebody belongs to; of several teams the same one each time."""
        teams = sorted((team for team in part.teams if team != actor), key=lambda team: team.known_as)
        return self.of(Target(teams[0]), citizen=citizen, known_as=known_as) if teams else None

    def _stored(self, actor: Identity) -> Person | None:
        """Return what an earlier file of the same source told of a person."""
        if actor.source is None:
            return None
        for fact in self._ledger.reader.all(SOURCE_FACT, parent=actor.known_as):
            told = self._ledger.reader.record(fact.told) if fact.told else None
            if isinstance(told, Actor):
                return Person(sort=str(told.sort), name=told.title, role=told.role, phone=told.phone, email=told.email)
            if isinstance(told, Organisation):
                return Person(sort=str(ActorSort.ORGANISATION), name=told.name, phone=told.phone, email=told.email)
            if isinstance(told, Professional):
                return Person(
                    sort=str(ActorSort.PROFESSIONAL),
                    name=told.name,
                    role=told.role,
                    organisation=told.organisation,
                    phone=told.phone,
                    email=told.email,
                )
        return None


def actor_id(citizen: str, actor: Identity) -> str:
    """Return the id of an actor in a citizen's plan: the same from whichever resource it is named."""
    return str(uuid.uuid5(uuid.UUID(citizen), f"actor {actor.known_as}"))


def _sort(actor: Identity, person: Person | None) -> str:
    return person.sort if person else _SORTS.get(actor.type, ActorSort.PROFESSIONAL)


def _of_organisation(person: Person) -> dict[str, Any]:
    return {"numbers": list(person.numbers), "address": person.address}


def _of_professional(person: Person) -> dict[str, Any]:
    return {"role": person.role, "organisation": person.organisation}
