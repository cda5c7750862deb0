"""Commands on the municipality's provider of identities: `provider put` and `provider remove`."""

from pathlib import Path

import click

from sync.server import oidc, provider
from sync.server.command import on_data, prepared, tell
from sync.server.provider import Provider
from sync.server.rights import Role


@click.group("provider")
def provider_group() -> None:
    """The municipality's provider of identities (OpenID Connect)."""


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


@provider_group.command("remove")
@on_data
def remove(data: Path, url: str | None, as_json: bool) -> None:
    """Let nobody log in there any more; devices are asked for a password at their next contact."""
    with prepared(data, url) as database:
        database.write(provider.remove)
    tell({"issuer": ""}, as_json=as_json)


def _pair(told: str) -> tuple[str, Role]:
    word, _, role = told.rpartition("=")
    if not word or role not in set(Role):
        raise click.BadParameter(f"{told}: say WORD=ROLE, with one of the roles here")
    return word, Role(role)
