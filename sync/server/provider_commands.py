"""Commands on the municipality's provider of identities: `provider put`, `put-saml`, `metadata` and `remove`."""

from pathlib import Path
from typing import IO, TYPE_CHECKING

import click
from sqlalchemy import Connection

from app.clock import SystemClock
from sync.server import oidc, provider
from sync.server.command import on_data, prepared, tell
from sync.server.provider import KLE_LIMIT, PRIVILEGES, UNIT_LIMIT, Provider, Saml
from sync.server.rights import Role
from sync.server.vouched import NotBelieved, ProviderAway

if TYPE_CHECKING:
    from sync.server.saml.metadata import Described


@click.group("provider")
def provider_group() -> None:
    """The municipality's provider of identities (OpenID Connect, or SAML 2.0)."""


@provider_group.command("put")
@click.argument("issuer")
@on_data
@click.option("--client", required=True, help="The name by which the provider knows this server.")
@click.option("--secret", envvar="ENPLAN_PROVIDER_SECRET", default="", help="Better given by ENPLAN_PROVIDER_SECRET.")
@click.option(
    "--login-claim", default="preferred_username", show_default=True, help="The claim that names the account."
)
@click.option("--roles-claim", default="", help="The claim with the user's groups or roles.")
@click.option("--allow", "allowed", multiple=True, metavar="WORD=ROLE", help="A word of that claim, and the role here.")
@click.option("--strong/--not-strong", "is_strong", default=False, help="Whether it asks for a second factor itself.")
@click.option("--hours", type=click.IntRange(1, 168), default=12, show_default=True, help="Until it is asked again.")
def put(  # noqa: PLR0917 - click hands them over by name
    issuer: str,
    data: Path,
    url: str | None,
    as_json: bool,
    client: str,
    secret: str,
    login_claim: str,
    roles_claim: str,
    allowed: tuple[str, ...],
    is_strong: bool,
    hours: int,
) -> None:
    """Let users log in at ISSUER, too. It is who may log in; what they may do stays with the accounts here."""
    if not oidc.is_safe(issuer):
        raise click.BadParameter("the address begins with https://")
    if bool(roles_claim) != bool(allowed):
        raise click.UsageError("Give --roles-claim with at least one --allow, or neither.")
    made = Provider(
        issuer=issuer, client=client, login=login_claim, roles_claim=roles_claim, roles=dict(map(_pair, allowed)),
        is_strong=is_strong, hours=hours,
    )  # fmt: skip
    with prepared(data, url) as database:
        database.write(lambda each: provider.put(each, made, secret=secret))
    tell({"issuer": issuer, "client": client}, as_json=as_json)


