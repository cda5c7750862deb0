"""What two devices write at once and nobody has to be asked about, and what is never taken back."""

import pytest

from app.domain.citizen import CITIZEN, IDENTIFIER, Identifier
from app.domain.plan import PLAN
from app.ids import plan_of
from app.operations.items import edit_record
from app.operations.undoing import redo, undo
from app.store.store import Store
from app.texts import mark
from builders import a_goal
from exchanges import Recording, edit, kinds_of_state
from offices import Office, goal
from sync.client.exchanger import Exchanger
from sync.client.link import Unreachable


def _begun_apart(office: Office, mette: Store, jonas: Store) -> str:
    """Return a citizen whose plan both devices begin without knowing of each other, Jonas a day later."""
    with mette.transact(mark("act", "Opret borger")) as transaction:
        citizen = transaction.put(CITIZEN, CITIZEN.record(given="Ny", family="Borger"))
    office.sync(mette)
    office.assign("jonas", citizen)
    office.sync(mette)
    office.sync(jonas)
    a_goal(mette, citizen, "Mettes")
    office.clock.advance(hours=30)  # type: ignore[attr-defined]
    a_goal(jonas, citizen, "Jonas'")
    return citizen


def _start(store: Store, citizen: str) -> tuple[str | None, int]:
    with store.reader() as reader:
        plan = reader.get(PLAN, plan_of(citizen))
        assert plan is not None
        return plan.start, len(reader.contested(citizen=citizen))


def test_a_plan_that_two_devices_begin_on_different_days_asks_nobody(
    office: Office, mette: Store, jonas: Store
) -> None:
    citizen = _begun_apart(office, mette, jonas)

    for store in (mette, jonas, mette):
        office.sync(store)

    assert _start(mette, citizen) == _start(jonas, citizen) == ("2026-11-24", 0)


def test_the_first_value_of_what_is_written_once_is_not_taken_back_and_the_server_takes_all_else(
    office: Office, mette: Store, citizen: str
) -> None:
    with mette.transact(mark("act", "Nummer uden tal"), citizen=citizen) as transaction:
        number = transaction.put(IDENTIFIER, Identifier(issuer="Kommunen"))
    office.sync(mette)
    with mette.reader() as reader:
        held = reader.record(number)
    assert held is not None
    edit_record(mette, held, value="0403921234", issuer="CPR-kontoret")
    office.sync(mette)

    undone = undo(mette, citizen=citizen)
    office.sync(mette)

    assert undone is not None
    assert [(each.field, each.is_once) for each in undone.left] == [("value", True)]
    with mette.reader() as reader:
        after = reader.get(IDENTIFIER, number)
    assert after is not None
    assert (after.value, after.issuer) == ("0403921234", "Kommunen")
    redo(mette, citizen=citizen)
    office.sync(mette)
    assert kinds_of_state(mette) == {"entered"}
    with mette.reader() as reader:
        again = reader.get(IDENTIFIER, number)
    assert again is not None
    assert (again.value, again.issuer) == ("0403921234", "CPR-kontoret")


def write_on_the_same_words(office: Office, mette: Store, jonas: Store, shared: str) -> None:
    """Both know the same words; Mette adds and sends, Jonas puts words before them and has not sent."""
    edit(mette, shared, note="en to tre")
    for store in (mette, jonas):
        office.sync(store)
    edit(mette, shared, note="en to tre fra Mette")
    office.sync(mette)
    edit(jonas, shared, note="Jonas skrev en to tre")


def test_S9_words_joined_with_ones_own_stand_when_one_has_written_on_without_having_seen_them(
    office: Office, mette: Store, jonas: Store, shared: str
) -> None:
    write_on_the_same_words(office, mette, jonas, shared)
    edit(jonas, shared, note="I går skrev Jonas skrev en to tre")
    edit(jonas, shared, note="I går skrev Jonas skrev en to tre")
    edit(jonas, shared, note="Nej, i går skrev Jonas skrev en to tre")

    for store in (jonas, mette):
        office.sync(store)

    for store in (mette, jonas):
        assert goal(store, shared).note == "Nej, i går skrev Jonas skrev en to tre fra Mette"


def test_S9_words_joined_with_ones_own_are_kept_beside_what_cannot_be_joined_with_them(
    office: Office, mette: Store, jonas: Store, shared: str
) -> None:
    write_on_the_same_words(office, mette, jonas, shared)
    edit(jonas, shared, note="noget helt andet")

    for store in (jonas, mette):
        office.sync(store)

    with mette.reader() as reader:
        (contest,) = reader.rivals(shared)
    assert goal(mette, shared).note == "Jonas skrev en to tre fra Mette"
    assert [each.value for each in contest.rivals] == ["noget helt andet"]


def test_S9_who_writes_on_in_words_that_were_sent_and_not_answered_repeats_none_of_them(
    office: Office, mette: Store, jonas: Store, shared: str
) -> None:
    lost = Recording(office, jonas)
    lost.loses_answers = True
    edit(jonas, shared, note="Talt med lægen.")
    with pytest.raises(Unreachable):
        Exchanger(jonas, lost).push()  # type: ignore[arg-type]
    edit(mette, shared, note="Mor er inviteret.")
    office.sync(mette)

    edit(jonas, shared, note="Talt med lægen. Ny tid fredag.")
    for store in (jonas, mette):
        office.sync(store)

    for store in (mette, jonas):
        assert goal(store, shared).note == "Talt med lægen.\nMor er inviteret.\nNy tid fredag."
