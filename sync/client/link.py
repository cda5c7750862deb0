"""Link: what a client asks of the server, and the ways in which asking fails."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Protocol

import msgspec

from app.texts import Text, mark
from sync import protocol
from sync.attached import Part, PartAsked, PartSent, Standing, StandingAsked, StandingTold
from sync.protocol import (
    Index,
    Log,
    Registered,
    Registration,
    StateHead,
    StateRecord,
    SyncAnswer,
    SyncRequest,
    Unreadable,
)

NOT_UNDERSTOOD = mark("sync", "serveren svarede noget, der ikke kan læses")


class Unreachable(Exception):
    """Nothing was achieved; try again later. `reason` is for the user, `retry_after` what the server asked for."""

    def __init__(self, reason: Text, *, retry_after: float | None = None) -> None:
        super().__init__(str(reason))
        self.reason = reason
        self.retry_after = retry_after


class LoginNeeded(Exception):
    """Neither token nor device secret opens the server: the user must give the password."""

    reason = mark("sync", "log ind på serveren igen")


class FactorNeeded(LoginNeeded):
    """The password is right, and a second factor is asked for: one of `ways`, or a new one where there is none."""

    def __init__(self, told: str) -> None:
        words = set(told.split())
        self.is_wrong = protocol.WRONG in words
        self.must_enrol = protocol.ENROL in words
        self.is_copied = protocol.COPIED in words
        self.ways = frozenset(words - {protocol.WRONG, protocol.ENROL, protocol.COPIED})
        super().__init__(told)


class ProofNeeded(Exception):
    """The act asks for a second factor that is shown anew: one of `ways`."""

    def __init__(self, told: str) -> None:
        super().__init__(told)
        self.must_enrol = told == protocol.ENROL
        self.ways = frozenset(told.split()) - {protocol.ENROL}


class DeviceLost(Exception):
    """The server has ordered this device to be wiped, and its keys are gone."""

    reason = mark("sync", "enheden er meldt tabt, og det, der lå her, er slettet")


class NotAllowed(Exception):
    """The user's role, or unit, does not allow what was asked."""


class NotDone(Exception):
    """What was asked makes no sense to the server; `code` says what of it."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


TOO_MUCH = mark("sync", "noget af det skrevne er for stort til netværket; kontakt jeres it-afdeling")


@contextmanager
def understood() -> Iterator[None]:
    """Let what a server sent, and nobody can read, count as no connection: raises Unreachable."""
    try:
        yield
    except (Unreadable, msgspec.DecodeError) as wrong:
        raise Unreachable(NOT_UNDERSTOOD) from wrong


class TooMuch(Unreachable):
    """The server, or the network on the way to it, takes less at once."""

    def __init__(self) -> None:
        super().__init__(TOO_MUCH)


class NotReadable(Exception):
    """The stream is not there for this user."""


class ProgramTooOld(Exception):
    """The server still takes what is sent, and no longer lets this program read."""

    reason = mark("sync", "opdatér Enplan for at hente nyt")


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """The index as it was heard; None when nothing differs from the one whose `tag` is known."""

    tag: str
    index: Index | None


class Link(Protocol):
    """A server, seen from a client. Every method may raise Unreachable or LoginNeeded."""

    def index(self, *, known: str, wait: int) -> Heard:
        """Return the index, after at most *wait* seconds when nothing differs."""
        ...

    def sync(self, request: SyncRequest) -> SyncAnswer:
        """Send changes and cursors. Raises TooMuch."""
        ...

    def state(self, stream: str) -> tuple[StateHead, list[StateRecord]]:
        """Return a stream as a whole. Raises NotReadable."""
        ...

    def log(self, stream: str, *, after: int, before: int) -> Log:
        """Return older entries. Raises NotReadable."""
        ...

    def standing(self, asked: StandingAsked) -> StandingTold:
        """Return how much the server holds of attached files."""
        ...

    def part(self, asked: PartAsked) -> Part:
        """Return one part of an attached file. Raises NotReadable while the server has not all of it."""
        ...

    def take_part(self, sent: PartSent) -> Standing:
        """Send one part of an attached file. Raises NotReadable, NotAllowed, NotDone and TooMuch."""
        ...

    def purged(self, streams: list[str]) -> None:
        """Give the receipt of a purge."""
        ...

    def register(self, asked: Registration) -> Registered:
        """Register a device, and act as it from now on."""
        ...
