"""Metadata: what an identity provider tells of itself, and what is told to it of this server."""

from base64 import b64encode
from dataclasses import dataclass
from datetime import datetime

import requests
from cryptography.hazmat.primitives.serialization import Encoding
from lxml import etree

from sync.protocol import PREFIX
from sync.server.oidc import PATIENCE_S, is_safe
from sync.server.provider import Provider, Saml
from sync.server.saml import keys
from sync.server.saml.instants import instant_of
from sync.server.saml.reading import (
    METADATA,
    POST,
    PROTOCOL,
    REDIRECT,
    SIGNATURES,
    Element,
    all_of,
    name,
    parsed,
    text_of,
)
from sync.server.vouched import NotBelieved, ProviderAway

CONSUMER = f"{PREFIX}/outside/saml"
"""Where the provider lets the browser post its answer."""
LARGEST = 8 * 1024 * 1024
"""Bytes; a federation's file names many providers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Described:
    """An identity provider: its entity id, where browsers go to log in, and the keys it may sign with."""

    entity: str
    sso: str
    certificates: tuple[str, ...]


def consumer(address: str) -> str:
    """Return where an answer is posted, for a server that browsers reach at *address*."""
    return address.rstrip("/") + CONSUMER


def fetched(source: str) -> bytes:
    """Return the metadata at an address. Raises ProviderAway and NotBelieved."""
    if not is_safe(source):
        raise NotBelieved("address")
    try:
        with requests.get(source, timeout=PATIENCE_S, stream=True) as answer:
            content: bytes = answer.raw.read(LARGEST + 1, decode_content=True)
    except requests.exceptions.RequestException as failed:
        raise ProviderAway from failed
    if not answer.ok:
        raise ProviderAway
    return content


def read(content: bytes, *, entity: str, now: datetime) -> Described:
    """Return the identity provider of *content*; *entity* says which, empty where there is one. Raises NotBelieved."""
    root = parsed(content, at_most=LARGEST, is_own=True)
    entities = [root] if root.tag == name("md", "EntityDescriptor") else all_of(root, ".//md:EntityDescriptor")
    found = [
        (each, role)
        for each in entities
        for role in all_of(each, "md:IDPSSODescriptor")
        if PROTOCOL in role.get("protocolSupportEnumeration", "").split() and entity in ("", each.get("entityID"))
    ]
    if len(found) != 1:
        raise NotBelieved("entity")
    one, role = found[0]
    if any(_is_over(each, now) for each in (root, one, role)):
        raise NotBelieved("validUntil")
    return Described(entity=one.get("entityID", ""), sso=_sso(role), certificates=_certificates(role))


def ours(provider: Provider, saml: Saml, *, secret: str) -> bytes:
    """Return the metadata of this server."""
    spaces = {"md": METADATA, "ds": SIGNATURES}
    root = etree.Element(name("md", "EntityDescriptor"), nsmap=spaces, entityID=provider.client)
    role = etree.SubElement(
        root, name("md", "SPSSODescriptor"), protocolSupportEnumeration=PROTOCOL, AuthnRequestsSigned="true",
        WantAssertionsSigned="true",
    )  # fmt: skip
    told = b64encode(keys.certificate(secret).public_bytes(Encoding.DER)).decode()
    for use in ("signing", "encryption"):
        key = etree.SubElement(role, name("md", "KeyDescriptor"), use=use)
        data = etree.SubElement(etree.SubElement(key, name("ds", "KeyInfo")), name("ds", "X509Data"))
        etree.SubElement(data, name("ds", "X509Certificate")).text = told
    etree.SubElement(
        role, name("md", "AssertionConsumerService"), Binding=POST, Location=consumer(saml.address), index="0",
        isDefault="true",
    )  # fmt: skip
    content: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)
    return content


def _is_over(element: Element, now: datetime) -> bool:
    told = element.get("validUntil")
    return told is not None and instant_of(told, wrong="validUntil") <= now


def _sso(role: Element) -> str:
    """Return where browsers are sent; the request goes in the address."""
    found = [each.get("Location", "") for each in all_of(role, "md:SingleSignOnService[@Binding='" + REDIRECT + "']")]
    if not found or not is_safe(found[0]):
        raise NotBelieved("SingleSignOnService")
    return str(found[0])


def _certificates(role: Element) -> tuple[str, ...]:
    """Return the keys it signs with: more than one while it changes them."""
    signing = [each for each in all_of(role, "md:KeyDescriptor") if each.get("use", "signing") == "signing"]
    told = [text_of(each) for key in signing for each in all_of(key, "ds:KeyInfo/ds:X509Data/ds:X509Certificate")]
    if not told:
        raise NotBelieved("certificate")
    return tuple(dict.fromkeys(map(keys.theirs, told)))
