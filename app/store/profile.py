"""A profile: the folder with one person's encrypted plans on one device, and what stands there in clear."""

import threading
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any, Self, TypeVar
from uuid import uuid4

import msgspec
from filelock import FileLock, Timeout
from platformdirs import user_data_path

from app.errors import EnvironmentTrouble, UserError
from app.store import durable, wiping
from app.texts import mark

FORMAT = 1

_FACTS = "profile.json"
_KEYS = "keys.json"
_LEASE = "lease.json"
_LOCK = "profile.lock"
_UNUSED_NAMES = frozenset({_FACTS, _LEASE, _LOCK, "logs", _FACTS + ".new", _KEYS + ".new"})


Instant = Annotated[datetime, msgspec.Meta(tz=True)]
_Kind = TypeVar("_Kind", bound=msgspec.Struct)


class ProfileInUse(UserError):
    """Another process holds the profile."""

    def __init__(self) -> None:
        super().__init__(mark("profile", "Enplan er allerede åben med denne profil. Luk det andet vindue først."))


class ProfileMissing(UserError):
    """The folder holds no profile."""

    def __init__(self, folder: Path) -> None:
        super().__init__(
            mark("profile", "Der er ingen profil i {folder}. Opret en, eller vælg en anden mappe."),
            folder=folder,
        )


class ProfileExists(UserError):
    """The folder cannot take a new profile."""

    def __init__(self, folder: Path) -> None:
        super().__init__(
            mark("profile", "Mappen {folder} er allerede i brug. Vælg en tom mappe til profilen."),
            folder=folder,
        )


class ProfileTooNew(UserError):
    """A newer program wrote the profile; nothing was touched."""

    def __init__(self) -> None:
        super().__init__(
            mark(
                "profile",
                "Profilen er lavet af en nyere udgave af Enplan. Opdatér Enplan, og åbn profilen igen.",
            )
        )


class ProfileDamaged(EnvironmentTrouble):
    """A file of the profile is not what the program wrote."""

    def __init__(self, name: str) -> None:
        super().__init__(
            mark("profile", "Filen {name} i profilen kan ikke læses. Hent den fra en sikkerhedskopi."),
            name=name,
        )


class Facts(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What anyone who finds the folder may read; a profile without a server has most of it empty.

    `sealing_key` is the server's raw public key. `seen_until` is the highest time ever seen. `has_store` says that
    the database was made whole; until then there is nothing in it to lose. `given_name` is what the user is greeted by.
    """

    format: int
    server: str | None = None
    login: str | None = None
    given_name: str | None = None
    device: str
    has_store: bool = False
    sealing_key: bytes | None = None
    lease_end: Instant | None = None
    last_contact: Instant | None = None
    seen_until: Instant | None = None


class Profile:
    """An opened folder; no other process opens it until `close`.

    The lock `guard` is held by whoever reads and then replaces one of its files, from any thread.
    """

    def __init__(self, folder: Path, *, facts: Facts, lock: FileLock) -> None:
        self.folder = folder
        self.guard = threading.RLock()
        self._facts = facts
        self._lock = lock

    @classmethod
    def create(cls, folder: Path, *, server: str | None = None, login: str | None = None) -> Self:
        """Make a profile in *folder*, which is empty or where an earlier attempt got no keys yet.

        Raises ProfileExists or ProfileInUse.
        """
        _refuse_used(folder)
        durable.make_folder(folder)
        facts = Facts(format=FORMAT, server=server, login=login, device=str(uuid4()))
        profile = cls(folder, facts=facts, lock=_locked(folder))
        try:
            _refuse_used(folder)  # by another process, until the lock was held
            durable.remove(profile.lease_path)
            durable.make_folder(profile.logs)
            profile._write(facts)
        except BaseException:
            profile.close()
            raise
        return profile

    @classmethod
    def open(cls, folder: Path) -> Self:
        """Open the profile in *folder*.

        Raises ProfileMissing, ProfileTooNew (nothing was touched), ProfileDamaged or ProfileInUse.
        """
        read_facts(folder)
        lock = _locked(folder)
        try:
            return cls(folder, facts=read_facts(folder), lock=lock)
        except BaseException:
            lock.release()
            raise

    def close(self) -> None:
        """Let others open the profile; of one that was told to go nothing is left."""
        self._lock.release()
        wiping.clear(self.folder)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc_info: object) -> None:
        self.close()

    @property
    def facts(self) -> Facts:
        """What stands in clear now."""
        return self._facts

    def update(self, **changes: Any) -> None:
        """Set fields of `facts` and return when the disk has them."""
        with self.guard:
            self._write(msgspec.structs.replace(self._facts, **changes))

    @property
    def database(self) -> Path:
        """The encrypted database."""
        return self.folder / "plan.db"

    @property
    def keys_path(self) -> Path:
        """The wraps of the data key."""
        return self.folder / _KEYS

    @property
    def lease_path(self) -> Path:
        """The lease; absent when there is none."""
        return self.folder / _LEASE

    @property
    def outbox(self) -> Path:
        """The sealed outbox."""
        return outbox_of(self.folder)

    @property
    def logs(self) -> Path:
        """The folder of logs, which hold ids only."""
        return self.folder / "logs"

    def _write(self, facts: Facts) -> None:
        durable.replace(self.folder / _FACTS, write_json(facts))
        self._facts = facts


def default_folder() -> Path:
    """Return the folder of the profile of whoever is logged in to the machine; it never roams."""
    return user_data_path("enplan", appauthor=False) / "profile"


def outbox_of(folder: Path) -> Path:
    """Return where the sealed outbox of the profile in *folder* lies."""
    return folder / "outbox.sealed"


def read_facts(folder: Path) -> Facts:
    """Return what stands in clear in *folder* without opening or touching it.

    Raises ProfileMissing, ProfileTooNew or ProfileDamaged.
    """
    path = folder / _FACTS
    if not path.is_file():
        raise ProfileMissing(folder)
    return read_json(path, Facts, newest=FORMAT)


class _Formatted(msgspec.Struct):
    format: int


def read_json(path: Path, kind: type[_Kind], *, newest: int) -> _Kind:
    """Read a file of the profile; raises ProfileTooNew above format *newest*, and ProfileDamaged."""
    content = path.read_bytes()
    try:
        if msgspec.json.decode(content, type=_Formatted).format > newest:
            raise ProfileTooNew
        return msgspec.json.decode(content, type=kind)
    except ValueError as error:
        raise ProfileDamaged(path.name) from error


def write_json(value: msgspec.Struct) -> bytes:
    """Return the content of a file that `read_json` reads, laid out for people."""
    return msgspec.json.format(msgspec.json.encode(value), indent=2) + b"\n"


def _refuse_used(folder: Path) -> None:
    if not folder.exists():
        return
    if not folder.is_dir() or not {entry.name for entry in folder.iterdir()} <= _UNUSED_NAMES:
        raise ProfileExists(folder)


def _locked(folder: Path) -> FileLock:
    lock = FileLock(folder / _LOCK, timeout=0, mode=durable.OWNER_ONLY, thread_local=False)
    try:
        lock.acquire()
    except Timeout as error:
        raise ProfileInUse from error
    return lock
