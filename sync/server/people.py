"""What the server keeps beside the log, taken from the entries: how a citizen is searched for, who looked whom up."""

import hashlib
import hmac
from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from app.changes.cells import Cells
from app.changes.change import Change
from app.clock import FixedClock, instant
from app.domain.danish import fold
from app.ids import Uuid7
from sync.server.log import Log
from sync.server.rights import PLAN, Session
from sync.server.statements import Statement

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

    def write(self) -> None:
        """Write the citizen's row and the look-ups."""
        connection = self._log.connection
        if self._is_renamed and self._log.stream.compartment == PLAN:
            _CITIZEN.run(connection, **self._citizen())
        for each in self._plans:
            kle = str(_value(self._log.states[each], "kle") or "")
            _KLE.run(connection, id=self._log.stream.citizen, kle=kle)
        for each in self._numbers:
            cells = self._log.states[each]
            if _value(cells, "system") == CPR and self._log.stream.citizen is not None:
                hidden = hidden_number(connection, str(_value(cells, "value") or ""))
                _NUMBER.run(connection, id=self._log.stream.citizen, number=hidden)
        _LOOK_UP.run_many(connection, self._look_ups)

    def _citizen(self) -> dict[str, Any]:
        cells = self._log.states[self._log.stream.citizen or ""]
        name = f"{_value(cells, 'given') or ''} {_value(cells, 'family') or ''}"
        born = str(_value(cells, "birth_date") or "")
        return {"id": self._log.stream.citizen, "name": fold(name), "born": born, "unit": self._session.unit}

    def _look_up(self, record: str, told: dict[str, Any]) -> tuple[str, ...]:
        subject, at, act = (str(told.get(name) or "") for name in ("subject", "at", "act"))
        return subject, record, at, self._session.login, self._session.device, act


def by_number(connection: Connection, number: str) -> str | None:
    """Return the citizen who is known by a CPR number, ten characters; None when nobody is."""
    found: str | None = _BY_NUMBER.scalar(connection, number=hidden_number(connection, number))
    return found


def note_look_up(connection: Connection, session: Session, *, subject: str, act: str, now: datetime) -> None:
    """Write down that the session's user looked *subject* up, which may be a unit."""
    row = (subject, Uuid7(FixedClock(now))(), instant(now), session.login, session.device, act)
    _LOOK_UP.run_many(connection, [row])


def hidden_number(connection: Connection, number: str) -> bytes:
    """Return the keyed hash by which a CPR number is found and never read."""
    key = _KEY.scalar(connection)
    return hmac.digest(bytes(key or b""), number.encode(), hashlib.sha256)


def _value(cells: Cells, name: str) -> Any:
    cell = cells.get(name)
    return None if cell is None else cell.value


_KEY = Statement("SELECT value FROM setting WHERE name = 'numbers_key'")
_CITIZEN = Statement(
    "INSERT INTO citizen (id, name, born, number, unit) VALUES (:id, :name, :born, NULL, :unit) "
    "ON CONFLICT (id) DO UPDATE SET name = excluded.name, born = excluded.born"
)
_KLE = Statement(
    "INSERT INTO citizen (id, name, born, number, unit, kle) VALUES (:id, '', '', NULL, '', :kle) "
    "ON CONFLICT (id) DO UPDATE SET kle = excluded.kle"
)
_NUMBER = Statement(
    "INSERT INTO citizen (id, name, born, number, unit) VALUES (:id, '', '', :number, '') "
    "ON CONFLICT (id) DO UPDATE SET number = excluded.number"
)
_BY_NUMBER = Statement("SELECT id FROM citizen WHERE number = :number")
_LOOK_UP = Statement(
    "INSERT INTO look_up (subject, id, at, login, device, act) VALUES (:subject, :id, :at, :login, :device, :act) "
    "ON CONFLICT (subject, id) DO NOTHING"
)
