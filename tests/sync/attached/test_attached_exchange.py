"""Attached files go up and down in parts, are whole or not there, and are nobody's who may not read the plan."""

from datetime import timedelta

import pytest

from app.domain.attachment import Attachment
from app.operations.attachments import detach
from app.queries.attachments import Coming, Place
from app.store import attached
from app.store.store import Store
from carried_files import Failing, count, parts_of, place, problems, the_held
from files import CANARY, PDF, a_file, a_large_pdf, content
from offices import Office, goal
from sync.attached import PartAsked, PartSent, StandingAsked
from sync.client.carrier import Carrier
from sync.client.link import NotAllowed, NotDone, NotReadable, Unreachable
from sync.client.once import sync_once
from sync.server import files
from sync.server.rights import Role


def test_B1_equal_files_have_nothing_in_common_on_the_server_and_no_byte_of_them_can_be_read_there(
    office: Office, mette: Store, letter: Attachment
) -> None:
    again = a_file(mette, letter.citizen or "", content=a_large_pdf(), name="Udredning")
    office.sync(mette)

    assert letter.content != again.content
    with office.core.database.reading() as connection:
        rows = connection.exec_driver_sql("SELECT content, digest FROM attached_part").all()
    assert len({bytes(row.digest) for row in rows}) == len(rows) == 6
    assert not any(CANARY in bytes(row.content) for row in rows)


def test_B2_a_record_comes_before_its_bytes_and_the_file_is_on_its_way_until_they_are_there(
    office: Office, mette: Store, jonas: Store, letter: Attachment
) -> None:
    with pytest.raises(Unreachable):
        sync_once(mette, Failing(office.link(mette), at=2, is_taken=False))  # type: ignore[arg-type]
    office.sync(jonas)

    assert (place(mette, letter), place(jonas, letter)) == (Place.WAITING, Place.COMING)
    with pytest.raises(Coming):
        content(jonas, letter)

    office.sync(mette)
    office.sync(jonas)
    assert (place(mette, letter), place(jonas, letter)) == (Place.HERE, Place.HERE)
    assert content(jonas, letter) == a_large_pdf()


def test_B2_bytes_may_come_before_their_record(
    office: Office, mette: Store, jonas: Store, letter: Attachment
) -> None:  # fmt: skip
    carrier = Carrier(mette, office.link(mette))
    while carrier.step():
        continue
    assert place(mette, letter) is Place.HERE

    office.sync(mette)
    office.sync(jonas)
    assert content(jonas, letter) == a_large_pdf()


def test_B3_the_server_takes_the_next_part_alone_and_says_how_many_it_holds(
    office: Office, mette: Store, letter: Attachment
) -> None:
    link, parts = office.link(mette), parts_of(mette, letter)
    office_holds: list[int] = []
    for number in (1, 0, 0, 2, 1, 0, 2):
        sent = PartSent(
            stream=letter.stream, address=letter.content or "", number=number, size=sum(map(len, parts)),
            content=parts[number],
        )  # fmt: skip
        office_holds.append(link.take_part(sent).held)

    assert office_holds == [0, 1, 1, 1, 2, 2, 3]
    assert problems(office) == []


@pytest.mark.parametrize("lost", [(1, True), (2, False), (3, True)], ids=["answer 1", "request 2", "answer 3"])
def test_B6_what_was_cut_off_goes_on_at_the_part_it_had_come_to(
    office: Office, mette: Store, jonas: Store, letter: Attachment, lost: tuple[int, bool]
) -> None:
    at, is_taken = lost
    with pytest.raises(Unreachable):
        sync_once(mette, Failing(office.link(mette), at=at, is_taken=is_taken))  # type: ignore[arg-type]
    asked = StandingAsked({letter.stream: [letter.content or ""]})
    told = office.link(mette).standing(asked).streams[letter.stream][letter.content or ""]
    assert told.held == at - 1 + is_taken
    office.sync(mette)

    with pytest.raises(Unreachable):
        sync_once(jonas, Failing(office.link(jonas), at=at, is_taken=is_taken))  # type: ignore[arg-type]
    assert (place(jonas, letter), the_held(jonas, letter).held) == (Place.COMING, at - 1)
    office.sync(jonas)

    assert content(jonas, letter) == a_large_pdf()
    assert problems(office) == []


