"""The messages of what a person asks the server to do at once, beside the exchange of changes. Pure."""

from msgspec import Struct

LONGEST_EMERGENCY_H = 24
SMALLEST_COUNT = 5
"""Counts of fewer citizens than this are not told: they could be known by them."""


class Emergency(Struct, frozen=True, omit_defaults=True, kw_only=True):
    """Asks to open the plan of a citizen to whom one is not assigned, by id or by the number the citizen says."""

    purpose: str
    citizen: str = ""
    number: str = ""
    hours: int = 8


class Opening(Struct, frozen=True, kw_only=True):
    """Asks to see, with the citizen present, what the citizen may see; the citizen says the number."""

    number: str
    purpose: str


class Opened(Struct, frozen=True):
    """Which citizen was opened, and until when."""

    citizen: str
    until: str


class EmergencyRow(Struct, frozen=True, kw_only=True):
    """One right that was taken in an emergency."""

    citizen: str
    login: str
    name: str
    since: str
    until: str
    purpose: str


class Emergencies(Struct, frozen=True):
    """The newest first."""

    rows: list[EmergencyRow]


class CitizenRow(Struct, frozen=True, omit_defaults=True, kw_only=True):
    """A citizen in the list of a team leader: who it is and on what terms.

    `starts` is empty where it has begun, `ends` while it is open.
    """

    citizen: str
    name: str
    sort: str = ""
    starts: str = ""
    ends: str = ""


class Worker(Struct, frozen=True, kw_only=True):
    """A worker of a unit with the citizens."""

    login: str
    name: str
    role: str
    unit: str
    citizens: list[CitizenRow]


class Team(Struct, frozen=True, kw_only=True):
    """The unit of a team leader: its workers, and its citizens with whom nobody works."""

    unit: str
    workers: list[Worker]
    unassigned: list[CitizenRow]


class Assigning(Struct, frozen=True, omit_defaults=True, kw_only=True):
    """Gives *citizens* to a worker, for a time when days are named (both are whole), or takes them back."""

    login: str
    citizens: list[str]
    reason: str
    is_taken_back: bool = False
    first_day: str = ""
    last_day: str = ""


class Done(Struct, frozen=True):
    """How many were changed."""

    count: int


class DeviceRow(Struct, frozen=True, omit_defaults=True, kw_only=True):
    """A registered device; `seen` is its last contact, `lost` and `wiped` instants when it was so told."""

    device: str
    login: str
    user: str
    name: str
    since: str
    seen: str = ""
    lost: str = ""
    wiped: str = ""


class Devices(Struct, frozen=True):
    """Devices, those seen last first."""

    rows: list[DeviceRow]


class Lost(Struct, frozen=True, kw_only=True):
    """Reports a device as lost."""

    device: str
    reason: str


class LossReport(Struct, frozen=True, kw_only=True):
    """What was on a lost device as far as the server knows, until when it may open, and a draft notice in Danish."""

    device: DeviceRow
    citizens: list[CitizenRow]
    opens_until: str
    notice: str


class Wiping(Struct, frozen=True, omit_defaults=True, kw_only=True):
    """A device asks whether it was reported lost, or gives the receipt; it shows its secret, having no token."""

    device: str
    secret: str
    is_done: bool = False


class WipeOrder(Struct, frozen=True):
    """The order to wipe, signed by the server over `wipe_words`; empty when the device is not lost."""

    sig: bytes


class CountRow(Struct, frozen=True, kw_only=True):
    """Citizens and workers of a unit; None for a count that is too small to be told."""

    unit: str
    name: str
    citizens: int | None
    workers: int | None


class Counts(Struct, frozen=True):
    """Counts of all units, without anybody's name or plan."""

    rows: list[CountRow]


def wipe_words(device: str) -> bytes:
    """Return what the server signs when it orders *device* to be wiped."""
    return b"enplan-wipe-1" + device.encode()
