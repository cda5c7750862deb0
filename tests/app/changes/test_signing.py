"""A change is signed by its device."""

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from app.changes import signing

PAIR = signing.new_pair()
BODY = '{"name":"Tilføj mål"}'.encode()


@given(body=st.binary(max_size=300))
def test_a_change_signed_by_a_device_is_verified_by_its_public_key(body: bytes) -> None:
    assert signing.verify(PAIR.public, body, signing.sign(PAIR.private, body))


@given(body=st.binary(min_size=1, max_size=300), at=st.integers(min_value=0), bit=st.integers(0, 7))
def test_one_altered_bit_in_a_change_breaks_its_signature(body: bytes, at: int, bit: int) -> None:
    sig = signing.sign(PAIR.private, body)
    altered = bytearray(body)
    altered[at % len(body)] ^= 1 << bit

    assert not signing.verify(PAIR.public, bytes(altered), sig)


def test_another_devices_signature_is_not_taken() -> None:
    sig = signing.sign(signing.new_pair().private, BODY)

    assert not signing.verify(PAIR.public, BODY, sig)


def test_a_signature_over_the_bare_bytes_is_not_a_signature_of_a_change() -> None:
    sig = Ed25519PrivateKey.from_private_bytes(PAIR.private).sign(BODY)

    assert not signing.verify(PAIR.public, BODY, sig)


@pytest.mark.parametrize(
    ("public", "sig"),
    [(b"", bytes(64)), (PAIR.public, b""), (bytes(31), bytes(63))],
    ids=["no key", "no signature", "both short"],
)
def test_a_malformed_key_or_signature_proves_nothing(public: bytes, sig: bytes) -> None:
    assert not signing.verify(public, BODY, sig)


def test_the_keys_are_those_of_rfc_8032() -> None:
    secret = "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60"  # its first test vector

    pair = signing.pair_of(bytes.fromhex(secret))

    assert pair.public.hex() == "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a"
    assert signing.verify(pair.public, BODY, signing.sign(pair.private, BODY))
    assert signing.key_id(pair.public) == "If4x36FUomFia_hU"


def test_the_private_key_is_not_shown_with_the_pair() -> None:
    pair = signing.new_pair()

    assert repr(pair.private) not in repr(pair)
