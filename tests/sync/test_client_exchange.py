"""What a client does with what it has and what it is told."""

import pytest

from app.domain.consent import CONSENT, Consent, Given
from app.domain.goal import GOAL, Goal
from app.domain.look_up import LookUpAct
from app.ids import citizen_stream, named_stream
from app.operations.consents import give_consent, withdraw_consent
from app.operations.items import end_typing, type_text
from app.operations.look_ups import look_up
from app.operations.undoing import undo
from app.store import exchange, receiving
from app.store.answers import Received
from app.store.store import Store
from builders import a_goal
from exchanges import Recording, edit, entries_of, kinds_of_state, titles
from faults import Occurred
from offices import SQLITE, Office, goal
from sync.client.exchanger import Exchanger
from sync.client.link import Unreachable


@pytest.fixture
def engine() -> str:
    """What is tried is the client's part."""
    return SQLITE


def test_F8_both_titles_are_kept_when_two_write_one_offline(
    office: Office, mette: Store, jonas: Store, shared: str
) -> None:
    edit(mette, shared, title="Mettes")
    edit(jonas, shared, title="Jonas'")

    for store in (mette, jonas, mette):
        office.sync(store)

    assert titles(mette, shared) == titles(jonas, shared) == ("Mettes", ["Jonas'"])


def test_W6_a_base_is_taken_at_the_edit_not_at_sending(office: Office, mette: Store, jonas: Store, shared: str) -> None:
    edit(jonas, shared, title="Jonas'")
    edit(mette, shared, title="Mettes")
    office.sync(mette)
    exchanger = Exchanger(jonas, office.link(jonas))
    heard = office.link(jonas).index(known="", wait=0).index
    assert heard is not None
    exchanger.pull(heard)

    exchanger.push()

    assert titles(jonas, shared) == ("Mettes", ["Jonas'"])


def test_W6_an_own_setting_above_a_hidden_one_keeps_its_base(
    office: Office, mette: Store, jonas: Store, shared: str
) -> None:
    edit(jonas, shared, title="Jonas' første")
    edit(mette, shared, title="Mettes")
    office.sync(mette)
    heard = office.link(jonas).index(known="", wait=0).index
    assert heard is not None
    Exchanger(jonas, office.link(jonas)).pull(heard)
    edit(jonas, shared, title="Jonas' andet")

    office.sync(jonas)

    assert titles(jonas, shared) == ("Mettes", ["Jonas' andet"])


def a_consent(store: Store, citizen: str) -> Consent:
    identity = give_consent(
        store, citizen=citizen, given=Given.WRITTEN, purpose="Samarbejde", items=[citizen], actors=[citizen]
    )
    return consent_of(store, identity)


def consent_of(store: Store, identity: str) -> Consent:
    with store.reader() as reader:
        held = reader.get(CONSENT, identity)
    assert isinstance(held, Consent)
    return held


def test_C2_the_devices_own_stream_goes_first_and_withdrawals_before_all_else(
    office: Office, mette: Store, citizen: str
) -> None:
    consent = a_consent(mette, citizen)
    office.sync(mette)
    a_goal(mette, citizen)
    withdraw_consent(mette, consent)
    look_up(mette, citizen=citizen, purpose="Opfølgning", act=LookUpAct.OPEN)

    sent = exchange.outgoing(mette, at_most=100, most_bytes=1_000_000).changes

    of_plan = [each for each in sent if each.stream == citizen_stream(citizen, "plan")]
    assert sent[0].stream == named_stream(f"device:{mette.device}")
    assert b"withdrawn_at" in of_plan[0].body
    assert [each.seq for each in of_plan] == list(range(of_plan[0].seq, of_plan[0].seq + len(of_plan)))


def test_C2_the_first_change_of_a_stream_goes_before_a_withdrawal(mette: Store, citizen: str) -> None:
    withdraw_consent(mette, a_consent(mette, citizen))

    sent = exchange.outgoing(mette, at_most=100, most_bytes=1_000_000).changes

    assert next(b'"open":[' in each.body for each in sent if each.stream == citizen_stream(citizen, "plan"))


def test_C2_a_withdrawal_that_was_undone_and_made_again_stands(
    office: Office, mette: Store, jonas: Store, citizen: str
) -> None:
    consent = a_consent(mette, citizen)
    office.sync(mette)
    withdraw_consent(mette, consent)
    undo(mette, citizen=citizen)
    withdraw_consent(mette, consent_of(mette, consent.id))

    office.sync(mette)
    office.sync(jonas)

    assert [consent_of(each, consent.id).withdrawn_at is not None for each in (mette, jonas)] == [True, True]


def test_C3_what_is_being_typed_is_not_sent(office: Office, mette: Store, jonas: Store, shared: str) -> None:
    type_text(mette, goal(mette, shared), title="halvt skrev")

    before = office.sync(mette).sent
    end_typing(mette, shared)
    after = office.sync(mette).sent

    assert (before, after) == (0, 1)


