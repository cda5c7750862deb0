"""Erasure of a citizen: one person asks, another confirms; the keys of the streams go, and with them every copy."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from sqlalchemy import Connection

from app.clock import Clock, instant
from app.ids import Uuid7, is_uuid
from sync.server import answerable, mergers, merging, redaction, register, settings
from sync.server import log as logs
from sync.server.database import Database
from sync.server.register import Erasure
from sync.server.rights import ERASED
from sync.server.staffing import NotDone
from sync.server.statements import Statement

SHORTEST_WORDS = 10
"""Characters of a reason and of a legal basis, at least: a word is none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What somebody asks for: whose data, why, and by which law; in words that name nobody."""

    citizen: str
    reason: str
    basis: str
    by: str


def ask(database: Database, asked: Asked, *, clock: Clock) -> Erasure:
    """Write down that a citizen is to be erased; nothing is done before another person confirms. Raises NotDone."""
    if not is_uuid(asked.citizen):
        raise NotDone("that is no citizen's id")
    if min(len(asked.reason.strip()), len(asked.basis.strip())) < SHORTEST_WORDS:
        raise NotDone("say the reason and the legal basis in words")
    now = clock.now()

    def check(connection: Connection) -> None:
        answerable.check(connection, asked.by, answerable.DECIDING)
        merging.check_whole(connection, asked.citizen)
        if not _STREAMS_OF.all(connection, citizen=asked.citizen):
            raise NotDone("nothing is kept of this citizen")

    database.read(check)
    erasure = Erasure(Uuid7(clock)(), asked.citizen, asked.reason, asked.basis, asked.by, instant(now))
    register.ask(database.vault, erasure)
    return erasure


def confirm(database: Database, identity: str, *, by: str, clock: Clock) -> int:
    """Carry out the erasure *identity*, asked for by another, and return how many streams went. Raises NotDone.

    The register and the keys go first, together: a crash after that is mended by the next start or by confirming again.
    """
    erasure = next((each for each in register.erasures(database.vault) if each.id == identity), None)
    if erasure is None:
        raise NotDone("no such erasure is asked for")
    database.read(lambda connection: answerable.check(connection, by, answerable.DECIDING))
    if by == erasure.asked_by:
        raise NotDone("another person than the one who asked must confirm")
    done = erasure._replace(
        confirmed_by=erasure.confirmed_by or by, confirmed_at=erasure.confirmed_at or instant(clock.now())
    )
    database.read(lambda connection: merging.check_whole(connection, erasure.citizen))
    streams = database.read(lambda each: _streams_of(each, [erasure.citizen]))
    register.confirm(database.vault, done, streams)
    count = database.write(lambda connection: _clear(connection, [erasure.citizen], streams))
    database.wipe()
    return count


def replay(database: Database, *, clock: Clock) -> int:
    """Erase and redact anew what a restored backup brought back; return how many streams and entries that were."""
    vault = database.vault
    citizens = [each.citizen for each in register.erasures(vault) if each.confirmed_at]
    streams = set(database.read(lambda each: _streams_of(each, citizens)))
    register.destroy(vault, streams)
    count = database.write(lambda each: _clear(each, citizens, streams | set(register.erased_streams(vault))))
    count += database.write(lambda each: _redact_anew(each, database, now=instant(clock.now())))
    database.wipe()
    return count


def _streams_of(connection: Connection, citizens: Iterable[str]) -> list[str]:
    """Return the streams of *citizens*, and of everybody whose plan went into theirs."""
    named = [each for citizen in citizens for each in mergers.with_merged(connection, citizen)]
    return [row.id for citizen in dict.fromkeys(named) for row in _STREAMS_OF.all(connection, citizen=citizen)]


def _redact_anew(connection: Connection, database: Database, *, now: str) -> int:
    count = 0
    for stream, removed in groupby(register.removed(database.vault), key=lambda each: each.stream):
        log, ids = logs.lock(connection, stream), [each.change for each in removed]
        if log is None:
            redaction.bar(connection, stream, ids, now=now)
        elif not log.stream.is_erased:
            count += redaction.empty_again(log, ids, now=now)
    return count


def _clear(connection: Connection, citizens: Iterable[str], streams: Iterable[str]) -> int:
    """Take everything out of the tables but the places in the chain; return how many streams had anything."""
    found = [row.id for row in _NOT_CLEARED.of(connection, streams)]
    for stream in found:
        for statement in _CLEARING:
            statement.run(connection, stream=stream)
    for citizen in citizens:
        _FORGET.run(connection, citizen=citizen)
    settings.beat(connection)
    return len(found)


_STREAMS_OF = Statement("SELECT id FROM stream WHERE citizen = :citizen ORDER BY id")
_NOT_CLEARED = Statement(f"SELECT id FROM stream WHERE compartment <> '{ERASED}' AND id IN :ids")  # noqa: S608
_CLEARING = (
    Statement(f"UPDATE stream SET citizen = NULL, compartment = '{ERASED}' WHERE id = :stream"),  # noqa: S608
    Statement("UPDATE entry SET content = NULL WHERE stream = :stream"),
    Statement("UPDATE refusal SET content = NULL, detail = '' WHERE stream = :stream"),
    Statement("DELETE FROM record WHERE stream = :stream"),
    Statement("DELETE FROM attached_part WHERE stream = :stream"),
    Statement("DELETE FROM attached WHERE stream = :stream"),
)
_FORGET = Statement("DELETE FROM citizen WHERE id = :citizen")
