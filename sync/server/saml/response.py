"""An answer of an identity provider: what of it one of its keys has signed, and nothing else, is read."""

from base64 import b64decode
from binascii import Error as NotBase64
from collections import Counter
from datetime import datetime

from signxml.algorithms import DigestAlgorithm, SignatureMethod
from signxml.verifier import SignatureConfiguration, VerifyResult, XMLVerifier

from sync.server.provider import Provider, Saml
from sync.server.saml import assertion as assertions
from sync.server.saml import encrypted, keys
from sync.server.saml.metadata import consumer
from sync.server.saml.reading import LARGEST, Element, all_of, name, one_of, parsed, text_of
from sync.server.vouched import NotBelieved, Vouched

SUCCESS = "urn:oasis:names:tc:SAML:2.0:status:Success"
METHODS = frozenset(
    {
        SignatureMethod.RSA_SHA256, SignatureMethod.RSA_SHA384, SignatureMethod.RSA_SHA512,
        SignatureMethod.SHA256_RSA_MGF1, SignatureMethod.SHA384_RSA_MGF1, SignatureMethod.SHA512_RSA_MGF1,
        SignatureMethod.ECDSA_SHA256, SignatureMethod.ECDSA_SHA384, SignatureMethod.ECDSA_SHA512,
    }
)  # fmt: skip
"""Those whose key the provider alone has, over digests that nobody can forge: neither HMAC nor SHA-1."""
DIGESTS = frozenset({DigestAlgorithm.SHA256, DigestAlgorithm.SHA384, DigestAlgorithm.SHA512})


def believed(
    told: str, *, provider: Provider, saml: Saml, secret: str, identity: str, now: datetime
) -> Vouched:  # fmt: skip
    """Return what an answer to the request *identity* says; *told* is base64. Raises NotBelieved."""
    root = parsed(_bytes(told))
    _check_whole(root, "Response")
    is_signed = bool(all_of(root, "ds:Signature"))
    if is_signed:
        root = _signed(root, saml, now)
    _check_answer(root, provider, saml, identity=identity)
    one = _assertion(root, secret, is_signed=is_signed)
    if not is_signed:
        one = _signed(one, saml, now)
    return assertions.said(one, provider=provider, saml=saml, identity=identity, now=now)


def _bytes(told: str) -> bytes:
    if len(told) > LARGEST * 4 // 3 + 4:
        raise NotBelieved("size")
    try:
        return b64decode("".join(told.split()), validate=True)
    except (NotBase64, ValueError) as wrong:
        raise NotBelieved("base64") from wrong


def _check_whole(root: Element, wanted: str) -> None:
    """See that no part is there twice or in a place of its own, so that none can be read for another."""
    prefix = "samlp" if wanted == "Response" else "saml"
    if root.tag != name(prefix, wanted):
        raise NotBelieved("message")
    marks = Counter(value for each in root.iter("*") for at, value in each.attrib.items() if at.lower() == "id")
    if any(count > 1 for count in marks.values()):
        raise NotBelieved("ids")
    inside = [*root.iter(name("saml", "Assertion"))]
    placed = [root] if wanted == "Assertion" else all_of(root, "saml:Assertion")
    if len(inside) > 1 or inside != placed or [*root.iter(name("samlp", "Response"))][1:]:
        raise NotBelieved("assertions")
    signatures = [*root.iter(name("ds", "Signature"))]
    if any(each.getparent() not in (root, *placed) for each in signatures) or len(signatures) > 1 + len(placed):
        raise NotBelieved("signatures")


def _check_answer(root: Element, provider: Provider, saml: Saml, *, identity: str) -> None:
    if root.get("Version") != "2.0":
        raise NotBelieved("version")
    if root.get("Destination") != consumer(saml.address):
        raise NotBelieved("destination")
    if root.get("InResponseTo") != identity:
        raise NotBelieved("request")
    if any(text_of(each) != provider.issuer for each in all_of(root, "saml:Issuer")):
        raise NotBelieved("issuer")
    if one_of(root, "samlp:Status/samlp:StatusCode", wrong="status").get("Value") != SUCCESS:
        raise NotBelieved("status")


def _assertion(root: Element, secret: str, *, is_signed: bool) -> Element:
    """Return the one assertion, opened where it is encrypted."""
    plain, sealed = all_of(root, "saml:Assertion"), all_of(root, "saml:EncryptedAssertion")
    if len(plain) + len(sealed) != 1:
        raise NotBelieved("assertions")
    if plain:
        return plain[0]
    opened = parsed(encrypted.opened(sealed[0], keys.private(secret), is_signed=is_signed))
    _check_whole(opened, "Assertion")
    return opened


def _signed(element: Element, saml: Saml, now: datetime) -> Element:
    """Return what one of the provider's keys has signed, read anew from the very bytes; raises NotBelieved.

    A certificate inside the message is not asked: only those of the metadata are.
    """
    wanted = SignatureConfiguration(
        location="./", expect_references=1, signature_methods=METHODS, digest_algorithms=DIGESTS, verification_time=now
    )
    for each in saml.certificates:
        found = _proved(element, each, wanted)
        if found is not None and (found.tag, found.get("ID")) == (element.tag, element.get("ID")):
            return found
    raise NotBelieved("signature")


def _proved(element: Element, certificate: str, wanted: SignatureConfiguration) -> Element:
    """Return what a key has signed, None when it has not."""
    try:
        proved = XMLVerifier().verify(element, x509_cert=certificate, expect_config=wanted, id_attribute="ID")
    except Exception:  # whatever a stranger's message makes a library stumble over: it is not believed
        return None
    return proved.signed_xml if isinstance(proved, VerifyResult) else None
