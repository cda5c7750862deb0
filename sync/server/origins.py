"""Where plans came from and went to, and the keys of elsewhere that prove what was written there."""

from collections.abc import Collection, Iterable, Sequence
from typing import Any, NamedTuple

from sqlalchemy import Connection

from app.changes import signing
from sync.server.planfile import KeyLine, Origin
from sync.server.statements import Statement


class Departure(NamedTuple):
    """A stream that was written into a plan file: when, by whom, for whom, up to which version."""

    stream: str
    at: str
    by: str
    to: str
    version: int


def keep(connection: Connection, origins: Sequence[Origin]) -> None:
    """Write down the moves that streams have made, each stream's in their order."""
    numbers: dict[str, int] = {}
    rows = []
    for each in origins:
        numbers[each.stream] = numbers.get(each.stream, 0) + 1
        rows.append((
            each.stream, numbers[each.stream], each.version, each.municipality, each.signing, each.at, each.by,
            each.received, each.received_by,
        ))  # fmt: skip
    _KEEP.run_many(connection, rows)


def of_streams(connection: Connection, streams: Iterable[str]) -> list[Origin]:
    """Return the moves of *streams*, each stream's in their order."""
    rows = sorted(_OF_STREAMS.of(connection, streams), key=lambda row: (row.stream, row.number))
    return [_origin(row) for row in rows]


def all_of_them(connection: Connection) -> list[Origin]:
    """Return every move of every stream that is here."""
    return [_origin(row) for row in _ALL.each(connection)]


def version_brought(connection: Connection, stream: str) -> int:
    """Return up to which version the log of *stream* came in a plan file, 0 when it was begun here."""
    return max((each.version for each in of_streams(connection, [stream])), default=0)


def keep_keys(connection: Connection, keys: Collection[KeyLine]) -> None:
    """Write down public keys of elsewhere; those that are known are left."""
    rows = [(each.key, each.device, each.login, each.municipality, each.public) for each in keys]
    _KEEP_KEY.run_many(connection, rows)


def keys_of(connection: Connection, names: Iterable[str]) -> dict[str, KeyLine]:
    """Return those of the keys called *names* that came from elsewhere."""
    return {row.key_id: _key(row) for row in _KEYS.of(connection, names)}


def public_keys(connection: Connection) -> dict[str, bytes]:
    """Return every key of elsewhere by its name."""
    return {row.key_id: bytes(row.public) for row in _EVERY_KEY.each(connection)}


def note_departures(connection: Connection, departures: Sequence[Departure]) -> None:
    """Write down what was written into a plan file."""
    _DEPART.run_many(connection, departures)


def departures(connection: Connection) -> list[Departure]:
    """Return every stream that was ever written into a plan file, the oldest first."""
    return [Departure(*row) for row in _DEPARTURES.each(connection)]


def is_named_rightly(key: KeyLine) -> bool:
    """Tell whether a key's name is that of its bytes."""
    return signing.key_id(key.public) == key.key


def _origin(row: Any) -> Origin:
    return Origin(
        stream=row.stream, version=row.version, municipality=row.municipality, signing=bytes(row.signing), at=row.at,
        by=row.by_whom, received=row.received, received_by=row.received_by,
    )  # fmt: skip


def _key(row: Any) -> KeyLine:
    return KeyLine(
        key=row.key_id, device=row.device, login=row.login, municipality=row.municipality, public=bytes(row.public)
    )


_COLUMNS = "stream, number, version, municipality, signing, at, by_whom, received, received_by"
_KEEP = Statement(
    f"INSERT INTO origin ({_COLUMNS}) VALUES "  # noqa: S608 - a constant, as below
    "(:stream, :number, :version, :municipality, :signing, :at, :by_whom, :received, :received_by)"
)
_OF_STREAMS = Statement(f"SELECT {_COLUMNS} FROM origin WHERE stream IN :ids")  # noqa: S608
_ALL = Statement(f"SELECT {_COLUMNS} FROM origin ORDER BY stream, number")  # noqa: S608
_KEEP_KEY = Statement(
    "INSERT INTO foreign_key (key_id, device, login, municipality, public) "
    "VALUES (:key_id, :device, :login, :municipality, :public) ON CONFLICT (key_id) DO NOTHING"
)
_KEYS = Statement("SELECT key_id, device, login, municipality, public FROM foreign_key WHERE key_id IN :ids")
_EVERY_KEY = Statement("SELECT key_id, public FROM foreign_key")
_DEPART = Statement(
    "INSERT INTO departure (stream, at, by_whom, to_whom, version) VALUES (:stream, :at, :by_whom, :to_whom, :version) "
    "ON CONFLICT (stream, at) DO NOTHING"
)
_DEPARTURES = Statement("SELECT stream, at, by_whom, to_whom, version FROM departure ORDER BY at, stream")
