"""Attached files that were lost or damaged come again, and those that must go leave nothing behind."""

from typing import Any

import pytest

from app.changes.attached import PART, seal
from app.clock import FixedClock
from app.domain.attachment import Attachment
from app.operations.attachments import attach, read_file
from app.operations.items import delete_records
from app.operations.wrong_citizen import take_back
from app.queries.attachments import Damaged, Place
from app.store import attached, exchange
from app.store.store import Store
from builders import a_goal
from carried_files import count, place, problems
from files import PDF, a_file, a_large_pdf, content, the_file
from offices import POSTGRESQL, Office, goal
from sync.attached import OF_A_STREAM, PartAsked, PartSent, StandingAsked
from sync.client.link import NotReadable, TooMuch
from sync.protocol import Unreadable
from sync.server import attached as attached_acts
from sync.server import erasing
from sync.server.erasing import Asked
from sync.server.rights import Role


def test_B7_a_restored_server_that_has_lost_a_file_is_given_it_again_by_whoever_holds_it(
    office: Office, mette: Store, jonas: Store, letter: Attachment
) -> None:
    backup = office.backup()
    office.sync(mette)
    office.sync(jonas)
    office.restore(backup)
    assert count(office, "attached") == 0

    office.sync(jonas)
    office.sync(jonas)

    assert (count(office, "attached"), problems(office)) == (1, [])
    assert place(mette, letter) is Place.HERE


def test_B7_B8_a_file_that_was_damaged_on_the_server_is_found_let_go_of_and_sent_again(
    office: Office, mette: Store, jonas: Store, letter: Attachment
) -> None:
    office.sync(mette)
    with office.core.database.writing() as connection:
        connection.exec_driver_sql("UPDATE attached_part SET content = digest WHERE number = 1")
    assert problems(office) == ["attached"]

    office.sync(jonas)
    assert place(jonas, letter) is Place.COMING
    assert (count(office, "attached"), problems(office)) == (0, [])

    office.sync(mette)
    office.sync(jonas)
    assert content(jonas, letter) == a_large_pdf()


def test_B8_bytes_that_were_damaged_here_are_fetched_anew(
    office: Office, mette: Store, letter: Attachment
) -> None:  # fmt: skip
    office.sync(mette)
    with mette.database.writing() as connection:
        connection.exec_driver_sql("UPDATE attached_part SET content = zeroblob(length(content)) WHERE number = 1")

    with pytest.raises(Damaged):
        read_file(mette, letter)
    office.sync(mette)

    assert read_file(mette, letter) == a_large_pdf()


def test_B8_own_bytes_that_were_damaged_before_they_were_sent_are_told_and_hold_up_nothing(
    office: Office, mette: Store, letter: Attachment
) -> None:
    other = a_file(mette, letter.citizen or "")
    with mette.database.writing() as connection:
        connection.exec_driver_sql("UPDATE attached_part SET content = zeroblob(length(content)) WHERE number = 1")

    office.sync(mette)

    assert (place(mette, letter), place(mette, other)) == (Place.NOT_TAKEN, Place.HERE)
    assert count(office, "attached") == 1


def test_B9_what_is_redacted_takes_its_file_with_it_everywhere(
    office: Office, mette: Store, jonas: Store, shared: str
) -> None:
    item = goal(mette, shared)
    own = goal(mette, a_goal(mette, item.citizen or ""))
    made = the_file(mette, attach(mette, citizen=own.citizen or "", content=PDF, name="Forkert", item=own))
    kept = a_file(mette, item.citizen or "")
    office.sync(mette)
    office.sync(jonas)
    assert content(jonas, made) == PDF

    take_back(mette, own)
    office.sync(mette)
    office.sync(jonas)

    for store in (mette, jonas):
        assert [each.address for each in attached.every(store)] == [kept.content]
    assert (count(office, "attached"), count(office, "attached_part"), problems(office)) == (1, 1, [])


