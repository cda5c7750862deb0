"""A citizen who has something everywhere, and users of every role who try to get at it by every way."""

import hashlib
from datetime import timedelta
from typing import Any

import rights_matrix as matrix
from app.changes import chain
from app.changes.change import Change, Edit
from app.clock import instant
from app.ids import citizen_stream
from builders import NOON
from offices import Office
from raw_devices import RawDevice
from rights_matrix import SHARE
from sync.attached import PartAsked, PartSent, StandingAsked
from sync.protocol import Anchor
from sync.server import accounts, assignments, attached, pull
from sync.server.assignments import Given, Sort
from sync.server.core import NotReadable
from sync.server.permits import Forbidden
from sync.server.rights import Role

CITIZEN = "0193a1b2-0000-7000-8000-000000000001"
ACTOR = "0193a1b2-0000-7000-8000-0000000000a1"
NUMBER = "010170-0000"
ADDRESS = hashlib.sha256(b"file").hexdigest()
"""The address of a file that lies in every compartment."""
OWNER = "ejer"
DAY = timedelta(days=1)
KEPT = ("plan", "area:social", "area:job", "protected")


def furnish(office: Office) -> RawDevice:
    """Let there be a citizen who has something in every compartment, and a consent to share; return the author."""
    with office.core.database.writing() as connection:
        accounts.put(
            connection, login=OWNER, name="Ejer", role=Role.CASEWORKER, hashed="", areas="social,job", unit="u"
        )
    owner = RawDevice(office, OWNER)
    _write(owner)
    return owner


def _write(owner: RawDevice) -> None:
    edits = [
        Edit(record=CITIZEN, kind="citizen", set={"given": "Karen"}),
        Edit(record=owner.new_id(), kind="identifier", set={"system": "cpr", "value": "0101700000"}),
        Edit(record=ACTOR, kind="item", set={"type": "actor", "title": "Lægehuset"}),
        Edit(record=owner.new_id(), kind="item", set={"type": "goal", "title": "mål"}),
        Edit(record=owner.new_id(), kind="consent", add={"actors": [ACTOR]}),
    ]
    owner.push(_change(owner, "plan", edits))
    for compartment in KEPT[1:]:
        note = Edit(record=owner.new_id(), kind="note", set={"title": "notat"})
        owner.push(_change(owner, compartment, [note]))
    for compartment in KEPT:
        sent = PartSent(
            stream=citizen_stream(CITIZEN, compartment), address=ADDRESS, number=0, size=4, content=b"file"
        )  # fmt: skip
        attached.take(owner.office.core, owner.session(), sent)


def _change(device: RawDevice, compartment: str, edits: list[Edit]) -> Change:
    stream = citizen_stream(CITIZEN, compartment)
    return Change(id=device.new_id(), stream=stream, at="", name="Ret", edits=edits, open=(CITIZEN, compartment))