def test_C1_what_was_numbered_keeps_its_number_when_the_answer_was_lost(mette: Store, citizen: str) -> None:
    first = exchange.outgoing(mette, at_most=100, most_bytes=1_000_000).changes
    a_goal(mette, citizen)

    again = exchange.outgoing(mette, at_most=100, most_bytes=1_000_000).changes

    assert again[: len(first)] == first
    assert [each.seq for each in again] == [1, 2]


def test_F1_an_answer_that_was_lost_leaves_one_entry(
    office: Office, mette: Store, citizen: str, occurred: Occurred
) -> None:
    link = Recording(office, mette)
    link.loses_answers = True
    with pytest.raises(Unreachable):
        Exchanger(mette, link).push()  # type: ignore[arg-type]

    report = office.sync(mette)

    occurred("answer lost", len(link.passed))
    assert report.sent == 1
    assert kinds_of_state(mette) == {"entered"}


def test_C4_an_answer_that_comes_twice_changes_nothing(office: Office, mette: Store, citizen: str) -> None:
    link = Recording(office, mette)
    exchanger = Exchanger(mette, link)  # type: ignore[arg-type]
    exchanger.push()
    before = exchange.cursors(mette)
    request, answer = link.passed[-1]

    exchanger._apply(request, answer, ())

    assert exchange.cursors(mette) == before


def test_C4_entries_that_do_not_lead_to_the_head_are_not_taken(
    office: Office, mette: Store, jonas: Store, shared: str
) -> None:
    edit(jonas, shared, title="Jonas'")
    office.sync(jonas)
    stream = citizen_stream(goal(mette, shared).citizen or "", "plan")
    before = exchange.cursors(mette)
    told = entries_of(jonas, stream)[-1]

    left = receiving.receive(mette, [Received(stream=stream, entries=[told], head=(99, b"x" * 32))])

    assert left.broken == [stream]
    assert exchange.cursors(mette) == before


def test_C5_a_refused_change_leaves_the_overlay_and_stays_readable(
    office: Office, mette: Store, jonas: Store, shared: str, occurred: Occurred
) -> None:
    with mette.transact("Ret") as transaction:
        transaction.set_raw(goal(mette, shared), {"title": "forkert", "level_now": 77})

    report = office.sync(mette)

    with mette.reader() as reader:
        (refused,) = [each for each in reader.changes(identity=shared) if each.state == "refused"]
    occurred("a change is refused among good ones", report.refused)
    assert goal(mette, shared).title == "mål"
    assert refused.change is not None
    assert refused.change.edits[0].set["title"] == "forkert"
    assert refused.refusal is not None
    assert refused.refusal.code == "schema"


def test_C5_a_record_whose_making_was_refused_is_not_listed(office: Office, mette: Store, citizen: str) -> None:
    office.sync(mette)
    with mette.transact("Tilføj", citizen=citizen) as transaction:
        made = transaction.put(GOAL, Goal(title="x"))
    with mette.transact("Ret", citizen=citizen) as transaction:
        transaction.set_raw(goal(mette, made), {"level_now": 77})
    with mette.database.writing() as connection:
        _spoil(connection, made)

    office.sync(mette)

    with mette.reader() as reader:
        assert reader.record(made) is None


def _spoil(connection: object, record: str) -> None:
    """Let both changes of *record* be such that no server takes them."""
    connection.exec_driver_sql(  # type: ignore[attr-defined]
        'UPDATE change SET body = CAST(replace(body, \'"title":"x"\', \'"title":7\') AS BLOB) WHERE instr(body, ?) > 0',
        (record,),
    )


def test_C14_a_message_that_is_too_large_is_halved(office: Office, mette: Store, citizen: str) -> None:
    for number in range(9):
        a_goal(mette, citizen, f"mål {number}")
    link = Recording(office, mette)
    link.largest = 3

    Exchanger(mette, link).push()  # type: ignore[arg-type]

    assert exchange.unanswered(mette) == 0
    assert max(len(request.changes) for request, _ in link.passed) <= 3


def test_C12_reading_goes_on_when_sending_fails(office: Office, mette: Store, jonas: Store, shared: str) -> None:
    edit(jonas, shared, title="Jonas'")
    office.sync(jonas)
    edit(mette, shared, note="Mettes")
    link = Recording(office, mette)
    link.fails_at_pushing = True
    exchanger = Exchanger(mette, link)  # type: ignore[arg-type]
    heard = office.link(mette).index(known="", wait=0).index
    assert heard is not None

    with pytest.raises(Unreachable):
        exchanger.push()
    exchanger.pull(heard)

    assert goal(mette, shared).title == "Jonas'"
