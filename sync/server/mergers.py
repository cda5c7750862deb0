"""Which citizens turned out to be one: who they were, by whose word and why."""

from typing import NamedTuple

from sqlalchemy import Connection

from sync.server.statements import Statement


class Merger(NamedTuple):
    """A citizen whose plan went into that of *survivor*."""

    citizen: str
    survivor: str
    at: str
    by: str
    reason: str


def note(connection: Connection, merger: Merger) -> None:
    """Write down that two citizens are one."""
    _NOTE.run_many(connection, [tuple(merger)])


def every(connection: Connection) -> list[Merger]:
    """Return every merger, the oldest first."""
    return [Merger(*row) for row in _ALL.each(connection)]


def survivor_of(connection: Connection, citizen: str) -> str | None:
    """Return who *citizen* is called now; None when nobody has merged that one."""
    found, now = citizen, _SURVIVOR.scalar(connection, citizen=citizen)
    while now is not None:
        found, now = now, _SURVIVOR.scalar(connection, citizen=now)
    return None if found == citizen else found


def with_merged(connection: Connection, citizen: str) -> list[str]:
    """Return *citizen* and everybody whose plan went into that one's, by whatever way."""
    found = [citizen]
    for each in found:
        found += [row.citizen for row in _MERGED.each(connection, survivor=each) if row.citizen not in found]
    return found


_NOTE = Statement(
    "INSERT INTO merger (citizen, survivor, at, by_whom, reason) VALUES (:citizen, :survivor, :at, :by_whom, :reason)"
)
_ALL = Statement("SELECT citizen, survivor, at, by_whom, reason FROM merger ORDER BY at, citizen")
_SURVIVOR = Statement("SELECT survivor FROM merger WHERE citizen = :citizen")
_MERGED = Statement("SELECT citizen FROM merger WHERE survivor = :survivor ORDER BY citizen")
