"""Readable copies: what people and other systems read of a plan that moves, made from its logs and nothing else."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO

from app.changes.change import Change, Outcomes
from app.changes.fold import Stamp
from app.changes.redaction import touched
from app.clock import danish_day, moment
from app.domain.citizen import CITIZEN
from app.domain.days import read_instant
from app.export.pdf import PdfExporter
from app.export.r4.bundle import bundle
from app.export.r4.telling import OPEN, Authorship, Telling
from app.ids import citizen_stream
from app.queries.snapshot import plan_snapshot
from app.store.folded import Files, FoldedPlan, Log
from app.store.reader import Head
from app.texts import in_danish

PDF = "plan.pdf"
FHIR = "plan.fhir.json"
_NEVER = "1970-01-01T00:00:00.000Z"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """An entry that has its content: when the server received it, and who wrote it, empty for a server's own."""

    change: Change
    outcomes: Outcomes
    stamp: Stamp
    received: str
    author: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanStream:
    """A whole stream of a citizen: where its chain leads, when its last entry was received, what has its content."""

    id: str
    compartment: str
    version: int
    hash: bytes
    received: str
    entries: Sequence[Entry]


def readable_copies(citizen: str, streams: Sequence[PlanStream], *, files: Files) -> Iterator[tuple[str, bytes]]:
    """Yield each copy with its name: the citizen's own as PDF/A, of the plan's stream, and all of it as FHIR.

    They tell of the day on which the last entry was received: the same logs give the same bytes on any day. A citizen
    of whom only other compartments tell has no PDF.
    """
    plan = FoldedPlan(citizen, [_log(each) for each in streams], files=files)
    with in_danish():
        printed = _pdf(plan, citizen, streams)
    if printed is not None:
        yield PDF, printed
    with in_danish():
        told = _fhir(plan, citizen, streams)
    yield FHIR, told


def _log(stream: PlanStream) -> Log:
    entries = [(each.change, each.outcomes, each.stamp) for each in stream.entries]
    return Log(stream=stream.id, head=Head(stream.version, stream.hash), entries=entries)


def _pdf(plan: FoldedPlan, citizen: str, streams: Sequence[PlanStream]) -> bytes | None:
    person = plan.get(CITIZEN, citizen)
    shared = [each for each in streams if each.id == citizen_stream(citizen, OPEN)]
    if person is None or person.deleted or not shared:
        return None
    out = BytesIO()
    snapshot = plan_snapshot(plan, citizen=citizen, today=danish_day(moment(_last(shared))))
    PdfExporter().write(snapshot, out)
    return out.getvalue()


def _fhir(plan: FoldedPlan, citizen: str, streams: Sequence[PlanStream]) -> bytes:
    heads = sorted(f"{each.id} {each.hash.hex()}" for each in streams)
    return bundle(
        Telling(
            citizen=citizen,
            at=_last(streams),
            mark=hashlib.sha256("\n".join(heads).encode()).hexdigest(),
            records=plan.records,
            compartments={each.id: each.compartment for each in streams},
            written=_written(streams),
            authors=_authors(streams),
        )
    )


def _last(streams: Sequence[PlanStream]) -> str:
    """Return the instant of the newest entry, as far as the streams tell any."""
    return max((told for each in streams if (told := read_instant(each.received))), default=_NEVER)


def _written(streams: Sequence[PlanStream]) -> dict[str, str]:
    """Return when each record was last written."""
    found: dict[str, str] = {}
    for each in (entry for stream in streams for entry in stream.entries):
        told = read_instant(each.received)
        if told is not None:
            found |= dict.fromkeys(touched(each.change, each.outcomes), told)
    return found


def _authors(streams: Sequence[PlanStream]) -> tuple[Authorship, ...]:
    """Return who wrote which records, and from when to when."""
    records: dict[str, set[str]] = {}
    times: dict[str, list[str]] = {}
    for each in (entry for stream in streams for entry in stream.entries):
        told = read_instant(each.received)
        if each.author and told is not None:
            records.setdefault(each.author, set()).update(edit.record for edit in each.change.edits)
            times.setdefault(each.author, []).append(told)
    return tuple(
        Authorship(who=who, since=min(times[who]), until=max(times[who]), records=tuple(sorted(records[who])))
        for who in sorted(records)
    )
