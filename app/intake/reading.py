"""Reading: one resource on its way to a fact, and what its references point to."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote

from app.domain.danish import clean
from app.domain.values import TEXT_LENGTH, TITLE_LENGTH
from app.intake.elements import Json, each, first, line, text, whole_name
from app.intake.fact import Draft, Identity, Mention, Outcome, Person, Target
from app.intake.narrative import plain_text
from app.texts import Text

_TYPED = re.compile(r"(?:(?P<base>.+)/)?(?P<type>[A-Z][A-Za-z]+)/(?P<id>[^/?#]+)(?:/_history/[^/]+)?")
_CONDITIONAL = re.compile(r"(?P<type>[A-Z][A-Za-z]+)\?identifier=(?P<number>.+)")
BY_ADDRESS = ""
"""The type of an identity that is an address nobody has matched with a resource yet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What the reader of one resource type makes of it; the fields are those of Fact."""

    outcome: Outcome = Outcome.KEPT
    reason: Text | None = None
    notice: Text | None = None
    citizen: Target | None = None
    through: tuple[Target, ...] = ()
    needs_citizen: bool = False
    mentions: tuple[Mention, ...] = ()
    person: Person | None = None
    drafts: tuple[Draft, ...] = ()
    as_intervention: tuple[Draft, ...] = ()
    plan_rank: tuple[Any, ...] | None = None
    parts: tuple[Target, ...] = ()
    title: str | None = None
    day: str | None = None
    state: str | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """A resource with where it comes from; `within` is the resource that contains it."""

    resource: Json
    identity: Identity
    source: str | None = None
    within: Mapping[str, Json] = field(default_factory=dict)

    @property
    def contained(self) -> Mapping[str, Json]:
        """Return the contained resources by id; those of the container for a contained one."""
        if self.within:
            return self.within
        return {str(one.get("id")): one for one in each(self.resource.get("contained"))}

    def inner(self, name: str) -> "Reading | None":
        """Return the reading of the contained resource *name*."""
        found = self.contained.get(name)
        return Reading(found, self._within(name, found), self.source, self.contained) if found else None

    def target(self, reference: object) -> Target | None:
        """Return what a Reference points to; None where it says nothing at all."""
        told = first(reference)
        display = line(told.get("display"))
        pointer = line(told.get("reference"))
        identity, number = self._pointed(pointer) if pointer else (None, None)
        if pointer and pointer.startswith("#"):
            display = self._contained_name(pointer[1:]) or display
        number = number or number_of(first(told.get("identifier")))
        if identity is None and number:
            identity = self._numbered(line(told.get("type")), number)
        if identity is None and display is None:
            return None
        return Target(identity, display, number)

    def targets(self, references: object) -> tuple[Target, ...]:
        """Return what each Reference of a list points to."""
        found = (self.target(one) for one in each(references))
        return tuple(one for one in found if one is not None)

    def narrative(self) -> str | None:
        """Return the plain text of the narrative."""
        return plain_text(first(self.resource.get("text")).get("div"))

    def _pointed(self, pointer: str) -> tuple[Identity | None, str | None]:
        if pointer.startswith("#"):
            found = self.contained.get(pointer[1:])
            return (self._within(pointer[1:], found) if found else None), None
        asked = _CONDITIONAL.fullmatch(pointer)
        if asked:
            number = unquote(asked["number"]) if "|" not in asked["number"] else asked["number"]
            return self._numbered(asked["type"], number), number
        if pointer.startswith("urn:"):
            return Identity(None, BY_ADDRESS, pointer), None
        typed = _TYPED.fullmatch(pointer)
        if typed is None:
            return Identity(None, BY_ADDRESS, pointer), None
        return Identity(self.source or typed["base"] or self.identity.source, typed["type"], typed["id"]), None

    def _numbered(self, kind: str | None, number: str) -> Identity | None:
        return Identity(self.identity.source, kind, f"?{number}") if kind else None

    def _within(self, name: str, found: Json) -> Identity:
        inside, mark, _ = self.identity.id.partition("#")
        outer = inside if mark else f"{self.identity.type}/{inside}"
        return Identity(self.identity.source, line(found.get("resourceType")) or "", f"{outer}#{name}")

    def _contained_name(self, name: str) -> str | None:
        found = self.contained.get(name, {})
        told = found.get("name")
        return line(told) if isinstance(told, str) else whole_name(told)


def number_of(identifier: Json) -> str | None:
    """Return an identifier as `system|value`; None where it has no value."""
    value = line(identifier.get("value"))
    return f"{line(identifier.get('system')) or ''}|{value}" if value else None


def titled(told: str | None) -> tuple[str | None, str | None]:
    """Return *told* as a title, and the whole of it where the title had to be cut or put on one line."""
    whole = text(told)
    title = line(whole)
    if whole is None or title is None:
        return None, None
    if len(title) <= TITLE_LENGTH:
        return title, whole if "\n" in whole else None
    return title[: TITLE_LENGTH - 1].rstrip() + "…", whole


def short(told: str | None) -> str | None:
    """Return *told* as one line of at most a title's length."""
    return titled(told)[0]


def note_of(*parts: str | None) -> str | None:
    """Return the parts that say something as one note."""
    return clean("\n".join(dict.fromkeys(part for part in parts if part)), limit=TEXT_LENGTH)


def known(**fields: Any) -> dict[str, Any]:
    """Return the fields that are told."""
    return {name: value for name, value in fields.items() if value not in (None, (), [], "")}
