"""The lease: a key from the server without which neither passphrase nor PIN opens the profile.

The server hands it out at each contact together with its end, and the program deletes it when the end has
passed. This binds honest users and closes machines that were lost and found. It does **not** bind whoever
copied the folder before the end: the copy holds the lease and opens with the passphrase for ever.
A profile without a server has no lease.
"""

import hashlib
import logging
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import msgspec

from app.clock import Clock
from app.store import durable
from app.store.profile import Instant, Profile, ProfileDamaged, read_json, write_json

logger = logging.getLogger(__name__)

FORMAT = 1
LONGEST = timedelta(days=14)  # whatever the server says

_GRAIN = timedelta(minutes=1)  # so much time may pass before the highest time seen is written again


@dataclass(frozen=True, slots=True, kw_only=True)
class Lease:
    """The lease keys by their ids, and the end of them all.

    There is one key, and a second between the server's handing out a new one and the next unlocking.
    """

    keys: dict[str, bytes] = field(repr=False)
    newest: str
    end: datetime


class _LeaseFile(msgspec.Struct, frozen=True, kw_only=True):
    format: int
    end: Instant
    keys: list[bytes]  # newest first


def key_id(key: bytes) -> str:
    """Return what names a lease *key* without telling it."""
    return hashlib.sha256(b"enplan-lease-1" + key).hexdigest()[:16]


def renew(profile: Profile, key: bytes, *, end: datetime, server_time: datetime) -> None:
    """Keep what the server handed out at a contact, locked or not.

    A *key* unlike those before is kept beside them until `adopt_lease` has moved the wraps to it; only past
    the end are the older ones lost, so the server gives a device the same key as long as it is registered.
    The server's time is the one thing that may set the highest time seen back: a clock that was once wrong
    closes no profile for good.
    """
    end = min(end, server_time + LONGEST)
    with profile.guard:
        known = _read(profile)
        older = [] if known is None else [other for other in known.keys if other != key]
        _write(profile, _LeaseFile(format=FORMAT, end=end, keys=[key, *older]))
        profile.update(lease_end=end, last_contact=server_time, seen_until=server_time)


def current(profile: Profile, clock: Clock) -> Lease | None:
    """Return the lease, or None when there is none or it is over; one that is over is deleted now."""
    with profile.guard:
        now = observe(profile, clock)
        file = _read(profile)
        if file is None:
            return None
        if now >= file.end:
            surrender(profile)
            return None
        keys = {key_id(key): key for key in file.keys}
        return Lease(keys=keys, newest=key_id(file.keys[0]), end=file.end)


def observe(profile: Profile, clock: Clock) -> datetime:
    """Return the later of the clock and the highest time ever seen, and remember it.

    Called once a minute while the program runs, so that a clock set back gains no more than that.
    """
    now = clock.now()
    with profile.guard:
        seen = profile.facts.seen_until
        if seen is None or now - seen >= _GRAIN:
            profile.update(seen_until=now)
        return now if seen is None else max(now, seen)


def keep_only(profile: Profile, newest: str) -> None:
    """Forget the other lease keys, once every wrap has been moved to the *newest* one."""
    with profile.guard:
        file = _read(profile)
        if file is not None and len(file.keys) > 1:
            keys = [key for key in file.keys if key_id(key) == newest]
            _write(profile, msgspec.structs.replace(file, keys=keys))


def surrender(profile: Profile) -> None:
    """Delete the lease at once."""
    with profile.guard:
        durable.remove(profile.lease_path)


def _read(profile: Profile) -> _LeaseFile | None:
    """Read the lease; one that is unreadable is none, and the next contact puts a whole one in its place."""
    if not profile.lease_path.exists():
        return None
    try:
        return read_json(profile.lease_path, _LeaseFile, newest=FORMAT)
    except ProfileDamaged:
        logger.warning("lease unreadable")
        return None


def _write(profile: Profile, file: _LeaseFile) -> None:
    durable.replace(profile.lease_path, write_json(file))
