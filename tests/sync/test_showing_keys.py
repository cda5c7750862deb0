"""A person who shows a security key where a second factor is asked for: what is asked next, and what is said."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest

from app.clock import FixedClock
from app.store.store import Store
from offices import SQLITE
from second_factors import Telephone
from servers import SERVER_PASSWORD, Serving
from software_key import Hand, Port, SoftwareKey, Wire, port
from sync.acts import LossReport, Lost
from sync.client import plugged, proofs
from sync.client.access import Access
from sync.client.proofs import Question
from sync.server import accounts, security_keys
from sync.server.policy import Policy
from ui.front import FactorAnswer

__all__ = ["port"]

BY_KEY = FactorAnswer(by_key=True)
NEW_KEY = FactorAnswer(wants_key=True)


class Anna(Hand):
    """Answers one question after the other, and keeps what she was asked."""

    def __init__(self) -> None:
        super().__init__()
        self.answers: list[Callable[[Question], FactorAnswer]] = []
        self.asked: list[Question] = []

    def __call__(self, question: Question, /) -> FactorAnswer:
        self.asked.append(question)
        return self.answers.pop(0)(question)

    @contextmanager
    def holding(self, put_away: Callable[[], None], /) -> Iterator["Anna"]:
        yield self

    def will(self, *answers: FactorAnswer) -> None:
        self.answers += map(_given, answers)


def _given(answer: FactorAnswer) -> Callable[[Question], FactorAnswer]:
    return lambda _: answer


class Desk:
    """Anna's device at a server that demands a second factor, and the port for her keys."""

    def __init__(self, server: Serving, port: Port) -> None:
        self.server, self.port, self.anna = server, port, Anna()
        server.office.core.policy = Policy(demands_factor=True)
        server.user("anna", password=SERVER_PASSWORD)
        self.store: Store = server.office.client("anna")
        self.access = Access(self.store, server=server.address, ask=self.anna)

    def join(self) -> None:
        self.access.join(login="anna", password=SERVER_PASSWORD)

    def joined(self, key: SoftwareKey) -> SoftwareKey:
        """Join with a new *key*, an hour ago."""
        self.anna.will(NEW_KEY, FactorAnswer(name="Blå"))
        self.port.plug(key)
        self.join()
        assert isinstance(self.server.office.clock, FixedClock)
        self.server.office.clock.advance(hours=1)
        self.anna.asked.clear()
        return key

    def report(self) -> LossReport:
        """Do what asks for a fresh factor."""
        return self.access.act("/devices/lost", LossReport, message=Lost(device=self.store.device, reason="væk"))


@pytest.fixture
def engine() -> str:
    """The embedded file: the server does the same whatever lies below."""
    return SQLITE


@pytest.fixture
def desk(server: Serving, port: Port, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    monkeypatch.setattr(accounts, "MEMORY_KIB", 64)
    made = Desk(server, port)
    yield made
    made.access.close()


def test_L22_a_first_key_is_named_after_its_codes_were_shown(desk: Desk) -> None:
    desk.anna.will(NEW_KEY, FactorAnswer(name="Blå"))
    desk.port.plug(SoftwareKey())
    desk.join()
    first, naming = desk.anna.asked

    assert first.enrolment is not None
    assert naming.new_key is not None
    assert (naming.enrolment, len(naming.new_key.recovery)) == (None, 10)


def test_L10_an_act_that_asks_for_a_fresh_proof_takes_a_key(desk: Desk) -> None:
    desk.joined(SoftwareKey())
    desk.anna.will(BY_KEY)

    assert desk.report().device.login == "anna"
    assert [(each.ways, each.is_repeated, each.has_key) for each in desk.anna.asked] == [
        (frozenset({"key"}), True, True)
    ]


def test_L21_a_key_that_may_be_copied_is_told_and_the_person_is_asked_again(desk: Desk) -> None:
    key = desk.joined(SoftwareKey())
    key.count -= 1
    desk.anna.will(BY_KEY, BY_KEY)

    assert desk.report().device.login == "anna"
    assert [each.trouble for each in desk.anna.asked] == ["", proofs.COPIED]


def test_L22_a_further_key_is_set_up_with_the_one_before_it_and_either_opens(desk: Desk) -> None:
    first, second = desk.joined(SoftwareKey()), SoftwareKey()

    def changed(_: Question) -> FactorAnswer:
        desk.port.take_out()
        desk.port.plug(second)
        return FactorAnswer(name="Rød")

    desk.anna.will(FactorAnswer(by_key=True, wants_key=True))
    desk.anna.answers.append(changed)

    assert desk.report().device.login == "anna"
    assert (first.count, second.count) == (2, 1)


def test_L22_who_has_enough_keys_is_told(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.joined(SoftwareKey())
    monkeypatch.setattr(security_keys, "MOST_KEYS", 1)
    desk.anna.will(FactorAnswer(by_key=True, wants_key=True), BY_KEY)

    assert desk.report().device.login == "anna"
    assert desk.anna.asked[1].trouble == proofs.ENOUGH


def test_a_telephone_is_set_up_after_all_where_no_key_was_found(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plugged, "PATIENCE_S", 0.0)

    def by_telephone(question: Question) -> FactorAnswer:
        assert question.enrolment is not None
        return FactorAnswer(code=Telephone(question.enrolment, clock=desk.server.office.clock).code())

    desk.anna.will(NEW_KEY, FactorAnswer(name="Blå"))
    desk.anna.answers.append(by_telephone)
    desk.join()

    assert [each.trouble for each in desk.anna.asked] == ["", "", plugged.NONE_FOUND]
    assert desk.anna.asked[0].enrolment != desk.anna.asked[2].enrolment


def test_a_key_that_is_taken_out_and_put_in_again_is_asked_again(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.joined(SoftwareKey())
    gone = [OSError("unplugged")]
    work = Wire.write_packet

    def write_packet(wire: Wire, data: bytes) -> None:
        if gone:
            raise gone.pop()
        work(wire, data)

    monkeypatch.setattr(Wire, "write_packet", write_packet)
    desk.anna.will(BY_KEY)

    assert desk.report().device.login == "anna"
    assert gone == []
