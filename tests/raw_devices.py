"""A device written by hand: it sends exactly what a test says, right or wrong."""

from collections.abc import Sequence
from typing import Any

import msgspec

from app.changes import chain, signing
from app.changes.change import Change, Edit, encode
from app.ids import Uuid7, citizen_stream, new_device_id
from offices import Office
from sync.protocol import Anchor, Entry, Registration, SentChange, SyncAnswer, SyncRequest
from sync.server import accounts
from sync.server.rights import Role, Session

_ENTRIES = msgspec.json.Decoder(list[Entry])


class RawDevice:
    """Keeps the anchors it was given and sends whatever it is told to."""

    def __init__(
        self,
        office: Office,
        login: str,
        *,
        role: Role = Role.CASEWORKER,
        device: str | None = None,
        key: bytes | None = None,
    ) -> None:
        self.office = office
        self.login = login
        self.device = device or new_device_id()
        self.pair = signing.new_pair() if key is None else signing.pair_of(key)
        self.new_id = Uuid7(office.clock)
        self.anchors: dict[str, Anchor] = {}
        self.seqs: dict[str, int] = {}
        office.add_user(login, role=role) if not _has_account(office, login) else None
        self.office.core.register(self.session(), Registration(device=self.device, key=self.pair.public))

    def session(self) -> Session:
        with self.office.core.database.reading() as connection:
            return accounts.session_of(connection, login=self.login, device=self.device)

    def change(self, citizen: str, record: str = "", *, base: int = 0, opens: bool = False, **fields: Any) -> Change:
        """Return a change of one plan item."""
        edit = Edit(record=record or self.new_id(), kind=fields.pop("kind", "item"), base=base, set=fields)
        return Change(
            id=self.new_id(), stream=citizen_stream(citizen, "plan"), at="2026-11-24T12:00:00.000Z", name="Ret",
            edits=[edit], open=(citizen, "plan") if opens else None,
        )  # fmt: skip

    def sent(self, change: Change | bytes, *, seq: int | None = None, stream: str = "") -> SentChange:
        body = change if isinstance(change, bytes) else encode(change)
        where = stream or (change.stream if isinstance(change, Change) else "")
        self.seqs[where] = seq if seq is not None else self.seqs.get(where, 0) + 1
        sig = signing.sign(self.pair.private, body)
        return SentChange(seq=self.seqs[where], body=msgspec.Raw(body), key=signing.key_id(self.pair.public), sig=sig)

    def push(
        self, *changes: Change, seqs: Sequence[int] = (), anchors: dict[str, list[Anchor]] | None = None
    ) -> SyncAnswer:
        """Send *changes*, numbered onwards unless *seqs* says otherwise, and keep the heads of the answer."""
        numbers: Sequence[int | None] = seqs or [None] * len(changes)
        sent = [self.sent(each, seq=seq) for each, seq in zip(changes, numbers, strict=True)]
        streams = {each.stream for each in changes}
        return self.ask(sent, anchors if anchors is not None else {each: [self.anchor(each)] for each in streams})

    def pull(self, stream: str) -> list[Entry]:
        """Return the entries after what is known, and know them."""
        answer = self.ask([], {stream: [self.anchor(stream)]})
        return entries(answer, stream)

    def ask(self, sent: Sequence[SentChange], cursors: dict[str, list[Anchor]], *, epoch: str = "") -> SyncAnswer:
        request = SyncRequest(device=self.device, epoch=epoch, cursors=cursors, changes=list(sent))
        answer = self.office.core.sync(self.session(), request)
        self.anchors.update(answer.heads)
        return answer

    def anchor(self, stream: str) -> Anchor:
        return self.anchors.get(stream, Anchor(0, chain.start(stream)))


def entries(answer: SyncAnswer, stream: str) -> list[Entry]:
    """Return the entries of one stream of an answer."""
    raw = answer.entries.get(stream)
    return [] if raw is None else _ENTRIES.decode(raw)


def _has_account(office: Office, login: str) -> bool:
    with office.core.database.reading() as connection:
        return accounts.exists(connection, login)
