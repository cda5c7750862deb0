"""A device that says what it is told to over HTTP, to whichever of several servers."""

import socket
from collections.abc import Iterable, Sequence
from typing import TypeVar
from urllib.parse import urlsplit

import msgspec
import requests

from app.changes import chain, signing
from app.changes.change import Change, Edit, encode
from app.clock import SystemClock
from app.ids import Uuid7, citizen_stream, new_device_id
from offices import PASSWORD
from sync import protocol
from sync.protocol import MEDIA_TYPE, Anchor, Index, Login, Registered, Registration, SentChange, Session, SyncAnswer

PATIENCE_S = 60.0
T = TypeVar("T")


class HttpDevice:
    """A registered device of *login*. Each request is a connection of its own, so that any process may take it."""

    def __init__(self, address: str, login: str) -> None:
        self.id = new_device_id()
        self.new_id = Uuid7(SystemClock())
        self._pair = signing.new_pair()
        self._heads: dict[str, Anchor] = {}
        self._seqs: dict[str, int] = {}
        self.token = ""
        self.token = self._ask(address, "session", Login(device=self.id, login=login, password=PASSWORD), Session).token
        asked = Registration(device=self.id, key=self._pair.public)
        self.token = self._ask(address, "devices", asked, Registered).session.token

    def change(self, citizen: str, *, opens: bool = False) -> Change:
        """Return a change that makes a new goal."""
        edit = Edit(record=self.new_id(), kind="item", set={"type": "goal", "title": "mål"})
        return Change(
            id=self.new_id(), stream=citizen_stream(citizen, "plan"), at="2026-11-24T12:00:00.000Z", name="Tilføj mål",
            edits=[edit], open=(citizen, "plan") if opens else None,
        )  # fmt: skip

    def push(self, address: str, changes: Iterable[Change]) -> SyncAnswer:
        """Send *changes*, numbered onwards, and keep the heads of the answer."""
        return self.send(address, self.numbered(changes))

    def numbered(self, changes: Iterable[Change]) -> list[SentChange]:
        """Return *changes* as they are sent, whether or how often that be."""
        return [self._sent(each) for each in changes]

    def send(self, address: str, sent: Sequence[SentChange]) -> SyncAnswer:
        """Send what is numbered already."""
        streams = {msgspec.json.decode(each.body)["stream"] for each in sent}
        cursors = {each: [self._heads.get(each, Anchor(0, chain.start(each)))] for each in streams}
        asked = protocol.SyncRequest(device=self.id, cursors=cursors, changes=list(sent))
        answer = self._ask(address, "sync", asked, SyncAnswer)
        self._heads.update(answer.heads)
        return answer

    def hold(self, told: Index | None) -> None:
        """Go on from the heads that *told* names, as a device that has fetched all before them."""
        self._heads.update({row.id: Anchor(row.version, row.hash) for row in (told.streams if told else ())})

    def fetch(self, address: str, streams: Iterable[str]) -> dict[str, int]:
        """Fetch what is new in *streams*; return the versions that are held afterwards."""
        cursors = {each: [self._heads.get(each, Anchor(0, chain.start(each)))] for each in streams}
        answer = self._ask(address, "sync", protocol.SyncRequest(device=self.id, cursors=cursors), SyncAnswer)
        self._heads.update(answer.heads)
        return {each: anchor.version for each, anchor in answer.heads.items()}

    def index(self, address: str, *, known: str = "", wait: int = 0) -> tuple[str, Index | None]:
        """Return the ETag and what differs, None when nothing does."""
        headers = {"Authorization": f"Bearer {self.token}", "If-None-Match": f'"{known}"', "Prefer": f"wait={wait}"}
        answer = requests.get(f"{address}{protocol.PREFIX}/streams", headers=headers, timeout=PATIENCE_S)
        told = protocol.decode(answer.content, Index) if answer.status_code == requests.codes.ok else None
        return answer.headers["ETag"].strip('"'), told

    def _sent(self, change: Change) -> SentChange:
        body = encode(change)
        self._seqs[change.stream] = self._seqs.get(change.stream, 0) + 1
        return SentChange(
            seq=self._seqs[change.stream], body=msgspec.Raw(body), key=signing.key_id(self._pair.public),
            sig=signing.sign(self._pair.private, body),
        )  # fmt: skip

    def _ask(self, address: str, path: str, message: object, shape: type[T]) -> T:
        answer = ask(address, path, message, token=self.token)
        answer.raise_for_status()
        return protocol.decode(answer.content, shape)


def ask(address: str, path: str, message: object, *, token: str = "") -> requests.Response:
    """Post *message* and return the answer, whatever it is."""
    headers = {"Content-Type": MEDIA_TYPE, "Authorization": f"Bearer {token}"}
    content = protocol.encode(message)
    return requests.post(f"{address}{protocol.PREFIX}/{path}", data=content, headers=headers, timeout=PATIENCE_S)


def begin_poll(address: str, *, token: str, known: str) -> socket.socket:
    """Ask for news of what differs from *known*; the answer is left to be read."""
    where = urlsplit(address)
    poll = socket.create_connection((where.hostname or "", where.port or 0))
    asked = (
        f"GET {protocol.PREFIX}/streams HTTP/1.1\r\nHost: {where.netloc}\r\nConnection: close\r\n"
        f'Authorization: Bearer {token}\r\nIf-None-Match: "{known}"\r\nPrefer: wait=60\r\n\r\n'
    )
    poll.sendall(asked.encode())
    return poll
