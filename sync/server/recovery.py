"""Recovery codes: ten for who has lost the factor, each good once, kept as hashes under a key of the vault."""

import secrets

from sqlalchemy import Connection

from sync.server.statements import Statement
from sync.server.vault import vault_of

COUNT = 10
LENGTH = 12
PART = 4
LETTERS = "ABCDEFGHJKMNPQRSTVWXYZ23456789"
"""None that is taken for another: twelve of them are 58 bits."""


def drawn() -> list[str]:
    """Return fresh codes as they are shown."""
    return [_shown("".join(secrets.choice(LETTERS) for _ in range(LENGTH))) for _ in range(COUNT)]


def keep(connection: Connection, codes: list[str], *, login: str, factor: str) -> None:
    """Keep *codes* beside *factor*; they count once it is confirmed."""
    rows = [(login, _digest(connection, login, each), factor) for each in codes]
    _KEEP.run_many(connection, rows)


def is_code(told: str) -> bool:
    """Tell whether what was typed has the form of a recovery code."""
    return len(_plain(told)) == LENGTH


def use(connection: Connection, told: str, *, login: str, at: str) -> str | None:
    """Use a code up and return the factor it stands in for; None when it is none, or was used."""
    digest = _digest(connection, login, told)
    factor: str | None = _USE.scalar(connection, login=login, digest=digest, at=at)
    return factor


def left(connection: Connection, login: str, *, factor: str) -> int:
    """Return how many codes beside *factor* are left."""
    return int(_LEFT.scalar(connection, login=login, factor=factor))


def forget(connection: Connection, login: str) -> None:
    """Remove an account's codes."""
    _FORGET.run(connection, login=login)


def forget_of(connection: Connection, login: str, *, factor: str) -> None:
    """Remove the codes that stand beside *factor*."""
    _FORGET_OF.run(connection, login=login, factor=factor)


def hand_over(connection: Connection, login: str, *, before: str, factor: str) -> None:
    """Let the codes that stand beside *before* stand beside *factor*."""
    _HAND_OVER.run(connection, login=login, before=before, factor=factor)


def forget_others(connection: Connection, login: str, *, factor: str) -> None:
    """Remove the codes of an account that do not stand beside *factor*."""
    _FORGET_OTHERS.run(connection, login=login, factor=factor)


def _digest(connection: Connection, login: str, told: str) -> bytes:
    return vault_of(connection).hidden(f"recovery:{login}:{_plain(told)}".encode())


def _plain(told: str) -> str:
    return "".join(each for each in told.upper() if each.isalnum())


def _shown(code: str) -> str:
    return "-".join(code[at : at + PART] for at in range(0, LENGTH, PART))


_KEEP = Statement("INSERT INTO recovery_code (login, digest, factor, used) VALUES (:login, :digest, :factor, NULL)")
_USE = Statement(
    "UPDATE recovery_code SET used = :at WHERE login = :login AND digest = :digest AND used IS NULL RETURNING factor"
)
_LEFT = Statement("SELECT count(*) FROM recovery_code WHERE login = :login AND factor = :factor AND used IS NULL")
_HAND_OVER = Statement("UPDATE recovery_code SET factor = :factor WHERE login = :login AND factor = :before")
_FORGET_OF = Statement("DELETE FROM recovery_code WHERE login = :login AND factor = :factor")
_FORGET = Statement("DELETE FROM recovery_code WHERE login = :login")
_FORGET_OTHERS = Statement("DELETE FROM recovery_code WHERE login = :login AND factor <> :factor")
