"""Chronicle: collects what is done for one citizen in any order, and tells it in the order of time as acts."""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import msgspec

from app.changes.change import Change, Edit
from app.clock import instant
from app.demo.act import Act
from app.demo.chance import Chance
from app.demo.municipality import User
from app.domain.record import DELETED, Record, RecordType
from app.ids import citizen_stream

PLAN = "plan"


@dataclass(slots=True)
class _Draft:
    kind: str
    compartment: str
    is_new: bool = False
    set: dict[str, Any] = field(default_factory=dict)
    add: dict[str, list[Any]] = field(default_factory=dict)


class Deed:
    """One act while it is being told: what one user did at one moment."""

    __slots__ = ("_chronicle", "at", "author", "away", "drafts", "name")

    def __init__(self, chronicle: "Chronicle", at: datetime, author: User, name: str, *, away: timedelta) -> None:
        self.at = at
        self.author = author
        self.name = name
        self.away = away
        self.drafts: dict[str, _Draft] = {}
        self._chronicle = chronicle

    def put(self, kind: RecordType[Any], record: Record, *, compartment: str = PLAN) -> str:
        """Write a new record and return its id."""
        identity = record.id or self._chronicle.chance.id_at(self.at)
        self._chronicle.places[identity] = compartment
        self.drafts[identity] = _Draft(kind.kind, compartment, is_new=True, set=kind.written(record))
        return identity

    def edit(self, kind: RecordType[Any], identity: str, **fields: Any) -> None:
        """Set fields of a record."""
        self._draft(kind, identity).set.update(msgspec.to_builtins(fields))

    def add(self, kind: RecordType[Any], identity: str, name: str, *members: Any) -> None:
        """Add members to a set field."""
        self._draft(kind, identity).add.setdefault(name, []).extend(members)

    def delete(self, kind: RecordType[Any], identity: str) -> None:
        """Delete a record."""
        self._draft(kind, identity).set[DELETED] = True

    def _draft(self, kind: RecordType[Any], identity: str) -> _Draft:
        where = self._chronicle.places[identity]
        return self.drafts.setdefault(identity, _Draft(kind.kind, where))


class Chronicle:
    """What was done for one citizen."""

    def __init__(self, citizen: str, chance: Chance) -> None:
        self.citizen = citizen
        self.chance = chance
        self.places: dict[str, str] = {}
        """The compartment of each record."""
        self._deeds: list[Deed] = []

    def deed(self, at: datetime, author: User, name: str, *, away: timedelta = timedelta()) -> Deed:
        """Begin an act; an author who was *away* from the network that long had seen nothing newer."""
        made = Deed(self, at, author, name, away=away)
        self._deeds.append(made)
        return made

    def acts(self) -> Iterator[Act]:
        """Tell all acts in the order of time, each edit with the version that its author can have seen."""
        log = _Log()
        for deed in sorted((each for each in self._deeds if each.drafts), key=lambda each: each.at):
            by_place: dict[str, list[str]] = {}
            for identity, draft in deed.drafts.items():
                by_place.setdefault(draft.compartment, []).append(identity)
            group = self.chance.id_at(deed.at) if len(by_place) > 1 else None
            changes = [self._change(deed, each, by_place[each], log) for each in by_place]
            yield Act(
                author=deed.author.login,
                device=deed.author.device,
                at=instant(deed.at),
                changes=tuple(msgspec.structs.replace(each, group=group) for each in changes) if group else (*changes,),
            )

    def _change(self, deed: Deed, place: str, identities: list[str], log: "_Log") -> Change:
        drafts = [(each, deed.drafts[each]) for each in identities]
        edits = [
            Edit(record=each, kind=draft.kind, base=log.seen(each, draft, deed), set=draft.set, add=draft.add)
            for each, draft in drafts
        ]
        is_first = log.enter(place, deed, [each for each, draft in drafts if draft.is_new])
        return Change(
            id=self.chance.id_at(deed.at),
            stream=citizen_stream(self.citizen, place),
            at=instant(deed.at),
            name=str(deed.name),
            edits=edits,
            open=(self.citizen, place) if is_first else None,
        )


class _Log:
    """What has been told of each compartment so far: when, and at which version each record came."""

    def __init__(self) -> None:
        self._told: dict[str, list[datetime]] = {}
        self._born: dict[str, int] = {}

    def seen(self, identity: str, draft: _Draft, deed: Deed) -> int:
        """Return the version at which the author of *deed* had read the record."""
        if draft.is_new:
            return 0
        told = self._told[draft.compartment]
        seen = bisect_right(told, deed.at - deed.away) if deed.away else len(told)
        return max(seen, self._born[identity])

    def enter(self, place: str, deed: Deed, new: list[str]) -> bool:
        """Take in the next version of a compartment; tell whether it is the first."""
        told = self._told.setdefault(place, [])
        told.append(deed.at)
        self._born.update(dict.fromkeys(new, len(told)))
        return len(told) == 1
