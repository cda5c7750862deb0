"""Status: what the corner of the window says of the exchange with the server."""

from dataclasses import dataclass
from enum import Enum

from app.texts import Text, mark, say


class Phase(Enum):
    """What holds now; the value is the text for the corner."""

    ALL_RECEIVED = mark("sync", "Alt er modtaget")
    SAVED_HERE = mark("sync", "Gemt her ({count} venter)")
    FETCHING = mark("sync", "Henter …")
    CANNOT_SEND = mark("sync", "Kan ikke sende: {reason}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    """`waiting` own changes are only here; `reason` says why they cannot be sent; `alarms` need somebody to look.

    `is_lost` tells that the keys of this device are gone, as its server has ordered.
    """

    phase: Phase
    waiting: int = 0
    refused: int = 0
    reason: Text | None = None
    is_login_needed: bool = False
    alarms: int = 0
    is_lost: bool = False

    def message(self) -> str:
        """Return the sentence for the corner."""
        return say(self.phase.value, count=self.waiting, reason=say(self.reason) if self.reason else "")


def status(
    *, waiting: int, refused: int, reason: Text | None, is_fetching: bool, is_login_needed: bool, alarms: int,
    is_lost: bool = False,
) -> Status:  # fmt: skip
    """Return what holds: that work cannot be sent is said before all else."""
    phase = Phase.ALL_RECEIVED
    if waiting and reason is not None:
        phase = Phase.CANNOT_SEND
    elif is_fetching:
        phase = Phase.FETCHING
    elif waiting:
        phase = Phase.SAVED_HERE
    return Status(
        phase=phase, waiting=waiting, refused=refused, reason=reason, is_login_needed=is_login_needed, alarms=alarms,
        is_lost=is_lost,
    )  # fmt: skip
