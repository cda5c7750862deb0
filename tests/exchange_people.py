"""The people of the simulated exchange: what each saw and wrote, and links that fail as they are told."""

from dataclasses import dataclass, field

from app.store.store import Store
from offices import CoreLink, Office
from sync.client.link import Heard, Unreachable
from sync.client.transport import OFFLINE
from sync.protocol import Log, StateHead, StateRecord, SyncAnswer, SyncRequest

FAULTS = ("ok", "lost request", "lost answer", "doubled")
MOST_REQUESTS = 120
"""In one contact; a client that asks more often goes round in circles."""


@dataclass(slots=True)
class Person:
    """Somebody at a screen: what stood on it, what was written there."""

    name: str
    store: Store
    link: "FaultyLink"
    seen: set[str] = field(default_factory=set)
    wrote: set[str] = field(default_factory=set)


@dataclass(slots=True)
class Written:
    """A value written somewhere: in which record, and what its author had seen or written until then."""

    record: str
    knew: set[str] = field(default_factory=set)


class FaultyLink(CoreLink):
    """A link that loses and doubles messages as it is told, remembers them, and counts what one contact asks."""

    def __init__(self, office: Office, store: Store) -> None:
        super().__init__(office, store)
        self.faults: list[str] = []
        self.passed: list[tuple[SyncRequest, SyncAnswer]] = []
        self.pushed: list[SyncRequest] = []
        self.happened: set[str] = set()
        self.asked = 0

    def contact(self, faults: list[str]) -> None:
        """Begin a contact in which *faults* befall the first messages."""
        self.faults = list(faults)
        self.asked = 0

    def sync(self, request: SyncRequest) -> SyncAnswer:
        self._count()
        fault = self.faults.pop(0) if self.faults else "ok"
        if fault == "lost request":
            raise Unreachable(OFFLINE)
        answer = super().sync(request)
        self.passed = [*self.passed[-3:], (request, answer)]
        self.pushed = [*self.pushed[-3:], request] if request.changes else self.pushed
        if fault == "lost answer":
            self.happened |= {"lost answer"} if request.changes else set()
            raise Unreachable(OFFLINE)
        if fault == "doubled":
            self.happened |= {"doubled"} if request.changes else set()
            return super().sync(request)
        return answer

    def index(self, *, known: str, wait: int) -> Heard:
        self._count()
        return super().index(known=known, wait=wait)

    def state(self, stream: str) -> tuple[StateHead, list[StateRecord]]:
        self._count()
        return super().state(stream)

    def log(self, stream: str, *, after: int, before: int) -> Log:
        self._count()
        return super().log(stream, after=after, before=before)

    def _count(self) -> None:
        self.asked += 1
        assert self.asked <= MOST_REQUESTS, "a client goes round in circles"
