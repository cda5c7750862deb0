"""Redaction where much has happened meanwhile: deletions, late work, restored servers, numbers that begin anew."""

import pytest

from app.domain.late_work import LATE_WORK
from app.operations.items import delete_records, disagree
from app.operations.late_work import adopt
from app.store import exchange
from app.store.store import Store
from app.store.verify import verify
from exchanges import Recording, edit, titles
from offices import SQLITE, Office, goal
from redactions import SECRET, by_hand, last_change, meet, problems, redact, server_texts, texts_of
from sync.client.exchanger import Exchanger
from sync.client.link import Unreachable


@pytest.fixture
def engine() -> str:
    """What is tried is what the devices and the log make of it, on whatever the log lies."""
    return SQLITE


def test_R3_who_had_not_seen_that_a_deletion_came_back_lets_the_record_stand(
    office: Office, mette: Store, jonas: Store, shared: str
) -> None:
    meet(office, mette, jonas)
    delete_records(mette, [goal(mette, shared)])
    edit(jonas, shared, title=SECRET)
    meet(office, mette, jonas)
    edit(mette, shared, title="Mette skrev uden at vide det")

    redact(jonas, shared, last_change(jonas, shared))
    meet(office, jonas, mette)

    for store in (mette, jonas):
        held = goal(store, shared)
        assert (held.title, held.deleted) == ("Mette skrev uden at vide det", False)
    assert problems(office) == []


def test_R3_a_value_kept_beside_another_lets_the_record_stand_as_well(
    office: Office, mette: Store, jonas: Store, shared: str
) -> None:
    meet(office, mette, jonas)
    second = office.client("jonas", name="second")
    meet(office, second)
    delete_records(mette, [goal(mette, shared)])
    edit(jonas, shared, title=SECRET)
    meet(office, mette, jonas)
    secret = last_change(jonas, shared)
    with second.transact("Ret") as transaction:
        transaction.edit(goal(second, shared), title="den anden maskine")
    meet(office, second, jonas)
    assert titles(jonas, shared) == (SECRET, [True, "den anden maskine"])

    redact(jonas, shared, secret)
    meet(office, jonas, mette, second)

    for store in (mette, jonas, second):
        assert not goal(store, shared).deleted
    assert titles(mette, shared) == ("mål", ["den anden maskine"])
    assert problems(office) == []


def test_R10_undo_forgets_what_was_only_ever_seen_as_a_part_of_a_state(
    office: Office, mette: Store, jonas: Store, shared: str
) -> None:
    meet(office, mette, jonas)
    edit(mette, shared, title=SECRET)
    office.sync(mette)
    second = office.client("jonas", name="second")
    office.sync(second)
    edit(second, shared, title="rettet")
    assert SECRET.encode() in texts_of(second)

    redact(mette, shared, last_change(mette, shared))
    meet(office, mette, second)

    assert SECRET.encode() not in texts_of(second)
    assert titles(second, shared) == titles(mette, shared)
    assert verify(second).findings == ()


def test_R4_what_was_hidden_until_its_number_was_used_goes_when_the_numbers_begin_anew(
    office: Office, mette: Store, jonas: Store, shared: str
) -> None:
    meet(office, mette, jonas)
    edit(mette, shared, title=SECRET)
    exchange.outgoing(mette, at_most=10, most_bytes=10_000)
    redact(mette, shared, last_change(mette, shared))
    assert SECRET.encode() in texts_of(mette)

    exchange.part_from_copy(mette)
    here = texts_of(mette)
    meet(office, mette, jonas)

    assert SECRET.encode() not in here + server_texts(office, goal(mette, shared).stream)
    assert titles(mette, shared) == titles(jonas, shared) == ("mål", [])
    assert verify(mette).findings == verify(jonas).findings == ()


def test_R7_what_the_log_of_a_backup_does_not_say_is_said_again_to_devices_that_never_heard_it(
    office: Office, mette: Store, jonas: Store, shared: str
) -> None:
    meet(office, mette, jonas)
    edit(mette, shared, title=SECRET)
    meet(office, mette, jonas)
    backup = office.backup()
    by_hand(office, goal(mette, shared).stream, last_change(mette, shared))

    office.restore(backup)
    meet(office, jonas, mette)

    assert titles(mette, shared) == titles(jonas, shared) == ("mål", [])
    assert SECRET.encode() not in texts_of(mette) + texts_of(jonas) + server_texts(office, goal(mette, shared).stream)
    assert problems(office) == []
    assert verify(mette).findings == verify(jonas).findings == ()


def late_words(office: Office, jonas: Store, mette: Store, shared: str) -> tuple[str, str]:
    """Jonas writes two things offline and loses the right: both are told in the plan. Return the ids of his changes."""
    meet(office, mette, jonas)
    edit(jonas, shared, title=SECRET)
    secret = last_change(jonas, shared)
    edit(jonas, shared, note="en bemærkning")
    other = last_change(jonas, shared)
    office.end("jonas", goal(mette, shared).citizen or "")
    office.sync(jonas)
    meet(office, mette)
    return secret, other


