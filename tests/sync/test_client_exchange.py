"""What a client does with what it has and what it is told."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from app.domain.consent import CONSENT, Consent, Given
from app.domain.goal import GOAL, Goal
from app.domain.look_up import LookUpAct
from app.ids import citizen_stream, named_stream
from app.operations.consents import give_consent, withdraw_consent
from app.operations.items import delete_records, edit_record, end_typing, type_text
from app.operations.look_ups import look_up
from app.store import backlog, exchange, receiving, states
from app.store.receiving import ChainBroken, Entry, Received
from app.store.store import Store
from builders import a_citizen, a_goal
from offices import Office, goal
from sync.client.exchanger import BeginAnew, Exchanger
from sync.client.link import TooMuch, Unreachable
from sync.client.transport import OFFLINE
from sync.protocol import SyncAnswer, SyncRequest


@pytest.fixture
def mette(office: Office) -> Store:
    """A caseworker's device that has been in contact."""
    office.add_user("mette")
    store = office.client("mette")
    office.sync(store)
    return store


@pytest.fixture
def citizen(mette: Store) -> str:
    """A citizen that only Mette's device knows."""
    return a_citizen(mette)


@pytest.fixture
def shared(office: Office, mette: Store, citizen: str) -> str:
    """A goal that Mette and Jonas both hold."""
    made = a_goal(mette, citizen, "mål")
    office.sync(mette)
    office.add_user("jonas")
    office.assign("jonas", citizen)
    office.sync(mette)
    return made


@pytest.fixture
def jonas(office: Office, shared: str) -> Store:
    store = office.client("jonas")
    office.sync(store)
    return store


def edit(store: Store, identity: str, **fields: object) -> None:
    edit_record(store, goal(store, identity), **fields)


def titles(store: Store, identity: str) -> tuple[str | None, list[str]]:
    """Return what stands and what was kept beside it."""
    with store.reader() as reader:
        contests = reader.rivals(identity)
    return goal(store, identity).title, [rival.value for each in contests for rival in each.rivals]


def kinds_of_state(store: Store) -> set[str]:
    with store.reader() as reader:
        return {each.state for each in reader.changes(limit=1_000)}


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


def test_C2_the_devices_own_stream_goes_first_and_withdrawals_before_all_else(mette: Store, citizen: str) -> None:
    consent = give_consent(
        mette, citizen=citizen, given=Given.WRITTEN, purpose="Samarbejde", items=[citizen], actors=[citizen]
    )
    a_goal(mette, citizen)
    with mette.reader() as reader:
        held = reader.get(CONSENT, consent)
    assert isinstance(held, Consent)
    withdraw_consent(mette, held)
    look_up(mette, citizen=citizen, purpose="Opfølgning", act=LookUpAct.OPEN)

    sent = exchange.outgoing(mette, at_most=100, most_bytes=1_000_000)

    of_plan = [each for each in sent if each.stream == citizen_stream(citizen, "plan")]
    assert sent[0].stream == named_stream(f"device:{mette.device}")
    assert b'"open":[' in of_plan[0].body
    assert b"withdrawn_at" in of_plan[1].body
    assert [each.seq for each in of_plan] == list(range(1, len(of_plan) + 1))


def test_C3_what_is_being_typed_is_not_sent(office: Office, mette: Store, jonas: Store, shared: str) -> None:
    type_text(mette, goal(mette, shared), title="halvt skrev")

    before = office.sync(mette).sent
    end_typing(mette, shared)
    after = office.sync(mette).sent

    assert (before, after) == (0, 1)


def test_C1_what_was_numbered_keeps_its_number_when_the_answer_was_lost(mette: Store, citizen: str) -> None:
    first = exchange.outgoing(mette, at_most=100, most_bytes=1_000_000)
    a_goal(mette, citizen)

    again = exchange.outgoing(mette, at_most=100, most_bytes=1_000_000)

    assert again[: len(first)] == first
    assert [each.seq for each in again] == [1, 2]


class Recording:
    """A link that keeps what passes and fails when told to."""

    def __init__(self, office: Office, store: Store) -> None:
        self._link = office.link(store)
        self.passed: list[tuple[SyncRequest, SyncAnswer]] = []
        self.largest = 10_000
        self.loses_answers = False
        self.fails_at_pushing = False

    def __getattr__(self, name: str) -> object:
        return getattr(self._link, name)

    def sync(self, request: SyncRequest) -> SyncAnswer:
        if len(request.changes) > self.largest:
            raise TooMuch
        if request.changes and self.fails_at_pushing:
            raise Unreachable(OFFLINE)
        answer = self._link.sync(request)
        self.passed.append((request, answer))
        if self.loses_answers:
            raise Unreachable(OFFLINE)
        return answer


def test_F1_an_answer_that_was_lost_leaves_one_entry(office: Office, mette: Store, citizen: str) -> None:
    link = Recording(office, mette)
    link.loses_answers = True
    with pytest.raises(Unreachable):
        Exchanger(mette, link).push()  # type: ignore[arg-type]

    report = office.sync(mette)

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
    told = _entries(jonas, stream)[-1]

    with pytest.raises(ChainBroken):
        receiving.receive(mette, Received(stream=stream, entries=[told], head=(99, b"x" * 32)))

    assert exchange.cursors(mette) == before


