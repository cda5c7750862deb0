"""An office for tests: one real server core and real encrypted local copies, joined without a network in between."""

import functools
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace
from typing import TypeVar

from sqlalchemy import Engine

import postgres
from app.clock import Clock, FixedClock, instant
from app.domain.goal import GOAL, Goal
from app.ids import citizen_stream, new_device_id
from app.store.store import Store
from blank_files import lay_blank_server
from builders import KEY, NOON, a_citizen, a_goal, a_store
from sync import protocol
from sync.attached import Part, PartAsked, PartSent, Standing, StandingAsked, StandingTold
from sync.client.link import Heard, NotAllowed, NotDone, NotReadable, TooMuch
from sync.client.once import SyncReport, sync_once
from sync.protocol import Log, Registered, Registration, StateHead, StateRecord, SyncAnswer, SyncRequest
from sync.server import accounts, assignments, attached, permits, upkeep
from sync.server import core as cores
from sync.server.assignments import Given
from sync.server.core import Core
from sync.server.database import Database
from sync.server.rights import Role, Session

PASSWORD = "syv svaner på søen"
SQLITE = "sqlite"
POSTGRESQL = "postgresql"
ENGINES = (SQLITE, POSTGRESQL)
ROWS = "rows"
"""The folder with the rows of a PostgreSQL database."""
_FIRST: dict[str, Engine] = {}
LOGINS = ("mette", "jonas", "signe")


class CoreLink:
    """A link straight into a server core, as one device of one user; every message passes its JSON."""

    def __init__(self, office: "Office", store: Store) -> None:
        self._office = office
        self._store = store

    @property
    def core(self) -> Core:
        return self._office.core

    def session(self) -> Session:
        """The session a token would stand for; a restored server that does not know the device is joined again."""
        self._office.asked += 1
        with self.core.database.reading() as connection:
            session = accounts.session_of(connection, login=self._store.user, device=self._store.device)
        if not session.is_registered:
            self.register(Registration(device=self._store.device, key=self._store.signing_pair.public))
            return self.session()
        return session

    def is_known(self) -> bool:
        """Tell whether the server knows the device."""
        with self.core.database.reading() as connection:
            session = accounts.session_of(connection, login=self._store.user, device=self._store.device)
        return session.is_registered

    def index(self, *, known: str, wait: int) -> Heard:
        listed = self.core.index(self.session(), known=known)
        if listed.index is None:
            return Heard(tag=listed.tag, index=None)
        return Heard(tag=listed.tag, index=protocol.decode(protocol.encode(listed.index), protocol.Index))

    def sync(self, request: SyncRequest) -> SyncAnswer:
        sent = protocol.decode(protocol.encode(request), SyncRequest)
        return protocol.decode(protocol.encode(self.core.sync(self.session(), sent)), SyncAnswer)

    def state(self, stream: str) -> tuple[StateHead, list[StateRecord]]:
        try:
            first, *rest = list(self.core.state(self.session(), stream))
        except (cores.NotReadable, ValueError) as missing:
            raise NotReadable from missing
        return protocol.decode(first, StateHead), [protocol.decode(line, StateRecord) for line in rest]

    def log(self, stream: str, *, after: int, before: int) -> Log:
        try:
            told = self.core.log(self.session(), stream, after=after, before=before)
        except cores.NotReadable as missing:
            raise NotReadable from missing
        return protocol.decode(protocol.encode(told), Log)

    def standing(self, asked: StandingAsked) -> StandingTold:
        return _passed(attached.standing(self.core, self.session(), _passed(asked)))

    def part(self, asked: PartAsked) -> Part:
        with _told():
            return _passed(attached.part(self.core, self.session(), _passed(asked)))

    def take_part(self, sent: PartSent) -> Standing:
        with _told():
            return _passed(attached.take(self.core, self.session(), _passed(sent)))

    def purged(self, streams: list[str]) -> None:
        self.core.purged(self.session(), streams)

    def register(self, asked: Registration) -> Registered:
        with self.core.database.reading() as connection:
            session = accounts.session_of(connection, login=self._store.user, device=asked.device)
        return self.core.register(session, asked)


T = TypeVar("T")


def _passed(message: T) -> T:
    """Let a message pass its JSON."""
    return protocol.decode(protocol.encode(message), type(message))


@contextmanager
def _told() -> Iterator[None]:
    """Let what a request is turned away with come as over the network."""
    try:
        yield
    except cores.NotReadable as wrong:
        raise NotReadable from wrong
    except permits.Forbidden as wrong:
        raise NotAllowed from wrong
    except permits.NotDone as wrong:
        raise NotDone(wrong.code) from wrong
    except protocol.TooLarge as wrong:
        raise TooMuch from wrong


