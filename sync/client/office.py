"""Office: what a person asks the server to do at once, and why it says no, in words."""

from collections.abc import Sequence
from typing import TypeVar

from app.errors import UserError
from app.texts import Text, mark
from sync.acts import Assigning, DeviceRow, Devices, Done, Emergency, LossReport, Lost, Opened, Team
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


def team(access: Access) -> Team:
    """Return who works with whom in the own unit. Raises UserError and Unreachable, as all here."""
    return _asked(access, "/team", Team)


def give(access: Access, *, login: str, citizens: Sequence[str], reason: str, last_day: str) -> int:
    """Give *citizens* to a worker, until a day when one is named; return how many."""
    asked = Assigning(login=login, citizens=list(citizens), reason=reason, last_day=last_day)
    return _asked(access, "/assignments", Done, asked).count


def take_back(access: Access, *, login: str, citizens: Sequence[str], reason: str) -> int:
    """Take *citizens* back from a worker; return how many."""
    asked = Assigning(login=login, citizens=list(citizens), reason=reason, is_taken_back=True)
    return _asked(access, "/assignments", Done, asked).count


def begin_emergency(access: Access, *, number: str, purpose: str, hours: int) -> str:
    """Open the plan of whoever has that CPR number for some hours; return the instant when it ends."""
    return _asked(access, "/emergencies", Opened, Emergency(number=number, purpose=purpose, hours=hours)).until


def devices(access: Access) -> list[DeviceRow]:
    """Return the devices that the user may report."""
    return _asked(access, "/devices", Devices).rows


def report_lost(access: Access, *, device: str, reason: str) -> LossReport:
    """Report a device as lost: it is closed at once, and what it held is told."""
    return _asked(access, "/devices/lost", LossReport, Lost(device=device, reason=reason))


def _asked(access: Access, path: str, shape: type[T], message: object = None) -> T:
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
