"""What a security key is asked for, and what it answers, as the messages say it."""

import threading
from typing import TYPE_CHECKING

from app.texts import mark
from sync.client.plugged import Holding, KeyTrouble, Search
from sync.keys import KeyChallenge, KeyMade, KeyShown

if TYPE_CHECKING:
    from fido2.client import WebAuthnClient
    from fido2.webauthn import (
        PublicKeyCredentialCreationOptions,
        PublicKeyCredentialDescriptor,
        PublicKeyCredentialRequestOptions,
    )

ALGORITHMS = (-7, -8, -257)
"""ES256, EdDSA and RS256 (RFC 9053), what is liked best first."""
NOT_KNOWN = mark("key", "Serveren kender ikke den nøgle. Sæt en anden i, eller brug en kode.")
KNOWN = mark("key", "Den nøgle er sat op i forvejen. Sæt en anden i, og prøv igen.")
NONE_HERE = mark("key", "Ingen af dine sikkerhedsnøgler er sat op til serverens adresse. Brug en kode.")


def show(asked: KeyChallenge, *, server: str, person: Holding, stop: threading.Event) -> KeyShown:
    """Return what one of the account's keys signs for the *server*'s address. Raises KeyTrouble and PutAway."""
    if not asked.keys:
        raise KeyTrouble(NONE_HERE)

    def sign(client: "WebAuthnClient", over: threading.Event) -> KeyShown:
        told = client.get_assertion(_signing(asked), over).get_response(0)
        response = told.response
        return KeyShown(
            id=bytes(told.raw_id), client_data=bytes(response.client_data), data=bytes(response.authenticator_data),
            signature=bytes(response.signature),
        )  # fmt: skip

    return Search(sign, unfit=NOT_KNOWN, person=person).run(host=asked.host, server=server, stop=stop)


def make(asked: KeyChallenge, *, name: str, server: str, person: Holding, stop: threading.Event) -> KeyMade:
    """Return what a key that the account does not have yet makes for the *server*'s address. Raises as `show`."""

    def create(client: "WebAuthnClient", over: threading.Event) -> KeyMade:
        from fido2.webauthn import AttestationObject

        told = client.make_credential(_making(asked), over).response
        bare = AttestationObject.create("none", told.attestation_object.auth_data, {})  # not which of all keys it is
        return KeyMade(name=name, client_data=bytes(told.client_data), attestation=bytes(bare))

    return Search(create, unfit=KNOWN, person=person).run(host=asked.host, server=server, stop=stop)


def _signing(asked: KeyChallenge) -> "PublicKeyCredentialRequestOptions":
    from fido2 import webauthn

    return webauthn.PublicKeyCredentialRequestOptions(
        challenge=asked.challenge,
        rp_id=asked.host,
        allow_credentials=[_credential(each) for each in asked.keys],
        user_verification=webauthn.UserVerificationRequirement.DISCOURAGED,
    )


def _making(asked: KeyChallenge) -> "PublicKeyCredentialCreationOptions":
    from fido2 import webauthn

    kind = webauthn.PublicKeyCredentialType.PUBLIC_KEY
    return webauthn.PublicKeyCredentialCreationOptions(
        rp=webauthn.PublicKeyCredentialRpEntity(name="Enplan", id=asked.host),
        user=webauthn.PublicKeyCredentialUserEntity(name="Enplan", id=asked.user, display_name="Enplan"),
        challenge=asked.challenge,
        pub_key_cred_params=[webauthn.PublicKeyCredentialParameters(type=kind, alg=each) for each in ALGORITHMS],
        exclude_credentials=[_credential(each) for each in asked.keys],
        authenticator_selection=webauthn.AuthenticatorSelectionCriteria(
            resident_key=webauthn.ResidentKeyRequirement.DISCOURAGED,
            user_verification=webauthn.UserVerificationRequirement.DISCOURAGED,
        ),
    )


def _credential(identity: bytes) -> "PublicKeyCredentialDescriptor":
    from fido2 import webauthn

    return webauthn.PublicKeyCredentialDescriptor(type=webauthn.PublicKeyCredentialType.PUBLIC_KEY, id=identity)
