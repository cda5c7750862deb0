"""Late work: what came after its author's right had ended is taken over under the author's name, or let go."""

from app.domain.late_work import LateWork, Verdict
from app.errors import UserError
from app.store.store import Store
from app.texts import mark


def adopt(store: Store, work: LateWork) -> None:
    """«Overtag»: let the server enter it into the plan as its author's words."""
    with store.transact(mark("act", "Overtag arbejde"), citizen=work.citizen) as transaction:
        transaction.edit(work, verdict=Verdict.ADOPTED)


def let_go(store: Store, work: LateWork, *, reason: str) -> None:
    """«Tag det ikke med»: it stays outside the plan; raises UserError without a reason."""
    if not reason.strip():
        raise UserError(mark("late-work", "Skriv, hvorfor det ikke skal med i planen."))
    with store.transact(mark("act", "Tag ikke arbejde med"), citizen=work.citizen) as transaction:
        transaction.edit(work, verdict=Verdict.LET_GO, reason=reason.strip())
