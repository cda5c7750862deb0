"""The PIN opens only together with the machine's keyring, and ten wrong tries strike it out."""

import subprocess
import time
from base64 import b64decode, b64encode
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import keyring
import msgspec
import pytest
from keyring.backend import KeyringBackend
from keyring.backends.fail import Keyring as NoBackend
from keyring.backends.null import Keyring as ForgetfulBackend

from app.clock import FixedClock
from app.store import key_file, keys, lease, pin
from app.store.profile import Profile
from app.store.wraps import Cost
from profiles import (
    CHEAP,
    MONDAY,
    OTHER_PASSPHRASE,
    PASSPHRASE,
    MemoryKeyring,
    a_clock,
    a_joined_profile,
    a_keyring,
    a_local_profile,
    contents,
    renew,
    started,
)

PIN = "493817"
WRONG = "493818"
SLOW = Cost(memory=64 * 1024, passes=4, lanes=1)

GUESSER = """
import sys
from pathlib import Path
import keyring
from app.store import pin
from app.store.profile import Profile
from profiles import MemoryKeyring, a_clock
machine = MemoryKeyring()
machine.kept[("Enplan", sys.argv[2])] = sys.argv[3]
keyring.set_keyring(machine)
pin.unlock(Profile.open(Path(sys.argv[1])), "000111", clock=a_clock())
"""


@pytest.fixture(autouse=True)
def machine() -> Iterator[MemoryKeyring]:
    """The machine's keyring."""
    with a_keyring() as machine:
        yield machine


@pytest.fixture
def profile(tmp_path: Path) -> Iterator[Profile]:
    """A profile without a server, with a PIN."""
    profile, unlocked = a_local_profile(tmp_path)
    pin.set_pin(profile, unlocked, pin=PIN, clock=a_clock(), cost=CHEAP)
    yield profile
    profile.close()


def test_the_pin_opens_what_the_passphrase_opens(profile: Profile) -> None:
    by_passphrase = keys.unlock(profile, PASSPHRASE, clock=a_clock(), cost=CHEAP)

    assert pin.unlock(profile, PIN, clock=a_clock()) == by_passphrase


def test_a_wrong_pin_tells_how_many_tries_are_left(profile: Profile) -> None:
    with pytest.raises(pin.WrongPin) as refusal:
        pin.unlock(profile, WRONG, clock=a_clock())

    assert "9 forsøg" in refusal.value.message()
    assert pin.tries_left(profile) == 9


def test_ten_wrong_tries_strike_the_pin_out_and_nothing_else(profile: Profile, machine: MemoryKeyring) -> None:
    _guess_wrong(profile, times=9)
    with pytest.raises(pin.PinUnavailable):
        pin.unlock(profile, WRONG, clock=a_clock())

    with pytest.raises(pin.PinUnavailable):
        pin.unlock(profile, PIN, clock=a_clock())
    keys.unlock(profile, PASSPHRASE, clock=a_clock(), cost=CHEAP)
    assert pin.tries_left(profile) == 0
    assert machine.kept == {}


def test_nine_wrong_tries_leave_one(profile: Profile) -> None:
    _guess_wrong(profile, times=9)

    pin.unlock(profile, PIN, clock=a_clock())

    assert pin.tries_left(profile) == 10


def test_the_passphrase_lets_the_pin_be_tried_afresh(profile: Profile) -> None:
    _guess_wrong(profile, times=9)

    keys.unlock(profile, PASSPHRASE, clock=a_clock(), cost=CHEAP)

    assert pin.tries_left(profile) == 10


def test_tries_are_counted_across_openings(profile: Profile) -> None:
    _guess_wrong(profile, times=4)
    profile.close()

    with Profile.open(profile.folder) as again:
        assert pin.tries_left(again) == 6


