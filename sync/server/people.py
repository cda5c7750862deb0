"""What the server keeps beside the log, taken from the entries: how a citizen is searched for, who looked whom up."""

import hashlib
import hmac
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from app.changes.cells import value
from app.changes.change import Change
from app.clock import FixedClock, instant
from app.domain.danish import fold
from app.ids import Uuid7, citizen_stream
from sync.server.content import Person, seal_person
from sync.server.log import Log
from sync.server.rights import PLAN, Role, Session
from sync.server.statements import Statement
from sync.server.vault import vault_of

CITIZEN = "citizen"
IDENTIFIER = "identifier"
PLAN_RECORD = "plan"
LOOK_UP = "look_up"
CPR = "cpr"


class Watcher:
    """Sees each entry of one stream's transaction go by, and writes what it noted at the end."""

    def __init__(self, log: Log, session: Session) -> None:
        self._log = log
        self._session = session
        self._numbers: set[str] = set()
        self._is_renamed = False
        self._plans: set[str] = set()
        self._has_lost = False
        self._look_ups: list[tuple[str, ...]] = []

    def entered(self, change: Change) -> None:
        """Note what *change* says of the citizen, or that somebody was looked up."""
        for edit in change.edits:
            if edit.kind == CITIZEN and edit.record == self._log.stream.citizen:
                self._is_renamed = True
            elif edit.kind == PLAN_RECORD and "kle" in edit.set:
                self._plans.add(edit.record)
            elif edit.kind == IDENTIFIER:
                self._numbers.add(edit.record)
            elif edit.kind == LOOK_UP:
                self._look_ups.append(self._look_up(edit.record, edit.set))

    def made_anew(self, records: set[str]) -> None:
        """Note that *records* were made anew without what was redacted."""
        self._is_renamed = self._is_renamed or self._log.stream.citizen in records
        self._numbers |= {each for each in records if self._log.kinds.get(each) == IDENTIFIER}
        self._numbers -= records - self._log.states.keys()
        self._plans -= records - self._log.states.keys()
        self._has_lost = self._has_lost or not records <= self._log.states.keys()

    def write(self) -> None:
        """Write the citizen's row and the look-ups."""
        if self._is_renamed or self._numbers or self._has_lost:
            self._write_person()
        for each in self._plans:
            kle = str(value(self._log.states[each], "kle") or "")
            _KLE.run(self._log.connection, id=self._log.stream.citizen, kle=kle)
        _LOOK_UP.run_many(self._log.connection, self._look_ups)

    def _write_person(self) -> None:
        """Keep what the citizen is searched by, under the key of the plan: the name lies there, numbers beside it."""
        connection, citizen = self._log.connection, self._log.stream.citizen
        if citizen is None:
            return
        plan, vault = citizen_stream(citizen, PLAN), vault_of(connection)
        vault.ensure([plan])
        key = vault.key(plan)
        if self._is_renamed and self._log.stream.compartment == PLAN:
            sealed = seal_person(key, citizen, self._named())
            _PUT_PERSON.run(connection, id=citizen, unit=self._session.unit, stream=plan, content=sealed)
        for number in self._numbered():
            _NUMBER.run(connection, id=citizen, unit=self._session.unit, number=number)

    def _named(self) -> Person:
        cells = self._log.states.get(self._log.stream.citizen or "", {})
        name = f"{value(cells, 'given') or ''} {value(cells, 'family') or ''}"
        return Person(fold(name), str(value(cells, "birth_date") or ""))

    def _numbered(self) -> Iterator[bytes | None]:
        """Yield the hidden numbers that were told; first None where one may have been removed."""
        if self._has_lost:
            yield None
        for each in self._numbers:
            cells = self._log.states[each]
            if value(cells, "system") == CPR:
                yield hidden_number(self._log.connection, str(value(cells, "value") or ""))

    def _look_up(self, record: str, told: dict[str, Any]) -> tuple[str, ...]:
        subject, at, act = (str(told.get(name) or "") for name in ("subject", "at", "act"))
        return subject, record, at, self._session.login, self._session.device, act


def made_anew(log: Log, records: set[str]) -> None:
    """Make anew what is kept of a citizen whose *records* the server made anew by itself."""
    watcher = Watcher(log, _NOBODY)
    watcher.made_anew(records)
    watcher.write()


def by_number(connection: Connection, number: str) -> str | None:
    """Return the citizen who is known by a CPR number, ten characters; None when nobody is."""
    found: str | None = _BY_NUMBER.scalar(connection, number=hidden_number(connection, number))
    return found


def note_look_up(connection: Connection, session: Session, *, subject: str, act: str, now: datetime) -> None:
    """Write down that the session's user looked *subject* up, which may be a unit."""
    row = (subject, Uuid7(FixedClock(now))(), instant(now), session.login, session.device, act)
    _LOOK_UP.run_many(connection, [row])


def hidden_number(connection: Connection, number: str) -> bytes:
    """Return the keyed hash by which a CPR number is found and never read; one of its two keys lies in the vault."""
    key = _KEY.scalar(connection)
    return vault_of(connection).hidden(hmac.digest(bytes(key or b""), number.encode(), hashlib.sha256))


_NOBODY = Session(login="", name="", role=Role.ADMINISTRATOR, areas=frozenset(), device="")
"""Whoever stands for the server: of a citizen's row that is there already nothing comes from the session."""
_KEY = Statement("SELECT value FROM setting WHERE name = 'numbers_key'")
_KLE = Statement(
    "INSERT INTO citizen (id, unit, kle) VALUES (:id, '', :kle) ON CONFLICT (id) DO UPDATE SET kle = excluded.kle"
)
_NUMBER = Statement(
    "INSERT INTO citizen (id, unit, number) VALUES (:id, :unit, :number) "
    "ON CONFLICT (id) DO UPDATE SET number = excluded.number"
)
_PUT_PERSON = Statement(
    "INSERT INTO citizen (id, unit, content, stream) VALUES (:id, :unit, :content, :stream) "
    "ON CONFLICT (id) DO UPDATE SET content = excluded.content, stream = excluded.stream"
)
_BY_NUMBER = Statement("SELECT id FROM citizen WHERE number = :number")
_LOOK_UP = Statement(
    "INSERT INTO look_up (subject, id, at, login, device, act) VALUES (:subject, :id, :at, :login, :device, :act) "
    "ON CONFLICT (subject, id) DO NOTHING"
)
