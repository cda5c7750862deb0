"""The exchange as a state machine: a few people, one server, and everything that goes wrong between them.

The oracle is what the simulated people really saw and wrote, never what the programs claim.
"""

import shutil
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from types import SimpleNamespace
from typing import Any, ClassVar

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, precondition, rule
from sqlalchemy import text

import sealed_rows
from app.changes.cells import Cells, decode_cells
from app.changes.change import RIVAL, Change, decode, decode_outcomes
from app.domain.goal import GOAL, Goal
from app.store import receiving
from app.store.store import Store
from exchange_oracle import known_through, standing, unseen_losses
from exchange_people import FAULTS, FaultyLink, Person, Written
from offices import LOGINS, SQLITE, Office, copy_furnished, furnished, open_client
from sync.client.exchanger import BeginAnew, Exchanger
from sync.client.link import LoginNeeded, Unreachable
from sync.protocol import SyncRequest
from sync.server import check

SITUATIONS = (
    "lost answer", "doubled", "cut", "late answer", "old request", "restored server", "copied client",
    "rival", "delete against edit", "refusal",
)  # fmt: skip
WHICH = st.sampled_from((0, 0, 0, 1, 1, 2, 5))
"""Most of what people do is in the same two goals."""
WHO = st.integers(0, 11)
FEW = st.integers(1, 3)
MOST_CLIENTS, MOST_RESTORES = 4, 3
SPARE_ROUNDS = 8


