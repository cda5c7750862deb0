"""Which devices were given which streams: if the right to one ends, its device is told until the purge's receipt."""

import threading
from collections.abc import Iterable, Sequence

from sqlalchemy import Connection

from sync.server.database import Database
from sync.server.statements import Statement


class Holdings:
    """Notes what is handed out, before the answer goes; safe to call from any thread.

    Where this process alone writes it remembers what is noted, and asked again it costs nothing. Where others write too
    it asks the database, since another may have taken a receipt meanwhile.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._is_alone = database.has_one_writer
        self._noted: set[tuple[str, str]] = set()
        self._guard = threading.Lock()

    def note(self, device: str, streams: Sequence[str]) -> None:
        """Note that *device* was given *streams*."""
        missing = self._missing(device, streams)
        if missing:
            self._database.write(lambda connection: _HOLD.run_many(connection, _pairs(device, missing)))
            self.noted(device, missing)

    def note_within(self, connection: Connection, device: str, streams: Iterable[str]) -> list[str]:
        """Note it in a transaction and return what `noted` is to be told after its end."""
        missing = self._unknown(device, streams)
        _HOLD.run_many(connection, _pairs(device, missing))
        return missing

    def noted(self, device: str, streams: Iterable[str]) -> None:
        """Remember that it was noted that *device* was given *streams*."""
        if self._is_alone:
            with self._guard:
                self._noted.update(_pairs(device, streams))

    def let_go(self, device: str, streams: Iterable[str], *, at: str) -> None:
        """Take the receipt of a purge."""
        gone = list(streams)
        self._database.write(lambda connection: _let_go(connection, device, gone, at=at))
        with self._guard:
            self._noted.difference_update(_pairs(device, gone))

    def _missing(self, device: str, streams: Iterable[str]) -> list[str]:
        unknown = self._unknown(device, streams)
        if self._is_alone or not unknown:
            return unknown
        held = self._database.read(
            lambda connection: {row.stream for row in _HELD.of(connection, unknown, device=device)}
        )
        return [each for each in unknown if each not in held]

    def _unknown(self, device: str, streams: Iterable[str]) -> list[str]:
        with self._guard:
            return [each for each in streams if (device, each) not in self._noted]


def awaits_purge(connection: Connection, device: str, stream: str) -> bool:
    """Tell whether *device* still holds what moved to *stream*: no record may lie there in two streams."""
    return _AWAITED.scalar(connection, device=device, stream=stream) is not None


def _pairs(device: str, streams: Iterable[str]) -> list[tuple[str, str]]:
    return [(device, each) for each in streams]


def _let_go(connection: Connection, device: str, streams: Iterable[str], *, at: str) -> None:
    """Take the receipts of what the device was given; others would be rows that anybody may fill a disk with."""
    held = [row.stream for row in _HELD.of(connection, streams, device=device)]
    for each in held:
        _LET_GO.run(connection, device=device, stream=each)
        _RECEIPT.run(connection, device=device, stream=each, at=at)


_HELD = Statement("SELECT stream FROM holding WHERE device = :device AND stream IN :ids")
_AWAITED = Statement(
    "SELECT 1 FROM holding JOIN stream ON stream.id = holding.stream "
    "WHERE holding.device = :device AND stream.moved_to = :stream LIMIT 1"
)
_HOLD = Statement(
    "INSERT INTO holding (device, stream) VALUES (:device, :stream) ON CONFLICT (device, stream) DO NOTHING"
)
_LET_GO = Statement("DELETE FROM holding WHERE device = :device AND stream = :stream")
_RECEIPT = Statement(
    "INSERT INTO purge (device, stream, at) VALUES (:device, :stream, :at) ON CONFLICT (device, stream, at) DO NOTHING"
)
