"""The parts of files in the local copy: only the next is taken, and what waits is carried out of a damaged file."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.changes.attached import PART, seal
from app.clock import FixedClock
from app.domain.attachment import Attachment
from app.store import attached, rescued_files
from app.store.database import Database
from app.store.store import Store
from builders import KEY, NOON, a_citizen, a_store
from files import a_file, a_large_pdf, content

SEALED = seal(bytes(3 * PART - 1_000))


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Store, str]]:
    """A copy with a stream that parts may come for."""
    with a_store(tmp_path_factory.mktemp("shelf")) as store:
        yield store, a_file(store, a_citizen(store)).stream


def offered(store: Store, each: attached.Held, number: int) -> attached.Held:
    """What is held after a part was offered as the next one, though it may be another."""
    try:
        return attached.take(store, each, size=SEALED.size, content=SEALED.parts[number])
    except attached.Damaged:
        with store.database.reading() as connection:
            return attached.held(connection, each.stream, each.address)


@given(order=st.lists(st.integers(0, 2), max_size=9))
@settings(max_examples=20)
def test_whatever_parts_come_for_the_next_one_a_file_that_is_whole_is_the_right_one(
    shelf: tuple[Store, str], order: list[int]
) -> None:
    store, stream = shelf
    each = attached.Held(stream=stream, address=SEALED.address)
    attached.let_go(store, each)

    for number in [*order, 0, 1, 2]:
        each = offered(store, each, number)

    with store.database.reading() as connection:
        here = tuple(attached.parts(connection, stream, SEALED.address))
        assert attached.false_ones(connection) == []
    assert len(here) == each.held
    assert each.is_whole == (here == SEALED.parts)


def test_a_part_for_a_stream_that_was_purged_meanwhile_is_not_kept(shelf: tuple[Store, str]) -> None:
    store, _ = shelf
    each = attached.Held(stream="0193a1b2-0000-7000-8000-000000000001", address=SEALED.address)

    assert attached.take(store, each, size=SEALED.size, content=SEALED.parts[0]).held == 0


@pytest.mark.parametrize(("size", "length"), [(0, 0), (10**9, PART), (SEALED.size, 5)], ids=str)
def test_a_part_of_another_size_than_it_says_is_refused(shelf: tuple[Store, str], size: int, length: int) -> None:
    store, stream = shelf
    each = attached.Held(stream=stream, address="0" * 64)

    with pytest.raises(attached.Damaged):
        attached.take(store, each, size=size, content=bytes(length))


@pytest.fixture
def waiting(tmp_path: Path) -> Attachment:
    """A file that was attached in a copy which is damaged by now."""
    with a_store(tmp_path, name="before.db") as store:
        return a_file(store, a_citizen(store), content=a_large_pdf())


def test_a_file_that_was_not_sent_is_carried_out_of_a_damaged_copy(tmp_path: Path, waiting: Attachment) -> None:
    with a_store(tmp_path, name="new.db") as store:
        rescued_files.carry_over(store, tmp_path / "before.db", KEY)
        (held,) = attached.every(store)

    assert (held.address, held.waits, held.is_whole) == (waiting.content, True, True)
    with Store.open(tmp_path / "new.db", key=KEY, clock=FixedClock(NOON)) as store:
        assert attached.every(store) == [held], "it waits for the plan that names it"


def break_a_part(path: Path) -> None:
    database = Database(path, KEY)
    with database.writing() as connection:
        connection.exec_driver_sql("UPDATE attached_part SET content = x'00' WHERE number = 1")
    database.close()


DAMAGES: dict[str, Callable[[Path], object]] = {
    "a part": break_a_part,
    "the file": lambda path: path.write_bytes(bytes(8_192)),
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_what_cannot_be_read_or_proved_is_not_carried_over(
    tmp_path: Path, waiting: Attachment, damage: str
) -> None:  # fmt: skip
    path = tmp_path / "before.db"
    DAMAGES[damage](path)

    with a_store(tmp_path, name="new.db") as store:
        rescued_files.carry_over(store, path, KEY)
        assert attached.every(store) == []


def test_what_was_received_is_fetched_and_not_carried_over(tmp_path: Path, waiting: Attachment) -> None:
    with Store.open(tmp_path / "before.db", key=KEY, clock=FixedClock(NOON)) as store:
        assert content(store, waiting) == a_large_pdf()
        attached.note_received(store, attached.every(store), is_there=True)

    with a_store(tmp_path, name="new.db") as store:
        rescued_files.carry_over(store, tmp_path / "before.db", KEY)
        assert attached.every(store) == []