def test_B4_a_file_that_is_not_whole_is_handed_out_to_nobody(
    office: Office, mette: Store, letter: Attachment
) -> None:  # fmt: skip
    with pytest.raises(Unreachable):
        sync_once(mette, Failing(office.link(mette), at=3, is_taken=False))  # type: ignore[arg-type]

    with pytest.raises(NotReadable):
        office.link(mette).part(PartAsked(stream=letter.stream, address=letter.content or "", number=0))


def test_B4_parts_that_are_not_what_the_address_says_are_not_kept(
    office: Office, mette: Store, letter: Attachment
) -> None:  # fmt: skip
    office.sync(mette)
    kept = count(office, "attached_part")
    false = PartSent(stream=letter.stream, address="0" * 64, number=0, size=4, content=b"file")

    with pytest.raises(NotDone):
        office.link(mette).take_part(false)

    assert count(office, "attached_part") == kept
    assert count(office, "attached") == 1


def test_B5_who_may_not_read_a_plan_learns_nothing_of_its_files(
    office: Office, mette: Store, letter: Attachment
) -> None:  # fmt: skip
    office.sync(mette)
    office.add_user("fremmed")
    link = office.link(office.client("fremmed"))

    for address in (letter.content or "", "0" * 64):
        assert link.standing(StandingAsked({letter.stream: [address]})).streams == {}
        with pytest.raises(NotReadable):
            link.part(PartAsked(stream=letter.stream, address=address, number=0))
        with pytest.raises(NotReadable):
            link.take_part(PartSent(stream=letter.stream, address=address, number=0, size=1, content=b"x"))


def test_B5_who_may_only_read_a_plan_has_its_files_and_sends_none(
    office: Office, mette: Store, letter: Attachment
) -> None:  # fmt: skip
    office.sync(mette)
    office.add_user("leder", role=Role.MANAGER)
    office.assign("leder", letter.citizen or "")
    leder = office.client("leder")
    office.sync(leder)

    assert content(leder, letter) == a_large_pdf()
    with pytest.raises(NotAllowed):
        office.link(leder).take_part(
            PartSent(stream=letter.stream, address="0" * 64, number=0, size=1, content=b"x")
        )  # fmt: skip


def test_B5_B10_the_bytes_of_work_that_came_too_late_are_kept_with_it_before_the_device_purges(
    office: Office, mette: Store, jonas: Store, shared: str
) -> None:
    citizen = goal(mette, shared).citizen or ""
    office.sync(mette)
    late = a_file(jonas, citizen, content=a_large_pdf(), name="For sent")
    office.end("jonas", citizen)

    office.sync(jonas)

    with jonas.reader() as reader:
        assert reader.head(late.stream) is None
    asked = StandingAsked({late.stream: [late.content or ""]})
    assert office.link(mette).standing(asked).streams[late.stream][late.content or ""].held == 3
    with office.core.database.writing() as connection:
        files.sweep(connection, now=office.clock.now() + timedelta(days=31))
    assert count(office, "attached") == 1


def test_B10_a_stream_is_purged_although_the_server_takes_its_files_no_more(
    office: Office, mette: Store, jonas: Store, shared: str
) -> None:
    citizen = goal(mette, shared).citizen or ""
    office.sync(jonas)
    made = a_file(jonas, citizen)
    with jonas.database.writing() as connection:
        connection.exec_driver_sql("UPDATE change SET state = 'entered' WHERE state = 'pending'")
    office.end("jonas", citizen)

    office.sync(jonas)
    office.sync(jonas)

    with jonas.reader() as reader:
        assert reader.head(made.stream) is None
    assert attached.every(jonas) == []


def test_B6_all_files_of_what_is_assigned_are_here_without_a_network(
    office: Office, mette: Store, jonas: Store, letter: Attachment
) -> None:
    small = a_file(mette, letter.citizen or "")
    gone = a_file(mette, letter.citizen or "", name="Fjernet")
    detach(mette, gone)
    office.sync(mette)
    office.sync(jonas)

    assert [content(jonas, each) for each in (letter, small)] == [a_large_pdf(), PDF]
    assert the_held(jonas, gone).held == 0, "what was taken off is not fetched"

    mette.undo(letter.citizen or "")
    office.sync(mette)
    office.sync(jonas)
    assert content(jonas, gone) == PDF
