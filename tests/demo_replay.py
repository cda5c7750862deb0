"""A generated municipality as a server would hold it: each change judged, then folded, in memory."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from app.changes.cells import Cells
from app.changes.change import Refusal, Verdict, decode, encode
from app.changes.fold import Stamp, fold_entry, shown
from app.changes.outcome import Judge
from app.demo import Act
from app.domain import KINDS
from app.domain.record import Record, RecordType


class Told(NamedTuple):
    """One record at the end: its citizen and compartment, its type, what it shows, and how it reads."""

    id: str
    citizen: str
    compartment: str
    kind: RecordType[Any]
    fields: dict[str, Any]

    @property
    def record(self) -> Record:
        read: Record = self.kind.read(self.fields, id=self.id)
        return read


@dataclass
class Replay:
    """All streams after all acts."""

    acts: list[Act]
    streams: dict[str, dict[str, Cells]] = field(default_factory=dict)
    compartments: dict[str, tuple[str, str]] = field(default_factory=dict)
    kinds: dict[str, str] = field(default_factory=dict)
    versions: Counter[str] = field(default_factory=Counter)
    verdicts: list[Verdict] = field(default_factory=list)
    refusals: list[Refusal] = field(default_factory=list)

    def records(self) -> Iterator[Told]:
        for stream, states in self.streams.items():
            citizen, compartment = self.compartments[stream]
            for identity, cells in states.items():
                fields = shown(cells, ())
                kind = KINDS[self.kinds[identity]].type_of(fields)
                yield Told(identity, citizen, compartment, kind, fields)


def replayed(acts: Iterable[Act]) -> Replay:
    """Judge and fold every change, as it reads after a way over the wire."""
    replay = Replay(list(acts))
    everything: set[str] = set()
    for act in replay.acts:
        for sent in act.changes:
            change = decode(encode(sent))
            states = replay.streams.setdefault(change.stream, {})
            if change.open is not None:
                replay.compartments[change.stream] = change.open
            stamp = Stamp(replay.versions[change.stream] + 1, act.device, change.at)
            judge = Judge(states, KINDS, lambda *_asked: None, everything.__contains__)
            outcome = judge.judge(change, stamp)
            if isinstance(outcome, Refusal):
                replay.refusals.append(outcome)
                continue
            replay.versions[change.stream] += 1
            replay.verdicts += outcome
            states.update(fold_entry(states, change, outcome, stamp))
            replay.kinds.update({edit.record: edit.kind for edit in change.edits})
            everything.update(edit.record for edit in change.edits)
    return replay
