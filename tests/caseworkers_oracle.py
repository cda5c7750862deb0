"""The oracle of simulated caseworkers: by what they were told and what lies on the server, where each thing is now."""

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, text

import sealed_rows
from app.changes.cells import Cells, decode_cells, value
from app.changes.change import Change, decode
from app.ids import citizen_stream
from caseworker import DUMP, FIELDS
from exchange_oracle import unseen_losses
from sealed_rows import Written
from sync.server.command import opened

JOINED = "note"
"""The field whose texts are joined: what was typed last ends with a word that nobody else has written."""
_IDS = text("SELECT id FROM entry")

Line = Mapping[str, Any]


@dataclass(slots=True)
class Visit:
    """One act in one field: what was told as saved last, and what might have been saved after that."""

    who: str
    record: str
    name: str
    citizen: str
    changes: list[str]
    saved: str
    perhaps: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Device:
    """What a caseworker's program shows at the end."""

    shown: Mapping[str, Mapping[str, str | None]]
    rivals: Mapping[str, Mapping[str, list[str]]]
    own: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Central:
    """What lies on the server of one stream."""

    rows: Sequence[Written]
    cells: Mapping[str, Cells]
    entered: Mapping[str, Change]


@dataclass(slots=True)
class Judgement:
    """Where everything is that was told as saved, by count; what is `lost`, and what is `hidden` from somebody."""

    places: Counter[str] = field(default_factory=Counter)
    lost: list[str] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)


def judge(data: Path, profiles: Path, lines: Iterable[Line]) -> Judgement:
    """Return where everything is that *lines* tell as saved: on the server in *data*, and at its author's."""
    told = list(lines)
    visits = list(visits_of(told))
    devices = {login: device_of(profiles / f"{login}.{DUMP}") for login in sorted({each.who for each in visits})}
    with opened(data, None) as database, database.reading() as connection:
        ids = set(connection.execute(_IDS).scalars())
        streams = {citizen_stream(each.citizen, "plan") for each in visits if each.name}
        central = {stream: central_of(connection, stream) for stream in sorted(streams)}
    judging = _Judging(Judgement(), ids=ids, central=central, devices=devices, saw=_saw(told))
    for visit in visits:
        judging.look_for(visit)
    judging.look_for_unseen()
    judging.compare(visits)
    return judging.found


def visits_of(lines: Iterable[Line]) -> Iterator[Visit]:
    """Yield every act that was told as saved."""
    visits: dict[str, Visit] = {}
    for each in lines:
        visit = visits.get(each.get("visit", ""))
        if each["told"] == "intends" and visit is not None:
            visit.perhaps.append(each["value"])
        elif each["told"] == "saved" and visit is not None:
            visit.saved, visit.perhaps = each["value"], []
            visit.changes += each["changes"]
        elif each["told"] == "saved":
            visits[each["visit"]] = Visit(
                each["who"], each["record"], each["field"], each["citizen"], list(each["changes"]), each["value"]
            )
    yield from visits.values()


def device_of(dump: Path) -> Device:
    """Read what a program showed at the end."""
    told = json.loads(dump.read_text(encoding="utf-8"))
    return Device(told["shown"], told["rivals"], told["own"])


def central_of(connection: Connection, stream: str) -> Central:
    """Read a stream of the server."""
    rows = sealed_rows.written(connection, stream)
    cells = {record: decode_cells(told) for record, _, told in sealed_rows.cells(connection, stream)}
    return Central(rows, cells, {row.id: decode(row.body) for row in rows})


def _saw(lines: Iterable[Line]) -> dict[str, set[str]]:
    """Return, for each value that somebody meant to write, all that its author had seen of the field until then."""
    known: dict[tuple[str, str, str], set[str]] = defaultdict(set)
    saw: dict[str, set[str]] = {}
    for each in lines:
        if each["told"] == "intends":
            mine = known[each["who"], each["record"], each["field"]]
            mine |= {*each["saw"], each["value"]}
            saw[each["value"]] = set(mine)
    return saw


