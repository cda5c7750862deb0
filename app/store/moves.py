"""Moves: citizens who turned out to be another one; the server tells it while their old streams are still here."""

from sqlalchemy import bindparam, select

from app.store.reader import Reader
from app.store.settings import put_setting
from app.store.statements import Statement
from app.store.store import Store
from app.store.tables import stream

_MOVED = "moved."
"""With a citizen's id behind it: the id of the one who that is."""


def note(store: Store, identity: str, *, survivor: str) -> None:
    """Note that the citizen of the stream *identity*, if it is here, is *survivor*."""
    with store.writing() as connection:
        citizen = _CITIZEN.scalar(connection, id=identity)
        if citizen is not None:
            put_setting(connection, _MOVED + citizen, survivor.encode())


def survivor(reader: Reader, citizen: str) -> str | None:
    """Return who *citizen* turned out to be; None when nobody has told of another."""
    found, told = citizen, reader.setting(_MOVED + citizen)
    while told is not None:
        found, told = told, reader.setting(_MOVED + told)
    return None if found == citizen else found


_CITIZEN = Statement(select(stream.c.citizen).where(stream.c.id == bindparam("id")))
