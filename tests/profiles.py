"""Profiles for tests: real folders and real keys, at a cost of guessing that tests can afford."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import keyring
import keyring.errors
from keyring.backend import KeyringBackend

from app.clock import FixedClock
from app.store import escrow, keys, lease, pin, wraps
from app.store.keys import Unlocked
from app.store.profile import Profile
from app.store.wraps import Cost

CHEAP = Cost(memory=8, passes=1, lanes=1)
MONDAY = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
PASSPHRASE = "æbler på bordet i solen"
OTHER_PASSPHRASE = "tolv cykler uden lygter"
LEASE_KEY = bytes(range(32))


class MemoryKeyring(KeyringBackend):
    """The outside world's keyring: keeps secrets as long as the test runs, and can be emptied."""

    priority = 1

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        if self.kept.pop((service, username), None) is None:
            raise keyring.errors.PasswordDeleteError("not there")


def make_guessing_cheap() -> None:
    """Stretch what this process is given no more than a test can afford, where the program says no cost itself."""
    for act in (keys.create, keys.unlock, keys.change_passphrase, pin.set_pin, escrow.recover):
        defaults = act.__kwdefaults__ or {}
        assert defaults["cost"] == wraps.DEFAULT_COST, f"{act.__name__} stretches less than the program promises"
        act.__kwdefaults__ = {**defaults, "cost": CHEAP}


@contextmanager
def a_keyring() -> Iterator[MemoryKeyring]:
    """Give the machine a keyring of its own for a while."""
    before = keyring.get_keyring()
    machine = MemoryKeyring()
    keyring.set_keyring(machine)
    yield machine
    keyring.set_keyring(before)


def a_clock() -> FixedClock:
    """A clock on a Monday morning."""
    return FixedClock(MONDAY)


def a_local_profile(folder: Path) -> tuple[Profile, Unlocked]:
    """An open profile that knows no server."""
    profile = Profile.create(folder)
    return profile, keys.create(profile, PASSPHRASE, clock=a_clock(), cost=CHEAP)


def a_joined_profile(folder: Path, *, sealing_key: bytes | None = None) -> tuple[Profile, Unlocked]:
    """An open profile with a lease of three days."""
    profile = Profile.create(folder, server="https://plan.example", login="jonas")
    profile.update(sealing_key=sealing_key)
    renew(profile, days=3)
    return profile, keys.create(profile, PASSPHRASE, clock=a_clock(), cost=CHEAP)


def renew(profile: Profile, *, days: float, key: bytes = LEASE_KEY, at: datetime = MONDAY) -> None:
    """Contact with the server at *at*, which hands out a lease of some days."""
    lease.renew(profile, key, end=at + timedelta(days=days), server_time=at)


def started(script: str, *arguments: object) -> subprocess.Popen[bytes]:
    """A process of its own that runs *script*, which may import what tests may; it is spoken to by pipes."""
    places = os.pathsep.join([str(Path(__file__).parent), str(Path(__file__).parents[1])])
    return subprocess.Popen(
        [sys.executable, "-c", script, *map(str, arguments)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=os.environ | {"PYTHONPATH": places},
    )


def contents(folder: Path) -> dict[str, bytes]:
    """Every file below *folder* with its bytes."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}
