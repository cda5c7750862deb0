"""Whether the server can do its work now, part by part, and what is true of it as a whole."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection
from sqlalchemy.exc import SQLAlchemyError

from app.clock import moment
from sync.server import settings
from sync.server.core import Core
from sync.server.statements import Statement
from sync.server.vault import OtherVault

OK = "ok"
FAILS = "fails"
OLD = "old"
FULL = "full"
MEGABYTE = 1_000_000
LEAST_FREE_MB = 500
"""Of the disk; below it a checkpoint or a backup may find no room."""
STATE = dict[str, tuple[str, dict[str, float]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Monitoring:
    """Who may read the figures, and from when on the disk counts as full.

    Without a *token* only this machine may. *folder* is that of the data; by default that of the embedded file.
    """

    token: str = field(default="", repr=False)
    least_free_mb: int = LEAST_FREE_MB
    folder: Path | None = None


def parts(core: Core, monitoring: Monitoring) -> dict[str, str]:
    """Return what each part the server needs is like: `ok`, or one word for what is wrong."""
    return {
        "database": _try(lambda: core.database.read(_ask)),
        "schema": _try(lambda: _schema(core)),
        "vault": _try(lambda: _vault(core)),
        "disk": _try(lambda: _disk(core, monitoring)),
    }


def state(core: Core, monitoring: Monitoring) -> STATE:
    """Return the figures of the whole server, whichever process is asked: {name: (what it is, {label: value})}.

    Those that the database holds are missing while it does not answer.
    """
    return {
        "enplan_part_ready": (
            "1 for each part of /ready that is well.",
            {name: float(told == OK) for name, told in parts(core, monitoring).items()},
        ),
        "enplan_disk_free_bytes": ("Free on the disk of the data.", {"": float(_free(core, monitoring))}),
        **_counted(core),
    }


def _counted(core: Core) -> STATE:
    try:
        streams, entries, devices, lost, found = core.database.read(_count)
    except SQLAlchemyError:
        return {}
    now = core.clock.now()
    ages = {what: _age(told, now) for what, told in found.items() if told}
    return {
        "enplan_streams": ("Streams.", {"": streams}),
        "enplan_stream_heads": ("The heads of all streams added up: entries ever taken.", {"": entries}),
        "enplan_devices": ("Registered devices.", {"registered": devices, "lost": lost}),
        "enplan_backup_age_seconds": ("Since the newest backup; missing where none was ever told.", ages),
    }


def _try(look: Callable[[], str]) -> str:
    try:
        return look()
    except (SQLAlchemyError, OtherVault, OSError):
        return FAILS


def _ask(connection: Connection) -> str:
    return OK if settings.epoch(connection) else FAILS


def _schema(core: Core) -> str:
    taken, known = core.database.steps()
    return OK if taken == known else OLD


def _vault(core: Core) -> str:
    core.database.vault.prove()
    return OK


def _disk(core: Core, monitoring: Monitoring) -> str:
    return OK if _free(core, monitoring) >= monitoring.least_free_mb * MEGABYTE else FULL


def _free(core: Core, monitoring: Monitoring) -> int:
    file = core.database.file
    folder = monitoring.folder or (file.parent if file is not None else Path())
    return shutil.disk_usage(folder).free


def _count(connection: Connection) -> tuple[int, int, int, int, dict[str, bytes | None]]:
    streams = _STREAMS.first(connection)
    devices = _DEVICES.first(connection)
    found = {what: settings.read(connection, settings.BACKUP + what) for what in settings.BACKED_UP}
    return streams.count, int(streams.entries or 0), devices.count - devices.lost, devices.lost, found


def _age(told: bytes, now: datetime) -> float:
    return max(0.0, (now - moment(told.decode())).total_seconds())


_STREAMS = Statement("SELECT count(*) AS count, sum(version) AS entries FROM stream")
_DEVICES = Statement("SELECT count(*) AS count, count(lost) AS lost FROM device")