def test_B9_erasure_leaves_neither_key_nor_bytes_and_no_backup_opens(
    office: Office, mette: Store, letter: Attachment
) -> None:  # fmt: skip
    office.sync(mette)
    backup = office.backup()
    for login in ("leder", "dpo"):
        office.add_user(login, role=Role.MANAGER)
    asked = Asked(citizen=letter.citizen or "", reason="frist er udløbet", basis="arkivloven § 8", by="leder")
    erasure = erasing.ask(office.core.database, asked, clock=office.clock)
    erasing.confirm(office.core.database, erasure.id, by="dpo", clock=office.clock)
    assert (count(office, "attached"), count(office, "attached_part")) == (0, 0)

    office.restore(backup)

    assert (count(office, "attached"), count(office, "attached_part")) == (0, 0)
    office.sync(mette)
    assert attached.every(mette) == []


def test_B9_a_file_that_no_record_names_is_let_go_of_after_thirty_days(
    office: Office, mette: Store, letter: Attachment
) -> None:  # fmt: skip
    office.sync(mette)
    office.link(mette).take_part(
        PartSent(stream=letter.stream, address=seal(b"x").address, number=0, size=2 * PART, content=bytes(PART))
    )
    clock = office.clock
    assert isinstance(clock, FixedClock)

    clock.advance(days=29)
    office.core.turn()
    before = count(office, "attached")
    clock.advance(days=2)
    office.core.turn()

    assert (before, count(office, "attached")) == (2, 1)
    assert office.link(mette).standing(
        StandingAsked({letter.stream: [letter.content or ""]})
    ).streams[letter.stream][letter.content or ""].held == 3  # fmt: skip


def test_B11_a_stream_that_is_full_takes_no_more_which_is_told_and_holds_up_nothing_else(
    office: Office, mette: Store, letter: Attachment
) -> None:
    with office.core.database.writing() as connection:
        attached_acts._BEGIN.run(
            connection, stream=letter.stream, address="0" * 64, size=OF_A_STREAM - 1000, device="", at="", due="9999"
        )
    small = a_file(mette, letter.citizen or "")

    office.sync(mette)

    assert (place(mette, letter), place(mette, small)) == (Place.NOT_TAKEN, Place.HERE)
    with mette.reader() as reader:
        assert reader.outbox().pending == 0
    with pytest.raises(TooMuch):
        office.link(mette).take_part(
            PartSent(stream=letter.stream, address="1" * 64, number=0, size=10**9, content=bytes(PART))
        )


def test_files_that_wait_are_counted_until_the_server_has_them(
    office: Office, mette: Store, letter: Attachment
) -> None:  # fmt: skip
    with mette.reader() as reader:
        before = reader.outbox().pending
    exchange.meet_epoch(mette, "another")
    office.sync(mette)

    with mette.reader() as reader:
        assert (before, reader.outbox().pending) == (2, 0)


def test_a_file_of_a_deleted_card_lets_it_stand_again(
    office: Office, mette: Store, jonas: Store, shared: str
) -> None:  # fmt: skip
    item = goal(jonas, shared)
    delete_records(mette, [goal(mette, shared)])
    office.sync(mette)
    attach(jonas, citizen=item.citizen or "", content=PDF, name="Brev", item=item)
    office.sync(jonas)
    office.sync(mette)

    assert not goal(mette, shared).deleted


@pytest.mark.parametrize("engine", [POSTGRESQL], indirect=True)
@pytest.mark.parametrize(
    "wrong",
    [
        {"address": "\x00" * 64}, {"address": "0f"}, {"number": 96}, {"number": -1}, {"number": 1, "content": b""},
        {"content": b"longer"}, {"size": 0}, {"stream": "\x00"},
    ],
    ids=str,
)  # fmt: skip
def test_parts_without_sense_are_turned_away(
    office: Office, mette: Store, letter: Attachment, wrong: dict[str, Any]
) -> None:
    sent: dict[str, Any] = {"stream": letter.stream, "address": "0" * 64, "number": 0, "size": 4, "content": b"file"}
    sent |= wrong

    with pytest.raises((Unreadable, TooMuch, NotReadable)):
        office.link(mette).take_part(PartSent(**sent))
    with pytest.raises(NotReadable):
        office.link(mette).part(PartAsked(stream=sent["stream"], address=sent["address"], number=sent["number"]))
    asked = StandingAsked({sent["stream"]: [sent["address"]]})
    assert {each.held for told in office.link(mette).standing(asked).streams.values() for each in told.values()} <= {0}
