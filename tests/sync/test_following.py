"""A client that follows a restored server, parts from its copy, purges, fills its log and checks signatures."""

from collections.abc import Callable

import pytest

from app.ids import citizen_stream
from app.operations.items import delete_records, edit_record, end_typing, type_text
from app.store import backlog, exchange, receiving, states
from app.store.store import Store
from builders import a_citizen, a_goal
from exchanges import Recording, edit, entries_of, kinds_of_state, titles
from faults import Occurred
from offices import SQLITE, Office, goal
from sealed_rows import refusals
from sync.client.exchanger import BeginAnew, Exchanger


@pytest.fixture
def engine() -> str:
    """What is tried is the client's part."""
    return SQLITE


def test_F4_a_restored_server_is_filled_up_by_those_who_know(
    office: Office, mette: Store, jonas: Store, shared: str, occurred: Occurred
) -> None:
    backup = office.backup()
    edit(mette, shared, title="efter")
    office.sync(mette)
    office.sync(jonas)
    newer = {exchange.known_epoch(mette)}
    office.restore(backup)

    for store in (jonas, mette, jonas):
        office.sync(store)

    occurred("the server is restored from an older backup", len({exchange.known_epoch(mette)} - newer))
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


def test_W6_an_own_setting_above_one_of_before_the_restore_has_seen_no_more_than_that_one(
    office: Office, mette: Store, jonas: Store, shared: str
) -> None:
    backup = office.backup()
    edit(jonas, shared, title="Jonas' første")
    office.sync(jonas)
    edit(jonas, shared, title="Jonas' andet")
    office.restore(backup)
    edit(mette, shared, title="Mettes")
    office.sync(mette)
    exchanger = Exchanger(jonas, office.link(jonas))
    exchanger.begin()
    heard = office.link(jonas).index(known="", wait=0).index
    assert heard is not None
    exchanger.pull(heard)
    shown = goal(jonas, shared).title
    edit(jonas, shared, title="Jonas' tredje")

    for store in (jonas, mette):
        office.sync(store)

    assert shown == "Jonas' andet"
    assert titles(mette, shared) == titles(jonas, shared) == ("Mettes", ["Jonas' tredje"])


@pytest.mark.parametrize("how", [edit_record, type_text])
def test_W6_a_record_read_before_the_restore_has_seen_no_more_than_the_common_version(
    office: Office, mette: Store, jonas: Store, shared: str, how: Callable[..., object]
) -> None:
    backup = office.backup()
    for title in ("Jonas' første", "Jonas' andet", "Jonas' tredje"):
        edit(jonas, shared, title=title)
    office.sync(jonas)
    on_the_screen = goal(jonas, shared)
    office.restore(backup)
    edit(mette, shared, title="Mettes")
    for store in (mette, jonas):
        office.sync(store)

    how(jonas, on_the_screen, title="Over det gamle")
    end_typing(jonas)
    for store in (jonas, mette):
        office.sync(store)

    assert titles(mette, shared) == titles(jonas, shared)
    assert titles(jonas, shared)[0] == "Mettes"
    assert "Over det gamle" in titles(jonas, shared)[1]


def test_W6_a_record_read_after_the_restore_has_seen_what_it_shows(
    office: Office, mette: Store, jonas: Store, shared: str
) -> None:
    backup = office.backup()
    edit(jonas, shared, title="Jonas'")
    office.sync(jonas)
    office.restore(backup)
    edit(mette, shared, title="Mettes")
    for store in (mette, jonas):
        office.sync(store)

    edit(jonas, shared, title="Set begge")
    for store in (jonas, mette):
        office.sync(store)

    assert titles(mette, shared) == titles(jonas, shared) == ("Set begge", [])


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
    office: Office, mette: Store, jonas: Store, shared: str, occurred: Occurred
) -> None:
    copy = office.copy_of(mette, name="kopi")
    edit(mette, shared, title="original")
    edit(copy, shared, title="kopi")

    for store in (mette, copy, mette, jonas):
        office.sync(store)

    occurred("the client is restored or copied", len({mette.device, copy.device}) - 1)
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
    office: Office, mette: Store, jonas: Store, shared: str, occurred: Occurred
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
        code = connection.exec_driver_sql("SELECT code FROM refusal").scalar_one()
        (kept,) = refusals(connection)
        receipts = connection.exec_driver_sql("SELECT stream FROM purge").all()
    occurred("rights are withdrawn with pending work", len(receipts))
    assert code == "not_assigned"
    assert b"mit sidste ord" in (kept.body or b"")
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
    assert entries_of(jonas, stream) == entries_of(mette, stream)
    assert backlog.missing(jonas) is None


def _logged(store: Store) -> int:
    with store.database.reading() as connection:
        return int(connection.exec_driver_sql("SELECT count(*) FROM change WHERE own = 0").scalar_one())


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

    states.install(jonas, [(listed, states.State(version=1, hash=b"", records=()))])

    assert goal(jonas, shared).title == "mål"


def test_F7_a_deletion_has_seen_nothing_that_an_own_waiting_setting_of_the_record_hides(
    office: Office, mette: Store, jonas: Store, shared: str
) -> None:
    edit(jonas, shared, title="Jonas'")
    edit(mette, shared, title="Mettes")
    office.sync(mette)
    exchanger = Exchanger(jonas, office.link(jonas))
    heard = office.link(jonas).index(known="", wait=0).index
    assert heard is not None
    exchanger.pull(heard)
    shown = goal(jonas, shared).title

    delete_records(jonas, [goal(jonas, shared)])
    for store in (jonas, mette):
        office.sync(store)

    assert shown == "Jonas'"
    assert (goal(mette, shared).deleted, titles(mette, shared)) == (False, ("Mettes", [True, "Jonas'"]))
