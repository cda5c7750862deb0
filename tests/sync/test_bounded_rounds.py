"""However wrongly a server answers, a client asks it a few times and then waits for its next round."""

from collections.abc import Callable

import msgspec
import pytest

from app.domain.goal import GOAL, Goal
from app.store import exchange, receiving
from app.store.store import Store
from builders import a_citizen
from exchanges import edit
from faults import Occurred
from offices import SQLITE, CoreLink, Office
from redactions import SECRET, last_change, redact
from sync.client.exchanger import ROUNDS, Exchanger
from sync.protocol import Anchor, Result, SyncAnswer, SyncRequest

MOST_REQUESTS = 2 * ROUNDS


@pytest.fixture
def engine() -> str:
    """What is tried is the client's own."""
    return SQLITE


class Wrong(CoreLink):
    """A link to a server that answers otherwise than it should, and is asked a few times at most."""

    def __init__(self, office: Office, store: Store, *, wrong: Callable[[SyncAnswer], SyncAnswer]) -> None:
        super().__init__(office, store)
        self.wrong = wrong
        self.asked = 0

    def sync(self, request: SyncRequest) -> SyncAnswer:
        self.asked += 1
        assert self.asked <= MOST_REQUESTS, "in circles"
        return self.wrong(super().sync(request))


def with_other_hashes(answer: SyncAnswer) -> SyncAnswer:
    heads = {stream: Anchor(head.version, b"x" * 32) for stream, head in answer.heads.items()}
    return msgspec.structs.replace(answer, heads=heads)


def with_results_of_others(answer: SyncAnswer) -> SyncAnswer:
    return msgspec.structs.replace(answer, results={"another": Result(7)}, entries={}, heads={})


def with_others_put_off(answer: SyncAnswer) -> SyncAnswer:
    return msgspec.structs.replace(answer, results={}, entries={}, heads={}, later={"another": 60})


def with_a_fork_that_is_none(answer: SyncAnswer) -> SyncAnswer:
    return msgspec.structs.replace(answer, forked=dict.fromkeys(answer.heads, 0))


def with_another_epoch(answer: SyncAnswer) -> SyncAnswer:
    return SyncAnswer(epoch="another")


@pytest.mark.parametrize(
    "wrong",
    [with_other_hashes, with_results_of_others, with_others_put_off, with_a_fork_that_is_none, with_another_epoch],
)
def test_C13_a_server_that_answers_wrongly_is_not_asked_in_circles(
    office: Office, mette: Store, citizen: str, wrong: Callable[[SyncAnswer], SyncAnswer], occurred: Occurred
) -> None:
    link = Wrong(office, mette, wrong=wrong)

    Exchanger(mette, link).push()

    occurred("a hostile server", link.asked)


def test_C11_a_chain_that_does_not_fit_is_noted_once_in_a_round(office: Office, mette: Store, citizen: str) -> None:
    exchanger = Exchanger(mette, Wrong(office, mette, wrong=with_other_hashes))

    exchanger.push()

    assert [problem for _, _, problem in receiving.findings(mette)] == ["chain"]
    assert len(exchanger.report.later) == 1
    assert exchange.unanswered(mette) > 0


def in_three_streams(store: Store, citizen: str) -> list[str]:
    """Write a goal in each of three streams; return their ids."""
    made: list[str] = []
    for whose, compartment in ((citizen, "plan"), (citizen, "protected"), (a_citizen(store), "plan")):
        with store.transact("Tilføj", citizen=whose) as transaction:
            made.append(transaction.put(GOAL, Goal(title="mål"), compartment=compartment))
    return made


def test_C13_streams_whose_states_are_to_be_fetched_are_not_sent_in_turns(
    office: Office, mette: Store, citizen: str
) -> None:
    several = in_three_streams(mette, citizen)
    office.sync(mette)
    backup = office.backup()
    for each in several:
        edit(mette, each, title=SECRET)
    office.sync(mette)
    for each in several:
        redact(mette, each, last_change(mette, each))
        edit(mette, each, note="en bemærkning")
    office.sync(mette)
    office.restore(backup)
    exchanger = Exchanger(mette, Wrong(office, mette, wrong=lambda answer: answer))
    exchanger.begin()
    heard = office.link(mette).index(known="", wait=0).index
    assert heard is not None
    exchanger.pull(heard)
    exchanger._at_most = 2

    exchanger.push()
    office.sync(mette)

    assert exchange.unanswered(mette) == 0
