"""Record and RecordType: what a record is, and all that the rest of the program needs to know of its kind."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import IntFlag, StrEnum
from functools import cached_property
from typing import Any, Generic, TypeVar, get_type_hints

import msgspec

from app.texts import Text


class Policy(StrEnum):
    """What becomes of a setting that comes too late."""

    CONTEST = "contest"
    """Both values are kept and a person chooses."""
    YIELD = "yield"
    """The late one gives way and stays in the history: place, size, colour, order."""
    TEXT = "text"
    """Joined by words where both can stand, else contested: long texts, never decisions."""
    SET = "set"
    """Members are added and dropped; never contested."""
    ONCE = "once"
    """The first value stays; a later one refuses its change."""
    EARLIEST = "earliest"
    """The earlier of two instants or days stands, whichever came first: when something began."""
    LATEST = "latest"
    """The later of two instants or days stands, whichever came first: when something ended, or was last so."""


class Mark(IntFlag):
    """What the screen says of a record beside its content."""

    NONE = 0
    PENDING = 1
    """Saved here, not received centrally."""
    CONTESTED = 2
    """Two versions: a person must choose."""
    REFUSED = 4
    """An own change was not accepted."""
    MERGED = 8
    """Text that the server joined and nobody has read yet."""


class Record(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """What every record has; the fields of its kind follow in the subclass.

    `seen` is the version of the stream that the record was read at: the base of an edit made from it. It means the log
    that the server had when this program had followed `forks` others since it began.
    """

    id: str = ""
    stream: str = ""
    citizen: str | None = None
    seen: int = 0
    marks: Mark = Mark.NONE
    deleted: bool = False
    forks: int = 0


DELETED = "deleted"
TYPE = "type"
OF_THE_RECORD = Record.__struct_fields__
"""What every record has, whatever its kind, in the order that `RecordType.decode` takes it."""
_PUTS = tuple(vars(Record)[name].__set__ for name in OF_THE_RECORD)

R = TypeVar("R", bound=Record)


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """Which fields the lists, the calendar and the search take from a record."""

    title: str | None = None
    order: str | None = None
    day: str | None = None
    state: str | None = None
    parent: str | None = None
    searched: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class RecordType(Generic[R]):
    """One type of record: its class, its name on the wire, and how its fields behave.

    `type` tells apart the types that share one kind (the plan items). `parents` are the fields that name a record
    without which this one cannot stand: writing a new child of a deleted parent revives the parent.
    A field that `policies` does not name is contested.
    """

    record: type[R]
    kind: str
    label: Text
    type: str | None = None
    listing: Listing = field(default_factory=Listing)
    policies: Mapping[str, Policy] = field(default_factory=dict)
    parents: tuple[str, ...] = ()

    @cached_property
    def hints(self) -> Mapping[str, Any]:
        """The type of each field of the kind itself, limits included."""
        hints = get_type_hints(self.record, include_extras=True)
        return {name: hint for name, hint in hints.items() if name not in OF_THE_RECORD}

    @cached_property
    def defaults(self) -> Mapping[str, Any]:
        """The value each field has when nobody has set it."""
        return {each.name: each.default for each in msgspec.structs.fields(self.record) if each.name in self.hints}

    def policy(self, name: str) -> Policy:
        """Return how field *name* behaves."""
        return self.policies.get(name, Policy.CONTEST)

    def read(self, shown: Mapping[str, Any], **of_the_record: Any) -> R:
        """Make the record from its *shown* fields as JSON values.

        Fields of a newer program are left out; a value that a newer program writes in another shape counts as
        not known. Neither is lost: both stay in the cells.
        """
        try:
            record = msgspec.convert(shown, type=self.record)
        except msgspec.ValidationError:
            return self.record(**of_the_record, **self._converted(shown))
        for name, value in of_the_record.items():
            msgspec.structs.force_setattr(record, name, value)
        return record

    def decode(self, stored: bytes, of_the_record: Sequence[Any]) -> R:
        """Make the record from its shown fields as they are stored, and from the values of `OF_THE_RECORD`.

        It says what `read` says, without a dictionary between the bytes and the record.
        """
        try:
            record = self._decoder.decode(stored)
        except msgspec.ValidationError:
            return self.read(msgspec.json.decode(stored), **dict(zip(OF_THE_RECORD, of_the_record, strict=True)))
        for put, value in zip(_PUTS, of_the_record, strict=True):
            put(record, value)
        return record

    @cached_property
    def _decoder(self) -> msgspec.json.Decoder[R]:
        return msgspec.json.Decoder(self.record)

    def written(self, record: R) -> dict[str, Any]:
        """Return the fields of *record* that are known, as JSON values; the type of an item is among them."""
        told = {name: msgspec.to_builtins(getattr(record, name)) for name in self.hints}
        return {name: value for name, value in told.items() if value not in (None, [], ())}

    def _converted(self, shown: Mapping[str, Any]) -> dict[str, Any]:
        converted: dict[str, Any] = {}
        for name, hint in self.hints.items():
            value = shown.get(name)
            if value is None:
                continue
            try:
                converted[name] = msgspec.convert(value, type=hint)
            except msgspec.ValidationError:
                continue
        return converted


@dataclass(frozen=True, kw_only=True)
class Kind:
    """All record types that share one kind on the wire, seen as one: what sync and the store work with."""

    name: str
    types: tuple[RecordType[Any], ...]

    @cached_property
    def policies(self) -> Mapping[str, Policy]:
        """The policy of each field that is not contested."""
        return {name: policy for each in self.types for name, policy in each.policies.items()}

    @cached_property
    def hints(self) -> Mapping[str, Any]:
        """The type of each known field."""
        return {name: hint for each in self.types for name, hint in each.hints.items()} | {DELETED: bool}

    @cached_property
    def parents(self) -> tuple[str, ...]:
        """The fields that name a record without which one of this kind cannot stand."""
        return tuple(sorted({name for each in self.types for name in each.parents}))

    def policy(self, name: str) -> Policy:
        """Return how field *name* behaves; a field of a newer program is contested."""
        return self.policies.get(name, Policy.CONTEST)

    def type_of(self, shown: Mapping[str, Any]) -> RecordType[Any]:
        """Return the record type that reads *shown*: by its type field, else the first."""
        named = shown.get(TYPE)
        return next((each for each in self.types if each.type == named), self.types[0])

    def typed(self, named: str | None) -> RecordType[Any]:
        """Return the record type of that name, else the first."""
        return self._by_type.get(named, self.types[0])

    @cached_property
    def _by_type(self) -> Mapping[str | None, RecordType[Any]]:
        return {each.type: each for each in self.types}