class Tried:
    """One user of a role with a relation to the citizen, who tries everything."""

    def __init__(self, office: Office, role: str, relation: str) -> None:
        self.office = office
        login = f"{role}-{relation}"
        with office.core.database.writing() as connection:
            accounts.put(
                connection, login=login, name=login, role=Role(role), hashed="", areas="social", unit="", within=""
            )
        self.device = RawDevice(office, login)
        self._relate(role, relation)

    def _relate(self, role: str, relation: str) -> None:
        if relation == matrix.NEVER:
            return
        party = {"external": ACTOR, "citizen_service": "citizen"}.get(role, ACTOR)
        sort, starts, ends = {
            matrix.ASSIGNED: (Sort.ASSIGNED, NOON, NOON + 9 * DAY),
            matrix.SUBSTITUTE: (Sort.SUBSTITUTE, NOON - DAY, NOON + DAY),
            matrix.EMERGENCY: (Sort.EMERGENCY, NOON, NOON + DAY / 3),
            matrix.ENDED: (Sort.ASSIGNED, NOON - 9 * DAY, NOON),
            matrix.FUTURE: (Sort.ASSIGNED, NOON + DAY, NOON + 9 * DAY),
            matrix.PARTY: (Sort.ASSIGNED, NOON - DAY, NOON + DAY),
        }[relation]
        given = Given(
            login=self.device.login, citizen=CITIZEN, starts=instant(starts), ends=instant(ends), sort=sort,
            party=party if relation == matrix.PARTY else "",
        )  # fmt: skip
        self.office.core.database.write(lambda each: assignments.give(each, given, now=NOON, is_told=True))
        self.office.core.turn()

    def streams(self, compartment: str) -> list[str]:
        """The streams that a compartment may lie in: a share begins anew now and then."""
        if compartment != SHARE:
            return [citizen_stream(CITIZEN, compartment)]
        parties = (f"share:{ACTOR}", "share:citizen")
        return [citizen_stream(CITIZEN, f"{each}{tail}") for each in parties for tail in ("", "/2", "/3")]

    def right(self, compartment: str) -> str:
        """What the user has, the same by every way; a difference between two ways fails."""
        ways = {way(compartment) for way in (self._listed, self._state, self._log, self._entries, self._files)}
        assert len(ways) == 1, ways
        writing = {self._writes(compartment), self._sends(compartment)}
        assert len(writing) == 1, writing
        return matrix.WRITE if True in writing else (matrix.READ if ways == {True} else matrix.NOTHING)

    def _listed(self, compartment: str) -> bool:
        told = self.office.core.index(self.device.session(), known="").index
        assert told is not None
        return bool({row.id for row in told.streams} & set(self.streams(compartment)))

    def _state(self, compartment: str) -> bool:
        return any(self._reads(self.office.core.state, each) for each in self.streams(compartment))

    def _log(self, compartment: str) -> bool:
        return any(self._reads(self.office.core.log, each, after=0, before=99) for each in self.streams(compartment))

    def _entries(self, compartment: str) -> bool:
        asked = {each: [Anchor(0, chain.start(each))] for each in self.streams(compartment)}
        return bool(self.device.ask([], asked).entries)

    def _files(self, compartment: str) -> bool:
        """Whether files can be had: their standing and their parts, both or neither."""
        streams, session = self.streams(compartment), self.device.session()
        told = attached.standing(self.office.core, session, StandingAsked({each: [ADDRESS] for each in streams}))
        asked = {each: PartAsked(stream=each, address=ADDRESS, number=0) for each in streams}
        had = {each for each in streams if self._has_part(asked[each])}
        held = {each for each, files in told.streams.items() if files[ADDRESS].held}
        assert had == held
        return bool(told.streams)

    def _has_part(self, asked: PartAsked) -> bool:
        try:
            return attached.part(self.office.core, self.device.session(), asked).content == b"file"
        except NotReadable:
            return False

    def _sends(self, compartment: str) -> bool:
        content = self.device.login.encode()
        sent = PartSent(
            stream=self.streams(compartment)[0], address=hashlib.sha256(content).hexdigest(), number=0,
            size=len(content), content=content,
        )  # fmt: skip
        try:
            return attached.take(self.office.core, self.device.session(), sent).held == 1
        except (Forbidden, NotReadable):
            return False

    def _reads(self, read: Any, stream: str, **told: int) -> bool:
        try:
            read(self.device.session(), stream, **told)
        except NotReadable:
            return False
        return True

    def _writes(self, compartment: str) -> bool:
        edit = Edit(record=self.device.new_id(), kind="note", set={"title": "x"})
        stream = self.streams(compartment)[0]
        change = Change(id=self.device.new_id(), stream=stream, at="", name="", edits=[edit])
        head = self.office.core.database.read(lambda each: _head(each, stream))
        answer = self.device.push(change, anchors={stream: [head]} if head else {})
        return any(not each.code for each in answer.results.values())


def _head(connection: Any, stream: str) -> Anchor | None:
    found = pull.heads(connection, [stream])
    return found[stream][1] if stream in found else None
