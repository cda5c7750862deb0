"""The exchange of the state machine where people also take back what they wrote: then it must be nowhere at all."""

from collections import Counter
from collections.abc import Callable, Collection

from hypothesis import strategies as st
from hypothesis.stateful import rule

from app.changes.change import Change
from app.store.reader import StoredChange
from app.store.store import Store
from exchange_model import WHICH, WHO, Exchange
from exchange_people import Person
from offices import furnished

TAKEN_BACK = ("taken back unsent", "taken back sent", "taken back entered", "taken back and restored")
_STANDING = ("typing", "pending", "sent", "entered", "refused")


class Redacting(Exchange):
    """Three people, of whom each may take back the titles that his own device wrote."""

    def __init__(self) -> None:
        super().__init__()
        self.taken_back: set[str] = set()

    @rule(who=WHO, which=WHICH)
    def take_back(self, who: int, which: int) -> None:
        """Somebody takes back what he wrote last on a goal, wherever it is by now."""
        person = self._who(who)
        goal = self._look(person, which)
        latest = None if goal is None else own_change(person, goal.id, titles)
        if goal is None or latest is None or latest.change is None:
            return
        self.taken_back |= set(titles(latest.change))
        with person.store.transact("Forkert borger", role="redact") as transaction:
            transaction.take_back(goal.stream, [latest.id])
        self.happened.add(_situation(latest))

    @rule(
        who=WHO,
        which=WHICH,
        meanwhile=st.sampled_from(("nothing", "lost request", "lost request", "lost answer", "ok")),
    )
    def write_and_take_back(self, who: int, which: int, meanwhile: str) -> None:
        """Somebody writes, perhaps sends it, and finds that it was the wrong citizen."""
        self.set_title(who=who, which=which)
        if meanwhile != "nothing":
            self._contact(self._who(who), [meanwhile])
        self.take_back(who=who, which=which)

    def _judge_log(self, entered: list[str], refused: set[str]) -> None:
        """What was taken back is in no log and in no table of anybody; all else is where it was."""
        counted = Counter(entered)
        assert [value for value in self.taken_back if counted[value]] == []
        for person in self.people:
            held = everything(person.store)
            assert [value for value in self.taken_back if f'"{value}"'.encode() in held] == [], person.name
        if self.taken_back and self.restores:
            self.happened.add("taken back and restored")
        written = self.written
        self.written = {value: each for value, each in written.items() if value not in self.taken_back}
        super()._judge_log(entered, refused)
        self.written = written


def own_change(person: Person, record: str, told_by: Callable[[Change], Collection[str]]) -> StoredChange | None:
    """Return the newest own change of the person's device to *record* that tells anything by *told_by*."""
    with person.store.reader() as reader:
        found = reader.changes(identity=record)
    own = [each for each in found if each.own and each.state in _STANDING and each.change is not None]
    return next((each for each in own if each.change is not None and told_by(each.change)), None)


def titles(change: Change) -> list[str]:
    """Return the values that a change gave titles; those of the furnished goals are nobody's."""
    named = [edit.set.get("title") for edit in change.edits if edit.record not in furnished().goals or edit.base]
    return [each for each in named if isinstance(each, str) and each.startswith("v")]


def everything(store: Store) -> bytes:
    """Return all that the tables of a local copy hold of changes and records."""
    with store.database.reading() as connection:
        rows = list(connection.exec_driver_sql("SELECT body, before, outcomes FROM change"))
        rows += connection.exec_driver_sql("SELECT cells, shown, NULL FROM record")
    return b"|".join(each for row in rows for each in row if each is not None)


def _situation(taken: StoredChange) -> str:
    if taken.state == "entered":
        return "taken back entered"
    return "taken back sent" if taken.state == "sent" else "taken back unsent"