@dataclass(slots=True)
class _Judging:
    found: Judgement
    ids: set[str]
    central: Mapping[str, Central]
    devices: Mapping[str, Device]
    saw: Mapping[str, set[str]]

    def look_for(self, visit: Visit) -> None:
        """Find what one act has written."""
        place = self._place(visit)
        self.found.places[place] += 1
        if place == "lost":
            self.found.lost.append(_named(visit))
        own = self.devices[visit.who].own
        if any(own.get(each) not in ("entered", "refused", "dismissed") for each in visit.changes):
            self.found.hidden.append(f"{_named(visit)}: its author's program does not know what became of it")

    def _place(self, visit: Visit) -> str:
        own = self.devices[visit.who].own
        if visit.changes and all(own.get(each) == "refused" for each in visit.changes):
            return "refused"
        if not visit.changes or not self.ids.issuperset(visit.changes):
            return "lost"
        if not visit.name:
            return "entered"
        central = self.central[citizen_stream(visit.citizen, "plan")]
        written = [
            edit.set[visit.name]
            for each in visit.changes
            if each in central.entered
            for edit in central.entered[each].edits
            if edit.record == visit.record and visit.name in edit.set
        ]
        found = [each for each in written if each in (visit.saved, *visit.perhaps)]
        return self._whereabouts(visit, found[-1], central) if found else "lost"

    def _whereabouts(self, visit: Visit, written: str, central: Central) -> str:
        """Return where a value is that lies in the log: shown, beside it, or replaced by who had seen it."""
        cell = central.cells[visit.record].get(visit.name)
        if cell is None:
            return "lost"
        if _holds(visit.name, cell.value, written):
            return "shown"
        if any(_holds(visit.name, rival.value, written) for rival in cell.rivals):
            return "rival"
        if self._is_replaced(visit, written, central):
            return "history"
        self.found.hidden.append(f"{_named(visit)}: replaced by somebody who had not seen it")
        return "hidden"

    def _is_replaced(self, visit: Visit, written: str, central: Central) -> bool:
        later = (
            edit.set[visit.name]
            for each in central.entered.values()
            for edit in each.edits
            if edit.record == visit.record and visit.name in edit.set and edit.set[visit.name] != written
        )
        return any(written in self.saw.get(each, ()) for each in later)

    def look_for_unseen(self) -> None:
        """Follow each log: what went from a title must have been seen by who replaced it."""
        for central in self.central.values():
            for gone, by in unseen_losses(central.rows, self.saw):
                self.found.hidden.append(f"«{gone}» went by «{by}», whose author had not seen it")

    def compare(self, visits: Iterable[Visit]) -> None:
        """See that every program that holds a record which was written shows what the server has of it."""
        for record, stream in sorted({(each.record, citizen_stream(each.citizen, "plan")) for each in visits}):
            if record:
                self._compare(record, self.central[stream].cells.get(record, {}))
        for visit in visits:
            if visit.name and visit.record not in self.devices[visit.who].shown:
                self.found.hidden.append(f"{_named(visit)}: not on its author's device")

    def _compare(self, record: str, cells: Cells) -> None:
        shown = {name: value(cells, name) for name in FIELDS}
        rivals = {name: sorted(str(each.value) for each in cells[name].rivals) for name in FIELDS if name in cells}
        for login, device in self.devices.items():
            if record not in device.shown:
                continue
            beside = device.rivals.get(record, {})
            if device.shown[record] != shown or any(beside.get(name, []) != told for name, told in rivals.items()):
                self.found.hidden.append(f"{record}: {login} does not see what the server has")


def _holds(name: str, stands: Any, written: str) -> bool:
    if name == JOINED:
        return written.split()[-1] in str(stands).split()
    return bool(stands == written)


def _named(visit: Visit) -> str:
    return f"{visit.who} {visit.name or 'act'} {visit.record or visit.changes} {visit.saved!r}"
