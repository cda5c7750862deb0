"""Statements that are compiled once say what SQLAlchemy would say, and connections stay open from one to the next."""

import threading
from collections.abc import Callable

import pytest
from sqlalchemy import Connection, bindparam, insert, select, update
from sqlalchemy.exc import IntegrityError

from app.store.statements import Statement, among, listed
from app.store.store import Store
from app.store.tables import change, setting

_ADD = Statement(insert(change).values({each: bindparam(each) for each in ("id", "stream", "act", "state")}))
_ADDED = Statement(
    select(change).where(change.c.state.in_(("pending", "sent")), among(change.c.id, "ids")).order_by(change.c.n)
)
_END = Statement(update(change).where(change.c.act == bindparam("of")).values(state="dismissed", refusal=None))
_KEEP = Statement("INSERT INTO setting (name, value) VALUES (:name, :value)")
_KEPT = Statement(select(setting.c.value).where(setting.c.name == bindparam("name")))


def _add(connection: Connection, identity: str, *, state: str = "pending") -> int:
    return _ADD.run(connection, id=identity, stream="s", act="a", state=state)


def test_a_statement_takes_values_by_name_and_gives_named_rows(store: Store) -> None:
    with store.writing() as connection:
        numbers = [_add(connection, "a"), _add(connection, "b", state="sent"), _add(connection, "c", state="entered")]
        found = _ADDED.all(connection, ids=listed("abc"))
        theirs = connection.execute(select(change).where(change.c.n.in_(numbers[:2])).order_by(change.c.n)).all()

    assert [(row.n, row.id, row.state) for row in found] == [(numbers[0], "a", "pending"), (numbers[1], "b", "sent")]
    assert [tuple(row) for row in found] == [tuple(row) for row in theirs]


def test_what_the_table_gives_by_default_is_written_too(store: Store) -> None:
    with store.writing() as connection:
        _add(connection, "a")
        row = _ADDED.first(connection, ids=listed("a"))

    assert (row.role, row.undone, row.own, row.at, row.checked, row.body) == ("do", 0, 0, "", 0, None)


def test_the_values_in_a_statement_stand_whatever_is_given_by_name(store: Store) -> None:
    with store.writing() as connection:
        _add(connection, "a")
        _END.run(connection, of="a", state="pending", refusal=b"x")
        row = connection.execute(select(change.c.state, change.c.refusal).where(change.c.id == "a")).one()

    assert tuple(row) == ("dismissed", None)


def test_many_rows_are_written_by_one_statement_and_none_by_none(store: Store) -> None:
    with store.writing() as connection:
        _KEEP.run_many(connection, [])
        _KEEP.run_many(connection, [{"name": f"n{each}", "value": bytes([each]), "more": 0} for each in range(3)])
        kept = [_KEPT.scalar(connection, name=f"n{each}") for each in range(4)]
        first = _KEPT.column(connection, name="n0")

    assert (kept, first) == ([b"\x00", b"\x01", b"\x02", None], [b"\x00"])


@pytest.mark.parametrize(
    "write",
    [
        lambda connection, row: _KEEP.run(connection, **row),
        lambda connection, row: _KEEP.run_many(connection, [row, row]),
    ],
    ids=["one", "many"],
)
def test_a_statement_that_fails_tells_nothing_of_its_values(
    store: Store, write: Callable[[Connection, dict[str, object]], None]
) -> None:
    row: dict[str, object] = {"name": "user", "value": b"Noget fortroligt"}

    with pytest.raises(IntegrityError) as failed, store.writing() as connection:
        write(connection, row)

    assert "INSERT INTO setting" in str(failed.value)
    assert "fortroligt" not in f"{failed.value} {failed.value.__dict__} {failed.value.__cause__}"


def test_a_transaction_that_failed_is_rolled_back_and_the_connection_goes_on(store: Store) -> None:
    with store.database.writing() as before:
        pass

    with pytest.raises(ZeroDivisionError):
        _write_half(store)

    with store.writing() as after:
        assert _KEPT.scalar(after, name="half") is None
    assert after is before


def _write_half(store: Store) -> None:
    with store.writing() as connection:
        _KEEP.run(connection, name="half", value=b"")
        raise ZeroDivisionError


def test_a_reader_sees_one_state_and_the_next_one_what_was_written_since(store: Store) -> None:
    with store.database.reading() as reading:
        before = _KEPT.scalar(reading, name="since")
        store.put_setting("since", "now")
        during = _KEPT.scalar(reading, name="since")
    with store.database.reading() as again:
        after = _KEPT.scalar(again, name="since")

    assert (before, during, after) == (None, None, b"now")
    assert again is reading


def test_threads_that_read_at_once_have_connections_of_their_own(store: Store) -> None:
    meeting = threading.Barrier(6, timeout=60)
    held: list[Connection] = []

    def read() -> None:
        with store.database.reading() as connection:
            held.append(connection)
            meeting.wait()

    threads = [threading.Thread(target=read) for _ in range(6)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()

    assert len(set(held)) == len(threads)
    assert sum(each.closed for each in held) == 2


def test_a_connection_that_is_held_when_the_readers_are_renewed_is_not_used_again(store: Store) -> None:
    with store.database.reading() as old:
        store.database.renew_readers()
        assert _KEPT.scalar(old, name="user") == b"mette"
    with store.database.reading() as new:
        pass

    assert old.closed
    assert new is not old
