"""What is confirmed as it was made is written more cheaply, and is the same as if it were written anew."""

import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection

from app.changes import chain
from app.changes.change import IGNORED, MERGED, REVIVED, RIVAL, Verdict, decode, encode_outcomes
from app.domain.goal import GOAL
from app.ids import citizen_stream
from app.store.answers import Entry, Received, Result, link
from app.store.receiving import receive
from app.store.rows import confirm, load
from app.store.search import catch_up
from app.store.transaction import refresh
from app.store.verify import verify
from builders import a_citizen, a_goal, a_store

FIELDS = st.fixed_dictionaries(
    {}, optional={"title": st.sampled_from("abc"), "note": st.sampled_from((None, "x", "y")), "order": st.just("m")}
)
ACTS = st.lists(
    st.one_of(
        st.tuples(st.just("edit"), st.integers(0, 1), FIELDS),
        st.tuples(st.just("delete"), st.integers(0, 1), st.just({})),
        st.tuples(st.just("revive"), st.integers(0, 1), st.just({})),
        st.tuples(st.just("answer"), st.integers(1, 3), st.sampled_from(("", RIVAL, IGNORED, MERGED, REVIVED))),
        st.tuples(st.just("refuse"), st.just(1), st.just("")),
    ),
    min_size=1,
    max_size=12,
)  # fmt: skip


class Desk:
    """A local copy with two goals, and a server that answers as it is told."""

    def __init__(self, folder: Path) -> None:
        self.store = a_store(folder)
        citizen = a_citizen(self.store)
        self.goals = [a_goal(self.store, citizen, title) for title in ("en", "to")]
        self.stream = citizen_stream(citizen, "plan")

    def edit(self, which: int, fields: dict[str, Any]) -> None:
        self._act(which, fields)

    def delete(self, which: int, _: dict[str, Any]) -> None:
        self._act(which, {"deleted": True})

    def revive(self, which: int, _: dict[str, Any]) -> None:
        self._act(which, {"deleted": False})

    def answer(self, count: int, code: str) -> None:
        """Let the oldest own changes be entered; of the last one's first field the server says *code*."""
        version, hashed, waiting = self._asked(count)
        entries, results = [], {}
        for number, row in enumerate(waiting, start=1):
            outcomes = encode_outcomes(_verdicts(row.body, code) if number == len(waiting) else [])
            meta = chain.encode_meta(chain.Meta(version + 1, self.store.device, "mette", "2026-11-24T12:00:01.000Z"))
            entry = Entry(meta=meta, salt=bytes(16), outcomes=outcomes)
            version, hashed = version + 1, link(hashed, entry, row.body)
            entries.append(entry)
            results[row.id] = Result(version)
        self._receive(waiting, entries, results, head=(version, hashed))

    def refuse(self, count: int, _: str) -> None:
        version, hashed, waiting = self._asked(count)
        self._receive(waiting, [], {row.id: Result(0, "schema") for row in waiting}, head=(version, hashed))

    def _asked(self, count: int) -> tuple[int, bytes, Sequence[Any]]:
        with self.store.database.reading() as connection:
            held = connection.exec_driver_sql("SELECT version, hash FROM stream WHERE id = ?", (self.stream,)).one()
            return held.version, held.hash, connection.exec_driver_sql(_WAITING, (self.stream, count)).all()

    def _receive(
        self, waiting: Sequence[Any], entries: list[Entry], results: dict[str, Result], *, head: tuple[int, bytes]
    ) -> None:
        sent = {row.id: row.body for row in waiting}
        told = Received(stream=self.stream, entries=entries, head=head, results=results, sent=sent)
        left = receive(self.store, [told])
        assert (left.broken, left.lacking) == ([], [])

    def _act(self, which: int, fields: dict[str, Any]) -> None:
        with self.store.reader() as reader:
            goal = reader.get(GOAL, self.goals[which])
        if goal is not None:
            with self.store.transact("Ret") as transaction:
                transaction.set_raw(goal, fields)


@given(acts=ACTS)
@settings(max_examples=25, deadline=None)
def test_what_is_confirmed_is_the_same_as_if_every_record_were_written_anew(acts: list[tuple[str, Any, Any]]) -> None:
    folder = Path(tempfile.mkdtemp(prefix="enplan-desk-"))
    desk = Desk(folder)
    for name, first, second in acts:
        getattr(desk, name)(first, second)
    with desk.store.writing() as connection:
        catch_up(connection, at_most=1_000)
        confirmed = records(connection)
        refresh(connection, [row[1] for row in confirmed])
        written_anew = records(connection)

    found = verify(desk.store).findings
    desk.store.close()
    shutil.rmtree(folder)

    assert confirmed == written_anew
    assert found == ()


def test_only_what_shows_something_else_is_noted_for_the_search(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    with desk.store.writing() as connection:
        held = load(connection, desk.goals)
        held[desk.goals[0]].edits = ()

        differing = confirm(connection, list(held.values()))

    assert differing == [desk.goals[0]]
    desk.store.close()


def records(connection: Connection) -> list[tuple[Any, ...]]:
    return [tuple(row) for row in connection.exec_driver_sql("SELECT * FROM record ORDER BY n")]


def _verdicts(body: bytes, code: str) -> list[Verdict]:
    """Return what the server says of the first field that the change sets; what only opens a stream sets none."""
    found: list[Verdict] = []
    for edit in decode(body).edits[:1]:
        named = [(name, value) for name, value in edit.set.items() if name != "deleted"]
        fields = [("deleted", None)] if code == REVIVED else named[:1]
        found += [Verdict(edit.record, name, code, value) for name, value in fields if code]
    return found


_WAITING = (
    "SELECT id, body FROM change WHERE stream = ? AND own = 1 AND state IN ('pending', 'sent') ORDER BY n LIMIT ?"
)