class Office:
    """A folder with a server's database and any number of local copies.

    The *engine* of the server's database is "sqlite", the embedded file, or "postgresql", a database of its own whose
    address is `url`. With *url* it opens the database of another office. One that *is_furnished* has the rows that lie
    in the folder that was copied.
    """

    def __init__(
        self,
        folder: Path,
        *,
        clock: Clock | None = None,
        engine: str = SQLITE,
        url: str = "",
        is_furnished: bool = False,
    ) -> None:
        self.folder = folder
        self.asked = 0
        """So many requests have come to the server, and restores."""
        self._database_name = postgres.cluster().database() if engine == POSTGRESQL else ""
        self.url = postgres.cluster().url(self._database_name) if self._database_name else url
        if is_furnished and self._database_name:
            postgres.load(self._database_name, folder / ROWS)
        self.clock = clock or FixedClock(NOON)
        self.core = self._open_server()
        self._stores: list[Store] = []

    def add_user(self, login: str, *, role: Role = Role.CASEWORKER) -> None:
        """Make an account, at no cost of hashing."""
        with self.core.database.writing() as connection:
            accounts.put(connection, login=login, name=login.title(), role=role, hashed="", areas="", unit="")

    def assign(self, login: str, citizen: str, *, party: str = "") -> None:
        with self.core.database.writing() as connection:
            now = self.clock.now()
            given = Given(login=login, citizen=citizen, starts=instant(now), party=party)
            assignments.give(connection, given, now=now, is_told=True)

    def end(self, login: str, citizen: str, *, reason: str = "flyttet") -> None:
        with self.core.database.writing() as connection:
            assignments.end(connection, login=login, citizen=citizen, at=instant(self.clock.now()), reason=reason)

    def client(self, login: str, *, name: str | None = None) -> Store:
        """Return a new local copy of a user."""
        return self.keep(a_store(self.folder, clock=self.clock, user=login, name=f"{name or login}.db"))

    def keep(self, store: Store) -> Store:
        """Close *store* with the office."""
        share_statements(store.database)
        self._stores.append(store)
        return store

    def copy_of(self, store: Store, *, name: str) -> Store:
        """Return the file of *store* opened on another machine."""
        target = self.folder / f"{name}.db"
        store.database.copy_to(target)
        return self.keep(Store.open(target, key=KEY, clock=self.clock))

    def link(self, store: Store) -> CoreLink:
        return CoreLink(self, store)

    def sync(self, store: Store, *, with_log: bool = False) -> SyncReport:
        return sync_once(store, self.link(store), with_log=with_log)

    def backup(self, name: str = "backup.db") -> Path:
        target = self.folder / name
        if self._database_name:
            postgres.dump(self._database_name, target)
            return target
        target.unlink(missing_ok=True)
        self.core.database.copy_to(target)
        return target

    def restore(self, backup: Path) -> None:
        """Put a backup in place of the server's database, as the command does."""
        self.asked += 1
        self.core.database.close()
        if self._database_name:
            postgres.load(self._database_name, backup)
        else:
            upkeep.restore(self.folder / "server", backup, clock=self.clock)
        self.core = self._open_server()
        if self._database_name:
            upkeep.restored(self.core.database, clock=self.clock)

    def close(self) -> None:
        for store in self._stores:
            store.close()
        self.core.database.close()
        if self._database_name:
            postgres.cluster().give_back(self._database_name)

    def _open_server(self) -> Core:
        if self._database_name or not self.url:
            lay_blank_server(self.folder / "server", is_embedded=not self._database_name)
        database = (
            Database.at(self.url, folder=self.folder / "server")
            if self.url
            else Database.embedded(self.folder / "server")
        )
        share_statements(database)
        return Core(database, clock=self.clock)


@contextmanager
def an_office(
    folder: Path, *, clock: Clock | None = None, engine: str = SQLITE, url: str = ""
) -> Iterator[Office]:  # fmt: skip
    """Hold an office; everything in it is closed at the end."""
    office = Office(folder, clock=clock, engine=engine, url=url)
    try:
        yield office
    finally:
        office.close()


def furnished(engine: str = SQLITE) -> SimpleNamespace:
    """A folder to copy: a server, three clients who share a citizen with two goals, all in step."""
    return _furnished(engine)


@functools.cache
def _furnished(engine: str) -> SimpleNamespace:
    folder = Path(tempfile.mkdtemp(prefix="enplan-office-"))
    with an_office(folder, engine=engine) as office:
        stores = {}
        for login in LOGINS:
            office.add_user(login)
            stores[login] = office.client(login)
        mette = stores[LOGINS[0]]
        citizen = a_citizen(mette)
        goals = [a_goal(mette, citizen, title) for title in ("mål a", "mål b")]
        office.sync(mette)
        for login in LOGINS[1:]:
            office.assign(login, citizen)
            office.sync(stores[login])
        office.sync(mette)
        if engine == POSTGRESQL:
            office.backup(ROWS)
    return SimpleNamespace(folder=folder, citizen=citizen, goals=goals, plan=citizen_stream(citizen, "plan"))


def copy_furnished(target: Path, *, engine: str = SQLITE) -> None:
    """Copy the furnished office's files to *target*."""
    shutil.copytree(furnished(engine).folder, target, dirs_exist_ok=True)


def open_client(office: Office, login: str) -> Store:
    """Open the local copy of *login* in an office copied from the furnished one."""
    return office.keep(Store.open(office.folder / f"{login}.db", key=KEY, clock=office.clock))


def share_statements(database: object) -> None:
    """Let all files of one sort share the statements SQLAlchemy has compiled: compiling takes longer than asking."""
    for name in ("_writer", "_reader", "_readers"):
        engine = getattr(database, name, None)
        if isinstance(engine, Engine) and engine.name == SQLITE:
            sort = f"{type(database).__module__}.{name}"
            if engine.dialect.server_version_info is not None:  # only what has connected knows its engine
                _FIRST.setdefault(sort, engine)
            first = _FIRST.get(sort, engine)
            engine.dialect = first.dialect
            engine._compiled_cache = first._compiled_cache


def goal(store: Store, identity: str) -> Goal:
    """Return a goal as the store shows it."""
    with store.reader() as reader:
        found = reader.get(GOAL, identity)
    assert found is not None
    return found


def new_device() -> str:
    return new_device_id()
