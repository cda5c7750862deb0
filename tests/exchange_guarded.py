"""The exchange with everything at once, where each answer is held against what its asker may read.

An area is open to some; a stand-in's right ends by itself; records hang under others; late work is also let go.
"""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import rule
from sqlalchemy import text

import exchange_log_oracle as oracle
import sealed_rows
from app.changes import chain
from app.changes.cells import decode_cells
from app.clock import FixedClock, instant
from app.domain.goal import GOAL, Goal
from app.domain.late_work import LATE_WORK, LateWork
from app.ids import citizen_stream
from app.operations.items import disagree
from app.operations.late_work import adopt, let_go
from app.store.store import Store
from exchange_model import WHICH, WHO
from exchange_oracle import unseen_losses
from exchange_people import Person, Written
from exchange_rightful import RightfulLink, open_to
from exchange_whole import PROTECTED, Whole
from offices import LOGINS, furnished
from sync.server import accounts, assignments
from sync.server.assignments import Given, Sort
from sync.server.rights import AREA, Role

IN_AREA = "bolig"
INSIDERS = LOGINS[:2]
"""Who may enter the area, as long as nobody takes it away."""
STANDS_IN = timedelta(minutes=1)
FURTHER = ("area", "area closed", "stand-in", "child of a deleted parent", "child of a refused parent", "let go")


