"""A lease ends by the later of the clock and the highest time ever seen."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from app.clock import FixedClock
from app.store import keys, lease
from app.store.profile import Profile
from faults import Occurred
from profiles import CHEAP, LEASE_KEY, MONDAY, PASSPHRASE, a_clock, a_joined_profile, renew


@pytest.fixture
def profile(tmp_path: Path) -> Iterator[Profile]:
    profile, _ = a_joined_profile(tmp_path)
    yield profile
    profile.close()


def test_within_the_lease_the_profile_opens_without_contact(profile: Profile) -> None:
    clock = FixedClock(MONDAY + timedelta(days=2, hours=23))

    keys.unlock(profile, PASSPHRASE, clock=clock, cost=CHEAP)


def test_past_the_end_the_lease_is_deleted_and_the_right_passphrase_opens_nothing(
    profile: Profile, occurred: Occurred
) -> None:
    clock = FixedClock(MONDAY + timedelta(days=3))

    with pytest.raises(keys.LeaseEnded) as ended:
        keys.unlock(profile, PASSPHRASE, clock=clock, cost=CHEAP)

    occurred("the device is revoked", int(isinstance(ended.value, keys.LeaseEnded)))
    assert not profile.lease_path.exists()
    assert profile.facts.lease_end == MONDAY + timedelta(days=3)


def test_a_clock_set_back_does_not_open_what_has_ended(tmp_path: Path, occurred: Occurred) -> None:
    profile, _ = a_joined_profile(tmp_path)
    lease.observe(profile, FixedClock(MONDAY + timedelta(days=4)))
    profile.close()

    with Profile.open(tmp_path) as again:
        assert lease.current(again, FixedClock(MONDAY)) is None
        occurred("clocks are wrong", int(not again.lease_path.exists()))


def test_the_highest_time_seen_is_kept_to_the_minute(tmp_path: Path) -> None:
    profile, _ = a_joined_profile(tmp_path)
    lease.observe(profile, FixedClock(MONDAY + timedelta(minutes=61)))
    lease.observe(profile, FixedClock(MONDAY - timedelta(days=30)))
    profile.close()

    with Profile.open(tmp_path) as again:
        assert lease.observe(again, FixedClock(MONDAY)) == MONDAY + timedelta(minutes=61)


def test_contact_with_the_server_opens_what_had_ended(profile: Profile) -> None:
    unlocked = keys.unlock(profile, PASSPHRASE, clock=a_clock(), cost=CHEAP)
    thursday = MONDAY + timedelta(days=3)
    assert lease.current(profile, FixedClock(thursday)) is None

    renew(profile, days=3, at=thursday)

    assert keys.unlock(profile, PASSPHRASE, clock=FixedClock(thursday), cost=CHEAP) == unlocked


def test_the_server_sets_right_a_clock_that_was_once_years_ahead(profile: Profile) -> None:
    assert lease.current(profile, FixedClock(MONDAY + timedelta(days=9000))) is None

    renew(profile, days=3)

    assert lease.current(profile, a_clock()) is not None


def test_no_lease_is_longer_than_fourteen_days(profile: Profile) -> None:
    renew(profile, days=400)

    held = lease.current(profile, a_clock())

    assert held is not None
    assert held.end == MONDAY + timedelta(days=14) == profile.facts.lease_end


def test_a_new_lease_key_taken_while_locked_shuts_nobody_out(tmp_path: Path) -> None:
    profile, unlocked = a_joined_profile(tmp_path)
    renew(profile, days=3, key=b"\x01" * 32)
    renew(profile, days=3, key=b"\x02" * 32)

    assert keys.unlock(profile, PASSPHRASE, clock=a_clock(), cost=CHEAP) == unlocked

    held = lease.current(profile, a_clock())
    assert held is not None
    assert held.keys == {lease.key_id(b"\x02" * 32): b"\x02" * 32}
    assert keys.unlock(profile, PASSPHRASE, clock=a_clock(), cost=CHEAP) == unlocked
    profile.close()


def test_the_first_lease_binds_a_profile_that_had_none(tmp_path: Path) -> None:
    profile = Profile.create(tmp_path, server="https://plan.example")
    unlocked = keys.create(profile, PASSPHRASE, clock=a_clock(), cost=CHEAP)
    renew(profile, days=3)
    keys.adopt_lease(profile, unlocked, clock=a_clock())

    lease.surrender(profile)

    with pytest.raises(keys.LeaseEnded):
        keys.unlock(profile, PASSPHRASE, clock=a_clock(), cost=CHEAP)
    profile.close()


def test_an_unreadable_lease_is_put_right_by_the_next_contact(profile: Profile) -> None:
    profile.lease_path.write_bytes(b"{")
    with pytest.raises(keys.LeaseEnded):
        keys.unlock(profile, PASSPHRASE, clock=a_clock(), cost=CHEAP)

    renew(profile, days=3)

    keys.unlock(profile, PASSPHRASE, clock=a_clock(), cost=CHEAP)


def test_another_devices_lease_key_opens_nothing(profile: Profile) -> None:
    lease.surrender(profile)
    renew(profile, days=3, key=bytes(reversed(LEASE_KEY)))

    with pytest.raises(keys.LeaseEnded):
        keys.unlock(profile, PASSPHRASE, clock=a_clock(), cost=CHEAP)


def test_no_new_passphrase_is_set_past_the_lease(tmp_path: Path) -> None:
    profile, unlocked = a_joined_profile(tmp_path)
    clock = FixedClock(MONDAY + timedelta(days=3))

    with pytest.raises(keys.LeaseEnded):
        keys.change_passphrase(profile, unlocked, new="en helt ny sætning", clock=clock, cost=CHEAP)
    profile.close()
