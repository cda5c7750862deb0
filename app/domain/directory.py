"""Organisation and fagperson: whom the user knows beside the citizens; kept in the user's own stream."""

from dataclasses import dataclass

from app.domain.record import Listing, Record, RecordType
from app.domain.values import Id, Title
from app.texts import mark


@dataclass(frozen=True, slots=True, kw_only=True)
class Organisation(Record):
    """A unit, authority or provider; numbers of several systems may name it."""

    name: Title | None = None
    numbers: tuple[Title, ...] = ()
    phone: Title | None = None
    email: Title | None = None
    address: Title | None = None
    part_of: Id | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Professional(Record):
    """A person who works with citizens."""

    name: Title | None = None
    role: Title | None = None
    organisation: Title | None = None
    phone: Title | None = None
    email: Title | None = None


ORGANISATION = RecordType(
    record=Organisation,
    kind="organisation",
    label=mark("record", "Organisation"),
    listing=Listing(title="name", searched=("name",)),
)

PROFESSIONAL = RecordType(
    record=Professional,
    kind="professional",
    label=mark("record", "Fagperson"),
    listing=Listing(title="name", searched=("name", "role", "organisation")),
)
