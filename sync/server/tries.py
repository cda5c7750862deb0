"""Tries to log in, counted for each name in the database, so that they count whichever process is asked."""

import json
from datetime import datetime, timedelta

from sqlalchemy import Connection

from app.clock import instant
from sync.server.statements import Statement

MOST = 10
WITHIN = timedelta(minutes=5)


class TooManyTries(Exception):
    """The account is left alone for a while."""


def begin(connection: Connection, name: str, *, now: datetime) -> None:
    """Count a try of *name* as wrong before it is looked at; raises TooManyTries.

    The name's row is locked meanwhile: of any number of tries at one moment no more than `MOST` are looked at.
    """
    _FORGET.run(connection, since=instant(now - WITHIN))
    _FIRST.run(connection, name=name, newest=instant(now))
    counted = _counted(connection, name, now=now)
    if len(counted) >= MOST:
        raise TooManyTries
    _COUNT.run(connection, name=name, times=json.dumps([*counted, instant(now)]), newest=instant(now))


def was_right(connection: Connection, name: str, *, now: datetime) -> None:
    """Take back the try that `begin` counted at *now*."""
    counted = _counted(connection, name, now=now)
    if instant(now) in counted:
        counted.remove(instant(now))
    _COUNT.run(connection, name=name, times=json.dumps(counted), newest=max(counted, default=""))


def _counted(connection: Connection, name: str, *, now: datetime) -> list[str]:
    """Lock the name's row and return the instants of its tries that still count."""
    times: list[str] = json.loads(_LOCK.scalar(connection, name=name) or "[]")
    return [each for each in times if each >= instant(now - WITHIN)]


_FORGET = Statement("DELETE FROM attempt WHERE newest < :since")
_FIRST = Statement(
    "INSERT INTO attempt (name, times, newest) VALUES (:name, '[]', :newest) ON CONFLICT (name) DO NOTHING"
)
_LOCK = Statement("UPDATE attempt SET newest = newest WHERE name = :name RETURNING times")
_COUNT = Statement("UPDATE attempt SET times = :times, newest = :newest WHERE name = :name")
