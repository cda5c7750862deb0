"""What is asked of an identity provider: an AuthnRequest in the browser's address, signed (HTTP-Redirect binding)."""

import zlib
from base64 import b64encode
from datetime import UTC, datetime
from urllib.parse import urlencode

from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.hashes import SHA256
from lxml import etree

from app.clock import instant
from sync.server.provider import Provider, Saml
from sync.server.saml import keys
from sync.server.saml.metadata import consumer
from sync.server.saml.reading import ASSERTION, POST, PROTOCOL, name

RSA_SHA256 = "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256"


def address(
    provider: Provider, saml: Saml, *, secret: str, identity: str, state: str, now: datetime, is_fresh: bool
) -> str:
    """Return where the browser goes. *identity* is that of the request, *state* comes back beside the answer."""
    asked = _request(provider, saml, identity=identity, now=now, is_fresh=is_fresh)
    packer = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    packed = packer.compress(asked) + packer.flush()
    query = urlencode(
        {"SAMLRequest": b64encode(packed).decode(), "RelayState": state, "SigAlg": RSA_SHA256}
    )  # the very text that is signed (Bindings, section 3.4.4.1)
    signature = keys.private(secret).sign(query.encode(), PKCS1v15(), SHA256())
    signed = f"{query}&{urlencode({'Signature': b64encode(signature).decode()})}"
    return f"{saml.sso}{'&' if '?' in saml.sso else '?'}{signed}"


def _request(provider: Provider, saml: Saml, *, identity: str, now: datetime, is_fresh: bool) -> bytes:
    root = etree.Element(
        name("samlp", "AuthnRequest"), nsmap={"samlp": PROTOCOL, "saml": ASSERTION}, ID=identity, Version="2.0",
        IssueInstant=instant(now.astimezone(UTC)), Destination=saml.sso, ProtocolBinding=POST,
        AssertionConsumerServiceURL=consumer(saml.address), ForceAuthn="true" if is_fresh else "false",
    )  # fmt: skip
    etree.SubElement(root, name("saml", "Issuer")).text = provider.client
    if saml.contexts:
        wanted = etree.SubElement(root, name("samlp", "RequestedAuthnContext"), Comparison="exact")
        for each in saml.contexts:
            etree.SubElement(wanted, name("saml", "AuthnContextClassRef")).text = each
    content: bytes = etree.tostring(root)
    return content
