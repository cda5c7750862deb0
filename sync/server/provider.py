"""The municipality's provider of identities: which it is, what of its claims counts, its secret, sealed."""

import msgspec
from sqlalchemy import Connection

from app.ids import named_stream
from sync.server import settings
from sync.server.rights import Role
from sync.server.vault import vault_of

_PROVIDER = "provider"
_SECRET = "provider_secret"  # noqa: S105 - the name of a setting
_STREAM = named_stream(_PROVIDER)


PRIVILEGES = "https://data.gov.dk/model/core/eid/privilegesIntermediate"
"""The attribute with privileges, in OIOSAML 3."""
UNIT_LIMIT = "http://sts.kombit.dk/constraints/orgenhed/1"
KLE_LIMIT = "http://sts.kombit.dk/constraints/KLE/1"
"""Data limits as the common municipal access control names them."""


class Saml(msgspec.Struct, frozen=True, kw_only=True):
    """How a provider of SAML 2.0 is spoken with: browsers log in at `sso`, it signs with one of `certificates` (PEM).

    `address` is that of this server, as browsers reach it. With a `cvr` it speaks for several authorities, and that is
    ours. `contexts` are asked for, and each stands for a second factor. The limits are names of constraints.
    """

    address: str
    sso: str
    certificates: tuple[str, ...]
    cvr: str = ""
    contexts: tuple[str, ...] = ()
    unit_limit: str = UNIT_LIMIT
    kle_limit: str = KLE_LIMIT


class Provider(msgspec.Struct, frozen=True, kw_only=True):
    """A provider as an administrator told it: of OpenID Connect, or of SAML 2.0 with `saml`.

    `issuer` is its name, `client` the name it knows this server by; claims are attributes in SAML.

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
    saml: Saml | None = None


def put(connection: Connection, provider: Provider, *, secret: str) -> None:
    """Set the provider. *secret* is empty for a public client, and in SAML the server's own key."""
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
