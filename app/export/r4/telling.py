"""Telling: the records of one plan on their way into FHIR, what refers to what, and what all of them have."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeVar

from app.domain.actor import Actor, ActorSort
from app.domain.citizen import Citizen
from app.domain.connector import Connector
from app.domain.item import Audience, Item
from app.domain.life_area import LifeArea, life_area
from app.domain.plan import Plan
from app.domain.record import Record
from app.export.r4.elements import (
    HL7,
    OWN,
    Json,
    at_extension,
    coding,
    day_extension,
    extension,
    joined,
    listed,
    made,
    words,
)
from app.ids import citizen_record, plan_of
from app.texts import say

R = TypeVar("R", bound=Record)

PEOPLE = ("Patient", "Practitioner", "RelatedPerson", "Organization")
OPEN = "plan"
PROTECTED = "protected"


@dataclass(frozen=True, slots=True, kw_only=True)
class Authorship:
    """What one person wrote: the records, and from when to when the server received it."""

    who: str
    since: str
    until: str
    records: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Telling:
    """The records that a bundle tells; `at` is the instant at which they stood so, `mark` names that state.

    `compartments` are those of the streams, by stream; `written` says when each record was last written, where that is
    known.
    """

    citizen: str
    at: str
    mark: str
    records: tuple[Record, ...]
    compartments: Mapping[str, str] = field(default_factory=dict)
    written: Mapping[str, str] = field(default_factory=dict)
    authors: tuple[Authorship, ...] = ()
    kinds: Mapping[str, str] = field(default_factory=dict)
    """The FHIR type of each record that has a resource of its own, by id."""

    def of(self, kind: type[R]) -> list[R]:
        """Return the records of one class, and of no other, by id."""
        return self._by_class.get(kind, [])  # type: ignore[return-value]

    @property
    def classes(self) -> list[type[Record]]:
        """The classes of the records, by name."""
        return sorted(self._by_class, key=lambda each: each.__name__)

    @property
    def person(self) -> Citizen:
        """The citizen; of one about whom nothing is kept, the id alone."""
        return next((each for each in self.of(Citizen) if each.id == self.citizen), Citizen(id=self.citizen))

    @property
    def plan(self) -> Plan:
        """The plan; where nothing is kept of it, what interventions belong to all the same."""
        return next(iter(self.of(Plan)), Plan(id=plan_of(self.citizen)))

    @property
    def patient(self) -> Json:
        """The reference to the citizen."""
        return {"reference": f"urn:uuid:{self.citizen}", "type": "Patient"}

    def reference(self, identity: str | None, *among: str) -> Json | None:
        """Return the reference to a record, None to one that is not told or of none of the types *among*."""
        kind = self.kinds.get(identity or "")
        is_fitting = kind is not None and (not among or kind in among)
        return {"reference": f"urn:uuid:{identity}", "type": kind} if is_fitting else None

    def references(self, identities: Iterable[str], *among: str) -> list[Json]:
        """Return the references to those records that are told."""
        return listed(*(self.reference(each, *among) for each in identities))

    def own(self, name: str) -> str:
        """Return the id of a resource that is no record: the same one of the same citizen everywhere."""
        return citizen_record(self.citizen, f"fhir {name}")

    def labels(self, *records: Record) -> list[Json]:
        """Return the security labels of what stands in *records* together."""
        closed = sorted({each for record in records if (each := self.compartment(record)) != OPEN})
        is_secret = any(isinstance(each, Citizen) and each.protected for each in records)
        is_professional = any(isinstance(each, Item) and each.audience is Audience.PROFESSIONALS for each in records)
        return listed(
            coding(f"{HL7}v3-Confidentiality", "R") if closed or is_secret else None,
            coding(f"{HL7}v3-ActCode", "NOPAT") if is_professional else None,
            *(coding(f"{OWN}compartment", each) for each in closed),
        )

    def compartment(self, record: Record) -> str:
        """Return the compartment that a record lies in."""
        return self.compartments.get(record.stream, OPEN)

    def resource(
        self, kind: str, record: Record, *extensions: Json | None, within: Iterable[Record] = (), **told: object
    ) -> Json:
        """Return the resource that tells *record*, and those *within* it, with whom all that is kept from."""
        found = listed(*extensions, *self._connections.get(record.id, ()))
        meta = made(lastUpdated=self.written.get(record.id), security=self.labels(record, *within))
        return made(resourceType=kind, id=record.id, meta=meta, extension=found, **told)

    def shared(self, item: Item, *, native: tuple[str, ...] = ()) -> list[Json]:
        """Return the extensions that all items have, but for what the resource has elements for: *native*."""
        agreed = joined(
            "agreed",
            at_extension("at", item.agreed_at),
            *(extension("with", "Reference", each) for each in self.references(item.agreed_with)),
        )
        found = {
            "life_area": extension("life-area", "Coding", area(item.life_area)),
            "state": extension("state", "Code", item.state),
            "speaker": extension("speaker", "Code", item.speaker),
            "responsible": extension("responsible", "Reference", self.reference(item.responsible)),
            "part_of": extension("part-of", "Reference", self.reference(item.part_of)),
            "told_on": day_extension("told-on", item.told_on),
            "words": extension("citizens-words", "String", item.words),
            "note": extension("note", "String", item.note),
            "agreed": agreed,
            "face": extension("handwriting", "Reference", self.reference(item.face)),
        }
        return listed(*(each for name, each in found.items() if name not in native))

    def notes(self, item: Item) -> list[Json]:
        """Return the citizen's own words, then the note."""
        return listed(words(item.words, author=self.patient), words(item.note))

    @cached_property
    def _by_class(self) -> dict[type[Record], list[Record]]:
        found: dict[type[Record], list[Record]] = {}
        for each in sorted(self.records, key=lambda record: record.id):
            found.setdefault(type(each), []).append(each)
        return found

    @cached_property
    def _connections(self) -> dict[str, list[Json]]:
        """The lines that go out from each record."""
        found: dict[str, list[Json]] = {}
        for each in self.of(Connector):
            target = self.reference(each.target)
            if target is not None and each.source in self.kinds:
                line = joined(
                    "connection",
                    extension("meaning", "Code", each.meaning),
                    extension("target", "Reference", target),
                )
                found.setdefault(each.source or "", []).append(line or {})
        return found


def area(named: LifeArea | None) -> Json | None:
    """Return a life area as a code of this program."""
    return coding(f"{OWN}life-area", named, say(life_area(named).label)) if named else None


def actor_kind(actor: Actor) -> str:
    """Return the FHIR type of an actor; one whose sort nobody told is a professional where an employer is named."""
    if actor.sort is ActorSort.ORGANISATION:
        return "Organization"
    is_professional = actor.sort is ActorSort.PROFESSIONAL or (actor.sort is None and bool(actor.organisation))
    return "Practitioner" if is_professional else "RelatedPerson"
