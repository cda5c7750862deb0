"""The server's own key towards an identity provider: it signs what is asked, and opens what is sealed to it."""

from datetime import datetime, timedelta

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa

from sync.server.vouched import NotBelieved

BITS = 3072
YEARS = timedelta(days=5 * 365)
SHORTEST_RSA = 2048
SHORTEST_CURVE = 256


def drawn(*, name: str, now: datetime) -> str:
    """Return a new key `with_certificate`."""
    return with_certificate(rsa.generate_private_key(public_exponent=65_537, key_size=BITS), name=name, now=now)


def with_certificate(key: rsa.RSAPrivateKey, *, name: str, now: datetime) -> str:
    """Return a key with a certificate that it signs itself, both PEM; *name* stands in the certificate."""
    who = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name[:64])])
    certificate = (
        x509.CertificateBuilder()
        .subject_name(who)
        .issuer_name(who)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now)
        .not_valid_after(now + YEARS)
        .sign(key, hashes.SHA256())
    )
    pem = serialization.Encoding.PEM
    private = key.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    return (private + certificate.public_bytes(pem)).decode()


def private(secret: str) -> rsa.RSAPrivateKey:
    """Return the key of what `drawn` made."""
    # Its numbers were proved when it was drawn; proving them again takes longer than all else of a log-in.
    key = serialization.load_pem_private_key(secret.encode(), password=None, unsafe_skip_rsa_key_validation=True)
    if not isinstance(key, rsa.RSAPrivateKey):
        raise TypeError("the server's own key is not of its own making")
    return key


def certificate(secret: str) -> x509.Certificate:
    """Return the certificate of what `drawn` made."""
    return x509.load_pem_x509_certificate(secret[secret.index("-----BEGIN CERTIFICATE") :].encode())


def theirs(base64: str) -> str:
    """Return the provider's certificate as PEM; raises NotBelieved for one that cannot be read, or is too weak."""
    lines = "\n".join(base64.split())
    pem = f"-----BEGIN CERTIFICATE-----\n{lines}\n-----END CERTIFICATE-----\n"
    try:
        key = x509.load_pem_x509_certificate(pem.encode()).public_key()
    except ValueError as wrong:
        raise NotBelieved("certificate") from wrong
    bits = getattr(key, "key_size", 0)
    if bits < (SHORTEST_RSA if isinstance(key, rsa.RSAPublicKey) else SHORTEST_CURVE):
        raise NotBelieved("certificate")
    return pem