def test_a_try_counts_though_the_program_is_killed_before_the_answer(tmp_path: Path, machine: MemoryKeyring) -> None:
    profile, unlocked = a_local_profile(tmp_path)
    pin.set_pin(profile, unlocked, pin=PIN, clock=a_clock(), cost=SLOW)
    ((_, name), secret) = next(iter(machine.kept.items()))
    profile.close()

    with started(GUESSER, tmp_path, name, secret) as guesser:
        _kill_while_guessing(guesser, profile.keys_path)

    with Profile.open(tmp_path) as again:
        assert pin.tries_left(again) == 9
        assert pin.unlock(again, PIN, clock=a_clock()) == unlocked


def test_a_tenth_try_that_was_killed_leaves_no_eleventh(profile: Profile) -> None:
    file = key_file.load(profile)
    key_file.save(profile, _with_tries(file, 10))

    with pytest.raises(pin.PinUnavailable):
        pin.unlock(profile, PIN, clock=a_clock())
    assert key_file.load(profile).pin is None


def test_an_emptied_keyring_ends_the_pin_while_the_passphrase_opens(profile: Profile, machine: MemoryKeyring) -> None:
    machine.kept.clear()

    with pytest.raises(pin.PinUnavailable):
        pin.unlock(profile, PIN, clock=a_clock())
    keys.unlock(profile, PASSPHRASE, clock=a_clock(), cost=CHEAP)
    assert pin.tries_left(profile) == 10


def test_a_keyring_with_another_secret_does_not_open_with_the_right_pin(
    profile: Profile, machine: MemoryKeyring
) -> None:
    machine.kept = dict.fromkeys(machine.kept, "A" * 43 + "=")

    with pytest.raises(pin.WrongPin):
        pin.unlock(profile, PIN, clock=a_clock())


@pytest.mark.parametrize("kind", [NoBackend, ForgetfulBackend])
def test_without_a_keyring_there_is_no_pin_and_the_passphrase_is_enough(
    tmp_path: Path, kind: type[KeyringBackend]
) -> None:
    keyring.set_keyring(kind())
    profile, unlocked = a_local_profile(tmp_path)

    with pytest.raises(pin.NoKeyring):
        pin.set_pin(profile, unlocked, pin=PIN, clock=a_clock(), cost=CHEAP)

    assert keys.unlock(profile, PASSPHRASE, clock=a_clock(), cost=CHEAP) == unlocked
    profile.close()


def test_a_keyring_that_breaks_when_asked_is_no_keyring(profile: Profile) -> None:
    keyring.set_keyring(_BrokenKeyring())

    with pytest.raises(pin.PinUnavailable):
        pin.unlock(profile, PIN, clock=a_clock())
    keys.unlock(profile, PASSPHRASE, clock=a_clock(), cost=CHEAP)
    pin.remove_pin(profile)


@pytest.mark.parametrize("weak", ["12345", "1234567890123", "000000", "123456", "987654", "49381a", "٤٩٣٨١٧", ""])
def test_a_pin_that_is_guessed_at_once_is_not_taken(tmp_path: Path, weak: str) -> None:
    profile, unlocked = a_local_profile(tmp_path)

    with pytest.raises(pin.PinTooWeak):
        pin.set_pin(profile, unlocked, pin=weak, clock=a_clock(), cost=CHEAP)
    profile.close()


def test_a_new_pin_replaces_the_old_one_and_its_secret(profile: Profile, machine: MemoryKeyring) -> None:
    unlocked = pin.unlock(profile, PIN, clock=a_clock())

    pin.set_pin(profile, unlocked, pin="851937", clock=a_clock(), cost=CHEAP)

    assert pin.unlock(profile, "851937", clock=a_clock()) == unlocked
    assert len(machine.kept) == 1
    with pytest.raises(pin.WrongPin):
        pin.unlock(profile, PIN, clock=a_clock())


