"""Records: what the queries of one plan ask, of a store's snapshot or of anything else that holds its records."""

from collections.abc import Sequence
from typing import Any, Protocol, TypeVar

from app.domain.attachment import Attachment
from app.domain.record import Record, RecordType
from app.store.attached import Held
from app.store.reader import Head

R = TypeVar("R", bound=Record)


class Records(Protocol):
    """Is asked as a Reader is."""

    def get(self, kind: RecordType[R], identity: str) -> R | None:
        """Return one record, deleted ones too; None when it is not there or of another kind."""
        ...

    def all(self, *types: RecordType[R], citizen: str | None = None, parent: str | None = None) -> list[R]:
        """Return the records of *types* that stand, in order (order key or name, then id)."""
        ...

    def head(self, identity: str) -> Head | None:
        """Return how far stream *identity* has come."""
        ...

    def waiting(self, identity: str) -> list[bytes]:
        """Return the bytes of the own changes that lie over stream *identity*, in the order they were made."""
        ...

    def assigned(self, citizen: str) -> list[str]:
        """Return the logins of those who work with *citizen*."""
        ...

    def attached(self, named: Attachment) -> Held:
        """Return how much of an attached file is there."""
        ...

    def attached_parts(self, named: Attachment) -> list[bytes]:
        """Return the sealed parts of an attached file that are there, in order."""
        ...

    def show(self, identities: Sequence[str]) -> dict[str, dict[str, Any]]:
        """Return the fields that each of those records shows which are there."""
        ...