def _entries(store: Store, stream: str) -> list[Entry]:
    with store.database.reading() as connection:
        rows = connection.exec_driver_sql(
            "SELECT meta, salt, body, outcomes, key, sig FROM change WHERE stream = ? AND state = 'entered'"
            " AND meta IS NOT NULL ORDER BY version", (stream,),
        ).all()  # fmt: skip
    return [
        Entry(meta=row.meta, salt=row.salt, body=row.body, outcomes=row.outcomes, key=row.key, sig=row.sig)
        for row in rows
    ]


def test_C5_a_refused_change_leaves_the_overlay_and_stays_readable(
    office: Office, mette: Store, jonas: Store, shared: str
) -> None:
    with mette.transact("Ret") as transaction:
        transaction.set_raw(goal(mette, shared), {"title": "forkert", "level_now": 77})

    report = office.sync(mette)

    with mette.reader() as reader:
        (refused,) = [each for each in reader.changes(identity=shared) if each.state == "refused"]
    assert report.refused == 1
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


def test_F4_a_restored_server_is_filled_up_by_those_who_know(
    office: Office, mette: Store, jonas: Store, shared: str
) -> None:
    backup = office.backup()
    edit(mette, shared, title="efter")
    office.sync(mette)
    office.sync(jonas)
    office.restore(backup)

    for store in (jonas, mette, jonas):
        office.sync(store)

    assert titles(mette, shared) == titles(jonas, shared) == ("efter", [])
    assert kinds_of_state(mette) == {"entered"}


def test_F4_even_a_stream_that_the_server_has_lost_comes_back(office: Office, mette: Store) -> None:
    backup = office.backup()
    citizen = a_citizen(mette)
    made = a_goal(mette, citizen, "nyt")
    office.sync(mette)
    office.restore(backup)

    report = office.sync(mette)

    assert report.sent == 2
    assert goal(mette, made).title == "nyt"
    assert exchange.is_settled(mette)


def test_C6_what_others_sent_after_the_backup_is_set_aside_until_they_send_it_again(
    office: Office, mette: Store, jonas: Store, shared: str
) -> None:
    backup = office.backup()
    edit(jonas, shared, title="Jonas'")
    office.sync(jonas)
    office.sync(mette)
    before = mette.device
    office.restore(backup)

    office.sync(mette)
    aside = kinds_of_state(mette)
    office.sync(jonas)
    office.sync(mette)

    assert aside == {"entered", "set_aside"}
    assert mette.device != before
    assert kinds_of_state(mette) == {"entered"}
    assert goal(mette, shared).title == "Jonas'"


def test_F5_a_copied_client_and_its_original_both_go_on(
    office: Office, mette: Store, jonas: Store, shared: str
) -> None:
    copy = office.copy_of(mette, name="kopi")
    edit(mette, shared, title="original")
    edit(copy, shared, title="kopi")

    for store in (mette, copy, mette, jonas):
        office.sync(store)

    assert titles(jonas, shared) == titles(mette, shared) == titles(copy, shared) == ("original", ["kopi"])


def test_C7_a_copied_client_goes_on_under_a_new_id(office: Office, mette: Store, jonas: Store, shared: str) -> None:
    copy = office.copy_of(mette, name="kopi")
    edit(mette, shared, title="original")
    edit(copy, shared, title="kopi")
    office.sync(mette)

    office.sync(copy)

    assert copy.device != mette.device
    assert exchange.unanswered(copy) == 0


def test_C7_an_id_that_the_copy_used_for_something_else_is_drawn_anew(
    office: Office, mette: Store, jonas: Store, shared: str
) -> None:
    typed = type_text(mette, goal(mette, shared), title="begyndt")
    copy = office.copy_of(mette, name="kopi")
    type_text(mette, goal(mette, shared), title="original")
    with copy.database.writing() as connection:
        connection.exec_driver_sql("UPDATE change SET state = 'typing' WHERE id = ?", (typed,))
    type_text(copy, goal(copy, shared), title="kopi")
    for store in (mette, copy):
        end_typing(store)

    for store in (mette, copy, mette):
        office.sync(store)

    assert titles(mette, shared) == titles(copy, shared) == ("original", ["kopi"])


def test_C8_nothing_is_purged_under_a_new_epoch_before_everything_was_offered_again(
    office: Office, mette: Store, jonas: Store, shared: str
) -> None:
    citizen = goal(jonas, shared).citizen or ""
    backup = office.backup()
    office.restore(backup)
    office.end("jonas", citizen)
    edit(jonas, shared, title="mit sidste ord")
    exchanger = Exchanger(jonas, office.link(jonas))
    heard = office.link(jonas).index(known="", wait=0).index
    assert heard is not None
    exchanger.hear(heard)

    before = exchanger.purge()
    exchanger.push()
    exchanger.settle()

    assert before == []
    assert exchanger.purge() == [citizen_stream(citizen, "plan")]


