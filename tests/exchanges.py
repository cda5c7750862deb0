"""What tests of the exchange ask of a local copy, and a link that remembers and fails when told to."""

from app.operations.items import edit_record
from app.store.answers import Entry
from app.store.store import Store
from offices import Office, goal
from sync.client.link import TooMuch, Unreachable
from sync.client.transport import OFFLINE
from sync.protocol import SyncAnswer, SyncRequest


def edit(store: Store, identity: str, **fields: object) -> None:
    edit_record(store, goal(store, identity), **fields)


def titles(store: Store, identity: str) -> tuple[str | None, list[str]]:
    """Return what stands and what was kept beside it."""
    with store.reader() as reader:
        contests = reader.rivals(identity)
    return goal(store, identity).title, [rival.value for each in contests for rival in each.rivals]


def kinds_of_state(store: Store) -> set[str]:
    with store.reader() as reader:
        return {each.state for each in reader.changes(limit=1_000)}


class Recording:
    """A link that keeps what passes and fails when told to."""

    def __init__(self, office: Office, store: Store) -> None:
        self._link = office.link(store)
        self.passed: list[tuple[SyncRequest, SyncAnswer]] = []
        self.largest = 10_000
        self.loses_answers = False
        self.fails_at_pushing = False

    def __getattr__(self, name: str) -> object:
        return getattr(self._link, name)

    def sync(self, request: SyncRequest) -> SyncAnswer:
        if len(request.changes) > self.largest:
            raise TooMuch
        if request.changes and self.fails_at_pushing:
            raise Unreachable(OFFLINE)
        answer = self._link.sync(request)
        self.passed.append((request, answer))
        if self.loses_answers:
            raise Unreachable(OFFLINE)
        return answer


def entries_of(store: Store, stream: str) -> list[Entry]:
    with store.database.reading() as connection:
        rows = connection.exec_driver_sql(
            "SELECT meta, salt, body, outcomes, key, sig FROM change WHERE stream = ? AND state = 'entered'"
            " AND meta IS NOT NULL ORDER BY version", (stream,),
        ).all()  # fmt: skip
    return [
        Entry(meta=row.meta, salt=row.salt, body=row.body, outcomes=row.outcomes, key=row.key, sig=row.sig)
        for row in rows
    ]