def test_R1_late_work_that_is_redacted_goes_from_where_the_server_told_it_and_other_late_work_stays(
    office: Office, mette: Store, jonas: Store, shared: str
) -> None:
    stream = goal(mette, shared).stream
    secret, other = late_words(office, jonas, mette, shared)
    assert SECRET.encode() in texts_of(mette)
    assert SECRET.encode() in server_texts(office, stream)

    by_hand(office, stream, secret)
    meet(office, mette)

    assert SECRET.encode() not in texts_of(mette) + server_texts(office, stream)
    with mette.reader() as reader:
        (left,) = reader.all(LATE_WORK)
    assert (left.change, "en bemærkning" in (left.body or "")) == (other, True)
    assert problems(office) == []
    assert verify(mette).findings == ()


def test_R1_late_work_that_was_taken_over_and_is_redacted_goes_from_what_was_kept_of_it_too(
    office: Office, mette: Store, jonas: Store, shared: str
) -> None:
    stream = goal(mette, shared).stream
    secret, _ = late_words(office, jonas, mette, shared)
    with mette.reader() as reader:
        (told,) = (each for each in reader.all(LATE_WORK) if each.change == secret)
    adopt(mette, told)
    meet(office, mette)
    entered = titles(mette, shared)

    by_hand(office, stream, secret)
    meet(office, mette)

    assert (entered, titles(mette, shared)) == ((SECRET, []), ("mål", []))
    assert SECRET.encode() not in texts_of(mette) + server_texts(office, stream)
    assert problems(office) == []


def test_R4_late_work_that_its_author_takes_back_in_the_same_message_is_told_to_nobody(
    office: Office, mette: Store, jonas: Store, shared: str
) -> None:
    meet(office, mette, jonas)
    edit(jonas, shared, title=SECRET)
    exchange.outgoing(jonas, at_most=10, most_bytes=10_000)
    redact(jonas, shared, last_change(jonas, shared))
    office.end("jonas", goal(mette, shared).citizen or "")
    office.sync(jonas)
    meet(office, mette)

    assert SECRET.encode() not in texts_of(mette) + server_texts(office, goal(mette, shared).stream)
    with mette.reader() as reader:
        assert reader.all(LATE_WORK) == []


def test_R7_a_refused_change_stays_empty_when_a_backup_of_before_is_restored(
    office: Office, mette: Store, jonas: Store, shared: str
) -> None:
    stream = goal(mette, shared).stream
    secret, _ = late_words(office, jonas, mette, shared)
    backup = office.backup()
    by_hand(office, stream, secret)

    office.restore(backup)
    before_contact = server_texts(office, stream)
    meet(office, mette)

    assert SECRET.encode() not in before_contact + texts_of(mette) + server_texts(office, stream)
    assert b"en bem" in before_contact
    assert problems(office) == []


def test_C9_a_right_that_ends_before_the_answer_came_is_purged_all_the_same(
    office: Office, mette: Store, jonas: Store, shared: str
) -> None:
    meet(office, mette, jonas)
    citizen = goal(jonas, shared).citizen or ""
    edit(jonas, shared, title="mit sidste ord")
    link = Recording(office, jonas)
    link.loses_answers = True
    with pytest.raises(Unreachable):
        Exchanger(jonas, link).push()  # type: ignore[arg-type]
    office.end("jonas", citizen)

    meet(office, jonas, mette)

    with jonas.reader() as reader:
        assert reader.everything(citizen=citizen) == []
    assert titles(mette, shared) == ("mit sidste ord", [])


def test_C9_who_takes_something_back_after_losing_the_right_holds_nothing_any_more(
    office: Office, mette: Store, jonas: Store, shared: str
) -> None:
    meet(office, mette, jonas)
    citizen = goal(jonas, shared).citizen or ""
    edit(jonas, shared, title=SECRET)
    meet(office, jonas, mette)
    office.end("jonas", citizen)
    redact(jonas, shared, last_change(jonas, shared))

    meet(office, jonas, mette)

    with jonas.reader() as reader:
        assert reader.everything(citizen=citizen) == []
    assert titles(mette, shared) == ("mål", [])
    assert SECRET.encode() not in texts_of(jonas) + texts_of(mette) + server_texts(office, goal(mette, shared).stream)


def test_C9_who_is_refused_to_take_something_back_and_has_lost_the_right_holds_nothing_any_more(
    office: Office, mette: Store, jonas: Store, shared: str
) -> None:
    meet(office, mette, jonas)
    citizen = goal(jonas, shared).citizen or ""
    edit(mette, shared, title="Mette skrev")
    meet(office, mette, jonas)
    office.end("jonas", citizen)
    redact(jonas, shared, last_change(jonas, shared, own=False))

    meet(office, jonas, mette)

    with jonas.reader() as reader:
        assert reader.everything(citizen=citizen) == []
    assert titles(mette, shared) == ("Mette skrev", [])


