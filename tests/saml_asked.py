"""A server that has asked an identity provider of SAML, and the answers that it got."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest

from app.clock import SystemClock
from saml_provider import (
    CASEWORKER,
    CVR,
    KLE,
    LOGIN,
    PRIVILEGES,
    UNITS,
    IdentityProvider,
    a_group,
    a_key,
    a_user,
    answered,
)
from sync.server.provider import Provider, Saml
from sync.server.rights import Role
from sync.server.saml import metadata, request, response
from sync.server.vouched import NotBelieved, Vouched

ADDRESS = "https://plan.example"
ASKED = "_asked"
NOW = SystemClock().now()
LATER = (NOW + timedelta(days=1)).isoformat()
BEFORE = (NOW - timedelta(days=1)).isoformat()


@dataclass(frozen=True, kw_only=True)
class Asked:
    """A server that knows a provider, and what this one has answered."""

    idp: IdentityProvider
    provider: Provider
    secret: str
    told: dict[str, str]

    @property
    def saml(self) -> Saml:
        assert self.provider.saml is not None
        return self.provider.saml

    def believed(self, told: str, *, saml: Saml | None = None, after: timedelta = timedelta(0)) -> Vouched:
        return response.believed(
            told, provider=self.provider, saml=saml or self.saml, secret=self.secret, identity=ASKED,
            now=SystemClock().now() + after,
        )  # fmt: skip

    def why_not(self, told: str, **more: Any) -> str:
        with pytest.raises(NotBelieved) as wrong:
            self.believed(told, **more)
        return str(wrong.value)


USERS = {
    "mette": a_user("mette", privileges=a_group((UNITS, "social"), (KLE, "27.36.*, 32.30"))),
    "whole": a_user("whole", signs="response"),
    "sealed": a_user("sealed", encrypts=True),
    "sealed whole": a_user("sealed whole", encrypts=True, signs="response", cipher="cbc"),
    "sealed by an old cipher": a_user("sealed by an old cipher", encrypts=True, cipher="cbc"),
    "signed by an old digest": a_user("signed by an old digest", is_old=True),
}


def asked_of(idp: IdentityProvider) -> Asked:
    """Let a provider answer for each of the users, and return what it said."""
    found = metadata.read(idp.metadata(), entity="", now=NOW)
    saml = Saml(address=ADDRESS, sso=found.sso, certificates=found.certificates, cvr=CVR)
    made = Provider(
        issuer=found.entity, client=ADDRESS, login=LOGIN, roles_claim=PRIVILEGES, roles={CASEWORKER: Role.CASEWORKER},
        saml=saml,
    )  # fmt: skip
    secret = a_key("enplan")
    idp.know(metadata.ours(made, saml, secret=secret))
    idp.users(**USERS)
    told = {each: _told(made, saml, secret, user=each) for each in (*USERS, "nobody")}
    return Asked(idp=idp, provider=made, secret=secret, told=told)


def _told(made: Provider, saml: Saml, secret: str, *, user: str) -> str:
    address = request.address(made, saml, secret=secret, identity=ASKED, state="s", now=NOW, is_fresh=False)
    to, form = answered(address, user)
    assert to == f"{ADDRESS}/sync/v1/outside/saml"
    return form["SAMLResponse"]