def test_C9_when_a_right_ends_the_work_is_delivered_then_removed_then_told(
    office: Office, mette: Store, jonas: Store, shared: str
) -> None:
    citizen = goal(jonas, shared).citizen or ""
    edit(jonas, shared, title="mit sidste ord")
    office.end("jonas", citizen)

    office.sync(jonas)

    with jonas.reader() as reader:
        assert reader.everything(citizen=citizen) == []
        assert reader.changes(citizen=citizen) == []
        assert reader.texts("mål") == []
    with office.core.database.reading() as connection:
        kept = connection.exec_driver_sql("SELECT code, body FROM refusal").one()
        receipts = connection.exec_driver_sql("SELECT stream FROM purge").all()
    assert kept.code == "not_assigned"
    assert b"mit sidste ord" in kept.body
    assert [row.stream for row in receipts] == [citizen_stream(citizen, "plan")]


def test_C9_what_was_purged_is_not_in_the_file_either(office: Office, mette: Store, jonas: Store, shared: str) -> None:
    citizen = goal(jonas, shared).citizen or ""
    office.end("jonas", citizen)

    office.sync(jonas)

    with jonas.database.reading() as connection:
        counts = [
            connection.exec_driver_sql(query).scalar()
            for query in ("SELECT count(*) FROM touch", "SELECT count(*) FROM texts", "SELECT count(*) FROM people")
        ]
    assert counts == [0, 0, 0]
    assert (jonas.database.path.parent / "jonas.db-wal").stat().st_size == 0


def test_C10_the_older_log_follows_and_is_linked_to_what_is_here(
    office: Office, mette: Store, jonas: Store, shared: str
) -> None:
    before = _logged(jonas)

    office.sync(jonas, with_log=True)

    stream = citizen_stream(goal(jonas, shared).citizen or "", "plan")
    assert before == 0
    assert _entries(jonas, stream) == _entries(mette, stream)
    assert backlog.missing(jonas) is None


def _logged(store: Store) -> int:
    with store.database.reading() as connection:
        return int(connection.exec_driver_sql("SELECT count(*) FROM change WHERE own = 0").scalar_one())


def test_C10_a_log_that_does_not_fit_is_not_taken(office: Office, mette: Store, jonas: Store, shared: str) -> None:
    asked = backlog.missing(jonas)
    assert asked is not None
    told = office.link(jonas).log(asked.stream, after=0, before=asked.before)
    entries = list(_decoded(bytes(told.entries)))
    entries[0] = replace(entries[0], salt=b"0" * 16)

    with pytest.raises(ChainBroken):
        backlog.fill(jonas, asked, before=told.before, entries=entries)


def _decoded(raw: bytes) -> Iterator[Entry]:
    from sync.client.wording import entries

    yield from entries(raw)


def test_C11_a_false_signature_is_found(office: Office, mette: Store, jonas: Store, shared: str) -> None:
    office.sync(jonas, with_log=True)
    with jonas.database.writing() as connection:
        connection.exec_driver_sql(
            "UPDATE change SET sig = ?, checked = 0 WHERE n = (SELECT max(n) FROM change WHERE own = 0)", (b"x" * 64,)
        )

    while backlog.check_signatures(jonas):
        continue

    assert [problem for _, _, problem in receiving.findings(jonas)] == ["signature"]


def test_C11_signatures_of_colleagues_and_server_are_right(
    office: Office, mette: Store, jonas: Store, shared: str
) -> None:
    office.sync(jonas, with_log=True)

    checked = 0
    while found := backlog.check_signatures(jonas):
        checked += found

    assert checked == _logged(jonas) > 0
    assert receiving.findings(jonas) == []


def test_F7_an_edit_that_had_not_seen_the_deletion_lets_the_goal_stand(
    office: Office, mette: Store, jonas: Store, shared: str
) -> None:
    delete_records(mette, [goal(mette, shared)])
    edit(jonas, shared, title="Jonas'")

    for store in (mette, jonas, mette):
        office.sync(store)

    assert (goal(mette, shared).deleted, goal(mette, shared).title) == (False, "Jonas'")


def test_an_answer_of_before_the_restore_is_not_taken_after_it(office: Office, mette: Store, citizen: str) -> None:
    backup = office.backup()
    link = Recording(office, mette)
    exchanger = Exchanger(mette, link)  # type: ignore[arg-type]
    exchanger.push()
    request, answer = link.passed[-1]
    office.restore(backup)
    office.sync(mette)

    with pytest.raises(BeginAnew):
        exchanger._apply(request, answer, ())


def test_a_crash_between_a_new_device_id_and_its_registration_is_made_good(
    office: Office, mette: Store, jonas: Store, shared: str
) -> None:
    exchange.part_from_copy(mette)
    edit(mette, shared, title="efter")

    report = office.sync(mette)

    assert report.sent == 1


def test_a_stream_state_that_is_older_is_passed_over(office: Office, mette: Store, jonas: Store, shared: str) -> None:
    stream = citizen_stream(goal(jonas, shared).citizen or "", "plan")
    listed = states.listed(jonas, stream)

    states.install(jonas, listed, states.State(version=1, hash=b"", records=()))

    assert goal(jonas, shared).title == "mål"