@provider_group.command("put-saml")
@click.argument("source")
@on_data
@click.option(
    "--address", required=True, help="This server's, as browsers reach it: https://host, or https://host/k/NAME."
)
@click.option("--entity", default="", help="Which provider of SOURCE, where it names several.")
@click.option("--as", "named", default="", help="The name by which it knows this server; the address when left out.")
@click.option("--login-attribute", required=True, help="The attribute that names the account.")
@click.option(
    "--roles-attribute", default=PRIVILEGES, show_default=True, help="The attribute with privileges, or with groups."
)
@click.option("--allow", "allowed", multiple=True, metavar="WORD=ROLE", help="A privilege or group, and the role here.")
@click.option("--cvr", default="", help="This authority's number, where the provider speaks for several.")
@click.option("--strong/--not-strong", "is_strong", default=False, help="Whether it asks for a second factor itself.")
@click.option("--context", "contexts", multiple=True, help="A class of log-in to ask for, with a second factor.")
@click.option("--unit-limit", default=UNIT_LIMIT, show_default=True, help="The data limit that names units.")
@click.option("--kle-limit", default=KLE_LIMIT, show_default=True, help="The data limit that names KLE numbers.")
@click.option("--hours", type=click.IntRange(1, 168), default=12, show_default=True, help="Until one logs in anew.")
def put_saml(  # noqa: PLR0917 - click hands them over by name
    source: str,
    data: Path,
    url: str | None,
    as_json: bool,
    address: str,
    entity: str,
    named: str,
    login_attribute: str,
    roles_attribute: str,
    allowed: tuple[str, ...],
    cvr: str,
    is_strong: bool,
    contexts: tuple[str, ...],
    unit_limit: str,
    kle_limit: str,
    hours: int,
) -> None:
    """Let users log in by SAML 2.0 at the provider whose metadata are in SOURCE, a file or an address.

    Say it again when the provider changes its keys; this server's own key stays.
    """
    from sync.server.saml.privileges import ATTRIBUTES

    if not oidc.is_safe(address):
        raise click.BadParameter("the address begins with https://")
    if allowed and roles_attribute in ATTRIBUTES and not cvr:
        raise click.UsageError("Give --cvr: privileges are given for one authority, and it must be this one.")
    told = _described(source, entity=entity)
    saml = Saml(
        address=address.rstrip("/"), sso=told.sso, certificates=told.certificates, cvr=cvr, contexts=contexts,
        unit_limit=unit_limit, kle_limit=kle_limit,
    )  # fmt: skip
    made = Provider(
        issuer=told.entity, client=named or saml.address, login=login_attribute, roles_claim=roles_attribute,
        roles=dict(map(_pair, allowed)), is_strong=is_strong, hours=hours, saml=saml,
    )  # fmt: skip
    with prepared(data, url) as database:
        database.write(lambda each: provider.put(each, made, secret=_own_key(each, made)))
    tell({"issuer": made.issuer, "client": made.client, "keys": len(saml.certificates)}, as_json=as_json)


@provider_group.command("metadata")
@click.argument("target", type=click.File("wb"), default="-")
@on_data
def metadata(target: IO[bytes], data: Path, url: str | None, as_json: bool) -> None:
    """Write what the provider of SAML needs to know of this server to TARGET, or to standard output."""
    from sync.server.saml import metadata as described

    with prepared(data, url) as database:
        told, secret = database.read(lambda each: (provider.read(each), provider.secret(each)))
    if told is None or told.saml is None:
        raise click.ClickException("There is no provider of SAML; say `provider put-saml` first.")
    target.write(described.ours(told, told.saml, secret=secret))


@provider_group.command("remove")
@on_data
def remove(data: Path, url: str | None, as_json: bool) -> None:
    """Let nobody log in there any more; devices are asked for a password at their next contact."""
    with prepared(data, url) as database:
        database.write(provider.remove)
    tell({"issuer": ""}, as_json=as_json)


def _described(source: str, *, entity: str) -> "Described":
    """Return the provider that a file or an address describes."""
    from sync.server.saml import metadata as described

    is_address = source.startswith(("https://", "http://"))
    try:
        content = described.fetched(source) if is_address else Path(source).read_bytes()
        return described.read(content, entity=entity, now=SystemClock().now())
    except NotBelieved as wrong:
        raise click.ClickException(f"{source}: these metadata cannot be used ({wrong}).") from wrong
    except (ProviderAway, OSError) as failed:
        raise click.ClickException(f"{source} cannot be read.") from failed


def _own_key(connection: Connection, made: Provider) -> str:
    """Return the server's key, the one that the provider knows already where it is the same."""
    from sync.server.saml import keys

    before = provider.read(connection)
    if before is not None and before.saml is not None and before.client == made.client:
        return provider.secret(connection)
    return keys.drawn(name=made.client, now=SystemClock().now())


def _pair(told: str) -> tuple[str, Role]:
    word, _, role = told.rpartition("=")
    if not word or role not in set(Role):
        raise click.BadParameter(f"{told}: say WORD=ROLE, with one of the roles here")
    return word, Role(role)
