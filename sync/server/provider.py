"""The municipality's provider of identities: which it is, what of its claims counts, and its secret, sealed."""

import msgspec
from sqlalchemy import Connection

from app.ids import named_stream
from sync.server import settings
from sync.server.rights import Role
from sync.server.vault import vault_of

_PROVIDER = "provider"
_SECRET = "provider_secret"  # noqa: S105 - the name of a setting
_STREAM = named_stream(_PROVIDER)


class Provider(msgspec.Struct, frozen=True, kw_only=True):
    """An OpenID provider as an administrator told it.

    `login` is the claim that names the account at the first log-in. With `roles`, a word of the claim `roles_claim` for
    each role here, nobody logs in whose account has a role that none of the user's words stands for. `is_strong` tells
    that the provider asks for a second factor itself. It is asked again for a device after `hours`.
    """

    issuer: str
    client: str
    login: str = "preferred_username"
    roles_claim: str = ""
    roles: dict[str, Role] = {}
    is_strong: bool = False
    hours: int = 12


def put(connection: Connection, provider: Provider, *, secret: str) -> None:
    """Set the provider; *secret* is empty for a public client."""
    settings.write(connection, _PROVIDER, settings.shape(provider))
    settings.write(connection, _SECRET, seal(connection, _SECRET.encode(), secret.encode()))
    settings.beat(connection)


def read(connection: Connection) -> Provider | None:
    """Return the provider, None where there is none."""
    told = settings.read(connection, _PROVIDER)
    return msgspec.json.decode(told, type=Provider) if told else None


def secret(connection: Connection) -> str:
    """Return what the server shows to the provider."""
    told = settings.read(connection, _SECRET)
    return unseal(connection, _SECRET.encode(), told).decode() if told else ""


def remove(connection: Connection) -> None:
    """Have no provider any more."""
    for name in (_PROVIDER, _SECRET):
        settings.write(connection, name, b"")
    settings.beat(connection)


def seal(connection: Connection, place: bytes, content: bytes) -> bytes:
    """Seal what the provider gave, under a key of its own."""
    return vault_of(connection).sealing(_STREAM, place, content)


def unseal(connection: Connection, place: bytes, content: bytes) -> bytes:
    """Return what `seal` sealed."""
    return vault_of(connection).key(_STREAM).open(place, content)
