"""Identifiers: UUIDv7 for records and changes, UUIDv5 for streams, UUIDv4 for devices."""

import re
import secrets
import threading
import uuid
from collections.abc import Callable

from app.clock import Clock

PROJECT_NAMESPACE = uuid.UUID("6f1d3c5e-52a4-5b7e-9d0c-8c1f4f5b7a21")
NewId = Callable[[], str]

_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_HEAD_OF_ID = 19
"""Characters of a UUIDv7 that tell when it was made."""
_COUNTER_BITS = 12
_RANDOM_BITS = 62


class Uuid7:
    """Makes UUIDv7 (RFC 9562) in rising order: millisecond, counter, chance. Threads may share it."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._last = 0

    def __call__(self) -> str:
        """Return a new id, 36 lower-case characters, greater than all before it."""
        milliseconds = int(self._clock.now().timestamp() * 1000)
        with self._lock:
            self._last = max(self._last + 1, milliseconds << _COUNTER_BITS)
            stamp = self._last
        high = (stamp >> _COUNTER_BITS) << 16 | 0x7000 | stamp & 0xFFF
        low = 0b10 << _RANDOM_BITS | secrets.randbits(_RANDOM_BITS)
        return str(uuid.UUID(int=high << 64 | low))


def new_device_id() -> str:
    """Return a random UUIDv4: a device id must never be derived from anything."""
    return str(uuid.uuid4())


def citizen_stream(citizen: str, compartment: str) -> str:
    """Return the stream of a citizen's compartment; two devices that open it offline mean the same one."""
    return str(uuid.uuid5(uuid.UUID(citizen), compartment))


def citizen_record(citizen: str, name: str) -> str:
    """Return the id of the one record called *name* of a citizen; the same one on every device."""
    return str(uuid.uuid5(uuid.UUID(citizen), f"record:{name}"))


def plan_of(citizen: str) -> str:
    """Return the id of a citizen's one plan, the same on every device."""
    return citizen_record(citizen, "plan")


def main_board_of(citizen: str) -> str:
    """Return the id of the plan's main board, the same on every device."""
    return citizen_record(citizen, "main board")


def named_stream(name: str) -> str:
    """Return the stream called *name*: `user:…`, `device:…`, `directory`."""
    return str(uuid.uuid5(PROJECT_NAMESPACE, name))


def named_record(name: str) -> str:
    """Return the id of the directory's record called *name*: `user:…`, `device:…`."""
    return str(uuid.uuid5(PROJECT_NAMESPACE, name))


def follower(identity: str, space: str, name: str) -> str:
    """Return the id that follows from a UUIDv7 by *name* in a UUID's *space*, the same always; it lies beside it."""
    return identity[:_HEAD_OF_ID] + str(uuid.uuid5(uuid.UUID(space), name))[_HEAD_OF_ID:]


def made_at(identity: str) -> int | None:
    """Return the milliseconds since 1970 at which a UUIDv7 was made; None for ids that hold no time."""
    made = uuid.UUID(identity)
    return made.int >> 80 if made.version == 7 else None


def is_uuid(text: object) -> bool:
    """Tell whether *text* is a UUID in the one form used here: 36 lower-case characters."""
    return isinstance(text, str) and _UUID.fullmatch(text) is not None
