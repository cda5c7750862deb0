"""Office: what a person asks the server to do at once, and why it says no, in words."""

from collections.abc import Callable, Sequence
from typing import Protocol, TypeVar

from app.errors import UserError
from app.texts import Text, mark
from sync.acts import (
    Assigning,
    CountRow,
    Counts,
    DeviceRow,
    Devices,
    Done,
    Emergencies,
    Emergency,
    EmergencyRow,
    LossReport,
    Lost,
    Opened,
    Opening,
    Team,
)
from sync.client.access import Access
from sync.client.link import DeviceLost, LoginNeeded, NotAllowed, NotDone, NotReadable

T = TypeVar("T")

_NOT_ALLOWED = mark("office", "Det har du ikke adgang til. Tal med den, der styrer adgangen hos jer.")
_NOT_FOUND = mark(
    "office", "Serveren kender ingen borger med det nummer, som du må åbne. Se efter, om det er skrevet rigtigt."
)
_LOG_IN = mark("office", "Serveren beder om din adgangskode. Log ind nederst til venstre, og prøv igen.")
_WRONG: dict[str, Text] = {
    "reason": mark("office", "Skriv hvorfor."),
    "purpose": mark("office", "Skriv, hvorfor du åbner planen."),
    "citizens": mark("office", "Vælg mindst én borger."),
    "worker": mark("office", "Den medarbejder kan ikke læse planer. Vælg en anden."),
    "period": mark("office", "Dagen er ikke rigtig. Skriv en dag, der ligger fremme."),
    "hours": mark("office", "Vælg mellem 1 og 24 timer."),
}
_NOT_DONE = mark("office", "Serveren tog ikke imod det. Opdatér Enplan, og prøv igen.")


class Ask(Protocol):
    """Puts a question to the server on a connection of its own and returns the answer."""

    def __call__(self, question: Callable[[Access], T], /) -> T: ...  # noqa: D102


class Office:
    """The server as a person asks it. Every method waits for the answer; raises UserError and what *ask* does."""

    def __init__(self, ask: Ask) -> None:
        self._ask = ask

    def team(self) -> Team:
        """Return who works with whom in the own unit."""
        return self._asked("/team", Team)

    def give(self, *, login: str, citizens: Sequence[str], reason: str, first_day: str, last_day: str) -> int:
        """Give *citizens* to a worker, from and until a day where they are named; return how many."""
        asked = Assigning(
            login=login, citizens=list(citizens), reason=reason, first_day=first_day, last_day=last_day
        )  # fmt: skip
        return self._asked("/assignments", Done, asked).count

    def take_back(self, *, login: str, citizens: Sequence[str], reason: str) -> int:
        """Take *citizens* back from a worker; return how many."""
        asked = Assigning(login=login, citizens=list(citizens), reason=reason, is_taken_back=True)
        return self._asked("/assignments", Done, asked).count

    def begin_emergency(self, *, number: str, purpose: str, hours: int) -> str:
        """Open the plan of whoever has that CPR number for some hours; return the instant when it ends."""
        return self._asked("/emergencies", Opened, Emergency(number=number, purpose=purpose, hours=hours)).until

    def begin_visit(self, *, number: str, purpose: str) -> str:
        """Open what the citizen who is present, and says that CPR number, may see; return the instant when it ends."""
        return self._asked("/visits", Opened, Opening(number=number, purpose=purpose)).until

    def emergencies(self) -> list[EmergencyRow]:
        """Return the plans that were opened in an emergency within a year, the newest first."""
        return self._asked("/emergencies", Emergencies).rows

    def counts(self) -> list[CountRow]:
        """Return how many citizens and workers each unit has."""
        return self._asked("/counts", Counts).rows

    def devices(self) -> list[DeviceRow]:
        """Return the devices that the user may report."""
        return self._asked("/devices", Devices).rows

    def report_lost(self, *, device: str, reason: str) -> LossReport:
        """Report a device as lost: it is closed at once, and what it held is told."""
        return self._asked("/devices/lost", LossReport, Lost(device=device, reason=reason))

    def _asked(self, path: str, shape: type[T], message: object = None) -> T:
        return self._ask(lambda access: _answer(access, path, shape, message=message))


def _answer(access: Access, path: str, shape: type[T], *, message: object) -> T:
    try:
        return access.act(path, shape, message=message)
    except NotAllowed as refused:
        raise UserError(_NOT_ALLOWED) from refused
    except NotDone as refused:
        raise UserError(_WRONG.get(refused.code, _NOT_DONE)) from refused
    except NotReadable as refused:
        raise UserError(_NOT_FOUND) from refused
    except LoginNeeded as refused:
        raise UserError(_LOG_IN) from refused
    except DeviceLost as refused:
        raise UserError(refused.reason) from refused
