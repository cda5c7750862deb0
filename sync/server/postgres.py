"""A database reached over PostgreSQL's protocol: how it is opened, and in words why it cannot be."""

import os
from ipaddress import ip_address
from typing import Any

from sqlalchemy import URL, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError

SCHEMES = ("postgresql", "cockroachdb")
CONNECTIONS = 10
"""That one process holds at most, beside the one it hears news by."""
LOCK_MS = 20_000
CONNECT_S = 10
_ENCRYPTED = "verify-full"


class NotReached(RuntimeError):
    """The database cannot be used; the text says why and what to do, and holds no password."""


def engines(url: str, *, connections: int = CONNECTIONS) -> tuple[Engine, Engine]:
    """Return a writing engine and one that reads snapshots, on one pool that has been tried. Raises NotReached.

    Writers run under the isolation that the database gives by itself: row locks are enough for them.
    """
    told = _read(url)
    engine = create_engine(
        told,
        pool_size=connections,
        max_overflow=0,
        pool_timeout=LOCK_MS / 1_000,
        pool_pre_ping=True,
        hide_parameters=True,  # an error that is logged must not carry plan text
        paramstyle="format",
        connect_args={"connect_timeout": CONNECT_S} | _encryption(told),
    )
    event.listen(engine, "connect", _begin_session)
    try:
        _try(engine)
    except NotReached:
        engine.dispose()
        raise
    return engine, engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)


def _try(engine: Engine) -> None:
    try:
        with engine.connect() as connection:
            encoding = connection.exec_driver_sql("SHOW server_encoding").scalar()
    except DBAPIError as failed:
        raise NotReached(_why(failed, engine.url)) from failed
    if str(encoding).upper() not in ("UTF8", "UTF-8"):
        raise NotReached(f"the database is encoded as {encoding}: make it anew with ENCODING 'UTF8'")


def _read(url: str) -> URL:
    try:
        told = make_url(url)
        told.get_dialect()
    except (ArgumentError, ValueError):
        raise NotReached("an address has the form postgresql://user@host:5432/database") from None
    except (NoSuchModuleError, ModuleNotFoundError) as missing:
        raise NotReached(f"no driver for this kind of address is installed ({missing})") from None
    if told.get_backend_name() not in SCHEMES:
        raise NotReached(f"an address begins with postgresql://, not with {told.drivername}://")
    return told


def _encryption(url: URL) -> dict[str, str]:
    """Ask for an encrypted connection that proves the server's name, unless the address or nearness says otherwise."""
    if "sslmode" in url.query or "PGSSLMODE" in os.environ or _is_near(url):
        return {}
    return {"sslmode": _ENCRYPTED}


def _is_near(url: URL) -> bool:
    host = url.host or url.query.get("host") or os.environ.get("PGHOST") or ""
    if not isinstance(host, str):
        return False
    if host in ("", "localhost") or host.startswith(("/", "@")):
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def _begin_session(connection: Any, record: object) -> None:
    """Wait for the disk before a commit is told, and never for ever for a lock."""
    was_autocommit, connection.autocommit = connection.autocommit, True
    with connection.cursor() as cursor:
        cursor.execute("SHOW synchronous_commit")
        if cursor.fetchone()[0] == "off":
            cursor.execute("SET synchronous_commit = on")
        cursor.execute(f"SET lock_timeout = {LOCK_MS}")
    connection.autocommit = was_autocommit


def _why(failed: DBAPIError, url: URL) -> str:
    """Say what is in the way, by what the driver knows of the failed connection and not by the server's language."""
    where = f"{url.host or url.query.get('host') or 'this machine'}, database {url.database or url.username}"
    told = str(failed.orig).strip().partition("\n")[0]
    attempt = getattr(failed.orig, "pgconn", None)
    if getattr(attempt, "needs_password", False):
        return f"{where}: the database asks for a password; put it into ENPLAN_DATABASE or ~/.pgpass"
    if getattr(attempt, "used_password", False):
        return f"{where}: the database turned user {url.username} away; see the password and the names ({told})"
    return f"{where}: the database cannot be reached; see that it runs and that the address is right ({told})"