def test_a_changed_passphrase_leaves_the_pin(profile: Profile) -> None:
    unlocked = pin.unlock(profile, PIN, clock=a_clock())

    keys.change_passphrase(profile, unlocked, new=OTHER_PASSPHRASE, clock=a_clock(), cost=CHEAP)

    assert pin.unlock(profile, PIN, clock=a_clock()) == unlocked


def test_a_new_lease_key_is_adopted_for_the_pin_and_the_passphrase_by_either(tmp_path: Path) -> None:
    profile, unlocked = a_joined_profile(tmp_path)
    pin.set_pin(profile, unlocked, pin=PIN, clock=a_clock(), cost=CHEAP)
    renew(profile, days=3, key=b"\x01" * 32)
    pin.unlock(profile, PIN, clock=a_clock())
    renew(profile, days=3, key=b"\x02" * 32)
    keys.unlock(profile, PASSPHRASE, clock=a_clock(), cost=CHEAP)

    held = lease.current(profile, a_clock())

    assert held is not None
    assert len(held.keys) == 1
    assert pin.unlock(profile, PIN, clock=a_clock()) == unlocked
    assert keys.unlock(profile, PASSPHRASE, clock=a_clock(), cost=CHEAP) == unlocked
    profile.close()


def test_past_the_lease_the_pin_opens_nothing_and_is_not_counted(tmp_path: Path) -> None:
    profile, unlocked = a_joined_profile(tmp_path)
    pin.set_pin(profile, unlocked, pin=PIN, clock=a_clock(), cost=CHEAP)

    with pytest.raises(keys.LeaseEnded):
        pin.unlock(profile, PIN, clock=FixedClock(MONDAY + timedelta(days=3)))

    assert pin.tries_left(profile) == 10
    profile.close()


def test_neither_passphrase_nor_pin_nor_any_key_lies_in_the_folder(tmp_path: Path, machine: MemoryKeyring) -> None:
    profile, unlocked = a_joined_profile(tmp_path, sealing_key=bytes(32))
    pin.set_pin(profile, unlocked, pin=PIN, clock=a_clock(), cost=CHEAP)
    keys.change_passphrase(profile, unlocked, new=OTHER_PASSPHRASE, clock=a_clock(), cost=CHEAP)
    profile.close()

    secrets = [b64decode(kept) for kept in machine.kept.values()]
    canaries = [word.encode() for word in (PASSPHRASE, OTHER_PASSPHRASE, PIN)] + [unlocked.data_key, *secrets]

    assert secrets
    assert _found(canaries, contents(tmp_path)) == []


class _BrokenKeyring(MemoryKeyring):
    """A backend whose system answers with an error of its own."""

    def get_password(self, service: str, username: str) -> str | None:
        raise RuntimeError("org.freedesktop.DBus.Error.NoReply")

    def delete_password(self, service: str, username: str) -> None:
        raise RuntimeError("org.freedesktop.DBus.Error.NoReply")


def _guess_wrong(profile: Profile, *, times: int) -> None:
    for _ in range(times):
        with pytest.raises(pin.WrongPin):
            pin.unlock(profile, WRONG, clock=a_clock())


def _kill_while_guessing(guesser: subprocess.Popen[bytes], keys_path: Path) -> None:
    """End the program between the counting of a try and its answer, which takes most of a second."""
    while b'"tries": 1' not in keys_path.read_bytes():
        assert guesser.poll() is None
        time.sleep(0.005)
    guesser.kill()


def _with_tries(file: key_file.KeyFile, tries: int) -> key_file.KeyFile:
    assert file.pin is not None
    return file.having(msgspec.structs.replace(file.pin, tries=tries))


def _found(canaries: list[bytes], files: dict[str, bytes]) -> list[str]:
    """The files that hold one of the *canaries*, as it is or as JSON and logs would write it."""
    written = [form for canary in canaries for form in _forms(canary)]
    return [name for name, content in files.items() if any(form in content for form in written)]


def _forms(canary: bytes) -> list[bytes]:
    return [canary, b64encode(canary), canary.hex().encode()]
