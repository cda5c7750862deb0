"""Settings: small values of the profile by name, kept with everything else in the encrypted file."""

from sqlalchemy import Connection, bindparam, select
from sqlalchemy.dialects.sqlite import insert as upsert

from app.store.statements import Statement
from app.store.tables import setting


def all_settings(connection: Connection) -> dict[str, bytes]:
    """Return {name: value} of all."""
    return dict(_ALL.all(connection))


def get_setting(connection: Connection, name: str) -> str | None:
    """Return one; None when it was never kept."""
    stored: bytes | None = _ONE.scalar(connection, name=name)
    return None if stored is None else stored.decode()


def put_setting(connection: Connection, name: str, value: bytes) -> None:
    """Keep one, in place of what it was."""
    _PUT.run(connection, name=name, value=value)


_ALL = Statement(select(setting.c.name, setting.c.value))
_ONE = Statement(select(setting.c.value).where(setting.c.name == bindparam("name")))
_given = upsert(setting).values(name=bindparam("name"), value=bindparam("value"))
_PUT = Statement(_given.on_conflict_do_update(index_elements=["name"], set_={"value": _given.excluded.value}))
