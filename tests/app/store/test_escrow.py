"""The municipality's own key opens a profile whose passphrase is forgotten."""

from datetime import timedelta
from pathlib import Path

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from app.changes import sealing
from app.clock import FixedClock
from app.store import escrow, keys
from app.store.profile import Profile
from profiles import (
    CHEAP,
    MONDAY,
    OTHER_PASSPHRASE,
    PASSPHRASE,
    a_clock,
    a_joined_profile,
    a_local_profile,
    contents,
    renew,
)

PAIR = sealing.new_pair()


def test_the_municipality_opens_the_profile_and_sets_a_new_passphrase(tmp_path: Path) -> None:
    profile, made = _escrowed(tmp_path)

    recovered = escrow.recover(profile, PAIR.private, new_passphrase=OTHER_PASSPHRASE, clock=a_clock(), cost=CHEAP)

    assert recovered == made
    assert keys.unlock(profile, OTHER_PASSPHRASE, clock=a_clock(), cost=CHEAP) == made
    with pytest.raises(keys.WrongPassphrase):
        keys.unlock(profile, PASSPHRASE, clock=a_clock(), cost=CHEAP)
    profile.close()


def test_a_profile_is_recovered_more_than_once(tmp_path: Path) -> None:
    profile, made = _escrowed(tmp_path)
    escrow.recover(profile, PAIR.private, new_passphrase=OTHER_PASSPHRASE, clock=a_clock(), cost=CHEAP)

    again = escrow.recover(profile, PAIR.private, new_passphrase=PASSPHRASE, clock=a_clock(), cost=CHEAP)

    assert again == made
    profile.close()


def test_another_private_key_opens_nothing_and_changes_nothing(tmp_path: Path) -> None:
    profile, _ = _escrowed(tmp_path)
    before = contents(tmp_path)

    with pytest.raises(escrow.EscrowMismatch):
        escrow.recover(
            profile,
            sealing.new_pair().private,
            new_passphrase=OTHER_PASSPHRASE,
            clock=a_clock(),
            cost=CHEAP,
        )

    assert contents(tmp_path) == before
    profile.close()


def test_a_profile_made_without_escrow_is_not_recovered(tmp_path: Path) -> None:
    profile, _ = a_local_profile(tmp_path)

    with pytest.raises(escrow.NoEscrow):
        escrow.recover(profile, PAIR.private, new_passphrase=OTHER_PASSPHRASE, clock=a_clock(), cost=CHEAP)
    profile.close()


def test_recovery_asks_for_a_passphrase_that_is_long_enough(tmp_path: Path) -> None:
    profile, _ = _escrowed(tmp_path)

    with pytest.raises(keys.PassphraseTooShort):
        escrow.recover(profile, PAIR.private, new_passphrase="kort", clock=a_clock(), cost=CHEAP)
    profile.close()


def test_past_the_lease_the_municipality_still_opens_and_the_next_contact_binds_again(tmp_path: Path) -> None:
    profile, made = a_joined_profile(tmp_path)
    escrow.set_escrow(profile, made, public=PAIR.public)
    friday = FixedClock(MONDAY + timedelta(days=4))

    assert made == escrow.recover(profile, PAIR.private, new_passphrase=OTHER_PASSPHRASE, clock=friday, cost=CHEAP)
    renew(profile, days=3, at=friday.now())
    keys.unlock(profile, OTHER_PASSPHRASE, clock=friday, cost=CHEAP)
    friday.advance(days=3)

    with pytest.raises(keys.LeaseEnded):
        keys.unlock(profile, OTHER_PASSPHRASE, clock=friday, cost=CHEAP)
    profile.close()


def test_a_new_escrow_key_takes_the_place_of_the_old_one(tmp_path: Path) -> None:
    profile, made = _escrowed(tmp_path)
    new = sealing.new_pair()

    escrow.set_escrow(profile, made, public=new.public)

    with pytest.raises(escrow.EscrowMismatch):
        escrow.recover(profile, PAIR.private, new_passphrase=OTHER_PASSPHRASE, clock=a_clock(), cost=CHEAP)
    recovered = escrow.recover(profile, new.private, new_passphrase=OTHER_PASSPHRASE, clock=a_clock(), cost=CHEAP)
    assert recovered == made
    profile.close()


def test_the_key_files_are_those_that_openssl_writes(tmp_path: Path) -> None:
    key = X25519PrivateKey.from_private_bytes(PAIR.private)
    public = key.public_key().public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)
    private = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.BestAvailableEncryption(b"kodeord"),
    )

    assert escrow.public_key(public) == PAIR.public
    assert escrow.private_key(private, password=b"kodeord") == PAIR.private
    with pytest.raises(escrow.EscrowFileUnreadable):
        escrow.private_key(private, password=b"forkert")
    with pytest.raises(escrow.EscrowFileUnreadable):
        escrow.private_key(private)
    with pytest.raises(escrow.EscrowFileUnreadable):
        escrow.public_key(b"-----BEGIN nonsense")


def _escrowed(folder: Path) -> tuple[Profile, keys.Unlocked]:
    profile = Profile.create(folder)
    unlocked = keys.create(profile, PASSPHRASE, clock=a_clock(), escrow=PAIR.public, cost=CHEAP)
    return profile, unlocked
