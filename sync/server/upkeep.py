"""What an administrator does to a server: users, assignments, backup and restore."""

import hashlib
import os
import shutil
from pathlib import Path

from sqlalchemy import Connection

from app.changes import sealing
from app.clock import Clock, instant
from sync.acts import LossReport
from sync.server import accounts, devices, directory, embedded, erasing, losses, permits, settings, units
from sync.server.database import Database
from sync.server.embedded import DATABASE_FILE, KEY_FILE
from sync.server.rights import Role
from sync.server.staffing import NotDone


def add_user(
    database: Database, *, login: str, name: str, role: Role, password: str, areas: str, clock: Clock,
    unit: str = "", within: str = "", kle: str = "",
) -> None:  # fmt: skip
    """Make an account, or renew it whole, and tell the directory. Raises NotDone.

    *unit* is where the user works; *within* (a unit) and *kle* (beginnings of numbers, parted by commas) limit what may
    ever be opened.
    """
    if len(password) < accounts.SHORTEST_PASSWORD:
        raise NotDone(f"the password must have at least {accounts.SHORTEST_PASSWORD} characters")
    hashed = accounts.hashed(password)

    def write(connection: Connection) -> None:
        missing = {each for each in (unit, within) if each} - set(units.names(connection))
        if missing:
            raise NotDone("there is no such unit")
        accounts.put(
            connection, login=login, name=name, role=role, hashed=hashed, areas=areas, unit=unit, within=within, kle=kle
        )
        identity = settings.identity(connection)
        directory.write_user(connection, identity, login=login, name=name, role=role.value, now=clock.now())
        settings.beat(connection)

    database.write(write)


def set_escrow(database: Database, content: bytes) -> str:
    """Keep the municipality's public key for every device; return its SHA-256 mark. Raises NotDone."""
    try:
        public = sealing.read_public(content)
    except ValueError as wrong:
        raise NotDone("the file is no public X25519 key") from wrong

    def write(connection: Connection) -> None:
        settings.write(connection, settings.ESCROW, public)
        settings.beat(connection)

    database.write(write)
    return hashlib.sha256(public).hexdigest()


def backup(database: Database, target: Path, *, clock: Clock) -> None:
    """Write an encrypted copy to *target*; it opens with the same `server.key`. Raises NotDone."""
    if database.file is None:
        raise NotDone("PostgreSQL is backed up by its own tools")
    if target.exists():
        raise NotDone("the file is there already")
    database.copy_to(target)
    target.chmod(0o600)
    note_backup(database, settings.DATA, clock=clock)


def backup_keys(database: Database, target: Path, *, clock: Clock) -> None:
    """Write an encrypted copy of the streams' keys to *target*; it opens with the same `server.key`. Raises NotDone."""
    if not database.vault.is_embedded:
        raise NotDone("the keys lie in a database of their own, which is copied by its own tools")
    if target.exists():
        raise NotDone("the file is there already")
    database.vault.copy_to(target)
    target.chmod(0o600)
    note_backup(database, settings.KEYS, clock=clock)


def note_backup(database: Database, what: str, *, clock: Clock) -> None:
    """Note that a copy of *what* (of `settings.BACKED_UP`) was made now, by this program or another."""
    at = instant(clock.now())
    database.write(lambda connection: settings.note_backup(connection, what, at=at))


def restore(folder: Path, source: Path, *, clock: Clock) -> None:
    """Put the backup *source* in place of the database in *folder* and renew the epoch. Raises NotDone.

    The server must not run. The database that was there is kept beside it as `server.db.before`. What is no backup of
    this server's data is put nowhere.
    """
    if not (folder / KEY_FILE).exists():
        raise NotDone(f"{folder} holds no {KEY_FILE}: put there the one that the backup was made with")
    present, beside = folder / DATABASE_FILE, folder / f"{DATABASE_FILE}.new"
    shutil.copyfile(source, beside)
    if not embedded.is_of_server(beside, key=embedded.server_key(folder)):
        beside.unlink()
        raise NotDone(f"{source} is no backup of the data that opens with the {KEY_FILE} here; nothing was changed")
    for each in (present, *(folder / f"{DATABASE_FILE}{tail}" for tail in ("-wal", "-shm"))):
        if each.exists():
            os.replace(each, each.with_name(each.name + ".before"))
    os.replace(beside, present)
    database = Database.embedded(folder)
    try:
        database.migrate()
        restored(database, clock=clock)
    finally:
        database.close()


def restored(database: Database, *, clock: Clock) -> str:
    """Renew the epoch of a database that a backup was put into, so that clients offer again what they sent since.

    What had been erased and redacted goes first. It must have today's tables, and nothing may serve from it. Return the
    new epoch.
    """
    erasing.replay(database, clock=clock)
    database.write(_renew_epoch)
    return database.read(settings.epoch)


def report_lost(database: Database, device: str, *, clock: Clock, by: str = "", why: str = "") -> LossReport:
    """Close a device for good, and return what was on it. Raises NotDone for one that is not known."""

    def write(connection: Connection) -> LossReport:
        devices.report_lost(connection, device, now=clock.now(), by=by, why=why)
        try:
            return losses.loss(connection, device)
        except permits.NotDone as wrong:
            raise NotDone("there is no such device") from wrong

    return database.write(write)


def _renew_epoch(connection: Connection) -> None:
    settings.renew_epoch(connection)
    settings.beat(connection)
