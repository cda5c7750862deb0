"""History: how a citizen's plan stood on another day; a long log is folded, so it is asked off the screen's thread."""

from datetime import date, datetime, time

from app.clock import DANISH_TIME, instant
from app.queries.past import PastPlan, past_plan
from app.store.history import as_it_stood
from app.store.store import Store


def plan_on(store: Store, *, citizen: str, day: date, today: date) -> PastPlan:
    """Return the plan of *citizen* as it stood at the end of *day*."""
    end = datetime.combine(day, time.max, tzinfo=DANISH_TIME)
    with store.database.reading() as connection:
        standing = as_it_stood(connection, citizen=citizen, at=instant(end))
    return past_plan(standing, today=today)
