"""One shared plan through a simulated year: devices that know and send what they can, and the server's own rules."""

import heapq
from bisect import bisect_right
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import msgspec

from app.changes.cells import Cells, is_deleted
from app.changes.change import Change, Edit
from app.changes.fold import Stamp, fold_entry
from app.changes.outcome import Judge
from app.demo.chance import Chance
from app.domain import KINDS
from app.domain.record import DELETED
from year_habits import DAY_BEGINS, DAY_ENDS, MINUTE, Habits
from year_people import WORKING_DAYS, Gathering, Shared, Worker
from year_questions import Question, Tally, broken_rules
from year_writing import EXISTING, Writing

_AWAY = 10 * MINUTE
"""What waited longer was written without network."""
_END = 400.0
_BEFORE = Worker("before", is_on_road=False)


class PlanYear:
    """Lives one plan's year; what it asks goes to the tally."""

    def __init__(self, plan: Shared, chance: Chance, *, habits: Habits, tally: Tally) -> None:
        self._plan, self._chance, self._habits, self._tally = plan, chance, habits, tally
        self._states: dict[str, Cells] = {}
        self._values: dict[tuple[str, str], list[tuple[int, Any]]] = {}
        self._texts: dict[tuple[str, str, str], list[tuple[int, str]]] = {}
        self._entered: list[float] = []
        self._waiting: dict[str, list[tuple[float, tuple[Edit, ...], bool]]] = {each.name: [] for each in plan.team}
        self._open: dict[tuple[str, str], Question] = {}
        self._queue: list[tuple[float, int, Callable[[float], None]]] = []
        self._queued = 0
        self._now = self._began = 0.0
        self._judge = Judge(self._states, KINDS, self._text_at, self._states.__contains__, self._written_by)
        self._writing = Writing(plan, chance, habits=habits, shown=self._shown, knows=self._knows)

    def live(self) -> None:
        """Let the year pass."""
        self._enter(self._writing.first(), _BEFORE, 0.0)
        for at, worker, about in self._moments():
            self._at(at, partial(self._write, worker, about))
        for gathering in self._plan.meetings:
            for field, at in (("begun_at", gathering.begins), ("closed_at", gathering.ends)):
                self._press(gathering, field, at)
        while self._queue:
            self._now, _, event = heapq.heappop(self._queue)
            self._began = self._now
            event(self._now)

    def _at(self, at: float, event: Callable[[float], None]) -> None:
        self._queued += 1
        heapq.heappush(self._queue, (at, self._queued, event))

    def _moments(self) -> Iterator[tuple[float, Worker, Gathering | None]]:
        """Yield when something is written, by whom, and about which meeting."""
        about = round(self._plan.extent.changes * self._habits.about_meetings)
        for number in range(about):
            gathering = self._chance.one(self._plan.meetings)
            yield self._at_table(gathering) if number % 2 else self._after(gathering)
        for _ in range(self._plan.extent.changes - about):
            at = self._chance.one(WORKING_DAYS) + self._chance.share(DAY_BEGINS, DAY_ENDS)
            yield at, self._chance.one(self._plan.team), None

    def _at_table(self, gathering: Gathering) -> tuple[float, Worker, Gathering]:
        is_leader = not gathering.others or self._chance.happens(self._habits.leader_writes)
        worker = gathering.leader if is_leader else self._chance.one(gathering.others)
        return self._chance.share(gathering.begins, gathering.ends), worker, gathering

    def _after(self, gathering: Gathering) -> tuple[float, Worker, Gathering]:
        place = bisect_right(WORKING_DAYS, gathering.begins) - 1 + self._chance.number(0, self._habits.days_after)
        day = WORKING_DAYS[min(place, len(WORKING_DAYS) - 1)]
        at = self._chance.share(max(gathering.ends, day + DAY_BEGINS), max(gathering.ends + MINUTE, day + DAY_ENDS))
        return at, self._chance.one(gathering.present), gathering

    def _press(self, gathering: Gathering, field: str, at: float) -> None:
        """Let the leader's device, and now and then another, say that the meeting begins or ends."""
        pressing = [gathering.leader]
        if gathering.others and self._chance.happens(self._habits.pressed_twice):
            pressing.append(self._chance.one(gathering.others))
        for place, worker in enumerate(pressing):
            later = at + place * self._chance.share(0, 5 * MINUTE)
            edits = self._writing.begun(gathering, at=later, field=field)
            self._at(later, partial(self._keep, worker, edits))

    def _write(self, worker: Worker, about: Gathering | None, at: float) -> None:
        """Let *worker* end an act now; what was seen is what the device showed when it began."""
        name, takes = self._writing.chosen()
        self._began = at - takes
        self._keep(worker, self._writing.act(name, worker, at=at, about=about), at)

    def _keep(self, worker: Worker, edits: tuple[Edit, ...], at: float) -> None:
        """Keep *edits* on the device of *worker* until it has network."""
        edits = tuple(self._based(worker, edit) for edit in edits)
        sends = worker.sends_at(at)
        is_away = max(sends - at, self._began - worker.knows_until(self._began)) > _AWAY
        self._waiting[worker.name].append((sends, edits, is_away))
        self._at(sends, partial(self._send, worker))

    def _based(self, worker: Worker, edit: Edit) -> Edit:
        """Return *edit* with what its author had seen; an own setting that waits keeps its base."""
        if edit.base != EXISTING:
            return edit
        bases: dict[str, int] = {}
        for waiting in self._unsent(worker):
            if waiting.record == edit.record:
                bases |= {name: waiting.base_of(name) for name in waiting.set.keys() & edit.set.keys()}
                bases |= {DELETED: min(waiting.base, bases.get(DELETED, waiting.base))} if DELETED in edit.set else {}
        return msgspec.structs.replace(edit, base=self._known(worker), bases=bases)

    def _unsent(self, worker: Worker) -> list[Edit]:
        return [edit for _, edits, _ in self._waiting[worker.name] for edit in edits]

    def _send(self, worker: Worker, at: float) -> None:
        """Let the server take all that waits on a device, in order, as one request."""
        waiting = self._waiting[worker.name]
        self._waiting[worker.name] = [each for each in waiting if each[0] > at]
        for sends, edits, is_away in waiting:
            if sends <= at:
                self._enter(edits, worker, at, is_away=is_away)

    def _enter(self, edits: tuple[Edit, ...], worker: Worker, at: float, *, is_away: bool = False) -> None:
        """Let the server take a change: judge it, fold it in, and see what is asked."""
        self._entered.append(at)
        version = len(self._entered)
        stamp = Stamp(version=version, device=worker.name, at="")
        change = Change(id="", stream=self._plan.name, at="", name="", edits=list(edits))
        outcomes = self._judge.judge(change, stamp)
        assert isinstance(outcomes, list), outcomes
        self._tally.changes += 1
        self._tally.unseen += sum(self._is_unseen(edit, name, worker) for edit in edits for name in edit.set)
        folded = fold_entry(self._states, change, outcomes, stamp)
        self._states |= folded
        for record, cells in folded.items():
            for name, cell in cells.items():
                if cell.version == version:
                    self._values.setdefault((record, name), []).append((version, cell.value))
        for edit in edits:
            if "note" in edit.set:
                own = self._texts.setdefault((edit.record, "note", worker.name), [])
                own.append((version, edit.set["note"]))
        kinds = {edit.record: edit.kind for edit in edits}
        for verdict in outcomes:
            self._ask(verdict.record, verdict.field, kinds.get(verdict.record, "item"), version, is_away)

    def _ask(self, record: str, name: str, kind: str, version: int, is_away: bool) -> None:
        """Let everybody who works with the plan meet with the question when they look, unless it stands already.

        What the same act wrote in another field of the record against the same colleague is the same question.
        """
        cell = self._states[record][name]
        if (record, name) in self._open or not cell.rivals:
            return
        for other, asked in self._open.items():
            if other[0] == record and asked.change == version and self._states[record][other[1]].device == cell.device:
                asked.fields.append(name)
                self._open[record, name] = asked
                return
        question = Question(
            plan=self._plan.name, record=record, fields=[name], kind=kind, change=version, is_away=is_away
        )
        self._open[record, name] = question
        for worker in self._plan.team:
            self._look(question, worker)

    def _look(self, question: Question, worker: Worker) -> None:
        """Let *worker* look at what waits once within the next working day, with network."""
        day = next((each for each in WORKING_DAYS if each > int(self._now)), _END)
        first = self._chance.share(self._now, self._now + 1)
        is_today = first < int(self._now) + DAY_ENDS
        at = first if is_today else day + self._chance.share(DAY_BEGINS, DAY_ENDS)
        self._at(worker.sends_at(at), partial(self._meet, question, worker))

    def _meet(self, question: Question, worker: Worker, at: float) -> None:
        """Let *worker* look: at what still waits, a deletion before all else, nothing of what is deleted."""
        waiting = [name for name in question.fields if self._open.get((question.record, name)) is question]
        cells = [self._states[question.record][name] for name in waiting]
        deletion = self._open.get((question.record, DELETED), question)
        if not waiting or deletion is not question:
            if waiting:
                self._look(question, worker)
            return
        is_gone = DELETED not in waiting and is_deleted(self._states[question.record])
        if is_gone or not any(cell.rivals for cell in cells):
            self._tally.settled += not question.met_by
            self._close(question)
            return
        self._tally.meets(question, worker.name, at, broken=self._broken(question))
        if self._chance.happens(self._habits.looks_without_answer):
            self._look(question, worker)
            return
        self._close(question)
        self._answer(question, worker, at)

    def _broken(self, question: Question) -> Iterator[str]:
        for name in question.fields:
            text_at = partial(self._note_at, question.record)
            yield from broken_rules(name, self._states[question.record][name], text_at)
        for (record, name), other in self._open.items():
            is_same = record == question.record and other.change == question.change and other is not question
            if is_same and self._states[record][name].device == self._states[record][question.fields[0]].device:
                yield "one act, asked twice"

    def _close(self, question: Question) -> None:
        for name in question.fields:
            del self._open[question.record, name]

    def _answer(self, question: Question, worker: Worker, at: float) -> None:
        """Let *worker* choose one of the versions."""
        cells = {name: self._states[question.record][name] for name in question.fields}
        place = self._chance.number(0, min(len(cell.rivals) for cell in cells.values()))
        values = {name: [cell.value, *(rival.value for rival in cell.rivals)][place] for name, cell in cells.items()}
        told = {name: value is True if name == DELETED else value for name, value in values.items()}
        edit = Edit(record=question.record, kind=question.kind, base=len(self._entered), set=told)
        self._enter((edit,), worker, at)

    def _is_unseen(self, edit: Edit, name: str, worker: Worker) -> bool:
        cell = self._states.get(edit.record, {}).get(name)
        return cell is not None and cell.version > edit.base and cell.device != worker.name

    def _known(self, worker: Worker) -> int:
        """Return the version of the plan that the device of *worker* had when the act began."""
        return bisect_right(self._entered, worker.knows_until(self._began))

    def _knows(self, worker: Worker, record: str) -> bool:
        cells = self._states.get(record)
        if cells is None or "title" not in cells:
            return any(edit.record == record for edit in self._unsent(worker))
        return self._values[record, "title"][0][0] <= self._known(worker)

    def _shown(self, worker: Worker, record: str, name: str) -> Any:
        """Return what the device shows: what waits there, else what it has from the server."""
        for edit in reversed(self._unsent(worker)):
            if edit.record == record and name in edit.set:
                return edit.set[name]
        return self._value_at(record, name, self._known(worker))

    def _value_at(self, record: str, name: str, version: int) -> Any:
        values = self._values.get((record, name), [])
        return next((value for at, value in reversed(values) if at <= version), None)

    def _note_at(self, record: str, version: int) -> str:
        return self._text_at(record, "note", version) or ""

    def _text_at(self, record: str, name: str, version: int) -> str | None:
        text: str | None = self._value_at(record, name, version)
        return text

    def _written_by(self, record: str, name: str, version: int, device: str) -> str | None:
        return next((text for at, text in reversed(self._texts.get((record, name, device), [])) if at > version), None)
