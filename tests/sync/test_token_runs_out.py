"""A token that runs out by the server's clock in the middle of a push: renewed, nothing lost, nothing entered twice."""

from datetime import datetime

from app.clock import FixedClock
from app.domain.goal import GOAL, Goal
from app.store.store import Store
from builders import NOON, a_citizen, a_goal
from faults import Occurred
from servers import Serving, a_server
from sync.client.access import Access
from sync.client.once import SyncReport, sync_once
from sync.protocol import TOKEN_HOURS, SyncAnswer, SyncRequest
from sync.server import check

NOTE = "Det, der blev sagt. " * 990
GOALS, ACTS = 10, 5
"""Goals with such a note that one act writes; the acts together need more than one message."""
READINGS = range(1, 6)  # of an exchange with one change


class HoursLater:
    """A way to the real server on which hours pass while its first answer to a push is under way."""

    def __init__(self, access: Access, clock: FixedClock) -> None:
        self._access, self._clock = access, clock
        self.pushed: list[int] = []

    def __getattr__(self, name: str) -> object:
        return getattr(self._access, name)

    def sync(self, request: SyncRequest) -> SyncAnswer:
        answer = self._access.sync(request)
        if request.changes:
            self.pushed.append(len(request.changes))
        if len(self.pushed) == 1:
            self._clock.advance(hours=TOKEN_HOURS)
        return answer


class LeapingClock(FixedClock):
    """A clock that leaps over the life of a token right before it is read for the n-th time from now on."""

    left = 0

    def now(self) -> datetime:
        self.left -= 1
        if self.left == 0:
            self.advance(hours=TOKEN_HOURS)
        return super().now()


def much(store: Store) -> str:
    """Write more than fits into one message, and return whose plan it is."""
    citizen = a_citizen(store)
    for act in range(ACTS):
        with store.transact("Nye mål", citizen=citizen) as transaction:
            for number in range(GOALS):
                transaction.put(GOAL, Goal(title=f"mål {act}.{number}", note=NOTE))
    return citizen


def stands(server: Serving, store: Store, citizen: str) -> tuple[set[str], int, int]:
    """Return the states of what was written here, what waits, and how many goals the server has; all must be sound."""
    assert server.office.core.database.read(lambda each: list(check.check(each))) == []
    with store.reader() as reader:
        states = {each.state for each in reader.changes(citizen=citizen) if each.own}
        return states, reader.outbox().pending, reader.count(GOAL, citizen=citizen)


def test_C16_a_token_that_runs_out_between_two_messages_of_a_push_is_renewed_and_the_rest_is_sent(
    occurred: Occurred,
) -> None:
    clock = FixedClock(NOON)
    with a_server(clock=clock) as server:
        store = server.device("mette")
        citizen = much(store)
        access = server.access(store)
        later = HoursLater(access, clock)
        report = sync_once(store, later)  # type: ignore[arg-type]
        access.close()
        told = stands(server, store, citizen)

    occurred("the token ends in the middle", len(later.pushed) - 1)
    assert len(later.pushed) > 1
    assert (report.sent, report.refused) == (sum(later.pushed), 0)
    assert told == ({"entered"}, 0, ACTS * GOALS)


def test_C16_a_token_that_runs_out_at_any_reading_of_the_clock_holds_up_nothing(occurred: Occurred) -> None:
    clock = LeapingClock(NOON)
    with a_server(clock=clock) as server:
        store = server.device("mette")
        citizen = a_citizen(store)
        access = server.access(store)
        reports = [_leaping(store, access, clock, citizen=citizen, at=at) for at in READINGS]
        access.close()
        told = stands(server, store, citizen)

    occurred("the token ends in the middle", len(reports))
    assert [each.refused for each in reports] == [0] * len(READINGS)
    assert told == ({"entered"}, 0, len(READINGS))


def _leaping(store: Store, access: Access, clock: LeapingClock, *, citizen: str, at: int) -> SyncReport:
    a_goal(store, citizen, f"mål {at}")
    clock.left = at
    report = sync_once(store, access)
    assert clock.left <= 0
    return report
