"""An opened profile: its lock, its keys and its store, whichever program opens it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

from app.clock import Clock
from app.store import keys, pin
from app.store.database import DamagedFile, damaged, forget_damaged, remove_file
from app.store.journal import open_journal
from app.store.keys import Unlocked
from app.store.profile import Profile
from app.store.store import Store

DAMAGED_DAYS = 14
"""How long a damaged file is kept after another took its place: as long as the longest lease."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """A profile that nobody else opens meanwhile; close it to forget the keys."""

    profile: Profile
    unlocked: Unlocked = field(repr=False)
    store: Store

    def close(self) -> None:
        """End all typing, close the file, let the profile go."""
        self.store.close()
        self.profile.close()

    def __enter__(self) -> Self:
        """Return the opened profile."""
        return self

    def __exit__(self, *exc_info: object) -> None:
        """Close it."""
        self.close()


def open_with_passphrase(folder: Path, passphrase: str, *, clock: Clock) -> Opened:
    """Open the profile in *folder*; raises what `keys.unlock` and `Store.open` do, with nothing left open."""
    return _opened(folder, lambda profile: keys.unlock(profile, passphrase, clock=clock), clock=clock)


def open_with_pin(folder: Path, code: str, *, clock: Clock) -> Opened:
    """Open the profile in *folder* with the PIN; raises what `pin.unlock` and `Store.open` do."""
    return _opened(folder, lambda profile: pin.unlock(profile, code, clock=clock), clock=clock)


def create_local(folder: Path, *, user: str, passphrase: str, clock: Clock, escrow: bytes | None = None) -> Opened:
    """Make a profile without a server for *user*; raises PassphraseTooShort before anything is made.

    *escrow* is the municipality's raw public key, by which the data can be recovered.
    """
    keys.check_passphrase(passphrase)
    profile = Profile.create(folder, login=user)
    try:
        unlocked = keys.create(profile, passphrase, clock=clock, escrow=escrow)
        store = open_store(profile, unlocked, clock=clock)
    except BaseException:
        profile.close()
        raise
    return Opened(profile=profile, unlocked=unlocked, store=store)


def open_store(profile: Profile, unlocked: Unlocked, *, clock: Clock) -> Store:
    """Open the profile's database with its sealed outbox; one that was never made whole is made anew.

    Raises what `Store.open` does, and Rescued after a damaged one was replaced: opening again goes on with what was
    rescued.
    """
    facts = profile.facts
    if facts.has_store:
        store = _whole(profile, unlocked.data_key, clock)
    else:
        remove_file(profile.database)
        key, user = unlocked.data_key, facts.login or ""
        store = Store.create(profile.database, key=key, clock=clock, user=user, device=facts.device)
        profile.update(has_store=True)
    store.use_journal(open_journal(profile))
    return store


def _whole(profile: Profile, key: bytes, clock: Clock) -> Store:
    """Open a database that was made whole; where a server has the plans, one that is damaged is made anew."""
    try:
        store = Store.open(profile.database, key=key, clock=clock)
    except DamagedFile as found:
        if profile.facts.server is None:
            raise
        from app.store.rescue import rescue  # only where it is needed: a start has little time

        raise rescue(profile, key=key, clock=clock) from found
    _forget_damaged(profile, clock)
    return store


def _forget_damaged(profile: Profile, clock: Clock) -> None:
    """Remove the damaged file that was kept, when its days are over."""
    kept = damaged(profile.database)
    if kept.exists() and clock.now().timestamp() - kept.stat().st_mtime > DAMAGED_DAYS * 86_400:
        forget_damaged(profile.database)


def _opened(folder: Path, unlock: Callable[[Profile], Unlocked], *, clock: Clock) -> Opened:
    profile = Profile.open(folder)
    try:
        unlocked = unlock(profile)
        store = open_store(profile, unlocked, clock=clock)
    except BaseException:
        profile.close()
        raise
    return Opened(profile=profile, unlocked=unlocked, store=store)
