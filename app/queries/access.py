"""Whether this user may write in a citizen's plan, and in words why not."""

from dataclasses import dataclass
from datetime import datetime

from app.clock import instant
from app.store.reader import PlanRight, Reader
from app.texts import mark, say

_OVER = mark("access", "Din periode hos borgeren er slut. Du kan læse planen, til pc’en har talt med serveren.")
_WHY = {
    PlanRight.READ: mark("access", "Du har adgang til at læse planen. Den skrives af dem, der arbejder med borgeren."),
    PlanRight.SHARED: mark("access", "Du ser det, der er delt med dig. Det kan læses, men ikke ændres."),
    PlanRight.ENDED: _OVER,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Access:
    """Whether the plan can be written in; `why` says it in a sentence when it cannot."""

    is_writable: bool = True
    why: str = ""


def access(reader: Reader, *, citizen: str, login: str, now: datetime) -> Access:
    """Return what *login* may do in the plan of *citizen*.

    The server judges each change by its own clock. A period whose end it has told is over here by the clock of this
    device, so that nobody writes what would be refused.
    """
    right = reader.plan_right(citizen)
    if right is not PlanRight.WRITE:
        return Access(is_writable=False, why=say(_WHY[right]))
    told = reader.assignment(citizen, login=login) or {}
    until = told.get("until")
    is_over = isinstance(until, str) and until <= instant(now)
    return Access(is_writable=False, why=say(_OVER)) if is_over else Access()