class Exchange(RuleBasedStateMachine):
    """Three people share a citizen's plan; machines are copied, the server is restored, messages get lost."""

    counts: ClassVar[Counter[str]] = Counter()
    examples: ClassVar[int] = 0
    engine: ClassVar[str] = SQLITE

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="enplan-model-"))
        copy_furnished(self.folder, engine=self.engine)
        self.plan = furnished(self.engine).plan
        self.office = Office(self.folder, engine=self.engine, is_furnished=True)
        self.people = [self._person(login, open_client(self.office, login)) for login in LOGINS]
        self.written: dict[str, Written] = {}
        self.deletions: list[tuple[str, set[str]]] = []
        self.refusable: set[str] = set()
        self.backup: Path | None = None
        self.happened: set[str] = set()
        self.number = self.number_at_restore = self.restores = self.asked_at_backup = 0
        type(self).examples += 1

    @rule(who=WHO, which=WHICH)
    def set_title(self, who: int, which: int) -> None:
        """Somebody gives a goal another title."""
        person = self._who(who)
        goal = self._look(person, which)
        if goal is not None:
            self._write(person, goal, self._value())

    @rule(who=WHO, which=WHICH)
    def set_wrongly(self, who: int, which: int) -> None:
        """A program that is in error sends what does not fit: the whole change is refused."""
        person = self._who(who)
        goal = self._look(person, which)
        if goal is None:
            return
        value = self._value()
        self.refusable.add(value)
        self._write(person, goal, value, level_now=77)

    @rule(who=WHO, which=WHICH, word=st.sampled_from("abcd"))
    def write_note(self, who: int, which: int, word: str) -> None:
        """Somebody adds to a long text."""
        person = self._who(who)
        goal = self._look(person, which)
        if goal is None:
            return
        with person.store.transact("Skriv") as transaction:
            transaction.edit(goal, note=f"{word} {goal.note or ''} {self._value()}"[:200], order=f"m{word}")

    @rule(who=WHO)
    def add_goal(self, who: int) -> None:
        """Somebody writes a new goal."""
        person = self._who(who)
        value = self._value()
        with person.store.transact("Tilføj", citizen=furnished(self.engine).citizen) as transaction:
            record = transaction.put(GOAL, Goal(title=value))
        self.written[value] = Written(record)
        person.wrote.add(value)

    @rule(who=WHO, which=WHICH)
    def delete_goal(self, who: int, which: int) -> None:
        """Somebody deletes what stands on the screen."""
        person = self._who(who)
        goal = self._look(person, which)
        if goal is None:
            return
        with person.store.transact("Slet") as transaction:
            transaction.delete(goal)
        self.deletions.append((goal.id, person.seen | person.wrote))

    @rule(who=WHO, which=WHICH)
    def settle(self, who: int, which: int) -> None:
        """Somebody who sees all versions writes the one that is right."""
        person = self._who(who)
        goal = self._look(person, which)
        with person.store.reader() as reader:
            contests = reader.rivals(goal.id) if goal is not None else []
        if goal is None or not any(each.field == "title" for each in contests):
            return
        value = self._value()
        with person.store.transact("Vælg", role="settle") as transaction:
            transaction.settle(goal, title=value)
        self._note(person, goal.id, value)

    @rule(who=WHO, other=WHO, which=WHICH)
    def both_write(self, who: int, other: int, which: int) -> None:
        """Two people write one title, neither having seen what the other writes."""
        self.set_title(who=who, which=which)
        self.set_title(who=other, which=which)

    @rule(who=WHO, faults=st.lists(st.sampled_from(FAULTS), max_size=4), at_most=st.integers(1, 4))
    def sync(self, who: int, faults: list[str], at_most: int) -> None:
        """Somebody is in contact for a while."""
        self._contact(self._who(who), faults, at_most=at_most)

    @rule(who=WHO, which=WHICH, fault=st.sampled_from(FAULTS), is_repeated=st.booleans())
    def write_and_sync(self, who: int, which: int, fault: str, is_repeated: bool) -> None:
        """Somebody writes and sends it at once; what is sent may be lost on the way or come twice, at once or later."""
        person = self._who(who)
        self.set_title(who=who, which=which)
        self._contact(person, [fault])
        for request in person.link.pushed[-1:] if is_repeated else ():
            self._repeat(person, request)

    @rule(who=WHO, which=WHICH)
    def only_pull(self, who: int, which: int) -> None:
        """Reading works while sending does not, and somebody goes on writing."""
        person = self._who(who)
        person.link.contact([])
        exchanger = Exchanger(person.store, person.link)
        with suppress(Unreachable, LoginNeeded):
            exchanger.begin()
            _pull(exchanger)
        self.set_title(who=who, which=which)

    @rule(who=WHO)
    def late_answer(self, who: int) -> None:
        """An answer comes once more, after newer ones."""
        person = self._who(who)
        if not person.link.passed:
            return
        request, answer = person.link.passed[0]
        batch = [SimpleNamespace(id=each.id, stream=each.stream) for each in _changes(request)]
        exchanger = Exchanger(person.store, person.link)
        with suppress(BeginAnew):
            exchanger._apply(request, answer, batch)  # type: ignore[arg-type]
        self.happened.add("late answer")

    @rule(which=st.integers(0, 9))
    def old_request(self, which: int) -> None:
        """A request that was under way for long reaches the server once more."""
        waiting = [(person, request) for person in self.people for request in person.link.pushed]
        if waiting:
            self._repeat(*waiting[which % len(waiting)])

    @rule()
    def take_backup(self) -> None:
        """The server's database is copied, unless nobody has asked it anything since that was done last."""
        if self.backup is None or self.asked_at_backup != self.office.asked:
            self.backup = self.office.backup()
            self.asked_at_backup = self.office.asked

    @rule()
    def restore(self) -> None:
        """The server's database is put back to where it was, if enough was written since."""
        if self.backup is not None and self.number > self.number_at_restore + 3:
            self._restore(self.backup)

    @rule(who=WHO, other=WHO, which=WHICH, lost=FEW, made=FEW)
    def part_ways(self, who: int, other: int, which: int, lost: int, made: int) -> None:
        """What one person sent is lost with the server, and others write on: equal versions, other content."""
        if self.restores >= MOST_RESTORES:
            return
        backup = self.office.backup("before.db")
        self._write_some(who, which, lost)
        self._restore(backup)
        self._write_some(other, which, made)

    @precondition(lambda self: len(self.people) < MOST_CLIENTS)
    @rule(who=WHO)
    def copy_client(self, who: int) -> None:
        """A machine is copied, and both are used from now on."""
        self._copy(self._who(who))

    @precondition(lambda self: len(self.people) < MOST_CLIENTS)
    @rule(who=WHO, which=WHICH, ours=FEW, theirs=FEW)
    def copy_and_write(self, who: int, which: int, ours: int, theirs: int) -> None:
        """A machine is copied, and both send at once: equal numbers, other content."""
        self._copy(self._who(who))
        self._write_some(who, which, ours)
        self._write_some(len(self.people) - 1, which, theirs)

    def teardown(self) -> None:
        """Let everybody meet without faults, then judge."""
        try:
            self._meet()
            self._judge()
        finally:
            self.office.close()
            shutil.rmtree(self.folder, ignore_errors=True)
        type(self).counts.update(self.happened)

    def _person(self, name: str, store: Store) -> Person:
        return Person(name, store, FaultyLink(self.office, store))

    def _who(self, number: int) -> Person:
        return self.people[number % len(self.people)]

    def _contact(self, person: Person, faults: list[str], *, at_most: int = 4) -> None:
        person.link.contact(faults)
        exchanger = Exchanger(person.store, person.link)
        if at_most < 3:
            exchanger._at_most = at_most
            self.happened.add("cut")
        self._attempt(exchanger)
        self.happened |= person.link.happened

    def _repeat(self, person: Person, request: SyncRequest) -> None:
        """Let a request reach the server once more, unless the device goes by another id now."""
        if request.device == person.store.device and person.link.is_known():
            self.office.core.sync(person.link.session(), request)
            self.happened.add("old request")

    def _write_some(self, who: int, which: int, number: int) -> None:
        """Let somebody write *number* titles and send them."""
        for _ in range(number):
            self.set_title(who=who, which=which)
        self._contact(self._who(who), [])

    def _restore(self, backup: Path) -> None:
        self.number_at_restore = self.number
        self.restores += 1
        self.office.restore(backup)
        self.happened.add("restored server")

    def _copy(self, person: Person) -> None:
        copy = self._person(f"{person.name}-copy", self.office.copy_of(person.store, name=f"copy{len(self.people)}"))
        copy.seen, copy.wrote = set(person.seen), set(person.wrote)
        self.people.append(copy)
        self.happened.add("copied client")

    def _value(self) -> str:
        self.number += 1
        return f"v{self.number}."

    def _look(self, person: Person, which: int) -> Goal | None:
        """Look at a goal: what is shown and all its versions have then been seen."""
        with person.store.reader() as reader:
            goals = reader.all(GOAL, citizen=furnished(self.engine).citizen)
            if not goals:
                return None
            goal = sorted(goals, key=lambda each: each.id)[which % len(goals)]
            contests = [each for each in reader.rivals(goal.id) if each.field == "title"]
        person.seen.add(goal.title or "")
        for each in contests:
            person.seen |= {each.value, *(rival.value for rival in each.rivals)}
        return goal

    def _write(self, person: Person, goal: Goal, value: str, **wrongly: object) -> None:
        with person.store.transact("Ret") as transaction:
            transaction.edit(goal, title=value)
            transaction.set_raw(goal, wrongly)
        self._note(person, goal.id, value)

    def _note(self, person: Person, record: str, value: str) -> None:
        self.written[value] = Written(record, person.seen | person.wrote)
        person.wrote.add(value)

    def _attempt(self, exchanger: Exchanger) -> None:
        """Do what the engine does in a round: no step waits for another to succeed."""
        for step in (exchanger.begin, exchanger.push, partial(_pull, exchanger), exchanger.settle, exchanger.purge):
            with suppress(Unreachable, LoginNeeded):
                step()
        with suppress(Unreachable, LoginNeeded):
            while exchanger.fill_backlog():
                continue

    def _meet(self) -> None:
        apart = self.people
        for _ in range(SPARE_ROUNDS):
            for person in apart:
                self._contact(person, [])
            apart = [each for each in self.people if not self._is_in_step(each)]
            if not apart:
                return
        raise AssertionError("they never came to rest")

    def _is_in_step(self, person: Person) -> bool:
        with person.store.reader() as reader, self.office.core.database.reading() as connection:
            head = reader.head(self.plan)
            there = connection.execute(text("SELECT version, hash FROM stream WHERE id = :id"), {"id": self.plan}).one()
            return head is not None and reader.outbox().pending == 0 and bytes(there.hash) == head.hash

    def _judge(self) -> None:
        with self.office.core.database.reading() as connection:
            assert list(check.check(connection)) == []
            cells = {each: decode_cells(told) for each, _, told in sealed_rows.cells(connection, self.plan)}
            entries = sealed_rows.written(connection, self.plan)
        entered = list(_values(entries))
        refused = {value for person in self.people for value in _refused(person.store)}
        self._judge_people(cells)
        self._judge_log(entered, refused)
        self._judge_values(cells, entries, set(entered))
        self._count(cells, entries, refused)

    def _judge_people(self, cells: dict[str, Cells]) -> None:
        """Everybody holds the same, and shows it."""
        for person in self.people:
            assert receiving.findings(person.store) == []
            with person.store.reader() as reader:
                for identity, there in cells.items():
                    assert reader.cells(identity) == there, (person.name, identity)
                    shown = {name: cell.value for name, cell in there.items() if cell.value is not None}
                    assert reader.shown(identity) == shown

    def _judge_log(self, entered: list[str], refused: set[str]) -> None:
        """Whatever was written is in the log once, or was refused and is still on its device."""
        counted = Counter(entered)
        for value in self.written:
            if value in refused:
                assert counted[value] == 0, (value, "refused and entered")
                assert value in self.refusable, (value, "refused for no reason")
            else:
                assert counted[value] == 1, (value, counted[value])

    def _judge_values(self, cells: dict[str, Cells], entries: Sequence[Any], entered: set[str]) -> None:
        """No title has gone that nobody replaced who had seen it."""
        knew = {value: written.knew for value, written in self.written.items()}
        assert list(unseen_losses(entries, knew)) == []
        for identity, there in cells.items():
            gone = there.get("deleted")
            if gone is None or gone.value is not True or gone.rivals:
                continue
            for value in standing(there) & entered:
                seen_by_all = [seen for record, seen in self.deletions if record == identity]
                assert any(value in seen | known_through(seen, knew) for seen in seen_by_all), (value, "deleted unseen")

    def _count(self, cells: dict[str, Cells], entries: Sequence[Any], refused: set[str]) -> None:
        verdicts = [each for row in entries for each in decode_outcomes(row.outcomes)]
        if any(each.code == RIVAL and each.field == "title" for each in verdicts):
            self.happened.add("rival")
        if any(each.field == "deleted" for each in verdicts):
            self.happened.add("delete against edit")
        if refused:
            self.happened.add("refusal")


def _pull(exchanger: Exchanger) -> None:
    heard = exchanger._link.index(known="", wait=0)
    if heard.index is not None:
        exchanger.pull(heard.index)


def _changes(request: SyncRequest) -> Iterator[Change]:
    return (decode(bytes(each.body)) for each in request.changes)


def _values(entries: Sequence[Any]) -> Iterator[str]:
    for row in entries:
        for edit in decode(row.body).edits:
            value = edit.set.get("title")
            if isinstance(value, str) and value.startswith("v"):
                yield value


def _refused(store: Store) -> Iterator[str]:
    with store.reader() as reader:
        kept = [each for each in reader.changes(limit=10_000) if each.state == "refused"]
    for each in kept:
        assert each.change is not None
        for edit in each.change.edits:
            yield str(edit.set.get("title"))