class Guarded(Whole):
    """The same people, of whom not all may read everything, and who knock where it is closed."""

    compartments = ("plan", PROTECTED, AREA + IN_AREA)

    def __init__(self) -> None:
        self.orders: dict[str, set[str]] = {}
        self.citizen = furnished(self.engine).citizen
        self.area = citizen_stream(self.citizen, AREA + IN_AREA)
        super().__init__()
        for login in INSIDERS:
            self._set_areas(login, IN_AREA)
        self._add_in(self.people[0], AREA + IN_AREA)
        for person in (*self.people, *self.people):
            self._contact(person, [])
        self.happened.clear()

    @rule(who=WHO, is_area=st.booleans())
    def protect(self, who: int, is_area: bool = False) -> None:
        """Somebody writes a goal where only a few may read."""
        person = self._who(who)
        stream = self.area if is_area else self.plan
        if self._holds(person, stream):
            self._add_in(person, AREA + IN_AREA if is_area else PROTECTED)

    @rule(who=WHO, is_told=st.booleans())
    def close_area(self, who: int, is_told: bool) -> None:
        """Somebody loses the area alone, having written something there that was not sent."""
        person = self._who(who)
        if self.area not in self._readable(person):
            return
        self.protect(who=who, is_area=True)
        self._set_areas(person.store.user, "")
        self.ended.add(person.store.user)
        self.happened.add("area closed")
        if is_told:
            self._contact(person, [])

    @rule(who=WHO)
    def open_area(self, who: int) -> None:
        """Somebody is let into the area, perhaps again."""
        self._set_areas(self._who(who).store.user, IN_AREA)

    @rule(who=WHO, which=WHICH)
    def stand_in(self, who: int, which: int) -> None:
        """Somebody stands in for a while, and writes until and after the right has ended by itself."""
        person = self._who(who)
        if self._has_right(person.store.user):
            return
        self._tick()
        now = self.office.clock.now()
        given = Given(
            login=person.store.user, citizen=self.citizen, starts=instant(now), ends=instant(now + STANDS_IN),
            sort=Sort.SUBSTITUTE,
        )  # fmt: skip
        with self.office.core.database.writing() as connection:
            assignments.give(connection, given, now=now, is_told=True)
        self._contact(person, [])
        self._write_some(who, which, 1)
        self.set_title(who=who, which=which)
        assert isinstance(self.office.clock, FixedClock)
        self.office.clock.advance(seconds=2 * STANDS_IN.seconds)
        self.office.core.turn()
        self.ended.add(person.store.user)
        self.happened.add("stand-in")

    @rule(who=WHO, which=WHICH)
    def object_to(self, who: int, which: int) -> None:
        """Somebody writes what hangs under a goal."""
        person = self._who(who)
        goal = self._look(person, which)
        if goal is not None:
            disagree(person.store, goal, words=f"k{self._value()[1:]}")

    @rule(who=WHO, other=WHO, which=WHICH, is_under=st.booleans(), is_deleted_first=st.booleans())
    def delete_and_write(self, who: int, other: int, which: int, is_under: bool, is_deleted_first: bool) -> None:
        """Somebody writes in a goal, or under it, that another deletes meanwhile; neither has seen the other do it."""
        there = self._at_one_goal(who, other, which)
        if there is None:
            return
        (self.object_to if is_under else self.set_title)(who=who, which=which)
        self.delete_goal(who=other, which=there)
        for number in (other, who) if is_deleted_first else (who, other):
            self._contact(self._who(number), [])

    def _at_one_goal(self, who: int, other: int, which: int) -> int | None:
        """Let two people see the same, and return the number by which the other finds the goal that is *which* here."""
        first, second = self._who(who), self._who(other)
        if first is second:
            return None
        for person in (first, second):
            self._give(person)
            self._contact(person, [])
        goal = self._look(first, which)
        with second.store.reader() as reader:
            names = sorted(each.id for each in reader.all(GOAL, citizen=self.citizen))
        return names.index(goal.id) if goal is not None and goal.id in names else None

    @rule(who=WHO)
    def add_wrongly(self, who: int) -> None:
        """A program that is in error writes a goal that does not fit, and then what hangs under it."""
        person = self._who(who)
        if not self._holds(person, self.plan):
            return
        value = self._value()
        self.refusable.add(value)
        with person.store.transact("Tilføj", citizen=self.citizen) as transaction:
            record = transaction.put(GOAL, Goal(title=value))
            transaction.set_raw(Goal(id=record), {"level_now": 77})
        self.written[value] = Written(record)
        person.wrote.add(value)
        with person.store.reader() as reader:
            goal = reader.get(GOAL, record)
        assert goal is not None
        disagree(person.store, goal, words=f"k{value[1:]}")
        self.happened.add("child of a refused parent")

    @rule(who=WHO)
    def reject(self, who: int) -> None:
        """Somebody leaves late work outside the plan."""
        waiting = self._waiting(self._who(who))
        if waiting:
            let_go(self._who(who).store, waiting[0], reason="skrevet forkert")
            self.happened.add("let go")

    @rule(who=WHO, other=WHO)
    def both_decide(self, who: int, other: int) -> None:
        """Two people decide of the same late work, neither knowing of the other."""
        first, second = self._who(who), self._who(other)
        if first is second:
            return
        for person in (first, second):
            self._contact(person, [])
        common = {each.id for each in self._waiting(first)} & {each.id for each in self._waiting(second)}
        for name in sorted(common)[:1]:
            adopt(first.store, next(each for each in self._waiting(first) if each.id == name))
            let_go(second.store, next(each for each in self._waiting(second) if each.id == name), reason="skal ikke")
            self.happened.add("let go")

    @rule(who=WHO, which=WHICH, is_first=st.booleans())
    def write_word(self, who: int, which: int, is_first: bool) -> None:
        """Somebody adds a word to a long text and moves its goal."""
        super().write_word(who=who, which=which, is_first=is_first)
        person = self._who(who)
        goal = self._look(person, which)
        if goal is not None:
            order = f"o{self._value()[1:]}"
            with person.store.transact("Flyt") as transaction:
                transaction.edit(goal, order=order)
            self.orders[order] = person.seen | person.wrote
            person.wrote.add(order)

    def _look(self, person: Person, which: int) -> Goal | None:
        goal = super()._look(person, which)
        if goal is not None and goal.order is not None:
            person.seen.add(goal.order)
        return goal

    def _waiting(self, person: Person) -> list[LateWork]:
        with person.store.reader() as reader:
            return sorted((each for each in reader.all(LATE_WORK) if each.verdict is None), key=lambda each: each.id)

    def _person(self, name: str, store: Store) -> Person:
        return Person(name, store, self._link(store))

    def _link(self, store: Store) -> RightfulLink:
        watched = frozenset(citizen_stream(self.citizen, each) for each in self.compartments)
        return RightfulLink(self.office, store, watched=watched, open_to=self._open_to)

    def _open_to(self, login: str) -> set[str]:
        streams = {each: IN_AREA if each == self.area else "" for each in self.streams}
        return open_to(self.office, login, citizen=self.citizen, streams=streams)

    def _has_right(self, login: str) -> bool:
        return self.plan in self._open_to(login)

    def _readable(self, person: Person) -> set[str]:
        return self._open_to(person.store.user)

    def _set_areas(self, login: str, areas: str) -> None:
        with self.office.core.database.writing() as connection:
            accounts.put(
                connection, login=login, name=login.title(), role=Role.CASEWORKER, hashed="", areas=areas, unit=""
            )  # fmt: skip

    def _judge(self) -> None:
        super()._judge()
        for person in self.people:
            assert isinstance(person.link, RightfulLink)
            person.link.contact([])
            person.link.knock()
        with self.office.core.database.reading() as connection:
            there = connection.execute(_STREAMS).scalars().all()
            streams = [each for each in self.streams if each in there]
            rows = {each: sealed_rows.entries(connection, each) for each in streams}
            told = {each: list(sealed_rows.cells(connection, each)) for each in streams}
            entries = {each: sealed_rows.written(connection, each) for each in streams}
            kept = connection.execute(_KEPT).all()
        for stream in streams:
            assert list(oracle.broken_links(rows[stream], start=chain.start(stream))) == [], "chain"
            _is_none(oracle.wrong_authors(entries[stream], self._authors()), "under another's name")
            _is_none(oracle.wrong_steps(entries[stream]), "wrong step")
            _is_none(unseen_losses(entries[stream], self.orders, name="order"), "a place overwritten")
        records = {name for each in told.values() for name, _, _ in each}
        gone = {self.written[value].record for value in self.taken_back if value in self.written}
        for stream, several in told.items():
            cells = {name: decode_cells(held) for name, _, held in several}
            kinds = {name: kind for name, kind, _ in several}
            _is_none(oracle.two_verdicts(cells), "a contested verdict")
            _is_none(oracle.untold({row.id for row in kept if row.stream == stream}, cells, kinds), "untold late work")
            _is_none(oracle.orphans(cells, records | gone), "a child without its parent")
        self._judge_left_over()
        self._count_further(entries)

    def _authors(self) -> dict[str, set[str]]:
        authors: dict[str, set[str]] = {}
        for person in self.people:
            for value in person.wrote:
                authors.setdefault(value, set()).add(person.store.user)
        return authors

    def _judge_left_over(self) -> None:
        """What a content could be guessed by goes with it; its commitment stays."""
        with self.office.core.database.reading() as connection:
            rows = connection.execute(_COMMITTED).all()
        there = {(row.stream, row.version, bytes(row.commitment)) for row in rows}
        for person in self.people:
            with person.store.database.reading() as connection:
                left = connection.exec_driver_sql(_LEFT_OVER).scalar()
                held = {(row.stream, row.version, row.commitment) for row in connection.exec_driver_sql(_PLACES)}
            assert left == 0, person.name
            _is_none(held - there, "a place without its commitment")

    def _count_further(self, entries: dict[str, Any]) -> None:
        if len(entries.get(self.area, ())) > 1:
            self.happened.add("area")
        if any(b'"l"]' in row.outcomes or b'"l",' in row.outcomes for each in entries.values() for row in each):
            self.happened.add("child of a deleted parent")


def _is_none(found: Iterable[object], what: str) -> None:
    wrong = list(found)
    assert wrong == [], (what, wrong)


_STREAMS = text("SELECT id FROM stream")
_COMMITTED = text("SELECT stream, version, commitment FROM entry")
_LEFT_OVER = (
    "SELECT count(*) FROM change WHERE body IS NULL "
    "AND coalesce(length(salt), 0) + coalesce(length(sig), 0) + coalesce(length(key), 0) > 0"
)
_PLACES = "SELECT stream, version, commitment FROM change WHERE body IS NULL AND state = 'entered'"
_KEPT = text("SELECT stream, id FROM refusal WHERE code = 'not_assigned' AND content IS NOT NULL AND settled IS NULL")
