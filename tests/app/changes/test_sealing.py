"""What is sealed to a key is read by its holder alone."""

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from app.changes import sealing

PAIR = sealing.new_pair()
CHANGE = "01938f2e-7c1a-7000-8000-000000000001"
DEVICE = "4b3c6f0e-1f8b-4a57-9f57-0d3a0c6d1e11"


@given(plaintext=st.binary(max_size=500), info=st.binary(max_size=40))
def test_the_holder_of_the_private_key_reads_what_was_sealed(plaintext: bytes, info: bytes) -> None:
    sealed = sealing.seal(PAIR.public, info, plaintext)

    assert sealing.unseal(PAIR.private, info, sealed) == plaintext
    assert len(sealed) == len(plaintext) + 48


def test_another_key_opens_nothing() -> None:
    sealed = sealing.seal(PAIR.public, b"info", b"plan")

    with pytest.raises(sealing.SealBroken):
        sealing.unseal(sealing.new_pair().private, b"info", sealed)


def test_what_was_sealed_for_one_purpose_does_not_open_for_another() -> None:
    sealed = sealing.seal(PAIR.public, b"outbox", b"plan")

    with pytest.raises(sealing.SealBroken):
        sealing.unseal(PAIR.private, b"escrow", sealed)


@given(at=st.integers(min_value=0), length=st.integers(0, 51))
def test_cut_or_altered_bytes_are_refused(at: int, length: int) -> None:
    sealed = bytearray(sealing.seal(PAIR.public, b"info", b"plan"))
    sealed[at % len(sealed)] ^= 1

    with pytest.raises(sealing.SealBroken):
        sealing.unseal(PAIR.private, b"info", bytes(sealed))
    with pytest.raises(sealing.SealBroken):
        sealing.unseal(PAIR.private, b"info", bytes(sealed[:length]))


def test_a_sealed_change_is_tied_to_its_id_and_its_device() -> None:
    infos = {
        sealing.outbox_info(CHANGE, device=DEVICE),
        sealing.outbox_info(DEVICE, device=CHANGE),
        sealing.outbox_info(CHANGE, device=CHANGE),
    }

    assert len(infos) == 3


def test_a_key_is_read_from_pem_with_and_without_a_password_and_from_its_bare_bytes() -> None:
    key = X25519PrivateKey.from_private_bytes(PAIR.private)
    public = key.public_key().public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)
    closed = serialization.BestAvailableEncryption(b"kommunens kodeord")

    assert sealing.read_public(public) == sealing.read_public(PAIR.public) == PAIR.public
    assert sealing.read_private(_pem(key, serialization.NoEncryption())) == PAIR.private
    assert sealing.read_private(_pem(key, closed), password=b"kommunens kodeord") == PAIR.private
    assert sealing.read_private(PAIR.private) == PAIR.private


def test_a_key_of_another_kind_is_refused() -> None:
    key = Ed25519PrivateKey.generate()
    public = key.public_key().public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)

    with pytest.raises(ValueError, match="X25519"):
        sealing.read_public(public)
    with pytest.raises(ValueError, match="X25519"):
        sealing.read_private(_pem(key, serialization.NoEncryption()))


def _pem(key: X25519PrivateKey | Ed25519PrivateKey, encryption: serialization.KeySerializationEncryption) -> bytes:
    return key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, encryption)
