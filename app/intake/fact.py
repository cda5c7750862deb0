"""Fact: one resource as a reader understands it, with references that are still symbols."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache
from typing import Any

from app.domain.record import RecordType
from app.ids import PROJECT_NAMESPACE
from app.texts import Text


class Outcome(StrEnum):
    """What became of a resource."""

    MAPPED = "mapped"
    """It is shown as a record."""
    SAME = "same"
    """It was read before and says nothing new."""
    KEPT = "kept"
    """It is kept whole and shown beside the plan."""
    SKIPPED = "skipped"
    """It says nothing about a citizen."""
    REFUSED = "refused"
    """It could not be read."""


@dataclass(frozen=True, slots=True)
class Identity:
    """What a resource is known by; `source` is None where the file does not say which system it is from."""

    source: str | None
    type: str
    id: str

    @property
    def known_as(self) -> str:
        """Return the identity as one id (UUIDv5)."""
        return _known_as(self.source or "", self.type, self.id)


@lru_cache(maxsize=1 << 13)
def _known_as(source: str, kind: str, name: str) -> str:
    return str(uuid.uuid5(PROJECT_NAMESPACE, f"{source}\n{kind}\n{name}"))


@dataclass(frozen=True, slots=True)
class Target:
    """What a reference points to; `identity` is None where it only says a name. `number` is a logical identifier."""

    identity: Identity | None = None
    display: str | None = None
    number: str | None = None


@dataclass(frozen=True, slots=True)
class ToActor:
    """A field that names an actor of the citizen's plan."""

    target: Target


@dataclass(frozen=True, slots=True)
class ToItem:
    """A field that names the item another resource is shown as."""

    target: Target


@dataclass(frozen=True, slots=True)
class ToCitizen:
    """A field that names another citizen."""

    target: Target


@dataclass(frozen=True, slots=True)
class ToSlot:
    """A field that names another record of the same resource."""

    slot: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A record to be. `slot` tells it from the resource's other records and stays the same from run to run.

    `fields` are JSON values or symbols; a field that is not told is left out. A draft whose `needs` cannot be
    resolved is not written. `protected` puts it among what only few may see.
    """

    type: RecordType[Any]
    fields: Mapping[str, Any]
    slot: str = ""
    protected: bool = False
    needs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A person or organisation that a resource names as taking part, in which role and in which team."""

    target: Target
    role: str | None = None
    organisation: str | None = None
    team: Identity | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """What a resource tells of a person or organisation who works with citizens.

    `stands_for` is the person whom a role is played by: both are one actor. `works_at` names the organisation.
    """

    sort: str
    name: str | None = None
    role: str | None = None
    organisation: str | None = None
    state: str | None = None
    note: str | None = None
    phone: str | None = None
    email: str | None = None
    address: str | None = None
    numbers: tuple[str, ...] = ()
    stands_for: Target | None = None
    works_at: Target | None = None
    part_of: Target | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One resource.

    Drafts of a resource that is only kept alter records it was shown as before and make none.
    `citizen` is whose it is; where that is not told, `through` names resources that may know. `person` is set for
    those who are actors where a plan refers to them. `plan_rank` orders care plans that could be the plan.
    """

    identity: Identity
    outcome: Outcome
    digest: str
    body: str
    reason: Text | None = None
    citizen: Target | None = None
    through: tuple[Target, ...] = ()
    needs_citizen: bool = False
    mentions: tuple[Mention, ...] = ()
    person: Person | None = None
    drafts: tuple[Draft, ...] = ()
    as_intervention: tuple[Draft, ...] = ()
    plan_rank: tuple[Any, ...] | None = None
    parts: tuple[Target, ...] = ()
    numbers: tuple[str, ...] = ()
    title: str | None = None
    day: str | None = None
    state: str | None = None
    protected: bool = False
    updated: str = ""
    url: str | None = None
    notice: Text | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """A resource that could not be read, or of which nothing is to be read, and why."""

    type: str
    id: str
    reason: Text
    fields: Mapping[str, object] = field(default_factory=dict)
    outcome: Outcome = Outcome.REFUSED
