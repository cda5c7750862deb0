"""Office: what a person asks the server to do at once; `ui/__main__.py` brings what answers."""

from collections.abc import Sequence
from typing import Protocol


class CitizenTold(Protocol):
    """A citizen in a list: on what terms somebody works with them, and the instants when that begins and ends.

    The beginning is empty where it has begun, the end where it is open.
    """

    @property
    def citizen(self) -> str: ...  # noqa: D102

    @property
    def name(self) -> str: ...  # noqa: D102

    @property
    def sort(self) -> str: ...  # noqa: D102

    @property
    def starts(self) -> str: ...  # noqa: D102

    @property
    def ends(self) -> str: ...  # noqa: D102


class WorkerTold(Protocol):
    """A worker with the citizens."""

    @property
    def login(self) -> str: ...  # noqa: D102

    @property
    def name(self) -> str: ...  # noqa: D102

    @property
    def citizens(self) -> Sequence[CitizenTold]: ...  # noqa: D102


class TeamTold(Protocol):
    """A unit: its workers, and its citizens with whom nobody works."""

    @property
    def unit(self) -> str: ...  # noqa: D102

    @property
    def workers(self) -> Sequence[WorkerTold]: ...  # noqa: D102

    @property
    def unassigned(self) -> Sequence[CitizenTold]: ...  # noqa: D102


class DeviceTold(Protocol):
    """A device: its name, and the instants when it was registered, last seen, reported lost and wiped."""

    @property
    def device(self) -> str: ...  # noqa: D102

    @property
    def name(self) -> str: ...  # noqa: D102

    @property
    def since(self) -> str: ...  # noqa: D102

    @property
    def seen(self) -> str: ...  # noqa: D102

    @property
    def lost(self) -> str: ...  # noqa: D102

    @property
    def wiped(self) -> str: ...  # noqa: D102


class LossTold(Protocol):
    """What a lost device held, until when it opens at the latest, and a draft of the notice to the authority."""

    @property
    def citizens(self) -> Sequence[CitizenTold]: ...  # noqa: D102

    @property
    def opens_until(self) -> str: ...  # noqa: D102

    @property
    def notice(self) -> str: ...  # noqa: D102


class EmergencyTold(Protocol):
    """A plan that was opened in an emergency: whose by id, by whom, from which instant on, and why."""

    @property
    def citizen(self) -> str: ...  # noqa: D102

    @property
    def name(self) -> str: ...  # noqa: D102

    @property
    def since(self) -> str: ...  # noqa: D102

    @property
    def purpose(self) -> str: ...  # noqa: D102


class CountTold(Protocol):
    """How many citizens and workers a unit has; None where they are too few to be told."""

    @property
    def name(self) -> str: ...  # noqa: D102

    @property
    def citizens(self) -> int | None: ...  # noqa: D102

    @property
    def workers(self) -> int | None: ...  # noqa: D102


class Office(Protocol):
    """The server as a person asks it. Every method waits for the answer and raises EnplanError."""

    def team(self) -> TeamTold:
        """Return who works with whom in the own unit."""
        ...

    def give(self, *, login: str, citizens: Sequence[str], reason: str, first_day: str, last_day: str) -> int:
        """Give *citizens* to a worker, from and until a day where they are named; return how many."""
        ...

    def take_back(self, *, login: str, citizens: Sequence[str], reason: str) -> int:
        """Take *citizens* back from a worker; return how many."""
        ...

    def begin_emergency(self, *, number: str, purpose: str, hours: int) -> str:
        """Open the plan of whoever has that CPR number for some hours; return until when."""
        ...

    def begin_visit(self, *, number: str, purpose: str) -> str:
        """Open what the citizen who is present, and says that CPR number, may see; return until when."""
        ...

    def emergencies(self) -> Sequence[EmergencyTold]:
        """Return the plans that were opened in an emergency within a year, the newest first."""
        ...

    def counts(self) -> Sequence[CountTold]:
        """Return how many citizens and workers each unit has."""
        ...

    def devices(self) -> Sequence[DeviceTold]:
        """Return the devices that the user may report."""
        ...

    def report_lost(self, *, device: str, reason: str) -> LossTold:
        """Report a device as lost: it is closed at once."""
        ...
