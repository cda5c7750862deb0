"""The acts that are served beside the exchange: path, message and what does it, each in one line."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sync import acts
from sync import attached as parts
from sync.protocol import READ, WRITE
from sync.server import attached, counting, leading, logging_in, losses, visits
from sync.server.core import Core
from sync.server.rights import Session


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """One act: *shape* is the message that is read, None where nothing is sent; *work* takes it and answers.

    One that `needs_proof` is done only for who has shown a second factor a moment ago.
    """

    path: str
    kind: str
    work: Callable[..., Any]
    needs_proof: bool
    shape: type[Any] | None = None

    @property
    def method(self) -> str:
        """The HTTP method."""
        return "GET" if self.kind == READ else "POST"

    def do(self, core: Core, session: Session, message: Any) -> Any:
        """Do it for *session* and return the answer. Raises ProofNeeded beside what *work* raises."""
        if self.needs_proof:
            logging_in.check_fresh(core, session)
        return self.work(core, session) if self.shape is None else self.work(core, session, message)


ACTS: tuple[Act, ...] = (
    Act(path="/team", kind=READ, work=leading.team, needs_proof=False),
    Act(path="/assignments", kind=WRITE, work=leading.assign, shape=acts.Assigning, needs_proof=True),
    Act(path="/emergencies", kind=READ, work=visits.emergencies, needs_proof=False),
    Act(path="/emergencies", kind=WRITE, work=visits.begin_emergency, shape=acts.Emergency, needs_proof=True),
    Act(path="/visits", kind=WRITE, work=visits.begin_visit, shape=acts.Opening, needs_proof=False),
    Act(path="/counts", kind=READ, work=counting.counts, needs_proof=False),
    Act(path="/devices", kind=READ, work=losses.devices_of, needs_proof=False),
    Act(path="/attached", kind=WRITE, work=attached.standing, shape=parts.StandingAsked, needs_proof=False),
    Act(path="/attached/part", kind=WRITE, work=attached.part, shape=parts.PartAsked, needs_proof=False),
    Act(path="/attached/take", kind=WRITE, work=attached.take, shape=parts.PartSent, needs_proof=False),
    Act(path="/devices/lost", kind=WRITE, work=losses.report, shape=acts.Lost, needs_proof=True),
)
