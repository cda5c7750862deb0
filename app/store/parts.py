"""Parts: one act that is too large to be collected at once, written part by part in one database transaction."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from sqlalchemy import Connection

from app.store import typing
from app.store.reader import Reader
from app.store.transaction import Touched, Transaction, Written


class Parts:
    """An act in parts. `reader` shows what is written so far; nobody else sees any of it before its end."""

    def __init__(
        self,
        connection: Connection,
        *,
        reader: Reader,
        act: str,
        begin: Callable[[], Transaction],
        sign: Callable[[Sequence[Written]], None],
    ) -> None:
        self.reader = reader
        self.ended: list[str] = []
        """The ids of the changes that may be sent once the act is saved."""
        self._kinds: set[str] = set()
        self._citizens: set[str] = set()
        self._records: set[str] = set()
        self._changes: list[str] = []
        self._connection = connection
        self._act = act
        self._begin = begin
        self._sign = sign

    @contextmanager
    def part(self) -> Iterator[Transaction]:
        """Write some of the act."""
        transaction = self._begin()
        yield transaction
        ended, left = typing.end(self._connection, transaction.edited())
        written, touched = transaction.write(act=self._act, role="do", is_part=True)
        self._sign([*ended, *written])
        self.ended += [each.id for each in (*ended, *written)]
        self._changes += [each.id for each in written]
        for each in (left, touched):
            self._kinds |= each.kinds
            self._citizens |= each.citizens
            self._records |= each.records

    @property
    def touched(self) -> Touched:
        """Return what the parts so far have altered."""
        return Touched(
            kinds=frozenset(self._kinds),
            citizens=frozenset(self._citizens),
            records=frozenset(self._records),
            changes=tuple(self._changes),
        )
