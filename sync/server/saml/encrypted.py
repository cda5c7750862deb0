"""An assertion that was encrypted to this server (XML Encryption 1.1): one key by RSA-OAEP, the rest by AES."""

from base64 import b64decode

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.padding import MGF1, OAEP
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.ciphers.modes import CBC

from sync.server.saml.reading import Element, one_of, text_of
from sync.server.vouched import NotBelieved

XENC = "http://www.w3.org/2001/04/xmlenc#"
XENC11 = "http://www.w3.org/2009/xmlenc11#"
_GCM = {f"{XENC11}aes{bits}-gcm": bits // 8 for bits in (128, 192, 256)}
_CBC = {f"{XENC}aes{bits}-cbc": bits // 8 for bits in (128, 192, 256)}
_OLD_OAEP = f"{XENC}rsa-oaep-mgf1p"
_OAEP = f"{XENC11}rsa-oaep"
_SHA1 = "http://www.w3.org/2000/09/xmldsig#sha1"
_DIGESTS: dict[str, hashes.HashAlgorithm] = {
    _SHA1: hashes.SHA1(),  # noqa: S303 - the standard's own default for OAEP, where collisions harm nothing
    f"{XENC}sha256": hashes.SHA256(),
    f"{XENC}sha512": hashes.SHA512(),
}
_MASKS: dict[str, hashes.HashAlgorithm] = {
    f"{XENC11}mgf1sha1": hashes.SHA1(),  # noqa: S303
    f"{XENC11}mgf1sha256": hashes.SHA256(),
    f"{XENC11}mgf1sha512": hashes.SHA512(),
}
_WRONG = "encryption"


def opened(sealed: Element, key: RSAPrivateKey, *, is_signed: bool) -> bytes:
    """Return what an EncryptedAssertion holds; raises NotBelieved.

    AES-CBC can be changed without its key: it is opened where *is_signed*, within a signature that proved right.
    """
    data = one_of(sealed, f"{{{XENC}}}EncryptedData", wrong=_WRONG)
    carried = [*data.iter(f"{{{XENC}}}EncryptedKey"), *sealed.findall(f"{{{XENC}}}EncryptedKey")]
    if len(carried) != 1:
        raise NotBelieved(_WRONG)
    method = _method(data).get("Algorithm", "")
    if method not in _GCM and not (is_signed and method in _CBC):
        raise NotBelieved(_WRONG)
    try:
        session = key.decrypt(_cipher(carried[0]), _padding(_method(carried[0])))
        if len(session) != (_GCM | _CBC)[method]:
            raise NotBelieved(_WRONG)
        return _gcm(session, _cipher(data)) if method in _GCM else _cbc(session, _cipher(data))
    except (ValueError, InvalidTag) as wrong:
        raise NotBelieved(_WRONG) from wrong


def _gcm(session: bytes, content: bytes) -> bytes:
    return AESGCM(session).decrypt(content[:12], content[12:], None)


def _cbc(session: bytes, content: bytes) -> bytes:
    """Return the plain text; the last byte says how many of the last block are padding (XML Encryption, 5.2)."""
    opener = Cipher(AES(session), CBC(content[:16])).decryptor()
    plain = opener.update(content[16:]) + opener.finalize()
    if not plain or not 1 <= plain[-1] <= 16:
        raise NotBelieved(_WRONG)
    return plain[: -plain[-1]]


def _method(element: Element) -> Element:
    return one_of(element, f"{{{XENC}}}EncryptionMethod", wrong=_WRONG)


def _cipher(element: Element) -> bytes:
    return b64decode(text_of(one_of(element, f"{{{XENC}}}CipherData/{{{XENC}}}CipherValue", wrong=_WRONG)))


def _padding(method: Element) -> OAEP:
    """Return how the key was wrapped; PKCS #1 v1.5 is not opened, since its errors tell what is inside."""
    algorithm = method.get("Algorithm")
    digests = [each.get("Algorithm") for each in method.findall("ds:DigestMethod", {"ds": _SHA1.partition("sha1")[0]})]
    masks = [each.get("Algorithm") for each in method.findall(f"{{{XENC11}}}MGF")]
    digest = _DIGESTS.get(digests[0] if digests else _SHA1)
    mask = _MASKS.get(masks[0] if masks and algorithm == _OAEP else f"{XENC11}mgf1sha1")
    if algorithm not in (_OLD_OAEP, _OAEP) or digest is None or mask is None:
        raise NotBelieved(_WRONG)
    return OAEP(mgf=MGF1(mask), algorithm=digest, label=None)
