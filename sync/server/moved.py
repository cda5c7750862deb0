"""Work for a stream that has moved: numbered and kept where it was addressed to, judged where the stream is now.

Its author's bytes and signature stay in the log of the old stream. What they say is said again in the other one by the
server, under the author's name and device.
"""

from collections.abc import Sequence

from sqlalchemy import Connection

from app.changes.change import Change, Refusal
from app.clock import moment
from sync.protocol import Result
from sync.server import log as logs
from sync.server import own, quarantine, redaction, rights, sharing
from sync.server.log import Log, Signed
from sync.server.moving import Moving
from sync.server.push import Incoming, Pushed, Taking, records_of
from sync.server.rights import Right, Session
from sync.server.settings import Identity
from sync.server.taking_over import hand_over


def take(
    old: Log, session: Session, changes: Sequence[Incoming], *, identity: Identity, now: str
) -> Pushed:  # fmt: skip
    """Take *changes* of the locked stream *old* into the one it has moved to; rights are asked there."""
    taking = _taking(old, session, identity=identity, now=now)
    pushed, target = taking.take(changes), taking.target
    pushed.target, pushed.log = target, None
    if taking.late:
        hand_over(old, target)
        pushed.is_told = quarantine.tell(
            target, identity, session, taking.late, now=moment(now), also=old.stream.citizen
        )  # fmt: skip
    quarantine.settle(target, identity, session, taking.said, now=moment(now))
    if pushed.entered and target.stream.compartment == rights.PLAN:
        pushed.is_shared = sharing.has_parties(old.connection, target.stream.citizen)
    return pushed


def take_alone(old: Log, session: Session, each: Incoming, *, identity: Identity, now: str) -> Result | None:
    """Take one change without a number, as `Taking.take_alone`."""
    return _taking(old, session, identity=identity, now=now).take_alone(each)


def _taking(old: Log, session: Session, *, identity: Identity, now: str) -> "_TakingMoved":
    target = _target(old.connection, old.stream.moved_to or "")
    right = rights.right(old.connection, session, target.stream, now=now)
    return _TakingMoved(old, target, session, right, identity=identity, now=now)


def _target(connection: Connection, stream: str) -> Log:
    found = logs.lock(connection, stream)
    if found is None:
        raise LookupError(stream)
    return found


class _TakingMoved(Taking):
    """Changes of a stream that has moved being taken: `said` is what they became in `target`."""

    def __init__(self, old: Log, target: Log, session: Session, right: Right, *, identity: Identity, now: str) -> None:
        super().__init__(target, session, right, now=now)
        self.target = target
        self.said: list[Change] = []
        self._book = old
        self._identity = identity
        self._moving = Moving(old.connection, old.stream, target.stream)
        self._pushed = Pushed(before=old.head, log=old)

    def _load(self, changes: Sequence[Change]) -> None:
        """Load nothing yet: the records are known when it is known what the changes become."""

    def _entered(self, signed: Signed) -> Result | Refusal:
        said = own.signed(self._moving.change(signed.change, ceiling=signed.ceiling), self._identity)
        self._log.load(records_of([said.change]))
        result = super()._entered(said)
        return result if isinstance(result, Refusal) else self._keep(signed, said.change, at=result.version)

    def _keep(self, signed: Signed, said: Change, *, at: int) -> Result:
        """Keep the author's bytes in the old log, and write down where they are said."""
        old, change = self._book, signed.change
        stamp = old.stamp(signed, device=self._session.device)
        version = old.keep(signed, [], stamp, by=self._session.login, received=self._now)
        old.write()
        self._moving.note(change.id, version=version, said=said.id, at=at)
        if change.redacts:
            redaction.bar(old.connection, old.stream.id, change.redacts, now=self._now)
        self.said.append(said)
        return Result(version)