def test_R5_who_takes_something_back_after_losing_the_right_is_told_nothing_of_the_plan(
    office: Office, mette: Store, jonas: Store, shared: str
) -> None:
    meet(office, mette, jonas)
    plan = goal(jonas, shared).stream
    for store, note in ((jonas, f"{SECRET} en to"), (mette, "en to tre")):
        edit(store, shared, note=note)
    meet(office, jonas)
    office.end("jonas", goal(jonas, shared).citizen or "")
    redact(jonas, shared, last_change(jonas, shared))
    link = Recording(office, jonas)

    Exchanger(jonas, link).push()  # type: ignore[arg-type]

    assert [answer.results for _, answer in link.passed if answer.results]
    assert [answer for _, answer in link.passed if plan in {**answer.entries, **answer.heads}] == []


def test_R3_a_record_that_ones_own_new_child_let_stand_stands_after_a_redaction_too(
    office: Office, mette: Store, jonas: Store, shared: str
) -> None:
    meet(office, mette, jonas)
    edit(mette, shared, title=SECRET)
    secret = last_change(mette, shared)
    meet(office, mette, jonas)
    delete_records(mette, [goal(mette, shared)])
    disagree(jonas, goal(jonas, shared), words="det er ikke mit mål")
    meet(office, mette, jonas)
    assert not goal(jonas, shared).deleted

    redact(mette, shared, secret)
    meet(office, mette, jonas)

    for store in (mette, jonas):
        assert (goal(store, shared).title, goal(store, shared).deleted) == ("mål", False)
        assert verify(store).is_sound
    assert problems(office) == []


def test_R3_what_a_restored_server_brings_back_goes_with_the_redaction_that_is_sent_again(
    office: Office, mette: Store, jonas: Store, shared: str
) -> None:
    meet(office, mette, jonas)
    edit(mette, shared, title=SECRET)
    secret = last_change(mette, shared)
    meet(office, mette, jonas)
    backup = office.backup()
    edit(mette, shared, note="tabt med serveren")
    meet(office, mette)
    redact(mette, shared, secret)
    office.restore(backup)
    exchanger = Exchanger(mette, office.link(mette))
    exchanger.begin()
    exchanger.push()  # and the contact is lost before the state is fetched anew
    while exchanger.fill_backlog():
        continue

    meet(office, mette, jonas)

    assert [titles(each, shared) for each in (mette, jonas)] == [("mål", [])] * 2
    assert SECRET.encode() not in texts_of(mette)
    assert problems(office) == []


def test_R6_what_is_entered_anew_does_not_take_the_place_of_what_its_author_wrote_later(
    office: Office, mette: Store, jonas: Store, shared: str
) -> None:
    edit(mette, shared, note="en to")
    meet(office, mette, jonas)
    edit(mette, shared, note=f"{SECRET} en to")
    secret = last_change(mette, shared)
    edit(jonas, shared, note="en to tre")
    meet(office, mette, jonas)
    assert goal(jonas, shared).note == f"{SECRET} en to tre"
    edit(jonas, shared, note="en to tre fire")
    meet(office, jonas, mette)

    redact(mette, shared, secret)
    meet(office, mette, jonas)

    for store in (mette, jonas):
        assert goal(store, shared).note == "en to tre fire"
    assert problems(office) == []


def test_S25_older_late_work_does_not_follow_newer_that_was_replaced_by_what_is_then_taken_back(
    office: Office, mette: Store, jonas: Store, shared: str
) -> None:
    meet(office, mette, jonas)
    edit(jonas, shared, title="først")
    edit(jonas, shared, title="siden")
    edit(mette, shared, title="Mettes")
    office.end("jonas", goal(mette, shared).citizen or "")
    meet(office, jonas, mette)
    with mette.reader() as reader:
        older, newer = sorted(reader.all(LATE_WORK), key=lambda each: each.change or "")
    adopt(mette, newer)
    meet(office, mette)
    edit(mette, shared, title=SECRET)
    secret = last_change(mette, shared)
    adopt(mette, older)
    meet(office, mette)

    redact(mette, shared, secret)
    meet(office, mette)

    assert titles(mette, shared) == ("Mettes", ["siden"])
    assert problems(office) == []


def test_R6_what_is_entered_anew_does_not_follow_later_words_of_its_author_that_were_replaced(
    office: Office, mette: Store, jonas: Store, shared: str
) -> None:
    edit(mette, shared, note="en to")
    meet(office, mette, jonas)
    edit(mette, shared, note=f"{SECRET} en to")
    secret = last_change(mette, shared)
    edit(jonas, shared, note="en to tre")
    meet(office, mette, jonas)
    edit(jonas, shared, note="en to tre fire")
    meet(office, jonas, mette)
    edit(mette, shared, note="Mette skrev det hele om")
    meet(office, mette, jonas)

    redact(mette, shared, secret)
    meet(office, mette, jonas)

    for store in (mette, jonas):
        assert goal(store, shared).note == "Mette skrev det hele om"
        with store.reader() as reader:
            assert reader.rivals(shared) == []
    assert problems(office) == []
