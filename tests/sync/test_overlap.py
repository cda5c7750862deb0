"""While the server works on one message the answer before is written, and no number is ever left out."""

import threading

import msgspec
import pytest

from app.store import exchange
from app.store.store import Store
from builders import a_goal
from offices import SQLITE, CoreLink, Office, goal
from sync.client.ahead import each_asked
from sync.client.exchanger import Exchanger
from sync.protocol import SyncAnswer, SyncRequest

AT_ONCE = 2


@pytest.fixture
def engine() -> str:
    """What is tried is the client's own."""
    return SQLITE


class Counting(CoreLink):
    """A link that tells when a message is on its way, and keeps their numbers."""

    def __init__(self, office: Office, store: Store) -> None:
        super().__init__(office, store)
        self.is_second_asked = threading.Event()
        self.numbers: list[list[int]] = []

    def sync(self, request: SyncRequest) -> SyncAnswer:
        self.numbers.append([each.seq for each in request.changes])
        if len(self.numbers) > 1:
            self.is_second_asked.set()
        return super().sync(request)


class Halving(Counting):
    """A link to a server that answers the first change of its first message alone."""

    def sync(self, request: SyncRequest) -> SyncAnswer:
        if self.numbers:
            return super().sync(request)
        self.numbers.append([each.seq for each in request.changes])
        first = msgspec.structs.replace(request, changes=request.changes[:1])
        return CoreLink.sync(self, first)


def pushed(store: Store, link: Counting) -> Exchanger:
    exchanger = Exchanger(store, link)
    exchanger._at_most = AT_ONCE
    exchanger.push()
    return exchanger


def test_C17_the_next_message_is_on_its_way_while_the_answer_before_is_written(
    office: Office, mette: Store, citizen: str
) -> None:
    made = [a_goal(mette, citizen, f"mål {number}") for number in range(5)]
    link = Counting(office, mette)
    overlapped: list[bool] = []
    stop = mette.listen(lambda _: overlapped.append(link.is_second_asked.wait(60)))

    exchanger = pushed(mette, link)

    stop()
    assert overlapped[0]
    assert link.numbers == [[1, 2], [3, 4], [5, 6]]
    assert exchanger.report.sent == len(made) + 1
    assert exchange.unanswered(mette) == 0
    assert [goal(mette, each).marks for each in made] == [0] * len(made)


def test_C17_nothing_is_sent_after_a_change_that_is_not_answered(office: Office, mette: Store, citizen: str) -> None:
    for number in range(3):
        a_goal(mette, citizen, f"mål {number}")
    link = Halving(office, mette)
    device = mette.device

    pushed(mette, link)

    assert [numbers[0] for numbers in link.numbers[:2]] == [1, 2]
    assert exchange.unanswered(mette) == 0
    assert mette.device == device


def test_C17_what_comes_as_state_is_asked_for_one_at_a_time_and_one_ahead() -> None:
    asked: list[str] = []
    is_second_asked = threading.Event()

    def ask(name: str) -> str:
        asked.append(name)
        if name == "b":
            is_second_asked.set()
        return name.upper()

    told = each_asked(ask, ["a", "b", "c"])
    first = next(told)
    is_ahead = is_second_asked.wait(60)

    assert (first, is_ahead, "c" in asked) == (("a", "A"), True, False)
    assert list(told) == [("b", "B"), ("c", "C")]
