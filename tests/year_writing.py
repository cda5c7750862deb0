"""What people write in the plan of a simulated year: acts as the program makes them, from what their device shows."""

from collections import deque
from collections.abc import Callable
from typing import Any

from app.changes.change import Edit
from app.demo.chance import Chance
from year_habits import ACTS, Habits
from year_people import Gathering, Shared, Worker

Shown = Callable[[Worker, str, str], Any]
"""What the device of a worker shows in a field of a record; None when nothing."""
Knows = Callable[[Worker, str], bool]
"""Whether a record is on the device of a worker."""

STATES = ("proposed", "planned", "active", "done", "stopped")
TYPES = ("goal", "agreement", "intervention", "wish", "concern")
AREAS = ("home", "health", "work", "economy", "network")
SENTENCES = (
    "Talt med lægen om søvn og medicin.",
    "Borgeren ringer selv til jobcentret inden fredag.",
    "Mor kommer med til næste møde.",
    "Vækning kl. 7 har holdt fire dage i træk.",
    "Regningen fra boligselskabet er betalt.",
    "Skolen er orienteret efter aftale.",
)
_RECENT = 60
EXISTING = -1
"""The base of an edit of what stands, until the device says what its author had seen."""


class Writing:
    """Chooses what is written in one plan, and in which card."""

    def __init__(self, plan: Shared, chance: Chance, *, habits: Habits, shown: Shown, knows: Knows) -> None:
        self._plan, self._chance, self._habits = plan, chance, habits
        self._shown, self._knows = shown, knows
        self._cards: list[str] = []
        self._own: dict[str, list[str]] = {worker.name: [] for worker in plan.team}
        self._lately: deque[str] = deque(maxlen=habits.just_spoken_of)

    @property
    def board(self) -> str:
        """Return the id of the main board."""
        return f"{self._plan.name}-board"

    def first(self) -> tuple[Edit, ...]:
        """Return what stands before the year: the plan, its board and its meetings."""
        held = [
            _new(_meeting(self._plan, place), "item", type="meeting", title="Møde", starts_at=str(place))
            for place, _ in enumerate(self._plan.meetings)
        ]
        return (
            _new(self._plan.name, "plan", state="active", follow_up="0"),
            _new(self.board, "board", title="Tavle"),
            *held,
        )

    def chosen(self) -> tuple[str, float]:
        """Return what is done next, and how long the author is at it, in days."""
        drawn = self._chance.share(0, sum(share for _, share, _ in ACTS))
        for name, share, takes in ACTS:
            drawn -= share
            if drawn < 0:
                return name, takes
        return "card", 0.0

    def act(self, name: str, worker: Worker, *, at: float, about: Gathering | None) -> tuple[Edit, ...]:
        """Return what *worker* writes, without bases; an act for which no card is there becomes a new card."""
        card = None if name == "card" else self._card(worker, is_about_meeting=about is not None)
        if name == "follow_up":
            return (_set(self._plan.name, "plan", follow_up=self._day()),)
        if name in ("starts_at", "meeting_place"):
            edits = self._moved(at, field="place" if name == "meeting_place" else name)
        else:
            edits = () if card is None else self._in_card(worker, card, name, about)
        return edits or self._new_card(worker)

    def begun(self, gathering: Gathering, *, at: float, field: str) -> tuple[Edit, ...]:
        """Return that the meeting begins (`begun_at`) or ends (`closed_at`)."""
        meeting = _meeting(self._plan, self._plan.meetings.index(gathering))
        return (_set(meeting, "item", **{field: f"{at:.6f}"}),)

    def _new_card(self, worker: Worker) -> tuple[Edit, ...]:
        card = f"{self._plan.name}-{len(self._cards)}"
        self._cards.append(card)
        self._own[worker.name].append(card)
        self._lately.append(card)
        place = _new(f"{card}-place", "placement", board=self.board, item=card, x=self._far(), y=self._far())
        kind = self._chance.one(("idea", *TYPES))
        return _new(card, "item", type=kind, title=f"Kort {len(self._cards)}", state="planned", due=self._day()), place

    def _card(self, worker: Worker, *, is_about_meeting: bool) -> str | None:
        """Return the card that is written in: one spoken of, an own one, or any; of those that the device shows."""
        if is_about_meeting:
            among = list(self._lately)
        elif self._chance.happens(self._habits.own):
            among = self._own[worker.name][-_RECENT:]
        else:
            among = self._cards
        for _ in range(5):
            card = self._chance.one(among) if among else None
            if card and self._knows(worker, card) and self._shown(worker, card, "deleted") is not True:
                self._lately.append(card)
                return card
        return None

    def _in_card(self, worker: Worker, card: str, name: str, about: Gathering | None) -> tuple[Edit, ...]:
        if name == "place":
            return (_set(f"{card}-place", "placement", x=self._far(), y=self._far()),)
        if name == "note":
            return (_set(card, "item", note=self._note(self._shown(worker, card, "note") or "")),)
        if name == "delete":
            return (_set(card, "item", deleted=True),)
        if name == "agree":
            there = about.present if about else (worker,)
            told = {"agreed_at": str(self._far()), "agreed_with": [each.name for each in there]}
            return (_set(card, "item", **told),)
        team = tuple(each.name for each in self._plan.team)
        choices: dict[str, tuple[str, ...]] = {
            "state": STATES, "type": TYPES, "life_area": AREAS,
            "due": (self._day(),), "title": (self._name(),), "responsible": team,
        }  # fmt: skip
        stands = self._shown(worker, card, name)
        others = [each for each in choices[name] if each != stands]
        return (_set(card, "item", **{name: self._chance.one(others or choices[name])}),)

    def _note(self, stands: str) -> str:
        """Return a note with a further sentence at its end, or with one word altered."""
        if not stands or self._chance.happens(self._habits.at_end):
            further = f"{self._day()}: {self._chance.one(SENTENCES)}"
            return f"{stands} {further}" if stands else further
        words = stands.split(" ")
        words[self._chance.number(0, len(words) - 1)] = f"ord{self._far()}"
        return " ".join(words)

    def _moved(self, at: float, *, field: str) -> tuple[Edit, ...]:
        """Return that the next meeting is moved; nothing when none is left in the year."""
        coming = next((place for place, each in enumerate(self._plan.meetings) if each.begins > at), None)
        return () if coming is None else (_set(_meeting(self._plan, coming), "item", **{field: str(self._far())}),)

    def _day(self) -> str:
        return f"dag {self._chance.number(1, 90)}"

    def _name(self) -> str:
        return f"Titel {self._chance.number(1, 40)}"

    def _far(self) -> int:
        return self._chance.number(0, 4_000)


def _meeting(plan: Shared, place: int) -> str:
    return f"{plan.name}-meeting-{place}"


def _new(record: str, kind: str, **fields: Any) -> Edit:
    return Edit(record=record, kind=kind, set=fields)


def _set(record: str, kind: str, **fields: Any) -> Edit:
    return Edit(record=record, kind=kind, set=fields, base=EXISTING)
