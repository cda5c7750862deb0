"""A real identity provider of SAML 2.0 in a process of its own, and a browser that logs in there."""

import re
import shutil
import subprocess
import sys
import tempfile
from base64 import b64encode
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from functools import cache
from html import unescape
from pathlib import Path
from typing import Any

import requests
from cryptography.hazmat.primitives.asymmetric import rsa

from app.clock import SystemClock
from awaited import free_port, wait_for
from sync.server.saml import keys

READY_S = 60.0
PROGRAM = Path(__file__).with_name("saml_provider_program.py")
CVR = "29189846"
LOGIN = "urn:oid:0.9.2342.19200300.100.1.1"
LEVEL = "https://data.gov.dk/concept/core/nsis/loa"
PRIVILEGES = "https://data.gov.dk/model/core/eid/privilegesIntermediate"
AUTHORITY = "https://data.gov.dk/model/core/eid/professional/cvr"
CASEWORKER = "http://enplan.example/roles/jobrole/sagsbehandler/1"
UNITS = "http://sts.kombit.dk/constraints/orgenhed/1"
KLE = "http://sts.kombit.dk/constraints/KLE/1"
_FORM = re.compile(r'action="([^"]+)"')
_FIELD = re.compile(r'name="(SAMLResponse|RelayState)" value="([^"]*)"')


class IdentityProvider:
    """A provider that runs."""

    def __init__(self, folder: Path, port: int) -> None:
        self.folder = folder
        self.address = f"http://127.0.0.1:{port}"

    @property
    def entity(self) -> str:
        return f"{self.address}/idp"

    @property
    def key(self) -> str:
        return (self.folder / "key.pem").read_text()

    def metadata(self) -> bytes:
        return requests.get(f"{self.address}/metadata", timeout=READY_S).content

    def know(self, metadata: bytes) -> None:
        """Let a server ask."""
        requests.post(f"{self.address}/sp", data=metadata, timeout=READY_S).raise_for_status()

    def users(self, **told: dict[str, Any]) -> None:
        """Let users be known by the name they log in with."""
        requests.post(f"{self.address}/users", json=told, timeout=READY_S).raise_for_status()


@cache
def a_key(name: str) -> str:
    """Return a key with its certificate, always the same for a name; a longer one would take its time to draw."""
    key = rsa.generate_private_key(public_exponent=65_537, key_size=keys.SHORTEST_RSA)
    return keys.with_certificate(key, name=name, now=SystemClock().now() - timedelta(days=1))


@contextmanager
def a_saml_provider() -> Iterator[IdentityProvider]:
    """Hold a provider that knows nobody yet."""
    folder = Path(tempfile.mkdtemp(prefix="enplan-idp-"))
    pair = a_key("idp")
    begins = pair.index("-----BEGIN CERTIFICATE")
    (folder / "key.pem").write_text(pair[:begins])
    (folder / "certificate.pem").write_text(pair[begins:])
    port = free_port()
    process = subprocess.Popen(
        [sys.executable, "-W", "ignore", str(PROGRAM), str(folder), str(port)],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        wait_for(f"http://127.0.0.1:{port}/metadata", seconds=READY_S)
        yield IdentityProvider(folder, port)
    finally:
        process.terminate()
        process.communicate(timeout=READY_S)
        shutil.rmtree(folder, ignore_errors=True)


def a_user(login: str, *, privileges: str = "", **more: Any) -> dict[str, Any]:
    """Return a user who works here, as the provider knows one; *privileges* are groups of a privilege list."""
    attributes = {LOGIN: [login], AUTHORITY: [CVR], LEVEL: ["Substantial"]}
    if privileges:
        attributes[PRIVILEGES] = [b64encode(privilege_list(privileges).encode()).decode()]
    attributes |= more.pop("attributes", {})
    return {"name_id": f"C=DK,O={CVR},CN={login},Serial=1", "attributes": attributes, **more}


def privilege_list(groups: str) -> str:
    return (
        '<?xml version="1.0" encoding="UTF-8"?><bpp:PrivilegeList '
        f'xmlns:bpp="http://digst.dk/oiosaml/basic_privilege_profile">{groups}</bpp:PrivilegeList>'
    )


def a_group(*limits: tuple[str, str], cvr: str = CVR, role: str = CASEWORKER) -> str:
    """Return a group of a privilege list."""
    told = "".join(f'<Constraint Name="{name}">{value}</Constraint>' for name, value in limits)
    scope = f"urn:dk:gov:saml:cvrNumberIdentifier:{cvr}"
    return f'<PrivilegeGroup Scope="{scope}">{told}<Privilege>{role}</Privilege></PrivilegeGroup>'


def browser(user: str, *, change: Callable[[dict[str, str]], dict[str, str]] = dict) -> Callable[[str], None]:
    """Return a browser whose user logs in as *user*; what it posts to the server goes through *change*."""

    def browse(address: str) -> None:
        to, form = answered(address, user)
        sent = requests.post(to, data=change(form), timeout=READY_S, allow_redirects=False)
        if sent.status_code == 303:
            requests.get(sent.headers["Location"], timeout=READY_S).raise_for_status()

    return browse


def answered(address: str, user: str) -> tuple[str, dict[str, str]]:
    """Log in as *user* and return where the page posts to, and the form."""
    requests.get(address, timeout=READY_S).raise_for_status()
    page = requests.post(address, data={"user": user}, timeout=READY_S)
    page.raise_for_status()
    (to,) = _FORM.findall(page.text)
    return unescape(to), {name: unescape(value) for name, value in _FIELD.findall(page.text)}
