"""What a security key signs (WebAuthn), judged; nothing is kept here. Loaded when the first key is shown."""

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlsplit

from fido2.server import Fido2Server
from fido2.utils import websafe_encode
from fido2.webauthn import (
    AttestationConveyancePreference,
    AttestationObject,
    AttestedCredentialData,
    AuthenticationResponse,
    AuthenticatorAssertionResponse,
    AuthenticatorAttestationResponse,
    AuthenticatorData,
    CollectedClientData,
    PublicKeyCredentialRpEntity,
    RegistrationResponse,
    UserVerificationRequirement,
)

from sync.keys import KeyMade, KeyShown

ALGORITHMS = frozenset({-7, -8, -257})
"""ES256, EdDSA and RS256 (RFC 9053): what keys offer, and the library proves."""
LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Credential:
    """What a key made for one account at one server: its id, its public part, and how often it has signed."""

    id: bytes
    content: bytes
    count: int


def made(told: KeyMade, *, challenge: bytes, host: str) -> Credential | None:
    """Return what a new key has made when it signed *challenge* for *host* and was touched; None when not."""
    try:
        response = RegistrationResponse(
            raw_id=b"",
            response=AuthenticatorAttestationResponse(
                client_data=CollectedClientData(told.client_data),
                attestation_object=AttestationObject(told.attestation),
            ),
        )
        data = _server(host).register_complete(_state(challenge), response)
    except Exception:  # whatever a hostile message does to those who read it, it proves nothing
        return None
    credential = data.credential_data
    if credential is None or credential.public_key.get(3) not in ALGORITHMS:
        return None
    return Credential(id=bytes(credential.credential_id), content=bytes(credential), count=data.counter)


def shown(told: KeyShown, *, challenge: bytes, host: str, content: bytes) -> int | None:
    """Return how often the key behind *content* has signed, when it signed *challenge* for *host*; None when not."""
    try:
        data = AuthenticatorData(told.data)
        response = AuthenticationResponse(
            raw_id=told.id,
            response=AuthenticatorAssertionResponse(
                client_data=CollectedClientData(told.client_data), authenticator_data=data, signature=told.signature
            ),
        )
        _server(host).authenticate_complete(_state(challenge), [AttestedCredentialData(content)], response)
    except Exception:  # as above
        return None
    return data.counter


def _server(host: str) -> Fido2Server:
    party = PublicKeyCredentialRpEntity(name="Enplan", id=host)
    return Fido2Server(party, attestation=AttestationConveyancePreference.NONE, verify_origin=_is_at(host))


def _is_at(host: str) -> Callable[[str], bool]:
    """Return whether an origin is *host*, whichever the port: by https, on this machine also in clear."""

    def check(origin: str) -> bool:
        parts = urlsplit(origin)
        return parts.hostname == host and (parts.scheme == "https" or (parts.scheme == "http" and host in LOOPBACK))

    return check


def _state(challenge: bytes) -> dict[str, object]:
    return {"challenge": websafe_encode(challenge), "user_verification": UserVerificationRequirement.DISCOURAGED}
