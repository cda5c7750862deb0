"""Survey: what the files of one run tell together, learnt before anything is written, whatever their order."""

import uuid
from collections.abc import Iterable, Iterator
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
_NAMED = _PEOPLE | _ITEMS | {"Patient"}

_SOURCES_TRIED = 16
"""Sources of a run that are tried one by one for a reference that names none; of further ones every name is held."""
_DIGEST = 16
"""Bytes of a digest that are held: enough to tell any two contents apart."""
_OWNER = slice(1, 5)
_CONTENT = slice(5, 5 + _DIGEST)
_STAMP = slice(5 + _DIGEST, None)
_IS_KNOWN = 1
_IS_ITEM = 2
_NOBODY = b"\xff\xff\xff\xff"

Key = bytes
"""An identity's `known_as` as sixteen bytes."""


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
    """Collects facts one by one; after `settle` it answers what references mean.

    Of most resources no more than one entry of `_held` stays, about 200 bytes: flags, the number of the owner, the
    content's digest and the stamp of the newest version.
    """

    def __init__(self) -> None:
        self.patients: dict[Key, Identity] = {}
        self.numbers: dict[str, set[Key]] = {}
        self._numbers_of: dict[Key, tuple[str, ...]] = {}
        self._samples: dict[int, list[Key]] = {}
        self._held: dict[Key, bytes] = {}
        self._owners: dict[Identity, int] = {}
        self._owner_of_number: list[Identity] = []
        self._ambiguous: set[Key] = set()
        self._addresses: dict[Key, Identity] = {}
        self._shared: dict[Any, Any] = {}
        self._sources: dict[str | None, None] = {}
        self._any_source: dict[Key, Identity | None] = {}
        self._through: dict[Key, tuple[Target, ...]] = {}
        self._people: dict[Key, Person] = {}
        self._roles: dict[Key, list[Person]] = {}
        self._playing: list[tuple[Identity, Person]] = []
        self._mentions: dict[tuple[Identity | None, Identity | None, tuple[Mention, ...]], None] = {}
        self._parts: dict[Key, dict[Key, Part]] = {}
        self._citizens_of: dict[Key, dict[Key, Identity]] = {}
        self._plans: dict[Key, tuple[tuple[Any, ...], Key]] = {}
        self._candidates: list[tuple[Identity | None, tuple[Any, ...], Identity]] = []
        self._parents: dict[Key, Target] = {}
        self._above: list[tuple[Target, Identity]] = []

    def add(self, fact: Fact) -> None:
        """Learn what *fact* tells."""
        key = key_of(fact.identity)
        owner = self._shared_owner(fact.citizen.identity) if fact.citizen else None
        self._hold(key, fact, owner)
        if fact.url:
            self._learn_address(fact.identity, fact.url)
        self._name_without_source(fact.identity)
        if fact.outcome is Outcome.SKIPPED:
            return
        if owner is None and fact.through:
            self._through[key] = fact.through
        self._learn_patient(key, fact)
        self._learn_people(key, fact, owner)
        self._learn_plan(fact, owner)
        if owner is not None and owner.source is None:
            held = self._samples.setdefault(self._owners[owner], [])
            if len(held) < _SAMPLES and key not in held:
                held.append(key)

    def settle(self) -> None:
        """Work out who belongs to whose plan, once all files are known."""
        for player, role in self._playing:
            found = self.resolve(player) or player
            self._roles.setdefault(key_of(found), []).append(role)
        self._settle_parts()
        self._settle_plans()
        for done in (self._playing, self._mentions, self._candidates, self._above, self._shared):
            done.clear()

    def _settle_parts(self) -> None:
        for owner, identity, mentions in self._mentions:
            citizen = self.citizen_of(identity, None) if identity is not None else self.resolve(owner)
            for mention in mentions if citizen else ():
                self._take_part(citizen, mention)
        for _, identity, mentions in self._mentions:
            if identity is not None and self.citizen_of(identity, None) is None:
                for citizen in list(self.citizens_of(identity)):
                    for mention in mentions:
                        self._take_part(citizen, mention)

    def _settle_plans(self) -> None:
        for owner, rank, identity in self._candidates:
            citizen = self.citizen_of(identity, owner)
            if citizen is not None:
                best = (rank, key_of(identity))
                self._plans[key_of(citizen)] = min(self._plans.get(key_of(citizen), best), best)
        for child, parent in self._above:
            found = self.resolve(child.identity)
            if found is not None:
                self._parents[key_of(found)] = Target(parent)

    def is_newest(self, fact: Fact) -> bool:
        """Tell whether no other file of the run has a newer version of the resource."""
        return _rank(self._held[key_of(fact.identity)]) == _rank_of(fact)

    def owners(self) -> Iterator[Identity]:
        """Yield every citizen that a resource of the run is about, some of them several times."""
        yield from self.patients.values()
        for owner in self._owners:
            found = self.resolve(owner)
            if found is not None and key_of(found) not in self.patients:
                yield found

    def has_content(self, identity: Identity, digest: str | None) -> bool:
        """Tell whether *digest* is that of the newest version of a resource of the run."""
        held = self._held.get(key_of(identity))
        return held is not None and digest is not None and held[_CONTENT] == _digest(digest)

    def is_patient(self, identity: Identity) -> bool:
        """Tell whether *identity* is a citizen whose own resource is in the run."""
        return key_of(identity) in self.patients

    def numbers_of(self, patient: Identity) -> tuple[str, ...]:
        """Return the numbers that a citizen of the run bears, as `system|value`."""
        return self._numbers_of.get(key_of(patient), ())

    def samples(self, owner: Identity) -> Iterator[tuple[str, str]]:
        """Yield some resources of a citizen without a source: what they are known as, how their digest begins."""
        for key in self._samples.get(self._owners.get(owner, -1), ()):
            yield str(uuid.UUID(bytes=key)), self._held[key][_CONTENT].hex()

    def is_ambiguous(self, identity: Identity) -> bool:
        """Tell whether several persons of the run bear the same id and no file says which system it is from."""
        return key_of(identity) in self._ambiguous

    def resolve(self, identity: Identity | None) -> Identity | None:
        """Return the identity that a reference means: by address, by source, else by type and id within the run."""
        if identity is None:
            return None
        found = self._at_address(identity) if identity.type == BY_ADDRESS else identity
        if found.type == BY_ADDRESS or self.knows(found) is not None:
            return found
        if found.id.startswith("?"):
            return self._by_number(found)
        return self._from_any_source(found) or found

    def knows(self, identity: Identity) -> Known | None:
        """Return what the run knows of a resource; None for one that is in none of its files."""
        held = self._held.get(key_of(identity))
        if held is None or not held[0] & _IS_KNOWN:
            return None
        number = held[_OWNER]
        owner = None if number == _NOBODY else self._owner_of_number[int.from_bytes(number)]
        return Known(owner, bool(held[0] & _IS_ITEM))

    def citizen_of(self, identity: Identity, owner: Identity | None, depth: int = 4) -> Identity | None:
        """Return whose a resource is: as it says, else as what it is about says."""
        if owner is not None:
            return self.resolve(owner)
        for other in self._through.get(key_of(identity), ()) if depth else ():
            found = self.resolve(other.identity)
            if found is None:
                continue
            if found.type == "Patient":
                return found
            known = self.knows(found)
            citizen = self.citizen_of(found, known.owner if known else None, depth - 1)
            if citizen is not None:
                return citizen
        return None

    def citizens_of(self, person: Identity) -> Iterable[Identity]:
        """Return the citizens whose plans name *person*."""
        return self._citizens_of.get(key_of(self.actor_of(person)), {}).values()

    def actor_of(self, person: Identity) -> Identity:
        """Return whom a reference to a person means: a role stands for whoever plays it."""
        found = self.resolve(person) or person
        played = self._people.get(key_of(found))
        if played is not None and played.stands_for is not None:
            return self.resolve(played.stands_for.identity) or found
        return found

    def person(self, actor: Identity) -> Person | None:
        """Return what all files together tell of a person or organisation; None when none of them does."""
        own = self._people.get(key_of(actor))
        roles = sorted(self._roles.get(key_of(actor), ()), key=repr)
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
        return self._parts.get(key_of(citizen), {}).get(key_of(actor))

    def is_plan(self, citizen: Identity, identity: Identity) -> bool:
        """Tell whether of the citizen's care plans in this run this one is the plan."""
        best = self._plans.get(key_of(citizen))
        return best is not None and best[1] == key_of(identity)

    def parent(self, identity: Identity) -> Target | None:
        """Return the resource that names *identity* as one of its parts."""
        return self._parents.get(key_of(identity))

    def _hold(self, key: Key, fact: Fact, owner: Identity | None) -> None:
        """Hold the newest version's stamp and digest; what is skipped tells nothing of whose the resource is."""
        held, rank = self._held.get(key), _rank_of(fact)
        self._compare(key, fact, held)
        head = self._head(fact, owner)
        if held is None:
            self._held[key] = head + rank[1] + rank[0]
            return
        is_newer, before = rank > _rank(held), held[: _CONTENT.start]
        says_more = fact.outcome is not Outcome.SKIPPED and (is_newer or not before[0] & _IS_KNOWN)
        newest = max(rank, _rank(held))
        self._held[key] = (head if says_more else before) + newest[1] + newest[0]

    def _head(self, fact: Fact, owner: Identity | None) -> bytes:
        if fact.outcome is Outcome.SKIPPED:
            return b"\0" + _NOBODY
        is_item = fact.identity.type in _ITEMS and fact.outcome is Outcome.MAPPED
        flags = _IS_KNOWN | (_IS_ITEM if is_item else 0)
        return bytes([flags]) + (_NOBODY if owner is None else self._owners[owner].to_bytes(4))

    def _compare(self, key: Key, fact: Fact, held: bytes | None) -> None:
        is_unplaced = fact.identity.type == "Patient" and fact.identity.source is None
        if not is_unplaced or held is None or _rank(held) == _rank_of(fact):
            return
        if not any(key in self.numbers.get(number, ()) for number in fact.numbers):
            self._ambiguous.add(key)

    def _learn_address(self, identity: Identity, url: str) -> None:
        """Most addresses end in the id; of those the source and the type are enough, one for all."""
        is_told = identity.id == _name_in(url)
        stem = Identity(identity.source, identity.type, "") if is_told else identity
        self._addresses[key_of(Identity(None, BY_ADDRESS, url))] = self._shared.setdefault(stem, stem)

    def _at_address(self, identity: Identity) -> Identity:
        found = self._addresses.get(key_of(identity), identity)
        return replace(found, id=_name_in(identity.id)) if not found.id else found

    def _name_without_source(self, identity: Identity) -> None:
        """Types that many others refer to are found by type and id alone where these are of one source only."""
        if identity.type not in _NAMED or identity.source in self._sources:
            return
        if len(self._sources) < _SOURCES_TRIED:
            self._sources[identity.source] = None
            return
        bare = key_of(Identity(_ANY, identity.type, identity.id))
        known = self._any_source.get(bare, identity)
        self._any_source[bare] = identity if known == identity else None

    def _from_any_source(self, identity: Identity) -> Identity | None:
        """Return the one resource of the run that has the type and id; two make the bare name useless."""
        if identity.type not in _NAMED:
            return None
        bare = key_of(Identity(_ANY, identity.type, identity.id))
        named = [replace(identity, source=source) for source in self._sources]
        found: list[Identity | None] = [each for each in named if key_of(each) in self._held]
        found += [self._any_source[bare]] if bare in self._any_source else []
        return found[0] if len(found) == 1 else None

    def _shared_owner(self, identity: Identity | None) -> Identity | None:
        if identity is None:
            return None
        number = self._owners.setdefault(identity, len(self._owners))
        if number == len(self._owner_of_number):
            self._owner_of_number.append(identity)
        return self._owner_of_number[number]

    def _learn_patient(self, key: Key, fact: Fact) -> None:
        if fact.identity.type == "Patient":
            self.patients[key] = fact.identity
            if fact.numbers:
                self._numbers_of[key] = fact.numbers
            for number in fact.numbers:
                self.numbers.setdefault(number, set()).add(key)

    def _learn_people(self, key: Key, fact: Fact, owner: Identity | None) -> None:
        if fact.mentions:
            self._mention(owner, fact.identity, fact.mentions)
        if fact.person is not None:
            self._people[key] = fact.person
            played = fact.person.stands_for
            if played is not None and played.identity is not None:
                self._playing.append((played.identity, fact.person))
        if fact.identity.type == "CareTeam" and owner is not None:
            self._mention(owner, fact.identity, (Mention(target=Target(fact.identity)),))

    def _mention(self, owner: Identity | None, identity: Identity, mentions: tuple[Mention, ...]) -> None:
        """Note once who takes part in whose plan, however many resources say so."""
        shared = self._shared.setdefault(mentions, mentions)
        self._mentions[owner, identity if owner is None else None, shared] = None

    def _learn_plan(self, fact: Fact, owner: Identity | None) -> None:
        if fact.plan_rank is not None:
            self._candidates.append((owner, fact.plan_rank, fact.identity))
        self._above.extend((child, fact.identity) for child in fact.parts)

    def _take_part(self, citizen: Identity | None, mention: Mention) -> None:
        actor = self.mentioned(mention.target)
        if actor is None or citizen is None:
            return
        part = self._parts.setdefault(key_of(citizen), {}).setdefault(key_of(actor), Part())
        part.roles.update([mention.role] if mention.role else [])
        part.organisations.update([mention.organisation] if mention.organisation else [])
        part.teams.update([mention.team] if mention.team else [])
        part.names.update([mention.target.display] if mention.target.display else [])
        self._citizens_of.setdefault(key_of(actor), {})[key_of(citizen)] = citizen

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
        person = self._people.get(key_of(found)) if found else None
        return person.name if person and person.name else target.display if target else None


def key_of(identity: Identity) -> Key:
    """Return what a resource is held by in a survey."""
    return bytes.fromhex(identity.known_as.replace("-", ""))


Rank = tuple[bytes, bytes]
"""The newest wins by the source's own stamp; without one the digest decides, so that no order of files does."""


def _rank(held: bytes) -> Rank:
    return held[_STAMP], held[_CONTENT]


def _rank_of(fact: Fact) -> Rank:
    return fact.updated.encode(), _digest(fact.digest)


def _digest(digest: str) -> bytes:
    return bytes.fromhex(digest[: 2 * _DIGEST])


def _name_in(url: str) -> str:
    return url.removeprefix("urn:uuid:").removeprefix("urn:oid:")


def _first(told: Iterable[str | None]) -> str | None:
    return next((one for one in told if one), None)
