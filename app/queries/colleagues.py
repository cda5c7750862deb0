"""Colleagues: who wrote from which device, as the server's directory tells it."""

from collections.abc import Collection
from typing import Any

from app.ids import named_record
from app.store.reader import Reader
from app.store.records import Records


def colleagues(reader: Reader, *, devices: Collection[str]) -> dict[str, str]:
    """Return {device: name} as one says it at work, «Jonas N.», of those *devices* that the directory knows."""
    told = _told(reader, {device: f"device:{device}" for device in devices})
    logins = {device: str(fields["login"]) for device, fields in told.items() if fields.get("login")}
    people = _told(reader, {login: f"user:{login}" for login in logins.values()})
    names = {login: _short(str(fields.get("name") or login)) for login, fields in people.items()}
    return {device: names.get(login, login) for device, login in logins.items()}


def names_of_assigned(reader: Records, *, citizen: str) -> list[str]:
    """Return the names of the users who work with *citizen*, as the server's directory tells them."""
    logins = reader.assigned(citizen)
    people = _told(reader, {login: f"user:{login}" for login in logins})
    return [str(fields["name"]) for fields in people.values() if fields.get("name")]


def name_of_user(reader: Reader, *, login: str) -> str | None:
    """Return the whole name of the user *login*, None while the server's directory does not tell it."""
    told = _told(reader, {login: f"user:{login}"}).get(login, {})
    return str(told["name"]) if told.get("name") else None


def _told(reader: Records, names: dict[str, str]) -> dict[str, dict[str, Any]]:
    """Return the fields of the directory's records by what they were asked for."""
    ids = {asked: named_record(name) for asked, name in names.items()}
    shows = reader.show(sorted(set(ids.values())))
    return {asked: shows[identity] for asked, identity in ids.items() if identity in shows}


def _short(name: str) -> str:
    """Return the first name and the letter of the last."""
    first, *rest = name.split() or [name]
    return f"{first} {rest[-1][0]}." if rest else first
