"""The questions of a simulated year: what was asked, who met with it, in which week, and whether a rule was broken."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from app.changes.cells import Cell
from app.domain.record import DELETED

WHY = {
    DELETED: "deleted by one, written in by another who had not seen it",
    "note": "the same sentence altered by two",
    "agreed_at": "agreed on twice",
}
"""Why a field is asked about, where it is not that two decided it differently."""
_DECIDED = "decided differently by two"
TextAt = Callable[[int], str]
"""Asks for a note as it stood at a version."""


@dataclass(slots=True, kw_only=True)
class Question:
    """What stood in several versions when somebody looked: the fields of one record in which one act came too late.

    `is_away`: the late act was written without network, or had waited for it.
    """

    plan: str
    record: str
    fields: list[str]
    kind: str
    change: int
    is_away: bool
    met_by: set[str] = field(default_factory=set)

    def told(self) -> dict[str, str]:
        """Return the question in words, for a list."""
        late = "without network" if self.is_away else "at the same time"
        return {
            "plan": self.plan, "record": self.record, "of": f"{self.kind}.{'+'.join(self.fields)}",
            "why": WHY.get(self.fields[0], _DECIDED), "written": late,
        }  # fmt: skip


@dataclass(slots=True)
class Tally:
    """What a year came to. `avoidable` counts, by the rule that was broken, what must not be asked."""

    changes: int = 0
    questions: list[Question] = field(default_factory=list)
    avoidable: Counter[str] = field(default_factory=Counter)
    settled: int = 0
    """Questions that had settled themselves before anybody looked."""
    unseen: int = 0
    """Values that the last writer would have overwritten without having seen them."""
    weeks: dict[tuple[str, int], list[Question]] = field(default_factory=lambda: defaultdict(list))
    """What each worker met with in each week."""

    def meets(self, question: Question, worker: str, at: float, *, broken: Iterable[str]) -> None:
        """Count that *worker* looks at *question* now, for which rules were *broken*; a second look counts nothing."""
        if not question.met_by:
            self.questions.append(question)
            self.avoidable.update(broken)
        if worker not in question.met_by:
            question.met_by.add(worker)
            self.weeks[worker, int(at / 7)].append(question)

    def above_one(self) -> Iterator[tuple[str, int, Sequence[Question]]]:
        """Yield each worker and week with more than one question, and the questions."""
        yield from ((name, week, met) for (name, week), met in sorted(self.weeks.items()) if len(met) > 1)

    def told_of(self) -> Counter[str]:
        """Return how many questions there were of each field."""
        return Counter(each.told()["of"] for each in self.questions)


def broken_rules(name: str, cell: Cell, text_at: TextAt) -> Iterator[str]:
    """Yield by which rules the versions of field *name* should have settled themselves."""
    if any(rival.value == cell.value for rival in cell.rivals):
        yield "equal values"
    authors = [cell.device] * (name != DELETED and not cell.merged) + [rival.device for rival in cell.rivals]
    if len(authors) != len(set(authors)):
        yield "one author, who wrote again"
    if name in ("begun_at", "closed_at"):
        yield "an instant that nobody decides"
    others = [rival for rival in cell.rivals if not cell.merged]
    if name == "note" and any(_add_to(text_at(each.base), cell.value, each.value) for each in others):
        yield "sentences added by both"


def _add_to(base: str, first: str, second: str) -> bool:
    """Tell whether both texts are *base* with whole sentences after it."""
    return first.startswith(base) and second.startswith(base) and (base.endswith(".") or not base)


def together(met: Sequence[Question]) -> str:
    """Tell what the questions of one worker and week are of, by the closest tie that any two have."""
    if len({each.record for each in met}) < len(met):
        return "one_record"
    if len({each.plan for each in met}) < len(met):
        return "one_plan"
    return "different_plans"
