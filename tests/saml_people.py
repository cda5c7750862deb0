"""Mette and others at an identity provider of SAML, a server that knows it, and a log-in half-way."""

from typing import Any

import requests

from app.clock import SystemClock
from app.ids import new_device_id
from saml_provider import (
    CASEWORKER,
    CVR,
    KLE,
    LEVEL,
    LOGIN,
    PRIVILEGES,
    UNITS,
    IdentityProvider,
    a_group,
    a_key,
    a_user,
    answered,
)
from servers import SERVER_PASSWORD, Serving
from sync.client.transport import Transport
from sync.protocol import Login, Outside, OutsideAsked
from sync.server import provider, staffing, upkeep
from sync.server.provider import Provider, Saml
from sync.server.rights import Role
from sync.server.saml import metadata

SECRET = a_key("enplan")
GROUP = a_group((UNITS, "social"), (KLE, "27.*"))
USERS: dict[str, dict[str, Any]] = {
    "mette": a_user("mette", privileges=GROUP, logged_in_ago=3_600),
    "stubborn": a_user("mette", privileges=GROUP, logged_in_ago=3_600, ignores_fresh=True),
    "sealed": a_user("mette", privileges=GROUP, encrypts=True),
    "weak": a_user("mette", privileges=GROUP, attributes={LEVEL: ["Low"]}),
    "elsewhere": a_user("mette", privileges=a_group((UNITS, "job"))),
    "another": {**a_user("mette", privileges=GROUP), "name_id": "C=DK,CN=en anden"},
    "unknown": a_user("ingen", privileges=GROUP),
}
CHALLENGE = "47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU"
"""Of an empty verifier."""


def know(server: Serving, idp: IdentityProvider) -> None:
    """Let server and provider know each other, and Mette be a caseworker who is limited to a unit and KLE numbers."""
    told = metadata.read(idp.metadata(), entity="", now=SystemClock().now())
    saml = Saml(address=server.address, sso=told.sso, certificates=told.certificates, cvr=CVR)
    made = Provider(
        issuer=told.entity, client=server.address, login=LOGIN, roles_claim=PRIVILEGES,
        roles={CASEWORKER: Role.CASEWORKER}, saml=saml,
    )  # fmt: skip
    database = server.office.core.database
    database.write(lambda each: provider.put(each, made, secret=SECRET))
    idp.know(metadata.ours(made, saml, secret=SECRET))
    idp.users(**USERS)
    staffing.put_unit(database, unit="social", name="Social", part_of="")
    staffing.put_unit(database, unit="nord", name="Nord", part_of="social")
    upkeep.add_user(
        database, login="mette", name="Mette", role=Role.CASEWORKER, password=SERVER_PASSWORD, areas="",
        clock=server.office.clock, unit="nord", within="nord", kle="27.36",
    )  # fmt: skip


class Begun:
    """A log-in that has come as far as the form that the provider's page posts."""

    def __init__(self, server: Serving) -> None:
        self.transport = Transport(server.address, authorise=lambda is_refused: "")
        self.device = new_device_id()
        asked = OutsideAsked(device=self.device, redirect="http://127.0.0.1:9/enplan", challenge=CHALLENGE)
        told = self.transport.begin_outside(asked)
        self.state = told.state
        self.to, self.form = answered(told.address, "mette")

    def post(self, **more: Any) -> requests.Response:
        return requests.post(self.to, timeout=30, allow_redirects=False, **{"data": self.form, **more})

    def shown(self, *, code: str, verifier: str = "", device: str = "") -> Login:
        given = Outside(state=self.state, code=code, verifier=verifier)
        return Login(device=device or self.device, login="mette", outside=given)


def code_of(sent: requests.Response) -> str:
    return sent.headers["Location"].partition("code=")[2].partition("&")[0]
