"""Organisation and fagperson: whom the user knows beside the citizens; kept in the user's own stream."""

from app.domain.record import Listing, Record, RecordType
from app.domain.values import Id, Title
from app.texts import mark


class Organisation(Record, frozen=True, kw_only=True):
    """A unit, authority or provider; numbers of several systems may name it."""

    name: Title | None = None
    numbers: tuple[Title, ...] = ()
    phone: Title | None = None
    email: Title | None = None
    address: Title | None = None
    part_of: Id | None = None


class Professional(Record, frozen=True, kw_only=True):
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
