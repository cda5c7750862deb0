"""Survey: what the files of one run tell together, learnt before anything is written, whatever their order."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from app.intake.fact import Fact, Identity, Mention, Outcome, Person, Target
from app.intake.reading import BY_ADDRESS

_ANY = "\n*"
"""Stands for any source when a reference within the run is matched by type and id alone."""
_SAMPLES = 24
_ITEMS = frozenset({"Goal", "CarePlan", "Task", "Appointment", "Encounter"})
_PEOPLE = frozenset(
    {"Practitioner", "PractitionerRole", "Organization", "HealthcareService", "CareTeam", "RelatedPerson", "Device"}
)

Key = str
"""An identity's `known_as`."""


@dataclass(slots=True)
class Part:
    """What one citizen's plan makes of an actor."""

    roles: set[str] = field(default_factory=set)
    organisations: set[str] = field(default_factory=set)
    teams: set[Identity] = field(default_factory=set)
    names: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Known:
    """A resource of the run: whose it is, and whether it is shown as a plan item."""

    owner: Identity | None
    is_item: bool


class Survey:
    """Collects facts one by one; after `settle` it answers what references mean."""

    def __init__(self) -> None:
        self.patients: dict[Key, Identity] = {}
        self.numbers: dict[str, set[Key]] = {}
        self.numbers_of: dict[Key, tuple[str, ...]] = {}
        self.samples: dict[Key, dict[Key, str]] = {}
        self._known: dict[Key, Known] = {}
        self._shared: dict[Known, Known] = {}
        self._ranks: dict[Key, bytes] = {}
        self._ambiguous: set[Key] = set()
        self._addresses: dict[Key, Identity] = {}
        self._any_source: dict[Key, Identity | None] = {}
        self._through: dict[Key, tuple[Target, ...]] = {}
        self._owners: dict[Identity, Identity] = {}
        self._people: dict[Key, Person] = {}
        self._roles: dict[Key, list[Person]] = {}
        self._playing: list[tuple[Identity, Person]] = []
        self._mentions: list[tuple[Identity | None, Identity, tuple[Mention, ...]]] = []
        self._parts: dict[Key, dict[Key, Part]] = {}
        self._citizens_of: dict[Key, dict[Key, Identity]] = {}
        self._plans: dict[Key, tuple[tuple[Any, ...], Key]] = {}
        self._candidates: list[tuple[Identity | None, tuple[Any, ...], Identity]] = []
        self._parents: dict[Key, Target] = {}
        self._above: list[tuple[Target, Identity]] = []

    def add(self, fact: Fact) -> None:
        """Learn what *fact* tells."""
        key = fact.identity.known_as
        self._compare(key, fact)
        if fact.url:
            self._addresses[Identity(None, BY_ADDRESS, fact.url).known_as] = fact.identity
        self._name_without_source(fact.identity)
        if fact.outcome is Outcome.SKIPPED:
            return
        owner = self._interned(fact.citizen.identity) if fact.citizen else None
        known = Known(owner, fact.identity.type in _ITEMS and fact.outcome is Outcome.MAPPED)
        self._known[key] = self._shared.setdefault(known, known)
        if owner is None and fact.through:
            self._through[key] = fact.through
        self._learn_patient(key, fact)
        self._learn_people(key, fact, owner)
        self._learn_plan(fact, owner)
        if owner is not None and owner.source is None:
            held = self.samples.setdefault(owner.known_as, {})
            if len(held) < _SAMPLES:
                held[key] = fact.digest

    def settle(self) -> None:
        """Work out who belongs to whose plan, once all files are known."""
        for player, role in self._playing:
            found = self.resolve(player) or player
            self._roles.setdefault(found.known_as, []).append(role)
        self._settle_parts()
        self._settle_plans()

    def _settle_parts(self) -> None:
        for owner, identity, mentions in self._mentions:
            citizen = self.citizen_of(identity, owner)
            for mention in mentions if citizen else ():
                self._take_part(citizen, mention)
        for owner, identity, mentions in self._mentions:
            if owner is None and self.citizen_of(identity, None) is None:
                for citizen in list(self.citizens_of(identity)):
                    for mention in mentions:
                        self._take_part(citizen, mention)

    def _settle_plans(self) -> None:
        for owner, rank, identity in self._candidates:
            citizen = self.citizen_of(identity, owner)
            if citizen is not None:
                best = (rank, identity.known_as)
                self._plans[citizen.known_as] = min(self._plans.get(citizen.known_as, best), best)
        for child, parent in self._above:
            found = self.resolve(child.identity)
            if found is not None:
                self._parents[found.known_as] = Target(parent)

    def is_newest(self, fact: Fact) -> bool:
        """Tell whether no other file of the run has a newer version of the resource."""
        return self._ranks[fact.identity.known_as] == _rank(fact)

    def owners(self) -> Iterable[Identity]:
        """Yield every citizen that a resource of the run is about, some of them several times."""
        yield from self.patients.values()
        for known in self._shared:
            found = self.resolve(known.owner)
            if found is not None and found.known_as not in self.patients:
                yield found

    def digest(self, identity: Identity) -> str | None:
        """Return the digest of the newest version of a resource of the run."""
        rank = self._ranks.get(identity.known_as)
        return rank[-32:].hex() if rank else None

    def is_ambiguous(self, identity: Identity) -> bool:
        """Tell whether several persons of the run bear the same id and no file says which system it is from."""
        return identity.known_as in self._ambiguous

    def resolve(self, identity: Identity | None) -> Identity | None:
        """Return the identity that a reference means: by address, by source, else by type and id within the run."""
        if identity is None:
            return None
        found = self._addresses.get(identity.known_as, identity)
        if found.known_as in self._known or found.type == BY_ADDRESS:
            return found
        if found.id.startswith("?"):
            return self._by_number(found)
        return self._any_source.get(Identity(_ANY, found.type, found.id).known_as) or found

    def knows(self, identity: Identity) -> Known | None:
        """Return what the run knows of a resource; None for one that is in none of its files."""
        return self._known.get(identity.known_as)

    def citizen_of(self, identity: Identity, owner: Identity | None, depth: int = 4) -> Identity | None:
        """Return whose a resource is: as it says, else as what it is about says."""
        if owner is not None:
            return self.resolve(owner)
        for other in self._through.get(identity.known_as, ()) if depth else ():
            found = self.resolve(other.identity)
            if found is None:
                continue
            if found.type == "Patient":
                return found
            known = self._known.get(found.known_as)
            citizen = self.citizen_of(found, known.owner if known else None, depth - 1)
            if citizen is not None:
                return citizen
        return None

    def citizens_of(self, person: Identity) -> Iterable[Identity]:
        """Return the citizens whose plans name *person*."""
        return self._citizens_of.get(self.actor_of(person).known_as, {}).values()

    def actor_of(self, person: Identity) -> Identity:
        """Return whom a reference to a person means: a role stands for whoever plays it."""
        found = self.resolve(person) or person
        played = self._people.get(found.known_as)
        if played is not None and played.stands_for is not None:
            return self.resolve(played.stands_for.identity) or found
        return found

    def person(self, actor: Identity) -> Person | None:
        """Return what all files together tell of a person or organisation; None when none of them does."""
        own = self._people.get(actor.known_as)
        roles = sorted(self._roles.get(actor.known_as, ()), key=repr)
        told = [one for one in (own, *roles) if one is not None]
        if not told:
            return None
        working = next((self._name(one.works_at) for one in told if one.works_at), None)
        return replace(
            told[0],
            name=_first(one.name for one in told),
            role=_first(one.role for one in (*roles, *told)),
            organisation=_first(one.organisation for one in told) or working,
            phone=_first(one.phone for one in told),
            email=_first(one.email for one in told),
            numbers=tuple(dict.fromkeys(number for one in told for number in one.numbers)),
        )

    def part(self, citizen: Identity, actor: Identity) -> Part | None:
        """Return what the plan of *citizen* makes of *actor*."""
        return self._parts.get(citizen.known_as, {}).get(actor.known_as)

    def is_plan(self, citizen: Identity, identity: Identity) -> bool:
        """Tell whether of the citizen's care plans in this run this one is the plan."""
        best = self._plans.get(citizen.known_as)
        return best is not None and best[1] == identity.known_as

    def parent(self, identity: Identity) -> Target | None:
        """Return the resource that names *identity* as one of its parts."""
        return self._parents.get(identity.known_as)

    def _compare(self, key: Key, fact: Fact) -> None:
        rank, held = _rank(fact), self._ranks.get(key)
        is_unplaced = fact.identity.type == "Patient" and fact.identity.source is None
        if held not in (None, rank) and is_unplaced and not self._shares_number(key, fact):
            self._ambiguous.add(key)
        self._ranks[key] = max(rank, held) if held is not None else rank

    def _shares_number(self, key: Key, fact: Fact) -> bool:
        return any(key in self.numbers.get(number, ()) for number in fact.numbers)

    def _name_without_source(self, identity: Identity) -> None:
        """Types that many others refer to; two sources with the same type and id make the bare name useless."""
        if identity.type in _PEOPLE or identity.type in _ITEMS or identity.type == "Patient":
            bare = Identity(_ANY, identity.type, identity.id).known_as
            known = self._any_source.get(bare, identity)
            self._any_source[bare] = identity if known == identity else None

    def _interned(self, identity: Identity | None) -> Identity | None:
        return None if identity is None else self._owners.setdefault(identity, identity)

    def _learn_patient(self, key: Key, fact: Fact) -> None:
        if fact.identity.type == "Patient":
            self.patients[key] = fact.identity
            self.numbers_of[key] = fact.numbers
            for number in fact.numbers:
                self.numbers.setdefault(number, set()).add(key)

    def _learn_people(self, key: Key, fact: Fact, owner: Identity | None) -> None:
        if fact.mentions:
            self._mentions.append((owner, fact.identity, fact.mentions))
        if fact.person is not None:
            self._people[key] = fact.person
            played = fact.person.stands_for
            if played is not None and played.identity is not None:
                self._playing.append((played.identity, fact.person))
        if fact.identity.type == "CareTeam" and owner is not None:
            self._mentions.append((owner, fact.identity, (Mention(target=Target(fact.identity)),)))

    def _learn_plan(self, fact: Fact, owner: Identity | None) -> None:
        if fact.plan_rank is not None:
            self._candidates.append((owner, fact.plan_rank, fact.identity))
        self._above.extend((child, fact.identity) for child in fact.parts)

    def _take_part(self, citizen: Identity | None, mention: Mention) -> None:
        actor = self.mentioned(mention.target)
        if actor is None or citizen is None:
            return
        part = self._parts.setdefault(citizen.known_as, {}).setdefault(actor.known_as, Part())
        part.roles.update([mention.role] if mention.role else [])
        part.organisations.update([mention.organisation] if mention.organisation else [])
        part.teams.update([mention.team] if mention.team else [])
        part.names.update([mention.target.display] if mention.target.display else [])
        self._citizens_of.setdefault(actor.known_as, {})[citizen.known_as] = citizen

    def mentioned(self, target: Target) -> Identity | None:
        """Return the actor that a reference means; None where it means no one who acts."""
        found = self.resolve(target.identity)
        if found is None or found.type == BY_ADDRESS:
            return Identity(None, "display", target.display.casefold()) if target.display else None
        return self.actor_of(found) if found.type in _PEOPLE else None

    def _by_number(self, identity: Identity) -> Identity:
        """A reference by number means the one resource of the run that bears it."""
        keys = self.numbers.get(identity.id[1:], set()) if identity.type == "Patient" else set()
        return self.patients[next(iter(keys))] if len(keys) == 1 else identity

    def _name(self, target: Target | None) -> str | None:
        found = self.resolve(target.identity) if target else None
        person = self._people.get(found.known_as) if found else None
        return person.name if person and person.name else target.display if target else None


def _rank(fact: Fact) -> bytes:
    """The newest wins by the source's own stamp; without one the digest decides, so that no order of files does."""
    return fact.updated.encode() + b"\n" + bytes.fromhex(fact.digest)


def _first(told: Iterable[str | None]) -> str | None:
    return next((one for one in told if one), None)
