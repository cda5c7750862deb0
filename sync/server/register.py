"""The register of what was removed: who, when, why. It lies in the vault, so no restored backup forgets it."""

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from sync.server.statements import Statement
from sync.server.vault import Vault


class Removed(NamedTuple):
    """A change whose content was removed; version 0 when it never came."""

    stream: str
    change: str
    version: int
    at: str
    by: str
    reason: str


class Erasure(NamedTuple):
    """The erasure of a citizen: asked for by one person, carried out when another confirmed it."""

    id: str
    citizen: str
    reason: str
    basis: str
    asked_by: str
    asked_at: str
    confirmed_by: str | None = None
    confirmed_at: str | None = None


class Request(NamedTuple):
    """A redaction by hand: asked for by one person, carried out when another confirmed it; `changes` parts its ids."""

    id: str
    stream: str
    changes: str
    reason: str
    asked_by: str
    asked_at: str
    confirmed_by: str | None = None
    confirmed_at: str | None = None


def note_removed(vault: Vault, removed: Sequence[Removed]) -> None:
    """Write down what was removed; what stands there already is left."""
    if removed:
        with vault.writing() as connection:
            _NOTE.run_many(connection, removed)


def removed(vault: Vault) -> list[Removed]:
    """Return all that was removed, by stream, oldest first."""
    with vault.reading() as connection:
        return [Removed(*row) for row in _REMOVED.each(connection)]


def request(vault: Vault, asked: Request) -> None:
    """Write down that a redaction is asked for."""
    with vault.writing() as connection:
        _REQUEST.run_many(connection, [asked[:6]])


def requests(vault: Vault) -> list[Request]:
    """Return every redaction by hand, asked for or carried out, oldest first."""
    with vault.reading() as connection:
        return [Request(*row) for row in _REQUESTS.each(connection)]


def fulfil(vault: Vault, asked: Request) -> None:
    """Write down who confirmed a redaction, and when."""
    with vault.writing() as connection:
        _FULFIL.run(connection, id=asked.id, by=asked.confirmed_by, at=asked.confirmed_at)


def ask(vault: Vault, erasure: Erasure) -> None:
    """Write down that an erasure is asked for."""
    with vault.writing() as connection:
        _ASK.run_many(connection, [erasure[:6]])


def erasures(vault: Vault) -> list[Erasure]:
    """Return every erasure, asked for or carried out, oldest first."""
    with vault.reading() as connection:
        return [Erasure(*row) for row in _ERASURES.each(connection)]


def is_erased(vault: Vault, citizen: str) -> bool:
    """Tell whether *citizen* was erased."""
    with vault.reading() as connection:
        return _IS_ERASED.scalar(connection, citizen=citizen) is not None


def erased_streams(vault: Vault) -> list[str]:
    """Return the streams whose keys were destroyed."""
    with vault.reading() as connection:
        return [row.stream for row in _STREAMS.each(connection)]


def confirm(vault: Vault, erasure: Erasure, streams: Iterable[str]) -> None:
    """Write down who confirmed it and destroy the keys of *streams*: both, or neither."""
    gone = list(streams)
    with vault.writing() as connection:
        _CONFIRM.run(connection, id=erasure.id, by=erasure.confirmed_by, at=erasure.confirmed_at)
        _ERASE.run_many(connection, [(each, erasure.id) for each in gone])
        vault.destroy(connection, gone)
    vault.forget()
    vault.wipe()


def destroy(vault: Vault, streams: Iterable[str]) -> None:
    """Destroy the keys of streams of citizens who were erased before."""
    gone = list(streams)
    with vault.writing() as connection:
        vault.destroy(connection, gone)
    vault.forget()
    vault.wipe()


def _columns(kind: Any) -> str:
    return ", ".join(kind._fields)


_NOTE = Statement(
    "INSERT INTO redaction (stream, change, version, at, by, reason) "
    "VALUES (:stream, :change, :version, :at, :by, :reason) ON CONFLICT (stream, change) DO NOTHING"
)
_REMOVED = Statement(f"SELECT {_columns(Removed)} FROM redaction ORDER BY stream, at, change")  # noqa: S608
_REQUEST = Statement(
    "INSERT INTO redaction_request (id, stream, changes, reason, asked_by, asked_at) "
    "VALUES (:id, :stream, :changes, :reason, :asked_by, :asked_at)"
)
_REQUESTS = Statement(f"SELECT {_columns(Request)} FROM redaction_request ORDER BY id")  # noqa: S608
_FULFIL = Statement(
    "UPDATE redaction_request SET confirmed_by = :by, confirmed_at = :at WHERE id = :id AND confirmed_by IS NULL"
)
_ASK = Statement(
    "INSERT INTO erasure (id, citizen, reason, basis, asked_by, asked_at) "
    "VALUES (:id, :citizen, :reason, :basis, :asked_by, :asked_at)"
)
_ERASURES = Statement(f"SELECT {_columns(Erasure)} FROM erasure ORDER BY id")  # noqa: S608
_IS_ERASED = Statement("SELECT 1 FROM erasure WHERE citizen = :citizen AND confirmed_at IS NOT NULL LIMIT 1")
_STREAMS = Statement("SELECT stream FROM erased_stream ORDER BY stream")
_CONFIRM = Statement("UPDATE erasure SET confirmed_by = :by, confirmed_at = :at WHERE id = :id")
_ERASE = Statement(
    "INSERT INTO erased_stream (stream, erasure) VALUES (:stream, :erasure) ON CONFLICT (stream) DO NOTHING"
)
