"""The plan itself: it stands as soon as something is written for a citizen."""

from typing import Any

from app.clock import danish_day, moment
from app.domain.board import BOARD, Axis, Board
from app.domain.plan import PLAN, Plan
from app.domain.record import Record, RecordType
from app.domain.values import State
from app.ids import main_board_of, plan_of
from app.store.store import Store
from app.store.transaction import Transaction
from app.texts import mark


def stand_plan(transaction: Transaction, citizen: str) -> None:
    """Make the citizen's plan and its main board where they are missing; both have the same ids on every device.

    They stand again where they went with an act that was taken back.
    """
    begun = danish_day(moment(transaction.now)).isoformat()
    plan = Plan(id=plan_of(citizen), state=State.ACTIVE, start=begun)
    board = Board(id=main_board_of(citizen), is_main=True, axis=Axis.TIME)
    _stand(transaction, PLAN, plan, citizen=citizen)
    _stand(transaction, BOARD, board, citizen=citizen)


def _stand(transaction: Transaction, kind: RecordType[Any], record: Record, *, citizen: str) -> None:
    held = transaction.reader.record(record.id)
    if held is None:
        transaction.put(kind, record, citizen=citizen)
    elif held.deleted:
        transaction.revive(held)


def edit_plan(store: Store, plan: Plan, **fields: object) -> None:
    """Set fields of the plan: title, follow-up, coordinator, the order of life areas."""
    with store.transact(mark("act", "Ret planen"), citizen=plan.citizen) as transaction:
        transaction.edit(plan, **fields)
