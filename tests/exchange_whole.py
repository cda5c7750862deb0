"""The exchange with all of it at once: rights that end and begin, two compartments, long texts that are joined.

Who loses the right holds nothing of it in the end; what comes too late is kept on the server and may be taken over.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, ClassVar

from hypothesis import strategies as st
from hypothesis.stateful import rule
from sqlalchemy import text

import sealed_rows
from app.changes.cells import Cells, decode_cells
from app.changes.change import MERGED, decode, decode_outcomes
from app.clock import FixedClock, instant
from app.domain.goal import GOAL, Goal
from app.domain.late_work import LATE_WORK, Outcome
from app.ids import citizen_stream
from app.operations.late_work import adopt
from exchange_model import SITUATIONS, WHICH, WHO
from exchange_people import Person, Written
from exchange_redaction import TAKEN_BACK, everything, titles
from exchange_words import WORDS_TAKEN_BACK, Worded, refused_changes
from offices import LOGINS, furnished
from sync.server import assignments, check

PROTECTED = "protected"
MIXED = (
    "right ended", "right given again", "late work", "late work taken over", "protected", "texts joined",
    WORDS_TAKEN_BACK,
)  # fmt: skip
ALL = (*SITUATIONS, *TAKEN_BACK, *MIXED)


class Whole(Worded):
    """Three people of whom some lose the right and get it again, while all else goes wrong as well."""

    compartments: ClassVar[tuple[str, ...]] = ("plan", PROTECTED)

    def __init__(self) -> None:
        super().__init__()
        self.citizen = furnished(self.engine).citizen
        self.streams = tuple(citizen_stream(self.citizen, each) for each in self.compartments)
        self.ended: set[str] = set()
        self.let_go: set[str] = set()
        self.gone_with_server: set[str] = set()
        self.places: dict[str, str] = {}
        self.protect(who=0)
        for person in (*self.people, *self.people):
            self._contact(person, [])
        self.happened.clear()

    @rule(who=WHO, which=WHICH, is_told=st.booleans())
    def end_right(self, who: int, which: int, is_told: bool) -> None:
        """Somebody loses the right to the citizen, having written something that was not sent."""
        person = self._who(who)
        if self._others(person) and self._has_right(person.store.user):
            self.set_title(who=who, which=which)
            self._end(person)
            if is_told:
                self._contact(person, [])

    @rule(who=WHO, which=WHICH)
    def give_right(self, who: int, which: int) -> None:
        """Somebody is assigned, perhaps again, calls and writes."""
        person = self._who(who)
        if not self._has_right(person.store.user):
            self._give(person)
            self._contact(person, [])
            self.set_title(who=who, which=which)

    @rule(who=WHO, other=WHO, which=WHICH)
    def substitute(self, who: int, other: int, which: int) -> None:
        """Somebody stands in for another who has written offline, writes, and hands the citizen back."""
        absent, present = self._who(who), self._who(other)
        if absent.store.user == present.store.user or not self._has_right(absent.store.user):
            return
        self.set_title(who=who, which=which)
        self._give(present)
        self._end(absent)
        self._write_some(other, which, 1)
        self._give(absent)
        self._contact(absent, [])

    @rule(who=WHO, other=WHO, which=WHICH)
    def hand_over(self, who: int, other: int, which: int) -> None:
        """Somebody's work comes after the citizen was handed to another, who takes it over."""
        before, after = self._who(who), self._who(other)
        if before.store.user == after.store.user or not self._has_right(before.store.user):
            return
        self._give(after)
        self.end_right(who=who, which=which, is_told=True)
        self._contact(after, [])
        self.take_over(who=other)
        self._contact(after, [])

    @rule(who=WHO)
    def take_over(self, who: int) -> None:
        """Somebody lets the late work of another enter the plan."""
        person = self._who(who)
        with person.store.reader() as reader:
            waiting = [each for each in reader.all(LATE_WORK) if each.verdict is None]
        if waiting:
            adopt(person.store, sorted(waiting, key=lambda each: each.id)[0])

    @rule(who=WHO)
    def protect(self, who: int) -> None:
        """Somebody writes a goal where only a few may read."""
        person = self._who(who)
        if self._holds(person, self.plan):
            self._add_in(person, PROTECTED)

    @rule(who=WHO)
    def add_goal(self, who: int) -> None:
        """Somebody who has the citizen here writes a new goal."""
        if self._holds(self._who(who), self.plan):
            super().add_goal(who=who)

    @rule(who=WHO, other=WHO, which=WHICH)
    def write_one_text(self, who: int, other: int, which: int) -> None:
        """Two people who have seen the same text add to it at both ends, and call one after the other."""
        both = (self._who(who), self._who(other))
        if both[0] is both[1]:
            return
        for person in both:
            self._give(person)
            self._contact(person, [])
        self.add_goal(who=who)
        for _ in range(2):  # at both ends of one word they would touch
            self.write_word(who=who, which=which, is_first=True)
        for person in both:
            self._contact(person, [])
        self.write_word(who=who, which=which, is_first=True)
        self.write_word(who=other, which=which, is_first=False)
        for person in both:
            self._contact(person, [])

    @rule(who=WHO, other=WHO, which=WHICH)
    def join_and_take_back(self, who: int, other: int, which: int) -> None:
        """Two people's words are joined, and one of them takes the own words back."""
        self.write_one_text(who=who, other=other, which=which)
        self.take_back_words(who=who, which=which)

    def _add_in(self, person: Person, compartment: str) -> None:
        value = self._value()
        with person.store.transact("Tilføj", citizen=self.citizen) as transaction:
            record = transaction.put(GOAL, Goal(title=value), compartment=compartment)
        self.places[record] = citizen_stream(self.citizen, compartment)
        self.written[value] = Written(record)
        person.wrote.add(value)

    def _contact(self, person: Person, faults: list[str], *, at_most: int = 4) -> None:
        held = self._held(person)
        super()._contact(person, faults, at_most=at_most)
        if held - self._held(person):
            self.let_go |= person.wrote

    def _restore(self, backup: Path) -> None:
        """What somebody sent who holds it no more goes with what the server loses."""
        self.gone_with_server |= self.let_go
        super()._restore(backup)

    def _holds(self, person: Person, stream: str) -> bool:
        with person.store.reader() as reader:
            return reader.head(stream) is not None

    def _held(self, person: Person) -> set[str]:
        return {each for each in self.streams if self._holds(person, each)}

    def _has_right(self, login: str) -> bool:
        now = instant(self.office.clock.now())
        return self.citizen in self.office.core.database.read(lambda each: assignments.held_by(each, login, now=now))

    def _readable(self, person: Person) -> set[str]:
        """Return what somebody may read of the citizen now."""
        return set(self.streams) if self._has_right(person.store.user) else set()

    def _others(self, person: Person) -> bool:
        return any(each != person.store.user and self._has_right(each) for each in LOGINS)

    def _end(self, person: Person) -> None:
        self._tick()
        self.office.end(person.store.user, self.citizen)
        self.office.core.turn()
        self.ended.add(person.store.user)
        self.happened.add("right ended")

    def _give(self, person: Person) -> None:
        self._tick()
        if not self._has_right(person.store.user):
            self.office.assign(person.store.user, self.citizen)
            self.happened |= {"right given again"} if person.store.user in self.ended else set()
        self.office.core.turn()

    def _tick(self) -> None:
        assert isinstance(self.office.clock, FixedClock)
        self.office.clock.advance(seconds=1)

    def _is_in_step(self, person: Person) -> bool:
        with person.store.reader() as reader:
            heads = [reader.head(each) for each in self.streams]
            waiting = reader.outbox().pending
        readable = self._readable(person)
        with self.office.core.database.reading() as connection:
            there = [connection.execute(_HEAD, {"id": each}).first() for each in self.streams]
        told = [row and each in readable and bytes(row.hash) for each, row in zip(self.streams, there, strict=True)]
        return waiting == 0 and [head and head.hash for head in heads] == [each or None for each in told]

    def _judge(self) -> None:
        with self.office.core.database.reading() as connection:
            assert list(check.check(connection)) == []
            there = connection.execute(_STREAMS).scalars().all()
            streams = [each for each in self.streams if each in there]
            cells = {
                each: {name: decode_cells(told) for name, _, told in sealed_rows.cells(connection, each)}
                for each in streams
            }
            entries = {each: sealed_rows.written(connection, each) for each in streams}
            kept = [each.body for each in sealed_rows.refusals(connection) if each.body is not None]
        everybody = self.people
        for stream, told in cells.items():
            self.people = [each for each in everybody if stream in self._readable(each)]
            self._judge_people(told)
        self.people = everybody
        self._judge_outsiders()
        entered = [value for told in entries.values() for value in _titles(told)]
        late = {value for body in kept for value in titles(decode(body))}
        refused = {value for person in self.people for value in _refused(person)}
        self._judge_log(self._but_late(entered, refused, late), refused)
        self._judge_removed(kept, cells)
        for stream in streams:
            self._judge_values(cells[stream], entries[stream], set(entered))
            self._judge_words(entries[stream])
            self._count(cells[stream], entries[stream], refused - late)
        self._judge_written_words([row.body for told in entries.values() for row in told] + kept, self.gone_with_server)
        self._judge_taken_words(entries, cells, kept)
        self._count_mixed(cells, entries, late)

    def _but_late(self, entered: list[str], refused: set[str], late: set[str]) -> list[str]:
        """Return *entered* with every value of which it is known why it is not there, or there in another way."""
        counted = Counter(entered)
        assert [value for value, number in counted.items() if number > 1] == []
        lost_right = {value for person in self.people if person.store.user in self.ended for value in person.wrote}
        purged = self.let_go & self.refusable
        excused = (late & lost_right) | (refused & lost_right) | purged | self.gone_with_server
        refused -= excused
        return [*counted, *((excused & self.written.keys()) - counted.keys() - self.taken_back)]

    def _judge_outsiders(self) -> None:
        """Who has lost the right holds nothing of it, nor of what was written there."""
        for person in self.people:
            held, readable = everything(person.store), self._readable(person)
            closed = [value for value, each in self.written.items() if self._place(each.record) not in readable]
            assert [value for value in closed if f'"{value}"'.encode() in held] == [], person.name

    def _place(self, record: str) -> str:
        place: str = self.places.get(record, self.plan)
        return place

    def _judge_removed(self, kept: Sequence[bytes], cells: dict[str, dict[str, Cells]]) -> None:
        """What was taken back is neither in what the server keeps of late work nor in any cell."""
        told = b"".join(kept) + repr(cells).encode()
        assert [value for value in self.taken_back if f'"{value}"'.encode() in told] == []

    def _count_mixed(self, cells: dict[str, dict[str, Cells]], entries: dict[str, Any], late: set[str]) -> None:
        verdicts = [each for told in entries.values() for row in told for each in decode_outcomes(row.outcomes)]
        outcomes = {told["outcome"].value for each in cells.values() for told in each.values() if "outcome" in told}
        found = {
            "late work": bool(late),
            "late work taken over": Outcome.ENTERED in outcomes,
            "protected": len(entries.get(self.streams[1], ())) > 1,
            "texts joined": any(each.code == MERGED for each in verdicts),
        }
        self.happened |= {name for name, is_so in found.items() if is_so}


def _titles(entries: Sequence[Any]) -> Iterator[str]:
    for row in entries:
        yield from titles(decode(row.body))


def _refused(person: Person) -> Iterator[str]:
    for each in refused_changes(person.store):
        yield from titles(each)


_HEAD = text("SELECT hash FROM stream WHERE id = :id")
_STREAMS = text("SELECT id FROM stream")
